using System.Data.Common;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Esdh.Adgang.Tokens;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Esdh.Adgang.Log;

/// <summary>
/// One authority's access log: who looked at what. A file of its own beside the authority's database (on a database server tables in it), a
/// table per month, written by one loop that gathers what comes in half a second into one transaction. Lines that must be durable
/// before an answer go at once, with what waits.
/// </summary>
internal sealed partial class Adgangslog : IAsyncDisposable
{
    /// <summary>So many lines may wait while the disk refuses them; past it requests are refused.</summary>
    private const int MestVentende = 20_000;

    private const int Portion = 1000;
    private static readonly TimeSpan Samles = TimeSpan.FromMilliseconds(500);
    private static readonly TimeSpan ProevIgen = TimeSpan.FromSeconds(1);

    private static readonly string[] Kolonner =
        ["@tid", "@bruger", "@klient", "@handling", "@objekt", "@status", "@sag", "@sagsnummer", "@dokument", "@person", "@soegeord", "@begrundelse", "@paa_vegne_af"];

    private readonly Channel<Post> _poster = Channel.CreateUnbounded<Post>(new() { SingleReader = true });
    private readonly SemaphoreSlim _haster = new(0);
    private readonly HashSet<int> _maaneder = [];
    private readonly CancellationTokenSource _lukker = new();
    private readonly Func<DbConnection> _skriver;
    private readonly Func<DbConnection> _laeser;
    private readonly ILogger _logger;
    private readonly bool _sqlite;
    private readonly byte[] _noegle;
    private readonly Task _loop;
    private DbConnection? _forbindelse;
    private int _venter;

    public Adgangslog(Authority authority, Provider provider, ILogger logger)
    {
        _logger = logger;
        _sqlite = provider == Provider.Sqlite;
        _noegle = Noeglefil.HentEllerOpret(Path.Combine(authority.Folder, "adgangslog.noegle"), () => RandomNumberGenerator.GetBytes(32));
        var path = Path.Combine(authority.Folder, "adgangslog.db");
        var read = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly }.ToString();
        _skriver = _sqlite ? () => OpenSqlite(path) : authority.OpenReader;
        _laeser = _sqlite ? () => Open(read) : authority.OpenReader;
        using (ExecutionContext.SuppressFlow())
            _loop = Task.Run(LoopAsync);
    }

    /// <summary>False while so much waits to be written that nothing more may happen unlogged.</summary>
    public bool HarPlads => Volatile.Read(ref _venter) < MestVentende;

    /// <summary>The form in which a person stands in the log: keyed, so that the log alone tells no personnummer.</summary>
    public string Person(string noegle) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(_noegle, Encoding.UTF8.GetBytes(noegle)).AsSpan(0, 16));

    /// <summary>Written within a second.</summary>
    public void Skriv(IReadOnlyList<Adgangslinje> linjer) => Laeg(new(linjer, null, null));

    /// <summary>Answers when the lines are on disk.</summary>
    public async Task SkrivVarigtAsync(IReadOnlyList<Adgangslinje> linjer)
    {
        var svar = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Laeg(new(linjer, null, svar));
        _haster.Release();
        await svar.Task;
    }

    /// <summary>Answers when everything that was handed in before is written.</summary>
    public Task SkyllAsync() => SkrivVarigtAsync([]);

    /// <summary>Removes what is older than <paramref name="graense"/>; whole months at once, the rest line by line.</summary>
    public async Task RydAsync(DateTimeOffset graense)
    {
        var svar = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Laeg(new([], forbindelse => RydAsync(forbindelse, graense), svar));
        _haster.Release();
        await svar.Task;
    }

    /// <summary>Lines newest first, from after <paramref name="efter"/>.</summary>
    public async IAsyncEnumerable<(Logsted Sted, Adgangslinje Linje)> LaesAsync(Adgangsfilter filter, Logsted? efter, [EnumeratorCancellation] CancellationToken ct)
    {
        await SkyllAsync();
        await using var forbindelse = _laeser();
        var foerste = Maaned(filter.Fra);
        var sidste = efter?.Maaned ?? Maaned(filter.Til);
        foreach (var maaned in (await MaanederAsync(forbindelse, ct)).Where(m => m >= foerste && m <= sidste).OrderDescending())
        {
            await using var command = Soegning(forbindelse, maaned, filter, efter?.Maaned == maaned ? efter.Nr : null);
            await using var reader = await command.ExecuteReaderAsync(ct);
            while (await reader.ReadAsync(ct))
            {
                var linje = new Adgangslinje(
                    reader.Instant(1), reader.GuidOrNull(2), Text(reader, 3), reader.GetString(4), Text(reader, 5), reader.GetInt32(6), reader.GuidOrNull(7),
                    Text(reader, 8), reader.GuidOrNull(9), Text(reader, 10), Text(reader, 11), Text(reader, 12), reader.GuidOrNull(13));
                if (filter.Person is null || filter.Person.Omfatter(linje))
                    yield return (new(maaned, reader.GetInt64(0)), linje);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (!_poster.Writer.TryComplete())
            return; // a host may be stopped more than once
        await _lukker.CancelAsync();
        _haster.Release();
        await _loop;
        if (_forbindelse is not null)
            await _forbindelse.DisposeAsync();
        _haster.Dispose();
        _lukker.Dispose();
    }

    private static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static int Maaned(DateTimeOffset tid) => (tid.UtcDateTime.Year * 100) + tid.UtcDateTime.Month;

    private static string Tabel(int maaned) => string.Create(CultureInfo.InvariantCulture, $"adgangslog_{maaned / 100:0000}_{maaned % 100:00}");

    private static SqliteConnection Open(string settings)
    {
        var connection = new SqliteConnection(settings);
        connection.Open();
        return connection;
    }

    private static SqliteConnection OpenSqlite(string path)
    {
        var connection = Open(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        using var command = connection.CreateCommand();
        command.CommandText = "pragma auto_vacuum = incremental; pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000; pragma temp_store = memory;";
        command.ExecuteNonQuery();
        return connection;
    }

    private void Laeg(Post post)
    {
        Interlocked.Add(ref _venter, post.Linjer.Count);
        if (!_poster.Writer.TryWrite(post))
            post.Svar?.TrySetException(new IOException("Adgangsloggen er lukket."));
    }

    private async Task LoopAsync()
    {
        List<Post> portion = [];
        while (await _poster.Reader.WaitToReadAsync())
        {
            if (!_lukker.IsCancellationRequested)
                await _haster.WaitAsync(Samles); // more may come; who waits for an answer does not wait for them
            var linjer = 0;
            while (linjer < Portion && _poster.Reader.TryRead(out var post))
            {
                portion.Add(post);
                linjer += post.Linjer.Count;
            }

            for (var forsoeg = 1; !await SkrivAsync(portion); forsoeg++)
            {
                if (_lukker.IsCancellationRequested && forsoeg >= 3)
                {
                    LogTabt(portion.Sum(p => p.Linjer.Count));
                    break;
                }

                await Task.WhenAny(Task.Delay(ProevIgen), Task.Delay(Timeout.Infinite, _lukker.Token));
            }

            Interlocked.Add(ref _venter, -linjer);
            portion.Clear();
        }
    }

    /// <summary>All in one transaction. When it fails, those who wait for it are told, and the lines are kept for the next try.</summary>
    private async Task<bool> SkrivAsync(List<Post> portion)
    {
        try
        {
            _forbindelse ??= await AabnAsync();
            await using (var transaction = await _forbindelse.BeginTransactionAsync())
            {
                foreach (var maaned in portion.SelectMany(p => p.Linjer).Select(l => Maaned(l.Tid)).Distinct())
                    await OpretAsync(_forbindelse, transaction, maaned);
                foreach (var gruppe in portion.SelectMany(p => p.Linjer).GroupBy(l => Maaned(l.Tid)))
                    await IndsaetAsync(_forbindelse, transaction, gruppe.Key, gruppe);
                await transaction.CommitAsync();
            }

            foreach (var post in portion)
            {
                if (post.Arbejde is not null)
                    await post.Arbejde(_forbindelse);
                post.Svar?.TrySetResult();
            }

            return true;
        }
#pragma warning disable CA1031 // whatever it is, the lines are kept and tried again
        catch (Exception fejl)
#pragma warning restore CA1031
        {
            LogFejl(fejl);
            foreach (var post in portion)
                post.Svar?.TrySetException(fejl);
            _maaneder.Clear();
            if (_forbindelse is not null)
                await _forbindelse.DisposeAsync();
            _forbindelse = null;
            return false;
        }
    }

    /// <summary>The writer's connection, with months from before a column was thought of given it.</summary>
    private async Task<DbConnection> AabnAsync()
    {
        var forbindelse = _skriver();
        foreach (var maaned in await MaanederAsync(forbindelse, CancellationToken.None))
        {
            await using var command = forbindelse.CreateCommand();
#pragma warning disable CA2100 // the table's name is ours
            if (_sqlite)
            {
                command.CommandText = $"select count(*) from pragma_table_info('{Tabel(maaned)}') where name = 'paa_vegne_af'";
                if (Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) > 0)
                    continue;
            }

            command.CommandText = _sqlite ? $"alter table {Tabel(maaned)} add column paa_vegne_af blob" : $"alter table {Tabel(maaned)} add column if not exists paa_vegne_af uuid";
#pragma warning restore CA2100
            await command.ExecuteNonQueryAsync();
        }

        return forbindelse;
    }

    private async Task OpretAsync(DbConnection forbindelse, DbTransaction transaction, int maaned)
    {
        if (!_maaneder.Add(maaned))
            return;
        var (noegle, tid, id) = _sqlite ? ("integer primary key", "integer", "blob") : ("bigint generated by default as identity primary key", "timestamptz", "uuid");
        var tabel = Tabel(maaned);
        await using var command = forbindelse.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // the table's name is ours
        command.CommandText = $"""
            create table if not exists {tabel} (
                nr {noegle}, tid {tid} not null, bruger_id {id}, klient text, handling text not null, objekt text, status integer not null,
                sag_id {id}, sagsnummer text, dokument_id {id}, person text, soegeord text, begrundelse text, paa_vegne_af {id});
            create index if not exists {tabel}_bruger on {tabel} (bruger_id) where bruger_id is not null;
            create index if not exists {tabel}_sag on {tabel} (sag_id) where sag_id is not null;
            create index if not exists {tabel}_dokument on {tabel} (dokument_id) where dokument_id is not null;
            create index if not exists {tabel}_person on {tabel} (person) where person is not null;
            create index if not exists {tabel}_sagsnummer on {tabel} (sagsnummer) where sagsnummer is not null and sag_id is null;
            """;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private static async Task IndsaetAsync(DbConnection forbindelse, DbTransaction transaction, int maaned, IEnumerable<Adgangslinje> linjer)
    {
        await using var command = forbindelse.CreateCommand();
        command.Transaction = transaction;
#pragma warning disable CA2100 // the table's name is ours
        command.CommandText = $"""
            insert into {Tabel(maaned)} (tid, bruger_id, klient, handling, objekt, status, sag_id, sagsnummer, dokument_id, person, soegeord, begrundelse, paa_vegne_af)
            values (@tid, @bruger, @klient, @handling, @objekt, @status, @sag, @sagsnummer, @dokument, @person, @soegeord, @begrundelse, @paa_vegne_af)
            """;
#pragma warning restore CA2100
        foreach (var navn in Kolonner)
            command.With(navn, null);
        var sqlite = command is SqliteCommand;
        foreach (var l in linjer)
        {
            // The parameters are made once: making them for each line costs more than writing it.
            void Saet(int nr, object? vaerdi) => command.Parameters[nr].Value = vaerdi switch
            {
                null => DBNull.Value,
                Guid id when sqlite => id.ToByteArray(true),
                _ => vaerdi,
            };
            Saet(0, sqlite ? DbValue.ToMicroseconds(l.Tid) : l.Tid.ToUniversalTime());
            Saet(1, l.BrugerId);
            Saet(2, l.Klient);
            Saet(3, l.Handling);
            Saet(4, l.Objekt);
            Saet(5, l.Status);
            Saet(6, l.SagId);
            Saet(7, l.Sagsnummer);
            Saet(8, l.DokumentId);
            Saet(9, l.Person);
            Saet(10, l.Soegeord);
            Saet(11, l.Begrundelse);
            Saet(12, l.PaaVegneAf);
            await command.ExecuteNonQueryAsync();
        }
    }

    private async Task<List<int>> MaanederAsync(DbConnection forbindelse, CancellationToken ct)
    {
        await using var command = forbindelse.CreateCommand();
        command.CommandText = _sqlite
            ? "select name from sqlite_master where type = 'table' and name like 'adgangslog\\_%' escape '\\'"
            : "select tablename from pg_tables where schemaname = current_schema() and tablename like 'adgangslog\\_%' escape '\\'";
        List<int> found = [];
        await using var reader = await command.ExecuteReaderAsync(ct);
        while (await reader.ReadAsync(ct))
        {
            if (reader.GetString(0).Split('_') is [_, { Length: 4 } aar, { Length: 2 } maaned])
                found.Add((int.Parse(aar, CultureInfo.InvariantCulture) * 100) + int.Parse(maaned, CultureInfo.InvariantCulture));
        }

        return found;
    }

    private static DbCommand Soegning(DbConnection forbindelse, int maaned, Adgangsfilter filter, long? foer)
    {
        Sent.Statement($"select fra adgangslog {maaned}");
        var command = forbindelse.CreateCommand();
        List<string> hvor = ["tid >= @fra", "tid < @til"];
        command.With("@fra", filter.Fra).With("@til", filter.Til);
        void Og(string betingelse, string navn, object? vaerdi)
        {
            if (vaerdi is null)
                return;
            hvor.Add(betingelse);
            command.With(navn, vaerdi);
        }

        Og("nr < @foer", "@foer", foer);
        Og("bruger_id = @bruger", "@bruger", filter.BrugerId);
        Og("paa_vegne_af = @paavegneaf", "@paavegneaf", filter.PaaVegneAf);
        Og("sag_id = @sag", "@sag", filter.SagId);
        Og("(sagsnummer = @nummer or objekt = 'sag=' || @nummer)", "@nummer", filter.Sagsnummer);
        Og("dokument_id = @dokument", "@dokument", filter.DokumentId);
        if (filter.Person is { } person)
        {
            // Each way to a line has an index of its own; the day from which a case counts is looked at when the line is read.
            List<string> veje = [$"person in {Blandt("@personer", person.Noegler)}"];
            if (person.Sager.Count > 0)
                veje.Add($"sag_id in {Blandt("@sager", person.Sager.Keys)}");
            if (person.Numre.Count > 0)
                veje.Add($"(sag_id is null and sagsnummer in {Blandt("@numre", person.Numre.Keys)})");
            if (person.Dokumenter.Count > 0)
                veje.Add($"dokument_id in {Blandt("@dokumenter", person.Dokumenter.Keys)}");
            hvor.Add($"({string.Join(" or ", veje)})");
        }

        if (filter.KunSete)
            hvor.Add("status < 400");
        if (filter.KunAfviste)
            hvor.Add("status in (401, 403, 429)");
#pragma warning disable CA2100 // the table's name and the conditions are ours, the values are parameters
        command.CommandText = $"""
            select nr, tid, bruger_id, klient, handling, objekt, status, sag_id, sagsnummer, dokument_id, person, soegeord, begrundelse, paa_vegne_af
            from {Tabel(maaned)} where {string.Join(" and ", hvor)} order by nr desc
            """;
#pragma warning restore CA2100
        return command;

        // One parameter, however many: a list of parameters has a most.
        string Blandt<T>(string navn, IReadOnlyCollection<T> vaerdier)
        {
            if (command is not SqliteCommand)
            {
                command.With(navn, vaerdier.ToArray());
                return $"(select unnest({navn}))";
            }

            var ider = typeof(T) == typeof(Guid);
            command.With(navn, JsonSerializer.Serialize(ider ? vaerdier.Select(v => Convert.ToHexString(((Guid)(object)v!).ToByteArray(true))) : vaerdier.Select(v => v!.ToString())));
            return $"(select {(ider ? "unhex(value)" : "value")} from json_each({navn}))";
        }
    }

    private async Task RydAsync(DbConnection forbindelse, DateTimeOffset graense)
    {
        var bevares = Maaned(graense);
        foreach (var maaned in await MaanederAsync(forbindelse, CancellationToken.None))
        {
            if (maaned > bevares)
                continue;
            await using var command = forbindelse.CreateCommand();
#pragma warning disable CA2100 // the table's name is ours
            command.CommandText = maaned < bevares ? $"drop table {Tabel(maaned)}" : $"delete from {Tabel(maaned)} where tid < @graense";
#pragma warning restore CA2100
            if (maaned == bevares)
                command.With("@graense", graense);
            await command.ExecuteNonQueryAsync();
            _maaneder.Remove(maaned);
        }

        if (!_sqlite)
            return;
        await using var giv = forbindelse.CreateCommand();
        giv.CommandText = "pragma incremental_vacuum; pragma wal_checkpoint(truncate);";
        await giv.ExecuteNonQueryAsync();
    }

    private sealed record Post(IReadOnlyList<Adgangslinje> Linjer, Func<DbConnection, Task>? Arbejde, TaskCompletionSource? Svar);

    [LoggerMessage(LogLevel.Error, "Adgangsloggen kan ikke skrives. Linjerne beholdes, og der prøves igen.")]
    private partial void LogFejl(Exception fejl);

    [LoggerMessage(LogLevel.Critical, "Adgangsloggen kunne ikke skrives før lukning. {Antal} linjer er tabt.")]
    private partial void LogTabt(int antal);
}
