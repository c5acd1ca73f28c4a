using System.Net;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Byggesager.Tests.Http;

[Collection("byggeserver")]
public sealed class ListeTests(Byggeserver byg)
{
    private readonly HttpClient _klient = byg.Server.Som("sagsbehandler");

    private static readonly object[] Ansoeger = [new { navn = "Dora Demonstrationsansøger", rolle = "Ansøger", erPrimaer = true }];

    private static Uri Sti(string sti) => new(sti, UriKind.Relative);

    private async Task<List<string?>> ListenAsync(string q, string bruger = "sagsbehandler") =>
        [.. (await byg.Server.Som(bruger).HentAsync($"/api/v1/byggesager?antal=200&{q}")).GetProperty("poster").EnumerateArray().Select(s => s.GetProperty("id").GetString())];

    [Fact]
    public async Task Listen_findes_paa_adresse_ejendom_kategori_trin_og_behandler_og_kommer_i_sider()
    {
        var sager = new List<string>();
        for (var i = 0; i < 3; i++)
            sager.Add(await byg.NySagAsync(new { adresse = $"Ærøvænget {i + 1}, 4000 Korsbæk", bfe = "7770001", matrikel = $"{i + 1}xy Ærø By", art = "nybyggeri", kategori = "industri", omfattet = "ja" }));
        var anden = await byg.NySagAsync(new { adresse = "Ærøvænget 9, 4000 Korsbæk", bfe = "7770002", kategori = "simpel", omfattet = "nej", undtaget_grund = "landzone" });
        Assert.Equal([.. sager, anden], (await ListenAsync("adresse=ærøvænget")).Order());
        Assert.Equal(sager, (await ListenAsync("ejendom=7770001")).Order());
        Assert.Equal(sager, (await ListenAsync("bfe=7770001&kategori=industri&behandler=mig&trin=modtaget")).Order());
        Assert.Empty(await ListenAsync("bfe=7770001&kategori=simpel"));
        Assert.Equal([sager[1]], await ListenAsync("ejendom=2xy"));
        Assert.Empty(await ListenAsync("adresse=100%25"));
        await (await _klient.GetAsync(Sti("/api/v1/byggesager?trin=luft&kategori=luft&behandler=luft&enhed=luft"))).FejlerPaaAsync("trin", "kategori", "behandler", "enhed");

        var foerste = await _klient.HentAsync("/api/v1/byggesager?bfe=7770001&antal=2");
        var anden2 = await _klient.HentAsync($"/api/v1/byggesager?bfe=7770001&antal=2&efter={foerste.GetProperty("naeste").GetString()}");
        Assert.Equal((2, 1, JsonValueKind.Null), (foerste.GetProperty("poster").GetArrayLength(), anden2.GetProperty("poster").GetArrayLength(), anden2.GetProperty("naeste").ValueKind));

        // Several permits on one property together, at the page and on the case's tab, in words and figures.
        var side = WebUtility.HtmlDecode(await _klient.GetStringAsync(Sti("/byggesager/ejendomme/7770001")));
        Assert.Equal(3, side.Split("tabel-titel").Length - 1);
        var nummer = (await _klient.HentAsync($"/api/v1/sager/{sager[0]}")).GetProperty("sagsnummer").GetString();
        var fane = WebUtility.HtmlDecode(await _klient.GetStringAsync(Sti($"/sager/{nummer}/ejendom")));
        Assert.Contains("Andre byggesager på BFE-nummer 7770001", fane, StringComparison.Ordinal);
        Assert.Contains("Ærøvænget 2", fane, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await _klient.GetAsync(Sti("/byggesager/ejendomme/mølle"))).StatusCode);

        // What others see is theirs alone.
        Assert.Empty(await ListenAsync("bfe=7770001", "kollega"));
        Assert.DoesNotContain("Ærøvænget", WebUtility.HtmlDecode(await byg.Server.Som("kollega").GetStringAsync(Sti("/byggesager/ejendomme/7770001"))), StringComparison.Ordinal);

        var csv = await _klient.GetStringAsync(Sti("/byggesager.csv?adresse=Ærøvænget"));
        Assert.Equal(5, csv.Trim().Split('\n').Length);
        Assert.Contains("Ikke omfattet: landzonetilladelse eller fredning", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uret_staar_paa_listen_i_ord()
    {
        var sag = await byg.NySagAsync(new { adresse = "Urgade 1, 4000 Korsbæk", bfe = "7770009", art = "nybyggeri", kategori = "simpel", omfattet = "ja" });
        await (await byg.TagAsync(sag, "oplyst")).ForventAsync(HttpStatusCode.OK);
        var linje = (await _klient.HentAsync("/api/v1/byggesager?bfe=7770009")).GetProperty("poster")[0];
        Assert.Equal((0, 40), (linje.GetProperty("servicemaal").GetProperty("brugt").GetInt32(), linje.GetProperty("servicemaal").GetProperty("dage").GetInt32()));
        Assert.Contains("Om 40 dage", await _klient.GetStringAsync(Sti("/byggesager?ejendom=7770009")), StringComparison.Ordinal);
        await (await _klient.PostAsync($"/api/v1/byggesager/{sag}/mangelbrev", new { mangler = new[] { "Plan" } })).ForventAsync();
        Assert.Contains("Står stille", WebUtility.HtmlDecode(await _klient.GetStringAsync(Sti("/byggesager?ejendom=7770009"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Felter_der_modsiger_hinanden_og_en_manglende_raadgiver_naegtes()
    {
        await (await _klient.PostAsync("/api/v1/sager", new { skabelon = "byggesag", parter = Ansoeger, felter = new { adresse = "Vej 1", omfattet = "nej" } })).FejlerPaaAsync("felter.undtaget_grund");
        await (await _klient.PostAsync("/api/v1/sager", new { skabelon = "byggesag", parter = Ansoeger, felter = new { adresse = "Vej 1", areal = "49", konstruktionsklasse = "kk1", brandklasse = "bk1" } })).FejlerPaaAsync("felter.konstruktionsklasse", "felter.brandklasse");
        var sag = await byg.NySagAsync(new { adresse = "Vej 1, 4000 Korsbæk", art = "nybyggeri", kategori = "industri", omfattet = "ja", areal = "500", konstruktionsklasse = "kk3", brandklasse = "bk1" });
        Assert.Contains("Certificeret statiker", (await (await byg.TagAsync(sag, "oplyst")).BrydesAsync("TRIN-2")).ToString(), StringComparison.Ordinal);
        await _klient.SendAsync($"/api/v1/sager/{sag}/parter", new { navn = "Statik & Søn (demonstration)", rolle = "Certificeret statiker" });
        await (await byg.TagAsync(sag, "oplyst")).ForventAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Slukket_findes_modulet_ikke_og_uden_rolle_heller_ikke()
    {
        foreach (var sti in new[] { "/byggesager", "/byggesager/servicemaal", "/byggesager/indgang", "/byggesager/gebyrer", "/byggesager/takster", "/api/v1/byggesager", "/api/v1/byggesager/beskeder" })
            Assert.Equal(HttpStatusCode.NotFound, (await byg.Server.Som("administrator", "maanekaer").GetAsync(Sti(sti))).StatusCode);
        var sag = await byg.NySagAsync();
        foreach (var (bruger, metode, sti, status) in new[]
        {
            ("kollega", "GET", $"/api/v1/byggesager/{sag}/mangler", 404), ("kollega", "GET", $"/api/v1/byggesager/{sag}/gebyrer", 404), ("kollega", "POST", $"/api/v1/byggesager/{sag}/mangelbrev", 404), ("kollega", "POST", $"/api/v1/byggesager/{sag}/mangler/klaret", 404),
            ("kollega", "POST", $"/api/v1/byggesager/{sag}/gebyrer", 404), ("kollega", "POST", $"/api/v1/byggesager/{sag}/gebyrer/{Guid.CreateVersion7()}/annullering", 404), ("kollega", "GET", $"/sager/{sag}/mangler", 404), ("kollega", "GET", $"/sager/{sag}/ejendom", 404), ("kollega", "GET", $"/sager/{sag}/gebyr", 404),
            ("revisor", "POST", $"/api/v1/byggesager/{sag}/mangelbrev", 403), ("revisor", "GET", "/byggesager/indgang", 403), ("revisor", "POST", "/api/v1/byggesager/ansoegninger", 403), ("sagsbehandler", "POST", "/api/v1/byggesager/takster", 403), ("sagsbehandler", "GET", "/byggesager/takster", 403),
            ("administrator", "GET", "/api/v1/byggesager", 403),
        })
        {
            using var svar = await byg.Server.Som(bruger).SendAsync(new(new(metode), sti) { Content = metode == "POST" ? new StringContent("{}", System.Text.Encoding.UTF8, "application/json") : null });
            Assert.True((int)svar.StatusCode == status, $"{bruger} {metode} {sti}: {(int)svar.StatusCode}");
        }
    }
}
