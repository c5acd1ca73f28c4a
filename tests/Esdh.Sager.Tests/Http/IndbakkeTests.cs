using System.Net;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>Post from its mailbox to its case, and who may do what with it on the way.</summary>
[Collection("post")]
public sealed class IndbakkeTests(Postmappe post)
{
    private readonly HttpClient _sagsbehandler = post.Server.Som("sagsbehandler");
    private readonly HttpClient _leder = post.Server.Som("leder");

    private static Guid Bruger(string navn) => Adgang.Contract.Demonstration.BrugerId("korsbaek", navn);

    private async Task<string> NySagAsync(string titel = "Carport") =>
        (await _sagsbehandler.SendAsync("/api/v1/sager", new { titel, emne = "02.34.02", facet = "G01" })).GetProperty("sagsnummer").GetString()!;

    /// <summary>A mail that has come, as the caseworker's unit sees it.</summary>
    private async Task<JsonElement> KommerAsync(byte[] mail, string? mappe = null)
    {
        mappe ??= (await post.PostkasseAsync()).Mappe;
        Postmappe.Aflever(mappe, mail);
        await post.HentAsync();
        return (await _sagsbehandler.HentAsync("/api/v1/indbakke?boks=enhed&antal=1")).GetProperty("poster")[0];
    }

    private async Task<string> KommerAsync(string emne) => (await KommerAsync(Postmappe.Mail(emne))).GetProperty("id").GetString()!;

    private Task<JsonElement> PostAsync(string id) => _sagsbehandler.HentAsync($"/api/v1/indbakke/{id}");

    [Fact]
    public async Task En_mail_kommer_fra_postkassen_og_journaliseres_med_sine_bilag_paa_en_sag()
    {
        var sag = await NySagAsync();
        var p = await KommerAsync(Provefiler.MailMedBilag($"Ansøgning {sag}"));
        Assert.Equal("Mail", p.GetProperty("kanal").GetString());
        Assert.Equal("Carla Prøve", p.GetProperty("afsender").GetString());
        Assert.Equal(3, p.GetProperty("bilag").GetInt32()); // brev.docx, the mail in it and that mail's plan.pdf
        Assert.Equal(sag, p.GetProperty("forslag").GetProperty("sagsnummer").GetString());
        Assert.Contains("står i emnet", p.GetProperty("forslag").GetProperty("grund").GetString(), StringComparison.Ordinal);
        var id = p.GetProperty("id").GetString();

        var svar = await _sagsbehandler.SendAsync($"/api/v1/indbakke/{id}/journalisering", new { sag });

        Assert.Equal("1", svar.GetProperty("aktnr").GetString());
        var dokument = await _sagsbehandler.HentAsync($"/api/v1/dokumenter/{svar.GetProperty("dokumentId").GetString()}");
        Assert.Equal("Journaliseret", dokument.GetProperty("tilstand").GetString());
        Assert.Equal("Indgaaende", dokument.GetProperty("retning").GetString());
        var akter = (await _sagsbehandler.HentAsync($"/api/v1/sager/{sag}/dokumenter")).GetProperty("poster").EnumerateArray().Select(a => a.GetProperty("akt").GetString());
        Assert.Equal(["1", "1.1", "1.2", "1.3"], akter.Order(StringComparer.Ordinal));
        var efter = await PostAsync(id!);
        Assert.Equal("Journaliseret", efter.GetProperty("post").GetProperty("tilstand").GetString());
        Assert.Equal(sag, efter.GetProperty("sagsnummer").GetString());
        await (await _sagsbehandler.PostAsync($"/api/v1/indbakke/{id}/journalisering", new { sag })).BrydesAsync("IND-1");
        Assert.Contains("Post modtaget", (await _sagsbehandler.HentAsync($"/api/v1/sager/{sag}/historik")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Filerne_er_dem_der_kom_byte_for_byte_og_kan_ses_foer_posten_er_journaliseret()
    {
        var mail = Provefiler.MailMedBilleder(Provefiler.Png);
        var id = (await KommerAsync(mail)).GetProperty("id").GetString();

        Assert.Equal(mail, await _sagsbehandler.GetByteArrayAsync(new Uri($"/api/v1/indbakke/{id}/filer/1", UriKind.Relative)));
        var side = await _sagsbehandler.GetStringAsync(new Uri($"/indbakke/{id}", UriKind.Relative));
        Assert.Contains($"/indbakke/{id}/vis/1/mail", side, StringComparison.Ordinal);
        Assert.Contains($"/indbakke/{id}/vis/1/billeder/1", await _sagsbehandler.GetStringAsync(new Uri($"/indbakke/{id}/vis/1/mail", UriKind.Relative)), StringComparison.Ordinal);
        using var billede = await _sagsbehandler.GetAsync(new Uri($"/indbakke/{id}/vis/1/billeder/1", UriKind.Relative));
        Assert.Equal("image/png", billede.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task En_ny_sag_oprettes_af_posten_med_afsenderen_som_part()
    {
        var id = await KommerAsync("Ny carport på Prøvevej 9");

        var svar = await _sagsbehandler.SendAsync($"/api/v1/indbakke/{id}/journalisering", new { nySag = new { emne = "02.34.02", facet = "G01" } });

        var sag = svar.GetProperty("sagsnummer").GetString();
        Assert.Equal("Ny carport på Prøvevej 9", (await _sagsbehandler.HentAsync($"/api/v1/sager/{sag}")).GetProperty("titel").GetString());
        var part = (await _sagsbehandler.HentAsync($"/api/v1/sager/{sag}/parter")).EnumerateArrayOrPoster().Single();
        Assert.Equal("Bo Opdigt", part.GetProperty("navn").GetString());
    }

    [Fact]
    public async Task Gaar_den_nye_sag_galt_ligger_posten_stadig_i_indbakken()
    {
        var id = await KommerAsync("Uden emne");

        await (await _sagsbehandler.PostAsync($"/api/v1/indbakke/{id}/journalisering", new { nySag = new { titel = "x" } })).ForventAsync(HttpStatusCode.BadRequest);

        Assert.Equal("Ny", (await PostAsync(id)).GetProperty("post").GetProperty("tilstand").GetString());
    }

    [Fact]
    public async Task En_lukket_sag_tager_ikke_posten()
    {
        var sag = await NySagAsync();
        var status = (await _sagsbehandler.HentAsync("/api/v1/sagsstatusser")).EnumerateArrayOrPoster().First(s => s.GetProperty("tilstand").GetString() == "Afsluttet").GetProperty("id").GetString();
        await _sagsbehandler.SendAsync($"/api/v1/sager/{sag}/afslutning", new { statusId = status, kommentar = "Færdig" });
        var id = await KommerAsync($"Til {sag}");

        using var svar = await _sagsbehandler.PostAsync($"/api/v1/indbakke/{id}/journalisering", new { sag });

        Assert.Equal(HttpStatusCode.Conflict, svar.StatusCode);
        var forslag = (await PostAsync(id)).GetProperty("forslag")[0];
        Assert.False(forslag.GetProperty("erAaben").GetBoolean());
        Assert.Contains("afsluttet", forslag.GetProperty("grund").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Et_svar_kendes_paa_sin_traad_og_en_mail_der_er_journaliseret_kendes_igen()
    {
        var (sag, foerste) = (await NySagAsync(), $"{Guid.CreateVersion7()}@opdigt.example");
        var mail = Postmappe.Mail("Spørgsmål", id: foerste, fra: "Ny Opdigt <ny@opdigt.example>");
        var a = (await KommerAsync(mail)).GetProperty("id").GetString();
        await _sagsbehandler.SendAsync($"/api/v1/indbakke/{a}/journalisering", new { sag });

        var svar = await PostAsync((await KommerAsync(Postmappe.Mail("Re: Spørgsmål", svarPaa: foerste, fra: "En Anden <anden@opdigt.example>"))).GetProperty("id").GetString()!);
        Assert.Equal($"Svar på akt 1 i {sag}.", svar.GetProperty("forslag")[0].GetProperty("grund").GetString());

        var igen = await PostAsync((await KommerAsync(mail)).GetProperty("id").GetString()!); // to another mailbox
        Assert.Equal($"Allerede journaliseret som akt 1 i {sag}.", igen.GetProperty("gengangere")[0].GetProperty("tekst").GetString());
        // Who does not see the case is told nothing of it.
        await _sagsbehandler.SendAsync($"/api/v1/indbakke/{igen.GetProperty("post").GetProperty("id").GetString()}/fordeling", new { brugerId = Bruger("kollega") });
        var kollegas = await post.Server.Som("kollega").HentAsync($"/api/v1/indbakke/{igen.GetProperty("post").GetProperty("id").GetString()}");
        Assert.Empty(kollegas.GetProperty("gengangere").EnumerateArray());
        Assert.DoesNotContain(sag, kollegas.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Samme_mail_i_to_postkasser_naevnes_paa_dem_begge()
    {
        var mail = Postmappe.Mail("Til jer alle", id: $"{Guid.CreateVersion7()}@x");
        var a = (await KommerAsync(mail)).GetProperty("id").GetString()!;
        var b = (await KommerAsync(mail)).GetProperty("id").GetString()!;

        Assert.NotEqual(a, b);
        Assert.Contains("Samme mail ligger også hos", (await PostAsync(a)).GetProperty("gengangere")[0].GetProperty("tekst").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cpr_cvr_og_afsenderens_adresse_peger_paa_partens_sag_uden_at_personnummeret_skrives_nogen_steder()
    {
        var cpr = "0703851234";
        var email = $"p{Guid.CreateVersion7():N}@opdigt.example";
        var sag = (await _sagsbehandler.SendAsync("/api/v1/sager", new { titel = "Skur", emne = "02.34.02", facet = "G01", parter = new object[] { new { navn = "Per Opdigt", rolle = "Ansøger", cpr, email }, new { navn = "Opdigt ApS", rolle = "Part", cvr = "12345678" } } })).GetProperty("sagsnummer").GetString();

        var p = await KommerAsync(Postmappe.Mail("Mit skur", $"Mit personnummer er 070385-1234.", fra: $"Per <{email.ToUpperInvariant()}>"));
        var fuld = await PostAsync(p.GetProperty("id").GetString()!);

        var grund = fuld.GetProperty("forslag").EnumerateArray().Single(f => f.GetProperty("sagsnummer").GetString() == sag).GetProperty("grund").GetString()!;
        Assert.Contains("personnummer i teksten", grund, StringComparison.Ordinal);
        Assert.Contains("Afsenderens adresse", grund, StringComparison.Ordinal);
        Assert.DoesNotContain("1234", fuld.ToString().Replace(p.GetProperty("id").GetString()!, "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(0, post.Server.Database.Tal("korsbaek", "select count(*) from indbakkepost where spor like '%0703851234%' or uddrag like '%1234%' or soegetekst like '%1234%'"));
    }

    [Fact]
    public async Task To_der_tager_samme_post_faar_ikke_begge_ja()
    {
        var id = await KommerAsync("Hvem tager den?");
        var set = (await PostAsync(id)).GetProperty("post").GetProperty("version").GetInt64();
        await TagAsync(_leder, id, set);

        using var svar = await SendMedAsync(_sagsbehandler, $"/api/v1/indbakke/{id}/tagning", set);

        // The caseworker no longer sees what lies in the leader's own inbox.
        Assert.Equal(HttpStatusCode.NotFound, svar.StatusCode);
        var anden = await KommerAsync("Og den her?");
        var nu = (await PostAsync(anden)).GetProperty("post").GetProperty("version").GetInt64();
        await TagAsync(_sagsbehandler, anden, nu);
        using var gammel = await SendMedAsync(_leder, $"/api/v1/indbakke/{anden}/tagning", nu);
        var problem = await gammel.ForventAsync(HttpStatusCode.PreconditionFailed);
        Assert.Contains("Posten er taget af Signe", problem.ToString(), StringComparison.Ordinal);
        await TagAsync(_sagsbehandler, anden, null); // twice by the same is once
        await TagAsync(_leder, anden, null); // and a leader may take it over
        Assert.Equal(HttpStatusCode.NotFound, (await _sagsbehandler.GetAsync(new Uri($"/api/v1/indbakke/{anden}", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Tyve_der_tager_samme_post_paa_een_gang_giver_een_ejer()
    {
        var id = await KommerAsync("Alle på én gang");
        var klienter = Enumerable.Range(0, 20).Select(i => post.Server.Som(i % 2 == 0 ? "sagsbehandler" : "leder")).ToList();
        var set = (await PostAsync(id)).GetProperty("post").GetProperty("version").GetInt64();

        var svar = await Task.WhenAll(klienter.Select(k => SendMedAsync(k, $"/api/v1/indbakke/{id}/tagning", set)));

        Assert.Single(svar, s => s.StatusCode == HttpStatusCode.OK);
        Assert.All(svar.Where(s => s.StatusCode != HttpStatusCode.OK), s => Assert.True(s.StatusCode is HttpStatusCode.PreconditionFailed or HttpStatusCode.NotFound));
    }

    private static async Task TagAsync(HttpClient klient, string id, long? set) => await (await SendMedAsync(klient, $"/api/v1/indbakke/{id}/tagning", set)).ForventAsync(HttpStatusCode.OK);

    private static async Task<HttpResponseMessage> SendMedAsync(HttpClient klient, string sti, long? set)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, sti);
        if (set is { } version)
            request.Headers.TryAddWithoutValidation("If-Match", $"\"{version}\"");
        return await klient.SendAsync(request);
    }

    [Fact]
    public async Task Post_fordeles_foelges_fortrydes_og_gives_tilbage_med_spor()
    {
        var id = await KommerAsync("Noget til Miljø");
        var kollega = post.Server.Som("kollega");
        var svar = await _sagsbehandler.SendAsync($"/api/v1/indbakke/{id}/fordeling", new { brugerId = Bruger("kollega"), note = "Er det jer?" });
        Assert.False(string.IsNullOrEmpty(svar.GetProperty("til").GetString()));

        Assert.Equal(HttpStatusCode.NotFound, (await _sagsbehandler.GetAsync(new Uri($"/api/v1/indbakke/{id}", UriKind.Relative))).StatusCode);
        var fulgt = (await _sagsbehandler.HentAsync("/api/v1/indbakke/fordelt")).GetProperty("poster").EnumerateArray().Single(f => f.GetProperty("id").GetString() == id);
        Assert.True(fulgt.GetProperty("kanFortrydes").GetBoolean());
        Assert.Equal("Er det jer?", (await kollega.HentAsync($"/api/v1/indbakke/{id}")).GetProperty("post").GetProperty("note").GetString());

        await (await _sagsbehandler.DeleteAsync(new Uri($"/api/v1/indbakke/{id}/fordeling", UriKind.Relative))).ForventAsync(HttpStatusCode.NoContent);
        Assert.Equal(HttpStatusCode.NotFound, (await kollega.GetAsync(new Uri($"/api/v1/indbakke/{id}", UriKind.Relative))).StatusCode);

        await _sagsbehandler.SendAsync($"/api/v1/indbakke/{id}/fordeling", new { brugerId = Bruger("kollega") });
        await TagAsync(kollega, id, null);
        await (await _sagsbehandler.DeleteAsync(new Uri($"/api/v1/indbakke/{id}/fordeling", UriKind.Relative))).BrydesAsync("IND-5");
        await (await kollega.PostAsync($"/api/v1/indbakke/{id}/tilbagegivelse", new { begrundelse = " " })).FejlerPaaAsync("begrundelse");
        await kollega.SendAsync($"/api/v1/indbakke/{id}/tilbagegivelse", new { begrundelse = "Det er Byggesager" });

        var p = await PostAsync(id);
        // Taken by the colleague it came from the colleague's own inbox: it is there once more, and from there to the unit it came from.
        Assert.Equal("Det er Byggesager", p.GetProperty("post").GetProperty("note").GetString());
        var spor = p.GetProperty("spor").EnumerateArray().Select(s => s.GetProperty("tekst").GetString()).ToList();
        Assert.Equal(6, spor.Count);
        Assert.StartsWith("Givet tilbage", spor[0], StringComparison.Ordinal);
        Assert.StartsWith("Kom til indbakken", spor[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flere_stykker_post_fordeles_paa_een_gang_og_hver_for_sig()
    {
        var (a, b) = (await KommerAsync("Første"), await KommerAsync("Anden"));
        await _sagsbehandler.SendAsync($"/api/v1/indbakke/{b}/fordeling", new { brugerId = Bruger("kollega") });

        var svar = await _sagsbehandler.SendAsync("/api/v1/indbakke/fordelinger", new { poster = new[] { a, b }, brugerId = Bruger("sagsbehandler") });

        Assert.Equal([null, "Posten findes ikke, eller den er givet videre til en indbakke, du ikke ser."], svar.GetProperty("poster").EnumerateArray().Select(p => p.GetProperty("fejl").GetString()));
        await (await _sagsbehandler.PostAsync("/api/v1/indbakke/fordelinger", new { poster = Array.Empty<Guid>() })).FejlerPaaAsync("poster", "brugerId");
        await (await _sagsbehandler.PostAsync($"/api/v1/indbakke/{a}/fordeling", new { brugerId = Bruger("administrator") })).FejlerPaaAsync("brugerId");
        await (await _sagsbehandler.PostAsync($"/api/v1/indbakke/{a}/fordeling", new { enhedId = Guid.CreateVersion7() })).FejlerPaaAsync("enhedId");
    }

    [Fact]
    public async Task Post_uden_betydning_afvises_med_grund_og_tages_frem_igen()
    {
        var id = await KommerAsync("Vind en tur");

        await (await _sagsbehandler.PutAsync($"/api/v1/indbakke/{id}/uden-betydning", new { })).FejlerPaaAsync("begrundelse");
        await (await _sagsbehandler.PutAsync($"/api/v1/indbakke/{id}/uden-betydning", new { begrundelse = "Reklame" })).ForventAsync(HttpStatusCode.OK);
        await (await _sagsbehandler.PutAsync($"/api/v1/indbakke/{id}/uden-betydning", new { begrundelse = "Reklame" })).BrydesAsync("IND-1");
        Assert.Contains((await _sagsbehandler.HentAsync("/api/v1/indbakke?boks=afsluttet")).GetProperty("poster").EnumerateArray(), p => p.GetProperty("id").GetString() == id);
        await (await _sagsbehandler.DeleteAsync(new Uri($"/api/v1/indbakke/{id}/uden-betydning", UriKind.Relative))).ForventAsync(HttpStatusCode.NoContent);
        await (await _sagsbehandler.DeleteAsync(new Uri($"/api/v1/indbakke/{id}/uden-betydning", UriKind.Relative))).BrydesAsync("IND-8");
        Assert.Equal("Ny", (await PostAsync(id)).GetProperty("post").GetProperty("tilstand").GetString());
    }

    [Fact]
    public async Task En_fil_lagt_ind_fra_siden_ligger_i_egen_indbakke_og_andres_kan_man_ikke_laegge_i()
    {
        var svar = await (await _sagsbehandler.UploadAsync("/api/v1/indbakke", "Tegning af skur.pdf", Provefiler.Pdf(), new { })).ForventAsync(HttpStatusCode.Created);
        var id = svar.GetProperty("poster")[0].GetProperty("id").GetString();

        var p = await PostAsync(id!);
        Assert.Equal("Upload", p.GetProperty("post").GetProperty("kanal").GetString());
        Assert.Equal("Tegning af skur", p.GetProperty("post").GetProperty("emne").GetString());
        Assert.Equal(Bruger("sagsbehandler"), p.GetProperty("post").GetProperty("brugerId").GetGuid());
        await (await _sagsbehandler.UploadAsync("/api/v1/indbakke", "a.pdf", Provefiler.Pdf(), new { brugerId = Bruger("leder") })).FejlerPaaAsync("brugerId");
        await (await _sagsbehandler.UploadAsync("/api/v1/indbakke", "a.exe", "MZ"u8.ToArray(), new { })).FejlerPaaAsync("fil");
        var sag = await NySagAsync();
        var lagt = await _sagsbehandler.SendAsync($"/api/v1/indbakke/{id}/journalisering", new { sag, journaliser = false, titel = "Skur" });
        Assert.Equal(JsonValueKind.Null, lagt.GetProperty("aktnr").ValueKind);
        Assert.Equal("Kladde", (await _sagsbehandler.HentAsync($"/api/v1/dokumenter/{lagt.GetProperty("dokumentId").GetString()}")).GetProperty("tilstand").GetString());
    }

    [Fact]
    public async Task Opbevaringen_slutter_naar_posten_er_afgjort_og_dagene_er_gaaet()
    {
        var server = Testserver.Med(new Dictionary<string, string>());
        await using var _ = server;
        await server.InitializeAsync();
        var klient = server.Som("sagsbehandler");
        async Task<string> LaegAsync(string navn) => (await (await klient.UploadAsync("/api/v1/indbakke", navn, Provefiler.Pdf(navn), new { })).ForventAsync()).GetProperty("poster")[0].GetProperty("id").GetString()!;
        var (afvist, journaliseret, aaben) = (await LaegAsync("a.pdf"), await LaegAsync("b.pdf"), await LaegAsync("c.pdf"));
        await (await klient.PutAsync($"/api/v1/indbakke/{afvist}/uden-betydning", new { begrundelse = "Dublet" })).ForventAsync();
        var sag = (await klient.SendAsync("/api/v1/sager", new { titel = "Sag", emne = "02.34.02", facet = "G01" })).GetProperty("sagsnummer").GetString();
        var lagt = await klient.SendAsync($"/api/v1/indbakke/{journaliseret}/journalisering", new { sag });
        await (await server.Som("administrator").PutAsync("/api/v1/indbakkeopsaetning", new { opbevaringsdage = 10 })).ForventAsync();

        server.Ur.Frem(TimeSpan.FromDays(9));
        await Postmappe.HentAsync(server);
        Assert.False((await klient.HentAsync($"/api/v1/indbakke/{afvist}")).GetProperty("erFrigivet").GetBoolean());
        server.Ur.Frem(TimeSpan.FromDays(2));
        await Postmappe.HentAsync(server);

        Assert.True((await klient.HentAsync($"/api/v1/indbakke/{afvist}")).GetProperty("erFrigivet").GetBoolean());
        Assert.False((await klient.HentAsync($"/api/v1/indbakke/{aaben}")).GetProperty("erFrigivet").GetBoolean());
        Assert.Equal(HttpStatusCode.NotFound, (await klient.GetAsync(new Uri($"/api/v1/indbakke/{afvist}/filer/1", UriKind.Relative))).StatusCode);
        await (await klient.DeleteAsync(new Uri($"/api/v1/indbakke/{afvist}/uden-betydning", UriKind.Relative))).BrydesAsync("IND-8");
        Assert.Equal(Provefiler.Pdf("b.pdf"), await klient.GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{lagt.GetProperty("dokumentId").GetString()}/filer/1", UriKind.Relative)));
        await (await server.Som("administrator").PutAsync("/api/v1/indbakkeopsaetning", new { opbevaringsdage = 0 })).FejlerPaaAsync("opbevaringsdage");
    }

    [Fact]
    public async Task Siderne_virker_uden_script()
    {
        var sag = await NySagAsync();
        var id = await KommerAsync($"Se {sag}");
        var liste = await _sagsbehandler.GetStringAsync(new Uri("/indbakke?boks=enhed", UriKind.Relative));
        Assert.Contains($"/indbakke/{id}", liste, StringComparison.Ordinal);
        Assert.Contains("antal", liste, StringComparison.Ordinal); // at the menu
        Assert.Contains(id, await SideAsync("/indbakke/fordeling", ("valgt", id)), StringComparison.Ordinal);
        Assert.Contains("Vælg en medarbejder eller en enhed.", await SideAsync("/indbakke/fordeling/udfoer", ("valgt", id)), StringComparison.Ordinal);
        Assert.Contains("Skriv, hvorfor posten er uden betydning.", await SideAsync($"/indbakke/{id}/afvis"), StringComparison.Ordinal);
        Assert.Contains("Vælg en af de foreslåede sager", await SideAsync($"/indbakke/{id}/journaliser", ("sagvalg", "anden")), StringComparison.Ordinal);
        Assert.Equal($"/indbakke/{id}", await TilAsync($"/indbakke/{id}/tag"));
        Assert.StartsWith("/dokumenter/", await TilAsync($"/indbakke/{id}/journaliser", ("sagvalg", sag)), StringComparison.Ordinal);
        Assert.StartsWith("/indbakke?boks=enhed&tekst=carport", await TilAsync("/indbakke/filter", ("boks", "enhed"), ("tekst", "carport")), StringComparison.Ordinal);
        Assert.Equal("/indbakke?boks=enhed", await TilAsync("/indbakke/filter", ("boks", "enhed"), ("tekst", "010190-1234")));
    }

    private async Task<string> SideAsync(string sti, params (string, string)[] felter) =>
        WebUtility.HtmlDecode(await (await PostFormularAsync(sti, felter)).Content.ReadAsStringAsync());

    private async Task<string> TilAsync(string sti, params (string, string)[] felter)
    {
        using var svar = await PostFormularAsync(sti, felter);
        Assert.True(svar.StatusCode == HttpStatusCode.Redirect, $"{(int)svar.StatusCode} {await svar.Content.ReadAsStringAsync()}");
        return svar.Headers.Location!.ToString();
    }

    private Task<HttpResponseMessage> PostFormularAsync(string sti, (string Felt, string Vaerdi)[] felter) =>
        _sagsbehandler.PostAsync(new Uri(sti, UriKind.Relative), new FormUrlEncodedContent(felter.Select(f => KeyValuePair.Create(f.Felt, f.Vaerdi))));
}
