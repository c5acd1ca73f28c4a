using Esdh.Sager.Domain;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Domaene;

/// <summary>What holds for parties, in the register and on a case.</summary>
[Trait("Database", "nej")]
public sealed class PartTests
{
    private static readonly DateOnly Idag = new(2026, 11, 22);
    private static readonly DateTimeOffset Nu = new(2026, 11, 22, 10, 0, 0, TimeSpan.Zero);

    private static Part Ny() => new() { Navn = "Åse Prøvesen", Adresse = "Ahornvej 12", Soegetekst = Part.Soegbar("Åse Prøvesen", null), Oprettet = Nu };

    private static Sagspart PaaSag(Part part) => new() { PartId = part.Id, Rolle = "Ansøger", Navn = part.Navn, Adresse = part.Adresse, ErPrimaer = true, Tilfoejet = Nu };

    [Fact]
    public void En_beskyttelse_uden_slutdato_varer_et_aar()
    {
        var part = Ny();

        part.Ret(new(ErBeskyttet: true), Idag);

        Assert.Equal(Idag.AddYears(1), part.BeskyttetTil);
        Assert.True(part.ErBeskyttetDen(Idag.AddYears(1)));
        Assert.False(part.ErBeskyttetDen(Idag.AddYears(1).AddDays(1)));
    }

    [Fact]
    public void En_beskyttelse_med_slutdato_beholder_den_naar_andet_rettes()
    {
        var part = Ny();
        part.Ret(new(ErBeskyttet: true, BeskyttetTil: Idag.AddYears(3)), Idag);

        part.Ret(new(Telefon: "12 34 56 78", ErBeskyttet: true), Idag);

        Assert.Equal(Idag.AddYears(3), part.BeskyttetTil);
    }

    [Fact]
    public void En_ophaevet_beskyttelse_har_ingen_slutdato()
    {
        var part = Ny();
        part.Ret(new(ErBeskyttet: true), Idag);

        part.Ret(new(ErBeskyttet: false), Idag);

        Assert.Null(part.BeskyttetTil);
        Assert.False(part.ErBeskyttetDen(Idag));
    }

    [Fact]
    public void En_rettelse_naevner_kun_det_der_blev_anderledes()
    {
        var part = Ny();

        Assert.Equal(["adresse", "by"], part.Ret(new(Navn: "Åse Prøvesen", Adresse: "", By: "Korsbæk"), Idag));
        Assert.Null(part.Adresse);
        Assert.Equal(2, part.Version);
        Assert.Empty(part.Ret(new(By: "Korsbæk"), Idag));
        Assert.Equal(2, part.Version);
    }

    [Fact]
    public void Et_tidligere_navn_finder_stadig_parten()
    {
        var part = Ny();

        part.Ret(new(Navn: "Åse Opfundsen"), Idag);

        Assert.Contains("opfundsen", part.Soegetekst, StringComparison.Ordinal);
        Assert.Contains("proevesen", part.Soegetekst, StringComparison.Ordinal);
    }

    [Fact]
    public void Sagen_beholder_partens_oplysninger_til_nogen_henter_de_nye()
    {
        var part = Ny();
        var sagspart = PaaSag(part);

        part.Ret(new(Adresse: "Birkevej 3"), Idag);

        Assert.Equal("Ahornvej 12", sagspart.Adresse);
        Assert.Equal(["adresse"], sagspart.Opdater(part));
        Assert.Equal("Birkevej 3", sagspart.Adresse);
        Assert.Empty(sagspart.Opdater(part));
    }

    [Fact]
    public void En_part_der_udgaar_er_ikke_laengere_primaer_og_aendres_ikke()
    {
        var part = Ny();
        var sagspart = PaaSag(part);

        sagspart.Fratraed([], Nu);

        Assert.False(sagspart.ErPrimaer);
        AssertRegel.Brydes(PartRegler.ErPaaSagen, () => sagspart.Opdater(part));
        AssertRegel.Brydes(PartRegler.ErPaaSagen, () => sagspart.Fratraed([], Nu));
    }

    [Fact]
    public void En_part_med_en_repraesentant_udgaar_ikke() =>
        AssertRegel.Brydes(PartRegler.IngenRepraesentantTilbage, () => PaaSag(Ny()).Fratraed(["Advokat Prøve"], Nu));
}
