using Esdh.Byggesager.Domain;
using Esdh.Core;
using Esdh.Testing;

namespace Esdh.Byggesager.Tests.Domaene;

[Trait("Database", "nej")]
public sealed class ByggefelterTests
{
    private static Dictionary<string, string> Felter(params (string Felt, string Vaerdi)[] felter) => felter.ToDictionary(f => f.Felt, f => f.Vaerdi);

    [Fact]
    public void En_sag_uden_for_servicemaalet_skal_have_en_grund_og_kun_den()
    {
        Assert.Equal("Vælg, hvorfor sagen ikke er omfattet af servicemålet.", Byggefelter.Fejl(Felter(("omfattet", "nej")))["undtaget_grund"]);
        Assert.Empty(Byggefelter.Fejl(Felter(("omfattet", "nej"), ("undtaget_grund", "landzone"))));
        Assert.Single(Byggefelter.Fejl(Felter(("omfattet", "ja"), ("undtaget_grund", "landzone"))));
        Assert.Single(Byggefelter.Fejl(Felter(("undtaget_grund", "landzone"))));
        Assert.Empty(Byggefelter.Fejl(Felter(("omfattet", "ja"))));
    }

    [Fact]
    public void Lovliggoerelse_er_ikke_omfattet()
    {
        Assert.Equal(["omfattet"], Byggefelter.Fejl(Felter(("omfattet", "ja"), ("art", "lovliggoerelse"))).Keys);
        Assert.Empty(Byggefelter.Fejl(Felter(("omfattet", "nej"), ("undtaget_grund", "lovliggoerelse"), ("art", "lovliggoerelse"))));
    }

    [Theory]
    [InlineData("49", 2), InlineData("0", 2), InlineData("50", 0), InlineData("1250", 0), InlineData(null, 0)]
    public void Byggeri_under_50_kvadratmeter_har_ingen_klasse(string? areal, int fejl)
    {
        List<(string, string)> felter = [("konstruktionsklasse", "kk1"), ("brandklasse", "bk1")];
        if (areal is not null)
            felter.Add(("areal", areal));
        Assert.Equal(fejl, Byggefelter.Fejl(Felter([.. felter])).Count);
    }

    [Theory]
    [InlineData("kk1", "bk1", 0), InlineData("kk2", "bk1", 1), InlineData("kk1", "bk4", 1), InlineData("kk4", "bk3", 2)]
    public void Klasse_2_til_4_kraever_en_certificeret_raadgiver(string kk, string bk, int mangler)
    {
        var felter = Felter(("konstruktionsklasse", kk), ("brandklasse", bk));
        Assert.Equal(mangler, Byggefelter.ManglendeRaadgivere(felter, ["Ansøger"]).Count());
        Assert.Empty(Byggefelter.ManglendeRaadgivere(felter, ["Ansøger", "Certificeret statiker", "Certificeret brandrådgiver"]));
    }

    [Fact]
    public void En_mangel_klares_een_gang()
    {
        var mangel = new ByggesagMangel { SagId = Guid.CreateVersion7(), Nr = 1, Tekst = "Snittegning", Stillet = new(2026, 11, 2), DokumentId = Guid.CreateVersion7() };
        mangel.Klar(Mangeltilstand.Modtaget, Guid.CreateVersion7(), new(2026, 11, 9));
        var brud = AssertRegel.Brydes(ByggesagRegler.ManglenErAaben, () => mangel.Klar(Mangeltilstand.Frafaldet, Guid.CreateVersion7(), new(2026, 11, 10)));
        Assert.Equal(["»Snittegning« er klaret i forvejen."], brud.Detaljer);
        Assert.Equal((Mangeltilstand.Modtaget, new DateOnly(2026, 11, 9)), (mangel.Tilstand, mangel.Klaret));
    }

    [Fact]
    public void En_liste_laeses_linje_for_linje_uden_punkttegn_tomme_linjer_og_gentagelser() =>
        Assert.Equal(["Snittegning", "Situationsplan, 1:500"], ByggesagMangel.Laes("- Snittegning\r\n\n  • Situationsplan, 1:500 \n snittegning\n*"));

    [Theory]
    [InlineData("Havnegade 3", true), InlineData("Gammel Ågade 12B, 2. tv.", true), InlineData("H.C. Andersens Vej 104 c", true), InlineData("Havnegade", false), InlineData("3 Havnegade", false), InlineData("", false), InlineData(null, false)]
    public void En_adresse_har_vejnavn_og_husnummer(string? adresse, bool kendt) => Assert.Equal(kendt, new Ansoegningsejendom(adresse, "4000", "Korsbæk", "1", null).ErKendt);

    [Fact]
    public void En_ansoegning_der_ikke_kan_blive_til_en_sag_siger_alle_grundene()
    {
        Assert.Equal(4, new Ansoegning().Grunde().Count);
        var god = new Ansoegning
        {
            AnsoegningId = "BOM-1", Art = "nybyggeri", Kategori = "enfamiliehus", Areal = 140, Ejendom = new("Havnegade 3", "4000", "Korsbæk", "100200", null), Ansoeger = new(null, "Dora Demo", null, null, null, null, null, null, null),
        };
        Assert.Empty(god.Grunde());
        Assert.Equal(3, (god with { Art = "luftkastel", Areal = -1, Ejendom = god.Ejendom with { Bfe = "12345678901" } }).Grunde().Count);
        Assert.Contains(new string('x', 40) + "…", (god with { Kategori = new string('x', 100_000) }).Grunde()[0], StringComparison.Ordinal);
    }

    [Fact]
    public void En_ansoegning_behandles_een_gang()
    {
        var a = new ByggesagAnsoegning { AnsoegningId = "BOM-1", Sha256 = "", Titel = "", Grunde = "" };
        a.BlivTil(Guid.CreateVersion7(), Guid.CreateVersion7(), default);
        AssertRegel.Brydes(ByggesagRegler.AnsoegningenVenter, () => a.Afvis("Fortrudt", Guid.CreateVersion7(), default));
    }
}

[Trait("Database", "nej")]
public sealed class TakstTests
{
    private static ByggesagTakst Takst(string navn, long oere, DateOnly fra, Takstart art = Takstart.Time, bool slut = false) => new() { Navn = navn, Oere = oere, GaelderFra = fra, Art = art, ErOphoert = slut };

    [Fact]
    public void Den_nyeste_takst_hvis_dag_er_kommet_gaelder()
    {
        ByggesagTakst[] takster = [Takst("Byggesag", 80_000, new(2025, 1, 1)), Takst("Byggesag", 90_000, new(2026, 1, 1)), Takst("Byggesag", 0, new(2027, 1, 1), slut: true), Takst("Nedrivning", 150_000, new(2026, 7, 1), Takstart.Fast)];
        Assert.Equal([80_000], Takstregning.IKraft(takster, new(2025, 12, 31)).Select(t => t.Oere));
        Assert.Equal([90_000], Takstregning.IKraft(takster, new(2026, 1, 1)).Select(t => t.Oere));
        Assert.Equal([90_000, 150_000], Takstregning.IKraft(takster, new(2026, 12, 31)).Select(t => t.Oere));
        Assert.Equal(["Nedrivning"], Takstregning.IKraft(takster, new(2027, 1, 1)).Select(t => t.Navn));
        Assert.Empty(Takstregning.IKraft(takster, new(2024, 12, 31)));
    }

    [Theory]
    [InlineData(90_000, 60, 90_000), InlineData(90_000, 90, 135_000), InlineData(85_050, 1, 1_418), InlineData(100, 29, 48), InlineData(0, 600, 0)]
    public void Tiden_koster_i_oere_med_et_halvt_oere_rundet_op(long timepris, int minutter, long oere) => Assert.Equal(oere, Takstregning.Pris(Takst("Byggesag", timepris, default), minutter));

    [Fact]
    public void Et_fast_gebyr_koster_det_samme_uanset_tiden() => Assert.Equal(150_000, Takstregning.Pris(Takst("Nedrivning", 150_000, default, Takstart.Fast), null));

    [Fact]
    public void Et_gebyr_annulleres_een_gang()
    {
        var gebyr = new ByggesagGebyr { Navn = "Byggesag" };
        gebyr.Annuller(Guid.CreateVersion7(), DateTimeOffset.UnixEpoch);
        AssertRegel.Brydes(ByggesagRegler.GebyretStaar, () => gebyr.Annuller(Guid.CreateVersion7(), DateTimeOffset.UnixEpoch));
    }
}

[Trait("Database", "nej")]
public sealed class ServicemaalTests
{
    private static Maaling M(int? dage, int maal = 40, string? undtaget = null) => new("enfamiliehus", new(2026, 11, 2), dage, maal, undtaget);

    [Fact]
    public void Gennemsnit_og_median_taeller_kun_omfattede_sager_hvis_ur_har_loebet()
    {
        Assert.Equal(new Maalingstal(3, 30, 20, 2), Maalingstal.Af([M(10), M(20), M(60), M(500, undtaget: "landzone"), M(null)]));
        Assert.Equal(new Maalingstal(4, 32.5, 30, 3), Maalingstal.Af([M(10), M(20), M(40), M(60)]));
        Assert.Equal(new Maalingstal(1, 40, 40, 1), Maalingstal.Af([M(40)]));
        Assert.Null(Maalingstal.Af([M(null), M(12, undtaget: "vvm")]));
    }
}
