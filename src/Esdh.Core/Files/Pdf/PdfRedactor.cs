using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Esdh.Core.Files.Pdf;

/// <summary>A rectangle of a page, in parts of its width and height from the upper left corner as the page is seen: 0 to 1.</summary>
/// <param name="Page">From 1.</param>
/// <param name="X">Left.</param>
/// <param name="Y">Top.</param>
/// <param name="Width">More than 0.</param>
/// <param name="Height">More than 0.</param>
public sealed record PdfArea(int Page, double X, double Y, double Width, double Height);

/// <summary>What a redaction came to.</summary>
/// <param name="Pages">Pages of the new file.</param>
/// <param name="Places">Rectangles that were blackened.</param>
/// <param name="NotFound">Words that stand nowhere in the text: either not there, or on a page that is only a picture.</param>
public sealed record PdfRedaction(int Pages, int Places, IReadOnlyList<string> NotFound);

/// <summary>
/// Hides parts of a PDF for good, and proves it. Pages are drawn by poppler's <c>pdftoppm</c>, what is to be hidden is blackened in the drawing's points, and a new file is written
/// that holds those drawings and nothing else: no text, fonts, layers, annotations, attachments or properties can come along. <see cref="ProveAsync"/> looks for what was hidden in
/// everything that a file holds. All reading of the original is done in child processes, on copies.
/// </summary>
public sealed partial class PdfRedactor(Qpdf qpdf)
{
    /// <summary>Most pages of one file.</summary>
    public const int MostPages = 1000;

    /// <summary>The shortest text that is looked for in bytes that are no text, where shorter ones would be found by chance.</summary>
    private const int ShortestInBytes = 4;

    /// <summary>Points along the longer side: some 190 to the inch on A4.</summary>
    private const int Points = 2200;

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(60);

    private readonly string? _draw = ChildProcess.Find("pdftoppm");

    private readonly string? _read = ChildProcess.Find("pdftotext");

    public bool IsAvailable => qpdf.IsAvailable && _draw is not null && _read is not null;

    /// <summary>One page as a PNG of at most 1400 points.</summary>
    /// <exception cref="PdfException">It cannot be read, needs a password, or there is no such page; Danish message.</exception>
    public async Task DrawAsync(Stream pdf, int page, Stream png, CancellationToken ct = default)
    {
        using var folder = await OpenAsync(pdf, ct);
        if (page < 1 || page > (await qpdf.CountAsync(folder, "hel.pdf", ct)).Pages)
            throw new PdfException("Siden findes ikke.");
        await PageAsync(folder, page, 1400, "-png", ct);
        await using var file = File.OpenRead(folder.File("side.png"));
        await file.CopyToAsync(png, ct);
    }

    /// <summary>Number of pages.</summary>
    /// <exception cref="PdfException">It cannot be read or needs a password; Danish message.</exception>
    public async Task<int> CountAsync(Stream pdf, CancellationToken ct = default)
    {
        using var folder = await OpenAsync(pdf, ct);
        return (await qpdf.CountAsync(folder, "hel.pdf", ct)).Pages;
    }

    /// <summary>
    /// Whether the file holds something that is not simply seen on its pages: layers, annotations, forms, attachments, scripts. Such a file is not given out as it is; drawn by
    /// <see cref="RedactAsync"/> with nothing to hide, it is.
    /// </summary>
    /// <exception cref="PdfException">It cannot be read or needs a password; Danish message.</exception>
    public async Task<bool> HoldsUnseenAsync(Stream pdf, CancellationToken ct = default)
    {
        using var folder = await OpenAsync(pdf, ct);
        var objects = await ObjectsAsync(folder, "hel.pdf", ct);
        return objects.Values.SelectMany(Dictionaries).Any(d =>
            d.Any(e => e.Key is "/OCProperties" or "/OC" or "/EmbeddedFiles" or "/AF" or "/AcroForm" or "/JavaScript" or "/JS" or "/PieceInfo" or "/Collection" or "/XFA")
            || Name(d, "/Type") is "/OCG" or "/OCMD" or "/EmbeddedFile" or "/Filespec"
            || (Name(d, "/Subtype") is { } kind && d.ContainsKey("/Rect") && kind != "/Link"));
    }

    /// <summary>Writes a file of pictures with the areas and the words blackened. Words are found whatever their case, also where they begin a longer word or break over a line; of digits any place.</summary>
    /// <param name="pdf">The original; seekable, only read.</param>
    /// <param name="areas">Rectangles to blacken.</param>
    /// <param name="words">Words, names or numbers to blacken wherever they stand.</param>
    /// <param name="output">Where the new file goes; stays open.</param>
    /// <exception cref="PdfException">It cannot be read, needs a password, has too many pages, or an area lies on a page that is not there; Danish message.</exception>
    public async Task<PdfRedaction> RedactAsync(Stream pdf, IReadOnlyList<PdfArea> areas, IReadOnlyList<string> words, Stream output, CancellationToken ct = default)
    {
        using var folder = await OpenAsync(pdf, ct);
        var pages = (await qpdf.CountAsync(folder, "hel.pdf", ct)).Pages;
        if (pages > MostPages)
            throw new PdfException($"Filen har {pages} sider. Der kan overstreges i højst {MostPages} ad gangen.");
        if (areas.Any(a => a.Page < 1 || a.Page > pages || !(a.Width > 0) || !(a.Height > 0)))
            throw new PdfException($"Et felt, der skal skjules, ligger ikke på en side. Filen har {(pages == 1 ? "1 side" : $"{pages} sider")}.");
        var read = await WordsAsync(folder, ct);
        if (read.Count != pages)
            throw new PdfException("Sidernes tekst kunne ikke læses, så intet kan skjules sikkert.");
        var found = new HashSet<string>(StringComparer.Ordinal);
        var places = 0;
        using var objects = new PdfObjects();
        var (root, tree) = (objects.Take(), objects.Take());
        List<int> kids = [];
        for (var page = 1; page <= pages; page++)
        {
            await PageAsync(folder, page, Points, null, ct);
            var picture = Ppm.Read(await File.ReadAllBytesAsync(folder.File("side.ppm"), ct));
            File.Delete(folder.File("side.ppm"));
            var (width, height, boxes) = read[page - 1];

            // Of a turned page the words are told as it is seen, its size as it lies.
            if (Math.Abs((width / height) - ((double)picture.Width / picture.Height)) > Math.Abs((height / width) - ((double)picture.Width / picture.Height)))
                (width, height) = (height, width);
            List<PdfArea> hide = [.. areas.Where(a => a.Page == page)];
            foreach (var word in words)
            {
                foreach (var at in Matches([.. boxes.Select(b => b.Text)], word))
                {
                    found.Add(word);
                    var b = boxes[at];
                    hide.Add(new(page, b.Left / width, b.Top / height, (b.Right - b.Left) / width, (b.Bottom - b.Top) / height));
                }
            }

            foreach (var area in hide)
                picture.Blacken(area);
            places += hide.Count;
            var (space, points) = picture.Pack();
            var image = objects.Packed($"/Type /XObject /Subtype /Image /Width {picture.Width} /Height {picture.Height} /ColorSpace /{space} /BitsPerComponent 8", points, CompressionLevel.Fastest);
            var (w, h) = (PdfObjects.Number(width), PdfObjects.Number(height));
            var content = objects.Stream("", new MemoryStream(Encoding.ASCII.GetBytes($"q {w} 0 0 {h} 0 0 cm /P0 Do Q")));
            kids.Add(objects.Write($"<< /Type /Page /Parent {tree} 0 R /MediaBox [0 0 {w} {h}] /Resources << /XObject << /P0 {image} 0 R >> >> /Contents {content} 0 R >>"));
        }

        objects.Write(tree, $"<< /Type /Pages /Kids [{string.Join(' ', kids.Select(k => $"{k} 0 R"))}] /Count {kids.Count} >>");
        objects.Write(root, $"<< /Type /Catalog /Pages {tree} 0 R >>");
        objects.Finish(root, objects.Write("<< /Producer (Esdh) >>"), output);
        return new(pages, places, [.. words.Where(w => !found.Contains(w))]);
    }

    /// <summary>
    /// What speaks against giving the file out: each text of <paramref name="hidden"/> that is found in it, and where. Looked through are the text of all pages, also what hidden layers
    /// and invisible letters hold, in both orders of reading; every string of every object (properties, bookmarks, annotations, form fields, replacement texts); every stream unpacked,
    /// fonts and XML properties too. An attachment, or a part that could not be read, speaks against it by itself. Empty when nothing does.
    /// </summary>
    /// <param name="pdf">Seekable, only read.</param>
    /// <param name="hidden">Words, names and numbers.</param>
    /// <param name="picturesOnly">It must also be built as <see cref="RedactAsync"/> builds: of pictures and nothing else.</param>
    /// <returns>Danish sentences.</returns>
    public async Task<IReadOnlyList<string>> ProveAsync(Stream pdf, IReadOnlyList<string> hidden, bool picturesOnly, CancellationToken ct = default)
    {
        using var folder = await OpenAsync(pdf, ct);
        List<string> remains = [];
        var objects = await ObjectsAsync(folder, "ind.pdf", ct);
        if (picturesOnly)
            remains.AddRange(NotPictures(objects).Distinct());
        if (objects.Values.SelectMany(Dictionaries).Any(d => Name(d, "/Type") == "/EmbeddedFile" || d.ContainsKey("/EmbeddedFiles")))
            remains.Add("Filen har en vedhæftet fil.");
        if (hidden.Count == 0)
            return remains;

        // Without its list of layers every layer is text like any other.
        await qpdf.RewriteAsync(folder, "ind.pdf", "flad.pdf", isWhole: false, ct);
        foreach (var (how, file) in new[] { ("-nopgbrk", "flad.pdf"), ("-raw", "flad.pdf"), ("-nopgbrk", "ind.pdf") })
        {
            if (await TextAsync(folder, file, how, ct) is not { } text)
                return [.. remains, "Filens tekst kunne ikke læses."];
            foreach (var word in hidden.Where(w => Finds(text, w)))
                remains.Add($"»{word}« står i teksten.");
        }

        foreach (var text in objects.Values.SelectMany(Strings))
        {
            foreach (var word in hidden.Where(w => Finds(text, w)))
                remains.Add($"»{word}« står i filens egenskaber, bogmærker, noter eller lignende.");
        }

        var streams = objects.Where(o => o.Value?["stream"]?["dict"] is JsonObject d && Name(d, "/Subtype") != "/Image").Select(o => o.Key.Split(' ')[0].Replace("obj:", "", StringComparison.Ordinal)).ToList();
        var needles = hidden.Where(w => w.Trim().Length >= ShortestInBytes).ToList();
        foreach (var portion in streams.Chunk(100))
        {
            var unpacked = await UnpackAsync(folder, portion, ct);
            if (unpacked is null)
                return [.. remains.Distinct(), "En del af filen kunne ikke pakkes ud og læses."];
            foreach (var bytes in unpacked)
            {
                foreach (var word in needles.Where(w => Holds(bytes, w)))
                    remains.Add($"»{word}« står i en skrifttype, et lag eller en anden del af filen, der ikke ses.");
            }
        }

        return [.. remains.Distinct()];
    }

    /// <summary>Places of a needle in words in reading order: the numbers of the words it touches. It begins where a word does, and digits anywhere; spaces and punctuation count for nothing.</summary>
    internal static IReadOnlyList<int> Matches(IReadOnlyList<string> words, string needle)
    {
        var wanted = Letters(needle);
        if (wanted.Length == 0)
            return [];
        var text = new StringBuilder();
        List<int> owner = [];
        HashSet<int> starts = [];
        for (var i = 0; i < words.Count; i++)
        {
            var inWord = false;
            foreach (var c in words[i].Normalize(NormalizationForm.FormKC).ToLowerInvariant())
            {
                if (!char.IsLetterOrDigit(c))
                {
                    inWord = inWord && c is '\u00AD'; // a soft hyphen is inside a word, other signs part it
                    continue;
                }

                if (!inWord)
                    starts.Add(text.Length);
                inWord = true;
                text.Append(c);
                owner.Add(i);
            }
        }

        var all = text.ToString();
        var digits = wanted.All(char.IsAsciiDigit);
        SortedSet<int> touched = [];
        for (var at = all.IndexOf(wanted, StringComparison.Ordinal); at >= 0; at = all.IndexOf(wanted, at + 1, StringComparison.Ordinal))
        {
            if (!digits && !starts.Contains(at))
                continue;
            for (var i = at; i < at + wanted.Length; i++)
                touched.Add(owner[i]);
        }

        return [.. touched];
    }

    /// <summary>Whether a text holds a word, name or number, by the same measure as it is blackened and looked for.</summary>
    public static bool Finds(string? text, string word) => text is not null && Matches([.. text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)], word).Count > 0;

    private static string Letters(string text) => string.Concat(text.Normalize(NormalizationForm.FormKC).ToLowerInvariant().Where(char.IsLetterOrDigit));

    /// <summary>Whether bytes hold a text in one of the ways that files write it.</summary>
    private static bool Holds(byte[] bytes, string word)
    {
        foreach (var text in new[] { word.Trim(), word.Trim().ToUpperInvariant(), word.Trim().ToLowerInvariant() })
        {
            foreach (var coding in new[] { Encoding.Latin1, Encoding.UTF8, Encoding.BigEndianUnicode, Encoding.Unicode })
            {
                if (bytes.AsSpan().IndexOf(coding.GetBytes(text)) >= 0 || (coding == Encoding.Latin1 && bytes.AsSpan().IndexOf(Encoding.ASCII.GetBytes(Convert.ToHexString(coding.GetBytes(text)))) >= 0))
                    return true;
            }
        }

        return false;
    }

    /// <summary>What is in the file besides the few things that <see cref="RedactAsync"/> writes.</summary>
    private static IEnumerable<string> NotPictures(Dictionary<string, JsonNode?> objects)
    {
        foreach (var (key, body) in objects)
        {
            var stream = body?["stream"]?["dict"] as JsonObject;
            var value = stream ?? body?["value"] as JsonObject;
            if (value is null)
            {
                yield return "Filen har en del, som ikke er et billede.";
                continue;
            }

            string[] allowed = (key, stream is not null, Name(value, "/Type"), Name(value, "/Subtype")) switch
            {
                ("trailer", _, _, _) => ["/Root", "/Size", "/ID", "/Info"],
                (_, false, "/Catalog", _) => ["/Type", "/Pages"],
                (_, false, "/Pages", _) => ["/Type", "/Kids", "/Count"],
                (_, false, "/Page", _) => ["/Type", "/Parent", "/MediaBox", "/Resources", "/Contents"],
                (_, true, "/XObject", "/Image") => ["/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Filter", "/Length"],
                (_, true, null, null) => ["/Length"],
                (_, false, null, null) => ["/Producer"],
                _ => [],
            };
            if (value.FirstOrDefault(e => !allowed.Contains(e.Key)).Key is { } strange)
                yield return $"Filen har andet end billeder ({strange}).";
            if (value["/Resources"] is JsonObject resources && (resources.Any(r => r.Key != "/XObject") || resources["/XObject"] is not JsonObject { Count: 1 }))
                yield return "Filen har skrifttyper eller andet end sidens billede.";
            if (stream is not null && Name(stream, "/Type") is null && !((int?)stream["/Length"] <= 100))
                yield return "En side tegner andet end sit billede.";
            if (key != "trailer" && value["/Producer"] is { } producer && (string?)producer != "u:Esdh")
                yield return "Filens egenskaber siger noget.";
        }
    }

    private static string? Name(JsonObject d, string key) => d[key] is JsonValue v && v.TryGetValue<string>(out var name) ? name : null;

    private static IEnumerable<JsonObject> Dictionaries(JsonNode? node)
    {
        if (node is JsonObject d)
        {
            yield return d;
            foreach (var inner in d.SelectMany(e => Dictionaries(e.Value)))
                yield return inner;
        }
        else if (node is JsonArray array)
        {
            foreach (var inner in array.SelectMany(Dictionaries))
                yield return inner;
        }
    }

    /// <summary>Strings of an object as qpdf tells them: <c>u:</c> text, <c>b:</c> bytes.</summary>
    private static IEnumerable<string> Strings(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject d:
                foreach (var text in d.SelectMany(e => Strings(e.Value)))
                    yield return text;
                break;
            case JsonArray array:
                foreach (var text in array.SelectMany(Strings))
                    yield return text;
                break;
            case JsonValue value when value.TryGetValue<string>(out var text):
                if (text.StartsWith("u:", StringComparison.Ordinal))
                    yield return text[2..];
                else if (text.StartsWith("b:", StringComparison.Ordinal) && text.Length % 2 == 0)
                {
                    var bytes = Convert.FromHexString(text.AsSpan(2));
                    yield return Encoding.Latin1.GetString(bytes);
                    yield return Encoding.BigEndianUnicode.GetString(bytes);
                }

                break;
        }
    }

    /// <summary>A folder with the file as it came (<c>ind.pdf</c>) and a sound copy of all of it without encryption (<c>hel.pdf</c>).</summary>
    private async Task<TemporaryFolder> OpenAsync(Stream pdf, CancellationToken ct)
    {
        if (!IsAvailable)
            throw new PdfException("Programmerne qpdf, pdftoppm og pdftotext er ikke alle installeret på serveren, så der kan ikke overstreges.");
        var folder = qpdf.Folder();
        try
        {
            await qpdf.CopyAsync(pdf, folder, "ind.pdf", ct);
            await qpdf.RewriteAsync(folder, "ind.pdf", "hel.pdf", isWhole: true, ct);
            return folder;
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    private async Task PageAsync(TemporaryFolder folder, int page, int points, string? format, CancellationToken ct)
    {
        var number = page.ToString(CultureInfo.InvariantCulture);
        string[] kind = format is null ? [] : [format];
        var end = await ChildProcess.RunAsync(_draw!, [.. kind, "-cropbox", "-scale-to", points.ToString(CultureInfo.InvariantCulture), "-singlefile", "-f", number, "-l", number, "hel.pdf", "side"], folder.Path, Bounds(0), ct);
        if (end.ExitCode != 0 || !File.Exists(folder.File(format is null ? "side.ppm" : "side.png")))
            throw new PdfException($"Side {page} kunne ikke tegnes.");
    }

    private async Task<string?> TextAsync(TemporaryFolder folder, string file, string how, CancellationToken ct)
    {
        var end = await ChildProcess.RunAsync(_read!, ["-enc", "UTF-8", "-eol", "unix", how, file, "tekst.txt"], folder.Path, Bounds(0), ct);
        return end.ExitCode == 0 && File.Exists(folder.File("tekst.txt")) ? await File.ReadAllTextAsync(folder.File("tekst.txt"), ct) : null;
    }

    private async Task<List<(double Width, double Height, List<Box> Boxes)>> WordsAsync(TemporaryFolder folder, CancellationToken ct)
    {
        var end = await ChildProcess.RunAsync(_read!, ["-bbox", "-cropbox", "-enc", "UTF-8", "-eol", "unix", "hel.pdf", "ord.html"], folder.Path, Bounds(0), ct);
        if (end.ExitCode != 0)
            throw new PdfException("Sidernes tekst kunne ikke læses, så intet kan skjules sikkert.");
        List<(double, double, List<Box>)> pages = [];
        foreach (var line in File.ReadLines(folder.File("ord.html")))
        {
            if (PageLine().Match(line) is { Success: true } page)
                pages.Add((N(page, 1), N(page, 2), []));
            else if (pages.Count > 0 && WordLine().Match(line) is { Success: true } word)
                pages[^1].Item3.Add(new(N(word, 1), N(word, 2), N(word, 3), N(word, 4), WebUtility.HtmlDecode(word.Groups[5].Value)));
        }

        return pages;

        static double N(Match m, int group) => double.Parse(m.Groups[group].ValueSpan, CultureInfo.InvariantCulture);
    }

    private async Task<Dictionary<string, JsonNode?>> ObjectsAsync(TemporaryFolder folder, string file, CancellationToken ct)
    {
        var answer = await qpdf.JsonAsync(folder, ["--json=2", "--json-key=qpdf", "--json-stream-data=none", file], ct);
        return answer["qpdf"]![1]!.AsObject().ToDictionary(e => e.Key, e => e.Value, StringComparer.Ordinal);
    }

    private async Task<List<byte[]>?> UnpackAsync(TemporaryFolder folder, IReadOnlyList<string> numbers, CancellationToken ct)
    {
        await File.WriteAllLinesAsync(folder.File("stroemme"), numbers.Select(n => "--json-object=" + n), ct);
        try
        {
            var answer = await qpdf.JsonAsync(folder, ["--json=2", "--json-key=qpdf", "--json-stream-data=inline", "--decode-level=generalized", "@stroemme", "ind.pdf"], ct);
            return [.. answer["qpdf"]![1]!.AsObject().Select(o => o.Value?["stream"]?["data"]).OfType<JsonValue>().Select(d => Convert.FromBase64String(d.GetValue<string>()))];
        }
        catch (PdfException)
        {
            return null;
        }
    }

    private static ChildBounds Bounds(int output) => new(TimeLimit, 2L * 1024 * 1024 * 1024, 400L * 1024 * 1024, output) { IsAlone = true };

    private sealed record Box(double Left, double Top, double Right, double Bottom, string Text);

    [GeneratedRegex("<page width=\"([0-9.]+)\" height=\"([0-9.]+)\">")]
    private static partial Regex PageLine();

    [GeneratedRegex("<word xMin=\"(-?[0-9.]+)\" yMin=\"(-?[0-9.]+)\" xMax=\"(-?[0-9.]+)\" yMax=\"(-?[0-9.]+)\">(.*)</word>")]
    private static partial Regex WordLine();

    /// <summary>A drawing as pdftoppm gives it: three bytes a point.</summary>
    private sealed class Ppm(int width, int height, byte[] bytes, int start)
    {
        /// <summary>Letters reach a little outside the box that their font says.</summary>
        private const int Edge = 3;

        public int Width => width;

        public int Height => height;

        public static Ppm Read(byte[] bytes)
        {
            var at = 0;
            var numbers = new int[3];
            if (bytes is not [(byte)'P', (byte)'6', ..])
                throw new PdfException("En side kunne ikke tegnes.");
            at = 2;
            for (var i = 0; i < 3; i++)
            {
                while (at < bytes.Length && bytes[at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
                    at++;
                while (at < bytes.Length && bytes[at] is >= (byte)'0' and <= (byte)'9')
                    numbers[i] = (numbers[i] * 10) + bytes[at++] - '0';
            }

            at++;
            return numbers[2] == 255 && bytes.Length - at == (long)numbers[0] * numbers[1] * 3 ? new(numbers[0], numbers[1], bytes, at) : throw new PdfException("En side kunne ikke tegnes.");
        }

        public void Blacken(PdfArea area)
        {
            var (left, right) = (Math.Clamp((int)Math.Floor(area.X * width) - Edge, 0, width), Math.Clamp((int)Math.Ceiling((area.X + area.Width) * width) + Edge, 0, width));
            var (top, bottom) = (Math.Clamp((int)Math.Floor(area.Y * height) - Edge, 0, height), Math.Clamp((int)Math.Ceiling((area.Y + area.Height) * height) + Edge, 0, height));
            for (var y = top; y < bottom; y++)
                bytes.AsSpan(start + (((y * width) + left) * 3), Math.Max(0, right - left) * 3).Clear();
        }

        /// <summary>Gray where nothing is coloured: a third of the size.</summary>
        public (string Space, byte[] Points) Pack()
        {
            var points = bytes.AsSpan(start);
            for (var i = 0; i < points.Length; i += 3)
            {
                if (points[i] != points[i + 1] || points[i] != points[i + 2])
                    return ("DeviceRGB", points.ToArray());
            }

            var gray = new byte[points.Length / 3];
            for (var i = 0; i < gray.Length; i++)
                gray[i] = points[i * 3];
            return ("DeviceGray", gray);
        }
    }
}
