namespace Esdh.Arkiv.Contract;

/// <summary>How far a check of an arkiveringsversion has come.</summary>
/// <param name="Trin">What it is doing, in words for a screen.</param>
/// <param name="Filer">Files read.</param>
/// <param name="AfFiler">Of so many, when the index of files could be read.</param>
/// <param name="Byte">Bytes read.</param>
public sealed record Kontrolfremdrift(string Trin, long Filer, long? AfFiler, long Byte);
