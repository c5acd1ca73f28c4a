using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using Esdh.Arkiv.Version;
using Esdh.Core.Files.Pdf;

namespace Esdh.Benchmarks;

/// <summary>
/// Letters and PDF files to TIFF as a version's job does it, beside bare LibreOffice, all letters in one run, and bare pdftoppm, one PDF after the other on each core: the same files, the same pages, and nothing
/// written but pages. <c>--n</c> files, half of each kind.
/// </summary>
internal sealed class Konverteringsmaaling : IScenarie
{
    private const int Dpi = 200, Portion = 24;

    public string Navn => "konvertering";

    public async Task RunAsync(string folder, int? n, string? preload)
    {
        var antal = n ?? 96;
        List<(string Sti, string Filnavn)> filer = [];
        for (var i = 0; i < antal; i++)
        {
            var sti = Path.Combine(folder, i % 2 == 0 ? $"brev{i}.docx" : $"bilag{i}.pdf");
            if (i % 2 == 0)
                SkrivBrev(sti, i);
            else
                SkrivBilag(sti, i);
            filer.Add((sti, Path.GetFileName(sti)));
        }

        var samtidig = Environment.ProcessorCount;
        await VoresAsync(Path.Combine(folder, "varm"), filer[..2], samtidig); // LibreOffice in the disk's cache, our code compiled
        var (sider, vores) = await VoresAsync(Path.Combine(folder, "vores"), filer, samtidig);
        var bare = await BareAsync(Path.Combine(folder, "bare"), filer, samtidig);
        Console.WriteLine($"# {antal} files, {sider} pages, {samtidig} at once");
        Maaling.Skriv(Navn, "til TIFF, mod LibreOffice og pdftoppm alene", "sider/s", sider / vores, sider / bare);
    }

    private static async Task<(int Sider, double Sekunder)> VoresAsync(string mappe, List<(string Sti, string Filnavn)> filer, int samtidig)
    {
        Directory.CreateDirectory(mappe);
        using var konverter = new Konverter(new(Dpi, samtidig), mappe);
        var sider = 0;
        var ur = Stopwatch.StartNew();
        foreach (var portion in filer.Chunk(Portion))
        {
            var pdf = await konverter.KontorfilerAsync(portion, mappe, CancellationToken.None);
            await Parallel.ForAsync(0, portion.Length, new ParallelOptions { MaxDegreeOfParallelism = samtidig }, async (i, ct) =>
            {
                var svar = await konverter.TilTiffAsync(portion[i].Sti, portion[i].Filnavn, Path.Combine(mappe, portion[i].Filnavn + ".tif"), ct, pdf[i]);
                Interlocked.Add(ref sider, svar.Tilstand == Filtilstand.Ok ? svar.Sider : throw new InvalidOperationException(svar.Grund));
            });
        }

        return (sider, ur.Elapsed.TotalSeconds);
    }

    private static async Task<double> BareAsync(string mappe, List<(string Sti, string Filnavn)> filer, int samtidig)
    {
        Directory.CreateDirectory(mappe);
        var ur = Stopwatch.StartNew();
        await KoerAsync("soffice", [$"-env:UserInstallation=file://{mappe}/profil", "--headless", "--convert-to", "pdf", "--outdir", mappe, .. filer.Where(f => f.Sti.EndsWith(".docx", StringComparison.Ordinal)).Select(f => f.Sti)]);
        var pdf = Directory.GetFiles(mappe, "*.pdf").Concat(filer.Where(f => f.Sti.EndsWith(".pdf", StringComparison.Ordinal)).Select(f => f.Sti));
        await Parallel.ForEachAsync(pdf, new ParallelOptions { MaxDegreeOfParallelism = samtidig }, async (fil, _) =>
            await KoerAsync("pdftoppm", ["-r", Dpi.ToString(CultureInfo.InvariantCulture), "-aa", "no", "-aaVector", "no", fil, Path.Combine(mappe, Path.GetFileNameWithoutExtension(fil))]));
        return ur.Elapsed.TotalSeconds;
    }

    private static async Task KoerAsync(string program, IEnumerable<string> argumenter)
    {
        using var proces = Process.Start(new ProcessStartInfo(program, argumenter) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        await Task.WhenAll(proces.StandardOutput.ReadToEndAsync(), proces.StandardError.ReadToEndAsync());
        await proces.WaitForExitAsync();
        if (proces.ExitCode != 0)
            throw new InvalidOperationException($"{program} did not run.");
    }

    private static void SkrivBrev(string sti, int nr)
    {
        using var zip = ZipFile.Open(sti, ZipArchiveMode.Create);
        Del(zip, "[Content_Types].xml", """<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>""");
        Del(zip, "_rels/.rels", """<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>""");
        var afsnit = new StringBuilder();
        for (var i = 0; i < 60; i++)
            afsnit.Append(CultureInfo.InvariantCulture, $"<w:p><w:r><w:t>Afsnit {i} i brev {nr} om byggetilladelse til et enfamiliehus efter planlovens regler, som kommunen har hørt naboerne om.</w:t></w:r></w:p>");
        Del(zip, "word/document.xml", $"""<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{afsnit}</w:body></w:document>""");
    }

    private static void Del(ZipArchive zip, string navn, string indhold)
    {
        using var ud = new StreamWriter(zip.CreateEntry(navn).Open());
        ud.Write(indhold);
    }

    private static void SkrivBilag(string sti, int nr)
    {
        using var pdf = new PdfWriter($"Bilag {nr}");
        for (var i = 0; i < 3; i++)
            pdf.Heading($"Afsnit {i}").PlainText(string.Join('\n', Enumerable.Range(1, 45).Select(l => $"Linje {l} i afsnit {i} af bilag {nr} til byggesagen")));
        using var ud = File.Create(sti);
        pdf.Save(ud);
    }
}
