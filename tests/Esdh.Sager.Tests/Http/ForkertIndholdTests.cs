using System.Net;
using System.Text;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>What programs send that no form could: everything wrong is named at once, by its field, and nothing ends as a fault of ours.</summary>
[Collection("dokumentserver")]
public sealed class ForkertIndholdTests(Testserver server)
{
    private readonly HttpClient _klient = server.Som("sagsbehandler");

    private static StringContent Json(string json) => new(json, Encoding.UTF8, "application/json");

    private async Task<string> SagAsync(string titel = "Prøvesag") =>
        (await (await _klient.PostAsync("/api/v1/sager", new { titel, emne = "02.34.02", facet = "G01" })).ForventAsync(HttpStatusCode.Created)).GetProperty("sagsnummer").GetString()!;

    [Fact]
    public async Task En_ukendt_skabelon_foelsomhed_og_part_skjuler_ikke_de_andre_forkerte_felter()
    {
        await (await _klient.PostAsync("/api/v1/sager", new
        {
            titel = "", emne = "99.99.99", facet = "x", skabelon = "findes-ikke", foelsomhed = "meget",
            parter = new object[] { new { cpr = "31" }, new { partId = Guid.CreateVersion7() } },
        })).FejlerPaaAsync("skabelon", "titel", "emne", "facet", "foelsomhed", "parter[0].cpr", "parter[0].navn", "parter[1].partId");
    }

    [Theory]
    [InlineData("/api/v1/sager", """{"parter":[null]}""", "parter[0]")]
    [InlineData("/api/v1/sager", """{"adgang":[{"art":"Alle","reference":"*"},null]}""", "adgang[1]")]
    [InlineData("/api/v1/sager", """{"titel":"a\u0000b"}""", "titel")]
    [InlineData("/api/v1/sager", """{"titel":{"a":1}}""", "titel")]
    public async Task Et_tomt_led_i_en_liste_og_et_tegn_som_ingen_database_tager_er_forkerte_felter(string sti, string json, string felt)
    {
        using var indhold = Json(json);
        await (await _klient.PostAsync(new Uri(sti, UriKind.Relative), indhold)).FejlerPaaAsync(felt);
    }

    [Fact]
    public async Task En_tom_korrespondent_og_en_umulig_dato_naevnes_ved_navn()
    {
        var sti = $"/api/v1/sager/{await SagAsync()}/dokumenter";
        await (await _klient.UploadAsync(sti, "brev.txt", "Tekst"u8.ToArray(), new { titel = "Brev", retning = "indgaaende", dato = "2026-13-45" })).FejlerPaaAsync("dato");
        await (await _klient.UploadAsync(sti, "brev.txt", "Tekst"u8.ToArray(), new { titel = "Brev", retning = "indgaaende", journaliser = "ja" })).FejlerPaaAsync("journaliser");

        var id = (await (await _klient.UploadAsync(sti, "brev.txt", "Tekst"u8.ToArray(), new { titel = "Brev", retning = "indgaaende" })).ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString();
        using var tom = Json("""{"korrespondenter":[null]}""");
        await (await _klient.PatchAsync(new Uri($"/api/v1/dokumenter/{id}", UriKind.Relative), tom)).FejlerPaaAsync("korrespondenter[0]");
    }

    [Fact]
    public async Task Et_nul_i_adressen_finder_ikke_alting() =>
        await (await _klient.GetAsync(new Uri("/api/v1/soegning?q=%00", UriKind.Relative))).FejlerPaaAsync("adresse");

    [Fact]
    public async Task En_forkert_metode_eller_indholdstype_faar_en_saetning()
    {
        using var slet = await _klient.DeleteAsync(new Uri("/api/v1/sager/" + await SagAsync(), UriKind.Relative));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, slet.StatusCode);
        Assert.Contains("GET", slet.Content.Headers.Allow);
        Assert.Contains("metoden", await TitelAsync(slet), StringComparison.Ordinal);

        using var formular = new FormUrlEncodedContent([new("titel", "x")]);
        using var opret = await _klient.PostAsync(new Uri("/api/v1/sager", UriKind.Relative), formular);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, opret.StatusCode);
        Assert.Contains("application/json", await TitelAsync(opret), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Haendelser_rummer_intet_personnummer_heller_ikke_fra_titler_filnavne_og_kommentarer()
    {
        var sag = await SagAsync("Henvendelse fra 010190-1234");
        await (await _klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "0101901234.txt", "Tekst"u8.ToArray(), new { titel = "Brev 0101901234", retning = "indgaaende", journaliser = true }))
            .ForventAsync(HttpStatusCode.Created);
        await (await _klient.PatchAsync($"/api/v1/sager/{sag}", new { beskrivelse = "CPR 010190 1234" })).ForventAsync();

        var historik = (await _klient.HentAsync($"/api/v1/sager/{sag}/historik")).GetRawText();
        foreach (var hele in new[] { "010190-1234", "0101901234", "010190 1234" })
            Assert.DoesNotContain(hele, historik, StringComparison.Ordinal);
        Assert.Matches("\"sha256\":\"[0-9a-f]{64}\"", historik);
    }

    private static async Task<string> TitelAsync(HttpResponseMessage svar) =>
        JsonDocument.Parse(await svar.Content.ReadAsStringAsync()).RootElement.GetProperty("title").GetString()!;
}
