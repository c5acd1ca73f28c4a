namespace Esdh.Arkiv.Domain;

/// <summary>What is the same from delivery to delivery; there is one.</summary>
internal sealed class Arkivopsaetning
{
    public int Nr { get; init; } = 1;

    /// <summary>The receiving archive's code in ids: <c>SA</c>.</summary>
    public required string Modtagearkiv { get; set; }

    public required string Arkivnavn { get; set; }

    /// <summary>Who has made the records: the authority by its whole name.</summary>
    public required string Arkivskaber { get; set; }

    public required string Systemnavn { get; set; }

    public required string Formaal { get; set; }

    public required string Indhold { get; set; }

    /// <summary>Years from closing until a case of code K, which says no number, may go: as long as the authority needs such cases itself.</summary>
    public int KasseresEfterAar { get; set; } = Standardaar;

    public const int Standardaar = 5, FlestAar = 100;

    public long Version { get; set; } = 1;
}

/// <summary>What the receiving archive has decided for this authority's deliveries.</summary>
internal sealed class Afleveringsbestemmelse
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Titel { get; init; }

    public DateOnly Dato { get; init; }

    public string? Journalnummer { get; init; }

    public string? Bemaerkning { get; init; }

    public DateTimeOffset Oprettet { get; init; }
}

/// <summary>A stretch of time whose cases belong together.</summary>
internal sealed class Journalperiode
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public required string Navn { get; init; }

    public DateOnly Fra { get; init; }

    /// <summary>The last day; null for the one that runs.</summary>
    public DateOnly? Til { get; init; }
}

/// <summary>What a file explains about the deliveries.</summary>
internal enum Afleveringsbilagsart
{
    /// <summary>How cases are divided by subject (systemTaxonomy).</summary>
    Journalplan,

    /// <summary>How cases are registered (systemInstruction).</summary>
    Journalinstruks,

    /// <summary>What the archive has decided (archivalProvisions).</summary>
    Afleveringsbestemmelse,

    /// <summary>What the system is for (systemPurpose).</summary>
    Systembeskrivelse,

    /// <summary>The rules that the work follows (systemRegulations).</summary>
    Regelgrundlag,

    /// <summary>Anything else (informationOther).</summary>
    Andet,

    /// <summary>A table from subject to FORM class. Not delivered itself: it is read.</summary>
    Formplan,
}

/// <summary>A dated file beside the deliveries.</summary>
internal sealed class Afleveringsbilag
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Afleveringsbilagsart Art { get; init; }

    public required string Titel { get; init; }

    public DateOnly Dato { get; init; }

    public string? Forfatter { get; init; }

    public required string Filnavn { get; init; }

    public required string Sha256 { get; init; }

    public long Stoerrelse { get; init; }

    public Guid TilfoejetAf { get; init; }

    public DateTimeOffset Tilfoejet { get; init; }

    /// <summary>It is offered no more. Versions that hold it keep it.</summary>
    public DateTimeOffset? Udgaaet { get; set; }
}
