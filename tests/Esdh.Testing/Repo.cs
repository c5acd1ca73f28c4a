namespace Esdh.Testing;

/// <summary>The working copy that the tests were built in.</summary>
public static class Repo
{
    /// <summary>The folder of <c>Esdh.sln</c>.</summary>
    public static string Rod { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Esdh.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("No Esdh.sln above the test binaries.");
        return folder.FullName;
    }
}
