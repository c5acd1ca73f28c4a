using System.Net;
using System.Text;
using System.Text.Json;
using Esdh.Core.Files;
using Esdh.Core.Files.Word;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

[Collection("dokumentserver")]
public sealed class DokumentskabelonTests(Testserver server)
{
    private readonly HttpClient _klient = server.Som("sagsbehandler");

    private Task<JsonElement> NySagAsync(params object[] parter) =>
        _klient.SendAsync("/api/v1/sager", new { titel = "Carport ved Prøvevej", emne = "02.34.02", facet = "G01", parter });

    private async Task<string> TekstAsync(string dokument) =>
        TextExtract.FromDocx(new MemoryStream(await _klient.GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{dokument}/filer/1", UriKind.Relative))));

    [Fact]
    public async Task Klubbens_skabeloner_er_der_fra_begyndelsen() =>
        Assert.Superset(new HashSet<string> { "kvittering", "partshoering", "naboorientering", "afgoerelse", "afslag" },
            (await _klient.HentAsync("/api/v1/dokumentskabeloner")).EnumerateArray().Select(s => s.GetProperty("noegle").GetString()!).ToHashSet());

    [Theory]
    [InlineData("kvittering")]
    [InlineData("partshoering")]
    [InlineData("naboorientering")]
    [InlineData("afgoerelse")]
    [InlineData("afslag")]
    public async Task Et_dannet_dokument_baerer_sagens_og_partens_data(string skabelon)
    {
        var sag = await NySagAsync(new { navn = "Dora <Demo> & Søn", adresse = "Prøvevej 1", postnummer = "9999", by = "Korsbæk", rolle = "Ansøger" });

        var svar = await _klient.SendAsync($"/api/v1/sager/{sag.GetProperty("id")}/dokumenter/fra-skabelon", new { skabelon });
        var dokument = await _klient.HentAsync($"/api/v1/dokumenter/{svar.GetProperty("id")}");
        var tekst = await TekstAsync(svar.GetProperty("id").GetString()!);

        Assert.Empty(svar.GetProperty("ukendteFelter").EnumerateArray());
        Assert.EndsWith("Carport ved Prøvevej", dokument.GetProperty("titel").GetString(), StringComparison.Ordinal);
        Assert.Equal("Dora <Demo> & Søn", dokument.GetProperty("korrespondenter")[0].GetProperty("navn").GetString());
        Assert.Contains("Dora <Demo> & Søn", tekst, StringComparison.Ordinal);
        Assert.Contains("Prøvevej 1", tekst, StringComparison.Ordinal);
        Assert.Contains(sag.GetProperty("sagsnummer").GetString()!, tekst, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", tekst, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Et_brev_kan_ses_som_pdf_foer_noget_er_lagt_paa_sagen()
    {
        var sag = await NySagAsync(new { navn = "Dora Demo", erPrimaer = true }, new { navn = "Nils Nabo" });
        var nummer = sag.GetProperty("sagsnummer").GetString();
        var nabo = (await _klient.HentAsync($"/api/v1/sager/{nummer}/parter"))[1].GetProperty("id").GetString();

        var side = await _klient.GetStringAsync(new Uri($"/sager/{nummer}/dokumenter/fra-skabelon?skabelon=kvittering&part={nabo}", UriKind.Relative));
        Assert.Contains("fra-skabelon/pdf?skabelon=kvittering", side, StringComparison.Ordinal);
        var pdf = await _klient.GetByteArrayAsync(new Uri($"/sager/{nummer}/dokumenter/fra-skabelon/pdf?skabelon=kvittering&part={nabo}", UriKind.Relative));
        Assert.Equal("%PDF-", Encoding.ASCII.GetString(pdf, 0, 5));

        Assert.Empty((await _klient.HentAsync($"/api/v1/sager/{nummer}/dokumenter")).EnumerateArrayOrPoster());
        await (await server.Som("kollega").GetAsync(new Uri($"/sager/{nummer}/dokumenter/fra-skabelon/pdf?skabelon=kvittering", UriKind.Relative))).ForventAsync(HttpStatusCode.NotFound);
        await (await _klient.GetAsync(new Uri($"/sager/{nummer}/dokumenter/fra-skabelon/pdf?skabelon=findes-ikke", UriKind.Relative))).ForventAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task En_beskyttet_part_naevnes_ikke_i_et_brev_til_en_anden()
    {
        var sag = await NySagAsync(new { navn = "Dora Demo", erPrimaer = true }, new { navn = "Hemmelige Hans", adresse = "Skjulestien 3", erBeskyttet = true });

        var svar = await _klient.SendAsync($"/api/v1/sager/{sag.GetProperty("id")}/dokumenter/fra-skabelon", new { skabelon = "afgoerelse" });
        var tekst = await TekstAsync(svar.GetProperty("id").GetString()!);

        Assert.DoesNotContain("Hemmelige Hans", tekst, StringComparison.Ordinal);
        Assert.Contains("beskyttet", tekst, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Et_brev_kan_dannes_som_pdf()
    {
        var sag = await NySagAsync(new { navn = "Dora Demo" });

        var svar = await _klient.SendAsync($"/api/v1/sager/{sag.GetProperty("id")}/dokumenter/fra-skabelon", new { skabelon = "kvittering", format = "pdf", titel = "Kvittering til {{part.navn}}" });
        var dokument = await _klient.HentAsync($"/api/v1/dokumenter/{svar.GetProperty("id")}");

        Assert.Equal("Kvittering til Dora Demo", dokument.GetProperty("titel").GetString());
        Assert.Equal("application/pdf", dokument.GetProperty("filer")[0].GetProperty("mimetype").GetString());
        Assert.Equal("%PDF-"u8.ToArray(), (await _klient.GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{svar.GetProperty("id")}/filer/1", UriKind.Relative)))[..5]);
    }

    [Fact]
    public async Task En_word_fil_kan_ses_som_pdf_og_laves_kun_een_gang()
    {
        var sag = await NySagAsync();
        var svar = await (await _klient.UploadAsync($"/api/v1/sager/{sag.GetProperty("id")}/dokumenter", "brev.docx", Provefiler.Docx($"{Guid.CreateVersion7()}"), new { titel = "Brev", retning = "internt" })).ForventAsync(HttpStatusCode.Created);
        var sti = new Uri($"/api/v1/dokumenter/{svar.GetProperty("id")}/filer/1/pdf", UriKind.Relative);

        var foerste = await _klient.GetByteArrayAsync(sti);
        var anden = await _klient.GetByteArrayAsync(sti);

        Assert.Equal("%PDF-"u8.ToArray(), foerste[..5]);
        Assert.Equal(foerste, anden);
    }

    [Fact]
    public async Task En_administrator_laegger_en_skabelon_ind_og_slaar_den_fra()
    {
        using var administrator = server.Som("administrator");
        var noegle = $"t{Guid.CreateVersion7():N}"[..20];
        using var fil = new MemoryStream();
        new DocxWriter().Paragraph("Kære {{part.navn}}, sag {{sag.nummer}}, {{ukendt.felt}}").Save(fil);
        var data = new { noegle, navn = "Prøveskabelon", titel = "Brev om {{sag.titel}}", retning = "udgaaende" };

        await (await _klient.UploadAsync("/api/v1/dokumentskabeloner", "ny.docx", fil.ToArray(), data)).ForventAsync(HttpStatusCode.Forbidden);
        await (await administrator.UploadAsync("/api/v1/dokumentskabeloner", "ny.docx", Encoding.UTF8.GetBytes("ikke word"), data)).FejlerPaaAsync("fil");
        var ny = await (await administrator.UploadAsync("/api/v1/dokumentskabeloner", "ny.docx", fil.ToArray(), data)).ForventAsync(HttpStatusCode.Created);
        await (await administrator.UploadAsync("/api/v1/dokumentskabeloner", "ny.docx", fil.ToArray(), data)).FejlerPaaAsync("noegle");
        var sag = (await NySagAsync(new { navn = "Dora Demo" })).GetProperty("id").GetString();
        var svar = await _klient.SendAsync($"/api/v1/sager/{sag}/dokumenter/fra-skabelon", new { skabelon = noegle });
        Assert.Equal(["ukendt.felt"], svar.GetProperty("ukendteFelter").EnumerateArray().Select(f => f.GetString()));

        using var form = new MultipartFormDataContent { { new StringContent(JsonSerializer.Serialize(new { data.navn, data.titel, data.retning, aktiv = false })), "json" } };
        await (await administrator.PutAsync(new Uri($"/api/v1/dokumentskabeloner/{ny.GetProperty("id")}", UriKind.Relative), form)).ForventAsync();
        await (await _klient.PostAsync($"/api/v1/sager/{sag}/dokumenter/fra-skabelon", new { skabelon = noegle })).FejlerPaaAsync("skabelon");
    }

    [Fact]
    public async Task Aktlisten_som_csv_er_uden_formler()
    {
        var sag = (await NySagAsync()).GetProperty("id").GetString();
        await (await _klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "a.txt", Encoding.UTF8.GetBytes($"{Guid.CreateVersion7()}"), new { titel = "=cmd|' /C calc'!A0", retning = "internt", journaliser = true })).ForventAsync();

        var csv = await _klient.GetStringAsync(new Uri($"/api/v1/sager/{sag}/aktliste?format=csv", UriKind.Relative));

        Assert.Contains("1;", csv, StringComparison.Ordinal);
        Assert.Contains("'=cmd", csv, StringComparison.Ordinal);
        await (await _klient.GetAsync(new Uri($"/api/v1/sager/{sag}/aktliste?format=xlsx", UriKind.Relative))).FejlerPaaAsync("format");
    }
}
