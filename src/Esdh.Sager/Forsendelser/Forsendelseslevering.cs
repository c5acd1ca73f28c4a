using System.Collections.Concurrent;
using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Files.Mail;
using Esdh.Core.Storage;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using static Esdh.Sager.Handlinger.NoterForsendelse;

namespace Esdh.Sager.Forsendelser;

/// <summary>
/// Sends what is ordered. A letter is taken (durable), sent, and noted (durable). Killed between the last two it stands as taken: over HTTP the same UUID
/// is sent again; mail is looked for in the receipt mailbox, which got its copy in the same transaction: there, it was sent; not there after the
/// quarantine, it was not. Without such a mailbox it is uncertain, and a person decides.
/// </summary>
internal sealed partial class Forsendelseslevering(
    AuthorityRegistry registry, IServiceScopeFactory scopes, Forsendelsesindstillinger indstillinger, Mailkanal mail, IEnumerable<IForsendelseskanal> kanaler, TimeProvider tid, ILogger<Forsendelseslevering> logger) : BackgroundService
{
    /// <summary>Letters of one line at a time: what a kill leaves uncertain at most, times the lines.</summary>
    private const int Portion = 10;

    /// <summary>Dispatches whose PDFs are made in one go.</summary>
    private const int PdferAdGangen = 40;

    private const string Word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

    /// <summary>Mails of the receipt mailbox at a time.</summary>
    private const int Kvitteringer = 500;

    private static readonly TimeSpan Samling = TimeSpan.FromMilliseconds(100), Eftersyn = TimeSpan.FromSeconds(1), Rundgang = TimeSpan.FromSeconds(15), Opbevaring = TimeSpan.FromDays(30);

    /// <summary>This server among those that share databases.</summary>
    private readonly Guid _server = Guid.CreateVersion7();

    private readonly ConcurrentDictionary<Guid, bool> _iHaand = new();
    private readonly ConcurrentDictionary<(string Myndighed, bool Mail), (DateTimeOffset Til, TimeSpan Laengde)> _pauser = new();
    private readonly ConcurrentDictionary<string, Postkassebevis> _beviser = new();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _laase = new();

    /// <summary>What is known of a receipt mailbox: copies that were taken to be sent up to then have come.</summary>
    private sealed class Postkassebevis
    {
        public DateTimeOffset Til { get; set; }

        public string? Proeve { get; set; }

        public DateTimeOffset Proevet { get; set; }

        public DateTimeOffset Ryddet { get; set; }
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        registry.RunForEachAsync(x => Task.WhenAll(FoelgAsync(x, ForberedAsync, stoppingToken), FoelgAsync(x, KoerAsync, stoppingToken)), withShared: false, stoppingToken);

    private async Task FoelgAsync(Authority myndighed, Func<Authority, CancellationToken, Task<TimeSpan>> arbejde, CancellationToken ct)
    {
        var vaek = new WakeSignal();
        myndighed.Queue.Committed += vaek.Raise;
        try
        {
            while (true)
            {
                var pause = Rundgang;
                try
                {
                    pause = await arbejde(myndighed, ct);
                }
#pragma warning disable CA1031 // the database or the disk will be tried again
                catch (Exception fejl) when (!ct.IsCancellationRequested)
                {
                    LogFailed(fejl, myndighed.Key);
                }
#pragma warning restore CA1031
                await Task.Delay(Samling, ct);
                await vaek.WaitAsync(pause, ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops. What was taken and not noted is settled at the next start.
        }
    }

    /// <summary>Makes the PDFs of what is ordered, single letters before those of a job, the oldest first. Many of one template are made in one go.</summary>
    private async Task<TimeSpan> ForberedAsync(Authority myndighed, CancellationToken ct)
    {
        while (true)
        {
            await using var scope = Scope(myndighed);
            var db = scope.ServiceProvider.GetRequiredService<SagerDb>();
            var naeste = await db.Forsendelser.AsNoTracking().Where(f => f.Afsluttet == null && f.Forberedt == null).OrderBy(f => f.JobId != null).ThenBy(f => f.Nr).Take(PdferAdGangen).ToListAsync(ct);
            if (naeste.Count == 0)
                return Rundgang;
            await ForberedMangeAsync(scope.ServiceProvider, naeste, ct);
            foreach (var forsendelse in naeste)
            {
                GemForsendelsespdf.Kommando kommando;
                try
                {
                    kommando = await DanAsync(scope.ServiceProvider, myndighed, forsendelse, ct);
                }
                catch (FileNotFoundException fejl)
                {
                    LogFailed(fejl, myndighed.Key);
                    kommando = new(forsendelse.Id, new Dictionary<int, (string, long)>(), "Filen kan ikke læses på serveren. Kontakt driften.");
                }

                await myndighed.Queue.RunAsync((GemForsendelsespdf act) => act.Udfoer(kommando, ct), ct);
            }
        }
    }

    private async Task ForberedMangeAsync(IServiceProvider tjenester, List<Forsendelse> forsendelser, CancellationToken ct)
    {
        var db = tjenester.GetRequiredService<SagerDb>();
        var ider = forsendelser.ConvertAll(f => f.Id);
        var ulavede = (await db.Forsendelsesdele.AsNoTracking().Where(d => ider.Contains(d.ForsendelseId) && d.Sha256 != null && d.Mimetype == Word && !db.Pdfvisninger.Any(p => p.Sha256 == d.Sha256))
            .Select(d => new { d.Sha256, d.Filnavn }).ToListAsync(ct)).DistinctBy(d => d.Sha256).ToList();
        if (ulavede.Count < 2)
            return;
        try
        {
            await tjenester.GetRequiredService<Pdfdannelse>().DanMangeAsync([.. ulavede.Select(d => (d.Sha256!, d.Filnavn))], ct);
        }
        catch (Exception fejl) when (fejl is IOException)
        {
            LogFailed(fejl, "pdf"); // one at a time then
        }
    }

    private static async Task<GemForsendelsespdf.Kommando> DanAsync(IServiceProvider tjenester, Authority myndighed, Forsendelse forsendelse, CancellationToken ct)
    {
        var db = tjenester.GetRequiredService<SagerDb>();
        var dele = await db.Forsendelsesdele.AsNoTracking().Where(d => d.ForsendelseId == forsendelse.Id).OrderBy(d => d.Nummer).ToListAsync(ct);
        var sagsnummer = (await db.SagIJobAsync(forsendelse.SagId, ct)).Sagsnummer;
        Dictionary<int, (string, long)> pdf = [];
        foreach (var del in dele)
        {
            if (del.Sha256 is null)
            {
                var brev = await Foelgebrev.DanAsync(myndighed, forsendelse, sagsnummer, dele, ct);
                pdf[del.Nummer] = (brev.Sha256, brev.Length);
                continue;
            }

            var dannet = await tjenester.GetRequiredService<Pdfdannelse>().DanAsync(del.Sha256, del.Filnavn, del.Mimetype, ct);
            if (dannet.Sha256 is null || dannet.Grund is not null) // half a letter is none
                return new(forsendelse.Id, pdf, $"»{del.Filnavn}« kan ikke sendes som PDF. {dannet.Grund}");
            pdf[del.Nummer] = (dannet.Sha256, new FileInfo(myndighed.Content.PathOf(dannet.Sha256)).Length);
        }

        return new(forsendelse.Id, pdf);
    }

    /// <summary>All that there is to send for one authority now, and what the receipt mailbox tells.</summary>
    public async Task<TimeSpan> KoerAsync(Authority myndighed, CancellationToken ct)
    {
        var laas = _laase.GetOrAdd(myndighed.Key, _ => new(1, 1));
        await laas.WaitAsync(ct);
        try
        {
            var afsender = indstillinger.Mail(myndighed.Key);
            var postkasse = afsender?.Kvitteringspostkasse is { } sti ? new Maildir(sti) : null;
            if (postkasse is not null)
                await LaesKvitteringerAsync(myndighed, postkasse, ct);
            await AfgoerTagneAsync(myndighed, afsender, ct);
            var nu = tid.GetUtcNow();
            List<Task> linjer = [];
            if (afsender is not null && !HarPause(myndighed, true, nu))
                linjer.AddRange(Enumerable.Range(0, indstillinger.Samtidige).Select(_ => MaillinjeAsync(myndighed, afsender, ct)));
            var andre = AndreKanaler();
            if (andre.Count > 0 && !HarPause(myndighed, false, nu))
                linjer.Add(AndreAsync(myndighed, andre, ct));
            await Task.WhenAll(linjer);
            return await StandAsync(myndighed, postkasse is not null, ct);
        }
        finally
        {
            laas.Release();
        }
    }

    private List<Forsendelseskanal> AndreKanaler() => [.. Enum.GetValues<Forsendelseskanal>().Where(k => kanaler.Any(x => x.Sender(k)))];

    /// <summary>Whether there is more to come, and how soon to look.</summary>
    private async Task<TimeSpan> StandAsync(Authority myndighed, bool medPostkasse, CancellationToken ct)
    {
        await using var scope = Scope(myndighed);
        var db = scope.ServiceProvider.GetRequiredService<SagerDb>();
        var venter = await db.Forsendelsesmodtagere.AnyAsync(m => (m.Tilstand == Modtagertilstand.Venter || m.Tilstand == Modtagertilstand.Afsendes) && m.Kanal != Forsendelseskanal.Udskriv, ct);
        myndighed.StandingWork("forsendelser", venter || medPostkasse || await db.Forsendelser.AnyAsync(f => f.Afsluttet == null && f.Forberedt == null, ct));
        return venter ? Eftersyn : Rundgang;
    }

    private bool HarPause(Authority myndighed, bool mails, DateTimeOffset nu) => _pauser.TryGetValue((myndighed.Key, mails), out var pause) && pause.Til > nu;

    private DateTimeOffset HoldPause(Authority myndighed, bool mails)
    {
        var nu = tid.GetUtcNow();
        return _pauser.AddOrUpdate((myndighed.Key, mails), _ => (nu + indstillinger.Pause, indstillinger.Pause), (_, foer) =>
        {
            if (foer.Til > nu)
                return foer; // another line has said so
            var laengde = foer.Laengde * 2 < indstillinger.Pause * 10 ? foer.Laengde * 2 : indstillinger.Pause * 10;
            return (nu + laengde, laengde);
        }).Til;
    }

    private async Task<IReadOnlyList<Forsendelsesbesked>> TagAsync(Authority myndighed, IReadOnlyList<Forsendelseskanal> af, CancellationToken ct)
    {
        await using (var scope = Scope(myndighed))
        {
            // Most looks find nothing, and cost no turn of the queue.
            if (!await scope.ServiceProvider.GetRequiredService<SagerDb>().Forsendelsesmodtagere.Forfaldne(scope.ServiceProvider.GetRequiredService<SagerDb>(), [.. af], tid.GetUtcNow()).AnyAsync(ct))
                return [];
        }

        var ider = await myndighed.Queue.RunAsync((TagForsendelser act) => act.Udfoer(new(_server, af, Portion), ct), ct);
        foreach (var id in ider)
            _iHaand[id] = true;
        await using var laes = Scope(myndighed);
        return ider.Count == 0 ? [] : await Forsendelsesbesked.LaesAsync(laes.ServiceProvider.GetRequiredService<SagerDb>(), ider, ct);
    }

    private async Task NoterAsync(Authority myndighed, Guid modtager, Udfald udfald, string tekst, DateTimeOffset? igen = null)
    {
        // What has left is noted also while the server stops.
        await myndighed.Queue.RunAsync((NoterForsendelse act) => act.Udfoer(new(modtager, udfald, tekst, igen), CancellationToken.None), CancellationToken.None);
        _iHaand.TryRemove(modtager, out _);
    }

    private async Task MaillinjeAsync(Authority myndighed, Mailafsender afsender, CancellationToken ct)
    {
        SmtpSession? linje = null;
        try
        {
            while (!ct.IsCancellationRequested && !HarPause(myndighed, true, tid.GetUtcNow()))
            {
                var portion = await TagAsync(myndighed, [Forsendelseskanal.Email], ct);
                if (portion.Count == 0)
                    return;
                var usendte = new Queue<Forsendelsesbesked>(portion);
                try
                {
                    while (usendte.TryPeek(out var besked))
                    {
                        if (linje is not { IsOpen: true })
                        {
                            if (linje is not null)
                                await linje.DisposeAsync();
                            linje = await mail.AabnAsync(ct);
                        }

                        var svar = await mail.SendAsync(linje, myndighed, afsender, besked, ct);
                        usendte.Dequeue();
                        if (svar.Udfald == Udfald.Uvis && afsender.Kvitteringspostkasse is not null)
                            _iHaand.TryRemove(besked.ModtagerId, out _); // its copy will tell
                        else
                            await NoterAsync(myndighed, besked.ModtagerId, svar.Udfald, svar.Tekst);
                        if (svar.ErNede)
                            throw new SmtpUnavailableException(svar.Tekst);
                    }

                    _pauser.TryRemove((myndighed.Key, true), out _);
                }
                catch (SmtpUnavailableException nede)
                {
                    LogUnavailable(myndighed.Key, nede.Message);
                    var til = HoldPause(myndighed, true);
                    foreach (var besked in usendte)
                        await NoterAsync(myndighed, besked.ModtagerId, Udfald.Sluppet, $"Mailserveren kan ikke nås: {nede.Message}. Der prøves igen af sig selv.", til);
                }
                catch
                {
                    foreach (var besked in usendte.Skip(1)) // the first may have been begun on
                        await NoterAsync(myndighed, besked.ModtagerId, Udfald.Sluppet, "", tid.GetUtcNow());
                    foreach (var besked in portion)
                        _iHaand.TryRemove(besked.ModtagerId, out _);
                    throw;
                }
            }
        }
        finally
        {
            if (linje is not null)
                await linje.DisposeAsync();
        }
    }

    private async Task AndreAsync(Authority myndighed, IReadOnlyList<Forsendelseskanal> af, CancellationToken ct)
    {
        while (!ct.IsCancellationRequested && !HarPause(myndighed, false, tid.GetUtcNow()))
        {
            var portion = await TagAsync(myndighed, af, ct);
            if (portion.Count == 0)
                return;
            foreach (var besked in portion)
            {
                if (HarPause(myndighed, false, tid.GetUtcNow()))
                {
                    await NoterAsync(myndighed, besked.ModtagerId, Udfald.Sluppet, "", _pauser[(myndighed.Key, false)].Til);
                    continue;
                }

                try
                {
                    var svar = await kanaler.First(k => k.Sender(besked.Kanal)).SendAsync(myndighed, besked, ct);
                    await NoterAsync(myndighed, besked.ModtagerId, svar.Udfald, svar.Tekst);
                    if (svar.ErNede)
                        HoldPause(myndighed, false);
                    else
                        _pauser.TryRemove((myndighed.Key, false), out _);
                }
                catch
                {
                    foreach (var b in portion)
                        _iHaand.TryRemove(b.ModtagerId, out _);
                    throw;
                }
            }
        }
    }

    /// <summary>Copies of ours are noted and deleted; reports reject what they tell of; the rest is laid aside for a month.</summary>
    private async Task LaesKvitteringerAsync(Authority myndighed, Maildir postkasse, CancellationToken ct)
    {
        var bevis = _beviser.GetOrAdd(myndighed.Key, _ => new());
        for (IReadOnlyList<WaitingFile> poster; (poster = postkasse.Waiting(Kvitteringer)).Count > 0;)
        {
            List<(WaitingFile Fil, Kvitteringspost Post)> laeste = [];
            foreach (var fil in poster)
            {
                try
                {
                    await using var indhold = new FileStream(fil.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
                    laeste.Add((fil, Kvitteringspost.Laes(indhold)));
                }
                catch (FileNotFoundException)
                {
                    // Renamed meanwhile: seen again.
                }
            }

            var ider = laeste.Select(l => l.Post.BeskedId).OfType<string>().Distinct().ToList();
            Dictionary<string, (Guid Id, Modtagertilstand Tilstand, DateTimeOffset? Taget)> kendte;
            await using (var scope = Scope(myndighed))
            {
                kendte = (await scope.ServiceProvider.GetRequiredService<SagerDb>().Forsendelsesmodtagere.Where(m => ider.Contains(m.BeskedId)).Select(m => new { m.BeskedId, m.Id, m.Tilstand, m.Taget }).ToListAsync(ct))
                    .ToDictionary(m => m.BeskedId, m => (m.Id, m.Tilstand, m.Taget), StringComparer.Ordinal);
            }

            foreach (var (fil, post) in laeste)
            {
                if (post.BeskedId is { } id && kendte.TryGetValue(id, out var m))
                {
                    if (post.Afvist is { } grund)
                        await myndighed.Queue.RunAsync((NoterForsendelse act) => act.Udfoer(new(m.Id, Udfald.KomTilbage, $"Mailen kom tilbage: {grund}"), ct), ct);
                    else if (m.Tilstand is Modtagertilstand.Afsendes or Modtagertilstand.Venter or Modtagertilstand.Uvis)
                        await myndighed.Queue.RunAsync((NoterForsendelse act) => act.Udfoer(new(m.Id, Udfald.Sendt, "Kopien er kommet i kvitteringspostkassen."), ct), ct);
                    bevis.Til = post.Afvist is null && m.Taget > bevis.Til ? m.Taget.Value : bevis.Til;
                    Maildir.Delete(fil);
                }
                else if (post.BeskedId is { } proeve && proeve == bevis.Proeve)
                {
                    bevis.Til = bevis.Proevet > bevis.Til ? bevis.Proevet : bevis.Til;
                    bevis.Proeve = null;
                    Maildir.Delete(fil);
                }
                else
                {
                    postkasse.Archive(fil, tid.GetUtcNow().UtcDateTime);
                }
            }

            if (laeste.Count < poster.Count)
                break;
        }

        if (tid.GetUtcNow() is var nu && nu - bevis.Ryddet > TimeSpan.FromHours(1))
        {
            bevis.Ryddet = nu;
            postkasse.Prune((nu - Opbevaring).UtcDateTime);
        }
    }

    /// <summary>What was taken and never noted: the server died, or the line was lost when it mattered most.</summary>
    private async Task AfgoerTagneAsync(Authority myndighed, Mailafsender? afsender, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        List<(Guid Id, Forsendelseskanal Kanal, DateTimeOffset Taget)> tagne;
        await using (var scope = Scope(myndighed))
        {
            tagne = [.. (await scope.ServiceProvider.GetRequiredService<SagerDb>().Forsendelsesmodtagere.Where(m => m.Tilstand == Modtagertilstand.Afsendes && m.Taget != null)
                .OrderBy(m => m.Nr).Select(m => new { m.Id, m.Kanal, m.Taget }).Take(1000).ToListAsync(ct)).Select(m => (m.Id, m.Kanal, m.Taget!.Value))];
        }

        var moden = nu - indstillinger.Karantaene;
        foreach (var m in tagne.Where(m => m.Taget <= moden && !_iHaand.ContainsKey(m.Id)))
        {
            if (m.Kanal != Forsendelseskanal.Email)
                await NoterAsync(myndighed, m.Id, Udfald.Sluppet, "", nu);
            else if (afsender?.Kvitteringspostkasse is null)
                await NoterAsync(myndighed, m.Id, Udfald.Uvis, "Serveren eller forbindelsen gik ned, mens mailen blev sendt, og der er ingen kvitteringspostkasse at se efter i.");
            else if (_beviser.TryGetValue(myndighed.Key, out var bevis) && bevis.Til > m.Taget)
                await NoterAsync(myndighed, m.Id, Udfald.Sluppet, "", nu);
            else
                await ProevPostkassenAsync(myndighed, afsender, nu, ct);
        }
    }

    /// <summary>That a copy is not there tells something only where the mailbox is known to get its mail.</summary>
    private async Task ProevPostkassenAsync(Authority myndighed, Mailafsender afsender, DateTimeOffset nu, CancellationToken ct)
    {
        var bevis = _beviser.GetOrAdd(myndighed.Key, _ => new());
        if (HarPause(myndighed, true, nu) || (bevis.Proeve is not null && nu - bevis.Proevet < indstillinger.Karantaene))
            return;
        var id = indstillinger.BeskedId(myndighed.Key, Forsendelseskanal.Email, Guid.CreateVersion7());
        (bevis.Proeve, bevis.Proevet) = (id, nu);
        try
        {
            if (!await mail.ProevAsync(myndighed, afsender, id, ct))
                bevis.Proeve = null;
        }
        catch (SmtpUnavailableException nede)
        {
            bevis.Proeve = null;
            LogUnavailable(myndighed.Key, nede.Message);
            HoldPause(myndighed, true);
        }
    }

    private AsyncServiceScope Scope(Authority myndighed)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
        return scope;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Key}: dispatches could not be looked after; they will be tried again.")]
    private partial void LogFailed(Exception error, string key);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Key}: no line to the mail server: {Reason}")]
    private partial void LogUnavailable(string key, string reason);
}
