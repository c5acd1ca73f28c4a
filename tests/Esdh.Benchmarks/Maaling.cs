using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Esdh.Benchmarks;

/// <summary>One figure, as one line of JSON.</summary>
internal static class Maaling
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <param name="scenario">The scenario.</param>
    /// <param name="figure">What was measured.</param>
    /// <param name="unit">In what.</param>
    /// <param name="value">What came of it.</param>
    /// <param name="bound">What it is held against: measured in this run, or the aim that is set.</param>
    public static void Skriv(string scenario, string figure, string unit, double value, double? bound)
    {
        var tal = new Dictionary<string, object?>
        {
            ["scenario"] = scenario, ["figure"] = figure, ["unit"] = unit, ["value"] = Math.Round(value, 3), ["bound"] = bound is { } b ? Math.Round(b, 3) : null,
            ["ratio"] = bound is { } d ? Math.Round(value / d, 3) : null,
        };
        if (Cases is { } n)
            tal["n"] = n;
        var linje = JsonSerializer.Serialize(tal, Json);
        Console.WriteLine(linje);
        if (Ud is not null)
            File.AppendAllText(Ud, linje + "\n");
    }

    /// <summary>Cases in the authority that is measured; with it in each line, lines of several sizes make a chart.</summary>
    public static int? Cases { get; set; }

    /// <summary>A file that gets the lines too.</summary>
    public static string? Ud { get; set; }

    public static double Median(IEnumerable<double> values) => Percentile(values, 50);

    public static double Percentile(IEnumerable<double> values, int percent)
    {
        var sorted = values.Order().ToList();
        return sorted[Math.Clamp((int)Math.Ceiling(sorted.Count * percent / 100.0) - 1, 0, sorted.Count - 1)];
    }

    /// <summary>Runs <paramref name="work"/> <paramref name="n"/> times from so many clients at once.</summary>
    public static async Task<(double PerSecond, List<double> Milliseconds)> BelastAsync(int clients, int n, Func<int, Task> work)
    {
        var next = -1;
        var times = new double[n];
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(_ => Task.Run(async () =>
        {
            for (int i; (i = Interlocked.Increment(ref next)) < n;)
            {
                var one = Stopwatch.GetTimestamp();
                await work(i);
                times[i] = Stopwatch.GetElapsedTime(one).TotalMilliseconds;
            }
        })));
        return (n / watch.Elapsed.TotalSeconds, [.. times]);
    }

    /// <summary>
    /// Runs <paramref name="work"/> in rounds until the server's processor time for one has not fallen by three per cent for three rounds: the runtime goes on
    /// compiling what is hot for thousands of requests, and a third of a young server's time goes there. At most twelve rounds.
    /// </summary>
    public static async Task VarmOpAsync(int serverId, int round, Func<int, Task> work)
    {
        var (least, idle) = (double.MaxValue, 0);
        for (var i = 1; i <= 12 && idle < 3; i++)
        {
            var cpu = Cpu(serverId);
            await BelastAsync(8, round, work);
            var one = (Cpu(serverId) - cpu).TotalMilliseconds / round;
            Console.WriteLine($"# warm-up round {i} of {round}: {one:0.00} ms of the server's processor time for one");
            idle = one > least * 0.97 ? idle + 1 : 0;
            least = Math.Min(least, one);
        }
    }

    /// <summary>Processor time a process has used.</summary>
    public static TimeSpan Cpu(int processId)
    {
        using var process = Process.GetProcessById(processId);
        return process.TotalProcessorTime;
    }
}

/// <summary>A folder for one run, on the disk to measure; gone afterwards.</summary>
internal sealed class Maalemappe : IDisposable
{
    public Maalemappe(string? where)
    {
        Path = System.IO.Path.Combine(where ?? System.IO.Path.GetTempPath(), $"esdh-maaling-{Guid.CreateVersion7():N}");
        Directory.CreateDirectory(Path);
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}

internal static class Maskine
{
    /// <summary>Processor, cores, memory, runtime, and what a flush costs on the disk of <paramref name="folder"/>.</summary>
    public static string Beskriv(string folder)
    {
        var cpu = File.Exists("/proc/cpuinfo") ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(l => l.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[1].Trim() : null;
        var load = File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "?";
        return string.Create(CultureInfo.InvariantCulture, $"{cpu ?? "processor ?"}, {Environment.ProcessorCount} cores, {GC.GetGCMemoryInfo().TotalAvailableMemoryBytes >> 30} GiB, .NET {Environment.Version}, load {load}, one flush {FlushMs(folder):0.000} ms (median of 100)");
    }

    public static double FlushMs(string folder)
    {
        var path = Path.Combine(folder, "flush");
        List<double> times = [];
        using (var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write))
        {
            var block = new byte[4096];
            for (var i = 0; i < 100; i++)
            {
                RandomAccess.Write(file, block, i * 4096L);
                var start = Stopwatch.GetTimestamp();
                RandomAccess.FlushToDisk(file);
                times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            }
        }

        File.Delete(path);
        return Maaling.Median(times);
    }
}

/// <summary>
/// A disk whose flush takes longer, as a hosted one does: a library that every measured process, the server and the raw bound alike, loads
/// first. Needs a C compiler.
/// </summary>
internal sealed class Flushforsinkelse : IDisposable
{
    private const string Source = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <time.h>
        static void wait_ns(void) { struct timespec t = { NS / 1000000000L, NS % 1000000000L }; nanosleep(&t, 0); }
        int fsync(int fd) { static int (*real)(int); if (!real) real = dlsym(RTLD_NEXT, "fsync"); int r = real(fd); wait_ns(); return r; }
        int fdatasync(int fd) { static int (*real)(int); if (!real) real = dlsym(RTLD_NEXT, "fdatasync"); int r = real(fd); wait_ns(); return r; }
        """;

    private Flushforsinkelse(string library) => Library = library;

    public string Library { get; }

    public static Flushforsinkelse? Lav(string folder, double milliseconds)
    {
        if (milliseconds <= 0)
            return null;
        var source = Path.Combine(folder, "flush.c");
        var library = Path.Combine(folder, "flush.so");
        File.WriteAllText(source, Source.Replace("NS", $"{(long)(milliseconds * 1_000_000)}L", StringComparison.Ordinal));
        using var compiler = Process.Start("cc", ["-shared", "-fPIC", "-O1", "-o", library, source, "-ldl"]);
        compiler.WaitForExit();
        if (compiler.ExitCode != 0)
            throw new InvalidOperationException("--flush-ms needs a C compiler (cc).");
        Console.WriteLine($"# {milliseconds} ms is added to every flush, of the server and of the raw bound.");
        return new(library);
    }

    public void Dispose() => File.Delete(Library);
}
