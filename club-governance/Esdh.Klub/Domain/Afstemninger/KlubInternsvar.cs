namespace Esdh.Klub.Domain;

/// <summary>What someone at a member thinks of a ballot, said to the member's own delegate before the vote. Seen at that member alone; said again, the newest counts and the others stay.</summary>
internal sealed class KlubInternsvar
{
    public const int Laengst = 5_000;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid AfstemningId { get; init; }

    public Guid MedlemId { get; init; }

    public Guid BrugerId { get; init; }

    public required string Navn { get; init; }

    /// <summary>For or against; null where neither is said, as in elections.</summary>
    public bool? Holdning { get; init; }

    public required string Tekst { get; init; }

    public DateTimeOffset Tid { get; init; }
}
