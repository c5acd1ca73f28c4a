using Npgsql;

namespace Esdh.Testing;

/// <summary>
/// What a new server in Development makes at its first start, made once per test process and copied: the authorities with their migrated databases, keys, users, plan and
/// templates. A server started on a copy finds it done. It halves the time of a start, and there are hundreds of them.
/// </summary>
internal static class Testskabelon
{
    private const string Navn = "esdh_skabelon_";

    private static readonly Lazy<Task<Testdatabase>> Skabelon = new(LavAsync);

    /// <summary>Fills a database that is new and empty.</summary>
    public static async Task FyldAsync(Testdatabase ny)
    {
        var skabelon = await Skabelon.Value;
        foreach (var mappe in Directory.EnumerateDirectories(skabelon.Folder, "*", SearchOption.AllDirectories))
            Directory.CreateDirectory(Path.Combine(ny.Folder, Path.GetRelativePath(skabelon.Folder, mappe)));
        foreach (var fil in Directory.EnumerateFiles(skabelon.Folder, "*", SearchOption.AllDirectories))
            File.Copy(fil, Path.Combine(ny.Folder, Path.GetRelativePath(skabelon.Folder, fil)));
        if (Testdatabase.ErPostgresql)
            await ny.KopierAsync(skabelon);
    }

    private static async Task<Testdatabase> LavAsync()
    {
        foreach (var efterladt in Directory.EnumerateDirectories(Path.GetTempPath(), Navn + "*").Where(m => !Directory.Exists("/proc/" + Path.GetFileName(m)[Navn.Length..])))
            Directory.Delete(efterladt, recursive: true); // a test host is given no time to tidy up when it ends
        var database = new Testdatabase(Navn + Environment.ProcessId);
        var server = Testserver.UdenSkabelon(database);
        await server.InitializeAsync();
        await server.LukAsync();
        if (Testdatabase.ErPostgresql)
            NpgsqlConnection.ClearAllPools(); // a database with someone in it cannot be copied
        return database;
    }
}
