using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Esdh.Benchmarks.Kommune;

/// <param name="Sha256">64 lower-case digits.</param>
/// <param name="Stoerrelse">Bytes.</param>
/// <param name="Mimetype">As the server tells it.</param>
/// <param name="Endelse">With its dot.</param>
internal sealed record Faelles(string Sha256, int Stoerrelse, string Mimetype, string Endelse);

/// <summary>Real small files of text that many documents share, in an authority's content store.</summary>
internal static class Filer
{
    public static List<Faelles> Skriv(string filer, Ord ord, int antal)
    {
        var random = new Random(2);
        List<Faelles> skrevet = [];
        for (var i = 0; i < antal; i++)
        {
            var tekst = ord.Tekst(random, random.Next(10) == 0 ? random.Next(1000, 4000) : random.Next(80, 500));
            var (bytes, mimetype, endelse) = (i % 10) switch
            {
                < 4 => (Docx(tekst), "application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
                < 8 => (Pdf(tekst), "application/pdf", ".pdf"),
                _ => (Encoding.UTF8.GetBytes(tekst), "text/plain", ".txt"),
            };
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(bytes));
            var mappe = Path.Combine(filer, sha256[..2]);
            Directory.CreateDirectory(mappe);
            File.WriteAllBytes(Path.Combine(mappe, sha256), bytes);
            skrevet.Add(new(sha256, bytes.Length, mimetype, endelse));
        }

        return skrevet;
    }

    private static byte[] Docx(string tekst)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create))
        {
            Del("[Content_Types].xml", """
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>
                """);
            Del("_rels/.rels", """
                <?xml version="1.0" encoding="UTF-8" standalone="yes"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>
                """);
            var afsnit = string.Concat(tekst.Split('\n').Select(a => $"<w:p><w:r><w:t xml:space=\"preserve\">{a}</w:t></w:r></w:p>"));
            Del("word/document.xml", $"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>{afsnit}</w:body></w:document>");

            void Del(string navn, string indhold)
            {
                using var stream = zip.CreateEntry(navn, CompressionLevel.Fastest).Open();
                stream.Write(Encoding.UTF8.GetBytes(indhold.Trim()));
            }
        }

        return memory.ToArray();
    }

    /// <summary>Lines of 90 characters, 50 on a page, in the built-in Helvetica.</summary>
    private static byte[] Pdf(string tekst)
    {
        List<string> linjer = [];
        foreach (var afsnit in tekst.Split('\n'))
        {
            var linje = new StringBuilder();
            foreach (var o in afsnit.Split(' '))
            {
                if (linje.Length + o.Length > 90)
                {
                    linjer.Add(linje.ToString());
                    linje.Clear();
                }

                linje.Append(linje.Length == 0 ? "" : " ").Append(o);
            }

            linjer.Add(linje.ToString());
        }

        var sider = linjer.Chunk(50).ToList();
        using var memory = new MemoryStream();
        List<long> steder = [];
        Skriv("%PDF-1.4\n");
        Objekt("<< /Type /Catalog /Pages 2 0 R >>");
        Objekt($"<< /Type /Pages /Count {sider.Count} /Kids [{string.Join(' ', sider.Select((_, i) => $"{4 + (2 * i)} 0 R"))}] >>");
        Objekt("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>");
        foreach (var side in sider)
        {
            Objekt($"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {steder.Count + 2} 0 R >>");
            var indhold = $"BT /F1 10 Tf 50 790 Td 14 TL\n{string.Concat(side.Select(l => $"({l.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)}) Tj T*\n"))}ET";
            Objekt($"<< /Length {Encoding.Latin1.GetByteCount(indhold)} >>\nstream\n{indhold}\nendstream");
        }

        var xref = memory.Position;
        Skriv($"xref\n0 {steder.Count + 1}\n0000000000 65535 f \n");
        foreach (var sted in steder)
            Skriv(sted.ToString("D10", CultureInfo.InvariantCulture) + " 00000 n \n");
        Skriv($"trailer\n<< /Size {steder.Count + 1} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n");
        return memory.ToArray();

        void Skriv(string s) => memory.Write(Encoding.Latin1.GetBytes(s));

        void Objekt(string s)
        {
            steder.Add(memory.Position);
            Skriv($"{steder.Count} 0 obj\n{s}\nendobj\n");
        }
    }
}
