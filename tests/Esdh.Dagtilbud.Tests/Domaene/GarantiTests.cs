using System.Globalization;
using Esdh.Core;
using Esdh.Dagtilbud.Domain;
using Esdh.Testing;

namespace Esdh.Dagtilbud.Tests.Domaene;

[Trait("Database", "nej")]
public sealed class GarantiTests
{
    private static DateOnly D(string dag) => DateOnly.ParseExact(dag, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    // 1 March 2026 + 182 days = 30 August 2026 (26 weeks); + 210 = 27 September 2026 (30 weeks).
    [Theory]
    [InlineData("2026-03-01", "2026-08-30", "2026-04-01", "2026-09-27")] // wanted at 26 weeks: 30 weeks
    [InlineData("2026-03-01", "2026-07-01", "2026-04-01", "2026-09-27")] // wanted before 26 weeks: the same
    [InlineData("2026-03-01", "2026-08-31", "2026-04-01", "2026-08-31")] // a day after 26 weeks: the day itself
    [InlineData("2026-03-01", "2027-03-01", "2026-12-01", "2027-03-01")] // three months before: on the day
    [InlineData("2026-03-01", "2027-03-01", "2026-12-02", "2027-03-02")] // a day late: a day later
    [InlineData("2026-03-01", "2027-03-01", "2027-02-15", "2027-05-15")] // three months from the application
    [InlineData("2026-03-01", "2026-08-30", "2026-07-01", "2026-10-01")] // at 26 weeks, and late
    [InlineData("2024-03-01", "2026-01-01", "2025-11-30", "2026-02-28")] // three months from 30 November
    public void Garantidatoen_er_den_oenskede_dag_30_uger_eller_tre_maaneder_efter_ansoegningen(string foedt, string oensket, string modtaget, string dato) =>
        Assert.Equal(D(dato), Garanti.Dato(D(foedt), D(oensket), D(modtaget)));

    [Theory]
    [InlineData("2026-11-24", "Fødselsdatoen ligger i fremtiden."), InlineData("2020-11-23", "Barnet er i skolealderen og kan ikke få plads i dagtilbud."), InlineData("2026-11-23", null), InlineData("2021-01-01", null), InlineData("2020-12-31", "Barnet er i skolealderen og kan ikke få plads i dagtilbud.")]
    public void Foedselsdagen_er_ikke_i_fremtiden_og_barnet_gaar_ikke_i_skole(string foedt, string? fejl) => Assert.Equal(fejl, Alder.Fejl(D(foedt), D("2026-11-23")));

    [Theory]
    [InlineData("2024-01-31", "2024-02-29", 1), InlineData("2024-01-31", "2024-03-30", 1), InlineData("2024-01-31", "2024-03-31", 2), InlineData("2024-06-15", "2025-06-14", 11), InlineData("2024-06-15", "2025-06-15", 12)]
    public void Alderen_er_hele_maaneder(string foedt, string dag, int maaneder) => Assert.Equal(maaneder, Alder.IMaaneder(D(foedt), D(dag)));

    [Fact]
    public void Et_brud_haever_tilskuddet_fra_den_foerste_i_naeste_maaned_til_det_er_opfyldt()
    {
        DagtilbudBrud Brud() => new() { Garantidato = D("2026-03-15"), HaevetFra = DagtilbudBrud.NaesteMaaned(D("2026-03-15")) };
        var brud = Brud();
        Assert.Equal((Maaneder.Nr(D("2026-04-01")), null), brud.Haevet());
        brud.Opfyld(D("2026-06-01"));
        Assert.Equal((Maaneder.Nr(D("2026-04-01")), (int?)Maaneder.Nr(D("2026-05-01"))), brud.Haevet());
        AssertRegel.Brydes(DagtilbudRegler.BruddetErAabent, () => brud.Afgoer(Brudfoelge.DaekketPrivat, "For sent"));
        var straks = Brud();
        straks.Opfyld(D("2026-04-01"));
        Assert.Null(straks.Haevet());
    }

    [Fact]
    public void Undtagelsen_gaelder_kun_naar_pladsen_kom_inden_for_en_maaned()
    {
        var brud = new DagtilbudBrud { Garantidato = D("2026-03-15"), HaevetFra = D("2026-04-01") };
        brud.Afgoer(Brudfoelge.PladsIndenEnMaaned, "Brand i institutionen");
        Assert.Null(brud.Haevet());
        brud.Opfyld(D("2026-05-10"));
        Assert.NotNull(brud.Haevet());
    }

    [Fact]
    public void Et_tilbud_besvares_senest_paa_fristen_og_en_gang()
    {
        DagtilbudTilbud Tilbud() => new() { Fra = D("2027-03-01"), Vokser = D("2028-01-01"), Sendt = D("2027-01-01"), Frist = D("2027-01-08") };
        var paaDagen = Tilbud();
        paaDagen.Besvar(true, Guid.Empty, D("2027-01-08"));
        Assert.Equal(Tilbudstilstand.Accepteret, paaDagen.Tilstand);
        AssertRegel.Brydes(DagtilbudRegler.SvarInden, () => paaDagen.Besvar(false, Guid.Empty, D("2027-01-08")));
        AssertRegel.Brydes(DagtilbudRegler.SvarInden, () => paaDagen.Udloeb(Guid.Empty, D("2027-01-09")));
        AssertRegel.Brydes(DagtilbudRegler.SvarInden, () => paaDagen.TraekTilbage(Guid.Empty, D("2027-01-09")));
        AssertRegel.Brydes(DagtilbudRegler.SvarInden, () => Tilbud().Besvar(true, Guid.Empty, D("2027-01-09")));
    }

    [Theory]
    [InlineData(Nejfoelge.Beholder, "Venter", null), InlineData(Nejfoelge.MisterAnciennitet, "Venter", "2027-01-05"), InlineData(Nejfoelge.UdAfKoeen, "Slut", null)]
    public void Et_nej_foelger_de_lokale_regler(object foelge, string stand, string? anciennitet)
    {
        var a = new DagtilbudAnsoegning { Foedt = D("2026-01-01"), Oensket = D("2027-03-01"), Modtaget = D("2026-06-01") };
        a.SagdeNej(new() { Kriterier = "Anciennitet", VedNej = (Nejfoelge)foelge, GarantienSlutter = true }, D("2027-01-05"));
        Assert.Equal((stand, anciennitet), (a.Stand.ToString(), a.AnciennitetFra?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)));
        Assert.Null(a.Garantidato);
    }

    [Fact]
    public void En_institution_lukkes_en_gang_og_ikke_om_ryggen_paa_nogen()
    {
        var i = new DagtilbudInstitution { Navn = "Solstrålen", Adresse = "Vej 1", Distrikt = "Nord", Aabningstid = "7-17", Aabner = D("2020-01-01") };
        AssertRegel.Brydes(DagtilbudRegler.LukkesEfterDeOptagne, () => i.Luk(D("2027-01-01"), ["Vuggestuen: 3 børn"]));
        i.Luk(D("2027-01-01"), []);
        AssertRegel.Brydes(DagtilbudRegler.InstitutionenErAaben, () => i.Luk(D("2027-02-01"), []));
        Assert.True(i.AnvisesDen(D("2026-12-31")) && !i.AnvisesDen(D("2027-01-01")));
    }
}
