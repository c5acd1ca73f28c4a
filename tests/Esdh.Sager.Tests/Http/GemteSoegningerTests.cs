using System.Net;
using System.Text;
using System.Text.Json;
using Esdh.Core.Authorities;
using Esdh.Sager.Soegeindeks;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Http;

/// <summary>Saved searches over REST: kept, shared and run, and their new hits told to each reader for what that reader may see.</summary>
[Collection("sagsserver")]
public sealed class GemteSoegningerTests(Testserver server)
{
    private readonly HttpClient _klient = server.Som("sagsbehandler");

    private static Guid Bruger(string navn) => Adgang.Contract.Demonstration.BrugerId("korsbaek", navn);

    private static string Ord() => Provord.Nyt();

    private static async Task<string> SagAsync(HttpClient som, string titel, object? parter = null) =>
        (await som.SendAsync("/api/v1/sager", new { titel, emne = "02.34.02", facet = "G01", parter })).GetProperty("id").GetString()!;

    private static async Task<string> DokumentAsync(HttpClient som, string sag, string titel, string tekst) =>
        (await (await som.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "brev.txt", Encoding.UTF8.GetBytes(tekst), new { titel, retning = "indgaaende" })).ForventAsync()).GetProperty("id").GetString()!;

    private async Task<string> GemAsync(string forespoergsel, bool del = false, bool annoncer = true, HttpClient? som = null, string? navn = null) =>
        (await (som ?? _klient).SendAsync("/api/v1/soegninger", new { navn = navn ?? Ord(), forespoergsel, del, annoncer })).GetProperty("id").GetString()!;

    /// <summary>Unseen hits by id.</summary>
    private async Task<List<string>> NyeAsync(string soegning, HttpClient? som = null, bool alle = false) =>
        [.. (await (som ?? _klient).HentAsync($"/api/v1/soegninger/{soegning}/nye-hits?antal=200{(alle ? "&alle=true" : "")}")).GetProperty("poster").EnumerateArray().Select(p => p.GetProperty("hit").GetProperty("id").GetString()!)];

    private async Task<List<string>> VentAsync(string soegning, Func<List<string>, bool> til, HttpClient? som = null)
    {
        List<string> nye = [];
        for (var i = 0; i < 2400; i++)
        {
            nye = await NyeAsync(soegning, som);
            if (til(nye))
                return nye;
            await Task.Delay(50);
        }

        throw new TimeoutException($"Det ventede blev ikke annonceret. Der står: {string.Join(", ", nye)}");
    }

    private async Task<int> AntalAsync(string soegning, HttpClient? som = null) => (await (som ?? _klient).HentAsync($"/api/v1/soegninger/{soegning}")).GetProperty("nye").GetInt32();

    private async Task IndeksetErKlartAsync(Func<string, bool> udgave)
    {
        var indeks = await server.Services.GetRequiredService<Indeksering>().ForAsync(await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek"), CancellationToken.None);
        for (var i = 0; i < 600; i++)
        {
            try
            {
                if (indeks.ErKlar && udgave(await indeks.Lager.LaesAsync(async k => (await Soegemaskine.UdgaveAsync(k, CancellationToken.None)).Udgave, CancellationToken.None)))
                    return;
            }
            catch (SoegeindeksMangler)
            {
                // Being made.
            }

            await Task.Delay(50);
        }

        throw new TimeoutException("Indekset blev ikke bygget.");
    }

    private async Task<string> UdgaveAsync()
    {
        var udgave = "";
        await IndeksetErKlartAsync(u => (udgave = u).Length > 0);
        return udgave;
    }

    [Fact]
    public async Task En_soegning_gemmes_omdoebes_aendres_slettes_og_hentes_tilbage()
    {
        var (ord, navn) = (Ord(), Ord());
        var sag = await SagAsync(_klient, $"Carport {ord}");
        var id = await GemAsync($"q=carport+{ord}&art=sag&spring=20&sorter=nyeste", annoncer: false, navn: $"  {navn}  Ålegård ");

        var hentet = await (await _klient.GetAsync(new Uri($"/api/v1/soegninger/{id}", UriKind.Relative))).ForventAsync();
        Assert.Equal(($"{navn} Ålegård", $"q=carport%20{ord}&art=sag&sorter=nyeste"), (hentet.GetProperty("navn").GetString(), hentet.GetProperty("forespoergsel").GetString()));
        Assert.Equal(sag, Assert.Single((await _klient.HentAsync($"/api/v1/soegninger/{id}/hits")).GetProperty("poster").EnumerateArray()).GetProperty("id").GetString());
        await (await _klient.PostAsync("/api/v1/soegninger", new { navn = $"{navn} AALEGAARD", forespoergsel = "q=x" })).FejlerPaaAsync("navn");
        await (await _klient.PostAsync("/api/v1/soegninger", new { navn = "Med nummer", forespoergsel = "q=010190-1234" })).FejlerPaaAsync("q");
        await (await _klient.PostAsync("/api/v1/soegninger", new { navn = "", forespoergsel = "" })).FejlerPaaAsync("navn");

        await (await _klient.PatchAsync($"/api/v1/soegninger/{id}", new { navn = navn + "2", forespoergsel = $"q={ord}" })).ForventAsync();
        Assert.Equal($"q={ord}", (await _klient.HentAsync($"/api/v1/soegninger/{id}")).GetProperty("forespoergsel").GetString());
        await (await _klient.DeleteAsync(new Uri($"/api/v1/soegninger/{id}", UriKind.Relative))).ForventAsync();
        await (await _klient.GetAsync(new Uri($"/api/v1/soegninger/{id}", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);
        await (await server.Som("kollega").PostAsync($"/api/v1/soegninger/{id}/gendannelse", new { })).ForventAsync(HttpStatusCode.NotFound);

        var ny = await GemAsync("q=andet", annoncer: false, navn: navn + "2"); // the name is free meanwhile
        await (await _klient.PostAsync($"/api/v1/soegninger/{id}/gendannelse", new { })).BrydesAsync("GEMT-6");
        await (await _klient.DeleteAsync(new Uri($"/api/v1/soegninger/{ny}", UriKind.Relative))).ForventAsync();
        await (await _klient.PostAsync($"/api/v1/soegninger/{id}/gendannelse", new { })).ForventAsync();
        Assert.Contains((await _klient.HentAsync("/api/v1/soegninger")).GetProperty("poster").EnumerateArray(), s => s.GetProperty("id").GetString() == id);
    }

    [Fact]
    public async Task Nyt_er_det_der_ikke_var_et_hit_og_det_siges_en_gang()
    {
        var ord = Ord();
        var gammel = await SagAsync(_klient, $"Gammel {ord}");
        var dokument = await DokumentAsync(_klient, gammel, $"Gammelt {ord}", "x");
        var id = await GemAsync($"q={ord}");

        await (await _klient.PatchAsync($"/api/v1/sager/{gammel}", new { titel = $"Gammel og rettet {ord}" })).ForventAsync(); // written again, and no news
        var uden = await SagAsync(_klient, "Uden ordet");
        var ny = await SagAsync(_klient, $"Ny {ord}");
        Assert.Equal([ny], await VentAsync(id, n => n.Count > 0));
        Assert.Equal(1, await AntalAsync(id));

        await (await _klient.PatchAsync($"/api/v1/sager/{uden}", new { titel = $"Nu med {ord}" })).ForventAsync(); // becomes a hit
        Assert.Equal([uden, ny], await VentAsync(id, n => n.Count == 2));
        await _klient.SendAsync($"/api/v1/soegninger/{id}/nye-hits/sete", new { });
        Assert.Empty(await NyeAsync(id));
        Assert.Equal(2, (await NyeAsync(id, alle: true)).Count);

        await (await _klient.PatchAsync($"/api/v1/sager/{ny}", new { titel = "Væk" })).ForventAsync();
        await (await _klient.PatchAsync($"/api/v1/sager/{ny}", new { titel = $"Tilbage {ord}" })).ForventAsync(); // told of before
        var sidst = await SagAsync(_klient, $"Sidst {ord}");
        Assert.Equal([sidst], await VentAsync(id, n => n.Count > 0));
        Assert.DoesNotContain(dokument, await NyeAsync(id, alle: true));
        await (await _klient.PatchAsync($"/api/v1/sager/{sidst}", new { titel = "Ikke længere" })).ForventAsync();
        await VentAsync(id, n => n.Count == 0);
        for (var i = 0; await AntalAsync(id) > 0; i++)
            await Task.Delay(i < 2400 ? 50 : throw new TimeoutException("Det, der ikke er et hit længere, tælles stadig."));
    }

    [Fact]
    public async Task En_tekst_der_laeses_senere_er_et_nyt_hit_og_hits_markeres_et_for_et()
    {
        var ord = Ord();
        var sag = await SagAsync(_klient, "Sag med breve");
        var id = await GemAsync($"q={ord}&art=dokument");

        var foerste = await DokumentAsync(_klient, sag, "Brev", $"Teksten nævner {ord}");
        var andet = await DokumentAsync(_klient, sag, "Brev", $"Den her nævner også {ord}.");
        await VentAsync(id, n => n.Count == 2);

        var poster = (await _klient.HentAsync($"/api/v1/soegninger/{id}/nye-hits")).GetProperty("poster").EnumerateArray().ToList();
        Assert.Contains(ord, string.Concat(poster[0].GetProperty("hit").GetProperty("uddrag").EnumerateArray().Select(u => u.GetProperty("tekst").GetString())), StringComparison.Ordinal);
        var noegle = poster.Single(p => p.GetProperty("hit").GetProperty("id").GetString() == foerste).GetProperty("noegle").GetString();
        Assert.Equal(1, (await _klient.SendAsync($"/api/v1/soegninger/{id}/nye-hits/sete", new { noegler = new[] { noegle } })).GetProperty("antal").GetInt32());
        Assert.Equal([andet], await NyeAsync(id));
        await (await _klient.PostAsync($"/api/v1/soegninger/{id}/nye-hits/sete", new { noegler = new[] { "noget-andet" } })).FejlerPaaAsync("noegler");
        Assert.Equal(0, (await _klient.SendAsync($"/api/v1/soegninger/{id}/nye-hits/sete", new { til = "2001-01-01T00:00:00Z" })).GetProperty("antal").GetInt32());
        var side = await _klient.HentAsync($"/api/v1/soegninger/{id}/nye-hits?alle=true&antal=1");
        var naeste = await _klient.HentAsync($"/api/v1/soegninger/{id}/nye-hits?alle=true&antal=1&efter={side.GetProperty("naeste").GetString()}");
        Assert.Equal([foerste, andet], new[] { side, naeste }.SelectMany(s => s.GetProperty("poster").EnumerateArray()).Select(p => p.GetProperty("hit").GetProperty("id").GetString()!).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task En_delt_soegning_annoncerer_for_hver_kun_det_vedkommende_har_adgang_til()
    {
        var (leder, kollega) = (server.Som("leder"), server.Som("kollega"));
        var ord = Ord();
        var id = await GemAsync($"q={ord}", del: true);
        await (await kollega.GetAsync(new Uri($"/api/v1/soegninger/{id}", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound); // another unit
        await (await kollega.PutAsync($"/api/v1/soegninger/{id}/annoncering", new { })).ForventAsync(HttpStatusCode.NotFound);
        await (await leder.PutAsync($"/api/v1/soegninger/{id}/annoncering", new { })).ForventAsync();

        var beskyttet = await SagAsync(_klient, $"Beskyttet {ord}");
        await (await _klient.PutAsync($"/api/v1/sager/{beskyttet}/adgang", new { erBeskyttet = true, adgang = new[] { new { art = "Bruger", reference = Bruger("sagsbehandler") } }, begrundelse = "Personalesag" })).ForventAsync();
        var faelles = await SagAsync(_klient, $"Fælles {ord}");

        Assert.Equal([beskyttet, faelles], (await VentAsync(id, n => n.Count == 2)).Order(StringComparer.Ordinal));
        Assert.Equal([faelles], await VentAsync(id, n => n.Contains(faelles), leder)); // also when it stood open a moment
        Assert.Equal((2, 1), (await AntalAsync(id), await AntalAsync(id, leder)));
        Assert.DoesNotContain(beskyttet, (await leder.HentAsync($"/api/v1/soegninger/{id}/nye-hits?alle=true")).ToString(), StringComparison.Ordinal);

        // Access is given: it becomes a hit for the leader. It is taken: nothing is left of it, not even in the number.
        await (await _klient.PutAsync($"/api/v1/sager/{beskyttet}/adgang", new { erBeskyttet = true, adgang = new[] { new { art = "Bruger", reference = Bruger("sagsbehandler") }, new { art = "Bruger", reference = Bruger("leder") } }, begrundelse = "Lederen skal med" })).ForventAsync();
        await VentAsync(id, n => n.Contains(beskyttet), leder);
        await (await _klient.PutAsync($"/api/v1/sager/{beskyttet}/adgang", new { erBeskyttet = true, adgang = new[] { new { art = "Bruger", reference = Bruger("sagsbehandler") } }, begrundelse = "Lederen skal ud igen" })).ForventAsync();
        Assert.Equal([faelles], await NyeAsync(id, leder));
        Assert.Equal(1, await AntalAsync(id, leder));
        Assert.Equal(1, (await leder.HentAsync($"/api/v1/soegninger/{id}/hits")).GetProperty("antal").GetInt32());

        // Each marks for oneself.
        await _klient.SendAsync($"/api/v1/soegninger/{id}/nye-hits/sete", new { });
        Assert.Equal((0, 1), (await AntalAsync(id), await AntalAsync(id, leder)));
    }

    [Fact]
    public async Task En_delt_soegning_aendres_af_ejer_og_leder_og_navne_stoeder_ikke_sammen()
    {
        var (leder, byg3) = (server.Som("leder"), server.Som("byg3"));
        var navn = Ord();
        var id = await GemAsync($"q={Ord()}", del: true, annoncer: false, navn: navn);

        await (await byg3.PatchAsync($"/api/v1/soegninger/{id}", new { navn = "Mit" })).BrydesAsync("GEMT-1");
        await (await byg3.DeleteAsync(new Uri($"/api/v1/soegninger/{id}", UriKind.Relative))).BrydesAsync("GEMT-1");
        await (await byg3.PostAsync($"/api/v1/soegninger/{id}/overtagelse", new { })).BrydesAsync("GEMT-2");
        await (await byg3.PostAsync("/api/v1/soegninger", new { navn, forespoergsel = "q=x", del = true })).FejlerPaaAsync("navn");
        var egen = await GemAsync("q=x", annoncer: false, som: byg3, navn: navn); // one's own may be called the same
        await (await byg3.PatchAsync($"/api/v1/soegninger/{egen}", new { del = true })).FejlerPaaAsync("navn");

        await (await leder.PatchAsync($"/api/v1/soegninger/{id}", new { navn = navn + "x" })).ForventAsync();
        await (await byg3.PatchAsync($"/api/v1/soegninger/{egen}", new { del = true })).ForventAsync();
        using var set = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/soegninger/{id}") { Content = JsonContent(new { navn = "For sent" }) };
        set.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        await (await _klient.SendAsync(set)).ForventAsync(HttpStatusCode.PreconditionFailed);
        await (await leder.PatchAsync($"/api/v1/soegninger/{id}", new { del = false })).ForventAsync(); // the owner's alone again
        await (await leder.GetAsync(new Uri($"/api/v1/soegninger/{id}", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);
        await (await _klient.GetAsync(new Uri($"/api/v1/soegninger/{id}", UriKind.Relative))).ForventAsync();
    }

    [Fact]
    public async Task Sager_der_bliver_mine_og_det_der_ligger_paa_dem_er_nye_hits_i_det_jeg_behandler()
    {
        var ord = Ord();
        var byg3 = server.Som("byg3");
        var id = await GemAsync($"q={ord}&behandler=mig");
        var sag = await SagAsync(byg3, $"Andens {ord}");
        var dokument = await DokumentAsync(byg3, sag, $"Brev {ord}", "x");
        var min = await SagAsync(_klient, $"Min {ord}");
        Assert.Equal([min], await VentAsync(id, n => n.Count > 0));

        await byg3.SendAsync($"/api/v1/sager/{sag}/overdragelse", new { behandlerId = Bruger("sagsbehandler") });

        var nye = await VentAsync(id, n => n.Count == 3);
        Assert.Contains(sag, nye);
        Assert.Contains(dokument, nye); // its own row did not change
    }

    [Fact]
    public async Task Intet_tabes_og_intet_siges_to_gange_naar_indekset_bygges_forfra_eller_forsvinder()
    {
        var ord = Ord();
        await SagAsync(_klient, $"Gammel {ord}");
        var id = await GemAsync($"q={ord}");
        var foer = await SagAsync(_klient, $"Før {ord}");
        await VentAsync(id, n => n.Count == 1);
        var myndighed = await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");

        var udgave = await UdgaveAsync();
        Genopbygning.Bestil(myndighed);
        var under = await SagAsync(_klient, $"Under {ord}");
        await IndeksetErKlartAsync(u => u != udgave);
        var efter = await SagAsync(_klient, $"Efter {ord}");
        Assert.Equal([.. new[] { foer, under, efter }.Order(StringComparer.Ordinal)], (await VentAsync(id, n => n.Contains(under) && n.Contains(efter))).Order(StringComparer.Ordinal));
        await _klient.SendAsync($"/api/v1/soegninger/{id}/nye-hits/sete", new { });

        udgave = await UdgaveAsync();
        var indeks = await server.Services.GetRequiredService<Indeksering>().ForAsync(myndighed, CancellationToken.None);
        await indeks.Lager.SletAsync(CancellationToken.None); // under the running server
        var sidst = (await _klient.SendAsync("/api/v1/sager", new { titel = $"Sidst {ord}", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!;
        await _klient.HentAsync($"/api/v1/soegninger/{id}/nye-hits"); // answers, whatever there is
        await IndeksetErKlartAsync(u => u != udgave);
        Assert.Equal([sidst], await VentAsync(id, n => n.Count > 0));
    }

    [Fact]
    public async Task Den_der_faar_andre_rettigheder_faar_annonceret_det_de_giver_og_den_der_flytter_slipper_det_delte()
    {
        var admin = server.Som("administrator");
        var (byg, borger) = ((await _klient.HentAsync("/api/v1/mig")).GetProperty("enhed").GetProperty("id").GetGuid(), (await server.Som("kollega").HentAsync("/api/v1/mig")).GetProperty("enhed").GetProperty("id").GetGuid());
        var navn = "g" + Guid.CreateVersion7().ToString("N")[^10..];
        var ny = await admin.SendAsync("/api/v1/brugere", new { brugernavn = navn, navn = "Fiktiv Flytter", enhed = byg, roller = new[] { "sagsbehandler" } });
        var bruger = ny.GetProperty("id").GetGuid();
        var flytter = await LogonAsync(navn, ny.GetProperty("engangskode").GetString()!);
        var ord = Ord();
        var delt = await GemAsync($"q={ord}", del: true, som: flytter);
        var egen = await GemAsync($"q={ord}+-{Ord()}", som: flytter);
        var deres = await SagAsync(server.Som("kollega"), $"Borgerservices {ord}");
        var vores = await SagAsync(_klient, $"Byg {ord}");
        Assert.Equal([vores], await VentAsync(egen, n => n.Count > 0, flytter));

        await (await admin.PutAsync($"/api/v1/brugere/{bruger}", new { navn = "Fiktiv Flytter", enhed = borger, roller = new[] { "sagsbehandler" }, aktiv = true })).ForventAsync();
        Assert.Equal([deres], await VentAsync(egen, n => n.Contains(deres), flytter)); // nothing was written: the rights are others
        Assert.Equal([deres], await VentAsync(delt, n => n.Contains(deres), flytter)); // still on the list of the one who made it
        await (await flytter.PatchAsync($"/api/v1/soegninger/{delt}", new { navn = "Andet" })).BrydesAsync("GEMT-1");
        Assert.True((await flytter.HentAsync($"/api/v1/soegninger/{delt}")).GetProperty("kanSlippes").GetBoolean());

        var byg3 = server.Som("byg3");
        Assert.Equal("Fiktiv Flytter", (await byg3.HentAsync($"/api/v1/soegninger/{delt}")).GetProperty("ejer").GetString());
        Assert.True((await (await flytter.DeleteAsync(new Uri($"/api/v1/soegninger/{delt}", UriKind.Relative))).ForventAsync()).GetProperty("sluppet").GetBoolean());
        await (await flytter.GetAsync(new Uri($"/api/v1/soegninger/{delt}/nye-hits", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);
        await (await byg3.PostAsync($"/api/v1/soegninger/{delt}/overtagelse", new { })).ForventAsync();
        await (await byg3.PatchAsync($"/api/v1/soegninger/{delt}", new { navn = Ord() })).ForventAsync();
    }

    [Fact]
    public async Task En_soegning_der_goeres_til_en_anden_begynder_forfra_for_alle_der_foelger_den()
    {
        var leder = server.Som("leder");
        var (ord, andet) = (Ord(), Ord());
        var id = await GemAsync($"q={ord}", del: true);
        await (await leder.PutAsync($"/api/v1/soegninger/{id}/annoncering", new { })).ForventAsync();
        var foerst = await SagAsync(_klient, $"Først {ord}");
        await VentAsync(id, n => n.Contains(foerst), leder);
        var kendt = await SagAsync(_klient, $"Kendt {andet}");

        await (await _klient.PatchAsync($"/api/v1/soegninger/{id}", new { forespoergsel = $"q={andet}" })).ForventAsync();
        Assert.Equal((0, 0), (await AntalAsync(id), await AntalAsync(id, leder)));
        List<string> nye = [];
        for (var i = 0; i < 1200 && nye.Count == 0; i++)
        {
            await SagAsync(_klient, $"Ny {andet}");
            await Task.Delay(100);
            nye = await NyeAsync(id, leder);
        }

        Assert.NotEmpty(nye);
        Assert.DoesNotContain(foerst, nye);
        Assert.DoesNotContain(kendt, nye);
    }

    [Fact]
    public async Task Den_der_ikke_vil_have_besked_faar_ingen_og_den_der_siger_til_igen_begynder_der()
    {
        var ord = Ord();
        var id = await GemAsync($"q={ord}");
        await SagAsync(_klient, $"En {ord}");
        await VentAsync(id, n => n.Count == 1);
        await (await _klient.DeleteAsync(new Uri($"/api/v1/soegninger/{id}/annoncering", UriKind.Relative))).ForventAsync(HttpStatusCode.NoContent);
        Assert.Empty(await NyeAsync(id, alle: true));
        await SagAsync(_klient, $"To {ord}");

        foreach (var _ in new[] { 1, 2 }) // twice is as once
            await (await _klient.PutAsync($"/api/v1/soegninger/{id}/annoncering", new { })).ForventAsync();
        var tre = await SagAsync(_klient, $"Tre {ord}");
        Assert.Equal([tre], await VentAsync(id, n => n.Count > 0));
    }

    private async Task<HttpClient> LogonAsync(string navn, string kode)
    {
        using var browser = server.Anonym();
        await FormAsync(browser, "/logon", new() { ["brugernavn"] = navn, ["kodeord"] = kode, ["retur"] = "/" });
        await FormAsync(browser, "/konto/kodeord", new() { ["nuvaerende"] = kode, ["nyt"] = "hest batteri korrekt", ["igen"] = "hest batteri korrekt" });
        var klient = server.Anonym();
        klient.DefaultRequestHeaders.Authorization = new("Bearer", await server.TokenAsync(navn, kodeord: "hest batteri korrekt"));
        return klient;
    }

    private static async Task FormAsync(HttpClient browser, string sti, Dictionary<string, string> felter)
    {
        var html = await browser.GetStringAsync(new Uri(sti, UriKind.Relative));
        var tegn = System.Text.RegularExpressions.Regex.Match(html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        using var form = new FormUrlEncodedContent(felter.Append(new("__RequestVerificationToken", tegn)));
        using var svar = await browser.PostAsync(new Uri(sti, UriKind.Relative), form);
        Assert.Equal(HttpStatusCode.Redirect, svar.StatusCode);
    }

    private static StringContent JsonContent(object krop) => new(JsonSerializer.Serialize(krop), Encoding.UTF8, "application/json");
}
