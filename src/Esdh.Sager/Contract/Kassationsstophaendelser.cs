namespace Esdh.Sager.Contract;

/// <summary>A stop was set: nothing under it is disposed of.</summary>
/// <param name="Navn">What it is called.</param>
/// <param name="Begrundelse">Why.</param>
/// <param name="Modul">The module that set it; null when an archivist did.</param>
/// <param name="Omfang">What it covers, a Danish line for each part. No name of a person.</param>
public sealed record KassationsstopSat(string Navn, string Begrundelse, string? Modul, IReadOnlyList<string> Omfang);

/// <summary>A stop was lifted.</summary>
/// <param name="Navn">What it was called.</param>
/// <param name="Grund">Why.</param>
public sealed record KassationsstopOphaevet(string Navn, string Grund);

/// <summary>The files of a document are destroyed; its registration stays.</summary>
/// <param name="Kassation">Number of the disposal, whose protocol says who decided it and by what rule.</param>
/// <param name="Aktnr">Its akt number on the case, when it had one.</param>
/// <param name="Titel">Its title.</param>
/// <param name="Filer">What was destroyed.</param>
public sealed record DokumentKasseret(int Kassation, string? Aktnr, string Titel, IReadOnlyList<KasseretFil> Filer);

/// <summary>The deletion of a case's personal data was begun: its title is gone, and it cannot be opened again.</summary>
/// <param name="Sletning">Number of the deletion.</param>
public sealed record SagsletningBegyndt(int Sletning);

/// <summary>A document's content was deleted with its case.</summary>
/// <param name="Sletning">Number of the deletion.</param>
public sealed record DokumentSlettet(int Sletning);

/// <summary>What told who a case was about was deleted: its words, parties, notes, files and the data of its events. Number, subject, days and registrations stand.</summary>
/// <param name="Sletning">Number of the deletion.</param>
/// <param name="Dokumenter">How many documents lost their content.</param>
public sealed record SagSlettet(int Sletning, int Dokumenter);

/// <summary>A file that was destroyed.</summary>
/// <param name="Sha256">What it was.</param>
/// <param name="Stoerrelse">Bytes.</param>
public sealed record KasseretFil(string Sha256, long Stoerrelse);
