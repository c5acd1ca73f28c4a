using System.Net;
using Esdh.Testing;

namespace Esdh.Klub.Tests.Http;

/// <summary>From a wish to the road map.</summary>
public sealed class OenskeTests(Klubserver f) : IClassFixture<Klubserver>
{
    private const string Sti = "/api/v1/klub/oensker";

    private static async Task<string> NytAsync(HttpClient klient, string titel, string problem = "Det er svært i dag.") =>
        (await klient.SendAsync(Sti, new { Titel = titel, Problem = problem, HvemHjaelpes = "Alle sagsbehandlere", Modul = "Kerne" })).GetProperty("nummer").GetString()!.Split('-')[1];

    private async Task KlarAsync(string nr)
    {
        await f.Sekretariat.SendAsync($"{Sti}/{nr}/stand", new { Stand = "Vurderes", Grund = "Drift og Udvikling ser på det." });
        await f.Delegat.SendAsync($"{Sti}/{nr}/vurderinger", new { Gruppe = "Drift og Udvikling", Timer = 120, Vaerdi = 4, Begrundelse = "Sparer tid hver dag." });
        await f.Sekretariat.SendAsync($"{Sti}/{nr}/stand", new { Stand = "Klar", Grund = "Vurderet." });
    }

    [Fact]
    public async Task Et_oenske_foreslaas_vaelges_ved_afstemning_og_staar_paa_koereplanen()
    {
        var (a, b) = (await NytAsync(f.Delegat, "Vis byggesager på et kort"), await NytAsync(f.Medarbejder, "Digital underskrift fra sagen"));
        await (await f.Sekretariat.PostAsync($"{Sti}/{a}/stand", new { Stand = "Klar", Grund = "x" })).BrydesAsync("OENSKE-3");
        await f.Sekretariat.SendAsync($"{Sti}/{a}/stand", new { Stand = "Vurderes", Grund = "x" });
        await (await f.Sekretariat.PostAsync($"{Sti}/{a}/stand", new { Stand = "Klar", Grund = "x" })).BrydesAsync("OENSKE-4");
        await f.Sekretariat.SendAsync($"{Sti}/{a}/stand", new { Stand = "Nyt", Grund = "x" });
        await KlarAsync(a);
        await KlarAsync(b);
        var ider = new[] { await f.Delegat.HentAsync($"{Sti}/{a}"), await f.Delegat.HentAsync($"{Sti}/{b}") }.Select(o => o.GetProperty("id").GetGuid()).ToArray();
        await (await f.Sekretariat.PostAsync("/api/v1/klub/koereplan/initiativer", new { Titel = "Kort", Modul = "Byggesager", Ejer = "Korsbæk", Fra = "2026-12-01", Til = "2027-06-30", BudgetOere = 0, Oenske = ider[0] })).BrydesAsync("KOEREPLAN-3");

        // While it is on a paper nobody moves it by hand; a ballot that is stopped lets it go.
        var nummer = (await f.Sekretariat.SendAsync("/api/v1/klub/afstemninger", new { Emne = "Prioritering", Titel = "Ønsker 2027", Lukker = f.Server.Ur.GetUtcNow().AddMinutes(50), Oensker = ider })).GetProperty("nummer").GetString();
        await (await f.Sekretariat.PostAsync($"{Sti}/{a}/stand", new { Stand = "Afvist", Grund = "x" })).BrydesAsync("OENSKE-5");
        await (await f.Sekretariat.PostAsync($"{Sti}/{a}/saml", new { I = b })).BrydesAsync("OENSKE-5");
        await f.Sekretariat.SendAsync($"/api/v1/klub/afstemninger/{nummer}/aflys", new { Grund = "Forkert lukketid." });
        Assert.Equal("Klar", (await f.Delegat.HentAsync($"{Sti}/{a}")).GetProperty("stand").GetString());
        await f.Sekretariat.SendAsync($"{Sti}/{a}/stand", new { Stand = "Valgt", Grund = "Valgt på generalforsamlingen." });

        var nr = (await f.Sekretariat.SendAsync("/api/v1/klub/koereplan/initiativer", new { Titel = "Kort over byggesager", Modul = "Byggesager", Ejer = "Korsbæk Kommune", Fra = "2026-12-01", Til = "2027-06-30", BudgetOere = 25_000_000, Oenske = ider[0] })).GetProperty("nr").GetInt32();
        var oenske = await f.Delegat.HentAsync($"{Sti}/{a}");
        Assert.Equal("PaaKoereplan", oenske.GetProperty("stand").GetString());
        Assert.Contains("Kort over byggesager", await Klubserver.HtmlAsync(f.Medarbejder, "/klub/koereplan"), StringComparison.Ordinal);
        Assert.Contains("Vis byggesager på et kort", await Klubserver.HtmlAsync(f.Medarbejder, $"/klub/koereplan/{nr}"), StringComparison.Ordinal);
        Assert.Contains("På køreplanen", await Klubserver.HtmlAsync(f.Delegat, $"/klub/oensker/{a}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Script_i_et_oenske_vises_som_tekst_alle_steder()
    {
        const string ond = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        var nr = await NytAsync(f.Delegat, "Ondt " + ond, ond + "\n</textarea></title>");
        await f.Medarbejder.SendAsync($"{Sti}/{nr}/kommentarer", new { Tekst = ond });
        await f.Delegat.SendAsync($"{Sti}/{nr}/vurderinger", new { Gruppe = ond, Timer = 1, Vaerdi = 1, Begrundelse = ond });
        await f.Sekretariat.SendAsync($"{Sti}/{nr}/stand", new { Stand = "Afvist", Grund = ond });
        foreach (var sti in new[] { $"/klub/oensker/{nr}", "/klub/oensker?stand=Afvist", "/klub/oensker/nyt?titel=" + Uri.EscapeDataString(ond), "/klub/oensker?soeg=" + Uri.EscapeDataString(ond) })
        {
            var raa = await f.Sekretariat.GetStringAsync(new Uri(sti, UriKind.Relative));
            Assert.DoesNotContain("<script>alert", raa, StringComparison.Ordinal);
            Assert.DoesNotContain("<img src=x", raa, StringComparison.Ordinal);
        }

        await (await f.Delegat.PostAsync($"{Sti}/{nr}/kommentarer", new { Tekst = "for sent" })).BrydesAsync("OENSKE-1");
    }

    [Fact]
    public async Task Tvillinger_samles_med_kommentarer_og_foelgere_og_den_gamle_adresse_viser_vej()
    {
        var (a, b) = (await NytAsync(f.Delegat, "Skabeloner på lettere dansk"), await NytAsync(f.AndenDelegat, "Breve i et sprog, borgere forstår"));
        await f.AndenDelegat.SendAsync($"{Sti}/{b}/kommentarer", new { Tekst = "Vi har prøvet det af." });
        await (await f.Medarbejder.PutAsync($"{Sti}/{b}/foelger", new { })).ForventAsync(HttpStatusCode.OK);
        await (await f.Medarbejder.PutAsync($"{Sti}/{b}/foelger", new { })).ForventAsync(HttpStatusCode.OK); // twice is once
        await (await f.Delegat.PutAsync($"{Sti}/{b}/foelger", new { })).ForventAsync(HttpStatusCode.OK);
        await (await f.Sekretariat.PostAsync($"{Sti}/{b}/saml", new { I = b })).BrydesAsync("OENSKE-2");
        await (await f.Delegat.PostAsync($"{Sti}/{b}/saml", new { I = a })).ForventAsync(HttpStatusCode.Forbidden);
        await f.Sekretariat.SendAsync($"{Sti}/{b}/saml", new { I = a });
        var samlet = await f.Delegat.HentAsync($"{Sti}/{a}");
        Assert.Equal(3, samlet.GetProperty("foelgere").GetInt32()); // Korsbæk's delegate followed both
        Assert.Contains(samlet.GetProperty("kommentarer").EnumerateArray(), k => k.GetProperty("tekst").GetString() == "Vi har prøvet det af.");
        Assert.Contains("går videre i", await Klubserver.HtmlAsync(f.Delegat, $"/klub/oensker/{b}"), StringComparison.Ordinal);
        await (await f.Sekretariat.PostAsync($"{Sti}/{b}/saml", new { I = a })).BrydesAsync("OENSKE-1");
    }

    [Fact]
    public async Task Lignende_oensker_vises_mens_der_skrives_uden_script()
    {
        var nr = await NytAsync(f.Delegat, "Påmind ansøgeren, før uret stoppes", "Ansøgere glemmer at svare, og sagen går i stå.");
        var html = await Klubserver.HtmlAsync(f.Medarbejder, "/klub/oensker/nyt?titel=" + Uri.EscapeDataString("Påmindelse til ansøgere, når uret stopper"));
        Assert.Contains("Der er ønsker, der ligner.", html, StringComparison.Ordinal);
        Assert.Contains($"/klub/oensker/{nr}", html, StringComparison.Ordinal);
        var fundet = await f.Medarbejder.HentAsync(Sti + "/lignende?q=" + Uri.EscapeDataString("påmindelser til ansøger"));
        Assert.Contains(fundet.GetProperty("oensker").EnumerateArray(), o => o.GetProperty("nummer").GetString() == $"Ø-{nr}");
    }

    [Fact]
    public async Task Tomme_og_kaempestore_oensker_afvises()
    {
        await (await f.Delegat.PostAsync(Sti, new { })).FejlerPaaAsync("titel", "problem", "hvemHjaelpes", "modul");
        await (await f.Delegat.PostAsync(Sti, new { Titel = new string('x', 151), Problem = new string('x', 10_001), HvemHjaelpes = "x", Modul = "x" })).FejlerPaaAsync("titel", "problem");
        await (await f.Sekretariat.PostAsync(Sti, new { Titel = "x", Problem = "x", HvemHjaelpes = "x", Modul = "x" })).ForventAsync(HttpStatusCode.Forbidden);
        await (await f.Delegat.GetAsync(new Uri($"{Sti}/99999", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);
        var nr = await NytAsync(f.Delegat, "Noget");
        await (await f.Delegat.PostAsync($"{Sti}/{nr}/vurderinger", new { Gruppe = "G", Timer = -1, Vaerdi = 6, Begrundelse = "x" })).FejlerPaaAsync("timer", "vaerdi");
        await (await f.Medarbejder.PostAsync($"{Sti}/{nr}/vurderinger", new { Gruppe = "G", Timer = 1, Vaerdi = 1, Begrundelse = "x" })).ForventAsync(HttpStatusCode.Forbidden);
    }
}
