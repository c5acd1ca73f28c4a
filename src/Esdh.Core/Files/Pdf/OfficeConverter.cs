namespace Esdh.Core.Files.Pdf;

/// <summary>How <see cref="OfficeConverter"/> finds and bounds LibreOffice.</summary>
public sealed record OfficeConverterOptions
{
    /// <summary>Path of <c>soffice</c>; null looks in PATH and the usual places, an empty text means that there is none.</summary>
    public string? Program { get; init; }

    /// <summary>The longest one conversion may take; then the process and its children are killed.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Conversions at once; others wait in line.</summary>
    public int AtOnce { get; init; } = 1;

    /// <summary>Address space of one conversion in bytes, set by prlimit where it exists.</summary>
    public long MemoryBytes { get; init; } = 3L * 1024 * 1024 * 1024;

    /// <summary>The largest file that is tried, and the largest answer that is taken, in bytes.</summary>
    public long MostBytes { get; init; } = 100L * 1024 * 1024;

    /// <summary>Folder for profiles and files of a run; the system's temporary folder when null.</summary>
    public string? WorkFolder { get; init; }
}

/// <summary>A PDF, or the Danish sentence on why there is none. Dispose it.</summary>
public sealed class OfficeConversion : IDisposable
{
    /// <summary>Takes over <paramref name="pdf"/>.</summary>
    public OfficeConversion(Stream? pdf, string? reason) => (Pdf, Reason) = (pdf, reason);

    /// <summary>The PDF from its start, or null.</summary>
    public Stream? Pdf { get; }

    /// <summary>Why there is no PDF, or, with a PDF, what it lacks compared with the original; null where all is well.</summary>
    public string? Reason { get; }

    /// <inheritdoc/>
    public void Dispose() => Pdf?.Dispose();
}

/// <summary>
/// Turns Office files into PDF by LibreOffice in a child process: an own profile for each run with macros and links switched off, no
/// network where the system permits that, bounded time and memory, and nothing left behind. One instance per server, for it holds the line.
/// </summary>
public sealed class OfficeConverter : IDisposable
{
    private static readonly HashSet<string> Convertible = new(StringComparer.OrdinalIgnoreCase)
    {
        ".docx", ".docm", ".dotx", ".doc", ".odt", ".ott", ".rtf", ".xlsx", ".xlsm", ".xls", ".ods", ".pptx", ".ppt", ".odp", ".odg",
    };

    private const string Settings = """
        <?xml version="1.0" encoding="UTF-8"?>
        <oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
        <item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
        <item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
        <item oor:path="/org.openoffice.Office.Calc/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
        </oor:items>
        """;

    private readonly OfficeConverterOptions _options;
    private readonly SemaphoreSlim _line;
    private readonly string? _program;

    /// <summary>Looks for LibreOffice; not finding it is no error, see <see cref="IsAvailable"/>.</summary>
    public OfficeConverter(OfficeConverterOptions? options = null)
    {
        _options = options ?? new();
        _line = new(Math.Max(1, _options.AtOnce));
        _program = _options.Program is null ? ChildProcess.Find("soffice") ?? ChildProcess.Find("libreoffice") : File.Exists(_options.Program) ? _options.Program : null;
    }

    /// <summary>True where LibreOffice was found.</summary>
    public bool IsAvailable => _program is not null;

    /// <summary>True where files with <paramref name="extension"/> (with dot) are worth trying.</summary>
    public static bool CanConvert(string extension) => Convertible.Contains(extension);

    /// <summary>Converts <paramref name="content"/>, read from where it stands, which is a file with <paramref name="extension"/> (with dot).</summary>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled; the process is killed.</exception>
    public async Task<OfficeConversion> ToPdfAsync(Stream content, string extension, CancellationToken ct = default)
    {
        if (!CanConvert(extension))
        {
            return new(null, "Filtypen kan ikke laves om til PDF.");
        }

        if (_program is null)
        {
            return new(null, "LibreOffice er ikke installeret på serveren, så filen kan ikke laves om til PDF.");
        }

        await _line.WaitAsync(ct);
        try
        {
            using var folder = new TemporaryFolder(_options.WorkFolder);
            return await RunAsync(_program, folder.Path, content, extension.ToLowerInvariant(), ct);
        }
        finally
        {
            _line.Release();
        }
    }

    /// <summary>
    /// Converts many files in one run of LibreOffice, which costs little more than one. Null for one that it did not make: tried alone it says why.
    /// </summary>
    /// <param name="files">Contents, read from where they stand, with their extensions (with dot).</param>
    /// <param name="ct">Kills the process.</param>
    public async Task<IReadOnlyList<Stream?>> ToPdfManyAsync(IReadOnlyList<(Stream Content, string Extension)> files, CancellationToken ct = default)
    {
        if (_program is null || files.Count == 0)
        {
            return new Stream?[files.Count];
        }

        await _line.WaitAsync(ct);
        try
        {
            using var folder = new TemporaryFolder(_options.WorkFolder);
            var (profile, output) = await PrepareAsync(folder.Path, ct);
            List<string> sources = [];
            for (var i = 0; i < files.Count; i++)
            {
                sources.Add(Path.Combine(folder.Path, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"dokument{i}{files[i].Extension.ToLowerInvariant()}")));
                await using var file = File.Create(sources[i]);
                await files[i].Content.CopyToAsync(file, ct);
            }

            await ChildProcess.RunAsync(_program, [.. Arguments(profile, output), .. sources], folder.Path, new(_options.TimeLimit + TimeSpan.FromSeconds(3 * files.Count), _options.MemoryBytes, _options.MostBytes * 2), ct);
            List<Stream?> made = [];
            foreach (var source in sources)
            {
                var pdf = new FileInfo(Path.Combine(output, Path.GetFileNameWithoutExtension(source) + ".pdf"));
                made.Add(pdf.Exists && pdf.Length > 0 && pdf.Length <= _options.MostBytes ? await TakeAsync(pdf, ct) : null);
            }

            return made;
        }
        finally
        {
            _line.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _line.Dispose();

    private static async Task<(string Profile, string Output)> PrepareAsync(string folder, CancellationToken ct)
    {
        var (profile, output) = (Path.Combine(folder, "profil"), Path.Combine(folder, "ud"));
        Directory.CreateDirectory(Path.Combine(profile, "user"));
        Directory.CreateDirectory(output);
        await File.WriteAllTextAsync(Path.Combine(profile, "user", "registrymodifications.xcu"), Settings, ct);
        return (profile, output);
    }

    private static string[] Arguments(string profile, string output) =>
    [
        $"-env:UserInstallation={new Uri(profile + "/").AbsoluteUri.TrimEnd('/')}", "--headless", "--norestore", "--nolockcheck", "--nodefault",
        "--nofirststartwizard", "--convert-to", "pdf", "--outdir", output,
    ];

    private static async Task<Stream> TakeAsync(FileInfo pdf, CancellationToken ct)
    {
        var result = new SpillStream(1024 * 1024);
        await using var file = pdf.OpenRead();
        await file.CopyToAsync(result, ct);
        result.Position = 0;
        return result;
    }

    private async Task<OfficeConversion> RunAsync(string program, string folder, Stream content, string extension, CancellationToken ct)
    {
        var source = Path.Combine(folder, "dokument" + extension);
        var (profile, output) = await PrepareAsync(folder, ct);
        await using (var file = File.Create(source))
        {
            var buffer = new byte[64 * 1024];
            for (int read; (read = await content.ReadAsync(buffer, ct)) > 0;)
            {
                await file.WriteAsync(buffer.AsMemory(0, read), ct);
                if (file.Length > _options.MostBytes)
                {
                    return new(null, $"Filen er for stor til at blive lavet om til PDF (over {Danish.Size(_options.MostBytes)}).");
                }
            }
        }

        var end = await ChildProcess.RunAsync(
            program,
            [.. Arguments(profile, output), source],
            folder,
            new(_options.TimeLimit, _options.MemoryBytes, _options.MostBytes * 2),
            ct);
        if (end.ExitCode is null)
        {
            return new(null, $"Filen kunne ikke laves om til PDF inden for {_options.TimeLimit.TotalSeconds:0.#} sekunder.");
        }

        var pdf = new FileInfo(Path.Combine(output, "dokument.pdf"));
        if (!pdf.Exists || pdf.Length == 0)
        {
            return new(null, "Filen kunne ikke laves om til PDF; den er måske beskadiget eller låst med en adgangskode.");
        }

        if (pdf.Length > _options.MostBytes)
        {
            return new(null, "PDF-filen blev for stor.");
        }

        return new(await TakeAsync(pdf, ct), null);
    }
}
