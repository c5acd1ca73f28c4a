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
internal sealed record Indekspost(Ting Ting, int Reg, string? Type, long Arv, IReadOnlyList<Indeksfil> Filer, Indeksord Ord);

/// <summary>A file whose text belongs to a document.</summary>
internal sealed record Indeksfil(string Sha256, string Filnavn, string Mimetype, long Stoerrelse);

/// <summary>A place in the walk through the authority's tables when an index is built.</summary>
internal sealed record Byggested(int Sag, int Dokument, int Notat, int Part);
