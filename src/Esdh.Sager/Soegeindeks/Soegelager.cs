using System.Data.Common;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Esdh.Sager.Soegeindeks;

/// <summary>The search database is gone, cut short or unreadable. It is built anew; nothing else suffers.</summary>
/// <param name="grund">What the database said.</param>
/// <param name="erVaek">It is known to be so; else it only could not be opened now (a process out of file handles, say), and is tried again.</param>
internal sealed class SoegeindeksMangler(Exception? grund = null, bool erVaek = true) : Exception("Søgeindekset mangler eller er beskadiget.", grund)
{
    public bool ErVaek => erVaek;
}

/// <summary>
/// One search database: a file beside the authority's (on PostgreSQL a schema in it), with the one connection that writes and those that search.
/// The latter have the authority's database too, so that a search asks both at once.
/// </summary>
internal sealed class Soegelager : IAsyncDisposable
{
    private readonly Authority _myndighed;
    private readonly int _flestLedige;
    private readonly Lock _laas = new();
    private readonly Stack<DbConnection> _ledige = new();
    private readonly SemaphoreSlim _skriver = new(1, 1);

    /// <summary>A search on SQLite is work of a processor and nothing else: more at once than this would only take turns, each with a connection's memory.</summary>
    private readonly SemaphoreSlim _laesere = new(Math.Max(4, 2 * Environment.ProcessorCount));
    private DbConnection? _skriveforbindelse;
    private TaskCompletionSource? _lukket;
    private TaskCompletionSource? _tom;
    private int _ude;
    private long _mindst;

    private Soegelager(Authority myndighed, string fil, string skema, bool erSqlite, int flestLedige) =>
        (_myndighed, Fil, P, ErSqlite, _flestLedige) = (myndighed, Path.Combine(myndighed.Folder, fil), erSqlite ? "" : skema + ".", erSqlite, flestLedige);

    public bool ErSqlite { get; }

    /// <summary>On SQLite, the path of the file.</summary>
    public string Fil { get; }

    /// <summary>What stands before a table's name.</summary>
    public string P { get; }

    /// <summary>Its words were made by another version of the analyzer: nearly all is found, and a new one should be built beside it.</summary>
    public bool ErGammel { get; private set; }

    /// <summary>The live index.</summary>
    public static Soegelager Nuvaerende(Authority myndighed, Provider provider) => new(myndighed, "soegning.db", "soegning", provider == Provider.Sqlite, 4);

    /// <summary>The one that is built beside it.</summary>
    public static Soegelager Kommende(Authority myndighed, Provider provider) => new(myndighed, "soegning-ny.db", "soegning_ny", provider == Provider.Sqlite, 4);

    /// <summary>The same for a process that only looks: nothing stays open, so that it sees the one that is there now and is in nobody's way.</summary>
    public Soegelager TilKig() => new(_myndighed, Path.GetFileName(Fil), P.TrimEnd('.'), ErSqlite, 0);

    /// <summary>Whether there is one, whatever its state.</summary>
    public async Task<bool> FindesAsync(CancellationToken ct)
    {
        if (ErSqlite)
            return File.Exists(Fil);
        await using var forbindelse = _myndighed.OpenReader();
        await using var command = forbindelse.CreateCommand();
        command.CommandText = "select to_regclass(@navn) is not null";
        return (bool)(await command.With("@navn", P + "soegestand").ExecuteScalarAsync(ct))!;
    }

    /// <summary>Opens it for writing, made when it is missing, thrown away and made anew when it is of another shape or cannot be read.</summary>
    /// <param name="ogsaaGammel">One whose words another analyzer made is kept: see <see cref="ErGammel"/>.</param>
    /// <returns>Whether it was made now.</returns>
    public async Task<bool> AabnAsync(bool ogsaaGammel, CancellationToken ct)
    {
        await _skriver.WaitAsync(ct);
        try
        {
            if (await FindesAsync(ct))
            {
                try
                {
                    _skriveforbindelse = await AabnSkriverAsync(ct);
                    var version = await SkemaAsync(_skriveforbindelse, ct);
                    if (version == Soegeskema.Version || (ogsaaGammel && Soegeskema.HarFormen(version)))
                    {
                        ErGammel = version != Soegeskema.Version;
                        HuskLaengde();
                        return false;
                    }
                }
                catch (DbException e) when (ErSkade(e))
                {
                    // Made anew below.
                }

                await LukSkriverAsync();
            }

            await SletAsync(ct); // also what is left of one
            _skriveforbindelse = await AabnSkriverAsync(ct);
            await LavAsync(_skriveforbindelse, ct);
            HuskLaengde();
            return true;
        }
        catch (Exception e)
        {
            await LukSkriverAsync();
            if (e is DbException d && ErUtilgaengelig(d))
                throw new SoegeindeksMangler(e, erVaek: false);
            throw;
        }
        finally
        {
            _skriver.Release();
        }
    }

    /// <summary>Runs <paramref name="skriv"/> in a transaction on the one connection that writes.</summary>
    /// <exception cref="SoegeindeksMangler">The database cannot be read.</exception>
    public async Task<T> SkrivAsync<T>(Func<Func<string, DbCommand>, Task<T>> skriv, CancellationToken ct)
    {
        await _skriver.WaitAsync(ct);
        try
        {
            if (ErVaek)
                throw new SoegeindeksMangler();
            var forbindelse = _skriveforbindelse ??= await AabnSkriverAsync(ct);
            await using var transaktion = await forbindelse.BeginTransactionAsync(ct);
            var svar = await skriv(sql => Kommando(forbindelse, transaktion, sql));
            await transaktion.CommitAsync(ct);
            HuskLaengde();
            return svar;
        }
        catch (DbException e) when (ErSkade(e) || ErUtilgaengelig(e))
        {
            throw new SoegeindeksMangler(e, ErSkade(e));
        }
        finally
        {
            _skriver.Release();
        }
    }

    /// <summary>Destroys the text that was read of these contents, so that it is not to be read in the database's file either.</summary>
    /// <exception cref="SoegeindeksMangler">The database cannot be read.</exception>
    public async Task FjernTeksterAsync(IReadOnlyCollection<string> sha256, CancellationToken ct)
    {
        await SkrivAsync(async kommando =>
        {
            if (ErSqlite)
                await UdfoerAsync(kommando("pragma secure_delete = 1"), ct);
            await UdfoerAsync(kommando($"delete from {{s}}soegeindhold where sha256 {Indeksskriver.I(ErSqlite, "@sha")}").MedListe("@sha", ErSqlite, sha256), ct);
            if (ErSqlite)
                await UdfoerAsync(kommando("pragma secure_delete = 0"), ct);
            return true;
        }, ct);
        if (!ErSqlite)
            return;
        await _skriver.WaitAsync(ct);
        try
        {
            if (_skriveforbindelse is null)
                return;
            var kommando = _skriveforbindelse.CreateCommand();
            kommando.CommandText = "pragma wal_checkpoint(truncate)"; // where someone still reads, the next one does it
            await UdfoerAsync(kommando, ct);
        }
        finally
        {
            _skriver.Release();
        }
    }

    private static async Task UdfoerAsync(DbCommand kommando, CancellationToken ct)
    {
        await using (kommando)
            await kommando.ExecuteNonQueryAsync(ct);
    }

    /// <summary>Runs <paramref name="laes"/> on a connection that has the authority's database too. Inside, what is written meanwhile is not seen.</summary>
    /// <exception cref="SoegeindeksMangler">The database cannot be read.</exception>
    public async Task<T> LaesAsync<T>(Func<Func<string, DbCommand>, Task<T>> laes, CancellationToken ct)
    {
        if (!ErSqlite)
            return await LaesNuAsync(laes, ct);
        await _laesere.WaitAsync(ct);
        try
        {
            return await LaesNuAsync(laes, ct);
        }
        finally
        {
            _laesere.Release();
        }
    }

    private async Task<T> LaesNuAsync<T>(Func<Func<string, DbCommand>, Task<T>> laes, CancellationToken ct)
    {
        DbConnection? forbindelse;
        while (true)
        {
            Task vent;
            lock (_laas)
            {
                if (_lukket is null)
                {
                    _ude++;
                    _ledige.TryPop(out forbindelse);
                    break;
                }

                vent = _lukket.Task;
            }

            await vent.WaitAsync(ct);
        }

        var hel = false;
        try
        {
            if (ErVaek)
                throw new SoegeindeksMangler();
            forbindelse ??= await AabnLaeserAsync(ct);
            await using (var transaktion = ErSqlite ? ((SqliteConnection)forbindelse).BeginTransaction(deferred: true) : await forbindelse.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, ct))
            {
                var svar = await laes(sql => Kommando(forbindelse, transaktion, sql));
                await transaktion.CommitAsync(CancellationToken.None);
                hel = true;
                return svar;
            }
        }
        catch (DbException e) when (ErSkade(e) || ErUtilgaengelig(e))
        {
            throw new SoegeindeksMangler(e, ErSkade(e));
        }
        finally
        {
            if (!ErSqlite || !hel)
            {
                if (forbindelse is not null)
                    await forbindelse.DisposeAsync();
                forbindelse = null;
            }

            lock (_laas)
            {
                _ude--;
                if (forbindelse is not null && _lukket is null && _ledige.Count < _flestLedige)
                {
                    _ledige.Push(forbindelse);
                    forbindelse = null;
                }

                if (_ude == 0)
                    _tom?.TrySetResult();
            }

            if (forbindelse is not null)
                await forbindelse.DisposeAsync();
        }
    }

    /// <exception cref="SoegeindeksMangler">The file was deleted or cut short since it was opened.</exception>
    public void Kontroller()
    {
        if (ErVaek)
            throw new SoegeindeksMangler();
        HuskLaengde();
    }

    /// <summary>Throws the database away and makes it anew, empty.</summary>
    public Task BegyndForfraAsync(CancellationToken ct) => MedLukketAsync(async () =>
    {
        await SletAsync(ct);
        _skriveforbindelse = await AabnSkriverAsync(ct);
        await LavAsync(_skriveforbindelse, ct);
    }, ct);

    /// <summary>Takes the place of this one: those who search finish first, and go on in the new.</summary>
    /// <param name="ny">Closed afterwards, and gone.</param>
    public Task ErstatMedAsync(Soegelager ny, CancellationToken ct) => MedLukketAsync(async () =>
    {
        await ny.DisposeAsync();
        if (ErSqlite)
        {
            // One move, so that a kill leaves the old or the new. The logs must be gone first: one of them would be read into the other file.
            await SletLogAsync(ny, ct);
            await SletLogAsync(this, ct);
            File.Move(ny.Fil, Fil, overwrite: true);
        }
        else
        {
            await using var forbindelse = _myndighed.OpenReader();
            await using var command = forbindelse.CreateCommand();
            command.CommandText = "begin; drop schema if exists soegning cascade; alter schema soegning_ny rename to soegning; commit";
            await command.ExecuteNonQueryAsync(ct);
        }
    }, ct);

    /// <exception cref="IOException">Somebody reads in it still: the log cannot be written into the file now.</exception>
    private static async Task SletLogAsync(Soegelager lager, CancellationToken ct)
    {
        if (File.Exists(lager.Fil) && new FileInfo(lager.Fil + "-wal") is { Exists: true, Length: > 0 })
        {
            await using var forbindelse = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = lager.Fil, Pooling = false }.ToString());
            try
            {
                await forbindelse.OpenAsync(ct);
                await using var command = forbindelse.CreateCommand();
                command.CommandText = "pragma busy_timeout = 1000; pragma wal_checkpoint(truncate)";
                await command.ExecuteNonQueryAsync(ct);
            }
            catch (SqliteException e) when (ErSkade(e))
            {
                // Broken: it is on its way out.
            }
        }

        if (new FileInfo(lager.Fil + "-wal") is { Exists: true, Length: > 0 })
            throw new IOException("Søgeindeksets log er i brug af en anden proces.");
        File.Delete(lager.Fil + "-wal");
        File.Delete(lager.Fil + "-shm");
    }

    public async Task SletAsync(CancellationToken ct)
    {
        if (ErSqlite)
        {
            foreach (var fil in new[] { Fil, Fil + "-wal", Fil + "-shm" })
                File.Delete(fil);
            return;
        }

        await using var forbindelse = _myndighed.OpenReader();
        await using var command = forbindelse.CreateCommand();
#pragma warning disable CA2100 // one of two names
        command.CommandText = $"drop schema if exists {P.TrimEnd('.')} cascade";
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync(ct);
    }

    public async ValueTask DisposeAsync()
    {
        await _skriver.WaitAsync();
        try
        {
            await LukSkriverAsync();
            lock (_laas)
            {
                while (_ledige.TryPop(out var ledig))
                    ledig.Dispose();
            }
        }
        finally
        {
            _skriver.Release();
        }
    }

    private async Task MedLukketAsync(Func<Task> arbejde, CancellationToken ct)
    {
        await _skriver.WaitAsync(ct);
        TaskCompletionSource lukket = new(TaskCreationOptions.RunContinuationsAsynchronously), tom = new(TaskCreationOptions.RunContinuationsAsynchronously);
        try
        {
            lock (_laas)
            {
                (_lukket, _tom) = (lukket, tom);
                if (_ude == 0)
                    tom.TrySetResult();
            }

            await tom.Task;
            while (_ledige.TryPop(out var ledig))
                await ledig.DisposeAsync();
            await LukSkriverAsync();
            _mindst = 0;
            await arbejde();
            ErGammel = false;
            HuskLaengde();
        }
        finally
        {
            lock (_laas)
                (_lukket, _tom) = (null, null);
            lukket.TrySetResult();
            _skriver.Release();
        }
    }

    /// <summary>The file was deleted, or made shorter than it was: what is open would go on reading what nobody else sees.</summary>
    private bool ErVaek => ErSqlite && (new FileInfo(Fil) is not { Exists: true } fil || fil.Length < Volatile.Read(ref _mindst));

    private void HuskLaengde()
    {
        if (ErSqlite && new FileInfo(Fil) is { Exists: true } fil)
            Volatile.Write(ref _mindst, fil.Length);
    }

    private DbCommand Kommando(DbConnection forbindelse, DbTransaction transaktion, string sql)
    {
        Sent.Statement(sql);
        var command = forbindelse.CreateCommand();
        command.Transaction = transaktion;
#pragma warning disable CA2100 // our own, with the place of the tables put in
        command.CommandText = sql.Replace("{s}", P, StringComparison.Ordinal);
#pragma warning restore CA2100
        return command;
    }

    private async Task LukSkriverAsync()
    {
        if (_skriveforbindelse is { } forbindelse)
        {
            _skriveforbindelse = null;
            await forbindelse.DisposeAsync();
        }
    }

    private async Task<DbConnection> AabnSkriverAsync(CancellationToken ct)
    {
        if (!ErSqlite)
            return _myndighed.OpenReader();
        var forbindelse = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Fil, Pooling = false }.ToString());
        try
        {
            await forbindelse.OpenAsync(ct);
            await using var command = forbindelse.CreateCommand();
            // What is lost with the power is read again from the events: they are what must be on disk.
            command.CommandText = "pragma journal_mode = wal; pragma synchronous = normal; pragma busy_timeout = 5000; pragma temp_store = memory; pragma cache_size = -16000";
            await command.ExecuteNonQueryAsync(ct);
            return forbindelse;
        }
        catch
        {
            await forbindelse.DisposeAsync();
            throw;
        }
    }

    private async Task<DbConnection> AabnLaeserAsync(CancellationToken ct)
    {
        if (!ErSqlite)
            return _myndighed.OpenReader();
        var forbindelse = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path.Combine(_myndighed.Folder, "esdh.db"), Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        try
        {
            await forbindelse.OpenAsync(ct);
            await using var command = forbindelse.CreateCommand();
            command.CommandText = "pragma busy_timeout = 5000; pragma temp_store = memory; pragma cache_size = -4000; attach database @fil as soegning; pragma soegning.cache_size = -6000";
            await command.With("@fil", Fil).ExecuteNonQueryAsync(ct);
            return forbindelse;
        }
        catch
        {
            await forbindelse.DisposeAsync();
            throw;
        }
    }

    private async Task<int> SkemaAsync(DbConnection forbindelse, CancellationToken ct)
    {
        await using var command = forbindelse.CreateCommand();
#pragma warning disable CA2100 // one of two names
        command.CommandText = $"select skema from {P}soegestand";
#pragma warning restore CA2100
        return Convert.ToInt32(await command.ExecuteScalarAsync(ct), System.Globalization.CultureInfo.InvariantCulture);
    }

    private async Task LavAsync(DbConnection forbindelse, CancellationToken ct)
    {
        await using var transaktion = await forbindelse.BeginTransactionAsync(ct);
        await using var command = Kommando(forbindelse, transaktion, ErSqlite ? Soegeskema.Sqlite : $"create schema {P.TrimEnd('.')};" + Soegeskema.Postgresql);
        await command.ExecuteNonQueryAsync(ct);
        await using var stand = Kommando(forbindelse, transaktion, "insert into {s}soegestand (id, skema, efter, aftryk, fase, sag, dokument, notat, part, dag, udgave) values (1, @skema, 0, '', 'ny', 0, 0, 0, 0, '', @udgave)");
        await stand.With("@skema", Soegeskema.Version).With("@udgave", Guid.CreateVersion7().ToString("N")).ExecuteNonQueryAsync(ct);
        await transaktion.CommitAsync(ct);
    }

    /// <summary>Whether the error says that the database is not there or not whole, and not that someone else is in the way.</summary>
    private static bool ErSkade(DbException e) => e switch
    {
        SqliteException { SqliteErrorCode: 10 or 11 or 26 } => true, // input and output, corrupt, not a database
        SqliteException { SqliteErrorCode: 1 } s => s.Message.Contains("no such table", StringComparison.Ordinal) || s.Message.Contains("no such column", StringComparison.Ordinal) || s.Message.Contains("vtable constructor failed", StringComparison.Ordinal),
        PostgresException p => p.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.IndexCorrupted or PostgresErrorCodes.DataCorrupted,
        _ => false,
    };

    /// <summary>Whether it could not be opened now, which may be the process's fault and not the file's.</summary>
    private static bool ErUtilgaengelig(DbException e) => e is SqliteException { SqliteErrorCode: 14 };
}
