using System.Data;
using Microsoft.Data.Sqlite;

namespace Esdh.Core.Storage;

/// <summary>
/// A SQLite connection that keeps the statements it has prepared. Entity Framework makes a new command for each query, and SQLite then parses and plans the same text
/// again: as much processor time as running it. SQLite prepares a kept statement anew by itself when the schema has changed.
/// </summary>
/// <remarks>Like any connection: used by one at a time. Two readers of one text at once have a statement each.</remarks>
internal sealed class KeptStatements(string connectionString) : SqliteConnection(connectionString)
{
    /// <summary>The statement that has waited longest goes first.</summary>
    private const int Most = 128;

    /// <summary>SQLite holds on to what was bound last: a statement that was given more than this is not kept.</summary>
    private const int LargestValue = 16 * 1024;

    private readonly Dictionary<string, (SqliteCommand Command, long Used)> _kept = new(StringComparer.Ordinal);
    private long _uses;
    private int _lent;

    /// <summary>Nothing is half read and no transaction stands: the next one finds the connection as new.</summary>
    public bool IsAtRest => State == ConnectionState.Open && _lent == 0 && Transaction is null && SQLitePCL.raw.sqlite3_get_autocommit(Handle) != 0;

    /// <summary>How many statements are kept.</summary>
    internal int Kept => _kept.Count;

    public override SqliteCommand CreateCommand() => new Command(this) { CommandTimeout = DefaultTimeout, Transaction = Transaction };

    private SqliteCommand Lend(string text)
    {
        _lent++;
        return _kept.Remove(text, out var kept) ? kept.Command : new SqliteCommand(text, this);
    }

    private void TakeBack(SqliteCommand command, bool keep)
    {
        _lent--;
        foreach (SqliteParameter parameter in command.Parameters)
            keep &= parameter.Value is not (string { Length: > LargestValue } or byte[] { Length: > LargestValue });
        command.Parameters.Clear();
        command.Transaction = null;
        if (!keep || State != ConnectionState.Open || !_kept.TryAdd(command.CommandText, (command, ++_uses)))
        {
            command.Dispose();
        }
        else if (_kept.Count > Most)
        {
            var (text, oldest) = _kept.MinBy(k => k.Value.Used);
            _kept.Remove(text);
            oldest.Command.Dispose();
        }
    }

    /// <summary>What the connection makes: runs as the kept command of the same text, which it gives back when it is done with.</summary>
    private sealed class Command : SqliteCommand
    {
        private readonly KeptStatements _owner;
        private SqliteCommand? _lent;

        public Command(KeptStatements owner) => Connection = _owner = owner;

        public override SqliteDataReader ExecuteReader(CommandBehavior behavior)
        {
            GiveBack(true); // run again
            var lent = _owner.Lend(CommandText);
            try
            {
                lent.Transaction = Transaction;
                lent.CommandTimeout = CommandTimeout;
                foreach (SqliteParameter parameter in Parameters)
                    lent.Parameters.Add(parameter);
                var reader = lent.ExecuteReader(behavior);
                _lent = lent;
                return reader;
            }
            catch
            {
                _owner.TakeBack(lent, keep: false);
                throw;
            }
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                GiveBack(true);
            base.Dispose(disposing);
        }

        private void GiveBack(bool keep)
        {
            if (_lent is not { } lent)
                return;
            _lent = null;
            _owner.TakeBack(lent, keep);
        }
    }
}

/// <summary>
/// An authority's readers, open and with their statements, for the scopes that come one after the other. Those that nobody has used for a while are closed.
/// </summary>
internal sealed class ReaderPool(string connectionString)
{
    /// <summary>More than work at once on any machine; the rest is closed when it comes back.</summary>
    private const int MostIdle = 16;

    /// <summary>KiB of pages that each keeps, where SQLite takes 2,000: the system's own cache of the file is behind it, and there are many readers.</summary>
    private const string CacheSize = "pragma cache_size = -768";

    private static readonly TimeSpan Idle = TimeSpan.FromMinutes(1);

    private readonly List<Reader> _idle = []; // the last one back is the first one out, so that the others can grow old
    private Timer? _timer;
    private bool _closed;

    public KeptStatements Take()
    {
        lock (_idle)
        {
            if (_idle.Count > 0)
            {
                var reader = _idle[^1];
                _idle.RemoveAt(_idle.Count - 1);
                return reader.Connection;
            }
        }

        var fresh = new KeptStatements(connectionString);
        fresh.Open();
        using var cache = fresh.CreateCommand();
        cache.CommandText = CacheSize;
        cache.ExecuteNonQuery();
        return fresh;
    }

    /// <summary>False where it is not fit to be used again, or there are enough.</summary>
    public bool TryKeep(KeptStatements connection)
    {
        if (!connection.IsAtRest)
            return false;
        lock (_idle)
        {
            if (_closed || _idle.Count >= MostIdle)
                return false;
            _idle.Add(new(connection));
            _timer ??= new(_ => CloseUnused(), null, Idle, Idle);
            return true;
        }
    }

    public void Close()
    {
        lock (_idle)
        {
            _closed = true;
            _timer?.Dispose();
            _idle.ForEach(r => r.Connection.Dispose());
            _idle.Clear();
        }
    }

    /// <summary>Closes those that were idle the last time too.</summary>
    private void CloseUnused()
    {
        lock (_idle)
        {
            foreach (var reader in _idle.Where(r => r.WasIdle))
                reader.Connection.Dispose();
            _idle.RemoveAll(r => r.WasIdle);
            _idle.ForEach(r => r.WasIdle = true);
            if (_idle.Count > 0)
                return;
            _timer?.Dispose();
            _timer = null;
        }
    }

    private sealed class Reader(KeptStatements connection)
    {
        public KeptStatements Connection => connection;

        public bool WasIdle { get; set; }
    }
}
