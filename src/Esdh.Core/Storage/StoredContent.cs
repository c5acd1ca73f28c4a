namespace Esdh.Core.Storage;

/// <summary>Content that is on disk under its name. Only the store makes one, so no act can name content that is not.</summary>
public sealed class StoredContent
{
    internal StoredContent(string sha256, long length) => (Sha256, Length) = (sha256, length);

    /// <summary>64 lower-case hexadecimal digits; the content's name.</summary>
    public string Sha256 { get; }

    /// <summary>Bytes.</summary>
    public long Length { get; }
}

/// <summary>The content is larger than the authority takes. Nothing is left behind.</summary>
public sealed class ContentTooLargeException(long limit) : Exception("Filen er større end grænsen.")
{
    /// <summary>Bytes.</summary>
    public long Limit { get; } = limit;
}
