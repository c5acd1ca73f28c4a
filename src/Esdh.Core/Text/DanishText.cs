using System.Globalization;
using System.Text;

namespace Esdh.Core.Text;

/// <summary>Comparison of Danish text, the same on every database. Nothing here depends on the culture of the process.</summary>
public static class DanishText
{
    /// <summary>The longest <see cref="SortKey"/>, in characters.</summary>
    public const int MaxSortKeyLength = 400;

    /// <summary>How many letters, digits and word gaps of a text take part in its <see cref="SortKey"/>.</summary>
    private const int MaxSortedLetters = 200;

    /// <summary>
    /// A form for finding, in which two spellings of the same are equal: lower case; å is aa, ø and ö are oe, æ and ä are ae;
    /// other accents are gone; compatibility characters (full width, ligatures) are the plain ones. Folding twice changes
    /// nothing. Spaces and punctuation stay. Not for showing, and not for order: see <see cref="SortKey"/>.
    /// </summary>
    public static string Fold(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var parts = Decompose(text).ToLowerInvariant();
        var folded = new StringBuilder(parts.Length + 8);
        for (var i = 0; i < parts.Length;)
        {
            var (letter, end) = (parts[i], MarksEnd(parts, i + 1));
            var marks = parts.AsSpan(i + 1, end - i - 1);
            i = end;
            if (IsMark(letter))
                continue;
            folded.Append(letter switch
            {
                'a' when marks.Contains(Ring) => "aa",
                'a' when marks.Contains(Umlaut) => "ae",
                'o' when marks.Contains(Umlaut) || marks.Contains(DoubleAcute) => "oe",
                'æ' => "ae",
                'ø' or 'œ' => "oe",
                'ß' => "ss",
                'þ' => "th",
                'ð' or 'đ' => "d",
                'ł' => "l",
                'ı' => "i",
                _ => null,
            } ?? letter.ToString());
        }
        return folded.ToString();
    }

    /// <summary>
    /// A key whose ordinal order is Danish alphabetic order, for storing in a column beside the text. It is ASCII without
    /// control characters and without upper case, so every database's binary order, and ordinal order in C#, agree on it.
    /// </summary>
    /// <remarks>
    /// Word by word: gaps (spaces and punctuation) before digits before a-z, æ, ø, å. aa is å, ä is æ, ö is ø, ü is y, th for þ;
    /// letters of other scripts come last by code point. Where texts are equal so far, unaccented comes before accented (and å before
    /// aa), then upper case before lower. Texts that differ in punctuation only, or first after 200 letters, get the same key:
    /// order by the key and then by something unique. The key of a text never changes between versions without a migration.
    /// </remarks>
    public static string SortKey(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return "";
        var parts = Decompose(text);
        var primary = new StringBuilder(Math.Min(parts.Length, MaxSortedLetters) + 8);
        var accents = new StringBuilder();
        var cases = new List<bool>();
        var gap = false;
        for (var i = 0; i < parts.Length && cases.Count < MaxSortedLetters;)
        {
            var original = parts[i];
            var letter = char.ToLowerInvariant(original);
            var end = MarksEnd(parts, i + 1);
            var marks = parts.AsSpan(i + 1, end - i - 1);
            var lower = letter == original;
            i = end;
            var (weight, accent) = Weight(letter, marks);
            if (weight.Length == 0)
            {
                gap |= !IsMark(letter) && char.GetUnicodeCategory(letter) != UnicodeCategory.Format;
                continue;
            }
            // aa is one letter, å. The second a must be bare; the pair is upper case when its first letter is.
            if (weight == "a" && accent == '0' && i < parts.Length && (parts[i] is 'a' or 'A') && MarksEnd(parts, i + 1) == i + 1)
            {
                (weight, accent) = ("}", '1');
                i++;
            }
            if (gap && primary.Length > 0)
            {
                primary.Append(Gap);
                accents.Append('0');
                cases.Add(false);
            }
            gap = false;
            primary.Append(weight);
            accents.Append(accent);
            cases.Add(lower);
        }
        if (primary.Length == 0)
            return "";
        var key = $"{primary}{LevelEnd}{accents.ToString().TrimEnd('0')}{LevelEnd}{Pack(cases)}";
        return key.Length <= MaxSortKeyLength ? key : key[..MaxSortKeyLength];
    }

    private const char Ring = '\u030A', Umlaut = '\u0308', DoubleAcute = '\u030B';

    /// <summary>Below everything else in a key, so that a text comes before its own continuations.</summary>
    private const char LevelEnd = ' ';
    private const char Gap = '-';

    /// <summary>The marks that are told apart in order; others share the last place.</summary>
    private const string AccentOrder = "\u0301\u0300\u0302\u0303\u0308\u030B\u030A\u030C\u0327\u0328\u0304\u0306\u0307";

    /// <summary>The letter's place in the alphabet (empty for what is no letter or digit) and its accent, '0' being none.</summary>
    private static (string Weight, char Accent) Weight(char letter, ReadOnlySpan<char> marks) => letter switch
    {
        'a' when marks.Contains(Ring) => ("}", marks.Length == 1 ? '0' : '2'),
        'a' when marks.Contains(Umlaut) => ("{", '1'),
        'o' when marks.Contains(Umlaut) => ("|", '1'),
        'o' when marks.Contains(DoubleAcute) => ("|", '2'),
        'u' when marks.Contains(Umlaut) => ("y", '1'),
        'u' when marks.Contains(DoubleAcute) => ("y", '2'),
        'æ' => ("{", Accent(marks)),
        'ø' => ("|", Accent(marks)),
        'œ' => ("|", '3'),
        'ß' => ("ss", '1'),
        'þ' => ("th", '1'),
        'ð' or 'đ' => ("d", '1'),
        'ł' => ("l", '1'),
        'ı' => ("i", '1'),
        >= 'a' and <= 'z' or >= '0' and <= '9' => (letter.ToString(), Accent(marks)),
        // Numbers in other scripts sort as digits; a lone surrogate cannot be here, a pair is two units in code unit order.
        _ when char.IsDigit(letter) => (((int)char.GetNumericValue(letter)).ToString(CultureInfo.InvariantCulture), '1'),
        _ when char.IsLetter(letter) || char.IsSurrogate(letter) => ($"~{(int)letter:x4}", Accent(marks)),
        _ => ("", '0'),
    };

    private static char Accent(ReadOnlySpan<char> marks) =>
        marks.Length == 0 ? '0' : AccentOrder.IndexOf(marks[0]) is var at and >= 0 ? (char)('a' + at) : 'z';

    /// <summary>Four bits a character, padded with zeros: equal texts have equally many bits, so the order is that of the bits.</summary>
    private static string Pack(List<bool> bits)
    {
        var packed = new StringBuilder(bits.Count / 4 + 1);
        for (var i = 0; i < bits.Count; i += 4)
        {
            var nibble = 0;
            for (var bit = 0; bit < 4; bit++)
                nibble = nibble << 1 | (i + bit < bits.Count && bits[i + bit] ? 1 : 0);
            packed.Append("0123456789abcdef"[nibble]);
        }
        return packed.ToString().TrimEnd('0');
    }

    /// <summary>Letters apart from their marks; lone surrogates, on which normalisation would throw, become U+FFFD.</summary>
    private static string Decompose(string text) => WellFormed(text).Normalize(NormalizationForm.FormKD);

    /// <summary>The text with every lone surrogate replaced, so that encoders and normalisers take it.</summary>
    internal static string WellFormed(string text)
    {
        StringBuilder? repaired = null;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i]))
                continue;
            if (i + 1 < text.Length && char.IsSurrogatePair(text[i], text[i + 1]))
                i++;
            else
                (repaired ??= new(text))[i] = '\uFFFD';
        }
        return repaired?.ToString() ?? text;
    }

    private static int MarksEnd(string text, int from)
    {
        while (from < text.Length && IsMark(text[from]))
            from++;
        return from;
    }

    private static bool IsMark(char c) => c >= '\u0300' && char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark;
}
