using System.Net;
using System.Text.RegularExpressions;
using Esdh.Core.Calendar;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Http;

/// <summary>A substitute has exactly the desk's rights, for exactly the time.</summary>
public sealed partial class FravaerTests(Testserver server) : IClassFixture<Testserver>
{
    private const string Hoved = "Esdh-Paa-Vegne-Af";

    private static readonly Guid Sagsbehandler = Adgang.Contract.Demonstration.BrugerId("korsbaek", "sagsbehandler");
    private static readonly Guid Kollega = Adgang.Contract.Demonstration.BrugerId("korsbaek", "kollega");
    private static readonly Guid Leder = Adgang.Contract.Demonstration.BrugerId("korsbaek", "leder");

    private DateOnly Idag => DanishTime.Today(server.Services.GetRequiredService<TimeProvider>());

    private void Kl(DateOnly dag, int time, int minut = 0, int sekund = 0) => server.Ur.Saet(DanishTime.ToInstant(dag, new(time, minut, sekund)));

    private HttpClient Stedfortraeder(Guid fravaerende, string bruger = "kollega")
    {
        var klient = server.Som(bruger);
        klient.DefaultRequestHeaders.Add(Hoved, fravaerende.ToString());
        return klient;
    }

    private async Task<string> SagAsync(string bruger, string titel = "Carport ved skel") =>
        (await server.Som(bruger).SendAsync("/api/v1/sager", new { titel, emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!;

    private async Task<string> NummerAsync(string bruger, string titel = "Carport ved skel") => (await server.Som(bruger).HentAsync($"/api/v1/sager/{await SagAsync(bruger, titel)}")).GetProperty("sagsnummer").GetString()!;

    private async Task<string> FravaerAsync(Guid? hvem, Guid stedfortraeder, int fra, int til, string af = "sagsbehandler") =>
        (await server.Som(af).SendAsync("/api/v1/fravaer", new { brugerId = hvem, stedfortraederId = stedfortraeder, fra = Idag.AddDays(fra), til = Idag.AddDays(til), note = "Ring til bygherren" })).GetProperty("id").GetString()!;

    private async Task RydAsync()
    {
        var admin = server.Som("administrator");
        foreach (var f in (await admin.HentAsync("/api/v1/fravaer?antal=200")).EnumerateArrayOrPoster().ToList())
            await admin.SendAsync($"/api/v1/fravaer/{f.GetProperty("id").GetString()}/afslutning", new { });
    }

    [Fact]
    public async Task En_stedfortraeder_godkender_for_lederen_men_aldrig_det_stedfortraederen_selv_har_skrevet()
    {
        await RydAsync();
        var sag = await SagAsync("sagsbehandler");
        async Task<(string? Id, string? Sha)> BedAsync(string trin)
        {
            var svar = await server.Som("sagsbehandler").SendAsync($"/api/v1/sager/{sag}/godkendelser", new { emne = "Andet", trin, led = new[] { new { art = "Leder" } } });
            return (svar.GetProperty("id").GetString(), svar.GetProperty("sha256").GetString());
        }

        var (foerste, foersteSha) = await BedAsync("Tilskud");
        await FravaerAsync(Leder, Kollega, 0, 1, "leder");
        var vikar = Stedfortraeder(Leder);
        Assert.Contains((await vikar.HentAsync("/api/v1/godkendelser")).GetProperty("poster").EnumerateArray(), g => g.GetProperty("id").GetString() == foerste);
        await vikar.SendAsync($"/api/v1/godkendelser/{foerste}/godkendelse", new { sha256 = foersteSha });
        var led = (await server.Som("sagsbehandler").HentAsync($"/api/v1/godkendelser/{foerste}")).GetProperty("led")[0];
        var lederen = (await server.Som("leder").HentAsync("/api/v1/mig")).GetProperty("navn").GetString();
        Assert.Equal(("Godkendt", Kollega.ToString(), lederen),
            (led.GetProperty("udfald").GetString(), led.GetProperty("af").GetString(), led.GetProperty("paaVegneAfNavn").GetString()));

        await RydAsync();
        await FravaerAsync(Leder, Sagsbehandler, 0, 1, "leder");
        var (anden, andenSha) = await BedAsync("Et andet tilskud");
        await (await Stedfortraeder(Leder, "sagsbehandler").PostAsync($"/api/v1/godkendelser/{anden}/godkendelse", new { sha256 = andenSha })).BrydesAsync("GODK-3");
        await RydAsync();
    }

    [Fact]
    public async Task En_stedfortraeder_ser_intet_foer_den_foerste_dag_alt_imens_og_intet_efter_den_sidste()
    {
        await RydAsync();
        var dag = Idag;
        Kl(dag, 12);
        var sag = await SagAsync("sagsbehandler");
        var dokument = (await (await server.Som("sagsbehandler").UploadAsync($"/api/v1/sager/{sag}/dokumenter", "brev.pdf", Provefiler.Pdf("Fravær"), new { titel = "Brev", retning = "indgaaende" })).ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString();
        await FravaerAsync(null, Kollega, 1, 2);
        var vikar = Stedfortraeder(Sagsbehandler);
        await (await vikar.GetAsync(new Uri($"/api/v1/sager/{sag}", UriKind.Relative))).ForventAsync(HttpStatusCode.Forbidden);
        Kl(dag, 23, 59, 50);
        await (await vikar.GetAsync(new Uri($"/api/v1/sager/{sag}", UriKind.Relative))).ForventAsync(HttpStatusCode.Forbidden);

        Kl(dag.AddDays(1), 0, 0, 1);
        await vikar.HentAsync($"/api/v1/sager/{sag}");
        using var fil = await vikar.GetAsync(new Uri($"/api/v1/dokumenter/{dokument}/filer/1", UriKind.Relative));
        Assert.Equal(HttpStatusCode.OK, fil.StatusCode);
        await (await server.Som("kollega").GetAsync(new Uri($"/api/v1/sager/{sag}", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound); // as oneself it is still another's
        Kl(dag.AddDays(2), 23, 59, 50);
        await vikar.HentAsync($"/api/v1/sager/{sag}");

        Kl(dag.AddDays(3), 0, 0, 1);
        await (await vikar.GetAsync(new Uri($"/api/v1/sager/{sag}", UriKind.Relative))).ForventAsync(HttpStatusCode.Forbidden);
        await (await server.Som("kollega").GetAsync(new Uri($"/api/v1/sager/{sag}", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);
        foreach (var klient in new[] { vikar, server.Som("kollega") }) // what lies in a browser's cache is asked for again, and not confirmed
        {
            using var igen = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/dokumenter/{dokument}/filer/1");
            if (fil.Headers.ETag is { } tag)
                igen.Headers.IfNoneMatch.Add(tag);
            using var svar = await klient.SendAsync(igen);
            Assert.True(svar.StatusCode is HttpStatusCode.Forbidden or HttpStatusCode.NotFound, $"{svar.StatusCode}");
        }

        Assert.Contains("no-cache", fil.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Et_fravaer_der_afsluttes_tager_rettighederne_ved_naeste_forespoergsel()
    {
        await RydAsync();
        var sag = await SagAsync("sagsbehandler");
        var fravaer = await FravaerAsync(null, Kollega, 0, 5);
        var vikar = Stedfortraeder(Sagsbehandler);
        await vikar.HentAsync($"/api/v1/sager/{sag}");
        await server.Som("sagsbehandler").SendAsync($"/api/v1/fravaer/{fravaer}/afslutning", new { });
        await (await vikar.GetAsync(new Uri($"/api/v1/sager/{sag}", UriKind.Relative))).ForventAsync(HttpStatusCode.Forbidden);
        await (await server.Som("sagsbehandler").PostAsync($"/api/v1/fravaer/{fravaer}/afslutning", new { })).BrydesAsync("FRAV-5");
    }

    [Fact]
    public async Task En_anden_stedfortraeder_tager_rettighederne_fra_den_foerste()
    {
        await RydAsync();
        var sag = await SagAsync("sagsbehandler");
        var fravaer = await FravaerAsync(null, Kollega, 0, 5);
        await Stedfortraeder(Sagsbehandler).HentAsync($"/api/v1/sager/{sag}");
        await (await server.Som("sagsbehandler").PutAsync($"/api/v1/fravaer/{fravaer}", new { stedfortraederId = Leder, fra = Idag, til = Idag })).ForventAsync();
        await (await Stedfortraeder(Sagsbehandler).GetAsync(new Uri($"/api/v1/sager/{sag}", UriKind.Relative))).ForventAsync(HttpStatusCode.Forbidden);
        await Stedfortraeder(Sagsbehandler, "leder").HentAsync($"/api/v1/sager/{sag}");
    }

    [Fact]
    public async Task Det_stedfortraederen_goer_staar_paa_vegne_af_og_giver_ingen_varig_adgang()
    {
        await RydAsync();
        var sag = await SagAsync("sagsbehandler", "Terrasse");
        var fravaer = await FravaerAsync(null, Kollega, 0, 3);
        var vikar = Stedfortraeder(Sagsbehandler);
        var notat = (await vikar.SendAsync($"/api/v1/sager/{sag}/notater", new { overskrift = "Opkald", tekst = "<p>Ringede</p>", kilde = "Telefon" })).GetProperty("id").GetString();
        await (await vikar.PutAsync($"/api/v1/sager/{sag}/adgang", new { erBeskyttet = true, adgang = new[] { new { art = "Bruger", reference = Sagsbehandler } } })).ForventAsync();
        var ny = (await vikar.SendAsync("/api/v1/sager", new { titel = "Skur", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString();
        await vikar.SendAsync($"/api/v1/sager/{ny}/erindringer", new { titel = "Husk skuret", type = "opfoelgning", frist = Idag.AddDays(5) });

        var mine = server.Som("sagsbehandler"); // it is the absent one's, who sees it all
        Assert.Equal(Sagsbehandler, (await mine.HentAsync($"/api/v1/sager/{ny}")).GetProperty("behandlerId").GetGuid());
        Assert.Contains("Husk skuret", (await mine.HentAsync("/api/v1/erindringer")).ToString(), StringComparison.Ordinal);
        Assert.Equal(Sagsbehandler, (await mine.HentAsync($"/api/v1/notater/{notat}")).GetProperty("ejerId").GetGuid());
        Assert.Contains("Opkald", WebUtility.HtmlDecode(await SideAsync("sagsbehandler", "/")), StringComparison.Ordinal);
        await (await mine.PostAsync($"/api/v1/notater/{notat}/endeligt", new { })).ForventAsync();

        var historik = (await mine.HentAsync($"/api/v1/sager/{sag}/historik")).EnumerateArrayOrPoster().Single(h => h.GetProperty("type").GetString() == "NotatOprettet");
        Assert.Matches(" på vegne af ", historik.GetProperty("aktoer").GetString()!);
        Assert.Equal((Kollega, Sagsbehandler), (historik.GetProperty("aktoerId").GetGuid(), historik.GetProperty("data").GetProperty("paaVegneAf").GetGuid()));
        var log = (await server.Som("logkontrollant").SendAsync("/api/v1/adgangslog/soegning", new { paaVegneAf = "sagsbehandler", sag })).EnumerateArrayOrPoster().ToList();
        Assert.NotEmpty(log);
        Assert.All(log, l => Assert.Equal((Kollega, Sagsbehandler), (l.GetProperty("brugerId").GetGuid(), l.GetProperty("paaVegneAfId").GetGuid())));

        await server.Som("sagsbehandler").SendAsync($"/api/v1/fravaer/{fravaer}/afslutning", new { });
        foreach (var id in new[] { sag, ny }) // the substitute is on none of the lists
            await (await server.Som("kollega").GetAsync(new Uri($"/api/v1/sager/{id}", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);
        Assert.DoesNotContain("Husk skuret", (await server.Som("kollega").HentAsync("/api/v1/erindringer")).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Skur", WebUtility.HtmlDecode(await SideAsync("kollega", "/")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Andre_roller_end_sagsarbejdet_foelger_ikke_med()
    {
        await RydAsync();
        var admin = server.Som("administrator");
        var enhed = (await server.Som("sagsbehandler").HentAsync("/api/v1/mig")).GetProperty("enhed").GetProperty("id").GetString();
        var ny = (await admin.SendAsync("/api/v1/brugere", new { brugernavn = "alt.muligt", navn = "Alma Altmulig", enhed, roller = new[] { "sagsbehandler", "administrator", "arkivar", "logkontrollant" } })).GetProperty("id").GetGuid();
        var fremmed = await SagAsync("leder", "Lederens sag");
        await FravaerAsync(ny, Kollega, 0, 1, "administrator");
        var vikar = Stedfortraeder(ny);
        var mig = await vikar.HentAsync("/api/v1/mig");
        Assert.Equal(["sagsbehandler"], mig.GetProperty("paaVegneAf").GetProperty("roller").EnumerateArray().Select(r => r.GetString()));
        foreach (var sti in new[] { $"/api/v1/brugere/{ny}", "/api/v1/adgangslog/indstillinger", "/api/v1/webhooks" })
            await (await vikar.GetAsync(new Uri(sti, UriKind.Relative))).ForventAsync(HttpStatusCode.Forbidden);
        // As arkivar the absent one sees every unprotected case; the substitute only those of the desk's unit.
        var anden = await SagAsync("kollega", "I en anden enhed");
        await (await vikar.GetAsync(new Uri($"/api/v1/sager/{anden}", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);
        Assert.NotEmpty(fremmed);
        await (await Stedfortraeder(Sagsbehandler).GetAsync(new Uri("/api/v1/mig", UriKind.Relative))).ForventAsync(HttpStatusCode.Forbidden);
        await (await server.Som("kollega").HentMedAsync(Hoved, "nej")).ForventAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task En_stedfortraeder_for_en_stedfortraeder_afvises_og_giver_ingen_rettigheder()
    {
        await RydAsync();
        var sb = server.Som("sagsbehandler");
        object Krop(Guid? hvem, Guid vikar, int fra, int til) => new { brugerId = hvem, stedfortraederId = vikar, fra = Idag.AddDays(fra), til = Idag.AddDays(til) };
        await (await sb.PostAsync("/api/v1/fravaer", Krop(null, Sagsbehandler, 0, 1))).BrydesAsync("FRAV-1");
        await FravaerAsync(null, Kollega, 2, 6);
        await (await sb.PostAsync("/api/v1/fravaer", Krop(null, Leder, 6, 8))).BrydesAsync("FRAV-2");
        var brud = await (await server.Som("kollega").PostAsync("/api/v1/fravaer", Krop(null, Leder, 4, 4))).BrydesAsync("FRAV-4");
        Assert.Contains("Giv den", brud.ToString(), StringComparison.Ordinal);
        await (await server.Som("leder").PostAsync("/api/v1/fravaer", Krop(null, Sagsbehandler, 1, 3))).BrydesAsync("FRAV-3"); // also round in a ring
        await FravaerAsync(null, Leder, 7, 9, "kollega");
        Kl(Idag.AddDays(3), 12);
        var vikar = Stedfortraeder(Sagsbehandler);
        await (await vikar.PostAsync("/api/v1/fravaer", Krop(Sagsbehandler, Leder, 0, 1))).BrydesAsync("FRAV-7");
        await (await vikar.PostAsync("/api/v1/mig/kodeord", new { nuvaerende = "demo", nyt = "hest batteri korrekt" })).BrydesAsync("FRAV-7");
        await (await vikar.PostAsync("/api/v1/visninger", new { navn = "Min", forespoergsel = "" })).BrydesAsync("FRAV-7");
        var hverken = await vikar.PostAsync("/api/v1/fravaer", new { });
        await hverken.BrydesAsync("FRAV-7");
        var fejl = await (await sb.PostAsync("/api/v1/fravaer", new { fra = "2020-01-01", til = "2400-01-01", note = new string('x', 1001) })).ForventAsync(HttpStatusCode.BadRequest);
        Assert.Equal(4, fejl.GetProperty("errors").EnumerateObject().Count());
    }

    [Fact]
    public async Task Kun_medarbejderen_lederen_og_administratoren_bestemmer_over_et_fravaer()
    {
        await RydAsync();
        var krop = new { brugerId = Sagsbehandler, stedfortraederId = Leder, fra = Idag, til = Idag };
        await (await server.Som("kollega").PostAsync("/api/v1/fravaer", krop)).ForventAsync(HttpStatusCode.NotFound);
        await (await server.Som("arkivar").PostAsync("/api/v1/fravaer", krop)).ForventAsync(HttpStatusCode.NotFound);
        var id = (await server.Som("leder").SendAsync("/api/v1/fravaer", krop)).GetProperty("id").GetString();
        await (await server.Som("kollega").GetAsync(new Uri($"/api/v1/fravaer/{id}", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);
        await (await server.Som("kollega").PostAsync($"/api/v1/fravaer/{id}/afslutning", new { })).ForventAsync(HttpStatusCode.NotFound);
        await (await server.Som("administrator").PostAsync($"/api/v1/fravaer/{id}/afslutning", new { })).ForventAsync();
    }

    [Fact]
    public async Task To_fravaer_paa_samme_tid_bliver_til_et()
    {
        await RydAsync();
        var svar = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => server.Som("sagsbehandler").PostAsync("/api/v1/fravaer", new { stedfortraederId = Kollega, fra = Idag, til = Idag.AddDays(1) })));
        Assert.Equal([HttpStatusCode.Created, HttpStatusCode.Conflict, HttpStatusCode.Conflict, HttpStatusCode.Conflict], svar.Select(s => s.StatusCode).Order());
    }

    [Fact]
    public async Task Det_to_skal_goere_goer_den_fravaerende_og_stedfortraederen_ikke_hver_sin_halvdel_af()
    {
        await RydAsync();
        var sag = await SagAsync("sagsbehandler");
        var sb = server.Som("sagsbehandler");
        var dokument = (await (await sb.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "brev.pdf", Provefiler.Pdf("To"), new { titel = "Brev", retning = "indgaaende", journaliser = true })).ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString();
        await sb.SendAsync($"/api/v1/dokumenter/{dokument}/fejljournalisering", new { begrundelse = "Forkert sag" });
        await FravaerAsync(null, Kollega, 0, 1);
        await (await Stedfortraeder(Sagsbehandler).PostAsync($"/api/v1/dokumenter/{dokument}/fejljournalisering/bekraeftelse", new { })).BrydesAsync("DOK-8");
    }

    [Fact]
    public async Task I_browseren_siger_hver_side_hvis_skrivebord_det_er_og_et_slut_fravaer_foerer_hjem()
    {
        await RydAsync();
        var sag = await NummerAsync("sagsbehandler", "Drivhus i baghaven");
        var fravaer = await FravaerAsync(null, Kollega, 0, 2);
        using var browser = server.Anonym();
        await LogonAsync(browser, "kollega");
        var minDag = WebUtility.HtmlDecode(await browser.GetStringAsync(new Uri("/", UriKind.Relative)));
        Assert.Contains("Du er stedfortræder for", minDag, StringComparison.Ordinal);
        Assert.Contains("Ring til bygherren", minDag, StringComparison.Ordinal);
        using (var fremmed = await SendFormularAsync(browser, "/", "/fravaer/skrivebord", new() { ["bruger"] = Leder.ToString() }))
            Assert.Equal(HttpStatusCode.Forbidden, fremmed.StatusCode);
        using (var skift = await SendFormularAsync(browser, "/", "/fravaer/skrivebord", new() { ["bruger"] = Sagsbehandler.ToString() }))
            Assert.Equal(HttpStatusCode.Redirect, skift.StatusCode);
        foreach (var side in new[] { "/", $"/sager/{sag}", "/indbakke", "/fravaer", "/erindringer" })
            Assert.Contains("på vegne af", await browser.GetStringAsync(new Uri(side, UriKind.Relative)), StringComparison.Ordinal);
        Assert.Contains("Drivhus i baghaven", await browser.GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);

        var side2 = await browser.GetStringAsync(new Uri($"/sager/{sag}/notater", UriKind.Relative)); // filled in at the absent one's desk ...
        await server.Som("sagsbehandler").SendAsync($"/api/v1/fravaer/{fravaer}/afslutning", new { });
        using (var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["overskrift"] = "For sent", ["tekst"] = "<p>x</p>", ["__RequestVerificationToken"] = Formulartegn().Match(side2).Groups[1].Value }))
        using (var sent = await browser.PostAsync(new Uri($"/sager/{sag}/notater", UriKind.Relative), form)) // ... and sent when the absence was over
            Assert.True(sent.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Forbidden, $"{sent.StatusCode}");
        using (var igen = await browser.GetAsync(new Uri($"/sager/{sag}", UriKind.Relative)))
            Assert.Equal(HttpStatusCode.NotFound, igen.StatusCode);
        var hjemme = WebUtility.HtmlDecode(await browser.GetStringAsync(new Uri("/", UriKind.Relative)));
        Assert.DoesNotContain("på vegne af", hjemme, StringComparison.Ordinal);
        Assert.DoesNotContain("Drivhus", hjemme, StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_formular_fra_det_ene_skrivebord_udfoeres_ikke_ved_det_andet()
    {
        await RydAsync();
        var sag = await NummerAsync("kollega");
        await FravaerAsync(null, Kollega, 0, 2);
        using var browser = server.Anonym();
        await LogonAsync(browser, "kollega");
        var egen = await browser.GetStringAsync(new Uri($"/sager/{sag}/notater", UriKind.Relative));
        using (var skift = await SendFormularAsync(browser, "/", "/fravaer/skrivebord", new() { ["bruger"] = Sagsbehandler.ToString() }))
            Assert.Equal(HttpStatusCode.Redirect, skift.StatusCode);
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["overskrift"] = "Forkert bord", ["tekst"] = "<p>x</p>", ["__RequestVerificationToken"] = Formulartegn().Match(egen).Groups[1].Value });
        using var sendt = await browser.PostAsync(new Uri($"/sager/{sag}/notater", UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.BadRequest, sendt.StatusCode);
        using (var hjem = await SendFormularAsync(browser, "/", "/fravaer/skrivebord/slut", []))
            Assert.Equal(HttpStatusCode.Redirect, hjem.StatusCode);
        Assert.DoesNotContain("Forkert bord", await browser.GetStringAsync(new Uri($"/sager/{sag}/notater", UriKind.Relative)), StringComparison.Ordinal);
    }

    private async Task<string> SideAsync(string bruger, string sti)
    {
        using var browser = server.Anonym();
        await LogonAsync(browser, bruger);
        return await browser.GetStringAsync(new Uri(sti, UriKind.Relative));
    }

    private static async Task LogonAsync(HttpClient browser, string bruger)
    {
        using var svar = await SendFormularAsync(browser, "/logon", "/logon", new() { ["brugernavn"] = bruger, ["kodeord"] = "demo", ["retur"] = "/" });
        Assert.Equal(HttpStatusCode.Redirect, svar.StatusCode);
    }

    private static async Task<HttpResponseMessage> SendFormularAsync(HttpClient browser, string side, string handling, Dictionary<string, string> felter)
    {
        var html = await browser.GetStringAsync(new Uri(side, UriKind.Relative));
        using var form = new FormUrlEncodedContent(felter.Append(new("__RequestVerificationToken", Formulartegn().Match(html).Groups[1].Value)));
        return await browser.PostAsync(new Uri(handling, UriKind.Relative), form);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Formulartegn();
}

internal static class MedHoved
{
    public static async Task<HttpResponseMessage> HentMedAsync(this HttpClient klient, string hoved, string vaerdi)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/mig");
        request.Headers.Add(hoved, vaerdi);
        return await klient.SendAsync(request);
    }
}
