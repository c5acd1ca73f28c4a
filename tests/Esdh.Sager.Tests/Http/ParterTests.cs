using System.Net;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>Parties over REST, on the real server.</summary>
[Collection("sagsserver")]
public sealed class ParterTests(Testserver server)
{
    private static int s_loebe = Random.Shared.Next(1000, 4000);

    private readonly HttpClient _klient = server.Som("sagsbehandler");

    private static string NytCpr() => $"0101{Interlocked.Increment(ref s_loebe) % 90 + 10:00}{Interlocked.Increment(ref s_loebe) % 4000:0000}";

    private static async Task<string> NySagAsync(HttpClient som, params object[] parter) =>
        (await som.SendAsync("/api/v1/sager", new { titel = "Partssag", emne = "02.34.02", facet = "G01", parter })).GetProperty("id").GetString()!;

    private static string Navn() => "Prøve" + Provord.Nyt();

    private async Task<JsonElement> TilfoejAsync(string sag, object part) => await _klient.SendAsync($"/api/v1/sager/{sag}/parter", part);

    private async Task<List<JsonElement>> ParterAsync(string sag) => [.. (await _klient.HentAsync($"/api/v1/sager/{sag}/parter")).EnumerateArray()];

    [Fact]
    public async Task Personnummeret_vises_masket_overalt_og_helt_kun_mod_et_formaal()
    {
        var cpr = NytCpr();
        var sag = await NySagAsync(_klient);
        var part = (await TilfoejAsync(sag, new { navn = Navn(), cpr })).GetProperty("partId").GetString();

        var register = (await _klient.HentAsync($"/api/v1/parter/{part}")).GetRawText();
        var paaSagen = (await _klient.HentAsync($"/api/v1/sager/{sag}/parter")).GetRawText();
        var historik = (await _klient.HentAsync($"/api/v1/sager/{sag}/historik")).GetRawText();
        await (await _klient.PostAsync($"/api/v1/parter/{part}/personnummer", new { formaal = " " })).FejlerPaaAsync("formaal");
        var helt = await _klient.SendAsync($"/api/v1/parter/{part}/personnummer", new { formaal = "Identifikation ved telefonopkald" });

        Assert.All([register, paaSagen, historik], tekst => Assert.DoesNotContain(cpr[6..], tekst, StringComparison.Ordinal));
        Assert.Equal($"{cpr[..6]}-{cpr[6..]}", helt.GetProperty("cpr").GetString());
    }

    [Fact]
    public async Task En_part_findes_igen_efter_nummer_uden_at_det_staar_i_adressen()
    {
        var cpr = NytCpr();
        var sag = await NySagAsync(_klient);
        var part = (await TilfoejAsync(sag, new { navn = Navn(), cpr })).GetProperty("partId").GetString();

        using var svar = await _klient.PostAsync("/api/v1/parter/opslag", new { nummer = $"{cpr[..6]}-{cpr[6..]}" });

        Assert.Equal(HttpStatusCode.SeeOther, svar.StatusCode);
        Assert.Equal($"/api/v1/parter/{part}", svar.Headers.Location!.ToString());
        await (await _klient.GetAsync(new Uri($"/api/v1/parter?q={cpr}", UriKind.Relative))).FejlerPaaAsync("q");
        await (await _klient.GetAsync(new Uri($"/api/v1/soegning?q={cpr}", UriKind.Relative))).FejlerPaaAsync("q");
    }

    [Fact]
    public async Task Alle_forkerte_felter_paa_alle_parter_naevnes_paa_een_gang()
    {
        using var svar = await _klient.PostAsync("/api/v1/sager", new
        {
            titel = "", emne = "99.99.99", facet = "G01",
            parter = new object[] { new { navn = "A", cpr = "310299-1234" }, new { navn = "B", cvr = "12345679", email = "ikke en adresse" } },
        });

        await svar.FejlerPaaAsync("titel", "emne", "parter[0].cpr", "parter[1].cvr", "parter[1].email");
    }

    [Fact]
    public async Task Rettelser_i_registret_gemmer_det_gamle_og_sagen_beholder_sit()
    {
        var sag = await NySagAsync(_klient);
        var navn = Navn();
        var svar = await TilfoejAsync(sag, new { navn, adresse = "Ahornvej 12", by = "Korsbæk" });
        var (part, sagspart) = (svar.GetProperty("partId").GetString(), svar.GetProperty("sagspartId").GetString());

        await (await _klient.PatchAsync($"/api/v1/parter/{part}", new { adresse = "Birkevej 3" })).ForventAsync(HttpStatusCode.OK);

        var paaSagen = Assert.Single(await ParterAsync(sag));
        Assert.Equal("Ahornvej 12", paaSagen.GetProperty("adresse").GetString());
        Assert.True(paaSagen.GetProperty("erForaeldet").GetBoolean());
        Assert.Equal("Ahornvej 12", Assert.Single((await _klient.HentAsync($"/api/v1/parter/{part}/historik")).EnumerateArray()).GetProperty("adresse").GetString());

        await _klient.SendAsync($"/api/v1/sager/{sag}/parter/{sagspart}/opdatering", new { });

        paaSagen = Assert.Single(await ParterAsync(sag));
        Assert.Equal("Birkevej 3", paaSagen.GetProperty("adresse").GetString());
        Assert.False(paaSagen.GetProperty("erForaeldet").GetBoolean());
    }

    [Fact]
    public async Task Den_der_har_set_en_gammel_udgave_af_parten_faar_412()
    {
        var part = (await TilfoejAsync(await NySagAsync(_klient), new { navn = Navn() })).GetProperty("partId").GetString();
        await (await _klient.PatchAsync($"/api/v1/parter/{part}", new { by = "Korsbæk" })).ForventAsync(HttpStatusCode.OK);

        using var gammel = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/parter/{part}") { Content = System.Net.Http.Json.JsonContent.Create(new { by = "Månekær" }), Headers = { { "If-Match", "\"1\"" } } };
        using var svar = await _klient.SendAsync(gammel);

        Assert.Equal(HttpStatusCode.PreconditionFailed, svar.StatusCode);
    }

    [Fact]
    public async Task Kun_een_part_er_primaer()
    {
        var sag = await NySagAsync(_klient, new { navn = Navn() });
        var anden = (await TilfoejAsync(sag, new { navn = Navn(), rolle = "Nabo" })).GetProperty("sagspartId").GetString();

        await (await _klient.PatchAsync($"/api/v1/sager/{sag}/parter/{anden}", new { erPrimaer = true, rolle = "Ejer" })).ForventAsync(HttpStatusCode.OK);

        var parter = await ParterAsync(sag);
        Assert.Equal(anden, Assert.Single(parter, p => p.GetProperty("erPrimaer").GetBoolean()).GetProperty("id").GetString());
        Assert.Equal("Ejer", parter[0].GetProperty("rolle").GetString());
    }

    [Fact]
    public async Task En_repraesentant_har_sin_fuldmagt_paa_sagen_og_udgaar_foerst()
    {
        var sag = await NySagAsync(_klient, new { navn = Navn() });
        var borger = (await ParterAsync(sag))[0].GetProperty("id").GetString();
        var fremmed = (await (await _klient.UploadAsync($"/api/v1/sager/{await NySagAsync(_klient)}/dokumenter", "f.txt", "x"u8.ToArray(), new { titel = "Fuldmagt", retning = "indgaaende" })).ForventAsync()).GetProperty("id").GetString();
        var fuldmagt = (await (await _klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "f.txt", "y"u8.ToArray(), new { titel = "Fuldmagt", retning = "indgaaende" })).ForventAsync()).GetProperty("id").GetString();

        await (await _klient.PostAsync($"/api/v1/sager/{sag}/parter", new { navn = Navn(), repraesentererId = borger, fuldmagtDokumentId = fremmed })).FejlerPaaAsync("fuldmagtDokumentId");
        await (await _klient.PostAsync($"/api/v1/sager/{sag}/parter", new { navn = Navn(), fuldmagtDokumentId = fuldmagt })).BrydesAsync("PART-4");
        var advokat = (await TilfoejAsync(sag, new { navn = Navn(), rolle = "Partsrepræsentant", repraesentererId = borger, fuldmagtDokumentId = fuldmagt })).GetProperty("sagspartId").GetString();
        await (await _klient.PatchAsync($"/api/v1/sager/{sag}/parter/{borger}", new { repraesentation = new { af = advokat } })).BrydesAsync("PART-3");
        await (await _klient.DeleteAsync(new Uri($"/api/v1/sager/{sag}/parter/{borger}", UriKind.Relative))).BrydesAsync("PART-2");
        await (await _klient.DeleteAsync(new Uri($"/api/v1/sager/{sag}/parter/{advokat}", UriKind.Relative))).ForventAsync(HttpStatusCode.OK);
        await (await _klient.DeleteAsync(new Uri($"/api/v1/sager/{sag}/parter/{borger}", UriKind.Relative))).ForventAsync(HttpStatusCode.OK);

        Assert.All(await ParterAsync(sag), p => Assert.NotEqual(JsonValueKind.Null, p.GetProperty("fratraadt").ValueKind));
    }

    [Fact]
    public async Task En_afsluttet_sag_faar_ikke_parter()
    {
        var sag = await NySagAsync(_klient);
        await _klient.SendAsync($"/api/v1/sager/{sag}/afslutning", new { });

        await (await _klient.PostAsync($"/api/v1/sager/{sag}/parter", new { navn = Navn() })).BrydesAsync("SAG-1");
    }

    [Fact]
    public async Task Den_der_kun_er_part_i_en_anden_enhed_er_ukendt()
    {
        var kollega = server.Som("kollega");
        var navn = Navn();
        var deres = await NySagAsync(kollega, new { navn });
        var part = (await kollega.HentAsync($"/api/v1/sager/{deres}/parter"))[0].GetProperty("partId").GetString();

        Assert.Single((await kollega.HentAsync($"/api/v1/parter?q={navn}")).GetProperty("poster").EnumerateArray());
        Assert.Empty((await _klient.HentAsync($"/api/v1/parter?q={navn}")).GetProperty("poster").EnumerateArray());
        foreach (var sti in new[] { "", "/historik", "/sager", "/dokumenter", "/notater" })
            Assert.Equal(HttpStatusCode.NotFound, (await _klient.GetAsync(new Uri($"/api/v1/parter/{part}{sti}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _klient.PostAsync($"/api/v1/parter/{part}/personnummer", new { formaal = "Nysgerrighed" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _klient.PatchAsync($"/api/v1/parter/{part}", new { by = "X" })).StatusCode);
        await (await _klient.PostAsync($"/api/v1/sager/{await NySagAsync(_klient)}/parter", new { partId = part })).FejlerPaaAsync("partId");
    }

    [Fact]
    public async Task Alt_om_en_part_er_kun_det_man_selv_maa_se()
    {
        var kollega = server.Som("kollega");
        var cpr = NytCpr();
        var navn = Navn();
        var min = await NySagAsync(_klient, new { navn, cpr });
        await NySagAsync(kollega, new { navn, cpr });
        var part = (await ParterAsync(min))[0].GetProperty("partId").GetString();

        var sager = (await _klient.HentAsync($"/api/v1/parter/{part}/sager")).GetProperty("poster");

        Assert.Equal(min, Assert.Single(sager.EnumerateArray()).GetProperty("id").GetString());
        Assert.Equal(1, (await _klient.HentAsync($"/api/v1/soegning?q={navn}&art=part")).GetProperty("poster")[0].GetProperty("antal").GetInt32());
    }
}
