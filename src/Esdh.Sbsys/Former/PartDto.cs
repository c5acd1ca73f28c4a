namespace Esdh.Sbsys.Former;

/// <summary>A party of a case. <c>Id</c> is only in lists and the same as <c>PartId</c>.</summary>
internal sealed record PartDto
{
    public int? Id { get; init; }

    public int PartId { get; init; }

    /// <summary>Person or Firma.</summary>
    public string? PartType { get; init; }

    public string? CVRnummer { get; init; }

    public string? CPRnummer { get; init; }

    public string? Navn { get; init; }

    /// <summary>Only in lists.</summary>
    public bool? ErPrimaer { get; init; }

    /// <summary>Only in lists.</summary>
    public string? Rolle { get; init; }
}

internal sealed record PersonDto
{
    public DateTimeOffset? FoedeDato { get; init; }

    /// <summary>Mand or Kvinde, as the CPR number says.</summary>
    public string? Koen { get; init; }

    public string? CprNummer { get; init; }

    public AdresseDto? Adresse { get; init; }

    public Guid Uuid { get; init; }

    public Guid PersonIdentity { get; init; }

    public int Id { get; init; }

    public string? Navn { get; init; }
}

internal sealed record FirmaDto
{
    public string? CvrNummer { get; init; }

    public AdresseDto? Adresse { get; init; }

    public Guid Uuid { get; init; }

    public int Id { get; init; }

    public string? Navn { get; init; }
}

internal sealed record AdresseDto
{
    public int Id { get; init; }

    public bool ErUdlandsadresse { get; init; }

    public string? Adresse1 { get; init; }

    public int? PostNummer { get; init; }

    public string? PostDistrikt { get; init; }

    public bool ErBeskyttet { get; init; }

    public string? PrivateEmailAdresse { get; init; }

    public string? PrivateTelefonNummer { get; init; }
}
