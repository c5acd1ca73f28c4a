using Esdh.Core.Authorities;
using Esdh.Sager.Handlinger;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Esdh.Sager.Indhold;

/// <summary>Once an hour: what editors left under leases that are over is let go.</summary>
internal sealed partial class Redigeringsrydning(AuthorityRegistry registry, TimeProvider tid, ILogger<Redigeringsrydning> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var ur = new PeriodicTimer(TimeSpan.FromHours(1), tid);
        try
        {
            while (await ur.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var myndighed in registry.Stores.Where(m => m != registry.Shared).ToList())
                    await RydAsync(myndighed, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task RydAsync(Authority myndighed, CancellationToken ct)
    {
        try
        {
            while (await myndighed.Queue.RunAsync((RydRedigeringer act) => act.Udfoer(new(tid.GetUtcNow()), ct), ct) > 0)
                ct.ThrowIfCancellationRequested();
        }
#pragma warning disable CA1031 // it is tried again in an hour, and the others have theirs
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            LogFejl(error, myndighed.Key);
        }
#pragma warning restore CA1031
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Key}: leases were not swept.")]
    private partial void LogFejl(Exception error, string key);
}
