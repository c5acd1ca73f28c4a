using Esdh.Core.Calendar;

namespace Esdh.Sager.Domain;

/// <summary>
/// An outgoing document has been sent, or an internal one has its final form: from that day it should be journalised. An incoming document
/// needs no such row: it is received on its own date.
/// </summary>
internal sealed class Endeliggoerelse
{
    /// <summary>The ways of sending that a form offers.</summary>
    public static IReadOnlyList<string> Maader { get; } = ["Digital Post", "E-mail", "Brev", "Afleveret personligt", "Selvbetjening", "Andet"];

    public Guid DokumentId { get; init; }

    public DateOnly Dato { get; init; }

    /// <summary>How it was sent: Digital Post, Brev ... Null for an internal document, or where nobody said.</summary>
    public string? Maade { get; init; }

    /// <summary>To whom, as it was said then.</summary>
    public string? Modtagere { get; init; }

    public Guid Af { get; init; }

    public DateTimeOffset Tid { get; init; }
}

/// <summary>How urgent an unjournalised document is.</summary>
internal enum Hast
{
    Ny,

    /// <summary>Older than <see cref="Journalfrist.Gul"/> working days.</summary>
    Gul,

    /// <summary>Older than <see cref="Journalfrist.Roed"/> working days.</summary>
    Roed,
}

/// <summary>How long a document may wait for the journal.</summary>
internal static class Journalfrist
{
    /// <summary>Working days after which it is late.</summary>
    public const int Gul = 3;

    /// <summary>Working days after which it is too late.</summary>
    public const int Roed = 7;

    /// <summary>Working days since it was received, sent or final; days outside the calendar count as very many.</summary>
    public static int Alder(DateOnly dato, DateOnly idag) =>
        dato >= idag ? 0 : dato.Year < DanishCalendar.FirstYear ? 999 : Math.Min(999, DanishCalendar.WorkdaysBetween(dato, idag));

    public static Hast Hast(DateOnly dato, DateOnly idag) => Alder(dato, idag) switch { > Roed => Domain.Hast.Roed, > Gul => Domain.Hast.Gul, _ => Domain.Hast.Ny };
}
