using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Esdh.Core.Files.Mail;
using Esdh.Core.Files.Pdf;
using Esdh.Core.Search;
using Esdh.Core.Tests.Files;

namespace Esdh.Core.Tests.Search;

[Trait("Database", "nej")]
public sealed class TextExtractionTests : IDisposable
{
    private readonly DirectoryInfo _work = Directory.CreateTempSubdirectory();
    private readonly OfficeConverter _office = new();
    private readonly MsgConverter _outlook = new();
    private readonly List<TextExtraction> _made = [];

    public void Dispose()
    {
        _made.ForEach(m => m.Dispose());
        _office.Dispose();
        _outlook.Dispose();
        Assert.DoesNotContain(_work.GetFileSystemInfos(), f => f.Extension != ".sh");
        _work.Delete(true);
    }

    private TextExtraction Reader(TextExtractionOptions? options = null)
    {
        var reader = new TextExtraction((options ?? new()) with { WorkFolder = _work.FullName }, _office, _outlook);
        _made.Add(reader);
        return reader;
    }

    private Task<ExtractedText> ReadAsync(byte[] bytes, string name, TextExtractionOptions? options = null, bool withPictures = false) =>
        Reader(options).ReadAsync(new MemoryStream(bytes), name, withPictures, CancellationToken.None);

    [Fact]
    public async Task Hver_slags_fil_giver_sin_tekst()
    {
        var query = SearchQuery.Parse("\"byggetilladelse på Ærø\"");
        foreach (var (name, bytes) in Samples.All().Append(("a.msg", Samples.Msg)))
        {
            // A name that lies changes nothing.
            foreach (var called in (string[])[name, "forkert.bin"])
            {
                var read = await ReadAsync(bytes, called);
                Assert.True(read.State == TextState.Extracted && query.Matches(read.Text), $"{name} som {called}: {read}");
                Assert.DoesNotContain("skjult", read.Text, StringComparison.Ordinal);
                Assert.Equal(name == "brudt.xml", read.Reason is not null);
            }
        }
    }

    [Fact]
    public async Task Det_der_ligger_uden_om_teksten_er_med()
    {
        Assert.Contains("Sidehoved", (await ReadAsync(Samples.Docx, "a.docx")).Text, StringComparison.Ordinal);
        Assert.Contains("Sidefod", (await ReadAsync(Samples.Docx, "a.docx")).Text, StringComparison.Ordinal);
        Assert.Equal("Budgetark\nByggetilladelse på Ærø 1234,5 Inde\nBeløb\nCellenote", (await ReadAsync(Samples.Xlsx, "a.xlsx")).Text);
        Assert.Equal("Byggetilladelse på Ærø\nSidst\nTalernote", (await ReadAsync(Samples.Pptx, "a.pptx")).Text);
        Assert.Equal("Byggetilladelse på Ærø\n{Slut}", (await ReadAsync(Samples.Rtf, "a.rtf")).Text);
        var mail = (await ReadAsync(Samples.Eml, "a.eml")).Text;
        Assert.All((string[])["Emnelinje", "bo@opdigt.example", "plan.docx", "1.234,50"], part => Assert.Contains(part, mail, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Filer_fra_LibreOffice_giver_deres_tekst()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "brev.docx"), Samples.Docx);
            foreach (var kind in (string[])["odt", "doc"])
            {
                using var office = Process.Start(new ProcessStartInfo("soffice", [$"-env:UserInstallation=file://{folder.FullName}/profil", "--headless", "--convert-to", kind, "--outdir", folder.FullName, Path.Combine(folder.FullName, "brev.docx")]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
                await office.WaitForExitAsync();
                var path = Path.Combine(folder.FullName, "brev." + kind);
                var read = await ReadAsync(await File.ReadAllBytesAsync(path), Path.GetFileName(path));
                Assert.True(read.State == TextState.Extracted && SearchQuery.Parse("\"byggetilladelse på Ærø\"").Matches(read.Text), $"{kind}: {read}");
            }
        }
        finally
        {
            folder.Delete(true);
        }
    }

    [Fact]
    public async Task Skannede_sider_og_billeder_laeses_naar_der_er_tid()
    {
        foreach (var (name, bytes) in ((string, byte[])[])[("scan.pdf", Samples.ScannedPdf), ("scan.png", Samples.Scan)])
        {
            var first = await ReadAsync(bytes, name);
            Assert.True(first is { HasUnreadPictures: true, CanRetry: true } && !first.Text.Contains("carport", StringComparison.Ordinal), $"{first}");
            Assert.EndsWith("ikke er læst.", first.Reason, StringComparison.Ordinal);
            var read = await ReadAsync(bytes, name, withPictures: true);
            Assert.True(read is { State: TextState.Extracted, HasUnreadPictures: false } && SearchQuery.Parse("byggetilladelse carport").Matches(read.Text), $"{name}: {read}");
        }

        var without = await ReadAsync(Samples.Scan, "scan.png", new() { Tesseract = "" }, withPictures: true);
        Assert.Equal((TextState.ToolMissing, true), (without.State, without.CanRetry));
    }

    [Fact]
    public async Task Det_der_ikke_kan_laeses_faar_sin_saetning()
    {
        var truncated = Samples.Docx[..(Samples.Docx.Length / 2)];
        (string Name, byte[] Bytes, TextState State)[] cases =
        [
            ("tom.txt", [], TextState.Empty),
            ("blank.txt", "  \n "u8.ToArray(), TextState.Empty),
            ("lås.pdf", await Tool.Encrypted(Samples.Pdf, "hemmelig"), TextState.Encrypted),
            ("lås.docx", FileInspectorTests.Ole("Root Entry", "EncryptedPackage", "EncryptionInfo"), TextState.Encrypted),
            ("lås.xlsx", FileInspectorTests.Ole("Root Entry", "EncryptedPackage", "EncryptionInfo"), TextState.Encrypted),
            ("lås.odt", FileInspectorTests.Zip(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "x"), ("META-INF/manifest.xml", "<m><encryption-data/></m>")), TextState.Encrypted),
            ("halv.docx", truncated, TextState.Failed),
            ("halv.pdf", Samples.Pdf[..200], TextState.Failed),
            ("brudt.docx", FileInspectorTests.Zip(("[Content_Types].xml", "x"), ("word/document.xml", "<a><b></a>")), TextState.Failed),
            ("uden.docx", FileInspectorTests.Zip(("[Content_Types].xml", "x"), ("word/andet.xml", "<a/>")), TextState.Failed),
            ("enhed.docx", FileInspectorTests.Zip(("[Content_Types].xml", "x"), ("word/document.xml", "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><a>&e;</a>")), TextState.Failed),
            ("dyb.docx", FileInspectorTests.Zip(("[Content_Types].xml", "x"), ("word/document.xml", string.Concat(Enumerable.Repeat("<a>", 100_000)))), TextState.Failed),
            ("halv.msg", Samples.Msg[..700], TextState.Failed),
            ("film.mp4", [0, 0, 0, 24, .. "ftypisom"u8, .. new byte[40]], TextState.Unsupported),
            ("ukendt", [1, 2, 3, 0, 255, 254], TextState.Unsupported),
        ];
        foreach (var (name, bytes, state) in cases)
        {
            var read = await ReadAsync(bytes, name);
            Assert.True(read.State == state && read.Text.Length == 0, $"{name}: {read}");
            Assert.EndsWith(".", read.Reason, StringComparison.Ordinal);
        }

        // A password that is only needed to print hinders nobody from reading.
        Assert.Equal(TextState.Extracted, (await ReadAsync(await Tool.Encrypted(Samples.Pdf, ""), "a.pdf")).State);
    }

    [Fact]
    public async Task En_fil_inde_i_en_anden_der_ikke_kan_laeses_goer_ikke_resten_ulaest()
    {
        var read = await ReadAsync(Samples.ZipOf(("halv.docx", Samples.Docx[..500]), ("rask.txt", Encoding.UTF8.GetBytes(Samples.Words)), ("film.mp4", [0, 0, 0, 24, .. "ftypisom"u8, .. new byte[40]])), "a.zip");
        Assert.Equal((TextState.Extracted, "Teksten i en fil, der ligger i denne, kunne ikke læses."), (read.State, read.Reason));
        Assert.Contains(Samples.Words, read.Text, StringComparison.Ordinal);
        Assert.Contains("film.mp4", read.Text, StringComparison.Ordinal);

        var nested = Encoding.UTF8.GetBytes("inderst");
        for (var i = 0; i < 30; i++)
            nested = Samples.ZipOf(($"lag{i}.zip", nested));
        var deep = await ReadAsync(nested, "a.zip");
        Assert.Equal(TextState.Extracted, deep.State);
        Assert.DoesNotContain("lag25.zip", deep.Text, StringComparison.Ordinal);
        Assert.NotNull(deep.Reason);
    }

    [Fact]
    public async Task En_pakkebombe_standses()
    {
        var zeros = Tool.Bytes(stream =>
        {
            using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
            foreach (var name in (string[])["[Content_Types].xml", "word/document.xml"])
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write("<a>"u8);
                var spaces = new byte[1024 * 1024];
                Array.Fill(spaces, (byte)' ');
                for (var i = 0; i < 30; i++)
                    entry.Write(spaces);
                entry.Write("</a>"u8);
            }
        });
        var options = new TextExtractionOptions { MostUnpackedBytes = 20 * 1024 * 1024 };
        Assert.Equal(TextState.TooBig, (await ReadAsync(zeros, "bombe.docx", options)).State);
        Assert.NotNull((await ReadAsync(Samples.ZipOf(("a.docx", zeros)), "a.zip", options with { MostUnpackedBytes = 10_000 })).Reason);
        Assert.Equal(TextState.TooBig, (await ReadAsync(Samples.Docx, "a.docx", options with { MostBytes = 100 })).State);
    }

    [Fact]
    public async Task Et_program_der_aldrig_bliver_faerdigt_standses_med_alt_hvad_det_har_sat_i_gang()
    {
        var mark = $"32{Random.Shared.Next(10_000, 99_999)}";
        var script = Path.Combine(_work.FullName, "evig.sh");
        await File.WriteAllTextAsync(script, $"#!/bin/sh\nsetsid sleep {mark} &\nsleep {mark} &\nsleep {mark}\n");
#pragma warning disable CA1416 // the tests run on Linux
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
#pragma warning restore CA1416
        var clock = Stopwatch.StartNew();
        var read = await ReadAsync(Samples.Pdf, "a.pdf", new() { PdfToText = script, TimeLimit = TimeSpan.FromSeconds(1) });
        Assert.Equal((TextState.Failed, true), (read.State, read.CanRetry));
        Assert.Contains("1 sekunder", read.Reason, StringComparison.Ordinal);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(8), $"{clock.Elapsed}");

        // The kernel ends the others a moment after the first.
        while (Directory.GetDirectories("/proc").Any(IsMarked))
        {
            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10));
            await Task.Delay(20);
        }

        bool IsMarked(string folder)
        {
            try
            {
                return File.ReadAllText(Path.Combine(folder, "cmdline")).Contains($"sleep\0{mark}", StringComparison.Ordinal);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task Programmer_der_laeser_filer_har_intet_net_og_kan_ikke_fylde_maskinen()
    {
        var script = Path.Combine(_work.FullName, "net.sh");
        var answer = Path.Combine(Path.GetTempPath(), $"esdh-test-{Guid.CreateVersion7():N}");
        await File.WriteAllTextAsync(script, $"#!/bin/bash\n(cat /proc/net/dev; ulimit -v; ulimit -f; env) > {answer}\nexit 1\n");
#pragma warning disable CA1416 // the tests run on Linux
        File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
#pragma warning restore CA1416
        try
        {
            Environment.SetEnvironmentVariable("ESDH_PROEVE_HEMMELIG", "kodeord");
            await ReadAsync(Samples.Pdf, "a.pdf", new() { PdfToText = script });
            var said = await File.ReadAllTextAsync(answer);
            Assert.Contains("1048576", said, StringComparison.Ordinal);
            Assert.DoesNotContain("kodeord", said, StringComparison.Ordinal);
            if (await TextExtraction.RunsWithoutNetworkAsync())
                Assert.DoesNotContain("eth0", said, StringComparison.Ordinal);
        }
        finally
        {
            Environment.SetEnvironmentVariable("ESDH_PROEVE_HEMMELIG", null);
            File.Delete(answer);
        }
    }

    [Fact]
    public async Task Ingen_aendret_byte_faar_laesningen_til_at_fejle()
    {
        var random = new Random(20261122);
        var reader = Reader(new() { TimeLimit = TimeSpan.FromSeconds(10), MostUnpackedBytes = 10_000_000, PdfToText = "" });
        var corpus = Samples.All().Append(("a.msg", FileInspectorTests.Ole("Root Entry", "WordDocument"))).ToList();
        var clock = Stopwatch.StartNew();
        for (var round = 0; round < 3_000 && clock.Elapsed < TimeSpan.FromSeconds(6); round++)
        {
            var (name, sound) = corpus[round % corpus.Count];
            var bytes = Mutated(random, name.EndsWith('x') || name.StartsWith("a.o", StringComparison.Ordinal) ? Repacked(random, sound) : sound);
            var read = await reader.ReadAsync(new MemoryStream(bytes), random.Next(3) == 0 ? "x" : name, false, CancellationToken.None);
            Assert.True(read.State == TextState.Extracted ? read.Text.Length > 0 : read.Text.Length == 0 && read.Reason is not null, $"{name}: {read}");
            Assert.DoesNotContain(read.Text, c => char.IsControl(c) && c != '\n');
            _ = Encoding.GetEncoding("utf-8", EncoderFallback.ExceptionFallback, DecoderFallback.ExceptionFallback).GetByteCount(read.Text);
        }
    }

    [Fact]
    public async Task Oedelagte_PDFer_og_billeder_faar_et_svar()
    {
        var random = new Random(4);
        var reader = Reader(new() { TimeLimit = TimeSpan.FromSeconds(5), PictureTimeLimit = TimeSpan.FromSeconds(5), MostPicturePages = 1 });
        for (var round = 0; round < 12; round++)
        {
            var bytes = Mutated(random, Samples.Pdf);
            var read = await reader.ReadAsync(new MemoryStream(bytes), "a.pdf", false, CancellationToken.None);
            Assert.True(read.Text.Length > 0 || read.Reason is not null, $"{read}");
        }

        var picture = await reader.ReadAsync(new MemoryStream(Samples.Scan[..(Samples.Scan.Length / 3)]), "a.png", true, CancellationToken.None);
        Assert.True(picture.Text.Length > 0 || picture.Reason is not null);
    }

    private static byte[] Mutated(Random random, byte[] sound)
    {
        var bytes = sound.ToList();
        for (var n = random.Next(1, 6); n > 0 && bytes.Count > 1; n--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(5))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 40), bytes.Count - at));
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count), 1));
                    bytes.InsertRange(at, sound.Skip(random.Next(sound.Length)).Take(random.Next(60)));
                    break;
                default:
                    if (random.Next(4) == 0)
                        bytes.RemoveRange(at, bytes.Count - at);
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>A packed file whose parts were changed before they were packed, so that what reads them is met.</summary>
    private static byte[] Repacked(Random random, byte[] sound)
    {
        using var zip = new ZipArchive(new MemoryStream(sound));
        return Samples.ZipOf([.. zip.Entries.Select(e =>
        {
            using var open = e.Open();
            var bytes = Tool.Bytes(open.CopyTo);
            return (e.FullName, e.FullName != "mimetype" && random.Next(2) == 0 ? Mutated(random, bytes) : bytes);
        })]);
    }
}
