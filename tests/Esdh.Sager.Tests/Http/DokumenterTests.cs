using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Esdh.Core.Authorities;
using Esdh.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Http;

/// <summary>Documents over REST, on the real server.</summary>
[Collection("dokumentserver")]
public sealed class DokumenterTests(Testserver server)
{
    private readonly HttpClient _klient = server.Som("sagsbehandler");

    private async Task<string> NySagAsync(HttpClient? som = null) =>
        (await (som ?? _klient).SendAsync("/api/v1/sager", new { titel = "Prøvesag", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!;

    private static byte[] Unik() => Encoding.UTF8.GetBytes($"Tekst {Guid.CreateVersion7()}");

    private async Task<JsonElement> LaegAsync(string sag, string filnavn = "brev.txt", byte[]? indhold = null, object? json = null) =>
        await (await _klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", filnavn, indhold ?? Unik(), json ?? new { titel = "Brev", retning = "indgaaende" })).ForventAsync(HttpStatusCode.Created);

    private static string Id(JsonElement svar) => svar.GetProperty("id").GetString()!;

    private async Task<List<string>> HaendelserAsync(string sag) =>
        [.. (await _klient.HentAsync($"/api/v1/sager/{sag}/historik")).EnumerateArray().Select(h => h.GetProperty("type").GetString()!)];

    private int Indhold() => server.Services.GetRequiredService<AuthorityRegistry>().Opened.Single(a => a.Key == "korsbaek").Content.All().Count();

    private int Halve() => Directory.GetFiles(Path.Combine(server.Folder, "myndigheder", "korsbaek", "filer", "ny")).Length;

    [Fact]
    public async Task En_fil_kommer_tilbage_byte_for_byte_og_kan_ikke_koeres_i_browseren()
    {
        var sag = await NySagAsync();
        var indhold = Encoding.UTF8.GetBytes("<html><script>alert(1)</script></html>");
        var dokument = await LaegAsync(sag, "side.html", indhold);

        using var svar = await _klient.GetAsync(new Uri($"/api/v1/dokumenter/{Id(dokument)}/filer/1", UriKind.Relative));

        Assert.Equal(indhold, await svar.Content.ReadAsByteArrayAsync());
        Assert.Equal("attachment", svar.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", svar.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", svar.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Typen_laeses_af_bytene_og_et_forkert_navn_bliver_maerket()
    {
        var sag = await NySagAsync();

        var fil = (await LaegAsync(sag, "billede.png", Provefiler.Pdf())).GetProperty("filer")[0];

        Assert.Equal("application/pdf", fil.GetProperty("mimetype").GetString());
        Assert.Contains("PDF", fil.GetProperty("bemaerkning").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("..\\..\\windows\\brev.txt", "brev.txt")]
    [InlineData("/etc/passwd", "passwd")]
    public async Task Sti_i_filnavnet_fjernes_og_det_siges(string navn, string gemt)
    {
        var fil = (await LaegAsync(await NySagAsync(), navn)).GetProperty("filer")[0];

        Assert.Equal(gemt, fil.GetProperty("filnavn").GetString());
        Assert.Contains("Filnavnet", fil.GetProperty("bemaerkning").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tomme_filer_og_programmer_afvises_og_efterlader_intet()
    {
        var sag = await NySagAsync();
        var foer = Indhold();
        var sti = $"/api/v1/sager/{sag}/dokumenter";

        await (await _klient.UploadAsync(sti, "tom.txt", [], new { titel = "Tom", retning = "indgaaende" })).FejlerPaaAsync("fil");
        await (await _klient.UploadAsync(sti, "spil.txt", [.. "MZ"u8, .. new byte[2000]], new { titel = "Program", retning = "indgaaende" })).FejlerPaaAsync("fil");
        await (await _klient.UploadAsync(sti, "skadelig.ps1", Unik(), new { titel = "Script", retning = "indgaaende" })).FejlerPaaAsync("fil");
        await (await _klient.UploadAsync("/api/v1/sager/02.34.02-G01-99999-26/dokumenter", "brev.txt", Unik(), new { titel = "x", retning = "indgaaende" })).ForventAsync(HttpStatusCode.NotFound);

        Assert.Equal(foer, Indhold());
        Assert.Equal(0, Halve());
        Assert.DoesNotContain("DokumentOprettet", await HaendelserAsync(sag));
    }

    [Fact]
    public async Task Manglende_titel_og_forkert_retning_og_dato_naevnes_paa_en_gang()
    {
        var sag = await NySagAsync();

        await (await _klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "a.txt", Unik(), new { titel = " ", retning = "sidelaens", dato = "2199-01-01" })).FejlerPaaAsync("titel", "retning", "dato");
        await (await _klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "a.txt", Unik(), new { titel = new string('x', 256), retning = "0" })).FejlerPaaAsync("titel", "retning");
    }

    [Fact]
    public async Task En_afbrudt_upload_efterlader_intet()
    {
        var sag = await NySagAsync();
        var foer = Indhold();
        using var form = new MultipartFormDataContent();
        using var halv = new StreamContent(new Afbrudt(300_000));
        form.Add(halv, "fil", "stor.bin");

        await Assert.ThrowsAnyAsync<Exception>(() => _klient.PostAsync(new Uri($"/api/v1/sager/{sag}/dokumenter", UriKind.Relative), form));
        for (var i = 0; i < 1200 && Halve() > 0; i++)
            await Task.Delay(100);

        Assert.Equal(0, Halve());
        Assert.Equal(foer, Indhold());
    }

    [Fact]
    public async Task Script_i_en_titel_er_bare_tekst()
    {
        var dokument = await LaegAsync(await NySagAsync(), json: new { titel = "<script>alert(1)</script>", retning = "indgaaende" });

        Assert.Equal("<script>alert(1)</script>", (await _klient.HentAsync($"/api/v1/dokumenter/{Id(dokument)}")).GetProperty("titel").GetString());
    }

    [Fact]
    public async Task Flere_filer_bliver_hovedfil_og_bilag_7_1_og_7_2()
    {
        var sag = await NySagAsync();
        using var form = new MultipartFormDataContent
        {
            { new ByteArrayContent(Unik()), "fil", "hoved.txt" },
            { new ByteArrayContent(Unik()), "fil", "et.txt" },
            { new ByteArrayContent(Unik()), "fil", "to.txt" },
            { new StringContent("""{"titel":"Tre filer","retning":"udgaaende","part":"Carla Prøve","journaliser":true}"""), "json" },
        };

        var svar = await (await _klient.PostAsync(new Uri($"/api/v1/sager/{sag}/dokumenter", UriKind.Relative), form)).ForventAsync(HttpStatusCode.Created);
        var visning = await _klient.HentAsync($"/api/v1/dokumenter/{Id(svar)}");

        Assert.Equal("1", svar.GetProperty("aktnr").GetString());
        Assert.Equal(["1", "1.1", "1.2"], visning.GetProperty("filer").EnumerateArray().Select(f => f.GetProperty("akt").GetString()));
        Assert.Equal("Modtager", visning.GetProperty("korrespondenter")[0].GetProperty("art").GetString());
    }

    [Fact]
    public async Task En_mail_bliver_et_dokument_med_sine_bilag_under_sig_ogsaa_mailen_i_mailen()
    {
        var sag = await NySagAsync();
        var mail = Provefiler.MailMedBilag($"Ansøgning {Guid.CreateVersion7()}");

        var svar = await LaegAsync(sag, "ansøgning.eml", mail, new { retning = "indgaaende", journaliser = true });
        var visning = await _klient.HentAsync($"/api/v1/dokumenter/{Id(svar)}");
        var akter = (await _klient.HentAsync($"/api/v1/sager/{sag}/dokumenter")).GetProperty("poster").EnumerateArray().ToList();

        Assert.StartsWith("Ansøgning ", visning.GetProperty("titel").GetString(), StringComparison.Ordinal);
        Assert.Equal("2026-02-05", visning.GetProperty("dato").GetString()); // half past midnight in Denmark
        Assert.Equal(["Afsender Carla Prøve", "Modtager Byg", "Kopi kopi@eksempel.example"],
            visning.GetProperty("korrespondenter").EnumerateArray().Select(k => $"{k.GetProperty("art").GetString()} {k.GetProperty("navn").GetString()}"));
        Assert.Contains("spil.exe", visning.GetProperty("filer")[0].GetProperty("bemaerkning").GetString(), StringComparison.Ordinal);
        Assert.Equal(["1", "1.1", "1.2", "1.3"], akter.Select(a => a.GetProperty("akt").GetString()));
        Assert.Equal(["brev", "Tegninger", "plan"], akter.Skip(1).Select(a => a.GetProperty("titel").GetString()));
        Assert.Equal(akter[2].GetProperty("id").GetString(), akter[3].GetProperty("foraelderId").GetString());
        Assert.All(akter, a => Assert.Equal("Journaliseret", a.GetProperty("tilstand").GetString()));
        Assert.Equal(mail, await _klient.GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{Id(svar)}/filer/1", UriKind.Relative)));
        Assert.Equal("%PDF-"u8.ToArray(), (await _klient.GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{akter[3].GetProperty("id").GetString()}/filer/1", UriKind.Relative)))[..5]);
    }

    [Fact]
    public async Task Den_samme_fil_en_gang_til_laegges_ind_men_det_siges_hvor_den_er()
    {
        var (sag, anden) = (await NySagAsync(), await NySagAsync());
        var indhold = Unik();
        var foerste = await LaegAsync(sag, indhold: indhold);

        var igen = await LaegAsync(sag, indhold: indhold);
        var andetsteds = await LaegAsync(anden, indhold: indhold);

        Assert.Empty(foerste.GetProperty("dubletter").EnumerateArray());
        Assert.Equal(Id(foerste), igen.GetProperty("dubletter")[0].GetProperty("dokumentId").GetString());
        Assert.True(igen.GetProperty("dubletter")[0].GetProperty("paaSammeSag").GetBoolean());
        Assert.All(andetsteds.GetProperty("dubletter").EnumerateArray(), d => Assert.False(d.GetProperty("paaSammeSag").GetBoolean()));
        Assert.Equal(2, andetsteds.GetProperty("dubletter").GetArrayLength());
    }

    [Fact]
    public async Task En_kladde_rettes_af_den_der_har_den_nyeste_udgave()
    {
        var id = Id(await LaegAsync(await NySagAsync()));
        using var rettet = await RetAsync(id, "\"1\"", new { titel = "Nyt navn", korrespondenter = new[] { new { art = "modtager", navn = "Dora Demo", email = "dora@eksempel.example" } } });
        await rettet.ForventAsync(HttpStatusCode.OK);

        using var forSent = await RetAsync(id, "\"1\"", new { titel = "For sent" });
        await forSent.ForventAsync(HttpStatusCode.PreconditionFailed);
        await _klient.SendAsync($"/api/v1/dokumenter/{id}/journalisering", new { });
        using var laast = await RetAsync(id, null, new { titel = "Laast" });

        await laast.BrydesAsync("DOK-1");
        var visning = await _klient.HentAsync($"/api/v1/dokumenter/{id}");
        Assert.Equal("Nyt navn", visning.GetProperty("titel").GetString());
        Assert.Equal("Dora Demo", visning.GetProperty("korrespondenter")[0].GetProperty("navn").GetString());
    }

    private async Task<HttpResponseMessage> RetAsync(string id, string? etag, object krop)
    {
        using var request = new HttpRequestMessage(HttpMethod.Patch, new Uri($"/api/v1/dokumenter/{id}", UriKind.Relative)) { Content = new StringContent(JsonSerializer.Serialize(krop), Encoding.UTF8, "application/json") };
        if (etag is not null)
            request.Headers.IfMatch.Add(EntityTagHeaderValue.Parse(etag));
        return await _klient.SendAsync(request);
    }

    [Fact]
    public async Task Nye_udgaver_lader_de_gamle_staa()
    {
        var (foerste, anden) = (Unik(), Unik());
        var id = Id(await LaegAsync(await NySagAsync(), indhold: foerste));
        await (await PutFilAsync(id, 1, "ny.txt", anden)).ForventAsync();
        await (await _klient.UploadAsync($"/api/v1/dokumenter/{id}/filer", "bilag.txt", Unik(), new { })).ForventAsync();

        var udgaver = await _klient.HentAsync($"/api/v1/dokumenter/{id}/udgaver");
        await (await _klient.DeleteAsync(new Uri($"/api/v1/dokumenter/{id}/filer/1", UriKind.Relative))).BrydesAsync("DOK-12");
        await (await _klient.DeleteAsync(new Uri($"/api/v1/dokumenter/{id}/filer/2", UriKind.Relative))).ForventAsync();

        Assert.Equal([3, 2, 1], udgaver.EnumerateArray().Select(u => u.GetProperty("filversion").GetInt32()));
        Assert.Equal([2, 1, 1], udgaver.EnumerateArray().Select(u => u.GetProperty("filer").GetArrayLength()));
        Assert.Equal(foerste, await _klient.GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{id}/udgaver/1/filer/1", UriKind.Relative)));
        Assert.Equal(anden, await _klient.GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{id}/filer/1", UriKind.Relative)));
        Assert.Equal(1, (await _klient.HentAsync($"/api/v1/dokumenter/{id}")).GetProperty("filer").GetArrayLength());
    }

    private async Task<HttpResponseMessage> PutFilAsync(string id, int nr, string navn, byte[] indhold, HttpClient? som = null)
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(indhold), "fil", navn } };
        return await (som ?? _klient).PutAsync(new Uri($"/api/v1/dokumenter/{id}/filer/{nr}", UriKind.Relative), form);
    }

    [Fact]
    public async Task Et_udtjekket_dokument_rettes_kun_af_den_der_har_det_og_en_leder_kan_tage_det_tilbage()
    {
        using var leder = server.Som("leder");
        var sag = await NySagAsync(leder);
        var id = Id(await (await leder.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "a.txt", Unik(), new { titel = "Brev", retning = "internt" })).ForventAsync(HttpStatusCode.Created));
        using var arkivar = server.Som("arkivar");
        await arkivar.SendAsync($"/api/v1/dokumenter/{id}/udtjekning", new { });

        await (await PutFilAsync(id, 1, "b.txt", Unik(), leder)).BrydesAsync("DOK-3");
        await (await leder.PostAsync($"/api/v1/dokumenter/{id}/journalisering", new { })).BrydesAsync("DOK-3");
        await (await leder.PostAsync($"/api/v1/dokumenter/{id}/indtjekning", new { })).FejlerPaaAsync("begrundelse");
        await leder.SendAsync($"/api/v1/dokumenter/{id}/indtjekning", new { begrundelse = "Arkivaren er på ferie" });
        await (await PutFilAsync(id, 1, "b.txt", Unik(), leder)).ForventAsync();

        await arkivar.SendAsync($"/api/v1/dokumenter/{id}/udtjekning", new { });
        server.Ur.Frem(TimeSpan.FromHours(9));
        try
        {
            await (await PutFilAsync(id, 1, "c.txt", Unik(), leder)).ForventAsync();
        }
        finally
        {
            server.Ur.Nulstil();
        }
    }

    [Fact]
    public async Task En_kladde_slettes_et_journaliseret_dokument_goer_ikke()
    {
        var sag = await NySagAsync();
        var kladde = Id(await LaegAsync(sag, "m.eml", Provefiler.MailMedBilag($"Slettes {Guid.CreateVersion7()}"), new { retning = "indgaaende" }));
        var akt = Id(await LaegAsync(sag));
        await _klient.SendAsync($"/api/v1/dokumenter/{akt}/journalisering", new { });

        await (await _klient.DeleteAsync(new Uri($"/api/v1/dokumenter/{kladde}", UriKind.Relative))).ForventAsync(HttpStatusCode.NoContent);
        await (await _klient.DeleteAsync(new Uri($"/api/v1/dokumenter/{akt}", UriKind.Relative))).BrydesAsync("DOK-11");

        Assert.Equal(HttpStatusCode.NotFound, (await _klient.GetAsync(new Uri($"/api/v1/dokumenter/{kladde}", UriKind.Relative))).StatusCode);
        Assert.Equal(4, (await HaendelserAsync(sag)).Count(h => h == "KladdeSlettet"));
        Assert.Single((await _klient.HentAsync($"/api/v1/sager/{sag}/dokumenter")).GetProperty("poster").EnumerateArray());
    }

    [Fact]
    public async Task Et_flyttet_dokument_beholder_sit_gamle_nummer_og_faar_et_nyt()
    {
        var (fra, til) = (await NySagAsync(), await NySagAsync());
        var id = Id(await LaegAsync(fra, "m.eml", Provefiler.MailMedBilag($"Flyttes {Guid.CreateVersion7()}"), new { retning = "indgaaende", journaliser = true }));
        var naeste = Id(await LaegAsync(fra, json: new { titel = "To", retning = "internt", journaliser = true }));

        await (await _klient.PostAsync($"/api/v1/dokumenter/{id}/flytning", new { sag = til })).FejlerPaaAsync("begrundelse");
        var flyttet = await _klient.SendAsync($"/api/v1/dokumenter/{id}/flytning", new { sag = til, begrundelse = "Lagt på den forkerte sag" });
        var efter = (await _klient.HentAsync($"/api/v1/sager/{fra}/dokumenter")).GetProperty("poster").EnumerateArray().ToList();
        var hos = (await _klient.HentAsync($"/api/v1/sager/{til}/dokumenter")).GetProperty("poster").EnumerateArray().ToList();
        var tilbage = await _klient.SendAsync($"/api/v1/dokumenter/{id}/flytning", new { sag = fra, begrundelse = "Det var rigtigt nok" });

        Assert.Equal("1", flyttet.GetProperty("aktnr").GetString());
        Assert.Equal(naeste, efter[0].GetProperty("id").GetString());
        Assert.Equal(["2", "1", "1.1", "1.2", "1.3"], efter.Select(a => a.GetProperty("akt").GetString()));
        Assert.All(efter.Skip(1), a => Assert.Equal("Flyttet", a.GetProperty("tilstand").GetString()));
        Assert.Equal(["1", "1.1", "1.2", "1.3"], hos.Select(a => a.GetProperty("akt").GetString()));
        Assert.Equal("1", tilbage.GetProperty("aktnr").GetString());
        foreach (var sag in new[] { fra, til }) // there and back, the mail and each of what was attached to it
            Assert.Equal(8, (await HaendelserAsync(sag)).Count(h => h == "DokumentFlyttet"));
    }

    [Fact]
    public async Task En_handling_der_aendrer_hvem_der_ser_noget_uden_at_sige_det_goeres_om()
    {
        var dokument = Guid.Parse(Id(await LaegAsync(await NySagAsync())));
        var myndighed = await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");
        await Assert.ThrowsAsync<InvalidOperationException>(() => myndighed.Queue.RunAsync(async (Sager.Storage.SagerDb db) =>
        {
            (await db.Dokumenter.SingleAsync(d => d.Id == dokument)).SaetAdgang(1);
            await db.SaveChangesAsync();
        }, CancellationToken.None));
        Assert.False((await _klient.HentAsync($"/api/v1/dokumenter/{dokument}")).GetProperty("egenAdgang").GetBoolean());
    }

    [Fact]
    public async Task Et_dokument_kan_vaere_paa_flere_sager_med_hvert_sit_nummer()
    {
        var (a, b) = (await NySagAsync(), await NySagAsync());
        await LaegAsync(b, json: new { titel = "Først", retning = "internt", journaliser = true });
        var id = Id(await LaegAsync(a));
        await _klient.SendAsync($"/api/v1/dokumenter/{id}/registreringer", new { sag = b });
        await (await _klient.PostAsync($"/api/v1/dokumenter/{id}/registreringer", new { sag = b })).BrydesAsync("DOK-14");

        await _klient.SendAsync($"/api/v1/dokumenter/{id}/journalisering", new { });
        var sager = (await _klient.HentAsync($"/api/v1/dokumenter/{id}")).GetProperty("sager").EnumerateArray().ToList();

        Assert.Equal(["1", "2"], sager.Select(s => s.GetProperty("akt").GetString()));
        await (await _klient.PostAsync($"/api/v1/dokumenter/{id}/journalisering", new { })).BrydesAsync("DOK-2");
        var c = await NySagAsync();
        Assert.Equal("1", (await _klient.SendAsync($"/api/v1/dokumenter/{id}/registreringer", new { sag = c })).GetProperty("aktnr").GetString());
    }

    [Fact]
    public async Task En_rettelse_peger_tilbage_og_det_rettede_staar_uaendret()
    {
        var sag = await NySagAsync();
        var indhold = Unik();
        var id = Id(await LaegAsync(sag, indhold: indhold));
        using (var forTidligt = await _klient.UploadAsync($"/api/v1/dokumenter/{id}/rettelse", "ny.txt", Unik(), new { }))
            await forTidligt.BrydesAsync("DOK-15");
        await _klient.SendAsync($"/api/v1/dokumenter/{id}/journalisering", new { });

        var rettelse = await (await _klient.UploadAsync($"/api/v1/dokumenter/{id}/rettelse", "ny.txt", Unik(), new { journaliser = true })).ForventAsync(HttpStatusCode.Created);
        var ny = await _klient.HentAsync($"/api/v1/dokumenter/{Id(rettelse)}");

        Assert.Equal("2", rettelse.GetProperty("aktnr").GetString());
        Assert.Equal("Brev", ny.GetProperty("titel").GetString());
        Assert.Equal(id, ny.GetProperty("retter").GetProperty("id").GetString());
        Assert.Equal(Id(rettelse), (await _klient.HentAsync($"/api/v1/dokumenter/{id}")).GetProperty("rettetAf")[0].GetProperty("id").GetString());
        Assert.Equal(indhold, await _klient.GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{id}/filer/1", UriKind.Relative)));
    }

    [Fact]
    public async Task Fejljournalisering_kraever_to_og_lukker_indholdet_for_andre_end_arkivaren()
    {
        using var arkivar = server.Som("arkivar");
        var sag = await NySagAsync();
        var id = Id(await LaegAsync(sag, json: new { titel = "Forkert", retning = "indgaaende", journaliser = true }));
        await (await _klient.PostAsync($"/api/v1/dokumenter/{id}/fejljournalisering", new { })).FejlerPaaAsync("begrundelse");
        await _klient.SendAsync($"/api/v1/dokumenter/{id}/fejljournalisering", new { begrundelse = "Hører til en anden borger" });
        await (await _klient.PostAsync($"/api/v1/dokumenter/{id}/fejljournalisering/bekraeftelse", new { })).BrydesAsync("DOK-8");
        await arkivar.SendAsync($"/api/v1/dokumenter/{id}/fejljournalisering/bekraeftelse", new { });

        var fil = new Uri($"/api/v1/dokumenter/{id}/filer/1", UriKind.Relative);
        Assert.Equal(HttpStatusCode.Forbidden, (await _klient.GetAsync(fil)).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await arkivar.GetAsync(fil)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await arkivar.GetAsync(new Uri(fil + "?begrundelse=Klagesag", UriKind.Relative))).StatusCode);
        Assert.Contains("FejljournaliseretIndholdAabnet", await HaendelserAsync(sag));
        var post = (await _klient.HentAsync($"/api/v1/sager/{sag}/dokumenter")).GetProperty("poster")[0];
        Assert.Equal(("1", "Fejljournaliseret"), (post.GetProperty("akt").GetString(), post.GetProperty("tilstand").GetString()));
    }

    [Fact]
    public async Task Vurderinger_kan_saettes_og_foelsomhed_saenkes_kun_med_grund()
    {
        var sag = await NySagAsync();
        var id = Id(await LaegAsync(sag, json: new { titel = "Brev", retning = "indgaaende", foelsomhed = "Foelsom" }));
        var sti = $"/api/v1/dokumenter/{id}";

        await (await _klient.PutAsync(sti + "/aktindsigt", new { vurdering = "DelvistUndtaget", note = "Navne streges" })).ForventAsync();
        await (await _klient.PutAsync(sti + "/postliste", new { paaPostliste = true })).FejlerPaaAsync("offentligTitel");
        await (await _klient.PutAsync(sti + "/postliste", new { paaPostliste = true, offentligTitel = "Brev om 010190-1234" })).BrydesAsync("SAG-4");
        await (await _klient.PutAsync(sti + "/postliste", new { paaPostliste = true, offentligTitel = "Brev" })).ForventAsync();
        await (await _klient.PutAsync(sti + "/foelsomhed", new { foelsomhed = "Fortrolig" })).BrydesAsync("DOK-10");
        await (await _klient.PutAsync(sti + "/foelsomhed", new { foelsomhed = "Fortrolig", begrundelse = "Kun navne" })).ForventAsync();
        await (await _klient.PutAsync(sti + "/uden-betydning", new { begrundelse = "Reklame" })).ForventAsync();

        var visning = await _klient.HentAsync(sti);
        Assert.Equal(("DelvistUndtaget", "Brev", "Fortrolig", "Reklame"), (visning.GetProperty("aktindsigt").GetString(), visning.GetProperty("offentligTitel").GetString(),
            visning.GetProperty("foelsomhed").GetString(), visning.GetProperty("udenBetydning").GetString()));
        await _klient.SendAsync($"/api/v1/sager/{sag}/afslutning", new { }); // nothing is missing
    }

    [Fact]
    public async Task Et_dokument_med_egen_adgang_findes_ikke_for_andre()
    {
        using var leder = server.Som("leder");
        var sag = await NySagAsync();
        var id = Id(await LaegAsync(sag));
        var mig = Esdh.Adgang.Contract.Demonstration.BrugerId("korsbaek", "sagsbehandler");
        using var arkivar = server.Som("arkivar");
        Assert.Equal(HttpStatusCode.OK, (await arkivar.GetAsync(new Uri($"/api/v1/dokumenter/{id}", UriKind.Relative))).StatusCode);

        await (await _klient.PutAsync($"/api/v1/dokumenter/{id}/adgang", new { poster = new[] { new { art = "Bruger", reference = mig.ToString() } }, begrundelse = "Personlige forhold" })).ForventAsync();

        Assert.Equal(HttpStatusCode.NotFound, (await leder.GetAsync(new Uri($"/api/v1/dokumenter/{id}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await _klient.GetAsync(new Uri($"/api/v1/dokumenter/{id}", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task To_der_journaliserer_samtidig_faar_hvert_sit_nummer_og_ingen_huller()
    {
        var sag = await NySagAsync();
        var ider = new List<string>();
        for (var i = 0; i < 12; i++)
            ider.Add(Id(await LaegAsync(sag)));

        var svar = await Task.WhenAll(ider.SelectMany(id => new[] { id, id }).Select(id => _klient.PostAsync($"/api/v1/dokumenter/{id}/journalisering", new { })));

        Assert.Equal(12, svar.Count(s => s.StatusCode == HttpStatusCode.OK));
        Assert.Equal(12, svar.Count(s => s.StatusCode == HttpStatusCode.Conflict));
        var akter = (await _klient.HentAsync($"/api/v1/sager/{sag}/dokumenter?valg=akter&antal=5")).GetProperty("poster").EnumerateArray().Select(a => a.GetProperty("akt").GetString());
        Assert.Equal(["12", "11", "10", "9", "8"], akter);
        foreach (var s in svar)
            s.Dispose();
    }

    [Fact]
    public async Task Listen_kan_bladres_til_ende_uden_gentagelser()
    {
        var sag = await NySagAsync();
        for (var i = 0; i < 7; i++)
            await LaegAsync(sag, json: new { titel = $"Nr. {i}", retning = "internt", journaliser = i % 2 == 0 });

        List<string> set = [];
        for (string? efter = "", sti = $"/api/v1/sager/{sag}/dokumenter?antal=2"; efter is not null;)
        {
            var side = await _klient.HentAsync(sti + (efter.Length > 0 ? "&efter=" + efter : ""));
            set.AddRange(side.GetProperty("poster").EnumerateArray().Select(p => p.GetProperty("titel").GetString()!));
            efter = side.GetProperty("naeste").GetString();
        }

        Assert.Equal(["Nr. 1", "Nr. 3", "Nr. 5", "Nr. 6", "Nr. 4", "Nr. 2", "Nr. 0"], set);
    }

    /// <summary>A file whose sender goes away.</summary>
    private sealed class Afbrudt(int efter) : MemoryStream(new byte[efter])
    {
        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var n = await base.ReadAsync(buffer, cancellationToken);
            return n > 0 ? n : throw new IOException("Afsenderen forsvandt.");
        }
    }
}
