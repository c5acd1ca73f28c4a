using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>A piece of a text that is or is not what was searched for.</summary>
public sealed record Tekststykke(string Tekst, bool Ramt);

/// <summary>The search page.</summary>
/// <param name="Tekst">What was typed; empty before the first search.</param>
/// <param name="Fejl">Why it cannot be searched for.</param>
/// <param name="Overskrift">"72 hits", counted to a bound.</param>
/// <param name="Hits">One page of them.</param>
/// <param name="Facetter">What they can be narrowed to.</param>
/// <param name="Aar">Hits by year.</param>
/// <param name="Brikker">What they are narrowed to.</param>
/// <param name="Orden">The order they come in.</param>
/// <param name="Spring">How many hits were passed over.</param>
public sealed record Soegevisning(
    string Tekst, string? Fejl, string Overskrift, IReadOnlyList<Hitvisning> Hits, IReadOnlyList<Facetvisning> Facetter, IReadOnlyList<Maalepunkt> Aar,
    IReadOnlyList<Brik> Brikker, string Orden, int Spring)
{
    /// <summary>The page before a search, or with why it could not be made.</summary>
    internal static Soegevisning Tom(string tekst, string? fejl) => new(tekst, fejl, "", [], [], [], [], "bedste", 0);

    /// <summary>Words that were searched for besides.</summary>
    public IReadOnlyList<string> Ogsaa { get; init; } = [];

    /// <summary>What should be known of the answer.</summary>
    public IReadOnlyList<string> Bemaerkninger { get; init; } = [];

    /// <summary>The answer to a personnummer, which has no address: no choices, no pages.</summary>
    public bool Personnummer { get; init; }

    public string? Fra { get; init; }

    public string? Til { get; init; }

    public string? ForrigeHref { get; init; }

    public string? NaesteHref { get; init; }

    /// <summary>The person may change documents, so they can be chosen.</summary>
    public bool KanArbejde { get; init; }

    /// <summary>Documents that are ticked when the page comes.</summary>
    public IReadOnlySet<string> Valgte { get; init; } = new HashSet<string>();

    /// <summary>The address of the page, without what is ticked.</summary>
    public string Her { get; init; } = "/soegning";

    /// <summary>How many documents there are among all the hits; 0 where not all were looked at.</summary>
    public int AntalDokumenter { get; init; }

    /// <summary>There are more hits than were looked at.</summary>
    public bool ErFlere { get; init; }

    /// <summary>Saved searches, on the page before a search.</summary>
    public IReadOnlyList<GemtSoegningsvisning> Gemte { get; init; } = [];

    /// <summary>This search can be saved, or is; null where it cannot.</summary>
    public Gemvalg? Gem { get; init; }
}

/// <summary>A hit on the search page.</summary>
/// <param name="Art">sag, dokument or part.</param>
/// <param name="Filtype">A document's ending.</param>
/// <param name="Meta">Facts on one line.</param>
/// <param name="Hvorfor">Why it was found, where title and number do not tell.</param>
/// <param name="SagHref">The case of a document.</param>
/// <param name="Vaelges">The document's id, to be chosen by.</param>
public sealed record Hitvisning(
    string Art, string Href, IReadOnlyList<Tekststykke> Titel, IReadOnlyList<Tekststykke> Under, Maerke? Status, IReadOnlyList<string> Meta, string? Sagsnummer, string? SagHref,
    string? Filtype, bool ErBeskyttet, IReadOnlyList<Tekststykke> Hvorfor, string? Vaelges = null);

/// <summary>A group of choices that hits can be narrowed to.</summary>
public sealed record Facetvisning(string Navn, string Titel, IReadOnlyList<Facetvalg> Valg);

public sealed record Facetvalg(string Vaerdi, string Tekst, int Antal, bool Valgt);
