using System.Diagnostics;

namespace Esdh.Core.Files;

/// <summary>What one run of a program may use.</summary>
/// <param name="Time">Then the process and its children are killed.</param>
/// <param name="MemoryBytes">Address space.</param>
/// <param name="FileBytes">The largest file it may write.</param>
/// <param name="OutputBytes">As much of its standard output as is kept.</param>
internal sealed record ChildBounds(TimeSpan Time, long MemoryBytes, long FileBytes, int OutputBytes = 0);

/// <summary>How a run ended: null for <see cref="ExitCode"/> where its time ran out.</summary>
internal sealed record ChildEnd(int? ExitCode, byte[] Output, bool IsOutputCut);

/// <summary>
/// Programs that read files of others: no shell, no network where the system permits that, bounded time, memory and files (by prlimit where
/// it exists), and an environment that holds nothing of the server's.
/// </summary>
internal static class ChildProcess
{
    private static readonly Lazy<Task<bool>> CanLeaveNetwork = new(CanLeaveNetworkAsync);

    /// <summary>The program's path in PATH and the usual places; null where it is not installed.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Append("/usr/bin").Append("/usr/lib/libreoffice/program").Append("/opt/libreoffice/program")
        .Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Runs <paramref name="program"/> in <paramref name="folder"/> to its end.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled; the process is killed.</exception>
    public static async Task<ChildEnd> RunAsync(string program, IEnumerable<string> arguments, string folder, ChildBounds bounds, CancellationToken ct)
    {
        List<string> command = [];
        if (await CanLeaveNetwork.Value)
        {
            command.AddRange(["unshare", "-n", "--"]);
        }

        if (Find("prlimit") is not null)
        {
            command.AddRange(["prlimit", $"--as={bounds.MemoryBytes}", $"--fsize={bounds.FileBytes}", "--core=0", "--"]);
        }

        command.Add(program);
        command.AddRange(arguments);
        var start = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };

        // What the server knows by its environment (connection strings, keys) is none of the child's business.
        start.Environment.Clear();
        start.Environment["HOME"] = folder;
        start.Environment["TMPDIR"] = folder;
        start.Environment["PATH"] = Environment.GetEnvironmentVariable("PATH") ?? "/usr/bin:/bin";
        start.Environment["LANG"] = "C.UTF-8";

        using var process = Process.Start(start) ?? throw new InvalidOperationException("The process did not start.");
        process.StandardInput.Close();
        var output = new MemoryStream();
        var reading = DrainAsync(process.StandardOutput.BaseStream, output, bounds.OutputBytes);
        var errors = DrainAsync(process.StandardError.BaseStream, Stream.Null, 0);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(bounds.Time);
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            ct.ThrowIfCancellationRequested();
            return new(null, [], false);
        }

        await errors;
        var isCut = await reading;
        return new(process.ExitCode, output.ToArray(), isCut);
    }

    /// <summary>Reads to the end, lest the child wait for us; true where more came than was kept.</summary>
    private static async Task<bool> DrainAsync(Stream from, Stream to, int most)
    {
        var buffer = new byte[64 * 1024];
        var isCut = false;
        for (int read; (read = await from.ReadAsync(buffer)) > 0;)
        {
            isCut |= read > most;
            var kept = Math.Min(read, most);
            await to.WriteAsync(buffer.AsMemory(0, kept));
            most -= kept;
        }

        return isCut;
    }

    private static async Task<bool> CanLeaveNetworkAsync()
    {
        if (Find("unshare") is not { } unshare)
        {
            return false;
        }

        using var process = Process.Start(new ProcessStartInfo(unshare, ["-n", "--", "true"]) { RedirectStandardError = true, RedirectStandardOutput = true });
        if (process is null)
        {
            return false;
        }

        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
