using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Microsoft.Win32.SafeHandles;

namespace Esdh.Core.Storage;

/// <summary>
/// Files by the SHA-256 of their bytes, in 256 folders. A file is durable, with the folder entry that names it, before anyone is told
/// its name, and is never changed afterwards.
/// </summary>
public sealed partial class ContentStore
{
    private readonly string _root;
    private readonly Lock _naming = new();

    /// <param name="root">The folder, made when it is missing.</param>
    /// <param name="readOnly">Nothing is made; a missing folder is an empty store.</param>
    public ContentStore(string root, bool readOnly = false)
    {
        _root = root;
        if (readOnly || Directory.Exists(Path.Combine(root, "ff")))
            return;
        Directory.CreateDirectory(Path.Combine(root, "ny"));
        for (var i = 0; i < 256; i++)
            Directory.CreateDirectory(Path.Combine(root, i.ToString("x2", null)));
        FlushFolder(root);
    }

    /// <summary>Stores what the stream holds.</summary>
    /// <param name="content">Read once, to its end.</param>
    /// <param name="limit">Most bytes taken.</param>
    /// <param name="ct">Stops the upload; nothing is left behind.</param>
    /// <exception cref="ContentTooLargeException">As soon as the limit is passed; the rest is not read.</exception>
    public async Task<StoredContent> SaveAsync(Stream content, long limit, CancellationToken ct)
    {
        var temp = Path.Combine(_root, "ny", Guid.CreateVersion7().ToString("N"));
        try
        {
            var (hash, length) = await WriteAndFlushAsync(content, temp, limit, ct);
            var sha256 = Convert.ToHexStringLower(hash);
            var folder = Path.Combine(_root, sha256[..2]);
            lock (_naming)
                File.Move(temp, Path.Combine(folder, sha256), overwrite: true); // same name, same bytes, a new age: rename(2)
            FlushFolder(folder); // also where the name was there before: whoever made it may not have flushed yet
            return new(sha256, length);
        }
        catch
        {
            File.Delete(temp);
            throw;
        }
    }

    public Task<StoredContent> SaveAsync(byte[] content, CancellationToken ct) =>
        SaveAsync(new MemoryStream(content, writable: false), long.MaxValue, ct);

    /// <exception cref="FileNotFoundException">No such content.</exception>
    public FileStream OpenRead(string sha256) =>
        new(PathOf(sha256), new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.Read | FileShare.Delete, Options = FileOptions.Asynchronous | FileOptions.SequentialScan });

    public bool Exists(string sha256) => File.Exists(PathOf(sha256));

    /// <summary>Where the content lies, for child processes that read it. Never hand it to anything that writes.</summary>
    public string PathOf(string sha256)
    {
        if (sha256.Length != 64 || !sha256.All(char.IsAsciiHexDigitLower))
            throw new ArgumentException("Not a SHA-256 in lower-case hex.", nameof(sha256));
        return Path.Combine(_root, sha256[..2], sha256);
    }

    /// <summary>Every stored content's name with its age mark, folder by folder; foreign files are passed over.</summary>
    public IEnumerable<(string Sha256, DateTime LastWriteUtc, long Length)> All() =>
        from i in Enumerable.Range(0, 256)
        let folder = new DirectoryInfo(Path.Combine(_root, i.ToString("x2", null)))
        where folder.Exists
        from file in folder.EnumerateFiles()
        where file.Name.Length == 64 && file.Name.All(char.IsAsciiHexDigitLower)
        select (file.Name, file.LastWriteTimeUtc, file.Length);

    /// <summary>Uploads that never ended, older than <paramref name="before"/>.</summary>
    public IEnumerable<string> Abandoned(DateTime before) =>
        new DirectoryInfo(Path.Combine(_root, "ny")).EnumerateFiles().Where(f => f.LastWriteTimeUtc < before).Select(f => f.FullName);

    /// <summary>
    /// Removes content that nothing refers to (the caller has made sure of that), unless it was stored again since <paramref name="before"/>:
    /// then someone is about to refer to it.
    /// </summary>
    /// <returns>Whether it is gone.</returns>
    public bool Delete(string sha256, DateTime before)
    {
        var path = PathOf(sha256);
        lock (_naming)
        {
            if (File.GetLastWriteTimeUtc(path) >= before)
                return false;
            File.Delete(path);
            return true;
        }
    }

    /// <summary>
    /// Destroys content for good: it loses its name, its bytes are written over on disk, and then it is removed. As <see cref="Delete"/> it leaves what was stored again since <paramref name="before"/>.
    /// Killed half-way, what is left has no name and goes with what <see cref="Abandoned"/> finds.
    /// </summary>
    /// <returns>Whether it is gone; also true when it was gone before.</returns>
    public bool Destroy(string sha256, DateTime before)
    {
        var path = PathOf(sha256);
        var nameless = Path.Combine(_root, "ny", Guid.CreateVersion7().ToString("N"));
        lock (_naming)
        {
            if (!File.Exists(path))
                return true;
            if (File.GetLastWriteTimeUtc(path) >= before)
                return false;
            File.Move(path, nameless);
        }

        using (var file = File.OpenHandle(nameless, FileMode.Open, FileAccess.Write))
        {
            var nothing = new byte[64 * 1024];
            for (long at = 0, length = RandomAccess.GetLength(file); at < length; at += nothing.Length)
                RandomAccess.Write(file, nothing.AsSpan(0, (int)Math.Min(nothing.Length, length - at)), at);
            RandomAccess.FlushToDisk(file);
        }

        File.Delete(nameless);
        return true;
    }

    /// <summary>Makes it durable that names are gone from the folders of these contents.</summary>
    public void FlushNames(IEnumerable<string> sha256)
    {
        foreach (var folder in sha256.Select(s => s[..2]).Distinct())
            FlushFolder(Path.Combine(_root, folder));
    }

    private static async Task<(byte[] Hash, long Length)> WriteAndFlushAsync(Stream content, string path, long limit, CancellationToken ct)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(128 * 1024);
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
            long length = 0;
            for (int n; (n = await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct)) > 0; length += n)
            {
                if (length + n > limit)
                    throw new ContentTooLargeException(limit);
                hash.AppendData(buffer, 0, n);
                RandomAccess.Write(file, buffer.AsSpan(0, n), length);
            }

            RandomAccess.FlushToDisk(file);
            return (hash.GetHashAndReset(), length);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>.NET refuses to open a folder, so libc opens it. Windows has nothing to flush.</summary>
    internal static void FlushFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            return;
        using var folder = new SafeFileHandle(Open(path, 0x80000 /* O_RDONLY | O_CLOEXEC */), ownsHandle: true);
        if (folder.IsInvalid)
            throw new IOException($"{path}: errno {Marshal.GetLastPInvokeError()}");
        RandomAccess.FlushToDisk(folder);
    }

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);
}
