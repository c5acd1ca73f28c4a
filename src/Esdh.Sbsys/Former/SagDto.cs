namespace Esdh.Sbsys.Former;

/// <summary>A case.</summary>
internal sealed record SagDto
{
    public IReadOnlyList<SagsTypeDto>? SagsTyper { get; init; }

    public string? SagsTitel { get; init; }

    public IReadOnlyList<PersonDto>? Personer { get; init; }

    public IReadOnlyList<FirmaDto>? Firmaer { get; init; }

    public PartDto? PrimaryPart { get; init; }

    public int Id { get; init; }

    public Guid SagIdentity { get; init; }

    /// <summary>The day it was opened.</summary>
    public DateTimeOffset? Opstaaet { get; init; }

    public string? Nummer { get; init; }

    public string? Kommentar { get; init; }

    public bool ErSamlesag { get; init; }

    public string? SenesteStatusAendringKommentar { get; init; }

    public DateTimeOffset? SenesteStatusAendring { get; init; }

    public bool YderligereMaterialeFindes { get; init; }

    public DateTimeOffset? Oprettet { get; init; }

    public DateTimeOffset? SenestAendret { get; init; }

    public bool ErBeskyttet { get; init; }

    public bool ErBesluttet { get; init; }

    public DateTimeOffset? Besluttet { get; init; }

    public string? BeslutningNotat { get; init; }

    public DateTimeOffset? BeslutningDeadline { get; init; }

    public bool BeslutningHarDeadline { get; init; }

    public int SagsNummerId { get; init; }

    public Navngivet? Ansaettelsessted { get; init; }

    public BrugerDto? Behandler { get; init; }

    public SagsStatusDto? SagsStatus { get; init; }

    public BrugerDto? OprettetAf { get; init; }

    /// <summary>The number of the list of those who may see it.</summary>
    public int SecuritySetId { get; init; }

    public Navngivet? SagSkabelon { get; init; }

    public SagNummerDto? SagsNummer { get; init; }
}

internal sealed record SagsTypeDto(int Id, string Navn);

internal sealed record SagsStatusDto
{
    public int Id { get; init; }

    public string? Navn { get; init; }

    public int Orden { get; init; }

    /// <summary>Aktiv, Hvilende or Afsluttet.</summary>
    public string? SagsTilstand { get; init; }

    public bool RequireComments { get; init; }

    /// <summary>The same; clients read one or the other.</summary>
    public bool KraeverKommentarer { get; init; }
}

internal sealed record SagNummerDto
{
    public EmneplanNummerDto? EmneplanNummer { get; init; }

    public FacetDto? Facet { get; init; }

    public int Aarstal { get; init; }

    public int SekvensNummer { get; init; }
}

internal sealed record EmneplanNummerDto
{
    public string? Nummer { get; init; }

    public string? Navn { get; init; }

    public int Niveau { get; init; }

    public bool ErUdgaaet { get; init; }

    public IReadOnlyList<string>? AfloserNumre { get; init; }
}

internal sealed record FacetDto
{
    public string? Nummer { get; init; }

    public string? Navn { get; init; }
}

/// <summary>A template.</summary>
internal sealed record SagsskabelonDto
{
    public int Id { get; init; }

    public string? Navn { get; init; }

    public bool Aktiv { get; init; }

    public string? Beskrivelse { get; init; }

    public string? DisplayName { get; init; }

    public string? Sti { get; init; }

    public string? SagsTitel { get; init; }

    public Guid SagSkabelonIdentity { get; init; }

    public bool ErBeskyttet { get; init; }

    public bool ErStamdataAngivet { get; init; }

    public bool AnvendSikkerhedFraAnsaettelsessted { get; init; }

    public bool PartAnvendIkke { get; init; }

    public bool PartForlangAltid { get; init; }

    public bool PartForlangAltidPrimaer { get; init; }
}
