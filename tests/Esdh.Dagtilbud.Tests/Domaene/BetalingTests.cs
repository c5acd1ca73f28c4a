using Esdh.Core;
using Esdh.Dagtilbud.Domain;
using Esdh.Testing;

namespace Esdh.Dagtilbud.Tests.Domaene;

/// <summary>Every figure is worked out by hand in the comment beside it.</summary>
[Trait("Database", "nej")]
public sealed class BetalingTests
{
    private static readonly DateOnly Marts = new(2024, 3, 1), April = new(2024, 4, 1), Januar25 = new(2025, 1, 1);

    private static DagtilbudTakst Takst(Pladsart art, long budgetKr, long egenKr, DateOnly? fra = null, Taksttid tid = Taksttid.Heltid, long frokostKr = 0) =>
        new() { Art = art, Tid = tid, GaelderFra = fra ?? new(2024, 1, 1), BudgetOere = budgetKr * 100, EgenbetalingOere = egenKr * 100, FrokostOere = frokostKr * 100 };

    /// <summary>Dagpleje 3.000 of 12.000; vuggestue 4.000 of 16.000, lunch 700; børnehave 2.001 of 8.004, lunch 600; half time in børnehave 1.500.</summary>
    private static readonly Betalingsgrunddata Data = new(
        [
            Takst(Pladsart.Dagpleje, 12_000, 3_000), Takst(Pladsart.Vuggestue, 16_000, 4_000, frokostKr: 700), Takst(Pladsart.Boernehave, 8_004, 2_001, frokostKr: 600),
            Takst(Pladsart.Boernehave, 6_000, 1_500, tid: Taksttid.Deltid), Takst(Pladsart.Vuggestue, 16_800, 4_200, Januar25, frokostKr: 720),
        ],
        [DagtilbudFripladsskala.Fra2024], [], []);

    private static Betalingsbarn Barn(int aar, params Betalingsplads[] pladser) => new(Guid.CreateVersion7(), new(aar, 5, 5), pladser);

    private static Betalingsplads I(Pladsart art, DateOnly? fra = null, DateOnly? til = null, bool frokost = false, Taksttid tid = Taksttid.Heltid) => new(art, tid, fra ?? new(2023, 8, 1), til, frokost);

    /// <summary>A household with this income a year, in øre, as it is told: by the month. Only multiples of twelve can be.</summary>
    private static DagtilbudHusstandsoplysning Indtaegt(long aarOere, bool enlig = false, int boern = 1, DateOnly? fra = null) =>
        new() { FraMaaned = fra ?? new(2024, 1, 1), MaanedsindtaegtOere = aarOere / 12, ErEnlig = enlig, BoernUnder18 = boern };

    private static long[] Priser(DateOnly maaned, IReadOnlyList<Betalingsbarn> boern, DagtilbudHusstandsoplysning? oplysning = null, Betalingsgrunddata? data = null) =>
        [.. Betalingsberegning.Maaned(maaned, boern, oplysning, data ?? Data).Select(b => b.Oere)];

    private static int Procent(long aarOere, bool enlig = false, int boern = 1) => DagtilbudFripladsskala.Fra2024.Procent(aarOere, enlig, boern);

    [Fact]
    public void Indtaegt_paa_praecis_200_301_kr_giver_hel_friplads()
    {
        Assert.Equal(100, Procent(20_030_100));
        var oplysning = Indtaegt(20_030_100);
        Assert.Equal((1_669_175, 20_030_100), (oplysning.MaanedsindtaegtOere, oplysning.AarsindtaegtOere)); // 16.691,75 a month, twelve times
        Assert.Equal([0], Priser(Marts, [Barn(2022, I(Pladsart.Vuggestue))], oplysning));
        Assert.Equal([70_000], Priser(Marts, [Barn(2022, I(Pladsart.Vuggestue, frokost: true))], oplysning)); // the lunch is the parents' all the same
    }

    [Fact]
    public void En_oere_og_en_krone_over_200_301_giver_ikke_hel_friplads()
    {
        Assert.Equal(95, Procent(20_030_101));
        Assert.Equal(95, Procent(20_030_200));
        Assert.Equal([20_000], Priser(Marts, [Barn(2022, I(Pladsart.Vuggestue))], Indtaegt(20_030_112))); // twelve øre more a year: 5 % of 4.000
    }

    [Fact]
    public void Indtaegt_paa_622_200_kr_giver_ingen_friplads_og_en_oere_under_giver_den_mindste()
    {
        Assert.Equal(5, Procent(62_219_999));
        Assert.Equal(0, Procent(62_220_000));
        Assert.Equal(0, Procent(500_000_000));
        Assert.Equal([400_000], Priser(Marts, [Barn(2022, I(Pladsart.Vuggestue))], Indtaegt(62_220_000)));
        Assert.Equal([380_000], Priser(Marts, [Barn(2022, I(Pladsart.Vuggestue))], Indtaegt(62_219_988))); // 5 % of 4.000 is 200
    }

    [Fact]
    public void En_enlig_forsoerger_har_graenser_der_ligger_70_089_kr_hoejere()
    {
        Assert.Equal(100, Procent(27_039_000, enlig: true)); // 200.301 + 70.089 = 270.390
        Assert.Equal(95, Procent(27_039_001, enlig: true));
        Assert.Equal(0, Procent(69_228_900, enlig: true)); // 622.200 + 70.089 = 692.289
        Assert.Equal(5, Procent(69_228_899, enlig: true));
    }

    [Fact]
    public void Hvert_barn_under_18_efter_det_foerste_loefter_graenserne_7_000_kr()
    {
        Assert.Equal(100, Procent(21_430_100, boern: 3)); // 200.301 + 2 x 7.000 = 214.301
        Assert.Equal(95, Procent(21_430_101, boern: 3));
        Assert.Equal(100, Procent(28_439_000, enlig: true, boern: 3)); // and both: 284.390
        Assert.Equal(Procent(30_000_000, boern: 1), Procent(30_000_000, boern: 0));
    }

    [Fact]
    public void Trinene_mellem_kildens_tal_er_maerket_som_programmets_egne()
    {
        var trin = DagtilbudFripladsskala.Fra2024.Trin;
        Assert.Equal((20, 19), (trin.Count, trin.Count(t => t.ErInterpoleret)));
        Assert.False(trin[0].ErInterpoleret);
        Assert.Equal((22_250_600, 95), (trin[1].TilOgMedOere, trin[1].Procent)); // 200.301 + 421.899 / 19 = 222.506,21 to whole kroner
        Assert.All(trin.Zip(trin.Skip(1)), p => Assert.True(p.First.TilOgMedOere < p.Second.TilOgMedOere && p.First.Procent == p.Second.Procent + 5));
    }

    [Fact]
    public void Tre_soeskende_til_ulige_pris_betaler_fuldt_for_den_dyreste_og_halvt_for_de_andre()
    {
        var (stor, mellem, lille) = (Barn(2019, I(Pladsart.Boernehave)), Barn(2021, I(Pladsart.Dagpleje)), Barn(2022, I(Pladsart.Vuggestue)));
        // 2.001 less 1.000,50; 3.000 less 1.500; 4.000 in full
        Assert.Equal([100_050, 150_000, 400_000], Priser(Marts, [lille, stor, mellem]));
    }

    [Fact]
    public void Tvillinger_til_samme_pris_betaler_en_hel_og_en_halv()
    {
        Betalingsbarn[] tvillinger = [Barn(2022, I(Pladsart.Dagpleje)), Barn(2022, I(Pladsart.Dagpleje))];
        Assert.Equal([300_000, 150_000], Priser(Marts, tvillinger));
        Assert.Equal(Priser(Marts, tvillinger), Priser(Marts, [.. tvillinger.Reverse()])); // the same one, whatever the order
    }

    [Fact]
    public void Soeskendetilskuddet_regnes_ud_efter_fripladsen()
    {
        // 45 % friplads: income in the step to 444.455 (200.301 + 11 x 421.899 / 19 = 444.558,31)
        Assert.Equal(45, Procent(44_400_000));
        var svar = Betalingsberegning.Maaned(Marts, [Barn(2020, I(Pladsart.Boernehave, frokost: true)), Barn(2022, I(Pladsart.Vuggestue))], Indtaegt(44_400_000), Data);
        // vuggestue 4.000 - 1.800 = 2.200 in full; børnehave 2.001 - 900,45 = 1.100,55, half off: 550,275 to 550,28, so 550,27; lunch 600
        Assert.Equal([(Betalingslinjeart.Plads, 200_100), (Betalingslinjeart.Friplads, -90_045), (Betalingslinjeart.Soeskende, -55_028), (Betalingslinjeart.Frokost, 60_000)], svar[0].Linjer.Select(l => (l.Art, l.Oere)));
        Assert.Equal([115_027, 220_000], svar.Select(b => b.Oere));
    }

    [Fact]
    public void I_en_maaned_med_brudt_garanti_betaler_kommunen_mindst_78_procent_for_alle()
    {
        var brudt = Data with { Brud = [new(Marts, April)] };
        // 22 % of 16.000 is 3.520, of 12.000 2.640
        Assert.Equal([352_000], Priser(Marts, [Barn(2022, I(Pladsart.Vuggestue))], data: brudt));
        Assert.Equal([132_000, 352_000], Priser(April, [Barn(2021, I(Pladsart.Dagpleje)), Barn(2022, I(Pladsart.Vuggestue))], data: brudt));
        Assert.Equal([400_000], Priser(new(2024, 5, 1), [Barn(2022, I(Pladsart.Vuggestue))], data: brudt));
        Assert.Equal([400_000], Priser(new(2024, 2, 1), [Barn(2022, I(Pladsart.Vuggestue))], data: brudt));
        // 22 % of 8.004,01 is 1.760,8822: never so much that the municipality pays less than 78
        Assert.Equal(176_088, new DagtilbudTakst { BudgetOere = 800_401, EgenbetalingOere = 200_100 }.EgenbetalingVed(78));
        // A municipality that asks for less than 22 % already goes on doing so
        Assert.Equal([150_000], Priser(Marts, [Barn(2021, I(Pladsart.Dagpleje))], data: brudt with { Takster = [Takst(Pladsart.Dagpleje, 12_000, 1_500)] }));
    }

    [Fact]
    public void Takstskift_1_januar_gaelder_fra_den_maaned_og_ikke_foer()
    {
        Assert.Equal([400_000], Priser(new(2024, 12, 1), [Barn(2023, I(Pladsart.Vuggestue))]));
        Assert.Equal([420_000], Priser(Januar25, [Barn(2023, I(Pladsart.Vuggestue))]));
    }

    [Fact]
    public void Indtaegt_der_aendres_midt_i_maaneden_virker_fra_den_naeste()
    {
        Assert.Equal(April, DagtilbudHusstandsoplysning.Virkning(new(2024, 3, 14)));
        Assert.Equal(Marts, DagtilbudHusstandsoplysning.Virkning(Marts));
        Assert.Equal(Januar25, DagtilbudHusstandsoplysning.Virkning(new(2024, 12, 31)));
        DagtilbudHusstandsoplysning[] oplysninger = [Indtaegt(62_220_000), Indtaegt(20_030_100, fra: April)];
        Assert.Equal([400_000], Priser(Marts, [Barn(2022, I(Pladsart.Vuggestue))], DagtilbudHusstandsoplysning.IKraft(oplysninger, Marts)));
        Assert.Equal([0], Priser(April, [Barn(2022, I(Pladsart.Vuggestue))], DagtilbudHusstandsoplysning.IKraft(oplysninger, April)));
    }

    [Fact]
    public void Fra_vuggestue_til_boernehave_midt_i_maaneden()
    {
        var barn = Barn(2021, I(Pladsart.Vuggestue, til: new(2024, 3, 10)), I(Pladsart.Boernehave, new(2024, 3, 11)));
        // ten of 31 days of 4.000: 1.290,3226; the other 21 of 2.001: 2.001 less ten days' 645,4839 (to 645,48) = 1.355,52
        var linjer = Assert.Single(Betalingsberegning.Maaned(Marts, [barn], null, Data)).Linjer;
        Assert.Equal([129_032, 135_552], linjer.Select(l => l.Oere));
        Assert.Equal("01.03.2024–10.03.2024", linjer[0].Dage());
        var hele = Data with { Regler = [new() { GaelderFra = new(2024, 1, 1), Delmaaned = Delmaaned.HeleMaaneder }] };
        Assert.Equal([400_000], Priser(Marts, [barn], data: hele));
        Assert.Equal([200_100], Priser(April, [barn], data: hele));
    }

    [Fact]
    public void Start_og_ophoer_midt_i_maaneden_betales_dag_for_dag_eller_som_hele_maaneder()
    {
        var (starter, slutter) = (Barn(2023, I(Pladsart.Dagpleje, new(2024, 4, 16))), Barn(2023, I(Pladsart.Dagpleje, til: new(2024, 4, 10))));
        Assert.Equal([150_000], Priser(April, [starter])); // 15 of 30 days
        Assert.Equal([100_000], Priser(April, [slutter])); // 10 of 30
        Assert.Empty(Priser(Marts, [starter]));
        Assert.Empty(Priser(new(2024, 5, 1), [slutter]));
        var hele = Data with { Regler = [new() { GaelderFra = April, Delmaaned = Delmaaned.HeleMaaneder }] };
        Assert.Equal([300_000], Priser(April, [starter], data: hele));
        Assert.Equal([300_000], Priser(April, [slutter], data: hele));
    }

    [Fact]
    public void Soeskendetilskuddet_gives_kun_for_de_dage_begge_har_plads()
    {
        var (stor, lille) = (Barn(2020, I(Pladsart.Boernehave)), Barn(2023, I(Pladsart.Vuggestue, new(2024, 4, 16))));
        // børnehave: 1.-15. 1.000,50 in full; 16.-30. 1.000,50 less half 500,25; vuggestue 16.-30. 2.000 in full
        Assert.Equal([150_075, 200_000], Priser(April, [stor, lille]));
    }

    [Fact]
    public void Deltid_har_sin_egen_takst_og_en_plads_uden_takst_standser_beregningen()
    {
        Assert.Equal([150_000], Priser(Marts, [Barn(2020, I(Pladsart.Boernehave, tid: Taksttid.Deltid))]));
        AssertRegel.Brydes(BetalingRegler.HverPladsHarTakst, () => Priser(Marts, [Barn(2020, I(Pladsart.Dagpleje, tid: Taksttid.Deltid))]));
        AssertRegel.Brydes(BetalingRegler.HverPladsHarTakst, () => Priser(new(2023, 12, 1), [Barn(2020, I(Pladsart.Dagpleje))]));
    }

    [Fact]
    public void En_fjerdedel_af_budgettet_er_det_hoejeste_og_en_oere_mere_afvises()
    {
        new DagtilbudTakst { BudgetOere = 1_200_000, EgenbetalingOere = 300_000 }.KraevHoejstEnFjerdedel();
        AssertRegel.Brydes(BetalingRegler.HoejstEnFjerdedel, () => new DagtilbudTakst { BudgetOere = 1_200_000, EgenbetalingOere = 300_001 }.KraevHoejstEnFjerdedel());
        AssertRegel.Brydes(BetalingRegler.HoejstEnFjerdedel, () => new DagtilbudTakst { BudgetOere = 1_200_003, EgenbetalingOere = 300_001 }.KraevHoejstEnFjerdedel());
    }

    [Theory]
    [InlineData("200.301;100\n250.000,50;60", 2, 25_000_050)]
    [InlineData("Indtægt til og med;Procent\r\n\"200301\";100\r\n\r\n250000,5;60 %", 2, 25_000_050)]
    [InlineData("[{\"tilOgMed\": 200301, \"procent\": 100}, {\"tilOgMed\": 250000.5, \"procent\": 60}]", 2, 25_000_050)]
    public void Myndigheden_laegger_sine_egne_trin_ind(string tekst, int antal, long sidste)
    {
        var trin = Fripladsindlaesning.Laes(tekst);
        Assert.Equal((antal, 20_030_100, sidste, 60), (trin.Count, trin[0].TilOgMedOere, trin[^1].TilOgMedOere, trin[^1].Procent));
        Assert.DoesNotContain(trin, t => t.ErInterpoleret);
    }

    [Theory]
    [InlineData("")]
    [InlineData("kr;pct")]
    [InlineData("200.301;100\nelleve;5")]
    [InlineData("200.301;101")]
    [InlineData("200.301;0")]
    [InlineData("200.301;50\n200.301;40")]
    [InlineData("200.301;50\n300.000;50")]
    [InlineData("-1;50")]
    [InlineData("[{\"tilOgMed\": 1.001, \"procent\": 5}]")]
    [InlineData("[null]")]
    [InlineData("[{")]
    [InlineData("[{\"tilOgMed\": 99999999999, \"procent\": 5}]")]
    public void Trin_der_ikke_kan_bruges_afvises(string tekst) => Assert.Throws<InvalidException>(() => Fripladsindlaesning.Laes(tekst));

    [Fact]
    public void Oplysninger_der_kommer_sent_giver_en_forskel_paa_den_naeste_maaned_og_roerer_ikke_de_lukkede()
    {
        var barn = Barn(2022, I(Pladsart.Vuggestue));
        var maj = new DateOnly(2024, 5, 1);
        Betalingshusstand Husstand(params DagtilbudHusstandsoplysning[] o) => new(Guid.CreateVersion7(), [(barn, new(2024, 1, 1), null)], o);
        Dictionary<DateOnly, long> opkraevet = new() { [Marts] = 400_000, [April] = 400_000 };
        long Foer(Guid _, DateOnly m) => opkraevet.GetValueOrDefault(m);

        // Full friplads from April, told in May: 4.000 for April back, May free
        var krav = Assert.Single(Betalingsafregning.Krav(maj, [Marts, April], Husstand(Indtaegt(62_220_000), Indtaegt(20_030_100, fra: April)), Data, Foer));
        Assert.Equal((-400_000, -400_000), (krav.Oere, krav.ReguleringOere));
        Assert.Equal("Regulering for april 2024", Assert.Single(krav.Linjer, l => l.Art == Betalingslinjeart.Regulering).Tekst);

        // What has been asked back is not asked back again
        opkraevet[April] += krav.ReguleringOere;
        opkraevet[maj] = 0;
        Assert.Equal(0, Assert.Single(Betalingsafregning.Krav(new(2024, 6, 1), [Marts, April, maj], Husstand(Indtaegt(62_220_000), Indtaegt(20_030_100, fra: April)), Data, Foer)).Oere);
    }

    [Fact]
    public void Et_barn_der_er_gaaet_ud_faar_sin_forskel_og_intet_andet()
    {
        var barn = Barn(2022, I(Pladsart.Vuggestue, til: new(2024, 3, 15)));
        var krav = Assert.Single(Betalingsafregning.Krav(April, [Marts], new(null, [(barn, DateOnly.MinValue, null)], []), Data, (_, _) => 400_000));
        Assert.Equal(193_548 - 400_000, krav.Oere); // 15 of 31 days of 4.000
        Assert.Empty(Betalingsafregning.Krav(April, [Marts], new(null, [(barn, DateOnly.MinValue, null)], []), Data, (_, _) => 193_548));
    }

    public static TheoryData<int> Froe => [.. Enumerable.Range(1, 12)];

    [Theory, MemberData(nameof(Froe))]
    public void For_enhver_husstand_passer_summer_raekkefoelge_og_rabatter(int froe)
    {
#pragma warning disable CA5394 // the same drawing each time
        var r = new Random(froe);
        DateOnly Dag() => new DateOnly(2024, 1, 1).AddDays(r.Next(0, 500));
        Betalingsplads Plads() => Dag() is var fra && r.Next(3) == 0 ? I((Pladsart)r.Next(3), fra, fra.AddDays(r.Next(200)), r.Next(2) == 0) : I((Pladsart)r.Next(3), fra, null, r.Next(2) == 0);
        for (var runde = 0; runde < 60; runde++)
        {
            var data = Data with
            {
                Regler = r.Next(2) == 0 ? [] : [new() { GaelderFra = new(2024, 1, 1), Delmaaned = Delmaaned.HeleMaaneder }], Brud = r.Next(3) == 0 ? [new(new(2024, 6, 1), null, 78 + r.Next(10))] : [],
                Takster = [.. Data.Takster, Takst(Pladsart.Dagpleje, 11_111 + r.Next(900), 2_345 + r.Next(400), new(2024, 7, 1))],
            };
            var boern = Enumerable.Range(0, r.Next(1, 5)).Select(i => Barn(2018 + r.Next(6), [.. Enumerable.Range(0, r.Next(1, 3)).Select(_ => Plads())])).ToList();
            var maaned = new DateOnly(2024, 1, 1).AddMonths(r.Next(0, 18));
            long foer = -1;
            for (var indtaegt = 18_000_000L; indtaegt < 75_000_000; indtaegt += 12 * r.Next(1, 200_000))
            {
                var svar = Betalingsberegning.Maaned(maaned, boern, Indtaegt(indtaegt / 12 * 12, froe % 2 == 0, boern.Count), data);
                Assert.All(svar, b => Assert.Equal(b.Linjer.Sum(l => l.Oere), b.Oere));
                Assert.All(svar, b => Assert.True(b.Oere >= 0));
                Assert.All(svar.SelectMany(b => b.Linjer), l => Assert.True(l.Fra <= l.Til && l.Fra.Month == maaned.Month && l.Til.Month == maaned.Month));
                foreach (var stykke in svar.SelectMany(b => b.Linjer.Select(l => (b.SagId, Linje: l))).GroupBy(x => x.Linje.Fra))
                {
                    // In each piece all but one pay half, and never less than half, of what is left after the friplads.
                    var efter = stykke.GroupBy(x => x.SagId).Select(b => (Netto: b.Where(x => x.Linje.Art is Betalingslinjeart.Plads or Betalingslinjeart.Garantibrud or Betalingslinjeart.Friplads).Sum(x => x.Linje.Oere),
                        Rabat: -b.Where(x => x.Linje.Art == Betalingslinjeart.Soeskende).Sum(x => x.Linje.Oere))).ToList();
                    Assert.All(efter, b => Assert.True(b.Rabat * 2 <= b.Netto + 1));
                    Assert.True(efter.Count(b => b.Rabat == 0 && b.Netto > 0) <= 1 && efter.Where(b => b.Rabat == 0).Select(b => b.Netto).DefaultIfEmpty(0).Max() >= efter.Max(b => b.Netto));
                }

                var sum = svar.Sum(b => b.Oere);
                Assert.True(sum >= foer, $"seed {froe}, round {runde}: {indtaegt} gave {sum}, less than {foer}");
                foer = sum;
            }
        }
#pragma warning restore CA5394
    }
}
