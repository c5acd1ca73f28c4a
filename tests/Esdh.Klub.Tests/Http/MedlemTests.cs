using System.Net;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Klub.Tests.Http;

[Collection("klubserver")]
public sealed class MedlemTests(Klubserver f)
{
    private const string Api = "/api/v1/klub";

    private DateOnly Idag => Core.Calendar.DanishTime.DateOf(f.Server.Ur.GetUtcNow());

    private static object Oplysninger(string cvr, string kode, string? myndighed = null, string gln = "9520000000509") =>
        new { navn = "Nytbæk Kommune", art = "Kommune", cvr, gln, grundlagskode = kode, adresse = "Torvet 1", postnummer = "9900", by = "Nytbæk", reference = "R-1", myndighed };

    [Fact]
    public async Task Alle_hos_et_medlem_og_sekretariatet_ser_klubbens_medlemmer()
    {
        foreach (var klient in new[] { f.Sekretariat, f.Delegat, f.AndenDelegat, f.Medarbejder })
        {
            var html = await Klubserver.HtmlAsync(klient, "/klub");
            Assert.Contains("Eksempelø Kommune", html, StringComparison.Ordinal);
            Assert.Contains("Region Mellemriget", html, StringComparison.Ordinal);
            Assert.Contains("Generalforsamlingen vedtager", html, StringComparison.Ordinal);
        }

        Assert.DoesNotContain("href=\"/klub/fakturaer\"", await Klubserver.HtmlAsync(f.Medarbejder, "/klub"), StringComparison.Ordinal); // the menu leads nowhere that is closed
        Assert.Contains("href=\"/klub/fakturaer\"", await Klubserver.HtmlAsync(f.Delegat, "/klub"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await f.Server.Anonym().GetAsync(new Uri("/klub", UriKind.Relative))).StatusCode);
    }

    [Fact]
    public async Task Penge_og_gln_er_medlemmets_og_sekretariatets()
    {
        Assert.Contains("9520000000011", await Klubserver.HtmlAsync(f.Delegat, "/klub/medlemmer/1"), StringComparison.Ordinal);
        Assert.DoesNotContain("9520000000011", await Klubserver.HtmlAsync(f.AndenDelegat, "/klub/medlemmer/1"), StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, (await f.Medarbejder.HentAsync($"{Api}/medlemmer/1")).GetProperty("oplysninger").ValueKind);
        await (await f.Delegat.PostAsync($"{Api}/medlemmer", Oplysninger("97001006", "9950"))).ForventAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Et_medlem_optages_faar_mandat_opsiger_og_treder_ud()
    {
        var s = f.Sekretariat;
        var cvr = Contract.Klubdemonstration.Cvr(200);
        await (await s.PostAsync($"{Api}/medlemmer", new { })).FejlerPaaAsync("navn", "art", "cvr", "gln", "grundlagskode", "adresse", "postnummer", "by", "reference");
        await (await s.PostAsync($"{Api}/medlemmer", Oplysninger(cvr, "9950", "korsbaek"))).BrydesAsync("KLUBMEDLEM-8");
        var nr = (await s.SendAsync($"{Api}/medlemmer", Oplysninger(cvr, "9950"))).GetProperty("nr").GetInt32();
        string Sti(string rest) => $"{Api}/medlemmer/{nr}/{rest}";
        await (await s.PostAsync(Sti("fase"), new { til = "Optaget", medlemFra = Idag })).BrydesAsync("KLUBMEDLEM-1");
        await (await s.PostAsync(Sti("mandater"), new { bruger = "leder", rolle = "Bestyrelse" })).BrydesAsync("KLUBMEDLEM-5");
        await s.SendAsync(Sti("fase"), new { til = "Afklaring" });
        await (await s.PostAsync(Sti("fase"), new { til = "Beslutning" })).BrydesAsync("KLUBMEDLEM-2");
        await s.SendAsync(Sti("fase"), new { til = "Beslutning", businesscase = "Det koster 9 kr. pr. borger." });
        await (await s.PostAsync(Sti("fase"), new { til = "Optaget", medlemFra = Idag })).BrydesAsync("KLUBMEDLEM-3");
        await s.SendAsync(Sti("fase"), new { til = "Optaget", besluttet = Idag.AddDays(-10), beslutning = "Byrådet, punkt 7", medlemFra = Idag });
        await (await s.PostAsync(Sti("mandater"), new { bruger = "leder", rolle = "Bestyrelse" })).BrydesAsync("KLUBMEDLEM-9"); // it has no authority here
        await (await s.PostAsync($"{Api}/medlemmer/1/mandater", new { bruger = "kollega", rolle = "Medlemsrepraesentant" })).BrydesAsync("KLUBMEDLEM-10");
        var mandat = (await s.SendAsync($"{Api}/medlemmer/1/mandater", new { bruger = "kollega", rolle = "Forretningsledelse" })).GetProperty("id").GetString();
        await Klubserver.HtmlAsync(f.Server.Som("kollega"), "/klub/fakturaer");
        await (await s.DeleteAsync(new Uri($"{Api}/mandater/{mandat}", UriKind.Relative))).ForventAsync(HttpStatusCode.NoContent);
        await Klubserver.HtmlAsync(f.Server.Som("kollega"), "/klub/fakturaer", HttpStatusCode.Forbidden); // at once

        await (await s.PostAsync(Sti("opsigelse"), new { udtraeder = Idag.AddDays(1) })).BrydesAsync("KLUBMEDLEM-4");
        await (await s.PostAsync(Sti("arkivgodkendelse"), new { arkivversion = "AVID.X.1", dag = Idag })).BrydesAsync("KLUBMEDLEM-6");
        await (await s.PostAsync(Sti("attest"), new { attest = "Slettet" })).BrydesAsync("KLUBMEDLEM-7");
        await (await s.PostAsync(Sti("kvittering"), new { })).ForventAsync(HttpStatusCode.Forbidden); // never the club itself
        var sidste = (await s.SendAsync(Sti("opsigelse"), new { })).GetProperty("udtraeder").GetDateTime();
        Assert.Equal(1, sidste.AddDays(1).Day);
        Assert.True(sidste >= Idag.AddMonths(12).ToDateTime(TimeOnly.MinValue));
        using var gammel = new HttpRequestMessage(HttpMethod.Put, $"{Api}/medlemmer/{nr}") { Content = System.Net.Http.Json.JsonContent.Create(Oplysninger(cvr, "9950")) };
        gammel.Headers.TryAddWithoutValidation("If-Match", "\"1\"");
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await s.SendAsync(gammel)).StatusCode);
        var html = await Klubserver.HtmlAsync(s, $"/klub/medlemmer/{nr}");
        Assert.Contains("Byrådet, punkt 7", html, StringComparison.Ordinal);
        Assert.Contains("har opsagt medlemskabet", html, StringComparison.Ordinal);
        await Klubserver.HtmlAsync(s, $"/klub/medlemmer/{nr}/ret");
        await Klubserver.HtmlAsync(s, "/klub/medlemmer/ny");
    }

    [Fact]
    public async Task Sammenlagte_kommuner_betales_een_gang()
    {
        var s = f.Sekretariat;
        var naeste = new DateOnly(Idag.Year + 1, 1, 1);
        await (await s.PostAsync($"{Api}/sammenlaegninger", new { ophoerer = new[] { 10 }, fortsaetter = 10, fra = naeste })).BrydesAsync("KLUBMEDLEM-11");
        await (await s.PostAsync($"{Api}/sammenlaegninger", new { ophoerer = new[] { 10 }, fortsaetter = 9, fra = naeste.AddMonths(5) })).BrydesAsync("KLUBMEDLEM-11");
        var svar = await s.SendAsync($"{Api}/sammenlaegninger", new { ophoerer = new[] { 10 }, fortsaetter = 9, fra = naeste });
        Assert.Equal(45_190 + 19_432, svar.GetProperty("borgere").GetInt32());
        Assert.Equal($"{naeste.AddDays(-1):yyyy-MM-dd}", (await s.HentAsync($"{Api}/medlemmer/10")).GetProperty("kort").GetProperty("udtraeder").GetString());
    }
}
