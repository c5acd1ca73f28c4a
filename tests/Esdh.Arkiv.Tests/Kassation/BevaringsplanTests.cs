using Esdh.Arkiv.Domain;
using Esdh.Sager.Domain.Klassifikation;

namespace Esdh.Arkiv.Tests.Kassation;

/// <summary>What the plan and the authority's rules make of a case.</summary>
[Trait("Database", "nej")]
public sealed class BevaringsplanTests
{
    private static readonly DateOnly Dag = new(2026, 11, 23);

    private static Bevaringsplan Plan(params Bevaringsregel[] regler) => new(
        new Dictionary<string, Bevaringsplan.Planpost>
        {
            ["02.34.02"] = new(Bevaring.B, 600), ["05.09.04"] = new(Bevaring.K5, 60), ["81.03.00"] = new(Bevaring.K10, 60), ["20.01.06"] = new(Bevaring.K, 6), ["16.06.04"] = new(Bevaring.Tom, null),
        },
        new Dictionary<string, Bevaring> { ["G01"] = Bevaring.K5, ["K02"] = Bevaring.K10, ["P21"] = Bevaring.B }, regler, 5);

    private static Bevaringsregel Regel(string emne, Bevaring? kode, string? facet = null, int? slet = null, DateOnly? fra = null, DateOnly? til = null, int nr = 1) =>
        new() { Nr = nr, Emne = emne, Facet = facet, Bevaring = kode, Sletmaaneder = slet, Begrundelse = "Prøve", GaelderFra = fra ?? Dag, GaelderTil = til };

    [Theory]
    [InlineData("B", "K", "B")]
    [InlineData("K", "B", "B")]
    [InlineData("B", "Tom", "B")]
    [InlineData("Tom", "B", "B")]
    [InlineData("K", "Tom", "Tom")]
    [InlineData("Tom", "K10", "Tom")]
    [InlineData("K5", "K10", "K10")]
    [InlineData("K10", "K5", "K10")]
    [InlineData("K", "K5", "K5")]
    [InlineData("K", "K", "K")]
    public void B_slaar_alt_det_ukendte_er_uafklaret_og_ellers_vinder_den_laengste(string emne, string facet, string samlet) =>
        Assert.Equal(samlet, Bevaringsplan.Samlet(Enum.Parse<Bevaring>(emne), Enum.Parse<Bevaring>(facet)).ToString());

    [Fact]
    public void Fristen_regnes_fra_den_dag_sagen_blev_lukket()
    {
        var udfald = Plan().For("05.09.04", "G01", Dag);
        Assert.Equal(new DateOnly(2026, 2, 28), udfald.Kasseres(new(2021, 2, 28)));
        Assert.Equal(new DateOnly(2025, 2, 28), udfald.Kasseres(new(2020, 2, 29)));
        Assert.Equal(new DateOnly(2036, 11, 23), Plan().For("81.03.00", "G01", Dag).Kasseres(Dag));
        Assert.Equal(new DateOnly(2031, 11, 23), Plan().For("20.01.06", "G01", Dag).Kasseres(Dag));
    }

    [Fact]
    public void En_aaben_sag_har_ingen_frist()
    {
        var udfald = Plan().For("05.09.04", "G01", Dag);
        Assert.Null(udfald.Kasseres(null));
        Assert.Null(udfald.Slettes(null));
    }

    [Fact]
    public void Det_der_bevares_kasseres_aldrig_men_har_sin_slettefrist()
    {
        var udfald = Plan().For("02.34.02", "G01", Dag);
        Assert.Equal(Bevaring.B, udfald.Kode);
        Assert.Null(udfald.Kasseres(Dag));
        Assert.Equal(Dag.AddYears(50), udfald.Slettes(Dag));
    }

    [Fact]
    public void Et_emne_og_en_facet_som_planen_ikke_har_er_uafklaret()
    {
        Assert.Equal(Bevaring.Tom, Plan().For("99.99.99", "G01", Dag).Kode);
        Assert.Equal(Bevaring.Tom, Plan().For("05.09.04", "X99", Dag).Kode);
        Assert.Equal(Bevaring.B, Plan().For("99.99.99", "P21", Dag).Kode);
    }

    [Fact]
    public void Den_naermeste_regel_vinder_og_lader_planen_om_resten()
    {
        var plan = Plan(Regel("05", Bevaring.B, nr: 1), Regel("05.09.04", Bevaring.K10, slet: 24, nr: 2), Regel("05.09.04", Bevaring.K, "G01", nr: 3));
        Assert.Equal((Bevaring.K, 24), (plan.For("05.09.04", "G01", Dag).Kode, plan.For("05.09.04", "G01", Dag).SlettesEfterMaaneder!.Value));
        Assert.Equal(Bevaring.K10, plan.For("05.09.04", "K02", Dag).Kode);
        Assert.Equal(Bevaring.B, plan.For("05.01.08", "G01", Dag).Kode);
        Assert.Equal(Bevaring.K10, plan.For("81.03.00", "G01", Dag).Kode);
    }

    [Fact]
    public void En_regel_gaelder_fra_sin_dag_og_til_dagen_foer_den_naeste()
    {
        var plan = Plan(Regel("05.09.04", Bevaring.B, fra: Dag, til: Dag.AddDays(10)));
        Assert.Equal(Bevaring.K5, plan.For("05.09.04", "G01", Dag.AddDays(-1)).Kode);
        Assert.Equal(Bevaring.B, plan.For("05.09.04", "G01", Dag).Kode);
        Assert.Equal(Bevaring.B, plan.For("05.09.04", "G01", Dag.AddDays(9)).Kode);
        Assert.Equal(Bevaring.K5, plan.For("05.09.04", "G01", Dag.AddDays(10)).Kode);
    }

    [Fact]
    public void Det_der_er_bestemt_for_sagen_slaar_baade_regel_og_plan()
    {
        var egen = new Sagsbevaring { Bevaring = Bevaring.B, Begrundelse = "Principiel" };
        Assert.Equal(Bevaring.B, Plan(Regel("05", Bevaring.K)).For("05.09.04", "G01", Dag, egen).Kode);
        Assert.Equal(60, Plan().For("05.09.04", "G01", Dag, egen).SlettesEfterMaaneder);
    }
}
