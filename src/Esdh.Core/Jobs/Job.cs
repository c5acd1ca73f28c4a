namespace Esdh.Core.Jobs;

public enum Jobstatus
{
    Venter,
    Koerer,
    Faerdig,
    Fejlet,
    Stoppet,

    /// <summary>Someone set it on pause; it goes on when someone says so.</summary>
    SatPaaPause,

    /// <summary>Its items are still being written. One that a crash left so is ended within minutes: nothing of it is done.</summary>
    Forberedes,
}

/// <summary>Long work: this row is the truth about it. Each portion is an act that also advances the row.</summary>
public sealed class Job
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    /// <summary>Which <see cref="IJobKind"/> carries it out.</summary>
    public required string Type { get; init; }

    /// <summary>Danish, as shown on the progress page.</summary>
    public required string Titel { get; init; }

    /// <summary>JSON: what the job was asked to do.</summary>
    public required string Data { get; init; }

    public Guid OprettetAf { get; init; }

    public DateTimeOffset Oprettet { get; init; }

    public Jobstatus Status { get; set; }

    /// <summary>How many items there are; 0 until known.</summary>
    public int IAlt { get; set; }

    public int Faerdige { get; set; }

    public int Fejl { get; set; }

    public DateTimeOffset? Startet { get; set; }

    public DateTimeOffset? Afsluttet { get; set; }

    /// <summary>Danish sentence on how it ended.</summary>
    public string? Resultat { get; set; }

    /// <summary>Set by a user who wants it stopped; the next portion sees it.</summary>
    public bool StopOensket { get; set; }

    /// <summary>Set by a user who wants it on pause; the next portion waits until it is taken up again.</summary>
    public bool PauseOensket { get; set; }

    /// <summary>Who set it on pause.</summary>
    public Guid? PausetAf { get; set; }

    public DateTimeOffset? Pauset { get; set; }

    /// <summary>It is not begun before then; at once when null.</summary>
    public DateTimeOffset? Tidligst { get; set; }

    /// <summary>Neither ended nor to be ended by anything but its own work.</summary>
    public bool ErIGang => Status is Jobstatus.Venter or Jobstatus.Koerer or Jobstatus.SatPaaPause or Jobstatus.Forberedes;
}

/// <summary>One item of a job and how it went.</summary>
public sealed class JobPost
{
    public Guid JobId { get; init; }

    public int Nr { get; init; }

    /// <summary>What the item is, for the job's kind to find it again.</summary>
    public required string Noegle { get; init; }

    /// <summary>Null until it is done; then <c>ok</c> or a Danish sentence on what went wrong.</summary>
    public string? Resultat { get; set; }

    /// <summary>What the kind must know to undo it; null where nothing can be undone.</summary>
    public string? Foer { get; set; }
}
