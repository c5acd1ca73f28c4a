using System.Collections.Concurrent;
using System.Globalization;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Files;
using Esdh.Core.Files.Mail;
using Esdh.Core.Storage;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Esdh.Sager.Indhold;

/// <summary>
/// Fetches post from the mailboxes of open authorities, has what came scanned for viruses, and lets go of what is kept no longer. A message is stored,
/// written in the database and only then moved aside: killed at any moment nothing is lost, and what is met again is known. Mailboxes take
/// turns in portions, so that one that refills as fast as it is emptied delays no other.
/// </summary>
internal sealed partial class Posthentning(
    AuthorityRegistry registry, IServiceScopeFactory scopes, Filmodtagelse modtagelse, ClamAv skanner, Postindstillinger indstillinger, TimeProvider tid, ILogger<Posthentning> logger) : BackgroundService
{
    /// <summary>Files of one mailbox at a time.</summary>
    public const int Portion = 20;

    private const int Skanninger = 50;

    /// <summary>So many turns before scanning and freeing have theirs.</summary>
    private const int FlestTure = 10;

    private static readonly TimeSpan Skrivepause = TimeSpan.FromMinutes(1), Proevigen = TimeSpan.FromMinutes(10), Oprydning = TimeSpan.FromHours(1), Halvpdf = TimeSpan.FromMinutes(2);

    private readonly ConcurrentDictionary<string, WakeSignal> _vaekkere = new();
    private readonly ConcurrentDictionary<Guid, Kassehukommelse> _hukommelse = new();
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _laase = new();

    /// <summary>What is remembered of a mailbox between turns.</summary>
    private sealed class Kassehukommelse
    {
        public DropFolder? Mappe { get; set; }

        public string? Sti { get; set; }

        /// <summary>Files that cannot be taken, and when to try again.</summary>
        public Dictionary<string, (string Grund, DateTimeOffset Igen)> Ulaeselige { get; } = new(StringComparer.Ordinal);

        public DateTimeOffset Skrevet { get; set; }

        public string Stand { get; set; } = "";

        public DateTimeOffset Ryddet { get; set; }
    }

    /// <summary>Something came by another way: it is scanned now rather than at the next turn.</summary>
    public void Vaek(Authority myndighed) => Vaekker(myndighed.Key).Raise();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        registry.RunForEachAsync(x => FoelgAsync(x, stoppingToken), withShared: false, stoppingToken);

    private WakeSignal Vaekker(string myndighed) => _vaekkere.GetOrAdd(myndighed, _ => new());

    private async Task FoelgAsync(Authority myndighed, CancellationToken ct)
    {
        var vaekker = Vaekker(myndighed.Key);
        try
        {
            while (true)
            {
                try
                {
                    await KoerAsync(myndighed, ct);
                }
#pragma warning disable CA1031 // the database or the disk will be tried again
                catch (Exception fejl) when (!ct.IsCancellationRequested)
                {
                    LogFailed(fejl, myndighed.Key);
                }
#pragma warning restore CA1031
                await vaekker.WaitAsync(indstillinger.Mellemrum, ct);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    /// <summary>All that there is to do for one authority now; bounded, also where mailboxes refill.</summary>
    /// <returns>How many pieces came.</returns>
    public async Task<int> KoerAsync(Authority myndighed, CancellationToken ct)
    {
        var laas = _laase.GetOrAdd(myndighed.Key, _ => new(1, 1));
        await laas.WaitAsync(ct);
        try
        {
            var hentet = await HentAlleAsync(myndighed, ct);
            await SkanAsync(myndighed, Viruskontrol.Venter, ct);
            if (tid.GetUtcNow() is var nu && nu - Hukommelse(Guid.Empty, myndighed).Ryddet > Oprydning)
            {
                Hukommelse(Guid.Empty, myndighed).Ryddet = nu;
                await SkanAsync(myndighed, Viruskontrol.ForStor, ct); // the operator may have raised the scanner's limit
                await FrigivAsync(myndighed, ct);
            }

            return hentet;
        }
        finally
        {
            laas.Release();
        }
    }

    /// <summary>Lets go of what is kept no longer, also in the mailboxes' archives.</summary>
    public async Task FrigivAsync(Authority myndighed, CancellationToken ct)
    {
        while (await myndighed.Queue.RunAsync((FrigivPost act) => act.Udfoer(ct), ct) > 0)
        {
        }

        await using var scope = Scope(myndighed);
        var db = scope.ServiceProvider.GetRequiredService<SagerDb>();
        var dage = await db.Indbakkeopsaetninger.Select(o => (int?)o.Opbevaringsdage).SingleOrDefaultAsync(ct) ?? Indbakkeopsaetning.Standarddage;
        var foer = tid.GetUtcNow().AddDays(-dage).UtcDateTime;
        foreach (var kasse in await db.Postkasser.AsNoTracking().ToListAsync(ct))
        {
            if (Mappe(myndighed, kasse) is not { } sti)
                continue;
            try
            {
                _ = kasse.Art == Postkasseart.Maildir ? new Maildir(sti).Prune(foer) : new DropFolder(sti, indstillinger.Ro).Prune(foer);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                LogFailed(e, myndighed.Key);
            }
        }
    }

    private Kassehukommelse Hukommelse(Guid kasse, Authority myndighed) =>
        _hukommelse.GetOrAdd(kasse == Guid.Empty ? new Guid(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(myndighed.Key)).AsSpan(0, 16)) : kasse, _ => new());

    private string? Mappe(Authority myndighed, Postkasse kasse) => indstillinger.RodFor(myndighed.Key) is { } rod ? PostFolder.Resolve(rod, kasse.Sti) : null;

    private async Task<int> HentAlleAsync(Authority myndighed, CancellationToken ct)
    {
        List<Postkasse> kasser;
        await using (var scope = Scope(myndighed))
            kasser = await scope.ServiceProvider.GetRequiredService<SagerDb>().Postkasser.AsNoTracking().Where(p => p.Aktiv).OrderBy(p => p.Nr).ToListAsync(ct);
        myndighed.StandingWork("post", kasser.Count > 0);
        var hentet = 0;
        var igen = kasser;
        for (var tur = 0; igen.Count > 0 && tur < FlestTure; tur++)
        {
            List<Postkasse> fulde = [];
            foreach (var kasse in igen)
            {
                var antal = await HentAsync(myndighed, kasse, ct);
                hentet += antal;
                if (antal >= Portion)
                    fulde.Add(kasse);
            }

            igen = fulde;
        }

        if (igen.Count > 0)
            Vaek(myndighed); // there is more; the scanner has its turn first
        return hentet;
    }

    /// <summary>One portion of one mailbox. Answers how many files were dealt with.</summary>
    private async Task<int> HentAsync(Authority myndighed, Postkasse kasse, CancellationToken ct)
    {
        var husket = Hukommelse(kasse.Id, myndighed);
        var sti = Mappe(myndighed, kasse);
        if (husket.Sti != sti)
            (husket.Sti, husket.Mappe) = (sti, null);
        string? fejl = null;
        var taget = 0;
        try
        {
            if (sti is null)
                fejl = indstillinger.Rod is null ? "Serveren har ingen mappe til post (Esdh:Post:Rod)." : "Mappen ligger ikke under serverens postmappe.";
            else if (!(kasse.Art == Postkasseart.Maildir ? new Maildir(sti).Exists : Directory.Exists(sti)))
                fejl = kasse.Art == Postkasseart.Maildir ? "Mappen findes ikke endnu, eller den er ingen Maildir. Intet har hentet mail til den." : "Mappen findes ikke.";
            else
                taget = kasse.Art == Postkasseart.Maildir ? await HentMailAsync(myndighed, kasse, new(sti), husket, ct) : await HentScanAsync(myndighed, kasse, husket.Mappe ??= new(sti, indstillinger.Ro), husket, ct);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or DirectoryNotFoundException)
        {
            fejl = "Serveren må ikke læse mappen eller flytte filer i den. Driften skal give den rettigheden.";
            LogFailed(e, myndighed.Key);
        }

        await NoterAsync(myndighed, kasse, husket, fejl, taget > 0, ct);
        return taget;
    }

    private async Task<int> HentMailAsync(Authority myndighed, Postkasse kasse, Maildir maildir, Kassehukommelse husket, CancellationToken ct)
    {
        var taget = 0;
        foreach (var fil in Nye(maildir.Waiting(Portion + husket.Ulaeselige.Count), husket))
        {
            var taget1 = await TagAsync(myndighed, kasse, fil, husket, async indhold => await modtagelse.ModtagMailAsync(myndighed, indhold, ct), (f, nyfil) => $"{nyfil.Indhold.Sha256} {nyfil.Mail?.BeskedId}", ct);
            if (!taget1)
                continue;
            maildir.Archive(fil, tid.GetUtcNow().UtcDateTime);
            taget++;
        }

        return taget;
    }

    private async Task<int> HentScanAsync(Authority myndighed, Postkasse kasse, DropFolder mappe, Kassehukommelse husket, CancellationToken ct)
    {
        var taget = 0;
        foreach (var fil in Nye(mappe.Waiting(Portion + husket.Ulaeselige.Count, tid.GetUtcNow().UtcDateTime), husket))
        {
            if (ErHalvPdf(fil))
                continue; // a scanner that pauses between pages
            var taget1 = await TagAsync(
                myndighed, kasse, fil, husket,
                async indhold => await modtagelse.ProevPostAsync(myndighed, fil.Name, indhold, ct) ?? throw new InvalidException("fil", "Filen er tom."),
                (f, nyfil) => string.Create(CultureInfo.InvariantCulture, $"{nyfil.Indhold.Sha256} {f.Name} {f.Written.Ticks}"), ct);
            if (!taget1)
                continue;
            mappe.Archive(fil, string.Create(CultureInfo.InvariantCulture, $"{tid.GetUtcNow():yyyyMMdd-HHmmss}"), tid.GetUtcNow().UtcDateTime);
            taget++;
        }

        return taget;
    }

    private IEnumerable<WaitingFile> Nye(IReadOnlyList<WaitingFile> filer, Kassehukommelse husket)
    {
        var navne = filer.Select(f => f.Name).ToHashSet(StringComparer.Ordinal);
        foreach (var vaek in husket.Ulaeselige.Keys.Where(n => !navne.Contains(n)).ToList())
            husket.Ulaeselige.Remove(vaek);
        var nu = tid.GetUtcNow();
        return filer.Where(f => !husket.Ulaeselige.TryGetValue(f.Name, out var u) || u.Igen <= nu).Take(Portion);
    }

    /// <summary>Stores a file and puts it in the inbox. False, and remembered with a reason, where that cannot be: the file stays where it lies.</summary>
    private async Task<bool> TagAsync(
        Authority myndighed, Postkasse kasse, WaitingFile fil, Kassehukommelse husket, Func<Stream, Task<OpretDokument.Nyfil>> laes, Func<WaitingFile, OpretDokument.Nyfil, string> noegle, CancellationToken ct)
    {
        try
        {
            OpretDokument.Nyfil nyfil;
            await using (var indhold = new FileStream(fil.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete))
                nyfil = await laes(indhold);
            await myndighed.Queue.RunAsync((ModtagPost act) => act.Udfoer(
                new(Aktoer.Systemet, kasse.Art == Postkasseart.Maildir ? Indbakkekanal.Mail : Indbakkekanal.Scan, nyfil, noegle(fil, nyfil), skanner.IsConfigured, kasse.Id), ct), ct);
            husket.Ulaeselige.Remove(fil.Name);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false; // renamed meanwhile by whoever fills the folder: seen again at the next turn
        }
        catch (Exception e) when (e is InvalidException or ContentTooLargeException or UnauthorizedAccessException or NotFoundException)
        {
            var grund = e switch
            {
                InvalidException ugyldig => string.Join(' ', ugyldig.Errors.Values.SelectMany(t => t)),
                ContentTooLargeException => $"Den er større end {Ord.Stoerrelse(modtagelse.StoersteFil)}, som er grænsen for en fil.",
                NotFoundException => "Postkassen er ændret imens.",
                _ => "Serveren må ikke læse den.",
            };
            husket.Ulaeselige[fil.Name] = (grund, tid.GetUtcNow() + Proevigen);
            return false;
        }
#pragma warning disable CA1031 // one message that cannot be taken must not keep the others
        catch (Exception e) when (!ct.IsCancellationRequested)
        {
            LogFailed(e, myndighed.Key);
            husket.Ulaeselige[fil.Name] = ("Den kan ikke læses eller gemmes lige nu. Det prøves igen om lidt. Bliver det ved, så spørg driften.", tid.GetUtcNow() + Skrivepause);
            return false;
        }
#pragma warning restore CA1031
    }

    private bool ErHalvPdf(WaitingFile fil)
    {
        if (!fil.Name.EndsWith(".pdf", StringComparison.OrdinalIgnoreCase) || tid.GetUtcNow().UtcDateTime - fil.Written > Halvpdf)
            return false;
        try
        {
            using var indhold = new FileStream(fil.Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            return FileInspector.Inspect(indhold, fil.Name).Has(FileMark.Broken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false; // taking it will tell
        }
    }

    /// <summary>How it went, for the mailbox's page: at once where something is different, else once a minute.</summary>
    private async Task NoterAsync(Authority myndighed, Postkasse kasse, Kassehukommelse husket, string? fejl, bool kom, CancellationToken ct)
    {
        List<Ulaeselig> ulaeselige = [.. husket.Ulaeselige.OrderBy(u => u.Key, StringComparer.Ordinal).Take(20).Select(u => new Ulaeselig(Titeltekst.Ren(u.Key), u.Value.Grund))];
        var stand = fejl + "|" + string.Join('|', ulaeselige);
        var nu = tid.GetUtcNow();
        if (stand == husket.Stand && !kom && nu - husket.Skrevet < Skrivepause)
            return;
        (husket.Stand, husket.Skrevet) = (stand, nu);
        await myndighed.Queue.RunAsync((NoterHentning act) => act.Udfoer(new(kasse.Id, fejl, ulaeselige), ct), ct);
    }

    /// <summary>Has what waits scanned, until the scanner no longer answers. What an Outlook file was made into is asked about too.</summary>
    private async Task SkanAsync(Authority myndighed, Viruskontrol hvilke, CancellationToken ct)
    {
        if (!skanner.IsConfigured)
            return;
        for (var sidste = 0; ;)
        {
            List<(Guid Id, int Nr, List<string> Indhold)> venter;
            await using (var scope = Scope(myndighed))
            {
                var db = scope.ServiceProvider.GetRequiredService<SagerDb>();
                // Uden for adgang: the server itself, for all.
                venter = [.. (await db.Indbakkeposter.Where(p => p.Kontrol == hvilke && p.Nr > sidste && p.Frigivet == null).OrderBy(p => p.Nr).Take(Skanninger)
                    .Select(p => new { p.Id, p.Nr, Indhold = db.Indbakkefiler.Where(f => f.PostId == p.Id && (f.Nummer == 1 || f.ErOmsat)).Select(f => f.Sha256).ToList() }).ToListAsync(ct)).Select(p => (p.Id, p.Nr, p.Indhold))];
            }

            foreach (var (id, nr, indhold) in venter)
            {
                sidste = nr;
                var svar = await SkanAsync(myndighed, indhold, ct);
                if (svar.Verdict == ScanVerdict.Unavailable)
                {
                    LogNoScanner(svar.Signature ?? "");
                    return;
                }

                var udfald = svar.Verdict switch { ScanVerdict.Clean => Viruskontrol.Ren, ScanVerdict.Infected => Viruskontrol.Inficeret, _ => Viruskontrol.ForStor };
                if (udfald != hvilke)
                    await myndighed.Queue.RunAsync((NoterPostskanning act) => act.Udfoer(new(id, udfald, svar.Signature), ct), ct);
            }

            if (venter.Count < Skanninger)
                return;
        }
    }

    /// <summary>The worst of them.</summary>
    private async Task<ScanResult> SkanAsync(Authority myndighed, IReadOnlyList<string> indhold, CancellationToken ct)
    {
        var vaerst = new ScanResult(ScanVerdict.Clean);
        foreach (var sha256 in indhold)
        {
            await using var fil = myndighed.Content.OpenRead(sha256);
            var svar = await skanner.ScanAsync(fil, ct);
            if (svar.Verdict is ScanVerdict.Infected or ScanVerdict.Unavailable)
                return svar;
            if (svar.Verdict != ScanVerdict.Clean)
                vaerst = svar;
        }

        return vaerst;
    }

    private AsyncServiceScope Scope(Authority myndighed)
    {
        var scope = scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
        return scope;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Key}: post could not be fetched. It is tried again.")]
    private partial void LogFailed(Exception error, string key);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The virus scanner does not answer: {Why}. Post waits.")]
    private partial void LogNoScanner(string why);
}
