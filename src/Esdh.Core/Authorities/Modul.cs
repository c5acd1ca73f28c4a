namespace Esdh.Core.Authorities;

/// <summary>An optional module that is, or was, switched on in the authority.</summary>
public sealed class Modul
{
    /// <summary>Its key.</summary>
    public required string Navn { get; init; }

    /// <summary>When it was last switched on.</summary>
    public DateTimeOffset Taendt { get; set; }

    public Guid TaendtAf { get; set; }

    /// <summary>When it was switched off; null while it is on.</summary>
    public DateTimeOffset? Slukket { get; set; }
}
