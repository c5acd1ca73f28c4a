namespace Esdh.Klub.Domain;

/// <summary>A general assembly.</summary>
internal sealed class KlubGeneralforsamling
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Titel { get; set; }

    public DateOnly Dato { get; set; }

    public required string Sted { get; set; }

    public bool Afholdt { get; set; }

    public int Version { get; set; }
}

/// <summary>A paper that a point on the agenda is decided on: the budget, the samarbejdsaftale, the accounts. Once it is decided, what was decided on stands.</summary>
internal sealed class KlubPunktbilag
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid PunktId { get; init; }

    public required string Navn { get; init; }

    /// <summary>Of the content, lower-case hex.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Bytes.</summary>
    public long Laengde { get; init; }

    public DateTimeOffset Lagt { get; init; }
}

/// <summary>A point on the agenda.</summary>
internal sealed class KlubDagsordenspunkt
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid GeneralforsamlingId { get; init; }

    public int Nr { get; init; }

    public required string Titel { get; init; }

    /// <summary>What is proposed, and why.</summary>
    public string? Forslag { get; init; }

    public string? Stiller { get; init; }

    /// <summary>The ballot it is decided by.</summary>
    public Guid? AfstemningId { get; set; }

    /// <summary>What was decided.</summary>
    public string? Beslutning { get; set; }

    /// <summary>Its number in the club's register of decisions.</summary>
    public int? Beslutningsnr { get; set; }
}
