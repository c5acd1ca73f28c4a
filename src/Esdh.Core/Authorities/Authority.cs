using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Data.Common;
using Esdh.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Esdh.Core.Authorities;

/// <summary>What <c>faelles</c> knows about an authority.</summary>
/// <param name="Key">Lower-case letters, digits and hyphens, 2 to 40; names the database, the folder and the realm. Never changes.</param>
/// <param name="Name">As shown on every page: <c>Korsbæk Kommune</c>.</param>
/// <param name="Cvr">8 digits.</param>
/// <param name="IsDemo">Invented: shown as a demonstration on every page, and the only kind that takes <see cref="Identity.Cvr.TestNumber"/>, whatever environment the server runs in.</param>
public sealed record AuthorityInfo(string Key, string Name, string Cvr, bool IsDemo);

/// <summary>
/// One open authority: its database, files, keys and the queue that all its writing goes through. Scopes share it and never dispose it.
/// </summary>
public sealed class Authority
{
    private readonly Func<DbConnection> _openReader;
    private readonly NpgsqlDataSource? _dataSource;
    private readonly ReaderPool? _readers;

    private readonly ConcurrentDictionary<string, bool> _standing = new(StringComparer.Ordinal);

    private readonly Lazy<Task> _closing;

    private volatile FrozenSet<string> _modules = FrozenSet<string>.Empty;

    private int _cleaningDue;

    /// <summary>Shared by all that work in it, so that a restore sees them; SQLite only, a database server knows who is connected.</summary>
    private HeldAlone? _inUse;

    private Authority(AuthorityInfo info, string folder, Func<DbConnection> openReader, NpgsqlDataSource? dataSource, bool readOnly = false, ReaderPool? readers = null)
    {
        (Info, Folder, _openReader, _dataSource, _readers) = (info, folder, openReader, dataSource, readers);
        Content = new(Path.Combine(folder, "filer"), readOnly);
        _closing = new(CloseOnceAsync);
    }

    public AuthorityInfo Info { get; internal set; }

    public string Key => Info.Key;

    /// <summary><c>{Esdh:Data}/myndigheder/{noegle}</c>, or <c>{Esdh:Data}/faelles</c>.</summary>
    public string Folder { get; }

    public ContentStore Content { get; }

    private volatile Regel? _readOnly;

    /// <summary>
    /// The rule by which the authority's cases are only read now; null while they are worked on. An act that would append an event is refused with it, whoever asks and by
    /// whatever way, unless the event is <see cref="Events.AllowedWhenReadOnlyAttribute">allowed</see>. Set by whoever decides it, and again after each start.
    /// </summary>
    public Regel? ReadOnly
    {
        get => _readOnly;
        set => _readOnly = value;
    }

    /// <summary>All writing goes through here.</summary>
    public WriteQueue Queue { get; private set; } = null!;

    /// <summary>Where <see cref="StandingWork"/> leaves its marks; no folder where there is none.</summary>
    internal static string StandingWorkFolder(DatabaseOptions options, string key) => Path.Combine(options.Folder, "myndigheder", key, "vaagen");

    /// <summary>
    /// Whether there is work of this kind that nobody asks for: jobs half done, events to deliver, post to fetch. Where there is, the next start opens the
    /// authority although nobody comes. A mark that is lost costs only that wait.
    /// </summary>
    /// <param name="kind">Lower-case word, the same each time.</param>
    /// <param name="any">There is some now.</param>
    public void StandingWork(string kind, bool any)
    {
        if (_standing.TryGetValue(kind, out var known) && known == any)
            return;
        var mark = Path.Combine(Folder, "vaagen", kind);
        if (any)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(mark)!);
            File.WriteAllBytes(mark, []);
        }
        else if (File.Exists(mark))
        {
            File.Delete(mark);
        }

        _standing[kind] = any;
    }

    /// <summary>Whether an optional module is switched on here; see <see cref="IModule.IsOptional"/>.</summary>
    public bool IsOn(string module) => _modules.Contains(module);

    /// <summary>Reads again which modules are on. Called when an act that switched one is committed.</summary>
    public async Task ReloadModulesAsync()
    {
        await using var reader = _openReader();
        _modules = await ModulesAsync(reader, CancellationToken.None);
    }

    private static async Task<FrozenSet<string>> ModulesAsync(DbConnection connection, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = "select navn from modul where slukket is null";
        await using var rows = await command.ExecuteReaderAsync(ct);
        HashSet<string> names = new(StringComparer.Ordinal);
        while (await rows.ReadAsync(ct))
            names.Add(rows.GetString(0));
        return names.ToFrozenSet(StringComparer.Ordinal);
    }

    /// <summary>A reader of its own; the caller disposes it.</summary>
    public DbConnection OpenReader() => _openReader();

    /// <summary>
    /// A reader for a scope. On PostgreSQL it is closed, and EF opens it without blocking a thread for each query: so a scope that waits for something else holds
    /// none of the pool's connections, and many that wait for one hold no threads. On SQLite it comes with the statements it has prepared for earlier scopes.
    /// </summary>
    internal DbConnection Reader() => _dataSource?.CreateConnection() ?? _readers?.Take() ?? _openReader();

    /// <summary>The scope has no more use for what <see cref="Reader"/> gave it: kept for the next one, or false and the scope's to dispose.</summary>
    internal bool TryKeep(DbConnection reader) => _readers is not null && reader is KeptStatements sqlite && _readers.TryKeep(sqlite);

    /// <summary>
    /// Takes a task that one process at a time may have in hand: the writing of the search index, the running of jobs. On SQLite a locked file in <see cref="Folder"/>, on
    /// PostgreSQL a lock of the server's in this database.
    /// </summary>
    /// <param name="task">Lower-case word, the same in every process.</param>
    /// <param name="ct">Stops the asking.</param>
    /// <returns>Null where another has it. Dispose it to let go.</returns>
    public async Task<HeldAlone?> TryHoldAsync(string task, CancellationToken ct) =>
        _dataSource is null ? HeldAlone.File(Path.Combine(Folder, task + ".laas")) : await HeldAlone.LockAsync(await _dataSource.OpenConnectionAsync(ct), task, ct);

    /// <summary>Something was erased: <see cref="CleanAsync"/> must follow.</summary>
    internal void CleaningIsDue() => Interlocked.Exchange(ref _cleaningDue, 1);

    /// <summary>
    /// Makes what was erased unreadable in the database's files too, when something is due. Answers false where someone still reads
    /// an older state; then it is still due. On PostgreSQL the server's own log keeps old pages until it is recycled.
    /// </summary>
    internal async Task<bool> CleanAsync(CancellationToken ct)
    {
        if (Interlocked.CompareExchange(ref _cleaningDue, 0, 1) == 0)
            return true;
        var clean = false;
        try
        {
            await Queue.RunAsync((StorageScope _) => Task.CompletedTask, ct); // whoever said so may not have committed yet
            if (_dataSource is not null)
            {
                await using var vacuum = _dataSource.CreateCommand("vacuum haendelse_data");
                await vacuum.ExecuteNonQueryAsync(ct);
                return clean = true;
            }

            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(Folder, DatabaseFile), Pooling = false }.ToString());
            await connection.OpenAsync(ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "pragma busy_timeout = 2000; pragma wal_checkpoint(truncate)";
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (reader.GetName(0) != "busy" && await reader.NextResultAsync(ct))
            {
            }

            return clean = await reader.ReadAsync(ct) && reader.GetInt32(0) == 0;
        }
        finally
        {
            if (!clean)
                CleaningIsDue();
        }
    }

    /// <summary>
    /// Opens what is there for reading alone: no migration, no writer, nothing made. For commands that run beside the server, without it,
    /// or right after it was killed.
    /// </summary>
    /// <exception cref="FileNotFoundException">There is no such database.</exception>
    internal static async Task<Authority> OpenReadOnlyAsync(AuthorityInfo info, string scope, DatabaseOptions options, CancellationToken ct)
    {
        var folder = FolderOf(info, scope, options);
        if (options.Provider == Provider.Postgresql)
        {
            var source = await PostgresDatabase.OpenAsync(options.ConnectionTemplate!, info.Key, create: false, ct);
            return new(info, folder, source.OpenConnection, source, readOnly: true);
        }

        var path = Path.Combine(folder, DatabaseFile);
        if (!File.Exists(path))
            throw new FileNotFoundException("Der er ingen database.", path);
        var text = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString();
        return new(info, folder, () =>
        {
            // Opened for writing only so that SQLite can recover the log of a killed server; the pragma refuses every write of ours.
            var reader = new SqliteConnection(text);
            reader.Open();
            using var command = reader.CreateCommand();
            command.CommandText = "pragma query_only = 1; pragma busy_timeout = 5000";
            command.ExecuteNonQuery();
            return reader;
        }, null, readOnly: true);
    }

    private const string DatabaseFile = "esdh.db";

    private const string InUseFile = "i-brug.laas";

    /// <summary>Whether a process has the store in this folder open, on SQLite.</summary>
    internal static bool IsInUse(string folder)
    {
        if (!Directory.Exists(folder))
            return false;
        using var alone = HeldAlone.TryFile(Path.Combine(folder, InUseFile));
        return alone is null;
    }

    private static string FolderOf(AuthorityInfo info, string scope, DatabaseOptions options) => scope == Migrator.Shared
        ? Path.Combine(options.Folder, "faelles")
        : Path.Combine(options.Folder, "myndigheder", info.Key);

    /// <param name="info">The authority.</param>
    /// <param name="scope">Which migrations.</param>
    /// <param name="options">Where data lies.</param>
    /// <param name="migrator">Brings the database up to this version.</param>
    /// <param name="scopes">For the acts' scopes.</param>
    /// <param name="remade">Called when a database of another development version was thrown away and made anew.</param>
    /// <param name="ct">Stops the opening.</param>
    /// <exception cref="MigrationChangedException">The database is of another development version, and may not be thrown away.</exception>
    internal static async Task<Authority> OpenAsync(
        AuthorityInfo info, string scope, DatabaseOptions options, Migrator migrator, IServiceScopeFactory scopes, Action<string> remade, CancellationToken ct)
    {
        var folder = FolderOf(info, scope, options);
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, DatabaseFile);
        var source = options.Provider == Provider.Postgresql ? await PostgresDatabase.OpenAsync(options.ConnectionTemplate!, info.Key, create: true, ct) : null;
        DbConnection writer = source is null ? await OpenSqliteWriterAsync(path, ct) : await source.OpenConnectionAsync(ct);
        try
        {
            await migrator.MigrateAsync(writer, scope, ct);
        }
        catch (MigrationChangedException changed) when (options.RemakeChanged)
        {
            if (source is null)
            {
                await writer.DisposeAsync();
                foreach (var file in new[] { path, path + "-wal", path + "-shm" })
                    File.Delete(file);
                writer = await OpenSqliteWriterAsync(path, ct);
            }
            else
            {
                await using var empty = source.CreateCommand("drop schema public cascade; create schema public");
                await empty.ExecuteNonQueryAsync(ct);
            }

            await migrator.MigrateAsync(writer, scope, ct);
            remade(changed.Message);
        }
        catch
        {
            await writer.DisposeAsync();
            if (source is not null)
                await source.DisposeAsync();
            throw;
        }

        var read = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = true };
        var pooled = read.ToString();
        read.Pooling = false;
        var authority = new Authority(info, folder, source is not null ? source.OpenConnection : () =>
        {
            var reader = new SqliteConnection(pooled);
            reader.Open();
            return reader;
        }, source, readers: source is null ? new(read.ToString()) : null);
        if (scope == Migrator.PerAuthority)
            authority._modules = await ModulesAsync(writer, ct);
        authority.Queue = new(scopes, authority, writer);
        if (source is null)
            authority._inUse = HeldAlone.Shared(Path.Combine(folder, InUseFile));
        return authority;
    }

    /// <summary>Once, however many close it: the host that stops and whoever stopped it may both.</summary>
    internal Task CloseAsync() => _closing.Value;

    private async Task CloseOnceAsync()
    {
        if (Queue is { } queue)
            await queue.ShutdownAsync();
        _readers?.Close();
        if (_dataSource is not null)
            await _dataSource.DisposeAsync();
        if (_inUse is not null)
            await _inUse.DisposeAsync();
    }

    private static async Task<SqliteConnection> OpenSqliteWriterAsync(string path, CancellationToken ct)
    {
        var connection = new KeptStatements(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            pragma journal_mode = wal;
            pragma synchronous = full;
            pragma foreign_keys = 1;
            pragma busy_timeout = 5000;
            pragma temp_store = memory;
            pragma secure_delete = 1;
            """;
        await command.ExecuteNonQueryAsync(ct);
        return connection;
    }
}
