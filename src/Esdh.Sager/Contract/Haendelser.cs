namespace Esdh.Sager.Contract;

// What happened, as modules, integrations and the history read it. The record's name is the event's type; its members are the data.
// The case, the object, who and when stand on the event itself. No CPR numbers here: they live in the register of parties.

/// <summary>The case's unit was merged, split or closed, and the case goes on in another with the same handler.</summary>
/// <param name="FraEnhedId">The unit before.</param>
/// <param name="FraEnhed">What it was called.</param>
/// <param name="TilEnhedId">The unit now.</param>
/// <param name="TilEnhed">What it was called then.</param>
/// <param name="Aendring">The number of the change.</param>
/// <param name="Udvidet">The people of the new unit see it too.</param>
public sealed record SagFulgteEnheden(Guid FraEnhedId, string FraEnhed, Guid TilEnhedId, string TilEnhed, int Aendring, bool Udvidet);

/// <summary>It was decided to merge, split or close units.</summary>
/// <param name="Art">Sammenlaegning, Deling or Lukning.</param>
/// <param name="Dato">The day it happens.</param>
/// <param name="Fra">The units, by name.</param>
/// <param name="Til">Where their work goes, by name.</param>
/// <param name="Udvid">The people of the new units come to see the open cases.</param>
public sealed record EnhedsaendringBestilt(string Art, DateOnly Dato, IReadOnlyList<string> Fra, IReadOnlyList<string> Til, bool Udvid);

/// <summary>A change of units was cancelled before it began.</summary>
/// <param name="Nr">The number of the change.</param>
public sealed record EnhedsaendringAnnulleret(int Nr);

/// <summary>Units were merged, split or closed.</summary>
/// <param name="Nr">The number of the change.</param>
/// <param name="Brugere">Users who moved.</param>
/// <param name="Sager">Open cases that moved.</param>
public sealed record EnhedsaendringUdfoert(int Nr, int Brugere, int Sager);

/// <summary>A case was opened.</summary>
/// <param name="Sagsnummer">The number it was given.</param>
/// <param name="Titel">Its title.</param>
public sealed record SagOprettet(string Sagsnummer, string Titel);

/// <summary>A case was closed.</summary>
/// <param name="Status">The status it was closed with.</param>
/// <param name="Kommentar">What was said about it.</param>
public sealed record SagAfsluttet(string Status, string? Kommentar);

/// <summary>Fields of a case were corrected.</summary>
/// <param name="Rettelser">What became different.</param>
public sealed record SagRettet(IReadOnlyList<Feltrettelse> Rettelser);

/// <summary>One field before and after.</summary>
/// <param name="Felt">Its name in the API.</param>
/// <param name="Fra">Before; null when it was empty.</param>
/// <param name="Til">After; null when it is empty.</param>
public sealed record Feltrettelse(string Felt, string? Fra, string? Til);

/// <summary>A case took another status, still open.</summary>
/// <param name="Fra">The name of the status before.</param>
/// <param name="Til">The name of the status now.</param>
/// <param name="Tilstand">Aktiv or Hvilende.</param>
/// <param name="Kommentar">What was said about it.</param>
public sealed record SagsstatusSkiftet(string Fra, string Til, string Tilstand, string? Kommentar);

/// <summary>A closed case was opened again.</summary>
/// <param name="Status">The status it took.</param>
/// <param name="Kommentar">Why.</param>
public sealed record SagGenaabnet(string Status, string? Kommentar);

/// <summary>A case was handed over.</summary>
/// <param name="FraBehandlerId">Who had it; null when nobody.</param>
/// <param name="TilBehandlerId">Who has it; null when it waits in the unit.</param>
/// <param name="FraEnhedId">The unit before.</param>
/// <param name="TilEnhedId">The unit now.</param>
/// <param name="Erindringer">Open reminders that moved along.</param>
/// <param name="Kommentar">A word to the new handler.</param>
/// <param name="ErindringIder">Which reminders moved along, so that they can be given back.</param>
/// <param name="FraAdgangsliste">The number of the access list before.</param>
/// <param name="TilAdgangsliste">The number of the access list now.</param>
/// <param name="JobId">The job that handed over many at a time; null for one alone.</param>
/// <param name="KladdeIder">Which drafts, of documents and notes, moved along.</param>
/// <param name="PostIder">Which pieces of post moved along.</param>
public sealed record SagOverdraget(
    Guid? FraBehandlerId, Guid? TilBehandlerId, Guid FraEnhedId, Guid TilEnhedId, int Erindringer, string? Kommentar,
    IReadOnlyList<Guid>? ErindringIder = null, int? FraAdgangsliste = null, int? TilAdgangsliste = null, Guid? JobId = null, IReadOnlyList<Guid>? KladdeIder = null,
    IReadOnlyList<Guid>? PostIder = null);

/// <summary>The one who got a case by hand-over has said that it is received.</summary>
/// <param name="Overdragelse">The number of the event that handed it over.</param>
/// <param name="Kommentar">A word to the one who gave it.</param>
public sealed record SagModtaget(long Overdragelse, string? Kommentar);

/// <summary>A case that was handed over was given back to where it came from.</summary>
/// <param name="FraBehandlerId">Who had got it; null when it waited in the unit.</param>
/// <param name="TilBehandlerId">Who has it again; null when nobody had.</param>
/// <param name="FraEnhedId">The unit it had come to.</param>
/// <param name="TilEnhedId">The unit it is back in.</param>
/// <param name="Erindringer">Open reminders that moved along.</param>
/// <param name="Kommentar">A word on why.</param>
/// <param name="Overdragelse">The number of the event that is undone.</param>
/// <param name="Kladder">Drafts that moved along.</param>
/// <param name="Poster">Pieces of post that moved along.</param>
public sealed record SagGivetTilbage(
    Guid? FraBehandlerId, Guid? TilBehandlerId, Guid FraEnhedId, Guid TilEnhedId, int Erindringer, string? Kommentar, long Overdragelse, int Kladder = 0, int Poster = 0);

/// <summary>A case got a new subject or facet and with it a new number; the old one still leads to it.</summary>
/// <param name="FraNummer">The number before.</param>
/// <param name="TilNummer">The number now.</param>
/// <param name="Begrundelse">Why.</param>
public sealed record SagOmjournaliseret(string FraNummer, string TilNummer, string? Begrundelse);

/// <summary>Two cases filed twice became one. Stands on both.</summary>
/// <param name="FraSagId">The case that was closed.</param>
/// <param name="FraNummer">Its number, which now leads to the other.</param>
/// <param name="TilSagId">The case that goes on.</param>
/// <param name="TilNummer">Its number.</param>
/// <param name="Begrundelse">Why.</param>
public sealed record SagSammenlagt(Guid FraSagId, string FraNummer, Guid TilSagId, string TilNummer, string? Begrundelse);

/// <summary>All that was on the merged case has arrived. Stands on both.</summary>
/// <param name="Dokumenter">Documents moved.</param>
/// <param name="Notater">Notes moved.</param>
/// <param name="Parter">Parties moved.</param>
/// <param name="Erindringer">Reminders moved.</param>
public sealed record SammenlaegningFuldfoert(int Dokumenter, int Notater, int Parter, int Erindringer);

/// <summary>A document came from one case to another. Stands on both.</summary>
/// <param name="Titel">Its title.</param>
/// <param name="FraNummer">The case it left.</param>
/// <param name="FraAktnr">Its number there; null for a draft.</param>
/// <param name="TilNummer">The case it is on now.</param>
/// <param name="TilAktnr">Its number here; null for a draft.</param>
/// <param name="Begrundelse">Why.</param>
public sealed record DokumentFlyttet(string Titel, string FraNummer, string? FraAktnr, string TilNummer, string? TilAktnr, string? Begrundelse);

/// <summary>The case became part of another, or of none. The case above is the event's object.</summary>
public sealed record OversagSat;

/// <summary>The case is no longer part of another. The case that was above is the event's object.</summary>
public sealed record OversagFjernet;

/// <summary>Two cases were said to concern each other. Stands on both; the other is the event's object.</summary>
public sealed record SagRelateret;

/// <summary>Two cases no longer concern each other. Stands on both; the other is the event's object.</summary>
public sealed record SagsrelationFjernet;

/// <summary>A case got a numbered folder.</summary>
/// <param name="Nummer">From 1 within the case.</param>
/// <param name="Titel">Its title.</param>
public sealed record DelforloebTilfoejet(int Nummer, string Titel);

/// <summary>A numbered folder got another title.</summary>
/// <param name="Nummer">From 1 within the case.</param>
/// <param name="Fra">The title before.</param>
/// <param name="Til">The title now.</param>
public sealed record DelforloebOmdoebt(int Nummer, string Fra, string Til);

/// <summary>A document was put in one of the case's folders, or taken out of them.</summary>
/// <param name="Titel">The document's title.</param>
/// <param name="Delforloeb">The folder; null when it lies in none.</param>
public sealed record DokumentLagtIDelforloeb(string Titel, int? Delforloeb);

/// <summary>A case got a free word.</summary>
public sealed record MaerkeSat(string Maerke);

/// <summary>A case lost a free word.</summary>
public sealed record MaerkeFjernet(string Maerke);

/// <summary>A kind of decision was made or changed.</summary>
/// <param name="Navn">Its name.</param>
/// <param name="Klageinstans">Where it can be appealed.</param>
/// <param name="Aktiv">Whether it can be chosen.</param>
public sealed record AfgoerelsestypeGemt(string Navn, string? Klageinstans, bool Aktiv);

/// <summary>An administrative decision towards a party was registered.</summary>
/// <param name="Dato">When it was made.</param>
/// <param name="Art">Tilladelse, afslag, påbud ...</param>
/// <param name="Frist">When what was decided must be met.</param>
/// <param name="Notat">A word on it.</param>
/// <param name="Udfald">FuldtMedhold, DelvistMedhold, Afslag or Andet; null where only the fact that it was made was registered.</param>
/// <param name="Parter">Those who got something else than the rest.</param>
public sealed record AfgoerelseRegistreret(DateOnly Dato, string Art, DateOnly? Frist, string? Notat, string? Udfald = null, IReadOnlyList<Partsafgoerelse>? Parter = null);

/// <summary>What a decision gives one of the parties.</summary>
/// <param name="SagspartId">Who.</param>
/// <param name="Udfald">FuldtMedhold, DelvistMedhold, Afslag or Andet.</param>
public sealed record Partsafgoerelse(Guid SagspartId, string Udfald);

/// <summary>A political decision was registered.</summary>
/// <param name="Dato">When it was made.</param>
/// <param name="Udvalg">Council or committee.</param>
/// <param name="Art">Godkendt, afvist, udsat ...</param>
/// <param name="Frist">When what was decided must be met.</param>
/// <param name="Notat">A word on it.</param>
public sealed record BeslutningRegistreret(DateOnly Dato, string Udvalg, string Art, DateOnly? Frist, string? Notat);

/// <summary>A case became more or less sensitive. Its documents became at least as sensitive.</summary>
/// <param name="Fra">IkkeFortrolig, Fortrolig, Foelsom or Vip.</param>
/// <param name="Til">As above.</param>
/// <param name="Begrundelse">Demanded when it was lowered.</param>
public sealed record SagsfoelsomhedAendret(string Fra, string Til, string? Begrundelse);

/// <summary>Others may see the case.</summary>
/// <param name="ErBeskyttet">Whether it is seen by those named only.</param>
/// <param name="Adgang">Who may see it: <c>Enhed:{id}</c>, <c>Gruppe:{id}</c>, <c>Bruger:{id}</c>, <c>Rolle:{navn}</c>, <c>Alle:*</c>.</param>
/// <param name="Begrundelse">Why.</param>
public sealed record SagsadgangAendret(bool ErBeskyttet, IReadOnlyList<string> Adgang, string? Begrundelse);

/// <summary>The leader was told, by a reminder on the case, that someone broke the glass. The reminder is the event's object.</summary>
/// <param name="BrugerId">Who was told.</param>
public sealed record LederUnderrettetOmNoedadgang(Guid BrugerId);

/// <summary>A case template was made or changed; its id is the event's object.</summary>
/// <param name="Navn">Its name.</param>
/// <param name="Aktiv">Whether new cases may use it.</param>
public sealed record SagsskabelonGemt(string Navn, bool Aktiv);

/// <summary>A case status was made or changed; its id is the event's object.</summary>
/// <param name="Navn">Its name.</param>
/// <param name="Tilstand">Aktiv, Hvilende or Afsluttet.</param>
/// <param name="Orden">Place in lists.</param>
/// <param name="KraeverKommentar">A change to it needs a comment.</param>
/// <param name="Aktiv">Whether it can be chosen.</param>
public sealed record SagsstatusGemt(string Navn, string Tilstand, int Orden, bool KraeverKommentar, bool Aktiv);

/// <summary>A document was filed as a draft.</summary>
/// <param name="Titel">Its title.</param>
/// <param name="Retning">Indgaaende, Udgaaende or Internt.</param>
/// <param name="Filer">Names and SHA-256 of its files.</param>
public sealed record DokumentOprettet(string Titel, string Retning, IReadOnlyList<FilAngivelse> Filer);

/// <summary>A document was journalised: locked with these contents.</summary>
/// <param name="Aktnr">Its number on the case: <c>7</c>, or <c>7.2</c> for an attachment.</param>
/// <param name="Titel">Its title.</param>
/// <param name="Retning">Indgaaende, Udgaaende or Internt.</param>
/// <param name="Dato">Date of receipt or dispatch.</param>
/// <param name="Filer">Names and SHA-256 of what is locked.</param>
public sealed record DokumentJournaliseret(string Aktnr, string Titel, string Retning, DateOnly Dato, IReadOnlyList<FilAngivelse> Filer);

/// <summary>A file by name and content.</summary>
/// <param name="Nummer">From 1; 1 is the main file.</param>
/// <param name="Filnavn">As it came, without path.</param>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="Stoerrelse">Bytes.</param>
public sealed record FilAngivelse(int Nummer, string Filnavn, string Sha256, long Stoerrelse);

/// <summary>A party was put on a case.</summary>
/// <param name="Navn">As it was then.</param>
/// <param name="Rolle">Ansøger, Klager ...</param>
/// <param name="ErPrimaer">The case's primary party.</param>
public sealed record PartTilfoejet(string Navn, string Rolle, bool ErPrimaer);

/// <summary>A version of the subject plan was read in.</summary>
/// <param name="Titel">The plan's title.</param>
/// <param name="Udgivet">The publisher's date.</param>
/// <param name="GaelderFra">First day in force; null when not switched on yet.</param>
/// <param name="Emner">How many subjects.</param>
/// <param name="Facetter">How many facets.</param>
public sealed record EmneplanIndlaest(string Titel, DateOnly Udgivet, DateOnly? GaelderFra, int Emner, int Facetter);

/// <summary>What one who has left still had on a case of another's went to someone else.</summary>
public sealed record RestOverdraget(Guid FraBrugerId, Guid TilBrugerId, int Erindringer, int Kladder, string? Kommentar);

/// <summary>A random sample of a unit's cases was drawn.</summary>
/// <param name="Froe">With it the same is drawn again.</param>
public sealed record SagsstikproeveUdtaget(Guid EnhedId, DateOnly Fra, DateOnly Til, long Froe, int Sager, int Omfang);

/// <summary>A leader has looked a case through in a sample.</summary>
/// <param name="Fund"><c>IOrden</c>, <c>SkalRettes</c> or <c>Rettet</c>.</param>
public sealed record SagsproeveAfgjort(string Fund, string? Note, DateOnly? Opfoelgning);
