using System.Net;
using System.Text;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Dav;

/// <summary>The lease behind an address: whose it is, how it ends, and what is then answered.</summary>
[Collection("dokumentserver")]
public sealed class RedigeringTests(Testserver server)
{
    [Fact]
    public async Task En_anden_faar_at_vide_hvem_der_har_dokumentet_og_kan_hverken_tjekke_ud_laegge_ind_eller_sende()
    {
        var (_, _, dokument) = await Davklient.BegyndAsync(server);
        var leder = server.Som("leder");
        var afvist = await (await leder.PostAsync($"/api/v1/dokumenter/{dokument}/udtjekning", new { })).BrydesAsync("DOK-3");
        Assert.Contains("Signe Prøvebæk har dokumentet til", afvist.GetProperty("detaljer")[0].GetString(), StringComparison.Ordinal);
        using (var form = new MultipartFormDataContent { { new ByteArrayContent(Davklient.Indhold("x")), "fil", "brev.docx" } })
            await (await leder.PutAsync(new Uri($"/api/v1/dokumenter/{dokument}/filer/1", UriKind.Relative), form)).BrydesAsync("DOK-3");
        await (await leder.PostAsync($"/api/v1/dokumenter/{dokument}/journalisering", new { })).BrydesAsync("DOK-3");
        await (await leder.PostAsync($"/api/v1/dokumenter/{dokument}/endeliggoerelse", new { })).BrydesAsync("DOK-3");
        var stand = await leder.HentAsync($"/api/v1/dokumenter/{dokument}/udtjekning");
        Assert.Equal("Signe Prøvebæk", stand.Navn("navn"));
        Assert.Equal(0, stand.GetProperty("filer").GetArrayLength()); // the address is its holder's alone
    }

    [Fact]
    public async Task To_redigeringer_af_hver_sit_dokument_blandes_ikke()
    {
        var (a, _, dokumentA) = await Davklient.BegyndAsync(server);
        var (b, _, dokumentB) = await Davklient.BegyndAsync(server, "leder");
        var (nyA, nyB) = (Davklient.Indhold("A"), Davklient.Indhold("B"));
        await Task.WhenAll(a.ForventAsync(HttpStatusCode.NoContent, "PUT", null, nyA), b.ForventAsync(HttpStatusCode.NoContent, "PUT", null, nyB));
        Assert.Equal(nyA, await server.FilenAsync(dokumentA));
        Assert.Equal(nyB, await server.FilenAsync(dokumentB, bruger: "leder"));
        await a.ForventAsync(HttpStatusCode.Forbidden, "MOVE", "brev.docx", null, $"Destination: {b.Mappe}~x.tmp");
    }

    [Fact]
    public async Task En_leder_afslutter_med_begrundelse_adressen_doer_og_den_der_havde_det_faar_besked()
    {
        var (word, _, dokument) = await Davklient.BegyndAsync(server);
        var gemt = Davklient.Indhold("Gemt i tide");
        await word.ForventAsync(HttpStatusCode.NoContent, "PUT", null, gemt);
        await (await server.Som("kollega").PostAsync($"/api/v1/dokumenter/{dokument}/indtjekning", new { begrundelse = "Jeg vil" })).ForventAsync(HttpStatusCode.NotFound);
        var leder = server.Som("leder");
        await (await leder.PostAsync($"/api/v1/dokumenter/{dokument}/indtjekning", new { })).FejlerPaaAsync("begrundelse");
        await leder.SendAsync($"/api/v1/dokumenter/{dokument}/indtjekning", new { begrundelse = "Signe er syg i dag" });

        foreach (var (metode, navn) in new[] { ("GET", (string?)null), ("HEAD", null), ("PROPFIND", ""), ("LOCK", null), ("UNLOCK", null), ("DELETE", null), ("MOVE", null) })
            await word.ForventAsync(HttpStatusCode.Gone, metode, navn);
        using (var sent = await word.ForventAsync(HttpStatusCode.Gone, "PUT", null, Davklient.Indhold("For sent")))
            Assert.Contains("Gem en kopi", await sent.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(gemt, await server.FilenAsync(dokument));

        var signe = server.Som("sagsbehandler");
        foreach (var sti in new[] { "/", $"/dokumenter/{dokument}" })
            Assert.Contains("Signe er syg i dag", await signe.GetStringAsync(new Uri(sti, UriKind.Relative)), StringComparison.Ordinal);
        Assert.DoesNotContain("Signe er syg i dag", await leder.GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
        var side = await signe.GetStringAsync(new Uri($"/dokumenter/{dokument}", UriKind.Relative));
        var laest = System.Text.RegularExpressions.Regex.Match(side, $"/dokumenter/{dokument}/redigeringer/[^/\"]+/laest").Value;
        using (var form = new FormUrlEncodedContent([]))
            Assert.Equal(HttpStatusCode.Redirect, (await signe.PostAsync(new Uri(laest, UriKind.Relative), form)).StatusCode);
        Assert.DoesNotContain("Signe er syg i dag", await signe.GetStringAsync(new Uri($"/dokumenter/{dokument}", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_redigering_loeber_ud_forlaenges_naar_der_gemmes_og_genoptages_kun_naar_ingen_anden_har_skrevet()
    {
        var (word, _, dokument) = await Davklient.BegyndAsync(server);
        try
        {
            server.Ur.Frem(TimeSpan.FromHours(7));
            await word.ForventAsync(HttpStatusCode.NoContent, "PUT", null, Davklient.Indhold("Efter syv timer"));
            server.Ur.Frem(TimeSpan.FromHours(7)); // since the last save: it was lengthened
            await word.LaasAsync();
            server.Ur.Frem(TimeSpan.FromHours(9)); // overnight
            await word.ForventAsync(HttpStatusCode.Gone, "PUT", null, Davklient.Indhold("Næste morgen"));

            var igen = await Davklient.UdAsync(server, "sagsbehandler", dokument);
            Assert.Equal(word.Adresse, igen.Adresse); // nobody else has written: what is still open can be saved
            await word.ForventAsync(HttpStatusCode.NoContent, "PUT", null, Davklient.Indhold("Næste morgen"), "Lock-Token: <x>");

            server.Ur.Frem(TimeSpan.FromHours(9));
            var leder = server.Som("leder");
            var lederens = Davklient.Indhold("Lederens");
            using (var form = new MultipartFormDataContent { { new ByteArrayContent(lederens), "fil", "brev.docx" } })
                await (await leder.PutAsync(new Uri($"/api/v1/dokumenter/{dokument}/filer/1", UriKind.Relative), form)).ForventAsync();
            var ny = await Davklient.UdAsync(server, "sagsbehandler", dokument);
            Assert.NotEqual(word.Adresse, ny.Adresse);
            await word.ForventAsync(HttpStatusCode.Gone, "PUT", null, Davklient.Indhold("Oven i lederens"));
            Assert.Equal(lederens, await ny.HentAsync());
        }
        finally
        {
            server.Ur.Nulstil();
        }
    }

    [Fact]
    public async Task Den_der_mister_adgangen_eller_er_stoppet_mister_adressen_i_samme_oejeblik()
    {
        var administrator = server.Som("administrator");
        var enhed = (await administrator.HentAsync("/api/v1/brugere?q=signe")).GetProperty("poster")[0].GetProperty("enhed").Navn("id");
        var navn = $"vikar{Guid.CreateVersion7():N}"[..20];
        var ny = await administrator.SendAsync("/api/v1/brugere", new { brugernavn = navn, navn = "Vikar Opdigt", enhed, roller = new[] { "sagsbehandler" } });
        var id = ny.Navn("id");
        var browser = server.Anonym();
        await FormularAsync(browser, "/logon", ("brugernavn", navn), ("kodeord", ny.Navn("engangskode")));
        await FormularAsync(browser, "/konto/kodeord", ("nuvaerende", ny.Navn("engangskode")), ("nyt", "Demonstration-2026"), ("igen", "Demonstration-2026"));
        using var vikar = await VikarAsync(navn, "Demonstration-2026");
        var sag = (await vikar.SendAsync("/api/v1/sager", new { titel = "Redigering", emne = "02.34.02", facet = "G01" })).Navn("id");
        var dokument = (await (await vikar.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "brev.docx", Davklient.Indhold("x"), new { titel = "Brev", retning = "internt" })).ForventAsync(HttpStatusCode.Created)).Navn("id");
        await vikar.SendAsync($"/api/v1/dokumenter/{dokument}/udtjekning", new { });
        var word = new Davklient(server.Anonym(), (await vikar.HentAsync($"/api/v1/dokumenter/{dokument}/udtjekning")).GetProperty("filer")[0].Navn("adresse"));
        await word.ForventAsync(HttpStatusCode.OK, "GET");

        var mig = Adgang.Contract.Demonstration.BrugerId("korsbaek", "leder");
        var leder = server.Som("leder");
        await (await leder.PutAsync($"/api/v1/dokumenter/{dokument}/adgang", new { poster = new[] { new { art = "Bruger", reference = mig } }, begrundelse = "Kun mig" })).ForventAsync();
        await word.ForventAsync(HttpStatusCode.NotFound, "PUT", null, Davklient.Indhold("Uden adgang"));
        await (await leder.PutAsync($"/api/v1/dokumenter/{dokument}/adgang", new { poster = Array.Empty<object>(), begrundelse = "Som sagen" })).ForventAsync();
        await word.ForventAsync(HttpStatusCode.OK, "GET");

        await (await administrator.PutAsync($"/api/v1/brugere/{id}", new { navn = "Vikar Opdigt", enhed, roller = new[] { "sagsbehandler" }, aktiv = false })).ForventAsync();
        await word.ForventAsync(HttpStatusCode.Gone, "PUT", null, Davklient.Indhold("Efter den sidste dag"));
        await word.ForventAsync(HttpStatusCode.Gone, "GET");
        var signe = server.Som("sagsbehandler"); // no leader is needed where the one who has it has left
        await signe.SendAsync($"/api/v1/dokumenter/{dokument}/indtjekning", new { begrundelse = "Vikaren er stoppet" });
        await signe.SendAsync($"/api/v1/dokumenter/{dokument}/udtjekning", new { });
    }

    /// <summary>Sends a page's form as a browser does.</summary>
    private static async Task FormularAsync(HttpClient browser, string sti, params (string Navn, string Vaerdi)[] felter)
    {
        var side = await browser.GetStringAsync(new Uri(sti, UriKind.Relative));
        var tegn = System.Text.RegularExpressions.Regex.Match(side, "__RequestVerificationToken\" value=\"([^\"]+)").Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("__RequestVerificationToken", tegn), .. felter.Select(f => new KeyValuePair<string, string>(f.Navn, f.Vaerdi))]);
        using var svar = await browser.PostAsync(new Uri(sti, UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.Redirect, svar.StatusCode);
    }

    private async Task<HttpClient> VikarAsync(string navn, string kodeord)
    {
        var token = await server.TokenAsync(navn, kodeord: kodeord);
        var klient = new HttpClient { BaseAddress = server.Adresse };
        klient.DefaultRequestHeaders.Authorization = new("Bearer", token);
        return klient;
    }

    [Fact]
    public async Task En_afsluttet_sag_og_et_journaliseret_dokument_tager_ikke_imod()
    {
        var (word, _, dokument) = await Davklient.BegyndAsync(server);
        var signe = server.Som("sagsbehandler");
        await signe.SendAsync($"/api/v1/dokumenter/{dokument}/journalisering", new { }); // her own: the lease ends with it
        var foer = await server.FilenAsync(dokument);
        await word.ForventAsync(HttpStatusCode.Gone, "PUT", null, Davklient.Indhold("For sent"));
        Assert.Equal(foer, await server.FilenAsync(dokument));

        var (slettet, _, kladde) = await Davklient.BegyndAsync(server);
        await (await signe.DeleteAsync(new Uri($"/api/v1/dokumenter/{kladde}", UriKind.Relative))).ForventAsync();
        await slettet.ForventAsync(HttpStatusCode.NotFound, "PUT", null, Davklient.Indhold("For sent"));
    }

    [Fact]
    public async Task Forkerte_noegler_er_404_og_efter_mange_429_men_den_rigtige_virker_stadig()
    {
        await using var egen = Testserver.Med(new Dictionary<string, string> { ["Esdh:Demonstration"] = "tom" });
        await egen.InitializeAsync();
        var (word, _, _) = await Davklient.BegyndAsync(egen);
        List<HttpStatusCode> svar = [];
        for (var i = 0; i < 30; i++)
        {
            var forkert = Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)).TrimEnd('=').Replace('+', '-').Replace('/', '_');
            using var s = await word.KaldAsync(i % 2 == 0 ? "GET" : "PROPFIND", $"/dav/{(i == 3 ? "kort" : forkert)}/brev.docx", null, "Depth: 0");
            svar.Add(s.StatusCode);
        }

        Assert.All(svar.Take(20), s => Assert.Equal(HttpStatusCode.NotFound, s));
        Assert.All(svar.Skip(20), s => Assert.Equal(HttpStatusCode.TooManyRequests, s));
        await word.ForventAsync(HttpStatusCode.OK, "GET");
        using var andenMyndighed = await egen.Anonym().SendAsync(new HttpRequestMessage(HttpMethod.Get, word.Adresse) { Headers = { Host = "maanekaer.localhost" } });
        Assert.Equal(HttpStatusCode.NotFound, andenMyndighed.StatusCode);
    }

    [Fact]
    public async Task Hverken_cookies_tegn_eller_formularer_goer_forskel_ved_adressen()
    {
        var (word, _, dokument) = await Davklient.BegyndAsync(server);
        await word.ForventAsync(HttpStatusCode.OK, "GET", null, null, "Authorization: Bearer forkert", "Cookie: esdh-korsbaek=forkert");
        using var svar = await word.ForventAsync(HttpStatusCode.NoContent, "PUT", null, Davklient.Indhold("x"), "Content-Type: application/x-www-form-urlencoded", "Origin: https://et-andet-sted.dk");
        Assert.False(svar.Headers.Contains("Set-Cookie"));
        Assert.Equal(2, await server.AntalAsync(dokument));
    }

    [Fact]
    public async Task Det_at_aabne_og_gemme_staar_i_adgangsloggen_paa_den_der_har_noeglen_og_noeglen_staar_der_ikke()
    {
        var (word, _, dokument) = await Davklient.BegyndAsync(server);
        await word.ForventAsync(HttpStatusCode.OK, "GET");
        await word.ForventAsync(HttpStatusCode.NoContent, "PUT", null, Davklient.Indhold("x"));
        await word.PropfindAsync();
        var kontrollant = server.Som("logkontrollant");
        for (var i = 0; ; i++)
        {
            using var svar = await kontrollant.PostAsync("/api/v1/adgangslog/soegning", new { dokument });
            var log = await svar.Content.ReadAsStringAsync();
            if ((log.Contains("GET /dav/{noegle}", StringComparison.Ordinal) && log.Contains("PUT /dav/{noegle}", StringComparison.Ordinal)) || i == 50)
            {
                Assert.Contains("PUT /dav/{noegle}", log, StringComparison.Ordinal);
                Assert.Contains(Adgang.Contract.Demonstration.BrugerId("korsbaek", "sagsbehandler").ToString(), log, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotContain("PROPFIND", log, StringComparison.Ordinal);
                Assert.DoesNotContain(word.Noegle, log, StringComparison.Ordinal);
                break;
            }

            await Task.Delay(100);
        }
    }

    [Fact]
    public async Task Gem_paa_samme_tid_er_hver_sin_udgave_og_ingen_gaar_tabt()
    {
        var (word, _, dokument) = await Davklient.BegyndAsync(server);
        var alle = Enumerable.Range(0, 8).Select(i => Davklient.Indhold($"Nr. {i}")).ToList();
        await Task.WhenAll(alle.Select(a => word.ForventAsync(HttpStatusCode.NoContent, "PUT", null, a)));
        Assert.Equal(9, await server.AntalAsync(dokument));
        var signe = server.Som("sagsbehandler");
        List<byte[]> gemte = [];
        for (var udgave = 2; udgave <= 9; udgave++)
            gemte.Add(await signe.GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{dokument}/udgaver/{udgave}/filer/1", UriKind.Relative)));
        Assert.Equal(alle.Select(Convert.ToHexString).Order(StringComparer.Ordinal), gemte.Select(Convert.ToHexString).Order(StringComparer.Ordinal));
        Assert.Contains("redigerede fra", WebUtility.HtmlDecode(await signe.GetStringAsync(new Uri($"/dokumenter/{dokument}", UriKind.Relative))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_for_stor_fil_afvises_mens_den_kommer_og_efterlader_intet()
    {
        await using var egen = Testserver.Med(new Dictionary<string, string> { ["Esdh:Demonstration"] = "tom", ["Esdh:StoersteFilMb"] = "1" });
        await egen.InitializeAsync();
        var foer = Davklient.Indhold("Udkast");
        var (word, _, dokument) = await Davklient.BegyndAsync(egen, indhold: foer);
        foreach (var navn in new[] { "brev.docx", "~WRD0001.tmp" })
        {
            foreach (var hoved in new[] { "X-Proeve: hel", "Transfer-Encoding: chunked" })
                using (var svar = await word.KaldAsync("PUT", navn, new byte[1024 * 1024 + 1], hoved))
                    Assert.Equal(HttpStatusCode.RequestEntityTooLarge, svar.StatusCode);
        }

        Assert.Equal(foer, await egen.FilenAsync(dokument));
        Assert.Empty(Directory.GetFiles(Path.Combine(egen.Folder, "myndigheder", "korsbaek", "filer", "ny")));
    }

    [Fact]
    public async Task Det_der_er_forbi_ryddes_og_glemmes_til_sidst()
    {
        var (word, _, dokument) = await Davklient.BegyndAsync(server);
        await word.ForventAsync(HttpStatusCode.Created, "PUT", "~WRD0001.tmp", [1, 2, 3]);
        var registry = server.Services.GetRequiredService<Core.Authorities.AuthorityRegistry>();
        var myndighed = await registry.GetAsync("korsbaek");
        async Task RydAsync(TimeSpan senere)
        {
            while (await myndighed.Queue.RunAsync((Handlinger.RydRedigeringer act) => act.Udfoer(new(server.Ur.GetUtcNow() + senere), CancellationToken.None), CancellationToken.None) > 0)
            {
            }
        }

        string Filer() => $"select count(*) from redigeringsfil where navn = '~WRD0001.tmp' and redigering_id in (select r.id from redigering r join dokument d on d.id = r.dokument_id where d.titel = '{_titel}')";
        await (await server.Som("sagsbehandler").PatchAsync($"/api/v1/dokumenter/{dokument}", new { titel = _titel })).ForventAsync();
        await RydAsync(TimeSpan.FromHours(1));
        Assert.Equal(1, server.Database.Tal("korsbaek", Filer()));
        await RydAsync(TimeSpan.FromDays(3));
        Assert.Equal(0, server.Database.Tal("korsbaek", Filer()));
        await word.ForventAsync(HttpStatusCode.Gone, "GET");
        await RydAsync(TimeSpan.FromDays(40));
        await word.ForventAsync(HttpStatusCode.NotFound, "GET");
    }

    private readonly string _titel = $"Ryddes {Guid.CreateVersion7()}";

    [Fact]
    public async Task En_tidligere_udgave_gendannes_som_en_ny_og_udgaver_sammenlignes()
    {
        var (word, _, dokument) = await Davklient.BegyndAsync(server, filnavn: "brev.txt", indhold: Encoding.UTF8.GetBytes("Kære Bo\nSagen tager fire uger.\nHilsen"));
        await word.ForventAsync(HttpStatusCode.NoContent, "PUT", null, Encoding.UTF8.GetBytes("Kære Bo\nSagen tager seks uger.\nVenlig hilsen\nSigne"));
        var signe = server.Som("sagsbehandler");
        var side = await signe.GetStringAsync(new Uri($"/dokumenter/{dokument}/sammenligning?fra=1&til=2", UriKind.Relative));
        Assert.Contains("<del><span class=\"sr-only\">Fjernet: </span>fire</del>", side, StringComparison.Ordinal);
        Assert.Contains("<ins><span class=\"sr-only\">Tilf&#xF8;jet: </span>seks</ins>", side.Replace("Tilføjet", "Tilf&#xF8;jet", StringComparison.Ordinal), StringComparison.Ordinal);

        using var form = new FormUrlEncodedContent([]);
        Assert.Equal(HttpStatusCode.Redirect, (await signe.PostAsync(new Uri($"/dokumenter/{dokument}/udgaver/1/gendannelse", UriKind.Relative), form)).StatusCode);
        Assert.Equal(3, await server.AntalAsync(dokument));
        Assert.StartsWith("Kære Bo\nSagen tager fire", Encoding.UTF8.GetString(await word.HentAsync()), StringComparison.Ordinal);
        using var igen = new FormUrlEncodedContent([]);
        await signe.PostAsync(new Uri($"/dokumenter/{dokument}/udgaver/3/gendannelse", UriKind.Relative), igen);
        Assert.Equal(3, await server.AntalAsync(dokument));
    }

    [Fact]
    public async Task Siden_viser_hvem_der_redigerer_og_kun_den_der_har_det_adressen()
    {
        var (word, _, dokument) = await Davklient.BegyndAsync(server);
        var min = await server.Som("sagsbehandler").GetStringAsync(new Uri($"/dokumenter/{dokument}", UriKind.Relative));
        Assert.Contains($"ms-word:ofe|u|{word.Adresse}", WebUtility.HtmlDecode(min), StringComparison.Ordinal);
        Assert.Contains($"vnd.libreoffice.command:ofe|u|{word.Adresse}", WebUtility.HtmlDecode(min), StringComparison.Ordinal);
        var lederens = WebUtility.HtmlDecode(await server.Som("leder").GetStringAsync(new Uri($"/dokumenter/{dokument}", UriKind.Relative)));
        Assert.Contains("Tjekket ud af Signe Prøvebæk siden", lederens, StringComparison.Ordinal);
        Assert.Contains("Afslut kollegas redigering", lederens, StringComparison.Ordinal);
        Assert.DoesNotContain(word.Noegle, lederens, StringComparison.Ordinal);
    }
}
