using Esdh.Klub.Domain;
using Esdh.Sager.Contract;

namespace Esdh.Klub.Tests.Domaene;

[Trait("Database", "nej")]
public sealed class SammenligningTests
{
    private static Guid Medlem(int nr) => new(nr, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);

    [Theory]
    [InlineData(0, "Intet")]
    [InlineData(1, "ForFaa")]
    [InlineData(4, "ForFaa")]
    [InlineData(5, null)]
    public void Et_tal_rejser_kun_naar_det_hviler_paa_mindst_fem_personer(int personer, string? skjult)
    {
        foreach (var beregning in Enum.GetValues<Maalberegning>())
            Assert.Equal(skjult, Sammenligning.Skjul(beregning, new(personer == 0 ? null : 10, personer, personer))?.ToString());
    }

    [Theory]
    [InlineData(10, 0, null)]
    [InlineData(10, 1, "ForFaa")]
    [InlineData(10, 4, "ForFaa")]
    [InlineData(10, 5, null)]
    [InlineData(Maalopgoerelse.TaelTil, 1, null)]
    public void En_andel_af_faa_roeber_ikke_de_faa_den_ikke_holdt_for(int personer, int mindsteDel, string? skjult) =>
        Assert.Equal(skjult, Sammenligning.Skjul(Maalberegning.Andel, new(90, personer, mindsteDel))?.ToString());

    [Fact]
    public void To_medlemmer_er_ingen_gruppe_men_tre_er()
    {
        Assert.Null(Sammenligning.Fordeling([]));
        Assert.Null(Sammenligning.Fordeling([1m, 2m]));
        Assert.Equal(new Sammenligning.Kvartiler(1.5m, 2m, 3m), Sammenligning.Fordeling([4m, 1m, 2m]));
        Assert.Equal(new Sammenligning.Kvartiler(1.75m, 2.5m, 3.25m), Sammenligning.Fordeling([4m, 3m, 2m, 1m]));
    }

    [Fact]
    public void Lignende_er_fra_det_halve_til_det_dobbelte_og_ellers_de_naermeste()
    {
        var mange = Enumerable.Range(1, 8).ToDictionary(Medlem, i => 10_000L + i);
        mange.Add(Medlem(20), 600_000);
        Assert.Equal(8, Sammenligning.Lignende(10_000, mange).Count);
        var faa = new Dictionary<Guid, long> { [Medlem(1)] = 50_000, [Medlem(2)] = 12_000, [Medlem(3)] = 600_000, [Medlem(4)] = 90_000, [Medlem(5)] = 8_000, [Medlem(6)] = 1_300_000, [Medlem(7)] = 0 };
        Assert.Equal([Medlem(1), Medlem(2), Medlem(3), Medlem(4), Medlem(5)], Sammenligning.Lignende(10_000, faa).Order());
        Assert.Empty(Sammenligning.Lignende(0, faa));
    }

    [Fact]
    public void Kvartaler_foelger_aaret_og_aarsskiftet()
    {
        Assert.Equal([20261, 20261, 20262, 20263, 20264], new[] { new DateOnly(2026, 1, 1), new(2026, 3, 31), new(2026, 4, 1), new(2026, 9, 30), new(2026, 12, 31) }.Select(Kvartal.Af));
        Assert.Equal(20254, Kvartal.Forrige(20261));
        Assert.Equal((new DateOnly(2026, 10, 1), new DateOnly(2026, 12, 31)), (Kvartal.Fra(20264), Kvartal.Til(20264)));
        Assert.Equal([20253, 20252], Kvartal.Opgjorte(new(2026, 1, 10), 2)); // the year is over, but not ten days
        Assert.Equal([20254, 20253], Kvartal.Opgjorte(new(2026, 1, 11), 2));
        Assert.Equal([true, false, false, false], new[] { 20264, 20265, 20260, 7 }.Select(Kvartal.ErGyldigt));
    }
}
