namespace Esdh.Core.Search;

/// <summary>Patterns over folded words: <c>*</c> is any letters, <c>?</c> is one letter, which aa, ae and oe are too.</summary>
internal static class Wildcard
{
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> word)
    {
        if (word.Length > DanishAnalyzer.MaxTermLength)
            word = word[..DanishAnalyzer.MaxTermLength];

        // Bit i: the pattern so far fits the first i letters.
        UInt128 fits = 1;
        UInt128 all = (UInt128.One << (word.Length + 1)) - 1;
        UInt128 doubles = 0;
        for (var i = 0; i + 1 < word.Length; i++)
        {
            if ((word[i], word[i + 1]) is ('a', 'a') or ('a', 'e') or ('o', 'e'))
                doubles |= UInt128.One << i;
        }

        foreach (var c in pattern)
        {
            if (c == '*')
            {
                // All from the first on.
                fits = fits == 0 ? 0 : all & ~((fits & (~fits + 1)) - 1);
                continue;
            }

            if (c == '?')
            {
                fits = ((fits << 1) | ((fits & doubles) << 2)) & all;
                continue;
            }

            UInt128 same = 0;
            for (var i = 0; i < word.Length; i++)
            {
                if (word[i] == c)
                    same |= UInt128.One << i;
            }

            fits = ((fits & same) << 1) & all;
            if (fits == 0)
                return false;
        }

        return (fits >> word.Length & 1) == 1;
    }
}
