using System.Collections.Concurrent;
using System.Diagnostics;

namespace Esdh.Testing;

/// <summary>What Entity Framework and what goes past it send to the databases for each request, by the trace that the request belongs to.</summary>
public sealed class Forespoergsler : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>, IDisposable
{
    private readonly List<IDisposable> _abonnementer = [];
    private readonly ConcurrentDictionary<ActivityTraceId, ConcurrentQueue<string>> _saetninger = [];

    private Forespoergsler() => _abonnementer.Add(DiagnosticListener.AllListeners.Subscribe(this));

    /// <summary>Entity Framework remembers for a second that nobody listened.</summary>
    public static async Task<Forespoergsler> StartAsync()
    {
        var taeller = new Forespoergsler();
        await Task.Delay(1200);
        return taeller;
    }

    /// <summary>Asks, and answers with what was sent for it and with the status.</summary>
    public async Task<(IReadOnlyCollection<string> Saetninger, int Status)> SpoergAsync(HttpClient klient, HttpRequestMessage request)
    {
        using var spor = new Activity("forespoergsel").Start(); // the client sends it along, and the server works under it
        using var svar = await klient.SendAsync(request);
        await svar.Content.ReadAsByteArrayAsync();
        return (_saetninger.GetValueOrDefault(spor.TraceId) ?? [], (int)svar.StatusCode);
    }

    /// <summary>The statement without its heading, on one line.</summary>
    public static string Kort(string saetning)
    {
        var linje = string.Join(' ', saetning.Split('\n').Skip(saetning.StartsWith("Executing", StringComparison.Ordinal) ? 1 : 0).Select(l => l.Trim()));
        return linje.Length > 200 ? linje[..80] + " … " + string.Concat(linje.Skip(Math.Max(80, linje.IndexOf("FROM", StringComparison.Ordinal))).Take(100)) : linje;
    }

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name is "Microsoft.EntityFrameworkCore" or Core.Storage.Sent.Listener)
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
