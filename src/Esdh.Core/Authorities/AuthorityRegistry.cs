using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Esdh.Core.Identity;
using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Esdh.Core.Authorities;

/// <summary>
/// The installation's authorities. The list comes from <c>faelles</c>; an authority is opened, and migrated, the first time it is asked
/// for, so neither start nor memory grows with those nobody uses.
/// </summary>
public sealed partial class AuthorityRegistry(
    DatabaseOptions options, Migrator migrator, IServiceScopeFactory scopes, TimeProvider time, ILogger<AuthorityRegistry> logger) : IDisposable
{
    /// <summary>The key of <see cref="Shared"/>; no authority can have it.</summary>
    public const string SharedKey = "faelles";

    /// <summary>The realm of the club's secretariat: its own users and database, made by <see cref="CreateClubAsync"/> alone.</summary>
    public const string ClubKey = "klub";

    private readonly ConcurrentDictionary<string, Lazy<Task<Authority>>> _open = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _gate = new(1, 1);
    private Authority? _shared;
    private volatile Snapshot _known = new([], []);

    /// <summary>The installation's shared store. Not an authority: nobody signs in to it.</summary>
    public Authority Shared => _shared ?? throw new InvalidOperationException("OpenAsync has not run.");

    public IReadOnlyCollection<AuthorityInfo> All => Closed.Count == 0 ? _known.ByKey.Values : [.. _known.ByKey.Values.Where(a => !Closed.ContainsKey(a.Key))];

    /// <summary>Authorities that are open now.</summary>
    public IEnumerable<Authority> Opened => _open.Values.Where(o => o.IsValueCreated && o.Value.IsCompletedSuccessfully).Select(o => o.Value.GetAwaiter().GetResult());

    /// <summary><c>faelles</c> and every authority that is open now.</summary>
    public IEnumerable<Authority> Stores => _shared is null ? Opened : Opened.Prepend(_shared);

    /// <summary>Raised after an authority, or <c>faelles</c>, was opened.</summary>
    private event Action<Authority>? AuthorityOpened;

    /// <summary>Calls <paramref name="handler"/> for every store that is open and for each that is opened later; a store may come twice.</summary>
    public void Follow(Action<Authority> handler)
    {
        AuthorityOpened += handler;
        foreach (var store in Stores)
            handler(store);
    }

    /// <summary>
    /// Runs <paramref name="loop"/> once for every authority that is open or is opened later, each on its own, until the server stops; all have ended when it returns.
    /// </summary>
    /// <param name="loop">Ends without an exception when the server stops.</param>
    /// <param name="withShared">Also for <c>faelles</c>.</param>
    /// <param name="stoppingToken">The server stops.</param>
    public async Task RunForEachAsync(Func<Authority, Task> loop, bool withShared, CancellationToken stoppingToken)
    {
        ConcurrentDictionary<Authority, Lazy<Task>> running = new();
        Follow(store =>
        {
            if (withShared || store.Key != SharedKey)
                _ = running.GetOrAdd(store, s => new(() => Task.Run(() => loop(s), CancellationToken.None))).Value;
        });
        await Task.Delay(Timeout.Infinite, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(running.Values.Select(r => r.Value));
    }

    /// <summary>Looks in stores again and again until the server stops. What fails is told, and is tried again at the next turn.</summary>
    /// <param name="which">The stores to look in; <c>faelles</c> is among those it is asked about.</param>
    /// <param name="every">Between two turns.</param>
    /// <param name="look">One turn.</param>
    /// <param name="failed">Writes what failed in the log, with the store's key.</param>
    /// <param name="stoppingToken">The server stops.</param>
    public Task RepeatForEachAsync(Predicate<Authority> which, TimeSpan every, Func<Authority, CancellationToken, Task> look, Action<Exception, string> failed, CancellationToken stoppingToken)
    {
        return RunForEachAsync(store => which(store) ? RepeatAsync(store) : Task.CompletedTask, withShared: true, stoppingToken);

        async Task RepeatAsync(Authority store)
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                try
                {
                    await look(store, stoppingToken);
                }
#pragma warning disable CA1031 // it will be tried again
                catch (Exception error)
                {
                    if (!stoppingToken.IsCancellationRequested)
                        failed(error, store.Key);
                }
#pragma warning restore CA1031
                await Task.Delay(every, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    public async Task OpenAsync(CancellationToken ct)
    {
        Directory.CreateDirectory(options.Folder);
        _shared = await Authority.OpenAsync(new(SharedKey, "Fælles", "", false), Migrator.Shared, options, migrator, scopes, m => LogRemade(SharedKey, m), ct);
        await ReloadAsync(ct);
        AuthorityOpened?.Invoke(_shared);
    }

    /// <summary>Authorities whose data is gone, and by which rule: they are not opened, so that nothing is made where it lay, and <see cref="All"/> passes them over. Set by whoever decides it, and again after each start.</summary>
    public IReadOnlyDictionary<string, Regel> Closed { get; set; } = new Dictionary<string, Regel>();

    /// <exception cref="NotFoundException">No such authority.</exception>
    /// <exception cref="RegelbrudException">It is <see cref="Closed"/>.</exception>
    public async Task<Authority> GetAsync(string key)
    {
        if (Closed.GetValueOrDefault(key) is { } closed)
            closed.Kraev(false);
        if (!_known.ByKey.TryGetValue(key, out var info))
            throw new NotFoundException("Myndigheden findes ikke.");
        var lazy = _open.GetOrAdd(key, _ => new(() => OpenOneAsync(info)));
        try
        {
            return await lazy.Value;
        }
        catch
        {
            _open.TryRemove(new(key, lazy)); // the next request tries again
            throw;
        }
    }

    /// <summary>The key of the authority a host name belongs to, or null. Ports and case do not count.</summary>
    public string? FindByHost(string host) => _known.ByHost.GetValueOrDefault(host.ToLowerInvariant());

    public bool Exists(string key) => _known.ByKey.ContainsKey(key);

    /// <summary>Makes an authority: its row, host name and empty database. Repeating it with the same values changes nothing.</summary>
    public Task<Authority> CreateAsync(AuthorityInfo info, IReadOnlyCollection<string> hosts, CancellationToken ct) => CreateAsync(info, hosts, isClub: false, ct);

    /// <summary>Makes the realm of the club's secretariat, as <see cref="CreateAsync(AuthorityInfo, IReadOnlyCollection{string}, CancellationToken)"/> makes an authority.</summary>
    public Task<Authority> CreateClubAsync(string name, string cvr, bool isDemo, IReadOnlyCollection<string> hosts, CancellationToken ct) =>
        CreateAsync(new(ClubKey, name, cvr, isDemo), hosts, isClub: true, ct);

    private async Task<Authority> CreateAsync(AuthorityInfo info, IReadOnlyCollection<string> hosts, bool isClub, CancellationToken ct)
    {
        var cvr = Cvr.TryParse(info.Cvr, out var number, out var wrong, allowTestNumber: info.IsDemo);
        var errors = new Errors()
            .AddIf(!KeyForm().IsMatch(info.Key) || info.Key is SharedKey || (info.Key is ClubKey && !isClub), "noegle", "Nøglen skal være 2 til 40 små bogstaver (a-z), cifre og bindestreger og begynde med et bogstav. »faelles« og »klub« er optaget.")
            .AddIf(string.IsNullOrWhiteSpace(info.Name) || info.Name.Length > 200, "navn", "Navnet skal være 1 til 200 tegn.")
            .AddIf(!cvr, "cvr", wrong ?? "");
        foreach (var host in hosts)
            errors.AddIf(Uri.CheckHostName(host) == UriHostNameType.Unknown, "vaert", $"»{host}« er ikke et værtsnavn.")
                .AddIf(FindByHost(host) is { } other && other != info.Key, "vaert", $"»{host}« hører til en anden myndighed.");
        errors.Throw();
        info = info with { Cvr = number.Digits };
        await Shared.Queue.RunAsync((SharedDb db) => SaveAsync(db, info, hosts, ct), ct);
        await ReloadAsync(ct);
        return await GetAsync(info.Key);
    }

    public async Task ReloadAsync(CancellationToken ct)
    {
        await _gate.WaitAsync(ct);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<StorageScope>().Use(Shared);
            var db = scope.ServiceProvider.GetRequiredService<SharedDb>();
            var authorities = await db.Myndigheder.ToListAsync(ct);
            var hosts = await db.Vaerter.ToListAsync(ct);
            _known = new(
                authorities.ToDictionary(a => a.Noegle, a => new AuthorityInfo(a.Noegle, a.Navn, a.Cvr, a.ErDemonstration), StringComparer.Ordinal),
                hosts.ToDictionary(h => h.Vaert, h => h.Noegle, StringComparer.Ordinal));
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task CloseAsync()
    {
        foreach (var lazy in _open.Values)
        {
            if (lazy is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
                await (await lazy.Value).CloseAsync();
        }

        if (_shared is not null)
            await _shared.CloseAsync();
    }

    public void Dispose() => _gate.Dispose();

    private async Task<Authority> OpenOneAsync(AuthorityInfo info)
    {
        var authority = await Authority.OpenAsync(
            info, Migrator.PerAuthority, options, migrator, scopes, message => LogRemade(info.Key, message), CancellationToken.None);
        AuthorityOpened?.Invoke(authority);
        return authority;
    }

    private async Task SaveAsync(SharedDb db, AuthorityInfo info, IReadOnlyCollection<string> hosts, CancellationToken ct)
    {
        if (await db.Myndigheder.SingleOrDefaultAsync(m => m.Noegle == info.Key, ct) is null)
            db.Add(new Myndighed { Noegle = info.Key, Navn = info.Name, Cvr = info.Cvr, ErDemonstration = info.IsDemo, Oprettet = time.GetUtcNow() });
        var known = await db.Vaerter.Where(v => v.Noegle == info.Key).Select(v => v.Vaert).ToListAsync(ct);
        foreach (var host in hosts.Select(h => h.ToLowerInvariant()).Distinct().Except(known))
            db.Add(new MyndighedVaert { Vaert = host, Noegle = info.Key });
        await db.SaveChangesAsync(ct);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Databasen for {Key} er oprettet forfra, for den var fra en anden udviklingsversion, og alt i den er væk. {Why}")]
    private partial void LogRemade(string key, string why);

    [GeneratedRegex("^[a-z][a-z0-9-]{1,39}$")]
    private static partial Regex KeyForm();

    private sealed record Snapshot(Dictionary<string, AuthorityInfo> ByKey, Dictionary<string, string> ByHost);
}
