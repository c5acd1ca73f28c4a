using Esdh.Sager.Demonstration;
using Esdh.Sager.Domain.Klassifikation;

namespace Esdh.Sager.Tests.Klassifikation;

[Trait("Database", "nej")]
public class EmneplanforskelTests
{
    [Fact]
    public void En_ny_version_vises_som_det_den_aendrer()
    {
        var fra = Plan(
            [Emne("01.01.01") with { Titel = "Gammel titel" }, Emne("01.01.02"), Emne("01.01.03"), Emne("01.01.04") with { UdgaaetDato = new(2020, 1, 1), Afloesere = ["01.01.01"] }, Emne("01.01.05"), Emne("01.01.06") with { UdgaaetDato = new(2020, 1, 1) }],
            [new() { Nummer = "G01", Titel = "Sag", Bevaring = Bevaring.K5 }]);
        var til = Plan(
            [Emne("01.01.01") with { Titel = "Ny titel" }, Emne("01.01.02") with { UdgaaetDato = new(2026, 5, 1), Afloesere = ["01.01.01", "01.01.09"] }, Emne("01.01.03") with { Bevaring = Bevaring.K10, Sletning = Frist("P5Y") }, Emne("01.01.04") with { UdgaaetDato = new(2020, 1, 1), Afloesere = ["01.01.09"] }, Emne("01.01.06"), Emne("01.01.08") with { UdgaaetDato = new(2001, 1, 1) }, Emne("01.01.09")],
            [new() { Nummer = "G01", Titel = "Sag", Bevaring = Bevaring.B }, new() { Nummer = "G02", Titel = "Ny" }]);

        var forskel = Emneplanforskel.Mellem(fra, til);

        Assert.Equal(
            [
                ("01.01.01", Planaendringsart.NyTitel),
                ("01.01.02", Planaendringsart.Udgaaet),
                ("01.01.03", Planaendringsart.NyBevaring),
                ("01.01.03", Planaendringsart.NySletning),
                ("01.01.04", Planaendringsart.NyAfloeser),
                ("01.01.05", Planaendringsart.Fjernet),
                ("01.01.06", Planaendringsart.Genindfoert),
                ("01.01.09", Planaendringsart.Ny),
                ("G01", Planaendringsart.NyBevaring),
                ("G02", Planaendringsart.Ny),
            ],
            forskel.Aendringer.Select(a => (a.Nummer, a.Art)));
        Assert.Equal(["G01"], forskel.Beroerte(Klassifikationsart.Facet));
        Assert.DoesNotContain("01.01.09", forskel.Beroerte(Klassifikationsart.Emne));
        Assert.Equal("01.01.01 skifter titel fra “Gammel titel” til “Ny titel”.", forskel.Aendringer[0].Tekst);
        Assert.Equal("01.01.02 Emne 01.01.02 udgår og afløses af 01.01.01, 01.01.09.", forskel.Aendringer[1].Tekst);
        Assert.All(forskel.Aendringer, a => Assert.Contains(a.Nummer, a.Tekst, StringComparison.Ordinal));
    }

    [Fact]
    public void En_version_uden_facetter_siger_intet_om_facetter()
    {
        var med = Plan([Emne("01.01.01")], [new() { Nummer = "G01", Titel = "Sag" }]);
        var uden = new Emneplan(new(2026, 5, 1), "", med.Hovedgrupper, []);

        Assert.Empty(Emneplanforskel.Mellem(med, uden).Aendringer);
    }

    [Fact]
    public void En_plan_er_ikke_forskellig_fra_sig_selv() =>
        Assert.Empty(Emneplanforskel.Mellem(Demoplan.Gaeldende, Demoplan.Gaeldende).Aendringer);

    [Fact]
    public void Demonstrationens_naeste_plan_har_tre_nye_to_udgaaede_og_to_omdoebte_emner()
    {
        var forskel = Emneplanforskel.Mellem(Demoplan.Gaeldende, Demoplan.Naeste);

        Assert.Equal(3, forskel.AfArt(Planaendringsart.Ny).Count());
        Assert.Equal(2, forskel.AfArt(Planaendringsart.Udgaaet).Count());
        Assert.Equal(2, forskel.AfArt(Planaendringsart.NyTitel).Count());
        Assert.Single(forskel.AfArt(Planaendringsart.NyBevaring));
        Assert.Equal(8, forskel.Aendringer.Count);
    }

    private static Emne Emne(string nummer) => new() { Nummer = nummer, Titel = $"Emne {nummer}", Bevaring = Bevaring.B };

    private static Slettefrist? Frist(string iso) => Slettefrist.TryParse(iso, out var frist) ? frist : null;

    private static Emneplan Plan(IReadOnlyList<Emne> emner, IReadOnlyList<Facet> facetter) => new(
        new(2026, 2, 1),
        "Prøve",
        [new() { Nummer = "01", Titel = "H", Grupper = [new() { Nummer = "01.01", Titel = "G", Emner = emner }] }],
        [new() { Nummer = "G", Titel = "K", Facetter = facetter }]);
}
