namespace Esdh.Sager.Domain;

/// <summary>A whole case as one PDF, as far as the one who ordered it may see. Only that person fetches it, and only for some days.</summary>
internal sealed class Sagsudtraek
{
    /// <summary>How long it can be fetched; then its content is no longer kept.</summary>
    public static readonly TimeSpan Levetid = TimeSpan.FromDays(7);

    public Guid Id { get; init; } = Guid.CreateVersion7();

    public Guid SagId { get; init; }

    public Guid BestiltAf { get; init; }

    public DateTimeOffset Bestilt { get; init; }

    /// <summary>The job that makes it.</summary>
    public Guid? JobId { get; init; }

    /// <summary>Null until it is made.</summary>
    public string? Sha256 { get; set; }

    public int Sider { get; set; }

    /// <summary>Akt numbers that only got a page saying why they are not there.</summary>
    public string? Mangler { get; set; }
}

/// <summary>The PDF that was made of a content, or why there is none.</summary>
internal sealed class Pdfvisning
{
    /// <summary>The original's content.</summary>
    public required string Sha256 { get; init; }

    public string? PdfSha256 { get; init; }

    /// <summary>Danish sentence: why there is no PDF, or what it lacks.</summary>
    public string? Grund { get; init; }

    public DateTimeOffset Lavet { get; init; }
}
