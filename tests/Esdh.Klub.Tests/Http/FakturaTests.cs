using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using Esdh.Core.Authorities;
using Esdh.Klub.Contract;
using Esdh.Klub.Tests.Faktura;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Klub.Tests.Http;

/// <summary>With a server of its own: what is invoiced depends on who is a member.</summary>
public sealed class FakturaTests(Klubserver f) : IClassFixture<Klubserver>
{
    private const string Api = "/api/v1/klub";

    private async Task<long> TalAsync(string sql) => await Task.FromResult(f.Server.Database.Tal(AuthorityRegistry.SharedKey, sql));

    [Fact]
    public async Task Et_aars_fakturaer_fra_kladde_til_betalt_med_filer_kreditnota_og_kassebog()
    {
        var (s, korsbaek, anden) = (f.Sekretariat, f.Delegat, f.AndenDelegat);
        await (await korsbaek.PostAsync($"{Api}/aarsfakturaer", new { aar = 2026 })).ForventAsync(HttpStatusCode.Forbidden);
        await (await s.PostAsync($"{Api}/aarsfakturaer", new { aar = 2190 })).BrydesAsync("KLUBPENGE-2");
        var dannet = await s.SendAsync($"{Api}/aarsfakturaer", new { aar = 2026 });
        Assert.Equal(14, dannet.GetProperty("dannet").GetInt32());
        Assert.Equal(0, (await s.SendAsync($"{Api}/aarsfakturaer", new { aar = 2026 })).GetProperty("dannet").GetInt32()); // nothing twice
        Assert.Contains("Udsted 14 kladder endeligt", await Klubserver.HtmlAsync(s, "/klub/fakturaer?aar=2026"), StringComparison.Ordinal);
        Assert.Equal(14, (await s.SendAsync($"{Api}/aarsfakturaer/2026/udstedelse", new { })).GetProperty("udstedt").GetInt32());
        Assert.Equal(0, await TalAsync("select sum(beloeb_oere) from klub_postering"));
        await (await s.PostAsync($"{Api}/takster", new { aar = 2026, prisPrBorgerOere = 800, prisPrAarsvaerkOere = 1, vedtaget = "2026-01-01", hvor = "Her" })).BrydesAsync("KLUBPENGE-9");
        await (await s.PostAsync($"{Api}/takster", new { aar = 2027, prisPrBorgerOere = -1, prisPrAarsvaerkOere = 1, vedtaget = "2026-01-01", hvor = "Her" })).FejlerPaaAsync("borger");

        // Korsbæk's: 42.318 citizens at 9 kr. and VAT. Another member does not know of it.
        var nr = (await korsbaek.HentAsync($"{Api}/fakturaer?aar=2026")).GetProperty("poster").EnumerateArray().Single().GetProperty("nr").GetInt32();
        var faktura = (await korsbaek.HentAsync($"{Api}/fakturaer/{nr}")).GetProperty("kort");
        Assert.Equal(42_318 * 1_125L, faktura.GetProperty("bruttoOere").GetInt64());
        Assert.Equal(HttpStatusCode.NotFound, (await anden.GetAsync(new Uri($"{Api}/fakturaer/{nr}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await anden.GetAsync(new Uri($"/klub/fakturaer/{nr}/faktura.pdf", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await f.Medarbejder.GetAsync(new Uri($"/klub/fakturaer/{nr}", UriKind.Relative))).StatusCode);
        await using (var xml = await korsbaek.GetStreamAsync(new Uri($"/klub/fakturaer/{nr}/peppol.xml", UriKind.Relative)))
            Assert.Empty(Ublkontrol.Peppol(await XDocument.LoadAsync(xml, LoadOptions.None, default)));
        await using (var xml = await korsbaek.GetStreamAsync(new Uri($"/klub/fakturaer/{nr}/oioubl.xml", UriKind.Relative)))
            Assert.Empty(Ublkontrol.Oioubl(await XDocument.LoadAsync(xml, LoadOptions.None, default)));

        // Paid in part, reminded too early, credited too much and then right, the rest paid with something over.
        await (await s.PostAsync($"{Api}/fakturaer/{nr}/betalinger", new { oere = -5, dato = "2099-01-01" })).FejlerPaaAsync("beloeb", "dato");
        var idag = Core.Calendar.DanishTime.DateOf(f.Server.Ur.GetUtcNow());
        await s.SendAsync($"{Api}/fakturaer/{nr}/betalinger", new { oere = 10_000_000, dato = idag });
        await (await s.PostAsync($"{Api}/fakturaer/{nr}/rykkere", new { medGebyr = true })).BrydesAsync("KLUBPENGE-6");
        await (await s.PostAsync($"{Api}/fakturaer/{nr}/kreditnotaer", new { nettoOere = 42_318 * 900L + 1, begrundelse = "For meget" })).BrydesAsync("KLUBPENGE-4");
        await s.SendAsync($"{Api}/fakturaer/{nr}/kreditnotaer", new { nettoOere = 100_000, begrundelse = "Nedslag" });
        await (await s.PostAsync($"{Api}/fakturaer/{nr}/kreditnotaer", new { nettoOere = 100_000, begrundelse = "Nedslag" })).BrydesAsync("KLUBPENGE-10");
        var sidste = await TalAsync("select max(nr) from klub_faktura");
        await s.SendAsync($"{Api}/aarsfakturaer/2026/udstedelse", new { });
        var nota = (await s.HentAsync($"{Api}/fakturaer?aar=2026")).GetProperty("poster").EnumerateArray().First(x => x.GetProperty("art").GetString() == "Kreditnota").GetProperty("nr").GetInt32();
        Assert.Equal(sidste + 1, nota); // one gapless series
        await (await s.PostAsync($"{Api}/fakturaer/{nota}/betalinger", new { oere = 1, dato = idag })).BrydesAsync("KLUBPENGE-5");
        await using (var xml = await korsbaek.GetStreamAsync(new Uri($"/klub/fakturaer/{nota}/peppol.xml", UriKind.Relative)))
            Assert.Empty(Ublkontrol.Peppol(await XDocument.LoadAsync(xml, LoadOptions.None, default)));
        var svar = await s.SendAsync($"{Api}/fakturaer/{nr}/betalinger", new { oere = 40_000_000, dato = idag });
        var rest = (42_318 * 1_125L) - 10_000_000 - 125_000;
        Assert.Equal((0, 40_000_000 - rest), (svar.GetProperty("skyldigtOere").GetInt64(), svar.GetProperty("tilgodeOere").GetInt64()));
        await (await s.PostAsync($"{Api}/medlemmer/1/tilbagebetalinger", new { oere = 40_000_001 - rest })).BrydesAsync("KLUBPENGE-7");
        await s.SendAsync($"{Api}/medlemmer/1/tilbagebetalinger", new { oere = 40_000_000 - rest });
        await (await s.PostAsync($"{Api}/fakturaer/{nr}/afskrivninger", new { oere = 1, begrundelse = "Intet mangler" })).BrydesAsync("KLUBPENGE-8");
        Assert.Equal(0, await TalAsync("select sum(beloeb_oere) from klub_postering"));
        Assert.Equal(rest + 10_000_000, await TalAsync("select sum(beloeb_oere) from klub_postering where konto = 'Bank'"));

        // What is issued stays: by the act, and by the database.
        var ide = faktura.GetProperty("id").GetString();
        await (await s.DeleteAsync(new Uri($"{Api}/fakturakladder/{ide}", UriKind.Relative))).BrydesAsync("KLUBPENGE-3");
        Assert.ThrowsAny<Exception>(() => f.Server.Database.Tal(AuthorityRegistry.SharedKey, "update klub_faktura set netto_oere = 1 where nr = 1"));
        Assert.ThrowsAny<Exception>(() => f.Server.Database.Tal(AuthorityRegistry.SharedKey, "delete from klub_postering where bilag = 1"));

        // The regulation knows the credit note: what was given by hand is asked for again, and only that.
        Assert.Equal(1, (await s.SendAsync($"{Api}/aarsfakturaer", new { aar = 2026 })).GetProperty("dannet").GetInt32());
        var kladde = (await s.HentAsync($"{Api}/fakturaer?aar=2026")).GetProperty("poster")[0];
        Assert.Equal(100_000, kladde.GetProperty("nettoOere").GetInt64());
        await (await s.DeleteAsync(new Uri($"{Api}/fakturakladder/{kladde.GetProperty("id").GetString()}", UriKind.Relative))).ForventAsync(HttpStatusCode.NoContent);

        foreach (var sti in new[] { "/klub/fakturaer?aar=2026", $"/klub/fakturaer/{nr}", $"/klub/fakturaer/{nota}", "/klub/medlemmer/1" })
            Assert.Contains($"{nota:00000}", await Klubserver.HtmlAsync(s, sti), StringComparison.Ordinal);
        var kassebog = await s.GetStringAsync(new Uri("/klub/fakturaer/kassebog.csv", UriKind.Relative));
        Assert.Contains("Salgsmoms", kassebog, StringComparison.Ordinal);
        Assert.Contains("Korsbæk Kommune", await korsbaek.GetStringAsync(new Uri("/klub/fakturaer/fil.csv?aar=2026", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Et_ukendt_folketal_standser_aaret_og_et_indlaest_loeser_det()
    {
        var s = f.Sekretariat;
        await (await s.PostAsync($"{Api}/aarsfakturaer", new { aar = 2024 })).BrydesAsync("KLUBPENGE-1");
        foreach (var (csv, kilde) in new[] { ("kode;aar\n9901;2024", "x"), ("kode;aar;antal\n99;2024;5", "x"), ("kode;aar;antal\n9901;2024;mange", "x"), ("kode;aar;antal\n9901;2024;5\n9901;2024;6", "x"), ("kode;aar;antal", "x") })
            await (await s.PostAsync($"{Api}/folketal", new { csv, kilde })).FejlerPaaAsync("csv");
        Assert.Equal(2, (await s.SendAsync($"{Api}/folketal", new { csv = "kode;aar;antal\n9901;2019;41.000\n9902;2019;11000", kilde = "Opdigtet" })).GetProperty("antal").GetInt32());
        Assert.Equal(41_000, await TalAsync("select antal from klub_folketal where kode = '9901' and aar = 2019"));
    }

    [Fact]
    public async Task Kommandoen_skriver_alle_filer_og_de_samme_igen()
    {
        var mappe = Directory.CreateTempSubdirectory("klub-").FullName;
        try
        {
            var registry = f.Server.Services.GetRequiredService<AuthorityRegistry>();
            var scopes = f.Server.Services.GetRequiredService<IServiceScopeFactory>();
            using var ud = new StringWriter();
            var antal = await Aarsfakturering.KoerAsync(registry, scopes, 2025, mappe, ud, default);
            Assert.True(antal >= 12, ud.ToString());
            Assert.Equal(antal, Directory.GetFiles(mappe, "*.pdf").Length);
            var foer = Directory.GetFiles(mappe).ToDictionary(p => p, File.ReadAllBytes);
            foreach (var fil in Directory.GetFiles(mappe, "*-peppol.xml"))
                Assert.Empty(Ublkontrol.Peppol(XDocument.Load(fil)));
            foreach (var fil in Directory.GetFiles(mappe, "*-oioubl.xml"))
                Assert.Empty(Ublkontrol.Oioubl(XDocument.Load(fil)));
            Assert.Equal(antal, await Aarsfakturering.KoerAsync(registry, scopes, 2025, mappe, ud, default));
            Assert.All(Directory.GetFiles(mappe), p => Assert.Equal(foer[p], File.ReadAllBytes(p)));
            Assert.Equal(await TalAsync("select count(*) from klub_faktura where nr is not null"), await TalAsync("select max(nr) from klub_faktura")); // gapless
        }
        finally
        {
            Directory.Delete(mappe, recursive: true);
        }
    }
}
