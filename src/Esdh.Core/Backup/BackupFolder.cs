using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Esdh.Core.Storage;

namespace Esdh.Core.Backup;

/// <summary>A copy cannot be taken, or put back; the text is Danish and says why and what to do.</summary>
public sealed class BackupException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A file of a copy besides the contents.</summary>
/// <param name="Name">In the copy's folder.</param>
/// <param name="Sha256">Of its bytes, lower-case hex.</param>
/// <param name="Length">Bytes.</param>
public sealed record BackupPart(string Name, string Sha256, long Length);

/// <summary>What a copy is of: <c>kopi.json</c> in its folder, written last.</summary>
/// <param name="Format">1.</param>
/// <param name="Key">The authority's, or <c>faelles</c>.</param>
/// <param name="Name">As shown on every page.</param>
/// <param name="Cvr">8 digits; empty for <c>faelles</c>.</param>
/// <param name="IsDemo">Invented.</param>
/// <param name="Hosts">Its host names.</param>
/// <param name="Taken">When its database was copied. Nothing later is in it.</param>
/// <param name="Provider">Which kind of database the copy is of.</param>
/// <param name="Contents">How many stored contents it names, in <c>filer.txt</c>.</param>
/// <param name="ContentBytes">Their sizes together.</param>
/// <param name="Parts">Its other files.</param>
public sealed record BackupManifest(
    int Format, string Key, string Name, string Cvr, bool IsDemo, IReadOnlyList<string> Hosts, DateTimeOffset Taken, Provider Provider, long Contents, long ContentBytes, IReadOnlyList<BackupPart> Parts);

/// <summary>
/// Where one store's copies lie: a folder per copy, named by its time in UTC, and <c>filer</c>, the contents that they name, each once. A copy gets its name when it is whole; what has none is
/// not a copy and goes with the next one.
/// </summary>
public sealed class BackupFolder
{
    internal const string ManifestFile = "kopi.json";
    internal const string ContentList = "filer.txt";

    /// <summary>What an archivist has destroyed until then, line by line; a copy may lack it.</summary>
    public const string ErasedList = "slettet.jsonl";

    private const string Stamp = "yyyyMMdd'T'HHmmss'Z'";
    private const string Unfinished = ".ny";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter() } };

    /// <param name="root">Where all copies lie.</param>
    /// <param name="key">The store's.</param>
    public BackupFolder(string root, string key) => Path = System.IO.Path.Combine(System.IO.Path.GetFullPath(root), key);

    public string Path { get; }

    internal ContentStore Pool(bool readOnly = false) => new(System.IO.Path.Combine(Path, "filer"), readOnly);

    /// <summary>Names of the whole copies, oldest first.</summary>
    public IReadOnlyList<string> Copies() => !Directory.Exists(Path) ? []
        : [.. Directory.EnumerateDirectories(Path).Where(d => File.Exists(System.IO.Path.Combine(d, ManifestFile))).Select(d => System.IO.Path.GetFileName(d)).Where(d => TimeOf(d) is not null).Order(StringComparer.Ordinal)];

    /// <summary>The store keys that have copies here.</summary>
    public static IReadOnlyList<string> Keys(string root) => !Directory.Exists(root) ? []
        : [.. Directory.EnumerateDirectories(root).Select(d => System.IO.Path.GetFileName(d)).Where(k => new BackupFolder(root, k).Copies().Count > 0).Order(StringComparer.Ordinal)];

    public string PathOf(string copy, string file) => System.IO.Path.Combine(Path, copy, file);

    /// <exception cref="BackupException">There is no such copy, or it is not one of ours.</exception>
    public BackupManifest Manifest(string copy)
    {
        try
        {
            if (JsonSerializer.Deserialize<BackupManifest>(File.ReadAllBytes(PathOf(copy, ManifestFile)), Json) is { Format: 1 } manifest)
                return manifest;
        }
        catch (Exception e) when (e is JsonException or IOException)
        {
            throw new BackupException($"Der er ingen hel sikkerhedskopi i {System.IO.Path.Combine(Path, copy)}.", e);
        }

        throw new BackupException($"Sikkerhedskopien i {System.IO.Path.Combine(Path, copy)} er fra en anden version af Esdh.");
    }

    /// <summary>The contents that a copy names, as <c>sha256</c> and size.</summary>
    internal IEnumerable<(string Sha256, long Length)> Contents(string copy) =>
        File.ReadLines(PathOf(copy, ContentList)).Select(line => (line[..64], long.Parse(line.AsSpan(65), CultureInfo.InvariantCulture)));

    /// <summary>One process at a time takes or removes copies here.</summary>
    /// <exception cref="BackupException">Another does.</exception>
    internal HeldAlone Hold()
    {
        Directory.CreateDirectory(Path);
        return HeldAlone.File(System.IO.Path.Combine(Path, "kopi.laas")) ?? throw new BackupException($"En anden kommando arbejder i {Path}. Vent, til den er færdig.");
    }

    /// <summary>An empty folder for a copy that is being taken; what was left of those that were broken off is removed.</summary>
    internal string Begin()
    {
        foreach (var left in Directory.EnumerateDirectories(Path, Unfinished + "*"))
            Directory.Delete(left, recursive: true);
        return Directory.CreateDirectory(System.IO.Path.Combine(Path, $"{Unfinished}-{Guid.CreateVersion7():N}")).FullName;
    }

    /// <summary>The copy is whole: it is made durable and gets its name.</summary>
    internal string Finish(string folder, BackupManifest manifest)
    {
        File.WriteAllBytes(System.IO.Path.Combine(folder, ManifestFile), JsonSerializer.SerializeToUtf8Bytes(manifest, Json));
        foreach (var file in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            using var handle = File.OpenHandle(file, FileMode.Open, FileAccess.ReadWrite);
            RandomAccess.FlushToDisk(handle);
        }

        var name = manifest.Taken.UtcDateTime.ToString(Stamp, CultureInfo.InvariantCulture);
        if (Directory.Exists(System.IO.Path.Combine(Path, name)))
            throw new BackupException($"Der er allerede en sikkerhedskopi fra {name}. Prøv igen om et sekund.");
        ContentStore.FlushFolder(folder);
        Directory.Move(folder, System.IO.Path.Combine(Path, name));
        ContentStore.FlushFolder(Path);
        return name;
    }

    /// <summary>Removes copies from before <paramref name="before"/>, but never the newest, and destroys the contents that no other copy names.</summary>
    /// <returns>Copies and contents removed.</returns>
    public (int Copies, long Contents) Prune(DateTimeOffset before)
    {
        using var held = new Held(Hold());
        var copies = Copies();
        var old = copies.SkipLast(1).Where(c => TimeOf(c) < before).ToList();
        foreach (var copy in old)
        {
            File.Delete(PathOf(copy, ManifestFile)); // from now on it is no copy, however this ends
            Directory.Delete(System.IO.Path.Combine(Path, copy), recursive: true);
        }

        HashSet<UInt128> named = [];
        foreach (var (sha256, _) in Copies().SelectMany(Contents))
            named.Add(Short(sha256));
        var pool = Pool();
        var gone = 0L;
        foreach (var (sha256, _, _) in pool.All())
        {
            if (!named.Contains(Short(sha256)) && pool.Destroy(sha256, DateTime.MaxValue))
                gone++;
        }

        foreach (var left in pool.Abandoned(DateTime.MaxValue))
            File.Delete(left);
        return (old.Count, gone);
    }

    public static DateTimeOffset? TimeOf(string copy) =>
        DateTimeOffset.TryParseExact(copy, Stamp, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    /// <summary>Enough of a hash to tell contents apart, in a quarter of the room.</summary>
    internal static UInt128 Short(string sha256) => UInt128.Parse(sha256.AsSpan(0, 32), NumberStyles.HexNumber, CultureInfo.InvariantCulture);

    internal static async Task<BackupPart> PartAsync(string folder, string name, CancellationToken ct)
    {
        await using var file = File.OpenRead(System.IO.Path.Combine(folder, name));
        return new(name, Convert.ToHexStringLower(await SHA256.HashDataAsync(file, ct)), file.Length);
    }

    private sealed class Held(HeldAlone held) : IDisposable
    {
        public void Dispose() => held.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
