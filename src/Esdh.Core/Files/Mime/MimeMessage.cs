namespace Esdh.Core.Files.Mime;

/// <summary>One mailbox of an address header. <see cref="Name"/> is empty where the sender wrote none.</summary>
public sealed record MimeAddress(string Name, string Address)
{
    /// <summary>As a person reads it: <c>Navn &lt;adresse&gt;</c>.</summary>
    public override string ToString() => Name.Length == 0 ? Address : $"{Name} <{Address}>";
}

/// <summary>Something that came with a mail: a file, an inline picture or another mail.</summary>
public sealed class MimeAttachment : IDisposable
{
    private readonly SpillStream _content;

    internal MimeAttachment(SpillStream content) => _content = content;

    /// <summary>File name without any path, at most 200 characters; made from the type when the mail gave none.</summary>
    public required string Name { get; init; }

    /// <summary>True where path parts or forbidden characters were removed from the name the mail gave.</summary>
    public bool NameWasCleaned { get; init; }

    /// <summary>Type as the mail claims it, lower case; the bytes may say otherwise, see <see cref="FileInspector"/>.</summary>
    public required string ContentType { get; init; }

    /// <summary>True for pictures and the like that the HTML body shows itself.</summary>
    public bool IsInline { get; init; }

    /// <summary>Content-ID without angle brackets, to which <c>cid:</c> addresses in the HTML body point; null if none.</summary>
    public string? ContentId { get; init; }

    /// <summary>The mail inside when this is a message/rfc822 part that could be read; the raw bytes are still <see cref="Content"/>.</summary>
    public MimeMessage? Message { get; init; }

    /// <summary>Number of decoded bytes.</summary>
    public long Length => _content.Length;

    /// <summary>The decoded bytes, from the start; belongs to the message and dies with it. One reader at a time.</summary>
    public Stream Content
    {
        get
        {
            _content.Position = 0;
            return _content;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _content.Dispose();
        Message?.Dispose();
    }
}

/// <summary>
/// A mail as read by <see cref="MimeReader"/>. All that could be understood is here; what could not is told in <see cref="Warnings"/>.
/// Holds temporary files for large attachments: dispose it.
/// </summary>
public sealed class MimeMessage : IDisposable
{
    /// <summary>Authors; empty where the header is missing or unreadable.</summary>
    public IReadOnlyList<MimeAddress> From { get; internal set; } = [];

    /// <summary>Receivers.</summary>
    public IReadOnlyList<MimeAddress> To { get; internal set; } = [];

    /// <summary>Receivers of a copy.</summary>
    public IReadOnlyList<MimeAddress> Cc { get; internal set; } = [];

    /// <summary>Hidden receivers; only in the sender's own copy.</summary>
    public IReadOnlyList<MimeAddress> Bcc { get; internal set; } = [];

    /// <summary>Decoded subject on one line; empty if none.</summary>
    public string Subject { get; internal set; } = "";

    /// <summary>The sender's own date with its offset; null if missing or nonsense.</summary>
    public DateTimeOffset? Date { get; internal set; }

    /// <summary>Message-ID without angle brackets, or null.</summary>
    public string? MessageId { get; internal set; }

    /// <summary>The id of the mail that this answers, without angle brackets, or null.</summary>
    public string? InReplyTo { get; internal set; }

    /// <summary>Ids of the conversation so far, oldest first.</summary>
    public IReadOnlyList<string> References { get; internal set; } = [];

    /// <summary>Plain text of the mail; null where it has HTML alone.</summary>
    public string? BodyText { get; internal set; }

    /// <summary>HTML of the mail exactly as sent, scripts and all: clean it before showing. Null where the mail has none.</summary>
    public string? BodyHtml { get; internal set; }

    /// <summary>Files, inline parts and mails inside, in the mail's order.</summary>
    public IReadOnlyList<MimeAttachment> Attachments { get; internal set; } = [];

    /// <summary>Danish sentences on what was odd, cut or left out; empty for a sound mail.</summary>
    public IReadOnlyList<string> Warnings { get; internal set; } = [];

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var attachment in Attachments)
        {
            attachment.Dispose();
        }
    }
}

/// <summary>Bounds for <see cref="MimeReader"/>. What lies beyond is left out with a warning; the reader never fails on them.</summary>
public sealed record MimeLimits
{
    /// <summary>Levels of multiparts and mails within mails.</summary>
    public int Depth { get; init; } = 20;

    /// <summary>Parts in the whole mail, mails inside included.</summary>
    public int Parts { get; init; } = 1_000;

    /// <summary>Bytes of headers of one part.</summary>
    public int HeaderBytes { get; init; } = 256 * 1024;

    /// <summary>Bytes of body text and HTML kept in memory, in the mail and the mails inside together; later texts become attachments.</summary>
    public int BodyBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Decoded bytes of all parts together, mails inside counted again at each level.</summary>
    public long TotalBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>Parts above this many bytes go to a temporary file.</summary>
    public int MemoryBytes { get; init; } = 256 * 1024;
}
