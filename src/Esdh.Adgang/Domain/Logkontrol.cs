using Esdh.Core;

namespace Esdh.Adgang.Domain;

/// <summary>A random sample of one month of the access log. With the seed anyone draws the same again, as long as the log is kept.</summary>
internal sealed class Logstikproeve
{
    /// <summary>Days to decide on a line, and to explain one.</summary>
    public const int Fristdage = 30, Forklaringsdage = 14;

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    /// <summary>The month's first day; one sample a month.</summary>
    public DateOnly Maaned { get; init; }

    public long Froe { get; init; }

    /// <summary>How many lines that showed something it was drawn from.</summary>
    public int Omfang { get; init; }

    public DateTimeOffset Udtaget { get; init; }
}

/// <summary>Why a line was drawn; the first that fits, in this order.</summary>
internal enum Logstratum
{
    /// <summary>The glass was broken on the case.</summary>
    Noedadgang,

    /// <summary>The user looked up a party of the user's own name or e-mail address.</summary>
    EgetNavn,

    /// <summary>Protected information was shown, or a case with a protected party.</summary>
    Beskyttet,

    /// <summary>A case of a unit that the user does not belong to.</summary>
    AndenEnhed,

    Oevrige,
}

/// <summary>What the logkontrollant found.</summary>
internal enum Logfund
{
    IOrden,

    /// <summary>The employee is to explain.</summary>
    SkalForklares,

    Brud,
}

/// <summary>A line of the access log that is to be judged, as it was when it was drawn.</summary>
internal sealed class Loglinjekontrol
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    public Guid StikproeveId { get; init; }

    public Logstratum Stratum { get; init; }

    public DateTimeOffset Tid { get; init; }

    /// <summary>Who looked.</summary>
    public Guid BrugerId { get; init; }

    public Guid? PaaVegneAf { get; init; }

    /// <summary>What was done, in words.</summary>
    public required string Hvad { get; init; }

    public Guid? SagId { get; init; }

    public string? Sagsnummer { get; init; }

    public string? Begrundelse { get; init; }

    public Logfund? Fund { get; private set; }

    public string? Tekst { get; private set; }

    /// <summary>What is done about it.</summary>
    public string? Opfoelgning { get; private set; }

    public Guid? AfgjortAf { get; private set; }

    public DateTimeOffset? Afgjort { get; private set; }

    /// <summary>What the employee is asked.</summary>
    public string? Spoergsmaal { get; private set; }

    public DateTimeOffset? Spurgt { get; private set; }

    /// <summary>The last day to explain.</summary>
    public DateOnly? Forklaringsfrist { get; private set; }

    public string? Forklaring { get; private set; }

    public DateTimeOffset? Forklaret { get; private set; }

    public long Version { get; private set; } = 1;

    /// <summary>Still to be judged: also when an explanation has come.</summary>
    public bool ErAaben => Fund is null or Logfund.SkalForklares;

    /// <summary>Judges the line. <see cref="Logfund.SkalForklares"/> asks the employee.</summary>
    public void Afgoer(Logfund fund, string? tekst, string? opfoelgning, Guid af, DateTimeOffset tid, DateOnly idag)
    {
        LogkontrolRegler.IkkeEgne.Kraev(af != BrugerId && af != PaaVegneAf);
        LogkontrolRegler.IkkeAfgjort.Kraev(ErAaben);
        (Fund, Tekst, AfgjortAf, Afgjort) = (fund, tekst, af, tid);
        if (fund == Logfund.SkalForklares)
            (Spoergsmaal, Spurgt, Forklaringsfrist, Forklaring, Forklaret) = (tekst, tid, idag.AddDays(Logstikproeve.Forklaringsdage), null, null);
        else
            Opfoelgning = opfoelgning;
        Version++;
    }

    /// <summary>The employee answers; as often as wished until it is judged.</summary>
    public void Forklar(string tekst, DateTimeOffset tid)
    {
        LogkontrolRegler.SkalForklares.Kraev(Fund == Logfund.SkalForklares);
        (Forklaring, Forklaret) = (tekst, tid);
        Version++;
    }
}

/// <summary>What is refused when the access log is controlled.</summary>
internal static class LogkontrolRegler
{
    public static readonly Regel IkkeEgne =
        new("LOG-1", "Man kontrollerer ikke sine egne opslag. En anden logkontrollant gør det.", Regel.Intern);

    public static readonly Regel IkkeAfgjort =
        new("LOG-2", "Linjen er afgjort og kan ikke ændres.", Regel.Intern);

    public static readonly Regel SkalForklares =
        new("LOG-3", "Der er ikke bedt om en forklaring på opslaget, eller det er afgjort.", Regel.Intern);

    public static readonly Regel EnOmMaaneden =
        new("LOG-4", "Der er allerede taget en stikprøve af måneden.", Regel.Intern);
}
