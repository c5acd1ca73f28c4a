namespace Esdh.Sager.Domain;

/// <summary>What a mailbox is on disk.</summary>
internal enum Postkasseart
{
    /// <summary>A Maildir that a mail server, or a program that fetches from one, fills.</summary>
    Maildir,

    /// <summary>A folder that scanners drop files into.</summary>
    Scanmappe,
}

/// <summary>A place outside from which post is fetched, and the unit whose inbox it goes to.</summary>
internal sealed class Postkasse
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    public required string Navn { get; set; }

    public Postkasseart Art { get; init; }

    /// <summary>Below the operator's root (<c>Esdh:Post:Rod</c>), with forward slashes; unique in the authority.</summary>
    public required string Sti { get; set; }

    public Guid EnhedId { get; set; }

    /// <summary>Fetched from.</summary>
    public bool Aktiv { get; set; } = true;

    public DateTimeOffset Oprettet { get; init; }

    public long Version { get; set; } = 1;
}

/// <summary>How the fetching from a mailbox goes.</summary>
internal sealed class Postkassestand
{
    public Guid PostkasseId { get; init; }

    /// <summary>The last time it was looked into, with at most a minute's delay.</summary>
    public DateTimeOffset? SenestHentet { get; set; }

    /// <summary>When the last piece came.</summary>
    public DateTimeOffset? SenestModtaget { get; set; }

    /// <summary>Danish sentence on why nothing can be fetched; null when all is well.</summary>
    public string? Fejl { get; set; }

    /// <summary>Files that lie there and cannot be taken; the first of them.</summary>
    public List<Ulaeselig> Ulaeselige { get; set; } = [];
}

/// <param name="Fil">Its name in the folder.</param>
/// <param name="Grund">Danish sentence.</param>
internal sealed record Ulaeselig(string Fil, string Grund);

/// <summary>How the authority runs its inboxes: one row.</summary>
internal sealed class Indbakkeopsaetning
{
    public const int Standarddage = 30;

    public int Id { get; init; } = 1;

    /// <summary>Days from when a piece of post was filed or judged without importance until its own files are no longer kept.</summary>
    public int Opbevaringsdage { get; set; } = Standarddage;
}
