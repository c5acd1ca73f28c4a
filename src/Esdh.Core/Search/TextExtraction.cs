using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Esdh.Core.Files;
using Esdh.Core.Files.Mail;
using Esdh.Core.Files.Mime;
using Esdh.Core.Files.Pdf;

namespace Esdh.Core.Search;

/// <summary>How reading a file's text ended.</summary>
public enum TextState
{
    /// <summary>The text is there.</summary>
    Extracted,

    /// <summary>The file was read and has no text; a picture whose letters nobody read, for one.</summary>
    Empty,

    /// <summary>Of a kind that has no text to search: sound, film, programs, unknown bytes.</summary>
    Unsupported,

    /// <summary>A password is needed.</summary>
    Encrypted,

    /// <summary>Damaged, or the reader gave up.</summary>
    Failed,

    /// <summary>Larger than what is read here.</summary>
    TooBig,

    /// <summary>The program that reads this kind is not installed.</summary>
    ToolMissing,
}

/// <summary>The text of a file, or why there is none.</summary>
/// <param name="State">How it ended.</param>
/// <param name="Text">Lines with single spaces, well formed, without control characters; empty unless extracted.</param>
/// <param name="Reason">A Danish sentence for the user: why there is no text, or what of it is missing; null where all of it is there.</param>
/// <param name="CanRetry">Another try may end otherwise: a time limit, a missing tool.</param>
/// <param name="IsCut">There is more text than <see cref="TextExtractionOptions.MostCharacters"/>; the rest cannot be found.</param>
/// <param name="HasUnreadPictures">Pages or pictures that only <c>withPictures</c> reads.</param>
public sealed record ExtractedText(TextState State, string Text, string? Reason = null, bool CanRetry = false, bool IsCut = false, bool HasUnreadPictures = false);

/// <summary>Bounds and programs of <see cref="TextExtraction"/>.</summary>
public sealed record TextExtractionOptions
{
    /// <summary>The most text of one file, what is inside it included, in characters. The rest cannot be found.</summary>
    public int MostCharacters { get; init; } = 5_000_000;

    /// <summary>The largest file that is opened, in bytes; plain text may be larger, since only its beginning is read.</summary>
    public long MostBytes { get; init; } = 300L * 1024 * 1024;

    /// <summary>The most that one file may fill unpacked, what is inside it included, in bytes.</summary>
    public long MostUnpackedBytes { get; init; } = 500L * 1024 * 1024;

    /// <summary>The most files inside one file: mails' attachments and members of archives.</summary>
    public int MostMembers { get; init; } = 500;

    /// <summary>Files within files within files: an archive in a mail in an archive is three.</summary>
    public int Deepest { get; init; } = 3;

    /// <summary>The longest a program may read one file, and the longest one file may take without pictures.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Address space of one program in bytes.</summary>
    public long MemoryBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>The most pages and pictures of one file that are read as pictures.</summary>
    public int MostPicturePages { get; init; } = 50;

    /// <summary>The longest one page may take.</summary>
    public TimeSpan PictureTimeLimit { get; init; } = TimeSpan.FromSeconds(45);

    /// <summary>Programs that read text at once; others wait in line. Pictures are read one at a time.</summary>
    public int AtOnce { get; init; } = 2;

    /// <summary>Folder for the files of a run; the system's temporary folder when null.</summary>
    public string? WorkFolder { get; init; }

    /// <summary>Path of poppler's pdftotext; null looks for it, an empty text means that there is none.</summary>
    public string? PdfToText { get; init; }

    /// <summary>Path of poppler's pdftoppm; as above.</summary>
    public string? PdfToPpm { get; init; }

    /// <summary>Path of tesseract; as above.</summary>
    public string? Tesseract { get; init; }
}

/// <summary>
/// The text of a file for searching, known by its bytes and not by its name. Packed and marked-up files are read here with hard bounds;
/// PDF, old Office files, Outlook mails and pictures by programs of their own with bounds on time, memory and files, and without network.
/// Whatever the bytes are, the answer is an <see cref="ExtractedText"/>. One instance per server, for it holds the lines.
/// </summary>
public sealed partial class TextExtraction : IDisposable
{
    private readonly TextExtractionOptions _options;
    private readonly OfficeConverter? _office;
    private readonly MsgConverter? _outlook;
    private readonly string? _pdfToText;
    private readonly PictureReader _pictures;
    private readonly SemaphoreSlim _line;

    /// <summary>Looks for the programs; not finding them is no error, see <see cref="Missing"/>.</summary>
    /// <param name="options">Bounds.</param>
    /// <param name="office">Opens old Office files; null for none.</param>
    /// <param name="outlook">Opens .msg; null for none.</param>
    public TextExtraction(TextExtractionOptions? options = null, OfficeConverter? office = null, MsgConverter? outlook = null)
    {
        _options = options ?? new();
        (_office, _outlook) = (office, outlook);
        _pdfToText = ProgramAt(_options.PdfToText, "pdftotext");
        _pictures = new(_options, ProgramAt(_options.PdfToPpm, "pdftoppm"), ProgramAt(_options.Tesseract, "tesseract"));
        _line = new(Math.Max(1, _options.AtOnce));
    }

    /// <summary>True where the system lets us take the network from the programs that read files; else the installation must.</summary>
    public static Task<bool> RunsWithoutNetworkAsync() => ChildProcess.RunsWithoutNetworkAsync();

    /// <summary>What cannot be read on this server, as Danish sentences; empty where all can.</summary>
    public async Task<IReadOnlyList<string>> MissingAsync()
    {
        List<string> missing = [];
        if (_pdfToText is null)
            missing.Add("pdftotext (poppler-utils) er ikke installeret: teksten i PDF-filer kan ikke findes.");
        if (await _pictures.MissingAsync() is { } picture)
            missing.Add(picture);
        if (_office is not { IsAvailable: true })
            missing.Add("LibreOffice er ikke installeret: teksten i .doc, .xls og .ppt kan ikke findes.");
        if (_outlook is not { IsAvailable: true })
            missing.Add("msgconvert er ikke installeret: teksten i Outlook-mails (.msg) kan ikke findes.");
        return missing;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _line.Dispose();
        _pictures.Dispose();
    }

    /// <summary>Reads the text of <paramref name="content"/> (seekable, stays open, left at an arbitrary place).</summary>
    /// <param name="content">The file.</param>
    /// <param name="fileName">What it is called; says only which of two likely kinds it is.</param>
    /// <param name="withPictures">Also read letters in pictures and scanned pages, which takes seconds a page.</param>
    /// <param name="ct">Stops; processes are killed.</param>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled.</exception>
    /// <exception cref="IOException">The content or the work folder cannot be read or written.</exception>
    public async Task<ExtractedText> ReadAsync(Stream content, string fileName, bool withPictures, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_options.TimeLimit + _options.TimeLimit + (withPictures ? _options.MostPicturePages * _options.PictureTimeLimit : TimeSpan.Zero));
        var run = new Run(this, new(_options.MostCharacters, limit.Token), withPictures, limit.Token);
        Outcome end;
        try
        {
            end = await run.FileAsync(content, fileName, 0);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            end = new(TextState.Failed, "Filens tekst kunne ikke læses inden for den tid, der er sat af.", true);
        }

        var text = run.Sink.ToString();
        if (text.Length == 0)
            return new(end.State == TextState.Extracted ? TextState.Empty : end.State, "", end.Reason ?? (end.State == TextState.Extracted ? "Filen har ingen tekst." : null), end.CanRetry, false, run.HasUnreadPictures);
        var isCut = run.Sink.IsFull;
        var lacks = isCut ? string.Create(System.Globalization.CultureInfo.GetCultureInfo("da-DK"), $"Kun de første {_options.MostCharacters:N0} tegn af teksten kan findes.") : end.Reason ?? run.Lacks;
        return new(TextState.Extracted, text, lacks, end.CanRetry, isCut, run.HasUnreadPictures);
    }

    private static string? ProgramAt(string? path, string name) => path is null ? ChildProcess.Find(name) : File.Exists(path) ? path : null;

    /// <summary>How one file ended; text that came before it failed is kept.</summary>
    private sealed record Outcome(TextState State, string? Reason = null, bool CanRetry = false)
    {
        public static readonly Outcome Read = new(TextState.Extracted);
    }

    /// <summary>One file with all that is inside it.</summary>
    private sealed partial class Run(TextExtraction owner, TextSink sink, bool withPictures, CancellationToken ct)
    {
        private readonly TextExtractionOptions _options = owner._options;
        private long _unpacked;
        private int _members;
        private int _picturePages;
        private int _unread;

        public TextSink Sink => sink;

        public bool HasUnreadPictures { get; private set; }

        /// <summary>What is missing of what is inside the file.</summary>
        public string? Lacks => _unread switch
        {
            0 => null,
            1 => "Teksten i en fil, der ligger i denne, kunne ikke læses.",
            _ => $"Teksten i {_unread} filer, der ligger i denne, kunne ikke læses.",
        };

        public async Task<Outcome> FileAsync(Stream content, string name, int depth)
        {
            ct.ThrowIfCancellationRequested();
            if (content.Length == 0)
                return new(TextState.Empty, "Filen er tom.");
            var seen = FileInspector.Inspect(content, name);
            if (seen.Has(FileMark.Bomb))
                return new(TextState.TooBig, "Arkivet fylder for meget pakket ud til, at teksten i det kan læses.");
            var isText = seen.ContentType is "text/plain" or "text/csv" or "application/octet-stream";
            if (!isText && content.Length > _options.MostBytes)
                return new(TextState.TooBig, $"Filen er for stor til, at dens tekst kan læses (over {Danish.Size(_options.MostBytes)}).");
            content.Position = 0;
            try
            {
                return await OfKindAsync(content, name, seen, depth);
            }
            catch (TooMuchException)
            {
                return new(TextState.TooBig, "Filen fylder for meget pakket ud til, at dens tekst kan læses.");
            }
            catch (Exception e) when (e is XmlException or InvalidDataException or FormatException or ArgumentException or NotSupportedException or EndOfStreamException
                or IndexOutOfRangeException or OverflowException or InvalidOperationException or Files.Word.DocxException)
            {
                // What a library says of a broken file is nothing to the user.
                return seen.Has(FileMark.Encrypted) ? Locked : new(TextState.Failed, "Filen er beskadiget, så dens tekst ikke kan læses.");
            }
        }

        private static readonly Outcome Locked = new(TextState.Encrypted, "Filen er låst med en adgangskode, så dens tekst ikke kan læses.");

        private async Task<Outcome> OfKindAsync(Stream content, string name, FileInspection seen, int depth)
        {
            switch (seen.ContentType)
            {
                case "application/pdf":
                    return await PdfAsync(content, seen.Has(FileMark.Encrypted));
                case "message/rfc822":
                    using (var mail = MimeReader.Read(content, new() { TotalBytes = _options.MostBytes, BodyBytes = 16 * 1024 * 1024 }, ct))
                        return await MailAsync(mail, depth);
                case "text/html":
                    Html(content);
                    return Outcome.Read;
                case "application/rtf":
                    RtfText.Read(content, sink, ct);
                    return Outcome.Read;
                case "application/xml":
                    Xml(content);
                    return Outcome.Read;
                case "text/plain" or "text/csv":
                    PlainText(content, null);
                    return Outcome.Read;
                case "application/octet-stream":
                    if (Utf16(content) is { } utf16)
                    {
                        PlainText(content, utf16);
                        return Outcome.Read;
                    }

                    break;
                case var type when type.StartsWith("image/", StringComparison.Ordinal):
                    return await PictureAsync(content);
            }

            if (seen.Has(FileMark.Encrypted))
                return Locked;
            if (seen.ContentType == "application/vnd.ms-outlook")
                return await OutlookAsync(content, depth);
            if (seen.Extension is ".doc" or ".xls" or ".ppt" && seen.ContentType != "application/zip")
                return await OldOfficeAsync(content, seen.Extension);
            if (!IsPacked(seen))
                return new(TextState.Unsupported, $"Filtypen ({seen.Kind}) har ingen tekst, der kan søges i.");
            if (ZipDirectory.TryRead(content) is not { } directory)
                return new(TextState.Failed, "Filen er afkortet eller beskadiget, så dens tekst ikke kan læses.");
            if (directory.Cut)
                return new(TextState.TooBig, "Arkivet har for mange filer til, at teksten i dem kan læses.");
            content.Position = 0;
            using var zip = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (seen.ContentType is "application/zip" or "application/epub+zip")
                return await ArchiveAsync(zip, depth);
            return OfficeText.Read(zip, sink, _options.MostUnpackedBytes, ct) ? Outcome.Read : Locked;
        }

        private static bool IsPacked(FileInspection seen) => seen.ContentType is "application/zip" or "application/epub+zip"
            || seen.ContentType.StartsWith("application/vnd.openxmlformats-", StringComparison.Ordinal)
            || seen.ContentType.StartsWith("application/vnd.oasis.opendocument.", StringComparison.Ordinal)
            || seen.ContentType.EndsWith(".macroEnabled.12", StringComparison.Ordinal);

        private async Task<Outcome> MailAsync(MimeMessage mail, int depth)
        {
            sink.Add(TextExtract.FromMail(mail));
            sink.Line();
            foreach (var attachment in mail.Attachments)
            {
                if (sink.IsFull)
                    break;
                if (attachment.Message is { } inner)
                {
                    if (depth + 1 > _options.Deepest)
                        _unread++;
                    else
                        await MailAsync(inner, depth + 1);
                    continue;
                }

                // The pictures that a mail shows itself are logos.
                if (!(attachment.IsInline && attachment.ContentType.StartsWith("image/", StringComparison.Ordinal)))
                    await MemberAsync(attachment.Content, attachment.Name, depth + 1);
            }

            return Outcome.Read;
        }

        private async Task<Outcome> ArchiveAsync(ZipArchive zip, int depth)
        {
            foreach (var entry in zip.Entries)
            {
                if (sink.IsFull)
                    break;
                if (entry.FullName.EndsWith('/') || entry.FullName.EndsWith('\\'))
                    continue;
                sink.Add(entry.FullName.Replace('\\', '/').Split('/')[^1]);
                sink.Line();
                if (entry.IsEncrypted)
                {
                    _unread++;
                    continue;
                }

                using var member = new SpillStream(1024 * 1024, _options.WorkFolder);
                try
                {
                    await using var packed = entry.Open();
                    await CopyAsync(packed, member);
                }
                catch (InvalidDataException)
                {
                    _unread++;
                    continue;
                }

                await MemberAsync(member, entry.Name, depth + 1);
            }

            return Outcome.Read;
        }

        /// <summary>A file inside another: what goes wrong with it is told, and the others are read all the same.</summary>
        private async Task MemberAsync(Stream content, string name, int depth)
        {
            if (depth > _options.Deepest || ++_members > _options.MostMembers)
            {
                _unread++;
                return;
            }

            var end = await FileAsync(content, name, depth);
            if (end.State is not (TextState.Extracted or TextState.Empty or TextState.Unsupported))
                _unread++;
            sink.Line();
        }

        private async Task CopyAsync(Stream from, Stream to)
        {
            var buffer = new byte[64 * 1024];
            for (int read; (read = await from.ReadAsync(buffer, ct)) > 0;)
            {
                if ((_unpacked += read) > _options.MostUnpackedBytes)
                    throw new TooMuchException();
                await to.WriteAsync(buffer.AsMemory(0, read), ct);
            }
        }

        private async Task<Outcome> OutlookAsync(Stream content, int depth)
        {
            if (owner._outlook is not { IsAvailable: true } outlook)
                return new(TextState.ToolMissing, "Programmet msgconvert er ikke installeret på serveren, så teksten i Outlook-mails ikke kan læses.", true);
            var (converted, reason) = await outlook.ToMailAsync(content, ct);
            if (converted is null)
                return new(TextState.Failed, reason, reason?.Contains("sekunder", StringComparison.Ordinal) == true);
            await using (converted)
            {
                using var mail = MimeReader.Read(converted, new() { TotalBytes = _options.MostBytes }, ct);
                var isBlank = mail is { From.Count: 0, To.Count: 0, Subject.Length: 0, Attachments.Count: 0 } && string.IsNullOrWhiteSpace(mail.BodyText ?? mail.BodyHtml);
                return isBlank ? new(TextState.Failed, "Outlook-mailen er beskadiget, så dens tekst ikke kan læses.") : await MailAsync(mail, depth);
            }
        }

        private async Task<Outcome> OldOfficeAsync(Stream content, string extension)
        {
            if (owner._office is not { IsAvailable: true } office)
                return new(TextState.ToolMissing, "LibreOffice er ikke installeret på serveren, så teksten i ældre Office-filer ikke kan læses.", true);
            using var pdf = await office.ToPdfAsync(content, extension, ct);
            if (pdf.Pdf is null)
                return new(TextState.Failed, "Filen kunne ikke åbnes, så dens tekst ikke kan læses. Den er måske beskadiget.", true);
            return await PdfAsync(pdf.Pdf, false);
        }

        private async Task<Outcome> PdfAsync(Stream content, bool isEncrypted)
        {
            if (owner._pdfToText is not { } program)
                return new(TextState.ToolMissing, "Programmet pdftotext er ikke installeret på serveren, så teksten i PDF-filer ikke kan læses.", true);
            using var folder = new TemporaryFolder(_options.WorkFolder);
            var (source, output) = (folder.File("ind.pdf"), folder.File("ud.txt"));
            await using (var copy = File.Create(source))
                await content.CopyToAsync(copy, ct);
            ChildEnd end;
            var most = 4L * _options.MostCharacters;
            await owner._line.WaitAsync(ct);
            try
            {
                end = await ChildProcess.RunAsync(
                    program, ["-enc", "UTF-8", "-eol", "unix", source, output], folder.Path, new(_options.TimeLimit, _options.MemoryBytes, most) { IsAlone = true, IsLowPriority = true }, ct);
            }
            finally
            {
                owner._line.Release();
            }

            // What was written before the file became too large, or the time ran out, is text all the same.
            var emptyPages = File.Exists(output) ? await PagesAsync(output) : [];
            var isCut = File.Exists(output) && new FileInfo(output).Length >= most - 4096;
            if (end.ExitCode is null)
                return new(TextState.Failed, $"PDF-filens tekst kunne ikke læses inden for {_options.TimeLimit.TotalSeconds:0.#} sekunder.", true);
            if (end.ExitCode != 0 && !isCut)
            {
                return isEncrypted || end.Errors.Contains("assword", StringComparison.Ordinal)
                    ? Locked
                    : new(TextState.Failed, "PDF-filen er beskadiget, så dens tekst ikke kan læses.");
            }

            return emptyPages.Count == 0 || sink.IsFull ? Outcome.Read : await PicturesOfAsync(source, folder, emptyPages);
        }

        /// <summary>A page with fewer may be a picture with a page number or a stamp on it.</summary>
        private const int FewLetters = 30;

        /// <summary>Adds the text; the answer is the pages that have next to none.</summary>
        private async Task<List<int>> PagesAsync(string output)
        {
            List<int> empty = [];
            using var reader = new StreamReader(output, Encoding.UTF8);
            var buffer = new char[32 * 1024];
            var (page, letters, isFresh) = (1, sink.Letters, true);
            for (int read; !sink.IsFull && (read = await reader.ReadAsync(buffer, ct)) > 0;)
            {
                for (var from = 0; from < read;)
                {
                    var to = buffer.AsSpan(from, read - from).IndexOf('\f');
                    sink.Add(buffer.AsSpan(from, (to < 0 ? read : from + to) - from));
                    isFresh &= to >= 0;
                    if (to < 0)
                        break;
                    sink.Line();
                    if (sink.Letters - letters < FewLetters && empty.Count < 10_000)
                        empty.Add(page);
                    (page, letters) = (page + 1, sink.Letters);
                    from += to + 1;
                }
            }

            return empty;
        }

        private async Task<Outcome> PicturesOfAsync(string pdf, TemporaryFolder folder, List<int> pages)
        {
            if (!withPictures)
            {
                HasUnreadPictures = true;
                return new(TextState.Empty, "Sider med næsten ingen tekst kan være billeder, hvis tekst endnu ikke er læst.", true);
            }

            if (await owner._pictures.MissingAsync() is { } missing)
            {
                HasUnreadPictures = true;
                return new(TextState.ToolMissing, missing, true);
            }

            foreach (var page in pages)
            {
                if (sink.IsFull)
                    break;
                if (++_picturePages > _options.MostPicturePages)
                    return new(TextState.Extracted, $"Kun de første {_options.MostPicturePages} skannede sider er læst.");
                if (!await owner._pictures.PdfPageAsync(pdf, page, folder, sink, ct))
                    _unread++;
                sink.Line();
            }

            return _unread == 0 ? Outcome.Read : new(TextState.Failed, $"Teksten på {_unread} skannede sider kunne ikke læses.", true);
        }

        private async Task<Outcome> PictureAsync(Stream content)
        {
            if (!withPictures)
            {
                HasUnreadPictures = true;
                return new(TextState.Empty, "Filen er et billede, hvis tekst endnu ikke er læst.", true);
            }

            if (await owner._pictures.MissingAsync() is { } missing)
            {
                HasUnreadPictures = true;
                return new(TextState.ToolMissing, missing, true);
            }

            if (++_picturePages > _options.MostPicturePages)
                return new(TextState.Extracted, $"Kun de første {_options.MostPicturePages} billeder er læst.");
            using var folder = new TemporaryFolder(_options.WorkFolder);
            var source = folder.File("ind");
            await using (var copy = File.Create(source))
                await content.CopyToAsync(copy, ct);
            return await owner._pictures.PictureAsync(source, folder, sink, ct)
                ? Outcome.Read
                : new(TextState.Failed, "Billedets tekst kunne ikke læses; billedet er beskadiget, for stort eller tog for lang tid.", true);
        }

        /// <summary>The first megabytes of a page; more is no page that someone reads.</summary>
        private const int MostHtml = 30 * 1024 * 1024;

        private void Html(Stream content)
        {
            var bytes = Bytes.At(content, 0, MostHtml);
            var head = Encoding.Latin1.GetString(bytes, 0, Math.Min(bytes.Length, 4096));
            var html = bytes.AsSpan() is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]
                ? (bytes[0] == 0xFF ? Encoding.Unicode : Encoding.BigEndianUnicode).GetString(bytes)
                : MimeText.Decode(bytes, Charset().Match(head) is { Success: true } match ? match.Groups[1].Value : null, out _);
            sink.Add(HtmlBlocks.ToText(html));
        }

        private void Xml(Stream content)
        {
            var before = sink.Length;
            try
            {
                using var reader = XmlReader.Create(content, OfficeText.Settings(_options.MostUnpackedBytes));
                while (!sink.IsFull && reader.Read())
                {
                    if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA)
                    {
                        sink.Add(reader.Value);
                        sink.Line();
                    }
                }
            }
            catch (XmlException) when (sink.Length == before)
            {
                content.Position = 0;
                PlainText(content, null);
            }
        }

        private void PlainText(Stream content, Encoding? encoding)
        {
            content.Position = 0;
            using var reader = new StreamReader(content, encoding ?? EncodingOf(content), detectEncodingFromByteOrderMarks: true, 64 * 1024, leaveOpen: true);
            var buffer = new char[32 * 1024];
            for (int read; !sink.IsFull && (read = reader.Read(buffer, 0, buffer.Length)) > 0;)
                sink.Add(buffer.AsSpan(0, read));
        }

        private static Encoding EncodingOf(Stream content)
        {
            var head = Bytes.At(content, 0, 256 * 1024);
            content.Position = 0;
            return MimeText.IsUtf8(MimeText.WholeLetters(head)) ? new UTF8Encoding(false) : MimeText.Windows1252;
        }

        /// <summary>Text of two bytes a letter without a mark at its beginning: every second byte is zero.</summary>
        private static Encoding? Utf16(Stream content)
        {
            var head = Bytes.At(content, 0, 4096);
            content.Position = 0;
            int even = 0, odd = 0, letters = 0;
            for (var i = 0; i + 1 < head.Length; i += 2)
            {
                even += head[i] == 0 ? 1 : 0;
                odd += head[i + 1] == 0 ? 1 : 0;
                letters += (head[i] | head[i + 1]) is >= 32 or 9 or 10 or 13 ? 1 : 0;
            }

            var pairs = head.Length / 2;
            return pairs < 4 || letters < pairs * 0.98 ? null : odd > pairs * 0.7 && even == 0 ? Encoding.Unicode : even > pairs * 0.7 && odd == 0 ? Encoding.BigEndianUnicode : null;
        }

        [GeneratedRegex(@"<meta[^>]{0,200}charset\s*=\s*[""']?\s*([\w.:-]{1,40})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
        private static partial Regex Charset();
    }
}

/// <summary>More came out than was packed in good faith.</summary>
internal sealed class TooMuchException : Exception;
