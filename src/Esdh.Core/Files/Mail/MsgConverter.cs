namespace Esdh.Core.Files.Mail;

/// <summary>How <see cref="MsgConverter"/> finds and bounds the program.</summary>
public sealed record MsgConverterOptions
{
    /// <summary>Path of <c>msgconvert</c>; null looks in PATH, an empty text means that there is none.</summary>
    public string? Program { get; init; }

    /// <summary>The longest one file may take; then the process is killed.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Processes at once; others wait in line.</summary>
    public int AtOnce { get; init; } = 1;

    /// <summary>Address space of one process in bytes, set by prlimit where it exists.</summary>
    public long MemoryBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>The largest file that is tried, in bytes: the program holds it in memory some times over.</summary>
    public long MostBytes { get; init; } = 60L * 1024 * 1024;

    /// <summary>Folder for the files of a run; the system's temporary folder when null.</summary>
    public string? WorkFolder { get; init; }
}

/// <param name="Mail">The mail as RFC 5322, from its start; the caller disposes it. Null where it could not be made.</param>
/// <param name="Reason">Then a Danish sentence on why.</param>
public sealed record MsgConversion(Stream? Mail, string? Reason);

/// <summary>
/// Turns Outlook's .msg into a mail by <c>msgconvert</c> (Debian's libemail-outlook-message-perl) in a child process: no shell, no network where the
/// system permits that, bounded time and memory, on a copy. The original is never touched. One instance per server, for it holds the line.
/// </summary>
public sealed class MsgConverter : IDisposable
{
    private readonly MsgConverterOptions _options;
    private readonly SemaphoreSlim _line;
    private readonly string? _program;

    /// <summary>Looks for msgconvert; not finding it is no error, see <see cref="IsAvailable"/>.</summary>
    public MsgConverter(MsgConverterOptions? options = null)
    {
        _options = options ?? new();
        _line = new(Math.Max(1, _options.AtOnce));
        _program = _options.Program is null ? ChildProcess.Find("msgconvert") : File.Exists(_options.Program) ? _options.Program : null;
    }

    /// <summary>True where msgconvert was found.</summary>
    public bool IsAvailable => _program is not null;

    /// <inheritdoc/>
    public void Dispose() => _line.Dispose();

    /// <summary>Converts <paramref name="msg"/> (seekable, stays open).</summary>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled; the process is killed.</exception>
    public async Task<MsgConversion> ToMailAsync(Stream msg, CancellationToken ct)
    {
        if (_program is null)
            return new(null, "Programmet msgconvert er ikke installeret på serveren, så Outlook-mailens indhold kan ikke vises. Hent filen, og åbn den i Outlook.");
        if (msg.Length > _options.MostBytes)
            return new(null, $"Outlook-mailen er for stor til at blive åbnet (over {Danish.Size(_options.MostBytes)}). Hent den, og åbn den i Outlook.");
        await _line.WaitAsync(ct);
        try
        {
            using var folder = new TemporaryFolder(_options.WorkFolder);
            await using (var copy = File.Create(folder.File("ind.msg")))
            {
                msg.Position = 0;
                await msg.CopyToAsync(copy, ct);
            }

            var end = await ChildProcess.RunAsync(
                _program, ["--outfile", folder.File("ud.eml"), folder.File("ind.msg")], folder.Path, new(_options.TimeLimit, _options.MemoryBytes, _options.MostBytes * 3), ct);
            var mail = new FileInfo(folder.File("ud.eml"));
            if (end.ExitCode is null)
                return new(null, $"Outlook-mailen kunne ikke åbnes inden for {_options.TimeLimit.TotalSeconds:0.#} sekunder.");
            if (end.ExitCode != 0 || !mail.Exists || mail.Length == 0)
                return new(null, "Outlook-mailen er beskadiget eller af en slags, der ikke kan åbnes her.");
            var result = new SpillStream(1024 * 1024);
            await using var file = mail.OpenRead();
            await file.CopyToAsync(result, ct);
            result.Position = 0;
            return new(result, null);
        }
        finally
        {
            _line.Release();
        }
    }
}
