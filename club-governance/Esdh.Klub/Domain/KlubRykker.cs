namespace Esdh.Klub.Domain;

/// <summary>A reminder of an invoice that was not paid in time.</summary>
internal sealed class KlubRykker
{
    public required Guid FakturaId { get; init; }

    /// <summary>From 1.</summary>
    public required int Nr { get; init; }

    public required DateOnly Dato { get; init; }

    /// <summary>To be paid by this day.</summary>
    public required DateOnly Frist { get; init; }

    public required long GebyrOere { get; init; }

    /// <summary>What was owed with the fee when it was sent; null on those from before that was kept.</summary>
    public long? SkyldigtOere { get; init; }
}
