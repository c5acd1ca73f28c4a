using System.Net;
using Esdh.Klub.Domain;
using Esdh.Testing;

namespace Esdh.Klub.Tests.Http;

[Collection("klubserver")]
public sealed class ProjektTests(Klubserver f)
{
    private const string Api = "/api/v1/klub/projekter";

    [Fact]
    public async Task Et_faellesprojekt_fra_tilslutning_til_sidste_oere()
    {
        var (s, korsbaek) = (f.Sekretariat, f.Delegat);
        var idag = Core.Calendar.DanishTime.DateOf(f.Server.Ur.GetUtcNow());
        await (await s.PostAsync(Api, new { tilbagebetalingsaar = 4, loftOere = -1 })).FejlerPaaAsync("navn", "enhed", "loft", "tilbagebetalingsaar", "frist");
        object Projekt(long loft) => new { navn = "Fælles børnesystem (demonstration)", enhed = "indskrevet barn", loftOere = loft, tilbagebetalingsaar = 7, frist = idag.AddMonths(3), leverandoer = "Opdigt IT (demonstration)", kontrakt = "K-1" };
        await (await korsbaek.PostAsync(Api, Projekt(1))).ForventAsync(HttpStatusCode.Forbidden);
        var nr = (await s.SendAsync(Api, Projekt(100_000_001))).GetProperty("nr").GetInt32();
        var projekt = await s.HentAsync($"{Api}/{nr}");
        var medlemmer = projekt.GetProperty("tilslutninger").EnumerateArray().ToDictionary(t => t.GetProperty("medlem").GetString()!, t => t.GetProperty("medlemId").GetString()!);
        Task<HttpResponseMessage> SaetAsync(HttpClient k, string medlem, object krop) => k.PutAsync($"{Api}/{nr}/tilslutninger/{medlemmer[medlem]}", krop);
        await (await SaetAsync(korsbaek, "Månekær Kommune", new { stand = "Interesse" })).ForventAsync(HttpStatusCode.Forbidden); // only for itself
        await (await SaetAsync(korsbaek, "Korsbæk Kommune", new { stand = "Byraadsbeslutning" })).FejlerPaaAsync("dato");
        await (await SaetAsync(korsbaek, "Korsbæk Kommune", new { stand = "Tilsluttet", enheder = 5 })).BrydesAsync("KLUBPROJEKT-6");
        await (await SaetAsync(korsbaek, "Korsbæk Kommune", new { stand = "Tilsluttet", dato = idag, enheder = 1_201 })).ForventAsync(HttpStatusCode.NoContent);
        await (await SaetAsync(korsbaek, "Korsbæk Kommune", new { stand = "Afslag" })).BrydesAsync("KLUBPROJEKT-7");
        await (await s.PutAsync($"{Api}/{nr}", Projekt(2))).BrydesAsync("KLUBPROJEKT-5");
        await (await s.PostAsync($"{Api}/{nr}/trin", new { til = "Byggeri" })).BrydesAsync("KLUBPROJEKT-1");
        await (await s.PostAsync($"{Api}/{nr}/trin", new { til = "Drift" })).BrydesAsync("KLUBPROJEKT-2");
        foreach (var (medlem, i) in medlemmer.Keys.Where(m => m is not ("Korsbæk Kommune" or "Eksempelø Kommune")).Select((m, i) => (m, i)))
            await (await SaetAsync(s, medlem, new { stand = "Tilsluttet", dato = idag, enheder = 300 + i })).ForventAsync(HttpStatusCode.NoContent);
        Assert.InRange((await s.HentAsync($"{Api}/{nr}")).GetProperty("kort").GetProperty("besluttet").GetDouble(), 98, 99.99);
        await s.SendAsync($"{Api}/{nr}/trin", new { til = "Byggeri" });
        await s.SendAsync($"{Api}/{nr}/trin", new { til = "Pilot" });
        await (await s.PostAsync($"{Api}/{nr}/trin", new { til = "Udrulning" })).BrydesAsync("KLUBPROJEKT-3");
        await s.SendAsync($"{Api}/{nr}/trin", new { til = "Udrulning", pilot = "Korsbæk godkendte efter tre måneder." });
        await (await s.PostAsync($"{Api}/{nr}/fakturaer", new { aar = idag.Year })).BrydesAsync("KLUBPROJEKT-8");
        await s.SendAsync($"{Api}/{nr}/trin", new { til = "Drift", driftFra = idag.Year });

        await s.SendAsync($"{Api}/{nr}/poster", new { art = "udlaeg", tekst = "Første rate", dato = idag, oere = 100_000_001 });
        await (await s.PostAsync($"{Api}/{nr}/poster", new { art = "udlaeg", tekst = "En til", dato = idag, oere = 1 })).BrydesAsync("KLUBPROJEKT-4");
        await s.SendAsync($"{Api}/{nr}/poster", new { art = "leverance", tekst = "Version 1", dato = idag.AddMonths(-2).AddDays(-1) });
        await s.SendAsync($"{Api}/{nr}/poster", new { art = "leveret", postNr = 1, dato = idag, oere = 5_000_000 });
        await korsbaek.SendAsync($"{Api}/{nr}/poster", new { art = "sporg", tekst = "Hvad koster <script>alert(1)</script> et barn?" });
        await s.SendAsync($"{Api}/{nr}/poster", new { art = "svar", postNr = 1, tekst = "Se planen." });
        await (await korsbaek.PostAsync($"{Api}/{nr}/poster", new { art = "svar", postNr = 1, tekst = "Nej." })).ForventAsync(HttpStatusCode.Forbidden);
        projekt = await korsbaek.HentAsync($"{Api}/{nr}");
        Assert.Equal(3, projekt.GetProperty("leverancer")[0].GetProperty("maaneder").GetInt32());
        Assert.Equal(100_000_001, projekt.GetProperty("plan").EnumerateArray().Sum(a => a.GetProperty("oere").GetInt64())); // to the last øre
        Assert.Equal(7, projekt.GetProperty("plan").GetArrayLength());
        var dannet = (await s.SendAsync($"{Api}/{nr}/fakturaer", new { aar = idag.Year })).GetProperty("dannet").GetInt32();
        Assert.Equal(medlemmer.Count - 1, dannet);
        Assert.Equal(0, (await s.SendAsync($"{Api}/{nr}/fakturaer", new { aar = idag.Year })).GetProperty("dannet").GetInt32());
        var html = await (await korsbaek.GetAsync(new Uri($"/klub/projekter/{nr}", UriKind.Relative))).Content.ReadAsStringAsync();
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Contains("Se planen.", html, StringComparison.Ordinal);
        foreach (var klient in new[] { s, korsbaek, f.Medarbejder })
            Assert.Contains("Fælles børnesystem", await Klubserver.HtmlAsync(klient, "/klub/projekter"), StringComparison.Ordinal);
        await Klubserver.HtmlAsync(s, "/klub/projekter/nyt");
        await Klubserver.HtmlAsync(s, $"/klub/projekter/{nr}");
        foreach (var kladde in (await s.HentAsync($"/api/v1/klub/fakturaer?aar={idag.Year}")).GetProperty("poster").EnumerateArray().Where(x => x.GetProperty("nr").ValueKind == System.Text.Json.JsonValueKind.Null).ToList())
            await s.DeleteAsync(new Uri($"/api/v1/klub/fakturakladder/{kladde.GetProperty("id").GetString()}", UriKind.Relative));
    }

    [Fact]
    public async Task Licensen_kan_regnes_igennem()
    {
        var html = await Klubserver.HtmlAsync(f.Delegat, "/klub/licens?pris=8,50&nyt=0101&modul=1.000.000&egne=9.000.000&indfoerelse=3.000.000");
        Assert.Contains("København (nyt)", html, StringComparison.Ordinal);
        Assert.Contains("Businesscase for København", html, StringComparison.Ordinal);
        await Klubserver.HtmlAsync(f.Delegat, "/klub/licens");
        await Klubserver.HtmlAsync(f.Delegat, "/klub/licens?pris=-5", HttpStatusCode.BadRequest);
        Assert.Contains("En statslig myndighed (nyt)", await Klubserver.HtmlAsync(f.Delegat, "/klub/licens?aarsvaerk=500&stat=120&egne=90.000"), StringComparison.Ordinal);
        await Klubserver.HtmlAsync(f.Delegat, "/klub/licens?stat=0", HttpStatusCode.BadRequest);
        await Klubserver.HtmlAsync(f.Medarbejder, "/klub/licens", HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("2026-03-01", "2026-03-01", 0)]
    [InlineData("2026-03-01", "2026-03-02", 1)]
    [InlineData("2025-12-31", "2026-01-31", 1)]
    [InlineData("2025-11-15", "2026-02-16", 4)]
    [Trait("Database", "nej")]
    public void Forsinkelse_er_paabegyndte_maaneder(string aftalt, string leveret, int maaneder) =>
        Assert.Equal(maaneder, new KlubProjektleverance { ProjektId = default, Nr = 1, Navn = "", Aftalt = DateOnly.Parse(aftalt, null), Leveret = DateOnly.Parse(leveret, null) }.Forsinkelse(new(2030, 1, 1)));
}
