using System.Net;
using System.Text;
using System.Text.Json;
using Esdh.Core.Authorities;
using Esdh.Klub.Domain;
using Esdh.Klub.Handlinger;
using Esdh.Sager.Contract;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Klub.Tests.Http;

/// <summary>Members compare their figures: made up at home, and the figures alone travel. The clock is moved, so the server is its own.</summary>
public sealed class SammenligningTests(Klubserver f) : IClassFixture<Klubserver>
{
    private const string Sti = "/api/v1/klub/sammenligning";
    private const string Maal = "journal-frist";

    private static readonly DateOnly Dag = new(2027, 2, 3);

    private AuthorityRegistry Registry => f.Server.Services.GetRequiredService<AuthorityRegistry>();

    /// <summary>An incoming document, journalised or not, on a case of a person's own.</summary>
    private static async Task<string> DokumentAsync(HttpClient klient, string person, DateOnly dato, bool journaliser, string? sag = null)
    {
        sag ??= (await klient.SendAsync("/api/v1/sager", new { titel = "Henvendelse", emne = "02.34.02", facet = "G01", parter = new[] { new { navn = person, rolle = "Ansøger", erPrimaer = true } } })).GetProperty("id").GetString()!;
        using var lagt = await klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "brev.txt", Encoding.UTF8.GetBytes(Guid.CreateVersion7().ToString()), new { titel = "Brev", retning = "indgaaende", dato = $"{dato:yyyy-MM-dd}" });
        var id = (await lagt.ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString();
        if (journaliser)
            await klient.SendAsync($"/api/v1/dokumenter/{id}/journalisering", new { });
        return sag;
    }

    private void Stil(DateOnly dag) => f.Server.Ur.Saet(new(dag.ToDateTime(new(10, 0)), TimeSpan.Zero));

    private static JsonElement Linje(JsonElement billede) => billede.GetProperty("linjer").EnumerateArray().Single(l => l.GetProperty("noegle").GetString() == Maal);

    private static Task VentPaaAsync(HttpClient klient, int kvartal, Func<JsonElement, bool> sandt) => Vent.TilAsync(async () =>
    {
        using var svar = await klient.GetAsync(new Uri($"{Sti}?kvartal={kvartal}", UriKind.Relative));
        return svar.IsSuccessStatusCode && JsonSerializer.Deserialize<JsonElement>(await svar.Content.ReadAsStringAsync()) is var b && b.GetProperty("linjer").EnumerateArray().Any(l => l.GetProperty("noegle").GetString() == Maal) && sandt(Linje(b));
    });

    private static decimal? Eget(JsonElement linje) => linje.GetProperty("eget") is { ValueKind: JsonValueKind.Number } tal ? tal.GetDecimal() : null;

    [Fact]
    public async Task Kun_tallet_forlader_myndigheden_og_kun_naar_det_hviler_paa_fem()
    {
        Stil(Dag);
        var (korsbaek, maanekaer) = (f.Server.Som("sagsbehandler"), f.Server.Som("sagsbehandler", "maanekaer"));
        foreach (var person in Enumerable.Range(1, 6))
            await DokumentAsync(korsbaek, $"Person {person} Prøve", Dag, journaliser: true);
        foreach (var person in Enumerable.Range(1, 4))
            await DokumentAsync(maanekaer, $"Person {person} Prøve", Dag, journaliser: true);
        await DokumentAsync(maanekaer, "", Dag, journaliser: true, await DokumentAsync(maanekaer, "Person 9 Prøve", Dag.AddMonths(-5), journaliser: false)); // the fifth of the quarter
        await DokumentAsync(f.Server.Som("leder"), "Skjult Person", Dag, journaliser: true, (await f.Server.Som("leder").SendAsync("/api/v1/sager", new
        {
            titel = "Lukket sag", emne = "02.34.02", facet = "G01", adgang = new[] { new { art = "Bruger", reference = Adgang.Contract.Demonstration.BrugerId("korsbaek", "leder") } },
        })).GetProperty("id").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await f.Delegat.GetAsync(new Uri($"{Sti}?kvartal=20271", UriKind.Relative))).StatusCode); // it is not over

        Stil(new(2027, 4, 11));
        await VentPaaAsync(f.Delegat, 20271, l => Eget(l) == 100);
        await VentPaaAsync(f.AndenDelegat, 20271, l => Eget(l) == 100);
        var linje = Linje(await f.Delegat.HentAsync($"{Sti}?kvartal=20271"));
        Assert.Equal(JsonValueKind.Null, linje.GetProperty("median").ValueKind); // of two, each would know the other's

        // Two more members, and somebody registers a letter late that lay too long.
        var medlemmer = (await f.Sekretariat.HentAsync("/api/v1/klub/medlemmer")).GetProperty("poster").EnumerateArray().Where(m => m.GetProperty("navn").GetString() is "Prøveby Kommune" or "Fabelund Kommune").Select(m => m.GetProperty("id").GetGuid()).ToList();
        var tal = new Sammenligningstal(Maal, 1, "Journal", "Indgående dokumenter journaliseret inden for 3 arbejdsdage", "%", Maalberegning.Andel, "Som hos de andre.", true);
        foreach (var (medlem, i) in medlemmer.Select((m, i) => (m, i)))
            await Registry.Shared.Queue.RunAsync((IndberetMaaltal act) => act.Udfoer(new(medlem, 20271, f.Server.Ur.GetUtcNow(), [new(tal, 80 + (10 * i), null)]), default), default);
        foreach (var person in Enumerable.Range(1, 8))
            await DokumentAsync(korsbaek, $"Sen Person {person}", Dag, journaliser: true);
        await (await f.Medarbejder.PostAsync($"{Sti}/20271/opgoerelse", new { })).ForventAsync(HttpStatusCode.Forbidden);
        await f.Delegat.SendAsync($"{Sti}/20271/opgoerelse", new { });
        await VentPaaAsync(f.Delegat, 20271, l => Eget(l) == 47); // 7 of 15
        linje = Linje(await f.Delegat.HentAsync($"{Sti}?kvartal=20271"));
        Assert.Equal((85m, 4), (linje.GetProperty("median").GetDecimal(), linje.GetProperty("medlemmer").GetInt32()));
        Assert.Equal("Blandt de laveste", linje.GetProperty("plads").GetProperty("tekst").GetString());

        // The pages say the same, and one's own rows are those one sees.
        Assert.Contains("Blandt de laveste", await Klubserver.HtmlAsync(f.Delegat, "/klub/sammenligning?kvartal=20271"), StringComparison.Ordinal);
        var side = await Klubserver.HtmlAsync(f.Delegat, $"/klub/sammenligning/{Maal}?kvartal=20271&gruppe=lignende");
        Assert.Contains("Korsbæk Kommune (jer)", side, StringComparison.Ordinal);
        Assert.Contains("Median af medlemmerne", side, StringComparison.Ordinal);
        Assert.Contains(";90;%;1. kvartal 2027;journal-frist;1", await f.Delegat.GetStringAsync(new Uri($"/klub/sammenligning/{Maal}/tal.csv?kvartal=20271", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal(15, await RaekkerAsync(f.Server.Som("leder")));
        Assert.Equal(14, await RaekkerAsync(f.Medarbejder));
        Assert.Equal(HttpStatusCode.NotFound, (await f.Sekretariat.GetAsync(new Uri($"/klub/sammenligning/{Maal}/egne.csv?kvartal=20271", UriKind.Relative))).StatusCode);
        Assert.Equal(2, f.Server.Database.Tal(AuthorityRegistry.SharedKey, $"select count(*) from klub_maaling where kvartal = 20271 and noegle = '{Maal}' and tiendedele in (470, 1000)"));
        Assert.Equal(0, f.Server.Database.Tal(AuthorityRegistry.SharedKey, "select count(*) from klub_maaling where kvartal = 20271 and skjult = 'ForFaa' and tiendedele is not null"));
    }

    [Fact]
    public async Task Faa_personer_bliver_hjemme_ogsaa_naar_de_har_mange_sager()
    {
        Stil(new(2028, 2, 1));
        var klient = f.Server.Som("sagsbehandler", "maanekaer");
        foreach (var person in Enumerable.Range(1, 4))
        {
            var sag = await DokumentAsync(klient, $"Gentager {person}", new(2028, 2, 1), journaliser: true);
            await DokumentAsync(klient, "", new(2028, 2, 1), journaliser: true, sag);
        }

        Stil(new(2028, 4, 11));
        await Vent.TilAsync(() => Task.FromResult(f.Server.Database.Tal(AuthorityRegistry.SharedKey, $"select count(*) from klub_maaling where kvartal = 20281 and noegle = '{Maal}' and skjult = 'ForFaa'") == 1));

        Assert.Equal(0, f.Server.Database.Tal(AuthorityRegistry.SharedKey, $"select count(*) from klub_maaling where kvartal = 20281 and noegle = '{Maal}' and tiendedele is not null"));
        Assert.Contains("Færre end fem personer", await Klubserver.HtmlAsync(f.AndenDelegat, "/klub/sammenligning?kvartal=20281"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Et_maaltal_der_opgoeres_anderledes_skal_have_ny_version_og_versioner_blandes_ikke()
    {
        var medlem = (await f.Sekretariat.HentAsync("/api/v1/klub/medlemmer")).GetProperty("poster").EnumerateArray().Single(m => m.GetProperty("navn").GetString() == "Mønsterup Kommune").GetProperty("id").GetGuid();
        var kvartal = (await f.Delegat.HentAsync(Sti)).GetProperty("kvartal").GetInt32();
        Task IndberetAsync(int version, string enhed, decimal vaerdi) => Registry.Shared.Queue.RunAsync((IndberetMaaltal act) => act.Udfoer(
            new(medlem, kvartal, f.Server.Ur.GetUtcNow(), [new(new("proevetal", version, "Prøve", "Prøvetal", enhed, Maalberegning.Median, "Kun her."), vaerdi, null)]), default), default);
        await IndberetAsync(1, "dage", 10);

        Assert.Equal("SAMMENLIGNING-1", (await Assert.ThrowsAsync<Core.RegelbrudException>(() => IndberetAsync(1, "arbejdsdage", 7))).Regel.Kode);
        await IndberetAsync(2, "arbejdsdage", 7);

        var billede = await f.Delegat.HentAsync($"{Sti}/proevetal?kvartal={kvartal}");
        Assert.Equal((2, "arbejdsdage", 1), (billede.GetProperty("linje").GetProperty("version").GetInt32(), billede.GetProperty("linje").GetProperty("enhed").GetString(), billede.GetProperty("medlemmer").GetArrayLength()));
        Assert.Equal(HttpStatusCode.NotFound, (await f.Delegat.GetAsync(new Uri($"{Sti}/hest", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await f.Delegat.GetAsync(new Uri($"{Sti}?kvartal=20269", UriKind.Relative))).StatusCode);
        await (await f.Delegat.PostAsync($"{Sti}/20201/opgoerelse", new { })).BrydesAsync("SAMMENLIGNING-2");
    }

    private static async Task<int> RaekkerAsync(HttpClient klient) =>
        (await klient.GetStringAsync(new Uri($"/klub/sammenligning/{Maal}/egne.csv?kvartal=20271", UriKind.Relative))).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length - 1;
}
