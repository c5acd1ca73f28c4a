using System.Diagnostics;
using System.Text.Json;
using Esdh.Testing;
using Microsoft.Data.Sqlite;

namespace Esdh.Benchmarks.Kommune;

/// <summary>A data folder with a whole municipality in it, made once and used again: <c>kommune.json</c> in it says how large.</summary>
internal static class Kommunemappe
{
    public const string Myndighed = "korsbaek";

    private sealed record Maerke(int Sager, int Dokumenter, int Brugere, double Sekunder);

    public static string Sti(string? mappe, int n) => mappe ?? Path.Combine(Path.GetTempPath(), $"esdh-maal-{Stoerrelse(n)}");

    public static string Stoerrelse(int n) => n % 1_000_000 == 0 ? $"{n / 1_000_000}m" : n % 1000 == 0 ? $"{n / 1000}k" : $"{n}";

    public static string Database(string mappe) => Path.Combine(mappe, "myndigheder", Myndighed, "esdh.db");

    /// <summary>Makes the folder when it is not there with so many cases.</summary>
    public static async Task SikrAsync(string mappe, int n)
    {
        var maerke = Path.Combine(mappe, "kommune.json");
        if (File.Exists(maerke))
        {
            var har = JsonSerializer.Deserialize<Maerke>(await File.ReadAllTextAsync(maerke))!;
            if (har.Sager != n)
                throw new InvalidOperationException($"{mappe} holds {har.Sager} cases, not {n}. Name another folder.");
            Console.WriteLine($"# {mappe}: {har.Sager} cases, {har.Dokumenter} documents, made in {har.Sekunder:0} s");
            return;
        }

        if (Directory.Exists(mappe) && Directory.EnumerateFileSystemEntries(mappe).Any())
            throw new InvalidOperationException($"{mappe} is not empty and holds no finished municipality.");
        var ur = Stopwatch.StartNew();
        await using (var server = await Serverproces.StartAsync(new Dictionary<string, string> { ["Esdh:Data"] = mappe, ["Esdh:Demonstration"] = "tom", ["Logging:LogLevel:Default"] = "Warning" }))
            await server.StopAsync(); // the schema, the plan, statuses and the first users as the server makes them
        new Kommunebygger(Path.Combine(mappe, "myndigheder", Myndighed), n).Byg();
        await ForseglAsync(mappe);
        using var db = new SqliteConnection($"Data Source={Database(mappe)};Mode=ReadOnly;Pooling=false");
        db.Open();
        int Tael(string tabel) => int.Parse(Kommunebygger.Udtraek(db, $"select count(*) from {tabel}")[0], System.Globalization.CultureInfo.InvariantCulture);
        var lavet = new Maerke(n, Tael("dokument"), Tael("bruger"), ur.Elapsed.TotalSeconds);
        await File.WriteAllTextAsync(maerke, JsonSerializer.Serialize(lavet));
        Maaling.Skriv("byg", $"{n} sager, {lavet.Dokumenter} dokumenter skrevet og forseglet", "s", lavet.Sekunder, 1800);
    }

    /// <summary>The server seals what was written, as it would after a crash.</summary>
    private static async Task ForseglAsync(string mappe)
    {
        var ur = Stopwatch.StartNew();
        await using var server = await StartAsync(mappe);
        using var klient = Klienter.Lav(server.Adresse);
        using (await klient.GetAsync(new Uri("/api/v1/sager?antal=1", UriKind.Relative)))
        {
            // opened
        }

        using var db = new SqliteConnection($"Data Source={Database(mappe)};Mode=ReadOnly;Pooling=false");
        db.Open();
        while (int.Parse(Kommunebygger.Udtraek(db, "select (select max(nr) from haendelse) - coalesce((select sidste from segl_blok order by nr desc limit 1), 0)")[0], System.Globalization.CultureInfo.InvariantCulture) > 1000)
            await Task.Delay(1000);
        await server.StopAsync();
        Console.WriteLine($"# sealed in {ur.Elapsed.TotalSeconds:0} s");
    }

    /// <summary>As an operator runs it, never as a developer: a changed migration must not throw the folder away.</summary>
    public static Task<Serverproces> StartAsync(string mappe, string? preload = null) =>
        Serverproces.StartAsync(new Dictionary<string, string> { ["Esdh:Data"] = mappe, ["Logging:LogLevel:Default"] = "Warning", ["Esdh:Logon:Indbygget"] = "true" }, "Production", preload: preload);
}
