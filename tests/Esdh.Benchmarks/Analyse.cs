using System.Diagnostics;
using System.Globalization;
using System.Text;
using Esdh.Core.Search;

namespace Esdh.Benchmarks;

/// <summary>How fast text becomes tokens on one core, and how long excerpts and reading a search take. The text is Debian's word list, skewed as a language is.</summary>
internal static class Analyse
{
    public static void Run(int megabytes)
    {
        var random = new Random(1);
        string[] words = File.Exists("/usr/share/dict/danish") ? File.ReadAllLines("/usr/share/dict/danish") : [.. Enumerable.Range(0, 50_000).Select(i => $"kommune{i}sag")];
        random.Shuffle(words);
        var text = new StringBuilder();
        while (text.Length < megabytes * 1_000_000)
        {
            // The rarer a word is, the lower it stands: half of all text is some hundred words.
            text.Append(words[(int)Math.Pow(words.Length, Math.Pow(random.NextDouble(), 1.3)) - 1]);
            text.Append(random.Next(40) switch { < 3 => ". ", 3 => ",\n", 4 => " 13.05.2026 ", 5 => " § 35, stk. 2 ", 6 => " 02.34.02-G01-17-26 ", _ => " " });
        }

        var all = text.ToString();
        var bytes = Encoding.UTF8.GetByteCount(all);
        List<double> speeds = [];
        var tokens = 0;
        for (var round = 0; round < 5; round++)
        {
            var clock = Stopwatch.StartNew();
            tokens = DanishAnalyzer.Tokens(all).Count();
            speeds.Add(bytes / 1e6 / clock.Elapsed.TotalSeconds);
        }

        Maaling.Skriv("analyse", "text", "MB/s", speeds[^1], 5);
        Maaling.Skriv("analyse", "text, first time", "MB/s", speeds[0], null);
        Maaling.Skriv("analyse", "tokens", "1/s", tokens * speeds[^1] * 1e6 / bytes, null);
        var query = SearchQuery.Parse("byggetilladelse carport \"på Skovvej\"");
        foreach (var length in (int[])[2_000, 20_000, Math.Min(all.Length, 5_000_000)])
        {
            var part = all[..length];
            Maaling.Skriv("analyse", string.Create(CultureInfo.InvariantCulture, $"excerpt of {length} characters"), "ms", Median(100, () => Snippet.Make(part, query)), null);
        }

        Maaling.Skriv("analyse", "reading a search", "ms", Median(2_000, () => SearchQuery.Parse("byggetilladelse carport \"på Skovvej\" 13.05.2026")), null);
    }

    private static double Median(int times, Action work)
    {
        List<double> measured = [];
        for (var i = 0; i < times; i++)
        {
            var clock = Stopwatch.GetTimestamp();
            work();
            measured.Add(Stopwatch.GetElapsedTime(clock).TotalMilliseconds);
        }

        return Maaling.Median(measured);
    }
}
