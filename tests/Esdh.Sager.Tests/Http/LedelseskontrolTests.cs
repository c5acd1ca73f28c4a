using System.Net;
using System.Text.Json;
using Esdh.Adgang.Handlinger;
using Esdh.Adgang.Log;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Http;

/// <summary>Reviews begin by themselves, the access log is sampled and judged, cases are sampled.</summary>
public sealed class LedelseskontrolTests(Testserver server) : IClassFixture<Testserver>
{
    private static readonly Guid Kollega = Id("kollega");

    private static Guid Id(string bruger) => Adgang.Contract.Demonstration.BrugerId("korsbaek", bruger);

    private Task<Authority> MyndighedAsync() => server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");

    [Fact]
    public async Task En_gennemgang_begynder_af_sig_selv_paa_dagen_og_kun_en_gang()
    {
        await using var egen = new Testserver();
        await egen.InitializeAsync();
        egen.Ur.Saet(new(2027, 4, 1, 6, 0, 0, TimeSpan.Zero));
        var (vagt, myndighed) = (egen.Services.GetRequiredService<Ledelsesvagt>(), await egen.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek"));
        await vagt.KoerAsync(myndighed, CancellationToken.None);
        await vagt.KoerAsync(myndighed, CancellationToken.None);
        var runder = (await egen.Som("administrator").HentAsync("/api/v1/rettighedsgennemgange")).EnumerateArrayOrPoster().ToList();
        Assert.Equal("2027-04-01", Assert.Single(runder).GetProperty("termin").GetString());
        await (await egen.Som("administrator").PutAsync("/api/v1/rettighedsgennemgange/indstillinger", new { foersteMaaned = 2, foersteDag = 30, andenMaaned = 2, andenDag = 1, fristDage = 3, logstikproeve = 900 })).ForventAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Loggens_stikproeve_traekker_det_der_betyder_noget_og_det_samme_med_samme_froe()
    {
        server.Ur.Saet(new(2026, 10, 14, 9, 0, 0, TimeSpan.Zero));
        var (sb, kollega) = (server.Som("sagsbehandler"), server.Som("kollega"));
        var sag = (await sb.SendAsync("/api/v1/sager", new { titel = "Til kontrol", emne = "02.34.02", facet = "G01", parter = new[] { new { navn = "Kristian Mønstrup", rolle = "Ansøger", cpr = "610190-2001" } } })).GetProperty("id").GetString();
        var egen = (await kollega.SendAsync("/api/v1/sager", new { titel = "Kollegas", emne = "02.34.02", facet = "G01", parter = new[] { new { navn = "Kristian Mønstrup", rolle = "Ansøger", cpr = "610190-2001" } } })).GetProperty("id").GetString();
        for (var i = 0; i < 40; i++)
            await sb.HentAsync($"/api/v1/sager/{sag}");
        await kollega.HentAsync($"/api/v1/sager/{egen}"); // a party of the user's own name
        await kollega.SendAsync("/api/v1/sager/noedadgang", new { sag, begrundelse = "Borgeren står ved skranken" });
        await kollega.HentAsync($"/api/v1/sager/{sag}");
        await server.Som("logkontrollant").SendAsync("/api/v1/adgangslog/indsigt", new { cpr = "610190-2001" });

        server.Ur.Saet(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));
        var log = server.Som("logkontrollant");
        await (await server.Som("leder").PostAsync("/api/v1/logkontroller", new { })).ForventAsync(HttpStatusCode.Forbidden);
        await (await log.PostAsync("/api/v1/logkontroller", new { maaned = "2026-11-01" })).ForventAsync(HttpStatusCode.BadRequest); // not over
        var taget = await log.SendAsync("/api/v1/logkontroller", new { maaned = "2026-10-01", froe = 4711 });
        await (await log.PostAsync("/api/v1/logkontroller", new { maaned = "2026-10-01" })).BrydesAsync("LOG-4");
        var id = taget.GetProperty("id").GetGuid();
        var linjer = (await log.HentAsync($"/api/v1/logkontroller/{id}/linjer?antal=200")).EnumerateArrayOrPoster().ToList();
        var strata = linjer.GroupBy(l => l.GetProperty("stratum").GetString()!).ToDictionary(g => g.Key, g => g.Count());
        Assert.True(strata.ContainsKey("Noedadgang") && strata.ContainsKey("EgetNavn") && strata.ContainsKey("Oevrige"), string.Join(", ", strata));

        var myndighed = await MyndighedAsync();
        async Task<List<string>> TraekAsync(long froe)
        {
            await using var scope = server.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
            var udtraek = await scope.ServiceProvider.GetRequiredService<Logudtraekning>().UdtagAsync(new(2026, 10, 1), froe, 8, Guid.Empty, CancellationToken.None);
            return [.. udtraek.Linjer.Select(l => $"{l.Tid:O} {l.Hvad} {l.BrugerId}")];
        }

        var en = await TraekAsync(1);
        Assert.Equal(8, en.Count);
        Assert.Equal(en, await TraekAsync(1));
        Assert.NotEqual(en, await TraekAsync(2));

        var deres = linjer.First(l => l.GetProperty("brugerId").GetGuid() == Kollega && l.GetProperty("stratum").GetString() == "Noedadgang").GetProperty("id").GetString();
        var sti = $"/api/v1/logkontroller/linjer/{deres}";
        await (await log.PutAsync(sti, new { fund = "Brud" })).ForventAsync(HttpStatusCode.BadRequest);
        await (await log.PutAsync(sti, new { fund = "SkalForklares", tekst = "Hvorfor så du sagen?" })).ForventAsync();
        var egne = (await kollega.HentAsync("/api/v1/mig/forklaringer")).EnumerateArray().Single();
        await (await sb.PutAsync($"/api/v1/mig/forklaringer/{deres}", new { forklaring = "Det var ikke mig" })).ForventAsync(HttpStatusCode.NotFound);
        Assert.Equal("Hvorfor så du sagen?", egne.GetProperty("spoergsmaal").GetString());
        Assert.Contains("Du skal forklare et opslag", await SideAsync("kollega", "/"), StringComparison.Ordinal);
        server.Ur.Frem(TimeSpan.FromDays(20));
        Assert.True((await log.HentAsync(sti)).GetProperty("erForsinket").GetBoolean());
        await (await kollega.PutAsync($"/api/v1/mig/forklaringer/{deres}", new { forklaring = "Borgeren stod der" })).ForventAsync();
        await (await log.PutAsync(sti, new { fund = "Brud", tekst = "Intet formål", opfoelgning = "Samtale med lederen" })).ForventAsync();
        await (await log.PutAsync(sti, new { fund = "IOrden" })).BrydesAsync("LOG-2");
        await (await kollega.PutAsync($"/api/v1/mig/forklaringer/{deres}", new { forklaring = "For sent" })).BrydesAsync("LOG-3");
        var hans = linjer.FirstOrDefault(l => l.GetProperty("brugerId").GetGuid() == Id("logkontrollant"));
        Assert.Equal(JsonValueKind.Object, hans.ValueKind); // drawn as anybody's ...
        await (await log.PutAsync($"/api/v1/logkontroller/linjer/{hans.GetProperty("id").GetString()}", new { fund = "IOrden" })).BrydesAsync("LOG-1"); // ... and judged by another
        var csv = await FilAsync("logkontrollant", $"/logkontrol/stikproever/{id}/fil");
        Assert.Contains("Samtale med lederen", csv, StringComparison.Ordinal);
        Assert.Contains("4711", csv, StringComparison.Ordinal);
        Assert.Contains("Nødadgang", await SideAsync("logkontrollant", $"/logkontrol/stikproever/{id}"), StringComparison.Ordinal);
        server.Ur.Nulstil();
    }

    [Fact]
    public async Task Sagernes_stikproeve_ser_det_systemet_kan_se_og_lederen_skriver_sit_fund()
    {
        server.Ur.Saet(new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero));
        var sb = server.Som("sagsbehandler");
        var sag = (await sb.SendAsync("/api/v1/sager", new { titel = "Til stikprøve", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString();
        await (await sb.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "a.pdf", Provefiler.Pdf("Gammelt"), new { titel = "Modtaget", retning = "indgaaende", dato = "2026-09-01", journaliser = true })).ForventAsync();
        await (await sb.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "b.pdf", Provefiler.Pdf("Udkast"), new { titel = "Udkast", retning = "internt" })).ForventAsync();
        await sb.SendAsync($"/api/v1/sager/{sag}/erindringer", new { titel = "Frist", type = "opfoelgning", frist = "2026-11-09" });
        server.Ur.Saet(new(2026, 11, 25, 9, 0, 0, TimeSpan.Zero));
        var leder = server.Som("leder");
        await (await server.Som("borgerleder").PostAsync("/api/v1/sagsstikproever", new { enhedId = (await leder.HentAsync("/api/v1/mig")).GetProperty("enhed").GetProperty("id").GetGuid(), antal = 5 })).ForventAsync(HttpStatusCode.BadRequest);
        await (await leder.PostAsync("/api/v1/sagsstikproever", new { antal = 0 })).ForventAsync(HttpStatusCode.BadRequest);
        var en = await leder.SendAsync("/api/v1/sagsstikproever", new { antal = 100, froe = 7 });
        var to = await leder.SendAsync("/api/v1/sagsstikproever", new { antal = 100, froe = 7 });
        async Task<List<JsonElement>> UdtagneAsync(JsonElement s) => [.. (await leder.HentAsync($"/api/v1/sagsstikproever/{s.GetProperty("id").GetString()}/udtagne")).EnumerateArray()];
        var sager = await UdtagneAsync(en);
        Assert.Equal(sager.Select(s => s.GetProperty("sagsnummer").GetString()), (await UdtagneAsync(to)).Select(s => s.GetProperty("sagsnummer").GetString()));
        var min = sager.Single(s => s.GetProperty("titel").GetString() == "Til stikprøve");
        Assert.Equal((1, 1, 1), (min.GetProperty("gamleKladder").GetInt32(), min.GetProperty("sentJournaliserede").GetInt32(), min.GetProperty("overskredneFrister").GetInt32()));
        var sti = $"/api/v1/sagsstikproever/udtagne/{min.GetProperty("id").GetString()}";
        await (await server.Som("borgerleder").GetAsync(new Uri(sti, UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);
        await (await leder.PutAsync(sti, new { fund = "SkalRettes" })).ForventAsync(HttpStatusCode.BadRequest);
        await (await leder.PutAsync(sti, new { fund = "Rettet" })).BrydesAsync("STI-2");
        await (await leder.PutAsync(sti, new { fund = "SkalRettes", note = "Journalisér udkastet", opfoelgning = "2026-12-01" })).ForventAsync();
        Assert.False((await leder.HentAsync(sti)).GetProperty("skalFoelgesOp").GetBoolean());
        server.Ur.Saet(new(2026, 12, 2, 9, 0, 0, TimeSpan.Zero));
        Assert.True((await leder.HentAsync(sti)).GetProperty("skalFoelgesOp").GetBoolean());
        await (await leder.PutAsync(sti, new { fund = "Rettet", note = "Er gjort" })).ForventAsync();
        await (await leder.PutAsync(sti, new { fund = "IOrden" })).BrydesAsync("STI-1");
        Assert.Contains("stikprøve", (await sb.HentAsync($"/api/v1/sager/{sag}/historik")).ToString(), StringComparison.Ordinal);
        Assert.Contains("Er gjort", await FilAsync("leder", $"/stikproever/{en.GetProperty("id").GetString()}/fil"), StringComparison.Ordinal);
        server.Ur.Nulstil();
    }

    private async Task<string> SideAsync(string bruger, string sti) => WebUtility.HtmlDecode(await FilAsync(bruger, sti));

    private async Task<string> FilAsync(string bruger, string sti)
    {
        using var browser = server.Anonym();
        var html = await browser.GetStringAsync(new Uri("/logon", UriKind.Relative));
        var tegn = System.Text.RegularExpressions.Regex.Match(html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["brugernavn"] = bruger, ["kodeord"] = "demo", ["retur"] = "/", ["__RequestVerificationToken"] = tegn });
        using var logon = await browser.PostAsync(new Uri("/logon", UriKind.Relative), form);
        return await browser.GetStringAsync(new Uri(sti, UriKind.Relative));
    }
}
