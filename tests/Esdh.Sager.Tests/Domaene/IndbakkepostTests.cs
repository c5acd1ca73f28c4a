using Esdh.Sager.Domain;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Domaene;

[Trait("Database", "nej")]
public sealed class IndbakkepostTests
{
    private static readonly DateTimeOffset Nu = new(2026, 11, 22, 8, 0, 0, TimeSpan.Zero);
    private static readonly Guid Enhed = Guid.CreateVersion7(), Anden = Guid.CreateVersion7(), Bo = Guid.CreateVersion7(), Ida = Guid.CreateVersion7();

    private static Indbakkepost Ny(bool medSkanner = false, string emne = "Carport") =>
        Indbakkepost.Modtag(new(Indbakkekanal.Mail, null, "n", null, "Bo Opdigt", "bo@x.example", emne, null, null, [], [], new('a', 64), 1, medSkanner, Enhed, 1, null), Nu);

    [Fact]
    public void Et_personnummer_i_emnet_mister_de_sidste_fire_cifre() => Assert.Equal("Om 010190-••••", Ny(emne: "Om 010190-1234").Emne);

    [Fact]
    public void Post_der_er_givet_videre_kan_gives_tilbage_hvor_den_kom_fra()
    {
        var post = Ny();
        post.Fordel(Anden, 2, Ida, "Se her", Bo, Nu);
        post.GivTilbage(1, "Ikke mig");
        Assert.Equal((Enhed, (Guid?)null, 1, "Ikke mig", Indbakketilstand.Ny), (post.EnhedId, post.BrugerId, post.AdgangslisteNr, post.Note, post.Tilstand));
        AssertRegel.Brydes(IndbakkeRegler.HarEtSted, () => post.GivTilbage(1, "Igen"));
    }

    [Fact]
    public void Kun_den_der_fordelte_fortryder_og_kun_indtil_nogen_er_begyndt()
    {
        var post = Ny();
        post.Fordel(Anden, 2, Ida, null, Bo, Nu);
        AssertRegel.Brydes(IndbakkeRegler.FordelingKanFortrydes, () => post.FortrydFordeling(1, Ida));
        post.Tag(Ida, somLeder: false);
        AssertRegel.Brydes(IndbakkeRegler.FordelingKanFortrydes, () => post.FortrydFordeling(1, Bo));
    }

    [Fact]
    public void Taget_post_tages_ikke_af_en_anden_men_en_leder_kan_overtage_den()
    {
        var post = Ny();
        post.Tag(Bo, somLeder: false);
        AssertRegel.Brydes(IndbakkeRegler.IkkeTagetAfAnden, () => post.Tag(Ida, somLeder: false));
        post.Tag(Ida, somLeder: true);
        Assert.Equal(Ida, post.BrugerId);
    }

    [Fact]
    public void Post_journaliseres_foerst_naar_den_er_skannet_og_uden_virus()
    {
        var post = Ny(medSkanner: true);
        AssertRegel.Brydes(IndbakkeRegler.ErSkannet, () => post.Journaliser(Bo, Bo, Bo, Nu));
        post.NoterKontrol(Viruskontrol.Inficeret, "Proeve", Nu);
        AssertRegel.Brydes(IndbakkeRegler.ErUdenVirus, () => post.Journaliser(Bo, Bo, Bo, Nu));
        post.Afvis("Virus", Bo, Nu);
        AssertRegel.Brydes(IndbakkeRegler.ErAaben, () => post.Fordel(Anden, 2, null, null, Bo, Nu));
    }

    [Fact]
    public void Aaben_post_bliver_liggende_og_frigivet_post_tages_ikke_frem()
    {
        var post = Ny();
        AssertRegel.Brydes(IndbakkeRegler.KunAfgjorteFrigives, () => post.Frigiv(Nu));
        post.Afvis("Reklame", Bo, Nu);
        post.Frigiv(Nu);
        AssertRegel.Brydes(IndbakkeRegler.KunAfvisteFortrydes, post.FortrydAfvisning);
    }

    [Fact]
    public void Sagsnumre_og_cvr_findes_i_teksten_og_telefonnumre_goer_ikke()
    {
        var fund = Postspor.Find([("emnet", "Vedr. 02.34.02-G01-17-26."), ("teksten", "CVR 99000031, tlf. 12 34 56 79, cpr 010190-1234 og 02.34.02-g01-17-2026")]);
        Assert.Equal([new Indbakkespor("sag", "02.34.02-G01-17-26", "emnet"), new Indbakkespor("cvr", "99000031", "teksten")], fund.Spor);
        Assert.Equal([("0101901234", "teksten")], fund.Personnumre);
    }
}
