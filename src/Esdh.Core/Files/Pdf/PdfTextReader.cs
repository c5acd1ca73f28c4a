using System.Text;

namespace Esdh.Core.Files.Pdf;

/// <summary>The text of a PDF, read by poppler's <c>pdftotext</c> in a process of its own; not finding it is no error, see <see cref="IsAvailable"/>.</summary>
public sealed class PdfTextReader
{
    private const long MostOutput = 20 * 1024 * 1024;

    private readonly string? _program = ChildProcess.Find("pdftotext");

    public bool IsAvailable => _program is not null;

    /// <summary>The text in reading order, at most <paramref name="most"/> characters; null where it cannot be read.</summary>
    /// <param name="path">The file; only read.</param>
    /// <param name="most">Characters.</param>
    /// <param name="ct">Stops; the process is killed.</param>
    public async Task<string?> ReadAsync(string path, int most, CancellationToken ct)
    {
        if (_program is null)
            return null;
        using var folder = new TemporaryFolder(null);
        var output = Path.Combine(folder.Path, "tekst.txt");
        var end = await ChildProcess.RunAsync(_program, ["-enc", "UTF-8", "-eol", "unix", "-nopgbrk", path, output], folder.Path, new(TimeSpan.FromSeconds(30), 1L * 1024 * 1024 * 1024, MostOutput), ct);
        if (end.ExitCode != 0 || !File.Exists(output))
            return null;
        using var reader = new StreamReader(output, Encoding.UTF8);
        var text = new char[most];
        return new(text, 0, await reader.ReadBlockAsync(text, ct));
    }
}
