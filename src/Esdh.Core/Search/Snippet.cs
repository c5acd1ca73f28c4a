using Esdh.Core.Identity;

namespace Esdh.Core.Search;

/// <summary>A stretch of text that is a hit, or is not.</summary>
public sealed record SnippetPiece(string Text, bool IsHit);

/// <summary>The places of a text that best show why it was found.</summary>
public static class Snippet
{
    /// <summary>So much of a text is looked at for the best place, in characters; what stands later is found but not shown.</summary>
    public const int MostRead = 200_000;

    private readonly record struct Hit(int Start, int End, int Term);

    /// <summary>
    /// One or more excerpts with what was searched for marked, in the order of the text, on one line each with … where text was left out.
    /// Personnumre are masked. Where nothing is found in the text, its beginning; empty for an empty text.
    /// </summary>
    /// <param name="text">The text. Time is bounded by <see cref="MostRead"/>, whatever its length.</param>
    /// <param name="query">What was searched for.</param>
    /// <param name="length">About how many characters each excerpt has.</param>
    /// <param name="most">The most excerpts; only as many as show words the others lack.</param>
    public static IReadOnlyList<IReadOnlyList<SnippetPiece>> Make(string text, SearchQuery query, int length = 220, int most = 2)
    {
        var read = text.Length <= MostRead ? text : text[..MostRead];
        var hits = Find(read, query, length * most);
        if (read.AsSpan().Trim().IsEmpty)
            return [];
        List<(int From, int To)> places = [];
        HashSet<int> shown = [];
        while (places.Count < most && Best(hits, shown, places, length) is { } best)
        {
            places.Add(Around(read, hits, best, length));
            shown.UnionWith(hits.Where(h => h.Start >= places[^1].From && h.End <= places[^1].To).Select(h => h.Term));
        }

        if (places.Count == 0)
            places.Add(Around(read, hits, null, length));
        return [.. places.OrderBy(p => p.From).Select(p => Pieces(read, text.Length, p.From, p.To, hits))];
    }

    /// <summary>The whole of a short text (a title) with what was searched for marked; personnumre are masked.</summary>
    public static IReadOnlyList<SnippetPiece> Mark(string text, SearchQuery query) =>
        text.Length == 0 ? [] : text.Length > MostRead ? Make(text, query)[0] : Pieces(text, text.Length, 0, text.Length, Find(text, query, int.MaxValue));

    private static List<Hit> Find(string text, SearchQuery query, int enoughWithin)
    {
        var matcher = new SearchMatcher(query);
        var wanted = query.Wanted.ToHashSet(ReferenceEqualityComparer.Instance);
        List<Hit> hits = [];
        List<Token> window = [];
        var last = new int[matcher.Terms.Count];
        Array.Fill(last, -1);
        var alone = wanted.Count == 1;
        foreach (var token in DanishAnalyzer.Tokens(text))
        {
            matcher.Remember(window, token);
            for (var i = 0; i < matcher.Terms.Count; i++)
            {
                if (!wanted.Contains(matcher.Terms[i]) || SearchMatcher.Hits(matcher.Terms[i], window) is not (> 0 and var count))
                    continue;
                hits.Add(new(window[^count].Start, token.End, i));
                last[i] = token.Start;
            }

            // All of it side by side is as good as it gets; a little more is read for what stands beside it. Where it is one word, that is its first place.
            if (alone && hits.Count > 0 && enoughWithin != int.MaxValue && token.Start - hits[0].Start > enoughWithin)
                break;
            if (enoughWithin != int.MaxValue && last.Length > 1 && last.Min() >= 0 && token.Start - last.Min() > enoughWithin && last.Max() - last.Min() < 60)
                break;
        }

        return hits;
    }

    /// <summary>The first hit of the stretch with the most terms not yet shown; null where there is none.</summary>
    private static Hit? Best(List<Hit> hits, HashSet<int> shown, List<(int From, int To)> places, int length)
    {
        Hit? best = null;
        var (most, from) = (0, 0);
        Dictionary<int, int> inside = [];
        var fresh = 0;
        for (var to = 0; to < hits.Count; to++)
        {
            inside[hits[to].Term] = inside.GetValueOrDefault(hits[to].Term) + 1;
            fresh += inside[hits[to].Term] == 1 && !shown.Contains(hits[to].Term) ? 1 : 0;
            while (hits[to].End - hits[from].Start > length && from < to)
            {
                var gone = hits[from++].Term;
                fresh -= --inside[gone] == 0 && !shown.Contains(gone) ? 1 : 0;
            }

            if (fresh > most && !places.Exists(p => hits[from].Start < p.To && hits[to].End > p.From))
                (most, best) = (fresh, hits[from]);
        }

        return best;
    }

    /// <summary>A stretch around a hit that begins and ends between words where there are any.</summary>
    private static (int From, int To) Around(string text, List<Hit> hits, Hit? hit, int length)
    {
        var start = hit?.Start ?? text.Length - text.AsSpan().TrimStart().Length;
        var inside = hit is { } first ? hits.Where(h => h.Start >= first.Start && h.End <= first.Start + length).Select(h => h.End).DefaultIfEmpty(first.End).Max() : start;
        var spare = Math.Max(20, (length - (inside - start)) / 3);
        var from = hit is null ? start : Math.Max(0, start - spare);
        var to = Math.Min(text.Length, Math.Max(inside, from + length));
        if (from > 0 && text.AsSpan(from, start - from).IndexOfAny(" \n\t\r") is >= 0 and var space)
            from += space + 1;
        if (to < text.Length && text.AsSpan(inside, to - inside).LastIndexOfAny(" \n\t\r") is > 0 and var end)
            to = inside + end;
        // Never within a surrogate pair.
        if (from > 0 && char.IsLowSurrogate(text[from]))
            from++;
        if (to < text.Length && char.IsLowSurrogate(text[to]))
            to++;
        return (from, Math.Max(from, to));
    }

    private static List<SnippetPiece> Pieces(string text, int whole, int from, int to, List<Hit> hits)
    {
        // A number that the excerpt cuts is seen whole.
        var context = Math.Max(0, from - 40);
        var seen = text[context..Math.Min(text.Length, to + 40)];
        var hidden = new bool[to - from];
        foreach (var (start, length) in CprFinder.LastFour(seen))
        {
            for (var i = Math.Max(from, start + context); i < Math.Min(to, start + context + length); i++)
                hidden[i - from] = true;
        }

        var marked = new bool[to - from];
        foreach (var hit in hits)
        {
            for (var i = Math.Max(from, hit.Start); i < Math.Min(to, hit.End); i++)
                marked[i - from] = true;
        }

        List<SnippetPiece> pieces = [];
        var line = new System.Text.StringBuilder();
        if (from > 0 && text.AsSpan(0, from).ContainsAnyExcept(" \r\n\t"))
            line.Append("… ");
        var isHit = false;
        for (var i = from; i < to; i++)
        {
            if (marked[i - from] != isHit)
            {
                Flush();
                isHit = marked[i - from];
            }

            var c = hidden[i - from] ? '•' : char.IsControl(text[i]) || char.IsWhiteSpace(text[i]) ? ' ' : text[i];
            if (c != ' ' || (line.Length > 0 ? line[^1] != ' ' : pieces.Count > 0 && pieces[^1].Text[^1] != ' '))
                line.Append(c);
        }

        var isCut = to < whole;
        if (isCut)
        {
            if (isHit)
                Flush();
            isHit = false;
            line.Append(" …");
        }

        Flush();
        return pieces;

        void Flush()
        {
            if (line.Length > 0)
                pieces.Add(new(line.ToString(), isHit));
            line.Clear();
        }
    }
}
