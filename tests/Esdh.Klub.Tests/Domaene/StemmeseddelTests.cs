using Esdh.Klub.Domain;

namespace Esdh.Klub.Tests.Domaene;

[Trait("Database", "nej")]
public sealed class StemmeseddelTests
{
    private static readonly string[] Muligheder = ["a", "b", "c"];

    [Fact]
    public void Den_samme_stemme_har_en_form() => Assert.Equal("a=30;b=70", Stemmeindhold.Af([new("b", 70), new("c", 0), new("a", 30)]).ToString());

    [Theory]
    [InlineData("b=70;a=30")]
    [InlineData("a=030")]
    [InlineData("a=0")]
    [InlineData("a=-1")]
    [InlineData("a=1;a=1")]
    [InlineData("a")]
    [InlineData("=1")]
    [InlineData("a=1;")]
    [InlineData("a=99999999999")]
    public void Andre_former_laeses_ikke(string tekst) => Assert.Null(Stemmeindhold.Laes(tekst));

    [Theory]
    [InlineData("a=60;b=40", null)]
    [InlineData("a=100", null)]
    [InlineData("a=1", null)]
    [InlineData("", null)]
    [InlineData("a=60;b=41", "101")]
    [InlineData("a=2147483647;b=2147483647", "4294967294")]
    [InlineData("x=1", "»x«")]
    public void Point_kan_fordeles_til_der_ikke_er_flere(string tekst, string? fejl) => Foreneligt(Afstemningsform.Point, tekst, 1, fejl);

    [Fact]
    public void Point_under_nul_afvises() => Assert.NotNull(Stemmeindhold.Af([new("a", -1)]).Fejl(Afstemningsform.Point, Muligheder, 1, 100));

    [Theory]
    [InlineData("a=1;b=1", 2, null)]
    [InlineData("a=1;b=1;c=1", 2, "3")]
    [InlineData("a=2", 2, "kryds")]
    public void Krydser_er_hoejst_saa_mange_som_pladser(string tekst, int pladser, string? fejl) => Foreneligt(Afstemningsform.Valg, tekst, pladser, fejl);

    [Fact]
    public void Kvitteringen_laeses_som_den_er_vist_og_som_folk_skriver_den()
    {
        var k = Stemmekvittering.Ny();
        Assert.Matches("^([0-9A-F]{4}-){7}[0-9A-F]{4}$", k.Kode);
        foreach (var skrevet in new[] { k.Kode, k.Kode.ToLowerInvariant(), k.Kode.Replace("-", " ", StringComparison.Ordinal), k.Kode.Replace("-", "", StringComparison.Ordinal) })
            Assert.Equal(k.Kode, Stemmekvittering.Laes(skrevet)?.Kode);
        Assert.All(new[] { null, "", "7F3A", k.Kode + "0", k.Kode[..^1] + "g", new string('0', 100_000) }, skrevet => Assert.Null(Stemmekvittering.Laes(skrevet)));
    }

    [Fact]
    public void Maerket_siger_intet_om_medlemmet_og_seddelens_noegle_er_en_anden_for_hvert()
    {
        var (k, afstemning, a, b) = (Stemmekvittering.Ny(), Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        string[] alle = [k.Maerke(afstemning), k.Noegle(afstemning, a), k.Noegle(afstemning, b), k.Maerke(Guid.CreateVersion7())];
        Assert.Equal(4, alle.Distinct().Count());
        Assert.Equal(k.Maerke(afstemning), Stemmekvittering.Laes(k.Kode)!.Maerke(afstemning));
    }

    [Fact]
    public void Vedtaegterne_siger_hvordan_der_stemmes_om_alt()
    {
        Assert.Equal(Enum.GetValues<Afstemningsemne>().Length, Vedtaegter.Alle.Count());
        Assert.All(Vedtaegter.Alle.Where(r => r.Form == Afstemningsform.Valg), r => Assert.True(r.Hemmelig));
        Assert.Equal(new(2, 3, false), Vedtaegter.Regel(Afstemningsemne.Vedtaegter).Flertal);
    }

    [Theory]
    [InlineData("| nej | over 1/2 | 50 % | 50 % | Bortfalder |", "| ja | over 1/2 | 50 % | 50 % | Bortfalder |")] // secret with weights
    [InlineData("| `Optagelse` |", "| `Beslutning` |")] // twice, and one missing
    [InlineData("| over 1/2 | 50 % | 0 % | Lod |", "| halvdelen | 50 % | 0 % | Lod |")]
    [InlineData("| Point | EnStemme |", "| Point | Folketal |")]
    [InlineData("| 67 % |", "| 167 % |")]
    public void Vedtaegter_der_ikke_kan_foelges_stopper_serveren(string staar, string forkert)
    {
        Assert.Contains(staar, Vedtaegter.Tekst, StringComparison.Ordinal);
        Assert.Throws<FormatException>(() => Vedtaegter.Laes(Vedtaegter.Tekst.Replace(staar, forkert, StringComparison.Ordinal)));
    }

    private static void Foreneligt(Afstemningsform form, string tekst, int pladser, string? fejl)
    {
        var svar = Stemmeindhold.Laes(tekst)!.Fejl(form, Muligheder, pladser, 100);
        if (fejl is null)
            Assert.Null(svar);
        else
            Assert.Contains(fejl, svar, StringComparison.Ordinal);
    }
}
