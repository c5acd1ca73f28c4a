using System.Collections.Concurrent;
using Esdh.Core.Authorities;
using Esdh.Core.Seal;
using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Esdh.Core.Events;

/// <summary>
/// Seals the events of open stores: a block for every <see cref="SealStore.BlockSize"/> events, or when the oldest unsealed is
/// <see cref="MaxWait"/> old. A block is chained to the one before and signed with the store's key, and its head is copied to
/// <c>faelles</c>. What is not yet sealed is sealed by the next run, also after a crash.
/// </summary>
public sealed partial class Sealer(AuthorityRegistry registry, IServiceScopeFactory scopes, TimeProvider time, ILogger<Sealer> logger) : BackgroundService
{
    public static readonly TimeSpan MaxWait = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(5);
    private readonly ConcurrentDictionary<Authority, State> _states = new();

    /// <summary>Seals every event that is committed now.</summary>
    /// <returns>How many blocks were made.</returns>
    public async Task<int> SealAsync(Authority store, CancellationToken ct) => await SealAsync(store, StateOf(store), all: true, ct);

    public override void Dispose()
    {
        foreach (var state in _states.Values)
            state.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        registry.Follow(store => StateOf(store));
        using var timer = new PeriodicTimer(Look, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var (store, state) in _states)
                {
                    if (state.IsDirty)
                        await TryAsync(store, state, stoppingToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The server stops; the rest is sealed when it has started again.
        }
    }

    private State StateOf(Authority store) => _states.GetOrAdd(store, s =>
    {
        var state = new State();
        s.Queue.Committed += state.Touch;
        return state;
    });

    private async Task TryAsync(Authority store, State state, CancellationToken ct)
    {
        try
        {
            await SealAsync(store, state, all: false, ct);
            if (!await store.CleanAsync(ct))
                state.Touch();
        }
#pragma warning disable CA1031 // it is tried again, and the other stores have theirs
        catch (Exception error) when (!ct.IsCancellationRequested)
        {
            state.Touch();
            LogFailed(error, store.Key);
        }
#pragma warning restore CA1031
    }

    private async Task<int> SealAsync(Authority store, State state, bool all, CancellationToken ct)
    {
        await state.Gate.WaitAsync(ct);
        try
        {
            state.Look();
            var made = 0;
            while (true)
            {
                var (previous, events) = await PendingAsync(store, ct);
                if (events.Count == 0)
                    break;
                if (!all && events.Count < SealStore.BlockSize && SealTime.FromMicros(events[0].Leaf.TimeMicros) > time.GetUtcNow() - MaxWait)
                {
                    state.Touch(); // not old enough: look again
                    break;
                }

                state.Key ??= SealStore.LoadKey(store);
                var block = Block.Create(
                    previous, events[^1].Leaf.Number, MerkleTree.Root(events.Select(e => e.Leaf.Hash())), time.GetUtcNow(), state.Key);
                await store.Queue.RunAsync((CoreDb db) => SaveAsync(db, block, ct), ct);
                made++;
            }

            await CopyHeadsAsync(store, ct);
            return made;
        }
        finally
        {
            state.Gate.Release();
        }
    }

    private async Task<(Block? Previous, List<StoredEvent> Events)> PendingAsync(Authority store, CancellationToken ct)
    {
        await using var scope = scopes.CreateAsyncScope();
        var storage = scope.ServiceProvider.GetRequiredService<StorageScope>();
        storage.Use(store);
        var last = await scope.ServiceProvider.GetRequiredService<CoreDb>().Seglblokke.OrderByDescending(b => b.Nr).FirstOrDefaultAsync(ct);
        await using var command = storage.Command("");
        var events = await SealStore.EventsAsync(command, last?.Sidste ?? 0, withData: false, ct);
        var expected = last?.Sidste ?? 0;
        var whole = events.TakeWhile(e => e.Leaf.Number == ++expected).ToList();
        if (whole.Count < events.Count)
            LogGap(store.Key, expected); // never sealed over; verificer tells it
        return (last?.ToBlock(), whole);
    }

    private static async Task SaveAsync(CoreDb db, Block block, CancellationToken ct)
    {
        db.Add(block.ToRow());
        await db.SaveChangesAsync(ct);
    }

    /// <summary>Heads that <c>faelles</c> lacks, at most the newest 1,000; a crash may have come between a block and its head.</summary>
    private async Task CopyHeadsAsync(Authority store, CancellationToken ct)
    {
        int known;
        await using (var scope = scopes.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<StorageScope>().Use(registry.Shared);
            known = await scope.ServiceProvider.GetRequiredService<SharedDb>().Seglhoveder.Where(h => h.Noegle == store.Key).MaxAsync(h => (int?)h.Blok, ct) ?? 0;
        }

        List<SeglHoved> missing;
        await using (var scope = scopes.CreateAsyncScope())
        {
            scope.ServiceProvider.GetRequiredService<StorageScope>().Use(store);
            var blocks = await scope.ServiceProvider.GetRequiredService<CoreDb>().Seglblokke.Where(b => b.Nr > known).OrderBy(b => b.Nr).Take(SealStore.BlockSize).ToListAsync(ct);
            missing = blocks.ConvertAll(b => new SeglHoved
            {
                Noegle = store.Key, Blok = b.Nr, SidsteHaendelse = b.Sidste, Hash = Convert.ToHexStringLower(b.ToBlock().HeaderHash()), Tid = b.Tid,
            });
        }

        if (missing.Count == 0)
            return;
        await registry.Shared.Queue.RunAsync(async (SharedDb db) =>
        {
            db.AddRange(missing);
            await db.SaveChangesAsync(ct);
        }, ct);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Key} was not sealed. It is tried again.")]
    private partial void LogFailed(Exception error, string key);

    [LoggerMessage(Level = LogLevel.Critical, Message = "{Key}: event {Number} is missing. Run verificer.")]
    private partial void LogGap(string key, long number);

    private sealed class State : IDisposable
    {
        private int _dirty = 1; // what a crash left

        public SemaphoreSlim Gate { get; } = new(1);

        public SealKey? Key { get; set; }

        public bool IsDirty => Volatile.Read(ref _dirty) != 0;

        public void Touch() => Volatile.Write(ref _dirty, 1);

        public void Look() => Volatile.Write(ref _dirty, 0);

        public void Dispose()
        {
            Gate.Dispose();
            Key?.Dispose();
        }
    }
}
