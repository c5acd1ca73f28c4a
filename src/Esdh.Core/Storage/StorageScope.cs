using System.Data.Common;
using Esdh.Core.Authorities;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Core.Storage;

/// <summary>
/// What all contexts of a DI scope share: the authority, and one connection to its database. Inside an act it is the writer's, with
/// its transaction; elsewhere a reader's, which may have to be opened. No authority means refusal.
/// </summary>
public sealed class StorageScope : IAsyncDisposable, IDisposable
{
    private Authority? _authority;
    private DbConnection? _reader;
    private DbConnection? _writer;
    private readonly HashSet<Guid> _owed = [];
    private readonly HashSet<Guid> _told = [];

    /// <exception cref="InvalidOperationException">No authority was resolved for this scope.</exception>
    public Authority Authority => _authority ?? throw new InvalidOperationException("No authority is resolved in this scope.");

    public bool HasAuthority => _authority is not null;

    /// <summary>The transaction of the running act, or null outside one.</summary>
    public DbTransaction? Transaction { get; private set; }

    public bool InAct => _writer is not null;

    public DbConnection Connection => _writer ?? (_reader ??= Authority.Reader());

    /// <summary>An event of this act must name it.</summary>
    internal void Owe(Guid id) => _owed.Add(id);

    /// <summary>An event of this act names it.</summary>
    internal void Tell(Guid id) => _told.Add(id);

    /// <exception cref="InvalidOperationException">The act has changed something that no event of it names.</exception>
    internal void EnsureTold()
    {
        _owed.ExceptWith(_told);
        if (_owed.Count > 0)
            throw new InvalidOperationException($"The act changed {_owed.Count} things that no event of it names; the first is {_owed.First()}.");
    }

    /// <summary>Binds the scope for reading.</summary>
    public void Use(Authority authority)
    {
        if (_authority is not null && _authority != authority)
            throw new InvalidOperationException("A scope never changes authority.");
        _authority = authority;
    }

    internal void Use(Authority authority, DbConnection connection, DbTransaction transaction) =>
        (_authority, _writer, Transaction) = (authority, connection, transaction);

    /// <summary>Gives a pooled context this scope's connection and transaction. A pooled context keeps its last, so always.</summary>
    public T Attach<T>(T context) where T : DbContext
    {
        context.Database.SetDbConnection(Connection);
        context.Database.UseTransaction(Transaction);
        context.Database.AutoSavepointsEnabled = false; // the queue sets one for each act
        if (!InAct)
            context.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        return context;
    }

    public void Dispose() => Leave()?.Dispose();

    public ValueTask DisposeAsync() => Leave()?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>The reader, where the authority does not keep it for the next scope.</summary>
    private DbConnection? Leave()
    {
        var reader = _reader;
        _reader = null;
        return reader is null || Authority.TryKeep(reader) ? null : reader;
    }
}
