using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using Esdh.Testing;
using Microsoft.Data.Sqlite;

namespace Esdh.Benchmarks;

/// <summary>
/// A disposal of documents with a file of their own each, from approval to signed protocol, beside the bare work on the same disk: the rows of as many documents deleted from a copy of the same database by
/// prepared statements, a hundred documents a transaction, and as many files overwritten, flushed and removed. The aim is a third of the bare rate.
/// </summary>
internal sealed class Kassationsmaaling : IScenarie
{
    private const double Maal = 1 / 3.0;
    private const int PaaSag = 500;
    private const int Stoerrelse = 20 * 1024;

    public string Navn => "kassation";

    public async Task RunAsync(string folder, int? n, string? preload)
    {
        var antal = n ?? 5_000;
        var data = Path.Combine(folder, "data");
        var (database, filer) = (Path.Combine(data, "myndigheder", "korsbaek", "esdh.db"), Path.Combine(data, "myndigheder", "korsbaek", "filer"));
        await using var server = await Klienter.StartAsync(data, preload);
        using var sagsbehandler = Klient(server, "sagsbehandler");
        using var arkivar = Klient(server, "arkivar");
        using var leder = Klient(server, "leder");
        List<string> sager = [];
        for (var i = 0; i < antal; i += PaaSag)
            sager.Add(await SagAsync(sagsbehandler, $"Til kassation {i}", "05.09.04", "G01"));
        await Maaling.BelastAsync(8, antal, async i => await LaegAsync(sagsbehandler, sager[i / PaaSag]));
        foreach (var sag in sager)
            await SendAsync(sagsbehandler, HttpMethod.Post, $"/api/v1/sager/{sag}/afslutning", new { });
        var beslutning = await LaegAsync(sagsbehandler, await SagAsync(sagsbehandler, "Byrådet", "00.01.00", "A00"));
        SaaGammelt(database, filer);

        var bare = antal / Bare(database, filer, Path.Combine(folder, "bare"), antal);
        var id = (await SendAsync(arkivar, HttpMethod.Post, "/api/v1/kassationer", new { titel = "Måling" })).GetProperty("id").GetString()!;
        var liste = await VentAsync(arkivar, id, "TilGennemsyn");
        var idag = DateOnly.FromDateTime(TimeProvider.System.GetLocalNow().Date);
        await SendAsync(arkivar, HttpMethod.Put, $"/api/v1/kassationer/{id}/grundlag", new { analyse = "Set", hoering = "Ja", hoeringDag = idag, beslutning, beslutningDag = idag });
        await SendAsync(arkivar, HttpMethod.Post, $"/api/v1/kassationer/{id}/afsendelse", new { });
        await SendAsync(leder, HttpMethod.Post, $"/api/v1/kassationer/{id}/godkendelse", new { });
        var vores = antal / await VentAsync(arkivar, id, "Udfoert");
        var kasseret = Tal(database, "select count(*) from kassationslinje where udfald = 'Kasseret'");
        if (kasseret != antal)
            throw new InvalidOperationException($"{kasseret} documents were disposed of, not {antal}.");
        Maaling.Skriv("kassation", "listen", "dokumenter/s", antal / liste, null);
        Maaling.Skriv("kassation", "kassation med protokol, mod rå sletning", "dokumenter/s", vores, bare);
        Maaling.Skriv("kassation", "forhold til rå sletning, mindst 1/3", "", vores / bare, Maal);
        await server.StopAsync();
    }

    /// <summary>Seconds until it has come so far.</summary>
    private static async Task<double> VentAsync(HttpClient klient, string id, string tilstand)
    {
        var ur = Stopwatch.StartNew();
        while ((await SendAsync(klient, HttpMethod.Get, $"/api/v1/kassationer/{id}", null)).GetProperty("tilstand").GetString() != tilstand)
            await Task.Delay(50);
        return ur.Elapsed.TotalSeconds;
    }

    private static double Bare(string database, string filer, string mappe, int antal)
    {
        Directory.CreateDirectory(mappe);
        var kopi = Path.Combine(mappe, "bare.db");
        using (var kilde = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=false"))
        using (var til = new SqliteConnection($"Data Source={kopi};Pooling=false"))
        {
            kilde.Open();
            til.Open();
            kilde.BackupDatabase(til);
        }

        var navne = Directory.EnumerateFiles(filer, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f).Length == 64).Take(antal).Select((f, i) =>
        {
            var ny = Path.Combine(mappe, (i % 256).ToString("x2", CultureInfo.InvariantCulture), Path.GetFileName(f));
            Directory.CreateDirectory(Path.GetDirectoryName(ny)!);
            File.Copy(f, ny);
            return ny;
        }).ToList();
        using var db = new SqliteConnection($"Data Source={kopi};Pooling=false");
        db.Open();
        Koer(db, "pragma journal_mode=wal; pragma synchronous=full; pragma foreign_keys=0; pragma secure_delete=1");
        List<byte[]> ider = [];
        using (var hent = db.CreateCommand())
        {
            hent.CommandText = "select id from dokument where journaliseret is not null limit @n";
            hent.Parameters.AddWithValue("@n", antal);
            using var raekker = hent.ExecuteReader();
            while (raekker.Read())
                ider.Add((byte[])raekker.GetValue(0));
        }

        var ur = Stopwatch.StartNew();
        foreach (var portion in ider.Chunk(100))
        {
            using var transaktion = db.BeginTransaction();
            foreach (var sql in (string[])["delete from fil where dokument_id = @id", "delete from haendelse_data where nr in (select nr from haendelse where objekt_id = @id)", "update dokument set version = version + 1 where id = @id"])
            {
                using var command = db.CreateCommand();
                command.CommandText = sql;
                command.Transaction = transaktion;
                var id = command.Parameters.Add("@id", SqliteType.Blob);
                foreach (var dokument in portion)
                {
                    id.Value = dokument;
                    command.ExecuteNonQuery();
                }
            }

            transaktion.Commit();
        }

        var nuller = RandomNumberGenerator.GetBytes(Stoerrelse);
        foreach (var fil in navne)
        {
            using (var aaben = File.OpenHandle(fil, FileMode.Open, FileAccess.Write))
            {
                RandomAccess.Write(aaben, nuller, 0);
                RandomAccess.FlushToDisk(aaben);
            }

            File.Delete(fil);
        }

        var sekunder = ur.Elapsed.TotalSeconds;
        db.Close();
        Directory.Delete(mappe, recursive: true);
        return sekunder;
    }

    /// <summary>As if it all had happened six years ago; the server's clock is the real one.</summary>
    private static void SaaGammelt(string database, string filer)
    {
        var aar = TimeSpan.FromDays(6 * 366);
        using (var db = new SqliteConnection($"Data Source={database};Pooling=false"))
        {
            db.Open();
            Koer(db, string.Create(CultureInfo.InvariantCulture, $"pragma busy_timeout = 10000; update sag set afsluttet = afsluttet - {aar.Ticks / 10} where afsluttet is not null"));
        }

        foreach (var fil in Directory.EnumerateFiles(filer, "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(fil, File.GetLastWriteTimeUtc(fil) - aar);
    }

    private static void Koer(SqliteConnection db, string sql)
    {
        using var command = db.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }

    private static long Tal(string database, string sql)
    {
        using var db = new SqliteConnection($"Data Source={database};Mode=ReadOnly;Pooling=false");
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static async Task<string> SagAsync(HttpClient klient, string titel, string emne, string facet) =>
        (await SendAsync(klient, HttpMethod.Post, "/api/v1/sager", new { titel, emne, facet })).GetProperty("id").GetString()!;

    private static async Task<string> LaegAsync(HttpClient klient, string sag)
    {
        using var svar = await klient.PostAsync(new Uri($"/api/v1/sager/{sag}/dokumenter", UriKind.Relative), Klienter.Fil(Stoerrelse, new { titel = "Brev", retning = "indgaaende", journaliser = true }));
        return (await Klienter.SvarAsync(svar)).GetProperty("id").GetString()!;
    }

    private static async Task<System.Text.Json.JsonElement> SendAsync(HttpClient klient, HttpMethod metode, string sti, object? krop)
    {
        using var kald = new HttpRequestMessage(metode, sti) { Content = krop is null ? null : Klienter.Json(krop) };
        using var svar = await klient.SendAsync(kald);
        if (svar is { IsSuccessStatusCode: true, Content.Headers.ContentLength: 0 } or { StatusCode: System.Net.HttpStatusCode.NoContent })
            return default;
        return await Klienter.SvarAsync(svar);
    }

    private static HttpClient Klient(Serverproces server, string bruger) => new(new Tegnhandler(server.Adresse, bruger, "korsbaek")) { BaseAddress = server.Adresse, Timeout = TimeSpan.FromMinutes(5) };
}
