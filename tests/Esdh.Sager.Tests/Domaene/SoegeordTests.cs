using Esdh.Core;
using Esdh.Sager.Foresp;

namespace Esdh.Sager.Tests.Domaene;

/// <summary>How what people type to find something is read.</summary>
[Trait("Database", "nej")]
public sealed class SoegeordTests
{
    [Theory]
    [InlineData("2.34.2-g1-17-2026", "02.34.02-g01-17-26")]
    [InlineData(" 02.34.02 G01 17 26 ", "02.34.02-g01-17-26")]
    [InlineData("02.34.02–G01–17–26", "02.34.02-g01-17-26")]
    public void Et_sagsnummer_findes_hvordan_det_end_er_skrevet(string skrevet, string form) =>
        Assert.Equal(form, Assert.Single(Assert.Single(Soegeord.Laes(skrevet)).Former));

    [Fact]
    public void Loebenummer_og_aar_alene_er_enden_af_et_sagsnummer() =>
        Assert.Contains("-17-26", Assert.Single(Soegeord.Laes("017-2026")).Former);

    [Fact]
    public void Et_emne_uden_nuller_er_ogsaa_emnet_med() =>
        Assert.Equal(["2.34.2", "02.34.02"], Assert.Single(Soegeord.Laes("2.34.2")).Former);

    [Fact]
    public void En_dato_er_baade_ord_og_dag() =>
        Assert.Equal(new DateOnly(2026, 11, 19), Assert.Single(Soegeord.Laes("19-11-2026")).Dato);

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\"\" ,")]
    [InlineData("010190-1234")]
    [InlineData("tilbygning 0101901234")]
    public void Intet_og_personnumre_soeges_der_ikke_efter(string tekst) => Assert.Throws<InvalidException>(() => Soegeord.Laes(tekst));

    [Fact]
    public void Jokertegn_i_teksten_er_almindelige_tegn() => Assert.Equal("%100\\%\\_%", Assert.Single(Soegeord.Laes("100%_")).Led);

    [Theory]
    [InlineData("Tilbygning på Ålevej", "aalevej", "Tilbygning på |Ålevej|")]
    [InlineData("Tilbygning på Aalevej", "ålevej", "Tilbygning på |Aalevej|")]
    [InlineData("Tilbygning", "til byg", "|Tilbyg|ning")]
    [InlineData("Intet her", "hus", "Intet her")]
    [InlineData("æøå", "øå", "æ|øå|")]
    public void Det_fundne_fremhaeves_hvor_det_staar(string tekst, string soegt, string fremhaevet) =>
        Assert.Equal(fremhaevet, string.Concat(Soegeord.Fremhaev(tekst, Soegeord.Laes(soegt)).Select(s => s.Ramt ? $"|{s.Tekst}|" : s.Tekst)));

    [Theory]
    [InlineData("Kort tekst om skel.", "Notat: Opkald – Kort tekst om skel.")]
    [InlineData("Intet af det", "Notat: Opkald")]
    [InlineData("", "Notat: Opkald")]
    public void Et_uddrag_siger_hvor_ordet_stod(string tekst, string ventet) => Assert.Equal(ventet, Soegeord.Uddrag("Notat", "Opkald", tekst, Soegeord.Laes("skel")));

    [Fact]
    public void Et_uddrag_af_en_lang_tekst_er_kort_og_skaerer_mellem_ord()
    {
        var uddrag = Soegeord.Uddrag("Notat", "Opkald", $"{string.Join(' ', Enumerable.Repeat("naboen", 500))} SKÆL {string.Join(' ', Enumerable.Repeat("vejen", 500))}", Soegeord.Laes("skael"));

        Assert.InRange(uddrag.Length, 80, 230);
        Assert.Contains(" naboen SKÆL vejen ", uddrag, StringComparison.Ordinal);
        Assert.StartsWith("Notat: Opkald – … naboen ", uddrag, StringComparison.Ordinal);
        Assert.EndsWith(" vejen …", uddrag, StringComparison.Ordinal);
    }
}
