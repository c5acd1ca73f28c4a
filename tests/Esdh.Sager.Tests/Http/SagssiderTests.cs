using System.Net;
using System.Text.RegularExpressions;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>The case's pages and forms as a browser without scripts sees them.</summary>
[Collection("sagsserver")]
public sealed partial class SagssiderTests(Testserver server)
{
    private static Uri Sti(string sti) => new(sti, UriKind.Relative);

    private static string Navn() => $"Prøve{Guid.CreateVersion7():N}";

    private async Task<HttpClient> LoggetPaaAsync(string bruger = "sagsbehandler")
    {
        var klient = server.Anonym();
        klient.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var svar = await SendAsync(klient, "/logon", "/logon", ("brugernavn", bruger), ("kodeord", "demo"));
        Assert.Equal(HttpStatusCode.Redirect, svar.StatusCode);
        return klient;
    }

    /// <summary>Opens a page, fills in its form with the token and the version that stand in it, and sends it.</summary>
    private static async Task<HttpResponseMessage> SendAsync(HttpClient klient, string side, string handling, params (string Felt, string Vaerdi)[] felter)
    {
        var html = await (await klient.GetAsync(Sti(side))).Content.ReadAsStringAsync();
        var skjulte = new List<KeyValuePair<string, string>> { new("__RequestVerificationToken", Tegn().Match(html).Groups[1].Value) };
        if (Version().Match(html) is { Success: true } version && !felter.Any(f => f.Felt == "version"))
            skjulte.Add(new("version", version.Groups[1].Value));
        using var form = new FormUrlEncodedContent(skjulte.Concat(felter.Select(f => new KeyValuePair<string, string>(f.Felt, f.Vaerdi))));
        return await klient.PostAsync(Sti(handling), form);
    }

    private async Task<string> NyAsync(string titel = "Sidesag") =>
        (await server.Som("sagsbehandler").SendAsync("/api/v1/sager", new { titel, emne = "02.34.02", facet = "G01" })).GetProperty("sagsnummer").GetString()!;

    [Fact]
    public async Task Egen_adgang_gives_til_enheder_grupper_og_medarbejdere_uden_script()
    {
        using var klient = await LoggetPaaAsync();
        var api = server.Som("sagsbehandler");
        var enhed = (await api.HentAsync("/api/v1/enheder")).GetProperty("poster").EnumerateArray().Last().GetProperty("id").GetString()!;
        var gruppe = (await server.Som("administrator").SendAsync("/api/v1/grupper", new { navn = Navn() })).GetProperty("id").GetString()!;
        (string, string)[] felter = [("titel", Navn()), ("emne-tekst", "02.34.02"), ("facet", "G01"), ("dubletterSet", "true"), ("adgangsenhed", enhed), ("gruppe", gruppe), ("bruger-tekst", "kollega")];

        using (var beskyttet = await SendAsync(klient, "/sager/ny", "/sager/ny", [.. felter, ("adgang", "true")]))
        {
            Assert.Equal(HttpStatusCode.BadRequest, beskyttet.StatusCode);
            Assert.Contains("En beskyttet sag ses kun af grupper og navngivne", await TekstAsync(beskyttet), StringComparison.Ordinal);
        }

        using var oprettet = await SendAsync(klient, "/sager/ny", "/sager/ny", felter);
        Assert.Equal(HttpStatusCode.Redirect, oprettet.StatusCode);
        var adgang = await PosterAsync(oprettet.Headers.Location!.OriginalString);
        Assert.Contains($"Enhed:{enhed}", adgang);
        Assert.Contains($"Gruppe:{gruppe}", adgang);
        Assert.Equal(2, adgang.Count(a => a.StartsWith("Bruger:", StringComparison.Ordinal))); // the colleague and oneself

        // And on a case that is there: given, and taken away again.
        var nummer = await NyAsync();
        using (var givet = await SendAsync(klient, $"/sager/{nummer}/adgang", $"/sager/{nummer}/adgang", ("enhed", enhed), ("gruppe", gruppe), ("bruger-tekst", "kollega"), ("begrundelse", "Flere arbejder på den")))
            Assert.Equal(HttpStatusCode.Redirect, givet.StatusCode);
        Assert.Contains($"Enhed:{enhed}", await PosterAsync($"/sager/{nummer}"));
        using (var taget = await SendAsync(klient, $"/sager/{nummer}/adgang", $"/sager/{nummer}/adgang", ("fjern", $"Enhed:{enhed}")))
            Assert.Equal(HttpStatusCode.Redirect, taget.StatusCode);
        Assert.DoesNotContain($"Enhed:{enhed}", await PosterAsync($"/sager/{nummer}"));
        Assert.Contains($"Gruppe:{gruppe}", await PosterAsync($"/sager/{nummer}"));

        async Task<List<string>> PosterAsync(string sti) => [.. (await api.HentAsync($"/api/v1{sti}/adgang")).GetProperty("adgang").EnumerateArray().Select(a => $"{a.GetProperty("art").GetString()}:{a.GetProperty("reference").GetString()}")];
    }

    private static async Task<string> TekstAsync(HttpResponseMessage svar) => WebUtility.HtmlDecode(await svar.Content.ReadAsStringAsync());

    [Fact]
    public async Task En_sag_oprettes_uden_script_og_en_magen_til_vises_foer_den_naeste()
    {
        using var klient = await LoggetPaaAsync();
        var cvr = new[] { ("partnummer", "12345678"), ("part-tekst", "Prøvefirmaet ApS"), ("partrolle", "Ansøger") };
        var titel = Navn();

        using var foerste = await SendAsync(klient, "/sager/ny", "/sager/ny", [("titel", titel), ("emne-tekst", "05.01.08 Overkørsler"), ("facet", "G01"), ("dubletterSet", "true"), .. cvr]);
        using var anden = await SendAsync(klient, "/sager/ny", "/sager/ny", [("titel", titel), ("emne-tekst", "05.01.08"), ("facet", "G01"), .. cvr]);

        Assert.Equal(HttpStatusCode.Redirect, foerste.StatusCode);
        Assert.Matches(@"^/sager/05\.01\.08-G01-\d+-\d\d$", foerste.Headers.Location!.ToString());
        var advarsel = await TekstAsync(anden);
        Assert.Equal(HttpStatusCode.OK, anden.StatusCode);
        Assert.Contains("Findes sagen allerede?", advarsel, StringComparison.Ordinal);
        Assert.Contains(foerste.Headers.Location.ToString(), advarsel, StringComparison.Ordinal);
        Assert.Contains("Opret sagen alligevel", advarsel, StringComparison.Ordinal);
        using var side = await klient.GetAsync(foerste.Headers.Location);
        Assert.Contains("Prøvefirmaet ApS", await TekstAsync(side), StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_afvist_ny_sag_beholder_det_skrevne_og_peger_paa_felterne()
    {
        using var klient = await LoggetPaaAsync();

        using var svar = await SendAsync(klient, "/sager/ny", "/sager/ny", ("titel", ""), ("emne-tekst", "99.99.99"), ("facet", "G01"), ("beskrivelse", "<b>Min tekst</b>"), ("partnummer", "3102901234"), ("part-tekst", "Ib"));

        var tekst = await svar.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, svar.StatusCode);
        Assert.Contains("&lt;b&gt;Min tekst&lt;/b&gt;", tekst, StringComparison.Ordinal);
        foreach (var felt in new[] { "felt-titel", "felt-emne", "felt-partnummer" })
            Assert.Contains($"href=\"#{felt}\"", tekst, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Et_gammelt_nummer_og_et_id_viderestilles_til_sagens_egen_adresse()
    {
        using var klient = await LoggetPaaAsync();
        var gammelt = await NyAsync();
        var svar = await server.Som("sagsbehandler").SendAsync($"/api/v1/sager/{gammelt}/omjournalisering", new { emne = "02.34.04" });
        var (id, nyt) = (svar.GetProperty("id").GetString(), svar.GetProperty("sagsnummer").GetString());

        foreach (var (fra, til) in new[] { ($"/sager/{gammelt}", $"/sager/{nyt}"), ($"/sager/{id}/historik", $"/sager/{nyt}/historik"), ($"/sager/{nyt!.ToLowerInvariant()}", $"/sager/{nyt}") })
        {
            using var viderestilling = await klient.GetAsync(Sti(fra));
            Assert.Equal(HttpStatusCode.Redirect, viderestilling.StatusCode);
            Assert.Equal(til, viderestilling.Headers.Location!.ToString());
        }

        using var historik = await klient.GetAsync(Sti($"/sager/{nyt}/historik"));
        Assert.Contains($"Sagen blev omjournaliseret fra {gammelt} til {nyt}.", await TekstAsync(historik), StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_sammenlagt_sags_nummer_foerer_til_den_anden_og_dens_egen_side_siger_det()
    {
        using var klient = await LoggetPaaAsync();
        var (fra, til) = (await NyAsync(), await NyAsync());
        var fraId = (await server.Som("sagsbehandler").HentAsync($"/api/v1/sager/{fra}")).GetProperty("id").GetString();

        using var svar = await SendAsync(klient, $"/sager/{fra}/sammenlaeg", $"/sager/{fra}/sammenlaeg", ("med-tekst", til), ("begrundelse", "Samme sag"));

        Assert.Equal($"/sager/{til}", svar.Headers.Location!.ToString());
        using var nummer = await klient.GetAsync(Sti($"/sager/{fra}"));
        Assert.Equal($"/sager/{til}", nummer.Headers.Location!.ToString());
        using var egen = await klient.GetAsync(Sti($"/sager/{fraId}"));
        Assert.Equal(HttpStatusCode.OK, egen.StatusCode);
        Assert.Contains("Sagen er lagt sammen med en anden", await TekstAsync(egen), StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_regel_der_siger_nej_vises_med_kode_og_hjemmel_og_det_skrevne_bliver_staaende()
    {
        using var klient = await LoggetPaaAsync();
        var nummer = await NyAsync();
        await (await server.Som("sagsbehandler").PutAsync($"/api/v1/sager/{nummer}/foelsomhed", new { foelsomhed = "Vip" })).ForventAsync(HttpStatusCode.OK);

        using var svar = await SendAsync(klient, $"/sager/{nummer}/foelsomhed", $"/sager/{nummer}/foelsomhed", ("foelsomhed", "Fortrolig"), ("begrundelse", " "));

        var tekst = await TekstAsync(svar);
        Assert.Equal(HttpStatusCode.Conflict, svar.StatusCode);
        Assert.Contains("SAG-11", tekst, StringComparison.Ordinal);
        Assert.Contains("Intern regel", tekst, StringComparison.Ordinal);
        Assert.Matches("value=\"Fortrolig\" checked", tekst);
    }

    [Fact]
    public async Task Retter_to_samtidig_faar_den_sidste_sin_tekst_tilbage()
    {
        using var klient = await LoggetPaaAsync();
        var nummer = await NyAsync();

        using var foerste = await SendAsync(klient, $"/sager/{nummer}/ret", $"/sager/{nummer}/ret", ("titel", "Den første"));
        using var anden = await SendAsync(klient, $"/sager/{nummer}/ret", $"/sager/{nummer}/ret", ("titel", "Den anden"), ("version", "1"));

        Assert.Equal(HttpStatusCode.Redirect, foerste.StatusCode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, anden.StatusCode);
        Assert.Contains("value=\"Den anden\"", await TekstAsync(anden), StringComparison.Ordinal);
        Assert.Equal("Den første", (await server.Som("sagsbehandler").HentAsync($"/api/v1/sager/{nummer}")).GetProperty("titel").GetString());
    }

    [Fact]
    public async Task Afslut_viser_hvad_der_mangler_med_henvisning_dertil()
    {
        using var klient = await LoggetPaaAsync();
        var nummer = await NyAsync();
        await server.Som("sagsbehandler").SendAsync($"/api/v1/sager/{nummer}/erindringer", new { type = "opfoelgning" });

        using var side = await klient.GetAsync(Sti($"/sager/{nummer}/afslut"));

        var tekst = await TekstAsync(side);
        Assert.Contains("1 erindring er åben.", tekst, StringComparison.Ordinal);
        Assert.Contains($"href=\"/sager/{nummer}/erindringer\"", tekst, StringComparison.Ordinal);
        using var svar = await SendAsync(klient, $"/sager/{nummer}/afslut", $"/sager/{nummer}/afslut");
        Assert.Equal(HttpStatusCode.Conflict, svar.StatusCode);
        Assert.Contains("SAG-2", await TekstAsync(svar), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("status")]
    [InlineData("overdrag")]
    [InlineData("omjournaliser")]
    [InlineData("relationer")]
    [InlineData("delforloeb")]
    [InlineData("maerker")]
    [InlineData("afgoerelse")]
    [InlineData("beslutning")]
    public async Task En_tom_formular_faar_et_svar_man_kan_forstaa_og_aendrer_intet(string handling)
    {
        using var klient = await LoggetPaaAsync();
        var nummer = await NyAsync();

        using var svar = await SendAsync(klient, $"/sager/{nummer}/{handling}", $"/sager/{nummer}/{handling}");

        Assert.Contains(svar.StatusCode, new[] { HttpStatusCode.BadRequest, HttpStatusCode.Conflict });
        Assert.Contains("role=\"alert\"", await TekstAsync(svar), StringComparison.Ordinal);
        Assert.Equal(1, (await server.Som("sagsbehandler").HentAsync($"/api/v1/sager/{nummer}")).GetProperty("version").GetInt32());
    }

    [Fact]
    public async Task Overdragelse_og_maerker_virker_med_skrevne_navne()
    {
        using var klient = await LoggetPaaAsync();
        var nummer = await NyAsync();

        using var maerke = await SendAsync(klient, $"/sager/{nummer}/maerker", $"/sager/{nummer}/maerker", ("maerke", "Haster"));
        using var overdragelse = await SendAsync(klient, $"/sager/{nummer}/overdrag", $"/sager/{nummer}/overdrag", ("behandlerId-tekst", "kollega"));

        Assert.Equal(HttpStatusCode.Redirect, maerke.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, overdragelse.StatusCode);
        var sag = await server.Som("kollega").HentAsync($"/api/v1/sager/{nummer}");
        Assert.Equal(Adgang.Contract.Demonstration.BrugerId("korsbaek", "kollega").ToString(), sag.GetProperty("behandlerId").GetString());
    }

    [Fact]
    public async Task Opslag_finder_emner_sager_og_medarbejdere_men_tager_ikke_imod_personnumre()
    {
        using var klient = await LoggetPaaAsync();
        var titel = Navn();
        var nummer = await NyAsync(titel);

        Assert.Contains("02.34.02", await klient.GetStringAsync(Sti("/opslag/emner?q=02.34.02")), StringComparison.Ordinal);
        Assert.Contains(nummer, await klient.GetStringAsync(Sti($"/opslag/sager?q={titel}")), StringComparison.Ordinal);
        Assert.Contains("Kristian", await klient.GetStringAsync(Sti("/opslag/medarbejdere?q=kollega")), StringComparison.Ordinal);
        Assert.Equal("[]", await klient.GetStringAsync(Sti("/opslag/parter?q=010190-1234")));
        using var fremmed = await LoggetPaaAsync("kollega");
        Assert.Equal("[]", await fremmed.GetStringAsync(Sti($"/opslag/sager?q={titel}")));
    }

    [Fact]
    public async Task Administratoren_opretter_status_og_skabelon_og_andre_kan_ikke()
    {
        using var administrator = await LoggetPaaAsync("administrator");
        using var andre = await LoggetPaaAsync();
        var (status, noegle) = (Navn(), $"s{Guid.CreateVersion7():N}"[..30]);

        using var nyStatus = await SendAsync(administrator, "/administration/statusser", "/administration/statusser", ("navn", status), ("tilstand", "Hvilende"), ("orden", "900"), ("aktiv", "true"));
        using var nySkabelon = await SendAsync(administrator, "/administration/skabeloner/ny", "/administration/skabeloner/ny", ("noegle", noegle), ("navn", "Sideskabelon"), ("aktiv", "true"), ("foelsomhed", "Fortrolig"),
            ("parter", "Valgfri"), ("emner", "02.34.02\r\n02.34.04"), ("facetter", "G01"), ("delforloeb", "Et\nTo"), ("erindringer", "opfoelgning; 10; Følg op"), ("adgang", "Alle:*"));
        using var forkert = await SendAsync(administrator, "/administration/skabeloner/ny", "/administration/skabeloner/ny", ("noegle", noegle), ("navn", ""), ("foelsomhed", "Fortrolig"), ("parter", "Valgfri"), ("erindringer", "uden dage"));

        Assert.Equal(HttpStatusCode.Redirect, nyStatus.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, nySkabelon.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, forkert.StatusCode);
        using var liste = await administrator.GetAsync(Sti("/administration/statusser"));
        Assert.Contains(status, await TekstAsync(liste), StringComparison.Ordinal);
        var skabelon = await server.Som("sagsbehandler").HentAsync($"/api/v1/sagsskabeloner/{noegle}");
        Assert.Equal((2, 10), (skabelon.GetProperty("delforloeb").GetArrayLength(), skabelon.GetProperty("erindringer")[0].GetProperty("dage").GetInt32()));
        using var afvist = await andre.GetAsync(Sti("/administration/skabeloner"));
        Assert.Equal(HttpStatusCode.Forbidden, afvist.StatusCode);
    }

    [Fact]
    public async Task Noedadgang_tages_paa_en_side_der_siger_hvem_der_faar_besked()
    {
        using var klient = await LoggetPaaAsync("kollega");
        var nummer = await NyAsync();

        using var foer = await klient.GetAsync(Sti($"/sager/{nummer}"));
        using var kort = await SendAsync(klient, "/noedadgang", "/noedadgang", ("sag", nummer), ("begrundelse", "kort"));
        using var svar = await SendAsync(klient, "/noedadgang", "/noedadgang", ("sag", nummer), ("begrundelse", "Borger i skranken uden aftale"));
        using var efter = await klient.GetAsync(Sti($"/sager/{nummer}"));

        Assert.Equal(HttpStatusCode.NotFound, foer.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, kort.StatusCode);
        Assert.Equal($"/sager/{nummer}", svar.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.OK, efter.StatusCode);
        Assert.Contains("Lederen har fået besked", await TekstAsync(efter), StringComparison.Ordinal);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Tegn();

    [GeneratedRegex("name=\"version\" value=\"(\\d+)\"")]
    private static partial Regex Version();
}
