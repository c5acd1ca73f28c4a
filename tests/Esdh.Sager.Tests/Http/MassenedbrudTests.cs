using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>The server killed in the middle of an act on many cases: it goes on by itself where it was, and no case is done twice.</summary>
public sealed class MassenedbrudTests : IAsyncLifetime
{
    private const int Antal = 240;

    private readonly Testdatabase _database = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Et_job_paa_mange_sager_fortsaetter_efter_et_nedbrud_uden_at_goere_en_sag_to_gange()
    {
        Dictionary<string, string> settings = new(_database.Settings) { ["Esdh:Demonstration"] = "tom" };
        Guid? job = null;
        var pauset = false;
        for (var runde = 0; ; runde++)
        {
            await using var server = await Serverproces.StartAsync(settings);
            using var klient = new HttpClient(new Tegnhandler(server.Adresse, "sagsbehandler", "korsbaek")) { BaseAddress = server.Adresse };
            if (job is null)
            {
                await Parallel.ForEachAsync(Enumerable.Range(0, Antal), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
                    await klient.SendAsync("/api/v1/sager", new { titel = $"Nedbrud {i}", emne = "02.34.02", facet = "G01" }));
                job = (await klient.SendAsync("/api/v1/sager/massehandlinger", new
                {
                    handling = "overdrag", filter = "behandler=mig", antal = Antal, behandlerId = Adgang.Contract.Demonstration.BrugerId("korsbaek", "kollega"),
                })).GetProperty("jobId").GetGuid();
            }

            if (runde == 1 && pauset) // the pause that was asked for just before the server was killed
            {
                for (var i = 0; i < 4800 && (await klient.HentAsync($"/api/v1/jobs/{job}")).GetProperty("status").GetString() != "SatPaaPause"; i++)
                    await Task.Delay(25);
                Assert.Equal("SatPaaPause", (await klient.HentAsync($"/api/v1/jobs/{job}")).GetProperty("status").GetString());
                await klient.SendAsync($"/api/v1/jobs/{job}/genoptag", new { });
            }

            var draeb = runde < 1;
            var (status, faerdige) = ("", 0);
            for (var i = 0; i < 24000 && status is not ("Faerdig" or "Fejlet") && !(draeb && faerdige > 0); i++)
            {
                var nu = await klient.HentAsync($"/api/v1/jobs/{job}");
                (status, faerdige) = (nu.GetProperty("status").GetString()!, nu.GetProperty("faerdige").GetInt32());
                await Task.Delay(5);
            }

            if (draeb)
            {
                using (var pause = await klient.PostAsync($"/api/v1/jobs/{job}/pause", new { }))
                    pauset = pause.IsSuccessStatusCode;
                await server.DraebAsync();
                continue;
            }

            var slut = await klient.HentAsync($"/api/v1/jobs/{job}");
            Assert.Equal(("Faerdig", Antal, 0), (slut.GetProperty("status").GetString(), slut.GetProperty("faerdige").GetInt32(), slut.GetProperty("fejl").GetInt32()));
            break;
        }

        Assert.Equal(Antal, _database.Tal("korsbaek", "select count(*) from haendelse where type = 'SagOverdraget'"));
        Assert.Equal(Antal, _database.Tal("korsbaek", "select count(distinct sag_id) from haendelse where type = 'SagOverdraget'"));
        Assert.Equal(0, _database.Tal("korsbaek", "select count(*) from job_post where resultat is null"));
    }

    [Fact]
    public async Task En_lukning_af_en_enhed_fortsaetter_efter_nedbrud_og_flytter_hver_sag_en_gang()
    {
        Dictionary<string, string> settings = new(_database.Settings) { ["Esdh:Demonstration"] = "tom" };
        Guid? aendring = null;
        for (var runde = 0; ; runde++)
        {
            await using var server = await Serverproces.StartAsync(settings);
            using var klient = new HttpClient(new Tegnhandler(server.Adresse, "sagsbehandler", "korsbaek")) { BaseAddress = server.Adresse };
            using var admin = new HttpClient(new Tegnhandler(server.Adresse, "administrator", "korsbaek")) { BaseAddress = server.Adresse };
            if (aendring is null)
            {
                var enhed = (await klient.HentAsync("/api/v1/mig")).GetProperty("enhed").GetProperty("id").GetGuid();
                await Parallel.ForEachAsync(Enumerable.Range(0, 250), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
                    await klient.SendAsync("/api/v1/sager", new { titel = $"Nedbrud {i}", emne = "02.34.02", facet = "G01" }));
                aendring = (await admin.SendAsync("/api/v1/enhedsaendringer", new { art = "lukning", kilder = new[] { enhed }, dele = new[] { new { enhedId = (await NyEnhedAsync(admin)) } } })).GetProperty("id").GetGuid();
            }

            var (tilstand, naaet, foer) = ("", 0, -1);
            for (var i = 0; i < 40000 && tilstand is not ("Gennemfoert" or "GaaetIStaa") && !(runde < 2 && naaet > foer && foer >= 0); i++)
            {
                var nu = await admin.HentAsync($"/api/v1/enhedsaendringer/{aendring}");
                (tilstand, naaet) = (nu.GetProperty("tilstand").GetString()!, nu.GetProperty("naaet").GetInt32());
                foer = foer < 0 ? naaet : foer;
                await Task.Delay(3);
            }

            if (runde < 2 && tilstand != "Gennemfoert")
            {
                await server.DraebAsync();
                continue;
            }

            Assert.Equal("Gennemfoert", tilstand);
            break;
        }

        Assert.Equal(250, _database.Tal("korsbaek", "select count(*) from haendelse where type = 'SagFulgteEnheden'"));
        Assert.Equal(250, _database.Tal("korsbaek", "select count(distinct sag_id) from haendelse where type = 'SagFulgteEnheden'"));
        Assert.Equal(250, _database.Tal("korsbaek", "select count(*) from job_post where noegle like 'sag|%'"));
        Assert.Equal(1, _database.Tal("korsbaek", "select count(*) from haendelse where type = 'EnhedsaendringUdfoert'"));
    }

    private static async Task<Guid> NyEnhedAsync(HttpClient admin) => (await admin.SendAsync("/api/v1/enheder", new { navn = "Ny enhed efter nedbrud" })).GetProperty("id").GetGuid();
}
