using System.Diagnostics;
using System.Text;

namespace Esdh.Core.Tests.Files;

/// <summary>Runs a real tool on bytes; a missing tool is a failed test, for tests/run installs them.</summary>
internal static class Tool
{
    public static Task<string> PdfText(byte[] pdf) => Run("pdftotext", pdf, ["-layout", "{fil}", "-"]);

    public static Task<string> PdfInfo(byte[] pdf) => Run("pdfinfo", pdf, ["{fil}"]);

    public static async Task<int> PdfPages(byte[] pdf) =>
        int.Parse((await PdfInfo(pdf)).Split('\n').Single(line => line.StartsWith("Pages:", StringComparison.Ordinal))[6..].Trim(), System.Globalization.CultureInfo.InvariantCulture);

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
