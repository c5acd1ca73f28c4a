using System.Collections.Concurrent;
using System.Threading.Channels;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Esdh.Core.Jobs;

/// <summary>
/// Carries out the jobs of open stores, one at a time in each and side by side across them. Woken by commits, and at opening for what a
/// crash left.
/// </summary>
public sealed partial class JobRunner(AuthorityRegistry registry, IServiceScopeFactory scopes, TimeProvider time, ILogger<JobRunner> logger) : BackgroundService
{
    /// <summary>How long a job waits after its store refused to be read or written (a full disk, a database server that is away).</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>Commits come by the hundred a second, and hardly one of them brings a job: one look serves them all.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentDictionary<Authority, Task> _followed = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        registry.Follow(authority => _followed.GetOrAdd(authority, a => Task.Run(() => FollowAsync(a, stoppingToken), CancellationToken.None)));
        try
        {
            await Task.Delay(Timeout.Infinite, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(_followed.Values);
        }
    }

    private async Task FollowAsync(Authority authority, CancellationToken ct)
    {
        var wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        authority.Queue.Committed += () => wake.Writer.TryWrite(true);
        wake.Writer.TryWrite(true);
        try
        {
            while (await wake.Reader.WaitToReadAsync(ct))
            {
                await Task.Delay(Gather, time, ct);
                wake.Reader.TryRead(out _);
                try
                {
                    await RunAsync(authority, ct);
                }
#pragma warning disable CA1031 // the store will be tried again
                catch (Exception error) when (!ct.IsCancellationRequested)
                {
                    LogFailed(error);
                    await Task.Delay(Pause, time, ct);
                    wake.Writer.TryWrite(true);
                }
#pragma warning restore CA1031
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops. What was begun goes on at the next start.
        }
    }

    private async Task RunAsync(Authority authority, CancellationToken ct)
    {
        List<(Guid Id, string Type)> waiting;
        await using (var scope = scopes.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<StorageScope>().Use(authority);
            var jobs = scope.ServiceProvider.GetRequiredService<CoreDb>().Jobs;
            waiting = [.. (await jobs.Where(j => j.Status == Jobstatus.Venter || j.Status == Jobstatus.Koerer).OrderBy(j => j.Nr)
                .Select(j => new { j.Id, j.Type }).Take(10).ToListAsync(ct)).Select(j => (j.Id, j.Type))];
        }

        if (waiting.Count == 0)
        {
            authority.StandingWork("jobs", false);
            return;
        }

        authority.StandingWork("jobs", true);
        foreach (var (id, type) in waiting)
        {
            await authority.Queue.RunAsync((CoreDb db) => StartAsync(db, id, ct), ct);
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                scope.ServiceProvider.GetRequiredService<StorageScope>().Use(authority);
                var kind = scope.ServiceProvider.GetServices<IJobKind>().SingleOrDefault(k => k.Type == type)
                    ?? throw new InvalidOperationException($"No job kind {type}.");
                while (await kind.RunPortionAsync(authority, id, ct))
                    ct.ThrowIfCancellationRequested();
                await authority.Queue.RunAsync((CoreDb db) => EndAsync(db, id, null, ct), ct);
            }
            catch (Exception error) when (!ct.IsCancellationRequested)
            {
                LogFailed(error);
                var text = error is RegelbrudException or InvalidException or NotFoundException or ForbiddenException
                    ? error.Message : "Der skete en fejl i systemet. Det, der er udført, er gemt. Kontakt driften med jobbets nummer.";
                await authority.Queue.RunAsync((CoreDb db) => EndAsync(db, id, text, ct), ct);
            }
        }
    }

    private async Task StartAsync(CoreDb db, Guid id, CancellationToken ct)
    {
        var job = await db.Jobs.SingleAsync(j => j.Id == id, ct);
        job.Status = Jobstatus.Koerer;
        job.Startet ??= time.GetUtcNow();
        await db.SaveChangesAsync(ct);
    }

    private async Task EndAsync(CoreDb db, Guid id, string? error, CancellationToken ct)
    {
        var job = await db.Jobs.SingleAsync(j => j.Id == id, ct);
        job.Status = error is not null ? Jobstatus.Fejlet : job.StopOensket ? Jobstatus.Stoppet : Jobstatus.Faerdig;
        job.Resultat = error ?? job.Resultat;
        job.Afsluttet = time.GetUtcNow();
        await db.SaveChangesAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A job failed.")]
    private partial void LogFailed(Exception error);
}
