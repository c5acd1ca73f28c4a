using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>The pages of documents as a browser without script uses them, and what is made of the files.</summary>
[Collection("dokumentserver")]
public sealed partial class DokumentsiderTests(Testserver server) : IAsyncLifetime
{
    private readonly HttpClient _api = server.Som("sagsbehandler");
    private readonly HttpClient _side = server.Anonym();

    public async Task InitializeAsync()
    {
        _side.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var logon = await _side.GetStringAsync(new Uri("/logon", UriKind.Relative));
        using var svar = await _side.PostAsync(new Uri("/logon", UriKind.Relative), new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["__RequestVerificationToken"] = Token(logon), [Felt(logon, "username")] = "sagsbehandler", [Felt(logon, "current-password")] = "demo",
        }));
        Assert.Equal(HttpStatusCode.Redirect, svar.StatusCode);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    private async Task<(string Id, string Nummer)> NySagAsync()
    {
        var sag = await _api.SendAsync("/api/v1/sager", new { titel = "Sidesag", emne = "02.34.02", facet = "G01", parter = new[] { new { navn = "Dora Demo" } } });
        return (sag.GetProperty("id").GetString()!, sag.GetProperty("sagsnummer").GetString()!);
    }

    private async Task<string> LaegAsync(string sag, string navn, byte[] indhold, object json) =>
        (await (await _api.UploadAsync($"/api/v1/sager/{sag}/dokumenter", navn, indhold, json)).ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;

    private Task<string> HentAsync(string sti) => _side.GetStringAsync(new Uri(sti, UriKind.Relative));

    private async Task<HttpResponseMessage> SendAsync(string side, string sti, params (string Felt, string Vaerdi)[] felter) =>
        await _side.PostAsync(new Uri(sti, UriKind.Relative), new FormUrlEncodedContent(
            felter.Select(f => new KeyValuePair<string, string>(f.Felt, f.Vaerdi)).Prepend(new("__RequestVerificationToken", Token(await HentAsync(side))))));

    [Fact]
    public async Task Filer_laegges_ind_af_en_almindelig_formular_og_ses_paa_listen()
    {
        var (id, nummer) = await NySagAsync();
        var sti = $"/sager/{nummer}/dokumenter";
        using var form = new MultipartFormDataContent
        {
            { new StringContent(Token(await HentAsync(sti))), "__RequestVerificationToken" },
            { new StringContent("udgaaende"), "retning" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes($"et {Guid.CreateVersion7()}")), "fil", "Det_første brev.txt" },
            { new ByteArrayContent(Provefiler.MailMedBilag($"Mail {Guid.CreateVersion7()}")), "fil", "mail.eml" },
        };

        using var svar = await _side.PostAsync(new Uri(sti, UriKind.Relative), form);
        var liste = WebUtility.HtmlDecode(await HentAsync(sti));

        Assert.Equal(HttpStatusCode.Redirect, svar.StatusCode);
        Assert.Contains("Det første brev", liste, StringComparison.Ordinal);
        Assert.Equal(5, (await _api.HentAsync($"/api/v1/sager/{id}/dokumenter")).GetProperty("poster").GetArrayLength());
    }

    [Fact]
    public async Task Uden_formularens_maerke_tages_intet_ind()
    {
        var (id, nummer) = await NySagAsync();
        using var form = new MultipartFormDataContent { { new ByteArrayContent("x"u8.ToArray()), "fil", "x.txt" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/sager/{nummer}/dokumenter", UriKind.Relative)) { Content = form };
        request.Headers.Accept.Clear();
        request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));

        using var svar = await _side.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, svar.StatusCode);
        Assert.Empty((await _api.HentAsync($"/api/v1/sager/{id}/dokumenter")).GetProperty("poster").EnumerateArray());
    }

    [Fact]
    public async Task Et_dokument_rettes_og_journaliseres_paa_sin_side()
    {
        var (id, _) = await NySagAsync();
        var dokument = await LaegAsync(id, "a.txt", Encoding.UTF8.GetBytes($"{Guid.CreateVersion7()}"), new { titel = "Brev", retning = "indgaaende" });
        var sti = $"/dokumenter/{dokument}";

        using var tom = await SendAsync(sti, sti, ("version", "1"), ("titel", ""), ("retning", "Indgaaende"), ("dato", "32-13-2026"), ("handling", "journaliser"));
        using var svar = await SendAsync(sti, sti, ("version", "1"), ("titel", "<script>alert(1)</script>"), ("retning", "Udgaaende"), ("dato", "3.2.2026"), ("dokumenttype", "Brev"),
            ("korrespondenter", "Modtager: Dora Demo <dora@eksempel.example>\nKopi: Carla Prøve"), ("handling", "journaliser"));
        var visning = await _api.HentAsync($"/api/v1/dokumenter/{dokument}");
        var side = await HentAsync(sti);

        Assert.Equal(HttpStatusCode.BadRequest, tom.StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, svar.StatusCode);
        Assert.Equal(("Journaliseret", "2026-02-03", "Udgaaende"), (visning.GetProperty("tilstand").GetString(), visning.GetProperty("dato").GetString(), visning.GetProperty("retning").GetString()));
        Assert.Equal(["Dora Demo", "Carla Prøve"], visning.GetProperty("korrespondenter").EnumerateArray().Select(k => k.GetProperty("navn").GetString()));
        Assert.DoesNotContain("<script>alert", side, StringComparison.Ordinal);
        Assert.Contains("Journaliseret", side, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Den_der_kommer_for_sent_beholder_sin_tekst()
    {
        var (id, _) = await NySagAsync();
        var dokument = await LaegAsync(id, "a.txt", Encoding.UTF8.GetBytes($"{Guid.CreateVersion7()}"), new { titel = "Brev", retning = "indgaaende" });
        var sti = $"/dokumenter/{dokument}";
        (await SendAsync(sti, sti, ("version", "1"), ("titel", "Den første"), ("retning", "Indgaaende"), ("dato", "03-02-2026"), ("handling", "gem"))).Dispose();

        using var svar = await SendAsync(sti, sti, ("version", "1"), ("titel", "Den anden"), ("retning", "Indgaaende"), ("dato", "03-02-2026"), ("handling", "gem"));

        Assert.Equal(HttpStatusCode.PreconditionFailed, svar.StatusCode);
        Assert.Contains("Den anden", WebUtility.HtmlDecode(await svar.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        Assert.Equal("Den første", (await _api.HentAsync($"/api/v1/dokumenter/{dokument}")).GetProperty("titel").GetString());
    }

    [Fact]
    public async Task En_mail_vises_renset_og_henter_intet_udefra()
    {
        var (id, _) = await NySagAsync();
        var dokument = await LaegAsync(id, "m.eml", Provefiler.MailMedBilag($"Ren {Guid.CreateVersion7()}"), new { retning = "indgaaende" });

        var side = WebUtility.HtmlDecode(await HentAsync($"/dokumenter/{dokument}"));
        using var svar = await _side.GetAsync(new Uri($"/dokumenter/{dokument}/vis/1/mail", UriKind.Relative));
        var mail = await svar.Content.ReadAsStringAsync();

        Assert.Contains("carla@eksempel.example", side, StringComparison.Ordinal);
        Assert.Contains("Eksterne billeder er ikke hentet", side, StringComparison.Ordinal);
        Assert.Contains($"src=\"/dokumenter/{dokument}/vis/1/mail\"", side, StringComparison.Ordinal);
        Assert.DoesNotContain("allow-scripts", side, StringComparison.Ordinal);
        Assert.Contains("Hej", mail, StringComparison.Ordinal);
        Assert.All([side, mail], html => Assert.False(html.Contains("spion.example", StringComparison.Ordinal) || html.Contains("alert(1)", StringComparison.Ordinal)));
        Assert.Contains("default-src 'none'; img-src 'self'", Csp(svar), StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'self'", Csp(svar), StringComparison.Ordinal);
        Assert.EndsWith("sandbox allow-same-origin allow-popups allow-popups-to-escape-sandbox", Csp(svar), StringComparison.Ordinal);
    }

    private static string Csp(HttpResponseMessage svar) => svar.Headers.GetValues("Content-Security-Policy").Single();

    [Fact]
    public async Task En_mails_egne_billeder_vises_og_kun_dem()
    {
        var (id, _) = await NySagAsync();
        var png = Provefiler.Png;
        var dokument = await LaegAsync(id, "m.eml", Provefiler.MailMedBilleder(png), new { retning = "indgaaende" });
        var sti = $"/dokumenter/{dokument}/vis/1";

        var mail = await HentAsync(sti + "/mail");
        using var billede = await _side.GetAsync(new Uri(sti + "/billeder/1", UriKind.Relative));
        using var igen = new HttpRequestMessage(HttpMethod.Get, new Uri(sti + "/billeder/1", UriKind.Relative)) { Headers = { { "If-None-Match", billede.Headers.ETag!.ToString() } } };
        using var uaendret = await _side.SendAsync(igen);
        using var kollega = server.Som("kollega");

        Assert.Contains($"<img src=\"{sti}/billeder/1\" alt=\"Logo &lt;b&gt;\">", mail, StringComparison.Ordinal);
        Assert.Contains($"<img src=\"{sti}/billeder/2\"", mail, StringComparison.Ordinal); // claims to be a picture
        Assert.DoesNotContain("cid:", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("onerror", mail, StringComparison.Ordinal);
        Assert.DoesNotContain("spion", mail, StringComparison.Ordinal);
        Assert.Equal(("image/png", "nosniff", HttpStatusCode.NotModified), (billede.Content.Headers.ContentType!.MediaType, billede.Headers.GetValues("X-Content-Type-Options").Single(), uaendret.StatusCode));
        Assert.EndsWith("sandbox", Csp(billede), StringComparison.Ordinal);
        Assert.Equal(png, await billede.Content.ReadAsByteArrayAsync());
        foreach (var del in new[] { "2", "3", "0", "-1", "99", "99999999999" })
            Assert.Equal(HttpStatusCode.NotFound, (await _side.GetAsync(new Uri($"{sti}/billeder/{del}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await kollega.GetAsync(new Uri(sti + "/billeder/1", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task En_fil_der_ikke_er_en_mail_har_ingen_mailside()
    {
        var (id, _) = await NySagAsync();
        var dokument = await LaegAsync(id, "a.txt", Encoding.UTF8.GetBytes($"{Guid.CreateVersion7()}"), new { titel = "Brev", retning = "indgaaende" });

        Assert.Equal(HttpStatusCode.NotFound, (await _side.GetAsync(new Uri($"/dokumenter/{dokument}/vis/1/mail", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _side.GetAsync(new Uri($"/dokumenter/{dokument}/vis/1/billeder/1", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Html_i_en_fil_vises_som_tekst_og_koeres_aldrig()
    {
        var (id, _) = await NySagAsync();
        var dokument = await LaegAsync(id, "side.html", Encoding.UTF8.GetBytes($"<html><body onload=\"alert('{Guid.CreateVersion7()}')\">x</body></html>"), new { titel = "Side", retning = "indgaaende" });

        var side = await HentAsync($"/dokumenter/{dokument}");
        using var hentet = await _side.GetAsync(new Uri($"/dokumenter/{dokument}/filer/1", UriKind.Relative));

        Assert.DoesNotContain("<body onload", side, StringComparison.Ordinal);
        Assert.Equal("attachment", hentet.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Contains("sandbox", hentet.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("flytning")]
    [InlineData("registrering")]
    [InlineData("uden-betydning")]
    [InlineData("sletning")]
    [InlineData("aktindsigt")]
    [InlineData("postliste")]
    [InlineData("foelsomhed")]
    [InlineData("adgang")]
    [InlineData("rettelse")]
    [InlineData("fejljournalisering")]
    [InlineData("endeliggoerelse")]
    [InlineData("endeliggoerelse-fortryd")]
    [InlineData("filer/1/udgave")]
    public async Task Hver_handling_har_sin_side(string handling)
    {
        var (id, _) = await NySagAsync();
        var dokument = await LaegAsync(id, "a.txt", Encoding.UTF8.GetBytes($"{Guid.CreateVersion7()}"), new { titel = "Brev", retning = "indgaaende" });

        Assert.Contains("Tilbage til dokumentet", await HentAsync($"/dokumenter/{dokument}/{handling}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Et_afslag_paa_en_handling_siger_reglen_og_beholder_teksten()
    {
        var (id, _) = await NySagAsync();
        var dokument = await LaegAsync(id, "a.txt", Encoding.UTF8.GetBytes($"{Guid.CreateVersion7()}"), new { titel = "Brev", retning = "indgaaende" });
        var sti = $"/dokumenter/{dokument}/fejljournalisering";

        using var svar = await SendAsync(sti, sti, ("version", "1"), ("begrundelse", "Min lange grund"));
        var side = WebUtility.HtmlDecode(await svar.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.Conflict, svar.StatusCode);
        Assert.Contains("DOK-7", side, StringComparison.Ordinal);
        Assert.Contains("Min lange grund", side, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flere_journaliseres_paa_en_gang()
    {
        var (id, nummer) = await NySagAsync();
        var ider = new List<string>();
        for (var i = 0; i < 3; i++)
            ider.Add(await LaegAsync(id, $"{i}.txt", Encoding.UTF8.GetBytes($"{Guid.CreateVersion7()}"), new { titel = $"Nr. {i}", retning = "internt" }));
        var sti = $"/sager/{nummer}/dokumenter";

        using var svar = await SendAsync(sti, sti + "/journaliser", ("valgt", ider[0]), ("valgt", ider[2]));
        var akter = (await _api.HentAsync($"/api/v1/sager/{id}/dokumenter?valg=akter")).GetProperty("poster").EnumerateArray().Select(p => p.GetProperty("titel").GetString());

        Assert.Equal(HttpStatusCode.Redirect, svar.StatusCode);
        Assert.Equal(["Nr. 2", "Nr. 0"], akter);
    }

    [Fact]
    public async Task Det_der_ikke_kan_journaliseres_siges_med_grund_og_resten_er_gjort()
    {
        var (id, nummer) = await NySagAsync();
        var kladde = await LaegAsync(id, "a.txt", Encoding.UTF8.GetBytes($"{Guid.CreateVersion7()}"), new { titel = "Kladden", retning = "internt" });
        var akt = await LaegAsync(id, "b.txt", Encoding.UTF8.GetBytes($"{Guid.CreateVersion7()}"), new { titel = "Akten", retning = "internt", journaliser = true });
        var sti = $"/sager/{nummer}/dokumenter";

        using var svar = await SendAsync(sti, sti + "/journaliser", ("valgt", kladde), ("valgt", akt), ("valgt", Guid.CreateVersion7().ToString()), ("valgt", "ikke et id"));
        var side = WebUtility.HtmlDecode(await svar.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.OK, svar.StatusCode);
        Assert.Contains("1 af 3 dokumenter er journaliseret", side, StringComparison.Ordinal);
        Assert.Contains("Dokumentet er allerede journaliseret", side, StringComparison.Ordinal);
        Assert.Contains("ikke længere på sagen", side, StringComparison.Ordinal);
        Assert.Equal("Journaliseret", (await _api.HentAsync($"/api/v1/dokumenter/{kladde}")).GetProperty("tilstand").GetString());
    }

    [Fact]
    public async Task Flere_laegges_i_et_delforloeb_og_det_kan_fortrydes()
    {
        var (id, nummer) = await NySagAsync();
        foreach (var titel in new[] { "Ansøgning", "Høring" })
            await _api.SendAsync($"/api/v1/sager/{id}/delforloeb", new { titel });
        var mail = await LaegAsync(id, "m.eml", Provefiler.MailMedBilag($"Folder {Guid.CreateVersion7()}"), new { retning = "indgaaende" });
        var brev = await LaegAsync(id, "b.txt", Encoding.UTF8.GetBytes($"{Guid.CreateVersion7()}"), new { titel = "Brev", retning = "internt" });
        var sti = $"/sager/{nummer}/dokumenter";
        async Task<int> IFolderAsync(int folder) => (await _api.HentAsync($"/api/v1/sager/{id}/dokumenter?delforloeb={folder}")).GetProperty("poster").GetArrayLength();
        (await SendAsync(sti, sti + "/delforloeb", ("valgt", brev), ("nummer", "1"))).Dispose();
        Assert.Equal((4, 1, 0), (await IFolderAsync(0), await IFolderAsync(1), await IFolderAsync(2)));

        using var svar = await SendAsync(sti, sti + "/delforloeb", ("valgt", brev), ("valgt", mail), ("nummer", "2"), ("retur", sti + "?delforloeb=2"));
        var liste = WebUtility.HtmlDecode(await HentAsync(svar.Headers.Location!.OriginalString));

        Assert.Equal(sti + "?delforloeb=2", svar.Headers.Location.OriginalString);
        Assert.Contains("2 dokumenter ligger nu i delforløb 2. Høring", liste, StringComparison.Ordinal);
        Assert.Equal((0, 0, 5), (await IFolderAsync(0), await IFolderAsync(1), await IFolderAsync(2))); // the mail's attachments follow, also those within its attachment
        var pladser = Regex.Match(liste, "name=\"pladser\" value=\"(?<v>[^\"]+)\"", RegexOptions.ExplicitCapture).Groups["v"].Value;
        (await SendAsync(sti, sti + "/delforloeb/fortryd", ("pladser", pladser))).Dispose();
        Assert.Equal((4, 1, 0), (await IFolderAsync(0), await IFolderAsync(1), await IFolderAsync(2)));
    }

    [Theory]
    [InlineData("")]
    [InlineData("9")]
    [InlineData("-1")]
    [InlineData("99999999999999")]
    public async Task Et_delforloeb_der_ikke_er_der_flytter_intet(string nummer)
    {
        var (id, sag) = await NySagAsync();
        var brev = await LaegAsync(id, "b.txt", Encoding.UTF8.GetBytes($"{Guid.CreateVersion7()}"), new { titel = "Brev", retning = "internt" });
        var sti = $"/sager/{sag}/dokumenter";

        using var svar = await SendAsync(sti, sti + "/delforloeb", ("valgt", brev), ("nummer", nummer));
        var side = WebUtility.HtmlDecode(svar.StatusCode == HttpStatusCode.OK ? await svar.Content.ReadAsStringAsync() : await HentAsync(sti));

        Assert.Contains(nummer == "9" ? "Delforløbet findes ikke på sagen" : "Vælg det delforløb", side, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await _api.HentAsync($"/api/v1/sager/{id}/dokumenter")).GetProperty("poster")[0].GetProperty("delforloebId").ValueKind);
    }

    [Fact]
    public async Task Et_dokument_tages_ud_af_sit_delforloeb_paa_sin_side()
    {
        var (id, _) = await NySagAsync();
        await _api.SendAsync($"/api/v1/sager/{id}/delforloeb", new { titel = "Høring" });
        var brev = await LaegAsync(id, "b.txt", Encoding.UTF8.GetBytes($"{Guid.CreateVersion7()}"), new { titel = "Brev", retning = "internt" });
        await _api.SendAsync($"/api/v1/sager/{id}/delforloeb/1/dokumenter", new { dokumenter = new[] { brev } });
        var sti = $"/dokumenter/{brev}";

        using var svar = await SendAsync(sti, sti, ("titel", "Brev"), ("retning", "Internt"), ("dato", "03-02-2026"), ("sag", id), ("delforloeb", ""), ("handling", "gem"));

        Assert.Equal(HttpStatusCode.Redirect, svar.StatusCode);
        Assert.Equal(JsonValueKind.Null, (await _api.HentAsync($"/api/v1/dokumenter/{brev}")).GetProperty("sager")[0].GetProperty("delforloebId").ValueKind);
    }

    [Fact]
    public async Task Et_udgaaende_dokument_registreres_som_sendt_med_dag_maade_og_modtager()
    {
        var (id, _) = await NySagAsync();
        var brev = await LaegAsync(id, "b.txt", Encoding.UTF8.GetBytes($"{Guid.CreateVersion7()}"), new { titel = "Brev", retning = "udgaaende", part = "Dora Demo" });
        var sti = $"/dokumenter/{brev}/endeliggoerelse";
        Assert.Contains("Dora Demo", await HentAsync(sti), StringComparison.Ordinal);

        using var tom = await SendAsync(sti, sti, ("dato", ""), ("maade", "Brev"));
        using var svar = await SendAsync(sti, sti, ("dato", "3.2.2026"), ("maade", "Digital Post"), ("modtagere", "Dora Demo\nKopi: Bo Opdigt <bo@eksempel.example>"));
        var visning = await _api.HentAsync($"/api/v1/dokumenter/{brev}");
        var side = WebUtility.HtmlDecode(await HentAsync($"/dokumenter/{brev}"));
        var historik = (await _api.HentAsync($"/api/v1/sager/{id}/historik")).EnumerateArray().Select(h => h.GetProperty("tekst").GetString());

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.Redirect), (tom.StatusCode, svar.StatusCode));
        Assert.Equal(("2026-02-03", "Digital Post"), (visning.GetProperty("endelig").GetProperty("dato").GetString(), visning.GetProperty("endelig").GetProperty("maade").GetString()));
        Assert.Equal("2026-02-03", visning.GetProperty("dato").GetString());
        Assert.Equal(["Modtager Dora Demo", "Kopi Bo Opdigt"], visning.GetProperty("korrespondenter").EnumerateArray().Select(k => $"{k.GetProperty("art").GetString()} {k.GetProperty("navn").GetString()}"));
        Assert.Contains("Sendt, ikke journaliseret", side, StringComparison.Ordinal);
        Assert.Contains("Digital Post · til Dora Demo; Bo Opdigt (bo@eksempel.example)", side, StringComparison.Ordinal);
        Assert.Contains("»Brev« blev sendt 3. februar 2026 (Digital Post) til Dora Demo; Bo Opdigt (bo@eksempel.example).", historik);
        (await SendAsync($"/dokumenter/{brev}/endeliggoerelse-fortryd", $"/dokumenter/{brev}/endeliggoerelse-fortryd")).Dispose();
        Assert.Equal(JsonValueKind.Null, (await _api.HentAsync($"/api/v1/dokumenter/{brev}")).GetProperty("endelig").ValueKind);
    }

    [Fact]
    public async Task Hele_sagen_bliver_en_pdf_som_kun_bestilleren_henter()
    {
        var (id, _) = await NySagAsync();
        var foerste = await LaegAsync(id, "plan.pdf", Provefiler.Pdf($"{Guid.CreateVersion7()}"), new { titel = "Plan", retning = "internt", journaliser = true });
        await LaegAsync(id, "data.bin", [1, 2, 3, .. Guid.CreateVersion7().ToByteArray()], new { titel = "Data", retning = "internt", journaliser = true });

        var bestilt = await (await _api.PostAsync($"/api/v1/sager/{id}/udtraek", new { })).ForventAsync(HttpStatusCode.Accepted);
        var sti = $"/api/v1/udtraek/{bestilt.GetProperty("id").GetString()}";
        JsonElement udtraek;
        for (var i = 0; (udtraek = await _api.HentAsync(sti)).GetProperty("status").GetString() is "Venter" or "Koerer" && i < 150; i++)
            await Task.Delay(200);

        Assert.Equal("Faerdig", udtraek.GetProperty("status").GetString());
        Assert.Contains("akt 2", udtraek.GetProperty("mangler").GetString(), StringComparison.Ordinal);
        Assert.Equal("%PDF-"u8.ToArray(), (await _api.GetByteArrayAsync(new Uri(sti + "/fil", UriKind.Relative)))[..5]);
        using var leder = server.Som("leder");
        Assert.Equal(HttpStatusCode.NotFound, (await leder.GetAsync(new Uri(sti + "/fil", UriKind.Relative))).StatusCode);
        Assert.Equal("%PDF-"u8.ToArray(), (await _api.GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{foerste}/filer/1/pdf?stempel=true", UriKind.Relative)))[..5]);
        Assert.Equal("%PDF-"u8.ToArray(), (await _api.GetByteArrayAsync(new Uri($"/api/v1/sager/{id}/aktliste?format=pdf", UriKind.Relative)))[..5]);
        Assert.Equal(Provefiler.Pdf()[..5], (await _side.GetByteArrayAsync(new Uri($"/dokumenter/{foerste}/vis/1", UriKind.Relative)))[..5]);
    }

    private static string Token(string html) => WebUtility.HtmlDecode(Tokenfelt().Match(html).Groups["token"].Value);

    private static string Felt(string html, string autocomplete) =>
        Regex.Match(Regex.Match(html, $"<input[^>]*autocomplete=\"{autocomplete}\"[^>]*>").Value, "name=\"(?<n>[^\"]+)\"", RegexOptions.ExplicitCapture).Groups["n"].Value;

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Tokenfelt();
}
