using System.Data.Common;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Data.Sqlite;

namespace Esdh.Core.Storage;

/// <summary>A migration that has run is not the one in this version. The database is from another development version.</summary>
public sealed class MigrationChangedException(string name) : Exception(
    $"Migrationen {name} er ændret, siden databasen blev oprettet. Databasen kan ikke bruges med denne version.");

/// <summary>
/// Runs the plain SQL in <c>db-migrations/{provider}/{scope}/{module}/NNNN_words.sql</c>, forward only, module by module in the order of
/// the server's list, each script in a transaction of its own and once.
/// </summary>
public sealed class Migrator(Provider provider, IReadOnlyList<string> modules)
{
    /// <summary>The scope of one authority's database.</summary>
    public const string PerAuthority = "myndighed";

    /// <summary>The scope of the installation's shared database.</summary>
    public const string Shared = "faelles";

    private static readonly Assembly Home = typeof(Migrator).Assembly;

    public IEnumerable<(string Module, int Number, string Name, string Sql)> Scripts(string scope)
    {
        var prefix = $"db-migrations/{provider.ToString().ToLowerInvariant()}/{scope}/";
        var names = Home.GetManifestResourceNames().Where(n => n.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        foreach (var module in modules)
        {
            foreach (var name in names.Where(n => n.StartsWith($"{prefix}{module}/", StringComparison.Ordinal)))
            {
                using var reader = new StreamReader(Home.GetManifestResourceStream(name)!, Encoding.UTF8);
                var file = name[(prefix.Length + module.Length + 1)..];
                yield return (module, int.Parse(file[..4], CultureInfo.InvariantCulture), file, reader.ReadToEnd());
            }
        }
    }

    /// <exception cref="MigrationChangedException">A script that has run was rewritten since.</exception>
    public async Task MigrateAsync(DbConnection connection, string scope, CancellationToken ct)
    {
        await RunAsync(connection, null, $"""
            create table if not exists migration (
                modul varchar(40) not null, nummer integer not null, navn varchar(200) not null, sha256 varchar(64) not null,
                tid {(connection is SqliteConnection ? "text not null default current_timestamp" : "timestamptz not null default now()")},
                primary key (modul, nummer))
            """, ct);
        var done = await DoneAsync(connection, ct);
        var scripts = Scripts(scope).ToList();
        foreach (var ((module, number), _) in done)
        {
            if (modules.Contains(module) && !scripts.Exists(s => s.Module == module && s.Number == number))
                throw new MigrationChangedException($"{module}/{number:0000}"); // a newer version's, or one that was withdrawn
        }

        foreach (var (module, number, name, sql) in scripts)
        {
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sql.ReplaceLineEndings("\n"))));
            if (done.TryGetValue((module, number), out var before))
            {
                if (before != sha256)
                    throw new MigrationChangedException($"{module}/{name}");
                continue;
            }

            await using var transaction = await connection.BeginTransactionAsync(ct);
            await RunAsync(connection, transaction, sql, ct);
            await using var note = connection.CreateCommand();
            note.Transaction = transaction;
            note.CommandText = "insert into migration (modul, nummer, navn, sha256) values (@modul, @nummer, @navn, @sha256)";
            note.With("@modul", module).With("@nummer", number).With("@navn", name).With("@sha256", sha256);
            await note.ExecuteNonQueryAsync(ct);
            await transaction.CommitAsync(ct);
        }
    }

    private static async Task<Dictionary<(string, int), string>> DoneAsync(DbConnection connection, CancellationToken ct)
    {
        Dictionary<(string, int), string> done = [];
        await using var command = connection.CreateCommand();
        command.CommandText = "select modul, nummer, sha256 from migration";
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
            done[(reader.GetString(0), reader.GetInt32(1))] = reader.GetString(2);
        return done;
    }

    private static async Task RunAsync(DbConnection connection, DbTransaction? transaction, string sql, CancellationToken ct)
    {
        await using var command = connection.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // our own embedded scripts
        command.CommandText = sql;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(ct);
    }
}
