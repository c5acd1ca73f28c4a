using System.Collections.Concurrent;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Sager.Handlinger;
using Microsoft.Extensions.Hosting;

namespace Esdh.Sager.Storage;

/// <summary>
/// Remembers which cases users open and writes it every few seconds, so that looking costs no flush. What a crash takes is a convenience:
/// the access log is written for itself.
/// </summary>
internal sealed class Setebog(TimeProvider tid) : BackgroundService
{
    /// <summary>An act writes this many at most.</summary>
    private const int Portion = 500;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<Authority, ConcurrentDictionary<(Guid Bruger, Guid Sag), DateTimeOffset>> _ventende = new();

    /// <summary>The actor opened a case.</summary>
    public void Noter(Authority myndighed, Aktoer aktoer, Guid sag) =>
        _ventende.GetOrAdd(myndighed, _ => new())[(aktoer.Id, sag)] = tid.GetUtcNow();

    /// <summary>Writes what waits for an authority. For the list of what was seen last, which is to know it all.</summary>
    public async Task SkrivAsync(Authority myndighed, CancellationToken ct)
    {
        if (!_ventende.TryGetValue(myndighed, out var ventende) || ventende.IsEmpty)
            return;
        var sete = ventende.Take(Portion).ToList();
        await myndighed.Queue.RunAsync((NoterSete act) => act.Udfoer(new([.. sete.Select(s => (s.Key.Bruger, s.Key.Sag, s.Value))]), ct), ct);
        sete.ForEach(s => ventende.TryRemove(s)); // unless opened again since
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, tid);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await SkrivAlleAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task SkrivAlleAsync(CancellationToken ct)
    {
        foreach (var myndighed in _ventende.Keys)
        {
            try
            {
                await SkrivAsync(myndighed, ct);
            }
#pragma warning disable CA1031 // tried again at the next turn; losing it loses a convenience
            catch (Exception) when (!ct.IsCancellationRequested)
            {
            }
#pragma warning restore CA1031
        }
    }
}
