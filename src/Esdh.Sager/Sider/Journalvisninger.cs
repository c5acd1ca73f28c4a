namespace Esdh.Sager.Sider;

/// <summary>A note as pages and the API show it.</summary>
/// <param name="Tekst">Cleaned HTML.</param>
/// <param name="Forfatter">The author's name.</param>
/// <param name="Part">The party it concerns, by name.</param>
/// <param name="Delforloeb">The folder, as <c>2 Høring</c>.</param>
/// <param name="RetterNotatId">The final note that it corrects.</param>
/// <param name="RettetAf">Later notes that correct this one.</param>
/// <param name="Endelig">When it was locked; null for a draft.</param>
/// <param name="EjerId">Whose draft it is; the author's unless a substitute wrote it for another, or it followed the case.</param>
public sealed record Notatvisning(
    Guid Id, Guid SagId, string Overskrift, string Tekst, DateTimeOffset Kontakttidspunkt, string Kilde, Guid ForfatterId, string Forfatter, Guid? SagspartId, string? Part,
    Guid? DelforloebId, string? Delforloeb, Guid? RetterNotatId, IReadOnlyList<Guid> RettetAf, DateTimeOffset Oprettet, DateTimeOffset? Endelig, long Version, Guid EjerId);

/// <summary>A reminder as pages and the API show it.</summary>
/// <param name="Type">Name of its type.</param>
/// <param name="Ansvarlig">Name of the one who sees to it.</param>
/// <param name="Afsluttet">When it was seen to; null while it is open.</param>
public sealed record Erindringvisning(
    Guid Id, int Nr, Guid SagId, string Sagsnummer, string Sagstitel, Guid TypeId, string Type, string Titel, string? Beskrivelse, DateOnly SynligFra, DateOnly Frist,
    Guid AnsvarligId, string Ansvarlig, bool FoelgerSagen, DateTimeOffset? Afsluttet, string? AfsluttetAf, long Version);

/// <summary>A kind of reminder.</summary>
public sealed record Erindringstypevisning(Guid Id, int Nr, string Noegle, string Navn, int Fristdage, int Synligdage, bool IArbejdsdage, bool Aktiv, long Version);

/// <summary>A line of the authority's journal: a journalised document or a final note, on one case.</summary>
/// <param name="Tid">When it was locked.</param>
/// <param name="Art"><c>dokument</c> or <c>notat</c>.</param>
/// <param name="Aktnr">7, or 7.2 for an attachment; null for a note.</param>
/// <param name="Retning">Indgaaende, Udgaaende or Internt; null for a note.</param>
/// <param name="Dato">Of receipt, dispatch or contact.</param>
/// <param name="Af">Who locked it.</param>
/// <param name="ErFejljournaliseret">Journalised by mistake: the registration stays.</param>
public sealed record Journalpost(
    DateTimeOffset Tid, string Art, Guid Id, string? Aktnr, string Titel, string? Retning, DateOnly Dato, Guid SagId, string Sagsnummer, string Sagstitel, Guid AfId, string Af,
    bool ErFejljournaliseret);

/// <summary>A document that waits for the journal, on one of its cases.</summary>
/// <param name="Arbejdsdage">Working days since it was received, sent or final.</param>
/// <param name="Hast"><c>Ny</c>, <c>Gul</c> after 3 working days, <c>Roed</c> after 7.</param>
public sealed record Manglende(
    Guid DokumentId, string Titel, string Retning, DateOnly Dato, int Arbejdsdage, string Hast, Guid SagId, string Sagsnummer, string Sagstitel, Guid EnhedId, string Enhed,
    Guid? BehandlerId, string Behandler, long Version);

/// <summary>How many documents wait with a handler of a unit.</summary>
public sealed record Manglegruppe(Guid EnhedId, string Enhed, Guid? BehandlerId, string Behandler, int Nye, int Gule, int Roede);

/// <summary>All that waits, per unit and handler.</summary>
/// <param name="Grupper">Most late first.</param>
/// <param name="KunDeAeldste">There are more than were looked at; these are the oldest.</param>
public sealed record Mangleoverblik(IReadOnlyList<Manglegruppe> Grupper, bool KunDeAeldste);

/// <summary>A document that was offered for the postliste and waits for approval.</summary>
/// <param name="Titel">The public title.</param>
/// <param name="Hindringer">Why it may not be published, a Danish sentence each.</param>
/// <param name="Advarsler">What to think of first, a Danish sentence each.</param>
public sealed record Postlisteforslag(
    Guid DokumentId, string Titel, string InternTitel, string Retning, string Sagsnummer, IReadOnlyList<string> Hindringer, IReadOnlyList<string> Advarsler);

/// <summary>An approved line, as the authority sees it.</summary>
/// <param name="Offentliggoeres">The first day on which anyone may see it.</param>
/// <param name="Godkendt">When it was approved.</param>
/// <param name="KanFortrydes">Nobody outside has seen it yet: the approval can be taken back without a mark.</param>
/// <param name="ErTilbageholdt">Held back by itself: the case has become protected or sensitive, or the document was taken off the list.</param>
public sealed record Postlistelinje(
    Guid Id, Guid DokumentId, string Titel, string Retning, DateOnly Offentliggoeres, string GodkendtAf, DateTimeOffset Godkendt, DateTimeOffset? Tilbagetrukket, string? Begrundelse, bool ErTilbageholdt, bool KanFortrydes);

/// <summary>A document that was rejected for the postliste.</summary>
/// <param name="Titel">The public title it was proposed with.</param>
public sealed record Postlisteafslag(Guid DokumentId, string Titel, string Retning, string Begrundelse, string AfvistAf, DateTimeOffset Afvist);

/// <summary>A line of the postliste as anyone reads it.</summary>
/// <param name="Titel">Null when it was withdrawn or is held back: only the mark is left.</param>
/// <param name="Retning">Indgaaende, Udgaaende or Internt.</param>
public sealed record Offentligpost(string? Titel, string Retning);

/// <summary>A day of the postliste.</summary>
public sealed record Postlistedag(DateOnly Dag, int Antal);
