using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;

namespace Esdh.Sager.Demonstration;

/// <summary>
/// Makes the demonstration's files: small, real and the same every time, so that a started server is not kept waiting. The
/// engine's own writers embed fonts and styles, which some hundred files at every first start cannot afford.
/// </summary>
internal static class Demofiler
{
    private static readonly DateTimeOffset Ziptid = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <param name="fil">What the file holds.</param>
    /// <param name="dato">The document's date; stands in mails only.</param>
    public static byte[] Lav(Demofil fil, DateOnly dato) => fil.Art switch
    {
        Demofilart.Docx => Docx(fil),
        Demofilart.Pdf => Pdf(fil),
        Demofilart.Eml => Eml(fil, dato),
        Demofilart.Png => Png(fil),
        _ => Encoding.UTF8.GetBytes(string.Join("\r\n\r\n", [fil.Overskrift, .. fil.Afsnit]) + "\r\n"),
    };

    private static byte[] Docx(Demofil fil)
    {
        const string Dele = "http://schemas.openxmlformats.org/package/2006/";
        const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

        static string Afsnit(string tekst, string egenskaber = "") =>
            $"<w:p><w:r>{egenskaber}<w:t xml:space=\"preserve\">{SecurityElement.Escape(tekst)}</w:t></w:r></w:p>";

        using var ud = new MemoryStream();
        using (var zip = new ZipArchive(ud, ZipArchiveMode.Create, leaveOpen: true))
        {
            void Del(string navn, string xml)
            {
                var del = zip.CreateEntry(navn, CompressionLevel.Fastest);
                del.LastWriteTime = Ziptid;
                using var stroem = del.Open();
                stroem.Write(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>" + xml));
            }

            Del("[Content_Types].xml", $"<Types xmlns=\"{Dele}content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/word/document.xml\" ContentType=\"{Word}document.main+xml\"/></Types>");
            Del("_rels/.rels", $"<Relationships xmlns=\"{Dele}relationships\"><Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
            Del(
                "word/document.xml",
                "<w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>"
                + Afsnit(fil.Overskrift, "<w:rPr><w:b/><w:sz w:val=\"32\"/></w:rPr>")
                + string.Concat(fil.Afsnit.Select(a => Afsnit(a)))
                + "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1418\" w:right=\"1418\" w:bottom=\"1418\" w:left=\"1418\" w:header=\"709\" w:footer=\"709\" w:gutter=\"0\"/></w:sectPr></w:body></w:document>");
        }

        return ud.ToArray();
    }

    /// <summary>One A4 page in the reader's own Helvetica, whose WinAnsi encoding has the Danish letters where Latin-1 has them.</summary>
    private static byte[] Pdf(Demofil fil)
    {
        static string Streng(string tekst) => "("
            + tekst.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal)
            + ")";

        var side = new StringBuilder("BT /F2 16 Tf 70 770 Td ").Append(Streng(fil.Overskrift)).Append(" Tj /F1 11 Tf 0 -32 Td 15 TL\n");
        foreach (var afsnit in fil.Afsnit)
        {
            foreach (var linje in Ombryd(afsnit, 82))
            {
                side.Append(Streng(linje)).Append(" Tj T*\n");
            }

            side.Append("T*\n");
        }

        side.Append("ET");
        string[] objekter =
        [
            "<< /Type /Catalog /Pages 2 0 R /Lang (da-DK) >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R /Resources << /Font << /F1 4 0 R /F2 5 0 R >> >> >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
            $"<< /Length {side.Length} >>\nstream\n{side}\nendstream",
            $"<< /Title {Streng(fil.Overskrift)} /Producer (Esdh demonstration) >>",
        ];
        var pdf = new StringBuilder("%PDF-1.4\n");
        var steder = new List<int>();
        for (var i = 0; i < objekter.Length; i++)
        {
            steder.Add(pdf.Length);
            pdf.Append(CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{objekter[i]}\nendobj\n");
        }

        var xref = pdf.Length;
        pdf.Append(CultureInfo.InvariantCulture, $"xref\n0 {objekter.Length + 1}\n0000000000 65535 f \n");
        foreach (var sted in steder)
        {
            pdf.Append(CultureInfo.InvariantCulture, $"{sted:0000000000} 00000 n \n");
        }

        pdf.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {objekter.Length + 1} /Root 1 0 R /Info 7 0 R >>\nstartxref\n{xref}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }

    private static IEnumerable<string> Ombryd(string tekst, int bredde)
    {
        var linje = new StringBuilder();
        foreach (var ord in tekst.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (linje.Length > 0 && linje.Length + ord.Length >= bredde)
            {
                yield return linje.ToString();
                linje.Clear();
            }

            linje.Append(linje.Length > 0 ? " " : "").Append(ord);
        }

        yield return linje.ToString();
    }

    private static byte[] Eml(Demofil fil, DateOnly dato)
    {
        static string Ord(string tekst) => Ascii.IsValid(tekst) ? tekst : $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(tekst))}?=";

        static string Adresse(string? adresse)
        {
            var dele = (adresse ?? "").Split(" <");
            return $"{Ord(dele[0])} <{dele[^1]}";
        }

        static string Base64(byte[] indhold) => Convert.ToBase64String(indhold, Base64FormattingOptions.InsertLineBreaks) + "\r\n";

        const string Skel = "=_demonstration";
        var tekst = Encoding.UTF8.GetBytes(string.Join("\r\n\r\n", fil.Afsnit) + "\r\n");
        var bilag = fil.Bilag ?? [];
        var ud = new StringBuilder();
        ud.Append(CultureInfo.InvariantCulture, $"From: {Adresse(fil.Fra)}\r\nTo: {Adresse(fil.Til)}\r\nSubject: {Ord(fil.Overskrift)}\r\n")
            .Append(CultureInfo.InvariantCulture, $"Date: {dato:ddd, dd MMM yyyy} 09:30:00 +0100\r\nMessage-ID: <{Kontrolsum(tekst):x8}.{dato:yyyyMMdd}@demonstration.example>\r\nMIME-Version: 1.0\r\n");
        if (bilag.Count == 0)
        {
            ud.Append("Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n").Append(Base64(tekst));
            return Encoding.ASCII.GetBytes(ud.ToString());
        }

        ud.Append(CultureInfo.InvariantCulture, $"Content-Type: multipart/mixed; boundary=\"{Skel}\"\r\n\r\n")
            .Append(CultureInfo.InvariantCulture, $"--{Skel}\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{Base64(tekst)}");
        foreach (var del in bilag)
        {
            var type = del.Art switch
            {
                Demofilart.Pdf => "application/pdf",
                Demofilart.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                Demofilart.Png => "image/png",
                Demofilart.Eml => "message/rfc822",
                _ => "text/plain; charset=utf-8",
            };
            ud.Append(CultureInfo.InvariantCulture, $"--{Skel}\r\nContent-Type: {type}\r\nContent-Disposition: attachment; filename*=utf-8''{Uri.EscapeDataString(del.Navn)}\r\n")
                .Append(CultureInfo.InvariantCulture, $"Content-Transfer-Encoding: base64\r\n\r\n{Base64(Lav(del, dato))}");
        }

        return Encoding.ASCII.GetBytes(ud.Append(CultureInfo.InvariantCulture, $"--{Skel}--\r\n").ToString());
    }

    /// <summary>A plan of a plot and a house; where the house stands follows the file's heading and name.</summary>
    private static byte[] Png(Demofil fil)
    {
        const int Bredde = 240, Hoejde = 160;
        var froe = Kontrolsum(Encoding.UTF8.GetBytes(fil.Navn + fil.Overskrift));
        var (x0, y0) = (40 + (int)(froe % 80), 30 + (int)(froe / 80 % 40));
        var punkter = new byte[(Bredde + 1) * Hoejde];
        for (var y = 0; y < Hoejde; y++)
        {
            for (var x = 0; x < Bredde; x++)
            {
                var hus = x >= x0 && x < x0 + 70 && y >= y0 && y < y0 + 45;
                var skel = x is 10 or Bredde - 11 && y is > 9 and < Hoejde - 10 || (y is 10 or Hoejde - 11 && x is > 9 and < Bredde - 10);
                punkter[(y * (Bredde + 1)) + 1 + x] = skel ? (byte)0 : hus ? (byte)150 : (byte)245;
            }
        }

        using var ud = new MemoryStream();
        ud.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);

        void Blok(string navn, ReadOnlySpan<byte> indhold)
        {
            byte[] blok = [.. Encoding.ASCII.GetBytes(navn), .. indhold];
            Span<byte> tal = stackalloc byte[4];
            BinaryPrimitives.WriteInt32BigEndian(tal, indhold.Length);
            ud.Write(tal);
            ud.Write(blok);
            BinaryPrimitives.WriteUInt32BigEndian(tal, Kontrolsum(blok));
            ud.Write(tal);
        }

        byte[] hoved = [0, 0, 0, Bredde, 0, 0, 0, Hoejde, 8, 0, 0, 0, 0];
        Blok("IHDR", hoved);
        using (var pakket = new MemoryStream())
        {
            using (var zlib = new ZLibStream(pakket, CompressionLevel.Fastest, leaveOpen: true))
            {
                zlib.Write(punkter);
            }

            Blok("IDAT", pakket.ToArray());
        }

        Blok("IEND", []);
        return ud.ToArray();
    }

    private static uint Kontrolsum(ReadOnlySpan<byte> indhold)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var oktet in indhold)
        {
            crc ^= oktet;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
            }
        }

        return ~crc;
    }
}
