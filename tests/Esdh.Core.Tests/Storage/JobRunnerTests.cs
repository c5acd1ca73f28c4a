using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Core.Tests.Storage;

/// <summary>Long work in portions, whose row is the truth about it.</summary>
public sealed class JobRunnerTests : IAsyncLifetime
{
    private readonly Testdatabase _database = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Et_job_koeres_til_ende_i_portioner()
    {
        await using var kerne = await StartAsync();
        await using var runner = await KoererAsync(kerne);

        var id = await OpretAsync(kerne, items: 5);

        var job = await VentAsync(kerne, id, Jobstatus.Faerdig);
        Assert.Equal(5, job.Faerdige);
        Assert.NotNull(job.Startet);
        Assert.NotNull(job.Afsluttet);
    }

    [Fact]
    public async Task Et_job_som_et_nedbrud_afbroed_gaar_videre_hvor_det_slap()
    {
        Guid id;
        await using (var kerne = await StartAsync(stopAt: 3))
        {
            id = await OpretAsync(kerne, items: 6);
            await using var runner = await KoererAsync(kerne);
            await VentAsync(kerne, id, Jobstatus.Koerer, done: 3);
        }

        await using var again = await StartAsync();
        await using var restarted = await KoererAsync(again);

        var job = await VentAsync(again, id, Jobstatus.Faerdig);
        Assert.Equal(6, job.Faerdige);
        Assert.Equal(6, again.Tal("select count(*) from job_post where resultat = 'ok'")); // none twice
    }

    [Fact]
    public async Task En_fejl_i_et_job_stopper_det_og_siger_hvorfor_og_det_naeste_koerer()
    {
        await using var kerne = await StartAsync();
        await using var runner = await KoererAsync(kerne);

        var bad = await OpretAsync(kerne, items: 1, type: "findes-ikke");
        var refused = await OpretAsync(kerne, items: -1);
        var good = await OpretAsync(kerne, items: 1);

        Assert.Contains("fejl i systemet", (await VentAsync(kerne, bad, Jobstatus.Fejlet)).Resultat, StringComparison.Ordinal);
        Assert.Equal("Der er intet at gøre.", (await VentAsync(kerne, refused, Jobstatus.Fejlet)).Resultat);
        await VentAsync(kerne, good, Jobstatus.Faerdig);
    }

    [Fact]
    public async Task En_myndigheds_job_venter_ikke_paa_en_andens()
    {
        await using var kerne = await StartAsync(stopAt: 1);
        var anden = await kerne.Registry.CreateAsync(new("anden", "Anden Kommune (demonstration)", "12345678", true), [], CancellationToken.None);
        await using var runner = await KoererAsync(kerne);
        var stuck = await OpretAsync(kerne, items: 3);
        await VentAsync(kerne, stuck, Jobstatus.Koerer, done: 1);

        var id = await OpretAsync(kerne, items: 0, store: anden);

        await VentAsync(kerne, id, Jobstatus.Faerdig, store: anden);
    }

    private Task<Kerne> StartAsync(int stopAt = int.MaxValue) =>
        Kerne.StartAsync(_database, services => services.AddTransient<IJobKind>(sp => new Counting(stopAt, sp.GetRequiredService<TimeProvider>())));

    private static async Task<Stopping> KoererAsync(Kerne kerne)
    {
        var runner = kerne.Services.GetRequiredService<JobRunner>();
        await runner.StartAsync(CancellationToken.None);
        return new(runner);
    }

    private static Task<Guid> OpretAsync(Kerne kerne, int items, string type = "proeve", Authority? store = null) =>
        (store ?? kerne.Myndighed).Queue.RunAsync(async (CoreDb db) =>
        {
            var job = new Job { Type = type, Titel = "Prøve", Data = "{}", OprettetAf = Guid.Empty, Oprettet = kerne.Ur.GetUtcNow(), IAlt = items };
            db.Add(job);
            db.AddRange(Enumerable.Range(1, Math.Max(0, items)).Select(i => new JobPost { JobId = job.Id, Nr = i, Noegle = $"{i}" }));
            await db.SaveChangesAsync();
            return job.Id;
        }, CancellationToken.None);

    private static async Task<Job> VentAsync(Kerne kerne, Guid id, Jobstatus status, int done = 0, Authority? store = null)
    {
        Job? job = null;
        for (var i = 0; i < 2400; i++)
        {
            await using var scope = kerne.Services.CreateAsyncScope();
            scope.ServiceProvider.GetRequiredService<Core.Storage.StorageScope>().Use(store ?? kerne.Myndighed);
            job = await scope.ServiceProvider.GetRequiredService<CoreDb>().Jobs.SingleAsync(j => j.Id == id);
            if (job.Status == status && job.Faerdige >= done)
                return job;
            await Task.Delay(50);
        }

        Assert.Fail($"The job is {job?.Status} with {job?.Faerdige} done.");
        return job!;
    }

    /// <summary>Does one item at a time; hangs, as in a crash, when so many are done.</summary>
    private sealed class Counting(int stopAt, TimeProvider time) : IJobKind
    {
        public string Type => "proeve";

        public async Task<bool> RunPortionAsync(Authority authority, Guid jobId, CancellationToken ct)
        {
            var done = await authority.Queue.RunAsync(async (CoreDb db) =>
            {
                var job = await db.Jobs.SingleAsync(j => j.Id == jobId, ct);
                if (job.IAlt < 0)
                    throw new NotFoundException("Der er intet at gøre.");
                if (job.Faerdige == job.IAlt)
                    return job.Faerdige;
                var post = await db.JobPoster.OrderBy(p => p.Nr).FirstAsync(p => p.JobId == jobId && p.Resultat == null, ct);
                post.Resultat = "ok";
                job.Faerdige++;
                await db.SaveChangesAsync(ct);
                return job.Faerdige;
            }, ct);
            if (done >= stopAt)
                await Task.Delay(Timeout.InfiniteTimeSpan, time, ct);
            return await Left(authority, jobId, ct);
        }

        private static Task<bool> Left(Authority authority, Guid jobId, CancellationToken ct) =>
            authority.Queue.RunAsync((CoreDb db) => db.JobPoster.AnyAsync(p => p.JobId == jobId && p.Resultat == null, ct), ct);
    }

    private sealed class Stopping(JobRunner runner) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await runner.StopAsync(CancellationToken.None);
    }
}
