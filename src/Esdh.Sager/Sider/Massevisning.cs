using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>The page that asks before something is done to many cases.</summary>
/// <param name="Handling"><c>overdrag</c> or <c>afslut</c>.</param>
/// <param name="Antal">How many, counted to one past <paramref name="Flest"/>.</param>
/// <param name="Flest">Most in one go.</param>
/// <param name="Sager">The first of them.</param>
/// <param name="Forespoergsel">The filter, when all that it shows are meant; null when they were ticked.</param>
public sealed record Massevisning(string Handling, int Antal, int Flest, IReadOnlyList<Massesag> Sager, string? Forespoergsel, Formular Formular);

/// <summary>One of the cases.</summary>
public sealed record Massesag(string Sagsnummer, string Titel);

/// <summary>How far it is, and how each case went.</summary>
/// <param name="Slut">More on how it ended.</param>
/// <param name="Rest">How many cases it did not come to or that were refused; 0 while it runs.</param>
/// <param name="KanGivesTilbage">How many cases it handed over, that perhaps can be given back; 0 while it runs.</param>
public sealed record Massejobvisning(
    int Nr, Guid Id, string Titel, string Oprettet, Maerke Maerke, bool Igang, bool Stopper, int Faerdige, int IAlt, int Afvist, string? Resultat, string? Slut, bool OpdatererSelv, int Sekunder,
    int KanGivesTilbage, int Rest, IReadOnlyList<Massepost> Poster, string? NaesteHref, bool KunAfviste);

/// <summary>How it went one case.</summary>
/// <param name="Titel">Null when the person no longer sees the case.</param>
/// <param name="Tekst">Why it was refused.</param>
/// <param name="KanGivesTilbage">It was handed over.</param>
public sealed record Massepost(string Sagsnummer, string? Titel, Maerke Maerke, string? Tekst, bool KanGivesTilbage);
