namespace Esdh.Arkiv.Domain;

/// <summary>A walk through every stored file: is it there, and is it what it was when it was stored?</summary>
internal sealed class Filkontrol
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public int Nr { get; init; }

    public Guid JobId { get; init; }

    /// <summary>Null where the server ordered it itself.</summary>
    public Guid? BestiltAf { get; init; }

    public DateTimeOffset Bestilt { get; init; }

    /// <summary>The last content that was looked at, in the order of their names.</summary>
    public string Naaet { get; set; } = "";

    public int Filer { get; set; }

    public long Bytes { get; set; }

    public int Fejl { get; set; }

    public DateTimeOffset? Afsluttet { get; set; }
}

internal enum Filfejl
{
    /// <summary>A row names it, and it is not in the store.</summary>
    Mangler,

    /// <summary>Its bytes are not those whose SHA-256 is its name.</summary>
    Aendret,

    /// <summary>The disk did not give it.</summary>
    Ulaeselig,
}

/// <summary>A file that is not as it should be.</summary>
internal sealed class Filkontrolfund
{
    public Guid KontrolId { get; init; }

    public required string Sha256 { get; init; }

    public Filfejl Art { get; init; }

    /// <summary>What names it, as an operator finds it again; empty until that has been looked up.</summary>
    public string Navn { get; set; } = "";
}
