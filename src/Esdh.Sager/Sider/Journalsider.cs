using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>The journal of a day.</summary>
/// <param name="Dato"><c>Torsdag 19. november 2026</c>.</param>
/// <param name="Seneste">Where the day is empty: the latest day before it that is not.</param>
public sealed record JournalVisning(DateOnly Dag, string Dato, IReadOnlyList<Journalpost> Poster, string ForrigeHref, string? NaesteDagHref, string? NaesteHref, string CsvHref, Formular Formular, DateOnly? Seneste);

/// <summary>A line of what waits.</summary>
public sealed record Manglelinje(Manglende Dokument, string Retning, Maerke Maerke);

/// <summary>What waits for the journal: numbers by unit and handler, and the documents.</summary>
/// <param name="Filter">Active filters.</param>
/// <param name="KanArbejde">Whether the person's role may journalise.</param>
/// <param name="Her">This page with its filters; where an act comes back to.</param>
public sealed record ManglerVisning(
    Mangleoverblik Overblik, IReadOnlyList<Manglelinje> Dokumenter, IReadOnlyList<Brik> Filter, string? NaesteHref, bool KanArbejde, string Her);

/// <summary>Approval of the postliste.</summary>
/// <param name="Dag">The day that is shown; null when nothing waits and none was asked for.</param>
public sealed record PostlistegodkendelseVisning(
    IReadOnlyList<Postlistedag> Dage, DateOnly? Dag, IReadOnlyList<Postlisteforslag> Forslag, IReadOnlyList<Postlistelinje> Godkendte, IReadOnlyList<Postlisteafslag> Afviste, int Ventedage, DateOnly Offentliggoeres);

/// <summary>A day in the list of days.</summary>
/// <param name="Maaned"><c>November 2026</c>.</param>
public sealed record Postlistelink(string Maaned, string Dato, int Antal, string Href);

/// <summary>The days of the postliste.</summary>
public sealed record PostlisterVisning(IReadOnlyList<Postlistelink> Dage, string? AeldreHref);

/// <summary>A day of the postliste as anyone reads it.</summary>
public sealed record PostlisteVisning(string Dato, IReadOnlyList<Offentligpost> Poster);
