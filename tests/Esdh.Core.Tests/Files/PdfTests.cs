using System.Text;
using System.Text.Json.Nodes;
using Esdh.Core.Files.Pdf;
using Esdh.Core.Files.Word;

namespace Esdh.Core.Tests.Files;

/// <summary>PDFs checked by poppler, not by the library that made them.</summary>
[Trait("Database", "nej")]
public sealed class PdfTests
{
    private static byte[] Pdf(string text, int pages = 1) => Tool.Bytes(stream =>
    {
        using var writer = new PdfWriter("Prøve", "fod");
        for (var i = 0; i < pages; i++)
        {
            writer.PlainText($"{text} {i + 1}" + new string('\n', i == pages - 1 ? 1 : 60));
        }

        writer.Save(stream);
    });

    private static MemoryStream Stream(byte[] bytes) => new(bytes, writable: false);

    private static Func<CancellationToken, Task<OfficeConversion>> Given(byte[] pdf) => _ => Task.FromResult(new OfficeConversion(Stream(pdf), null));

    private static readonly TiffConverter Tiff = new();

    [Fact]
    public async Task Plain_text_is_wrapped_paged_and_numbered()
    {
        var words = string.Join(' ', Enumerable.Range(1, 3_000).Select(i => $"ord{i}"));
        var pdf = Tool.Bytes(stream =>
        {
            using var writer = new PdfWriter("Blåbærgrød på Ærø", "Korsbæk Kommune");
            writer.Heading("Overskrift æøå €–").Paragraph(words).Paragraph(new string('x', 5_000)).Save(stream);
        });
        var pages = await Tool.PdfPages(pdf);
        Assert.InRange(pages, 4, 15);
        var text = await Tool.PdfText(pdf);
        Assert.Contains("Overskrift æøå €–", text, StringComparison.Ordinal);
        Assert.Contains($"Side {pages} af {pages}", text, StringComparison.Ordinal);
        Assert.Equal(Enumerable.Range(1, 3_000).Select(i => $"ord{i}"), text.Split([' ', '\n', '\f'], StringSplitOptions.RemoveEmptyEntries).Where(word => word.StartsWith("ord", StringComparison.Ordinal)));
        Assert.Equal(5_000, text.Split('\n').Where(line => line.Trim().Trim('x').Length == 0).Sum(line => line.Count(c => c == 'x')));
        Assert.Contains("Blåbærgrød på Ærø", await Tool.PdfInfo(pdf), StringComparison.Ordinal);
        Assert.InRange(pdf.Length, 1, 200_000); // only the letters used are embedded
    }

    [Fact]
    public async Task Html_is_set_without_its_scripts_and_tables_have_their_cells_side_by_side()
    {
        var pdf = Tool.Bytes(stream =>
        {
            using var writer = new PdfWriter("x");
            writer.Html("<style>p{}</style><h1>Titel &amp; mere</h1><p>Et <b>fedt</b>\n ord<br>ny linje<script>alert('ond')</script><ul><li>punkt</ul><table><tr><td>A1<td>B1<tr><td>A2<td>B2</table><!-- skjult --> Så 3 < 4 på en å").Save(stream);
        });
        var text = await Tool.PdfText(pdf);
        Assert.Contains("Titel & mere", text, StringComparison.Ordinal);
        Assert.Contains("Et fedt ord\n", text.Replace("  ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Contains("• punkt", text, StringComparison.Ordinal);
        Assert.Matches(@"A1\s+B1", text);
        Assert.Contains("Så 3 < 4 på en å", text, StringComparison.Ordinal);
        Assert.DoesNotContain("ond", text, StringComparison.Ordinal);
        Assert.DoesNotContain("skjult", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_cell_longer_than_a_page_goes_on_over_the_next()
    {
        var pdf = Tool.Bytes(stream =>
        {
            using var writer = new PdfWriter("x");
            writer.Table([["Nr", "Tekst"], ["1", string.Join('\n', Enumerable.Range(1, 150).Select(i => $"linje{i}"))]]).Save(stream);
        });
        Assert.Equal(3, await Tool.PdfPages(pdf));
        Assert.Contains("linje150", await Tool.PdfText(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Screen_readers_are_told_what_is_heading_list_and_table()
    {
        var rows = Enumerable.Range(0, 80).Select(i => (IReadOnlyList<string>)(i == 0 ? ["Nr", "Titel"] : [$"{i}", $"Dok {i}"])).ToList();
        var pdf = Tool.Bytes(stream =>
        {
            using var writer = new PdfWriter("Aktliste", "fod");
            writer.Heading("Sagens akter").Paragraph(string.Concat(Enumerable.Repeat("Et langt afsnit. ", 400))).Html("<ul><li>a<li>b</ul>").Table(rows).Heading("Slut", 2).Picture(Stream(FileInspectorTests.Png)).Save(stream);
        });
        await Tool.QpdfCheck(pdf);
        var lines = (await Tool.PdfStructure(pdf)).Split('\n').Select(line => line.Trim()).ToList();
        Assert.Equal(["H1 (block)", "P (block)", "L (block)", "Table (block)", "H2 (block)", "Figure"], lines.Where(line => line is "H1 (block)" or "P (block)" or "L (block)" or "Table (block)" or "H2 (block)" || line.StartsWith("Figure", StringComparison.Ordinal)).Select(line => line.Split(" \"")[0]));
        Assert.Equal(80, lines.Count(line => line.StartsWith("TR", StringComparison.Ordinal)));
        Assert.Equal(2, lines.Count(line => line.StartsWith("TH", StringComparison.Ordinal)));
        Assert.Equal(158, lines.Count(line => line.StartsWith("TD", StringComparison.Ordinal)));
        Assert.Contains("\"Dok 79 \"", lines);
        Assert.DoesNotContain(lines, line => line.Contains("langtafsnit", StringComparison.Ordinal) || line.Contains("afsnit.Et", StringComparison.Ordinal) || line.Contains("Etlangt", StringComparison.Ordinal));
        Assert.DoesNotContain(lines, line => line.Contains("Side 1 af", StringComparison.Ordinal));
        var pages = (await Tool.PdfText(pdf)).Split('\f');
        Assert.All(pages.Where(page => page.Contains("Dok ", StringComparison.Ordinal)), page => Assert.Matches(@"Nr\s+Titel", page));
        Assert.True(pages.Count(page => page.Contains("Dok ", StringComparison.Ordinal)) > 1);
    }

    [Fact]
    public async Task A_text_too_long_ends_with_a_word_on_it()
    {
        var pdf = Tool.Bytes(stream =>
        {
            using var writer = new PdfWriter("x");
            writer.PlainText(string.Concat(Enumerable.Repeat("a\n", 120_000))).Save(stream);
        });
        Assert.Equal(2_000, await Tool.PdfPages(pdf));
        Assert.Contains("Resten er udeladt", await Tool.PdfText(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_calls_give_the_same_bytes() => Assert.Equal(Pdf("æøå", 3), Pdf("æøå", 3));

    [Fact]
    public async Task What_is_written_is_sound_titled_and_in_Danish_with_a_bookmark_for_each_heading()
    {
        var pdf = Tool.Bytes(stream =>
        {
            using var writer = new PdfWriter("Blåbær & \"grød\" <på> Ærø", "fod");
            writer.Heading("Et").Heading("Et et", 2).Paragraph("x").Heading("Et et dybt", 5).Heading("To").Paragraph("y").Save(stream);
        });
        await Tool.QpdfCheck(pdf);
        Assert.Matches("Title: +Blåbær & \"grød\" <på> Ærø", await Tool.PdfInfo(pdf));
        var json = JsonNode.Parse(await Tool.Qpdf(pdf, "--json=2", "--json-key=outlines", "{fil}"))!["outlines"]!.AsArray();
        Assert.Equal(["Et", "To"], json.Select(entry => (string)entry!["title"]!));
        Assert.Equal("Et et dybt", (string)json[0]!["kids"]![0]!["kids"]![0]!["title"]!);
        Assert.Equal(1, (int)json[1]!["destpageposfrom1"]!);
        Assert.Contains("/Lang (da-DK)", Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
        Assert.Contains("<dc:language><rdf:Bag><rdf:li>da-DK", Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Letters_that_the_font_lacks_are_still_there_for_search_and_screen_readers()
    {
        var pdf = Pdf("A\u030Arhus \u202Eæøå 漢字 😀 Ωж ﬁ \u0001\uD800 slut");
        var text = await Tool.PdfText(pdf);
        Assert.Contains("Århus æøå 漢字 😀 Ωж", text, StringComparison.Ordinal);
        Assert.Contains("\uFFFD slut 1", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1, false), InlineData(0, 16, false), InlineData(2, 8, false), InlineData(2, 16, true), InlineData(3, 4, false), InlineData(3, 8, true), InlineData(4, 8, false)]
    [InlineData(6, 8, false), InlineData(6, 16, true), InlineData(0, 8, true)]
    public async Task A_png_of_any_kind_shows_its_colours(int kind, int bits, bool isInterlaced)
    {
        var png = TestPng.Halves(kind, bits, isInterlaced, 20, 10);
        var pdf = Tool.Bytes(stream =>
        {
            using var writer = new PdfWriter("x");
            writer.Picture(Stream(png)).Save(stream);
        });
        await Tool.QpdfCheck(pdf);
        var pixels = await Tool.FirstPicture(pdf);
        Assert.Equal((20, 10), (pixels.Width, pixels.Height));
        Assert.All(Enumerable.Range(0, 200), i => Assert.Equal(i % 20 < 10 ? 0 : 255, pixels.Gray[i]));
    }

    [Theory]
    [InlineData(1, true, false, true, false), InlineData(2, false, true, false, true), InlineData(3, false, true, false, true), InlineData(4, true, false, true, false)]
    [InlineData(5, true, true, false, false), InlineData(6, true, true, false, false), InlineData(7, false, false, true, true), InlineData(8, false, false, true, true)]
    public async Task A_photo_is_turned_as_the_camera_was_held(int turn, bool upperLeft, bool upperRight, bool lowerLeft, bool lowerRight)
    {
        byte[] exif = [.. "Exif\0\0MM\0*"u8, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)turn, 0, 0, 0, 0, 0, 0];
        byte[] photo = [0xFF, 0xD8, 0xFF, 0xE1, 0, (byte)(exif.Length + 2), .. exif, .. TestPng.Jpeg[2..]];
        var page = await Tool.FirstPage(Tool.Bytes(stream =>
        {
            using var writer = new PdfWriter("x");
            writer.Picture(Stream(photo)).Save(stream);
        }));
        var (width, height) = turn >= 5 ? (12, 24) : (24, 12); // 32 x 16 at 96 to the inch
        bool IsBlack(int x, int y) => page.Gray[((56 + y) * page.Width) + 56 + x] < 128;
        Assert.Equal((upperLeft, upperRight, lowerLeft, lowerRight), (IsBlack(2, 2), IsBlack(width - 3, 2), IsBlack(2, height - 3), IsBlack(width - 3, height - 3)));
    }

    [Fact]
    public void A_picture_cut_at_any_place_or_turned_is_refused_in_Danish_or_shown()
    {
        var random = new Random(7);
        foreach (var whole in new[] { TestPng.Halves(6, 8, false, 20, 10), TestPng.Halves(3, 4, true, 20, 10), TestPng.Jpeg })
        {
            for (var i = 0; i < 400; i++)
            {
                var bytes = i < whole.Length && i < 200 ? whole[..i] : (byte[])whole.Clone();
                for (var n = 0; i >= 200 && n < 3; n++)
                {
                    bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                }

                try
                {
                    using var writer = new PdfWriter("x");
                    writer.Picture(Stream(bytes)).Save(new MemoryStream());
                }
                catch (PdfException refusal)
                {
                    Assert.Contains("illedet", refusal.Message, StringComparison.Ordinal);
                }
            }
        }
    }

    [Fact]
    public async Task A_case_is_one_pdf_with_index_links_bookmarks_and_a_page_for_what_cannot_be_shown()
    {
        var broken = Pdf("itu")[..900];
        var output = new MemoryStream();
        using var qpdf = new Qpdf();
        var answer = await PdfAssembler.AssembleAsync("Sag 02.34.02-G01-17-26", ["Hul i vejen"],
        [
            new("1", "Ansøgning", "03-02-2026", Given(Pdf("ansøgning", 3)), Stamp: "Sag 02.34.02-G01-17-26 · Akt 1 · 03-02-2026"),
            new("1.1", "Bilag med et meget langt navn der slet ikke kan være på en eneste linje i en indholdsfortegnelse på et A4-ark", "", Given(Pdf("bilag")), Level: 1),
            new("2", "Ødelagt", "", Given(broken)),
            new("3", "Lyd", "", _ => Task.FromResult(new OfficeConversion(null, "En lydfil kan ikke vises som PDF."))),
            new("4", "Tom", "", Given([])),
            new("5", "Væk", "", _ => throw new FileNotFoundException()),
            new("6", "Låst", "", Given(await Tool.Encrypted(Pdf("hemmelig"), "kode"))),
            new("7", "Afgørelse", "", _ => Task.FromResult(new OfficeConversion(Stream(Pdf("afgørelse")), "PDF-filen viser kun dokumentets tekst.")), Stamp: "Akt 7"),
        ], output, qpdf);
        var pdf = output.ToArray();
        Assert.Equal(["2", "3", "4", "5", "6"], answer.Missing);
        Assert.Equal(1 + 3 + 1 + 5 + 1, answer.Pages);
        Assert.Equal(answer.Pages, await Tool.PdfPages(pdf));
        await Tool.QpdfCheck(pdf);

        var pages = (await Tool.PdfText(pdf)).Split('\f');
        Assert.Matches(@"1\s+Ansøgning\s+03-02-2026\s+3\s+2", pages[0]);
        Assert.Matches(@"7\s+Afgørelse\s+1\s+11", pages[0]);
        Assert.Contains("Kan ikke vises: En lydfil", pages[0], StringComparison.Ordinal);
        Assert.Contains("viser kun dokumentets tekst", pages[0], StringComparison.Ordinal);
        Assert.Contains("ansøgning 1", pages[1], StringComparison.Ordinal);
        Assert.All(pages[1..4], page => Assert.Contains("Akt 1 · 03-02-2026", page, StringComparison.Ordinal));
        Assert.DoesNotContain("Akt", pages[4], StringComparison.Ordinal);
        Assert.Contains("beskadiget", pages[5], StringComparison.Ordinal);
        Assert.Contains("En lydfil", pages[6], StringComparison.Ordinal);
        Assert.Contains("kunne ikke læses", pages[8], StringComparison.Ordinal);
        Assert.Contains("adgangskode", pages[9], StringComparison.Ordinal);
        Assert.Contains("afgørelse 1", pages[10], StringComparison.Ordinal);
        Assert.Contains("Akt 7", pages[10], StringComparison.Ordinal);
        Assert.Contains("Sag 02.34.02-G01-17-26", await Tool.PdfInfo(pdf), StringComparison.Ordinal);

        var outlines = JsonNode.Parse(await Tool.Qpdf(pdf, "--json=2", "--json-key=outlines", "{fil}"))!["outlines"]!.AsArray();
        Assert.Equal([1, 2, 6, 7, 8, 9, 10, 11], outlines.Select(entry => (int)entry!["destpageposfrom1"]!));
        Assert.Equal(5, (int)outlines[1]!["kids"]![0]!["destpageposfrom1"]!);
        Assert.Equal(8, (await Tool.Qpdf(pdf, "--qdf", "--object-streams=disable", "{fil}", "-")).Split("/Subtype /Link").Length - 1);
    }

    [Fact]
    public async Task A_Word_file_goes_by_LibreOffice_into_the_whole()
    {
        using var qpdf = new Qpdf();
        using var office = new OfficeConverter();
        var docx = Tool.Bytes(new DocxWriter().Paragraph("Kære Ærø").Save);
        var output = new MemoryStream();
        var answer = await PdfAssembler.AssembleAsync("Sag", [], [new("1", "Brev", "", stop => PdfRendition.MakeAsync(Stream(docx), "brev.docx", office, qpdf, Tiff, stop), "Akt 1")], output, qpdf);
        Assert.Empty(answer.Missing);
        await Tool.QpdfCheck(output.ToArray());
        var pages = (await Tool.PdfText(output.ToArray())).Split('\f');
        Assert.DoesNotContain("kun dokumentets tekst", pages[0], StringComparison.Ordinal);
        Assert.Contains("Kære Ærø", pages[1], StringComparison.Ordinal);
        Assert.Contains("Akt 1", pages[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_hundred_documents_become_one_with_an_index_that_counts_its_own_pages()
    {
        var one = Pdf("side");
        var output = new MemoryStream();
        using var qpdf = new Qpdf();
        await PdfAssembler.AssembleAsync("Sag", [], Enumerable.Range(1, 300).Select(i => new PdfAssemblyItem($"{i}", $"Dok {i}", "", Given(one), $"Akt {i}")), output, qpdf);
        var text = await Tool.PdfText(output.ToArray());
        var indexPages = text.Split('\f').Count(page => page.Contains("Indhold, side", StringComparison.Ordinal));
        Assert.InRange(indexPages, 7, 9);
        Assert.Equal(300 + indexPages, await Tool.PdfPages(output.ToArray()));
        Assert.Matches($@"300\s+Dok 300\s+1\s+{300 + indexPages}", text);
        Assert.Contains("Akt 300", text.Split('\f')[299 + indexPages], StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_empty_case_is_its_index_alone()
    {
        using var qpdf = new Qpdf();
        var output = new MemoryStream();
        Assert.Equal(1, (await PdfAssembler.AssembleAsync("Tom sag", [], [], output, qpdf)).Pages);
        Assert.Contains("Tom sag", await Tool.PdfText(output.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_would_make_the_whole_too_large_is_left_out_by_name()
    {
        var one = Pdf("side");
        using var qpdf = new Qpdf();
        var answer = await PdfAssembler.AssembleAsync("Sag", [], Enumerable.Range(1, 3).Select(i => new PdfAssemblyItem($"{i}", "x", "", Given(one))), new MemoryStream(), qpdf, one.Length * 2);
        Assert.Equal(["3"], answer.Missing);
    }

    [Fact]
    public async Task A_stamp_is_on_every_page_of_the_copy_whatever_its_size_and_the_original_is_untouched()
    {
        using var qpdf = new Qpdf();
        var original = Pdf("tekst", 3);
        var before = (byte[])original.Clone();
        var output = new MemoryStream();
        await PdfStamp.StampAsync(Stream(original), output, "Sag 02.34.02-G01-17-26 · Akt 7.1 · 03-02-2026", qpdf);
        Assert.Equal(before, original);
        await Tool.QpdfCheck(output.ToArray());
        var pages = (await Tool.PdfText(output.ToArray())).Split('\f');
        Assert.All(pages.Take(3), page => Assert.Contains("Akt 7.1 · 03-02-2026", page, StringComparison.Ordinal));
        Assert.Contains("tekst 3", pages[2], StringComparison.Ordinal);

        foreach (var (box, turn, width) in new[] { ("[0 0 2384 3370]", 0, 2384), ("[-100 -50 742 545]", 90, 595), ("[0 0 420 300]", 270, 300) })
        {
            var odd = HostileFiles.SmallPdf($"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox {box} /Rotate {turn} >>", page: "<< /Type /Page /Parent 2 0 R >>");
            var stamped = new MemoryStream();
            await PdfStamp.StampAsync(Stream(odd), stamped, "Akt 7", qpdf);
            var place = System.Text.RegularExpressions.Regex.Match(await Tool.PdfBoxes(stamped.ToArray()), @"<word xMin=""([\d.]+)"" yMin=""([\d.]+)""");
            var (left, top) = (Value(place, 1), Value(place, 2));
            Assert.InRange(left, width - 60, width); // the upper right corner, as seen
            Assert.InRange(top, 5, 20);
        }

        static double Value(System.Text.RegularExpressions.Match match, int group) => double.Parse(match.Groups[group].Value, System.Globalization.CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task A_pdf_that_only_forbids_copying_is_read_and_one_with_a_password_is_refused()
    {
        using var qpdf = new Qpdf();
        using var office = new OfficeConverter(new() { Program = "" });
        var open = await Tool.Encrypted(Pdf("åben"), "");
        Assert.Equal(new PdfInfo(1, false, false), await PdfInfo.ReadAsync(Stream(open), qpdf));
        using var shown = await PdfRendition.MakeAsync(Stream(open), "a.pdf", office, qpdf, Tiff);
        Assert.NotNull(shown.Pdf);
        var stamped = new MemoryStream();
        await PdfStamp.StampAsync(Stream(open), stamped, "Akt 1", qpdf);
        Assert.Contains("åben 1", await Tool.PdfText(stamped.ToArray()), StringComparison.Ordinal);

        var locked = await Tool.Encrypted(Pdf("lukket"), "kode");
        Assert.Equal(new PdfInfo(0, true, false), await PdfInfo.ReadAsync(Stream(locked), qpdf));
        using var refused = await PdfRendition.MakeAsync(Stream(locked), "a.pdf", office, qpdf, Tiff);
        Assert.Null(refused.Pdf);
        Assert.Contains("adgangskode", refused.Reason, StringComparison.Ordinal);
        Assert.Contains("adgangskode", (await Assert.ThrowsAsync<PdfException>(() => PdfStamp.StampAsync(Stream(locked), new MemoryStream(), "x", qpdf))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pdf_cut_at_any_place_is_refused_in_Danish_or_its_errors_are_told()
    {
        using var qpdf = new Qpdf();
        var pdf = Pdf("tekst");
        for (var length = 0; length < pdf.Length; length += 1 + (pdf.Length / 12))
        {
            try
            {
                Assert.True((await PdfInfo.ReadAsync(Stream(pdf[..length]), qpdf)).HasErrors);
            }
            catch (PdfException refusal)
            {
                Assert.NotEmpty(refusal.Message);
            }
        }

        Assert.Equal(new PdfInfo(1, false, false), await PdfInfo.ReadAsync(Stream(pdf), qpdf));
    }

    [Fact]
    public async Task A_pdf_with_turned_bytes_never_brings_anything_but_a_Danish_refusal()
    {
        using var qpdf = new Qpdf();
        var pdf = Pdf("tekst");
        var random = new Random(11);
        for (var i = 0; i < 30; i++)
        {
            var turned = (byte[])pdf.Clone();
            for (var n = 0; n < 10; n++)
            {
                turned[random.Next(turned.Length)] = (byte)random.Next(256);
            }

            try
            {
                await PdfStamp.StampAsync(Stream(turned), new MemoryStream(), "x", qpdf);
            }
            catch (PdfException refusal)
            {
                Assert.NotEmpty(refusal.Message);
            }
        }
    }

    [Fact]
    public async Task A_pdf_whose_pages_lie_in_a_ring_or_too_deep_is_answered_in_time()
    {
        using var qpdf = new Qpdf(new() { TimeLimit = TimeSpan.FromSeconds(20) });
        using var end = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        Assert.Equal(1, (await PdfInfo.ReadAsync(Stream(HostileFiles.SmallPdf()), qpdf, end.Token)).Pages);
        var deep = new string('[', 200_000) + new string(']', 200_000);
        foreach (var hostile in new[]
        {
            HostileFiles.SmallPdf("<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1 >>"),
            HostileFiles.SmallPdf("<< /Type /Pages /Kids [3 0 R] /Count 1 >>", page: "<< /Type /Pages /Parent 2 0 R /Kids [2 0 R] /Count 1 >>"),
            HostileFiles.SmallPdf(page: $"<< /Type /Page /Parent 2 0 R /MediaBox {deep} >>"),
            HostileFiles.SmallPdf(page: "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 1e400 -99999999999999999999] /Rotate 47 /UserUnit (x) >>"),
            HostileFiles.SmallPdf(page: "<< /Type /Page /Parent 3 0 R /MediaBox 3 0 R /Resources 3 0 R /Annots [3 0 R 3 0 R] /Contents [3 0 R] >>"),
        })
        {
            try
            {
                var answer = await PdfAssembler.AssembleAsync("x", [], [new("1", "x", "", Given(hostile), "Akt 1")], new MemoryStream(), qpdf, ct: end.Token);
                Assert.Equal(2, answer.Pages);
            }
            catch (PdfException refusal)
            {
                Assert.NotEmpty(refusal.Message);
            }
        }
    }

    [Fact]
    public async Task Without_qpdf_it_is_said_and_nothing_breaks()
    {
        using var qpdf = new Qpdf(new() { Program = "" });
        Assert.False(qpdf.IsAvailable);
        var output = new MemoryStream();
        var refusals = new[]
        {
            await Assert.ThrowsAsync<PdfException>(() => PdfStamp.StampAsync(Stream(Pdf("x")), output, "x", qpdf)),
            await Assert.ThrowsAsync<PdfException>(() => PdfInfo.ReadAsync(Stream(Pdf("x")), qpdf)),
            await Assert.ThrowsAsync<PdfException>(() => PdfAssembler.AssembleAsync("x", [], [], output, qpdf)),
        };
        Assert.All(refusals, refusal => Assert.Contains("qpdf er ikke installeret", refusal.Message, StringComparison.Ordinal));
        Assert.Equal(0, output.Length);
    }

    [Fact]
    [System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
    public async Task A_slow_program_is_ended_and_its_folder_removed()
    {
        var folder = Directory.CreateTempSubdirectory();
        var program = Path.Combine(folder.FullName, "langsom");
        await File.WriteAllTextAsync(program, "#!/bin/sh\nexec sleep 60\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        var work = folder.CreateSubdirectory("arbejde");
        using var qpdf = new Qpdf(new() { Program = program, TimeLimit = TimeSpan.FromMilliseconds(300), WorkFolder = work.FullName });
        var refusal = await Assert.ThrowsAsync<PdfException>(() => PdfStamp.StampAsync(Stream(Pdf("x")), new MemoryStream(), "x", qpdf));
        Assert.Contains("0,3 sekunder", refusal.Message.Replace("0.3", "0,3", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Empty(work.GetFileSystemInfos());
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Without_LibreOffice_a_Word_file_is_shown_as_its_text_and_it_is_said()
    {
        using var qpdf = new Qpdf(new() { Program = "" });
        using var office = new OfficeConverter(new() { Program = "" });
        Assert.False(office.IsAvailable);
        var docx = Tool.Bytes(new DocxWriter().Paragraph("Kære Ærø").Save);
        using var answer = await PdfRendition.MakeAsync(Stream(docx), "brev.docx", office, qpdf, Tiff);
        Assert.Contains("kun dokumentets tekst", answer.Reason, StringComparison.Ordinal);
        Assert.Contains("Kære Ærø", await Tool.PdfText(Tool.Bytes(answer.Pdf!)), StringComparison.Ordinal);

        using var sheet = await PdfRendition.MakeAsync(Stream(FileInspectorTests.Zip(("[Content_Types].xml", "x"), ("xl/workbook.xml", "x"))), "ark.xlsx", office, qpdf, Tiff);
        Assert.Null(sheet.Pdf);
        Assert.Contains("LibreOffice", sheet.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mails_texts_pages_and_pictures_become_pdfs()
    {
        using var qpdf = new Qpdf(new() { Program = "" });
        using var office = new OfficeConverter(new() { Program = "" });
        async Task<string> Text(byte[] content, string name)
        {
            using var answer = await PdfRendition.MakeAsync(Stream(content), name, office, qpdf, Tiff);
            Assert.Null(answer.Reason);
            return await Tool.PdfText(Tool.Bytes(answer.Pdf!));
        }

        var mail = await Text(Encoding.UTF8.GetBytes("From: Ane <ane@a.dk>\r\nTo: b@b.dk\r\nSubject: Hul i vejen\r\nDate: Tue, 3 Feb 2026 09:15:00 +0100\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Kære kommune</p>"), "mail.eml");
        Assert.Contains("Fra: Ane <ane@a.dk>", mail, StringComparison.Ordinal);
        Assert.Contains("Kære kommune", mail, StringComparison.Ordinal);
        Assert.Contains("blå", await Text(Encoding.Latin1.GetBytes("blå"), "a.txt"), StringComparison.Ordinal);
        Assert.Contains("blå", await Text(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("blå")).ToArray(), "a.txt"), StringComparison.Ordinal);
        Assert.Contains("Overskrift", await Text("<html><h1>Overskrift"u8.ToArray(), "a.html"), StringComparison.Ordinal);
        Assert.Contains("Side 1 af 1", await Text(FileInspectorTests.Png, "a.png"), StringComparison.Ordinal);

        using var broken = await PdfRendition.MakeAsync(Stream(FileInspectorTests.Png[..40]), "a.png", office, qpdf, Tiff);
        Assert.Contains("beskadiget", broken.Reason, StringComparison.Ordinal);
        var giant = (byte[])FileInspectorTests.Png.Clone();
        giant[16] = giant[20] = 0x7F;
        using var tooLarge = await PdfRendition.MakeAsync(Stream(giant), "a.png", office, qpdf, Tiff);
        Assert.Contains("for stort", tooLarge.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task PDFs_are_made_at_the_same_time_without_disturbing_each_other()
    {
        var made = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => Pdf($"tråd{i} æøå {(char)('А' + i)}", 2))));
        for (var i = 0; i < made.Length; i += 5)
        {
            Assert.Contains($"tråd{i} æøå {(char)('А' + i)} 2", await Tool.PdfText(made[i]), StringComparison.Ordinal);
        }
    }
}
