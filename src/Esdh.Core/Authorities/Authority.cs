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
/// <param name="IsDemo">Invented: shown as a demonstration on every page.</param>
public sealed record AuthorityInfo(string Key, string Name, string Cvr, bool IsDemo);

/// <summary>
/// One open authority: its database, files, keys and the queue that all its writing goes through. Scopes share it and never dispose it.
/// </summary>
public sealed class Authority
{
    private readonly Func<DbConnection> _openReader;
    private readonly NpgsqlDataSource? _dataSource;

    private Authority(AuthorityInfo info, string folder, Func<DbConnection> openReader, NpgsqlDataSource? dataSource)
    {
        (Info, Folder, _openReader, _dataSource) = (info, folder, openReader, dataSource);
        Content = new(Path.Combine(folder, "filer"));
    }

    public AuthorityInfo Info { get; internal set; }

    public string Key => Info.Key;

    /// <summary><c>{Esdh:Data}/myndigheder/{noegle}</c>, or <c>{Esdh:Data}/faelles</c>.</summary>
    public string Folder { get; }

    public ContentStore Content { get; }

    /// <summary>All writing goes through here.</summary>
    public WriteQueue Queue { get; private set; } = null!;

    /// <summary>A reader of its own; the caller disposes it.</summary>
    public DbConnection OpenReader() => _openReader();

    internal static async Task<Authority> OpenAsync(
        AuthorityInfo info, string scope, DatabaseOptions options, Migrator migrator, IServiceScopeFactory scopes, CancellationToken ct)
    {
        var folder = scope == Migrator.Shared
            ? Path.Combine(options.Folder, "faelles")
            : Path.Combine(options.Folder, "myndigheder", info.Key);
        Directory.CreateDirectory(folder);

        Authority authority;
        DbConnection writer;
        if (options.Provider == Provider.Sqlite)
        {
            var path = Path.Combine(folder, "esdh.db");
            writer = await OpenSqliteWriterAsync(path, ct);
            var read = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = true }.ToString();
            authority = new(info, folder, () =>
            {
                var reader = new SqliteConnection(read);
                reader.Open();
                return reader;
            }, null);
        }
        else
        {
            var source = await PostgresDatabase.OpenAsync(options.ConnectionTemplate!, info.Key, ct);
            writer = await source.OpenConnectionAsync(ct);
            authority = new(info, folder, source.OpenConnection, source);
        }

        await migrator.MigrateAsync(writer, scope, ct);
        authority.Queue = new(scopes, authority, writer);
        return authority;
    }

    internal async Task CloseAsync()
    {
        await Queue.ShutdownAsync();
        if (_dataSource is not null)
            await _dataSource.DisposeAsync();
    }

    private static async Task<SqliteConnection> OpenSqliteWriterAsync(string path, CancellationToken ct)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        await connection.OpenAsync(ct);
        await using var command = connection.CreateCommand();
        command.CommandText = """
            pragma journal_mode = wal;
            pragma synchronous = full;
            pragma foreign_keys = 1;
            pragma busy_timeout = 5000;
            pragma temp_store = memory;
            """;
        await command.ExecuteNonQueryAsync(ct);
        return connection;
    }
}
