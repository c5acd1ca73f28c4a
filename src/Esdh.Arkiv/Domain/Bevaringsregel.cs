using Esdh.Sager.Domain.Klassifikation;

namespace Esdh.Arkiv.Domain;

/// <summary>
/// What the authority has decided about a part of the subject plan, beside the plan's own advice: from a day, until another takes its place. Never changed, so what was in force on a day can be read
/// ever after.
/// </summary>
internal sealed class Bevaringsregel
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    /// <summary>Main group, group or subject: <c>02</c>, <c>02.34</c>, <c>02.34.02</c>.</summary>
    public required string Emne { get; init; }

    /// <summary>Cases with this facet only; null for all.</summary>
    public string? Facet { get; init; }

    /// <summary>Kept or disposable; null leaves that to the plan.</summary>
    public Bevaring? Bevaring { get; init; }

    /// <summary>Months from closing until personal data is deleted; null leaves that to the plan.</summary>
    public int? Sletmaaneder { get; init; }

    public required string Begrundelse { get; init; }

    public DateOnly GaelderFra { get; init; }

    /// <summary>The first day it is not in force; null while it is.</summary>
    public DateOnly? GaelderTil { get; set; }

    public Guid OprettetAf { get; init; }

    public DateTimeOffset Oprettet { get; init; }

    public bool Gaelder(DateOnly dag) => GaelderFra <= dag && (GaelderTil is null || dag < GaelderTil);

    public bool Passer(string emne, string facet) => emne.StartsWith(Emne, StringComparison.Ordinal) && (Facet is null || Facet == facet);

    /// <summary>The narrower wins: a longer number, then one with a facet, then the later.</summary>
    public (int Laengde, int Facet, int Nr) Naerhed => (Emne.Length, Facet is null ? 0 : 1, Nr);
}

/// <summary>What was decided for one case, against what its subject and facet say, and why.</summary>
internal sealed class Sagsbevaring
{
    public Guid SagId { get; init; }

    /// <summary>Null leaves it to the plan.</summary>
    public Bevaring? Bevaring { get; set; }

    public int? Sletmaaneder { get; set; }

    public required string Begrundelse { get; set; }

    public Guid SatAf { get; set; }

    public DateTimeOffset Sat { get; set; }

    public long Version { get; set; } = 1;
}
