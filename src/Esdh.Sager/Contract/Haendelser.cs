namespace Esdh.Sager.Contract;

// What happened, as modules, integrations and the history read it. The record's name is the event's type; its members are the data.
// The case, the object, who and when stand on the event itself. No CPR numbers here: they live in the register of parties.

/// <summary>A case was opened.</summary>
/// <param name="Sagsnummer">The number it was given.</param>
/// <param name="Titel">Its title.</param>
public sealed record SagOprettet(string Sagsnummer, string Titel);

/// <summary>A case was closed.</summary>
/// <param name="Status">The status it was closed with.</param>
/// <param name="Kommentar">What was said about it.</param>
public sealed record SagAfsluttet(string Status, string? Kommentar);

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
