namespace Esdh.Kombit.Domain;

/// <summary>How far the authority's delivery to the Sags- og Dokumentindeks has come. One row.</summary>
internal sealed class Indeksstand
{
    public const int Eneste = 1;

    public int Id { get; init; } = Eneste;

    /// <summary>The authority has switched it on.</summary>
    public bool Aktiv { get; set; }

    /// <summary>Everything up to this event has been looked at.</summary>
    public long Efter { get; set; }

    /// <summary>Since when the index does not take what is sent.</summary>
    public DateTimeOffset? FejlerSiden { get; set; }

    public DateTimeOffset? NaesteForsoeg { get; set; }

    public string? Fejl { get; set; }

    public DateTimeOffset? SenestSendt { get; set; }

    /// <summary>The server that delivers, and until when others keep away.</summary>
    public Guid? HoldesAf { get; set; }

    public DateTimeOffset? HoldesTil { get; set; }
}

internal enum Indeksart
{
    Dokument,
    Sag,
}

/// <summary>A case or document that concerns the index: what it was last told, and whether it must be told something else. Holds nothing of what the object says, so it may outlive it.</summary>
internal sealed class Indeksobjekt
{
    /// <summary>The case's or document's own.</summary>
    public Guid Id { get; init; }

    public Indeksart Art { get; init; }

    /// <summary>The document's number, by which the index finds it again when it is to be removed; 0 for a case.</summary>
    public int Nr { get; set; }

    /// <summary>Something has happened since it was last compared with the index.</summary>
    public bool Venter { get; set; }

    /// <summary>Counts what happened, so that something new while a message is on its way is not taken for told.</summary>
    public long Aendring { get; set; }

    /// <summary>Of what the index was last told; null where it holds nothing, <see cref="Uvist"/> where it may hold something.</summary>
    public string? Hash { get; set; }

    /// <summary>A message was on its way and was not answered, or the index may have lost what it had: it is told anew, and asked to remove what it should not hold.</summary>
    public const string Uvist = "";

    /// <summary>Of a case: what its documents say of themselves because of it. When that becomes different they must be told anew.</summary>
    public string? Dokumentpraeg { get; set; }

    /// <summary>JSON of the relations to other objects of the index that it was last told, so that those gone are told to have ended.</summary>
    public string? Relationer { get; set; }

    public DateTimeOffset? Sendt { get; set; }

    /// <summary>Why the index, or we, would not; it waits until it changes or somebody asks for it again.</summary>
    public string? Fejl { get; set; }
}
