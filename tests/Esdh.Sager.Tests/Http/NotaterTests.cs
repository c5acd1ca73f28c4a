using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>Notes over REST, on the real server.</summary>
[Collection("sagsserver")]
public sealed class NotaterTests(Testserver server)
{
    private readonly HttpClient _klient = server.Som("sagsbehandler");

    private async Task<string> NySagAsync() =>
        (await _klient.SendAsync("/api/v1/sager", new { titel = "Prøvesag", emne = "02.34.02", facet = "G01", parter = new[] { new { navn = "Jens Prøvebæk", rolle = "Ansøger" } } })).GetProperty("id").GetString()!;

    private static string Id(JsonElement svar) => svar.GetProperty("id").GetString()!;

    private async Task<string> SkrivAsync(string sag, bool endeligt = false, string overskrift = "Opkald", string tekst = "<p>Ansøger ringede.</p>") =>
        Id(await _klient.SendAsync($"/api/v1/sager/{sag}/notater", new { overskrift, tekst, kilde = "Telefon", endeligt }));

    [Fact]
    public async Task Et_telefonnotat_gemmes_renset_og_staar_i_historikken()
    {
        var sag = await NySagAsync();
        var kontakt = server.Ur.GetUtcNow().AddHours(-2);

        var id = Id(await _klient.SendAsync($"/api/v1/sager/{sag}/notater", new
        {
            overskrift = "Opkald om 010190-1234", tekst = "<p onclick=\"x()\">Ja<script>alert(1)</script></p>", kontakttidspunkt = kontakt, kilde = "Telefon", endeligt = true,
        }));

        var notat = await _klient.HentAsync($"/api/v1/notater/{id}");
        Assert.Equal("<p>Ja</p>", notat.GetProperty("tekst").GetString());
        Assert.Equal(kontakt.ToUnixTimeMilliseconds(), notat.GetProperty("kontakttidspunkt").GetDateTimeOffset().ToUnixTimeMilliseconds());
        Assert.Equal(JsonValueKind.String, notat.GetProperty("endelig").ValueKind);
        var historik = (await _klient.HentAsync($"/api/v1/sager/{sag}/historik")).GetRawText();
        Assert.Contains("NotatGjortEndeligt", historik, StringComparison.Ordinal);
        Assert.DoesNotContain("010190-1234", historik, StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_kladde_kan_rettes_goeres_endelig_og_er_saa_laast()
    {
        var sag = await NySagAsync();
        var id = await SkrivAsync(sag);

        await (await _klient.PutAsync($"/api/v1/notater/{id}", new { overskrift = "Møde", tekst = "<p>Vi mødtes.</p>", kilde = "Møde" })).ForventAsync(HttpStatusCode.OK);
        await _klient.SendAsync($"/api/v1/notater/{id}/endeligt", new { });

        await (await _klient.PutAsync($"/api/v1/notater/{id}", new { overskrift = "Nyt", tekst = "<p>Nyt</p>" })).BrydesAsync("NOT-1");
        await (await _klient.PostAsync($"/api/v1/notater/{id}/endeligt", new { })).BrydesAsync("NOT-1");
        await (await _klient.DeleteAsync(new Uri($"/api/v1/notater/{id}", UriKind.Relative))).BrydesAsync("NOT-1");
        Assert.Equal("Møde", (await _klient.HentAsync($"/api/v1/notater/{id}")).GetProperty("overskrift").GetString());
    }

    [Fact]
    public async Task Et_endeligt_notat_rettes_med_et_nyt_og_begge_peger()
    {
        var sag = await NySagAsync();
        var gammelt = await SkrivAsync(sag, endeligt: true);

        var nyt = Id(await _klient.SendAsync($"/api/v1/sager/{sag}/notater", new { overskrift = "Rettelse", tekst = "<p>Det var tirsdag.</p>", endeligt = true, retterNotatId = gammelt }));

        Assert.Equal(gammelt, (await _klient.HentAsync($"/api/v1/notater/{nyt}")).GetProperty("retterNotatId").GetString());
        Assert.Equal(nyt, (await _klient.HentAsync($"/api/v1/notater/{gammelt}")).GetProperty("rettetAf")[0].GetString());
    }

    [Fact]
    public async Task En_kladde_kan_slettes_og_historikken_husker_det()
    {
        var sag = await NySagAsync();
        var id = await SkrivAsync(sag);

        await (await _klient.DeleteAsync(new Uri($"/api/v1/notater/{id}", UriKind.Relative))).ForventAsync(HttpStatusCode.NoContent);

        await (await _klient.GetAsync(new Uri($"/api/v1/notater/{id}", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);
        Assert.Contains("NotatkladdeSlettet", (await _klient.HentAsync($"/api/v1/sager/{sag}/historik")).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alle_forkerte_felter_naevnes_paa_een_gang()
    {
        var sag = await NySagAsync();

        await (await _klient.PostAsync($"/api/v1/sager/{sag}/notater", new
        {
            overskrift = " ", tekst = "<script>x</script>", kontakttidspunkt = server.Ur.GetUtcNow().AddDays(2), kilde = new string('k', 51), sagspartId = Guid.CreateVersion7(), delforloebId = Guid.CreateVersion7(),
        })).FejlerPaaAsync("overskrift", "tekst", "kontakttidspunkt", "kilde", "sagspartId", "delforloebId");
    }

    [Fact]
    public async Task En_lukket_sag_tager_ikke_imod_notater_og_en_kladde_holder_den_aaben()
    {
        var sag = await NySagAsync();
        var id = await SkrivAsync(sag);
        await (await _klient.PostAsync($"/api/v1/sager/{sag}/afslutning", new { })).BrydesAsync("SAG-2");
        await _klient.SendAsync($"/api/v1/notater/{id}/endeligt", new { });
        await _klient.SendAsync($"/api/v1/sager/{sag}/afslutning", new { });

        await (await _klient.PostAsync($"/api/v1/sager/{sag}/notater", new { overskrift = "For sent", tekst = "<p>For sent</p>" })).BrydesAsync("SAG-1");
    }

    [Fact]
    public async Task En_kollega_uden_adgang_ser_intet()
    {
        var sag = await NySagAsync();
        var id = await SkrivAsync(sag);
        var kollega = server.Som("kollega");

        await (await kollega.GetAsync(new Uri($"/api/v1/notater/{id}", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);
        await (await kollega.GetAsync(new Uri($"/api/v1/sager/{sag}/notater", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);
        await (await kollega.DeleteAsync(new Uri($"/api/v1/notater/{id}", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Den_der_har_set_en_aeldre_udgave_faar_412()
    {
        var id = await SkrivAsync(await NySagAsync());
        using var request = new HttpRequestMessage(HttpMethod.Delete, new Uri($"/api/v1/notater/{id}", UriKind.Relative));
        request.Headers.IfMatch.Add(new EntityTagHeaderValue("\"7\""));

        await (await _klient.SendAsync(request)).ForventAsync(HttpStatusCode.PreconditionFailed);
    }

    [Fact]
    public async Task Listen_deles_i_sider_uden_gentagelser()
    {
        var sag = await NySagAsync();
        for (var i = 0; i < 5; i++)
            await SkrivAsync(sag, overskrift: $"Notat {i}");

        var set = new List<string>();
        for (string? efter = null, sti = $"/api/v1/sager/{sag}/notater?antal=2"; ;)
        {
            var side = await _klient.HentAsync(efter is null ? sti : $"{sti}&efter={efter}");
            set.AddRange(side.GetProperty("poster").EnumerateArray().Select(n => n.GetProperty("overskrift").GetString()!));
            if ((efter = side.GetProperty("naeste").GetString()) is null)
                break;
        }

        Assert.Equal(["Notat 4", "Notat 3", "Notat 2", "Notat 1", "Notat 0"], set);
    }
}
