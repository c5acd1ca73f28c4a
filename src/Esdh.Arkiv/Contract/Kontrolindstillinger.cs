using Microsoft.Win32.SafeHandles;

namespace Esdh.Arkiv.Contract;

/// <summary>What may be chosen for a check of an arkiveringsversion.</summary>
public sealed record Kontrolindstillinger
{
    /// <summary>So many places of each check are written; the count is exact all the same.</summary>
    public int MaksSteder { get; init; } = 20;

    /// <summary>A document of more pages is an error.</summary>
    public int MaksSider { get; init; } = 10_000;

    /// <summary>A GML file of more bytes must be split.</summary>
    public long MaksGml { get; init; } = 1L << 30;

    /// <summary>Files read at a time.</summary>
    public int Traade { get; init; } = 2;

    /// <summary>Where sorted keys and the rows that views are tried on lie while the check runs; the system's folder for such things when null.</summary>
    public string? Arbejdsmappe { get; init; }

    /// <summary>Opens a file: tests put a broken disk here.</summary>
    internal Func<string, SafeFileHandle> Aabn { get; init; } = sti => File.OpenHandle(sti, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, FileOptions.SequentialScan);

    /// <summary>Documents that may lie in a collection, and collections in a folder.</summary>
    internal int MaksSamling { get; init; } = 10_000;

    /// <summary>Bytes that one element of an XML file may hold between two of its parts.</summary>
    internal long MaksElement { get; init; } = 64L << 20;
}
