using System.Net;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Architecture.Tests;

/// <summary>Progress of long work: one's own, and an administrator's all.</summary>
[Collection("server")]
public sealed class JobTests(Testserver server)
{
    [Fact]
    public async Task Ejeren_og_administratoren_ser_jobbet_og_andre_kender_det_ikke()
    {
        var job = await JobAsync("sagsbehandler", Jobstatus.Faerdig);
        var (ejer, administrator, kollega) = (server.Som("sagsbehandler"), server.Som("administrator"), server.Som("kollega"));

        var fundet = await ejer.HentAsync($"/api/v1/jobs/{job.Id}");
        Assert.Equal(120, fundet.GetProperty("iAlt").GetInt32());
        Assert.Equal(fundet.ToString(), (await administrator.HentAsync($"/api/v1/jobs/{fundet.GetProperty("nr").GetInt32()}")).ToString());
        Assert.Contains(job.Id.ToString(), (await ejer.HentAsync("/api/v1/jobs?antal=200")).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(job.Id.ToString(), (await kollega.HentAsync("/api/v1/jobs?antal=200")).ToString(), StringComparison.Ordinal);
        foreach (var sti in new[] { $"/api/v1/jobs/{job.Id}", $"/api/v1/jobs/{job.Id}/poster", "/api/v1/jobs/999999", "/api/v1/jobs/noget" })
        {
            using var svar = await kollega.GetAsync(new Uri(sti, UriKind.Relative));
            Assert.Equal(HttpStatusCode.NotFound, svar.StatusCode);
        }
    }

    [Fact]
    public async Task Delene_vises_side_for_side_og_fejlene_for_sig()
    {
        var job = await JobAsync("sagsbehandler", Jobstatus.Faerdig);
        var ejer = server.Som("sagsbehandler");

        var side = await ejer.HentAsync($"/api/v1/jobs/{job.Id}/poster?antal=100");
        var naeste = await ejer.HentAsync($"/api/v1/jobs/{job.Id}/poster?antal=100&efter={side.GetProperty("naeste").GetString()}");
        var fejl = await ejer.HentAsync($"/api/v1/jobs/{job.Id}/poster?kunFejl=true");

        Assert.Equal((100, 20), (side.GetProperty("poster").GetArrayLength(), naeste.GetProperty("poster").GetArrayLength()));
        Assert.Equal("Filen kan ikke læses.", Assert.Single(fejl.GetProperty("poster").EnumerateArray()).GetProperty("resultat").GetString());
    }

    [Fact]
    public async Task Et_job_der_er_slut_stoppes_ikke()
    {
        var job = await JobAsync("sagsbehandler", Jobstatus.Faerdig);

        using var svar = await server.Som("sagsbehandler").PostAsync($"/api/v1/jobs/{job.Id}/stop", new { });

        await svar.BrydesAsync("JOB-1");
    }

    [Fact]
    public async Task Et_job_ingen_kan_udfoere_slutter_med_en_forklaring()
    {
        var job = await JobAsync("sagsbehandler", Jobstatus.Venter);
        var ejer = server.Som("sagsbehandler");
        for (var i = 0; i < 1200 && (await ejer.HentAsync($"/api/v1/jobs/{job.Id}")).GetProperty("status").GetString() != "Fejlet"; i++)
            await Task.Delay(100);

        var slut = await ejer.HentAsync($"/api/v1/jobs/{job.Id}");

        Assert.Equal("Fejlet", slut.GetProperty("status").GetString());
        Assert.Contains("Kontakt driften", slut.GetProperty("resultat").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serveren_siger_at_den_er_levende_og_klar_uden_logon()
    {
        Assert.Equal("levende", (await server.Anonym().HentAsync("/sundhed/levende")).GetProperty("status").GetString());
        Assert.Equal("klar", (await server.Anonym().HentAsync("/sundhed/klar")).GetProperty("status").GetString());
    }

    private async Task<Job> JobAsync(string bruger, Jobstatus status)
    {
        var ejer = Adgang.Contract.Demonstration.BrugerId("korsbaek", bruger);
        var job = new Job
        {
            Type = "proeve", Titel = "Prøvejob", Data = "{}", OprettetAf = ejer, Oprettet = server.Ur.GetUtcNow(), Status = status, IAlt = 120, Faerdige = 120, Fejl = 1,
        };
        var myndighed = await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");
        await myndighed.Queue.RunAsync(async (CoreDb db) =>
        {
            db.Add(job);
            db.AddRange(Enumerable.Range(1, 120).Select(i => new JobPost { JobId = job.Id, Nr = i, Noegle = $"del {i}", Resultat = i == 60 ? "Filen kan ikke læses." : "ok" }));
            await db.SaveChangesAsync();
        }, CancellationToken.None);
        return job;
    }
}
