namespace Esdh.Core.Files.Mail;

/// <summary>A file that waits in a folder.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Name">Its own name, which is stable for as long as it waits.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Written">When it was last written, UTC.</param>
public sealed record WaitingFile(string Path, string Name, long Length, DateTime Written);

/// <summary>
/// Folders of an operator's that others write into. Paths are those of an administrator, so they are held below a root of the operator's
/// and never follow a link.
/// </summary>
public static class PostFolder
{
    /// <summary>The folder <paramref name="relative"/> below <paramref name="root"/>, or null where it would lie elsewhere, is hidden or goes through a link.</summary>
    public static string? Resolve(string root, string? relative)
    {
        if (string.IsNullOrWhiteSpace(relative) || relative.Length > 400 || relative.Contains('\0', StringComparison.Ordinal) || relative.Contains('\\', StringComparison.Ordinal) || Path.IsPathRooted(relative))
            return null;
        var path = Path.GetFullPath(root);
        foreach (var part in relative.Split('/'))
        {
            if (part.Length == 0 || part[0] == '.' || part != part.Trim() || part.Any(char.IsControl))
                return null;
            path = Path.Combine(path, part);
            if (new DirectoryInfo(path).LinkTarget is not null || File.Exists(path))
                return null;
        }

        return path;
    }

    /// <summary>Regular files of a folder by name, at most <paramref name="most"/>; a folder that is not there is empty.</summary>
    internal static IEnumerable<WaitingFile> Files(string folder, int most)
    {
        if (!Directory.Exists(folder))
            return [];
        // Names begin with the time of delivery, so that the oldest come first. The smallest are kept while the folder is read once: it may hold many.
        var first = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder))
        {
            var name = Path.GetFileName(path);
            if (name[0] == '.')
                continue;
            first.Add(name);
            if (first.Count > most)
                first.Remove(first.Max!);
        }

        return first.Select(name => new FileInfo(Path.Combine(folder, name))).Where(f => f.Exists && f.LinkTarget is null)
            .Select(f => new WaitingFile(f.FullName, f.Name, f.Length, f.LastWriteTimeUtc)).ToList();
    }

    /// <summary>Moves a file aside; false where it was gone already.</summary>
    internal static bool Move(string from, string folder, string name)
    {
        Directory.CreateDirectory(folder);
        try
        {
            File.Move(from, Path.Combine(folder, name), overwrite: true); // rename(2): the same name is the same message
            return true;
        }
        catch (FileNotFoundException)
        {
            return false; // whoever fills the folder gave it another name: it is seen again, and known
        }
    }

    /// <summary>Deletes what was moved aside before <paramref name="before"/> (UTC) in this folder; answers how many.</summary>
    internal static int Prune(string folder, DateTime before)
    {
        if (!Directory.Exists(folder))
            return 0;
        var gone = 0;
        foreach (var file in new DirectoryInfo(folder).EnumerateFiles())
        {
            // The time of the move: rename changes no times of the file itself, so it is touched when it is moved.
            if (file.LinkTarget is null && file.LastAccessTimeUtc < before && file.LastWriteTimeUtc < before)
            {
                file.Delete();
                gone++;
            }
        }

        return gone;
    }

    internal static void Touch(string path, DateTime utc)
    {
        try
        {
            File.SetLastAccessTimeUtc(path, utc);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Then it goes a little earlier.
        }
    }
}

/// <summary>
/// A mailbox as a Maildir: one file per message in <c>new</c> and <c>cur</c>; what is being written lies in <c>tmp</c> and is not looked at.
/// Taken messages are moved to <c>.Arkiv/cur</c>, marked as seen.
/// </summary>
public sealed class Maildir(string path)
{
    private string Archived => Path.Combine(path, ".Arkiv", "cur");

    /// <summary>Whether the folder is there: a mail server, or what fetches from one, has made it.</summary>
    public bool Exists => Directory.Exists(Path.Combine(path, "new")) || Directory.Exists(Path.Combine(path, "cur"));

    /// <summary>The oldest that wait, those in <c>new</c> first.</summary>
    public IReadOnlyList<WaitingFile> Waiting(int most)
    {
        List<WaitingFile> found = [.. PostFolder.Files(Path.Combine(path, "new"), most)];
        if (found.Count < most)
            found.AddRange(PostFolder.Files(Path.Combine(path, "cur"), most - found.Count));
        return found;
    }

    /// <summary>Moves a message that is safe elsewhere to the archive.</summary>
    public void Archive(WaitingFile message, DateTime utcNow)
    {
        foreach (var folder in new[] { "new", "tmp" })
            Directory.CreateDirectory(Path.Combine(path, ".Arkiv", folder));
        PostFolder.Touch(message.Path, utcNow);
        var info = message.Name.IndexOf(":2,", StringComparison.Ordinal);
        PostFolder.Move(message.Path, Archived, (info < 0 ? message.Name : message.Name[..info]) + ":2,S");
    }

    /// <summary>Deletes a message that says no more than is known now.</summary>
    public static void Delete(WaitingFile message) => File.Delete(message.Path);

    /// <summary>Deletes what has lain in the archive since before <paramref name="before"/> (UTC).</summary>
    public int Prune(DateTime before) => PostFolder.Prune(Archived, before);
}

/// <summary>
/// A folder that a scanner writes files into. A file is taken when it has stayed the same from one look to a later one, and when nobody holds a
/// lock on it; what is called <c>.name</c>, <c>~name</c>, <c>name.tmp</c> or <c>name.part</c> is left. Taken files are moved to <c>Arkiv</c>.
/// </summary>
public sealed class DropFolder(string path, TimeSpan stable)
{
    private readonly Dictionary<string, (long Length, DateTime Written, DateTime Since)> _seen = new(StringComparer.Ordinal);

    private string Archived => Path.Combine(path, "Arkiv");

    public bool Exists => Directory.Exists(path);

    /// <summary>Those that have been left alone long enough, by name.</summary>
    public IReadOnlyList<WaitingFile> Waiting(int most, DateTime utcNow)
    {
        var files = PostFolder.Files(path, 10_000).Where(f => f.Name[0] != '~' && Path.GetExtension(f.Name).ToLowerInvariant() is not (".tmp" or ".part" or ".crdownload")).ToList();
        var names = files.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var gone in _seen.Keys.Where(name => !names.Contains(name)).ToList())
            _seen.Remove(gone);
        List<WaitingFile> ready = [];
        foreach (var file in files)
        {
            if (!_seen.TryGetValue(file.Name, out var seen) || seen.Length != file.Length || seen.Written != file.Written)
                _seen[file.Name] = seen = (file.Length, file.Written, utcNow);
            if (file.Length > 0 && utcNow - seen.Since >= stable && ready.Count < most && !IsHeld(file.Path))
                ready.Add(file);
        }

        return ready;
    }

    /// <summary>Moves a file that is safe elsewhere to the archive.</summary>
    /// <param name="mark">Put before its name, so that two of one name do not meet there.</param>
    public void Archive(WaitingFile file, string mark, DateTime utcNow)
    {
        PostFolder.Touch(file.Path, utcNow);
        PostFolder.Move(file.Path, Archived, $"{mark}-{file.Name}");
        _seen.Remove(file.Name);
    }

    /// <summary>Deletes what has lain in the archive since before <paramref name="before"/> (UTC).</summary>
    public int Prune(DateTime before) => PostFolder.Prune(Archived, before);

    private static bool IsHeld(string file)
    {
        try
        {
            using var alone = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.None);
            return false;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (IOException)
        {
            return true;
        }
        catch (UnauthorizedAccessException)
        {
            return false; // taking it will tell
        }
    }
}
