using System.Diagnostics;
using Esdh.Core.Backup;
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
        await using var create = new NpgsqlCommand($"create database {Quoted(name)} encoding 'UTF8' lc_collate 'C' lc_ctype 'C' template template0", connection);
        await create.ExecuteNonQueryAsync(ct);
    }

    private static NpgsqlConnectionStringBuilder Settings(string template, string key) => new(template.Replace("{myndighed}", key, StringComparison.Ordinal)) { Pooling = false };

    /// <summary>Copies the database as it is now to a file, beside whoever works in it.</summary>
    /// <exception cref="BackupException">The program is missing, or says no.</exception>
    public static Task DumpAsync(string template, string key, string file, CancellationToken ct) =>
        RunAsync("pg_dump", Settings(template, key), ["--format=custom", "--no-owner", "--no-privileges", $"--file={file}", Settings(template, key).Database!], ct);

    /// <summary>Makes the database anew from such a file, beside the one that is there, which keeps its name until <see cref="ReplaceAsync"/>.</summary>
    /// <exception cref="BackupException">The program is missing, or says no.</exception>
    public static async Task LoadAsync(string template, string key, string file, CancellationToken ct)
    {
        var settings = Settings(template, key);
        settings.Database = Named(settings.Database!, Loading);
        await using (var server = await ServerAsync(template, key, ct))
        await using (var drop = new NpgsqlCommand($"drop database if exists {Quoted(settings.Database)}", server))
            await drop.ExecuteNonQueryAsync(ct);
        await EnsureAsync(settings, make: true, ct);
        await RunAsync("pg_restore", settings, ["--exit-on-error", "--no-owner", "--no-privileges", $"--dbname={settings.Database}", file], ct);
    }

    /// <summary>The database that was loaded takes the name of the one that is there, which is called something else from now on.</summary>
    /// <param name="template">Connection string with <c>{myndighed}</c>.</param>
    /// <param name="key">The store's.</param>
    /// <param name="old">What is added to the old one's name.</param>
    /// <param name="ct">Stops before it is done.</param>
    /// <returns>The old one's name; null where there was none.</returns>
    public static async Task<string?> ReplaceAsync(string template, string key, string old, CancellationToken ct)
    {
        var name = Settings(template, key).Database!;
        await using var server = await ServerAsync(template, key, ct);
        var aside = await ExistsAsync(server, name, ct) ? Named(name, old) : null;
        if (aside is not null)
            await RenameAsync(server, name, aside, ct);
        await RenameAsync(server, Named(name, Loading), name, ct);
        return aside;
    }

    private const string Loading = "_gendannes";

    /// <summary>The server cuts names at 63 bytes, and would take two for one.</summary>
    private static string Named(string name, string more) => name[..Math.Min(name.Length, 63 - more.Length)] + more;

    /// <summary>Whether anybody is connected to it.</summary>
    public static async Task<bool> IsInUseAsync(string template, string key, CancellationToken ct)
    {
        await using var server = await ServerAsync(template, key, ct);
        await using var users = new NpgsqlCommand("select count(*) from pg_stat_activity where datname = $1", server) { Parameters = { new() { Value = Settings(template, key).Database! } } };
        return (long)(await users.ExecuteScalarAsync(ct))! > 0;
    }

    public static async Task<bool> IsThereAsync(string template, string key, CancellationToken ct)
    {
        await using var server = await ServerAsync(template, key, ct);
        return await ExistsAsync(server, Settings(template, key).Database!, ct);
    }

    private static async Task<NpgsqlConnection> ServerAsync(string template, string key, CancellationToken ct)
    {
        var settings = Settings(template, key);
        settings.Database = "postgres";
        var connection = new NpgsqlConnection(settings.ToString());
        await connection.OpenAsync(ct);
        return connection;
    }

    private static async Task<bool> ExistsAsync(NpgsqlConnection server, string name, CancellationToken ct)
    {
        await using var exists = new NpgsqlCommand("select 1 from pg_database where datname = $1", server) { Parameters = { new() { Value = name } } };
        return await exists.ExecuteScalarAsync(ct) is not null;
    }

    private static async Task RenameAsync(NpgsqlConnection server, string from, string to, CancellationToken ct)
    {
        await using var rename = new NpgsqlCommand($"alter database {Quoted(from)} rename to {Quoted(to)}", server);
        await rename.ExecuteNonQueryAsync(ct);
    }

    private static string Quoted(string name) => '"' + name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';

    /// <summary>Runs one of PostgreSQL's own programs against the server; the password goes by the environment and stands on no command line.</summary>
    private static async Task RunAsync(string program, NpgsqlConnectionStringBuilder settings, IEnumerable<string> arguments, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Program(program), arguments) { RedirectStandardError = true, RedirectStandardInput = true };
        start.Environment["PGHOST"] = settings.Host;
        start.Environment["PGPORT"] = settings.Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        start.Environment["PGUSER"] = settings.Username;
        start.Environment["PGSSLMODE"] = settings.SslMode switch { SslMode.VerifyCA => "verify-ca", SslMode.VerifyFull => "verify-full", var mode => mode.ToString().ToLowerInvariant() };
        if (settings.Password is { } password)
            start.Environment["PGPASSWORD"] = password;
        if (settings.RootCertificate is { } root)
            start.Environment["PGSSLROOTCERT"] = root;
        using var process = Process.Start(start) ?? throw new BackupException($"{program} kunne ikke startes.");
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync(ct);
        try
        {
            await process.WaitForExitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        if (process.ExitCode != 0)
            throw new BackupException($"{program} sagde nej: {(await error).Trim()}");
    }

    /// <summary>The newest there is: it copies from servers of its own version and older.</summary>
    private static string Program(string name)
    {
        const string debian = "/usr/lib/postgresql";
        var found = (Directory.Exists(debian) ? Directory.EnumerateDirectories(debian) : []).Select(d => Path.Combine(d, "bin", name)).Where(File.Exists)
            .OrderByDescending(f => int.TryParse(Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(f))), out var version) ? version : 0).FirstOrDefault();
        return found ?? (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Where(f => f.Length > 0).Select(f => Path.Combine(f, name)).FirstOrDefault(File.Exists)
            ?? throw new BackupException($"{name} findes ikke på maskinen. Installér PostgreSQLs klientprogrammer, mindst så nye som serveren.");
    }
}
