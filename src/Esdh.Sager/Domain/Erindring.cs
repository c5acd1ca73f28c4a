using Esdh.Core.Calendar;

namespace Esdh.Sager.Domain;

/// <summary>A kind of reminder with its defaults.</summary>
internal sealed class Erindringstype
{
    /// <summary>Key of the type that tells a leader that the glass was broken; made when it is first needed.</summary>
    public const string Noedadgang = "noedadgang";

    /// <summary>Key of the type of a hearing's deadline; made when it is first needed.</summary>
    public const string Hoeringsfrist = "hoeringsfrist";

    /// <summary>Key of the type of the tasks that a step gives; made when it is first needed.</summary>
    public const string Trinopgave = "trinopgave";

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    /// <summary>Stable lower-case key that templates and integrations use.</summary>
    public required string Noegle { get; init; }

    public required string Navn { get; set; }

    /// <summary>Days from today to the deadline.</summary>
    public int Fristdage { get; set; }

    /// <summary>Days before the deadline from which it shows.</summary>
    public int Synligdage { get; set; }

    /// <summary>Count both in Danish working days.</summary>
    public bool IArbejdsdage { get; set; }

    public bool Aktiv { get; set; } = true;

    public long Version { get; set; } = 1;

    /// <summary>The deadline so many days after a day, moved to the next working day when it falls on a closed one.</summary>
    /// <exception cref="OutsideCalendarException">It lies outside the calendar.</exception>
    public DateOnly Frist(DateOnly fra, int? dage = null)
    {
        var antal = dage ?? Fristdage;
        return DanishCalendar.MoveToWorkday(IArbejdsdage ? DanishCalendar.AddWorkdays(fra, antal) : fra.AddDays(antal));
    }

    /// <summary>From when a reminder with this deadline shows.</summary>
    /// <exception cref="OutsideCalendarException">It lies outside the calendar.</exception>
    public DateOnly SynligFra(DateOnly frist) => IArbejdsdage ? DanishCalendar.AddWorkdays(frist, -Synligdage) : frist.AddDays(-Synligdage);
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

    /// <summary>Shows on my day from this day; never after the deadline.</summary>
    public DateOnly SynligFra { get; set; }

    /// <summary>The last day; always a day on which a deadline may end.</summary>
    public DateOnly Frist { get; set; }

    public Guid AnsvarligId { get; set; }

    /// <summary>Moves to the new handler when the case is handed over.</summary>
    public bool FoelgerSagen { get; set; } = true;

    public Guid OprettetAf { get; init; }

    public DateTimeOffset Oprettet { get; init; }

    public DateTimeOffset? Afsluttet { get; set; }

    public Guid? AfsluttetAf { get; set; }

    public long Version { get; set; } = 1;

    /// <exception cref="Core.RegelbrudException">ERI-1.</exception>
    public void KraevAaben() => JournalRegler.ErindringenErAaben.Kraev(Afsluttet is null);

    /// <summary>Done.</summary>
    public void Klar(Guid af, DateTimeOffset tid)
    {
        KraevAaben();
        (Afsluttet, AfsluttetAf) = (tid, af);
        Version++;
    }

    /// <summary>Was not done after all.</summary>
    public void Fortryd()
    {
        JournalRegler.KunKlaredeFortrydes.Kraev(Afsluttet is not null);
        (Afsluttet, AfsluttetAf) = (null, null);
        Version++;
    }
}
