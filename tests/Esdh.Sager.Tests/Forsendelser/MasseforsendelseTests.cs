using System.Net;
using System.Text;
using System.Text.Json;
using Esdh.Sager.Forsendelser;
using Esdh.Testing;
using static Esdh.Sager.Tests.Forsendelser.Forsendelsesproeve;

namespace Esdh.Sager.Tests.Forsendelser;

/// <summary>One template to many: parties of the case, or a list that people made in a spreadsheet.</summary>
[Collection("dokumentserver")]
public sealed class MasseforsendelseTests(Testserver server)
{
    private HttpClient Klient => server.Som("sagsbehandler");

    private async Task<string> SagAsync(params object[] parter) => (await Klient.SendAsync("/api/v1/sager", new { titel = "Varmeplan", emne = "02.34.02", facet = "G01", parter })).GetProperty("id").GetString()!;

    private async Task<JsonElement> FaerdigAsync(string id, int sekunder = 120)
    {
        await VentAsync(async () => (await Klient.HentAsync($"/api/v1/masseforsendelser/{id}")).Felt("jobstatus") is "Faerdig" or "Fejlet", "the letters", sekunder);
        return await Klient.HentAsync($"/api/v1/masseforsendelser/{id}");
    }

    private async Task<List<JsonElement>> BreveAsync(string id) => [.. (await Klient.HentAsync($"/api/v1/masseforsendelser/{id}/breve?antal=200")).GetProperty("poster").EnumerateArray()];

    [Fact]
    public async Task Hver_part_faar_sit_eget_dokument_sin_egen_kanal_og_sit_eget_resultat()
    {
        var sag = await SagAsync(new { navn = "Bo Opdigt", rolle = "Ansøger" }, new { navn = "Ida Opdigt", rolle = "Nabo" });
        var parter = (await Klient.HentAsync($"/api/v1/sager/{sag}/parter")).EnumerateArrayOrPoster().Select(p => p.Felt("id")).ToList();
        var svar = await Klient.SendAsync($"/api/v1/sager/{sag}/masseforsendelser", new { skabelon = "partshoering", parter, send = true });
        var id = svar.Felt("id")!;
        Assert.Equal(("2", "0"), (svar.Felt("breve"), svar.Felt("medFejl")));
        Assert.StartsWith("%PDF", Encoding.Latin1.GetString(await Klient.GetByteArrayAsync(new Uri($"/api/v1/masseforsendelser/{id}/breve/2/proeve", UriKind.Relative))), StringComparison.Ordinal);
        Assert.Empty((await Klient.HentAsync($"/api/v1/sager/{sag}/dokumenter")).EnumerateArrayOrPoster()); // nothing is made yet

        await Klient.SendAsync($"/api/v1/masseforsendelser/{id}/start", new { });
        Assert.Equal("2 af 2 breve er dannet og bestilt sendt.", (await FaerdigAsync(id)).Felt("resultat"));
        var breve = await BreveAsync(id);
        Assert.Equal(["Bo Opdigt", "Ida Opdigt"], breve.ConvertAll(b => b.Felt("navn")!));
        Assert.All(breve, b => Assert.Equal(("Udskriv", "Venter"), (b.Felt("kanal"), b.Felt("tilstand"))));
        Assert.Equal(2, breve.Select(b => b.Felt("dokumentId")).Distinct().Count());
        await (await Klient.PostAsync($"/api/v1/masseforsendelser/{id}/start", new { })).BrydesAsync("FOR-11");
        Assert.Contains("Bo Opdigt", await Klient.GetStringAsync(new Uri($"/masseforsendelser/{id}", UriKind.Relative)), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Som("kollega").GetAsync(new Uri($"/api/v1/masseforsendelser/{id}", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task En_liste_med_fejl_siger_linje_og_grund_foer_noget_dannes_og_de_rigtige_kan_tages_for_sig()
    {
        var sag = await SagAsync();
        var liste = "navn;email;postnummer;beløb\r\nBo Åløkke;bo@x.example;8000;1.200 kr.\r\n;tom@x.example;8000;1\r\n\"Ida \"\"Id\"\" Opdigt\";ikke en adresse;8000;2\r\n\"Uffe\nOpdigt\";uffe@x.example;8000;\"3;4\"\r\nBo Åløkke;bo@x.example;8000;1.200 kr.\r\n";
        var svar = await Klient.SendAsync($"/api/v1/sager/{sag}/masseforsendelser", new { skabelon = "partshoering", liste, titel = "Varsel til {{part.navn}}: {{csv.beløb}}" });
        var id = svar.Felt("id")!;
        Assert.Equal(("5", "3"), (svar.Felt("breve"), svar.Felt("medFejl")));
        var fejl = (await Klient.HentAsync($"/api/v1/masseforsendelser/{id}/breve?kunFejl=true")).GetProperty("poster").EnumerateArray().Select(b => $"{b.Felt("linje")}: {b.Felt("fejl")}").ToList();
        Assert.Equal(["3: Navnet mangler.", "4: »ikke en adresse« er ingen mailadresse.", "7: Rækken er magen til linje 2."], fejl);
        await (await Klient.PostAsync($"/api/v1/masseforsendelser/{id}/start", new { })).BrydesAsync("FOR-12");

        await Klient.SendAsync($"/api/v1/masseforsendelser/{id}/start", new { springOver = true });
        Assert.Equal("2 af 2 breve er dannet.", (await FaerdigAsync(id)).Felt("resultat"));
        var titler = (await Klient.HentAsync($"/api/v1/sager/{sag}/dokumenter")).EnumerateArrayOrPoster().Select(d => d.Felt("titel")).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(["Varsel til Bo Åløkke: 1.200 kr.", "Varsel til Uffe Opdigt: 3;4"], titler);
        Assert.Equal(0, server.Database.Tal("korsbaek", "select count(*) from massebrev where raekke is not null and er_faerdig = " + (Testdatabase.ErPostgresql ? "true" : "1"))); // what the list said is kept nowhere else
    }

    [Theory]
    [InlineData("")]
    [InlineData("navn\r\n")]
    [InlineData("adresse;by\r\nVej;Aarhus\r\n")]
    [InlineData("navn;navn\r\nBo;Ida\r\n")]
    [InlineData("navn;email\r\n\"Bo;x\r\n")]
    [InlineData("PK\u0003\u0004regneark")]
    [InlineData("navn\0\r\nBo")]
    public async Task En_liste_der_ikke_er_en_siger_det_og_intet_ligger_tilbage(string liste)
    {
        var sag = await SagAsync();
        await (await Klient.PostAsync($"/api/v1/sager/{sag}/masseforsendelser", new { skabelon = "partshoering", liste })).FejlerPaaAsync(liste.Contains('\0', StringComparison.Ordinal) ? "liste" : "fil");
    }

    [Fact]
    public void Windows_1252_komma_tabulator_og_andre_overskrifter_laeses()
    {
        var raekker = Modtagerliste.Laes(Encoding.Latin1.GetBytes("Navn,Postnr,E-mail,Årets beløb\nSøren Åløkke,8000,s@x.example,\"1,5\"\n"));
        Assert.Equal("Søren Åløkke", raekker[0].Navn);
        Assert.Equal(("8000", "s@x.example", "1,5"), (raekker[0].Felt("postnummer"), raekker[0].Felt("email"), raekker[0].Felt("årets_beløb")));
        Assert.Equal("Vej 1", Modtagerliste.Laes("navn\tadresse\nBo\tVej 1"u8)[0].Felt("adresse"));
        Assert.Throws<Core.InvalidException>(() => Modtagerliste.Laes(Encoding.UTF8.GetBytes("navn\n" + string.Concat(Enumerable.Range(0, 20_001).Select(i => $"B{i}\n")))));
        Assert.Contains("kolonner", Modtagerliste.Laes("navn;by\nBo;Aarhus;mere"u8)[0].Fejl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mange_breve_dannes_een_gang_hver_og_en_hoering_med_mange_faar_dem_i_eet_job()
    {
        var sag = await SagAsync([.. Enumerable.Range(0, 40).Select(i => (object)new { navn = $"Nabo {i}", rolle = "Nabo" })]);
        var parter = (await Klient.HentAsync($"/api/v1/sager/{sag}/parter")).EnumerateArrayOrPoster().Select(p => p.Felt("id")).ToList();
        var hoering = (await Klient.SendAsync($"/api/v1/sager/{sag}/hoeringer", new { art = "Naboorientering", oplysninger = "Der bygges.", parter })).Felt("id");
        var svar = await Klient.SendAsync($"/api/v1/hoeringer/{hoering}/breve", new { skabelon = "naboorientering" });
        Assert.Equal(("0", "40"), (svar.Felt("dannet"), svar.Felt("mangler")));
        Assert.Equal("40 af 40 breve er dannet.", (await FaerdigAsync(svar.Felt("masseforsendelseId")!)).Felt("resultat"));
        Assert.All((await Klient.HentAsync($"/api/v1/hoeringer/{hoering}")).GetProperty("parter").EnumerateArray(), p => Assert.NotNull(p.Felt("brev")));

        var liste = "navn;nr\n" + string.Concat(Enumerable.Range(0, 600).Select(i => $"Borger {i};{i}\n"));
        var masse = (await Klient.SendAsync($"/api/v1/sager/{sag}/masseforsendelser", new { skabelon = "partshoering", liste, titel = "Brev {{csv.nr}}" })).Felt("id")!;
        await Klient.SendAsync($"/api/v1/masseforsendelser/{masse}/start", new { });
        Assert.Equal("600 af 600 breve er dannet.", (await FaerdigAsync(masse, 300)).Felt("resultat"));
        Assert.Equal(600, server.Database.Tal("korsbaek", "select count(distinct titel) from dokument where titel like 'Brev %' and id in (select dokument_id from massebrev)"));
    }
}
