using System.Net;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Klub.Tests.Http;

[Collection("klubserver")]
public sealed class GeneralforsamlingTests(Klubserver f)
{
    private const string Sti = "/api/v1/klub/generalforsamlinger";

    [Fact]
    public async Task Dagsorden_forslag_og_beslutninger_skrives_og_hentes_i_registrets_form()
    {
        await (await f.Delegat.PostAsync(Sti, new { Titel = "x", Dato = "2027-10-21", Sted = "x" })).ForventAsync(HttpStatusCode.Forbidden);
        await (await f.Sekretariat.PostAsync(Sti, new { })).FejlerPaaAsync("titel", "dato", "sted");
        var id = (await f.Sekretariat.SendAsync(Sti, new { Titel = "Generalforsamling 2027", Dato = "2027-10-21", Sted = "Korsbæk" })).GetProperty("id").GetGuid();
        Assert.Equal(8, (await f.Medarbejder.HentAsync($"{Sti}/{id}")).GetProperty("punkter").GetArrayLength());
        await (await f.Medarbejder.PostAsync($"{Sti}/{id}/forslag", new { Titel = "x", Forslag = "x" })).ForventAsync(HttpStatusCode.Forbidden);
        await (await f.Delegat.PostAsync($"{Sti}/{id}/forslag", new { })).FejlerPaaAsync("titel", "forslag");

        var afstemning = (await f.Sekretariat.SendAsync("/api/v1/klub/afstemninger", new { Emne = "Beslutning", Titel = "Åben kode", Lukker = f.Server.Ur.GetUtcNow().AddDays(30) })).GetProperty("nummer").GetString();
        await f.Sekretariat.SendAsync($"/api/v1/klub/afstemninger/{afstemning}/aabn", new { });
        var punkt = (await f.Delegat.SendAsync($"{Sti}/{id}/forslag", new { Titel = "Åben kode", Forslag = "<script>alert(1)</script> Koden skal være åben.", Afstemning = afstemning })).GetProperty("id").GetGuid();
        await (await f.Sekretariat.PostAsync($"{Sti}/punkter/{punkt}/beslutning", new { Beslutning = "Vedtaget." })).BrydesAsync("GF-1");

        var beretning = (await f.Sekretariat.HentAsync($"{Sti}/{id}")).GetProperty("punkter")[1].GetProperty("id").GetGuid();
        var nr = (await f.Sekretariat.SendAsync($"{Sti}/punkter/{beretning}/beslutning", new { Beslutning = "Beretningen blev taget til efterretning." })).GetProperty("nr").GetInt32();
        await (await f.Sekretariat.PostAsync($"{Sti}/punkter/{beretning}/beslutning", new { Beslutning = "Noget andet." })).BrydesAsync("GF-2");
        var md = await f.Medarbejder.GetStringAsync(new Uri($"/klub/generalforsamlinger/{id}/beslutninger/{nr}.md", UriKind.Relative));
        Assert.StartsWith($"# {nr:0000} Beretning\n\n**Context.** Generalforsamling 2027, 21. oktober 2027", md, StringComparison.Ordinal);
        Assert.All(new[] { "\n**Options.** ", "\n**Decision.** Beretningen blev taget til efterretning.", "\n**Consequences.** " }, t => Assert.Contains(t, md, StringComparison.Ordinal));
        Assert.StartsWith("%PDF", await f.Medarbejder.GetStringAsync(new Uri($"/klub/generalforsamlinger/{id}/referat.pdf", UriKind.Relative)), StringComparison.Ordinal);
        var raa = await f.Medarbejder.GetStringAsync(new Uri($"/klub/generalforsamlinger/{id}", UriKind.Relative));
        Assert.DoesNotContain("<script>alert", raa, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Budget_og_samarbejdsaftale_ligger_ved_punktet_og_ligger_fast_naar_det_er_besluttet()
    {
        var id = (await f.Sekretariat.SendAsync(Sti, new { Titel = "Generalforsamling 2028", Dato = "2028-10-19", Sted = "Korsbæk" })).GetProperty("id").GetGuid();
        var punkt = (await f.Sekretariat.HentAsync($"{Sti}/{id}")).GetProperty("punkter").EnumerateArray().Single(p => p.GetProperty("titel").GetString()!.Contains("samarbejdsaftale", StringComparison.OrdinalIgnoreCase)).GetProperty("id").GetGuid();
        async Task<HttpResponseMessage> LaegAsync(HttpClient klient, params string[] navne)
        {
            using var form = new MultipartFormDataContent();
            foreach (var navn in navne)
                form.Add(new ByteArrayContent(System.Text.Encoding.UTF8.GetBytes("Indhold af " + navn)), "bilag", navn);
            if (navne.Length == 0)
                form.Add(new StringContent(""), "intet");
            return await klient.PostAsync(new Uri($"/klub/generalforsamlinger/{id}/bilag/{punkt}", UriKind.Relative), form);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await LaegAsync(f.Delegat, "budget.pdf")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await LaegAsync(f.Sekretariat)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await LaegAsync(f.Sekretariat, "budget 2029.pdf", "samarbejdsaftale.docx")).StatusCode);
        var bilag = (await f.Medarbejder.HentAsync($"{Sti}/{id}")).GetProperty("punkter").EnumerateArray().Single(p => p.GetProperty("id").GetGuid() == punkt).GetProperty("bilag").EnumerateArray().ToList();
        Assert.Equal(["budget 2029.pdf", "samarbejdsaftale.docx"], bilag.Select(b => b.GetProperty("navn").GetString()));
        using var fil = await f.Medarbejder.GetAsync(new Uri($"/klub/generalforsamlinger/bilag/{bilag[0].GetProperty("id").GetString()}", UriKind.Relative));
        Assert.Equal("Indhold af budget 2029.pdf", await fil.Content.ReadAsStringAsync());
        Assert.Equal("nosniff", fil.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("budget 2029.pdf", await Klubserver.HtmlAsync(f.Delegat, $"/klub/generalforsamlinger/{id}"), StringComparison.Ordinal);

        await f.Sekretariat.SendAsync($"{Sti}/punkter/{punkt}/beslutning", new { Beslutning = "Budget og samarbejdsaftale blev vedtaget." });
        Assert.Equal(HttpStatusCode.Conflict, (await LaegAsync(f.Sekretariat, "et andet budget.pdf")).StatusCode);
        Assert.DoesNotContain("Læg bilag til punktet", (await Klubserver.HtmlAsync(f.Sekretariat, $"/klub/generalforsamlinger/{id}")).Split("samarbejdsaftale.docx")[1].Split("</section>")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Det_der_deles_i_biblioteket_faar_een_karakter_af_hvert_medlem()
    {
        const string bibliotek = "/api/v1/klub/bibliotek";
        await (await f.Medarbejder.PostAsync(bibliotek, new { art = "Frase", titel = "x", tekst = "x", modul = "x" })).ForventAsync(HttpStatusCode.Forbidden);
        await (await f.Delegat.PostAsync(bibliotek, new { art = "7" })).FejlerPaaAsync("art", "titel", "tekst", "modul");
        var id = (await f.Delegat.SendAsync(bibliotek, new { art = "Lokalregel", titel = "Svar inden ti dage", tekst = "Vi svarer altid inden ti dage.", modul = "Kerne" })).GetProperty("id").GetGuid();
        await (await f.Delegat.PutAsync($"{bibliotek}/{id}/karakter", new { stjerner = 6 })).FejlerPaaAsync("stjerner");
        foreach (var (klient, stjerner) in new[] { (f.Delegat, 2), (f.AndenDelegat, 4), (f.Delegat, 5) })
            await (await klient.PutAsync($"{bibliotek}/{id}/karakter", new { stjerner })).ForventAsync(HttpStatusCode.OK);
        var ting = (await f.Medarbejder.HentAsync(bibliotek)).GetProperty("poster").EnumerateArray().Single(t => t.GetProperty("id").GetGuid() == id);
        Assert.Equal((4.5, 2, 5), (ting.GetProperty("karakter").GetDouble(), ting.GetProperty("karakterer").GetInt32(), ting.GetProperty("min").GetInt32()));
    }

    [Fact]
    public async Task Siderne_findes_og_er_tomme_med_ord()
    {
        foreach (var sti in new[] { "/klub/bibliotek", "/klub/generalforsamlinger", "/klub/afstemninger", "/klub/afstemninger/tael-efter", "/klub/oensker", "/klub/oensker/nyt", "/klub/koereplan", "/klub/offentlig" })
            Assert.Contains("<h1", await Klubserver.HtmlAsync(f.Medarbejder, sti), StringComparison.Ordinal);
        foreach (var sti in new[] { "/klub/afstemninger/ny", "/klub/koereplan/nyt" })
        {
            Assert.Contains("<h1", await Klubserver.HtmlAsync(f.Sekretariat, sti), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.Forbidden, (await f.Medarbejder.GetAsync(new Uri(sti, UriKind.Relative))).StatusCode);
        }
    }

    [Fact]
    public async Task Det_der_kan_rettes_svarer_sin_version_og_et_foraeldet_grundlag_afvises()
    {
        var oenske = (await f.Delegat.SendAsync("/api/v1/klub/oensker", new { Titel = "Versioner", Problem = "x", HvemHjaelpes = "x", Modul = "x" })).GetProperty("nummer").GetString()!.Split('-')[1];
        var initiativ = (await f.Sekretariat.SendAsync("/api/v1/klub/koereplan/initiativer", new { Titel = "Versioner", Modul = "x", Ejer = "x", Fra = "2026-01-01", Til = "2026-12-31", BudgetOere = 0 })).GetProperty("nr").GetInt32();
        foreach (var (sti, aendring, krop) in new (string, string, object)[]
        {
            ($"/api/v1/klub/oensker/{oenske}", "/stand", new { Stand = "Vurderes", Grund = "x" }), ($"/api/v1/klub/koereplan/initiativer/{initiativ}", "/rapporter", new { Stand = "Igang", Fase = "Udvikling", Farve = "Groen" }),
        })
        {
            using var svar = await f.Sekretariat.GetAsync(new Uri(sti, UriKind.Relative));
            Assert.NotNull(svar.Headers.ETag);
            foreach (var (tag, status) in new[] { ("\"987654321\"", HttpStatusCode.PreconditionFailed), (svar.Headers.ETag.Tag, HttpStatusCode.OK) })
            {
                using var indhold = new StringContent(JsonSerializer.Serialize(krop), System.Text.Encoding.UTF8, "application/json");
                using var forespoergsel = new HttpRequestMessage(HttpMethod.Post, sti + aendring) { Content = indhold };
                forespoergsel.Headers.TryAddWithoutValidation("If-Match", tag);
                using var aendret = await f.Sekretariat.SendAsync(forespoergsel);
                Assert.Equal(status, aendret.StatusCode);
            }
        }
    }
}
