using System.Collections.Concurrent;
using System.Diagnostics;
using Esdh.Testing;

namespace Esdh.Browser.Tests;

/// <summary>How often a page asks the database: a bounded number of times, however much there is to show.</summary>
[Collection("browser")]
public sealed class ForespoergslerTests(Chromium chromium)
{
    private const int Flest = 40;

    [Fact]
    public async Task Ingen_side_spoerger_databasen_mere_end_fyrre_gange()
    {
        using var taeller = await Taeller.StartAsync();
        List<string> fund = [];
        foreach (var side in (await Side.AlleAsync(chromium.Server)).Where(s => s is { Bruger: not null, Status: 200 }))
        {
            var spurgt = await SpoergAsync(taeller, chromium.Server.Som(side.Bruger!), side.Adresse);
            if (spurgt.Count > Flest)
                fund.Add($"{side}: {spurgt.Count} statements\n  {string.Join("\n  ", spurgt.Select(Kort))}");
        }

        Assert.True(fund.Count == 0, string.Join('\n', fund));
    }

    [Fact]
    public async Task Sagslisten_spoerger_ikke_mere_for_mange_sager_end_for_faa()
    {
        using var taeller = await Taeller.StartAsync();
        var klient = chromium.Server.Som("arkivar");
        var mange = await SpoergAsync(taeller, klient, "/sager?tilstand=alle");
        var faa = await SpoergAsync(taeller, klient, "/sager?tilstand=alle&tekst=carport");
        Assert.InRange(mange.Count, 1, faa.Count + 2);
    }

    /// <summary>The statement without its heading, on one line.</summary>
    private static string Kort(string saetning)
    {
        var linje = string.Join(' ', saetning.Split('\n').Skip(1).Select(l => l.Trim()));
        return linje.Length > 200 ? linje[..80] + " … " + string.Concat(linje.Skip(Math.Max(80, linje.IndexOf("FROM", StringComparison.Ordinal))).Take(100)) : linje;
    }

    /// <summary>The second of two: what is remembered from the first is remembered for the next, too.</summary>
    private static async Task<IReadOnlyCollection<string>> SpoergAsync(Taeller taeller, HttpClient klient, string adresse)
    {
        for (var i = 0; ; i++)
        {
            using var spor = new Activity("forespoergsel").Start(); // the client sends it along, and the server works under it
            using (var svar = await klient.GetAsync(new Uri(adresse, UriKind.Relative)))
                await svar.Content.ReadAsByteArrayAsync();
            if (i > 0)
                return taeller.Saetninger(spor.TraceId);
        }
    }

    /// <summary>Counts what Entity Framework sends for each request, by the trace that the request belongs to.</summary>
    private sealed class Taeller : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
    {
        private readonly List<IDisposable> _abonnementer = [];
        private readonly ConcurrentDictionary<ActivityTraceId, ConcurrentQueue<string>> _saetninger = [];

        private Taeller() => _abonnementer.Add(DiagnosticListener.AllListeners.Subscribe(this));

        /// <summary>Entity Framework remembers for a second that nobody listened.</summary>
        public static async Task<Taeller> StartAsync()
        {
            var taeller = new Taeller();
            await Task.Delay(1200);
            return taeller;
        }

        public IReadOnlyCollection<string> Saetninger(ActivityTraceId spor) => _saetninger.GetValueOrDefault(spor) ?? [];

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == "Microsoft.EntityFrameworkCore")
                _abonnementer.Add(value.Subscribe(this));
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (value.Key.EndsWith("Command.CommandExecuting", StringComparison.Ordinal) && Activity.Current is { } spor)
                _saetninger.GetOrAdd(spor.TraceId, _ => []).Enqueue(value.Value!.ToString()!);
        }

        public void OnCompleted()
        {
        }

        public void OnError(Exception error)
        {
        }

        public void Dispose() => _abonnementer.ForEach(a => a.Dispose());
    }
}
