namespace Esdh.Sbsys.Former;

internal sealed record JournalarkNoteDto
{
    public int Id { get; init; }

    public Guid Uuid { get; init; }

    public int SagID { get; init; }

    public string? Overskrift { get; init; }

    /// <summary>HTML.</summary>
    public string? Note { get; init; }

    public DateTimeOffset? KontaktTidspunkt { get; init; }

    public DateTimeOffset? Oprettet { get; init; }

    public BrugerDto? OprettetAf { get; init; }
}

internal sealed record ErindringDto
{
    public int Id { get; init; }

    public int SagId { get; init; }

    public string? Navn { get; init; }

    public string? Beskrivelse { get; init; }

    public bool HarDeadline { get; init; }

    public DateTimeOffset? Deadline { get; init; }

    /// <summary>Afsluttet, Overskredet or IkkeOverskredet.</summary>
    public string? DeadlineStatus { get; init; }

    public DateTimeOffset? SynligFra { get; init; }

    public bool ErAfsluttet { get; init; }

    public ErindringTypeDto? ErindringType { get; init; }

    public BrugerDto? Ansvarlig { get; init; }

    public BrugerDto? Opretter { get; init; }

    public DateTimeOffset? Oprettet { get; init; }
}

internal sealed record ErindringTypeDto
{
    public int Id { get; init; }

    public string? Navn { get; init; }

    public string? DisplayName { get; init; }

    public int SynlighedIDage { get; init; }

    public int DeadlineIDage { get; init; }

    public bool SkjulErindring { get; init; }
}
