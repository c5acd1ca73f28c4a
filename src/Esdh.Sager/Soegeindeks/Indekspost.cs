namespace Esdh.Sager.Soegeindeks;

/// <summary>What tells a row from all others.</summary>
/// <param name="Sag">The case's number; 0 for a party.</param>
/// <param name="Ref">The number of the case, document, note or party itself.</param>
internal readonly record struct Ting(int Sag, Postart Art, int Ref);

/// <summary>A row as it should be.</summary>
/// <param name="Reg">The number of the document's registration on the case; 0 for others.</param>
/// <param name="Type">Ending of a document's main file, in capitals.</param>
/// <param name="Arv">On a case: changes when what its documents and notes inherit does.</param>
/// <param name="Filer">SHA-256 of the document's files, whose text belongs to the row.</param>
/// <param name="Felter">What is asked of it besides its words.</param>
internal sealed record Indekspost(Ting Ting, int Reg, string? Type, long Arv, IReadOnlyList<Indeksfil> Filer, Indeksord Ord, Indeksfelter Felter);

/// <summary>What a search on SQLite asks of a row besides its words.</summary>
/// <param name="Sag">From its case; null for a party.</param>
/// <param name="Egen">The document's own access list, where it has one.</param>
/// <param name="Aar">The year of the document, or of the case.</param>
/// <param name="Retning">Of a document.</param>
internal sealed record Indeksfelter(Sagsfelter? Sag, int? Egen, int? Aar, string? Retning)
{
    public static readonly Indeksfelter Ingen = new(null, null, null, null);
}

/// <summary>What all rows of a case say of it.</summary>
internal sealed record Sagsfelter(int Liste, string Emne, string Tilstand, Guid? BehandlerId, Guid EnhedId);

/// <summary>A file whose text belongs to a document.</summary>
internal sealed record Indeksfil(string Sha256, string Filnavn, string Mimetype, long Stoerrelse);

/// <summary>A place in the walk through the authority's tables when an index is built.</summary>
internal sealed record Byggested(int Sag, int Dokument, int Notat, int Part);
