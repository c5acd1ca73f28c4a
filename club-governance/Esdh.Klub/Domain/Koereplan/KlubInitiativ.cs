using System.Globalization;

namespace Esdh.Klub.Domain;

internal enum Initiativstand
{
    IkkeIgangsat,
    Igang,
    Afsluttet,

    /// <summary>Given up, or met by something else.</summary>
    Udgaaet,
}

internal enum Initiativfase
{
    Ide,
    Afklaring,
    Udvikling,
    Proeve,
    Drift,
}

/// <summary>How an initiative goes; always shown with its word and shape.</summary>
internal enum Initiativfarve
{
    /// <summary>Follows the plan.</summary>
    Groen,

    /// <summary>The plan is in danger.</summary>
    Gul,

    /// <summary>The plan does not hold.</summary>
    Roed,
}

internal enum Tendens
{
    Bedre,
    Uaendret,
    Daarligere,
}

/// <summary>Something the club does together, on the road map.</summary>
internal sealed class KlubInitiativ
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    public required string Titel { get; set; }

    public required string Beskrivelse { get; set; }

    public required string Modul { get; set; }

    /// <summary>The member that owns it, or the secretariat.</summary>
    public required string Ejer { get; set; }

    public Initiativstand Stand { get; set; }

    public Initiativfase Fase { get; set; }

    /// <summary>Null while it is not begun.</summary>
    public Initiativfarve? Farve { get; set; }

    /// <summary>Why it is yellow or red, or why it was given up.</summary>
    public string? Grund { get; set; }

    /// <summary>What happens next.</summary>
    public string? Naeste { get; set; }

    /// <summary>What met it, when it was given up for that.</summary>
    public string? MoedtAf { get; set; }

    public DateOnly Fra { get; set; }

    public DateOnly Til { get; set; }

    public long BudgetOere { get; set; }

    public long ForbrugOere { get; set; }

    /// <summary>The wish it came from.</summary>
    public Guid? OenskeId { get; init; }

    public DateTimeOffset Oprettet { get; init; }

    public int Version { get; set; }

    /// <summary>»I-7«</summary>
    public string Nummer => string.Create(CultureInfo.InvariantCulture, $"I-{Nr}");
}

/// <summary>What was reported of an initiative for a half-year; the last of the half-year stands.</summary>
internal sealed class KlubInitiativrapport
{
    public Guid InitiativId { get; init; }

    /// <summary>Year times ten plus 1 or 2: 20262 is the second half of 2026.</summary>
    public int Halvaar { get; init; }

    public Initiativstand Stand { get; set; }

    public Initiativfase Fase { get; set; }

    public Initiativfarve? Farve { get; set; }

    public string? Grund { get; set; }

    public string? Naeste { get; set; }

    public required string Navn { get; set; }

    public DateTimeOffset Tid { get; set; }
}

/// <summary>Something an initiative hands over on a day.</summary>
internal sealed class KlubLeverance
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid InitiativId { get; init; }

    public required string Titel { get; set; }

    public DateOnly Dato { get; set; }

    /// <summary>The day it was there.</summary>
    public DateOnly? Leveret { get; set; }

    public int Version { get; set; }
}

/// <summary>What each member must do at home for a delivery.</summary>
internal sealed class KlubLokalopgave
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid LeveranceId { get; init; }

    public required string Tekst { get; init; }

    public DateOnly Frist { get; init; }
}

/// <summary>A member has done its task.</summary>
internal sealed class KlubLokalopgaveklaret
{
    public Guid OpgaveId { get; init; }

    public Guid MedlemId { get; init; }

    public DateTimeOffset Tid { get; init; }

    public required string Navn { get; init; }
}

/// <summary>A member's use of what was delivered.</summary>
internal sealed class KlubIbrugtagning
{
    public Guid LeveranceId { get; init; }

    public Guid MedlemId { get; init; }

    public required string Medlem { get; init; }

    /// <summary>From when; null while it is not in use.</summary>
    public DateOnly? Fra { get; set; }

    /// <summary>About how many use it.</summary>
    public int Brugere { get; set; }

    public string? Bemaerkning { get; set; }

    public DateTimeOffset Tid { get; set; }
}

/// <summary>A member's address of its calendar: who has it may read the member's dates and nothing else.</summary>
internal sealed class KlubKalendernoegle
{
    public Guid MedlemId { get; init; }

    /// <summary>SHA-256 of the key.</summary>
    public required string Hash { get; set; }

    public DateTimeOffset Lavet { get; set; }
}
