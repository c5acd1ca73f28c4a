using System.Net;
using Esdh.Testing;

namespace Esdh.Arkiv.Tests.Kassation;

/// <summary>Stops and rules, over HTTP.</summary>
[Collection("server")]
public sealed class KassationsstopTests(Testserver server)
{
    private readonly Kassationsvaerk _v = new(server);

    private static readonly string[] Fejl = ["omfang[0]", "omfang[1]", "omfang[2]", "omfang[3]"];

    private async Task<string?> HoldtAsync(string sag) => (await _v.Arkivar.HentAsync($"/api/v1/sager/{sag}/bevaring")).GetProperty("stop").GetString();

    [Fact]
    public async Task Et_stop_daekker_sagen_personen_emnet_og_perioden()
    {
        var person = await _v.SagAsync(ekstra: new { titel = "Om en person", emne = "05.09.04", facet = "G01", parter = new[] { new { navn = $"Stine Stopprøve {Guid.CreateVersion7()}", rolle = "Ansøger" } } });
        var part = (await _v.Sagsbehandler.HentAsync($"/api/v1/sager/{person.Id}/parter"))[0].GetProperty("partId").GetString();
        var (emne, fri) = (await _v.SagAsync("32.18.04"), await _v.SagAsync("81.03.00"));
        var idag = Core.Calendar.DanishTime.Today(server.Ur);
        async Task<string> SaetAsync(string navn, object del) =>
            (await _v.Arkivar.SendAsync("/api/v1/kassationsstop", new { navn, begrundelse = "Tilsyn", omfang = new[] { del } })).GetProperty("id").GetString()!;
        await SaetAsync("Personen", new { part });
        var paaEmne = await SaetAsync("Emnet i år", new { emne = "32.18", fra = idag.AddYears(-1), til = idag });
        await SaetAsync("Emnet engang", new { emne = "81", fra = idag.AddYears(-9), til = idag.AddYears(-8) });

        Assert.Equal("Personen", await HoldtAsync(person.Id));
        Assert.Equal("Emnet i år", await HoldtAsync(emne.Id));
        Assert.Null(await HoldtAsync(fri.Id));

        await (await _v.Arkivar.PostAsync($"/api/v1/kassationsstop/{paaEmne}/ophaevelse", new { tekst = "Tilsynet er slut" })).ForventAsync(HttpStatusCode.NoContent);
        await (await _v.Arkivar.PostAsync($"/api/v1/kassationsstop/{paaEmne}/ophaevelse", new { tekst = "Igen" })).BrydesAsync("STOP-1");
        Assert.Null(await HoldtAsync(emne.Id));
    }

    [Fact]
    public async Task Et_stop_finder_personen_ved_nummeret_og_siger_til_naar_der_ingen_er()
    {
        var sag = await _v.SagAsync(ekstra: new { titel = "Om en person", emne = "05.09.04", facet = "G01", parter = new[] { new { navn = "Sofus Stopprøve", cpr = "610192-2007", rolle = "Ansøger" } } });
        async Task<HttpResponseMessage> SaetAsync(string person) => await _v.Arkivar.PostAsync("/api/v1/kassationsstop", new { navn = "Retssag", begrundelse = "Retssag", omfang = new[] { new { person } } });

        foreach (var ingen in new[] { "610193-2001", "12345", "Sofus" })
            await (await SaetAsync(ingen)).FejlerPaaAsync("omfang[0]");
        Assert.Null(await HoldtAsync(sag.Id));
        await (await SaetAsync("610192-2007")).ForventAsync();
        Assert.Equal("Retssag", await HoldtAsync(sag.Id));
    }

    [Fact]
    public async Task Arkivaren_ser_og_bestemmer_bevaringen_paa_sagen_og_andre_ser_fanen_ikke()
    {
        var sag = await _v.SagAsync();
        async Task<string> SideAsync() => WebUtility.HtmlDecode(await _v.Arkivar.GetStringAsync(new Uri($"/sager/{sag.Nummer}/bevaring", UriKind.Relative)));
        async Task<HttpResponseMessage> GemAsync(string bevaring, string begrundelse) =>
            await _v.Arkivar.PostAsync($"/sager/{sag.Nummer}/bevaring", new FormUrlEncodedContent([new("bevaring", bevaring), new("sletmaaneder", ""), new("begrundelse", begrundelse)]));

        Assert.Contains("emneplanens koder for 05.09.04 og G01", await SideAsync(), StringComparison.Ordinal);
        Assert.Contains("Skriv, hvorfor sagen", WebUtility.HtmlDecode(await (await GemAsync("B", "")).Content.ReadAsStringAsync()), StringComparison.Ordinal);
        await GemAsync("B", "Principiel afgørelse");
        var efter = await SideAsync();
        Assert.Contains("B, bevares", efter, StringComparison.Ordinal);
        Assert.Contains("Principiel afgørelse", efter, StringComparison.Ordinal);
        Assert.Contains("Fristerne løber, fra den afsluttes", efter, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Forbidden, (await _v.Sagsbehandler.GetAsync($"/sager/{sag.Nummer}/bevaring")).StatusCode);
        Assert.DoesNotContain("/bevaring", await _v.Sagsbehandler.GetStringAsync(new Uri($"/sager/{sag.Nummer}", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Contains($"/sager/{sag.Nummer}/bevaring", await _v.Arkivar.GetStringAsync(new Uri($"/sager/{sag.Nummer}", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Et_stop_uden_navn_grund_eller_omfang_siger_hvad_der_mangler()
    {
        await (await _v.Arkivar.PostAsync("/api/v1/kassationsstop", new { })).FejlerPaaAsync("navn", "begrundelse", "omfang");
        await (await _v.Arkivar.PostAsync("/api/v1/kassationsstop", new
        {
            navn = "Prøve", begrundelse = "Prøve", omfang = new object[] { new { }, new { sag = "01.02.03-G01-1-99" }, new { emne = "5.9" }, new { fra = "2026-02-01", til = "2026-01-01" } },
        })).FejlerPaaAsync(Fejl);
        await (await _v.Arkivar.PostAsync("/api/v1/kassationsstop", new { navn = "Sag om 010190-1234", begrundelse = "x", omfang = new[] { new { emne = "05" } } })).FejlerPaaAsync("begrundelse");
    }

    [Fact]
    public async Task En_aaben_aktindsigt_holder_sagen_og_slipper_den_naar_den_er_slut()
    {
        await (await server.Som("administrator").PostAsync("/api/v1/moduler/aktindsigt/taend", new { })).ForventAsync(HttpStatusCode.OK);
        var kilde = await _v.SagAsync();
        var indsigt = await _v.Sagsbehandler.SendAsync("/api/v1/sager", new { titel = "Aktindsigt i prøve", emne = "05.09.04", facet = "A53", skabelon = "aktindsigt", felter = new { regime = "offentlighed", emne = "Alt" }, parter = new object[] { new { navn = "Dora Demo", rolle = "Ansøger", erPrimaer = true } } });
        var id = indsigt.GetProperty("id").GetString();
        await (await _v.Sagsbehandler.PostAsync($"/api/v1/aktindsigter/{id}/kilder", new { sag = kilde.Nummer })).ForventAsync(HttpStatusCode.NoContent);
        Assert.StartsWith("Aktindsigt", await HoldtAsync(kilde.Id), StringComparison.Ordinal);

        var stop = (await _v.Arkivar.HentAsync("/api/v1/kassationsstop?antal=200")).GetProperty("poster").EnumerateArray().First(s => s.GetProperty("erAutomatisk").GetBoolean());
        await (await _v.Arkivar.PostAsync($"/api/v1/kassationsstop/{stop.GetProperty("id").GetString()}/ophaevelse", new { tekst = "Nu" })).BrydesAsync("STOP-2");
        foreach (var opgave in (await _v.Sagsbehandler.HentAsync($"/api/v1/sager/{id}/erindringer")).GetProperty("poster").EnumerateArray())
            await (await _v.Sagsbehandler.PostAsync($"/api/v1/erindringer/{opgave.GetProperty("id").GetString()}/klaring", new { })).ForventAsync();
        await (await _v.Sagsbehandler.PostAsync($"/api/v1/sager/{id}/trin", new { trin = "trukket", kommentar = "Ansøgeren ringede" })).ForventAsync();
        Assert.Null(await HoldtAsync(kilde.Id));
    }

    [Fact]
    public async Task En_aaben_klagesag_holder_den_sag_den_handler_om()
    {
        var sag = await _v.SagAsync();
        var klage = await _v.SagAsync("05.09.04", "K02");
        await (await _v.Sagsbehandler.PostAsync($"/api/v1/sager/{klage.Id}/relationer", new { sag = sag.Nummer })).ForventAsync();
        Assert.Equal($"En klage er åben på {klage.Nummer}", await HoldtAsync(sag.Id));
        await _v.LukAsync(klage);
        Assert.Null(await HoldtAsync(sag.Id));
    }

    [Fact]
    public async Task En_regel_aendrer_hvad_emnet_er_og_kan_ophaeves_een_gang()
    {
        var sag = await _v.SagAsync("54.00.04");
        Assert.Equal("K5", (await _v.Arkivar.HentAsync($"/api/v1/sager/{sag.Id}/bevaring")).GetProperty("kode").GetString());
        var regel = (await _v.Arkivar.SendAsync("/api/v1/bevaring/regler", new { emne = "54.00.04", bevaring = "B", begrundelse = "Byrådet 12/2025" })).GetProperty("id").GetString();
        Assert.Equal("B", (await _v.Arkivar.HentAsync($"/api/v1/sager/{sag.Id}/bevaring")).GetProperty("kode").GetString());
        await (await _v.Arkivar.DeleteAsync($"/api/v1/bevaring/regler/{regel}")).ForventAsync(HttpStatusCode.NoContent);
        await (await _v.Arkivar.DeleteAsync($"/api/v1/bevaring/regler/{regel}")).BrydesAsync("BEV-1");
        Assert.Equal("K5", (await _v.Arkivar.HentAsync($"/api/v1/sager/{sag.Id}/bevaring")).GetProperty("kode").GetString());
        await (await _v.Arkivar.PostAsync("/api/v1/bevaring/regler", new { emne = "x", facet = "?", bevaring = "Q", sletmaaneder = 0 })).FejlerPaaAsync("emne", "facet", "bevaring", "sletmaaneder", "begrundelse");
    }

    [Fact]
    public async Task Fremskrivningen_taeller_de_lukkede_sager_i_det_aar_de_forfalder()
    {
        var foer = await _v.Arkivar.HentAsync("/api/v1/bevaring/fremskrivning");
        var sag = await _v.SagAsync("07.18.03");
        await _v.LukAsync(sag);
        var aar = Core.Calendar.DanishTime.Today(server.Ur).Year + 5;
        var efter = await _v.Arkivar.HentAsync($"/api/v1/bevaring/fremskrivning?aar={aar}");
        static int Kasseres(System.Text.Json.JsonElement f, int aar) => f.GetProperty("aarForAar").EnumerateArray().Single(a => a.GetProperty("aar").GetInt32() == aar).GetProperty("kasseres").GetInt32();
        Assert.Equal(Kasseres(foer, aar) + 1, Kasseres(efter, aar));
        Assert.Contains(efter.GetProperty("emner").EnumerateArray(), e => e.GetProperty("emne").GetString() == "07.18.03" && e.GetProperty("kasseres").GetInt32() > 0);
    }

    [Fact]
    public async Task Kassation_og_bevaring_er_arkivarens_og_lederen_kan_kun_laese_og_godkende()
    {
        Assert.Equal(HttpStatusCode.OK, (await _v.Leder.GetAsync("/api/v1/kassationer")).StatusCode);
        foreach (var sti in new[] { "/api/v1/kassationsstop", "/api/v1/bevaring/regler", "/api/v1/bevaring/fremskrivning" })
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await _v.Leder.GetAsync(sti)).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await _v.Sagsbehandler.GetAsync(sti)).StatusCode);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await _v.Leder.PostAsync("/api/v1/kassationer", new { titel = "Nej" })).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await _v.Sagsbehandler.GetAsync("/api/v1/kassationer")).StatusCode);
    }

    [Fact]
    public async Task Arkivets_sider_viser_tomme_tilstande_og_tal()
    {
        foreach (var (sti, ord) in new[] { ("/arkiv", "Lige nu"), ("/arkiv/bevaring", "Kan kasseres, år for år"), ("/arkiv/kassationer", "Ny liste"), ("/arkiv/kassationsstop", "Nyt stop") })
        {
            var svar = await _v.Arkivar.GetAsync(sti);
            Assert.Equal(HttpStatusCode.OK, svar.StatusCode);
            Assert.Contains(ord, WebUtility.HtmlDecode(await svar.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }
    }
}
