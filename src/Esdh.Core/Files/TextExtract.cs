using System.IO.Compression;
using System.Text;
using System.Xml;
using Esdh.Core.Files.Mime;
using Esdh.Core.Files.Word;

namespace Esdh.Core.Files;

/// <summary>Readable text of files, for previews and for the plain PDF where nothing better can be made.</summary>
public static class TextExtract
{
    private const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string Compatibility = "http://schemas.openxmlformats.org/markup-compatibility/2006";

    /// <summary>The text of a Word file's body, a line for each paragraph, at most <paramref name="most"/> characters.</summary>
    /// <exception cref="DocxException">The file cannot be read; Danish message.</exception>
    public static string FromDocx(Stream docx, int most = 2_000_000)
    {
        using var package = DocxPackage.Load(docx);
        return DocxPackage.Guard(() =>
        {
            using var zip = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true);
            // Some editors call it document2.xml.
            var entry = zip.GetEntry("word/document.xml") ?? zip.Entries.FirstOrDefault(entry => entry.FullName.StartsWith("word/document", StringComparison.OrdinalIgnoreCase))
                ?? throw new DocxException("Word-filen er beskadiget: selve dokumentet mangler.");
            using var xml = DocxPackage.OpenXml(entry);
            var text = new StringBuilder();
            while (text.Length < most && xml.Read())
            {
                // A text box stands twice, for new and old readers; the new one is enough.
                while (xml.NodeType == XmlNodeType.Element && xml.NamespaceURI == Compatibility && xml.LocalName == "Fallback")
                {
                    xml.Skip();
                }

                if (xml.NamespaceURI != Word)
                {
                    continue;
                }

                switch (xml.NodeType, xml.LocalName)
                {
                    case (XmlNodeType.Element, "t"):
                        text.Append(xml.IsEmptyElement ? "" : ReadText(xml));
                        break;
                    case (XmlNodeType.Element, "tab"):
                        text.Append('\t');
                        break;
                    case (XmlNodeType.Element, "br" or "cr"):
                        text.Append('\n');
                        break;
                    case (XmlNodeType.EndElement, "p"):
                    case (XmlNodeType.Element, "p") when xml.IsEmptyElement:
                        text.Append('\n');
                        break;
                }
            }

            return text.Length > most ? text.ToString(0, most) : text.ToString();
        });
    }

    /// <summary>A mail as text: heading lines in Danish, body, names of what was attached.</summary>
    public static string FromMail(MimeMessage mail)
    {
        var text = new StringBuilder();
        Line("Fra", string.Join("; ", mail.From));
        Line("Til", string.Join("; ", mail.To));
        Line("Kopi", string.Join("; ", mail.Cc));
        Line("Dato", mail.Date?.ToString("dd-MM-yyyy HH:mm zzz", System.Globalization.CultureInfo.InvariantCulture) ?? "");
        Line("Emne", mail.Subject);
        Line("Vedhæftet", string.Join("; ", mail.Attachments.Where(attachment => !attachment.IsInline).Select(attachment => attachment.Name)));
        return text.Append('\n').Append(mail.BodyText ?? (mail.BodyHtml is null ? "" : FromHtml(mail.BodyHtml))).ToString();

        void Line(string name, string value)
        {
            if (value.Length > 0)
            {
                text.Append(name).Append(": ").Append(value).Append('\n');
            }
        }
    }

    /// <summary>The readable text of HTML, a line for each block; scripts and styles left out.</summary>
    public static string FromHtml(string html) => HtmlBlocks.ToText(html);

    private static string ReadText(XmlReader xml)
    {
        // Stands on the start tag and ends on the end tag, so that the caller's Read goes on after it.
        var text = new StringBuilder();
        while (xml.Read() && xml.NodeType != XmlNodeType.EndElement)
        {
            if (xml.NodeType is XmlNodeType.Text or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace or XmlNodeType.CDATA)
            {
                text.Append(xml.Value);
            }
        }

        return text.ToString();
    }
}
