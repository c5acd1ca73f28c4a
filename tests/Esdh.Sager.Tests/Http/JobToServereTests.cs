using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>Two servers, each a process, on one database: one of them runs a job, and the other takes it over when that one is killed.</summary>
public sealed class JobToServereTests : IAsyncLifetime
{
    private const int Antal = 240;

    private readonly Testdatabase _database = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Et_job_udfoeres_af_een_server_og_den_draebtes_tages_over_af_den_anden()
    {
        Dictionary<string, string> settings = new(_database.Settings) { ["Esdh:Demonstration"] = "tom" };
        await using var ene = await Serverproces.StartAsync(settings);
        using var hosEne = Klient(ene);
        await Parallel.ForEachAsync(Enumerable.Range(0, Antal), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
            await hosEne.SendAsync("/api/v1/sager", new { titel = $"To servere {i}", emne = "02.34.02", facet = "G01" }));
        await using var anden = await Serverproces.StartAsync(settings);
        using var hosAnden = Klient(anden);
        await hosAnden.HentAsync("/api/v1/mig"); // it has the authority open

        var job = (await hosEne.SendAsync("/api/v1/sager/massehandlinger", new
        {
            handling = "overdrag", filter = "behandler=mig", antal = Antal, behandlerId = Adgang.Contract.Demonstration.BrugerId("korsbaek", "kollega"),
        })).GetProperty("jobId").GetGuid();
        await Vent.TilAsync(async () => (await StandAsync(hosAnden, job)).Faerdige > 0);
        await ene.DraebAsync();
        var draebt = (await StandAsync(hosAnden, job)).Faerdige;
        await Vent.TilAsync(async () => (await StandAsync(hosAnden, job)).Status is not ("Venter" or "Koerer"));

        Assert.InRange(draebt, 1, Antal - 1); // in the middle of it, or this test says nothing
        Assert.Equal(("Faerdig", Antal, 0), await StandAsync(hosAnden, job));
        Assert.Equal(Antal, _database.Tal("korsbaek", "select count(*) from haendelse where type = 'SagOverdraget'"));
        Assert.Equal(Antal, _database.Tal("korsbaek", "select count(distinct sag_id) from haendelse where type = 'SagOverdraget'"));
    }

    private static async Task<(string? Status, int Faerdige, int Fejl)> StandAsync(HttpClient klient, Guid job)
    {
        var nu = await klient.HentAsync($"/api/v1/jobs/{job}");
        return (nu.GetProperty("status").GetString(), nu.GetProperty("faerdige").GetInt32(), nu.GetProperty("fejl").GetInt32());
    }

    private static HttpClient Klient(Serverproces server) => new(new Tegnhandler(server.Adresse, "sagsbehandler", "korsbaek")) { BaseAddress = server.Adresse };
}
