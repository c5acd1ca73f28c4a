namespace Esdh.Klub.Domain;

internal enum Biblioteksart
{
    Skabelon,
    Frase,

    /// <summary>A municipality's own rule that others may take over.</summary>
    Lokalregel,
}

/// <summary>Something a member shares with the others.</summary>
internal sealed class KlubBiblioteksting
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Biblioteksart Art { get; init; }

    public required string Titel { get; set; }

    public required string Tekst { get; set; }

    public required string Modul { get; set; }

    public Guid EjerMedlemId { get; init; }

    public required string Ejer { get; init; }

    public DateTimeOffset Gemt { get; set; }

    public int Version { get; set; }
}

/// <summary>What a member thinks of it.</summary>
internal sealed class KlubBibliotekskarakter
{
    public Guid TingId { get; init; }

    public Guid MedlemId { get; init; }

    /// <summary>1 to 5.</summary>
    public int Stjerner { get; set; }
}
