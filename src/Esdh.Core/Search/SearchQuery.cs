using Esdh.Core.Identity;
using Esdh.Core.Text;

namespace Esdh.Core.Search;

/// <summary>What someone asked for: a tree of <see cref="SearchAll"/>, <see cref="SearchAny"/>, <see cref="SearchNot"/> and <see cref="SearchTerm"/>s.</summary>
public abstract record SearchNode;

/// <summary>All of these, in any order and place. At least one is no <see cref="SearchNot"/>.</summary>
public sealed record SearchAll(IReadOnlyList<SearchNode> Nodes) : SearchNode;

/// <summary>At least one of these.</summary>
public sealed record SearchAny(IReadOnlyList<SearchNode> Nodes) : SearchNode;

/// <summary>Not this. Stands only directly within the outermost <see cref="SearchAll"/>.</summary>
public sealed record SearchNot(SearchNode Node) : SearchNode;

/// <summary>One thing that a text has or has not.</summary>
/// <param name="Typed">As it was typed, for showing.</param>
/// <param name="Field">The field it must stand in, as named to <see cref="SearchQuery.Parse"/>; null for anywhere.</param>
public abstract record SearchTerm(string Typed, string? Field) : SearchNode;

/// <summary>A word, in any inflection and as part of a compound, or a number in any of its forms.</summary>
/// <param name="Typed">As it was typed.</param>
/// <param name="Field">See <see cref="SearchTerm"/>.</param>
/// <param name="Exact">The word itself, folded, as <see cref="Token.Exact"/>: a text that has it so is a better hit.</param>
/// <param name="Stems">A text that has any of these as a <see cref="Token.Stem"/> or among <see cref="Token.Parts"/> has the word. One, seldom two or three.</param>
public sealed record SearchWord(string Typed, string? Field, string Exact, IReadOnlyList<string> Stems) : SearchTerm(Typed, Field)
{
    /// <summary>False for numbers, short words and what was already corrected: a typing error there is never forgiven.</summary>
    public bool IsForgivable => Exact.Length >= OneEdit.ShortestWord && !Exact.Any(char.IsDigit) && !StopWords.Contains(Exact);
}

/// <summary>Words side by side in this order, each as written but for case and the spelling of æ, ø, å.</summary>
/// <param name="Typed">As it was typed.</param>
/// <param name="Field">See <see cref="SearchTerm"/>.</param>
/// <param name="Words">At least one; each equals <see cref="Token.Exact"/> of tokens that follow each other.</param>
public sealed record SearchPhrase(string Typed, string? Field, IReadOnlyList<string> Words) : SearchTerm(Typed, Field);

/// <summary>A word whose <see cref="Token.Exact"/> begins with <paramref name="Prefix"/>.</summary>
public sealed record SearchPrefix(string Typed, string? Field, string Prefix) : SearchTerm(Typed, Field);

/// <summary>A word whose <see cref="Token.Exact"/> fits a pattern in which <c>*</c> is any letters and <c>?</c> one.</summary>
public sealed record SearchPattern(string Typed, string? Field, string Pattern) : SearchTerm(Typed, Field)
{
    /// <summary>What every word that fits begins with; may be empty.</summary>
    public string Prefix => Pattern[..Math.Max(0, Pattern.AsSpan().IndexOfAny('*', '?') is var at and >= 0 ? at : Pattern.Length)];

    /// <summary>The pattern for SQLite's GLOB. It lets more through than <see cref="Matches"/>: <c>?</c> may be an å, which is two letters here.</summary>
    public string Glob => Pattern.Replace('?', '*');

    /// <summary>Whether a <see cref="Token.Exact"/> fits. Time is at most the product of the lengths, both of which are bounded.</summary>
    public bool Matches(ReadOnlySpan<char> exact) => Wildcard.Matches(Pattern, exact);
}

/// <summary>What someone typed to find something, read. Immutable.</summary>
public sealed class SearchQuery
{
    /// <summary>The longest text that is read, in characters.</summary>
    public const int MaxLength = 1_000;

    /// <summary>The most words, phrases and patterns in one search.</summary>
    public const int MaxTerms = 40;

    internal SearchQuery(string text, SearchNode root, IReadOnlyList<string> ignored, IReadOnlyList<string> remarks) =>
        (Text, Root, Ignored, Remarks, HasCpr) = (text, root, ignored, remarks, CprFinder.Contains(text));

    /// <summary>As typed, without white space around it.</summary>
    public string Text { get; }

    /// <summary>What must hold of a text.</summary>
    public SearchNode Root { get; }

    /// <summary>Words so common that they were left out, since there were others; as typed. In quotes they count.</summary>
    public IReadOnlyList<string> Ignored { get; }

    /// <summary>Danish sentences on what was read otherwise than someone might expect; for showing beside the hits.</summary>
    public IReadOnlyList<string> Remarks { get; }

    /// <summary>The text holds a personnummer, which may not stand in an address or a log.</summary>
    public bool HasCpr { get; }

    /// <summary>All terms that a text should have (none of a <see cref="SearchNot"/>), for marking.</summary>
    public IEnumerable<SearchTerm> Wanted => Terms(Root);

    /// <summary>Reads what was typed. Whatever it is, the answer is a query or the one exception.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="fields">Names that may stand before a colon (<c>titel:carport</c>), lower case; others are read as ordinary words. Null for none.</param>
    /// <param name="field">The form field that the exception names.</param>
    /// <exception cref="InvalidException">Nothing to search for, or too much; a Danish sentence.</exception>
    public static SearchQuery Parse(string? text, IReadOnlySet<string>? fields = null, string field = "q") => new SearchParser(text, fields, field).Parse();

    /// <summary>
    /// The query with a word replaced, as when a typing error is forgiven. Phrases, patterns, exclusions and all other words stay.
    /// </summary>
    /// <param name="word">One of <see cref="Wanted"/>.</param>
    /// <param name="stems">What may stand in its place, as <see cref="Token.Stem"/>.</param>
    public SearchQuery Replace(SearchWord word, IReadOnlyList<string> stems) => new(Text, Replace(Root, word, stems), Ignored, Remarks);

    /// <summary>Whether a text has what is asked for: what an index must answer, said on one text. Fields are not looked at.</summary>
    public bool Matches(string text) => new SearchMatcher(this).Matches(text);

    private static SearchNode Replace(SearchNode node, SearchWord word, IReadOnlyList<string> stems) => node switch
    {
        SearchWord found when ReferenceEquals(found, word) => found with { Exact = stems[0], Stems = stems },
        SearchAll all => new SearchAll([.. all.Nodes.Select(n => Replace(n, word, stems))]),
        SearchAny any => new SearchAny([.. any.Nodes.Select(n => Replace(n, word, stems))]),
        _ => node,
    };

    private static IEnumerable<SearchTerm> Terms(SearchNode node) => node switch
    {
        SearchAll all => all.Nodes.SelectMany(Terms),
        SearchAny any => any.Nodes.SelectMany(Terms),
        SearchTerm term => [term],
        _ => [],
    };
}
