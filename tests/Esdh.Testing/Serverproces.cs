using System.Diagnostics;
using System.Text;

namespace Esdh.Testing;

/// <summary>The server as a process of its own, as an operator starts it: to be killed, stopped, timed or asked for a command.</summary>
public sealed class Serverproces : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _log;

    private Serverproces(Process process, StringBuilder log, Uri address) => (_process, _log, Adresse) = (process, log, address);

    public Uri Adresse { get; }

    public int Id => _process.Id;

    public string Log
    {
        get
        {
            lock (_log)
                return _log.ToString();
        }
    }

    /// <summary>The built server, of the same configuration as the running program unless another is named.</summary>
    public static string Dll(string? configuration = null) => Path.Combine(
        Repo.Rod, "src", "Esdh.Server", "bin",
        configuration ?? (AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Release{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Release" : "Debug"),
        "net10.0", "Esdh.Server.dll");

    /// <summary>Starts it on a free port and answers when it listens, or throws with its log when it ends or takes over two minutes.</summary>
    /// <param name="settings">As <c>["Esdh:Data"] = folder</c>.</param>
    /// <param name="environment"><c>Development</c> has the demonstration.</param>
    /// <param name="dll">Another build than that of the running program.</param>
    /// <param name="preload">A library that the process loads before all others.</param>
    public static async Task<Serverproces> StartAsync(
        IReadOnlyDictionary<string, string> settings, string environment = "Development", string? dll = null, string? preload = null)
    {
        var log = new StringBuilder();
        var process = Start(dll, ["--urls", "http://127.0.0.1:0", .. settings.Select(s => $"--{s.Key}={s.Value}")], environment, preload);
        var listening = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Read(object _, DataReceivedEventArgs line)
        {
            lock (log)
                log.AppendLine(line.Data);
            if (line.Data?.Split("Now listening on: ") is [_, var address])
                listening.TrySetResult(new(address));
        }

        process.OutputDataReceived += Read;
        process.ErrorDataReceived += Read;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var ended = process.WaitForExitAsync();
        if (await Task.WhenAny(listening.Task, ended, Task.Delay(TimeSpan.FromMinutes(2))) == listening.Task)
            return new(process, log, await listening.Task);
        if (!process.HasExited)
            process.Kill(entireProcessTree: true);
        process.Dispose();
        throw new InvalidOperationException($"The server does not start:\n{log}");
    }

    /// <summary>Runs a command of the server's to its end.</summary>
    public static async Task<(int Kode, string Udskrift)> KommandoAsync(IReadOnlyDictionary<string, string> settings, params string[] args)
    {
        using var process = Start(null, [.. args, .. settings.Select(s => $"--{s.Key}={s.Value}")], "Production");
        var error = process.StandardError.ReadToEndAsync();
        var text = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, text + await error);
    }

    /// <summary>SIGKILL: nothing is said good-bye to.</summary>
    public async Task DraebAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, as an operator stops it.</summary>
    /// <returns>How long it took.</returns>
    public async Task<TimeSpan> StopAsync()
    {
        var watch = Stopwatch.StartNew();
        using (var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]))
            await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        return watch.Elapsed;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private static Process Start(string? dll, IEnumerable<string> args, string environment, string? preload = null)
    {
        var start = new ProcessStartInfo("dotnet", [dll ?? Dll(), .. args])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath(),
            Environment = { ["ASPNETCORE_ENVIRONMENT"] = environment, ["DOTNET_ENVIRONMENT"] = environment },
        };
        if (preload is not null)
            start.Environment["LD_PRELOAD"] = preload;
        return Process.Start(start)!;
    }
}
