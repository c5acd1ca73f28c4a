using Esdh.Sager.Contract;
using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>The parts of a case, each a page of its own below <c>/sager/{nr}</c>.</summary>
public enum Sagsfane
{
    Overblik,
    Dokumenter,
    Parter,
    Notater,
    Erindringer,
    Historik,

    /// <summary>An act on the case: no tab is marked.</summary>
    Ingen,
}

/// <summary>What stands above every page of a case.</summary>
/// <param name="Id">The case.</param>
/// <param name="Sagsnummer">As it is now.</param>
/// <param name="Titel">Title.</param>
/// <param name="Version">For forms: what the person has seen.</param>
/// <param name="Status">Name of the status with the colour of its condition.</param>
/// <param name="Part">Name of the primary party, if any.</param>
/// <param name="Behandler">Name of the handler, if any.</param>
/// <param name="Enhed">Name of the unit.</param>
/// <param name="Oprettet">When it was opened.</param>
/// <param name="Afsluttet">When it was closed; null while open.</param>
/// <param name="Foelsomhed">In words.</param>
/// <param name="ErFortrolig">More than the lowest sensitivity.</param>
/// <param name="ErBeskyttet">Seen by those named only.</param>
/// <param name="ErSamlesag">Holds many matters on purpose.</param>
/// <param name="HarPapir">There is paper besides.</param>
/// <param name="Frist">The nearest open deadline.</param>
/// <param name="ErSammenlagt">It was merged into another case; only its history is left here.</param>
/// <param name="SammenlagtMed">The number of that case, when the person sees it.</param>
/// <param name="KanArbejde">Whether the person's role may change cases.</param>
/// <param name="Dokumenter">How many the person sees, counted to <see cref="TaelHoejst"/> + 1 and no further.</param>
/// <param name="Parter">How many are on it now.</param>
/// <param name="Notater">How many.</param>
/// <param name="Erindringer">How many are open.</param>
public sealed record Sagsrammevisning(
    Guid Id, string Sagsnummer, string Titel, long Version, Maerke Status, string? Part, string? Behandler, string Enhed, DateTimeOffset Oprettet, DateTimeOffset? Afsluttet,
    string Foelsomhed, bool ErFortrolig, bool ErBeskyttet, bool ErSamlesag, bool HarPapir, Sagsfrist? Frist, bool ErSammenlagt, string? SammenlagtMed, bool KanArbejde,
    int Dokumenter, int Parter, int Notater, int Erindringer)
{
    /// <summary>Beyond this the documents of a case are "more than".</summary>
    public const int TaelHoejst = 1000;

    /// <summary>The person has marked it with a star.</summary>
    public bool ErFavorit { get; init; }

    /// <summary>Who the case was handed over from a little while ago and can be given back to; null when that is not offered.</summary>
    public string? GivTilbageTil { get; init; }

    /// <summary>Where it stands, when it is of a module's type.</summary>
    public Forloebsvisning? Forloeb { get; init; }

    /// <summary>Kinds of cases that may be opened below it and are about it: key and name of case types that take its subject.</summary>
    public IReadOnlyList<(string Noegle, string Navn)> Undertyper { get; init; } = [];

    /// <summary>Tabs that modules have on every case, those that the person may see.</summary>
    public IReadOnlyList<Faellesfane> Faner { get; init; } = [];

    public bool ErAaben => Afsluttet is null;

    /// <summary>Where the case's pages begin; a merged case is reached by its id, since its number leads elsewhere.</summary>
    public string Sti => ErSammenlagt ? $"/sager/{Id}" : $"/sager/{Sagsnummer}";
}

/// <summary>The nearest open deadline of a case.</summary>
/// <param name="Titel">What is due.</param>
/// <param name="Frist">When.</param>
/// <param name="Maerke">How near, in words and colour.</param>
public sealed record Sagsfrist(string Titel, DateOnly Frist, Maerke Maerke);
