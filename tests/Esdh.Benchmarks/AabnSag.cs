using System.Globalization;
using Esdh.Benchmarks.Kommune;
using Esdh.Testing;
using Microsoft.Data.Sqlite;

namespace Esdh.Benchmarks;

/// <summary>
/// What a caseworker opens all day, in a whole municipality: cases by page and API, lists with their filters, my day, the case with eighteen thousand documents, and the
/// same by one who sees everything. Each figure is of pages that were opened before, by one who is signed in.
/// </summary>
internal static class AabnSag
{
    private static readonly string[] Lister =
    [
        "/sager?behandler=mig&tilstand=aaben", "/sager?enhed=min&tilstand=aaben", "/sager?tilstand=aaben", "/sager?alle=ja", "/sager?behandler=mig&frist=overskredet&sorter=frist",
        "/sager?kun=favoritter", "/sager?kun=sete", "/sager?sorter=titel", "/sager?enhed=min&sorter=nummer",
    ];

    private static readonly string[] Filtre = ["/sager?emne=02", "/sager?emne={emne}", "/sager?emne={emne}&sorter=titel", "/sager?skabelon={skabelon}", "/sager?frist=overskredet", "/sager?fra=2020-01-01&til=2020-12-31", "/sager?tilstand=hvilende&enhed=min"];

    public static async Task MaalAsync(Serverproces server, HttpClient klient, string mappe, int antal)
    {
        var (almindelige, faelles, stor, emne, skabelon) = Vaelg(mappe);
        await Maaling.VarmOpAsync(server.Id, 1000, i => HentAsync(klient, (i % 3) switch
        {
            0 => $"/sager/{almindelige[i % almindelige.Count]}", 1 => $"/api/v1/sager/{almindelige[i % almindelige.Count]}", _ => Fyld(i % 2 == 0 ? Lister[i / 3 % Lister.Length] : "/", emne, skabelon),
        }));

        string Sag(int i) => almindelige[i % almindelige.Count];
        await SkrivAsync("åbn sag, siden", "median", 50, 10, 1, antal, i => HentAsync(klient, $"/sager/{Sag(i)}"));
        await SkrivAsync("åbn sag, API", "median", 50, 10, 1, antal, i => HentAsync(klient, $"/api/v1/sager/{Sag(i)}"));
        await SkrivAsync("sagens dokumenter, siden", "median", 50, null, 1, antal, i => HentAsync(klient, $"/sager/{Sag(i)}/dokumenter"));
        List<(string Navn, string[] Stier)> grupper = [("sagslister", Lister), ("sagslister med filtre", [.. Filtre.Select(f => Fyld(f, emne, skabelon))]), ("min dag", ["/"])];
        foreach (var (navn, stier) in grupper)
        {
            await Maaling.BelastAsync(4, 20 * stier.Length, i => HentAsync(klient, stier[i % stier.Length]));
            foreach (var sti in stier.Length > 1 ? stier : [])
            {
                var (_, tider) = await Maaling.BelastAsync(1, Math.Max(20, antal / 10), _ => HentAsync(klient, sti));
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"# {sti}: median {Maaling.Median(tider):0.0} ms, 95 % {Maaling.Percentile(tider, 95):0.0} ms"));
            }

            await SkrivAsync(navn, "95 %", 95, 50, 1, antal, i => HentAsync(klient, stier[i % stier.Length]));
            await SkrivAsync(navn, "95 %", 95, 150, 16, antal * 2, i => HentAsync(klient, stier[i % stier.Length]));
        }

        await SkrivAsync($"sagen med {Kommunebygger.Kaempesag} dokumenter, siden", "median", 50, 100, 1, 50, _ => HentAsync(klient, $"/sager/{stor}"));
        await SkrivAsync($"sagen med {Kommunebygger.Kaempesag} dokumenter, API", "median", 50, 100, 1, 50, _ => HentAsync(klient, $"/api/v1/sager/{stor}"));
        await SkrivAsync($"sagen med {Kommunebygger.Kaempesag} dokumenter, dokumentfanen", "median", 50, 100, 1, 50, _ => HentAsync(klient, $"/sager/{stor}/dokumenter"));
        await SkrivAsync($"sagen med {Kommunebygger.Kaempesag} dokumenter, historikken", "median", 50, null, 1, 50, _ => HentAsync(klient, $"/sager/{stor}/historik"));
        await BegraensetAsync(server, klient, faelles, antal);
        await AfslutAsync(klient, stor);
    }

    /// <summary>The same addresses by turns: one who sees a third of the authority, and one who sees nearly all.</summary>
    private static async Task BegraensetAsync(Serverproces server, HttpClient begraenset, List<string> sager, int antal)
    {
        using var seende = new HttpClient(new Tegnhandler(server.Adresse, "arkivar", Kommunemappe.Myndighed)) { BaseAddress = server.Adresse };
        Func<int, string>[] stier = [i => $"/sager/{sager[i % sager.Count]}", i => $"/api/v1/sager/{sager[i % sager.Count]}", _ => "/sager?tilstand=aaben", _ => "/sager?alle=ja", _ => "/sager?sorter=titel", i => $"/sager/{sager[i % sager.Count]}/dokumenter"];
        List<double> forhold = [], faa = [], alle = [];
        foreach (var sti in stier)
        {
            List<double> hans = [], hendes = [];
            await Maaling.BelastAsync(2, 40, i => HentAsync(i % 2 == 0 ? begraenset : seende, sti(i)));
            for (var runde = 0; runde < 6; runde++)
            {
                hans.AddRange((await Maaling.BelastAsync(1, Math.Max(20, antal / 20), i => HentAsync(begraenset, sti(i)))).Milliseconds);
                hendes.AddRange((await Maaling.BelastAsync(1, Math.Max(20, antal / 20), i => HentAsync(seende, sti(i)))).Milliseconds);
            }

            forhold.Add(Maaling.Median(hans) / Maaling.Median(hendes));
            faa.AddRange(hans);
            alle.AddRange(hendes);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"# {sti(0)}: restricted {Maaling.Median(hans):0.0} ms, all-seeing {Maaling.Median(hendes):0.0} ms"));
        }

        Maaling.Skriv("aabn-sag", "begrænset læser mod en, der ser alt, median (højst 1,2)", "ms", Maaling.Median(faa), Maaling.Median(alle));
        Maaling.Skriv("aabn-sag", "det samme, den adresse hvor forskellen er størst", "gange", forhold.Max(), 1.2);
    }

    /// <summary>Closed, and opened again for the next time.</summary>
    private static async Task AfslutAsync(HttpClient klient, string sag)
    {
        var begyndt = TimeProvider.System.GetTimestamp();
        using (var svar = await klient.PostAsync(new Uri($"/api/v1/sager/{sag}/afslutning", UriKind.Relative), Klienter.Json(new { })))
            await Klienter.SvarAsync(svar);
        Maaling.Skriv("aabn-sag", $"afslut sagen med {Kommunebygger.Kaempesag} dokumenter", "s", TimeProvider.System.GetElapsedTime(begyndt).TotalSeconds, 10);
        using var igen = await klient.PostAsync(new Uri($"/api/v1/sager/{sag}/genaabning", UriKind.Relative), Klienter.Json(new { kommentar = "Måling" }));
        await Klienter.SvarAsync(igen);
    }

    private static async Task SkrivAsync(string figur, string maal, int percent, double? graense, int klienter, int antal, Func<int, Task> arbejde)
    {
        var (_, tider) = await Maaling.BelastAsync(klienter, antal, arbejde);
        Maaling.Skriv("aabn-sag", $"{figur}, {Klienter.Antal(klienter)}, {maal}", "ms", Maaling.Percentile(tider, percent), graense);
    }

    /// <summary>Cases that the caseworker opens, own and the unit's; some that the archivist sees too; the large one; a common subject and type.</summary>
    private static (List<string> Almindelige, List<string> Faelles, string Stor, string Emne, string Skabelon) Vaelg(string mappe)
    {
        using var db = new SqliteConnection($"Data Source={Kommunemappe.Database(mappe)};Mode=ReadOnly;Pooling=false");
        db.Open();
        const string Behandler = "behandler_id = (select id from bruger where brugernavn = 'sagsbehandler')";
        const string Enhed = "enhed_id = (select enhed_id from bruger where brugernavn = 'sagsbehandler')";
        return (
            [.. Kommunebygger.Udtraek(db, $"select sagsnummer from sag where {Behandler} and sidste_aktnr < 1000 order by senest_aendret desc limit 200"), .. Kommunebygger.Udtraek(db, $"select sagsnummer from sag where {Enhed} and er_beskyttet = 0 order by nr % 97, nr desc limit 200")],
            Kommunebygger.Udtraek(db, $"select sagsnummer from sag where {Enhed} and er_beskyttet = 0 and sidste_aktnr < 1000 order by senest_aendret desc limit 100"),
            Kommunebygger.Udtraek(db, "select sagsnummer from sag order by sidste_aktnr desc limit 1")[0], Kommunebygger.Udtraek(db, "select emne from sag group by emne order by count(*) desc limit 1")[0],
            new Guid(Convert.FromHexString(Kommunebygger.Udtraek(db, "select hex(skabelon_id) from sag where skabelon_id is not null group by skabelon_id order by count(*) desc limit 1")[0]), bigEndian: true).ToString());
    }

    private static string Fyld(string sti, string emne, string skabelon) => sti.Replace("{emne}", emne, StringComparison.Ordinal).Replace("{skabelon}", skabelon, StringComparison.Ordinal);

    internal static async Task HentAsync(HttpClient klient, string sti)
    {
        using var svar = await klient.GetAsync(new Uri(sti, UriKind.Relative));
        if (!svar.IsSuccessStatusCode)
            throw new HttpRequestException($"{sti}: {(int)svar.StatusCode} {await svar.Content.ReadAsStringAsync()}");
        await svar.Content.ReadAsByteArrayAsync();
    }
}
