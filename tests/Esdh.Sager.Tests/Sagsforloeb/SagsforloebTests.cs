using System.Net;
using System.Text;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Sagsforloeb;

/// <summary>A server whose installation has a case area of the tests'.</summary>
public sealed class Proeveserver : IAsyncLifetime
{
    public Testserver Server { get; } = Testserver.Med(Proevemodul.Tilfoej);

    public async Task InitializeAsync()
    {
        await Server.InitializeAsync();
        await (await Server.Som("administrator").PostAsync("/api/v1/moduler/proeve/taend", new { })).ForventAsync(HttpStatusCode.OK);
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

/// <summary>A case of a module's type from its opening to its end, over REST, on the real server.</summary>
public sealed class SagsforloebTests(Proeveserver proeve) : IClassFixture<Proeveserver>
{
    private readonly Testserver _server = proeve.Server;
    private readonly HttpClient _klient = proeve.Server.Som("sagsbehandler");
    private readonly HttpClient _leder = proeve.Server.Som("leder");
    private readonly HttpClient _administrator = proeve.Server.Som("administrator");

    private async Task<string> NySagAsync(object? felter = null, bool part = true) => (await _klient.SendAsync("/api/v1/sager", new
    {
        skabelon = "proevebevilling", felter = felter ?? new { sted = "Torvet 1" }, parter = part ? new object[] { new { navn = "Dora Demo", rolle = "Ansøger", erPrimaer = true } } : [],
    })).GetProperty("id").GetString()!;

    private Task<JsonElement> ForloebAsync(string sag) => _klient.HentAsync($"/api/v1/sager/{sag}/forloeb");

    private async Task<string?> TrinAsync(string sag) => (await ForloebAsync(sag)).GetProperty("trin").GetString();

    private Task<JsonElement> TagAsync(string sag, string trin, object? felter = null, string? kommentar = null, HttpClient? som = null) => (som ?? _klient).SendAsync($"/api/v1/sager/{sag}/trin", new { trin, felter, kommentar });

    private Task<HttpResponseMessage> ProevAsync(string sag, string trin, object? felter = null, string? kommentar = null, HttpClient? som = null) => (som ?? _klient).PostAsync($"/api/v1/sager/{sag}/trin", new { trin, felter, kommentar });

    private async Task<JsonElement> UrAsync(string sag) => (await ForloebAsync(sag)).GetProperty("ure").EnumerateArray().Single();

    [Fact]
    public async Task En_sag_gaar_trin_for_trin_fra_oprettet_til_afsluttet()
    {
        var sag = await NySagAsync();
        var vist = await _klient.HentAsync($"/api/v1/sager/{sag}");
        Assert.Equal(("Prøve modtaget", "Prøvebevilling"), (vist.GetProperty("status").GetString(), vist.GetProperty("titel").GetString()));
        await TagAsync(sag, "oplyst", new { areal = "1.250", kategori = "Stor" });
        Assert.Equal("1250", (await ForloebAsync(sag)).GetProperty("felter").GetProperty("areal").GetString());
        var ur = await UrAsync(sag);
        Assert.Equal((0, 60), (ur.GetProperty("brugt").GetInt32(), ur.GetProperty("dage").GetInt32()));

        var mangler = await (await ProevAsync(sag, "afgjort", som: _leder)).BrydesAsync("TRIN-2");
        Assert.Contains("En registreret afgørelse: »Prøvetilladelse«.", mangler.GetProperty("detaljer").EnumerateArray().Select(d => d.GetString()));
        await _klient.SendAsync($"/api/v1/sager/{sag}/afgoerelser", new { type = "proevetilladelse", udfald = "FuldtMedhold" });
        await (await ProevAsync(sag, "afgjort")).BrydesAsync("TRIN-3");
        await TagAsync(sag, "afgjort", som: _leder);
        Assert.NotEqual(JsonValueKind.Null, (await UrAsync(sag)).GetProperty("slut").ValueKind);

        await (await ProevAsync(sag, "slut")).BrydesAsync("TRIN-2");
        var brev = (await _klient.SendAsync($"/api/v1/sager/{sag}/dokumenter/fra-skabelon", new { skabelon = "proeve-brev" })).GetProperty("id").GetString();
        var tekst = Core.Files.TextExtract.FromDocx(new MemoryStream(await _klient.GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{brev}/filer/1", UriKind.Relative))));
        Assert.Contains("Stedet er Torvet 1 på 1.250 m². Sagen står på Prøve afgjort.", tekst, StringComparison.Ordinal);
        await (await ProevAsync(sag, "slut")).BrydesAsync("TRIN-2");
        await _klient.SendAsync($"/api/v1/dokumenter/{brev}/journalisering", new { });
        var slut = await TagAsync(sag, "slut");
        Assert.Equal(("Prøve afsluttet", "Afsluttet"), (slut.GetProperty("status").GetString(), slut.GetProperty("tilstand").GetString()));
        var historik = (await _klient.HentAsync($"/api/v1/sager/{sag}/historik?antal=100")).ToString();
        Assert.Contains("Sagen gik fra »Prøve afgjort« til »Prøve afsluttet«.", historik, StringComparison.Ordinal);
        Assert.Contains("Sagens felter blev rettet. Areal: 1.250; Kategori: Stor.", historik, StringComparison.Ordinal);
        await (await ProevAsync(sag, "oplyst")).BrydesAsync("SAG-1");
    }

    [Fact]
    public async Task Felter_der_mangler_eller_er_forkerte_naevnes_alle_paa_een_gang()
    {
        var fejl = await (await _klient.PostAsync("/api/v1/sager", new { skabelon = "proevebevilling", felter = new { areal = "mange", kategori = "mellem", ukendt = "1" } })).ForventAsync(HttpStatusCode.BadRequest);
        var felter = fejl.GetProperty("errors").EnumerateObject().Select(f => f.Name).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["felter.areal", "felter.kategori", "felter.sted", "felter.ukendt"], felter);
        await (await _klient.PostAsync("/api/v1/sager", new { skabelon = "proevebevilling", felter = new { sted = "Månen" } })).ForventAsync(HttpStatusCode.BadRequest);
        await (await _klient.PostAsync("/api/v1/sager", new { titel = "Almindelig", emne = "02.34.02", facet = "G01", felter = new { sted = "Her" } })).ForventAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Hvad_modulet_forlanger_naegter_trinnet_og_hvad_det_kaster_naegter_det_hele()
    {
        var sag = await NySagAsync();
        Assert.Contains("13 m² er et ulykkestal.", (await (await ProevAsync(sag, "oplyst", new { areal = "13", kategori = "lille" })).BrydesAsync("TRIN-2")).ToString(), StringComparison.Ordinal);
        Assert.Equal("modtaget", await TrinAsync(sag));
        Assert.False((await ForloebAsync(sag)).GetProperty("felter").TryGetProperty("areal", out _));
        await (await ProevAsync(sag, "oplyst", new { areal = "14", kategori = "lille", sted = "Kogende" })).ForventAsync(HttpStatusCode.BadRequest);
        Assert.Equal("Torvet 1", (await ForloebAsync(sag)).GetProperty("felter").GetProperty("sted").GetString());
        Assert.Equal("modtaget", await TrinAsync(sag));
        Assert.Empty((await ForloebAsync(sag)).GetProperty("ure").EnumerateArray());
    }

    [Fact]
    public async Task Uret_staar_stille_mens_sagen_venter_og_kan_stoppes_i_haanden_med_en_grund()
    {
        var sag = await NySagAsync();
        await TagAsync(sag, "oplyst", new { areal = "20", kategori = "lille" });
        _server.Ur.Frem(TimeSpan.FromDays(10));
        await TagAsync(sag, "venter");
        Assert.Contains("Ryk for oplysninger", (await _klient.HentAsync($"/api/v1/sager/{sag}/erindringer")).ToString(), StringComparison.Ordinal);
        _server.Ur.Frem(TimeSpan.FromDays(5));
        var ur = await UrAsync(sag);
        Assert.Equal((10, JsonValueKind.Null, "Sagen står på »Afventer prøveansøger«."), (ur.GetProperty("brugt").GetInt32(), ur.GetProperty("frist").ValueKind, ur.GetProperty("grund").GetString()));
        await (await _klient.PostAsync($"/api/v1/sager/{sag}/ure/servicemaal/stop", new { grund = "En gang til" })).BrydesAsync("UR-1");
        await TagAsync(sag, "oplyst");
        await (await _klient.PostAsync($"/api/v1/sager/{sag}/ure/servicemaal/stop", new { grund = " " })).BrydesAsync("UR-4");
        await _klient.SendAsync($"/api/v1/sager/{sag}/ure/servicemaal/stop", new { grund = "Ny lokalplan" });
        _server.Ur.Frem(TimeSpan.FromDays(3));
        await TagAsync(sag, "venter");
        await TagAsync(sag, "oplyst"); // a step does not start what was stopped by hand
        Assert.Equal("Ny lokalplan", (await UrAsync(sag)).GetProperty("grund").GetString());
        await _klient.SendAsync($"/api/v1/sager/{sag}/ure/servicemaal/genoptag", new { });
        await (await _klient.PostAsync($"/api/v1/sager/{sag}/ure/servicemaal/genoptag", new { })).BrydesAsync("UR-3");
        ur = await UrAsync(sag);
        Assert.Equal(10, ur.GetProperty("brugt").GetInt32());
        await (await _klient.PutAsync($"/api/v1/sager/{sag}/felter", new { felter = new { kategori = "stor" } })).ForventAsync(HttpStatusCode.OK);
        Assert.Equal(60, (await UrAsync(sag)).GetProperty("dage").GetInt32());
        await (await _klient.PutAsync($"/api/v1/sager/{sag}/felter", new { felter = new { omfattet = "nej" } })).ForventAsync(HttpStatusCode.OK);
        Assert.Empty((await ForloebAsync(sag)).GetProperty("ure").EnumerateArray());
        await (await _klient.PostAsync($"/api/v1/sager/{sag}/ure/ukendt/stop", new { grund = "x" })).ForventAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Status_foelger_trinnene_og_kan_ikke_skiftes_uden_om_dem()
    {
        var sag = await NySagAsync();
        await (await _klient.PostAsync($"/api/v1/sager/{sag}/status", new { status = "Prøve fuldt oplyst" })).BrydesAsync("TRIN-5");
        await (await _klient.PostAsync($"/api/v1/sager/{sag}/afslutning", new { })).BrydesAsync("TRIN-5");
        await (await ProevAsync(sag, "afgjort", som: _leder)).BrydesAsync("TRIN-1");
        await (await ProevAsync(sag, "findes-ikke")).ForventAsync(HttpStatusCode.BadRequest);
        await (await ProevAsync(sag, "trukket")).BrydesAsync("TRIN-4");
        await TagAsync(sag, "trukket", kommentar: "Ansøger har skrevet.");
        await _klient.SendAsync($"/api/v1/sager/{sag}/genaabning", new { kommentar = "Fortrudt" });
        Assert.Equal("modtaget", await TrinAsync(sag));
        Assert.Equal("Prøve modtaget", (await _klient.HentAsync($"/api/v1/sager/{sag}")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task En_loebende_sag_flyttes_til_en_anden_udgave_af_sin_type()
    {
        var sag = await NySagAsync();
        await (await _klient.PostAsync($"/api/v1/sager/{sag}/sagstypeudgave", new { udgave = 7 })).ForventAsync(HttpStatusCode.BadRequest);
        await (await _klient.PostAsync($"/api/v1/sager/{sag}/sagstypeudgave", new { udgave = 2 })).ForventAsync(HttpStatusCode.BadRequest); // has not the step
        await (await _klient.PostAsync($"/api/v1/sager/{sag}/sagstypeudgave", new { udgave = 2, trin = "slut" })).BrydesAsync("TRIN-8");
        await _klient.SendAsync($"/api/v1/sager/{sag}/sagstypeudgave", new { udgave = 2, trin = "begyndt" });
        await (await _klient.PostAsync($"/api/v1/sager/{sag}/sagstypeudgave", new { udgave = 2 })).BrydesAsync("TRIN-7");
        await (await _klient.PutAsync($"/api/v1/sager/{sag}/felter", new { felter = new { nyt = "Noget" } })).ForventAsync(HttpStatusCode.OK);
        Assert.Equal(("begyndt", 2), (await TrinAsync(sag), (await ForloebAsync(sag)).GetProperty("udgave").GetInt32()));
    }

    [Fact]
    public async Task Tallene_siger_hvor_mange_der_holdt_fristen_og_tager_kun_dem_den_gaelder_for()
    {
        foreach (var (dage, omfattet) in new[] { (10, "ja"), (45, "ja"), (90, "nej") })
        {
            var sag = await NySagAsync();
            await TagAsync(sag, "oplyst", new { areal = "20", kategori = "lille", omfattet });
            _server.Ur.Frem(TimeSpan.FromDays(dage));
            await _klient.SendAsync($"/api/v1/sager/{sag}/afgoerelser", new { type = "proevetilladelse", udfald = "FuldtMedhold" });
            await TagAsync(sag, "afgjort", som: _leder);
        }

        var svar = (await _klient.HentAsync("/api/v1/sagsomraadetal")).EnumerateArray().Single(o => o.GetProperty("modul").GetString() == "proeve").GetProperty("grupper")[0].GetProperty("tal").EnumerateArray()
            .ToDictionary(t => t.GetProperty("noegle").GetString()!, t => t.GetProperty("tal"));
        Assert.True(svar["servicemaal-antal"].GetDecimal() >= 2);
        Assert.InRange(svar["servicemaal-overholdt"].GetDecimal(), 1, 99);
        Assert.InRange(svar["servicemaal-median"].GetDecimal(), 0, 45);
        Assert.True(svar["oprettet"].GetDecimal() >= 3);
        await (await _klient.GetAsync(new Uri("/api/v1/sagsomraadetal?fra=2026-05-01&til=2026-04-01", UriKind.Relative))).ForventAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Felternes_vaerdier_findes_ved_soegning()
    {
        var sag = await NySagAsync(new { sted = "Zirkonvej 88" });
        for (var i = 0; ; i++)
        {
            var svar = await _klient.HentAsync("/api/v1/soegning?q=zirkonvej");
            if (svar.GetProperty("erFrisk").GetBoolean() || i > 20)
            {
                Assert.Contains(sag, svar.ToString(), StringComparison.Ordinal);
                break;
            }
        }
    }

    [Fact]
    public async Task To_der_tager_hvert_sit_trin_samtidig_faar_een_et_nej()
    {
        var sag = await NySagAsync();
        var version = (await _klient.HentAsync($"/api/v1/sager/{sag}")).GetProperty("version").GetInt64();
        HttpRequestMessage Lav(string trin) => new(HttpMethod.Post, $"/api/v1/sager/{sag}/trin")
        {
            Content = new StringContent(JsonSerializer.Serialize(new { trin, kommentar = "Nu", felter = new { areal = "5", kategori = "lille" } }), Encoding.UTF8, "application/json"), Headers = { { "If-Match", $"\"{version}\"" } },
        };
        var svar = await Task.WhenAll(_klient.SendAsync(Lav("oplyst")), _leder.SendAsync(Lav("venter")));
        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], svar.Select(s => s.StatusCode).Order());
    }

    [Fact]
    public async Task Uden_sagsomraade_er_sagen_en_almindelig_sag_og_intet_er_tabt_naar_det_slaas_til_igen()
    {
        await using var server = Testserver.Med(Proevemodul.Tilfoej);
        await server.InitializeAsync();
        var (klient, administrator) = (server.Som("sagsbehandler"), server.Som("administrator"));
        await (await klient.PostAsync("/api/v1/sager", new { skabelon = "proevebevilling", felter = new { sted = "x" } })).ForventAsync(HttpStatusCode.BadRequest);
        await (await administrator.PostAsync("/api/v1/moduler/proeve/sluk", new { })).BrydesAsync("MOD-2");
        await (await administrator.PostAsync("/api/v1/moduler/sager/taend", new { })).ForventAsync(HttpStatusCode.NotFound); // the engine is no case area
        await (await klient.PostAsync("/api/v1/moduler/proeve/taend", new { })).ForventAsync(HttpStatusCode.Forbidden);
        await administrator.SendAsync("/api/v1/moduler/proeve/taend", new { });
        await (await administrator.PostAsync("/api/v1/moduler/proeve/taend", new { })).BrydesAsync("MOD-1");
        var sag = (await klient.SendAsync("/api/v1/sager", new { skabelon = "proevebevilling", felter = new { sted = "Torvet 1" } })).GetProperty("id").GetString();

        var slukket = await administrator.SendAsync("/api/v1/moduler/proeve/sluk", new { });
        Assert.Equal(1, slukket.GetProperty("aabneSager").GetInt32());
        Assert.Equal(JsonValueKind.Null, (await klient.HentAsync($"/api/v1/sager/{sag}/forloeb")).GetProperty("sagstype").ValueKind);
        await (await klient.PostAsync($"/api/v1/sager/{sag}/trin", new { trin = "oplyst" })).BrydesAsync("TRIN-6");
        Assert.Empty((await klient.HentAsync("/api/v1/sagstyper")).EnumerateArray());
        await klient.SendAsync($"/api/v1/sager/{sag}/afslutning", new { }); // as any case
        await (await klient.PostAsync("/api/v1/sager", new { skabelon = "proevebevilling", felter = new { sted = "x" } })).ForventAsync(HttpStatusCode.BadRequest);

        await administrator.SendAsync("/api/v1/moduler/proeve/taend", new { });
        Assert.Equal("Torvet 1", (await klient.HentAsync($"/api/v1/sager/{sag}/forloeb")).GetProperty("felter").GetProperty("sted").GetString());
        await klient.SendAsync($"/api/v1/sager/{sag}/genaabning", new { });
        Assert.Equal("modtaget", (await klient.HentAsync($"/api/v1/sager/{sag}/forloeb")).GetProperty("trin").GetString());
    }
}
