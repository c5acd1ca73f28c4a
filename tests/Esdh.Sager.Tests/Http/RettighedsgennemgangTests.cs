using System.Net;
using System.Text.Json;
using Esdh.Adgang.Handlinger;
using Esdh.Core.Authorities;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Http;

/// <summary>Leaders confirm or remove rights, and the unanswered lapse; on a server of its own, since hardly anyone has a role left after it.</summary>
public sealed class RettighedsgennemgangTests(Testserver server) : IClassFixture<Testserver>
{
    private static readonly Guid Sagsbehandler = Id("sagsbehandler"), Kollega = Id("kollega"), Leder = Id("leder"), Byg3 = Id("byg3");

    private static Guid Id(string bruger) => Adgang.Contract.Demonstration.BrugerId("korsbaek", bruger);

    private async Task KoerAsync() =>
        await server.Services.GetRequiredService<Ledelsesvagt>().KoerAsync(await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek"), CancellationToken.None);

    [Fact]
    public async Task Lederen_bekraefter_eller_fjerner_det_ubesvarede_bortfalder_og_den_sidste_administrator_bliver()
    {
        server.Ur.Saet(new(2026, 11, 20, 9, 0, 0, TimeSpan.Zero));
        var (admin, leder) = (server.Som("administrator"), server.Som("leder"));
        var gruppe = (await admin.SendAsync("/api/v1/grupper", new { navn = "Gennemgået", medlemmer = new[] { Sagsbehandler, Byg3 } })).GetProperty("id").GetString();
        await (await leder.PostAsync("/api/v1/rettighedsgennemgange", new { })).ForventAsync(HttpStatusCode.Forbidden);
        var runde = await admin.SendAsync("/api/v1/rettighedsgennemgange", new { });
        var id = runde.GetProperty("id").GetString();
        await (await admin.PostAsync("/api/v1/rettighedsgennemgange", new { })).BrydesAsync("GEN-4");

        var mine = (await leder.HentAsync($"/api/v1/rettighedsgennemgange/{id}/rettigheder?antal=200")).EnumerateArrayOrPoster().ToList();
        var brugere = mine.Select(r => r.GetProperty("brugerId").GetGuid()).ToHashSet();
        Assert.Contains(Sagsbehandler, brugere);
        Assert.DoesNotContain(Kollega, brugere); // another unit's
        Assert.DoesNotContain(Leder, brugere); // the leader's own are the leader's above
        await (await leder.PostAsync("/api/v1/rettighedsgennemgange/afgoerelser", new { brugerId = Leder, bekraeft = true })).BrydesAsync("GEN-2");
        await (await leder.PostAsync("/api/v1/rettighedsgennemgange/afgoerelser", new { brugerId = Kollega, bekraeft = true })).ForventAsync(HttpStatusCode.NotFound);
        await (await leder.PostAsync("/api/v1/rettighedsgennemgange/afgoerelser", new { brugerId = Sagsbehandler, bekraeft = false })).ForventAsync(HttpStatusCode.BadRequest); // never all at once

        var svar = await leder.SendAsync("/api/v1/rettighedsgennemgange/afgoerelser", new { brugerId = Sagsbehandler, bekraeft = true });
        Assert.Equal((2, 0), (svar.GetProperty("afgjorte").GetInt32(), svar.GetProperty("ubesvarede").GetInt32()));
        var byg3 = mine.Single(r => r.GetProperty("brugerId").GetGuid() == Byg3 && r.GetProperty("art").GetString() == "Gruppe");
        object fjern = new { brugerId = Byg3, rettigheder = new[] { byg3.GetProperty("id").GetString() }, bekraeft = false, note = "Skiftet opgave" };
        await leder.SendAsync("/api/v1/rettighedsgennemgange/afgoerelser", fjern);
        await (await leder.PostAsync("/api/v1/rettighedsgennemgange/afgoerelser", fjern)).BrydesAsync("GEN-1");
        Assert.Equal([Sagsbehandler], (await admin.HentAsync($"/api/v1/grupper/{gruppe}")).GetProperty("medlemmer").EnumerateArray().Select(m => m.ValueKind == JsonValueKind.String ? m.GetGuid() : m.GetProperty("id").GetGuid()));
        svar = await admin.SendAsync( // no leader is above the unit's: the administrators answer, one by one where it is more than cases
            "/api/v1/rettighedsgennemgange/afgoerelser", new { brugerId = Leder, bekraeft = true });
        Assert.Equal((1, 1), (svar.GetProperty("afgjorte").GetInt32(), svar.GetProperty("ubesvarede").GetInt32()));
        var robot = (await admin.HentAsync($"/api/v1/rettighedsgennemgange/{id}/rettigheder?bruger={Id("robot")}")).EnumerateArrayOrPoster().ToList();
        Assert.Contains(robot, r => r.GetProperty("art").GetString() == "Klient"); // the program that acts as it, which these tests come by
        await server.Som("direktoer").SendAsync("/api/v1/rettighedsgennemgange/afgoerelser", new { brugerId = Id("robot"), rettigheder = robot.Select(r => r.GetProperty("id").GetString()), bekraeft = true });
        Assert.Contains("skal gennemgås", await SideAsync("leder", "/"), StringComparison.Ordinal); // the rest of the unit waits

        server.Ur.Saet(new(2027, 1, 5, 9, 0, 0, TimeSpan.Zero));
        await KoerAsync();
        var efter = await admin.HentAsync($"/api/v1/rettighedsgennemgange/{id}");
        Assert.Equal((0, 1), (efter.GetProperty("ubesvarede").GetInt32(), efter.GetProperty("bevarede").GetInt32()));
        await server.Som("sagsbehandler").HentAsync("/api/v1/sager"); // confirmed
        await (await server.Som("kollega").GetAsync(new Uri("/api/v1/sager", UriKind.Relative))).ForventAsync(HttpStatusCode.Forbidden); // lapsed
        Assert.Equal(["sagsbehandler"], (await leder.HentAsync("/api/v1/mig")).GetProperty("roller").EnumerateArray().Select(r => r.GetString())); // nobody confirmed »leder«
        await (await leder.GetAsync(new Uri("/api/v1/rettighedsgennemgange", UriKind.Relative))).ForventAsync(HttpStatusCode.Forbidden);
        Assert.Equal(1, server.Database.Tal("korsbaek", "select count(*) from haendelse where type = 'RettighedBevaret'"));
        var csv = await FilAsync("administrator", $"/rettigheder/runder/{id}/fil");
        Assert.Contains("Bortfaldet", csv, StringComparison.Ordinal);
        Assert.Contains("Skiftet opgave", csv, StringComparison.Ordinal);
    }

    private async Task<string> SideAsync(string bruger, string sti) => WebUtility.HtmlDecode(await FilAsync(bruger, sti));

    private async Task<string> FilAsync(string bruger, string sti)
    {
        using var browser = server.Anonym();
        var html = await browser.GetStringAsync(new Uri("/logon", UriKind.Relative));
        var tegn = System.Text.RegularExpressions.Regex.Match(html, "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["brugernavn"] = bruger, ["kodeord"] = "demo", ["retur"] = "/", ["__RequestVerificationToken"] = tegn });
        using var logon = await browser.PostAsync(new Uri("/logon", UriKind.Relative), form);
        return await browser.GetStringAsync(new Uri(sti, UriKind.Relative));
    }
}
