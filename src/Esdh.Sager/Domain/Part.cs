namespace Esdh.Sager.Domain;

internal enum Partsart
{
    Person,
    Virksomhed,
}

/// <summary>A person or a company in the authority's register of parties.</summary>
internal sealed class Part
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    public Partsart Art { get; init; }

    /// <summary>10 digits without hyphen; masked wherever it is shown, and every unmasking is logged.</summary>
    public string? Cpr { get; set; }

    /// <summary>8 digits.</summary>
    public string? Cvr { get; set; }

    public required string Navn { get; set; }

    public string? Adresse { get; set; }

    public string? Postnummer { get; set; }

    public string? By { get; set; }

    public string? Email { get; set; }

    public string? Telefon { get; set; }

    /// <summary>Name and address protection, CPR-loven § 28.</summary>
    public bool ErBeskyttet { get; set; }

    /// <summary>Last day of the protection; null where none is set.</summary>
    public DateOnly? BeskyttetTil { get; set; }

    public required string Soegetekst { get; set; }

    public DateTimeOffset Oprettet { get; init; }

    public long Version { get; set; } = 1;

    public bool ErBeskyttetDen(DateOnly dag) => ErBeskyttet && (BeskyttetTil is null || dag <= BeskyttetTil);
}

/// <summary>A party on a case, with its data as they were when it was put there.</summary>
internal sealed class Sagspart
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid SagId { get; set; }

    public Guid PartId { get; init; }

    /// <summary>Ansøger, Klager, Nabo, Partsrepræsentant ...</summary>
    public required string Rolle { get; set; }

    public bool ErPrimaer { get; set; }

    public required string Navn { get; init; }

    public string? Adresse { get; init; }

    public string? Postnummer { get; init; }

    public string? By { get; init; }

    public string? Email { get; init; }

    public string? Telefon { get; init; }

    /// <summary>The party on this case that this one represents.</summary>
    public Guid? RepraesentererId { get; set; }

    /// <summary>The document that holds the power of attorney.</summary>
    public Guid? FuldmagtDokumentId { get; init; }

    public DateTimeOffset Tilfoejet { get; init; }

    /// <summary>When the party left the case; the row stays.</summary>
    public DateTimeOffset? Fratraadt { get; set; }
}
