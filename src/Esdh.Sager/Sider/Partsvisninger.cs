namespace Esdh.Sager.Sider;

/// <summary>A party in the register. The personnummer is masked.</summary>
/// <param name="Art">Person or Virksomhed.</param>
/// <param name="ErTestnummer">The company's number is the one kept for tests.</param>
/// <param name="ErBeskyttet">Name and address protection today.</param>
public sealed record Partvisning(
    Guid Id, int Nr, string Art, string? Cpr, string? Cvr, bool ErTestnummer, string Navn, string? Adresse, string? Postnummer, string? By,
    string? Email, string? Telefon, bool ErBeskyttet, DateOnly? BeskyttetTil, DateTimeOffset Oprettet, long Version);

/// <summary>A party on a case, with its data as they were.</summary>
/// <param name="Nummer">Masked personnummer, or CVR number.</param>
/// <param name="ErForaeldet">The register says something else now.</param>
public sealed record Sagspartvisning(
    Guid Id, Guid PartId, string Art, string Navn, string Rolle, bool ErPrimaer, string? Nummer, bool HarCpr, string? Adresse, string? Postnummer, string? By,
    string? Email, string? Telefon, bool ErBeskyttet, DateOnly? BeskyttetTil, Guid? RepraesentererId, string? Repraesenterer,
    Guid? FuldmagtDokumentId, string? Fuldmagt, DateTimeOffset Tilfoejet, DateTimeOffset? Fratraadt, bool ErForaeldet);

/// <summary>A case that a party is or was on.</summary>
public sealed record Partssag(
    Guid Id, int Nr, string Sagsnummer, string Titel, string Status, string Tilstand, string Rolle, bool ErPrimaer, DateTimeOffset Tilfoejet, DateTimeOffset? Fratraadt);

/// <summary>A document that a party sent or received.</summary>
public sealed record Partsdokument(Guid Id, int Nr, string Titel, string Art, string Retning, DateOnly Dato, string Tilstand, string Sagsnummer);

/// <summary>A note that concerns a party.</summary>
public sealed record Partsnotat(Guid Id, int Nr, string Overskrift, string Kilde, DateTimeOffset Kontakttidspunkt, bool ErEndeligt, string Sagsnummer);

/// <summary>What the register said before a correction.</summary>
public sealed record Partsudgavevisning(
    long Version, string Navn, string? Adresse, string? Postnummer, string? By, string? Email, string? Telefon, bool ErBeskyttet, DateOnly? BeskyttetTil,
    DateTimeOffset Erstattet, Guid ErstattetAf);
