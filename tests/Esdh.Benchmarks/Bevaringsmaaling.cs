using System.Diagnostics;
using System.Globalization;
using Esdh.Benchmarks.Kommune;
using Esdh.Testing;
using Microsoft.Data.Sqlite;

namespace Esdh.Benchmarks;

/// <summary>
/// Every case of a whole municipality held against the retention plan, as the archivist's page asks for it, beside a bare walk through the same columns of the same database; 20 seconds for a million cases is the
/// aim, and as much less for fewer.
/// </summary>
internal sealed class Bevaringsmaaling : IScenarie
{
    private const double SekunderPrMillion = 20;

    public string Navn => "bevaring";

    public async Task RunAsync(string folder, int? n, string? preload)
    {
        var sager = n ?? 100_000;
        Maaling.Cases = sager;
        var mappe = Kommunemappe.Sti(null, sager);
        await Kommunemappe.SikrAsync(mappe, sager);
        await using var server = await Kommunemappe.StartAsync(mappe, preload);
        using var arkivar = new HttpClient(new Tegnhandler(server.Adresse, "arkivar", Kommunemappe.Myndighed)) { BaseAddress = server.Adresse, Timeout = TimeSpan.FromMinutes(5) };
        List<double> vores = [], bare = [];
        for (var gang = 0; gang < 4; gang++)
        {
            var ur = Stopwatch.StartNew();
            using var svar = await arkivar.GetAsync(new Uri("/api/v1/bevaring/fremskrivning", UriKind.Relative));
            var talte = (await Klienter.SvarAsync(svar)).GetProperty("sager").GetInt32();
            if (talte < sager) // other scenarios have opened some
                throw new InvalidOperationException($"{talte} cases were held against the plan, not {sager}.");
            if (gang > 0) // the first one compiles
                vores.Add(ur.Elapsed.TotalSeconds);
            bare.Add(Bare(mappe));
        }

        Maaling.Skriv("bevaring", "alle sager mod bevaringsplanen", "s", Maaling.Median(vores), SekunderPrMillion * sager / 1_000_000);
        Maaling.Skriv("bevaring", "mod en gennemgang af de samme kolonner", "s", Maaling.Median(vores), Maaling.Median(bare));
        await server.StopAsync();
    }

    private static double Bare(string mappe)
    {
        var ur = Stopwatch.StartNew();
        using var db = new SqliteConnection($"Data Source={Kommunemappe.Database(mappe)};Mode=ReadOnly;Pooling=false");
        db.Open();
        using var command = db.CreateCommand();
        command.CommandText = "select id, emne, facet, tilstand, afsluttet from sag where sammenlagt_med_id is null";
        using var raekker = command.ExecuteReader();
        Dictionary<string, int> efter = [];
        while (raekker.Read())
        {
            var noegle = string.Create(CultureInfo.InvariantCulture, $"{raekker.GetString(1)}{raekker.GetString(2)}{raekker.GetString(3)}");
            efter[noegle] = efter.GetValueOrDefault(noegle) + (raekker.IsDBNull(4) ? 0 : 1);
        }

        return ur.Elapsed.TotalSeconds;
    }
}
