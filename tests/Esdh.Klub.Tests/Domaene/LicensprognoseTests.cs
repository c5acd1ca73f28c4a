using Esdh.Klub.Contract;
using Esdh.Klub.Domain;

namespace Esdh.Klub.Tests.Domaene;

public sealed class LicensprognoseTests
{
    private static readonly Aarstakst Takst = new(2026, 900, 45_050, null, null);

    private static readonly Prognosepart[] Parter = [new("Nord", Medlemsart.Kommune, 10_000, false), new("Syd", Medlemsart.Kommune, 30_001, false), new("Styrelsen", Medlemsart.Stat, 123, false)];

    private static long Saa(Licensprognose p, string navn) => p.Linjer.Single(l => l.Navn == navn).SaaOere;

    [Fact]
    public void En_statslig_myndighed_betaler_for_sine_aarsvaerk_efter_sin_egen_pris()
    {
        var p = Licensprognose.Beregn(Parter, Takst, null, 0);
        Assert.Equal(123 * 45_050L, p.Linjer.Single(l => l.Navn == "Styrelsen").NuOere);
        Assert.Equal(p.NuIAltOere, p.SaaIAltOere);
    }

    [Fact]
    public void En_ny_pris_for_et_aarsvaerk_flytter_kun_statens_regning_naar_borgerprisen_er_givet()
    {
        var p = Licensprognose.Beregn(Parter, Takst, 900, 0, 60_000);
        Assert.Equal(10_000 * 900L, Saa(p, "Nord"));
        Assert.Equal(123 * 60_000L, Saa(p, "Styrelsen"));
    }

    [Fact]
    public void Uden_ny_borgerpris_deles_det_samme_budget_og_et_dyrere_aarsvaerk_goer_borgerne_billigere()
    {
        var p = Licensprognose.Beregn(Parter, Takst, null, 0, 90_000);
        Assert.Equal(p.NuIAltOere, p.SaaIAltOere);
        Assert.True(Saa(p, "Styrelsen") > 123 * 45_050L);
        Assert.True(Saa(p, "Nord") < 10_000 * 900L);
    }

    [Fact]
    public void En_ny_borgerpris_foelges_af_aarsvaerkets_naar_intet_andet_er_sagt()
    {
        var p = Licensprognose.Beregn(Parter, Takst, 450, 0);
        Assert.Equal(123 * 22_525L, Saa(p, "Styrelsen"));
    }

    [Fact]
    public void Et_modul_deles_saa_det_gaar_op_paa_oeren_ogsaa_hvor_alt_andet_er_gratis()
    {
        Assert.Equal(1_000_001, Licensprognose.Beregn(Parter, Takst, 0, 1_000_001).SaaIAltOere);
        Assert.Equal(Licensprognose.Beregn(Parter, Takst, null, 0).SaaIAltOere + 7, Licensprognose.Beregn(Parter, Takst, null, 7).SaaIAltOere);
    }
}
