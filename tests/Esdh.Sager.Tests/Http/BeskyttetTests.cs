using System.Net;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Http;

/// <summary>Whoever gets an answer about something protected stands in the access log on disk before the answer comes; others within a second.</summary>
[Collection("sagsserver")]
public sealed class BeskyttetTests(Testserver server)
{
    [Fact]
    public async Task Linjen_om_det_beskyttede_er_paa_disken_naar_svaret_kommer()
    {
        var kollega = server.Som("kollega");
        var mig = Adgang.Contract.Demonstration.BrugerId("korsbaek", "kollega");
        var sag = await kollega.SendAsync("/api/v1/sager", new
        {
            titel = "Beskyttet", emne = "02.34.02", facet = "G01", erBeskyttet = true, adgang = new[] { new { art = "Bruger", reference = mig } },
            parter = new[] { new { navn = "Ib Prøve", rolle = "Ansøger", cpr = "610190-1009" } },
        });
        var (id, nummer) = (sag.GetProperty("id").GetString()!, sag.GetProperty("sagsnummer").GetString()!);
        var dokument = (await (await kollega.UploadAsync($"/api/v1/sager/{id}/dokumenter", "brev.txt", "Hej"u8.ToArray(), new { titel = "Brev", retning = "internt" })).ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;
        var part = (await kollega.HentAsync($"/api/v1/sager/{id}/parter")).EnumerateArrayOrPoster().First().GetProperty("partId").GetString()!;

        foreach (var (sti, rute) in new[]
        {
            ($"/api/v1/sager/{nummer}", "GET /api/v1/sager/{sag}"), ($"/api/v1/sager/{nummer}/historik", "GET /api/v1/sager/{sag}/historik"),
            ($"/api/v1/dokumenter/{dokument}/filer/1", "GET /api/v1/dokumenter/{id:guid}/filer/{nr:int}"), ($"/sager/{nummer}", "GET /sager/{sag}"),
            ($"/dokumenter/{dokument}", "GET /dokumenter/{id:guid}"),
        })
        {
            await MellemToSkrivningerAsync();
            var foer = Linjer(rute);
            using var svar = await kollega.GetAsync(new Uri(sti, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead);
            var efter = Linjer(rute);
            Assert.Equal(HttpStatusCode.OK, svar.StatusCode);
            Assert.True(efter == foer + 1, $"{rute}: {efter - foer} lines on disk when the answer came");
        }

        // Unmasking, with its purpose.
        var formaal = $"Partshøring {Guid.CreateVersion7()}";
        using var umasket = await kollega.PostAsync($"/api/v1/parter/{part}/personnummer", new { formaal });
        await umasket.ForventAsync(HttpStatusCode.OK);
        Assert.InRange(server.Adgangsloglinjer($"begrundelse = '{formaal}'"), 1, 2); // the party, and the person behind
        Assert.Equal(0, server.Adgangsloglinjer("objekt like '%6101901009%' or soegeord like '%610190%' or person like '%610190%'"));
    }

    /// <summary>What this proves about the test itself: an ordinary case's line is not there at once, so the lines above were waited for.</summary>
    [Fact]
    public async Task En_almindelig_sags_linje_kommer_inden_for_et_sekund()
    {
        var klient = server.Som("sagsbehandler");
        var nummer = (await klient.SendAsync("/api/v1/sager", new { titel = "Almindelig", emne = "02.34.02", facet = "G01" })).GetProperty("sagsnummer").GetString()!;
        var straks = 0;
        for (var i = 0; i < 5; i++)
        {
            await MellemToSkrivningerAsync();
            var foer = server.Adgangsloglinjer($"sagsnummer = '{nummer}' and handling = 'GET /api/v1/sager/{{sag}}'");
            await klient.HentAsync($"/api/v1/sager/{nummer}");
            straks += (int)(server.Adgangsloglinjer($"sagsnummer = '{nummer}' and handling = 'GET /api/v1/sager/{{sag}}'") - foer);
        }

        Assert.InRange(straks, 0, 4);
        for (var i = 0; i < 1200 && server.Adgangsloglinjer($"sagsnummer = '{nummer}' and handling = 'GET /api/v1/sager/{{sag}}'") < 5; i++)
            await Task.Delay(100);
        Assert.Equal(5, server.Adgangsloglinjer($"sagsnummer = '{nummer}' and handling = 'GET /api/v1/sager/{{sag}}'"));
    }

    /// <summary>Lines are written each half second; right after one the next is far off.</summary>
    private static Task MellemToSkrivningerAsync() => Task.Delay(700);

    private long Linjer(string rute) => server.Adgangsloglinjer($"handling in ('{rute}', '{rute}/')");
}
