using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>How many receivers of a dispatch are how far.</summary>
/// <param name="Venter">Not sent yet, on their way among them.</param>
/// <param name="Afvist">Rejected, whether or not somebody has dealt with it.</param>
/// <param name="KraeverHandling">Rejected or uncertain, and nobody has dealt with it.</param>
public sealed record Forsendelsestal(int Venter, int Sendt, int Afvist, int Uvis, int Fortrudt, int KraeverHandling);

/// <summary>A dispatch in a list.</summary>
public sealed record Forsendelseslinje(
    Guid Id, int Nr, string Titel, Guid DokumentId, Guid BestiltAf, DateTimeOffset Bestilt, DateTimeOffset? Tidligst, DateTimeOffset? FoerstSendt, DateTimeOffset? Afsluttet, Forsendelsestal Tal, long Version);

/// <summary>A file that leaves.</summary>
/// <param name="Sha256">Of the PDF; null until it is made.</param>
/// <param name="Stoerrelse">Bytes of the PDF.</param>
public sealed record Forsendelsesfil(int Nummer, string Titel, string? Akt, Guid? DokumentId, string Filnavn, string? Sha256, long? Stoerrelse);

/// <summary>A dispatch with what leaves; its receivers come in pages.</summary>
/// <param name="Kanaler">Those that can be chosen for a letter that is sent again.</param>
public sealed record Forsendelsesvisning(
    Forsendelseslinje Forsendelse, string? Tekst, bool MedFoelgebrev, string Sagsnummer, string Bestiller, DateTimeOffset? Forberedt, IReadOnlyList<Forsendelsesfil> Filer, IReadOnlyList<string> Kanaler);

/// <summary>The letter to one receiver. A protected one is not named, and its address not shown.</summary>
/// <param name="Adresse">As it may be shown.</param>
/// <param name="Ansvarlig">Who deals with it when it is rejected.</param>
/// <param name="KraeverHandling">Rejected or uncertain, and nobody has dealt with it.</param>
public sealed record Forsendelsesmodtagervisning(
    Guid Id, int Nr, Guid ForsendelseId, string Titel, string Sagsnummer, DateTimeOffset Bestilt, string Navn, bool ErBeskyttet, string Kanal, string Adresse, string BeskedId, string Tilstand, int Forsoeg,
    DateTimeOffset? NaesteForsoeg, DateTimeOffset? Sendt, string? Kvittering, string? Aarsag, Guid? AnsvarligId, string? Ansvarlig, bool KraeverHandling, string? Haandtering, string? Haandteringsnote, Guid? HaandteretAf,
    DateTimeOffset? Haandteret, Guid? ErstatterId);

/// <summary>Whom a document can be sent to, and how.</summary>
/// <param name="Kanaler">Those that can be chosen here.</param>
/// <param name="Bilag">Documents of the case that can be enclosed.</param>
public sealed record Forsendelsesforslag(IReadOnlyList<string> Kanaler, IReadOnlyList<Modtagerforslag> Modtagere, IReadOnlyList<Bilagsforslag> Bilag);

/// <param name="Part">The party on the case.</param>
/// <param name="Grund">Why that channel.</param>
/// <param name="Valgt">The document is for this one.</param>
public sealed record Modtagerforslag(Guid Part, string Navn, string Rolle, bool ErBeskyttet, string Kanal, string Grund, string Adresse, bool Valgt);

/// <param name="Valgt">A hearing's letter encloses what is put to the party.</param>
public sealed record Bilagsforslag(Guid Id, string Titel, string? Akt, bool Valgt);

/// <summary>What the page of receivers needs besides its rows.</summary>
public sealed record Forsendelseslistevisning(
    string Boks, string Vis, IReadOnlyList<Fane> Faner, IReadOnlyList<Forsendelsesmodtagervisning> Poster, string? NaesteHref, IReadOnlyList<Mulighed> Visninger, string Her, bool KanArbejde);

/// <summary>The page of one dispatch.</summary>
public sealed record Forsendelsessidevisning(Forsendelsesvisning F, IReadOnlyList<Forsendelsesmodtagervisning> Modtagere, string? NaesteHref, bool KanArbejde, string? Tilstand);

/// <summary>The page that orders.</summary>
public sealed record Sendsidevisning(
    Guid DokumentId, string Titel, string Akt, string Sagsnummer, IReadOnlyList<string> Hvorfor, Forsendelsesforslag Forslag, long Version, string? ForhaandsvisHref, IReadOnlyList<Forsendelseslinje> Tidligere);

/// <summary>Letters to many: what is made, and how far it is.</summary>
/// <param name="MedFejl">Rows that cannot be used, or letters that were refused.</param>
public sealed record Masseforsendelsesvisning(
    Guid Id, int Nr, string Sagsnummer, string Skabelon, string? Titel, bool Send, Guid? HoeringId, DateTimeOffset Oprettet, bool ErKlar, DateTimeOffset? Begyndt, int Breve, int MedFejl, int? JobNr, string? Jobstatus, int Faerdige,
    int IAlt, string? Resultat, long Version);

/// <summary>The letter to one of many.</summary>
/// <param name="Linje">The line of the list.</param>
/// <param name="Tilstand">How far its dispatch is.</param>
public sealed record Massebrevvisning(int Nummer, int? Linje, string Navn, string? Fejl, bool ErFaerdig, Guid? DokumentId, Guid? ForsendelseId, string? Kanal, string? Tilstand);

/// <summary>The page that lays letters to many out.</summary>
public sealed record Brevesidevisning(IReadOnlyList<Mulighed> Skabeloner, IReadOnlyList<Modtagerforslag> Parter, IReadOnlyList<Bilagsforslag> Bilag);
