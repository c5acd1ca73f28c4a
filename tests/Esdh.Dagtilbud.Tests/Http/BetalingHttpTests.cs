using System.Net;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Dagtilbud.Tests.Http;

[Collection("foraeldreserver")]
public sealed class BetalingHttpTests(Foraeldreserver f)
{
    private const string Takster = "/api/v1/dagtilbud/takster", Grundlag = "/api/v1/dagtilbud/betalingsgrundlag";

    private static object Takst(string art, int budgetKr, int egenKr, string fra = "2026-01-01", int frokostKr = 0) =>
        new { art, tid = "Heltid", budgetOere = budgetKr * 100, egenbetalingOere = egenKr * 100, frokostOere = frokostKr * 100, gaelderFra = fra };

    private async Task<long> PrisAsync(string sag, string maaned) => (await f.Behandler.HentAsync($"/api/v1/dagtilbud/{sag}/betaling?maaned={maaned}")).GetProperty("oere").GetInt64();

    private async Task<JsonElement[]> PosterAsync(string maaned, string sag) =>
        [.. (await f.Behandler.HentAsync($"{Grundlag}/{maaned}/poster?antal=100")).GetProperty("poster").EnumerateArray().Where(p => p.GetProperty("sagId").GetString() == sag)];

    /// <summary>One test, since months are closed for all: what is refused before, the run, what comes late, and what is refused after.</summary>
    [Fact]
    public async Task Fra_takst_til_lukket_grundlag_og_forskel_paa_det_naeste()
    {
        var (a, b) = (f.Administrator, f.Behandler);
        var (lille, stor) = (await f.BarnAsync(f.Cpr("010525"), f.Cpr("020290", '2'), "Pia Demobetaler", f.Vuggestue, new(2026, 8, 1)), await f.BarnAsync(f.Cpr("010922"), f.Cpr("030390", '2'), "Poul Demobetaler", f.Boernehave, new(2026, 8, 1)));

        // Tariffs: at most a quarter, by role, once from a month.
        await (await a.PostAsync(Takster, Takst("Vuggestue", 16_000, 4_001))).BrydesAsync("BET-1");
        await (await a.PostAsync(Takster, new { })).FejlerPaaAsync("art", "tid", "budget", "egenbetaling", "gaelderFra");
        await (await a.PostAsync(Takster, Takst("Vuggestue", 16_000, 4_000, "2026-01-02"))).FejlerPaaAsync("gaelderFra");
        await (await b.PostAsync(Takster, Takst("Vuggestue", 16_000, 4_000))).ForventAsync(HttpStatusCode.Forbidden);
        await a.SendAsync(Takster, Takst("Vuggestue", 16_000, 4_000, frokostKr: 700));
        await (await a.PostAsync(Takster, Takst("Vuggestue", 16_000, 3_900))).BrydesAsync("BET-2");
        await (await b.PostAsync(Grundlag, new { maaned = "2026-10-01" })).BrydesAsync("BET-4"); // the børnehave has none
        await a.SendAsync(Takster, Takst("Boernehave", 8_004, 2_001));
        Assert.Equal((470_000, 200_100), (await PrisAsync(lille, "2026-10"), await PrisAsync(stor, "2026-10")));

        // A household: one child's, and then both.
        var part = await f.PartAsync(lille, null);
        var andenPart = await f.PartAsync(stor, null);
        object Husstand(string dag, long? oere, bool enlig = false, params string?[] voksne) => new { aendret = dag, maanedsindtaegtOere = oere, erEnlig = enlig, boernUnder18 = 1, voksne };
        await (await b.PostAsync($"/api/v1/dagtilbud/{lille}/husstand", new { })).FejlerPaaAsync("aendret", "boern", "voksne");
        await (await b.PostAsync($"/api/v1/dagtilbud/{lille}/husstand", Husstand("2026-08-01", null, false, andenPart))).FejlerPaaAsync("voksne"); // a party of another case
        var anden = (await b.SendAsync($"/api/v1/sager/{lille}/parter", new { navn = "Per Demobetaler", rolle = "Forælder" })).GetProperty("sagspartId").GetString();
        await (await b.PostAsync($"/api/v1/dagtilbud/{lille}/husstand", Husstand("2026-08-01", 1, true, part, anden))).BrydesAsync("BET-7");
        await (await b.PostAsync($"/api/v1/dagtilbud/{stor}/husstand/soeskende", new { soeskende = lille, fra = "2026-08-01" })).FejlerPaaAsync("soeskende"); // it has none yet
        await b.SendAsync($"/api/v1/dagtilbud/{lille}/husstand", Husstand("2026-08-01", 6_000_000, false, part, anden));
        await b.SendAsync($"/api/v1/dagtilbud/{stor}/husstand/soeskende", new { soeskende = lille, fra = "2026-08-01" });
        await (await b.PostAsync($"/api/v1/dagtilbud/{stor}/husstand/soeskende", new { soeskende = lille, fra = "2026-09-01" })).BrydesAsync("BET-8");
        Assert.Equal((470_000, 100_050), (await PrisAsync(lille, "2026-10"), await PrisAsync(stor, "2026-10"))); // 720.000 a year: no friplads; half of 2.001

        // Half time has no tariff: the price says so, and the run is refused.
        await b.SendAsync($"/api/v1/dagtilbud/{lille}/pladsvalg", new { fra = "2026-10-01", tid = "Deltid" });
        Assert.Contains("deltid har ingen takst", (await b.HentAsync($"/api/v1/dagtilbud/{lille}/betaling?maaned=2026-10")).GetProperty("mangler")[0].GetString(), StringComparison.Ordinal);
        await b.SendAsync($"/api/v1/dagtilbud/{lille}/pladsvalg", new { fra = "2026-10-01", tid = "Heltid", frokost = false });
        Assert.Equal(400_000, await PrisAsync(lille, "2026-10"));

        // The run.
        var almindelig = (await b.SendAsync("/api/v1/sager", new { titel = "Ingen plads", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString();
        await (await b.PostAsync($"/api/v1/dagtilbud/{almindelig}/pladsvalg", new { fra = "2026-10-01", tid = "Heltid" })).BrydesAsync("BET-10");
        var idag = Core.Calendar.DanishTime.DateOf(f.Server.Ur.GetUtcNow());
        var maaned = new DateOnly(idag.Year, idag.Month, 1);
        await (await b.PostAsync(Grundlag, new { maaned = maaned.AddMonths(2) })).BrydesAsync("BET-5");
        var oktober = await b.SendAsync(Grundlag, new { maaned = "2026-10-01" });
        Assert.False(oktober.GetProperty("varLukket").GetBoolean());
        var sum = oktober.GetProperty("oere").GetInt64();
        await (await b.PostAsync(Grundlag, new { maaned = "2026-09-01" })).BrydesAsync("BET-6");
        await (await a.PostAsync(Takster, Takst("Vuggestue", 16_000, 3_000, "2026-10-01"))).BrydesAsync("BET-3");
        await (await a.PostAsync("/api/v1/dagtilbud/betalingsregler", new { gaelderFra = "2026-10-01", delmaaned = "HeleMaaneder" })).BrydesAsync("BET-3");
        var post = Assert.Single(await PosterAsync("2026-10", stor));
        Assert.Equal(["Plads", "Soeskende"], post.GetProperty("linjer").EnumerateArray().Select(l => l.GetProperty("art").GetString()));
        Assert.Equal(100_050, post.GetProperty("oere").GetInt64());

        // Told late: 200.301 a year from 1 September. October stays, and November gets the difference.
        var sent = await b.SendAsync($"/api/v1/dagtilbud/{lille}/husstand", Husstand("2026-09-01", 1_669_175, false, part, anden));
        Assert.Equal("2026-10-01", sent.GetProperty("lukketTil").GetString());
        var igen = await b.SendAsync(Grundlag, new { maaned = "2026-10-01" });
        Assert.Equal((true, sum), (igen.GetProperty("varLukket").GetBoolean(), igen.GetProperty("oere").GetInt64()));
        Assert.Equal(400_000, Assert.Single(await PosterAsync("2026-10", lille)).GetProperty("oere").GetInt64());
        await b.SendAsync(Grundlag, new { maaned = "2026-11-01" });
        var november = Assert.Single(await PosterAsync("2026-11", lille));
        Assert.Equal((-400_000, -400_000), (november.GetProperty("oere").GetInt64(), november.GetProperty("reguleringOere").GetInt64())); // November is free, October is paid back
        await b.SendAsync(Grundlag, new { maaned = "2026-12-01" });
        Assert.Equal(0, (await PosterAsync("2026-12", lille)).Sum(p => p.GetProperty("oere").GetInt64())); // once
        Assert.ThrowsAny<Exception>(() => f.Server.Database.Tal("korsbaek", "update dagtilbud_betalingspost set oere = 1 where maaned = '2026-10-01'"));

        // The file has the same, and the pages stand.
        var csv = await b.GetStringAsync(new Uri("/dagtilbud/betaling/2026-11/fil.csv", UriKind.Relative));
        Assert.StartsWith("Måned;Sagsnummer;Husstand;Linje;Art;Tekst;Fra;Til;Beløb (kr.);Barnet i alt (kr.);Grundlaget er lukket\r\n", csv, StringComparison.Ordinal);
        Assert.Contains(";Regulering;Regulering for oktober 2026;01.10.2026;31.10.2026;\"-4.000,00\";\"-4.000,00\";Ja", csv, StringComparison.Ordinal);
        foreach (var (sti, ord) in new[] { ("/dagtilbud/betaling", "november 2026"), ("/dagtilbud/betaling/2026-11", "Regulering for oktober 2026"), ($"/sager/{await NummerAsync(lille)}/betaling", "Fripladstilskud 100 %"), ($"/sager/{await NummerAsync(almindelig!)}/betaling", "ikke om et barns plads") })
            Assert.Contains(ord, await Foraeldreserver.HtmlAsync(b, sti), StringComparison.Ordinal);
        await Foraeldreserver.HtmlAsync(b, "/dagtilbud/betaling/2027-05", HttpStatusCode.NotFound);
        var historik = (await b.HentAsync($"/api/v1/sager/{lille}/historik?antal=100")).ToString();
        Assert.Contains("Husstanden blev registreret med indtægt fra 01.09.2026.", historik, StringComparison.Ordinal);
        Assert.DoesNotContain("16.691", historik, StringComparison.Ordinal);
    }

    private async Task<string?> NummerAsync(string sag) => (await f.Behandler.HentAsync($"/api/v1/sager/{sag}")).GetProperty("sagsnummer").GetString();

    [Fact]
    public async Task Myndighedens_egen_skala_aflaeser_den_der_foelger_med()
    {
        const string sti = "/api/v1/dagtilbud/fripladsskalaer";
        var foer = (await f.Administrator.HentAsync(sti)).GetProperty("linjer");
        Assert.Contains(foer.EnumerateArray(), s => s.GetProperty("erMedfoelgende").GetBoolean() && s.GetProperty("trin").GetArrayLength() == 20);
        await (await f.Administrator.PostAsync(sti, new { gaelderFra = "2030-01-15", trin = "x" })).FejlerPaaAsync("gaelderFra", "enlig", "barn", "kilde", "trin");
        var ny = new { gaelderFra = "2030-01-01", enligOere = 8_000_000, barnOere = 800_000, kilde = "Opdigtet til prøven", trin = "210.000;100\n300.000;50" };
        await f.Administrator.SendAsync(sti, ny);
        await (await f.Administrator.PostAsync(sti, ny)).BrydesAsync("BET-9");
        Assert.Contains("Programmets eget trin", await Foraeldreserver.HtmlAsync(f.Administrator, "/dagtilbud/friplads"), StringComparison.Ordinal);
        await Foraeldreserver.HtmlAsync(f.Administrator, "/dagtilbud/takster");
    }
}
