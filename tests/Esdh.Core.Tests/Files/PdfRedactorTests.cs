using System.Text;
using Esdh.Core.Files.Pdf;

namespace Esdh.Core.Tests.Files;

/// <summary>What is hidden is gone, and what is only covered is found; with the real programs.</summary>
[Trait("Database", "nej")]
public sealed class PdfRedactorTests : IDisposable
{
    private readonly Qpdf _qpdf = new();

    private PdfRedactor Redactor => new(_qpdf);

    public void Dispose() => _qpdf.Dispose();

    private static byte[] Pdf(params string[] pages) => Tool.Bytes(stream =>
    {
        using var writer = new PdfWriter("Prøve");
        writer.PlainText(string.Join(new string('\n', 60), pages)).Save(stream);
    });

    /// <summary>A file written by hand: objects by number, the first the catalog.</summary>
    private static byte[] Raw(params string[] objects)
    {
        var text = new StringBuilder("%PDF-1.7\n");
        List<int> places = [];
        for (var i = 0; i < objects.Length; i++)
        {
            places.Add(text.Length);
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objects[i]}\nendobj\n");
        }

        var table = text.Length;
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n");
        foreach (var place in places)
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
        text.Append(System.Globalization.CultureInfo.InvariantCulture, $"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    private static string Content(string operators) => $"<< /Length {operators.Length} >>\nstream\n{operators}\nendstream";

    private const string Font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";

    private const string Tree = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";

    /// <summary>Files that all show »Synligt« alone, and hold »Hemmelig« somewhere.</summary>
    public static TheoryData<string> Ways => ["layer", "covered", "invisible", "outside", "annotation", "property", "font", "attachment", "replacement", "bookmark", "broken up"];

    private static byte[] Hiding(string way)
    {
        const string Page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>";
        const string Seen = "BT /F1 20 Tf 20 250 Td (Synligt) Tj ET";
        return way switch
        {
            "layer" => Raw(
                "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] /Order [6 0 R] >> >> >>", Tree,
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Resources << /Font << /F1 5 0 R >> /Properties << /L 6 0 R >> >> /Contents 4 0 R >>",
                Content(Seen + " /OC /L BDC BT /F1 20 Tf 20 100 Td (Hemmelig) Tj ET EMC"), Font, "<< /Type /OCG /Name (Lag) >>"),
            "covered" => Raw("<< /Type /Catalog /Pages 2 0 R >>", Tree, Page, Content(Seen + " BT /F1 20 Tf 20 100 Td (Hemmelig) Tj ET 0 g 10 90 200 40 re f"), Font),
            "invisible" => Raw("<< /Type /Catalog /Pages 2 0 R >>", Tree, Page, Content(Seen + " BT 3 Tr /F1 20 Tf 20 100 Td (Hemmelig) Tj ET"), Font),
            "outside" => Raw("<< /Type /Catalog /Pages 2 0 R >>", Tree, Page, Content(Seen + " BT /F1 20 Tf 20 -100 Td (Hemmelig) Tj ET"), Font),
            "annotation" => Raw(
                "<< /Type /Catalog /Pages 2 0 R >>", Tree, Page.Replace("/Contents", "/Annots [6 0 R] /Contents", StringComparison.Ordinal), Content(Seen), Font,
                "<< /Type /Annot /Subtype /Text /Rect [1 1 2 2] /F 2 /Contents (Hemmelig note) >>"),
            "property" => Raw("<< /Type /Catalog /Pages 2 0 R /Metadata 6 0 R >>", Tree, Page, Content(Seen), Font, "<< /Type /Metadata /Subtype /XML /Length 34 >>\nstream\n<x:xmpmeta>Hemmelig</x:xmpmeta>   \nendstream"),
            "font" => Raw(
                "<< /Type /Catalog /Pages 2 0 R >>", Tree, Page, Content(Seen), "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /FontDescriptor 6 0 R >>",
                "<< /Type /FontDescriptor /FontName /Helvetica /Flags 32 /FontFile2 7 0 R >>", "<< /Length 21 >>\nstream\n\0H\0e\0m\0m\0e\0l\0i\0g12345\nendstream"),
            "attachment" => Raw(
                "<< /Type /Catalog /Pages 2 0 R /Names << /EmbeddedFiles << /Names [(x) 6 0 R] >> >> >>", Tree, Page, Content(Seen), Font, "<< /Type /Filespec /F (x.txt) /EF << /F 7 0 R >> >>",
                "<< /Type /EmbeddedFile /Length 8 >>\nstream\nHemmelig\nendstream"),
            "replacement" => Raw("<< /Type /Catalog /Pages 2 0 R >>", Tree, Page, Content("/Span << /ActualText (Hemmelig) >> BDC " + Seen + " EMC"), Font),
            "bookmark" => Raw(
                "<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>", Tree, Page, Content(Seen), Font, "<< /Type /Outlines /First 7 0 R /Last 7 0 R /Count 1 >>", "<< /Title (Hemmelig) /Parent 6 0 R /Dest [3 0 R /Fit] >>"),
            _ => Raw("<< /Type /Catalog /Pages 2 0 R >>", Tree, Page, Content(Seen + " BT /F1 20 Tf 20 100 Td [(He) -20 (mme) 10 (lig)] TJ ET 0 g 10 90 200 40 re f"), Font),
        };
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task What_is_hidden_in_any_way_is_found_and_is_gone_after_redaction(string way)
    {
        var pdf = Hiding(way);
        using var original = new MemoryStream(pdf);
        Assert.NotEmpty(await Redactor.ProveAsync(original, ["Hemmelig"], picturesOnly: false));
        Assert.NotEmpty(await Redactor.ProveAsync(original, [], picturesOnly: true));
        if (way is "layer" or "annotation" or "attachment")
            Assert.True(await Redactor.HoldsUnseenAsync(original));
        using var made = new MemoryStream();
        var answer = await Redactor.RedactAsync(original, [], ["Hemmelig"], made);
        Assert.Equal(1, answer.Pages);
        Assert.Empty(await Redactor.ProveAsync(made, ["Hemmelig", "Synligt"], picturesOnly: true));
        Assert.False(await Redactor.HoldsUnseenAsync(made));
    }

    [Fact]
    public async Task Words_are_blackened_where_they_stand_and_nothing_else_is()
    {
        var pdf = Pdf("Dora Demo bor her. Skolen er stor.", "Doras nummer er 010203-1234.");
        using var made = new MemoryStream();
        var answer = await Redactor.RedactAsync(new MemoryStream(pdf), [], ["dora", "0102031234", "ole", "Findes Ikke"], made);
        Assert.Equal(2, answer.Pages);
        Assert.Equal(["ole", "Findes Ikke"], answer.NotFound);
        Assert.InRange(answer.Places, 3, 4);
        Assert.Empty(await Redactor.ProveAsync(made, ["Dora", "010203-1234"], picturesOnly: true));
        var (_, _, before) = await Tool.FirstPage(pdf);
        var (_, _, after) = await Tool.FirstPage(made.ToArray());
        Assert.InRange(after.Count(b => b < 40) - before.Count(b => b < 40), 100, 2000); // one word of twelve points
    }

    [Fact]
    public async Task A_rectangle_hides_what_lies_under_it_on_a_turned_page_too()
    {
        foreach (var turn in new[] { 0, 90, 180, 270 })
        {
            var pdf = Raw(
                "<< /Type /Catalog /Pages 2 0 R >>", Tree, $"<< /Type /Page /Parent 2 0 R /Rotate {turn} /MediaBox [0 0 300 200] /CropBox [50 50 250 150] /Resources << /Font << /F1 5 0 R >> >> /Contents 4 0 R >>",
                Content("BT /F1 20 Tf 80 100 Td (Hemmelig) Tj ET"), Font);
            using var byWord = new MemoryStream();
            Assert.Equal(1, (await Redactor.RedactAsync(new MemoryStream(pdf), [], ["Hemmelig"], byWord)).Places);
            using var all = new MemoryStream();
            await Redactor.RedactAsync(new MemoryStream(pdf), [new(1, 0, 0, 1, 1)], [], all);
            Assert.DoesNotContain((await Tool.FirstPage(all.ToArray())).Gray, b => b > 40);

            // The black lies where the letters are: no letter is left outside it, and it is no larger than they need.
            var (width, height, gray) = await Tool.FirstPage(byWord.ToArray());
            Assert.Equal(turn % 180 == 0, width > height);
            var dark = Enumerable.Range(0, gray.Length).Where(i => gray[i] < 128).Select(i => (X: i % width, Y: i / width)).ToList();
            var (left, right, top, bottom) = (dark.Min(d => d.X), dark.Max(d => d.X), dark.Min(d => d.Y), dark.Max(d => d.Y));
            Assert.True(dark.Count > (right - left) * (bottom - top) * 0.95, $"turned {turn}: letters are left");
            Assert.InRange(dark.Count, 1400, 2600); // 90 by 18 points, with an edge
        }
    }

    [Fact]
    public async Task Files_that_cannot_be_read_are_refused_in_Danish()
    {
        var locked = await Tool.Encrypted(Pdf("Hemmelig"), "kode");
        Assert.Contains("adgangskode", (await Assert.ThrowsAsync<PdfException>(() => Redactor.RedactAsync(new MemoryStream(locked), [], ["x"], new MemoryStream()))).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<PdfException>(() => Redactor.RedactAsync(new MemoryStream("ikke en pdf"u8.ToArray()), [], [], new MemoryStream()));
        await Assert.ThrowsAsync<PdfException>(() => Redactor.RedactAsync(new MemoryStream(Pdf("a")), [new(2, 0, 0, 1, 1)], [], new MemoryStream()));
        await Assert.ThrowsAsync<PdfException>(() => Redactor.DrawAsync(new MemoryStream(Pdf("a")), 9, new MemoryStream()));
    }

    [Theory]
    [InlineData("Jensen", "Jensens hus", 1)]
    [InlineData("Jensen", "hos Jen- sen i dag", 2)]
    [InlineData("ole", "skolen", 0)]
    [InlineData("12 34", "tlf. 991234", 1)]
    [InlineData("Bo Ib", "Bo Ib", 2)]
    [InlineData("!!", "alt muligt", 0)]
    public void A_word_is_found_where_it_begins_and_digits_anywhere(string needle, string text, int words) => Assert.Equal(words, PdfRedactor.Matches(text.Split(' '), needle).Count);
}
