using Esdh.Sager.Contract;
using Esdh.Sager.Domain;

namespace Esdh.Sager.Tests.Domaene;

public sealed class FeltformTests
{
    private static readonly DateOnly Idag = new(2026, 11, 22);

    private static readonly Sagsfelt Areal = new("areal", "Areal", Sagsfelttype.Heltal) { Enhed = "m²", Mindst = 1, Stoerst = 100_000 };
    private static readonly Sagsfelt Gebyr = new("gebyr", "Gebyr", Sagsfelttype.Beloeb) { Mindst = 0 };
    private static readonly Sagsfelt Fradrag = new("fradrag", "Fradrag", Sagsfelttype.Beloeb) { Mindst = -100_000_00 };
    private static readonly Sagsfelt Bfe = new("bfe", "BFE-nummer") { Form = "[0-9]{1,9}", Formhjaelp = "Et BFE-nummer er 1 til 9 cifre." };
    private static readonly Sagsfelt Klasse = new("klasse", "Konstruktionsklasse", Sagsfelttype.Valg) { Valg = [new("kk1", "KK1"), new("kk2", "KK2")] };

    private static string? Gemt(Sagsfelt felt, string? tekst)
    {
        var (vaerdi, fejl) = Feltform.Laes(felt, tekst, Idag);
        Assert.Null(fejl);
        return vaerdi;
    }

    private static string Fejl(Sagsfelt felt, string tekst)
    {
        var (vaerdi, fejl) = Feltform.Laes(felt, tekst, Idag);
        Assert.Null(vaerdi);
        return Assert.IsType<string>(fejl);
    }

    [Theory]
    [InlineData("120", "120"), InlineData("1.250", "1250"), InlineData("100.000", "100000"), InlineData(" 7 ", "7")]
    public void Et_helt_tal_maa_have_punktum_mellem_tusinder(string skrevet, string gemt) => Assert.Equal(gemt, Gemt(Areal, skrevet));

    [Theory]
    [InlineData("1.25"), InlineData("12,5"), InlineData("tolv"), InlineData("0"), InlineData("100001"), InlineData("-3"), InlineData("1..000"), InlineData("99999999999999999999999999999999999")]
    public void Det_der_ikke_er_et_helt_tal_i_omraadet_afvises(string skrevet) => Fejl(Areal, skrevet);

    [Theory]
    [InlineData("1.234,50", "123450"), InlineData("1234,5", "123450"), InlineData("0,07", "7"), InlineData("12 kr.", "1200")]
    public void Et_beloeb_gemmes_i_oere(string skrevet, string gemt) => Assert.Equal(gemt, Gemt(Gebyr, skrevet));

    [Fact]
    public void Et_negativt_beloeb_traekker_oererne_fra() => Assert.Equal("-150", Gemt(Fradrag, "-1,50"));

    [Theory]
    [InlineData("1,234"), InlineData("1.234.5"), InlineData("-1"), InlineData("1,2,3"), InlineData("kr.")]
    public void Det_der_ikke_er_et_beloeb_afvises(string skrevet) => Fejl(Gebyr, skrevet);

    [Fact]
    public void Et_valg_kendes_paa_navn_og_noegle()
    {
        Assert.Equal("kk2", Gemt(Klasse, "kk2"));
        Assert.Equal("kk1", Gemt(Klasse, "KK1"));
        Assert.Equal("Vælg en af: KK1, KK2.", Fejl(Klasse, "kk9"));
        Assert.Equal("KK2", Feltform.Vis(Klasse, "kk2"));
    }

    [Fact]
    public void Formen_skal_passe_paa_hele_teksten()
    {
        Assert.Equal("100234567", Gemt(Bfe, "100234567"));
        Assert.Equal("Et BFE-nummer er 1 til 9 cifre.", Fejl(Bfe, "12a"));
        Assert.Equal("Et BFE-nummer er 1 til 9 cifre.", Fejl(Bfe, "1234567890123"));
    }

    [Fact]
    public void En_form_der_loeber_loebsk_afviser_i_stedet_for_at_haenge() =>
        Assert.Equal("Nej.", Fejl(new("ond", "Ond") { Form = "(a+)+b", Formhjaelp = "Nej." }, new string('a', 60)));

    [Fact]
    public void Personnumre_og_styretegn_hoerer_ikke_til_i_et_felt()
    {
        Assert.Equal("Her må ikke stå personnumre. Sæt personen på sagen som part.", Fejl(new("note", "Note"), "Ring til 010190-1235"));
        Assert.Equal("Teksten indeholder tegn, der ikke kan bruges.", Fejl(new("note", "Note"), "a\u0001b"));
        Assert.Equal("Teksten indeholder tegn, der ikke kan bruges.", Fejl(new("note", "Note"), "to\nlinjer"));
        Assert.Equal("to\nlinjer", Gemt(new("note", "Note", Sagsfelttype.Langtekst), "to\r\nlinjer"));
    }

    [Fact]
    public void Tomt_er_tomt()
    {
        Assert.Null(Gemt(Areal, null));
        Assert.Null(Gemt(Areal, "   "));
        Assert.Null(Gemt(Klasse, ""));
    }

    [Fact]
    public void En_dato_kan_vaere_bundet_til_fortiden()
    {
        var foedt = new Sagsfelt("foedt", "Født", Sagsfelttype.Dato) { Fremtid = false };
        Assert.Equal("2026-11-22", Gemt(foedt, "22.11.2026"));
        Assert.Equal("Datoen ligger efter i dag.", Fejl(foedt, "23.11.2026"));
        Fejl(foedt, "31.02.2026");
        Fejl(foedt, "01.01.1700");
    }
}
