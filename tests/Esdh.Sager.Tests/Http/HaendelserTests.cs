using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary><c>GET /api/v1/haendelser</c>: to follow what happens by number.</summary>
[Collection("sagsserver")]
public sealed class HaendelserTests(Testserver server)
{
    [Fact]
    public async Task Den_der_foelger_med_faar_alt_i_raekkefoelge()
    {
        var klient = server.Som("sagsbehandler");
        var fra = await SidsteAsync(klient);
        var sag = await SagAsync(klient);
        await klient.SendAsync($"/api/v1/sager/{sag}/afslutning", new { });

        List<JsonElement> set = [];
        for (long efter = fra, naeste; ; efter = naeste)
        {
            var side = await klient.HentAsync($"/api/v1/haendelser?efter={efter}&antal=1");
            set.AddRange(side.GetProperty("poster").EnumerateArray());
            naeste = side.GetProperty("sidste").GetInt64();
            if (naeste == efter)
                break;
        }

        var min = set.Where(h => h.GetProperty("sagId").GetString() == sag).Select(h => h.GetProperty("type").GetString()).ToList();
        Assert.Equal("SagOprettet", min[0]);
        Assert.Equal("SagAfsluttet", min[^1]);
        Assert.Equal(set.Select(Nr).Order().Distinct(), set.Select(Nr));
        Assert.Equal("Carport", set.First(h => h.GetProperty("sagId").GetString() == sag).GetProperty("data").GetProperty("titel").GetString());
    }

    [Fact]
    public async Task Andres_sager_udelades_men_numrene_gaar_videre()
    {
        var (sagsbehandler, robot) = (server.Som("sagsbehandler"), server.Som("robot"));
        var fra = await SidsteAsync(robot);
        var sag = await SagAsync(sagsbehandler);

        var robottens = await AlleAsync(robot, fra);
        var egne = await AlleAsync(sagsbehandler, fra);

        Assert.Contains(egne.Poster, h => h.GetProperty("sagId").GetString() == sag);
        Assert.DoesNotContain(robottens.Poster, h => h.GetProperty("sagId").GetString() == sag);
        Assert.Equal(egne.Sidste, robottens.Sidste);
        Assert.All(robottens.Poster, h => Assert.DoesNotContain("Carport", h.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Et_dokument_med_faerre_laesere_er_heller_ikke_i_strengen()
    {
        var (sagsbehandler, kollega) = (server.Som("sagsbehandler"), server.Som("byg3"));
        var sag = await SagAsync(sagsbehandler);
        var fra = await SidsteAsync(sagsbehandler);
        using var lagt = await sagsbehandler.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "brev.txt", "Fortroligt"u8.ToArray(), new { titel = "Kun for mig", retning = "internt" });
        var dokument = (await lagt.ForventAsync()).GetProperty("id").GetString();
        Assert.Contains((await AlleAsync(kollega, fra)).Poster, h => h.GetProperty("objektId").GetString() == dokument);
        var mig = (await sagsbehandler.HentAsync($"/api/v1/dokumenter/{dokument}")).GetProperty("oprettetAf").GetString();

        using var svar = await sagsbehandler.PutAsync($"/api/v1/dokumenter/{dokument}/adgang", new { poster = new[] { new { art = "Bruger", reference = mig } }, begrundelse = "Personalesag" });
        await svar.ForventAsync();

        Assert.DoesNotContain((await AlleAsync(kollega, fra)).Poster, h => h.GetProperty("objektId").GetString() == dokument);
        Assert.Contains((await AlleAsync(sagsbehandler, fra)).Poster, h => h.GetProperty("objektId").GetString() == dokument);
    }

    [Fact]
    public async Task Den_der_venter_faar_svar_naar_der_sker_noget()
    {
        var klient = server.Som("sagsbehandler");
        var fra = await SidsteAsync(klient);
        var ur = Stopwatch.StartNew();

        var venter = klient.HentAsync($"/api/v1/haendelser?efter={fra}&vent=20&type=SagOprettet");
        await Task.Delay(300);
        Assert.False(venter.IsCompleted);
        var sag = await SagAsync(klient);
        var side = await venter;

        Assert.Contains(side.GetProperty("poster").EnumerateArray(), h => h.GetProperty("sagId").GetString() == sag);
        Assert.All(side.GetProperty("poster").EnumerateArray(), h => Assert.Equal("SagOprettet", h.GetProperty("type").GetString()));
        Assert.True(ur.Elapsed < TimeSpan.FromSeconds(15));
    }

    [Fact]
    public async Task Den_der_venter_hoerer_om_en_sag_hvis_adgangsliste_blev_til_med_den()
    {
        var (sagsbehandler, kollega) = (server.Som("sagsbehandler"), server.Som("kollega"));
        string[] navne = ["sagsbehandler", "kollega"];
        var fra = await SidsteAsync(kollega);

        var venter = kollega.HentAsync($"/api/v1/haendelser?efter={fra}&vent=20&type=SagOprettet");
        await Task.Delay(300);
        Assert.False(venter.IsCompleted);
        var sag = await sagsbehandler.SendAsync("/api/v1/sager", new
        {
            titel = "Kun for os to", emne = "02.34.02", facet = "G01",
            adgang = navne.Select(navn => new { art = "Bruger", reference = Adgang.Contract.Demonstration.BrugerId("korsbaek", navn) }),
        });
        var side = await venter;

        Assert.Contains(side.GetProperty("poster").EnumerateArray(), h => h.GetProperty("sagId").GetString() == sag.GetProperty("id").GetString());
    }

    [Fact]
    public async Task Den_der_venter_forgaeves_faar_et_tomt_svar()
    {
        var klient = server.Som("revisor");
        var fra = await SidsteAsync(klient);

        var side = await klient.HentAsync($"/api/v1/haendelser?efter={fra + 1000}&vent=1");

        Assert.Empty(side.GetProperty("poster").EnumerateArray());
        Assert.Equal(fra + 1000, side.GetProperty("sidste").GetInt64());
    }

    [Theory, InlineData("efter=-1", "efter"), InlineData("vent=21", "vent"), InlineData("antal=0", "antal"), InlineData("antal=201", "antal"), InlineData("efter=nu", "efter")]
    public async Task Forkerte_vaerdier_naevnes(string valg, string felt)
    {
        using var svar = await server.Som("sagsbehandler").GetAsync(new Uri($"/api/v1/haendelser?{valg}", UriKind.Relative));

        await svar.FejlerPaaAsync(felt);
    }

    [Fact]
    public async Task Uden_adgangstegn_er_der_intet_at_foelge()
    {
        using var svar = await server.Anonym().GetAsync(new Uri("/api/v1/haendelser", UriKind.Relative));

        Assert.Equal(HttpStatusCode.Unauthorized, svar.StatusCode);
    }

    private static long Nr(JsonElement h) => h.GetProperty("nr").GetInt64();

    private static async Task<string> SagAsync(HttpClient klient) =>
        (await klient.SendAsync("/api/v1/sager", new { titel = "Carport", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!;

    private static async Task<long> SidsteAsync(HttpClient klient) => (await AlleAsync(klient, 0)).Sidste;

    private static async Task<(List<JsonElement> Poster, long Sidste)> AlleAsync(HttpClient klient, long efter)
    {
        List<JsonElement> poster = [];
        while (true)
        {
            var side = await klient.HentAsync($"/api/v1/haendelser?efter={efter}&antal=200");
            poster.AddRange(side.GetProperty("poster").EnumerateArray());
            efter = side.GetProperty("sidste").GetInt64();
            if (!side.GetProperty("flere").GetBoolean())
                return (poster, efter);
        }
    }
}
