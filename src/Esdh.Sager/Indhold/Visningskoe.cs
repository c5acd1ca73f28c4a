using System.Collections.Concurrent;
using System.Threading.Channels;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Sager.Handlinger;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Esdh.Sager.Indhold;

/// <summary>
/// Makes the PDFs that previews show, one at a time beside what requests do. The line lies in memory: what a restart loses is ordered again by
/// the page that still waits for it.
/// </summary>
internal sealed partial class Visningskoe(IServiceScopeFactory scopes, ILogger<Visningskoe> logger) : BackgroundService
{
    private const int Laengst = 500;

    private readonly Channel<Bestilling> _koe = Channel.CreateBounded<Bestilling>(new BoundedChannelOptions(Laengst) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });
    private readonly ConcurrentDictionary<(string Myndighed, string Sha256), bool> _iKoe = new();

    private sealed record Bestilling(Authority Myndighed, string Sha256, string Filnavn, string Mimetype);

    /// <summary>Orders it, unless it is in the line already; with a full line it is ordered the next time somebody asks.</summary>
    public void Bestil(Authority myndighed, string sha256, string filnavn, string mimetype)
    {
        if (_iKoe.TryAdd((myndighed.Key, sha256), true) && !_koe.Writer.TryWrite(new(myndighed, sha256, filnavn, mimetype)))
            _iKoe.TryRemove((myndighed.Key, sha256), out _);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await foreach (var bestilling in _koe.Reader.ReadAllAsync(stoppingToken))
            {
                await DanAsync(bestilling, stoppingToken);
                _iKoe.TryRemove((bestilling.Myndighed.Key, bestilling.Sha256), out _);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task DanAsync(Bestilling b, CancellationToken ct)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<StorageScope>().Use(b.Myndighed);
            await scope.ServiceProvider.GetRequiredService<Pdfdannelse>().DanAsync(b.Sha256, b.Filnavn, b.Mimetype, ct);
        }
#pragma warning disable CA1031 // the next in line is made whatever became of this one
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            LogFejl(error, b.Myndighed.Key, b.Sha256);
            await HuskFejlAsync(b, ct);
        }
#pragma warning restore CA1031
    }

    /// <summary>So that a page does not wait for ever; it is tried again in an hour.</summary>
    private async Task HuskFejlAsync(Bestilling b, CancellationToken ct)
    {
        try
        {
            await b.Myndighed.Queue.RunAsync(async (GemPdfvisning act) =>
            {
                await act.Udfoer(new(b.Sha256, null, "Forhåndsvisningen kunne ikke dannes. Hent filen."), ct);
                return true;
            }, ct);
        }
#pragma warning disable CA1031 // a full disk: the page goes on waiting, and says so
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            LogFejl(error, b.Myndighed.Key, b.Sha256);
        }
#pragma warning restore CA1031
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Key}: no preview was made of {Sha256}.")]
    private partial void LogFejl(Exception error, string key, string sha256);
}
