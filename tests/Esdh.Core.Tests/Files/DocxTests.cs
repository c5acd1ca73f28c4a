using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using DocumentFormat.OpenXml.Wordprocessing;
using Esdh.Core.Files;
using Esdh.Core.Files.Word;

namespace Esdh.Core.Tests.Files;

[Trait("Database", "nej")]
public sealed class DocxTests
{
    private const string W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    private static readonly DocxMergeData Data = new(
        new Dictionary<string, string> { ["sag.nummer"] = "02.34.02-G01-17-26", ["sag.titel"] = "Hul i vejen", ["Modtager"] = "Ærø <&> \"Ø\"" },
        new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>
        {
            ["parter"] =
            [
                new Dictionary<string, string> { ["navn"] = "Ane {{sag.titel}}", ["rolle"] = "Ansøger" },
                new Dictionary<string, string> { ["navn"] = "Bo", ["rolle"] = "Nabo" },
            ],
            ["tom"] = [],
        });

    /// <summary>A Word file with <paramref name="body"/> as the XML inside w:body.</summary>
    private static byte[] Docx(string body, string? header = null) => Tool.Bytes(stream =>
    {
        using var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document);
        var main = document.AddMainDocumentPart();
        main.Document = new Document($"""<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>""");
        if (header is not null)
        {
            main.AddNewPart<HeaderPart>().Header = new Header($"""<w:hdr xmlns:w="{W}">{header}</w:hdr>""");
        }
    });

    private static (byte[] Bytes, DocxMergeResult Result) Merge(byte[] template, DocxMergeData? data = null)
    {
        var output = new MemoryStream();
        var result = DocxMerge.Merge(new MemoryStream(template, writable: false), output, data ?? Data);
        return (output.ToArray(), result);
    }

    private static string Text(byte[] docx) => TextExtract.FromDocx(new MemoryStream(docx));

    private static void AssertValid(byte[] docx)
    {
        using var document = WordprocessingDocument.Open(new MemoryStream(docx), false);
        Assert.Empty(new OpenXmlValidator().Validate(document).Select(error => $"{error.Path?.XPath}: {error.Description}"));
    }

    [Fact]
    public void A_field_split_over_runs_is_merged_and_keeps_the_look_of_its_first_run()
    {
        var template = Docx("""
            <w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">Sag {</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t>{sag.</w:t></w:r><w:r><w:t>num</w:t></w:r>
            <w:r><w:rPr><w:i/></w:rPr><w:t>mer}</w:t></w:r><w:r><w:t>} og {{ sag_titel }}{{SAG.NUMMER}}!</w:t></w:r></w:p>
            """);
        var original = (byte[])template.Clone();
        var (merged, result) = Merge(template);
        Assert.Equal("Sag 02.34.02-G01-17-26 og Hul i vejen02.34.02-G01-17-26!\n", Text(merged));
        Assert.Equal(3, result.Replaced);
        Assert.Empty(result.Unknown);
        Assert.Equal(original, template);
        AssertValid(merged);
        using var document = WordprocessingDocument.Open(new MemoryStream(merged), false);
        Assert.NotNull(document.MainDocumentPart!.Document.Descendants<Run>().Single(run => run.InnerText.Contains("02.34.02-G01-17-26", StringComparison.Ordinal) && run.InnerText.StartsWith("Sag", StringComparison.Ordinal)).RunProperties?.Bold);
    }

    [Fact]
    public void Unknown_fields_are_listed_once_and_stand_unchanged()
    {
        var (merged, result) = Merge(Docx("<w:p><w:r><w:t>{{sag.findesikke}} {{a}} {{a}} {{ikke et felt}} {{}} {{sag.titel}}</w:t></w:r></w:p>"));
        Assert.Equal(["sag.findesikke", "a"], result.Unknown);
        Assert.Equal("{{sag.findesikke}} {{a}} {{a}} {{ikke et felt}} {{}} Hul i vejen\n", Text(merged));
    }

    [Fact]
    public void Values_are_plain_text_with_line_breaks_and_never_read_again()
    {
        var data = new DocxMergeData(new Dictionary<string, string> { ["x"] = "<w:p/>&amp;\r\nlinje 2\n{{y}}\u0001\u0000\uD800 😀\u000b", ["y"] = "FORKERT" });
        var (merged, _) = Merge(Docx("<w:p><w:r><w:t>før {{x}} efter</w:t></w:r></w:p>"), data);
        Assert.Equal("før <w:p/>&amp;\nlinje 2\n{{y}} 😀\n efter\n", Text(merged));
        AssertValid(merged);
    }

    [Fact]
    public void Headers_footers_tables_and_text_boxes_are_merged()
    {
        var template = Tool.Bytes(new DocxWriter().Title("Skabelon").Header("Sag {{sag.nummer}}").Footer("{{sag.titel}} bund")
            .Heading("{{sag.titel}}").Table([["Felt", "Værdi"], ["Nummer", "{{sag.nummer}}"]]).Save);
        AssertValid(template);
        var (merged, result) = Merge(template);
        Assert.Equal(4, result.Replaced);
        using (var document = WordprocessingDocument.Open(new MemoryStream(merged), false))
        {
            Assert.Equal("Sag 02.34.02-G01-17-26", document.MainDocumentPart!.HeaderParts.Single().Header.InnerText);
            Assert.Equal("Hul i vejen bund", document.MainDocumentPart.FooterParts.Single().Footer.InnerText);
        }

        var box = Docx("""
            <w:p><w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" Requires="wps">
            <w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:txbx><w:txbxContent><w:p><w:r><w:t>{{sag</w:t></w:r><w:r><w:t>.titel}}</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing>
            </mc:Choice><mc:Fallback><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox><w:txbxContent><w:p><w:r><w:t>{{sag.titel}}</w:t></w:r></w:p></w:txbxContent></v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>{{sag.nummer}}</w:t></w:r></w:p>
            """);
        var (boxed, inBox) = Merge(box);
        Assert.Equal(3, inBox.Replaced);
        Assert.Equal("Hul i vejen\n02.34.02-G01-17-26\n", Text(boxed));
    }

    [Fact]
    public void Words_own_merge_fields_are_filled_simple_and_complex()
    {
        var (merged, result) = Merge(Docx("""
            <w:p><w:fldSimple w:instr=" MERGEFIELD  sag_titel  \* MERGEFORMAT "><w:r><w:rPr><w:b/></w:rPr><w:t>«sag_titel»</w:t></w:r></w:fldSimple></w:p>
            <w:p><w:r><w:t xml:space="preserve">Kære </w:t></w:r><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> MERGE</w:instrText></w:r><w:r><w:instrText>FIELD "Modtager" \* Upper</w:instrText></w:r>
            <w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>«Na</w:t></w:r><w:r><w:t>vn»</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r><w:r><w:t>, hej</w:t></w:r></w:p>
            <w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>
            <w:p><w:r><w:t>a</w:t><w:fldChar w:fldCharType="begin"/><w:instrText> MERGEFIELD sag.nummer </w:instrText><w:fldChar w:fldCharType="end"/><w:t>z</w:t></w:r></w:p>
            <w:p><w:fldSimple w:instr="MERGEFIELD ukendt"><w:r><w:t>«ukendt»</w:t></w:r></w:fldSimple></w:p>
            """));
        Assert.Equal(["ukendt"], result.Unknown);
        Assert.Equal("Hul i vejen\nKære Ærø <&> \"Ø\", hej\n1\na02.34.02-G01-17-26z\n«ukendt»\n", Text(merged));
        AssertValid(merged);
    }

    private static string P(string text) => $"<w:p><w:r><w:t xml:space=\"preserve\">{text}</w:t></w:r></w:p>";

    private static string Row(params string[] cells) => $"<w:tr>{string.Concat(cells.Select(c => $"<w:tc>{P(c)}</w:tc>"))}</w:tr>";

    private static readonly DocxMergeData Betinget = new(
        new Dictionary<string, string> { ["part.rolle"] = "Nabo", ["part.email"] = "", ["sag.titel"] = "Hul i vejen", ["ond"] = "{{#hvis x}}" },
        new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>
        {
            ["parter"] = [new Dictionary<string, string> { ["navn"] = "Ane", ["rolle"] = "Ansøger" }, new Dictionary<string, string> { ["navn"] = "{{#hvis x}}", ["rolle"] = "Nabo" }],
        });

    [Theory]
    [InlineData("A{{#hvis part.email}} mail{{/hvis}}B", "AB")]
    [InlineData("A{{#hvis sag.titel}} sag {{sag.titel}}{{/hvis}}B", "A sag Hul i vejenB")]
    [InlineData("{{#hvis part.email}}mail{{ellers}}brev{{/hvis}}", "brev")]
    [InlineData("{{#hvis part.rolle = &quot;nabo&quot;}}N{{ellers}}A{{/hvis}}", "N")]
    [InlineData("{{#hvis part.rolle = \u201dNabo\u201d}}N{{/hvis}}", "N")]
    [InlineData("{{#hvis part.rolle != \u201cNabo\u201d}}A{{ellers}}N{{/hvis}}", "N")]
    [InlineData("{{#hvis sag.titel}}{{#hvis part.email}}m{{ellers}}b{{/hvis}}{{ellers}}intet{{/hvis}}", "b")]
    [InlineData("{{#hvis part.email}}{{#hvis sag.titel}}m{{ellers}}b{{/hvis}}{{ellers}}intet{{/hvis}}", "intet")]
    [InlineData("{{ond}} og {{sag.titel}}", "{{#hvis x}} og Hul i vejen")]
    public void Words_between_the_markers_of_a_condition_stand_when_it_holds(string template, string expected)
    {
        var (merged, result) = Merge(Docx(P(template)), Betinget);
        Assert.Equal(expected + "\n", Text(merged));
        Assert.Empty(result.Unknown);
        AssertValid(merged);
    }

    [Fact]
    public void A_condition_split_over_runs_is_understood()
    {
        var (merged, _) = Merge(Docx("<w:p><w:r><w:t>{{#hvis </w:t></w:r><w:r><w:t>part.email}}x{{el</w:t></w:r><w:r><w:t>lers}}y{{/hvis</w:t></w:r><w:r><w:t>}}</w:t></w:r></w:p>"), Betinget);
        Assert.Equal("y\n", Text(merged));
    }

    [Fact]
    public void Paragraphs_and_tables_between_markers_of_their_own_stand_when_it_holds()
    {
        var body = P("{{#hvis part.email}}") + P("Vi mailer.") + $"<w:tbl><w:tblPr/><w:tblGrid/>{Row("a")}</w:tbl>" + P("{{ellers}}") + P("Vi skriver.") + P(" {{#hvis sag.titel}} ") + P("Om {{sag.titel}}.") + P("{{/hvis}}") + P("{{/hvis}}") + P("Slut");
        var (merged, result) = Merge(Docx(body), Betinget);
        Assert.Equal("Vi skriver.\nOm Hul i vejen.\nSlut\n", Text(merged));
        Assert.Empty(result.Unknown);
        AssertValid(merged);
    }

    [Fact]
    public void A_paragraph_that_a_condition_empties_is_gone() =>
        Assert.Equal("A\nB\n", Text(Merge(Docx(P("A") + P("{{#hvis part.email}}mail{{/hvis}}") + P("B")), Betinget).Bytes));

    [Fact]
    public void Rows_between_rows_with_markers_alone_stand_when_it_holds()
    {
        var table = $"<w:tbl><w:tblPr/><w:tblGrid/>{Row("{{#hvis part.email}}")}{Row("mail", "ja")}{Row("{{/hvis}}")}{Row("brev", "ja")}</w:tbl>" + P("x");
        var (merged, _) = Merge(Docx(table), Betinget);
        Assert.DoesNotContain("mail", Text(merged), StringComparison.Ordinal);
        Assert.Contains("brev", Text(merged), StringComparison.Ordinal);
        AssertValid(merged);
    }

    [Fact]
    public void Paragraphs_and_tables_are_repeated_and_their_conditions_ask_the_item()
    {
        var body = P("{{#parter}}") + P("{{navn}}: {{#hvis rolle = &quot;Ansøger&quot;}}du søger{{ellers}}du er {{rolle}}{{/hvis}}") + P("{{#hvis rolle = &quot;Nabo&quot;}}") + $"<w:tbl><w:tblPr/><w:tblGrid/>{Row("{{parter.rolle}}")}</w:tbl>" + P("{{/hvis}}") + P("{{/parter}}") + P("{{sag.titel}}");
        var (merged, result) = Merge(Docx(body), Betinget);
        var text = Text(merged);
        Assert.StartsWith("Ane: du søger\n{{#hvis x}}: du er Nabo\nNabo", text, StringComparison.Ordinal); // a value is never read as a marker
        Assert.EndsWith("Hul i vejen\n", text, StringComparison.Ordinal);
        Assert.Empty(result.Unknown);
        AssertValid(merged);
    }

    [Theory]
    [InlineData("{{#hvis sag.titel}}x")]
    [InlineData("x{{/hvis}}")]
    [InlineData("{{ellers}}")]
    [InlineData("{{#hvis sag.titel}}")]
    [InlineData("{{/hvis}}")]
    public void A_condition_without_its_other_half_is_refused_in_Danish(string text)
    {
        Assert.Contains("hvis", Assert.Throws<DocxException>(() => Merge(Docx(P(text)), Betinget)).Message, StringComparison.Ordinal);
        Assert.Contains("hvis", Assert.Throws<DocxException>(() => DocxMerge.Fields(new MemoryStream(Docx(P(text))))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_fields_of_a_template_are_those_of_its_conditions_and_of_both_branches() =>
        Assert.Equal(["part.email", "a", "b", "#parter", "navn"],
            DocxMerge.Fields(new MemoryStream(Docx(P("{{#hvis part.email}}{{a}}{{ellers}}{{b}}{{/hvis}}") + P("{{#parter}}") + P("{{navn}}") + P("{{/parter}}")))));

    [Fact]
    public void A_row_is_repeated_for_each_item_and_vanishes_for_none()
    {
        var template = Tool.Bytes(new DocxWriter()
            .Table([["Navn", "Rolle"], ["{{#parter}}{{navn}}", "{{parter.rolle}} i {{sag.nummer}}{{/parter}}"], ["sum", "slut"]])
            .Table([["{{#tom}}{{navn}}{{/tom}}"]], hasHeader: false)
            .Table([["{{#ukendt}}{{navn}}{{/ukendt}}"]], hasHeader: false).Save);
        var (merged, result) = Merge(template);
        Assert.Equal("Navn\nRolle\nAne {{sag.titel}}\nAnsøger i 02.34.02-G01-17-26\nBo\nNabo i 02.34.02-G01-17-26\nsum\nslut\n\n\n\n{{#ukendt}}{{navn}}{{/ukendt}}\n\n", Text(merged));
        Assert.Equal(["#ukendt", "navn", "/ukendt"], result.Unknown);
        AssertValid(merged);
        Assert.Equal(["#parter", "navn", "parter.rolle", "sag.nummer", "#tom", "#ukendt"], DocxMerge.Fields(new MemoryStream(template)));
    }

    [Fact]
    public void Rows_from_the_first_marker_to_the_last_are_repeated_together()
    {
        var template = Tool.Bytes(new DocxWriter().Table([["{{#parter}}{{navn}}"], ["  {{rolle}}{{/parter}}"]], hasHeader: false).Save);
        Assert.Equal("Ane {{sag.titel}}\n  Ansøger\nBo\n  Nabo\n\n", Text(Merge(template).Bytes));
    }

    [Fact]
    public void A_list_too_long_is_refused_in_Danish_and_nothing_is_written()
    {
        var template = Tool.Bytes(new DocxWriter().Table([["{{#parter}}{{navn}}{{/parter}}"]], hasHeader: false).Save);
        var much = new DocxMergeData(new Dictionary<string, string>(), new Dictionary<string, IReadOnlyList<IReadOnlyDictionary<string, string>>>
        {
            ["parter"] = [.. Enumerable.Repeat(new Dictionary<string, string> { ["navn"] = "x" }, 10_001)],
        });
        var output = new MemoryStream();
        var refusal = Assert.Throws<DocxException>(() => DocxMerge.Merge(new MemoryStream(template), output, much));
        Assert.Contains("parter", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(0, output.Length);
    }

    [Fact]
    public void A_Word_file_cut_at_every_byte_is_refused_in_Danish()
    {
        var docx = Tool.Bytes(new DocxWriter().Paragraph("{{sag.nummer}}").Save);
        for (var length = 0; length < docx.Length; length++)
        {
            var cut = docx[..length];
            Assert.Contains("Word-filen", Assert.Throws<DocxException>(() => Merge(cut)).Message, StringComparison.Ordinal);
            Assert.Throws<DocxException>(() => Text(cut));
        }
    }

    [Fact]
    public void A_Word_file_with_any_byte_turned_is_merged_or_refused_in_Danish()
    {
        var docx = Tool.Bytes(new DocxWriter().Paragraph("{{sag.nummer}}").Save);
        for (var i = 0; i < docx.Length; i++)
        {
            var turned = (byte[])docx.Clone();
            turned[i] ^= 0x55;
            try
            {
                _ = Merge(turned);
            }
            catch (DocxException refusal)
            {
                Assert.Contains("Word-filen", refusal.Message, StringComparison.Ordinal);
            }
        }
    }

    private static byte[] WithDocument(string xml, bool claimLittle = false)
    {
        var docx = Tool.Bytes(new DocxWriter().Paragraph("x").Save);
        var memory = new MemoryStream();
        memory.Write(docx);
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Update, leaveOpen: true))
        {
            zip.GetEntry("word/document.xml")!.Delete();
            using var part = new StreamWriter(zip.CreateEntry("word/document.xml").Open());
            part.Write(xml);
        }

        var bytes = memory.ToArray();
        if (claimLittle)
        {
            HostileFiles.ChangeClaim(bytes, "word/document.xml", 1_000);
        }

        return bytes;
    }

    [Fact]
    public void Billion_laughs_and_foreign_files_are_refused()
    {
        var laughs = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a0 \"ha\">");
        for (var i = 1; i < 30; i++)
        {
            laughs.Append("<!ENTITY a").Append(i).Append(" \"&a").Append(i - 1).Append(";&a").Append(i - 1).Append(";\">");
        }

        laughs.Append($"]><w:document xmlns:w=\"{W}\"><w:body><w:p><w:r><w:t>&a29;</w:t></w:r></w:p></w:body></w:document>");
        var foreign = $"<!DOCTYPE x [<!ENTITY f SYSTEM \"file:///etc/passwd\">]><w:document xmlns:w=\"{W}\"><w:body><w:p><w:r><w:t>&f;</w:t></w:r></w:p></w:body></w:document>";
        foreach (var xml in new[] { laughs.ToString(), foreign })
        {
            Assert.Throws<DocxException>(() => Merge(WithDocument(xml)));
            Assert.Throws<DocxException>(() => Text(WithDocument(xml)));
        }
    }

    [Fact]
    public void Nesting_that_would_overflow_the_stack_is_refused()
    {
        const int Deep = 100_000;
        var xml = $"<w:document xmlns:w=\"{W}\"><w:body>{string.Concat(Enumerable.Repeat("<w:sdt>", Deep))}{string.Concat(Enumerable.Repeat("</w:sdt>", Deep))}</w:body></w:document>";
        Assert.Contains("dybt", Assert.Throws<DocxException>(() => Merge(WithDocument(xml))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_part_packed_a_thousand_times_is_refused_also_when_it_claims_to_be_small(bool claimLittle)
    {
        var xml = $"<w:document xmlns:w=\"{W}\"><w:body><w:p><w:r><w:t>{new string('a', 70_000_000)}</w:t></w:r></w:p></w:body></w:document>";
        var bomb = WithDocument(xml, claimLittle);

        // This thread's own allocations: other tests run beside this one.
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Throws<DocxException>(() => Merge(bomb));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 700_000_000);
    }
}
