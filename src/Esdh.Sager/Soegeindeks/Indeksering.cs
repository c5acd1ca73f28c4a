using System.Collections.Concurrent;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Esdh.Sager.Soegeindeks;

/// <summary>The indexes of the open authorities.</summary>
internal sealed class Indeksering(
    AuthorityRegistry registry, DatabaseOptions options, IServiceScopeFactory scopes, Tekstlaeser tekstlaeser, TimeProvider tid, ILogger<Indeksering> logger) : IHostedService
{
    private readonly ConcurrentDictionary<Authority, Lazy<Indekser>> _indekser = new();
    private readonly Lock _stopperNu = new();
    private volatile bool _stopper;
    private Task? _standset;

    /// <summary>A search does not wait longer for an index that does not open.</summary>
    private static readonly TimeSpan Aabningstid = TimeSpan.FromSeconds(2);

    /// <summary>The authority's index, opened where that can be done within moments; see <see cref="Indekser.ErAaben"/>.</summary>
    public async Task<Indekser> ForAsync(Authority myndighed, CancellationToken ct)
    {
        var indeks = For(myndighed);
        await indeks.AabenAsync(Aabningstid, ct);
        return indeks;
    }

    /// <summary>The authority's index as it is now.</summary>
    public Indekser For(Authority myndighed) => Find(myndighed);

    /// <summary>The authority's index cannot be read.</summary>
    public void Mangler(Authority myndighed, SoegeindeksMangler hvorfor) => Find(myndighed).Mangler(hvorfor);

    public Task StartAsync(CancellationToken cancellationToken)
    {
        registry.Follow(a =>
        {
            if (a.Key != AuthorityRegistry.SharedKey && !_stopper)
                Find(a);
        });
        return Task.CompletedTask;
    }

    /// <summary>A host may be stopped twice at a time, and both must wait: what the indexes read from is closed after it.</summary>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_stopperNu)
            return _standset ??= StandsAsync();
    }

    private async Task StandsAsync()
    {
        _stopper = true;
        foreach (var myndighed in _indekser.Keys.ToList())
        {
            if (_indekser.TryRemove(myndighed, out var indeks) && indeks.IsValueCreated)
                await indeks.Value.DisposeAsync();
        }
    }

    private Indekser Find(Authority myndighed) => _indekser.GetOrAdd(myndighed, m => new(() =>
    {
        var indeks = new Indekser(m, options.Provider, scopes, tekstlaeser, tid, logger);
        indeks.Start();
        return indeks;
    })).Value;
}
