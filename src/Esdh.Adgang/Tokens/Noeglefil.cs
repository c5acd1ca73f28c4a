namespace Esdh.Adgang.Tokens;

/// <summary>A secret in a file that only the server's user may read.</summary>
internal static class Noeglefil
{
    /// <summary>Written whole under another name first: a kill in between leaves no half key, and of two processes the first's stands.</summary>
    public static byte[] HentEllerOpret(string path, Func<byte[]> ny)
    {
        if (!File.Exists(path))
            Opret(path, ny());
        return File.ReadAllBytes(path);
    }

    private static void Opret(string path, byte[] indhold)
    {
        var temp = $"{path}.{Guid.CreateVersion7():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(temp, options))
        {
            file.Write(indhold);
            file.Flush(flushToDisk: true);
        }

        try
        {
            File.Move(temp, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(temp);
        }
    }
}
