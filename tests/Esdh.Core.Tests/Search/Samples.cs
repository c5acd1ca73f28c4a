using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using Esdh.Core.Files.Mime;
using Esdh.Core.Files.Pdf;
using Esdh.Core.Files.Word;
using Esdh.Core.Tests.Files;

namespace Esdh.Core.Tests.Search;

/// <summary>Files of every kind that say <see cref="Words"/>, made once.</summary>
internal static class Samples
{
    public const string Words = "Byggetilladelse på Ærø";

    public static byte[] Docx { get; } = Tool.Bytes(new DocxWriter().Heading("Sag").Paragraph(Words).Table([["Navn", "Beløb"], ["Bo", "1.234,50"]]).Header("Sidehoved").Footer("Sidefod").Save);

    public static byte[] Pdf { get; } = Tool.Bytes(stream =>
    {
        using var writer = new PdfWriter("Brev");
        writer.Heading("Brev").Paragraph(Words).Save(stream);
    });

    public static byte[] Xlsx { get; } = FileInspectorTests.Zip(
        ("[Content_Types].xml", "<Types/>"),
        ("xl/workbook.xml", "<workbook xmlns=\"m\"><sheets><sheet name=\"Budgetark\" sheetId=\"1\"/></sheets></workbook>"),
        ("xl/sharedStrings.xml", $"<sst xmlns=\"m\"><si><t>Beløb</t></si><si><r><t>{Words[..15]}</t></r><r><t>{Words[15..]}</t></r><rPh><t>skjult</t></rPh></si><si/></sst>"),
        ("xl/worksheets/sheet1.xml", "<worksheet xmlns=\"m\"><sheetData><row><c t=\"s\"><v>1</v></c><c><v>1234.5</v></c><c t=\"inlineStr\"><is><t>Inde</t></is></c><c t=\"s\"><v>99</v></c></row><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>"),
        ("xl/comments1.xml", "<comments xmlns=\"m\"><text><r><t>Cellenote</t></r></text></comments>"));

    public static byte[] Pptx { get; } = FileInspectorTests.Zip(
        ("[Content_Types].xml", "<Types/>"),
        ("ppt/presentation.xml", "<p/>"),
        ("ppt/slides/slide10.xml", "<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><a:p><a:r><a:t>Sidst</a:t></a:r></a:p></p:sld>"),
        ("ppt/slides/slide2.xml", $"<p:sld xmlns:p=\"p\" xmlns:a=\"a\"><a:p><a:r><a:t>{Words[..8]}</a:t></a:r><a:r><a:t>{Words[8..]}</a:t></a:r></a:p></p:sld>"),
        ("ppt/notesSlides/notesSlide1.xml", "<p:n xmlns:p=\"p\" xmlns:a=\"a\"><a:p><a:r><a:t>Talernote</a:t></a:r></a:p></p:n>"));

    public static byte[] Odt { get; } = OpenDocument("text");

    public static byte[] Ods { get; } = OpenDocument("spreadsheet");

    public static byte[] Odp { get; } = OpenDocument("presentation");

    public static byte[] Html { get; } = Encoding.Latin1.GetBytes($"<html><head><meta http-equiv='Content-Type' content='text/html; charset=iso-8859-1'><script>skjult()</script></head><body><p>{Words}</p></body></html>");

    public static byte[] Rtf { get; } = Encoding.ASCII.GetBytes(
        "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial skjult;}}{\\*\\generator skjult}{\\info{\\title skjult}}\\pard Byggetilladelse p\\'e5 \\u198\\'c6r\\u248?\\par{\\pict\\bin4 {}{}ffff}\\{Slut\\}}");

    public static byte[] Eml { get; } = Mail(Words, ("plan.docx", Docx));

    public static byte[] MailInMailInZip { get; } = ZipOf(("post/videresendt.eml", Mail("Ydre", ("indre.eml", Mail("Indre", ("tekst.txt", Encoding.UTF8.GetBytes(Words)))))));

    public static byte[] Msg { get; } = MakeMsg();

    /// <summary>A page with <see cref="Words"/> in large letters, as a picture.</summary>
    public static byte[] Scan { get; } = MakeScan();

    public static byte[] ScannedPdf { get; } = Tool.Bytes(stream =>
    {
        using var writer = new PdfWriter("Skannet");
        writer.Picture(new MemoryStream(Scan)).Save(stream);
    });

    /// <summary>The kinds that are read in the server itself, and PDF.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> All() =>
    [
        ("a.docx", Docx), ("a.xlsx", Xlsx), ("a.pptx", Pptx), ("a.odt", Odt), ("a.ods", Ods), ("a.odp", Odp), ("a.html", Html), ("a.rtf", Rtf), ("a.eml", Eml), ("a.zip", MailInMailInZip),
        ("a.txt", Encoding.UTF8.GetBytes(Words)), ("a.csv", Encoding.Latin1.GetBytes("Navn;Sag\r\nBo;" + Words)), ("utf16.txt", Encoding.Unicode.GetBytes($"{Words}\r\n{Words}")),
        ("bom.txt", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Words)]), ("a.xml", Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"?><a><b>x</b><c>{Words}</c></a>")), ("brudt.xml", Encoding.UTF8.GetBytes($"<?xml version=\"1.0\"?><a>{Words}</b>")),
        ("a.pdf", Pdf),
    ];

    public static byte[] ZipOf(params (string Name, byte[] Bytes)[] entries) => Tool.Bytes(stream =>
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, bytes) in entries)
        {
            using var entry = zip.CreateEntry(name).Open();
            entry.Write(bytes);
        }
    });

    public static byte[] Mail(string text, params (string Name, byte[] Bytes)[] files)
    {
        var output = new MemoryStream();
        MimeWriter.WriteAsync(
            new(new("Bo Opdigt", "bo@opdigt.example"), new("", "post@korsbaek.example"), "Emnelinje", "1@opdigt.example", new(2026, 5, 13, 10, 0, 0, TimeSpan.Zero), text,
                [.. files.Select(f => new MimeFile(f.Name, f.Name.EndsWith(".eml", StringComparison.Ordinal) ? "message/rfc822" : "application/octet-stream", () => new MemoryStream(f.Bytes)))]),
            output,
            CancellationToken.None).GetAwaiter().GetResult();
        return output.ToArray();
    }

    private static byte[] OpenDocument(string kind) => FileInspectorTests.Zip(
        ("mimetype", $"application/vnd.oasis.opendocument.{kind}"),
        ("content.xml", $"<o xmlns=\"o\" xmlns:text=\"t\"><text:tracked-changes><text:p>skjult</text:p></text:tracked-changes><text:p>Bygge<text:span>tilladelse</text:span><text:s/>på<text:tab/>Ærø</text:p><text:p/><text:h>Slut</text:h></o>"),
        ("META-INF/manifest.xml", "<m/>"));

    private static byte[] MakeScan()
    {
        var html = "<h1>" + Words + "</h1>" + string.Concat(Enumerable.Repeat("<p>Ansøgning om carport ved skel.</p>", 4));
        var pdf = Tool.Bytes(stream =>
        {
            using var writer = new PdfWriter("x");
            writer.Html(html).Save(stream);
        });
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            File.WriteAllBytes(Path.Combine(folder.FullName, "a.pdf"), pdf);
            using var draw = Process.Start("pdftoppm", ["-r", "150", "-gray", "-png", "-singlefile", Path.Combine(folder.FullName, "a.pdf"), Path.Combine(folder.FullName, "a")]);
            draw.WaitForExit();
            return File.ReadAllBytes(Path.Combine(folder.FullName, "a.png"));
        }
        finally
        {
            folder.Delete(true);
        }
    }

    private static byte[] MakeMsg()
    {
        var folder = Directory.CreateTempSubdirectory();
        try
        {
            var script = Path.Combine(folder.FullName, "lav.pl");
            File.WriteAllText(script, """
                use OLE::Storage_Lite; use Encode; use utf8;
                sub u { encode('UTF-16LE', $_[0]) }
                sub f { OLE::Storage_Lite::PPS::File->new(u($_[0]), $_[1]) }
                sub d { OLE::Storage_Lite::PPS::Dir->new(u($_[0]), undef, undef, $_[1]) }
                OLE::Storage_Lite::PPS::Root->new(undef, undef, [
                  d('__nameid_version1.0', [f('__substg1.0_00020102', ''), f('__substg1.0_00030102', ''), f('__substg1.0_00040102', '')]),
                  f('__properties_version1.0', "\0" x 32), f('__substg1.0_001A001F', u('IPM.Note')), f('__substg1.0_0037001F', u('Outlook om carport')), f('__substg1.0_1000001F', u("Byggetilladelse på Ærø\r\n")),
                  f('__substg1.0_0C1A001F', u('Bo Opdigt')), f('__substg1.0_0C1F001F', u('bo@opdigt.example')) ])->save($ARGV[0], 1) or die;
                """);
            var path = Path.Combine(folder.FullName, "a.msg");
            using var perl = Process.Start("perl", [script, path]);
            perl.WaitForExit();
            return File.ReadAllBytes(path);
        }
        finally
        {
            folder.Delete(true);
        }
    }
}
