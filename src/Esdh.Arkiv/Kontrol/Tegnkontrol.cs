namespace Esdh.Arkiv.Kontrol;

/// <summary>Characters that may not be delivered.</summary>
internal static class Tegnkontrol
{
    private static readonly System.Buffers.SearchValues<char> Navnetegn = System.Buffers.SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ123456");

    /// <summary>The first forbidden character of a text that an XML parser let through, as people name it.</summary>
    public static string? Forbudt(ReadOnlySpan<char> tekst)
    {
        // Nearly every text ends here.
        var fra = tekst.IndexOfAnyExceptInRange(' ', 'ÿ');
        if (fra < 0)
            return null;
        for (var i = fra; i < tekst.Length; i++)
        {
            var c = tekst[i];
            if (c < '\uD800')
                continue;
            int tegn = c;
            if (char.IsHighSurrogate(c) && i + 1 < tekst.Length && char.IsLowSurrogate(tekst[i + 1]))
                tegn = char.ConvertToUtf32(c, tekst[++i]);
            else if (char.IsSurrogate(c) && !(i == tekst.Length - 1 && char.IsHighSurrogate(c)))
                return "et halvt tegn (surrogat)";
            if (tegn is >= 0xE000 and <= 0xF8FF or >= 0xF0000)
                return $"det private tegn U+{tegn:X4}";
            if (tegn is >= 0xFDD0 and <= 0xFDEF || (tegn & 0xFFFE) == 0xFFFE)
                return $"U+{tegn:X4}, som ikke er et tegn";
        }

        return null;
    }

    /// <summary>A control character 7F-9F that stands as itself and not as a reference.</summary>
    public static int RaaStyretegn(ReadOnlySpan<byte> utf8)
    {
        for (var fra = 0; ;)
        {
            var i = utf8[fra..].IndexOfAny((byte)0x7F, (byte)0xC2);
            if (i < 0)
                return -1;
            fra += i;
            if (utf8[fra] == 0x7F || (fra + 1 < utf8.Length && utf8[fra + 1] is >= 0x80 and <= 0x9F))
                return fra;
            fra++;
        }
    }

    public static bool LignerOpmaerkning(ReadOnlySpan<char> tekst)
    {
        if (tekst.StartsWith("{\\rtf"))
            return true;
        for (var i = tekst.IndexOf('<'); i >= 0;)
        {
            var rest = tekst[(i + 1)..];
            if (rest is ['/', ..])
                rest = rest[1..];
            var navn = rest.IndexOfAnyExcept(Navnetegn);
            if (navn is > 0 and < 12 && rest[navn] is '>' or '/' or ' ' && rest[..Math.Min(rest.Length, 400)].Contains('>') && (rest[navn] != ' ' || rest[..Math.Min(rest.Length, 400)].Contains('=')))
                return true;
            var naeste = tekst[(i + 1)..].IndexOf('<');
            i = naeste < 0 ? -1 : i + 1 + naeste;
        }

        return false;
    }
}
