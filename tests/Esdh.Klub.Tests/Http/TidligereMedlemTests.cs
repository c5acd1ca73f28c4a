using System.Net;
using System.Text;
using Esdh.Testing;

namespace Esdh.Klub.Tests.Http;

/// <summary>Only members use the system. The clock is moved, so the server is its own.</summary>
public sealed class TidligereMedlemTests(Klubserver f) : IClassFixture<Klubserver>
{
    private static object Sag(string titel) => new { titel, emne = "02.34.02", facet = "G01" };

    [Fact]
    public async Task Den_der_er_traadt_ud_laeser_tager_ud_og_afleverer_men_arbejder_ikke_videre()
    {
        var (tidligere, leder) = (f.Server.Som("sagsbehandler", "maanekaer"), f.Server.Som("leder", "maanekaer"));
        var nummer = (await tidligere.SendAsync("/api/v1/sager", Sag("Før udtrædelsen"))).GetProperty("sagsnummer").GetString();
        using (var lagt = await tidligere.UploadAsync($"/api/v1/sager/{nummer}/dokumenter", "brev.txt", Encoding.UTF8.GetBytes("Brev"), new { titel = "Brev", retning = "indgaaende" }))
            await tidligere.SendAsync($"/api/v1/dokumenter/{(await lagt.ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString()}/journalisering", new { });
        var sidste = (await f.Sekretariat.SendAsync("/api/v1/klub/medlemmer/2/opsigelse", new { })).GetProperty("udtraeder").GetDateTime();
        await tidligere.SendAsync("/api/v1/sager", Sag("I varslet")); // a member to its last day

        f.Server.Ur.Saet(new(sidste.AddDays(1).AddHours(12), TimeSpan.Zero));
        await Vent.TilAsync(async () => (await tidligere.PostAsync("/api/v1/sager", Sag("Endnu ikke lukket"))).StatusCode == HttpStatusCode.Conflict); // seen within seconds

        // By every way in, and whatever it is about.
        await (await tidligere.PostAsync("/api/v1/sager", Sag("For sent"))).BrydesAsync("KLUBMEDLEM-12");
        await (await leder.PostAsync($"/api/v1/sager/{nummer}/notater", new { overskrift = "For sent", tekst = "x" })).BrydesAsync("KLUBMEDLEM-12");
        await (await tidligere.UploadAsync($"/api/v1/sager/{nummer}/dokumenter", "sent.txt", Encoding.UTF8.GetBytes("For sent"), new { titel = "For sent", retning = "indgaaende" })).BrydesAsync("KLUBMEDLEM-12");
        Assert.Equal(0, f.Server.Database.Tal("maanekaer", "select count(*) from sag where titel = 'For sent'"));
        Assert.Equal(0, f.Server.Database.Tal("maanekaer", "select count(*) from dokument where titel = 'For sent'"));

        // Read, search, take out, and look after who may.
        Assert.Equal("Før udtrædelsen", (await tidligere.HentAsync($"/api/v1/sager/{nummer}")).GetProperty("titel").GetString());
        await tidligere.HentAsync("/api/v1/soegning?q=udtr%C3%A6delsen");
        await (await tidligere.PostAsync($"/api/v1/sager/{nummer}/udtraek", new { })).ForventAsync(HttpStatusCode.Accepted);
        await f.Server.Som("administrator", "maanekaer").SendAsync("/api/v1/grupper", new { navn = "Dem, der læser", medlemmer = Array.Empty<string>() });
        Assert.Contains("Månekær", await Klubserver.HtmlAsync(tidligere, "/klub/medlemmer/2"), StringComparison.Ordinal);

        // The others go on.
        await f.Medarbejder.SendAsync("/api/v1/sager", Sag("Hos et medlem"));
    }
}
