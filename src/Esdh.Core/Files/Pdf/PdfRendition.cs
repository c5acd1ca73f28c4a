using System.Text;
using Esdh.Core.Files.Mime;
using Esdh.Core.Files.Word;

namespace Esdh.Core.Files.Pdf;

/// <summary>
/// The PDF of any file: itself if it is one; Office files by LibreOffice, and where that is missing or fails the text of a Word file;
/// text, HTML and mails set plainly, a mail's own pictures after it; PNG, JPEG, GIF and BMP on a page, each page of a TIFF. Everything else
/// gets a Danish reason.
/// </summary>
public static class PdfRendition
{
    private const int MostText = 4 * 1024 * 1024;
    private const int MostPictures = 50;

    /// <summary>
    /// Makes the PDF of <paramref name="content"/> (seekable, not closed, not written to). The answer's stream is the caller's to dispose,
    /// also when the file was a PDF already (then it is a copy). An encrypted PDF is given where <paramref name="qpdf"/> opens it without a
    /// password.
    /// </summary>
    public static async Task<OfficeConversion> MakeAsync(Stream content, string fileName, OfficeConverter office, Qpdf qpdf, TiffConverter tiff, CancellationToken ct = default)
    {
        var inspection = FileInspector.Inspect(content, fileName);
        var isPdf = inspection.ContentType == "application/pdf";
        var mayOpen = isPdf && inspection.Has(FileMark.Encrypted) && await OpensAsync(content, qpdf, ct);
        if (inspection.Remarks.FirstOrDefault(remark => remark.Mark is FileMark.Bomb or FileMark.Forbidden || (remark.Mark == FileMark.Encrypted && !mayOpen)) is { } remark)
        {
            return new(null, remark.Sentence);
        }

        content.Position = 0;
        if (isPdf)
        {
            var copy = new SpillStream(1024 * 1024);
            await content.CopyToAsync(copy, ct);
            copy.Position = 0;
            return new(copy, null);
        }

        if (inspection.ContentType == "image/tiff")
        {
            return await tiff.ToPdfAsync(content, ct);
        }

        string? failed = null;
        if (OfficeConverter.CanConvert(inspection.Extension))
        {
            var converted = await office.ToPdfAsync(content, inspection.Extension, ct);
            if (converted.Pdf is not null || inspection.Extension is not (".docx" or ".docm" or ".dotx"))
            {
                return converted;
            }

            failed = converted.Reason;
            content.Position = 0;
        }

        var title = CleanFileName.From(fileName).Name;
        try
        {
            return inspection.ContentType switch
            {
                "image/png" or "image/jpeg" or "image/gif" or "image/bmp" => Write(title, writer => writer.Picture(content)),
                "message/rfc822" => WriteMail(title, content, ct),
                "text/html" => Write(title, writer => writer.Html(ReadText(content))),
                "text/plain" or "text/csv" or "application/xml" => Write(title, writer => writer.PlainText(ReadText(content))),
                _ when failed is not null => new(
                    Write(title, writer => writer.PlainText(TextExtract.FromDocx(content))).Pdf, "PDF-filen viser kun dokumentets tekst: " + failed),
                _ => new(null, $"En fil af typen {inspection.Kind} kan ikke vises som PDF."),
            };
        }
        catch (Exception e) when (e is PdfException or DocxException)
        {
            return new(null, e.Message);
        }
    }

    private static async Task<bool> OpensAsync(Stream pdf, Qpdf qpdf, CancellationToken ct)
    {
        try
        {
            return qpdf.IsAvailable && !(await PdfInfo.ReadAsync(pdf, qpdf, ct)).NeedsPassword;
        }
        catch (PdfException)
        {
            return false;
        }
    }

    private static OfficeConversion Write(string title, Action<PdfWriter> write)
    {
        using var writer = new PdfWriter(title, title);
        write(writer);
        var result = new SpillStream(1024 * 1024);
        writer.Save(result);
        result.Position = 0;
        return new(result, writer.Remark);
    }

    private static OfficeConversion WriteMail(string title, Stream content, CancellationToken ct)
    {
        using var mail = MimeReader.Read(content, null, ct);
        return Write(title, writer =>
        {
            writer.Heading(mail.Subject.Length > 0 ? mail.Subject : "(uden emne)");
            var head = TextExtract.FromMail(mail);
            writer.PlainText(head[..head.IndexOf("\n\n", StringComparison.Ordinal).Or(head.Length)] + "\n");
            if (mail.BodyHtml is not null)
            {
                writer.Html(mail.BodyHtml);
            }
            else
            {
                writer.PlainText(mail.BodyText ?? "");
            }

            foreach (var picture in mail.Attachments.Where(a => a is { IsInline: true, ContentId: not null } && a.ContentType.StartsWith("image/", StringComparison.Ordinal)).Take(MostPictures))
            {
                try
                {
                    writer.Picture(picture.Content);
                }
                catch (PdfException)
                {
                    writer.PlainText($"\nBilledet »{picture.Name}« i mailen kan ikke vises her.\n");
                }
            }
        });
    }

    private static int Or(this int found, int otherwise) => found < 0 ? otherwise : found;

    private static string ReadText(Stream content)
    {
        var bytes = Bytes.At(content, 0, MostText);
        var text = bytes is [0xFF, 0xFE, ..] ? Encoding.Unicode.GetString(bytes.AsSpan(2))
            : bytes is [0xFE, 0xFF, ..] ? Encoding.BigEndianUnicode.GetString(bytes.AsSpan(2))
            : MimeText.Guess(content.Length > MostText ? MimeText.WholeLetters(bytes) : bytes);
        return content.Length > MostText ? text + "\n(Resten er udeladt.)" : text;
    }
}
