using System.Diagnostics;
using Esdh.Dagtilbud.Domain;
using Esdh.Testing;

namespace Esdh.Benchmarks;

/// <summary>
/// Proposals for 2,000 children to 60 institutions: worked out alone, and asked of a server that has them, with reading what it needs and storing the run. Compiled into Esdh.Benchmarks; it lies with the module's
/// tests, so that it goes with the module.
/// </summary>
internal sealed class Anvisningsmaaling : IScenarie
{
    /// <summary>The aim, in milliseconds.</summary>
    private const double Maal = 2000;

    private const int Institutioner = 60, Gange = 7;

    public string Navn => "anvisning";

    public async Task RunAsync(string folder, int? n, string? preload)
    {
        var antal = n ?? 2000;
        Rent(antal);
        await using var server = await Klienter.StartAsync(Path.Combine(folder, "data"), preload);
        using var administrator = new HttpClient(new Tegnhandler(server.Adresse, "administrator", "korsbaek")) { BaseAddress = server.Adresse, Timeout = TimeSpan.FromMinutes(5) };
        using var klient = Klienter.Lav(server.Adresse);
        await SendAsync(administrator, "/api/v1/moduler/dagtilbud/taend", new { });
        var idag = Core.Calendar.DanishTime.Today(TimeProvider.System);
        var naeste = new DateOnly(idag.Year, idag.Month, 1).AddMonths(1);
        List<string> huse = [];
        for (var i = 0; i < Institutioner; i++)
        {
            var hus = (await SendAsync(administrator, "/api/v1/dagtilbud/institutioner", new { navn = $"Hus {i} (måling)", art = i % 10 == 9 ? "Privat" : "Kommunal", adresse = "Vej 1", distrikt = $"Distrikt {i % 8}", aabningstid = "7-17", aabner = "2020-01-01" })).GetProperty("id").GetString()!;
            huse.Add(hus);
            foreach (var (navn, fra, til) in new[] { ("Vuggestue", 6, 36), ("Børnehave", 33, 72) })
            {
                var gruppe = (await SendAsync(administrator, $"/api/v1/dagtilbud/institutioner/{hus}/grupper", new { navn, fraMaaneder = fra, tilMaaneder = til })).GetProperty("id").GetString();
                await SendAsync(administrator, $"/api/v1/dagtilbud/institutioner/{hus}/grupper/{gruppe}/kapacitet", new { fra = naeste.AddMonths(-3), antal = 12 });
            }
        }

        var begyndt = Stopwatch.StartNew();
        await Maaling.BelastAsync(8, antal, async i =>
        {
            var foedt = idag.AddMonths(-8 - (i * 7 % 50));
            await SendAsync(klient, "/api/v1/dagtilbud/ansoegninger", new
            {
                barnenavn = $"Måling {i}", barnecpr = $"{61 + (i / 3000)}{foedt.Month:00}{foedt.Year % 100:00}{5000 + (i % 3000):0000}", modtaget = idag.AddDays(-(i * 13 % 300)), foraeldre = new[] { new { navn = $"Forælder {i}" } },
                ansoegning = new { oensket = naeste, oensker = Enumerable.Range(0, 5).Select(o => huse[(i * 11 + o * 17) % huse.Count]).Distinct(), distrikt = $"Distrikt {i % 8}" },
            });
        });
        Console.WriteLine($"# {antal} applications with a letter each in {begyndt.Elapsed.TotalSeconds:0} s");
        List<double> tider = [];
        for (var i = 0; i < Gange; i++)
        {
            var ur = Stopwatch.StartNew();
            var svar = await SendAsync(klient, "/api/v1/dagtilbud/anvisninger", new { maaned = naeste });
            tider.Add(ur.Elapsed.TotalMilliseconds);
            if (i == 0)
                Console.WriteLine($"# {svar.GetProperty("boern").GetInt32()} children, {svar.GetProperty("placerede").GetInt32()} with a place");
        }

        Maaling.Skriv("anvisning", $"hele handlingen med læsning og lagring, den første, {antal} børn", "ms", tider[0], Maal);
        Maaling.Skriv("anvisning", $"hele handlingen med læsning og lagring, median, {antal} børn", "ms", Maaling.Median(tider), Maal);
        await server.StopAsync();
    }

    private static async Task<System.Text.Json.JsonElement> SendAsync(HttpClient klient, string sti, object krop)
    {
        using var svar = await klient.PostAsync(new Uri(sti, UriKind.Relative), Klienter.Json(krop));
        return await Klienter.SvarAsync(svar);
    }

#pragma warning disable CA5394 // drawn children, not secrets
    private static void Rent(int antal)
    {
        var (r, maaned) = (new Random(1), (2027 * 12) + 2);
        var dag = Maaneder.Foerste(maaned);
        List<Anvisningsgruppe> grupper = [];
        List<Guid> huse = [];
        for (var i = 0; i < Institutioner; i++)
        {
            var hus = Guid.CreateVersion7();
            huse.Add(hus);
            foreach (var (navn, fra, til) in new[] { ("Vuggestue", 6, 36), ("Børnehave", 33, 72) })
                grupper.Add(new(Guid.CreateVersion7(), hus, $"Hus {i}", navn, $"Distrikt {i % 8}", i % 10 == 9 ? Institutionsart.Privat : Institutionsart.Kommunal, dag.AddYears(-5), null, fra, til, [.. Enumerable.Repeat(12, DagtilbudGruppe.FlestMaaneder)]));
        }

        List<Anvisningsbarn> boern = [.. Enumerable.Range(0, antal).Select(_ => new Anvisningsbarn(
            Guid.CreateVersion7(), dag.AddMonths(-r.Next(7, 60)), dag, dag.AddDays(-r.Next(30, 400)), dag.AddDays(r.Next(-40, 200)), $"Distrikt {r.Next(8)}", r.Next(20) == 0, huse.Where(_ => r.Next(40) == 0).ToHashSet(), [.. huse.OrderBy(_ => r.Next()).Take(5)]))];
        List<double> tider = [];
        for (var i = 0; i < Gange; i++)
        {
            var ur = Stopwatch.StartNew();
            Anvisning.Foreslaa(maaned, grupper, boern, Anvisningsregler.Af(DagtilbudRegelsaet.Standard));
            tider.Add(ur.Elapsed.TotalMilliseconds);
        }

        Maaling.Skriv("anvisning", $"forslagene alene, den første, {antal} børn", "ms", tider[0], Maal);
        Maaling.Skriv("anvisning", $"forslagene alene, median, {antal} børn", "ms", Maaling.Median(tider), Maal);
    }
#pragma warning restore CA5394
}
