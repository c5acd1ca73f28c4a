using System.Text.Json;
using Esdh.Testing;
using static Esdh.Sager.Tests.Forsendelser.Forsendelsesproeve;

namespace Esdh.Sager.Tests.Forsendelser;

/// <summary>Digital Post, remote print and Byg og Miljø against a server that stands where theirs would.</summary>
public sealed class KanalTests : IAsyncLifetime
{
    private Proevekanal _kanal = null!;
    private Testserver _server = null!;

    private HttpClient Klient => _server.Som("sagsbehandler");

    public async Task InitializeAsync()
    {
        _kanal = await Proevekanal.StartAsync();
        _server = Testserver.Med(_kanal.Indstillinger());
        await _server.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _kanal.DisposeAsync();
    }

    private static object Borger(string kanal = "DigitalPost") => new { navn = "Bo <Åløkke> & Søn", kanal, cpr = "0101901004", cvr = "12345678", adresse = "Vej 1", postnummer = "8000", by = "Aarhus" };

    [Fact]
    public async Task Digital_Post_er_en_gyldig_MeMo_med_brev_bilag_og_sagsnummer()
    {
        var (sag, brev) = await BrevAsync(Klient, "Afgørelse " + new string('å', 200));
        var bilag = await DokumentAsync(Klient, sag, "Plan", "indgaaende", fil: "plan.pdf", indhold: Http.Provefiler.Pdf("plan"));
        var svar = await Klient.SendAsync($"/api/v1/dokumenter/{brev}/forsendelser", new { modtagere = new[] { Borger(), Borger("Fjernprint") }, bilag = new[] { bilag } });
        var modtagere = await Klient.TilEndeAsync(svar.Felt("id")!);

        Assert.Empty(_kanal.Skemafejl);
        Assert.All(modtagere, m => Assert.Equal(("Sendt", "200 <kombi_response><result>true</result></kombi_response>"), (m.Felt("tilstand"), m.Felt("kvittering"))));
        Assert.Equal(2, _kanal.Beskeder.Count);
        var besked = _kanal.Beskeder.First();
        Assert.Equal(modtagere[0].Felt("beskedId"), Proevekanal.Uuid(besked));
        Assert.Equal((await Klient.HentAsync($"/api/v1/sager/{sag}")).Felt("sagsnummer"), Proevekanal.Felt(besked, "caseID"));
        Assert.Equal("0101901004", Proevekanal.Felt(besked, "recipientID"));
        Assert.Equal(3, besked.Descendants().Count(e => e.Name.LocalName == "File"));
        Assert.Equal(Http.Provefiler.Pdf("plan"), Convert.FromBase64String(besked.Descendants().Last(e => e.Name.LocalName == "content").Value));
        Assert.DoesNotContain("0101901004", JsonSerializer.Serialize(modtagere), StringComparison.Ordinal);
        Assert.DoesNotContain("1004", await Klient.GetStringAsync(new Uri($"/forsendelser/{svar.Felt("id")}", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Haenger_serviceplatformen_sendes_den_samme_besked_igen_og_modtageren_faar_den_een_gang()
    {
        _kanal.Haenger = nr => nr == 1;
        var (_, brev) = await BrevAsync(Klient);
        var id = await Klient.BestilAsync(brev, Borger());
        await VentAsync(async () => (await Klient.ModtagereAsync(id))[0].Felt("aarsag") is not null, "the time's end");
        _server.Ur.Frem(TimeSpan.FromMinutes(2));
        var m = Assert.Single(await Klient.TilEndeAsync(id));
        Assert.Equal("Sendt", m.Felt("tilstand"));
        Assert.Contains("allerede", m.Felt("kvittering"), StringComparison.Ordinal);
        Assert.Single(_kanal.Beskeder);
        Assert.Equal(2, _kanal.Kald);
    }

    [Fact]
    public async Task En_afvisning_staar_hos_sagsbehandleren_og_kan_overfoeres_til_brev()
    {
        _kanal.Svar = nr => nr == 1 ? (503, "senere") : (422, "Modtageren 010190-1004 er fritaget for Digital Post");
        var (_, brev) = await BrevAsync(Klient);
        var id = await Klient.BestilAsync(brev, Borger());
        await VentAsync(async () => (await Klient.ModtagereAsync(id))[0].Felt("aarsag") is not null, "the first answer");
        _server.Ur.Frem(TimeSpan.FromMinutes(2));
        var m = Assert.Single(await Klient.TilEndeAsync(id));
        Assert.Equal("Afvist", m.Felt("tilstand"));
        Assert.Contains("fritaget for Digital Post", m.Felt("aarsag"), StringComparison.Ordinal);
        Assert.DoesNotContain("1004", m.Felt("aarsag"), StringComparison.Ordinal);
        await Klient.SendAsync($"/api/v1/forsendelser/{id}/modtagere/{m.Felt("id")}/gensendelse", new { kanal = "Udskriv", adresse = "Vej 1", postnummer = "8000", by = "Aarhus" });
        Assert.Equal(["Afvist", "Venter"], (await Klient.ModtagereAsync(id)).ConvertAll(x => x.Felt("tilstand")!));
    }

    [Fact]
    public async Task Byg_og_Miljoe_faar_sin_egen_besked_og_kun_det_der_er_sat_op_tilbydes()
    {
        var (_, brev) = await BrevAsync(Klient);
        var forslag = await Klient.HentAsync($"/api/v1/dokumenter/{brev}/forsendelsesforslag");
        Assert.Equal(["DigitalPost", "Fjernprint", "BygOgMiljoe", "Udskriv"], forslag.GetProperty("kanaler").EnumerateArray().Select(k => k.GetString()));
        await (await Klient.PostAsync($"/api/v1/dokumenter/{brev}/forsendelser", new { modtagere = new[] { new { navn = "Bo", kanal = "Email", email = "bo@x.example" } } })).FejlerPaaAsync("modtagere[0]");
        var m = Assert.Single(await Klient.TilEndeAsync(await Klient.BestilAsync(brev, Borger("BygOgMiljoe"))));
        Assert.Equal("200 modtaget", m.Felt("kvittering"));
        var besked = JsonSerializer.Deserialize<JsonElement>(Assert.Single(_kanal.BygOgMiljoe));
        Assert.Equal(m.Felt("beskedId"), besked.Felt("beskedId"));
        Assert.StartsWith("%PDF", System.Text.Encoding.Latin1.GetString(besked.GetProperty("filer")[0].GetProperty("indhold").GetBytesFromBase64()), StringComparison.Ordinal);
    }
}
