namespace Esdh.Sbsys.Domain;

/// <summary>A form that has been looked at: it is never tried twice by itself.</summary>
internal sealed class SbsysFormular
{
    /// <summary>The piece of post that it came in.</summary>
    public Guid PostId { get; init; }

    public DateTimeOffset Tid { get; init; }

    /// <summary>The case it was filed on; null where it waits for a person.</summary>
    public Guid? SagId { get; init; }

    /// <summary>Danish sentence on why it waits for a person.</summary>
    public string? Grund { get; init; }
}
