namespace Esdh.Core.Search;

/// <summary>
/// One word, number or identifier of a text. All its forms consist of letters and digits alone (no space, punctuation or mark), are
/// never empty, and have at most <see cref="DanishAnalyzer.MaxTermLength"/> characters; Danish and Latin letters are a-z.
/// </summary>
/// <param name="Start">Where it begins in the text, in UTF-16 units.</param>
/// <param name="Length">How much of the text it covers.</param>
/// <param name="Exact">
/// The word itself, folded: <c>Byggetilladelsen</c> is <c>byggetilladelsen</c>, <c>Gård</c> and <c>gaard</c> are <c>gaard</c>. What can be
/// written in several ways is in one: a personnummer is ten digits, a date <c>20260513</c>, a case number <c>023402g011726</c>, a subject
/// number <c>023402</c>, other groups of digits are joined by x: <c>117-26</c> and <c>117/2026</c> are <c>117x26</c>. For phrases, prefixes and patterns.
/// </param>
/// <param name="Stem">The word without its inflection, folded: <c>byggetillad</c>. What is not a word is its own stem.</param>
/// <param name="Parts">
/// Other stems that this token is found by: parts of a compound (<c>byg</c>, <c>tillad</c>), of a hyphenated word, of a number, and what it
/// makes together with the tokens just before it (after <c>13. maj 2026</c>: <c>20260513</c>, <c>202605</c>; after <c>§ 35</c>: <c>paragraf35</c>).
/// Without <paramref name="Stem"/>, without doubles.
/// </param>
public readonly record struct Token(int Start, int Length, string Exact, string Stem, IReadOnlyList<string> Parts)
{
    /// <summary>Where it ends in the text.</summary>
    public int End => Start + Length;

    /// <summary>How many tokens before this one are part of <see cref="Combined"/>.</summary>
    internal int CombinedBefore { get; init; }

    /// <summary>The most telling thing that this token makes with those before it, also in <see cref="Parts"/>; null for most.</summary>
    internal string? Combined { get; init; }
}
