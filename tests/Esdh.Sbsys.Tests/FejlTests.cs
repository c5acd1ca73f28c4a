using System.Text;
using Esdh.Testing;

namespace Esdh.Sbsys.Tests;

/// <summary>What clients get wrong, and what a stranger may not: a status they know, a Danish text, and a whole database.</summary>
[Collection("sbsys")]
public sealed class FejlTests(Testserver server)
{
    [Fact]
    public async Task Ukendte_id_er_og_forkerte_vaerdier_siges_med_navn()
    {
        var k = await Raaklient.SomAsync(server);
        var (sag, skabelon) = ((await k.SagAsync()).Id(), await k.SkabelonAsync());
        Assert.Equal("Der er ingen aktiv skabelon med id 999999.", (await k.PostAsync("/sbsys/api/sag/template", """{"SagsTitel":"x","SkabelonId":999999}""")).Afvist(400));
        Assert.Equal("Angiv SkabelonId.", (await k.PostAsync("/sbsys/api/sag/template", """{"SagsTitel":"x"}""")).Afvist(400));
        Assert.Equal("Der er ingen sagsstatus med id 999999.", (await k.PutAsync($"/sbsys/api/sag/{sag}/status", """{"SagsStatusID":999999,"Kommentar":null}""")).Afvist(400));
        Assert.Equal("Angiv SagsStatusID.", (await k.PutAsync($"/sbsys/api/sag/{sag}/status", """{"SagsStatusID":null}""")).Afvist(400));
        Assert.Contains("kommentar", (await k.PutAsync($"/sbsys/api/sag/{sag}/status", $$$"""{"SagsStatusID":{{{await k.StatusAsync("Henlagt")}}}}""")).Afvist(400), StringComparison.Ordinal);
        Assert.Contains("SagsBehandlerID", (await k.PostAsync("/sbsys/api/sag/template", $$$"""{"SkabelonId":{{{skabelon}}},"SagsBehandlerID":999999}""")).Afvist(400), StringComparison.Ordinal);
        Assert.Equal("Der er ingen part med id 999999.", (await k.PostAsync($"/sbsys/api/sag/{sag}/part", """{"PartId":999999,"PartType":"Person"}""")).Afvist(400));
        (await k.PostAsync($"/sbsys/api/sag/{sag}/part", "{}")).Afvist(400);
        (await k.PostAsync($"/sbsys/api/sag/{sag}/part", """{"PartId":1,"PartType":"Hund"}""")).Afvist(400);
        (await k.PostAsync("/sbsys/api/person", """{"CprNummer":"311399-1234"}""")).Afvist(400);
        (await k.PostAsync("/sbsys/api/person/search", """{"CprNummer":null}""")).Afvist(400);
        (await k.PostAsync("/sbsys/api/firma/search", """{"CvrNummer":"1"}""")).Afvist(400);
        (await k.PostAsync("/sbsys/api/erindring", $$$"""{"SagId":{{{sag}}},"Navn":"x","ErindringType":{"Id":999999}}""")).Afvist(400);
        (await k.PostAsync("/sbsys/api/erindring", $$$"""{"SagId":{{{sag}}},"Navn":"x","HarDeadline":true,"Deadline":"snart"}""")).Afvist(400);
        (await k.PostAsync("/sbsys/api/delforloeb", $$$"""{"Sagid":{{{sag}}},"Titel":null}""")).Afvist(400);
        (await k.PostAsync("/sbsys/api/delforloeb", """{"Titel":"x"}""")).Afvist(400);
        (await k.PostAsync("/sbsys/api/journalarknote/create", $$$"""{"SagID":{{{sag}}},"Overskrift":null,"Note":null,"KontaktTidspunkt":"2026-01-05"}""")).Afvist(400);
        Assert.Contains("linje 1", (await k.PostAsync("/sbsys/api/sag/template", "{\"SagsTitel\": ")).Afvist(400), StringComparison.Ordinal);
        (await k.PostAsync("/sbsys/api/sag/search", "[]")).Afvist(400);
        (await k.PostAsync("/sbsys/api/sag/search", "")).Afvist(400);
        (await k.SendAsync("POST", "/sbsys/api/sag/search", "Titel=x", "application/x-www-form-urlencoded")).Afvist(415);
        Assert.Equal(200, (await k.SendAsync("POST", "/sbsys/api/bruger/search", """{"LogonId":"robot"}""", "text/plain")).Status);
        Assert.Equal(200, (await k.SendAsync("POST", "/sbsys/api/bruger/search", """{"LogonId":"robot"}""")).Status);
    }

    [Fact]
    public async Task To_parter_ens_bliver_til_een()
    {
        var k = await Raaklient.SomAsync(server);
        var person = (await k.PersonAsync(Verden.NytCpr())).Id();
        var part = $$$"""{"PartId":{{{person}}},"PartType":"Person","CVRnummer":null,"CPRnummer":null,"Navn":null}""";
        var sag = await k.SagAsync("To ens", $$$""","PrimaryPart":{{{part}}},"Parts":[{{{part}}},{{{part}}}]""");
        Assert.Single((await k.HentAsync($"/sbsys/api/sag/{sag.Id()}/part")).Ok().AsArray());
    }

    [Fact]
    public async Task En_journalisering_der_mangler_noget_laegger_intet_ind()
    {
        var k = await Raaklient.SomAsync(server);
        var sag = (await k.SagAsync()).Id();
        var json = Raaklient.JsonDel($$$"""{"SagID":{{{sag}}},"DokumentNavn":"Fejl"}""");
        const string Journaliser = "/sbsys/api/dokument/journaliser";
        Assert.Contains("file", (await k.MultipartAsync(Journaliser, json)).Afvist(400), StringComparison.Ordinal);
        Assert.Contains("json", (await k.MultipartAsync(Journaliser, Raaklient.Fildel("a.pdf", Raaklient.Pdf))).Afvist(400), StringComparison.Ordinal);
        Assert.Equal("Filen »a.pdf« er tom.", (await k.MultipartAsync(Journaliser, json, Raaklient.Fildel("a.pdf", []))).Afvist(400));
        (await k.MultipartAsync(Journaliser, Raaklient.Fildel("a.json", json.Item2, "file", "application/json"))).Afvist(400); // JSON in the wrong part
        (await k.MultipartAsync(Journaliser, Raaklient.Fildel("a.pdf", Raaklient.Pdf), Raaklient.JsonDel("ikke json"))).Afvist(400);
        (await k.MultipartAsync(Journaliser, Raaklient.Fildel("a.pdf", Raaklient.Pdf), Raaklient.JsonDel($$$"""{"SagID":{{{sag}}},"DokumentNavn":null}"""))).Afvist(400);
        (await k.MultipartAsync(Journaliser, Raaklient.JsonDel("""{"SagID":999999,"DokumentNavn":"x"}"""), Raaklient.Fildel("a.pdf", Raaklient.Pdf))).Afvist(404);
        (await k.PostAsync(Journaliser, "{}")).Afvist(400); // not multipart
        (await k.MultipartAsync(Journaliser, json, Raaklient.Fildel("a.pdf", Raaklient.Pdf), Raaklient.JsonDel($$$"""{"SagID":{{{sag}}},"DokumentNavn":"x","DokumentArt":{"Id":77}}"""))).Afvist(400);
        Assert.Equal("[]", (await k.HentAsync($"/sbsys/api/sag/{sag}/dokumenter")).Krop);
        Assert.Equal("[]", (await k.HentAsync($"/sbsys/api/sag/{sag}/kladder")).Krop);
    }

    /// <summary>300 MB are refused while they stream: what was sent is not kept, and nothing is held in memory.</summary>
    [Fact]
    public async Task En_fil_paa_300_MB_afvises_og_en_med_forkert_type_laegges_ind_som_den_er()
    {
        await using var egen = Testserver.Med(new Dictionary<string, string> { ["Esdh:StoersteFilMb"] = "10" });
        await egen.InitializeAsync();
        var k = await Raaklient.SomAsync(egen);
        var sag = (await k.SagAsync()).Id();
        using var klient = egen.Anonym();
        using var form = new MultipartFormDataContent { { new StringContent($$$"""{"SagID":{{{sag}}},"DokumentNavn":"Stor"}"""), "json" } };
        using var fil = new StreamContent(new Nuller(300L * 1024 * 1024));
        form.Add(fil, "file", "stor.bin");
        using var anmodning = new HttpRequestMessage(HttpMethod.Post, "/sbsys/api/dokument/journaliser") { Content = form };
        anmodning.Headers.Authorization = new("Bearer", k.Tegn);
        anmodning.Headers.ExpectContinue = true;
        try
        {
            using var svar = await klient.SendAsync(anmodning);
            Assert.Equal(413, (int)svar.StatusCode);
        }
        catch (HttpRequestException)
        {
            // the server closed the connection before all of it was sent
        }

        Assert.Equal("[]", (await k.HentAsync($"/sbsys/api/sag/{sag}/dokumenter")).Krop);
        var svar2 = (await k.MultipartAsync("/sbsys/api/dokument/journaliser", Raaklient.Fildel("brev.docx", Raaklient.Pdf, "file", "image/png"), Raaklient.JsonDel($$$"""{"SagID":{{{sag}}},"DokumentNavn":"Forkert type"}"""))).Ok();
        Assert.Equal("application/pdf", svar2["Filer"]![0]!.Tekst("MimeType"));
    }

    [Fact]
    public async Task Ingen_rute_viser_en_sag_for_den_der_ikke_maa_se_den()
    {
        var (ejer, fremmed, revisor) = (await Raaklient.SomAsync(server, "kollega"), await Raaklient.SomAsync(server), await Raaklient.SomAsync(server, "administrator"));
        const string Maerke = "Ukendeligt";
        var sag = await ejer.SagAsync(Maerke);
        var (nr, uuid) = (sag.Id(), sag.Tekst("SagIdentity"));
        var dokument = await ejer.DokumentAsync(nr, Maerke);
        var delforloeb = (await ejer.HentAsync($"/sbsys/api/delforloeb/sag/{nr}")).Ok()[0]!.Id("ID");
        var erindring = (await ejer.PostAsync("/sbsys/api/erindring", $$$"""{"SagId":{{{nr}}},"Navn":"{{{Maerke}}}","HarDeadline":false}""")).Ok().Id();
        var kladde = (await ejer.MultipartAsync("/sbsys/api/kladde", Raaklient.JsonDel($$$"""{"SagID":{{{nr}}},"Navn":"{{{Maerke}}}"}"""), Raaklient.Fildel("k.pdf", Raaklient.Pdf, "files"))).Ok().Id();
        string? Vaerdi(string sti, string navn) => (sti[(sti.LastIndexOf('/') + 1)..], navn) switch
        {
            ("sag", _) => nr.ToString(System.Globalization.CultureInfo.InvariantCulture), ("delforloeb", _) or ("journaliser", _) => delforloeb.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ("erindring", _) => erindring.ToString(System.Globalization.CultureInfo.InvariantCulture), ("dokument", _) => dokument["Id"]!.ToString(), ("kladde", _) => kladde.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ("fil", _) => dokument["Filer"]![0]!["ShortId"]!.ToString(), ("readonly", _) => "1", _ => null,
        };
        var proevet = 0;
        foreach (var rute in Rute.Sbsys(server).Where(r => r.Moenster.Contains('{', StringComparison.Ordinal)))
        {
            if (rute.Udfyld(Vaerdi) is not { } adresse)
                continue;
            foreach (var (klient, ventet) in new[] { (fremmed, 404), (revisor, 403) })
            {
                var svar = await klient.SendAsync(rute.Metode, adresse, rute.Metode == "GET" ? "" : "{}", rute.Metode == "GET" ? null : "application/json");
                Assert.True(svar.Status == ventet || (svar.Status == 400 && ventet == 404), $"{rute}: wanted {ventet}, was {svar.Status}: {svar.Krop}");
                Assert.DoesNotContain(Maerke, svar.Krop, StringComparison.Ordinal);
                proevet++;
            }
        }

        Assert.True(proevet > 30, $"Only {proevet} were tried.");
        Assert.Equal(0, (await fremmed.PostAsync("/sbsys/api/sag/search", $$$"""{"Titel":"{{{Maerke}}}"}""")).Ok().Id("TotalNumberOfResults"));
        (await fremmed.HentAsync($"/sbsys/api/sag/{uuid}")).Afvist(404);
    }

    [Fact]
    public async Task For_mange_kald_svarer_429_og_hvert_kald_staar_i_adgangsloggen()
    {
        await using var egen = Testserver.Med(new Dictionary<string, string> { ["Esdh:Sbsys:KaldPrMinut"] = "4" });
        await egen.InitializeAsync();
        var k = await Raaklient.SomAsync(egen);
        var sag = await k.SagAsync(); // two calls
        (await k.HentAsync($"/sbsys/api/sag/{sag.Id()}")).Ok();
        (await k.HentAsync($"/sbsys/api/sag/{sag.Id()}")).Ok();
        var afvist = await k.HentAsync($"/sbsys/api/sag/{sag.Id()}");
        afvist.Afvist(429);
        Assert.Equal("10", afvist.Hoveder["retry-after"]);
        await Vent.TilAsync(() => Task.FromResult(Linjer(egen, "sag_id is not null and status = 200") == 2 && Linjer(egen, "status = 429") == 1));
    }

    /// <summary>The month's table comes with its first line, within a second.</summary>
    private static long Linjer(Testserver egen, string hvor)
    {
        try
        {
            return egen.Adgangsloglinjer($"handling = 'GET /sbsys/api/sag/{{sag}}' and {hvor}");
        }
        catch (System.Data.Common.DbException)
        {
            return 0;
        }
    }

    private sealed class Nuller(long laengde) : Stream
    {
        private long _her;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => laengde;

        public override long Position { get => _her; set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count)
        {
            var n = (int)Math.Min(count, laengde - _her);
            Encoding.ASCII.GetBytes(new string('x', Math.Min(n, 4096))).CopyTo(buffer, offset);
            _her += n;
            return n;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
