namespace Esdh.Sager.Domain;

/// <summary>A case that a user has marked with a star.</summary>
internal sealed class Favorit
{
    public Guid BrugerId { get; init; }

    public Guid SagId { get; init; }

    public DateTimeOffset Tid { get; init; }
}

/// <summary>When a user last opened a case. Convenience only: who looked at what is the access log's to tell.</summary>
internal sealed class SenestSet
{
    /// <summary>So many are kept for each user.</summary>
    public const int Hoejst = 50;

    public Guid BrugerId { get; init; }

    public Guid SagId { get; init; }

    public DateTimeOffset Tid { get; set; }
}

/// <summary>A list's filters under a name: the owner's, and the whole unit's when shared.</summary>
internal sealed class GemtVisning
{
    /// <summary>So many a user may keep.</summary>
    public const int Hoejst = 30;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Who made it and may change it.</summary>
    public Guid BrugerId { get; init; }

    /// <summary>The unit that sees it too; null when it is the owner's alone.</summary>
    public Guid? EnhedId { get; set; }

    public required string Navn { get; set; }

    /// <summary>The list's query string without question mark, sorting included and paging left out.</summary>
    public required string Forespoergsel { get; set; }

    /// <summary>What the owner meets at <c>/sager</c>; at most one.</summary>
    public bool ErStandard { get; set; }

    public DateTimeOffset Oprettet { get; init; }
}
