namespace Esdh.Sager.Domain;

/// <summary>A named status that the authority has chosen.</summary>
internal sealed class Sagsstatus
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    public required string Navn { get; set; }

    /// <summary>Place in lists, from 1.</summary>
    public int Orden { get; set; }

    public Tilstand Tilstand { get; init; }

    /// <summary>A change to this status needs a comment.</summary>
    public bool KraeverKommentar { get; set; }

    /// <summary>The chain that must approve that a case comes to it.</summary>
    public Guid? KaedeId { get; set; }

    public bool Aktiv { get; set; } = true;

    public long Version { get; set; } = 1;
}

/// <summary>A number that leads to a case: its own and those it had before.</summary>
internal sealed class SagNummer
{
    public required string Sagsnummer { get; init; }

    /// <summary>Changes when the case is merged into another.</summary>
    public Guid SagId { get; set; }

    public DateTimeOffset Fra { get; init; }
}

/// <summary>A numbered folder in a case.</summary>
internal sealed class Delforloeb
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    public Guid SagId { get; set; }

    /// <summary>From 1 within the case.</summary>
    public int Nummer { get; set; }

    public required string Titel { get; set; }
}

/// <summary>A free word on a case.</summary>
internal sealed class SagMaerke
{
    public Guid SagId { get; init; }

    public required string Maerke { get; init; }
}

/// <summary>Two cases that concern each other. Stored once, seen from both.</summary>
internal sealed class SagRelation
{
    public Guid FraSagId { get; init; }

    public Guid TilSagId { get; init; }

    public DateTimeOffset Tid { get; init; }
}

/// <summary>A political decision, apart from the administrative one.</summary>
internal sealed class Beslutning
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid SagId { get; set; }

    public DateOnly Dato { get; init; }

    /// <summary>Council or committee.</summary>
    public required string Udvalg { get; init; }

    public required string Art { get; init; }

    public DateOnly? Frist { get; init; }

    public string? Notat { get; init; }

    public Guid RegistreretAf { get; init; }

    public DateTimeOffset Registreret { get; init; }
}
