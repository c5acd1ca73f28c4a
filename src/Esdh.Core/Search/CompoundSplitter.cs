using System.Buffers;
using System.Collections.Frozen;

namespace Esdh.Core.Search;

/// <summary>
/// Cuts Danish compounds into the words they are made of, by a list of words that such compounds are made of (<c>sammensatte-ord.txt</c>). A
/// word is cut where all of it is known; else where it ends in a known word of at least five letters, or begins with one, and the rest
/// can be a word. So a compound with a word nobody listed is found by the word that is listed.
/// </summary>
internal static class CompoundSplitter
{
    private const int ShortestWord = 6, ShortestTelling = 5, ShortestUnknown = 4, MostParts = 5;

    /// <summary>The price of a cut: many words, short ones and linking letters are less likely.</summary>
    private const int PerWord = 10, PerShortWord = 6, PerLink = 3;

    private static readonly SearchValues<char> Vowels = SearchValues.Create("aeiouyæøå");

    /// <summary>Beginnings that make another word of what follows; it is not found by that.</summary>
    private static readonly FrozenSet<string> Prefixes = Words("""
        af an anti be bi bort de des dis efter eks er for fra frem ge gen gennem hen hjem in ind inter kom kon med mis mod ned om op over par per pre pro præ på re sam sub til tilbage trans u ud und under van ved vide
        """);

    /// <summary>Of these, the ones after which a longer word keeps its meaning: <c>efteruddannelse</c>.</summary>
    private static readonly FrozenSet<string> MildPrefixes = Words("efter gen inter over sam under");

    private static readonly string[] Inflections =
    [
        "", "s", "e", "es", "en", "ens", "er", "ers", "et", "ets", "ene", "enes", "erne", "ernes", "n", "ns", "ne", "nes", "r", "rs", "rne", "rnes", "t", "ts", "te", "tes", "de", "des", "ede", "edes", "ende", "endes", "eren", "erens", "eres",
    ];

    /// <summary>After these a compound goes on with an s.</summary>
    private static readonly string[] LinkingEndings = ["ing", "ion", "hed", "skab", "dom", "tet", "else", "fund", "marked", "værk", "værn", "sel"];

    private static readonly FrozenSet<string> Inflected = Inflections.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Endings that are no word by themselves, in all their inflections.</summary>
    private static readonly FrozenSet<string> Suffixes = Inflected.Concat(
        from suffix in Words("""
            abel able ag agtig al alisere alisering aner ans ant ar arisk at ation ator bar e el else em en end endelig ende ens ent er eri ering erisk ert es et hed ial ibel ie ier ierer iere iering ig iker ik ikum ing ine inde ion is ise isere isering isk isme ist istisk itet iv
            lig ling løs me mer ment mæssig ner ning nis or os r rer s sel sere sering sion skab som st t tion tor tum ture um ur ær ør
            """)
        from ending in Inflections
        select suffix + ending).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Consonants with which a Danish word can begin.</summary>
    private static readonly FrozenSet<string> Onsets = Words("""
        b bj bl br c ch cl cr d dj dr dv f fj fl fn fr g gl gn gr h hj hv j k kj kl kn kr kv l m mj n p ph pj pl pr ps q qu r s sc sch sh sj sk skj skl skr skv sl sm sn sp spj spl spr st stj str sv t th tj tr ts tv v vr w x z
        """);

    private static readonly Vocabulary Known = Vocabulary.Load();

    /// <summary>
    /// The words within <paramref name="word"/> (lower case, æ, ø and å as one letter) and, of three or more, the shorter compounds that
    /// they make: <c>børnehavepædagog</c> gives børnehave, pædagog. Empty where it is no compound.
    /// </summary>
    public static IReadOnlyList<string> Split(ReadOnlySpan<char> word)
    {
        if (word.Length < ShortestWord || Known.IsWhole(word))
            return [];
        var cuts = Cuts(word);
        if (cuts is not { Count: > 1 })
            return [];
        cuts = Refined(cuts, word);
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

    private static List<Cut>? Cuts(ReadOnlySpan<char> word)
    {
        var cuts = AllKnown(word);

        // A word that is listed itself is cut where all of it is known, and not by guessing.
        if (cuts is not null && !HasCrumbs(cuts) || Known.IsHead(word, out _))
            return cuts;
        return BeginsWithKnown(word) ?? EndsInKnown(word) ?? (cuts?.Exists(c => c.Word.Length <= 2) == true ? null : cuts);
    }

    /// <summary>What is listed as one word may be a compound of others that are listed too.</summary>
    private static List<Cut> Refined(List<Cut> cuts, ReadOnlySpan<char> word)
    {
        List<Cut> refined = [];
        for (var i = 0; i < cuts.Count; i++)
        {
            var (start, end) = (cuts[i].Start, i + 1 < cuts.Count ? cuts[i + 1].Start : word.Length);
            var known = i + 1 < cuts.Count ? cuts[i].Word.AsSpan() : word[start..end];
            var inner = known.Length >= ShortestWord && refined.Count + cuts.Count - i < MostParts && !Known.IsWhole(known) ? AllKnown(known) : null;
            if (inner is { Count: > 1 } && !HasCrumbs(inner))
                refined.AddRange(inner.Select(c => c with { Start = start + c.Start }));
            else
                refined.Add(cuts[i]);
        }

        return refined;
    }

    /// <summary>A short word in the middle is more often a piece of another word that nobody listed.</summary>
    private static bool HasCrumbs(List<Cut> cuts) => cuts.Count > 2 && cuts.Take(cuts.Count - 1).Any(c => c.Word.Length <= 3);

    /// <param name="Start">Where it begins.</param>
    /// <param name="Word">Without its linking letter.</param>
    private sealed record Cut(int Start, string Word);

    /// <summary>The likeliest words that are the whole of it; null where there are none.</summary>
    private static List<Cut>? AllKnown(ReadOnlySpan<char> word)
    {
        // From the end: the price of the rest from here, in how many words, and where the first of them ends.
        Span<int> price = stackalloc int[word.Length + 1];
        Span<int> count = stackalloc int[word.Length + 1];
        Span<int> end = stackalloc int[word.Length + 1];
        price.Fill(int.MaxValue);
        for (var from = word.Length - 2; from >= 0; from--)
        {
            if (from > 0 && Known.IsHead(word[from..], out var lemma))
                (price[from], count[from], end[from]) = (PerWord + (lemma.Length <= 3 ? PerShortWord : 0), 1, word.Length);
            for (var to = from + 2; to <= Math.Min(word.Length - 2, from + Known.LongestFirst); to++)
            {
                if (count[to] is 0 or >= MostParts || !Known.IsFirst(word[from..to], out var first))
                    continue;
                var sum = price[to] + PerWord + (first.Length <= 3 ? PerShortWord : 0) + (first.Length < to - from ? PerLink : 0);
                if (sum < price[from])
                    (price[from], count[from], end[from]) = (sum, count[to] + 1, to);
            }
        }

        if (count[0] == 0)
            return null;
        List<Cut> cuts = [];
        for (var from = 0; from < word.Length; from = end[from])
            cuts.Add(new(from, end[from] < word.Length && Known.IsFirst(word[from..end[from]], out var first) ? first : word[from..end[from]].ToString()));
        return cuts;
    }

    private static List<Cut>? EndsInKnown(ReadOnlySpan<char> word)
    {
        for (var from = 3; from <= word.Length - 3; from++)
        {
            var rest = word[..from];
            var tail = word[from..];
            if (!Known.IsHead(tail, out var head))
                continue;
            if ((head.Length < ShortestTelling || Known.IsWeak(head)) && !IsLinked(rest))
                continue;
            if (Prefixes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(rest))
            {
                if (head.Length > ShortestTelling && MildPrefixes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(rest))
                    return [new(0, rest.ToString()), new(from, tail.ToString())];
                return null;
            }

            if (Known.IsFirst(rest, out var known))
                return [new(0, known), new(from, tail.ToString())];
            if (rest.Length < ShortestUnknown || !CanBeWord(rest))
                continue;
            var inner = (AllKnown(rest) is { Count: > 1 } cuts && !HasCrumbs(cuts) ? cuts : null) ?? BeginsWithKnown(rest) ?? [new(0, rest.ToString())];
            return [.. inner, new(from, tail.ToString())];
        }

        return null;
    }

    private static List<Cut>? BeginsWithKnown(ReadOnlySpan<char> word)
    {
        for (var to = word.Length - ShortestUnknown; to >= ShortestTelling; to--)
        {
            if (!Known.IsFirst(word[..to], out var first) || first.Length < ShortestTelling || Known.IsWeak(first))
                continue;
            var rest = word[to..];

            // An s before p, t and k is more often the beginning of the next word, but after endings that always take one.
            if (first.Length < to && rest[0] is 'p' or 't' or 'k' && !TakesLink(first))
                rest = word[--to..];
            if (rest.Length >= ShortestUnknown && CanBeWord(rest) && CanBegin(rest) && !IsEnding(rest) && !(rest[0] == word[to - 1] && IsEnding(rest[1..])))
                return [new(0, first), new(to, rest.ToString())];
        }

        return null;
    }

    /// <summary>Whether the linking s shows that a word ends here, though nobody listed it: <c>nedklassificerings|sag</c>.</summary>
    private static bool IsLinked(ReadOnlySpan<char> rest) => rest.Length > 6 && rest[^1] == 's' && TakesLink(rest[..^1]);

    private static bool TakesLink(ReadOnlySpan<char> word)
    {
        foreach (var ending in LinkingEndings)
        {
            if (word.EndsWith(ending, StringComparison.Ordinal))
                return true;
        }

        return false;
    }

    private static bool IsEnding(ReadOnlySpan<char> rest) => Suffixes.GetAlternateLookup<ReadOnlySpan<char>>().Contains(rest);

    private static bool CanBeWord(ReadOnlySpan<char> letters) => letters.IndexOfAny(Vowels) >= 0 && letters.IndexOfAnyExcept(Vowels) >= 0;

    private static bool CanBegin(ReadOnlySpan<char> rest) =>
        rest.IndexOfAny(Vowels) is var vowel && (vowel == 0 || Onsets.GetAlternateLookup<ReadOnlySpan<char>>().Contains(rest[..Math.Max(0, vowel)]));

    private static FrozenSet<string> Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The list, read once.</summary>
    private sealed class Vocabulary
    {
        private readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> _first;
        private readonly FrozenDictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> _heads;
        private readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> _whole;
        private readonly FrozenSet<string> _weak;

        private Vocabulary(Dictionary<string, string> first, Dictionary<string, List<string>> heads, HashSet<string> weak, HashSet<string> whole)
        {
            _first = first.ToFrozenDictionary(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
            _heads = heads.ToFrozenDictionary(h => h.Key, h => h.Value.ToArray(), StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
            _whole = whole.ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();
            _weak = weak.ToFrozenSet(StringComparer.Ordinal);
            LongestFirst = first.Keys.Max(k => k.Length);
        }

        public int LongestFirst { get; }

        public bool IsWhole(ReadOnlySpan<char> word) => _whole.Contains(word[..DanishStemmer.StemLength(word)]);

        public bool IsWeak(string word) => _weak.Contains(word);

        public bool IsFirst(ReadOnlySpan<char> segment, out string word) => _first.TryGetValue(segment, out word!);

        /// <summary>Whether it is a listed word in any inflection.</summary>
        public bool IsHead(ReadOnlySpan<char> tail, out string lemma)
        {
            lemma = "";
            if (tail.Length < 2 || !_heads.TryGetValue(tail[..DanishStemmer.StemLength(tail)], out var lemmas))
                return false;
            foreach (var known in lemmas)
            {
                if (known.Length > lemma.Length && IsInflection(tail, known))
                    lemma = known;
            }

            return lemma.Length > 0;
        }

        private static bool IsInflection(ReadOnlySpan<char> word, string lemma)
        {
            var inflected = Inflected.GetAlternateLookup<ReadOnlySpan<char>>();
            if (word.StartsWith(lemma, StringComparison.Ordinal))
            {
                var ending = word[lemma.Length..];
                return inflected.Contains(ending) || (ending.Length > 1 && ending[0] == lemma[^1] && inflected.Contains(ending[1..]));
            }

            // skole and skolen; museum and museer; cykel and cykler.
            var same = word.CommonPrefixLength(lemma);
            var missing = lemma[same..];
            var rest = word[same..];
            return same >= 3 && missing switch
            {
                "e" or "um" => inflected.Contains(rest),
                "el" or "er" or "en" => rest.Length > 0 && rest[0] == missing[1] && inflected.Contains(rest[1..]),
                _ => false,
            };
        }

        public static Vocabulary Load()
        {
            using var stream = typeof(CompoundSplitter).Assembly.GetManifestResourceStream("sammensatte-ord.txt") ?? throw new InvalidOperationException("The list of words is missing.");
            using var reader = new StreamReader(stream);
            Dictionary<string, string> first = new(StringComparer.Ordinal);
            Dictionary<string, List<string>> heads = new(StringComparer.Ordinal);
            HashSet<string> weak = new(StringComparer.Ordinal), whole = new(StringComparer.Ordinal), telling = new(StringComparer.Ordinal);
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

                    if (section == "[for]")
                    {
                        // Known already, as a word or with its linking letter, it is as telling as it was.
                        if (first.TryAdd(word, word))
                            weak.Add(word);
                        continue;
                    }

                    if (!Prefixes.Contains(word))
                        first[word] = word;
                    if (section == "[svag]" && !telling.Contains(word))
                        weak.Add(word);
                    else
                        telling.Add(word);

                    // by and byen, eksamen and eksamener: the stemmer does not give all forms of a word one stem.
                    foreach (var form in word.Length <= 3 ? Inflections : ["", "e", "er"])
                    {
                        var stem = DanishStemmer.Stem(word + form);
                        if (word.Length > 1 && !(heads.TryGetValue(stem, out var lemmas) ? lemmas : heads[stem] = []).Contains(word))
                            heads[stem].Add(word);
                    }

                    if (!Vowels.Contains(word[^1]) && word[^1] != 's')
                        first.TryAdd(word + "s", word);
                    else if (word.EndsWith("else", StringComparison.Ordinal))
                        first.TryAdd(word + "s", word);
                }
            }

            return new(first, heads, weak, whole);
        }
    }
}
