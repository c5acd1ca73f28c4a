using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Esdh.Core.Files.Pdf;

/// <summary>How <see cref="Qpdf"/> finds and bounds the program.</summary>
public sealed record QpdfOptions
{
    /// <summary>Path of <c>qpdf</c>; null looks in PATH, an empty text means that there is none.</summary>
    public string? Program { get; init; }

    /// <summary>The longest one file may take; the joining of many may take five times that. Then the process is killed.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Processes at once; others wait in line.</summary>
    public int AtOnce { get; init; } = 2;

    /// <summary>Address space of one process in bytes, set by prlimit where it exists.</summary>
    public long MemoryBytes { get; init; } = 2L * 1024 * 1024 * 1024;

    /// <summary>The largest PDF that is taken in, in bytes.</summary>
    public long MostBytes { get; init; } = 300L * 1024 * 1024;

    /// <summary>Folder for the files of a run; the system's temporary folder when null.</summary>
    public string? WorkFolder { get; init; }
}

/// <summary>
/// PDFs of others are only opened by qpdf in a child process: no shell, bounded time and memory, on copies. One instance per server, for it
/// holds the line. Used by <see cref="PdfInfo"/>, <see cref="PdfStamp"/>, <see cref="PdfAssembler"/> and <see cref="PdfRendition"/>.
/// </summary>
public sealed class Qpdf : IDisposable
{
    private const int MostJson = 64 * 1024 * 1024;
    private const string Broken = "PDF-filen er beskadiget og kan ikke læses her.";

    // Exit codes of qpdf: 0 well, 2 failed, 3 done with warnings; those of the question for a password: 0 needed, 2 not encrypted, 3 encrypted and open.
    private const int Warned = 3;

    private readonly QpdfOptions _options;
    private readonly SemaphoreSlim _line;
    private readonly string? _program;

    /// <summary>Looks for qpdf; not finding it is no error, see <see cref="IsAvailable"/>.</summary>
    public Qpdf(QpdfOptions? options = null)
    {
        _options = options ?? new();
        _line = new(Math.Max(1, _options.AtOnce));
        _program = _options.Program is null ? ChildProcess.Find("qpdf") : File.Exists(_options.Program) ? _options.Program : null;
    }

    /// <summary>True where qpdf was found.</summary>
    public bool IsAvailable => _program is not null;

    /// <inheritdoc/>
    public void Dispose() => _line.Dispose();

    internal TemporaryFolder Folder() =>
        IsAvailable ? new(_options.WorkFolder) : throw new PdfException("Programmet qpdf er ikke installeret på serveren, så PDF-filer kan ikke samles eller stemples.");

    /// <summary>Copies <paramref name="pdf"/> (seekable, stays open) into the folder.</summary>
    /// <exception cref="PdfException">It is no PDF or too large; Danish message.</exception>
    internal async Task CopyAsync(Stream pdf, TemporaryFolder folder, string name, CancellationToken ct)
    {
        if (pdf.Length > _options.MostBytes)
        {
            throw new PdfException($"PDF-filen er for stor til at blive behandlet her (over {Danish.Size(_options.MostBytes)}).");
        }

        if (FileInspector.Inspect(pdf, "x.pdf").ContentType != "application/pdf")
        {
            throw new PdfException("Filen er ikke en PDF.");
        }

        pdf.Position = 0;
        await using var file = File.Create(folder.File(name));
        await pdf.CopyToAsync(file, ct);
    }

    /// <summary>Number of pages, and whether qpdf had to mend the file or leave parts of it out.</summary>
    /// <exception cref="PdfException">The file cannot be read; Danish message.</exception>
    internal async Task<(int Pages, bool HasErrors)> CountAsync(TemporaryFolder folder, string name, CancellationToken ct)
    {
        var end = await RunAsync(folder, ["--no-warn", "--show-npages", name], 1, 100, ct);
        if (end.ExitCode is not (0 or Warned) || !int.TryParse(System.Text.Encoding.ASCII.GetString(end.Output), NumberStyles.Integer | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var pages))
        {
            throw new PdfException(await WhyAsync(folder, name, end, ct));
        }

        return pages > 0 ? (pages, end.ExitCode == Warned) : throw new PdfException("PDF-filen har ingen sider.");
    }

    /// <summary>True where the file cannot be opened without a password; one that only forbids printing or copying can.</summary>
    internal async Task<bool> NeedsPasswordAsync(TemporaryFolder folder, string name, CancellationToken ct) =>
        (await RunAsync(folder, ["--requires-password", name], 1, 0, ct)).ExitCode == 0;

    /// <summary>Writes a sound copy without encryption; true where something had to be mended or left out.</summary>
    /// <param name="folder">Where both files are.</param>
    /// <param name="from">The file's name.</param>
    /// <param name="to">The copy's name.</param>
    /// <param name="isWhole">True to keep bookmarks and properties too, not only the pages.</param>
    /// <param name="ct">Kills the process.</param>
    /// <exception cref="PdfException">The file cannot be read; Danish message.</exception>
    internal async Task<bool> RewriteAsync(TemporaryFolder folder, string from, string to, bool isWhole, CancellationToken ct)
    {
        var end = await RunAsync(
            folder, isWhole ? ["--no-warn", from, "--decrypt", "--pages", ".", "1-z", "--", to] : ["--no-warn", "--empty", "--pages", from, "1-z", "--", to], 1, 0, ct);
        return end.ExitCode is 0 or Warned ? end.ExitCode == Warned : throw new PdfException(await WhyAsync(folder, from, end, ct));
    }

    /// <summary>Runs qpdf on files that are known to be sound.</summary>
    internal async Task JoinAsync(TemporaryFolder folder, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        // From a file: three hundred names may be more than a command line takes.
        await File.WriteAllLinesAsync(folder.File("argumenter"), arguments, ct);
        var end = await RunAsync(folder, ["--no-warn", "--warning-exit-0", "@argumenter"], 5, 0, ct);
        if (end.ExitCode != 0)
        {
            throw new PdfException(end.ExitCode is null ? "PDF-filerne kunne ikke samles inden for den tid, der er sat af." : "PDF-filerne kunne ikke samles; en af dem er bygget på en måde, der ikke kan behandles her.");
        }
    }

    /// <summary>The pages of a file written by <see cref="RewriteAsync"/> or <see cref="JoinAsync"/>, as they are seen.</summary>
    internal async Task<QpdfLayout> LayoutAsync(TemporaryFolder folder, string name, CancellationToken ct)
    {
        try
        {
            var first = await JsonAsync(folder, ["--json=2", "--json-key=pages", "--json-key=qpdf", "--json-object=trailer", name], ct);
            var root = (string?)first["qpdf"]![1]!["trailer"]!["value"]!["/Root"] ?? throw new PdfException(Broken);
            var pages = first["pages"]!.AsArray().Select(page => (string)page!["object"]!).ToList();
            var objects = await ObjectsAsync(folder, name, [root, .. pages], ct);
            var boxes = pages.Select(page => BoxOf(objects[page])).ToList();
            var elsewhere = boxes.OfType<JsonValue>().Select(value => value.ToString()).Distinct().ToList();
            var more = elsewhere.Count == 0 ? [] : await ObjectsAsync(folder, name, elsewhere, ct);
            var sizes = boxes.Select((box, i) => Size(box is JsonValue reference ? more.GetValueOrDefault(reference.ToString()) : box, objects[pages[i]])).ToList();
            return new((int)first["qpdf"]![0]!["maxobjectid"]!, root, objects[root]!.AsObject(), pages, sizes);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException or KeyNotFoundException or FormatException or ArgumentException)
        {
            throw new PdfException(Broken, e);
        }
    }

    private static JsonNode? BoxOf(JsonNode? page) => page?["/TrimBox"] ?? page?["/CropBox"] ?? page?["/MediaBox"];

    /// <summary>What the reader sees: turned, and in its own unit; A4 where the file says something senseless.</summary>
    private static (double Width, double Height) Size(JsonNode? box, JsonNode? page)
    {
        var numbers = box is JsonArray { Count: 4 } array ? array.Select(Number).ToList() : [];
        var unit = page?["/UserUnit"] is { } given && Number(given) is > 0 and < 1000 and var value ? value : 1;
        var (width, height) = numbers.Count == 4 ? (Math.Abs(numbers[2] - numbers[0]) * unit, Math.Abs(numbers[3] - numbers[1]) * unit) : (0, 0);
        if (width is not (>= 1 and <= 1_000_000) || height is not (>= 1 and <= 1_000_000))
        {
            (width, height) = (595.28, 841.89);
        }

        return page?["/Rotate"] is { } turn && Number(turn) % 180 != 0 ? (height, width) : (width, height);
    }

    private static double Number(JsonNode? node) => node is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? value.GetValue<double>() : double.NaN;

    private async Task<Dictionary<string, JsonNode?>> ObjectsAsync(TemporaryFolder folder, string name, IEnumerable<string> references, CancellationToken ct)
    {
        await File.WriteAllLinesAsync(folder.File("objekter"), references.Select(reference => "--json-object=" + reference.Split(' ')[0]), ct);
        var answer = await JsonAsync(folder, ["--json=2", "--json-key=qpdf", "@objekter", name], ct);
        return answer["qpdf"]![1]!.AsObject().ToDictionary(entry => entry.Key[4..], entry => entry.Value?["value"]); // the key is obj:7 0 R
    }

    /// <summary>What qpdf tells of a file.</summary>
    /// <exception cref="PdfException">It cannot be read, or there is too much to tell; Danish message.</exception>
    internal async Task<JsonNode> JsonAsync(TemporaryFolder folder, IReadOnlyList<string> arguments, CancellationToken ct)
    {
        var end = await RunAsync(folder, ["--no-warn", "--warning-exit-0", .. arguments], 1, MostJson, ct);
        return end.ExitCode == 0 && !end.IsOutputCut ? JsonNode.Parse(end.Output, documentOptions: new() { MaxDepth = 1000 })! : throw new PdfException(Broken);
    }

    private async Task<string> WhyAsync(TemporaryFolder folder, string name, ChildEnd end, CancellationToken ct) =>
        end.ExitCode is null ? $"PDF-filen kunne ikke læses inden for {_options.TimeLimit.TotalSeconds:0.#} sekunder."
        : await NeedsPasswordAsync(folder, name, ct) ? "PDF-filen er låst med en adgangskode og kan ikke læses her."
        : Broken;

    private async Task<ChildEnd> RunAsync(TemporaryFolder folder, IReadOnlyList<string> arguments, int patience, int outputBytes, CancellationToken ct)
    {
        await _line.WaitAsync(ct);
        try
        {
            return await ChildProcess.RunAsync(_program!, arguments, folder.Path, new(_options.TimeLimit * patience, _options.MemoryBytes, 4L * _options.MostBytes, outputBytes), ct);
        }
        finally
        {
            _line.Release();
        }
    }
}

/// <summary>A file as qpdf tells of it.</summary>
/// <param name="MaxObject">Its highest object number.</param>
/// <param name="Root">Reference of the catalog, such as <c>1 0 R</c>.</param>
/// <param name="Catalog">The catalog in qpdf's JSON.</param>
/// <param name="Pages">References of the pages in order.</param>
/// <param name="Sizes">Width and height of each page as seen, in points.</param>
internal sealed record QpdfLayout(int MaxObject, string Root, JsonObject Catalog, IReadOnlyList<string> Pages, IReadOnlyList<(double Width, double Height)> Sizes);
