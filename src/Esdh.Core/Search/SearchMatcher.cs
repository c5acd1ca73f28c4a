namespace Esdh.Core.Search;

/// <summary>Holds a query against the tokens of a text.</summary>
internal sealed class SearchMatcher
{
    private readonly SearchNode _root;
    private readonly List<SearchTerm> _terms = [];

    public SearchMatcher(SearchQuery query)
    {
        _root = query.Root;
        Collect(_root);
    }

    /// <summary>Terms, each with its place in what <see cref="Hits"/> answers.</summary>
    public IReadOnlyList<SearchTerm> Terms => _terms;

    public bool Matches(string text)
    {
        var found = new bool[_terms.Count];
        List<Token> window = [];
        foreach (var token in DanishAnalyzer.Tokens(text))
        {
            Remember(window, token);
            for (var i = 0; i < found.Length; i++)
                found[i] = found[i] || Hits(_terms[i], window) > 0;
        }

        return Holds(_root, found);
    }

    /// <summary>Keeps as many of the latest tokens as the longest phrase has words.</summary>
    public void Remember(List<Token> window, Token token)
    {
        if (window.Count >= LongestPhrase)
            window.RemoveAt(0);
        window.Add(token);
    }

    /// <summary>How many of the latest tokens are the term; 0 where they are not.</summary>
    public static int Hits(SearchTerm term, List<Token> window)
    {
        var token = window[^1];
        switch (term)
        {
            case SearchWord word:
                foreach (var stem in word.Stems)
                {
                    if (stem == token.Stem || token.Parts.Contains(stem))
                        return token.Combined == stem ? Math.Min(window.Count, 1 + token.CombinedBefore) : 1;
                }

                return 0;
            case SearchPhrase phrase:
                if (phrase.Words.Count > window.Count)
                    return 0;
                for (var i = 0; i < phrase.Words.Count; i++)
                {
                    if (window[window.Count - phrase.Words.Count + i].Exact != phrase.Words[i])
                        return 0;
                }

                return phrase.Words.Count;
            case SearchPrefix prefix:
                return token.Exact.StartsWith(prefix.Prefix, StringComparison.Ordinal) ? 1 : 0;
            case SearchPattern pattern:
                return pattern.Matches(token.Exact) ? 1 : 0;
            default:
                return 0;
        }
    }

    private int LongestPhrase { get; set; } = 4;

    private void Collect(SearchNode node)
    {
        switch (node)
        {
            case SearchAll all:
                foreach (var inner in all.Nodes)
                    Collect(inner);
                break;
            case SearchAny any:
                foreach (var inner in any.Nodes)
                    Collect(inner);
                break;
            case SearchNot not:
                Collect(not.Node);
                break;
            case SearchTerm term:
                _terms.Add(term);
                LongestPhrase = Math.Max(LongestPhrase, term is SearchPhrase phrase ? phrase.Words.Count : 1);
                break;
        }
    }

    private bool Holds(SearchNode node, bool[] found) => node switch
    {
        SearchAll all => all.Nodes.All(n => Holds(n, found)),
        SearchAny any => any.Nodes.Any(n => Holds(n, found)),
        SearchNot not => !Holds(not.Node, found),
        SearchTerm term => found[_terms.FindIndex(t => ReferenceEquals(t, term))],
        _ => false,
    };
}
