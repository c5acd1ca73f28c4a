using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>A case in a list.</summary>
/// <param name="Tilstand">Aktiv, Hvilende or Afsluttet.</param>
/// <param name="Part">The primary party as it stands on the case; "Beskyttet navn" where the name is protected.</param>
/// <param name="NaesteFrist">The nearest deadline of an open reminder.</param>
/// <param name="Foelsomhed">IkkeFortrolig, Fortrolig, Foelsom or Vip.</param>
/// <param name="ErFavorit">The actor has marked it with a star.</param>
public sealed record Sagsraekke(
    Guid Id, int Nr, string Sagsnummer, string Titel, string Emne, string Facet, string Status, string Tilstand, string? Part, Guid? BehandlerId, string? Behandler,
    Guid EnhedId, string Enhed, string Foelsomhed, bool ErBeskyttet, DateOnly? NaesteFrist, DateTimeOffset Oprettet, DateTimeOffset SenestAendret,
    DateTimeOffset? Afsluttet, bool ErFavorit);

/// <summary>A page of cases and the way to both sides.</summary>
/// <param name="Naeste">Send as <c>?efter=</c>.</param>
/// <param name="Forrige">Send as <c>?foer=</c>.</param>
public sealed record Sagsside(IReadOnlyList<Sagsraekke> Poster, string? Naeste, string? Forrige);

/// <summary>The list of cases as its page shows it.</summary>
/// <param name="Side">The rows.</param>
/// <param name="Antal">"34 sager", counted to a bound.</param>
/// <param name="Faner">Fixed and saved views; the one shown is marked.</param>
/// <param name="Brikker">Active filters.</param>
/// <param name="Formular">The filter fields as they are.</param>
/// <param name="Forespoergsel">The filters as a query string: what a saved view keeps.</param>
/// <param name="Valgt">The saved view that is shown and is the person's own; null when none is.</param>
/// <param name="Filterantal">How many filters are active.</param>
/// <param name="Sorteringer">By name of the order: where its head leads and which way it sorts now.</param>
/// <param name="Statusser">Choices of the filter.</param>
/// <param name="Skabeloner">Choices of the filter.</param>
/// <param name="Enheder">Choices of the filter.</param>
/// <param name="Behandlere">Choices of the filter: me, nobody, and the one chosen.</param>
public sealed record Sagslistevisning(
    Sagsside Side, string Antal, IReadOnlyList<Fane> Faner, IReadOnlyList<Brik> Brikker, Formular Formular, string Forespoergsel, Gemtvalg? Valgt, int Filterantal,
    IReadOnlyDictionary<string, (string Href, Sortering Retning)> Sorteringer, IReadOnlyList<Mulighed> Statusser, IReadOnlyList<Mulighed> Skabeloner,
    IReadOnlyList<Mulighed> Enheder, IReadOnlyList<Mulighed> Behandlere)
{
    /// <summary>Where the export of the same cases is.</summary>
    public string CsvHref => Forespoergsel.Length == 0 ? "/sager.csv" : $"/sager.csv?{Forespoergsel}";

    public string? NaesteHref => Side.Naeste is null ? null : $"/sager?{Med("efter", Side.Naeste)}";

    public string? ForrigeHref => Side.Forrige is null ? null : $"/sager?{Med("foer", Side.Forrige)}";

    public required DateOnly Idag { get; init; }

    /// <summary>Whether the person may change cases.</summary>
    public bool KanArbejde { get; init; }

    /// <summary>Those that are ticked when the page comes: one comes back from what was not done after all.</summary>
    public IReadOnlySet<string> Valgte { get; init; } = new HashSet<string>();

    /// <summary>The address of the page, without what is ticked.</summary>
    public string Her { get; init; } = "/sager";

    private string Med(string navn, string vaerdi) => $"{Forespoergsel}{(Forespoergsel.Length == 0 ? "" : "&")}{navn}={vaerdi}";
}

/// <summary>A saved view that is the person's own.</summary>
public sealed record Gemtvalg(Guid Id, string Navn, bool ErDelt, bool ErStandard);
