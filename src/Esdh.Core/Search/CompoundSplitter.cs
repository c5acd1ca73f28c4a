using System.Buffers;
using System.Collections.Frozen;

namespace Esdh.Core.Search;

/// <summary>
/// Cuts Danish compounds into the words they are made of, by a list of words that such compounds are made of. A word is cut where all of it
/// is known; else where it ends in a known word of at least five letters, or begins with one, and the rest can be a word. So a
/// compound with words nobody listed is found by the part that is.
/// </summary>
internal static class CompoundSplitter
{
    private const int ShortestWord = 6, ShortestTelling = 5, ShortestUnknown = 3, MostParts = 4;
    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouyæøå");

    /// <summary>Beginnings that make another word of what follows; it is not found by that.</summary>
    private static readonly FrozenSet<string> Prefixes = Words("af an be bi bort de des dis efter eks er for fra frem gen hen hjem ind inter med mis mod ned om op over på re sam til tilbage u ud und under van ved sub kon kom pro pre præ trans");

    /// <summary>Of these, the ones after which a word of six letters keeps its meaning: <c>efteruddannelse</c>.</summary>
    private static readonly FrozenSet<string> MildPrefixes = Words("efter gen over under");

    /// <summary>Endings that are no word by themselves.</summary>
    private static readonly FrozenSet<string> Suffixes = Words("""
        agtig agtige agtigt al ale alt ant anten anter ation ationen ationer bar bare barhed e else elsen elser elsers en ende endes ene enes ens ent enten enter er ere eren erende erens erer eret erede eri eriet erier ering eringen eringer erings
        erne ernes ers es et ets hed heden hedens heder hederne heds ier ig ige igt igere igst igste inde inden inder inderne ing ingen inger ingerne isk iske isme ismen ist isten ister isterne istisk istiske itet iteten iteter iv ive
        lig lige ligere ligst ligste ligt lighed ligvis ligheder ling lingen linger lingerne løs løse løst ne nes ning ningen ninger ningerne nings ns r ren rer res ret rne rnes s skab skaber skabet skabs som somme t te tes ør
        """);

    private static readonly (FrozenDictionary<string, string> First, FrozenSet<string> Heads, FrozenSet<string> Whole) Known = Load();

    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> First = Known.First.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Heads = Known.Heads.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Whole = Known.Whole.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// The words within <paramref name="word"/> (lower case, æ, ø and å as one letter) and, of three or more, the shorter compounds that
    /// they make: <c>folkeskolelærer</c> gives folk, skole, lærer, folkeskole, skolelærer. Empty where it is no compound.
    /// </summary>
    public static IReadOnlyList<string> Split(ReadOnlySpan<char> word)
    {
        if (word.Length < ShortestWord || Whole.Contains(Stemmed(word)))
            return [];
        var cuts = AllKnown(word) ?? EndsInKnown(word) ?? BeginsWithKnown(word);
        if (cuts is not { Count: > 1 })
            return [];
        List<string> found = [];
        var whole = word.ToString();
        for (var length = 1; length < cuts.Count; length++)
        {
            for (var from = 0; from + length <= cuts.Count; from++)
            {
                var (start, last) = (cuts[from].Start, cuts[from + length - 1]);
                found.Add(whole[start..last.Start] + last.Word);
            }
        }

        return found;
    }

    private sealed record Cut(int Start, string Word);

    private static ReadOnlySpan<char> Stemmed(ReadOnlySpan<char> word) => word[..DanishStemmer.StemLength(word)];

    private static bool IsHead(ReadOnlySpan<char> tail) => tail.Length >= 2 && Heads.Contains(Stemmed(tail));

    /// <summary>The fewest words that are the whole of it; null where there are none, one entry where it is a known word itself.</summary>
    private static List<Cut>? AllKnown(ReadOnlySpan<char> word)
    {
        if (IsHead(word))
            return [new(0, "")];
        // From the end: how few known words the rest from here is, and where the first of them ends.
        Span<byte> fewest = stackalloc byte[word.Length + 1];
        Span<byte> ends = stackalloc byte[word.Length + 1];
        fewest.Fill(byte.MaxValue);
        for (var from = word.Length - 2; from >= 0; from--)
        {
            if (IsHead(word[from..]))
            {
                (fewest[from], ends[from]) = (1, (byte)word.Length);
                continue;
            }

            for (var to = word.Length - 2; to >= from + 2; to--)
            {
                if (fewest[to] < MostParts && fewest[to] + 1 < fewest[from] && First.ContainsKey(word[from..to]))
                    (fewest[from], ends[from]) = ((byte)(fewest[to] + 1), (byte)to);
            }
        }

        if (fewest[0] is byte.MaxValue)
            return null;
        List<Cut> cuts = [];
        for (var from = 0; from < word.Length; from = ends[from])
            cuts.Add(new(from, Word(word[from..ends[from]], ends[from] == word.Length)));
        return cuts;
    }

    private static string Word(ReadOnlySpan<char> segment, bool isLast) => !isLast && First.TryGetValue(segment, out var word) ? word : segment.ToString();

    private static List<Cut>? EndsInKnown(ReadOnlySpan<char> word)
    {
        for (var from = ShortestUnknown; from <= word.Length - ShortestTelling; from++)
        {
            var rest = word[..from];
            var tail = word[from..];
            if (Stemmed(tail).Length < ShortestTelling - 1 || !IsHead(tail) || !CanBeWord(rest))
                continue;
            var before = Prefixes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(rest);
            if (before && !(tail.Length > ShortestTelling && MildPrefixes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(rest)))
                continue;
            if (before)
                return [new(0, rest.ToString()), new(from, tail.ToString())];
            var inner = BeginsWithKnown(rest) ?? [new(0, Word(rest, false))];
            return [.. inner, new(from, tail.ToString())];
        }

        return null;
    }

    private static List<Cut>? BeginsWithKnown(ReadOnlySpan<char> word)
    {
        for (var to = word.Length - ShortestUnknown - 1; to >= ShortestTelling; to--)
        {
            if (!First.TryGetValue(word[..to], out var first) || first.Length < ShortestTelling)
                continue;
            var rest = word[to..];
            if (rest.Length > ShortestUnknown && CanBeWord(rest) && !IsEnding(rest) && !(rest[0] == word[to - 1] && IsEnding(rest[1..])))
                return [new(0, first), new(to, rest.ToString())];
        }

        return null;
    }

    private static bool IsEnding(ReadOnlySpan<char> rest) => Suffixes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(rest);

    private static bool CanBeWord(ReadOnlySpan<char> letters) => letters.IndexOfAny(Vowels) >= 0 && letters.IndexOfAnyExcept(Vowels) >= 0;

    private static FrozenSet<string> Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static (FrozenDictionary<string, string> First, FrozenSet<string> Heads, FrozenSet<string> Whole) Load()
    {
        using var stream = typeof(CompoundSplitter).Assembly.GetManifestResourceStream("sammensatte-ord.txt") ?? throw new InvalidOperationException("The list of words is missing.");
        using var reader = new StreamReader(stream);
        Dictionary<string, string> first = new(StringComparer.Ordinal);
        HashSet<string> heads = new(StringComparer.Ordinal), whole = new(StringComparer.Ordinal);
        var section = "";
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            if (line.StartsWith('['))
            {
                section = line.Trim();
                continue;
            }

            foreach (var word in line.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
            {
                if (section == "[hel]")
                {
                    whole.Add(DanishStemmer.Stem(word));
                    continue;
                }

                if (word.Length > 1)
                    heads.Add(DanishStemmer.Stem(word));
                first[word] = word;
                if (!Vowels.Contains(word[^1]))
                    first.TryAdd(word + "e", word);
                if (word[^1] != 's')
                    first.TryAdd(word + "s", word);
            }
        }

        return (first.ToFrozenDictionary(StringComparer.Ordinal), heads.ToFrozenSet(StringComparer.Ordinal), whole.ToFrozenSet(StringComparer.Ordinal));
    }
}
