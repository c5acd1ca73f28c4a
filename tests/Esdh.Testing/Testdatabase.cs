using System.Diagnostics.CodeAnalysis;
using Esdh.Core.Storage;
using Npgsql;

namespace Esdh.Testing;

/// <summary>
/// Where one test's data lies: a folder of its own and, when <c>ESDH_TEST_DATABASE</c> is <c>postgresql</c>, databases with a name of their own on
/// the server of <c>ESDH_TEST_FORBINDELSE</c> (a connection string with <c>{myndighed}</c> for the database). All of it is gone after disposal.
/// </summary>
[SuppressMessage("Performance", "CA1812", Justification = "Compiled into two projects, one of which only derives its options.")]
public sealed class Testdatabase : IAsyncDisposable
{
    private readonly string _prefix;
    private readonly string? _template;

    public Testdatabase() : this($"esdh_{Guid.CreateVersion7():N}")
    {
    }

    internal Testdatabase(string prefix)
    {
        _prefix = prefix;
        Folder = Path.Combine(Path.GetTempPath(), _prefix);
        Directory.CreateDirectory(Folder);
        if (!ErPostgresql)
            return;
        var server = Environment.GetEnvironmentVariable("ESDH_TEST_FORBINDELSE")
            ?? throw new InvalidOperationException("ESDH_TEST_FORBINDELSE is missing: a PostgreSQL connection string with {myndighed}. tests/run sets it.");
        _template = server.Replace("{myndighed}", _prefix + "_{myndighed}", StringComparison.Ordinal);
    }

    /// <summary>Whether this run is against PostgreSQL; otherwise it is SQLite.</summary>
    public static bool ErPostgresql { get; } =
        string.Equals(Environment.GetEnvironmentVariable("ESDH_TEST_DATABASE"), "postgresql", StringComparison.OrdinalIgnoreCase);

    /// <summary>The value of <c>Esdh:Data</c>.</summary>
    public string Folder { get; }

    public DatabaseOptions Options => new(ErPostgresql ? Provider.Postgresql : Provider.Sqlite, Folder, _template);

    /// <summary>What a server is started with.</summary>
    public IReadOnlyDictionary<string, string> Settings => ErPostgresql
        ? new Dictionary<string, string> { ["Esdh:Data"] = Folder, ["Esdh:Database"] = "postgresql", ["Esdh:Forbindelse"] = _template! }
        : new Dictionary<string, string> { ["Esdh:Data"] = Folder, ["Esdh:Database"] = "sqlite" };

    /// <summary>One number, read past the server.</summary>
    /// <param name="store">An authority's key, or <c>faelles</c>.</param>
    /// <param name="sql">Runs on both providers.</param>
    /// <param name="fil">On SQLite, the file beside the authority's main one.</param>
    public long Tal(string store, string sql, string fil = "esdh.db")
    {
        using var connection = Forbindelse(store, fil);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // the tests' own SQL
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>An open connection past the server; the caller closes it.</summary>
    /// <inheritdoc cref="Tal"/>
    public System.Data.Common.DbConnection Forbindelse(string store, string fil = "esdh.db")
    {
        System.Data.Common.DbConnection connection = ErPostgresql
            ? new NpgsqlConnection(_template!.Replace("{myndighed}", store, StringComparison.Ordinal) + ";Pooling=false")
            : new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={(store == "faelles" ? Path.Combine(Folder, store) : Path.Combine(Folder, "myndigheder", store))}/{fil};Pooling=false");
        connection.Open();
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        if (ErPostgresql)
            await DropAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        for (var attempt = 0; Directory.Exists(Folder); attempt++)
        {
            try
            {
                Directory.Delete(Folder, recursive: true);
            }
            catch (IOException) when (attempt < 20)
            {
                await Task.Delay(50); // the server's last writes
            }
        }
    }

    /// <summary>Makes this one's databases as copies of another's, in which nobody is.</summary>
    internal async Task KopierAsync(Testdatabase fra)
    {
        await using var connection = await VedligeholdAsync();
        foreach (var name in await fra.DatabaserAsync(connection))
        {
            await using var copy = new NpgsqlCommand($"create database \"{_prefix}{name[fra._prefix.Length..]}\" template \"{name}\"", connection);
            await copy.ExecuteNonQueryAsync();
        }
    }

    private async Task DropAsync()
    {
        await using var connection = await VedligeholdAsync();
        foreach (var name in await DatabaserAsync(connection))
        {
            await using var drop = new NpgsqlCommand($"drop database if exists \"{name}\" with (force)", connection);
            await drop.ExecuteNonQueryAsync();
        }
    }

    private async Task<NpgsqlConnection> VedligeholdAsync()
    {
        var server = new NpgsqlConnectionStringBuilder(_template!.Replace("{myndighed}", "x", StringComparison.Ordinal)) { Database = "postgres", Pooling = false };
        var connection = new NpgsqlConnection(server.ToString());
        await connection.OpenAsync();
        return connection;
    }

    private async Task<List<string>> DatabaserAsync(NpgsqlConnection connection)
    {
        List<string> names = [];
        await using var list = new NpgsqlCommand("select datname from pg_database where starts_with(datname, $1)", connection) { Parameters = { new() { Value = _prefix + "_" } } };
        await using var reader = await list.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            names.Add(reader.GetString(0));
        return names;
    }
}
