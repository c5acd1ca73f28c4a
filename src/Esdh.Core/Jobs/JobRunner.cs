using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Esdh.Core.Jobs;

/// <summary>Carries out the jobs of open authorities, one at a time per authority. Woken by commits, and at start for what a crash left.</summary>
public sealed partial class JobRunner(AuthorityRegistry registry, IServiceScopeFactory scopes, TimeProvider time, ILogger<JobRunner> logger) : BackgroundService
{
    private readonly SemaphoreSlim _wake = new(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        registry.AuthorityOpened += authority =>
        {
            authority.Queue.Committed += Wake;
            Wake();
        };
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await _wake.WaitAsync(TimeSpan.FromSeconds(30), stoppingToken);
                foreach (var authority in registry.Opened.ToList())
                    await RunAsync(authority, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // one authority's trouble must not stop the others' jobs
            catch (Exception error)
            {
                LogFailed(error);
            }
#pragma warning restore CA1031
        }
    }

    public override void Dispose()
    {
        _wake.Dispose();
        base.Dispose();
    }

    private void Wake()
    {
        if (_wake.CurrentCount == 0)
            _wake.Release();
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
