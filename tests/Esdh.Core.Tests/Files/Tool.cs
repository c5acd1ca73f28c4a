using System.Diagnostics;
using System.Text;

namespace Esdh.Core.Tests.Files;

/// <summary>Runs a real tool on bytes; a missing tool is a failed test, for tests/run installs them.</summary>
internal static class Tool
{
    public static Task<string> PdfText(byte[] pdf) => Run("pdftotext", pdf, ["-layout", "{fil}", "-"]);

    public static Task<string> PdfInfo(byte[] pdf) => Run("pdfinfo", pdf, ["{fil}"]);

    /// <summary>What the file tells screen readers of its parts, with their text.</summary>
    public static Task<string> PdfStructure(byte[] pdf) => Run("pdfinfo", pdf, ["-struct-text", "{fil}"]);

    public static async Task<int> PdfPages(byte[] pdf) =>
        int.Parse((await PdfInfo(pdf)).Split('\n').Single(line => line.StartsWith("Pages:", StringComparison.Ordinal))[6..].Trim(), System.Globalization.CultureInfo.InvariantCulture);

    public static Task<string> PdfBoxes(byte[] pdf) => Run("pdftotext", pdf, ["-bbox", "{fil}", "-"]);

    public static Task<string> Qpdf(byte[] pdf, params string[] arguments) => Run("qpdf", pdf, arguments);

    /// <summary>Fails with what qpdf has to say of the file, warnings too.</summary>
    public static Task<string> QpdfCheck(byte[] pdf) => Qpdf(pdf, "--check", "{fil}");

    /// <summary>With <paramref name="password"/> needed to open it; where that is empty it only forbids to print and copy.</summary>
    public static async Task<byte[]> Encrypted(byte[] pdf, string password)
    {
        var path = Path.Combine(Path.GetTempPath(), $"esdh-test-{Guid.CreateVersion7():N}");
        await Qpdf(pdf, "--encrypt", password, "ejer", "256", "--print=none", "--extract=n", "--", "{fil}", path);
        var bytes = await File.ReadAllBytesAsync(path);
        File.Delete(path);
        return bytes;
    }

    /// <summary>The first picture of a PDF as poppler unpacks it, in gray.</summary>
    public static Task<(int Width, int Height, byte[] Gray)> FirstPicture(byte[] pdf) => Pixels("pdfimages", pdf);

    /// <summary>The first page as poppler draws it, a dot for each point.</summary>
    public static Task<(int Width, int Height, byte[] Gray)> FirstPage(byte[] pdf) => Pixels("pdftoppm", pdf, "-r", "72", "-gray", "-l", "1");

    private static async Task<(int Width, int Height, byte[] Gray)> Pixels(string program, byte[] pdf, params string[] arguments)
    {
        var root = Path.Combine(Path.GetTempPath(), $"esdh-test-{Guid.CreateVersion7():N}");
        await Run(program, pdf, [.. arguments, "{fil}", root]);
        var path = Directory.GetFiles(Path.GetTempPath(), Path.GetFileName(root) + "-*").Single();
        var bytes = await File.ReadAllBytesAsync(path);
        File.Delete(path);

        // P5 (gray) or P6 (colours): kind, width and height, greatest value, then the points.
        var words = Encoding.ASCII.GetString(bytes, 0, 30).Split([' ', '\n']);
        var head = words.Take(4).Sum(word => word.Length + 1);
        var step = words[0] == "P6" ? 3 : 1;
        var (width, height) = (int.Parse(words[1], System.Globalization.CultureInfo.InvariantCulture), int.Parse(words[2], System.Globalization.CultureInfo.InvariantCulture));
        return (width, height, [.. Enumerable.Range(0, width * height).Select(i => bytes[head + (i * step)])]);
    }

    public static byte[] Bytes(Action<Stream> write)
    {
        var memory = new MemoryStream();
        write(memory);
        return memory.ToArray();
    }

    public static byte[] Bytes(Stream stream)
    {
        stream.Position = 0;
        return Bytes(stream.CopyTo);
    }

    private static async Task<string> Run(string program, byte[] content, string[] arguments)
    {
        var path = Path.Combine(Path.GetTempPath(), $"esdh-test-{Guid.CreateVersion7():N}");
        await File.WriteAllBytesAsync(path, content);
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments.Select(argument => argument.Replace("{fil}", path, StringComparison.Ordinal)))
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                StandardOutputEncoding = Encoding.UTF8,
            })!;
            var error = process.StandardError.ReadToEndAsync();
            var output = await process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.True(process.ExitCode == 0, $"{program}: {await error}");
            return output;
        }
        finally
        {
            File.Delete(path);
        }
    }
}
