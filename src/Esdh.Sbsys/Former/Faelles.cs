namespace Esdh.Sbsys.Former;

/// <summary>Something that is set up, by id and name.</summary>
internal sealed record Navngivet
{
    public Guid? Uuid { get; init; }

    public int Id { get; init; }

    public string? Navn { get; init; }
}

/// <summary>A user.</summary>
internal sealed record BrugerDto
{
    public string? LogonId { get; init; }

    public Guid? Uuid { get; init; }

    public int Id { get; init; }

    public string? Navn { get; init; }

    /// <summary>The same as <see cref="LogonId"/>; only where one user is asked for.</summary>
    public string? Brugernavn { get; init; }

    public string? Titel { get; init; }

    public string? Email { get; init; }

    public Guid? AnsaettelsesstedIdentity { get; init; }

    public Navngivet? Ansaettelsessted { get; init; }
}

/// <summary>What searches for cases answer.</summary>
internal sealed record Soegesvar
{
    public int TotalNumberOfResults { get; init; }

    public IReadOnlyList<SagDto> Results { get; init; } = [];
}
