using Esdh.Core;
using Esdh.Ui;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace Esdh.Ui.Tests;

public sealed class FormularTests
{
    [Theory]
    [InlineData("19-11-2026")]
    [InlineData("19.11.2026")]
    [InlineData("19/11-2026")]
    [InlineData("19. november 2026")]
    [InlineData("19112026")]
    [InlineData("2026-11-19")]
    public void En_dato_laeses_som_danskere_skriver_den(string skrevet)
    {
        var formular = new Formular(("dato", skrevet));
        Assert.Equal(new DateOnly(2026, 11, 19), formular.Dato("dato"));
        Assert.True(formular.ErGyldig);
    }

    [Theory]
    [InlineData("31-02-2026")]
    [InlineData("i morgen")]
    [InlineData("01-01-0001")]
    [InlineData("19-11-26")]
    public void En_dato_der_ikke_findes_giver_en_saetning_og_bliver_staaende(string skrevet)
    {
        var formular = new Formular(("dato", skrevet));
        Assert.Null(formular.Dato("dato"));
        Assert.Equal("Datoen kan ikke læses. Skriv den som 19-11-2026.", formular.FejlI("dato"));
        Assert.Equal(skrevet, formular["dato"]);
    }

    [Fact]
    public void Det_postede_beholdes_uden_antiforgerinoeglen()
    {
        var formular = Formular.Fra(new FormCollection(new Dictionary<string, StringValues>
        {
            ["titel"] = "  Carport  ",
            ["valgt"] = new StringValues(["1", "2"]),
            ["__RequestVerificationToken"] = "hemmelig",
        }));
        Assert.Equal("Carport", formular["titel"]);
        Assert.Equal(["1", "2"], formular.Alle("valgt"));
        Assert.False(formular.Har("__RequestVerificationToken"));
    }

    [Fact]
    public void Den_foerste_fejl_i_et_felt_bliver_staaende()
    {
        var formular = new Formular().Fejl("titel", "Skriv en titel.").Fejl("titel", "For kort.");
        Assert.Equal("Skriv en titel.", formular.FejlI("titel"));
        Assert.False(formular.ErGyldig);
    }

    [Theory]
    [InlineData("", null, true)]
    [InlineData("1.200", 1200, true)]
    [InlineData("0", null, false)]
    [InlineData("99999999999", null, false)]
    public void Et_tal_holdes_inden_for_sine_graenser(string skrevet, int? ventet, bool gyldig)
    {
        var formular = new Formular(("antal", skrevet));
        Assert.Equal(ventet, formular.Heltal("antal", 1, 5000));
        Assert.Equal(gyldig, formular.ErGyldig);
    }

    [Fact]
    public void Et_valg_paa_nummer_er_ikke_et_valg()
    {
        Assert.Null(new Formular(("farve", "1")).Valg<Farve>("farve"));
        Assert.Equal(Farve.Groen, new Formular(("farve", "groen")).Valg<Farve>("farve"));
    }

    [Fact]
    public async Task En_handling_der_afvises_siger_hvorfor_paa_formularen()
    {
        var ok = new Formular(("titel", "Hus"));
        Assert.True(await ok.ProevAsync(() => Task.CompletedTask));
        Assert.Equal(200, ok.Kode);

        var felt = new Formular();
        Assert.False(await felt.ProevAsync(() => throw new InvalidException("titel", "Skriv en titel."), felt: navn => navn + "-2"));
        Assert.Equal((400, "Skriv en titel."), (felt.Kode, felt.FejlI("titel-2")));

        var regel = new Formular();
        Assert.False(await regel.ProevAsync(() => throw new RegelbrudException(new Regel("X-1", "Det må man ikke.", Regel.Intern), ["Fordi."])));
        Assert.Equal((409, "X-1"), (regel.Kode, regel.Afslag!.Regel));
        Assert.Equal(["Fordi."], regel.Afslag.Detaljer);
        Assert.Empty(regel.Fejlene);

        var foerst = new Formular();
        Assert.False(await foerst.ProevAsync(() => throw new StaleException(), "sagen"));
        Assert.Equal(412, foerst.Kode);
        Assert.StartsWith("En anden har rettet sagen,", foerst.Afslag!.Tekst, StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_handling_med_fejl_i_formularen_proeves_ikke_og_fejl_fundet_undervejs_taeller()
    {
        var forkert = new Formular().Fejl("dato", "Datoen kan ikke læses.");
        Assert.False(await forkert.ProevAsync(() => throw new InvalidOperationException("must not run")));

        var undervejs = new Formular();
        Assert.False(await undervejs.ProevAsync(() =>
        {
            undervejs.Fejl("behandler", "Vælg en fra listen.");
            return Task.CompletedTask;
        }));
        Assert.Equal(400, undervejs.Kode);
    }
}
