namespace Esdh.Klub.Domain;

/// <summary>How many citizens a municipality had, or årsværk a state body, on 1 January of a year.</summary>
internal sealed class KlubFolketal
{
    /// <summary>Municipality's code, or the state body's CVR number.</summary>
    public required string Kode { get; init; }

    public required int Aar { get; init; }

    public required int Antal { get; set; }

    /// <summary>Where the number comes from.</summary>
    public required string Kilde { get; set; }
}

/// <summary>A year's price as the assembly decided it here; it goes before the file's.</summary>
internal sealed class KlubTakst
{
    public required int Aar { get; init; }

    public required long PrisPrBorgerOere { get; set; }

    public required long PrisPrAarsvaerkOere { get; set; }

    public required DateOnly Vedtaget { get; set; }

    public required string Hvor { get; set; }
}
