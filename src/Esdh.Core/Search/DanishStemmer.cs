using System.Buffers;

namespace Esdh.Core.Search;

/// <summary>
/// The Danish stemmer of the Snowball project, written from its published description
/// (https://snowballstem.org/algorithms/danish/stemmer.html). It takes lower case letters with æ, ø and å; every step
/// only takes letters off the end, so the stem is the beginning of the word.
/// </summary>
public static class DanishStemmer
{
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouyæåø");
    private const string BeforeS = "abcdfghjklmnoprtvyzå";
    private const string Doubled = "bcdfghjklmnpqrstvwxz";

    /// <summary>Longest first, so that the first that fits is the longest that fits.</summary>
    private static readonly string[] Endings =
    [
        "erendes", "erende", "hedens", "endes", "erede", "ethed", "erens", "ernes", "heden", "heder", "erets", "ende", "enes", "erer", "eres", "eren", "eret", "erne",
        "heds", "ered", "ens", "ene", "ere", "ers", "ets", "hed", "en", "er", "es", "et", "e",
    ];

    private static readonly string[] Derivations = ["elig", "els", "lig", "ig"];

    /// <summary>The stem of one word.</summary>
    public static string Stem(string word) => word[..StemLength(word)];

    /// <summary>How many letters of <paramref name="word"/> are its stem.</summary>
    public static int StemLength(ReadOnlySpan<char> word)
    {
        var region = Region(word);
        word = MainEnding(word, region);
        word = HardPair(word, region);
        word = Derivation(word, region);
        return Undouble(word, region).Length;
    }

    /// <summary>R1: what follows the first consonant after a vowel, though never within the first three letters.</summary>
    private static int Region(ReadOnlySpan<char> word)
    {
        if (word.Length < 3)
            return word.Length;
        var vowel = word.IndexOfAny(Vowels);
        if (vowel < 0)
            return word.Length;
        var consonant = word[vowel..].IndexOfAnyExcept(Vowels);
        return consonant < 0 ? word.Length : Math.Max(3, vowel + consonant + 1);
    }

    private static ReadOnlySpan<char> MainEnding(ReadOnlySpan<char> word, int region)
    {
        if (word.Length <= region)
            return word;
        var end = word[region..];
        foreach (var ending in Endings)
        {
            if (end.EndsWith(ending, StringComparison.Ordinal))
                return word[..^ending.Length];
        }

        // The letter before the s may stand before the region.
        return word[^1] == 's' && word.Length > 1 && BeforeS.Contains(word[^2]) ? word[..^1] : word;
    }

    private static ReadOnlySpan<char> HardPair(ReadOnlySpan<char> word, int region) =>
        word.Length - region >= 2 && word[^2..] is "gd" or "dt" or "gt" or "kt" ? word[..^1] : word;

    private static ReadOnlySpan<char> Derivation(ReadOnlySpan<char> word, int region)
    {
        if (word.EndsWith("igst", StringComparison.Ordinal))
            word = word[..^2];
        if (word.Length <= region)
            return word;
        var end = word[region..];
        if (end.EndsWith("løst", StringComparison.Ordinal))
            return word[..^1];
        foreach (var ending in Derivations)
        {
            if (end.EndsWith(ending, StringComparison.Ordinal))
                return HardPair(word[..^ending.Length], region);
        }

        return word;
    }

    private static ReadOnlySpan<char> Undouble(ReadOnlySpan<char> word, int region) =>
        word.Length > region && word.Length > 1 && Doubled.Contains(word[^1]) && word[^1] == word[^2] ? word[..^1] : word;
}
