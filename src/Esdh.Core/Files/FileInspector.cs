using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace Esdh.Core.Files;

/// <summary>What can be wrong with a file. All but <see cref="Forbidden"/> are stored unchanged and marked, since what arrives must be filed.</summary>
public enum FileMark
{
    /// <summary>The bytes are another kind of file than the name says.</summary>
    WrongName,

    /// <summary>The file is cut off or lacks what it cannot do without.</summary>
    Broken,

    /// <summary>A password is needed to read the content.</summary>
    Encrypted,

    /// <summary>A program or script, which the authority does not take in.</summary>
    Forbidden,

    /// <summary>Packed so hard that unpacking could fill the machine; it is kept, never unpacked here.</summary>
    Bomb,
}

/// <summary>A mark and the Danish sentence that explains it to the user.</summary>
public sealed record FileRemark(FileMark Mark, string Sentence);

/// <summary>What a file is, by its bytes.</summary>
/// <param name="ContentType">Media type; <c>application/octet-stream</c> where the bytes are unknown.</param>
/// <param name="Extension">The extension with its dot that suits the bytes; the name's own where they are unknown, empty where it has none.</param>
/// <param name="Kind">Danish name of the kind, such as <c>Word-dokument</c>.</param>
/// <param name="Remarks">What is wrong, worst last in no order; empty for a sound file.</param>
public sealed record FileInspection(string ContentType, string Extension, string Kind, IReadOnlyList<FileRemark> Remarks)
{
    /// <summary>True where the file carries <paramref name="mark"/>.</summary>
    public bool Has(FileMark mark) => Remarks.Any(remark => remark.Mark == mark);
}

/// <summary>What <see cref="FileInspector"/> refuses and when it calls an archive a bomb.</summary>
public sealed record FileInspectorOptions
{
    /// <summary>Extensions with dot, lower case, of programs and scripts that are not taken in, whatever their bytes.</summary>
    public IReadOnlySet<string> ForbiddenExtensions { get; init; } = new HashSet<string>(StringComparer.OrdinalIgnoreCase)
    {
        ".exe", ".dll", ".com", ".scr", ".pif", ".bat", ".cmd", ".ps1", ".psm1", ".vbs", ".vbe", ".js", ".jse", ".wsf", ".wsh", ".hta", ".msi",
        ".msp", ".cpl", ".jar", ".lnk", ".reg", ".sh", ".app", ".deb", ".rpm", ".scf", ".iso", ".img", ".vhd", ".vhdx", ".appx", ".msix", ".chm",
    };

    /// <summary>True to refuse programs by their bytes too, whatever they are called.</summary>
    public bool ForbidPrograms { get; init; } = true;

    /// <summary>An archive that claims to fill more than this many bytes unpacked is marked <see cref="FileMark.Bomb"/>.</summary>
    public long MostUnpackedBytes { get; init; } = 2L * 1024 * 1024 * 1024;
}

/// <summary>
/// Tells what a file is from its bytes and whether it is what it says. Reads at most some hundred kilobytes of head and tail, and an
/// archive's table of contents up to 16 MB; unpacks nothing, opens no XML, never throws on content.
/// </summary>
public static partial class FileInspector
{
    private const int Window = 64 * 1024;

    private sealed record Kind(string ContentType, string Name, params string[] Extensions);

    private static readonly Kind Unknown = new("application/octet-stream", "ukendt filtype");
    private static readonly Kind Text = new(
        "text/plain", "tekstfil", ".txt", ".csv", ".tsv", ".log", ".md", ".json", ".xml", ".html", ".htm", ".xhtml", ".css", ".eml", ".ics", ".vcf", ".ini", ".yaml",
        ".yml", ".svg", ".rtf", ".gml", ".geojson", ".sql", ".xsd", ".asc", ".text", ".edi", ".dxf", ".ifc", ".prn");

    private static readonly Kind Pdf = new("application/pdf", "PDF", ".pdf", ".ai");
    private static readonly Kind Docx = new("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "Word-dokument", ".docx");
    private static readonly Kind Docm = new("application/vnd.ms-word.document.macroEnabled.12", "Word-dokument med makroer", ".docm", ".dotm");
    private static readonly Kind Xlsx = new("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "Excel-regneark", ".xlsx", ".xltx", ".xlsb");
    private static readonly Kind Xlsm = new("application/vnd.ms-excel.sheet.macroEnabled.12", "Excel-regneark med makroer", ".xlsm", ".xltm", ".xlam");
    private static readonly Kind Pptx = new(
        "application/vnd.openxmlformats-officedocument.presentationml.presentation", "PowerPoint-præsentation", ".pptx", ".ppsx", ".potx", ".pptm", ".ppsm");

    private static readonly Kind Zip = new("application/zip", "zip-arkiv", ".zip", ".kmz", ".epub", ".vsdx", ".oxps", ".xps", ".gpkx", ".bcfzip", ".sketchup");
    private static readonly Kind Doc = new("application/msword", "ældre Word-dokument", ".doc", ".dot");
    private static readonly Kind Xls = new("application/vnd.ms-excel", "ældre Excel-regneark", ".xls", ".xlt");
    private static readonly Kind Ppt = new("application/vnd.ms-powerpoint", "ældre PowerPoint-præsentation", ".ppt", ".pps", ".pot");
    private static readonly Kind Msg = new("application/vnd.ms-outlook", "Outlook-mail", ".msg", ".oft");
    private static readonly Kind Ole = new("application/x-ole-storage", "ældre Office-fil", ".doc", ".xls", ".ppt", ".msg", ".vsd", ".mpp", ".pub", ".msi", ".db");
    private static readonly Kind EncryptedOffice = new("application/x-ole-storage", "Office-fil med adgangskode", ".docx", ".xlsx", ".pptx", ".docm", ".xlsm", ".pptm", ".xlsb");
    private static readonly Kind Program = new("application/x-msdownload", "program", ".exe", ".dll", ".com", ".scr", ".cpl", ".sys", ".ocx");
    private static readonly Kind Eml = new("message/rfc822", "mail", ".eml", ".mht", ".mhtml", ".txt");
    private static readonly Kind Html = new("text/html", "HTML-side", ".html", ".htm", ".xhtml", ".txt", ".xls", ".doc", ".aspx", ".php");
    private static readonly Kind Xml = new(
        "application/xml", "XML-fil", ".xml", ".xsd", ".xsl", ".xslt", ".svg", ".gml", ".kml", ".gpx", ".html", ".htm", ".xhtml", ".txt", ".rdf", ".wsdl", ".config", ".xls", ".doc",
        ".fodt", ".fods", ".musicxml", ".oio");

    private static readonly Kind Rtf = new("application/rtf", "RTF-dokument", ".rtf", ".doc", ".txt");
    private static readonly Kind Csv = new("text/csv", "CSV-fil", ".csv");
    private static readonly Kind Png = new("image/png", "PNG-billede", ".png");
    private static readonly Kind Jpg = new("image/jpeg", "JPEG-billede", ".jpg", ".jpeg", ".jpe", ".jfif");
    private static readonly Kind Gif = new("image/gif", "GIF-billede", ".gif");
    private static readonly Kind Tiff = new("image/tiff", "TIFF-billede", ".tif", ".tiff", ".dng", ".nef", ".cr2");
    private static readonly Kind Webp = new("image/webp", "WebP-billede", ".webp");
    private static readonly Kind Bmp = new("image/bmp", "BMP-billede", ".bmp", ".dib");
    private static readonly Kind Heic = new("image/heic", "HEIC-billede", ".heic", ".heif", ".avif");
    private static readonly Kind Mp3 = new("audio/mpeg", "MP3-lyd", ".mp3");
    private static readonly Kind Wav = new("audio/wav", "WAV-lyd", ".wav");
    private static readonly Kind Ogg = new("audio/ogg", "Ogg-lyd", ".ogg", ".oga", ".ogv", ".opus");
    private static readonly Kind Flac = new("audio/flac", "FLAC-lyd", ".flac");
    private static readonly Kind Mp4 = new("video/mp4", "MP4-video", ".mp4", ".m4v", ".m4a", ".mov", ".3gp", ".qt", ".m4b");
    private static readonly Kind Avi = new("video/x-msvideo", "AVI-video", ".avi");
    private static readonly Kind Mkv = new("video/x-matroska", "Matroska-video", ".mkv", ".webm", ".mka");
    private static readonly Kind Wmv = new("video/x-ms-wmv", "Windows Media-fil", ".wmv", ".wma", ".asf");
    private static readonly Kind SevenZip = new("application/x-7z-compressed", "7z-arkiv", ".7z");
    private static readonly Kind Rar = new("application/vnd.rar", "rar-arkiv", ".rar");
    private static readonly Kind Gz = new("application/gzip", "gzip-arkiv", ".gz", ".tgz", ".svgz");

    private static readonly Dictionary<string, Kind> OpenDocument = new(StringComparer.Ordinal)
    {
        ["application/vnd.oasis.opendocument.text"] = new("application/vnd.oasis.opendocument.text", "OpenDocument-tekst", ".odt", ".ott"),
        ["application/vnd.oasis.opendocument.spreadsheet"] = new("application/vnd.oasis.opendocument.spreadsheet", "OpenDocument-regneark", ".ods", ".ots"),
        ["application/vnd.oasis.opendocument.presentation"] = new("application/vnd.oasis.opendocument.presentation", "OpenDocument-præsentation", ".odp", ".otp"),
        ["application/vnd.oasis.opendocument.graphics"] = new("application/vnd.oasis.opendocument.graphics", "OpenDocument-tegning", ".odg"),
        ["application/epub+zip"] = new("application/epub+zip", "e-bog", ".epub"),
    };

    private static readonly Kind[] All =
    [
        Pdf, Docx, Docm, Xlsx, Xlsm, Pptx, Zip, Doc, Xls, Ppt, Msg, Program, Eml, Html, Xml, Rtf, Csv, Png, Jpg, Gif, Tiff, Webp, Bmp, Heic, Mp3, Wav, Ogg,
        Flac, Mp4, Avi, Mkv, Wmv, SevenZip, Rar, Gz, .. OpenDocument.Values, Text,
    ];

    /// <summary>
    /// Inspects <paramref name="content"/>, which must be seekable and is left at an arbitrary place. <paramref name="fileName"/> is what
    /// the sender calls it; an empty name is allowed.
    /// </summary>
    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    public static FileInspection Inspect(Stream content, string fileName, FileInspectorOptions? options = null)
    {
        if (!content.CanSeek)
        {
            throw new ArgumentException("The stream must be seekable.", nameof(content));
        }

        options ??= new();
        var extension = NameExtension(fileName);
        var remarks = new List<FileRemark>();
        var head = Bytes.At(content, 0, Window);
        var kind = Recognise(content, head, extension, options, remarks);
        var shown = CleanFileName.From(fileName).Name;

        if (options.ForbiddenExtensions.Contains(extension) || (kind == Program && options.ForbidPrograms))
        {
            remarks.Add(new(FileMark.Forbidden, $"Filen »{shown}« er et program eller script og modtages ikke."));
        }

        if (head.Length > 0 && extension.Length > 0 && !kind.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase))
        {
            var promised = Array.Find(All, known => known.Extensions.FirstOrDefault() == extension || (known != Text && known.Extensions.Contains(extension)));
            if (kind == Unknown && promised is not null && promised != Text)
            {
                remarks.Add(new(FileMark.WrongName, $"Filen hedder »{shown}«, men indholdet er ikke {Article(promised)}."));
            }
            else if (kind != Unknown && kind != Text || promised is not null && kind == Text && !Text.Extensions.Contains(extension))
            {
                // A kind that we do not know may well be a zip or a text inside.
                if (promised is not null || kind is { Name: not "zip-arkiv" and not "XML-fil" and not "ældre Office-fil" and not "HTML-side" })
                {
                    remarks.Add(new(FileMark.WrongName, $"Filen hedder »{shown}«, men indholdet er {Article(kind)}."));
                }
            }
        }

        var fitting = kind.Extensions.Contains(extension, StringComparer.OrdinalIgnoreCase) ? extension : kind.Extensions.FirstOrDefault() ?? extension;
        return new(kind.ContentType, fitting, kind.Name, remarks);
    }

    /// <summary>The usual extension with dot of a media type, empty if unknown.</summary>
    public static string ExtensionOf(string contentType) =>
        Array.Find(All, kind => kind.ContentType.Equals(contentType, StringComparison.OrdinalIgnoreCase))?.Extensions[0]
        ?? (contentType switch
        {
            "text/calendar" => ".ics",
            "text/vcard" or "text/x-vcard" => ".vcf",
            "application/json" => ".json",
            "application/pkcs7-signature" or "application/x-pkcs7-signature" => ".p7s",
            "application/pkcs7-mime" or "application/x-pkcs7-mime" => ".p7m",
            "image/jpg" or "image/pjpeg" => ".jpg",
            _ => contentType.StartsWith("text/", StringComparison.Ordinal) || contentType.StartsWith("message/", StringComparison.Ordinal) ? ".txt" : "",
        });

    private static string Article(Kind kind) => kind.Name switch
    {
        "PDF" => "en PDF",
        "ukendt filtype" => "ukendt",
        _ when kind.Name.EndsWith("dokument", StringComparison.Ordinal) || kind.Name.EndsWith("regneark", StringComparison.Ordinal)
            || kind.Name.EndsWith("arkiv", StringComparison.Ordinal) || kind.Name.EndsWith("billede", StringComparison.Ordinal)
            || kind.Name.Contains("dokument med", StringComparison.Ordinal) || kind.Name.Contains("regneark med", StringComparison.Ordinal)
            || kind.Name == "program" => "et " + kind.Name,
        _ => "en " + kind.Name,
    };

    private static string NameExtension(string fileName)
    {
        var extension = Path.GetExtension(CleanFileName.From(fileName).Name).ToLowerInvariant();
        return extension.Length is > 1 and <= 12 ? extension : "";
    }

    private static Kind Recognise(Stream content, byte[] head, string extension, FileInspectorOptions options, List<FileRemark> remarks)
    {
        ReadOnlySpan<byte> bytes = head;
        if (bytes.IsEmpty)
        {
            remarks.Add(new(FileMark.Broken, "Filen er tom."));
            return Array.Find(All, kind => kind.Extensions.Contains(extension)) ?? Unknown;
        }

        if (bytes[..Math.Min(bytes.Length, 1024)].IndexOf("%PDF-"u8) >= 0)
        {
            InspectPdf(content, head, remarks);
            return Pdf;
        }

        if (bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8))
        {
            return InspectZip(content, head, extension, options, remarks);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            return InspectOle(content, extension, remarks);
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x89, (byte)'P', (byte)'N', (byte)'G', 13, 10, 26, 10]))
        {
            BrokenUnless(TailHas(content, "IEND"u8), "billedet", remarks);
            return Png;
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
        {
            BrokenUnless(TailHas(content, [0xFF, 0xD9]), "billedet", remarks);
            return Jpg;
        }

        if (bytes.StartsWith("GIF87a"u8) || bytes.StartsWith("GIF89a"u8))
        {
            BrokenUnless(TailHas(content, [0x3B]), "billedet", remarks);
            return Gif;
        }

        if (bytes.StartsWith("II*\0"u8) || bytes.StartsWith("MM\0*"u8))
        {
            var first = bytes.Length < 8 ? uint.MaxValue : bytes[0] == 'I' ? BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]) : BinaryPrimitives.ReadUInt32BigEndian(bytes[4..]);
            BrokenUnless(first >= 8 && first + 2L <= content.Length, "billedet", remarks);
            return Tiff;
        }

        if (bytes.StartsWith("RIFF"u8) && bytes.Length >= 12)
        {
            var form = Encoding.ASCII.GetString(bytes.Slice(8, 4));
            var kind = form switch { "WEBP" => Webp, "WAVE" => Wav, "AVI " => Avi, _ => null };
            if (kind is not null)
            {
                var size = BinaryPrimitives.ReadUInt32LittleEndian(bytes[4..]);
                BrokenUnless(size == uint.MaxValue || size == 0 || size + 8L <= content.Length + 1, "filen", remarks);
                return kind;
            }
        }

        if (bytes.StartsWith("{\\rtf"u8))
        {
            BrokenUnless(TailHas(content, "}"u8), "dokumentet", remarks);
            return Rtf;
        }

        if (bytes.Length > 12 && bytes.Slice(4, 4).SequenceEqual("ftyp"u8))
        {
            var brand = Encoding.ASCII.GetString(bytes.Slice(8, 4));
            return brand is "heic" or "heix" or "mif1" or "msf1" or "avif" or "hevc" ? Heic : Mp4;
        }

        if ((bytes.StartsWith("MZ"u8) && IsPortableExecutable(bytes)) || bytes.StartsWith("\u007fELF"u8)
            || bytes.StartsWith((ReadOnlySpan<byte>)[0xCA, 0xFE, 0xBA, 0xBE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xCF, 0xFA, 0xED, 0xFE])
            || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xED, 0xFA, 0xCF]) || (bytes.StartsWith("#!"u8) && bytes[..Math.Min(80, bytes.Length)].IndexOf((byte)'/') >= 0)
            || bytes.StartsWith((ReadOnlySpan<byte>)[0x4C, 0, 0, 0, 1, 0x14, 2, 0]))
        {
            return Program;
        }

        if (bytes.StartsWith("7z\u00bc"u8[..2]) && bytes.Length > 6 && bytes[2] == 0xBC && bytes[3] == 0xAF)
        {
            return SevenZip;
        }

        if (bytes.StartsWith("Rar!\u001a\u0007"u8))
        {
            return Rar;
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 8]))
        {
            return Gz;
        }

        if (bytes.StartsWith("OggS"u8))
        {
            return Ogg;
        }

        if (bytes.StartsWith("fLaC"u8))
        {
            return Flac;
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]))
        {
            return Mkv;
        }

        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11]))
        {
            return Wmv;
        }

        if (bytes.StartsWith("ID3"u8) || (bytes.Length > 3 && bytes[0] == 0xFF && (bytes[1] & 0xE6) == 0xE2 && extension == ".mp3"))
        {
            return Mp3;
        }

        if (bytes.StartsWith("BM"u8) && bytes.Length > 18 && bytes[14] is 12 or 40 or 52 or 56 or 108 or 124 && bytes[15] == 0)
        {
            return Bmp;
        }

        return RecogniseText(head, extension);
    }

    private static bool IsPortableExecutable(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length < 64)
        {
            return false;
        }

        var at = BinaryPrimitives.ReadUInt32LittleEndian(bytes[60..]);
        // An old DOS program has no such header but bytes that no text has.
        return (at + 4 <= bytes.Length && bytes[(int)at..].StartsWith("PE\0\0"u8)) || bytes[..64].Contains((byte)0);
    }

    private static Kind RecogniseText(byte[] head, string extension)
    {
        ReadOnlySpan<byte> bytes = head;
        string text;
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || bytes.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
        {
            text = (bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes[2..]);
        }
        else
        {
            foreach (var b in bytes)
            {
                if (b < 32 && b is not (9 or 10 or 12 or 13 or 27 or 26))
                {
                    return Unknown;
                }
            }

            text = Encoding.Latin1.GetString(bytes);
            if (text.StartsWith("ï»¿", StringComparison.Ordinal))
            {
                text = text[3..];
            }
        }

        var start = text.AsSpan(0, Math.Min(text.Length, 4096)).TrimStart();
        if (start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase) || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
            || (start.StartsWith("<", StringComparison.Ordinal) && start.Contains("<body", StringComparison.OrdinalIgnoreCase)))
        {
            return Html;
        }

        if (start.StartsWith("<?xml", StringComparison.Ordinal))
        {
            return start.Contains("<html", StringComparison.OrdinalIgnoreCase) ? Html : Xml;
        }

        if (LooksLikeMail(text))
        {
            return Eml;
        }

        return extension == ".csv" ? Csv : Text;
    }

    private static bool LooksLikeMail(string text)
    {
        var known = 0;
        var lines = 0;
        foreach (var range in text.AsSpan().Split('\n'))
        {
            var line = text.AsSpan()[range].TrimEnd('\r');
            if (++lines > 200 || line.IsEmpty)
            {
                break;
            }

            if (line[0] is ' ' or '\t' || (lines == 1 && line.StartsWith("From ", StringComparison.Ordinal)))
            {
                continue;
            }

            if (!HeaderLine().IsMatch(line))
            {
                return false;
            }

            if (MailHeader().IsMatch(line))
            {
                known++;
            }
        }

        return known >= 2;
    }

    [GeneratedRegex(@"^[!-9;-~]{1,100}\s*:", RegexOptions.CultureInvariant)]
    private static partial Regex HeaderLine();

    [GeneratedRegex(@"^(From|To|Cc|Subject|Date|Message-ID|MIME-Version|Received|Return-Path|Delivered-To|Content-Type|Reply-To|X-[\w-]+)\s*:", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MailHeader();

    private static void BrokenUnless(bool sound, string what, List<FileRemark> remarks)
    {
        if (!sound)
        {
            remarks.Add(new(FileMark.Broken, $"Filen er afkortet eller beskadiget: slutningen på {what} mangler."));
        }
    }

    private static bool TailHas(Stream content, ReadOnlySpan<byte> mark)
    {
        var length = (int)Math.Min(Window, content.Length);
        return Bytes.At(content, content.Length - length, length).AsSpan().IndexOf(mark) >= 0;
    }

    private static void InspectPdf(Stream content, byte[] head, List<FileRemark> remarks)
    {
        var length = (int)Math.Min(Window, content.Length);
        var tail = Encoding.Latin1.GetString(Bytes.At(content, content.Length - length, length));
        var start = StartXref().Matches(tail).LastOrDefault();
        if (tail.LastIndexOf("%%EOF", StringComparison.Ordinal) < 0 || start is null || !long.TryParse(start.Groups[1].ValueSpan, out var offset) || offset >= content.Length)
        {
            remarks.Add(new(FileMark.Broken, "PDF-filen er afkortet eller beskadiget: dens indholdsfortegnelse mangler."));
            offset = 0;
        }

        var trailer = Encoding.Latin1.GetString(Bytes.At(content, offset, Window));
        if (Encrypt().IsMatch(tail) || Encrypt().IsMatch(trailer) || Encrypt().IsMatch(Encoding.Latin1.GetString(head)))
        {
            remarks.Add(new(FileMark.Encrypted, "PDF-filen er krypteret; den kan kræve en adgangskode."));
        }
    }

    [GeneratedRegex(@"startxref\s+(\d{1,18})", RegexOptions.CultureInvariant)]
    private static partial Regex StartXref();

    [GeneratedRegex(@"/Encrypt\s*(\d+\s+\d+\s+R|<<)", RegexOptions.CultureInvariant)]
    private static partial Regex Encrypt();

    private static Kind InspectZip(Stream content, byte[] head, string extension, FileInspectorOptions options, List<FileRemark> remarks)
    {
        var directory = ZipDirectory.TryRead(content);
        if (directory is null)
        {
            remarks.Add(new(FileMark.Broken, "Filen er afkortet eller beskadiget: arkivets indholdsfortegnelse mangler."));
            var inHead = Encoding.Latin1.GetString(head);
            // What the first entries are called is all there is to go by.
            return inHead.Contains("word/", StringComparison.Ordinal) ? Docx
                : inHead.Contains("xl/", StringComparison.Ordinal) ? Xlsx
                : inHead.Contains("ppt/", StringComparison.Ordinal) ? Pptx
                : OfficeByName(extension) is { } promised && inHead.Contains("[Content_Types].xml", StringComparison.Ordinal) ? promised
                : OpenDocumentOf(head) ?? Zip;
        }

        if (directory.Unpacked > options.MostUnpackedBytes || (directory.Unpacked > 100L * 1024 * 1024 && directory.Unpacked / 500 > content.Length))
        {
            remarks.Add(new(FileMark.Bomb, $"Arkivet siger, at det fylder {Danish.Size(directory.Unpacked)} pakket ud; det pakkes ikke ud her."));
        }

        if (directory.Encrypted)
        {
            remarks.Add(new(FileMark.Encrypted, "Arkivet er låst med en adgangskode."));
        }

        if (OpenDocumentOf(head) is { } open)
        {
            if (open.ContentType != "application/epub+zip" && !directory.Has("content.xml"))
            {
                remarks.Add(new(FileMark.Broken, "Dokumentet er beskadiget: selve indholdet (content.xml) mangler."));
            }

            return open;
        }

        var names = directory.Names;
        if (!directory.Has("[Content_Types].xml"))
        {
            if (OfficeByName(extension) is { } promised && names.Any(name => name.StartsWith("word/", StringComparison.OrdinalIgnoreCase)
                || name.StartsWith("xl/", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ppt/", StringComparison.OrdinalIgnoreCase)))
            {
                remarks.Add(new(FileMark.Broken, "Office-filen er beskadiget: en nødvendig del ([Content_Types].xml) mangler."));
                return promised;
            }

            return Zip;
        }

        var macros = names.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase));
        var (found, part) = Any("word/document") ? (macros ? Docm : Docx, true)
            : Any("xl/workbook") ? (macros ? Xlsm : Xlsx, true)
            : Any("ppt/presentation") ? (Pptx, true)
            : Any("word/") ? (Docx, false)
            : Any("xl/") ? (Xlsx, false)
            : Any("ppt/") ? (Pptx, false)
            : OfficeByName(extension) is { } byName ? (byName, false)
            : (Zip, true);
        if (!part)
        {
            remarks.Add(new(FileMark.Broken, $"Office-filen er beskadiget: selve indholdet mangler ({found.Name})."));
        }

        // A template is the same package under another name.
        return found == Docx && extension == ".dotx" ? Docx with { Extensions = [".docx", ".dotx"] } : found;

        bool Any(string prefix) => names.Any(name => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));
    }

    private static Kind? OfficeByName(string extension) => extension switch
    {
        ".docx" or ".dotx" => Docx,
        ".docm" => Docm,
        ".xlsx" or ".xltx" => Xlsx,
        ".xlsm" => Xlsm,
        ".pptx" or ".ppsx" => Pptx,
        _ => null,
    };

    private static Kind? OpenDocumentOf(ReadOnlySpan<byte> head)
    {
        if (head.Length < 60 || !head[30..].StartsWith("mimetype"u8))
        {
            return null;
        }

        int extra = BinaryPrimitives.ReadUInt16LittleEndian(head[28..]);
        int size = BinaryPrimitives.ReadUInt16LittleEndian(head[22..]);
        if (38 + extra + size > head.Length)
        {
            return null;
        }

        return OpenDocument.GetValueOrDefault(Encoding.ASCII.GetString(head.Slice(38 + extra, size)).Replace("-template", "", StringComparison.Ordinal));
    }

    private static Kind InspectOle(Stream content, string extension, List<FileRemark> remarks)
    {
        var directory = OleDirectory.TryRead(content);
        if (directory is null)
        {
            remarks.Add(new(FileMark.Broken, "Filen er afkortet eller beskadiget: dens indholdsfortegnelse mangler."));
            return Array.Find([Doc, Xls, Ppt, Msg], kind => kind.Extensions.Contains(extension)) ?? Ole;
        }

        var names = directory.Names;
        if (names.Contains("EncryptedPackage"))
        {
            remarks.Add(new(FileMark.Encrypted, "Office-filen er låst med en adgangskode."));
            return EncryptedOffice;
        }

        if (directory.WordEncrypted)
        {
            remarks.Add(new(FileMark.Encrypted, "Word-dokumentet er låst med en adgangskode."));
        }

        return names.Contains("WordDocument") ? Doc
            : names.Contains("Workbook") || names.Contains("Book") ? Xls
            : names.Contains("PowerPoint Document") ? Ppt
            : names.Contains("__properties_version1.0") ? Msg
            : Ole;
    }
}

internal static class Danish
{
    private static readonly System.Globalization.CultureInfo Culture = System.Globalization.CultureInfo.GetCultureInfo("da-DK");

    /// <summary>A number of bytes as a Dane reads it, such as <c>1,5 MB</c>.</summary>
    public static string Size(long bytes) => bytes switch
    {
        < 1024 => string.Create(Culture, $"{bytes} byte"),
        < 1024 * 1024 => string.Create(Culture, $"{bytes / 1024.0:0.#} KB"),
        < 1024L * 1024 * 1024 => string.Create(Culture, $"{bytes / (1024.0 * 1024):0.#} MB"),
        _ => string.Create(Culture, $"{bytes / (1024.0 * 1024 * 1024):0.#} GB"),
    };
}
