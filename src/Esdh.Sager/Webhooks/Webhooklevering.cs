using System.Collections.Concurrent;
using System.Threading.Channels;
using Esdh.Adgang.Contract;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Esdh.Sager.Webhooks;

/// <summary>
/// Delivers webhooks: each follows the event feed from its own cursor with its owner's rights. The cursor moves after the receiver has answered,
/// so a kill sends an event again (its number tells) and loses none. One receiver that hangs delays only itself.
/// </summary>
internal sealed partial class Webhooklevering(
    AuthorityRegistry registry, IServiceScopeFactory scopes, Webhookafsender afsender, TimeProvider tid, ILogger<Webhooklevering> logger) : BackgroundService
{
    private const int Portion = 20;

    /// <summary>Past so many events that were not for it a cursor is written, so that they are not looked through again after a start.</summary>
    private const int UskrevetHoejst = 500;

    /// <summary>A burst of commits is looked at once.</summary>
    private static readonly TimeSpan Samling = TimeSpan.FromMilliseconds(100);

    /// <summary>While something waits to be tried again.</summary>
    private static readonly TimeSpan Eftersyn = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<Authority, Task> _fulgte = new();
    private readonly ConcurrentDictionary<Guid, Task> _igang = new();
    private readonly ConcurrentDictionary<Guid, long> _gennemset = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        registry.Follow(a =>
        {
            if (a.Key != AuthorityRegistry.SharedKey)
                _fulgte.GetOrAdd(a, x => Task.Run(() => FoelgAsync(x, stoppingToken), CancellationToken.None));
        });
        try
        {
            await Task.Delay(Timeout.Infinite, stoppingToken);
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(_fulgte.Values);
            await Task.WhenAll(_igang.Values);
        }
    }

    private async Task FoelgAsync(Authority myndighed, CancellationToken ct)
    {
        var vaek = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        myndighed.Queue.Committed += () => vaek.Writer.TryWrite(true);
        try
        {
            while (true)
            {
                var venter = false;
                try
                {
                    venter = await SeEfterAsync(myndighed, () => vaek.Writer.TryWrite(true), ct);
                }
#pragma warning disable CA1031 // the database will be tried again
                catch (Exception fejl) when (!ct.IsCancellationRequested)
                {
                    LogFailed(fejl);
                    venter = true;
                }
#pragma warning restore CA1031
                await Task.Delay(Samling, ct);
                using var frist = CancellationTokenSource.CreateLinkedTokenSource(ct);
                if (venter)
                    frist.CancelAfter(Eftersyn);
                try
                {
                    await vaek.Reader.ReadAsync(frist.Token);
                }
                catch (OperationCanceledException) when (!ct.IsCancellationRequested)
                {
                    // Time to try again.
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    /// <summary>Starts what has something to do; answers whether anything waits for its time.</summary>
    private async Task<bool> SeEfterAsync(Authority myndighed, Action igen, CancellationToken ct)
    {
        await using var scope = Scope(myndighed);
        var db = scope.ServiceProvider.GetRequiredService<SagerDb>();
        var aktive = await db.Webhooks
            .Select(w => new { w.Id, w.Aktiv, w.Efter, w.NaesteForsoeg, Gensendes = db.Webhookfejl.Any(f => f.WebhookId == w.Id && f.Gensendes) })
            .Where(w => w.Aktiv || w.Gensendes).ToListAsync(ct);
        if (aktive.Count == 0)
            return false;
        var sidste = await scope.ServiceProvider.GetRequiredService<CoreDb>().Haendelser.MaxAsync(h => (long?)h.Nr, ct) ?? 0;
        var nu = tid.GetUtcNow();
        foreach (var w in aktive.Where(w => w.Gensendes || ((w.NaesteForsoeg is null || w.NaesteForsoeg <= nu) && Math.Max(w.Efter, _gennemset.GetValueOrDefault(w.Id)) < sidste)))
        {
            if (_igang.ContainsKey(w.Id))
                continue;
            var registreret = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _igang[w.Id] = LeverOgMeldAsync(myndighed, w.Id, registreret.Task, igen, ct);
            registreret.SetResult(); // not before: it takes itself out again
        }

        return aktive.Exists(w => w.NaesteForsoeg is not null);
    }

    private async Task LeverOgMeldAsync(Authority myndighed, Guid id, Task registreret, Action igen, CancellationToken ct)
    {
        await registreret;
        try
        {
            await LeverAsync(myndighed, id, ct);
        }
#pragma warning disable CA1031 // the database will be tried again
        catch (Exception fejl)
        {
            if (!ct.IsCancellationRequested)
            {
                LogFailed(fejl);
                await Task.Delay(TimeSpan.FromSeconds(10), ct).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
#pragma warning restore CA1031
        finally
        {
            _igang.TryRemove(id, out _);
            igen(); // what came while it ran
        }
    }

    private async Task LeverAsync(Authority myndighed, Guid id, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested)
        {
            Webhook webhook;
            Feedside side;
            List<Feedhaendelse> gensendes = [];
            await using (var scope = Scope(myndighed))
            {
                var db = scope.ServiceProvider.GetRequiredService<SagerDb>();
                var core = scope.ServiceProvider.GetRequiredService<CoreDb>();
                if (await db.Webhooks.SingleOrDefaultAsync(w => w.Id == id, ct) is not { } fundet)
                    return;
                webhook = fundet;
                if (await scope.ServiceProvider.GetRequiredService<Aktoerkilde>().FindAsync(webhook.EjerId, ct) is not { } ejer)
                {
                    await myndighed.Queue.RunAsync((SlaaWebhookFra act) => act.Udfoer(new(id, "Ejeren er ikke længere en aktiv bruger."), ct), ct);
                    return;
                }

                foreach (var nr in await db.Webhookfejl.Where(f => f.WebhookId == id && f.Gensendes).OrderBy(f => f.Haendelse).Take(Portion).Select(f => f.Haendelse).ToListAsync(ct))
                {
                    var en = await Haendelsesfeed.LaesAsync(db, core, ejer, nr - 1, 1, null, ct);
                    if (en.Poster is [{ } haendelse] && haendelse.Nr == nr)
                        gensendes.Add(haendelse);
                    else
                        await myndighed.Queue.RunAsync((NoterWebhookgensendelse act) => act.Udfoer(new(id, nr, null), ct), ct); // no longer the owner's to see
                }

                if (gensendes.Count == 0 && (!webhook.Aktiv || webhook.NaesteForsoeg > tid.GetUtcNow()))
                    return;
                side = webhook.Aktiv
                    ? await Haendelsesfeed.LaesAsync(db, core, ejer, Math.Max(webhook.Efter, _gennemset.GetValueOrDefault(id)), Portion, webhook.Typer, ct)
                    : new([], webhook.Efter, false);
            }

            foreach (var haendelse in gensendes)
            {
                var svar = await afsender.SendAsync(myndighed.Key, webhook, haendelse, ct);
                await myndighed.Queue.RunAsync((NoterWebhookgensendelse act) => act.Udfoer(new(id, haendelse.Nr, svar.Fejl), ct), ct);
            }

            if (!webhook.Aktiv || (gensendes.Count > 0 && webhook.NaesteForsoeg > tid.GetUtcNow()))
                continue;
            if (!await SendAsync(myndighed, webhook, side, ct) || (!side.Flere && side.Poster.Count == 0))
                return;
        }
    }

    /// <summary>Sends a portion in order and writes how far it came; false when the receiver did not take all.</summary>
    private async Task<bool> SendAsync(Authority myndighed, Webhook webhook, Feedside side, CancellationToken ct)
    {
        long? leveret = null;
        foreach (var haendelse in side.Poster)
        {
            var svar = await afsender.SendAsync(myndighed.Key, webhook, haendelse, ct);
            if (svar.Fejl is { } fejl)
            {
                var kommando = new NoterWebhooklevering.Kommando(webhook.Id, leveret, leveret is not null, new(haendelse.Nr, fejl, svar.Svarede));
                await myndighed.Queue.RunAsync((NoterWebhooklevering act) => act.Udfoer(kommando, ct), ct);
                return false;
            }

            leveret = haendelse.Nr;
        }

        _gennemset[webhook.Id] = side.Sidste;
        if (leveret is not null || side.Sidste - webhook.Efter >= UskrevetHoejst)
        {
            var kommando = new NoterWebhooklevering.Kommando(webhook.Id, side.Sidste, leveret is not null);
            await myndighed.Queue.RunAsync((NoterWebhooklevering act) => act.Udfoer(kommando, ct), ct);
        }

        return true;
    }

    private AsyncServiceScope Scope(Authority myndighed)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
        return scope;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Webhooks could not be looked after; they will be tried again.")]
    private partial void LogFailed(Exception error);
}
