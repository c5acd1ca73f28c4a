namespace Esdh.Arkiv.Kontrol;

internal enum Arbejdsart
{
    Tabel,
    Tabelskema,
    Skema,
    Gmlskema,
    Fil,
    Dokument,
}

/// <summary>A file of the version: where it lies, and its path as fileIndex.xml writes it.</summary>
internal readonly record struct Fil(string Sti, string Indekssti)
{
    public string Vist => Indekssti.Replace('\\', '/');
}

/// <summary>Something to read: a file, or a document with its files in the order of its pages.</summary>
internal sealed record Arbejde(Arbejdsart Art, IReadOnlyList<Fil> Filer, long Nummer = 0, Dokumentformat Format = Dokumentformat.Ukendt);
