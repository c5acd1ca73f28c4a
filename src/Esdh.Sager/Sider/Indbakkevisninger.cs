using Esdh.Ui;

namespace Esdh.Sager.Sider;

/// <summary>A case that a piece of post seems to belong to, and why.</summary>
/// <param name="Grund">Danish sentence: <c>Sagsnummeret 02.34.02-G01-17-26 står i emnet.</c></param>
/// <param name="ErAaben">A closed case is shown, and takes nothing.</param>
public sealed record Sagsforslag(Guid SagId, string Sagsnummer, string Titel, string Grund, bool ErAaben);

/// <summary>A piece of post in a list.</summary>
/// <param name="Kanal">Mail, Scan, Upload or DigitalPost.</param>
/// <param name="Tilstand">Ny, Fordelt, Taget, Journaliseret or Afvist.</param>
/// <param name="Kontrol">Venter, Ren, Inficeret, ForStor or UdenSkanner.</param>
/// <param name="Enhed">Whose inbox it lies in.</param>
/// <param name="Bruger">The employee's name, in an employee's own inbox.</param>
/// <param name="Bilag">Files that were attached.</param>
/// <param name="Forslag">The case it most likely belongs to.</param>
/// <param name="KanAabnes">It is scanned, or need not be, and is kept.</param>
public sealed record Indbakkerad(
    Guid Id, int Nr, string Emne, string? Afsender, string? AfsenderEmail, string? Uddrag, DateTimeOffset Modtaget, string Kanal, string Tilstand, string Kontrol, Guid EnhedId, string Enhed,
    Guid? BrugerId, string? Bruger, int Bilag, string? Note, Sagsforslag? Forslag, bool KanAabnes, Guid? DokumentId, long Version);

/// <summary>A file of a piece of post.</summary>
/// <param name="Foraelder">The number of the file it was attached to.</param>
/// <param name="ErOmsat">The original made readable.</param>
public sealed record Postfil(int Nummer, int? Foraelder, string Filnavn, string Mimetype, long Stoerrelse, string? Bemaerkning, bool ErOmsat);

/// <summary>One step of a piece of post.</summary>
public sealed record Postspordel(DateTimeOffset Tid, string Hvem, string Tekst, string? Note);

/// <summary>Where the same message lies already.</summary>
/// <param name="Tekst">Danish sentence.</param>
/// <param name="Href">Its page.</param>
public sealed record Postgenganger(string Tekst, string Href);

/// <summary>A piece of post.</summary>
/// <param name="Virus">What was found.</param>
/// <param name="Postkasse">Name of the mailbox it came by.</param>
/// <param name="Filer">What came and what was attached.</param>
/// <param name="Forslag">At most five cases, best first.</param>
/// <param name="Gengangere">The same message elsewhere.</param>
/// <param name="Sagsnummer">The case it was filed on, where the reader sees it.</param>
/// <param name="Spor">What was done with it, newest first.</param>
public sealed record Indbakkepostvisning(
    Indbakkerad Post, DateTimeOffset? Sendt, string? Virus, string? Postkasse, IReadOnlyList<Postfil> Filer, IReadOnlyList<Sagsforslag> Forslag, IReadOnlyList<Postgenganger> Gengangere,
    string? FordeltAf, DateTimeOffset? Fordelt, string? AfgjortAf, DateTimeOffset? Afgjort, string? Sagsnummer, bool KanGivesTilbage, bool ErFrigivet, IReadOnlyList<Postspordel> Spor);

/// <summary>How much waits.</summary>
/// <param name="Min">In the own inbox.</param>
/// <param name="Enheder">In the units' inboxes that the reader sees, by unit; those with nothing too when the reader sits there.</param>
/// <param name="Medarbejdere">In employees' own inboxes that a leader sees.</param>
/// <param name="Fordelt">Given away by the reader the last 30 days.</param>
public sealed record Indbakketal(int Min, IReadOnlyList<Indbakkeenhed> Enheder, int Medarbejdere, int Fordelt)
{
    public int IEnheder => Enheder.Sum(e => e.Antal);
}

public sealed record Indbakkeenhed(Guid Id, string Navn, int Antal);

/// <summary>A piece of post that the reader gave to others: how far it is, not what it says.</summary>
/// <param name="Hos">Who has it.</param>
/// <param name="KanFortrydes">Nobody has begun on it.</param>
public sealed record Fordeltpost(Guid Id, string Emne, string Hos, string Tilstand, DateTimeOffset Fordelt, bool KanFortrydes, bool SesAfMig, long Version);

/// <summary>A list of the inbox.</summary>
public sealed record Indbakkesidevisning(
    string Boks, string Titel, IReadOnlyList<Fane> Faner, IReadOnlyList<Indbakkerad> Poster, IReadOnlyList<Fordeltpost> Fordelte, string? NaesteHref, Formular Formular, string Her, bool KanArbejde,
    IReadOnlyList<Mulighed> Enheder, Indbakketal Tal, long MaksByte, bool VenterPaaSkanner, IReadOnlyList<Brik> Brikker, IReadOnlyList<Mulighed> Uploadenheder);

/// <summary>The page of a piece of post.</summary>
/// <param name="Vist">The file shown; null where nothing may be.</param>
/// <param name="Lukket">Why nothing is shown.</param>
public sealed record Postsidevisning(
    Indbakkepostvisning Post, Dokumentfremvisning? Vist, IReadOnlyList<Fane> Filfaner, string? Lukket, bool LukketForAltid, bool KanArbejde, bool ErMin, bool KanTages, IReadOnlyList<Mulighed> Enheder, Formular Formular,
    string Tilbage, Maerke Maerke)
{
    public string Sti => $"/indbakke/{Post.Post.Id}";
}

/// <summary>A mailbox and how its fetching goes.</summary>
public sealed record Postkassevisning(
    Guid Id, string Navn, string Art, string Sti, Guid EnhedId, string Enhed, bool Aktiv, DateTimeOffset? SenestHentet, DateTimeOffset? SenestModtaget, string? Fejl, IReadOnlyList<Postkassefil> Ulaeselige, long Version);

public sealed record Postkassefil(string Fil, string Grund);

/// <summary>The administration of mailboxes.</summary>
/// <param name="Rod">The operator's folder for this authority; null where there is none.</param>
/// <param name="Skanner">Null where no virus scanner is set up; else whether it answers.</param>
public sealed record Postkassesidevisning(
    IReadOnlyList<Postkassevisning> Postkasser, string? Rod, bool? Skanner, bool KanAabneMsg, int Opbevaringsdage, int VenterPaaSkanner, int Inficerede, Formular Formular);

/// <summary>The form of one mailbox.</summary>
public sealed record Postkasseskema(Guid? Id, Formular Formular, IReadOnlyList<Mulighed> Enheder, string? Rod, Postkassevisning? Stand);
