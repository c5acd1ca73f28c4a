namespace Esdh.Sager.Contract;

// What happens when something is approved. The approval is the event's object. Personal numbers in texts are masked.

/// <summary>Somebody asked others to approve a document or a step.</summary>
/// <param name="Titel">What is to be approved.</param>
/// <param name="Emne">Dokument, Status, Afgoerelse or Andet.</param>
/// <param name="DokumentId">The draft; null for a step.</param>
/// <param name="Filversion">The version of its files.</param>
/// <param name="Sha256">Of what is to be approved, lower-case hex.</param>
/// <param name="Led">Who are asked, in order, as they were named then.</param>
/// <param name="Besked">A word to them.</param>
public sealed record GodkendelseAnmodet(string Titel, string Emne, Guid? DokumentId, int? Filversion, string Sha256, IReadOnlyList<string> Led, string? Besked);

/// <summary>One link was approved.</summary>
/// <param name="Orden">Its place, from 1.</param>
/// <param name="Sha256">Of what was signed, lower-case hex.</param>
/// <param name="BevisSha256">SHA-256 of the signing service's answer; null where the signature is made here.</param>
/// <param name="BevisNavn">Who signed, as that service names the person.</param>
public sealed record GodkendelsesledGodkendt(string Titel, int Orden, Guid? DokumentId, string Sha256, string? Kommentar, string? BevisSha256, string? BevisNavn);

/// <summary>All links are approved.</summary>
public sealed record GodkendelseGivet(string Titel, Guid? DokumentId, string Sha256);

/// <summary>It was sent back to the one who asked.</summary>
public sealed record GodkendelseReturneret(string Titel, int Orden, Guid? DokumentId, string Kommentar);

/// <summary>The request was taken back.</summary>
public sealed record GodkendelseTrukketTilbage(string Titel, Guid? DokumentId, string? Begrundelse);

/// <summary>Another was asked in a link.</summary>
/// <param name="Fra">Who was asked.</param>
/// <param name="Til">Who is asked now.</param>
public sealed record GodkendelsesledOmdirigeret(string Titel, int Orden, string Fra, string Til, string? Begrundelse);

/// <summary>A chain of approvals was made or changed.</summary>
public sealed record GodkendelseskaedeGemt(string Navn, IReadOnlyList<string> Led, bool Aktiv);
