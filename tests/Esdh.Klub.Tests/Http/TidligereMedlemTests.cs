using System.Net;
using System.Text;
using Esdh.Core.Authorities;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

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

        await f.Sekretariat.SendAsync("/api/v1/klub/aarsfakturaer", new { aar = 2026 });
        await f.Sekretariat.SendAsync("/api/v1/klub/aarsfakturaer/2026/udstedelse", new { });

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

        // The club certifies what it has deleted, when the member has its data and the archive has approved; and it reminds of what was never paid.
        async Task<HttpStatusCode> FilAsync(HttpClient klient, string sti) => (await klient.GetAsync(new Uri(sti, UriKind.Relative))).StatusCode;
        Assert.Equal(HttpStatusCode.NotFound, await FilAsync(f.Sekretariat, "/klub/medlemmer/2/attest.pdf"));
        await (await f.AndenDelegat.PostAsync("/api/v1/klub/medlemmer/2/kvittering", new { })).ForventAsync();
        await (await f.Sekretariat.PostAsync("/api/v1/klub/medlemmer/2/arkivgodkendelse", new { arkivversion = "AVID.MAAN.1", dag = sidste.ToString("yyyy-MM-dd", null) })).ForventAsync();
        var faktura = (await f.Delegat.HentAsync("/api/v1/klub/fakturaer?aar=2026")).GetProperty("poster").EnumerateArray().First().GetProperty("nr").GetInt32();
        Assert.Equal(HttpStatusCode.Forbidden, await FilAsync(f.AndenDelegat, $"/klub/fakturaer/{faktura}")); // who has left sees no invoices
        await (await f.Sekretariat.PostAsync("/api/v1/klub/medlemmer/2/attest", new { attest = "Database, filer og sikkerhedskopier er slettet af driften." })).ForventAsync();
        Assert.StartsWith("%PDF", Encoding.Latin1.GetString(await f.Medarbejder.GetByteArrayAsync(new Uri("/klub/medlemmer/2/attest.pdf", UriKind.Relative))), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await FilAsync(f.Sekretariat, $"/klub/fakturaer/{faktura}/rykkere/1.pdf"));
        await f.Sekretariat.SendAsync($"/api/v1/klub/fakturaer/{faktura}/rykkere", new { medGebyr = true });
        Assert.StartsWith("%PDF", Encoding.Latin1.GetString(await f.Delegat.GetByteArrayAsync(new Uri($"/klub/fakturaer/{faktura}/rykkere/1.pdf", UriKind.Relative))), StringComparison.Ordinal);
        Assert.Contains("Rykker 1 som brev", await Klubserver.HtmlAsync(f.Delegat, $"/klub/fakturaer/{faktura}"), StringComparison.Ordinal);

        // Nobody comes in where the data is deleted, and nothing is made where it lay.
        await Vent.TilAsync(async () => await FilAsync(leder, $"/api/v1/sager/{nummer}") == HttpStatusCode.Conflict);
        await (await leder.GetAsync(new Uri($"/api/v1/sager/{nummer}", UriKind.Relative))).BrydesAsync("KLUBMEDLEM-13");
        Assert.DoesNotContain(f.Server.Services.GetRequiredService<AuthorityRegistry>().All, a => a.Key == "maanekaer"); // what goes through all of them is not stopped by it
        using (var fremmed = f.Server.Anonym())
        {
            fremmed.DefaultRequestHeaders.Host = "maanekaer.localhost";
            Assert.Contains("dens data er slettet", await Klubserver.HtmlAsync(fremmed, "/logon", HttpStatusCode.Conflict), StringComparison.Ordinal);
        }

        // The others go on.
        await f.Medarbejder.SendAsync("/api/v1/sager", Sag("Hos et medlem"));
    }
}
