using System.Data.Common;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Core.Storage;
using Esdh.Core.Web;
using Esdh.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Activity = System.Diagnostics.Activity;

namespace Esdh.Core.Tests.Storage;

/// <summary>What one act's failure may and may not do to the others of its batch.</summary>
public sealed class WriteQueueTests : IAsyncLifetime
{
    private static readonly Regel Afvist = new("PROEVE-1", "Handlingen er afvist.", Regel.Intern);
    private Kerne _kerne = null!;

    public async Task InitializeAsync()
    {
        _kerne = await Kerne.StartAsync();
        await _kerne.SqlAsync("create table proeve (id integer primary key, tekst text)");
    }

    public async Task DisposeAsync() => await _kerne.DisposeAsync();

    [Fact]
    public async Task Afviste_handlinger_i_en_faelles_skrivning_roerer_ikke_de_andre()
    {
        await _kerne.SqlAsync("insert into proeve values (1000, 'optaget')");

        var (acts, batches) = await SammenAsync([.. Enumerable.Range(0, 32).Select(i => i switch
        {
            7 => Haendelse(i, () => Afvist.Kraev(false)), // refused after it has written
            13 => Haendelse(i, () => throw new InvalidOperationException("en fejl i koden")),
            20 => Sql("insert into proeve values (1000, 'dublet')"),
            25 => Haendelse(i, ct: new CancellationToken(true)),
            _ => Haendelse(i),
        })]);

        Assert.Equal(1, batches);
        Assert.Equal(28, acts.Count(a => a.IsCompletedSuccessfully));
        Assert.IsType<RegelbrudException>(acts[7].Exception!.InnerException);
        Assert.IsAssignableFrom<DbException>(acts[20].Exception!.InnerException);
        Assert.True(acts[25].IsCanceled);
        Assert.Equal(28, _kerne.Tal("select count(*) from haendelse"));
        Assert.Equal(28, _kerne.Tal("select max(nr) from haendelse"));
        Assert.Equal(29, _kerne.Tal("select count(*) from proeve"));
    }

    [Fact]
    public async Task En_afvist_handling_giver_sit_nummer_tilbage()
    {
        Func<Task> Nummer(List<int> given, bool refused = false) => () => _kerne.Queue.RunAsync(async (Counters counters) =>
        {
            var number = await counters.NextAsync("sag", CancellationToken.None);
            Afvist.Kraev(!refused);
            given.Add(number);
        }, CancellationToken.None);
        List<int> first = [], second = [], third = [];

        var (acts, _) = await SammenAsync(Nummer(first), Nummer(second, refused: true), Nummer(third));

        Assert.True(acts[1].IsFaulted);
        Assert.Equal([1], first);
        Assert.Equal([2], third);
    }

    [Fact]
    public async Task Naar_selve_gemningen_afvises_koeres_handlingerne_hver_for_sig_og_kun_den_skyldige_fejler()
    {
        await _kerne.SqlAsync("create table udskudt (id integer primary key, proeve_id integer references proeve (id) deferrable initially deferred)");

        var (acts, batches) = await SammenAsync(Haendelse(1), Sql("insert into udskudt values (1, 99)"), Haendelse(2));

        Assert.Equal([true, false, true], acts.Select(a => a.IsCompletedSuccessfully));
        Assert.IsAssignableFrom<DbException>(acts[1].Exception!.InnerException);
        Assert.True(batches > 1);
        Assert.Equal(2, _kerne.Tal("select max(nr) from haendelse"));
        Assert.Equal(2, _kerne.Tal("select count(*) from proeve"));
        Assert.Equal(0, _kerne.Tal("select count(*) from udskudt"));
    }

    [Fact]
    public async Task En_handling_der_afslutter_transaktionen_tager_ikke_de_andre_med_sig()
    {
        if (!Testdatabase.ErPostgresql)
            await _kerne.Queue.RunAsync((StorageScope scope) => Kerne.RunAsync(scope, $"pragma max_page_count = {_kerne.Tal("pragma page_count") + 60}"), CancellationToken.None);
        // SQLite: the disk is full. PostgreSQL: the connection is gone.
        var fatal = Testdatabase.ErPostgresql ? "select pg_terminate_backend(pg_backend_pid())" : $"insert into proeve values (500, '{new string('x', 4_000_000)}')";

        var (acts, _) = await SammenAsync(Haendelse(1), Sql(fatal), Haendelse(2));

        Assert.Equal([true, false, true], acts.Select(a => a.IsCompletedSuccessfully));
        if (!Testdatabase.ErPostgresql)
            Assert.Equal(507, Problem.From(acts[1].Exception!.InnerException!).Status);
        Assert.Equal(2, _kerne.Tal("select count(*) from haendelse"));
        Assert.Equal(2, _kerne.Tal("select max(nr) from haendelse"));
        Assert.Equal(0, _kerne.Tal("select count(*) from proeve where id = 500"));
    }

    [Fact]
    public async Task To_der_retter_det_samme_paa_een_gang_faar_den_sidste_besked_om_det()
    {
        await _kerne.SqlAsync("create table sagen (version integer not null, lukket integer not null)");
        await _kerne.SqlAsync("insert into sagen values (4, 0)");
        Func<Task> Luk(long seen) => () => _kerne.Queue.RunAsync(async (StorageScope scope) =>
        {
            await using var read = scope.Command("select version from sagen");
            Preconditions.Check(Convert.ToInt64(await read.ExecuteScalarAsync(), null), seen);
            await Kerne.RunAsync(scope, "update sagen set version = version + 1, lukket = lukket + 1");
        }, CancellationToken.None);

        var (acts, _) = await SammenAsync(Luk(4), Luk(4), Haendelse(1));

        Assert.Equal([true, false, true], acts.Select(a => a.IsCompletedSuccessfully));
        Assert.Equal(412, Problem.From(Assert.IsType<StaleException>(acts[1].Exception!.InnerException)).Status);
        Assert.Equal(1, _kerne.Tal("select lukket from sagen"));
    }

    [Fact]
    public async Task En_handling_der_sletter_raekken_under_sig_selv_gemmer_intet()
    {
        var (acts, _) = await SammenAsync(
            () => _kerne.Queue.RunAsync(async (CoreDb db) =>
            {
                var job = new Job { Type = "proeve", Titel = "Prøve", Data = "{}", OprettetAf = Guid.Empty, Oprettet = _kerne.Ur.GetUtcNow() };
                db.Add(job);
                await db.SaveChangesAsync();
                await db.Jobs.Where(j => j.Id == job.Id).ExecuteDeleteAsync();
                job.Faerdige = 1;
                await db.SaveChangesAsync();
            }, CancellationToken.None),
            Haendelse(1));

        Assert.IsType<DbUpdateConcurrencyException>(acts[0].Exception!.InnerException);
        Assert.True(acts[1].IsCompletedSuccessfully);
        Assert.Equal(0, _kerne.Tal("select count(*) from job"));
    }

    [Fact]
    public async Task En_handling_der_venter_paa_sin_egen_koe_afvises()
    {
        var (acts, _) = await SammenAsync(
            () => _kerne.Queue.RunAsync((StorageScope _) => _kerne.Queue.RunAsync((StorageScope _) => Task.CompletedTask, CancellationToken.None), CancellationToken.None),
            Haendelse(1));

        Assert.IsType<InvalidOperationException>(acts[0].Exception!.InnerException);
        Assert.True(acts[1].IsCompletedSuccessfully);
    }

    [Fact]
    public async Task En_laeser_ser_intet_af_en_skrivning_foer_den_er_gemt_og_alt_bagefter()
    {
        long during = -1;

        await SammenAsync(Haendelse(1), () => _kerne.Queue.RunAsync((StorageScope _) =>
        {
            during = _kerne.Tal("select count(*) from haendelse");
            return Task.CompletedTask;
        }, CancellationToken.None));

        Assert.Equal(0, during);
        Assert.Equal(1, _kerne.Tal("select count(*) from haendelse"));
    }

    [Fact]
    public async Task Forespoergslens_spor_foelger_handlingen()
    {
        using var activity = new Activity("forespørgsel").Start();

        var seen = await _kerne.Queue.RunAsync((StorageScope _) => Task.FromResult(Activity.Current?.OperationName), CancellationToken.None);

        Assert.Equal("forespørgsel", seen);
    }

    [Fact]
    public async Task Haendelser_har_ingen_huller_naar_mange_skriver_samtidig_og_nogle_afvises()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                try
                {
                    await Haendelse((worker * 100) + i, () => Afvist.Kraev(i % 5 != 0))();
                }
                catch (RegelbrudException)
                {
                }
            }
        })));

        Assert.Equal(160, _kerne.Tal("select count(*) from haendelse"));
        Assert.Equal(160, _kerne.Tal("select max(nr) from haendelse"));
        Assert.Equal(1, _kerne.Tal("select min(nr) from haendelse"));
        Assert.Equal(160, _kerne.Tal("select count(*) from haendelse_data"));
    }

    [Fact]
    public async Task Haendelser_kan_hverken_rettes_eller_slettes()
    {
        await _kerne.HaendelserAsync(2);

        foreach (var sql in new[] { "update haendelse set type = 'Andet'", "delete from haendelse where nr = 2", "update haendelse_data set data = '{}'" })
            await Assert.ThrowsAnyAsync<DbException>(() => _kerne.SqlAsync(sql));

        Assert.Equal(2, _kerne.Tal("select count(*) from haendelse where type = 'NogetSket'"));
    }

    [Fact]
    public async Task En_haendelse_uden_for_en_handling_afvises()
    {
        var log = new EventLog(new StorageScope(), TimeProvider.System);

        await Assert.ThrowsAsync<InvalidOperationException>(() => log.AppendAsync(Aktoer.Systemet, new Kerne.NogetSket("x"), null, null, CancellationToken.None));
    }

    private Func<Task> Haendelse(int id, Action? then = null, CancellationToken ct = default) => () => _kerne.Queue.RunAsync(
        async (StorageScope scope) =>
        {
            await new EventLog(scope, _kerne.Ur).AppendAsync(Aktoer.Systemet, new Kerne.NogetSket($"{id}"), null, null, CancellationToken.None);
            await Kerne.RunAsync(scope, $"insert into proeve values ({id}, 'brev')");
            then?.Invoke();
        }, ct);

    private Func<Task> Sql(string sql) => () => _kerne.SqlAsync(sql);

    /// <summary>A first act holds the writer until all others are queued, so that they surely share a batch. Answers them and how many batches they took.</summary>
    private async Task<(Task[] Acts, int Batches)> SammenAsync(params Func<Task>[] acts)
    {
        using var release = new SemaphoreSlim(0);
        var entered = new TaskCompletionSource();
        var batches = 0;
        void Count() => Interlocked.Increment(ref batches);
        var hold = _kerne.Queue.RunAsync(async (StorageScope _) =>
        {
            entered.SetResult();
            await release.WaitAsync();
        }, CancellationToken.None);
        await entered.Task;
        _kerne.Queue.Committed += Count;
        // Cancelled callers must get into the queue too: the token is looked at when the act's turn comes.
        var running = acts.Select(a => a()).ToArray();
        release.Release();
        await hold;
        await Task.WhenAny(Task.WhenAll(running), Task.Delay(TimeSpan.FromSeconds(20)));
        Assert.All(running, task => Assert.True(task.IsCompleted, "An act was never answered."));
        await _kerne.Queue.RunAsync((StorageScope _) => Task.CompletedTask, CancellationToken.None);
        _kerne.Queue.Committed -= Count;
        return (running, batches - 2);
    }
}
