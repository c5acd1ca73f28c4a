using Npgsql;

namespace Esdh.Core.Storage;

/// <summary>A database per authority on a PostgreSQL server, made the first time it is asked for.</summary>
internal static class PostgresDatabase
{
    /// <exception cref="FileNotFoundException">It is missing and may not be made.</exception>
    public static async Task<NpgsqlDataSource> OpenAsync(string template, string key, bool create, CancellationToken ct)
    {
        var settings = new NpgsqlConnectionStringBuilder(template.Replace("{myndighed}", key, StringComparison.Ordinal)) { Timezone = "UTC" };
        await EnsureAsync(settings, create, ct);
        return NpgsqlDataSource.Create(settings);
    }

    private static async Task EnsureAsync(NpgsqlConnectionStringBuilder settings, bool make, CancellationToken ct)
    {
        var name = settings.Database!;
        var server = new NpgsqlConnectionStringBuilder(settings.ToString()) { Database = "postgres", Pooling = false };
        await using var connection = new NpgsqlConnection(server.ToString());
        await connection.OpenAsync(ct);
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", connection) { Parameters = { new() { Value = name } } };
        if (await exists.ExecuteScalarAsync(ct) is not null)
            return;
        if (!make)
            throw new FileNotFoundException("Der er ingen database.", name);
        var quoted = '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
        await using var create = new NpgsqlCommand($"create database {quoted} encoding 'UTF8' lc_collate 'C' lc_ctype 'C' template template0", connection);
        await create.ExecuteNonQueryAsync(ct);
    }
}
