namespace Esdh.Sager.Domain.Klassifikation;

/// <summary>A version of the subject plan as it is kept here. The one in force is the newest whose date has come.</summary>
internal sealed class Planudgave
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Titel { get; init; }

    /// <summary>The publisher's date.</summary>
    public DateOnly Udgivet { get; init; }

    /// <summary>Switched on from this day; null until someone has.</summary>
    public DateOnly? GaelderFra { get; private set; }

    public DateTimeOffset Importeret { get; init; }

    /// <summary>SHA-256 of the files it was read from, separated by a space; they are kept as they came. Empty for the demonstration's own plan.</summary>
    public string Kilder { get; init; } = "";

    /// <summary>All its rows are in; until then it cannot be switched on.</summary>
    public bool Faerdig { get; set; } = true;

    /// <summary>Switches it on from a day, or takes a day that has not come away again.</summary>
    public void SaetIKraft(DateOnly? fra, DateOnly idag)
    {
        KraevIkkeIKraft(idag);
        EmneplanRegler.GaelderFremad.Kraev(fra is null || fra >= idag);
        EmneplanRegler.ErLaestHelt.Kraev(Faerdig);
        GaelderFra = fra;
    }

    public void KraevIkkeIKraft(DateOnly idag) => EmneplanRegler.IKraftAendresIkke.Kraev(GaelderFra is null || GaelderFra > idag);
}

/// <summary>A subject in a version of the plan.</summary>
internal sealed class Planemne
{
    public Guid UdgaveId { get; init; }

    /// <summary><c>02.34.02</c>; main groups <c>02</c> and groups <c>02.34</c> are here too.</summary>
    public required string Nummer { get; init; }

    public required string Titel { get; init; }

    public string? Vejledning { get; init; }

    /// <summary>Keywords, one a line.</summary>
    public string? Stikord { get; init; }

    public DateOnly? Udgaaet { get; init; }

    /// <summary>Numbers that took over, separated by blanks.</summary>
    public string? Afloesere { get; init; }

    /// <summary>B, K, K5, K10 or tom.</summary>
    public string? Bevaring { get; init; }

    /// <summary>ISO 8601 duration from the closing of the case.</summary>
    public string? Sletning { get; init; }

    public required string Soegetekst { get; init; }
}

/// <summary>A facet in a version of the plan.</summary>
internal sealed class Planfacet
{
    public Guid UdgaveId { get; init; }

    /// <summary><c>G01</c>.</summary>
    public required string Nummer { get; init; }

    public required string Titel { get; init; }

    public string? Vejledning { get; init; }

    public DateOnly? Udgaaet { get; init; }

    public string? Bevaring { get; init; }
}
