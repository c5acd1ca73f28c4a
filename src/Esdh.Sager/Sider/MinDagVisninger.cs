using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>A deadline on my day.</summary>
/// <param name="Maerke">How near it is, in words and colour.</param>
public sealed record Dagfrist(Guid Id, string Titel, string Sagsnummer, string Under, DateOnly Frist, Maerke Maerke);

/// <summary>A document of mine that waits for the journal.</summary>
public sealed record Dagdokument(Guid Id, string Titel, string Retning, DateOnly Dato, string Sagsnummer, Maerke Maerke);

/// <summary>A draft of mine: a document or a note.</summary>
/// <param name="DokumentId">Of a document that can be said to be sent or final; null for a note.</param>
/// <param name="Handling"><c>Sendt</c> or <c>Endeligt</c>.</param>
public sealed record Dagkladde(string Art, string Titel, string Href, string Sagsnummer, DateTimeOffset Tid, Guid? DokumentId = null, string? Handling = null);

/// <summary>A case of mine.</summary>
/// <param name="Frist">Its nearest open deadline.</param>
public sealed record Dagsag(string Sagsnummer, string Titel, Maerke Status, DateOnly? Frist, DateTimeOffset SenestAendret);

/// <summary>A case that was handed over to me lately.</summary>
/// <param name="Kladder">Drafts that came along.</param>
/// <param name="Poster">Pieces of post that came along.</param>
/// <param name="KanModtages">It is mine to receive or give back; false for one that was given back to me.</param>
public sealed record Dagoverdragelse(string Sagsnummer, string Titel, string Fra, DateTimeOffset Tid, string? Kommentar, int Erindringer, int Kladder, int Poster, bool KanModtages)
{
    /// <summary>What came along, in words; empty when nothing did.</summary>
    public string Medfulgt => Sammen([(Erindringer, "erindring", "erindringer"), (Kladder, "kladde", "kladder"), (Poster, "stykke post", "stykker post")]) is { Length: > 0 } alt ? $"{alt} fulgte med" : "";

    internal static string Sammen((int Antal, string En, string Flere)[] dele)
    {
        var ord = dele.Where(d => d.Antal > 0).Select(d => $"{d.Antal} {(d.Antal == 1 ? d.En : d.Flere)}").ToList();
        return ord.Count <= 1 ? string.Concat(ord) : $"{string.Join(", ", ord[..^1])} og {ord[^1]}";
    }
}

/// <summary>Someone broke the glass of a case that I lead.</summary>
/// <param name="Sagsnummer">Null when I am not on the case's list myself.</param>
public sealed record Dagnoedadgang(Guid ErindringId, string Titel, string? Beskrivelse, string? Sagsnummer, DateOnly Frist);

/// <summary>All of my day.</summary>
/// <param name="Dato"><c>Torsdag 19. november</c>.</param>
/// <param name="FlereFrister">There are more deadlines than are shown.</param>
/// <param name="Nye">My unjournalised documents that are not late yet.</param>
/// <param name="Enheden">For a leader: who sits with what in the own unit and those below it; else empty.</param>
/// <param name="Post">What waits in the inbox: the own, and what nobody has been given in the unit's.</param>
/// <param name="Godkendelser">What waits for my approval, and what was sent back to me.</param>
/// <param name="Fraser">Phrases of mine that must be looked through.</param>
/// <param name="Uge">Deadlines of the next ten working days; the first is today with what is overdue.</param>
public sealed record MinDagVisning(
    string Dato, string Navn, IReadOnlyList<Dagfrist> Overskredne, IReadOnlyList<Dagfrist> Idag, IReadOnlyList<Dagfrist> Kommende, bool FlereFrister,
    IReadOnlyList<Dagdokument> Roede, IReadOnlyList<Dagdokument> Gule, IReadOnlyList<Dagdokument> Nye, IReadOnlyList<Dagkladde> Kladder, IReadOnlyList<Dagsag> Sager, int Sagstal,
    bool FlereSager, IReadOnlyList<Dagsag> Aendrede, IReadOnlyList<Dagoverdragelse> Overdragne, IReadOnlyList<Dagnoedadgang> Noedadgange, IReadOnlyList<Maalepunkt> Uge, IReadOnlyList<Dagmedarbejder> Enheden,
    IReadOnlyList<Redigeringsbesked> Afsluttede, IReadOnlyList<Dagredigering> Redigeres, int Post, IReadOnlyList<Godkendelseslinje> Godkendelser, int Fraser, IReadOnlyList<Forsendelsesmodtagervisning> Breve)
{
    /// <summary>Saved searches that have new hits; the person's own, never at the desk of someone absent.</summary>
    public IReadOnlyList<GemtSoegningsvisning> NyeHits { get; init; } = [];
}

/// <summary>A draft that the person has checked out.</summary>
public sealed record Dagredigering(Guid DokumentId, string Titel, DateTimeOffset Begyndt, DateTimeOffset Til);

/// <summary>What one with this role does here.</summary>
/// <param name="Gruppe">Of the menu.</param>
public sealed record Startpunkt(string Titel, string Href, string Under, string Ikon, string Gruppe);

/// <summary>One in the units that a leader leads, and what waits there.</summary>
/// <param name="Id">Null for cases that nobody has been given.</param>
/// <param name="Overskredne">Open cases with a deadline behind them.</param>
/// <param name="Ujournaliserede">Received, sent and final, not journalised; the urgent ones among them in <paramref name="Roede"/>.</param>
public sealed record Dagmedarbejder(Guid? Id, string Navn, int Aabne, int Overskredne, int Ujournaliserede, int Roede);

/// <summary>The start page of those who have no cases of their own.</summary>
/// <param name="Roede">Unjournalised over seven working days; null when the role does not see cases.</param>
/// <param name="Postliste">Documents that wait for the postliste; null when the role does not approve it.</param>
public sealed record Startvisning(string Dato, string Navn, IReadOnlyList<Startpunkt> Punkter, int? Ujournaliserede, int Roede, int? Postliste);
