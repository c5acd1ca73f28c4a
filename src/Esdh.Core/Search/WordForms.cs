using System.Collections.Concurrent;
using System.Globalization;
using System.Text;
using Esdh.Core.Text;

namespace Esdh.Core.Search;

/// <summary>What one word looks like in the index; computed once for each spelling and remembered.</summary>
internal sealed record WordForms(string Exact, string Stem, string[] Parts)
{
    /// <summary>So many spellings are remembered in each of two generations: one that was not met while a generation filled is forgotten.</summary>
    private const int Generation = 30_000;

    private static volatile ConcurrentDictionary<string, WordForms?> young = new(StringComparer.Ordinal);
    private static volatile ConcurrentDictionary<string, WordForms?> old = new(StringComparer.Ordinal);
    private static int count;

    /// <summary>The stem when ae and oe are read as æ and ø, where that is another one; then also among the parts.</summary>
    public string? OtherStem { get; private init; }

    /// <summary>January is 1; 0 for other words.</summary>
    public int Month { get; } = Math.Max(0, Array.IndexOf(Months, Exact) + 1);

    private static readonly string[] Months =
        ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"];

    /// <summary>The forms of a row of letters, digits and marks; null where nothing is left of it.</summary>
    public static WordForms? Of(ReadOnlySpan<char> word)
    {
        if (word.Length > 4 * DanishAnalyzer.MaxTermLength)
            word = word[..(4 * DanishAnalyzer.MaxTermLength)];
        var memory = young;
        if (memory.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out var known))
            return known;
        if (!old.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(word, out known))
            known = Make(word);
        if (memory.TryAdd(word.ToString(), known) && Interlocked.Increment(ref count) == Generation)
        {
            old = memory;
            young = new(StringComparer.Ordinal);
            count = 0;
        }

        return known;
    }

    private static WordForms? Make(ReadOnlySpan<char> word)
    {
        Span<char> letters = stackalloc char[DanishAnalyzer.MaxTermLength];
        var (length, isPlain) = Letters(word, letters);
        if (length == 0)
            return null;
        var read = letters[..length];
        var exact = Fold(read);
        if (!isPlain || read.ContainsAnyInRange('0', '9'))
            return new(exact, exact, isPlain ? LettersAndDigits(exact) : []);

        // aa is å; ae and oe may be æ and ø written out or letters that met by chance (skemaer, poesi), so both readings are found.
        var stem = Fold(read[..DanishStemmer.StemLength(read)]);
        List<string> parts = [];
        AddCompound(read, stem, parts);
        if (exact.Contains("ae", StringComparison.Ordinal) || exact.Contains("oe", StringComparison.Ordinal))
        {
            Span<char> other = stackalloc char[DanishAnalyzer.MaxTermLength];
            var joined = other[..Join(read, other)];
            if (!joined.SequenceEqual(read))
            {
                var otherStem = Fold(joined[..DanishStemmer.StemLength(joined)]);
                AddCompound(joined, stem, parts);
                if (otherStem != stem)
                    return new(exact, stem, [otherStem, .. parts.Where(p => p != otherStem)]) { OtherStem = otherStem };
            }
        }

        return new(exact, stem, [.. parts]);
    }

    private static void AddCompound(ReadOnlySpan<char> word, string stem, List<string> parts)
    {
        foreach (var part in CompoundSplitter.Split(word))
        {
            var folded = Fold(part.AsSpan(0, DanishStemmer.StemLength(part)));
            if (folded != stem && !parts.Contains(folded))
                parts.Add(folded);
        }
    }

    /// <summary><c>4a</c> is also 4 and a; <c>dk12345678</c> also the number.</summary>
    private static string[] LettersAndDigits(string exact)
    {
        List<string> parts = [];
        for (var from = 0; from < exact.Length;)
        {
            var to = from + 1;
            while (to < exact.Length && char.IsAsciiDigit(exact[to]) == char.IsAsciiDigit(exact[from]))
                to++;
            if (to - from == exact.Length)
                return [];
            var part = exact[from..to];
            if (!parts.Contains(part) && parts.Count < 6)
                parts.Add(part);
            from = to;
        }

        return [.. parts];
    }

    /// <summary>
    /// Lower case with æ, ø and å as one letter (å also where it is written aa; ae and oe stay as they are), without accents and without
    /// what is neither letter nor digit. What does not fit is left out.
    /// </summary>
    /// <returns>How many letters, and whether they are all of the Danish alphabet or digits.</returns>
    private static (int Length, bool IsPlain) Letters(ReadOnlySpan<char> word, Span<char> letters)
    {
        var length = 0;
        foreach (var c in word)
        {
            if (length == letters.Length)
                break;
            var lower = c switch
            {
                >= 'a' and <= 'z' or >= '0' and <= '9' or 'æ' or 'ø' or 'å' => c,
                >= 'A' and <= 'Z' => (char)(c | 0x20),
                'Æ' => 'æ',
                'Ø' => 'ø',
                'Å' => 'å',
                '\u00AD' or '\u200B' or '\u200C' or '\u200D' or '\u2060' or '\uFEFF' => '\0',
                _ => '\uFFFF',
            };
            switch (lower)
            {
                case '\0':
                    break;
                case '\uFFFF':
                    return Foreign(word, letters);
                case 'a' when length > 0 && letters[length - 1] == 'a':
                    letters[length - 1] = 'å';
                    break;
                default:
                    letters[length++] = lower;
                    break;
            }
        }

        return (Fit(letters[..length]), true);
    }

    private static (int Length, bool IsPlain) Foreign(ReadOnlySpan<char> word, Span<char> letters)
    {
        // A flood of combining marks costs no more than the letters that fit.
        var folded = DanishText.Fold(word[..Math.Min(word.Length, 2 * DanishAnalyzer.MaxTermLength)].ToString());
        var (length, isPlain) = (0, true);
        for (var i = 0; i < folded.Length && length < letters.Length; i++)
        {
            var c = folded[i];
            if (c is >= 'a' and <= 'z' or >= '0' and <= '9')
            {
                letters[length++] = c;
                continue;
            }

            if (char.IsHighSurrogate(c) && i + 1 < folded.Length && char.IsLetter(folded, i))
            {
                if (length + 2 > letters.Length)
                    break;
                letters[length++] = c;
                letters[length++] = folded[++i];
                isPlain = false;
            }
            else if (char.GetUnicodeCategory(c) == UnicodeCategory.DecimalDigitNumber)
            {
                letters[length++] = (char)('0' + (int)char.GetNumericValue(c));
            }
            else if (char.IsLetter(c))
            {
                letters[length++] = c;
                isPlain = false;
            }
        }

        if (!isPlain)
            return (length, false);
        Span<char> joined = stackalloc char[letters.Length];
        var joinedLength = Join(letters[..length], joined);
        joined[..joinedLength].CopyTo(letters);
        return (joinedLength, true);
    }

    /// <summary>So many letters that they are at most <see cref="DanishAnalyzer.MaxTermLength"/> when æ, ø and å are two.</summary>
    private static int Fit(ReadOnlySpan<char> letters)
    {
        var room = DanishAnalyzer.MaxTermLength;
        for (var i = 0; i < letters.Length; i++)
        {
            room -= letters[i] is 'æ' or 'ø' or 'å' ? 2 : 1;
            if (room < 0)
                return i;
        }

        return letters.Length;
    }

    /// <summary>ae, oe and aa as one letter each.</summary>
    private static int Join(ReadOnlySpan<char> letters, Span<char> joined)
    {
        var length = 0;
        for (var i = 0; i < letters.Length; i++)
        {
            var one = i + 1 < letters.Length ? (letters[i], letters[i + 1]) switch { ('a', 'e') => 'æ', ('o', 'e') => 'ø', ('a', 'a') => 'å', _ => '\0' } : '\0';
            joined[length++] = one == '\0' ? letters[i] : one;
            i += one == '\0' ? 0 : 1;
        }

        return length;
    }

    internal static string Fold(ReadOnlySpan<char> letters)
    {
        if (!letters.ContainsAny("æøå"))
            return letters.ToString();
        var folded = new StringBuilder(letters.Length + 4);
        foreach (var c in letters)
            _ = c switch { 'æ' => folded.Append("ae"), 'ø' => folded.Append("oe"), 'å' => folded.Append("aa"), _ => folded.Append(c) };
        return folded.ToString();
    }
}
