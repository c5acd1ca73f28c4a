using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Esdh.Core.Files;
using Esdh.Core.Files.Word;

namespace Esdh.Core.Tests.Files;

[Trait("Database", "nej")]
public sealed class FileInspectorTests
{
    /// <summary>A picture of one grey point.</summary>
    internal static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==");

    internal static byte[] Zip(params (string Name, string Content)[] entries) => Tool.Bytes(stream =>
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        foreach (var (name, content) in entries)
        {
            using var writer = new StreamWriter(zip.CreateEntry(name, name == "mimetype" ? CompressionLevel.NoCompression : CompressionLevel.Optimal).Open());
            writer.Write(content);
        }
    });

    internal static byte[] Ole(params string[] names)
    {
        var file = new byte[512 * 4];
        new byte[] { 0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1 }.CopyTo(file, 0);
        BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(30), 9);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(48), 1); // directory in sector 1
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(76), 0); // FAT in sector 0
        file.AsSpan(512, 512).Fill(0xFF);
        BinaryPrimitives.WriteUInt32LittleEndian(file.AsSpan(512 + 4), 0xFFFFFFFE);
        for (var i = 0; i < names.Length; i++)
        {
            var entry = file.AsSpan(1024 + (i * 128), 128);
            Encoding.Unicode.GetBytes(names[i], entry);
            BinaryPrimitives.WriteUInt16LittleEndian(entry[64..], (ushort)((names[i].Length + 1) * 2));
            entry[66] = 2;
        }

        return file;
    }

    private static FileInspection Inspect(byte[] content, string name) => FileInspector.Inspect(new MemoryStream(content), name);

    private static readonly byte[] Docx = Tool.Bytes(new DocxWriter().Paragraph("x").Save);

    private static readonly byte[] Pdf = HostileFiles.SmallPdf();

    public static TheoryData<string, byte[], string, string> Sound() => new()
    {
        { "a.pdf", Pdf, "application/pdf", ".pdf" },
        { "a.docx", Docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx" },
        { "a.docx", Zip(("[Content_Types].xml", ""), ("word/document2.xml", "")), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx" },
        { "a.docm", Zip(("[Content_Types].xml", ""), ("word/document.xml", ""), ("word/vbaProject.bin", "")), "application/vnd.ms-word.document.macroEnabled.12", ".docm" },
        { "a.dotx", Docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".dotx" },
        { "a.xlsx", Zip(("[Content_Types].xml", ""), ("xl/workbook.xml", "")), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx" },
        { "a.pptx", Zip(("[Content_Types].xml", ""), ("ppt/presentation.xml", "")), "application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx" },
        { "a.odt", Zip(("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", "")), "application/vnd.oasis.opendocument.text", ".odt" },
        { "a.zip", Zip(("x/æ.txt", "hej")), "application/zip", ".zip" },
        { "a.doc", Ole("Root Entry", "WordDocument"), "application/msword", ".doc" },
        { "a.xls", Ole("Root Entry", "Workbook"), "application/vnd.ms-excel", ".xls" },
        { "a.msg", Ole("Root Entry", "__properties_version1.0"), "application/vnd.ms-outlook", ".msg" },
        { "a.png", Png, "image/png", ".png" },
        { "a.JPG", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0, 0xFF, 0xD9], "image/jpeg", ".jpg" },
        { "a.gif", "GIF89a....;"u8.ToArray(), "image/gif", ".gif" },
        { "a.tif", [(byte)'I', (byte)'I', 42, 0, 8, 0, 0, 0, 0, 0], "image/tiff", ".tif" },
        { "a.webp", [.. "RIFF"u8, 4, 0, 0, 0, .. "WEBP"u8], "image/webp", ".webp" },
        { "a.rtf", "{\\rtf1 x}"u8.ToArray(), "application/rtf", ".rtf" },
        { "a.mp3", [.. "ID3"u8, 3, 0, 0], "audio/mpeg", ".mp3" },
        { "a.mp4", [0, 0, 0, 24, .. "ftypisom"u8, 0, 0, 0, 0], "video/mp4", ".mp4" },
        { "a.eml", "Received: x\r\n by y\r\nFrom: a@b.dk\r\nSubject: hej\r\n\r\nx"u8.ToArray(), "message/rfc822", ".eml" },
        { "a.html", "<!DOCTYPE html><p>"u8.ToArray(), "text/html", ".html" },
        { "a.csv", "a;b\n1;2"u8.ToArray(), "text/csv", ".csv" },
        { "a.txt", "Kære alle"u8.ToArray(), "text/plain", ".txt" },
        { "a.txt", [0xFF, 0xFE, (byte)'h', 0], "text/plain", ".txt" },
        { "a.json", "{}"u8.ToArray(), "text/plain", ".json" },
        { "a.xml", "<?xml version=\"1.0\"?><x/>"u8.ToArray(), "application/xml", ".xml" },
        { "ukendt.qqq", [0, 1, 2, 3], "application/octet-stream", ".qqq" },
        { "uden-endelse", "tekst"u8.ToArray(), "text/plain", ".txt" },
        { "a.vsdx", Zip(("[Content_Types].xml", ""), ("visio/document.xml", "")), "application/zip", ".vsdx" },
    };

    [Theory]
    [MemberData(nameof(Sound))]
    public void A_sound_file_is_known_by_its_bytes_and_carries_no_mark(string name, byte[] content, string type, string extension)
    {
        var inspection = Inspect(content, name);
        Assert.Equal((type, extension), (inspection.ContentType, inspection.Extension));
        Assert.Empty(inspection.Remarks);
    }

    public static TheoryData<string, byte[], FileMark> Marked() => new()
    {
        { "regning.pdf", Docx, FileMark.WrongName },
        { "brev.docx", Pdf, FileMark.WrongName },
        { "billede.jpg", Png, FileMark.WrongName },
        { "billede.png", "Kære alle"u8.ToArray(), FileMark.WrongName },
        { "brev.pdf", [0, 1, 2, 3], FileMark.WrongName },
        { "tekst.txt", Png, FileMark.WrongName },
        { "ark.xlsx", Docx, FileMark.WrongName },
        { "a.pdf", Pdf[..^40], FileMark.Broken },
        { "a.pdf", Pdf[..(Pdf.Length / 2)], FileMark.Broken },
        { "a.docx", Docx[..^30], FileMark.Broken },
        { "a.docx", Zip(("[Content_Types].xml", ""), ("word/styles.xml", "")), FileMark.Broken },
        { "a.docx", Zip(("word/document.xml", "")), FileMark.Broken },
        { "a.odt", Zip(("mimetype", "application/vnd.oasis.opendocument.text")), FileMark.Broken },
        { "a.png", Png[..^14], FileMark.Broken },
        { "a.doc", Ole("WordDocument")[..600], FileMark.Broken },
        { "a.txt", [], FileMark.Broken },
        { "a.docx", Ole("Root Entry", "EncryptedPackage", "EncryptionInfo"), FileMark.Encrypted },
        { "a.pdf", "%PDF-1.4\ntrailer << /Root 1 0 R /Encrypt 5 0 R >>\nstartxref\n9\n%%EOF"u8.ToArray(), FileMark.Encrypted },
        { "a.zip", EncryptedZip(), FileMark.Encrypted },
        { "setup.exe", "MZ"u8.ToArray(), FileMark.Forbidden },
        { "faktura.pdf", [.. "MZ"u8, .. new byte[58], 64, 0, 0, 0, .. "PE\0\0"u8], FileMark.Forbidden },
        { "billede", [0x7F, .. "ELF"u8, 0], FileMark.Forbidden },
        { "x.txt", "#!/bin/sh\nrm -rf /"u8.ToArray(), FileMark.Forbidden },
        { "link.VBS", "x"u8.ToArray(), FileMark.Forbidden },
        { "fdp.\u202Eexe", "x"u8.ToArray(), FileMark.Forbidden },
        { "a.zip", Bomb(), FileMark.Bomb },
    };

    [Theory]
    [MemberData(nameof(Marked))]
    public void What_is_wrong_is_marked_with_a_Danish_sentence(string name, byte[] content, FileMark mark)
    {
        var inspection = Inspect(content, name);
        Assert.Contains(inspection.Remarks, remark => remark.Mark == mark);
        Assert.All(inspection.Remarks, remark => Assert.EndsWith(".", remark.Sentence, StringComparison.Ordinal));
    }

    private static byte[] EncryptedZip()
    {
        var zip = Zip(("a.txt", "hej"));
        var directory = zip.AsSpan().LastIndexOf("PK\u0001\u0002"u8);
        zip[directory + 8] |= 1;
        return zip;
    }

    private static byte[] Bomb()
    {
        var zip = Zip(("a.txt", "hej"), ("b.txt", "hej"), ("c.txt", "hej"));
        foreach (var name in new[] { "a.txt", "b.txt", "c.txt" })
        {
            HostileFiles.ChangeClaim(zip, name, 4_000_000_000); // 12 GB together
        }

        return zip;
    }

    [Fact]
    public void The_sentences_name_both_what_was_promised_and_what_came()
    {
        Assert.Equal("Filen hedder »regning.pdf«, men indholdet er et Word-dokument.", Assert.Single(Inspect(Docx, "c:\\x\\regning.pdf").Remarks).Sentence);
        Assert.Equal("Filen hedder »a.pdf«, men indholdet er ikke en PDF.", Assert.Single(Inspect([0, 1], "a.pdf").Remarks).Sentence);
        Assert.Contains("11,2 GB", Assert.Single(Inspect(Bomb(), "a.zip").Remarks).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_list_of_ones_own_decides_what_is_forbidden()
    {
        var options = new FileInspectorOptions { ForbiddenExtensions = new HashSet<string> { ".txt" }, ForbidPrograms = false };
        Assert.True(FileInspector.Inspect(new MemoryStream("x"u8.ToArray()), "a.txt", options).Has(FileMark.Forbidden));
        Assert.False(FileInspector.Inspect(new MemoryStream([0x7F, .. "ELF"u8, 0]), "program", options).Has(FileMark.Forbidden));
    }

    [Fact]
    public void Every_kind_of_file_cut_at_every_byte_is_inspected_without_failure()
    {
        foreach (var content in Sound().Concat(Marked()).Select(row => (byte[])row[1]))
        {
            for (var length = 0; length < Math.Min(content.Length, 3_000); length++)
            {
                Assert.NotEmpty(Inspect(content[..length], "a.docx").Kind);
                Assert.NotEmpty(Inspect(content[length..], "a.docx").Kind);
            }
        }
    }
}
