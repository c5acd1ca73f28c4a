namespace Esdh.Byggesager.Domain;

internal enum Beskedslags
{
    Status,
    Brev,
}

/// <summary>What Byg og Miljø is told about an application.</summary>
internal sealed class ByggesagBesked
{
    /// <summary>The number of its event.</summary>
    public long Nr { get; init; }

    public Guid SagId { get; init; }

    public required string AnsoegningId { get; init; }

    public Beskedslags Slags { get; init; }

    /// <summary>Key of the step the case stands at.</summary>
    public required string Trin { get; init; }

    /// <summary>What the step is called, or the letter's title.</summary>
    public required string Titel { get; init; }

    /// <summary>The letter.</summary>
    public Guid? DokumentId { get; init; }

    public DateTimeOffset Tid { get; init; }

    /// <summary>When it was laid in the folder of outgoing messages.</summary>
    public DateTimeOffset? Leveret { get; set; }
}
