using System.Net;
using System.Text.RegularExpressions;
using Esdh.Testing;

namespace Esdh.Dagtilbud.Tests.Http;

/// <summary>The parents' pages as a browser without script meets them.</summary>
[Collection("foraeldreserver")]
public sealed class ForaeldreTests(Foraeldreserver f)
{
    private const string Sti = "/dagtilbud/foraeldre", Ansoeg = Sti + "/ansoeg";

    private DateOnly Idag => Core.Calendar.DanishTime.DateOf(f.Server.Ur.GetUtcNow());

    private (string, string)[] Ansoegning(string cpr, params (string Felt, string Vaerdi)[] andet) =>
    [
        .. new (string Felt, string Vaerdi)[]
        {
            ("barnenavn", "Ida Demobarn"), ("barnecpr", cpr), ("myndighed", "faelles"), ("anden", "Anders Demoforælder"), ("oensket", "01-03-2027"), ("oenske1", f.Anden.ToString()), ("oenske2", f.Institution.ToString()), ("oenske3", ""), ("bemaerkning", "Vi bor tæt på."), ("email", ""), ("telefon", ""),
        }.Where(x => andet.All(a => a.Felt != x.Felt)), .. andet,
    ];

    private static async Task<(string Tegn, string Noegle)> FormularAsync(HttpClient klient)
    {
        var html = await Foraeldreserver.HtmlAsync(klient, Ansoeg);
        return (Regex.Match(html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value, Regex.Match(html, "name=\"noegle\" value=\"([^\"]+)\"").Groups[1].Value);
    }

    private static async Task<HttpResponseMessage> SoegAsync(HttpClient klient, (string, string)[] felter)
    {
        var (tegn, noegle) = await FormularAsync(klient);
        return await Foraeldreserver.SendUdenAsync(klient, Ansoeg, [("__RequestVerificationToken", tegn), ("noegle", noegle), .. felter]);
    }

    private async Task<(string Sag, HttpClient Klient, string Tilbud)> MedTilbudAsync(string navn = "Tove Demoforælder", DateOnly? frist = null)
    {
        var cpr = f.Cpr("050591", '2');
        var sag = await f.BarnAsync(f.Cpr("010725"), cpr, navn, oensket: new(2027, 2, 1));
        await f.TilbydAsync(sag, f.Vuggestue, new(2027, 2, 1), frist ?? Idag.AddDays(7));
        var klient = await f.ForaelderAsync(cpr, navn);
        return (sag, klient, Regex.Match(await Foraeldreserver.HtmlAsync(klient, $"{Sti}/{sag}"), "/tilbud/([0-9a-f-]{36})").Groups[1].Value);
    }

    [Fact]
    public async Task Uden_logon_sendes_man_til_logon_og_svagt_logon_afvises()
    {
        using var anonym = f.Server.Anonym();
        using var svar = await anonym.GetAsync(new Uri(Ansoeg, UriKind.Relative));
        Assert.Equal($"{Sti}/logon?retur={Uri.EscapeDataString(Ansoeg)}", svar.Headers.Location!.ToString());
        Assert.Contains("Log på med prøvelogon", await Foraeldreserver.HtmlAsync(anonym, $"{Sti}/logon"), StringComparison.Ordinal);
        using var svag = await f.ForaelderAsync(f.Cpr("010190", '2'), "Lise Demolav", "Lav");
        Assert.Equal(HttpStatusCode.Redirect, (await svag.GetAsync(new Uri(Sti, UriKind.Relative))).StatusCode);
        using var uden = await Foraeldreserver.SendUdenAsync(anonym, $"{Sti}/logon/svar", [("cpr", f.Cpr("010190", '2')), ("navn", "Uden Formulartegn")]);
        Assert.Equal(HttpStatusCode.BadRequest, uden.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await anonym.GetAsync(new Uri($"/sager", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task En_foraelder_soeger_ser_koeen_og_kun_sit_eget()
    {
        var (cpr, barn) = (f.Cpr("060690", '2'), f.Cpr("020825"));
        using var klient = await f.ForaelderAsync(cpr, "Mette Demoforælder");
        Assert.Contains("Du har ingen ansøgninger", await Foraeldreserver.HtmlAsync(klient, Sti), StringComparison.Ordinal);
        using var tom = await SoegAsync(klient, []);
        Assert.Equal(HttpStatusCode.BadRequest, tom.StatusCode);
        using var lang = await SoegAsync(klient, Ansoegning(barn, ("bemaerkning", new string('x', 10_000))));
        var langt = await Foraeldreserver.TekstAsync(lang);
        Assert.Equal(HttpStatusCode.BadRequest, lang.StatusCode);
        Assert.Contains("du har skrevet 10000", langt, StringComparison.Ordinal);
        Assert.Contains(new string('x', 10_000), langt, StringComparison.Ordinal); // kept
        using var fremtid = await SoegAsync(klient, Ansoegning("01012749" + "99"));
        Assert.Equal(HttpStatusCode.BadRequest, fremtid.StatusCode);

        // The same form twice is one application.
        var (tegn, noegle) = await FormularAsync(klient);
        (string, string)[] felter = [("__RequestVerificationToken", tegn), ("noegle", noegle), .. Ansoegning(barn)];
        using var sendt = await Foraeldreserver.SendUdenAsync(klient, Ansoeg, felter);
        Assert.True(sendt.StatusCode == HttpStatusCode.Redirect, await Foraeldreserver.TekstAsync(sendt));
        using var igen = await Foraeldreserver.SendUdenAsync(klient, Ansoeg, felter);
        Assert.Equal(sendt.Headers.Location, igen.Headers.Location);
        var sag = sendt.Headers.Location!.ToString().Split('/')[^1];
        using var dobbelt = await SoegAsync(klient, Ansoegning(barn));
        Assert.Equal(HttpStatusCode.Conflict, dobbelt.StatusCode);
        Assert.Contains("FORA-2", await Foraeldreserver.TekstAsync(dobbelt), StringComparison.Ordinal);

        var side = await Foraeldreserver.HtmlAsync(klient, $"{Sti}/{sag}");
        Assert.Contains("Ida Demobarn", side, StringComparison.Ordinal);
        Assert.Matches("<strong>Mælkevejen \\(demonstration\\)</strong><br ?/?>Nummer [0-9]+ af [0-9]+ i køen", side);
        Assert.Contains("I får en plads senest", side, StringComparison.Ordinal);
        Assert.DoesNotContain(barn[6..], side, StringComparison.Ordinal);

        // Staff see the case, who did it, and the application as a document; nobody has it yet.
        var behandler = f.Behandler;
        var kort = await behandler.HentAsync($"/api/v1/sager/{sag}");
        var historik = (await behandler.HentAsync($"/api/v1/sager/{sag}/historik?antal=100")).ToString();
        Assert.Contains("Mette Demoforælder (borger)", historik, StringComparison.Ordinal);
        Assert.Contains("Forælderen oplyser fælles forældremyndighed", historik, StringComparison.Ordinal);
        Assert.Contains("Ansøgning fra forældresiden", (await behandler.HentAsync($"/api/v1/sager/{sag}/dokumenter")).ToString(), StringComparison.Ordinal);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, kort.GetProperty("behandler").ValueKind);

        // Another parent knows nothing of it, by any address.
        using var anden = await f.ForaelderAsync(f.Cpr("070791", '2'), "Nosy Demoforælder");
        foreach (var sti in new[] { "", "/traek", $"/tilbud/{Guid.CreateVersion7()}", $"/breve/{Guid.CreateVersion7()}" })
            await Foraeldreserver.HtmlAsync(anden, $"{Sti}/{sag}{sti}", HttpStatusCode.NotFound);
        using var traek = await Foraeldreserver.SendAsync(anden, Sti, $"{Sti}/{sag}/traek");
        Assert.Equal(HttpStatusCode.NotFound, traek.StatusCode);
        using var fremmed = await SoegAsync(anden, Ansoegning(barn)); // that there is an application, and whose, is not said
        var afslag = await Foraeldreserver.TekstAsync(fremmed);
        Assert.Contains("FORA-2", afslag, StringComparison.Ordinal);
        Assert.DoesNotContain(kort.GetProperty("sagsnummer").GetString()!, afslag, StringComparison.Ordinal);

        // Withdrawn, once.
        using var trukket = await Foraeldreserver.SendAsync(klient, $"{Sti}/{sag}/traek", $"{Sti}/{sag}/traek");
        Assert.Equal(HttpStatusCode.Redirect, trukket.StatusCode);
        using var igenTrukket = await Foraeldreserver.SendAsync(klient, $"{Sti}/{sag}/traek", $"{Sti}/{sag}/traek");
        Assert.Contains("FORA-3", await Foraeldreserver.TekstAsync(igenTrukket), StringComparison.Ordinal);
        Assert.Contains("Afsluttet", await Foraeldreserver.HtmlAsync(klient, $"{Sti}/{sag}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Et_ja_to_gange_er_et_ja_og_brevet_er_foraelderens()
    {
        var (sag, klient, tilbud) = await MedTilbudAsync();
        var side = await Foraeldreserver.HtmlAsync(klient, $"{Sti}/{sag}");
        Assert.Contains("Sig ja til pladsen", side, StringComparison.Ordinal);
        var brev = Regex.Match(side, "/breve/([0-9a-f-]{36})").Groups[1].Value;
        Assert.NotEmpty(brev);
        Assert.Equal(HttpStatusCode.OK, (await klient.GetAsync(new Uri($"{Sti}/{sag}/breve/{brev}", UriKind.Relative))).StatusCode);
        var svarside = $"{Sti}/{sag}/tilbud/{tilbud}";
        Assert.Contains("Barnet får pladsen i Solstrålen", await Foraeldreserver.HtmlAsync(klient, svarside + "?svar=ja"), StringComparison.Ordinal);
        Assert.Contains("I kan ikke fortryde", await Foraeldreserver.HtmlAsync(klient, svarside + "?svar=nej"), StringComparison.Ordinal);

        // Two tabs at once: one does it, the other is told.
        var tegn = Regex.Match(await Foraeldreserver.HtmlAsync(klient, svarside), "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        var begge = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Foraeldreserver.SendUdenAsync(klient, svarside, [("__RequestVerificationToken", tegn), ("svar", "ja")])));
        Assert.Equal([HttpStatusCode.Redirect, HttpStatusCode.Conflict], begge.Select(s => s.StatusCode).Order());
        Assert.Contains("I sagde ja", await Foraeldreserver.TekstAsync(begge.Single(s => s.StatusCode == HttpStatusCode.Conflict)), StringComparison.Ordinal);
        using var uden = await Foraeldreserver.SendUdenAsync(klient, svarside, [("svar", "nej")]);
        Assert.Equal(HttpStatusCode.BadRequest, uden.StatusCode); // no form of ours
        Assert.Contains("Har plads", await Foraeldreserver.HtmlAsync(klient, Sti), StringComparison.Ordinal);
        var historik = (await f.Behandler.HentAsync($"/api/v1/sager/{sag}/historik?antal=100")).ToString();
        Assert.Contains("Familien sagde ja til Solstrålen", historik, StringComparison.Ordinal);
        Assert.Contains("Tove Demoforælder (borger)", historik, StringComparison.Ordinal);
        klient.Dispose();
    }

    [Fact]
    public async Task Et_tilbud_der_er_trukket_tilbage_eller_hvis_frist_er_gaaet_kan_ikke_tages()
    {
        var (sag, klient, tilbud) = await MedTilbudAsync();
        var svarside = $"{Sti}/{sag}/tilbud/{tilbud}";
        var tegn = Regex.Match(await Foraeldreserver.HtmlAsync(klient, svarside), "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        await f.Behandler.SendAsync($"/api/v1/dagtilbud/ansoegninger/{sag}/tilbud/{tilbud}/tilbagetraekning", new { tekst = "Gruppen lukker (demonstration)" });
        using var borte = await Foraeldreserver.SendUdenAsync(klient, svarside, [("__RequestVerificationToken", tegn), ("svar", "ja")]);
        Assert.Equal(HttpStatusCode.Conflict, borte.StatusCode);
        var tekst = await Foraeldreserver.TekstAsync(borte);
        Assert.Contains("Tilbuddet gælder ikke længere", tekst, StringComparison.Ordinal);
        klient.Dispose();
    }

    [Fact]
    public async Task En_medarbejder_svarer_paa_familiens_vegne_og_siger_hvordan_den_sagde_det()
    {
        var (sag, klient, tilbud) = await MedTilbudAsync("Tine Demotelefon");
        await f.Behandler.SendAsync($"/api/v1/dagtilbud/ansoegninger/{sag}/tilbud/{tilbud}/svar", new { ja = false, vej = "Telefon" });
        Assert.Contains("i telefonen; svaret er skrevet på familiens vegne", (await f.Behandler.HentAsync($"/api/v1/sager/{sag}/historik?antal=100")).ToString(), StringComparison.Ordinal);
        Assert.Contains("I sagde nej", await Foraeldreserver.HtmlAsync(klient, $"{Sti}/{sag}"), StringComparison.Ordinal);
        klient.Dispose();
    }

    [Fact]
    public async Task En_session_der_er_udloebet_siger_det_og_viser_det_man_skrev()
    {
        var klient = await f.ForaelderAsync(f.Cpr("080892", '2'), "Sen Demoforælder");
        var (tegn, noegle) = await FormularAsync(klient);
        f.Server.Ur.Frem(TimeSpan.FromMinutes(21));
        try
        {
            using var svar = await Foraeldreserver.SendUdenAsync(klient, Ansoeg, [("__RequestVerificationToken", tegn), ("noegle", noegle), .. Ansoegning(f.Cpr("030925"), ("bemaerkning", "Min lange tekst <b>"))]);
            Assert.Equal(HttpStatusCode.Unauthorized, svar.StatusCode);
            var tekst = await Foraeldreserver.TekstAsync(svar);
            Assert.Contains("Du er logget af", tekst, StringComparison.Ordinal);
            Assert.Contains("Min lange tekst <b>", tekst, StringComparison.Ordinal);
        }
        finally
        {
            f.Server.Ur.Frem(TimeSpan.FromMinutes(-21));
        }

        using var ude = await Foraeldreserver.SendAsync(await f.ForaelderAsync(f.Cpr("080892", '2'), "Ud Demoforælder"), Sti, $"{Sti}/logaf");
        Assert.Contains("expires=Thu, 01 Jan 1970", string.Join(' ', ude.Headers.GetValues("Set-Cookie")), StringComparison.OrdinalIgnoreCase);
        klient.Dispose();
    }

    [Fact]
    public async Task Den_anden_foraelder_vises_ikke_og_opslag_staar_i_adgangsloggen()
    {
        var (cpr, andenCpr) = (f.Cpr("090990", '2'), f.Cpr("101090", '2'));
        var sag = (await f.Behandler.SendAsync("/api/v1/dagtilbud/ansoegninger", new
        {
            barnenavn = "Bo Demobarn", barnecpr = f.Cpr("111025"), foraeldre = new object[] { new { navn = "Vera Demoforælder", cpr }, new { navn = "Skjulte Demoforælder", cpr = andenCpr, adresse = "Hemmelig Vej 7", postnummer = "4000", by = "Korsbæk" } },
            ansoegning = new { oensket = "2027-03-01", oensker = new[] { f.Institution } },
        })).GetProperty("sagId").GetString();
        using var klient = await f.ForaelderAsync(cpr, "Vera Demoforælder");
        var side = await Foraeldreserver.HtmlAsync(klient, $"{Sti}/{sag}");
        Assert.DoesNotContain("Skjulte", side, StringComparison.Ordinal);
        Assert.DoesNotContain("Hemmelig", side, StringComparison.Ordinal);
        Assert.Contains("Bo Demobarn", side, StringComparison.Ordinal);

        // Off the case, she sees it no longer.
        var part = await f.PartAsync(sag!, "Vera Demoforælder");
        await (await f.Behandler.DeleteAsync(new Uri($"/api/v1/sager/{sag}/parter/{part}", UriKind.Relative))).ForventAsync();
        await Foraeldreserver.HtmlAsync(klient, $"{Sti}/{sag}", HttpStatusCode.NotFound);
        for (var i = 0; i < 1200 && f.Server.Adgangsloglinjer("handling like '%foraeldre/{barn:guid}'") == 0; i++)
            await Task.Delay(100);
        Assert.True(f.Server.Adgangsloglinjer("handling like '%foraeldre/{barn:guid}' and person is not null") > 0);
    }

    [Fact]
    public async Task Siden_kan_lukkes_for_ansoegninger_og_indstilles_kun_af_en_administrator()
    {
        using var klient = await f.ForaelderAsync(f.Cpr("121290", '2'), "Lukke Demoforælder");
        var html = await Foraeldreserver.HtmlAsync(f.Administrator, "/dagtilbud/foraeldreside");
        Assert.Contains("Siden tager imod ansøgninger", html, StringComparison.Ordinal);
        using var uden = await Foraeldreserver.SendUdenAsync(f.Administrator, "/dagtilbud/foraeldreside", [("aaben", "true"), ("enhed", "")]);
        Assert.Equal(HttpStatusCode.BadRequest, uden.StatusCode);
        var (tegn, noegle) = await FormularAsync(klient);
        using var lukket = await Foraeldreserver.SendUdenAsync(f.Administrator, "/dagtilbud/foraeldreside", [("enhed", "")]);
        using var forsent = await Foraeldreserver.SendUdenAsync(klient, Ansoeg, [("__RequestVerificationToken", tegn), ("noegle", noegle), .. Ansoegning(f.Cpr("040925"))]);
        Assert.Equal(HttpStatusCode.Conflict, forsent.StatusCode);
        Assert.Contains(Domain.ForaeldreRegler.SidenErAaben.Tekst, await Foraeldreserver.TekstAsync(forsent), StringComparison.Ordinal);
        Assert.Contains("Vi bor tæt på.", await Foraeldreserver.TekstAsync(forsent), StringComparison.Ordinal);
        using var aaben = await Foraeldreserver.SendUdenAsync(f.Administrator, "/dagtilbud/foraeldreside", [("enhed", Esdh.Adgang.Contract.Demonstration.EnhedId("korsbaek", "byg").ToString()), ("aaben", "true")]);
        Assert.Equal(HttpStatusCode.Redirect, aaben.StatusCode);
        using var nej = await Foraeldreserver.SendUdenAsync(f.Behandler, "/dagtilbud/foraeldreside", [("aaben", "true")]);
        Assert.Equal(HttpStatusCode.Forbidden, nej.StatusCode);
    }
}
