using System.Net;
using System.Text;
using Esdh.Testing;

namespace Esdh.Arkiv.Tests.Kassation;

/// <summary>The server killed in the middle of a disposal: nothing is half done, and nothing is done twice.</summary>
public sealed class KassationsnedbrudTests : IAsyncLifetime
{
    private const int Dokumenter = 260;

    private readonly Testdatabase _database = new();

    private Dictionary<string, string> Settings => new(_database.Settings) { ["Esdh:Demonstration"] = "tom" };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task En_kassation_gaar_videre_efter_et_draeb_og_bliver_faerdig_een_gang()
    {
        string id;
        await using (var server = await Serverproces.StartAsync(Settings))
        {
            var (sagsbehandler, arkivar, leder) = (Klient(server, "sagsbehandler"), Klient(server, "arkivar"), Klient(server, "leder"));
            var sag = (await sagsbehandler.SendAsync("/api/v1/sager", new { titel = "Gammel sag", emne = "05.09.04", facet = "G01" })).GetProperty("id").GetString()!;
            for (var i = 0; i < Dokumenter; i++)
                await LaegAsync(sagsbehandler, sag, $"indhold {i}");
            await (await sagsbehandler.PostAsync($"/api/v1/sager/{sag}/afslutning", new { })).ForventAsync();
            var (beslutningssag, idag) = ((await sagsbehandler.SendAsync("/api/v1/sager", new { titel = "Byrådet", emne = "00.01.00", facet = "A00" })).GetProperty("id").GetString()!, Core.Calendar.DanishTime.Today(TimeProvider.System));
            var beslutning = await LaegAsync(sagsbehandler, beslutningssag, "Besluttet");
            SaaGammelt();
            id = (await arkivar.SendAsync("/api/v1/kassationer", new { titel = "Nedbrud" })).GetProperty("id").GetString()!;
            await Vent.TilAsync(async () => (await arkivar.HentAsync($"/api/v1/kassationer/{id}")).GetProperty("tilstand").GetString() == "TilGennemsyn");
            Assert.Equal(Dokumenter, (await arkivar.HentAsync($"/api/v1/kassationer/{id}")).GetProperty("linjer").GetInt32());
            await (await arkivar.PutAsync($"/api/v1/kassationer/{id}/grundlag", new { analyse = "Set", hoering = "Ja", hoeringDag = idag, beslutning, beslutningDag = idag })).ForventAsync(HttpStatusCode.NoContent);
            await (await arkivar.PostAsync($"/api/v1/kassationer/{id}/afsendelse", new { })).ForventAsync(HttpStatusCode.NoContent);
            await (await leder.PostAsync($"/api/v1/kassationer/{id}/godkendelse", new { })).ForventAsync(HttpStatusCode.NoContent);
            for (var i = 0; i < 20_000 && Kasseret() == 0; i++)
                await Task.Delay(1);
            await server.DraebAsync();
        }

        var foer = Kasseret();
        Assert.InRange(foer, 1, Dokumenter - 1); // in the middle of it, or this test says nothing
        Assert.Equal(Dokumenter - foer, _database.Tal("korsbaek", "select count(*) from fil f join kassationslinje l on l.dokument_id = f.dokument_id"));
        await VerificerAsync();

        await using (var igen = await Serverproces.StartAsync(Settings))
        {
            var arkivar = Klient(igen, "arkivar");
            await Vent.TilAsync(async () => (await arkivar.HentAsync($"/api/v1/kassationer/{id}")).GetProperty("tilstand").GetString() == "Udfoert");
            Assert.NotEmpty(await arkivar.GetByteArrayAsync(new Uri($"/api/v1/kassationer/{id}/protokol", UriKind.Relative)));
        }

        Assert.Equal(Dokumenter, Kasseret());
        Assert.Equal(Dokumenter, _database.Tal("korsbaek", "select count(*) from haendelse where type = 'DokumentKasseret'"));
        Assert.Equal(Dokumenter, _database.Tal("korsbaek", "select count(*) from kassationsfil where tilstand = 'Slettet'"));
        Assert.Equal(0, _database.Tal("korsbaek", "select count(*) from fil f join kassationslinje l on l.dokument_id = f.dokument_id"));
        await VerificerAsync();
    }

    [Fact]
    public async Task En_sletning_gaar_videre_efter_et_draeb_og_sletter_hver_sag_een_gang()
    {
        const int sager = 60;
        string id;
        await using (var server = await Serverproces.StartAsync(Settings))
        {
            var (sagsbehandler, arkivar, leder) = (Klient(server, "sagsbehandler"), Klient(server, "arkivar"), Klient(server, "leder"));
            await Parallel.ForEachAsync(Enumerable.Range(0, sager), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
            {
                var sag = (await sagsbehandler.SendAsync("/api/v1/sager", new { titel = $"Hemmelig {i}", emne = "05.09.04", facet = "G01", parter = new[] { new { navn = $"Hemmelig Person {i}", rolle = "Klager" } } })).GetProperty("id").GetString()!;
                await LaegAsync(sagsbehandler, sag, $"hemmeligt {i}");
                await (await sagsbehandler.PostAsync($"/api/v1/sager/{sag}/afslutning", new { })).ForventAsync();
            });
            SaaGammelt();
            id = (await arkivar.SendAsync("/api/v1/kassationer", new { titel = "Nedbrud", art = "sletning" })).GetProperty("id").GetString()!;
            await Vent.TilAsync(async () => (await arkivar.HentAsync($"/api/v1/kassationer/{id}")).GetProperty("tilstand").GetString() == "TilGennemsyn");
            Assert.Equal(sager, (await arkivar.HentAsync($"/api/v1/kassationer/{id}")).GetProperty("linjer").GetInt32());
            await (await arkivar.PostAsync($"/api/v1/kassationer/{id}/afsendelse", new { })).ForventAsync(HttpStatusCode.NoContent);
            await (await leder.PostAsync($"/api/v1/kassationer/{id}/godkendelse", new { })).ForventAsync(HttpStatusCode.NoContent);
            for (var i = 0; i < 20_000 && Kasseret() == 0; i++)
                await Task.Delay(1);
            await server.DraebAsync();
        }

        var foer = Kasseret();
        Assert.InRange(foer, 1, sager - 1); // in the middle of it, or this test says nothing
        Assert.Equal(sager - foer, _database.Tal("korsbaek", "select count(*) from sagspart where navn like 'Hemmelig %'")); // a case's rows go with the line that says so
        await VerificerAsync();

        await using (var igen = await Serverproces.StartAsync(Settings))
        {
            var arkivar = Klient(igen, "arkivar");
            await Vent.TilAsync(async () => (await arkivar.HentAsync($"/api/v1/kassationer/{id}")).GetProperty("tilstand").GetString() == "Udfoert");
        }

        Assert.Equal(sager, Kasseret());
        Assert.Equal(sager, _database.Tal("korsbaek", "select count(distinct sag_id) from haendelse where type = 'SagSlettet'"));
        Assert.Equal(sager, _database.Tal("korsbaek", "select count(*) from haendelse where type = 'SagSlettet'"));
        Assert.Equal(0, _database.Tal("korsbaek", "select (select count(*) from sag where titel like 'Hemmelig %') + (select count(*) from part where navn like 'Hemmelig %') + (select count(*) from sagspart where navn like 'Hemmelig %')"));
        await VerificerAsync();
    }

    /// <summary>As if it all had happened six years ago; the server's clock is the real one.</summary>
    private void SaaGammelt()
    {
        var aar = TimeSpan.FromDays(6 * 366);
        Assert.InRange(_database.Tal("korsbaek", Testdatabase.ErPostgresql
            ? "update sag set afsluttet = afsluttet - interval '2196 days' where afsluttet is not null returning 1"
            : $"update sag set afsluttet = afsluttet - {aar.Ticks / 10} where afsluttet is not null returning 1"), 1, 1);
        foreach (var fil in Directory.EnumerateFiles(Path.Combine(_database.Folder, "myndigheder", "korsbaek", "filer"), "*", SearchOption.AllDirectories))
            File.SetLastWriteTimeUtc(fil, File.GetLastWriteTimeUtc(fil) - aar);
    }

    private async Task VerificerAsync()
    {
        var (kode, tekst) = await Serverproces.KommandoAsync(_database.Settings, "verificer");
        Assert.True(kode == 0, tekst);
    }

    private static async Task<string> LaegAsync(HttpClient klient, string sag, string indhold) =>
        (await (await klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "brev.txt", Encoding.UTF8.GetBytes(indhold), new { titel = "Brev", retning = "indgaaende", journaliser = true })).ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;

    private long Kasseret() => _database.Tal("korsbaek", "select count(*) from kassationslinje where udfald = 'Kasseret'");

    private static HttpClient Klient(Serverproces server, string bruger) => new(new Tegnhandler(server.Adresse, bruger, "korsbaek")) { BaseAddress = server.Adresse };
}
