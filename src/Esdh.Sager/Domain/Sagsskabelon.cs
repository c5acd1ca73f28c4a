namespace Esdh.Sager.Domain;

/// <summary>What a template says about parties.</summary>
internal enum Partsregel
{
    Valgfri,
    Ingen,
    Kraeves,
    PrimaerKraeves,
}

/// <summary>What a new case of a kind starts with.</summary>
internal sealed class Sagsskabelon
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public long Version { get; set; } = 1;

    public int Nr { get; init; }

    /// <summary>Stable lower-case key that integrations and the demonstration use.</summary>
    public required string Noegle { get; init; }

    public required string Navn { get; set; }

    public string? Beskrivelse { get; set; }

    public bool Aktiv { get; set; } = true;

    public string? Standardtitel { get; set; }

    /// <summary>Allowed subjects; empty means all. The first is the default.</summary>
    public List<string> Emner { get; set; } = [];

    /// <summary>Allowed facets; empty means all. The first is the default.</summary>
    public List<string> Facetter { get; set; } = [];

    public Guid? StatusId { get; set; }

    public Guid? EnhedId { get; set; }

    public Foelsomhed Foelsomhed { get; set; }

    /// <summary>Who may see cases of this template; empty means the case's own unit.</summary>
    public List<Adgangsregel> Adgang { get; set; } = [];

    public Partsregel Parter { get; set; }

    /// <summary>A decision that does not give full consent is refused until the parties have been heard, or it is written why they are not.</summary>
    public bool KraeverPartshoering { get; set; }

    /// <summary>Key of the module's case type that its cases are of; null for ordinary cases.</summary>
    public string? Sagstype { get; set; }

    public List<string> Delforloeb { get; set; } = [];

    public List<Skabelonerindring> Erindringer { get; set; } = [];
}

/// <summary>One of those a template lets see its cases: as in <see cref="Esdh.Adgang.Contract.Adgangspost"/>.</summary>
internal sealed record Adgangsregel(string Art, string Reference);

/// <summary>A reminder that a new case starts with.</summary>
/// <param name="Type">Key of the reminder type.</param>
/// <param name="Titel">Text.</param>
/// <param name="Dage">Days from creation to the deadline, counted as the type says.</param>
internal sealed record Skabelonerindring(string Type, string Titel, int Dage);
