using System.Data.Common;

namespace Esdh.Core.Storage;

/// <summary>
/// A task of one store that one process at a time has in hand, whichever host it runs on: see <see cref="Authorities.Authority.TryHoldAsync"/>. The operating system or the
/// database server lets go of it when the process dies, however it dies.
/// </summary>
public sealed class HeldAlone : IAsyncDisposable
{
    private readonly FileStream? _file;
    private readonly DbConnection? _connection;

    private HeldAlone(FileStream? file, DbConnection? connection) => (_file, _connection) = (file, connection);

    /// <summary>Holds a file of the store's folder: <c>jobs.laas</c>.</summary>
    internal static HeldAlone? File(string path) => TryFile(path) is { } file ? new(file, null) : null;

    /// <summary>Holds a file with others that do so, so that nobody holds it alone.</summary>
    internal static HeldAlone Shared(string path) => new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete), null);

    /// <summary>The file, with nobody else in it; null where somebody is.</summary>
    internal static FileStream? TryFile(string path)
    {
        try
        {
            return new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Holds a lock of the database server's, for as long as the connection lives.</summary>
    /// <param name="connection">Open, and this one's own from now on.</param>
    internal static async Task<HeldAlone?> LockAsync(DbConnection connection, string task, CancellationToken ct)
    {
        var taken = false;
        try
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "select pg_try_advisory_lock(hashtext(@opgave))";
            command.With("opgave", $"esdh {task}");
            taken = await command.ExecuteScalarAsync(ct) is true;
            return taken ? new(null, connection) : null;
        }
        finally
        {
            if (!taken)
                await connection.DisposeAsync();
        }
    }

    /// <summary>Whether the lock is still ours: a database server that went away has let go of it.</summary>
    public async Task<bool> StandsAsync(CancellationToken ct)
    {
        if (_connection is null)
            return true;
        try
        {
            await using var command = _connection.CreateCommand();
            command.CommandText = "select 1";
            await command.ExecuteScalarAsync(ct);
            return true;
        }
        catch (Exception error) when (error is DbException or InvalidOperationException)
        {
            return false;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_file is not null)
            await _file.DisposeAsync();
        if (_connection is null)
            return;
        try
        {
            // The connection goes back to its pool, which would keep the lock.
            await using var command = _connection.CreateCommand();
            command.CommandText = "select pg_advisory_unlock_all()";
            await command.ExecuteNonQueryAsync(CancellationToken.None);
        }
        catch (Exception error) when (error is DbException or InvalidOperationException)
        {
            // Gone already, and the lock with it.
        }

        await _connection.DisposeAsync();
    }
}
