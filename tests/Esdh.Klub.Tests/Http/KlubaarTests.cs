using System.Text.Json;
using Esdh.Core.Authorities;
using Esdh.Klub.Contract;
using Esdh.Klub.Demonstration;
using Esdh.Testing;

namespace Esdh.Klub.Tests.Http;

/// <summary>A year of a club of forty, from the invoices in January to the next January's: with a server of its own, whose clock is moved.</summary>
public sealed class KlubaarTests(Klubserver f) : IClassFixture<Klubserver>
{
    private const string Api = "/api/v1/klub";
    private const int Medlemmer = 40, Aar = 2027;

    private HttpClient S => f.Sekretariat;

    [Fact]
    public async Task Et_aar_med_fyrre_medlemmer_gaar_op()
    {
        // Autumn before: the price is decided, and the club grows to forty. Two join in the course of the year.
        f.Server.Ur.Saet(new(2026, 12, 1, 9, 0, 0, TimeSpan.FromHours(1)));
        await PrisAsync(Aar, 900);
        var fra = (await MedlemmerAsync()).Count;
        for (var i = fra; i < Medlemmer; i++)
            await OptagAsync(i, i == Medlemmer - 2 ? new(Aar, 5, 1) : i == Medlemmer - 1 ? new(Aar, 9, 15) : new DateOnly(Aar, 1, 1));
        await S.SendAsync($"{Api}/folketal", new { csv = "kode;aar;antal\n" + string.Join('\n', Enumerable.Range(fra, Medlemmer - fra).Select(i => $"{Kode(i)};{Aar};{Borgere(i)}")), kilde = "Opdigtet" });

        // January: a bill for each, numbered without gaps; the late ones pay for their months.
        f.Server.Ur.Saet(new(Aar, 1, 11, 9, 0, 0, TimeSpan.FromHours(1)));
        Assert.Equal(Medlemmer, (await S.SendAsync($"{Api}/aarsfakturaer", new { aar = Aar })).GetProperty("dannet").GetInt32());
        Assert.Equal(Medlemmer, (await S.SendAsync($"{Api}/aarsfakturaer/{Aar}/udstedelse", new { })).GetProperty("udstedt").GetInt32());
        var fakturaer = await FakturaerAsync(Aar);
        Assert.Equal(Enumerable.Range(fakturaer[0].Nr, Medlemmer), fakturaer.Select(x => x.Nr));
        Assert.Equal(Licens(Borgere(fra), 12), fakturaer.Single(x => x.Medlem == Navn(fra)).Brutto);
        Assert.Equal(Licens(Borgere(Medlemmer - 2), 8), fakturaer.Single(x => x.Medlem == Navn(Medlemmer - 2)).Brutto);
        Assert.Equal(Licens(Borgere(Medlemmer - 1), 4), fakturaer.Single(x => x.Medlem == Navn(Medlemmer - 1)).Brutto);

        // February: all pay but one, who pays half and is reminded.
        f.Server.Ur.Saet(new(Aar, 2, 5, 9, 0, 0, TimeSpan.FromHours(1)));
        var langsom = fakturaer[^1];
        foreach (var x in fakturaer.Where(x => x.Nr != langsom.Nr))
            await S.SendAsync($"{Api}/fakturaer/{x.Nr}/betalinger", new { oere = x.Brutto, dato = $"{Aar}-02-05" });
        await S.SendAsync($"{Api}/fakturaer/{langsom.Nr}/betalinger", new { oere = langsom.Brutto / 2, dato = $"{Aar}-02-05" });
        f.Server.Ur.Saet(new(Aar, 4, 20, 9, 0, 0, TimeSpan.FromHours(2)));
        await S.SendAsync($"{Api}/fakturaer/{langsom.Nr}/rykkere", new { medGebyr = false });
        Assert.Equal(langsom.Brutto - (langsom.Brutto / 2), Saldo(Klubkonto.Debitorer));
        await S.SendAsync($"{Api}/fakturaer/{langsom.Nr}/betalinger", new { oere = langsom.Brutto - (langsom.Brutto / 2), dato = $"{Aar}-04-20" });

        // Spring: wishes. Summer: one gives notice.
        var oensker = new List<(string Nr, Guid Id)>();
        foreach (var titel in new[] { "Kort over byggesager", "Brevflet til mange", "Læs højt" })
            oensker.Add(await KlartOenskeAsync(titel));
        f.Server.Ur.Saet(new(Aar, 6, 10, 9, 0, 0, TimeSpan.FromHours(2)));
        var opsiger = (await MedlemmerAsync()).Single(m => m.Navn == Navn(fra));
        var sidste = DateOnly.FromDateTime((await S.SendAsync($"{Api}/medlemmer/{opsiger.Nr}/opsigelse", new { })).GetProperty("udtraeder").GetDateTime());
        Assert.Equal(new DateOnly(Aar + 1, 6, 30), sidste);

        // October: forty vote on the wishes and on the budget; the club decides the next price.
        f.Server.Ur.Saet(new(Aar, 10, 21, 9, 0, 0, TimeSpan.FromHours(2)));
        var delegerede = await f.DelegeredeAsync();
        Assert.Equal(Medlemmer, delegerede.Count);
        var (prioritering, budget) = (await AabnAsync("Prioritering", "Hvad begynder vi på?", [.. oensker.Select(o => o.Id)]), await AabnAsync("Budget", $"Budget {Aar + 1}", []));
        foreach (var (d, i) in delegerede.Select((d, i) => (d.Delegat, i)))
        {
            var (mest, naest) = i % 4 == 0 ? (1, 2) : (0, 1);
            await f.StemAsync(d, prioritering.Id, Point((oensker[mest].Nr, 70), (oensker[naest].Nr, 30)));
            await f.StemAsync(d, budget.Id, i % 5 == 0 ? "imod=1" : "for=1");
        }

        f.Server.Ur.Saet(new(Aar, 10, 21, 12, 0, 0, TimeSpan.FromHours(2)));
        await Vent.TilAsync(async () => await StandAsync(prioritering.Nummer) == "Opgjort" && await StandAsync(budget.Nummer) == "Opgjort");
        Assert.Equal("Vedtaget", (await S.HentAsync($"{Api}/afstemninger/{budget.Nummer}")).GetProperty("resultat").GetProperty("udfald").GetString());
        Assert.Equal("Valgt Klar Klar", string.Join(" ", await Task.WhenAll(oensker.Select(async o => (await S.HentAsync($"{Api}/oensker/{o.Nr}")).GetProperty("stand").GetString()))));
        foreach (var nummer in new[] { prioritering.Nummer, budget.Nummer })
            Assert.Empty(Domain.Protokolfil.TaelEfter(await S.GetStringAsync(new Uri($"{Api}/afstemninger/{nummer}/protokol", UriKind.Relative))).Fejl);
        await PrisAsync(Aar + 1, 950);

        // November: what was chosen is on the road map, with its first report.
        f.Server.Ur.Saet(new(Aar, 11, 3, 9, 0, 0, TimeSpan.FromHours(1)));
        var initiativ = (await S.SendAsync($"{Api}/koereplan/initiativer", new { Titel = "Kort over byggesager", Modul = "Byggesager", Ejer = "Korsbæk Kommune", Fra = $"{Aar}-11-01", Til = $"{Aar + 1}-06-30", BudgetOere = 30_000_000, Oenske = oensker[0].Id })).GetProperty("nr").GetInt32();
        await S.SendAsync($"{Api}/koereplan/initiativer/{initiativ}/rapporter", new { Stand = "Igang", Fase = "Udvikling", Farve = "Groen" });
        Assert.Equal("PaaKoereplan", (await S.HentAsync($"{Api}/oensker/{oensker[0].Nr}")).GetProperty("stand").GetString());

        // The books of the year: nothing is owed, and every voucher balances.
        Assert.Equal(0, Saldo(Klubkonto.Debitorer));
        Assert.Equal(fakturaer.Sum(x => x.Brutto), Saldo(Klubkonto.Bank));
        Assert.Equal(0, f.Server.Database.Tal(AuthorityRegistry.SharedKey, "select count(*) from (select bilag from klub_postering group by bilag having sum(beloeb_oere) <> 0) x"));

        // The next January: all forty again, at the new price; who leaves in June pays six months.
        f.Server.Ur.Saet(new(Aar + 1, 1, 10, 9, 0, 0, TimeSpan.FromHours(1)));
        Assert.Equal(Medlemmer, (await S.SendAsync($"{Api}/aarsfakturaer", new { aar = Aar + 1 })).GetProperty("dannet").GetInt32());
        Assert.Equal(Medlemmer, (await S.SendAsync($"{Api}/aarsfakturaer/{Aar + 1}/udstedelse", new { })).GetProperty("udstedt").GetInt32());
        var naeste = await FakturaerAsync(Aar + 1);
        Assert.Equal(fakturaer[^1].Nr + 1, naeste[0].Nr);
        Assert.Equal(Licens(Borgere(fra), 6, 950), naeste.Single(x => x.Medlem == Navn(fra)).Brutto);
        Assert.Equal(naeste.Sum(x => x.Brutto), Saldo(Klubkonto.Debitorer));
    }

    private static string Kode(int i) => $"{9940 + i}";

    private static string Navn(int i) => $"Prøvekommune {i}";

    private static int Borgere(int i) => 20_000 + (i * 1_234);

    /// <summary>With 25 per cent VAT, in øre.</summary>
    private static long Licens(int borgere, int maaneder, int pris = 900)
    {
        var netto = (long)decimal.Round((decimal)borgere * maaneder * pris / 12, MidpointRounding.AwayFromZero);
        return netto + (long)decimal.Round(netto * 0.25m, MidpointRounding.AwayFromZero);
    }

    private static string Point(params (string Nr, int Tal)[] valg) => string.Join(';', valg.Select(v => $"o{v.Nr}={v.Tal}").Order(StringComparer.Ordinal));

    private long Saldo(Klubkonto konto) => f.Server.Database.Tal(AuthorityRegistry.SharedKey, $"select coalesce(sum(beloeb_oere), 0) from klub_postering where konto = '{konto}'");

    private async Task PrisAsync(int aar, int pris) =>
        await S.SendAsync($"{Api}/takster", new { aar, prisPrBorgerOere = pris, prisPrAarsvaerkOere = 40_000, vedtaget = Core.Calendar.DanishTime.DateOf(f.Server.Ur.GetUtcNow()), hvor = "Generalforsamlingen" });

    private async Task<List<(int Nr, string Navn)>> MedlemmerAsync() => [.. (await S.HentAsync($"{Api}/medlemmer")).GetProperty("poster").EnumerateArray()
        .Where(m => m.GetProperty("fase").GetString() == "Optaget").Select(m => (m.GetProperty("nr").GetInt32(), m.GetProperty("navn").GetString()!))];

    private async Task OptagAsync(int i, DateOnly medlemFra)
    {
        var nr = (await S.SendAsync($"{Api}/medlemmer", new
        {
            navn = Navn(i), art = "Kommune", cvr = Klubdemonstration.Cvr(400 + i), gln = OpretKlubdemonstration.Gln(400 + i), grundlagskode = Kode(i), adresse = "Torvet 1", postnummer = "9900", by = "Prøveby", reference = $"R-{i}",
        })).GetProperty("nr").GetInt32();
        foreach (var fase in new object[] { new { til = "Afklaring" }, new { til = "Beslutning", businesscase = "9 kr. pr. borger." }, new { til = "Optaget", besluttet = "2026-11-20", beslutning = "Byrådet, punkt 4", medlemFra } })
            await S.SendAsync($"{Api}/medlemmer/{nr}/fase", fase);
    }

    private async Task<List<(int Nr, string Medlem, long Brutto)>> FakturaerAsync(int aar) => [.. (await S.HentAsync($"{Api}/fakturaer?aar={aar}")).GetProperty("poster").EnumerateArray()
        .Select(x => (x.GetProperty("nr").GetInt32(), x.GetProperty("medlem").GetString()!, x.GetProperty("bruttoOere").GetInt64())).OrderBy(x => x.Item1)];

    private async Task<(string Nr, Guid Id)> KlartOenskeAsync(string titel)
    {
        var nr = (await f.Delegat.SendAsync($"{Api}/oensker", new { Titel = titel, Problem = "Det er svært i dag.", HvemHjaelpes = "Alle", Modul = "Kerne" })).GetProperty("nummer").GetString()!.Split('-')[1];
        await S.SendAsync($"{Api}/oensker/{nr}/stand", new { Stand = "Vurderes", Grund = "Gruppen ser på det." });
        await f.Delegat.SendAsync($"{Api}/oensker/{nr}/vurderinger", new { Gruppe = "Drift og Udvikling", Timer = 200, Vaerdi = 4, Begrundelse = "Sparer tid." });
        await S.SendAsync($"{Api}/oensker/{nr}/stand", new { Stand = "Klar", Grund = "Vurderet." });
        return (nr.TrimStart('0'), (await S.HentAsync($"{Api}/oensker/{nr}")).GetProperty("id").GetGuid());
    }

    private async Task<(string Nummer, Guid Id)> AabnAsync(string emne, string titel, Guid[] oensker)
    {
        var nummer = (await S.SendAsync($"{Api}/afstemninger", new { Emne = emne, Titel = titel, Lukker = f.Server.Ur.GetUtcNow().AddHours(2), Pladser = 1, Oensker = oensker })).GetProperty("nummer").GetString()!;
        await S.SendAsync($"{Api}/afstemninger/{nummer}/aabn", new { });
        return (nummer, (await S.HentAsync($"{Api}/afstemninger/{nummer}")).GetProperty("id").GetGuid());
    }

    private async Task<string?> StandAsync(string nummer) => (await S.HentAsync($"{Api}/afstemninger/{nummer}")).GetProperty("stand").GetString();
}
