using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Esdh.Core.Authorities;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Http;

/// <summary>Cases and what is done with them over REST, on the real server.</summary>
[Collection("sagsserver")]
public sealed class SagerTests(Testserver server)
{
    private readonly HttpClient _klient = server.Som("sagsbehandler");

    private Authority Myndighed => server.Services.GetRequiredService<AuthorityRegistry>().Opened.Single(a => a.Key == "korsbaek");

    private static Guid Bruger(string navn) => Adgang.Contract.Demonstration.BrugerId("korsbaek", navn);

    private static Guid Enhed(string noegle) => Adgang.Contract.Demonstration.EnhedId("korsbaek", noegle);

    private async Task<JsonElement> NyAsync(object? sag = null, HttpClient? som = null) =>
        await (await (som ?? _klient).PostAsync("/api/v1/sager", sag ?? new { titel = "Prøvesag", emne = "02.34.02", facet = "G01" })).ForventAsync(HttpStatusCode.Created);

    private async Task<string> IdAsync(object? sag = null) => (await NyAsync(sag)).GetProperty("id").GetString()!;

    private Task<JsonElement> HentAsync(string sag, HttpClient? som = null) => (som ?? _klient).HentAsync($"/api/v1/sager/{sag}");

    private async Task<List<JsonElement>> HistorikAsync(string sag) => [.. (await _klient.HentAsync($"/api/v1/sager/{sag}/historik")).EnumerateArray()];

    private async Task<List<string>> TyperAsync(string sag) => [.. (await HistorikAsync(sag)).Select(h => h.GetProperty("type").GetString()!)];

    private async Task<List<string>> SaetningerAsync(string sag) => [.. (await HistorikAsync(sag)).Select(h => h.GetProperty("tekst").GetString()!)];

    private async Task<JsonElement> LaegAsync(string sag, bool journaliser, string titel = "Brev") =>
        await (await _klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "brev.txt", Encoding.UTF8.GetBytes($"Tekst {Guid.CreateVersion7()}"), new { titel, retning = "indgaaende", journaliser }))
            .ForventAsync(HttpStatusCode.Created);

    private async Task<string> StatusIdAsync(Tilstand tilstand, bool kraeverKommentar = false) =>
        (await _klient.HentAsync("/api/v1/sagsstatusser")).EnumerateArray()
            .First(s => s.GetProperty("aktiv").GetBoolean() && s.GetProperty("tilstand").GetString() == tilstand.ToString() && s.GetProperty("kraeverKommentar").GetBoolean() == kraeverKommentar)
            .GetProperty("id").GetString()!;

    private static string Navn() => "Prøve" + Provord.Nyt();

    [Fact]
    public async Task En_ny_sag_har_nummer_efter_emne_facet_loebenummer_og_aar()
    {
        var sag = await NyAsync();

        Assert.Matches(@"^02\.34\.02-G01-\d+-\d\d$", sag.GetProperty("sagsnummer").GetString());
        Assert.True(Guid.TryParse(sag.GetProperty("id").GetString(), out _));
        Assert.Equal("Aktiv", (await HentAsync(sag.GetProperty("sagsnummer").GetString()!)).GetProperty("tilstand").GetString());
    }

    [Fact]
    public async Task Alle_forkerte_felter_naevnes_paa_en_gang()
    {
        await (await _klient.PostAsync("/api/v1/sager", new { titel = " ", emne = "99.99.99", facet = "Q", offentligTitel = new string('x', 300), enhedId = Guid.CreateVersion7(), behandlerId = Guid.CreateVersion7(), parter = new[] { new { navn = "", cpr = "3102901234" } } }))
            .FejlerPaaAsync("titel", "emne", "facet", "offentligTitel", "enhedId", "behandlerId", "parter[0].cpr", "parter[0].navn");
    }

    [Fact]
    public async Task Loebenumre_er_uden_huller_ogsaa_ved_samtidige_og_afviste_forsoeg()
    {
        const int Antal = 40;
        var forsoeg = Enumerable.Range(0, Antal).Select(i => i % 4 == 0
            ? _klient.PostAsync("/api/v1/sager", new { titel = "Samlet", emne = "05.13.10", facet = "G01", oversagId = Guid.CreateVersion7() })
            : i % 4 == 1
                ? _klient.PostAsync("/api/v1/sager", new { titel = "Samlet", emne = "05.13.10", facet = "G01", parter = new[] { new { partId = Guid.CreateVersion7() } } })
                : _klient.PostAsync("/api/v1/sager", new { titel = "Samlet", emne = "05.13.10", facet = "G01" }));

        var svar = await Task.WhenAll(forsoeg);

        var numre = new List<int>();
        foreach (var s in svar.Where(s => s.StatusCode == HttpStatusCode.Created))
            numre.Add(int.Parse((await s.ForventAsync()).GetProperty("sagsnummer").GetString()!.Split('-')[2], null));
        Assert.Equal(Antal / 2, numre.Count);
        numre.Sort();
        Assert.Equal(Enumerable.Range(numre[0], numre.Count), numre);
    }

    [Fact]
    public async Task Enkelte_felter_rettes_og_kun_mod_den_udgave_man_har_set()
    {
        var id = await IdAsync();
        using var foerste = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/sager/{id}") { Content = JsonContent(new { titel = "Ny titel", harPapir = true }) };
        foerste.Headers.IfMatch.Add(new EntityTagHeaderValue("\"1\""));
        using var anden = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/sager/{id}") { Content = JsonContent(new { titel = "En tredje titel" }) };
        anden.Headers.IfMatch.Add(new EntityTagHeaderValue("\"1\""));

        using var svar = await _klient.SendAsync(foerste);
        await svar.ForventAsync(HttpStatusCode.OK);
        await (await _klient.SendAsync(anden)).ForventAsync(HttpStatusCode.PreconditionFailed);

        Assert.Equal("\"2\"", svar.Headers.ETag!.Tag);
        var sag = await HentAsync(id);
        Assert.Equal(("Ny titel", true), (sag.GetProperty("titel").GetString(), sag.GetProperty("harPapir").GetBoolean()));
        Assert.Contains("Sagen blev rettet: titlen fra »Prøvesag« til »Ny titel«, at der også er papir.", await SaetningerAsync(id));
        await (await _klient.PatchAsync($"/api/v1/sager/{id}", new { titel = "", beskrivelse = new string('x', 4001) })).FejlerPaaAsync("titel", "beskrivelse");
        await (await _klient.PatchAsync($"/api/v1/sager/{id}", new { offentligTitel = "Sag om 010190-1234" })).BrydesAsync("SAG-4");
    }

    private static StringContent JsonContent(object krop) => new(JsonSerializer.Serialize(krop, JsonSerializerOptions.Web), Encoding.UTF8, "application/json");

    [Fact]
    public async Task En_almindelig_sag_afsluttes_uden_videre_og_tager_saa_ikke_imod_nyt()
    {
        var id = await IdAsync();

        await _klient.SendAsync($"/api/v1/sager/{id}/afslutning", new { });

        Assert.Equal("Afsluttet", (await HentAsync(id)).GetProperty("tilstand").GetString());
        await (await _klient.PostAsync($"/api/v1/sager/{id}/afslutning", new { })).BrydesAsync("SAG-1");
        await (await _klient.PatchAsync($"/api/v1/sager/{id}", new { titel = "Ny" })).BrydesAsync("SAG-1");
        await (await _klient.PostAsync($"/api/v1/sager/{id}/maerker", new { maerke = "haster" })).BrydesAsync("SAG-1");
        await (await _klient.PostAsync($"/api/v1/sager/{id}/delforloeb", new { titel = "Ny" })).BrydesAsync("SAG-1");
        await (await _klient.PostAsync($"/api/v1/sager/{id}/afgoerelser", new { art = "Tilladelse" })).BrydesAsync("SAG-1");
    }

    [Fact]
    public async Task En_sag_med_kladde_og_erindring_siger_hvad_der_mangler_foer_den_lukker()
    {
        var id = await IdAsync();
        var dokument = (await LaegAsync(id, false)).GetProperty("id").GetString();
        await _klient.SendAsync($"/api/v1/sager/{id}/erindringer", new { type = "opfoelgning" });
        await _klient.SendAsync($"/api/v1/sager/{id}/notater", new { overskrift = "Opkald", tekst = "<p>Ja</p>", kilde = "Telefon" });

        var problem = await (await _klient.PostAsync($"/api/v1/sager/{id}/afslutning", new { })).BrydesAsync("SAG-2");

        Assert.Equal(["1 dokument mangler at blive journaliseret.", "1 notat er ikke gjort endeligt.", "1 erindring er åben."], problem.GetProperty("detaljer").EnumerateArray().Select(d => d.GetString()!));
        Assert.Equal(3, (await _klient.HentAsync($"/api/v1/sager/{id}/mangler")).GetProperty("mangler").GetArrayLength());
        await _klient.SendAsync($"/api/v1/dokumenter/{dokument}/journalisering", new { });
        Assert.Equal(2, (await _klient.HentAsync($"/api/v1/sager/{id}/mangler")).GetProperty("mangler").GetArrayLength());
    }

    [Fact]
    public async Task En_afsluttet_sag_genaabnes_og_historikken_siger_hvorfor()
    {
        var id = await IdAsync();
        await (await _klient.PostAsync($"/api/v1/sager/{id}/genaabning", new { })).BrydesAsync("SAG-7");
        await _klient.SendAsync($"/api/v1/sager/{id}/afslutning", new { });

        await _klient.SendAsync($"/api/v1/sager/{id}/genaabning", new { kommentar = "Ny klage" });

        Assert.Equal("Aktiv", (await HentAsync(id)).GetProperty("tilstand").GetString());
        Assert.Equal("Ny klage", (await HistorikAsync(id))[^1].GetProperty("kommentar").GetString());
        await LaegAsync(id, true);
    }

    [Fact]
    public async Task Status_skifter_og_en_status_kan_kraeve_en_kommentar()
    {
        var id = await IdAsync();
        var (hviler, lukker) = (await StatusIdAsync(Tilstand.Hvilende), await StatusIdAsync(Tilstand.Afsluttet));
        var navn = Navn();
        var krav = (await server.Som("administrator").SendAsync("/api/v1/sagsstatusser", new { navn, tilstand = "Aktiv", orden = 900, kraeverKommentar = true })).GetProperty("id").GetString();

        await _klient.SendAsync($"/api/v1/sager/{id}/status", new { status = hviler });
        Assert.Equal("Hvilende", (await HentAsync(id)).GetProperty("tilstand").GetString());
        await (await _klient.PostAsync($"/api/v1/sager/{id}/status", new { status = krav })).FejlerPaaAsync("kommentar");
        await _klient.SendAsync($"/api/v1/sager/{id}/status", new { status = navn, kommentar = "Nu sker der noget" });
        await (await _klient.PostAsync($"/api/v1/sager/{id}/status", new { status = lukker })).BrydesAsync("SAG-5");
        await (await _klient.PostAsync($"/api/v1/sager/{id}/status", new { status = "findes ikke" })).FejlerPaaAsync("status");

        Assert.Equal(navn, (await HentAsync(id)).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Overdragelse_flytter_erindringer_giver_adgang_og_tager_ingen_fra()
    {
        var kollega = server.Som("kollega");
        var id = await IdAsync();
        var erindring = (await _klient.SendAsync($"/api/v1/sager/{id}/erindringer", new { type = "opfoelgning" })).GetProperty("id").GetString();
        await (await kollega.GetAsync(new Uri($"/api/v1/sager/{id}", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);

        var svar = await _klient.SendAsync($"/api/v1/sager/{id}/overdragelse", new { behandlerId = Bruger("kollega"), kommentar = "Tag over" });

        Assert.Equal(1, svar.GetProperty("erindringer").GetInt32());
        Assert.Equal(Enhed("borgerservice").ToString(), (await HentAsync(id, kollega)).GetProperty("enhedId").GetString());
        Assert.Equal(Bruger("kollega").ToString(), (await kollega.HentAsync($"/api/v1/erindringer/{erindring}")).GetProperty("ansvarligId").GetString());
        Assert.Contains("1 erindring fulgte med.", (await SaetningerAsync(id))[^1], StringComparison.Ordinal);
        await (await _klient.PostAsync($"/api/v1/sager/{id}/overdragelse", new { })).FejlerPaaAsync("behandlerId");
        await (await _klient.PostAsync($"/api/v1/sager/{id}/overdragelse", new { behandlerId = Guid.CreateVersion7() })).FejlerPaaAsync("behandlerId");
        await (await _klient.PostAsync($"/api/v1/sager/{id}/overdragelse", new { behandlerId = Bruger("kollega") })).BrydesAsync("SAG-9");
    }

    [Fact]
    public async Task Et_gammelt_nummer_foerer_til_den_omjournaliserede_sag()
    {
        var sag = await NyAsync();
        var (id, gammelt) = (sag.GetProperty("id").GetString()!, sag.GetProperty("sagsnummer").GetString()!);

        var svar = await _klient.SendAsync($"/api/v1/sager/{gammelt}/omjournalisering", new { emne = "02.34.04" });

        Assert.StartsWith("02.34.04-G01-", svar.GetProperty("sagsnummer").GetString(), StringComparison.Ordinal);
        Assert.Equal(id, (await HentAsync(gammelt)).GetProperty("id").GetString());
        Assert.Equal(gammelt, (await HentAsync(id)).GetProperty("tidligereSagsnumre")[0].GetString());
        await (await _klient.PostAsync($"/api/v1/sager/{id}/omjournalisering", new { emne = "02.34.04" })).BrydesAsync("SAG-10");
        await (await _klient.PostAsync($"/api/v1/sager/{id}/omjournalisering", new { emne = "99.99.99", facet = "Z99" })).FejlerPaaAsync("emne", "facet");
    }

    [Fact]
    public async Task To_sager_laegges_sammen_uden_at_noget_gaar_tabt()
    {
        var part = new { navn = Navn(), rolle = "Ansøger" };
        var faelles = (await NyAsync(new { titel = "Fælles", emne = "02.34.02", facet = "G01", parter = new[] { part } })).GetProperty("id").GetString()!;
        var partId = (await _klient.HentAsync($"/api/v1/sager/{faelles}/parter"))[0].GetProperty("partId").GetString();
        var fra = await NyAsync(new { titel = "Sag to gange", emne = "02.34.02", facet = "G01", parter = new object[] { new { partId, rolle = "Ansøger" }, new { navn = Navn(), rolle = "Nabo" } } });
        var til = await NyAsync(new { titel = "Sag en gang", emne = "02.34.02", facet = "G01", parter = new object[] { new { partId, rolle = "Ansøger" } } });
        var (fraId, tilId, fraNummer) = (fra.GetProperty("id").GetString()!, til.GetProperty("id").GetString()!, fra.GetProperty("sagsnummer").GetString()!);
        await LaegAsync(tilId, true, "Første på målet");
        var brev = (await LaegAsync(fraId, true, "Brev")).GetProperty("id").GetString();
        await LaegAsync(fraId, false, "Kladde");
        await _klient.SendAsync($"/api/v1/sager/{fraId}/erindringer", new { type = "opfoelgning" });
        await _klient.SendAsync($"/api/v1/sager/{fraId}/notater", new { overskrift = "Opkald", tekst = "<p>Ja</p>", kilde = "Telefon", endeligt = true });
        await _klient.SendAsync($"/api/v1/sager/{fraId}/maerker", new { maerke = "Haster" });
        await _klient.SendAsync($"/api/v1/sager/{fraId}/delforloeb", new { titel = "Klage" });
        await _klient.SendAsync($"/api/v1/sager/{fraId}/afgoerelser", new { art = "Tilladelse" });
        await _klient.SendAsync($"/api/v1/sager/{fraId}/relationer", new { sag = faelles });

        var svar = await _klient.SendAsync($"/api/v1/sager/{fraId}/sammenlaegning", new { med = tilId, begrundelse = "Oprettet to gange" });

        Assert.Equal(JsonValueKind.Null, svar.GetProperty("jobId").ValueKind);
        Assert.Equal(tilId, (await HentAsync(fraNummer)).GetProperty("id").GetString());
        var lukket = await HentAsync(fraId);
        Assert.Equal(("Afsluttet", tilId), (lukket.GetProperty("tilstand").GetString(), lukket.GetProperty("sammenlagtMedId").GetString()));
        Assert.Contains($"»Brev« blev flyttet fra {fraNummer} akt 1 til {til.GetProperty("sagsnummer").GetString()} akt 2.", await SaetningerAsync(tilId));
        Assert.Contains($"»Brev« blev flyttet fra {fraNummer} akt 1 til {til.GetProperty("sagsnummer").GetString()} akt 2.", await SaetningerAsync(fraId));
        Assert.Equal(HttpStatusCode.OK, (await _klient.GetAsync(new Uri($"/api/v1/dokumenter/{brev}/filer/1", UriKind.Relative))).StatusCode);
        Assert.Equal(2, (await _klient.HentAsync($"/api/v1/sager/{tilId}/parter")).EnumerateArray().Count(p => p.GetProperty("fratraadt").ValueKind == JsonValueKind.Null));
        Assert.Equal(["haster"], (await HentAsync(tilId)).GetProperty("maerker").EnumerateArray().Select(m => m.GetString()!));
        Assert.Equal("Klage", (await _klient.HentAsync($"/api/v1/sager/{tilId}/delforloeb"))[0].GetProperty("titel").GetString());
        Assert.Equal(1, (await _klient.HentAsync($"/api/v1/sager/{tilId}/afgoerelser")).GetArrayLength());
        Assert.Equal(faelles, (await _klient.HentAsync($"/api/v1/sager/{tilId}/relationer"))[0].GetProperty("id").GetString());
        Assert.Equal(["1 dokument mangler at blive journaliseret.", "1 erindring er åben."], (await _klient.HentAsync($"/api/v1/sager/{tilId}/mangler")).GetProperty("mangler").EnumerateArray().Select(m => m.GetString()!));
        Assert.Equal(0, (await _klient.HentAsync($"/api/v1/sager/{fraId}/mangler")).GetProperty("mangler").GetArrayLength());
        await (await _klient.PostAsync($"/api/v1/sager/{fraId}/genaabning", new { })).BrydesAsync("SAG-8");
        await (await _klient.PostAsync($"/api/v1/sager/{tilId}/sammenlaegning", new { med = tilId })).BrydesAsync("SAG-13");
    }

    [Fact]
    public async Task En_stor_sag_laegges_sammen_af_et_job_der_flytter_alt()
    {
        var (fra, til) = (await IdAsync(), await IdAsync());
        var sagId = Guid.Parse(fra);
        await Myndighed.Queue.RunAsync(async (SagerDb db) =>
        {
            db.AddRange(Enumerable.Range(1, SammenlaegSager.MaxRaekker + 1).Select(i => new Delforloeb { SagId = sagId, Nummer = i, Titel = $"Delforløb {i}" }));
            await db.SaveChangesAsync();
        }, CancellationToken.None);

        using var svar = await _klient.PostAsync($"/api/v1/sager/{fra}/sammenlaegning", new { med = til });

        await svar.ForventAsync(HttpStatusCode.Accepted);
        for (var i = 0; i < 2400 && !(await TyperAsync(til)).Contains("SammenlaegningFuldfoert"); i++)
            await Task.Delay(50);
        Assert.Equal(SammenlaegSager.MaxRaekker + 1, (await _klient.HentAsync($"/api/v1/sager/{til}/delforloeb")).GetArrayLength());
        Assert.Equal(0, (await _klient.HentAsync($"/api/v1/sager/{fra}/delforloeb")).GetArrayLength());
    }

    [Fact]
    public async Task Dele_af_en_sag_hoerer_under_den_men_ikke_i_ring()
    {
        var (over, under) = (await IdAsync(), await IdAsync());

        await (await _klient.PutAsync($"/api/v1/sager/{under}/oversag", new { oversag = over })).ForventAsync(HttpStatusCode.OK);

        Assert.Equal(under, (await _klient.HentAsync($"/api/v1/sager/{over}/undersager"))[0].GetProperty("id").GetString());
        await (await _klient.PutAsync($"/api/v1/sager/{over}/oversag", new { oversag = under })).BrydesAsync("SAG-12");
        await (await _klient.PutAsync($"/api/v1/sager/{under}/oversag", new { oversag = "" })).ForventAsync(HttpStatusCode.OK);
        Assert.Equal(0, (await _klient.HentAsync($"/api/v1/sager/{over}/undersager")).GetArrayLength());
    }

    [Fact]
    public async Task To_sager_der_vedroerer_hinanden_ses_fra_begge()
    {
        var (en, anden) = (await IdAsync(), await IdAsync());

        await _klient.SendAsync($"/api/v1/sager/{en}/relationer", new { sag = anden });
        await _klient.SendAsync($"/api/v1/sager/{anden}/relationer", new { sag = en });

        Assert.Equal(1, (await _klient.HentAsync($"/api/v1/sager/{anden}/relationer")).GetArrayLength());
        Assert.Single(await TyperAsync(anden), t => t == "SagRelateret");
        await (await _klient.PostAsync($"/api/v1/sager/{en}/relationer", new { sag = en })).BrydesAsync("SAG-16");
        await (await _klient.DeleteAsync(new Uri($"/api/v1/sager/{anden}/relationer/{en}", UriKind.Relative))).ForventAsync(HttpStatusCode.NoContent);
        Assert.Equal(0, (await _klient.HentAsync($"/api/v1/sager/{en}/relationer")).GetArrayLength());
    }

    [Fact]
    public async Task Delforloeb_nummereres_omdoebes_og_rummer_dokumenter()
    {
        var id = await IdAsync();
        await _klient.SendAsync($"/api/v1/sager/{id}/delforloeb", new { titel = "Ansøgning" });
        var to = await _klient.SendAsync($"/api/v1/sager/{id}/delforloeb", new { titel = "Høring" });
        var dokument = (await LaegAsync(id, true)).GetProperty("id").GetString();

        await (await _klient.PatchAsync($"/api/v1/sager/{id}/delforloeb/2", new { titel = "Partshøring" })).ForventAsync(HttpStatusCode.OK);
        await _klient.SendAsync($"/api/v1/sager/{id}/delforloeb/2/dokumenter", new { dokumenter = new[] { dokument } });

        Assert.Equal(2, to.GetProperty("nummer").GetInt32());
        var andet = (await _klient.HentAsync($"/api/v1/sager/{id}/delforloeb"))[1];
        Assert.Equal(("Partshøring", 1), (andet.GetProperty("titel").GetString(), andet.GetProperty("dokumenter").GetInt32()));
        Assert.Equal(1, (await _klient.SendAsync($"/api/v1/sager/{id}/delforloeb/0/dokumenter", new { dokumenter = new[] { dokument } })).GetProperty("flyttet").GetInt32());
        await (await _klient.PostAsync($"/api/v1/sager/{id}/delforloeb/9/dokumenter", new { dokumenter = new[] { dokument } })).ForventAsync(HttpStatusCode.NotFound);
        await (await _klient.PostAsync($"/api/v1/sager/{id}/delforloeb/1/dokumenter", new { dokumenter = new[] { Guid.CreateVersion7() } })).ForventAsync(HttpStatusCode.NotFound);
        await (await _klient.PostAsync($"/api/v1/sager/{id}/delforloeb", new { titel = " " })).FejlerPaaAsync("titel");
    }

    [Fact]
    public async Task Maerker_er_ord_der_kan_tages_af_igen()
    {
        var id = await IdAsync();

        await _klient.SendAsync($"/api/v1/sager/{id}/maerker", new { maerke = " Haster  Meget " });
        await _klient.SendAsync($"/api/v1/sager/{id}/maerker", new { maerke = "haster meget" });

        Assert.Equal(["haster meget"], (await HentAsync(id)).GetProperty("maerker").EnumerateArray().Select(m => m.GetString()!));
        await (await _klient.DeleteAsync(new Uri($"/api/v1/sager/{id}/maerker/haster%20meget", UriKind.Relative))).ForventAsync(HttpStatusCode.OK);
        Assert.Equal(0, (await HentAsync(id)).GetProperty("maerker").GetArrayLength());
        await (await _klient.PostAsync($"/api/v1/sager/{id}/maerker", new { maerke = new string('x', 41) })).FejlerPaaAsync("maerke");
    }

    [Fact]
    public async Task Afgoerelse_og_politisk_beslutning_registreres_hver_for_sig()
    {
        var id = await IdAsync();
        var idag = Core.Calendar.DanishTime.Today(server.Ur);

        await _klient.SendAsync($"/api/v1/sager/{id}/afgoerelser", new { art = "Tilladelse", dato = idag.AddDays(-1), frist = idag.AddDays(30), notat = "På vilkår" });
        await _klient.SendAsync($"/api/v1/sager/{id}/beslutninger", new { udvalg = "Teknik- og Miljøudvalget", art = "Godkendt" });

        Assert.Equal("Tilladelse", (await _klient.HentAsync($"/api/v1/sager/{id}/afgoerelser"))[0].GetProperty("art").GetString());
        Assert.Equal("Teknik- og Miljøudvalget", (await _klient.HentAsync($"/api/v1/sager/{id}/beslutninger"))[0].GetProperty("udvalg").GetString());
        await (await _klient.PostAsync($"/api/v1/sager/{id}/afgoerelser", new { dato = idag.AddDays(2), frist = idag.AddDays(-9) })).FejlerPaaAsync("art", "dato", "frist");
        await (await _klient.PostAsync($"/api/v1/sager/{id}/beslutninger", new { art = "Godkendt" })).FejlerPaaAsync("udvalg");
    }

    [Fact]
    public async Task Foelsomhed_arves_af_dokumenterne_og_saenkes_med_begrundelse()
    {
        var id = await IdAsync();
        var dokument = (await LaegAsync(id, true)).GetProperty("id").GetString();

        await (await _klient.PutAsync($"/api/v1/sager/{id}/foelsomhed", new { foelsomhed = "Foelsom" })).ForventAsync(HttpStatusCode.OK);

        Assert.Equal("Foelsom", (await _klient.HentAsync($"/api/v1/dokumenter/{dokument}")).GetProperty("foelsomhed").GetString());
        await (await _klient.PutAsync($"/api/v1/sager/{id}/foelsomhed", new { foelsomhed = "IkkeFortrolig" })).BrydesAsync("SAG-11");
        await (await _klient.PutAsync($"/api/v1/sager/{id}/foelsomhed", new { foelsomhed = "hemmelig" })).FejlerPaaAsync("foelsomhed");
        await (await _klient.PutAsync($"/api/v1/sager/{id}/foelsomhed", new { foelsomhed = "IkkeFortrolig", begrundelse = "Ingen personoplysninger" })).ForventAsync(HttpStatusCode.OK);
        Assert.Equal("Foelsom", (await _klient.HentAsync($"/api/v1/dokumenter/{dokument}")).GetProperty("foelsomhed").GetString());
    }

    [Fact]
    public async Task En_beskyttet_sag_ses_kun_af_de_navngivne()
    {
        var (id, leder, arkivar) = (await IdAsync(), server.Som("leder"), server.Som("arkivar"));
        await HentAsync(id, leder);
        await HentAsync(id, arkivar);

        await (await _klient.PutAsync($"/api/v1/sager/{id}/adgang", new { erBeskyttet = true, adgang = new[] { new { art = "Enhed", reference = Enhed("byg") } } })).BrydesAsync("SAG-15");
        await (await _klient.PutAsync($"/api/v1/sager/{id}/adgang", new { erBeskyttet = true })).BrydesAsync("SAG-15");
        await (await _klient.PutAsync($"/api/v1/sager/{id}/adgang", new { erBeskyttet = true, adgang = new[] { new { art = "Bruger", reference = Guid.CreateVersion7() } } })).FejlerPaaAsync("adgang");
        await (await _klient.PutAsync($"/api/v1/sager/{id}/adgang", new { erBeskyttet = true, adgang = new[] { new { art = "Bruger", reference = Bruger("kollega") } } })).ForventAsync(HttpStatusCode.OK);

        await HentAsync(id, server.Som("kollega"));
        await (await leder.GetAsync(new Uri($"/api/v1/sager/{id}", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);
        await (await arkivar.GetAsync(new Uri($"/api/v1/sager/{id}/historik", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);
        await (await _klient.PutAsync($"/api/v1/sager/{id}/adgang", new { erBeskyttet = false })).ForventAsync(HttpStatusCode.OK);
        await HentAsync(id, arkivar);
        Assert.Contains((await _klient.HentAsync($"/api/v1/sager/{id}/adgang")).GetProperty("adgang").EnumerateArray(), a => a.GetProperty("navn").GetString() == "Byggesager");
    }

    [Fact]
    public async Task Noedadgang_kraever_en_begrundelse_og_siger_det_til_lederen()
    {
        var sag = await NyAsync();
        var (id, nummer, kollega) = (sag.GetProperty("id").GetString()!, sag.GetProperty("sagsnummer").GetString(), server.Som("kollega"));

        await (await kollega.PostAsync("/api/v1/sager/noedadgang", new { sag = nummer, begrundelse = "kort" })).FejlerPaaAsync("begrundelse");
        await (await kollega.PostAsync("/api/v1/sager/noedadgang", new { sag = "02.34.02-G01-99999-26", begrundelse = "Borger i skranken uden aftale" })).ForventAsync(HttpStatusCode.NotFound);
        await (await server.Som("robot").PostAsync("/api/v1/sager/noedadgang", new { sag = nummer, begrundelse = "Borger i skranken uden aftale" })).ForventAsync(HttpStatusCode.Forbidden);
        await kollega.SendAsync("/api/v1/sager/noedadgang", new { sag = nummer, begrundelse = "Borger i skranken uden aftale" });

        await HentAsync(id, kollega);
        var historik = await HistorikAsync(id);
        Assert.Contains(historik, h => h.GetProperty("type").GetString() == "NoedadgangGivet" && h.GetProperty("kommentar").GetString() == "Borger i skranken uden aftale");
        Assert.Contains("Lene", historik[^1].GetProperty("tekst").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Aabne_sager_med_samme_emne_og_part_vises_foer_en_ny_oprettes()
    {
        var id = await IdAsync(new { titel = "Den første", emne = "05.09.04", facet = "G01", parter = new[] { new { navn = Navn(), rolle = "Ansøger" } } });
        var part = (await _klient.HentAsync($"/api/v1/sager/{id}/parter"))[0].GetProperty("partId").GetString();

        var fundet = await _klient.HentAsync($"/api/v1/sager/dubletter?emne=05.09.04&part={part}");

        Assert.Contains(fundet.EnumerateArray(), d => d.GetProperty("id").GetString() == id);
        Assert.DoesNotContain((await _klient.HentAsync($"/api/v1/sager/dubletter?emne=02.34.04&part={part}")).EnumerateArray(), d => d.GetProperty("id").GetString() == id);
        Assert.DoesNotContain((await server.Som("kollega").HentAsync($"/api/v1/sager/dubletter?emne=05.09.04&part={part}")).EnumerateArray(), d => d.GetProperty("id").GetString() == id);
        await (await _klient.GetAsync(new Uri("/api/v1/sager/dubletter?emne=05.09.04&part=010190-1234", UriKind.Relative))).FejlerPaaAsync("part");
        await _klient.SendAsync($"/api/v1/sager/{id}/afslutning", new { });
        Assert.DoesNotContain((await _klient.HentAsync($"/api/v1/sager/dubletter?emne=05.09.04&part={part}")).EnumerateArray(), d => d.GetProperty("id").GetString() == id);
    }

    [Fact]
    public async Task Historikken_er_en_liste_i_laeselige_saetninger_med_navne()
    {
        var id = await IdAsync();
        await LaegAsync(id, true);

        var historik = await HistorikAsync(id);

        Assert.Equal(["SagOprettet", "DokumentOprettet", "DokumentJournaliseret"], historik.Select(h => h.GetProperty("type").GetString()!));
        Assert.Equal("»Brev« blev journaliseret som akt 1.", historik[^1].GetProperty("tekst").GetString());
        Assert.StartsWith("Signe ", historik[0].GetProperty("aktoer").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_skabelon_giver_titel_delforloeb_erindringer_foelsomhed_og_adgang()
    {
        var administrator = server.Som("administrator");
        var noegle = $"p{Guid.CreateVersion7():N}"[..30];
        var skabelon = new
        {
            noegle, navn = "Prøveskabelon", standardtitel = "Prøvetitel", emner = new[] { "02.34.02", "02.34.04" }, facetter = new[] { "G01" }, foelsomhed = "Fortrolig",
            adgang = new[] { new { art = "Alle", reference = "*" } }, parter = "Kraeves", delforloeb = new[] { "Et", "To" }, erindringer = new[] { new { type = "opfoelgning", titel = "Følg op", dage = 10 } },
        };

        var id = (await administrator.SendAsync("/api/v1/sagsskabeloner", skabelon)).GetProperty("id").GetString();
        await (await _klient.PostAsync("/api/v1/sager", new { skabelon = noegle, facet = "P25" })).FejlerPaaAsync("facet", "parter");
        var sag = await IdAsync(new { skabelon = noegle, parter = new[] { new { navn = Navn() } } });

        var hentet = await HentAsync(sag, server.Som("kollega"));
        Assert.Equal(("Prøvetitel", "Fortrolig", "02.34.02", noegle), (hentet.GetProperty("titel").GetString(), hentet.GetProperty("foelsomhed").GetString(), hentet.GetProperty("emne").GetString(), hentet.GetProperty("skabelon").GetString()));
        Assert.Equal(2, (await _klient.HentAsync($"/api/v1/sager/{sag}/delforloeb")).GetArrayLength());
        Assert.Equal(["1 erindring er åben."], (await _klient.HentAsync($"/api/v1/sager/{sag}/mangler")).GetProperty("mangler").EnumerateArray().Select(m => m.GetString()!));

        await (await administrator.PutAsync($"/api/v1/sagsskabeloner/{id}", new { navn = "Prøveskabelon", aktiv = false })).ForventAsync(HttpStatusCode.OK);
        await (await _klient.PostAsync("/api/v1/sager", new { titel = "x", emne = "02.34.02", facet = "G01", skabelon = noegle })).FejlerPaaAsync("skabelon");
        await (await _klient.PostAsync("/api/v1/sagsskabeloner", skabelon)).ForventAsync(HttpStatusCode.Forbidden);
        await (await administrator.PostAsync("/api/v1/sagsskabeloner", new { noegle = "X Y", emner = new[] { "99.99.99" }, facetter = new[] { "1" }, foelsomhed = "?", parter = "?", status = "?", delforloeb = new[] { "" }, erindringer = new[] { new { type = "?", titel = "x", dage = 1 } } }))
            .FejlerPaaAsync("noegle", "navn", "emner", "facetter", "foelsomhed", "parter", "status", "delforloeb", "erindringer");
    }

    [Fact]
    public async Task En_status_slettes_aldrig_og_den_sidste_der_lukker_kan_ikke_goeres_inaktiv()
    {
        var administrator = server.Som("administrator");
        var navn = Navn();
        var id = (await administrator.SendAsync("/api/v1/sagsstatusser", new { navn, tilstand = "Hvilende", orden = 950 })).GetProperty("id").GetString();

        await (await administrator.PostAsync("/api/v1/sagsstatusser", new { navn, tilstand = "?", orden = 0 })).FejlerPaaAsync("navn", "tilstand", "orden");
        await (await administrator.PutAsync($"/api/v1/sagsstatusser/{id}", new { navn, orden = 951, aktiv = false })).ForventAsync(HttpStatusCode.OK);
        await (await administrator.DeleteAsync(new Uri($"/api/v1/sagsstatusser/{id}", UriKind.Relative))).ForventAsync(HttpStatusCode.MethodNotAllowed);
        var lukkende = (await administrator.HentAsync("/api/v1/sagsstatusser")).EnumerateArray().Where(s => s.GetProperty("tilstand").GetString() == "Afsluttet" && s.GetProperty("aktiv").GetBoolean()).ToList();
        if (lukkende.Count == 1)
            await (await administrator.PutAsync($"/api/v1/sagsstatusser/{lukkende[0].GetProperty("id").GetString()}", new { navn = lukkende[0].GetProperty("navn").GetString(), orden = 1, aktiv = false })).BrydesAsync("SAG-18");
        Assert.Contains((await administrator.HentAsync("/api/v1/sagsstatusser")).EnumerateArray(), s => s.GetProperty("id").GetString() == id && !s.GetProperty("aktiv").GetBoolean());
    }
}
