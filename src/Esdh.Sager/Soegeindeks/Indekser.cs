using System.Collections.Concurrent;
using System.Globalization;
using System.Threading.Channels;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Sager.Storage;
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
    private readonly Channel<bool> _vaek = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly Channel<bool> _tekstvaek = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentDictionary<string, bool> _iGang = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _laesere = new(Laesere, Laesere);
    private readonly CancellationTokenSource _lukker = new();
    private readonly TaskCompletionSource _aaben = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _frem = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _byggetSiden;
    private double _andel = -1;
    private int _mangler;
    private Task _loekke = Task.CompletedTask;
    private Indekslaas? _laas;

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

    /// <summary>Answers when there is an index to search in, however little it holds.</summary>
    public Task AabenAsync(CancellationToken ct) => _aaben.Task.WaitAsync(ct);

    public void Start()
    {
        using (ExecutionContext.SuppressFlow())
            _loekke = Task.Run(() => Task.WhenAll(FoelgAsync(_lukker.Token), TeksterAsync(_lukker.Token)));
        Vaek();
    }

    /// <summary>The database is gone or broken: it is made anew.</summary>
    public void Mangler()
    {
        if (Interlocked.Exchange(ref _mangler, 1) == 0)
            LogMissing(_myndighed.Key);
        Vaek();
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

    /// <summary>These documents' files are to be read once more.</summary>
    public async Task LaesIgenAsync(IReadOnlyCollection<int> dokumenter, CancellationToken ct)
    {
        await using var scope = Scope();
        var poster = await scope.ServiceProvider.GetRequiredService<Indekskilde>().DokumenterAsync(dokumenter, ct);
        await _skriver.GlemIndholdAsync([.. poster.SelectMany(p => p.Filer.Select(f => f.Sha256)).Distinct()], [.. poster.Select(p => p.Ting)], ct);
        _tekstvaek.Writer.TryWrite(true);
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

    private void Vaek() => _vaek.Writer.TryWrite(true);

    private AsyncServiceScope Scope()
    {
        var scope = _scopes.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(_myndighed);
        return scope;
    }

    private async Task FoelgAsync(CancellationToken ct)
    {
        var genopbygger = Task.CompletedTask;
        try
        {
            while (true)
            {
                try
                {
                    _laas ??= await Indekslaas.TagAsync(_myndighed, _provider, ct);
                    if (_laas is not null)
                    {
                        await FremAsync(ct);
                        if (genopbygger.IsCompleted && (Genopbygning.ErBestilt(_myndighed) || await Soegelager.Kommende(_myndighed, _provider).FindesAsync(ct)))
                            genopbygger = Task.Run(() => GenopbygAsync(ct), CancellationToken.None);
                    }
                    else if (await Lager.FindesAsync(ct))
                    {
                        await _skriver.LaesStandAsync(ct); // another has the task
                        Naaet();
                    }
                }
                catch (SoegeindeksMangler)
                {
                    Mangler();
                }
#pragma warning disable CA1031 // tried again
                catch (Exception fejl) when (!ct.IsCancellationRequested)
                {
                    LogFailed(fejl, _myndighed.Key);
                    await Task.Delay(Rundgang, ct);
                }
#pragma warning restore CA1031
                using var frist = CancellationTokenSource.CreateLinkedTokenSource(ct);
                frist.CancelAfter(_laas is null ? Rundgang / 4 : Rundgang);
                try
                {
                    await _vaek.Reader.ReadAsync(frist.Token);
                }
                catch (OperationCanceledException) when (!ct.IsCancellationRequested)
                {
                    // Time to look again.
                }
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
            await _skriver.AabnAsync(ct);
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
            await BygAsync(_skriver, scope.ServiceProvider, ct);
        while (await _skriver.FremAsync(scope.ServiceProvider, ct))
            Naaet();
        Naaet();
        _tekstvaek.Writer.TryWrite(true);
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
            await ny.AabnAsync(ct);
            Genopbygning.Begyndt(_myndighed); // from now on it is the half-built index itself that says so
            LogRebuilding(_myndighed.Key);
            await using (var scope = Scope())
                await BygAsync(ny, scope.ServiceProvider, ct);
            await using (var scope = Scope())
            {
                while (await ny.FremAsync(scope.ServiceProvider, ct))
                {
                }

                while (await ny.KoeAsync(scope.ServiceProvider, ct))
                {
                }
            }

            await Lager.ErstatMedAsync(ny.Lager, ct);
            await _skriver.LaesStandAsync(ct);
            Vaek();
            LogRebuilt(_myndighed.Key);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            await ny.Lager.DisposeAsync(); // it goes on at the next start
        }
        catch (SoegeindeksMangler fejl)
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
                using (var frist = CancellationTokenSource.CreateLinkedTokenSource(ct))
                {
                    frist.CancelAfter(TimeSpan.FromSeconds(30));
                    try
                    {
                        await _tekstvaek.Reader.ReadAsync(frist.Token);
                    }
                    catch (OperationCanceledException) when (!ct.IsCancellationRequested)
                    {
                        // Time to look again.
                    }
                }

                try
                {
                    if (_laas is not null && ErKlar)
                        await TeksterNuAsync(ct);
                }
                catch (SoegeindeksMangler)
                {
                    Mangler();
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
            var poster = await kilde.DokumenterAsync([.. venter.Select(v => v.Ting.Ref).Distinct()], ct);
            var kendte = await _skriver.IndholdAsync([.. poster.SelectMany(p => p.Filer.Select(f => f.Sha256)).Distinct()], ct);
            var gaaet = venter.Select(v => v.Ting).Except(poster.Select(p => p.Ting)).ToList(); // meanwhile
            // Before files are read, which may take long: rows are written as they were found a moment ago.
            var klar = poster.FindAll(p => p.Filer.All(f => kendte.ContainsKey(f.Sha256)));
            if (klar.Count > 0 || gaaet.Count > 0)
                await _skriver.OpdaterAsync(klar, gaaet, ct);
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

    private async Task LaesFilAsync(Indeksfil fil, CancellationToken ct)
    {
        try
        {
            Udtraek udtraek;
            try
            {
                udtraek = await _tekstlaeser.LaesAsync(_myndighed.Content.PathOf(fil.Sha256), fil, ct);
            }
#pragma warning disable CA1031 // whatever a file does to its reader, the next is read
            catch (Exception fejl) when (!ct.IsCancellationRequested)
            {
                LogUnread(fejl, _myndighed.Key, fil.Sha256);
                udtraek = new("Fejl", "Teksten kunne ikke læses på grund af en fejl.", null);
            }
#pragma warning restore CA1031
            await _skriver.GemIndholdAsync(fil.Sha256, udtraek.Tilstand, udtraek.Grund, udtraek.Tekst, ct);
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
            _tekstvaek.Writer.TryWrite(true);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Key}: the search index is gone or broken, and is built anew.")]
    private partial void LogMissing(string key);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Key}: a new search index is being built.")]
    private partial void LogRebuilding(string key);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Key}: the new search index has taken the old one's place.")]
    private partial void LogRebuilt(string key);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Key}: the search index could not be written; it is tried again.")]
    private partial void LogFailed(Exception error, string key);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Key}: the text of {Sha256} could not be read.")]
    private partial void LogUnread(Exception error, string key, string sha256);
}

/// <summary>One process at a time writes an authority's index: it has the file, or the server's lock, for as long as it lives.</summary>
internal sealed class Indekslaas : IAsyncDisposable
{
    private readonly IAsyncDisposable _holder;

    private Indekslaas(IAsyncDisposable holder) => _holder = holder;

    /// <returns>Null where another process has it.</returns>
    public static async Task<Indekslaas?> TagAsync(Authority myndighed, Provider provider, CancellationToken ct)
    {
        if (provider == Provider.Sqlite)
        {
            try
            {
                return new(new FileStream(Path.Combine(myndighed.Folder, "soegning.laas"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
            }
            catch (IOException)
            {
                return null;
            }
        }

        var forbindelse = myndighed.OpenReader();
        try
        {
            await using var command = forbindelse.CreateCommand();
            command.CommandText = "select pg_try_advisory_lock(hashtext('esdh soegning'))";
            if (await command.ExecuteScalarAsync(ct) is true)
                return new(forbindelse);
        }
        catch
        {
            await forbindelse.DisposeAsync();
            throw;
        }

        await forbindelse.DisposeAsync();
        return null;
    }

    public ValueTask DisposeAsync() => _holder.DisposeAsync();
}

/// <summary>That an index is to be built anew, said by a file so that a command can say it to a running server.</summary>
internal static class Genopbygning
{
    public static void Bestil(Authority myndighed) => File.WriteAllBytes(Sti(myndighed), []);

    public static bool ErBestilt(Authority myndighed) => File.Exists(Sti(myndighed));

    public static void Begyndt(Authority myndighed) => File.Delete(Sti(myndighed));

    private static string Sti(Authority myndighed) => Path.Combine(myndighed.Folder, "soegning.genopbyg");
}
