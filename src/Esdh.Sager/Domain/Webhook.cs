namespace Esdh.Sager.Domain;

/// <summary>
/// Someone else's system that is told what happens: each event its owner may see is sent to an address, in order and at least once. Its cursor is
/// its own, so that a receiver that is down delays nobody else and gets everything when it is back.
/// </summary>
internal sealed class Webhook
{
    /// <summary>How long a receiver may be out of reach before we stop trying.</summary>
    public static readonly TimeSpan Taalmodighed = TimeSpan.FromDays(3);

    /// <summary>So often is an event that the receiver refuses sent before it is put on the list and the next is sent.</summary>
    public const int Forsoegene = 5;

    /// <summary>Most refused events kept for a subscription.</summary>
    public const int MaksFejl = 1000;

    /// <summary>A receiver that has refused so many events one after the other does not refuse events, it is broken: nothing more is sent until someone has looked.</summary>
    public const int MaksITraek = 10;

    /// <summary>So long a webhook may fail before administrators are told; what passes by itself is not their concern.</summary>
    public static readonly TimeSpan Varsles = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan[] Pauser =
        [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1)];

    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Whose rights decide what is sent.</summary>
    public Guid EjerId { get; init; }

    public required string Url { get; set; }

    /// <summary>Event types; none means all.</summary>
    public List<string> Typer { get; set; } = [];

    /// <summary>What deliveries are signed with, encrypted with a key outside the database.</summary>
    public required string Hemmelighed { get; set; }

    public bool Aktiv { get; set; } = true;

    /// <summary>Everything up to this event is delivered, refused or not the owner's to see.</summary>
    public long Efter { get; set; }

    public DateTimeOffset Oprettet { get; init; }

    public DateTimeOffset? SenestLeveret { get; set; }

    /// <summary>Attempts at the event after <see cref="Efter"/>.</summary>
    public int Forsoeg { get; set; }

    public DateTimeOffset? NaesteForsoeg { get; set; }

    /// <summary>When it began to fail; null after a delivery.</summary>
    public DateTimeOffset? FejlerSiden { get; set; }

    public string? SenesteFejl { get; set; }

    /// <summary>Events given up since the last delivery.</summary>
    public int AfvistITraek { get; set; }

    /// <summary>The server that delivers it now; others leave it alone until <see cref="HoldesTil"/>.</summary>
    public Guid? HoldesAf { get; set; }

    public DateTimeOffset? HoldesTil { get; set; }

    /// <summary>Why it was switched off, when nobody did it by hand.</summary>
    public string? SlaaetFraGrund { get; set; }

    public long Version { get; set; } = 1;

    /// <summary>Everything up to and with this event has been delivered.</summary>
    public void Leveret(long til, DateTimeOffset tid)
    {
        Efter = Math.Max(Efter, til);
        (SenestLeveret, Forsoeg, NaesteForsoeg, FejlerSiden, SenesteFejl, AfvistITraek) = (tid, 0, null, null, null, 0);
    }

    /// <summary>An event could not be delivered. Answers whether it is given up, for someone to send again by hand.</summary>
    /// <param name="haendelse">Its number.</param>
    /// <param name="fejl">Danish sentence.</param>
    /// <param name="svarede">The receiver answered, and refused this event; otherwise it could not be reached and nothing is given up.</param>
    /// <param name="tid">Now.</param>
    public bool Mislykket(long haendelse, string fejl, bool svarede, DateTimeOffset tid)
    {
        Forsoeg++;
        FejlerSiden ??= tid;
        SenesteFejl = fejl;
        if (svarede && Forsoeg >= Forsoegene)
        {
            Efter = Math.Max(Efter, haendelse);
            (Forsoeg, NaesteForsoeg) = (0, null);
            AfvistITraek++;
            return true;
        }

        NaesteForsoeg = tid + Pauser[Math.Min(Forsoeg, Pauser.Length) - 1];
        return false;
    }

    public void SlaaFra(string? grund) => (Aktiv, SlaaetFraGrund, NaesteForsoeg) = (false, grund, null);

    public void SlaaTil() => (Aktiv, SlaaetFraGrund, Forsoeg, NaesteForsoeg, FejlerSiden, AfvistITraek) = (true, null, 0, null, null, 0);
}

/// <summary>An event that a receiver refused.</summary>
internal sealed class Webhookfejl
{
    public Guid WebhookId { get; init; }

    /// <summary>The event's number.</summary>
    public long Haendelse { get; init; }

    public DateTimeOffset Tid { get; set; }

    public int Forsoeg { get; set; }

    /// <summary>Danish sentence.</summary>
    public required string Fejl { get; set; }

    /// <summary>Someone has asked for it to be sent again.</summary>
    public bool Gensendes { get; set; }
}
