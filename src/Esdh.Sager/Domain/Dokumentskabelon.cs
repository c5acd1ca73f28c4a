namespace Esdh.Sager.Domain;

/// <summary>A Word template for documents, with merge fields from case and parties.</summary>
internal sealed class Dokumentskabelon
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    /// <summary>Stable key for integrations: lower-case letters, digits and hyphens.</summary>
    public required string Noegle { get; init; }

    public required string Navn { get; set; }

    public string? Beskrivelse { get; set; }

    public Retning Retning { get; set; } = Retning.Udgaaende;

    public string? Dokumenttype { get; set; }

    /// <summary>Title of what is produced; may hold merge fields.</summary>
    public required string Titel { get; set; }

    public required string Filnavn { get; set; }

    /// <summary>Content in the store, lower-case hex.</summary>
    public required string Sha256 { get; set; }

    /// <summary>Bytes.</summary>
    public long Stoerrelse { get; set; }

    /// <summary>The merge fields that the file uses.</summary>
    public List<string> Felter { get; set; } = [];

    /// <summary>The chain that must approve what is made of it.</summary>
    public Guid? KaedeId { get; set; }

    public bool Aktiv { get; set; } = true;

    public DateTimeOffset Rettet { get; set; }

    public long Version { get; set; } = 1;
}
