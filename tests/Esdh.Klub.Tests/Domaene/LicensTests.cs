using Esdh.Core;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Indhold;

namespace Esdh.Klub.Tests.Domaene;

[Trait("Database", "nej")]
public sealed class LicensTests
{
    private static readonly Aarstakst Takst = new(2026, 900, 45_000, null, null);

    private static KlubMedlem Medlem(DateOnly? ind, DateOnly? ud = null, Medlemsart art = Medlemsart.Kommune, string kode = "9901") => new()
    {
        Id = Guid.CreateVersion7(), Nr = 1, Navn = "Prøveby", Art = art, Cvr = "97000018", Gln = "9520000000011", Grundlagskode = kode, Adresse = "Vej 1", Postnummer = "9990", By = "Prøveby", Reference = "R", Indtraadt = ind, Udtraeder = ud,
    };

    private static Licens Beregn(KlubMedlem m, int? antal = 12_000, Aarstakst? takst = null) =>
        Licens.Beregn(m, takst ?? Takst, "0630", (kode, aar) => antal is { } n ? new(kode == "0630" ? 116_000 : n, aar) : null);

    [Fact]
    public void Et_helt_aar_koster_prisen_gange_borgerne() => Assert.Equal((12, 12_000 * 900L), (Beregn(Medlem(new(2020, 1, 1))).Maaneder, Beregn(Medlem(new(2020, 1, 1))).NettoOere));

    [Theory]
    [InlineData("2026-03-01", null, 10)]
    [InlineData("2026-03-31", null, 10)]
    [InlineData("2026-12-31", null, 1)]
    [InlineData("2025-12-31", null, 12)]
    [InlineData("2027-01-01", null, 0)]
    [InlineData("2020-01-01", "2026-01-01", 1)]
    [InlineData("2020-01-01", "2025-12-31", 0)]
    [InlineData("2020-01-01", "2026-12-31", 12)]
    [InlineData("2026-05-03", "2026-05-20", 1)] // in and out in one month
    [InlineData("2026-05-20", "2026-05-03", 0)] // never was one
    [InlineData("2025-11-15", "2026-02-03", 2)] // over a year end
    public void Der_betales_for_hver_paabegyndt_maaned(string ind, string? ud, int maaneder)
    {
        var licens = Beregn(Medlem(DateOnly.Parse(ind, null), ud is null ? null : DateOnly.Parse(ud, null)));
        Assert.Equal((maaneder, maaneder * 900L * 1000), (licens.Maaneder, licens.NettoOere));
        Assert.Null(licens.Mangel);
    }

    [Fact]
    public void Den_der_ikke_er_optaget_betaler_ikke_og_behoever_intet_folketal() => Assert.Equal((0, 0L, null), (Beregn(Medlem(null), null).Maaneder, Beregn(Medlem(null), null).NettoOere, Beregn(Medlem(null), null).Mangel));

    [Fact]
    public void En_region_betaler_som_vejle_og_en_styrelse_efter_aarsvaerk()
    {
        Assert.Equal(116_000 * 900L, Beregn(Medlem(new(2020, 1, 1), art: Medlemsart.Region)).NettoOere);
        Assert.Equal(412 * 45_000L, Beregn(Medlem(new(2020, 1, 1), art: Medlemsart.Stat), 412).NettoOere);
    }

    [Theory]
    [InlineData(null, "kendes ikke")]
    [InlineData(0, "er 0")]
    [InlineData(-5, "er -5")]
    public void Et_ukendt_eller_tomt_folketal_siges_og_regnes_ikke(int? antal, string ord)
    {
        var licens = Beregn(Medlem(new(2020, 1, 1)), antal);
        Assert.Contains(ord, licens.Mangel, StringComparison.Ordinal);
        Assert.Equal(0, licens.NettoOere);
    }

    [Theory]
    [InlineData("\"standardprisPrBorgerOere\": 900", "\"standardprisPrBorgerOere\": -1", "standardprisPrBorgerOere")]
    [InlineData("\"prisPrBorgerOere\": 900", "\"prisPrBorgerOere\": -900", "aar.2025")]
    [InlineData("\"momsprocent\": 25", "\"momsprocent\": 0", "momsfritagelse")]
    [InlineData("\"gln\": \"9520000000004\"", "\"gln\": \"9520000000005\"", "klub.gln")]
    [InlineData("\"aar\": 2025", "\"aar\": 2026", "aar.2026")]
    [InlineData("\"valuta\": \"DKK\"", "\"valuta\": \"EUR\"", "valuta")]
    [InlineData("\"valuta\"", "\"valutta\"", "takster")]
    [InlineData("{", "", "takster")]
    public void En_takstfil_med_fejl_siger_hvilket_felt(string fra, string til, string felt)
    {
        var tekst = Takstfil.Medfoelgende("takster.json");
        Assert.Equal(900, Klubtakster.Laes(tekst).For(2026).PrisPrBorgerOere);
        Assert.Equal(900, Klubtakster.Laes(tekst).For(2031).PrisPrBorgerOere); // the standing price
        var i = tekst.IndexOf(fra, StringComparison.Ordinal);
        Assert.Contains(felt, Assert.Throws<InvalidException>(() => Klubtakster.Laes(tekst[..i] + til + tekst[(i + fra.Length)..])).Errors.Keys);
    }

    [Fact]
    public void De_98_kommuner_er_med() => Assert.Equal((98, 115_748), (Folketalskilde.Kommuner.Count, Folketalskilde.Kommuner.Single(k => k.Kode == "0630").Folketal2020));
}
