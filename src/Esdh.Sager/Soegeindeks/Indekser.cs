using System.Collections.Concurrent;
using System.Globalization;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Esdh.Sager.Soegeindeks;

/// <summary>
/// Keeps one authority's index: events as they come, texts after them, and a new index beside the old when that is asked for. One process at a time has this
/// task; others search in what it writes.
/// </summary>
internal sealed partial class Indekser : IAsyncDisposable
{
    /// <summary>So often is looked for what no commit here told of.</summary>
    private static readonly TimeSpan Rundgang = TimeSpan.FromSeconds(1);

    /// <summary>So often is looked for pictures to read.</summary>
    private static readonly TimeSpan Billedpause = TimeSpan.FromSeconds(5);

    /// <summary>Files that are read at the same time.</summary>
    private const int Laesere = 2;

    /// <summary>A search does not wait for an index that has been under construction for so long.</summary>
    private static readonly TimeSpan Kort = TimeSpan.FromSeconds(3);

    private readonly Authority _myndighed;
    private readonly Provider _provider;
    private readonly IServiceScopeFactory _scopes;
    private readonly Tekstlaeser _tekstlaeser;
    private readonly TimeProvider _tid;
    private readonly ILogger _logger;
    private readonly Indeksskriver _skriver;
    private readonly WakeSignal _vaek = new();
    private readonly WakeSignal _tekstvaek = new();
    private readonly ConcurrentDictionary<string, bool> _iGang = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _laesere = new(Laesere, Laesere);
    private readonly CancellationTokenSource _lukker = new();
    private readonly TaskCompletionSource _aaben = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _frem = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _byggetSiden;
    private double _andel = -1;
    private double _nytAndel = -1;
    private int _mangler;
    private int _samles;
    private Task _loekke = Task.CompletedTask;
    private HeldAlone? _laas;

    public Indekser(Authority myndighed, Provider provider, IServiceScopeFactory scopes, Tekstlaeser tekstlaeser, TimeProvider tid, ILogger logger)
    {
        (_myndighed, _provider, _scopes, _tekstlaeser, _tid, _logger) = (myndighed, provider, scopes, tekstlaeser, tid, logger);
        _skriver = new(Soegelager.Nuvaerende(myndighed, provider), tid);
        _byggetSiden = tid.GetTimestamp();
        myndighed.Queue.Committed += Vaek;
    }

    public Soegelager Lager => _skriver.Lager;

    public Indeksskriver Skriver => _skriver;

    /// <summary>Something was written: new hits may be looked for.</summary>
    public event Action? Skrevet;

    /// <summary>This process writes the index, and does what follows from that.</summary>
    public bool HarOpgaven => _laas is not null;

    /// <summary>Everything there was when the index was begun is in it.</summary>
    public bool ErKlar => _skriver.Stand.ErKlar && Volatile.Read(ref _mangler) == 0;

    /// <summary>How much of a construction is done, in percent; null where that is not known.</summary>
    public double? Andel => Volatile.Read(ref _andel) is var andel && andel < 0 ? null : Math.Min(99, andel);

    /// <summary>There is an index to search in, however little it holds.</summary>
    public bool ErAaben => _aaben.Task.IsCompletedSuccessfully;

    /// <summary>Waits so long for <see cref="ErAaben"/>.</summary>
    public async Task AabenAsync(TimeSpan hoejst, CancellationToken ct)
    {
        if (!ErAaben)
            await Task.WhenAny(_aaben.Task, Task.Delay(hoejst, ct));
        ct.ThrowIfCancellationRequested();
    }

    public void Start()
    {
        using (ExecutionContext.SuppressFlow())
            _loekke = Task.Run(() => Task.WhenAll(FoelgAsync(_lukker.Token), TeksterAsync(_lukker.Token), BillederAsync(_lukker.Token)));
        Vaek();
    }

    /// <summary>The database is gone or broken: it is made anew. One that only could not be opened now is tried again.</summary>
    /// <returns>Whether that was news, and something is done about it at once.</returns>
    public bool Mangler(SoegeindeksMangler hvorfor)
    {
        if (!ErAaben || !hvorfor.ErVaek || Interlocked.Exchange(ref _mangler, 1) == 1)
            return false;
        LogMissing(hvorfor.InnerException, _myndighed.Key);
        Vaek();
        return true;
    }

    /// <summary>Waits until the index has taken in the event of this number.</summary>
    public async Task<bool> NaarAsync(long nr, TimeSpan hoejst, CancellationToken ct)
    {
        var begyndt = _tid.GetTimestamp();
        while (true)
        {
            var frem = Volatile.Read(ref _frem).Task;
            if (ErKlar && _skriver.Stand.Efter >= nr)
                return true;
            var rest = hoejst - _tid.GetElapsedTime(begyndt);
            if (rest <= TimeSpan.Zero || (!ErKlar && _tid.GetElapsedTime(Volatile.Read(ref _byggetSiden)) > Kort))
                return false;
            Vaek();
            try
            {
                await frem.WaitAsync(rest, ct);
            }
            catch (TimeoutException)
            {
                return false;
            }
        }
    }

    /// <summary>How the texts of these contents stand; those not read yet are not there, and none is while the index cannot be read.</summary>
    public async Task<IReadOnlyDictionary<string, Indholdsstand>> TeksterAsync(IReadOnlyCollection<string> sha256, CancellationToken ct)
    {
        if (!ErAaben)
            return new Dictionary<string, Indholdsstand>();
        try
        {
            return await Lager.LaesAsync(kommando => Indeksskriver.IndholdAsync(kommando, Lager.ErSqlite, sha256, ct), ct);
        }
        catch (SoegeindeksMangler e)
        {
            Mangler(e);
            return new Dictionary<string, Indholdsstand>();
        }
    }

    /// <summary>Those of a document's files that were not read, or not all of them, are to be read once more, for every document that has them.</summary>
    /// <returns>False where there is no index to read them to now: they are read when it is built.</returns>
    public async Task<bool> LaesIgenAsync(Guid dokument, CancellationToken ct)
    {
        if (!ErAaben)
            return false;
        await using var scope = Scope();
        var kilde = scope.ServiceProvider.GetRequiredService<Indekskilde>();
        var filer = (await kilde.DokumenterAsync((await kilde.DokumentnumreAsync([dokument], ct)).Values, ct)).SelectMany(p => p.Filer.Select(f => f.Sha256)).ToHashSet(StringComparer.Ordinal);
        try
        {
            foreach (var (sha256, stand) in await _skriver.IndholdAsync(filer, ct))
            {
                if (stand.KanProevesIgen)
                    await GlemAsync(kilde, sha256, ct);
            }
        }
        catch (SoegeindeksMangler e)
        {
            Mangler(e);
            return false;
        }

        _tekstvaek.Raise();
        return true;
    }

    /// <summary>Files that could not be read are to be read once more, so many at a time.</summary>
    /// <returns>How many; null where there is no index to read them to now.</returns>
    public async Task<int?> LaesUlaesteIgenAsync(int hoejst, CancellationToken ct)
    {
        if (!ErAaben)
            return null;
        try
        {
            await using var scope = Scope();
            var ulaeste = await _skriver.UlaesteAsync(hoejst, ct);
            foreach (var sha256 in ulaeste)
                await GlemAsync(scope.ServiceProvider.GetRequiredService<Indekskilde>(), sha256, ct);
            _tekstvaek.Raise();
            return ulaeste.Count;
        }
        catch (SoegeindeksMangler e)
        {
            Mangler(e);
            return null;
        }
    }

    /// <summary>A new index is to be built beside this one.</summary>
    public void Genopbyg()
    {
        Genopbygning.Bestil(_myndighed);
        Vaek();
    }

    /// <summary>How it stands, for who looks after it.</summary>
    /// <param name="hoejst">Nothing is counted further than this.</param>
    public async Task<Indeksstatus> StatusAsync(int hoejst, CancellationToken ct)
    {
        var bestilt = Genopbygning.ErBestilt(_myndighed);
        var nytAndel = Volatile.Read(ref _nytAndel);
        if (!ErAaben)
            return new(false, false, null, bestilt, null, 0, 0, 0, new Dictionary<string, int>());
        try
        {
            var (tekster, billeder, ulaeste) = await Lager.LaesAsync(kommando => Indeksskriver.VenterAsync(kommando, hoejst, ct), ct);
            await using var scope = Scope();
            var efter = _skriver.Stand.Efter;
            var bagud = await scope.ServiceProvider.GetRequiredService<CoreDb>().Haendelser.Where(h => h.Nr > efter).OrderBy(h => h.Nr).Take(hoejst).CountAsync(ct);
            return new(true, ErKlar, Andel, bestilt || nytAndel >= 0 || await Soegelager.Kommende(_myndighed, _provider).FindesAsync(ct), nytAndel < 0 ? null : Math.Min(99, nytAndel), bagud, tekster, billeder, ulaeste);
        }
        catch (SoegeindeksMangler e)
        {
            Mangler(e);
            return new(true, false, Andel, bestilt, null, 0, 0, 0, new Dictionary<string, int>());
        }
    }

    private async Task GlemAsync(Indekskilde kilde, string sha256, CancellationToken ct)
    {
        for (var efter = 0; ;)
        {
            var numre = await kilde.DokumenterMedIndholdAsync(sha256, efter, ct);
            if (numre.Count == 0)
                return;
            await _skriver.GlemIndholdAsync([sha256], [.. (await kilde.DokumenterAsync(numre, ct)).Select(p => p.Ting)], ct);
            efter = numre[^1];
        }
    }

    public async ValueTask DisposeAsync()
    {
        _myndighed.Queue.Committed -= Vaek;
        await _lukker.CancelAsync();
        await _loekke;
        await Lager.DisposeAsync();
        if (_laas is not null)
            await _laas.DisposeAsync();
        _lukker.Dispose();
        _laesere.Dispose();
    }

    /// <summary>A second, and up to half a minute where it goes on failing.</summary>
    private static TimeSpan Pause(int forgaeves) => TimeSpan.FromSeconds(Math.Min(30, 1 << Math.Min(forgaeves - 1, 5)));

    private void Vaek() => _vaek.Raise();

    private AsyncServiceScope Scope()
    {
        var scope = _scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(_myndighed);
        return scope;
    }

    private async Task FoelgAsync(CancellationToken ct)
    {
        var genopbygger = Task.CompletedTask;
        var forgaeves = 0;
        try
        {
            while (true)
            {
                try
                {
                    _laas ??= await _myndighed.TryHoldAsync(Genopbygning.Opgave, ct);
                    if (_laas is not null)
                    {
                        await FremAsync(ct);
                        forgaeves = 0;
                        if (genopbygger.IsCompleted && (Genopbygning.ErBestilt(_myndighed) || await Soegelager.Kommende(_myndighed, _provider).FindesAsync(ct)))
                            genopbygger = Task.Run(() => GenopbygAsync(ct), CancellationToken.None);
                    }
                    else if (await Lager.FindesAsync(ct))
                    {
                        await _skriver.LaesStandAsync(ct); // another has the task
                        Naaet();
                    }
                }
                catch (SoegeindeksMangler fejl)
                {
                    if (!Mangler(fejl))
                    {
                        LogFailed(fejl, _myndighed.Key);
                        await Task.Delay(Pause(++forgaeves), ct);
                    }
                }
#pragma warning disable CA1031 // tried again
                catch (Exception fejl) when (!ct.IsCancellationRequested)
                {
                    LogFailed(fejl, _myndighed.Key);
                    if (_provider == Provider.Postgresql && _laas is { } laas)
                    {
                        _laas = null; // with the connection the lock may be gone
                        await laas.DisposeAsync();
                    }

                    await Task.Delay(Pause(++forgaeves), ct);
                }
#pragma warning restore CA1031
                await _vaek.WaitAsync(_laas is null ? Rundgang / 4 : Rundgang, ct);
            }
        }
        catch (OperationCanceledException)
        {
            await genopbygger;
        }
    }

    private async Task FremAsync(CancellationToken ct)
    {
        if (!_aaben.Task.IsCompleted)
        {
            await _skriver.AabnAsync(ogsaaGammel: true, ct);
            if (Lager.ErGammel)
                Genopbygning.Bestil(_myndighed);
            _aaben.TrySetResult();
        }

        if (Volatile.Read(ref _mangler) == 1)
        {
            Volatile.Write(ref _byggetSiden, _tid.GetTimestamp());
            await _skriver.BegyndForfraAsync(ct);
            Interlocked.Exchange(ref _mangler, 0);
        }

        Lager.Kontroller();
        await using var scope = Scope();
        if (!_skriver.Stand.ErKlar)
        {
            await BygAsync(_skriver, scope.ServiceProvider, ct);
            Interlocked.Exchange(ref _samles, 1);
        }

        while (await _skriver.FremAsync(scope.ServiceProvider, ct))
            Naaet();
        Naaet();
        _tekstvaek.Raise();
    }

    private async Task BygAsync(Indeksskriver skriver, IServiceProvider tjenester, CancellationToken ct)
    {
        var ialt = Math.Max(1, await tjenester.GetRequiredService<Indekskilde>().OmfangAsync(ct));
        while (true)
        {
            await using var scope = Scope();
            if (!await skriver.BygAsync(scope.ServiceProvider, ct))
                break;
            var s = skriver.Stand.Sted;
            Volatile.Write(ref _andel, 100.0 * ((long)s.Sag + s.Dokument + s.Notat + s.Part) / ialt);
        }

        Volatile.Write(ref _andel, -1);
    }

    /// <summary>Builds an index beside the one that is searched in, and puts it in its place. What a stop left goes on where it was.</summary>
    private async Task GenopbygAsync(CancellationToken ct)
    {
        var ny = new Indeksskriver(Soegelager.Kommende(_myndighed, _provider), _tid) { Forgaenger = Lager };
        try
        {
            await ny.AabnAsync(ogsaaGammel: false, ct);
            Genopbygning.Begyndt(_myndighed); // from now on it is the half-built index itself that says so
            LogRebuilding(_myndighed.Key);
            long ialt;
            await using (var scope = Scope())
                ialt = Math.Max(1, await scope.ServiceProvider.GetRequiredService<Indekskilde>().OmfangAsync(ct));
            await Genopbygning.UdfoerAsync(ny, Scope, n => Volatile.Write(ref _nytAndel, 100.0 * n / ialt), ct);
            await Lager.ErstatMedAsync(ny.Lager, ct);
            await _skriver.LaesStandAsync(ct);
            Vaek();
            LogRebuilt(_myndighed.Key);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await ny.Lager.DisposeAsync(); // it goes on at the next start
        }
        catch (SoegeindeksMangler fejl) when (fejl.ErVaek)
        {
            LogFailed(fejl, _myndighed.Key);
            await ny.Lager.DisposeAsync();
            await ny.Lager.SletAsync(CancellationToken.None);
            Genopbygning.Bestil(_myndighed);
        }
#pragma warning disable CA1031 // tried again: the half-built index is still there
        catch (Exception fejl)
        {
            LogFailed(fejl, _myndighed.Key);
            await ny.Lager.DisposeAsync();
        }
#pragma warning restore CA1031
        finally
        {
            Volatile.Write(ref _nytAndel, -1);
        }
    }

    private void Naaet()
    {
        _aaben.TrySetResult();
        Interlocked.Exchange(ref _frem, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        Skrevet?.Invoke();
    }

    /// <summary>Rows in the line, then the texts of files: after the metadata, and never in their way for longer than a portion.</summary>
    private async Task TeksterAsync(CancellationToken ct)
    {
        try
        {
            await _aaben.Task.WaitAsync(ct);
            while (true)
            {
                await _tekstvaek.WaitAsync(TimeSpan.FromSeconds(30), ct);
                try
                {
                    if (_laas is not null && ErKlar)
                        await TeksterNuAsync(ct);
                }
                catch (SoegeindeksMangler fejl)
                {
                    Mangler(fejl);
                }
#pragma warning disable CA1031 // tried again
                catch (Exception fejl) when (!ct.IsCancellationRequested)
                {
                    LogFailed(fejl, _myndighed.Key);
                    await Task.Delay(Rundgang, ct);
                }
#pragma warning restore CA1031
            }
        }
        catch (OperationCanceledException)
        {
            for (var i = 0; i < Laesere; i++)
                await _laesere.WaitAsync(CancellationToken.None); // those that read are done
        }
    }

    private async Task TeksterNuAsync(CancellationToken ct)
    {
        while (true)
        {
            await using var scope = Scope();
            if (!await _skriver.KoeAsync(scope.ServiceProvider, ct))
                break;
        }

        for (var foer = long.MaxValue; ;)
        {
            var venter = await _skriver.VenterPaaTekstAsync(foer, ct);
            if (venter.Count == 0)
                break;
            foer = venter[^1].Nr;
            await using var scope = Scope();
            var kilde = scope.ServiceProvider.GetRequiredService<Indekskilde>();
            List<Indekspost> poster;
            Dictionary<string, Indholdsstand> kendte;
            using (var fra = _skriver.Laes())
            {
                poster = await kilde.DokumenterAsync([.. venter.Select(v => v.Ting.Ref).Distinct()], ct);
                kendte = await _skriver.IndholdAsync([.. poster.SelectMany(p => p.Filer.Select(f => f.Sha256)).Distinct()], ct);
                var gaaet = venter.Select(v => v.Ting).Except(poster.Select(p => p.Ting)).ToList(); // meanwhile
                // Before files are read, which may take long: rows are written as they were found a moment ago.
                var klar = poster.FindAll(p => p.Filer.All(f => kendte.ContainsKey(f.Sha256)));
                if (klar.Count > 0 || gaaet.Count > 0)
                    await _skriver.OpdaterAsync(fra, klar, gaaet, ct);
            }

            foreach (var fil in poster.SelectMany(p => p.Filer).DistinctBy(f => f.Sha256).Where(f => !kendte.ContainsKey(f.Sha256)))
            {
                if (!_iGang.TryAdd(fil.Sha256, true))
                    continue;
                await _laesere.WaitAsync(ct);
                _ = Task.Run(() => LaesFilAsync(fil, ct), CancellationToken.None);
            }
        }

        Skrevet?.Invoke();
    }

    private async Task<Udtraek> UdtraekAsync(Indeksfil fil, bool medBilleder, CancellationToken ct)
    {
        try
        {
            return await _tekstlaeser.LaesAsync(_myndighed.Content.PathOf(fil.Sha256), fil.Filnavn, medBilleder, ct);
        }
#pragma warning disable CA1031 // whatever a file does to its reader, the next is read
        catch (Exception fejl) when (!ct.IsCancellationRequested)
        {
            LogUnread(fejl, _myndighed.Key, fil.Sha256);
            return new(Indholdsstand.Fejl, "Teksten kunne ikke læses på grund af en fejl på serveren.", null, false);
        }
#pragma warning restore CA1031
    }

    /// <summary>What can wait: an index that was built is gathered, and what stands in pictures is read, one file at a time, when its other text is in the index already.</summary>
    private async Task BillederAsync(CancellationToken ct)
    {
        try
        {
            await _aaben.Task.WaitAsync(ct);
            while (true)
            {
                await Task.Delay(Billedpause, ct);
                try
                {
                    if (_laas is null || !ErKlar)
                        continue;
                    if (Interlocked.Exchange(ref _samles, 0) == 1)
                    {
                        for (var foerst = true; await _skriver.SamlAsync(foerst, ct); foerst = false)
                        {
                        }
                    }

                    foreach (var sha256 in await _skriver.MedUlaesteBillederAsync(ct))
                    {
                        await using var scope = Scope();
                        await BilledAsync(scope.ServiceProvider.GetRequiredService<Indekskilde>(), sha256, ct);
                    }
                }
                catch (SoegeindeksMangler fejl)
                {
                    Mangler(fejl);
                }
#pragma warning disable CA1031 // tried again
                catch (Exception fejl) when (!ct.IsCancellationRequested)
                {
                    LogFailed(fejl, _myndighed.Key);
                }
#pragma warning restore CA1031
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task BilledAsync(Indekskilde kilde, string sha256, CancellationToken ct)
    {
        var numre = await kilde.DokumenterMedIndholdAsync(sha256, 0, ct);
        var fil = (await kilde.DokumenterAsync([.. numre.Take(1)], ct)).SelectMany(p => p.Filer).FirstOrDefault(f => f.Sha256 == sha256);
        await _skriver.GemIndholdAsync(sha256, fil is null ? new(Indholdsstand.Tom, null, null, false) : await UdtraekAsync(fil, medBilleder: true, ct), ct);
        for (; numre.Count > 0; numre = await kilde.DokumenterMedIndholdAsync(sha256, numre[^1], ct))
        {
            foreach (var del in numre.Chunk(50))
                await _skriver.OpdaterAsync(kilde, [.. (await kilde.DokumenterAsync(del, ct)).Select(p => p.Ting)], ct);
        }
    }

    private async Task LaesFilAsync(Indeksfil fil, CancellationToken ct)
    {
        try
        {
            await _skriver.GemIndholdAsync(fil.Sha256, await UdtraekAsync(fil, medBilleder: false, ct), ct);
        }
#pragma warning disable CA1031 // the database is gone, or the server stops: it is read again
        catch (Exception fejl)
        {
            if (!ct.IsCancellationRequested)
                LogFailed(fejl, _myndighed.Key);
        }
#pragma warning restore CA1031
        finally
        {
            _iGang.TryRemove(fil.Sha256, out _);
            _laesere.Release();
            _tekstvaek.Raise();
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Key}: the search index is gone or broken, and is built anew.")]
    private partial void LogMissing(Exception? error, string key);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Key}: a new search index is being built.")]
    private partial void LogRebuilding(string key);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Key}: the new search index has taken the old one's place.")]
    private partial void LogRebuilt(string key);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Key}: the search index could not be written; it is tried again.")]
    private partial void LogFailed(Exception error, string key);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Key}: the text of {Sha256} could not be read.")]
    private partial void LogUnread(Exception error, string key, string sha256);
}

/// <summary>How an index stands.</summary>
/// <param name="ErAaben">There is one.</param>
/// <param name="ErKlar">Everything is in it but what waits.</param>
/// <param name="Andel">How much of one that is built from nothing is done, in percent, where that is known.</param>
/// <param name="Genopbygges">A new one is being built beside it, or is about to be.</param>
/// <param name="NytAndel">How much of that.</param>
/// <param name="Bagud">Events it has not taken in.</param>
/// <param name="Tekster">Documents that wait for the text of a file.</param>
/// <param name="Billeder">Files with pictures that wait to be read.</param>
/// <param name="Ulaeste">Files that could not be read, by <see cref="Indholdsstand.Tilstand"/>.</param>
internal sealed record Indeksstatus(bool ErAaben, bool ErKlar, double? Andel, bool Genopbygges, double? NytAndel, int Bagud, int Tekster, int Billeder, IReadOnlyDictionary<string, int> Ulaeste);

/// <summary>That an index is to be built anew, said by a file so that a command can say it to a running server.</summary>
internal static class Genopbygning
{
    /// <summary>Who holds it writes the index; see <see cref="Authority.TryHoldAsync"/>.</summary>
    public const string Opgave = "soegning";

    public static void Bestil(Authority myndighed) => File.WriteAllBytes(Sti(myndighed), []);

    /// <summary>Fills an index: the tables, then what has happened meanwhile.</summary>
    /// <param name="gennemgaaet">Told how many things have been gone through.</param>
    public static async Task UdfoerAsync(Indeksskriver ny, Func<AsyncServiceScope> scopes, Action<long> gennemgaaet, CancellationToken ct)
    {
        for (var flere = true; flere;)
        {
            await using var scope = scopes();
            flere = await ny.BygAsync(scope.ServiceProvider, ct);
            var s = ny.Stand.Sted;
            gennemgaaet((long)s.Sag + s.Dokument + s.Notat + s.Part);
        }

        for (var foerst = true; await ny.SamlAsync(foerst, ct); foerst = false)
        {
        }

        await using var sidste = scopes();
        while (await ny.FremAsync(sidste.ServiceProvider, ct))
        {
        }

        while (await ny.KoeAsync(sidste.ServiceProvider, ct))
        {
        }
    }

    public static bool ErBestilt(Authority myndighed) => File.Exists(Sti(myndighed));

    public static void Begyndt(Authority myndighed) => File.Delete(Sti(myndighed));

    private static string Sti(Authority myndighed) => Path.Combine(myndighed.Folder, "soegning.genopbyg");
}
