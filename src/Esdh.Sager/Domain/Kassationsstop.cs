namespace Esdh.Sager.Domain;

/// <summary>
/// Nothing under it is disposed of, whoever asks: named, with a reason and a scope. It ends when someone lifts it, with a reason too, and both stay to be read.
/// </summary>
internal sealed class Kassationsstop
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    public required string Navn { get; set; }

    public required string Begrundelse { get; set; }

    /// <summary>The module that set it, and will lift it; null for one that an archivist set.</summary>
    public string? Modul { get; init; }

    /// <summary>What the module knows it by; unique among its own that are in force.</summary>
    public string? Noegle { get; init; }

    public Guid SatAf { get; init; }

    public DateTimeOffset Sat { get; init; }

    public Guid? OphaevetAf { get; private set; }

    public DateTimeOffset? Ophaevet { get; private set; }

    public string? Ophaevelsesgrund { get; private set; }

    public long Version { get; private set; } = 1;

    /// <exception cref="Esdh.Core.RegelbrudException">STOP-1: it is lifted already.</exception>
    public void Ophaev(Guid af, string grund, DateTimeOffset tid)
    {
        KassationsstopRegler.ErIKraft.Kraev(Ophaevet is null);
        (OphaevetAf, Ophaevet, Ophaevelsesgrund) = (af, tid, grund.Trim());
        Version++;
    }
}

/// <summary>A part of what a stop covers. Everything that is said in it must fit; a stop covers a case that any of its parts fits.</summary>
internal sealed class Kassationsstopomfang
{
    /// <summary>So many parts in one stop.</summary>
    public const int Flest = 500;

    public Guid StopId { get; init; }

    /// <summary>From 1.</summary>
    public int Nr { get; init; }

    public Guid? SagId { get; init; }

    /// <summary>Cases that this person or company is or was a party of.</summary>
    public Guid? PartId { get; init; }

    /// <summary>A subject, group or main group: <c>02</c>, <c>02.34</c> or <c>02.34.02</c>.</summary>
    public string? Emne { get; init; }

    /// <summary>Cases that were open at this moment or later.</summary>
    public DateTimeOffset? Fra { get; init; }

    /// <summary>Cases that were opened before this moment.</summary>
    public DateTimeOffset? Til { get; init; }
}
