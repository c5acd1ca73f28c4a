using System.Text;

namespace Esdh.Arkiv.Version;

/// <summary>
/// Text as a version may hold it: no blanks at its ends, no characters that archives refuse. What is refused becomes U+FFFD and is counted. One per writer.
/// </summary>
internal sealed class Arkivtekst
{
    private const char Erstatning = '\uFFFD';

    private readonly StringBuilder _bygger = new();

    /// <summary>How many characters were replaced.</summary>
    public long Erstattet { get; private set; }

    /// <summary>How many texts had some.</summary>
    public long Tekster { get; private set; }

    /// <summary>The text without blanks around and without forbidden characters; null where nothing is left.</summary>
    public string? Ren(string? tekst)
    {
        if (tekst is null)
            return null;
        var rest = tekst.AsSpan().Trim();
        if (rest.IsEmpty)
            return null;
        if (ErRen(rest))
            return rest.Length == tekst.Length ? tekst : rest.ToString();
        _bygger.Clear();
        var foer = Erstattet;
        for (var i = 0; i < rest.Length; i++)
        {
            if (char.IsHighSurrogate(rest[i]) && i + 1 < rest.Length && char.IsLowSurrogate(rest[i + 1]))
            {
                if (ErForbudt(char.ConvertToUtf32(rest[i], rest[i + 1])))
                    Erstat();
                else
                    _bygger.Append(rest[i]).Append(rest[i + 1]);
                i++;
            }
            else if (ErForbudt(rest[i]))
                Erstat();
            else
                _bygger.Append(rest[i]);
        }

        if (Erstattet > foer)
            Tekster++;
        return _bygger.ToString();

        void Erstat()
        {
            _bygger.Append(Erstatning);
            Erstattet++;
        }
    }

    /// <summary>Controls but TAB, LF and CR, halves of pairs, private use, and what is no character. 7F to 9F are allowed, as numbers.</summary>
    public static bool ErForbudt(int tegn) =>
        (tegn < 0x20 && tegn is not ('\t' or '\n' or '\r')) || tegn is >= 0xD800 and <= 0xDFFF or >= 0xE000 and <= 0xF8FF or >= 0xFDD0 and <= 0xFDEF || tegn >= 0xF0000 || (tegn & 0xFFFE) == 0xFFFE;

    private static bool ErRen(ReadOnlySpan<char> tekst)
    {
        foreach (var tegn in tekst)
        {
            if (tegn is < ' ' or >= '\uD800' && (char.IsSurrogate(tegn) || ErForbudt(tegn)))
                return false;
        }

        return true;
    }
}
