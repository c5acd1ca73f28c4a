using System.Diagnostics;
using System.Text;

namespace Esdh.Core.Files;

/// <summary>What one run of a program may use.</summary>
/// <param name="Time">Then the process and its children are killed.</param>
/// <param name="MemoryBytes">Address space.</param>
/// <param name="FileBytes">The largest file it may write.</param>
/// <param name="OutputBytes">As much of its standard output as is kept.</param>
internal sealed record ChildBounds(TimeSpan Time, long MemoryBytes, long FileBytes, int OutputBytes = 0)
{
    /// <summary>Runs when nobody else wants the processor.</summary>
    public bool IsLowPriority { get; init; }

    /// <summary>Sees no other processes, where the system permits that, and none of what it started outlives it.</summary>
    public bool IsAlone { get; init; }
}

/// <summary>How a run ended: null for <see cref="ExitCode"/> where its time ran out.</summary>
/// <param name="ExitCode">As the program gave it.</param>
/// <param name="Output">The beginning of its standard output.</param>
/// <param name="IsOutputCut">More came than was kept.</param>
/// <param name="Errors">The beginning of its standard error.</param>
internal sealed record ChildEnd(int? ExitCode, byte[] Output, bool IsOutputCut, string Errors = "");

/// <summary>
/// Programs that read files of others: no shell, no network where the system permits that, bounded time, memory and files (by prlimit where
/// it exists), and an environment that holds nothing of the server's.
/// </summary>
internal static class ChildProcess
{
    private const int MostErrors = 4 * 1024;

    private static readonly string[] WithoutNetwork = ["-n"];

    /// <summary>With its own process numbers all it started dies with it, also what has left its process tree.</summary>
    private static readonly string[] Alone = ["-n", "-p", "--fork", "--kill-child=KILL"];

    private static readonly Lazy<Task<bool>> CanLeaveNetwork = new(() => CanUnshareAsync(WithoutNetwork));
    private static readonly Lazy<Task<bool>> CanBeAlone = new(() => CanUnshareAsync(Alone));

    /// <summary>False where the system does not let us take the network from a child: then it is for the installation to do that.</summary>
    public static Task<bool> RunsWithoutNetworkAsync() => CanLeaveNetwork.Value;

    /// <summary>The program's path in PATH and the usual places; null where it is not installed.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Append("/usr/bin").Append("/usr/lib/libreoffice/program").Append("/opt/libreoffice/program")
        .Where(folder => folder.Length > 0).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    /// <summary>Runs <paramref name="program"/> in <paramref name="folder"/> to its end.</summary>
    /// <exception cref="OperationCanceledException"><paramref name="ct"/> was cancelled; the process is killed.</exception>
    public static async Task<ChildEnd> RunAsync(string program, IEnumerable<string> arguments, string folder, ChildBounds bounds, CancellationToken ct)
    {
        List<string> command = [];
        if (bounds.IsLowPriority && Find("nice") is not null)
        {
            command.AddRange(["nice", "-n", "19"]);
        }

        if (bounds.IsAlone && await CanBeAlone.Value)
        {
            command.AddRange(["unshare", .. Alone, "--"]);
        }
        else if (await CanLeaveNetwork.Value)
        {
            command.AddRange(["unshare", .. WithoutNetwork, "--"]);
        }

        if (Find("prlimit") is not null)
        {
            // The bound on processor time is for a child whose server was killed while it ran.
            var seconds = 30 + (long)(4 * bounds.Time.TotalSeconds);
            command.AddRange(["prlimit", $"--as={bounds.MemoryBytes}", $"--fsize={bounds.FileBytes}", $"--cpu={seconds}", "--core=0", "--"]);
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
        start.Environment["OMP_THREAD_LIMIT"] = "1";

        using var process = Process.Start(start) ?? throw new InvalidOperationException("The process did not start.");
        process.StandardInput.Close();
        var output = new MemoryStream();
        var reading = DrainAsync(process.StandardOutput.BaseStream, output, bounds.OutputBytes);
        var errorOutput = new MemoryStream();
        var errors = DrainAsync(process.StandardError.BaseStream, errorOutput, MostErrors);
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
        return new(process.ExitCode, output.ToArray(), isCut, Encoding.UTF8.GetString(errorOutput.ToArray()));
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

    private static async Task<bool> CanUnshareAsync(string[] what)
    {
        if (Find("unshare") is not { } unshare)
        {
            return false;
        }

        using var process = Process.Start(new ProcessStartInfo(unshare, [.. what, "--", "true"]) { RedirectStandardError = true, RedirectStandardOutput = true });
        if (process is null)
        {
            return false;
        }

        await process.WaitForExitAsync();
        return process.ExitCode == 0;
    }
}
