using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Esdh.Core.Files;
using Esdh.Core.Files.Word;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>Templates, phrases and statuses from one authority to another, over REST.</summary>
[Collection("organisationsserver")]
public sealed class OpsaetningspakkeTests(Testserver server)
{
    private readonly HttpClient _her = server.Som("administrator"), _der = server.Som("administrator", "maanekaer");

    /// <summary>Letters alone: digits in a title could be taken for a personal number.</summary>
    private static string NyNoegle() => new([.. $"{Guid.CreateVersion7():N}"[12..].Select(c => char.IsAsciiDigit(c) ? (char)(c - '0' + 'g') : c)]);

    private static byte[] Word(params string[] afsnit)
    {
        var brev = new DocxWriter();
        foreach (var a in afsnit)
            brev.Paragraph(a);
        using var stream = new MemoryStream();
        brev.Save(stream);
        return stream.ToArray();
    }

    private static async Task<byte[]> PakkeAsync(HttpClient klient, string slags = "") => await klient.GetByteArrayAsync(new Uri($"/api/v1/opsaetning{slags}", UriKind.Relative));

    private static async Task<List<JsonElement>> ForskelAsync(HttpClient klient, byte[] pakke) =>
        [.. (await (await klient.UploadAsync("/api/v1/opsaetning/forskel", "pakke.zip", pakke, new { })).ForventAsync()).EnumerateArray()];

    private static object Valg(params (string Slags, string Noegle)[] poster) => new { poster = poster.Select(p => new { slags = p.Slags, noegle = p.Noegle }) };

    /// <summary>The package with its contents changed.</summary>
    private static byte[] Aendret(byte[] pakke, Action<JsonObject> aendr, Action<ZipArchive>? zip = null)
    {
        using var stream = new MemoryStream();
        stream.Write(pakke);
        using (var arkiv = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            JsonObject indhold;
            using (var fra = arkiv.GetEntry("opsaetning.json")!.Open())
                indhold = JsonNode.Parse(fra)!.AsObject();
            aendr(indhold);
            arkiv.GetEntry("opsaetning.json")!.Delete();
            using (var til = new StreamWriter(arkiv.CreateEntry("opsaetning.json").Open()))
                til.Write(indhold.ToJsonString());
            zip?.Invoke(arkiv);
        }

        return stream.ToArray();
    }

    [Fact]
    public async Task En_skabelon_med_fil_kaede_frase_og_status_kommer_over_og_er_derefter_ens()
    {
        var n = NyNoegle();
        var kaede = (await _her.SendAsync("/api/v1/godkendelseskaeder", new { noegle = n, navn = $"Kæde {n}", led = new object[] { new { art = "Leder", kraeverUnderskrift = true }, new { art = "Rolle", reference = "Arkivar" } } })).GetProperty("id").GetString();
        await _her.SendAsync("/api/v1/fraser", new { noegle = n, titel = $"Frase {n}", tekst = "Første linje\nAnden linje" });
        await _her.SendAsync("/api/v1/sagsstatusser", new { navn = $"Status {n}", tilstand = "Hvilende", orden = 700, kaedeId = kaede });
        await (await _her.UploadAsync("/api/v1/dokumentskabeloner", "brev.docx", Word("Kære {{part.navn}}"), new { noegle = n, navn = $"Brev {n}", titel = "Brev", retning = "udgaaende", kaedeId = kaede })).ForventAsync(HttpStatusCode.Created);
        await _her.SendAsync("/api/v1/sagsskabeloner", new { noegle = n, navn = $"Sag {n}", status = $"Status {n}", adgang = new[] { new { art = "Alle", reference = "*" } }, erindringer = new[] { new { type = "opfoelgning", titel = "Ring; eller skriv", dage = 14 } } });
        (string, string)[] valgte = [("Godkendelseskæde", n), ("Frase", n), ("Sagsstatus", $"Status {n}"), ("Dokumentskabelon", n), ("Sagsskabelon", n)];
        var pakke = await PakkeAsync(_her);

        var foer = await ForskelAsync(_der, pakke);
        Assert.All(valgte, v => Assert.Equal("Ny", foer.Single(f => f.GetProperty("slags").GetString() == v.Item1 && f.GetProperty("noegle").GetString() == v.Item2).GetProperty("art").GetString()));
        var svar = await (await _der.UploadAsync("/api/v1/opsaetning/indlaesning", "pakke.zip", pakke, Valg(valgte))).ForventAsync();
        Assert.Equal((5, 0), (svar.GetProperty("oprettet").GetInt32(), svar.GetProperty("rettet").GetInt32()));

        var efter = await ForskelAsync(_der, pakke);
        Assert.All(valgte, v => Assert.Equal("Ens", efter.Single(f => f.GetProperty("slags").GetString() == v.Item1 && f.GetProperty("noegle").GetString() == v.Item2).GetProperty("art").GetString()));
        var skabelon = (await _der.HentAsync("/api/v1/dokumentskabeloner")).EnumerateArray().Single(s => s.GetProperty("noegle").GetString() == n);
        Assert.Equal(["part.navn"], skabelon.GetProperty("felter").EnumerateArray().Select(f => f.GetString()));
        Assert.Equal("Kære {{part.navn}}\n", TextExtract.FromDocx(new MemoryStream(await _der.GetByteArrayAsync(new Uri($"/api/v1/dokumentskabeloner/{skabelon.GetProperty("id")}/fil", UriKind.Relative)))));
    }

    [Fact]
    public async Task Forskellen_viser_felterne_og_ordene_der_kommer_og_gaar()
    {
        var n = NyNoegle();
        object Skabelon(string titel) => new { noegle = n, navn = $"Brev {n}", titel, retning = "udgaaende" };
        await (await _her.UploadAsync("/api/v1/dokumentskabeloner", "brev.docx", Word("Fælles", "Ny linje"), Skabelon("Nyt"))).ForventAsync(HttpStatusCode.Created);
        await (await _der.UploadAsync("/api/v1/dokumentskabeloner", "brev.docx", Word("Fælles", "Gammel linje"), Skabelon("Gammelt"))).ForventAsync(HttpStatusCode.Created);
        var pakke = await PakkeAsync(_her, "?slags=Dokumentskabelon");

        var forskel = (await ForskelAsync(_der, pakke)).Single(f => f.GetProperty("noegle").GetString() == n);

        Assert.Equal("Aendret", forskel.GetProperty("art").GetString());
        Assert.Contains(forskel.GetProperty("felter").EnumerateArray(), f => (f.GetProperty("navn").GetString(), f.GetProperty("her").GetString(), f.GetProperty("der").GetString()) == ("titel", "Gammelt", "Nyt"));
        Assert.Equal([("Gammel linje", false), ("Ny linje", true)], forskel.GetProperty("tekst").EnumerateArray().Select(t => (t.GetProperty("tekst").GetString()!, t.GetProperty("kommer").GetBoolean())));
        var svar = await (await _der.UploadAsync("/api/v1/opsaetning/indlaesning", "pakke.zip", pakke, Valg(("Dokumentskabelon", n)))).ForventAsync();
        Assert.Equal(1, svar.GetProperty("rettet").GetInt32());
    }

    [Fact]
    public async Task Alt_det_valgte_indlaeses_eller_intet()
    {
        var n = NyNoegle();
        var gruppe = (await _her.SendAsync("/api/v1/grupper", new { navn = $"Kun her {n}" })).GetProperty("id").GetString();
        await _her.SendAsync("/api/v1/godkendelseskaeder", new { noegle = n, navn = "Kun her", led = new[] { new { art = "Gruppe", reference = gruppe } } });
        await _her.SendAsync("/api/v1/fraser", new { noegle = n, titel = "Frase", tekst = "Tekst" });

        var svar = await (await _der.UploadAsync("/api/v1/opsaetning/indlaesning", "pakke.zip", await PakkeAsync(_her), Valg(("Frase", n), ("Godkendelseskæde", n)))).ForventAsync(HttpStatusCode.BadRequest);

        Assert.Contains($"Gruppe »Kun her {n}« er her ikke.", svar.ToString(), StringComparison.Ordinal);
        Assert.Empty((await _der.HentAsync($"/api/v1/fraser?q={n}")).GetProperty("poster").EnumerateArray());
    }

    [Fact]
    public async Task En_fil_der_ikke_er_en_pakke_eller_er_pillet_ved_afvises()
    {
        var n = NyNoegle();
        await (await _her.UploadAsync("/api/v1/dokumentskabeloner", "brev.docx", Word("Tekst"), new { noegle = n, navn = "Brev", titel = "Brev", retning = "udgaaende" })).ForventAsync(HttpStatusCode.Created);
        var pakke = await PakkeAsync(_her, "?slags=Dokumentskabelon");
        foreach (var (navn, falsk) in new[]
        {
            ("ingen zip", Encoding.UTF8.GetBytes("ikke en pakke")), ("et brev", Word("x")), ("afkortet", pakke[..(pakke.Length / 2)]),
            ("andet format", Aendret(pakke, j => j["format"] = "noget/9")), ("uden poster", Aendret(pakke, j => j.Remove("poster"))), ("tom post", Aendret(pakke, j => j["poster"]!.AsArray().Add(null))),
            ("dobbelt", Aendret(pakke, j => j["poster"]!.AsArray().Add(j["poster"]![0]!.DeepClone()))),
            ("fil mangler", Aendret(pakke, j => j["poster"]![0]!["sha256"] = new string('a', 64))),
            ("anden fil", Aendret(pakke, _ => { }, zip =>
            {
                var navnet = zip.Entries.First(e => e.FullName.EndsWith(".docx", StringComparison.Ordinal)).FullName;
                zip.GetEntry(navnet)!.Delete();
                using var ny = zip.CreateEntry(navnet).Open();
                ny.Write(Word("en anden"));
            })),
            ("sti ud", Aendret(pakke, j => j["poster"]![0]!["sha256"] = "../../etc/passwd")),
        })
        {
            var svar = await _der.UploadAsync("/api/v1/opsaetning/forskel", "pakke.zip", falsk, new { });
            Assert.True(svar.StatusCode == HttpStatusCode.BadRequest, $"{navn}: {(int)svar.StatusCode} {await svar.Content.ReadAsStringAsync()}");
        }

        await (await _her.GetAsync(new Uri("/api/v1/opsaetning?slags=Sager", UriKind.Relative))).ForventAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Siden_viser_pakken_og_indlaeser_det_der_er_sat_kryds_ved()
    {
        var n = NyNoegle();
        await _her.SendAsync("/api/v1/fraser", new { noegle = n, titel = $"Frase {n}", tekst = "Tekst" });
        using var form = new MultipartFormDataContent { { new ByteArrayContent(await PakkeAsync(_her, "?slags=Frase")), "fil", "pakke.zip" } };
        using var svar = await _der.PostAsync(new Uri("/administration/opsaetning/forskel", UriKind.Relative), form);
        var side = await svar.Content.ReadAsStringAsync();
        Assert.Contains(n, side, StringComparison.Ordinal);
        var pakke = WebUtility.HtmlDecode(side.Split("name=\"pakke\" value=\"")[1].Split('"')[0]);

        using var valg = new FormUrlEncodedContent([new("pakke", pakke), new("valgt", $"Frase\t{n}")]);
        Assert.Equal(HttpStatusCode.Redirect, (await _der.PostAsync(new Uri("/administration/opsaetning/indlaesning", UriKind.Relative), valg)).StatusCode);
        Assert.Single((await _der.HentAsync($"/api/v1/fraser?q={n}")).GetProperty("poster").EnumerateArray());
        using var falsk = new FormUrlEncodedContent([new("pakke", "x"), new("valgt", $"Frase\t{n}")]);
        Assert.Equal(HttpStatusCode.BadRequest, (await _der.PostAsync(new Uri("/administration/opsaetning/indlaesning", UriKind.Relative), falsk)).StatusCode);
    }
}
