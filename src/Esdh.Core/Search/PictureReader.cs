using System.Globalization;
using System.Text;
using Esdh.Core.Files;

namespace Esdh.Core.Search;

/// <summary>Letters in pictures, by tesseract with its Danish data; pages of PDFs are drawn by pdftoppm first. One at a time, at low priority.</summary>
internal sealed class PictureReader : IDisposable
{
    private const long MostPictureBytes = 200L * 1024 * 1024;
    private const int MostOutput = 4 * 1024 * 1024;

    private readonly TextExtractionOptions _options;
    private readonly string? _draw;
    private readonly string? _read;
    private readonly SemaphoreSlim _line = new(1);
    private readonly Lazy<Task<(bool Danish, bool Turns)>> _languages;

    public PictureReader(TextExtractionOptions options, string? draw, string? read)
    {
        (_options, _draw, _read) = (options, draw, read);
        _languages = new(LanguagesAsync);
    }

    /// <summary>What is not installed, as a Danish sentence; null where pictures can be read.</summary>
    public async Task<string?> MissingAsync() =>
        _read is null ? "Tesseract er ikke installeret på serveren, så teksten i billeder og skannede sider ikke kan læses."
        : !(await _languages.Value).Danish ? "Tesseracts danske sprogdata er ikke installeret på serveren, så teksten i billeder og skannede sider ikke kan læses."
        : _draw is null ? "Programmet pdftoppm er ikke installeret på serveren, så teksten på skannede sider ikke kan læses."
        : null;

    public void Dispose() => _line.Dispose();

    /// <summary>One page of a PDF; false where it could not be read.</summary>
    public async Task<bool> PdfPageAsync(string pdf, int page, TemporaryFolder folder, TextSink sink, CancellationToken ct)
    {
        var number = page.ToString(CultureInfo.InvariantCulture);
        var drawn = folder.File("side.pgm");
        await _line.WaitAsync(ct);
        try
        {
            // 300 dots to the inch of ordinary paper; a poster is drawn smaller.
            var end = await ChildProcess.RunAsync(
                _draw!, ["-r", "300", "-scale-to", "3510", "-gray", "-singlefile", "-f", number, "-l", number, pdf, folder.File("side")], folder.Path, Bounds(), ct);
            return end.ExitCode == 0 && File.Exists(drawn) && await TesseractAsync(drawn, folder, sink, ct);
        }
        finally
        {
            File.Delete(drawn);
            _line.Release();
        }
    }

    /// <summary>A picture file with one or more pages; false where it could not be read.</summary>
    public async Task<bool> PictureAsync(string path, TemporaryFolder folder, TextSink sink, CancellationToken ct)
    {
        await _line.WaitAsync(ct);
        try
        {
            return await TesseractAsync(path, folder, sink, ct);
        }
        finally
        {
            _line.Release();
        }
    }

    private async Task<bool> TesseractAsync(string path, TemporaryFolder folder, TextSink sink, CancellationToken ct)
    {
        // With its data for that, a page that lies on its side is turned first.
        string[] turning = (await _languages.Value).Turns ? ["--psm", "1"] : [];
        var end = await ChildProcess.RunAsync(_read!, [path, "stdout", "-l", "dan", .. turning], folder.Path, Bounds(), ct);
        if (end.ExitCode != 0 && turning.Length > 0)
            end = await ChildProcess.RunAsync(_read!, [path, "stdout", "-l", "dan"], folder.Path, Bounds(), ct);
        if (end.ExitCode != 0)
            return false;
        sink.Add(Encoding.UTF8.GetString(end.Output));
        return true;
    }

    private ChildBounds Bounds() => new(_options.PictureTimeLimit, _options.MemoryBytes, MostPictureBytes, MostOutput) { IsAlone = true, IsLowPriority = true };

    private async Task<(bool Danish, bool Turns)> LanguagesAsync()
    {
        if (_read is null)
            return default;
        using var folder = new TemporaryFolder(_options.WorkFolder);
        var end = await ChildProcess.RunAsync(_read, ["--list-langs"], folder.Path, Bounds(), CancellationToken.None);
        var lines = Encoding.UTF8.GetString(end.Output).Split('\n', StringSplitOptions.TrimEntries);
        return (lines.Contains("dan"), lines.Contains("osd"));
    }
}
