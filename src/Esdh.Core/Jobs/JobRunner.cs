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
/// Carries out the jobs of open stores: in each they take turns, a portion at a time, so that a large one keeps no small one waiting; across
/// stores they go side by side. One server at a time runs a store's jobs, however many there are; another takes over what it leaves. Woken by commits of this server, by
/// the clock for jobs that are due and for what other servers were asked for or left behind, and at opening for what a crash left.
/// </summary>
public sealed partial class JobRunner(AuthorityRegistry registry, IServiceScopeFactory scopes, TimeProvider time, ILogger<JobRunner> logger) : BackgroundService
{
    /// <summary>How long a job waits after its store refused to be read or written (a full disk, a database server that is away).</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    /// <summary>Commits come by the hundred a second, and hardly one of them brings a job: one look serves them all.</summary>
    private static readonly TimeSpan Gather = TimeSpan.FromMilliseconds(200);

    /// <summary>How often an idle server looks for work that another one was asked for, or has died from.</summary>
    private static readonly TimeSpan Round = TimeSpan.FromSeconds(10);

    /// <summary>Nobody writes the items of one order for longer.</summary>
    private static readonly TimeSpan LongestWriting = TimeSpan.FromMinutes(10);

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        registry.RunForEachAsync(a => FollowAsync(a, stoppingToken), withShared: true, stoppingToken);

    /// <summary>Most jobs that take turns in one store.</summary>
    private const int AtATime = 10;

    private async Task FollowAsync(Authority authority, CancellationToken ct)
    {
        var wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        authority.Queue.Committed += () => wake.Writer.TryWrite(true);
        wake.Writer.TryWrite(true);
        var due = time.GetUtcNow();
        try
        {
            while (await WaitAsync(wake.Reader, due, ct))
            {
                await Task.Delay(Gather, time, ct);
                wake.Reader.TryRead(out _);
                try
                {
                    due = await RunAsync(authority, ct);
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

    /// <summary>Until something is committed, or the time has come.</summary>
    private async Task<bool> WaitAsync(ChannelReader<bool> wake, DateTimeOffset at, CancellationToken ct)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var wait = at - time.GetUtcNow();
        var clock = Task.Delay(wait < TimeSpan.Zero ? TimeSpan.Zero : wait, time, either.Token);
        var woken = wake.WaitToReadAsync(either.Token).AsTask();
        await Task.WhenAny(clock, woken);
        await either.CancelAsync();
        try
        {
            await Task.WhenAll(clock, woken);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            // The other of the two came first.
        }

        return true;
    }

    /// <summary>A job in hand, with the scope that its kind lives in from portion to portion.</summary>
    private sealed record Run(AsyncServiceScope Scope, IJobKind Kind);

    private sealed record Waiting(Guid Id, string Type, Jobstatus Status, bool Stop, bool Pause);

    /// <summary>Runs what is to be run, unless another server has that in hand, and answers when to look again.</summary>
    private async Task<DateTimeOffset> RunAsync(Authority authority, CancellationToken ct)
    {
        Dictionary<Guid, Run> running = [];
        HeldAlone? held = null;
        try
        {
            while (true)
            {
                var (waiting, due, unwritten) = await LookAsync(authority, ct);
                authority.StandingWork("jobs", waiting.Count > 0 || due is not null);
                if (unwritten)
                    await authority.Queue.RunAsync((CoreDb db) => EndUnwrittenAsync(db, ct), ct);
                var round = time.GetUtcNow() + Round;
                if (waiting.Count == 0)
                    return due < round ? due.Value : round;
                if (held is not null && !await held.StandsAsync(ct))
                    return time.GetUtcNow(); // the database server let go of us; what is begun is begun anew
                if ((held ??= await authority.TryHoldAsync("jobs", ct)) is null)
                    return round;
                foreach (var job in waiting)
                {
                    ct.ThrowIfCancellationRequested();
                    if (!await TurnAsync(authority, job, running, ct) && running.Remove(job.Id, out var ended))
                        await ended.Scope.DisposeAsync();
                }
            }
        }
        finally
        {
            foreach (var run in running.Values)
                await run.Scope.DisposeAsync();
            if (held is not null)
                await held.DisposeAsync();
        }
    }

    private async Task<(List<Waiting> Waiting, DateTimeOffset? Due, bool Unwritten)> LookAsync(Authority authority, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(authority);
        var jobs = scope.ServiceProvider.GetRequiredService<CoreDb>().Jobs;
        var now = time.GetUtcNow();
        var longAgo = now - LongestWriting;
        var active = jobs.Where(j => j.Status == Jobstatus.Venter || j.Status == Jobstatus.Koerer);
        var waiting = await active.Where(j => j.Tidligst == null || j.Tidligst <= now).OrderBy(j => j.Nr)
            .Select(j => new Waiting(j.Id, j.Type, j.Status, j.StopOensket, j.PauseOensket)).Take(AtATime).ToListAsync(ct);
        var due = waiting.Count > 0 ? null : await active.Where(j => j.Tidligst > now).MinAsync(j => j.Tidligst, ct);
        return (waiting, due, await jobs.AnyAsync(j => j.Status == Jobstatus.Forberedes && j.Oprettet < longAgo, ct));
    }

    /// <summary>One portion. Answers whether the job is to have another turn.</summary>
    private async Task<bool> TurnAsync(Authority authority, Waiting job, Dictionary<Guid, Run> running, CancellationToken ct)
    {
        if (job.Stop || job.Pause)
        {
            await authority.Queue.RunAsync((CoreDb db) => job.Stop ? EndAsync(db, job.Id, null, ct) : PauseAsync(db, job.Id, ct), ct);
            return false;
        }

        if (job.Status == Jobstatus.Venter && !await authority.Queue.RunAsync((CoreDb db) => StartAsync(db, job.Id, ct), ct))
            return false;
        try
        {
            if (!running.TryGetValue(job.Id, out var run))
                running[job.Id] = run = Begin(authority, job.Type);
            if (await run.Kind.RunPortionAsync(authority, job.Id, ct))
                return true;
            await authority.Queue.RunAsync((CoreDb db) => EndAsync(db, job.Id, null, ct), ct);
        }
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            LogFailed(error);
            var text = error is RegelbrudException { Regel: var regel, Detaljer: var detaljer } ? string.Join(' ', [regel.Tekst, .. detaljer, $"({regel.Kode}, {regel.Hjemmel})"])
                : error is InvalidException or NotFoundException or ForbiddenException ? error.Message : "Der skete en fejl i systemet. Det, der er udført, er gemt. Kontakt driften med jobbets nummer.";
            await authority.Queue.RunAsync((CoreDb db) => EndAsync(db, job.Id, text, ct), ct);
        }

        return false;
    }

    private Run Begin(Authority authority, string type)
    {
        var scope = scopes.CreateAsyncScope();
        try
        {
            scope.ServiceProvider.GetRequiredService<StorageScope>().Use(authority);
            return new(scope, scope.ServiceProvider.GetServices<IJobKind>().SingleOrDefault(k => k.Type == type) ?? throw new InvalidOperationException($"No job kind {type}."));
        }
        catch
        {
            scope.Dispose();
            throw;
        }
    }

    /// <summary>Jobs whose items were being written when the server stopped: who ordered them got no answer, and nothing is done.</summary>
    private async Task EndUnwrittenAsync(CoreDb db, CancellationToken ct)
    {
        var longAgo = time.GetUtcNow() - LongestWriting;
        foreach (var job in await db.Jobs.Where(j => j.Status == Jobstatus.Forberedes && j.Oprettet < longAgo).ToListAsync(ct))
        {
            (job.Status, job.Afsluttet) = (Jobstatus.Fejlet, time.GetUtcNow());
            job.Resultat = "Serveren stoppede, mens bestillingen blev skrevet. Intet er udført. Bestil igen.";
        }

        await db.SaveChangesAsync(ct);
    }

    private static async Task PauseAsync(CoreDb db, Guid id, CancellationToken ct)
    {
        var job = await db.Jobs.SingleAsync(j => j.Id == id, ct);
        if (job.Status is not (Jobstatus.Venter or Jobstatus.Koerer) || !job.PauseOensket)
            return;
        (job.Status, job.PauseOensket) = (Jobstatus.SatPaaPause, false);
        await db.SaveChangesAsync(ct);
    }

    private async Task<bool> StartAsync(CoreDb db, Guid id, CancellationToken ct)
    {
        var job = await db.Jobs.SingleAsync(j => j.Id == id, ct);
        if (job.Status is not (Jobstatus.Venter or Jobstatus.Koerer))
            return false; // stopped or set on pause since it was seen
        job.Status = Jobstatus.Koerer;
        job.Startet ??= time.GetUtcNow();
        await db.SaveChangesAsync(ct);
        return true;
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
