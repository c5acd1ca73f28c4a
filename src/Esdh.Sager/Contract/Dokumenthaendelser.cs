namespace Esdh.Sager.Contract;

// What happens to a document after it was filed. Written on every case that the document is registered on, so that each history tells it.

/// <summary>A draft's registration was corrected.</summary>
/// <param name="Titel">As it is now.</param>
/// <param name="Retning">As it is now.</param>
/// <param name="Dato">As it is now.</param>
/// <param name="Dokumenttype">As it is now.</param>
public sealed record DokumentRettet(string Titel, string Retning, DateOnly Dato, string? Dokumenttype);

/// <summary>A draft got a new version of its files.</summary>
/// <param name="Filversion">The version that counts from now on.</param>
/// <param name="Aendring">Danish sentence on what was done.</param>
/// <param name="Filer">All files of the version.</param>
public sealed record DokumentfilerAendret(int Filversion, string Aendring, IReadOnlyList<FilAngivelse> Filer);

/// <summary>A draft was checked out, or its lease renewed.</summary>
/// <param name="Til">When the lease ends.</param>
public sealed record DokumentTjekketUd(DateTimeOffset Til);

/// <summary>A draft was checked in.</summary>
/// <param name="Tvungen">A leader took it from the one who had it.</param>
/// <param name="Grund">Why, when forced.</param>
public sealed record DokumentTjekketInd(bool Tvungen, string? Grund);

/// <summary>A draft was deleted.</summary>
/// <param name="Titel">Its title.</param>
/// <param name="Filer">What it held.</param>
public sealed record KladdeSlettet(string Titel, IReadOnlyList<FilAngivelse> Filer);

/// <summary>A document was also registered on this case.</summary>
/// <param name="Titel">Its title.</param>
/// <param name="Aktnr">Its akt number here; null for a draft.</param>
public sealed record DokumentRegistreret(string Titel, string? Aktnr);

/// <summary>A draft was taken off this case; it is still on another.</summary>
/// <param name="Titel">Its title.</param>
public sealed record DokumentAfregistreret(string Titel);

/// <summary>One person asks to mark a document as journalised by mistake.</summary>
/// <param name="Grund">Why.</param>
public sealed record FejljournaliseringAnmodet(string Grund);

/// <summary>A second person confirmed: the registration stays, the content is no longer shown.</summary>
/// <param name="Grund">Why.</param>
public sealed record DokumentFejljournaliseret(string Grund);

/// <summary>The wish to mark the document was refused or taken back.</summary>
/// <param name="Grund">Why.</param>
public sealed record FejljournaliseringAfvist(string Grund);

/// <summary>An archivist opened the content of a document that was journalised by mistake.</summary>
/// <param name="Fil">Number of the file.</param>
/// <param name="Grund">Why.</param>
public sealed record FejljournaliseretIndholdAabnet(int Fil, string Grund);

/// <summary>What was thought of disclosure.</summary>
/// <param name="Vurdering">IkkeVurderet, KanUdleveres, DelvistUndtaget or Undtaget.</param>
/// <param name="Note">The reasoning.</param>
public sealed record AktindsigtVurderet(string Vurdering, string? Note);

/// <summary>The document was put on or taken off the public list, or got another public title.</summary>
/// <param name="PaaPostliste">Whether it is on the list.</param>
/// <param name="OffentligTitel">What the list shows.</param>
public sealed record DokumentPostlisteAendret(bool PaaPostliste, string? OffentligTitel);

/// <summary>A draft was judged not to belong in the journal, or that was taken back.</summary>
/// <param name="Grund">Why; null when taken back.</param>
public sealed record DokumentMarkeretUdenBetydning(string? Grund);

/// <summary>The document's sensitivity was changed.</summary>
/// <param name="Fra">Before.</param>
/// <param name="Til">After.</param>
/// <param name="Grund">Why; always there when lowered.</param>
public sealed record DokumentfoelsomhedAendret(string Fra, string Til, string? Grund);

/// <summary>The document got an access list of its own, or follows its case again.</summary>
/// <param name="SomSagen">True when it follows its case.</param>
/// <param name="Antal">How many entries the list has.</param>
/// <param name="Grund">Why.</param>
public sealed record DokumentadgangAendret(bool SomSagen, int Antal, string? Grund);

/// <summary>The whole case, as far as the orderer may see it, was made into one PDF.</summary>
/// <param name="Dokumenter">How many documents it holds.</param>
[Core.Events.AllowedWhenReadOnly]
public sealed record SagsudtraekBestilt(int Dokumenter);

/// <summary>Files of the case were packed for someone to fetch, with those of other cases.</summary>
/// <param name="Filer">How many of this case's.</param>
/// <param name="Job">The number of the job that packed them.</param>
[Core.Events.AllowedWhenReadOnly]
public sealed record DokumenterUdtrukket(int Filer, int Job);

/// <summary>A document template was made, changed or switched on or off.</summary>
/// <param name="Navn">Its name.</param>
/// <param name="Sha256">Its content.</param>
/// <param name="Aktiv">Whether it can be used.</param>
public sealed record DokumentskabelonGemt(string Navn, string Sha256, bool Aktiv);
