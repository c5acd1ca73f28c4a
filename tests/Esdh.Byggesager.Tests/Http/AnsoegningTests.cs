using System.Net;
using System.Text;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Byggesager.Tests.Http;

[Collection("byggeserver")]
public sealed class AnsoegningTests(Byggeserver byg)
{
    private const string Sti = "/api/v1/byggesager/ansoegninger";
    private readonly HttpClient _klient = byg.Server.Som("sagsbehandler");

    private async Task<JsonElement[]> VentendeAsync() => [.. (await _klient.HentAsync($"{Sti}?antal=200")).GetProperty("poster").EnumerateArray()];

    [Fact]
    public async Task En_ansoegning_bliver_til_en_sag_med_parter_felter_og_filer_og_kun_een_gang()
    {
        var ansoegning = byg.Ansoegning();
        var svar = await (await _klient.PostAsync(Sti, ansoegning)).ForventAsync(HttpStatusCode.Created);
        var sag = svar.GetProperty("sagId").GetString()!;
        var felter = (await byg.ForloebAsync(sag)).GetProperty("felter");
        Assert.Equal(("Ågade 14, 4000 Korsbæk", "5551234", "12ab Korsbæk By", "62", "kk1"),
            (felter.GetProperty("adresse").GetString(), felter.GetProperty("bfe").GetString(), felter.GetProperty("matrikel").GetString(), felter.GetProperty("areal").GetString(), felter.GetProperty("konstruktionsklasse").GetString()));
        var parter = (await _klient.HentAsync($"/api/v1/sager/{sag}/parter")).ToString();
        foreach (var navn in new[] { "Dora Demonstrationsansøger", "Erik Demonstrationsejer", "Certificeret statiker" })
            Assert.Contains(navn, parter, StringComparison.Ordinal);
        var dokument = Assert.Single((await _klient.HentAsync($"/api/v1/sager/{sag}/dokumenter")).Raekker());
        Assert.Equal($"Ansøgning {ansoegning["ansoegningId"]} fra Byg og Miljø", dokument.GetProperty("titel").GetString());
        Assert.Equal("Plan", await _klient.GetStringAsync(new Uri($"/api/v1/dokumenter/{dokument.GetProperty("id").GetString()}/filer/2", UriKind.Relative)));

        // Again, also with another content: the same case.
        Assert.Equal(sag, (await (await _klient.PostAsync(Sti, ansoegning)).ForventAsync(HttpStatusCode.OK)).GetProperty("sagId").GetString());
        ansoegning["titel"] = "En anden titel";
        Assert.Equal(sag, (await (await _klient.PostAsync(Sti, ansoegning)).ForventAsync(HttpStatusCode.OK)).GetProperty("sagId").GetString());

        // At once from several: still one case.
        var samtidig = byg.Ansoegning();
        var sager = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ => (await (await _klient.PostAsync(Sti, samtidig)).ForventAsync()).GetProperty("sagId").GetString()));
        Assert.Single(sager.Distinct());
    }

    [Fact]
    public async Task Hvad_der_ikke_kan_blive_til_en_sag_staar_paa_listen_med_grundene_og_goeres_faerdigt_i_haanden()
    {
        var ansoegning = byg.Ansoegning();
        ansoegning["ejendom"] = new { adresse = "Bag ved kirken", postnummer = "4000", by = "Korsbæk" };
        ansoegning["filer"] = new[] { new { navn = "plan.pdf", indhold = "ikke base64!" } };
        var svar = await (await _klient.PostAsync(Sti, ansoegning)).ForventAsync(HttpStatusCode.Accepted);
        var grunde = svar.GetProperty("grunde").EnumerateArray().Select(g => g.GetString()).ToList();
        Assert.Contains("Adressen er ukendt: skriv vejnavn, husnummer, postnummer på 4 cifre og by.", grunde);
        Assert.Contains("Ejendommens BFE-nummer mangler.", grunde);
        Assert.Contains("Filen »plan.pdf« er ødelagt på vejen.", grunde);
        var id = svar.GetProperty("id").GetString();
        Assert.Contains(await VentendeAsync(), p => p.GetProperty("id").GetString() == id);

        // Corrected by the sender: now it is only the file.
        ansoegning["ejendom"] = byg.Ansoegning()["ejendom"];
        var igen = await (await _klient.PostAsync(Sti, ansoegning)).ForventAsync(HttpStatusCode.Accepted);
        Assert.Equal((id, "Filen »plan.pdf« er ødelagt på vejen."), (igen.GetProperty("id").GetString(), igen.GetProperty("grunde").EnumerateArray().Single().GetString()));

        var side = await _klient.GetStringAsync(new Uri($"/byggesager/indgang/{id}", UriKind.Relative));
        Assert.Contains("Filen »plan.pdf« er ødelagt på vejen.", WebUtility.HtmlDecode(side), StringComparison.Ordinal);
        var sted = await SendFormAsync($"/byggesager/indgang/{id}", ("titel", "Tilbygning"), ("adresse", "Ågade 14, 4000 Korsbæk"), ("bfe", "5551234"), ("ansoeger", "Dora Demonstrationsansøger"));
        Assert.StartsWith("/sager/", sted, StringComparison.Ordinal);
        Assert.DoesNotContain(await VentendeAsync(), p => p.GetProperty("id").GetString() == id);
        Assert.Equal(HttpStatusCode.NotFound, (await _klient.GetAsync(new Uri($"/byggesager/indgang/{id}", UriKind.Relative))).StatusCode);
        await (await _klient.PostAsync($"{Sti}/{id}/afvisning", new { grund = "For sent" })).BrydesAsync("BYG-4");
    }

    [Theory]
    [InlineData("", 400), InlineData("hej", 202), InlineData("[]", 202), InlineData("null", 202), InlineData("{\"ansoegningId\":\"", 202), InlineData("{\"areal\":\"mange\"}", 202), InlineData("{\"filer\":[null],\"raadgivere\":[null]}", 202), InlineData("{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":1}}}}}}}}}}}}}}}}}", 202)]
    public async Task Daarligt_indhold_faar_et_klart_svar_og_bliver_ikke_vaek(string indhold, int status)
    {
        async Task<JsonElement> SendAsync()
        {
            using var krop = new StringContent(indhold, Encoding.UTF8, "application/json");
            return await (await _klient.PostAsync(new Uri(Sti, UriKind.Relative), krop)).ForventAsync((HttpStatusCode)status);
        }

        var svar = await SendAsync();
        if (status == 400)
            return;
        Assert.NotEmpty(svar.GetProperty("grunde").EnumerateArray());
        Assert.Equal(svar.GetProperty("id").GetString(), (await SendAsync()).GetProperty("id").GetString()); // the same twice is one
        await _klient.SendAsync($"{Sti}/{svar.GetProperty("id").GetString()}/afvisning", new { grund = "Kan ikke læses" });
    }

    [Fact]
    public async Task Felter_som_sagstypen_afviser_saetter_ansoegningen_til_side()
    {
        var ansoegning = byg.Ansoegning();
        ansoegning["areal"] = 20; // no class below 50
        ansoegning["ansoeger"] = new { navn = "Dora", cpr = "999999-9999" };
        var grunde = (await (await _klient.PostAsync(Sti, ansoegning)).ForventAsync(HttpStatusCode.Accepted)).GetProperty("grunde").ToString();
        Assert.Contains("Byggeri under 50 m² har ingen klasse.", grunde, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Status_og_breve_gaar_tilbage_efter_nummer()
    {
        var ansoegning = byg.Ansoegning();
        var sag = (await (await _klient.PostAsync(Sti, ansoegning)).ForventAsync(HttpStatusCode.Created)).GetProperty("sagId").GetString()!;
        await (await _klient.PostAsync($"/api/v1/byggesager/{sag}/mangelbrev", new { mangler = new[] { "Snittegning" } })).ForventAsync();
        var beskeder = (await _klient.HentAsync("/api/v1/byggesager/beskeder?antal=200")).GetProperty("poster").EnumerateArray().Where(b => b.GetProperty("ansoegningId").GetString() == (string)ansoegning["ansoegningId"]!).ToList();
        Assert.Equal(["Status", "Brev"], beskeder.Select(b => b.GetProperty("art").GetString()));
        Assert.Equal("afventer", beskeder[0].GetProperty("trin").GetString());
        Assert.NotEmpty(await _klient.GetByteArrayAsync(new Uri(beskeder[1].GetProperty("fil").GetString()!, UriKind.Relative)));
        var efter = await _klient.HentAsync($"/api/v1/byggesager/beskeder?efter={beskeder[0].GetProperty("nr").GetInt64()}&antal=200");
        Assert.DoesNotContain(efter.GetProperty("poster").EnumerateArray(), b => b.GetProperty("nr").GetInt64() <= beskeder[0].GetProperty("nr").GetInt64());
    }

    /// <summary>A page's form as a browser posts it, without script. Answers where it leads.</summary>
    private async Task<string> SendFormAsync(string sti, params (string Felt, string Vaerdi)[] felter)
    {
        using var form = new FormUrlEncodedContent(felter.ToDictionary(f => f.Felt, f => f.Vaerdi));
        using var svar = await _klient.PostAsync(new Uri(sti, UriKind.Relative), form);
        Assert.True(svar.StatusCode == HttpStatusCode.Redirect, $"{(int)svar.StatusCode} {await svar.Content.ReadAsStringAsync()}");
        return svar.Headers.Location!.ToString();
    }
}
