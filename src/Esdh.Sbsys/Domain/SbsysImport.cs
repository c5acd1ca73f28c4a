namespace Esdh.Sbsys.Domain;

/// <summary>One thing that has come over from another system, and what it became here.</summary>
internal sealed class SbsysImport
{
    /// <summary>The system it came from.</summary>
    public required string Kilde { get; init; }

    /// <summary>One of <see cref="Importslags"/>.</summary>
    public required string Slags { get; init; }

    /// <summary>Its number there.</summary>
    public required string Noegle { get; init; }

    /// <summary>The case here that it lies on.</summary>
    public Guid SagId { get; init; }

    /// <summary>Its id here.</summary>
    public Guid MaalId { get; init; }

    /// <summary>Of a file: of the bytes that the source sent, lower-case hex.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Of a file: bytes.</summary>
    public long? Stoerrelse { get; init; }

    public DateTimeOffset Tid { get; init; }
}

/// <summary>The kinds of things that come over.</summary>
internal static class Importslags
{
    public const string Sag = "sag";

    public const string Part = "part";

    public const string Dokument = "dokument";

    public const string Kladde = "kladde";

    public const string Fil = "fil";

    public const string Notat = "notat";

    public const string Erindring = "erindring";

    /// <summary>That the case was closed.</summary>
    public const string Afslutning = "afslutning";

    public static readonly IReadOnlyList<string> Alle = [Sag, Part, Dokument, Kladde, Fil, Notat, Erindring, Afslutning];
}
