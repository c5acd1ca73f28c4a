namespace Esdh.Core.Files;

/// <summary>A folder for one piece of work, readable by the server's user alone, gone when disposed.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    /// <summary>Makes it in <paramref name="parent"/>, or in the system's temporary folder when that is null.</summary>
    public TemporaryFolder(string? parent)
    {
        Path = System.IO.Path.Combine(parent ?? System.IO.Path.GetTempPath(), $"esdh-{Guid.CreateVersion7():N}");
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Path);
        }
        else
        {
            Directory.CreateDirectory(Path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    public string Path { get; }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (IOException)
        {
            // A process on its way out may still write; the system's cleaning of temporary files takes the rest.
        }
    }
}
