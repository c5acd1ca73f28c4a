using System.Data;
using System.Data.Common;
using System.Threading.Channels;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Core.Storage;

/// <summary>
/// Group commit for one authority. Acts run one at a time, each in a scope and a savepoint of its own, on the one connection that
/// writes. Those that wait share a transaction, and none is answered before it is on disk.
/// </summary>
/// <remarks>
/// A refused act is rolled back to its savepoint and the others stand. An error that ends the transaction undoes all, and each act is
/// then run alone. If the line is lost during COMMIT nobody is rerun and all get the error. See docs/skrivning.md.
/// </remarks>
public sealed class WriteQueue
{
    /// <summary>PostgreSQL keeps 64 subtransactions in its fast cache; half of it on the safe side, and SQLite gains nothing past 64.</summary>
    private const int MaxBatch = 48;

    private static readonly AsyncLocal<bool> InsideAct = new();
    private readonly Channel<Entry> _entries = Channel.CreateBounded<Entry>(new BoundedChannelOptions(1024) { SingleReader = true });
    private readonly IServiceScopeFactory _scopes;
    private readonly Authority _authority;
    private readonly DbConnection _connection;
    private readonly Task _loop;

    internal WriteQueue(IServiceScopeFactory scopes, Authority authority, DbConnection connection)
    {
        (_scopes, _authority, _connection) = (scopes, authority, connection);
        using (ExecutionContext.SuppressFlow())
            _loop = Task.Run(LoopAsync);
    }

    /// <summary>After each commit: whoever follows the events by number may look. Handlers must return at once and not throw.</summary>
    public event Action? Committed;

    /// <summary>Runs <paramref name="act"/> on the writer and answers after its transaction is durable.</summary>
    /// <exception cref="InvalidOperationException">Called from inside an act.</exception>
    public async Task<T> RunAsync<TAct, T>(Func<TAct, Task<T>> act, CancellationToken ct) where TAct : notnull
    {
        if (InsideAct.Value)
            throw new InvalidOperationException("An act that waits for its own queue waits for ever: call the other act directly.");
        T result = default!;
        var once = RunOnce.Current; // a request that may be sent again
        var step = once?.NextStep() ?? 0;
        var entry = new Entry(
            async services => result = once is null ? await act(services.GetRequiredService<TAct>()) : await once.RunAsync(services, act, step, ct), ct);
        var began = Measurements.ActBegins(_authority.Key);
        Exception? error = null;
        try
        {
            await _entries.Writer.WriteAsync(entry, ct);
            await entry.Answer.Task;
            return result;
        }
        catch (Exception e)
        {
            error = e;
            throw;
        }
        finally
        {
            Measurements.ActEnds(_authority.Key, began, error);
        }
    }

    public Task RunAsync<TAct>(Func<TAct, Task> act, CancellationToken ct) where TAct : notnull =>
        RunAsync<TAct, bool>(async a =>
        {
            await act(a);
            return true;
        }, ct);

    internal async Task ShutdownAsync()
    {
        _entries.Writer.TryComplete();
        await _loop;
        await _connection.DisposeAsync();
    }

    private async Task LoopAsync()
    {
        List<Entry> batch = [];
        await foreach (var first in _entries.Reader.ReadAllAsync())
        {
            batch.Clear();
            batch.Add(first);
            while (batch.Count < MaxBatch && _entries.Reader.TryRead(out var next))
                batch.Add(next);
            await RunAsync(batch);
        }
    }

    private async Task RunAsync(List<Entry> batch)
    {
        var committing = false;
        try
        {
            if (_connection.State != ConnectionState.Open)
                await _connection.OpenAsync(); // a database server has been away
            await using var transaction = await _connection.BeginTransactionAsync(); // SQLite: begin immediate
            foreach (var entry in batch)
                await RunAsync(entry, transaction);
            committing = true;
            await transaction.CommitAsync();
            Measurements.Committed(_authority.Key, batch.Count);
        }
        catch (Exception error)
        {
            if (batch.Count == 1 || (committing && error is not DbException { IsTransient: false })) // line lost: perhaps done
                batch.ForEach(entry => entry.Error ??= error);
            else
                foreach (var entry in batch) // all is undone and nobody is answered: now each stands or falls by itself
                    await RunAsync([entry]);
        }

        foreach (var entry in batch)
            entry.Complete();
        Committed?.Invoke();
    }

    private async Task RunAsync(Entry entry, DbTransaction transaction)
    {
        await using var scope = _scopes.CreateAsyncScope();
        var storage = scope.ServiceProvider.GetRequiredService<StorageScope>();
        storage.Use(_authority, _connection, transaction);
        await transaction.SaveAsync("act");
        try
        {
            await entry.RunAsync(scope.ServiceProvider);
            storage.EnsureTold();
        }
        catch (Exception error)
        {
            entry.Error = error;
            await transaction.RollbackAsync("act"); // throws where the error has ended the transaction: caught above
        }

        await transaction.ReleaseAsync("act");
    }

    private sealed class Entry(Func<IServiceProvider, Task> act, CancellationToken ct)
    {
        private readonly ExecutionContext _caller = ExecutionContext.Capture()!; // trace and culture follow the act

        public TaskCompletionSource Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Exception? Error { get; set; }

        public Task RunAsync(IServiceProvider services)
        {
            Error = null;
            ct.ThrowIfCancellationRequested(); // who has left is not run; an act that has begun is not stopped
            var running = Task.CompletedTask;
            ExecutionContext.Run(_caller, _ =>
            {
                InsideAct.Value = true;
                running = act(services);
            }, null);
            return running;
        }

        public void Complete() => _ = Error is null ? Answer.TrySetResult() : Answer.TrySetException(Error);
    }
}
