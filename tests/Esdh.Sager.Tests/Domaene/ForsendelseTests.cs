using Esdh.Core;
using Esdh.Sager.Domain;
using Esdh.Sager.Forsendelser;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Domaene;

[Trait("Database", "nej")]
public sealed class ForsendelseTests
{
    private static readonly DateTimeOffset Nu = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);
    private static readonly Guid Server = Guid.CreateVersion7(), Bruger = Guid.CreateVersion7();

    private static Forsendelsesmodtager Ny(Forsendelseskanal kanal = Forsendelseskanal.Email) => new() { Navn = "Bo Opdigt", Adresse = "bo@opdigt.example", BeskedId = "1@opdigt.example", Kanal = kanal };

    private static Forsendelsesmodtager Taget(Forsendelseskanal kanal = Forsendelseskanal.Email)
    {
        var m = Ny(kanal);
        m.Tag(Server, Nu);
        return m;
    }

    [Fact]
    public void Det_der_er_taget_tages_ikke_igen()
    {
        var m = Taget();
        Assert.Equal((Modtagertilstand.Afsendes, 1), (m.Tilstand, m.Forsoeg));
        Assert.Throws<InvalidOperationException>(() => m.Tag(Server, Nu));
    }

    [Fact]
    public void En_kvittering_noteres_een_gang_og_den_foerste_gaelder()
    {
        var m = Taget();
        Assert.True(m.ErSendt("250 Ok 1", Nu));
        Assert.False(m.ErSendt("250 Ok 2", Nu.AddMinutes(1)));
        Assert.Equal(("250 Ok 1", Nu), (m.Kvittering, m.Sendt));
    }

    [Fact]
    public void Det_der_ikke_tages_imod_nu_proeves_igen_med_laengere_og_laengere_mellemrum()
    {
        var m = Ny();
        List<TimeSpan> ventet = [];
        var tid = Nu;
        for (var i = 0; i < 9; i++)
        {
            m.Tag(Server, tid);
            m.Udskyd("450 senere", TimeSpan.FromHours(48), tid);
            ventet.Add(m.NaesteForsoeg!.Value - tid);
            tid = m.NaesteForsoeg.Value;
        }

        Assert.Equal([1, 5, 15, 30, 60, 120, 240, 240, 240], ventet.ConvertAll(v => (int)v.TotalMinutes));
        m.Tag(Server, Nu.AddHours(48));
        m.Udskyd("450 senere", TimeSpan.FromHours(48), Nu.AddHours(48));
        Assert.Equal((Modtagertilstand.Afvist, "Opgivet efter 10 forsøg. 450 senere"), (m.Tilstand, m.Aarsag));
    }

    [Fact]
    public void Naar_ingen_linje_blev_aabnet_taeller_det_ikke_som_forsoeg()
    {
        var m = Taget();
        m.Slip("Mailserveren kan ikke nås", Nu.AddSeconds(30));
        Assert.Equal((Modtagertilstand.Venter, 0, null), (m.Tilstand, m.Forsoeg, m.FoersteForsoeg));
    }

    [Fact]
    public void En_mail_der_kommer_tilbage_er_afvist_selv_om_den_blev_sendt_og_en_sen_kopi_aendrer_det_ikke()
    {
        var m = Taget();
        m.ErSendt("250 Ok", Nu);
        Assert.True(m.Afvis("Mailen kom tilbage: 550 mailbox is gone"));
        Assert.False(m.ErSendt("Kopien er kommet i kvitteringspostkassen.", Nu));
        Assert.Equal(Modtagertilstand.Afvist, m.Tilstand);
    }

    [Fact]
    public void Kommer_en_mail_tilbage_foer_kvitteringen_er_noteret_er_den_afvist()
    {
        var m = Taget();
        m.KomTilbage("Mailen kom tilbage: 550 nej", Nu);
        Assert.False(m.ErSendt("250 Ok", Nu));
        Assert.Equal((Modtagertilstand.Afvist, Nu), (m.Tilstand, m.Sendt));
    }

    [Fact]
    public void Det_der_er_paa_vej_eller_gaaet_fortrydes_ikke()
    {
        var m = Taget();
        AssertRegel.Brydes(ForsendelseRegler.ErIkkeGaaet, () => m.Fortryd(Bruger, Nu));
        m.ErSendt("250", Nu);
        AssertRegel.Brydes(ForsendelseRegler.ErIkkeGaaet, () => m.Fortryd(Bruger, Nu));
        var venter = Ny();
        venter.Fortryd(Bruger, Nu);
        Assert.Equal(Modtagertilstand.Fortrudt, venter.Tilstand);
    }

    [Fact]
    public void Kun_afvist_og_uvist_tages_der_haand_om_og_kun_een_gang()
    {
        var m = Taget();
        AssertRegel.Brydes(ForsendelseRegler.VenterPaaEtMenneske, () => m.Haandter(Afvisningshaandtering.Opgivet, "Flyttet", Bruger, Nu));
        m.Afvis("550 nej");
        m.Haandter(Afvisningshaandtering.Opgivet, "Flyttet", Bruger, Nu);
        AssertRegel.Brydes(ForsendelseRegler.VenterPaaEtMenneske, () => m.Haandter(Afvisningshaandtering.SendtIgen, null, Bruger, Nu));
    }

    [Fact]
    public void Et_menneske_markerer_kun_det_printede_og_det_uvisse_som_sendt()
    {
        AssertRegel.Brydes(ForsendelseRegler.SendesMedHaanden, () => Ny().Bekraeft("Sendt", Nu));
        var brev = Ny(Forsendelseskanal.Udskriv);
        brev.Bekraeft("Sendt som brev", Nu);
        Assert.Equal(Modtagertilstand.Sendt, brev.Tilstand);
        var uvis = Taget();
        uvis.BlivUvis("Linjen blev tabt");
        uvis.Bekraeft("Bekræftet fremme", Nu);
        Assert.Equal(Modtagertilstand.Sendt, uvis.Tilstand);
    }

    [Fact]
    public void Intet_personnummer_og_ingen_styretegn_i_en_aarsag()
    {
        var m = Taget();
        m.Afvis("550 010190-1234 findes\r\nikke\0");
        Assert.DoesNotContain("1234", m.Aarsag, StringComparison.Ordinal);
        Assert.DoesNotContain(m.Aarsag!, char.IsControl);
    }

    [Theory]
    [InlineData(true, true, true, nameof(Foelsomhed.IkkeFortrolig), nameof(Forsendelseskanal.DigitalPost))]
    [InlineData(false, true, true, nameof(Foelsomhed.IkkeFortrolig), nameof(Forsendelseskanal.Email))]
    [InlineData(false, true, true, nameof(Foelsomhed.Fortrolig), nameof(Forsendelseskanal.Udskriv))]
    [InlineData(false, false, true, nameof(Foelsomhed.IkkeFortrolig), nameof(Forsendelseskanal.Udskriv))]
    public void Den_kanal_foreslaas_der_naar_modtageren_sikkert(bool cpr, bool mail, bool adresse, string foelsomhed, string ventet)
    {
        var m = new Modtageroplysninger("Bo", mail ? "bo@opdigt.example" : null, cpr ? "0101901234" : null, null, adresse ? "Vej 1" : null, "8000", "Aarhus");
        var (kanal, grund) = Kanalvalg.Foreslaa([Forsendelseskanal.DigitalPost, Forsendelseskanal.Email, Forsendelseskanal.Udskriv], m, Enum.Parse<Foelsomhed>(foelsomhed));
        Assert.Equal(ventet, kanal.ToString());
        Assert.NotEmpty(grund);
    }

    [Fact]
    public void En_adresse_vises_uden_personnummer_og_en_beskyttet_slet_ikke()
    {
        Assert.Equal("Beskyttet adresse", Kanalord.Vist(Forsendelseskanal.Email, "bo@opdigt.example", true));
        Assert.DoesNotContain("1234", Kanalord.Vist(Forsendelseskanal.DigitalPost, "0101901234", false), StringComparison.Ordinal);
        Assert.Equal("CVR 12345678", Kanalord.Vist(Forsendelseskanal.DigitalPost, "12345678", false));
    }
}
