using Esdh.Sager.Domain;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Domaene;

/// <summary>What may be done with a hearing and a decision, without a database.</summary>
[Trait("Database", "nej")]
public sealed class HoeringTests
{
    private static readonly DateTimeOffset Nu = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateOnly Frist = new(2026, 12, 7);
    private static readonly Guid Mig = Guid.CreateVersion7();

    private static (Hoering Hoering, List<Hoeringspart> Parter) Ny(int parter = 2)
    {
        var hoering = Hoering.Start(Guid.CreateVersion7(), Hoeringsart.Partshoering, "Carport i skel", "Carporten står 1,2 m fra skel.", Frist, Guid.CreateVersion7(), Mig, Nu);
        return (hoering, [.. Enumerable.Range(0, parter).Select(_ => new Hoeringspart { HoeringId = hoering.Id, SagspartId = Guid.CreateVersion7(), Frist = Frist })]);
    }

    [Fact]
    public void En_hoering_afsluttes_naar_alle_har_svaret()
    {
        var (hoering, parter) = Ny();
        parter[0].Svar(new(2026, 11, 24), null, "Er enig", false);

        AssertRegel.Brydes(HoeringRegler.AlleHarSvaretEllerFristenErUdloebet, () => hoering.Afslut(parter, null, Mig, Nu));
        parter[1].Svar(new(2026, 11, 24), null, null, true);
        hoering.Afslut(parter, null, Mig, Nu);

        Assert.NotNull(hoering.Afsluttet);
        Assert.Null(hoering.Afbrudt);
    }

    [Fact]
    public void Paa_fristens_dag_kan_der_stadig_svares_dagen_efter_afsluttes()
    {
        var (hoering, parter) = Ny();

        AssertRegel.Brydes(HoeringRegler.AlleHarSvaretEllerFristenErUdloebet, () => hoering.Afslut(parter, null, Mig, new(2026, 12, 7, 22, 59, 0, TimeSpan.Zero)));
        hoering.Afslut(parter, "uden betydning nu", Mig, new(2026, 12, 7, 23, 0, 0, TimeSpan.Zero)); // midnight in Copenhagen

        Assert.Null(hoering.Afbrudt);
    }

    [Fact]
    public void Stoppes_den_foer_tid_taeller_den_ikke_som_holdt()
    {
        var (hoering, parter) = Ny();

        hoering.Afslut(parter, "Ansøgningen er trukket tilbage", Mig, Nu);

        Assert.Equal("Ansøgningen er trukket tilbage", hoering.Afbrudt);
        AssertRegel.Brydes(HoeringRegler.HoeringenErAaben, () => hoering.Afslut(parter, null, Mig, Nu));
        AssertRegel.Brydes(HoeringRegler.HoeringenErAaben, hoering.Roer);
    }

    [Fact]
    public void En_frist_forlaenges_for_dem_der_ikke_har_svaret_og_aldrig_bagud()
    {
        var (hoering, parter) = Ny();
        parter[0].Svar(new(2026, 11, 24), null, "Ja", false);

        hoering.Forlaeng(parter, null, new(2026, 12, 14));
        AssertRegel.Brydes(HoeringRegler.FristenForlaenges, () => hoering.Forlaeng(parter, null, new(2026, 12, 14)));
        hoering.Forlaeng(parter, parter[1], new(2026, 12, 21));

        Assert.Equal([Frist, new(2026, 12, 21)], parter.Select(p => p.Frist));
        Assert.Equal(new(2026, 12, 21), hoering.Frist);
    }

    [Fact]
    public void Er_alle_faerdige_er_der_ingen_frist_at_forlaenge()
    {
        var (hoering, parter) = Ny(1);
        parter[0].Svar(new(2026, 11, 24), null, "Ja", false);

        AssertRegel.Brydes(HoeringRegler.FristenForlaenges, () => hoering.Forlaeng(parter, null, new(2026, 12, 14)));
    }

    [Fact]
    public void En_slettet_kladde_er_hverken_brev_eller_svar()
    {
        var (brev, svar) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        var (_, parter) = Ny();
        parter[0].BrevDokumentId = brev;
        parter[0].Svar(new(2026, 11, 24), svar, null, false);
        parter[1].Svar(new(2026, 11, 24), svar, "Ringede også", false);

        foreach (var part in parter)
        {
            part.Slip(brev);
            part.Slip(svar);
        }

        Assert.Null(parter[0].BrevDokumentId);
        Assert.False(parter[0].HarSvaret);
        Assert.True(parter[1].HarSvaret);
    }

    private static Afgoerelse Afgoer(Afgoerelsesudfald? udfald, string? ret = null, string? hensyn = null, bool udenSkoen = false, string? faktum = null, string? klage = null) => new()
    {
        Art = "Afslag", Dato = new(2026, 11, 23), Udfald = udfald, Retsgrundlag = ret, Hovedhensyn = hensyn, UdenSkoen = udenSkoen, Faktum = faktum, Klagevejledning = klage,
    };

    private static readonly Afgoerelsestype Paaklagelig = new() { Noegle = "dispensation", Navn = "Dispensation", Klageinstans = "Et nævn" };

    [Fact]
    public void Fuldt_medhold_kraever_hverken_begrundelse_eller_klagevejledning() => Afgoer(Afgoerelsesudfald.FuldtMedhold).KraevIndhold([], Paaklagelig);

    [Fact]
    public void Et_afslag_kraever_retsgrundlag_hovedhensyn_og_faktum()
    {
        var brud = AssertRegel.Brydes(HoeringRegler.AfgoerelsenErBegrundet, () => Afgoer(Afgoerelsesudfald.Afslag).KraevIndhold([], null));

        Assert.Equal(3, brud.Detaljer.Count);
        Assert.Single(AssertRegel.Brydes(HoeringRegler.AfgoerelsenErBegrundet, () => Afgoer(Afgoerelsesudfald.Afslag, "Lov § 1", null, true).KraevIndhold([], null)).Detaljer);
        Afgoer(Afgoerelsesudfald.Afslag, "Lov § 1", null, true, "1,2 m til skel").KraevIndhold([], null);
    }

    [Fact]
    public void Kan_der_klages_skal_det_staa_hvordan()
    {
        AssertRegel.Brydes(HoeringRegler.AfgoerelsenHarKlagevejledning, () => Afgoer(Afgoerelsesudfald.DelvistMedhold, "Lov § 1", "Hensynet til naboen", false, "1,2 m til skel").KraevIndhold([], Paaklagelig));
        Afgoer(Afgoerelsesudfald.DelvistMedhold, "Lov § 1", "Hensynet til naboen", false, "1,2 m til skel", "Til nævnet inden fire uger").KraevIndhold([], Paaklagelig);
    }

    [Fact]
    public void Faar_een_part_mindre_end_de_andre_skal_afgoerelsen_begrundes() =>
        AssertRegel.Brydes(HoeringRegler.AfgoerelsenErBegrundet, () => Afgoer(Afgoerelsesudfald.FuldtMedhold).KraevIndhold([new() { SagspartId = Mig, Udfald = Afgoerelsesudfald.Afslag }], null));

    [Fact]
    public void At_der_er_truffet_en_afgoerelse_kan_registreres_alene() => Afgoer(null).KraevIndhold([], Paaklagelig);
}
