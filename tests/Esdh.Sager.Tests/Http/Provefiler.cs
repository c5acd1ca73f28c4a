using System.Text;
using Esdh.Core.Files.Word;

namespace Esdh.Sager.Tests.Http;

/// <summary>Real files for tests.</summary>
internal static class Provefiler
{
    public static byte[] Docx(string tekst = "Prøve")
    {
        using var stream = new MemoryStream();
        new DocxWriter().Heading("Overskrift").Paragraph(tekst).Save(stream);
        return stream.ToArray();
    }

    public static byte[] Pdf(string tekst = "Proeve")
    {
        var objekter = new List<string>
        {
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        };
        var indhold = $"BT /F1 24 Tf 60 760 Td ({tekst}) Tj ET";
        objekter.Add($"<< /Length {indhold.Length} >>\nstream\n{indhold}\nendstream");
        objekter.Add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>");
        var pdf = new StringBuilder("%PDF-1.4\n");
        List<int> steder = [];
        for (var i = 0; i < objekter.Count; i++)
        {
            steder.Add(pdf.Length);
            pdf.Append(null, $"{i + 1} 0 obj\n{objekter[i]}\nendobj\n");
        }

        var xref = pdf.Length;
        pdf.Append(null, $"xref\n0 {objekter.Count + 1}\n0000000000 65535 f \n");
        foreach (var sted in steder)
            pdf.Append(null, $"{sted:D10} 00000 n \n");
        pdf.Append(null, $"trailer << /Size {objekter.Count + 1} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(pdf.ToString());
    }

    /// <summary>A mail with a Word file, a program and a mail that itself carries a PDF.</summary>
    public static byte[] MailMedBilag(string emne = "Ansøgning om carport")
    {
        var indre = string.Join("\r\n",
            "From: Bo Opdigt <bo@eksempel.example>", "To: carla@eksempel.example", "Subject: Tegninger", "Date: Tue, 03 Feb 2026 08:00:00 +0100", "MIME-Version: 1.0",
            "Content-Type: multipart/mixed; boundary=\"inde\"", "", "--inde", "Content-Type: text/plain; charset=utf-8", "", "Se tegningen.", "--inde",
            "Content-Type: application/pdf; name=\"plan.pdf\"", "Content-Disposition: attachment; filename=\"plan.pdf\"", "Content-Transfer-Encoding: base64", "",
            Base64(Pdf(emne.Length.ToString(System.Globalization.CultureInfo.InvariantCulture))), "--inde--", "");
        var mail = string.Join("\r\n",
            "From: =?utf-8?Q?Carla_Pr=C3=B8ve?= <carla@eksempel.example>", "To: Byg <byg@eksempel.example>", "Cc: kopi@eksempel.example",
            $"Subject: =?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(emne))}?=", "Date: Wed, 04 Feb 2026 23:30:00 +0000", "MIME-Version: 1.0",
            "Content-Type: multipart/mixed; boundary=\"ude\"", "", "--ude", "Content-Type: text/html; charset=utf-8", "",
            "<p>Hej<script>alert(1)</script> <img src=\"https://spion.example/x.png\"></p>", "--ude",
            "Content-Type: application/vnd.openxmlformats-officedocument.wordprocessingml.document; name=\"brev.docx\"",
            "Content-Disposition: attachment; filename=\"../../brev.docx\"", "Content-Transfer-Encoding: base64", "", Base64(Docx(emne)), "--ude",
            "Content-Type: application/octet-stream; name=\"spil.exe\"", "Content-Disposition: attachment; filename=\"spil.exe\"", "Content-Transfer-Encoding: base64", "", Base64("MZ program"u8.ToArray()), "--ude",
            "Content-Type: message/rfc822", "Content-Disposition: attachment; filename=\"tegninger.eml\"", "", indre, "--ude--", "");
        return Encoding.UTF8.GetBytes(mail);
    }

    /// <summary>One white dot.</summary>
    public static readonly byte[] Png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=");

    /// <summary>A mail whose HTML shows a picture of its own, one that is HTML in disguise, one that is not there and two from elsewhere; and a file.</summary>
    public static byte[] MailMedBilleder(byte[] png) => Encoding.UTF8.GetBytes(string.Join("\r\n",
        "From: Bo Opdigt <bo@eksempel.example>", "To: carla@eksempel.example", $"Subject: Billeder {Guid.CreateVersion7()}", "MIME-Version: 1.0", "Content-Type: multipart/related; boundary=\"b\"", "", "--b",
        "Content-Type: text/html; charset=utf-8", "",
        "<p>Hej <img src=\"cid:logo%40her\" alt=\"Logo <b>\" onerror=\"alert(1)\"><img src=\"CID:snyd\"><img src=\"cid:borte\"><img src=\"https://spion.example/1.png\"><img src=\"//spion.example/2.png\"></p>", "--b",
        "Content-Type: image/png", "Content-ID: <logo@her>", "Content-Disposition: inline; filename=\"logo.png\"", "Content-Transfer-Encoding: base64", "", Base64(png), "--b",
        "Content-Type: image/png", "Content-ID: <snyd>", "Content-Transfer-Encoding: base64", "", Base64("<html><script>alert(1)</script></html>"u8.ToArray()), "--b",
        "Content-Type: image/png", "Content-Disposition: attachment; filename=\"bilag.png\"", "Content-Transfer-Encoding: base64", "", Base64(png), "--b--", ""));

    private static string Base64(byte[] data) => Convert.ToBase64String(data, Base64FormattingOptions.InsertLineBreaks);
}
