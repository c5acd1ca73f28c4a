namespace Esdh.Sager.Domain;

/// <summary>Documents of many cases, or many documents, in one ZIP with an index. Only the one who ordered it fetches it, and only for some days.</summary>
internal sealed class Masseudtraek
{
    /// <summary>How long it can be fetched; then its content is no longer kept.</summary>
    public static readonly TimeSpan Levetid = TimeSpan.FromDays(7);

    /// <summary>Most bytes of files in one, before they are packed.</summary>
    public const long Stoerst = 20L * 1024 * 1024 * 1024;

    public Guid JobId { get; init; }

    public Guid BestiltAf { get; init; }

    public DateTimeOffset Bestilt { get; init; }

    /// <summary>Null until it is packed.</summary>
    public string? Sha256 { get; set; }

    /// <summary>Bytes of the ZIP.</summary>
    public long Stoerrelse { get; set; }

    public int Filer { get; set; }
}
