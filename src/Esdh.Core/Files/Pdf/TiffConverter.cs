using System.Buffers.Binary;

namespace Esdh.Core.Files.Pdf;

/// <summary>How <see cref="TiffConverter"/> finds and bounds the program.</summary>
public sealed record TiffConverterOptions
{
    /// <summary>Path of <c>tiff2pdf</c>; null looks in PATH, an empty text means that there is none.</summary>
    public string? Program { get; init; }

    /// <summary>The longest one file may take; then the process is killed.</summary>
    public TimeSpan TimeLimit { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Processes at once; others wait in line.</summary>
    public int AtOnce { get; init; } = 2;

    /// <summary>Address space of one process in bytes, set by prlimit where it exists.</summary>
    public long MemoryBytes { get; init; } = 1024L * 1024 * 1024;

    /// <summary>The largest file that is tried, in bytes.</summary>
    public long MostBytes { get; init; } = 200L * 1024 * 1024;

    /// <summary>Folder for the files of a run; the system's temporary folder when null.</summary>
    public string? WorkFolder { get; init; }
}

/// <summary>
/// Turns TIFF, all pages of it, into PDF by <c>tiff2pdf</c> (Debian's libtiff-tools) in a child process: no shell, no network where the system
/// permits that, bounded time and memory, on a copy. The directory of pages is read here first, so that what would unpack beyond reason is
/// refused. One instance per server, for it holds the line.
/// </summary>
public sealed class TiffConverter : IDisposable
{
    private const int MostPages = 2_000;
    private const long MostPoints = 200_000_000; // A0 at 400 dots an inch
    private const double Inch = 72;

    private readonly TiffConverterOptions _options;
    private readonly SemaphoreSlim _line;
    private readonly string? _program;

    /// <summary>Looks for tiff2pdf; not finding it is no error, see <see cref="IsAvailable"/>.</summary>
    public TiffConverter(TiffConverterOptions? options = null)
    {
        _options = options ?? new();
        _line = new(Math.Max(1, _options.AtOnce));
        _program = _options.Program is null ? ChildProcess.Find("tiff2pdf") : File.Exists(_options.Program) ? _options.Program : null;
    }

    /// <summary>True where tiff2pdf was found.</summary>
    public bool IsAvailable => _program is not null;

    /// <inheritdoc/>
    public void Dispose() => _line.Dispose();

    /// <summary>Converts <paramref name="tiff"/> (seekable, stays open).</summary>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled; the process is killed.</exception>
    public async Task<OfficeConversion> ToPdfAsync(Stream tiff, CancellationToken ct = default)
    {
        if (tiff.Length > _options.MostBytes)
        {
            return new(null, $"Billedet er for stort til at blive lavet om til PDF (over {Danish.Size(_options.MostBytes)}).");
        }

        bool hasSize;
        try
        {
            hasSize = ReadPages(tiff);
        }
        catch (PdfException e)
        {
            return new(null, e.Message);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ArgumentException)
        {
            return new(null, "Billedet er beskadiget og kan ikke vises.");
        }

        if (_program is null)
        {
            return new(null, "Programmet tiff2pdf er ikke installeret på serveren, så TIFF-billeder kan ikke vises som PDF.");
        }

        await _line.WaitAsync(ct);
        try
        {
            using var folder = new TemporaryFolder(_options.WorkFolder);
            await using (var copy = File.Create(folder.File("ind.tif")))
            {
                tiff.Position = 0;
                await tiff.CopyToAsync(copy, ct);
            }

            // Packed without loss where it cannot go in as it is; 200 dots an inch where the file does not tell, or tells nonsense.
            string[] size = hasSize ? [] : ["-r", "o"];
            var end = await ChildProcess.RunAsync(
                _program, ["-z", "-x", "200", "-y", "200", "-u", "i", .. size, "-o", folder.File("ud.pdf"), folder.File("ind.tif")], folder.Path,
                new(_options.TimeLimit, _options.MemoryBytes, _options.MostBytes * 2), ct);
            var pdf = new FileInfo(folder.File("ud.pdf"));
            if (end.ExitCode is null)
            {
                return new(null, $"Billedet kunne ikke laves om til PDF inden for {_options.TimeLimit.TotalSeconds:0.#} sekunder.");
            }

            if (end.ExitCode != 0 || !pdf.Exists || pdf.Length == 0)
            {
                return new(null, "Billedet er beskadiget eller af en TIFF-type, der ikke kan vises.");
            }

            var result = new SpillStream(1024 * 1024);
            await using var file = pdf.OpenRead();
            await file.CopyToAsync(result, ct);
            result.Position = 0;
            return new(result, null);
        }
        finally
        {
            _line.Release();
        }
    }

    /// <summary>Walks the directories of pages; answers whether every page tells a size on paper that makes sense.</summary>
    /// <exception cref="PdfException">Too many pages or too large a page; Danish message.</exception>
    private static bool ReadPages(Stream tiff)
    {
        var head = Bytes.At(tiff, 0, 8);
        var isLittle = head is [(byte)'I', (byte)'I', 42, 0, ..];
        if (!isLittle && head is not [(byte)'M', (byte)'M', 0, 42, ..])
        {
            throw new InvalidDataException(); // BigTIFF is not taken either: a file over 4 GB is past every limit here
        }

        var seen = new HashSet<long>();
        var hasSize = true;
        for (var at = Number(head.AsSpan(4), 4); at != 0;)
        {
            if (seen.Count == MostPages)
            {
                throw new PdfException($"Billedet har over {MostPages} sider og bliver ikke vist.");
            }

            if (!seen.Add(at))
            {
                throw new InvalidDataException();
            }

            var count = (int)Number(Bytes.At(tiff, at, 2), 2);
            var entries = Bytes.At(tiff, at + 2, (12 * count) + 4);
            if (entries.Length < (12 * count) + 4 || count == 0)
            {
                throw new EndOfStreamException();
            }

            var (width, height, samples, bits, dots, unit) = (0L, 0L, 1L, 1L, 0.0, 2L);
            for (var i = 0; i < count; i++)
            {
                var entry = entries.AsSpan(12 * i, 12);
                var value = Number(entry[2..], 2) == 3 ? Number(entry[8..], 2) : Number(entry[8..], 4);
                switch (Number(entry, 2))
                {
                    case 256:
                        width = value;
                        break;
                    case 257:
                        height = value;
                        break;
                    case 258:
                        bits = Number(entry[4..], 4) == 1 ? value : 8;
                        break;
                    case 277:
                        samples = value;
                        break;
                    case 282:
                        var ratio = Bytes.At(tiff, value, 8);
                        dots = ratio.Length == 8 && Number(ratio.AsSpan(4), 4) is > 0 and var under ? (double)Number(ratio, 4) / under : 0;
                        break;
                    case 296:
                        unit = value;
                        break;
                }
            }

            if (width == 0 || height == 0 || samples is 0 or > 16 || bits is 0 or > 64)
            {
                throw new InvalidDataException();
            }

            if (width * height > MostPoints || width * height * samples * bits / 8 > 4 * MostPoints)
            {
                throw new PdfException($"Billedet er for stort til at blive vist ({width} × {height} punkter).");
            }

            var paper = width / (unit == 3 ? dots * 2.54 : dots) * Inch;
            hasSize &= unit is 2 or 3 && dots > 0 && paper is > 0.1 * Inch and < 200 * Inch;
            at = Number(entries.AsSpan(12 * count), 4);
        }

        return seen.Count > 0 ? hasSize : throw new InvalidDataException();

        long Number(ReadOnlySpan<byte> bytes, int length) => (isLittle, length) switch
        {
            (true, 2) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            (false, 2) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            (true, _) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            _ => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        };
    }
}
