namespace Esdh.Sbsys.Domain;

/// <summary>
/// A user has given the number of a party that lies on cases which the user does not see. That a party has a case is itself an information, so nothing of it is shown; but
/// clients name parties by their number, and this one may be named.
/// </summary>
internal sealed class SbsysKendskab
{
    public Guid BrugerId { get; init; }

    public Guid PartId { get; init; }

    public DateTimeOffset Tid { get; init; }
}

/// <summary>What a client says of a document and the journal has no field for.</summary>
internal sealed class SbsysDokument
{
    public Guid DokumentId { get; init; }

    /// <summary>The client's own key.</summary>
    public string? EksternId { get; init; }

    /// <summary>Of a draft.</summary>
    public string? Emne { get; init; }

    public string? Beskrivelse { get; init; }

    public string? PostlisteBeskrivelse { get; init; }

    /// <summary>Most characters of each.</summary>
    public const int Laengst = 2000;
}
