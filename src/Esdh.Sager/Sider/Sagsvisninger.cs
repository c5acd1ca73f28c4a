using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>What happened on one day.</summary>
/// <param name="Dag"><c>I dag</c>, <c>I går</c> or the date.</param>
/// <param name="Poster">In the order of the page.</param>
public sealed record Historikdag(string Dag, IReadOnlyList<Historiklinje> Poster);

/// <summary>A page of a case's history.</summary>
/// <param name="Formular">The filters as they are.</param>
/// <param name="Personer">Who has done something on the case.</param>
/// <param name="ErFiltreret">Something narrows it.</param>
/// <param name="FoersteHref">Back to the beginning; null there.</param>
public sealed record Historikvisning(
    IReadOnlyList<Historikdag> Dage, Formular Formular, IReadOnlyList<Mulighed> Arter, IReadOnlyList<Mulighed> Personer, bool ErFiltreret, string? FoersteHref, string? NaesteHref, string CsvHref);

/// <summary>One thing that happened.</summary>
public sealed record Historiklinje(string Klokken, string Iso, string Tekst, string? Kommentar, string Aktoer, Figur Figur);

/// <summary>A case named by number and title.</summary>
public sealed record Saglink(Guid Id, string Sagsnummer, string Titel, Maerke Status);

/// <summary>A decision, administrative or political.</summary>
/// <param name="Hvem">The committee; null for an administrative decision.</param>
/// <param name="Udfald">What it gives the parties, in words; null where that was not registered.</param>
public sealed record Afgoerelseslinje(DateOnly Dato, string Art, string? Hvem, DateOnly? Frist, string? Notat, string RegistreretAf, string? Udfald = null);

/// <summary>Why the parties of the case are not heard.</summary>
public sealed record Undladelseslinje(string Hjemmel, string Begrundelse, DateTimeOffset Tid, string Af);

/// <summary>A folder of the case.</summary>
public sealed record Delforloebslinje(int Nummer, string Titel, int Dokumenter);

/// <summary>What is on the overview of a case.</summary>
public sealed record Sagsoverblik(
    string Emne, string Facet, string? Skabelon, string? OffentligTitel, string? Beskrivelse, IReadOnlyList<string> Maerker, IReadOnlyList<string> TidligereNumre,
    Saglink? Oversag, IReadOnlyList<Saglink> Undersager, IReadOnlyList<Saglink> Relaterede, IReadOnlyList<Afgoerelseslinje> Afgoerelser, IReadOnlyList<Delforloebslinje> Delforloeb,
    IReadOnlyList<Historiklinje> Seneste, IReadOnlyList<Mangel> Mangler, IReadOnlyList<Overblikserindring> Erindringer, IReadOnlyList<Overblikspart> Parter,
    IReadOnlyList<Overbliksdokument> Dokumenter, IReadOnlyList<Hoeringslinje> Hoeringer, IReadOnlyList<Undladelseslinje> Undladelser, IReadOnlyList<Godkendelseslinje> Godkendelser);

/// <summary>What is missing before the case can close, and where it is mended.</summary>
public sealed record Mangel(string Tekst, string Href);

/// <summary>An open reminder.</summary>
public sealed record Overblikserindring(string Titel, DateOnly Frist, Maerke Maerke, string Ansvarlig);

/// <summary>A party on the case.</summary>
public sealed record Overblikspart(string Navn, string Rolle, bool ErPrimaer, bool ErBeskyttet);

/// <summary>A document of the case, the newest first.</summary>
public sealed record Overbliksdokument(Guid Id, string? Aktnr, string Titel, string Retning, DateOnly Dato, Maerke Maerke);
