using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>The page that asks before something is done to many cases or documents.</summary>
/// <param name="Handling">Its key.</param>
/// <param name="Titel">"Overdrag 12 sager".</param>
/// <param name="ErDokumenter">Documents; else cases.</param>
/// <param name="Antal">How many, counted to one past <paramref name="Flest"/>.</param>
/// <param name="Antalsord">"12 sager".</param>
/// <param name="Flest">Most in one go.</param>
/// <param name="Poster">The first of them.</param>
/// <param name="Skjulte">What was chosen and from where, sent on as it came.</param>
/// <param name="ErAlle">All that the list showed; else those that were ticked.</param>
/// <param name="Forudsigelser">What can be told beforehand: how many will be refused and why.</param>
/// <param name="Valg">Choices of the act's list, where it has one.</param>
/// <param name="Enheder">Units that cases can go to.</param>
/// <param name="Sendes">Where it is sent.</param>
/// <param name="ReturHref">The list as it was, with what was ticked.</param>
public sealed record Massevisning(
    string Handling, string Titel, bool ErDokumenter, int Antal, string Antalsord, int Flest, IReadOnlyList<Massesag> Poster, IReadOnlyList<(string Navn, string Vaerdi)> Skjulte, bool ErAlle,
    IReadOnlyList<string> Forudsigelser, IReadOnlyList<Mulighed> Valg, IReadOnlyList<Mulighed> Enheder, string Sendes, string ReturHref, Formular Formular);

/// <summary>One of them.</summary>
/// <param name="Under">Number, and whether it is closed.</param>
public sealed record Massesag(string Titel, string Under, string Href);

/// <summary>How far it is, and how each went.</summary>
/// <param name="Ting">"sager" or "dokumenter".</param>
/// <param name="Slut">More on how it ended.</param>
/// <param name="Rest">How many it did not come to or that were refused; 0 while it runs.</param>
/// <param name="KanGivesTilbage">How many cases it handed over, that perhaps can be given back; 0 while it runs.</param>
/// <param name="KanFortrydes">How many can be undone; 0 while it runs.</param>
/// <param name="FilHref">Where what was packed is fetched.</param>
/// <param name="Tid">The time left in words.</param>
public sealed record Massejobvisning(
    int Nr, Guid Id, string Titel, string Oprettet, Maerke Maerke, string Ting, Jobstyring Styring, int Faerdige, int IAlt, int Afvist, string? Resultat, string? Slut, bool OpdatererSelv, int Sekunder,
    int KanGivesTilbage, int KanFortrydes, int Rest, IReadOnlyList<Massepost> Poster, string? NaesteHref, bool KunAfviste, string? FilHref, string? Filtekst, string? Tid);

/// <summary>How it went one of them.</summary>
/// <param name="Noegle">What it is found by.</param>
/// <param name="Titel">Null when the person no longer sees it.</param>
/// <param name="Tekst">Why it was refused.</param>
/// <param name="KanGivesTilbage">It was handed over.</param>
public sealed record Massepost(string Noegle, string Navn, string? Titel, string? Href, Maerke Maerke, string? Tekst, bool KanGivesTilbage);
