using System.Collections.Concurrent;
using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
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
/// so a kill sends an event again (its number tells) and loses none. One receiver that hangs delays only itself. Servers on one database take turns:
/// one holds the webhook while it delivers, and what a dead one held is free when its time is up.
/// </summary>
internal sealed partial class Webhooklevering(
    AuthorityRegistry registry, IServiceScopeFactory scopes, Webhookafsender afsender, Webhookindstillinger indstillinger, TimeProvider tid, ILogger<Webhooklevering> logger) : BackgroundService
{
    private const int Portion = 20;

    /// <summary>Past so many events that were not for it a cursor is written, so that they are not looked through again after a start.</summary>
    private const int UskrevetHoejst = 500;

    /// <summary>A burst of commits is looked at once.</summary>
    private static readonly TimeSpan Samling = TimeSpan.FromMilliseconds(100);

    /// <summary>While something waits to be tried again, or another server is at it.</summary>
    private static readonly TimeSpan Eftersyn = TimeSpan.FromSeconds(1);

    /// <summary>Another server's commits wake nobody here: so often is looked for what it left undone, where there are webhooks and where there are none.</summary>
    private static readonly TimeSpan Rundgang = TimeSpan.FromSeconds(10), Sjaelden = TimeSpan.FromMinutes(5);

    /// <summary>Servers' clocks may be so far apart.</summary>
    private static readonly TimeSpan Urslor = TimeSpan.FromSeconds(3);

    /// <summary>This server among those that share databases.</summary>
    private readonly Guid _server = Guid.CreateVersion7();

    private readonly ConcurrentDictionary<Guid, Task> _igang = new();
    private readonly ConcurrentDictionary<Guid, long> _gennemset = new();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await registry.RunForEachAsync(x => FoelgAsync(x, stoppingToken), withShared: false, stoppingToken);
        await Task.WhenAll(_igang.Values);
    }

    private async Task FoelgAsync(Authority myndighed, CancellationToken ct)
    {
        var vaek = new WakeSignal();
        myndighed.Queue.Committed += vaek.Raise;
        try
        {
            while (true)
            {
                var pause = Eftersyn;
                try
                {
                    pause = await SeEfterAsync(myndighed, vaek.Raise, ct);
                }
#pragma warning disable CA1031 // the database will be tried again
                catch (Exception fejl) when (!ct.IsCancellationRequested)
                {
                    LogFailed(fejl);
                }
#pragma warning restore CA1031
                await Task.Delay(Samling, ct);
                await vaek.WaitAsync(pause, ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    /// <summary>Starts what has something to do; answers when to look again, should nothing happen here before.</summary>
    private async Task<TimeSpan> SeEfterAsync(Authority myndighed, Action igen, CancellationToken ct)
    {
        await using var scope = Scope(myndighed);
        var db = scope.ServiceProvider.GetRequiredService<SagerDb>();
        var aktive = await db.Webhooks
            .Select(w => new { w.Id, w.Aktiv, w.Efter, w.NaesteForsoeg, w.HoldesAf, w.HoldesTil, Gensendes = db.Webhookfejl.Any(f => f.WebhookId == w.Id && f.Gensendes) })
            .Where(w => w.Aktiv || w.Gensendes).ToListAsync(ct);
        myndighed.StandingWork("webhooks", aktive.Count > 0);
        if (aktive.Count == 0)
            return Sjaelden;
        var sidste = await scope.ServiceProvider.GetRequiredService<CoreDb>().Haendelser.MaxAsync(h => (long?)h.Nr, ct) ?? 0;
        var nu = tid.GetUtcNow();
        var holdes = false;
        foreach (var w in aktive.Where(w => w.Gensendes || ((w.NaesteForsoeg is null || w.NaesteForsoeg <= nu) && Math.Max(w.Efter, _gennemset.GetValueOrDefault(w.Id)) < sidste)))
        {
            if (_igang.ContainsKey(w.Id))
                continue;
            if (w.HoldesAf is { } anden && anden != _server && w.HoldesTil > nu)
            {
                holdes = true;
                continue;
            }

            var registreret = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _igang[w.Id] = LeverOgMeldAsync(myndighed, w.Id, registreret.Task, igen, ct);
            registreret.SetResult(); // not before: it takes itself out again
        }

        return holdes || aktive.Exists(w => w.NaesteForsoeg is not null) ? Eftersyn : Rundgang;
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
        var hold = new Hold(myndighed, id);
        try
        {
            await LeverAsync(hold, ct);
        }
        finally
        {
            if (hold.ErTaget)
                await myndighed.Queue.RunAsync((SlipWebhook act) => act.Udfoer(new(id, _server), CancellationToken.None), CancellationToken.None);
        }
    }

    /// <summary>Takes the webhook for this server, or for longer; false when another has it.</summary>
    private async Task<bool> HolderAsync(Hold hold, CancellationToken ct)
    {
        if (hold.Til - tid.GetUtcNow() > indstillinger.Svartid + Urslor)
            return true; // time enough for one more
        var varighed = (2 * indstillinger.Svartid) + (3 * Urslor);
        if (await hold.Myndighed.Queue.RunAsync((TagWebhook act) => act.Udfoer(new(hold.Id, _server, varighed), ct), ct) is not { } til)
            return false;
        hold.Til = til;
        return true;
    }

    private async Task LeverAsync(Hold hold, CancellationToken ct)
    {
        var (myndighed, id) = (hold.Myndighed, hold.Id);
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
                var aktoerer = scope.ServiceProvider.GetRequiredService<Aktoerkilde>();
                Task<Aktoer?> Ejer() => aktoerer.FindNuAsync(webhook.EjerId, ct);
                if (await Ejer() is null)
                {
                    await myndighed.Queue.RunAsync((SlaaWebhookFra act) => act.Udfoer(new(id, "Ejeren er ikke længere en aktiv bruger."), ct), ct);
                    return;
                }

                foreach (var nr in await db.Webhookfejl.Where(f => f.WebhookId == id && f.Gensendes).OrderBy(f => f.Haendelse).Take(Portion).Select(f => f.Haendelse).ToListAsync(ct))
                {
                    var en = await Haendelsesfeed.LaesAsync(db, core, Ejer, nr - 1, 1, null, DanishTime.Today(tid), ct);
                    if (en.Poster is [{ } haendelse] && haendelse.Nr == nr)
                        gensendes.Add(haendelse);
                    else
                        await myndighed.Queue.RunAsync((NoterWebhookgensendelse act) => act.Udfoer(new(id, nr, null), ct), ct); // no longer the owner's to see
                }

                if (gensendes.Count == 0 && (!webhook.Aktiv || webhook.NaesteForsoeg > tid.GetUtcNow()))
                    return;
                side = webhook.Aktiv
                    ? await Haendelsesfeed.LaesAsync(db, core, Ejer, Math.Max(webhook.Efter, _gennemset.GetValueOrDefault(id)), Portion, webhook.Typer, DanishTime.Today(tid), ct)
                    : new([], webhook.Efter, false);
            }

            if (!hold.ErTaget && gensendes.Count + side.Poster.Count > 0)
            {
                if (!await HolderAsync(hold, ct))
                    return;
                continue; // read again: another server may have been at it
            }

            foreach (var haendelse in gensendes)
            {
                if (!await HolderAsync(hold, ct))
                    return;
                var svar = await afsender.SendAsync(myndighed, webhook, haendelse, ct);
                await myndighed.Queue.RunAsync((NoterWebhookgensendelse act) => act.Udfoer(new(id, haendelse.Nr, svar.Fejl), ct), ct);
            }

            if (!webhook.Aktiv || (gensendes.Count > 0 && webhook.NaesteForsoeg > tid.GetUtcNow()))
                continue;
            if (!await SendAsync(hold, webhook, side, ct) || (!side.Flere && side.Poster.Count == 0))
                return;
        }
    }

    /// <summary>Sends a portion in order and writes how far it came; false when the receiver did not take all.</summary>
    private async Task<bool> SendAsync(Hold hold, Webhook webhook, Feedside side, CancellationToken ct)
    {
        var myndighed = hold.Myndighed;
        long? leveret = null;
        foreach (var haendelse in side.Poster)
        {
            if (!await HolderAsync(hold, ct))
            {
                if (leveret is not null)
                    await myndighed.Queue.RunAsync((NoterWebhooklevering act) => act.Udfoer(new(webhook.Id, _server, leveret, true), ct), ct);
                return false;
            }

            var svar = await afsender.SendAsync(myndighed, webhook, haendelse, ct);
            if (svar.Fejl is { } fejl)
            {
                var kommando = new NoterWebhooklevering.Kommando(webhook.Id, _server, leveret, leveret is not null, new(haendelse.Nr, fejl, svar.Svarede));
                await myndighed.Queue.RunAsync((NoterWebhooklevering act) => act.Udfoer(kommando, ct), ct);
                return false;
            }

            leveret = haendelse.Nr;
        }

        _gennemset[webhook.Id] = side.Sidste;
        if (leveret is not null || side.Sidste - webhook.Efter >= UskrevetHoejst)
        {
            var kommando = new NoterWebhooklevering.Kommando(webhook.Id, _server, side.Sidste, leveret is not null);
            await myndighed.Queue.RunAsync((NoterWebhooklevering act) => act.Udfoer(kommando, ct), ct);
        }

        return true;
    }

    /// <summary>A webhook that this server delivers.</summary>
    private sealed class Hold(Authority myndighed, Guid id)
    {
        public Authority Myndighed => myndighed;

        public Guid Id => id;

        public DateTimeOffset Til { get; set; }

        public bool ErTaget => Til != default;
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
