namespace Esdh.Sager.Domain;

/// <summary>A note in the journal: a call, a meeting, a step in the case. Final ones are locked.</summary>
internal sealed class Journalnotat
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    public Guid SagId { get; set; }

    public Guid? DelforloebId { get; init; }

    public required string Overskrift { get; set; }

    /// <summary>Cleaned HTML.</summary>
    public required string Tekst { get; set; }

    /// <summary>When the call or meeting was.</summary>
    public DateTimeOffset Kontakttidspunkt { get; set; }

    /// <summary>Telefon, Møde, Personligt fremmøde, E-mail, Andet.</summary>
    public required string Kilde { get; set; }

    /// <summary>The party on the case it concerns.</summary>
    public Guid? SagspartId { get; set; }

    public Guid ForfatterId { get; init; }

    public DateTimeOffset Oprettet { get; init; }

    /// <summary>When it was made final; then it never changes.</summary>
    public DateTimeOffset? Endelig { get; set; }

    public long Version { get; set; } = 1;
}

/// <summary>A kind of reminder with its defaults.</summary>
internal sealed class Erindringstype
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    public required string Noegle { get; init; }

    public required string Navn { get; set; }

    /// <summary>Days from today to the deadline.</summary>
    public int Fristdage { get; set; }

    /// <summary>Days before the deadline from which it shows.</summary>
    public int Synligdage { get; set; }

    /// <summary>Count in Danish working days.</summary>
    public bool IArbejdsdage { get; set; }

    public bool Aktiv { get; set; } = true;
}

/// <summary>A reminder or a deadline on a case.</summary>
internal sealed class Erindring
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    public Guid SagId { get; set; }

    public Guid TypeId { get; init; }

    public required string Titel { get; set; }

    public string? Beskrivelse { get; set; }

    public DateOnly SynligFra { get; set; }

    public DateOnly Frist { get; set; }

    public Guid AnsvarligId { get; set; }

    /// <summary>Moves to the new handler when the case is handed over.</summary>
    public bool FoelgerSagen { get; set; } = true;

    public Guid OprettetAf { get; init; }

    public DateTimeOffset Oprettet { get; init; }

    public DateTimeOffset? Afsluttet { get; set; }

    public Guid? AfsluttetAf { get; set; }

    public long Version { get; set; } = 1;
}
