using System.Net;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>The server killed in the middle of long work: it goes on where it was, and is done once.</summary>
public sealed class JobnedbrudTests : IAsyncLifetime
{
    private const int Dokumenter = 24;

    private readonly Testdatabase _database = new();

    private Dictionary<string, string> Settings => new(_database.Settings) { ["Esdh:Demonstration"] = "tom" };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Et_udtraek_gaar_videre_efter_et_draeb_og_bliver_faerdigt_een_gang()
    {
        string sag, job, udtraekId;
        await using (var server = await Serverproces.StartAsync(Settings))
        {
            using var klient = Klient(server);
            sag = (await klient.SendAsync("/api/v1/sager", new { titel = "Udtræk", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!;
            for (var i = 0; i < Dokumenter; i++)
            {
                using var lagt = await klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", $"brev{i}.pdf", Provefiler.Pdf($"Brev nummer {i}"), new { titel = $"Brev {i}", retning = "indgaaende", journaliser = true });
                await lagt.ForventAsync(HttpStatusCode.Created);
            }

            using var bestilt = await klient.PostAsync($"/api/v1/sager/{sag}/udtraek", new { });
            var svar = await bestilt.ForventAsync(HttpStatusCode.Accepted);
            (job, udtraekId) = (svar.GetProperty("jobId").GetString()!, svar.GetProperty("id").GetString()!);
            for (var i = 0; i < 24000 && Udfoerte() < 2; i++)
                await Task.Delay(5);
            await server.DraebAsync();
        }

        var foer = Udfoerte();
        Assert.InRange(foer, 1, Dokumenter - 1); // in the middle of it, or this test says nothing
        Assert.Equal(1, _database.Tal("korsbaek", "select count(*) from job where status = 'Koerer'"));
        var (kode, tekst) = await Serverproces.KommandoAsync(_database.Settings, "verificer");
        Assert.True(kode == 0, tekst);

        await using var igen = await Serverproces.StartAsync(Settings);
        using var efter = Klient(igen);
        string status = "";
        for (var i = 0; i < 1200 && (status = (await efter.HentAsync($"/api/v1/jobs/{job}")).GetProperty("status").GetString()!) is "Venter" or "Koerer"; i++)
            await Task.Delay(100);

        Assert.Equal("Faerdig", status);
        Assert.Equal(Dokumenter, (await efter.HentAsync($"/api/v1/jobs/{job}")).GetProperty("faerdige").GetInt32());
        Assert.Equal(Dokumenter, Udfoerte());
        Assert.Equal(1, _database.Tal("korsbaek", "select count(*) from job"));
        using var udtraek = await efter.GetAsync(new Uri($"/api/v1/udtraek/{udtraekId}/fil", UriKind.Relative));
        Assert.Equal((HttpStatusCode.OK, "application/pdf"), (udtraek.StatusCode, udtraek.Content.Headers.ContentType?.MediaType));
    }

    private long Udfoerte() => _database.Tal("korsbaek", "select count(*) from job_post where resultat is not null");

    private static HttpClient Klient(Serverproces server) => new(new Tegnhandler(server.Adresse, "sagsbehandler", "korsbaek")) { BaseAddress = server.Adresse };
}
