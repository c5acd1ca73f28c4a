using System.Text;
using Esdh.Arkiv.Version;
using Esdh.Core.Files.Pdf;

namespace Esdh.Arkiv.Tests.Version;

/// <summary>Real files through the real programs.</summary>
[Trait("Database", "nej")]
public sealed class KonverterTests : IDisposable
{
    private readonly string _mappe = Directory.CreateTempSubdirectory("esdh-konverter").FullName;

    public void Dispose() => Directory.Delete(_mappe, recursive: true);

    [Theory]
    [InlineData("brev.txt", "Kære borger\næøå", 1)]
    [InlineData("side.html", "<!doctype html><html><body><h1>Overskrift</h1><p>Tekst</p></body></html>", 1)]
    [InlineData("mail.eml", "From: a@example.org\r\nTo: b@example.org\r\nSubject: =?utf-8?q?Ans=C3=B8gning?=\r\nContent-Type: text/plain; charset=utf-8\r\n\r\nHej\r\n", 1)]
    [InlineData("brev.rtf", "{\\rtf1\\ansi Kaere borger\\par}", 1)]
    public async Task Tekst_sider_mails_og_kontorfiler_bliver_til_tiff(string navn, string indhold, int sider)
    {
        var svar = await KonverterAsync(navn, Encoding.UTF8.GetBytes(indhold));
        Assert.True(svar.Tilstand == Filtilstand.Ok, svar.Grund);
        Assert.Equal(sider, svar.Sider);
        Assert.Contains("Samples/Pixel", await Proevetiff.KoerAsync("tiffinfo", "-D", Til), StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_pdf_paa_mange_sider_beholder_dem_alle_og_er_den_samme_naeste_gang()
    {
        var pdf = Pdf(20);
        var svar = await KonverterAsync("mange.pdf", pdf);
        Assert.True(svar.Tilstand == Filtilstand.Ok, svar.Grund);
        Assert.True(svar.Sider >= 17, $"{svar.Sider}"); // more than two portions, and one that is not full
        Assert.Equal(svar.Sider, (await Proevetiff.KoerAsync("tiffinfo", Til)).Split("TIFF Directory at").Length - 1);
        Assert.Equal(svar.Md5, (await KonverterAsync("mange.pdf", pdf)).Md5);
    }

    [Fact]
    public async Task Kontorfiler_i_een_koersel_bliver_til_de_samme_billeder_som_hver_for_sig()
    {
        List<(string Sti, string Filnavn)> filer = [];
        foreach (var (navn, indhold) in new[] { ("a.rtf", "{\\rtf1\\ansi Et brev\\par}"), ("b.rtf", "{\\rtf1\\ansi Et andet\\page To sider\\par}"), ("noter.txt", "Ikke til LibreOffice"), ("brudt.docx", "PK\u0003\u0004 ikke en zip"), ("tom.rtf", "") })
        {
            var sti = Path.Combine(_mappe, navn);
            await File.WriteAllBytesAsync(sti, Encoding.Latin1.GetBytes(indhold));
            filer.Add((sti, navn));
        }

        var halve = Directory.CreateDirectory(Path.Combine(_mappe, "halve")).FullName;
        using var konverter = new Konverter(new(200, 2), halve);
        var pdf = await konverter.KontorfilerAsync(filer, _mappe, CancellationToken.None);
        Assert.Equal([true, true, false, false, false], pdf.Select(p => p is not null));
        for (var i = 0; i < 2; i++)
        {
            var sammen = await konverter.TilTiffAsync(filer[i].Sti, filer[i].Filnavn, Til, CancellationToken.None, pdf[i]);
            Assert.Equal((Filtilstand.Ok, i + 1), (sammen.Tilstand, sammen.Sider));
            Assert.Equal(sammen.Md5, (await konverter.TilTiffAsync(filer[i].Sti, filer[i].Filnavn, Til, CancellationToken.None)).Md5);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(halve));
    }

    [Theory]
    [InlineData("tom.pdf", "", nameof(Filtilstand.Fejl))]
    [InlineData("brudt.pdf", "%PDF-1.7\nintet", nameof(Filtilstand.Fejl))]
    [InlineData("data.bin", "\u0001\u0002\u0003\u0004", nameof(Filtilstand.Uform))]
    [InlineData("brudt.docx", "PK\u0003\u0004 ikke en zip", nameof(Filtilstand.Fejl))]
    public async Task Det_der_ikke_kan_laves_om_siger_hvorfor(string navn, string indhold, string tilstand)
    {
        var svar = await KonverterAsync(navn, Encoding.Latin1.GetBytes(indhold));
        Assert.Equal(tilstand, svar.Tilstand.ToString());
        Assert.EndsWith(".", svar.Grund, StringComparison.Ordinal);
        Assert.False(File.Exists(Til));
    }

    [Fact]
    public async Task En_laast_pdf_er_laast()
    {
        var (aaben, laast) = (Path.Combine(_mappe, "aaben.pdf"), Path.Combine(_mappe, "laast.pdf"));
        await File.WriteAllBytesAsync(aaben, Pdf(1));
        await Proevetiff.KoerAsync("qpdf", "--encrypt", "hemmelig", "hemmelig", "256", "--", aaben, laast);
        Assert.Equal(Filtilstand.Laast, (await KonverterAsync("laast.pdf", await File.ReadAllBytesAsync(laast))).Tilstand);
    }

    [Fact]
    public async Task Uden_programmer_er_der_intet_at_goere()
    {
        Assert.Equal(Filtilstand.Uform, (await KonverterAsync("brev.pdf", Pdf(1), new(200, 1) { Pdftoppm = "" })).Tilstand);
        var uden = await KonverterAsync("brev.rtf", "{\\rtf1\\ansi Hej\\par}"u8.ToArray(), new(200, 1) { Soffice = "" });
        Assert.Equal(Filtilstand.Uform, uden.Tilstand);
        Assert.Contains("LibreOffice", uden.Grund, StringComparison.Ordinal);
    }

    private string Til => Path.Combine(_mappe, "ud.tif");

    private static byte[] Pdf(int afsnit)
    {
        using var pdf = new PdfWriter("Prøve");
        for (var i = 0; i < afsnit; i++)
            pdf.Heading($"Afsnit {i}").PlainText(string.Join('\n', Enumerable.Range(1, 55).Select(n => $"Linje {n} i afsnit {i}")));
        using var ud = new MemoryStream();
        pdf.Save(ud);
        return ud.ToArray();
    }

    private async Task<Konvertering> KonverterAsync(string navn, byte[] indhold, Konverteringsvalg? valg = null)
    {
        var fil = Path.Combine(_mappe, "ind");
        await File.WriteAllBytesAsync(fil, indhold);
        using var konverter = new Konverter(valg ?? new(200, 1), Path.Combine(_mappe, "halve"));
        return await konverter.TilTiffAsync(fil, navn, Til, CancellationToken.None);
    }
}
