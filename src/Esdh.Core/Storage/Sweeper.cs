using Esdh.Core.Authorities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Esdh.Core.Storage;

/// <summary>
/// Removes uploads that never ended and content that no row names: the file is stored before the act that names it, so an act that was
/// refused, or a server that was killed, leaves some. Only what is older than <see cref="Age"/> goes.
/// </summary>
public sealed partial class Sweeper(AuthorityRegistry registry, IServiceScopeFactory scopes, TimeProvider time, ILogger<Sweeper> logger) : BackgroundService
{
    /// <summary>Far longer than any request lives.</summary>
    public static readonly TimeSpan Age = TimeSpan.FromHours(24);

    /// <summary>Sweeps one store now.</summary>
    /// <returns>How many files are gone.</returns>
    public async Task<int> SweepAsync(Authority store, CancellationToken ct)
    {
        var before = (time.GetUtcNow() - Age).UtcDateTime;
        var gone = 0;
        foreach (var path in store.Content.Abandoned(before).ToList())
        {
            File.Delete(path);
            gone++;
        }

        var old = store.Content.All().Where(f => f.LastWriteUtc < before).Select(f => Key(f.Sha256)).ToHashSet();
        if (old.Count == 0)
            return gone;
        // Read after the list was made: what is named by now stays, and what is stored anew meanwhile is young again.
        await using (var scope = scopes.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<StorageScope>().Use(store);
            var kind = store == registry.Shared ? Migrator.Shared : Migrator.PerAuthority;
            foreach (var references in scope.ServiceProvider.GetServices<IContentReferences>().Where(r => r.Scope == kind))
            {
                await foreach (var reference in references.ReadAsync(ct))
                    old.Remove(Key(reference.Sha256));
            }
        }

        foreach (var (high, low) in old)
        {
            ct.ThrowIfCancellationRequested();
            gone += store.Content.Delete($"{high:x32}{low:x32}", before) ? 1 : 0;
        }

        return gone;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromHours(1), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var store in registry.Stores.ToList())
                    await TrySweepAsync(store, stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops.
        }
    }

    private async Task TrySweepAsync(Authority store, CancellationToken ct)
    {
        try
        {
            if (await SweepAsync(store, ct) is var gone and > 0)
                LogSwept(store.Key, gone);
        }
#pragma warning disable CA1031 // it is tried again in an hour, and the other stores have theirs
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            LogFailed(error, store.Key);
        }
#pragma warning restore CA1031
    }

    /// <summary>32 bytes without an object: a store can hold millions.</summary>
    private static (UInt128 High, UInt128 Low) Key(string sha256) => (
        UInt128.Parse(sha256.AsSpan(0, 32), System.Globalization.NumberStyles.HexNumber, null),
        UInt128.Parse(sha256.AsSpan(32), System.Globalization.NumberStyles.HexNumber, null));

    [LoggerMessage(Level = LogLevel.Information, Message = "{Key}: {Count} files that nothing named are removed.")]
    private partial void LogSwept(string key, int count);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Key} was not swept.")]
    private partial void LogFailed(Exception error, string key);
}
