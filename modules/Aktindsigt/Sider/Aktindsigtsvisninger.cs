using Esdh.Sager.Sider;
using Esdh.Ui;

namespace Esdh.Aktindsigt.Sider;

/// <summary>The tab of a request.</summary>
public sealed record Indsigtsvisning(
    Sagsrammevisning Sag, string Regime, string Hvornaar, string Grundlag, string Klageinstans, bool Meroffentlighed, string? Overvejet, DateOnly? OvervejetDag, IReadOnlyList<Mulighed> Undtagelser,
    IReadOnlyList<Kildelinje> Kilder, int Skjulte, IReadOnlyList<Dokumentlinje> Dokumenter, IReadOnlyList<Svarlinje> Svar, Indsigtsarbejdslinje? Arbejde, IReadOnlyList<Tidslinjepost> Tider, int Minutter, IReadOnlyList<Klagelinje> Klager,
    bool KanRette, bool Artikel15, IReadOnlyList<Mulighed> Ansoegere, Formular Formular)
{
    public int Uvurderede => Dokumenter.Count(d => d.Afgoerelse is null);

    public int Nye => Dokumenter.Count(d => d.Afgoerelse is not null && d.SvarNr is null);
}

public sealed record Kildelinje(Guid Id, string Sagsnummer, string Titel, int Dokumenter);

/// <summary>A document of a source. Without a decision nobody has judged it.</summary>
public sealed record Dokumentlinje(
    Guid Id, string Sagsnummer, string Akt, DateOnly Dato, string Titel, string? Korrespondent, string Retning, string Forhaand, string? Afgoerelse, string? Hjemmel, int Skjult, int? SvarNr, bool AabenEndnu, int Filer);

public sealed record Svarlinje(int Nr, Guid DokumentId, bool ErDel, int Sider, DateTimeOffset Lavet);

/// <summary>What is being made for the request, or how the last went.</summary>
/// <param name="Fejl">Why it was not made.</param>
public sealed record Indsigtsarbejdslinje(Guid JobId, bool ErSvar, bool ErIGang, int Naaet, int IAlt, string? Resultat, bool Fejl);

public sealed record Tidslinjepost(DateOnly Dag, int Minutter, string Hvad);

public sealed record Klagelinje(int Nr, string Art, DateOnly Modtaget, DateOnly Frist, DateOnly? Afsluttet, string? Udfald, bool ErOver);

/// <summary>What is hidden on a document.</summary>
public sealed record Skjulvisning(Sagsrammevisning Sag, Guid DokumentId, string Titel, string Akt, int Fil, int Side, int IAlt, IReadOnlyList<Mulighed> Filer, string? Fejl, bool KanRette, Formular Formular);


/// <summary>All requests that the reader sees.</summary>
public sealed record Indsigtsliste(IReadOnlyList<Indsigtslinje> Egne, IReadOnlyList<Indsigtslinje> Andre, string? Naeste, Indsigtstal Tal);

public sealed record Indsigtslinje(string Sti, string Sagsnummer, string Titel, string Regime, string Status, DateOnly? Frist, Maerke Maerke);

/// <summary>How many of those that were decided kept seven working days.</summary>
public sealed record Indsigtstal(int Afgjort, int IndenSyvDage);
