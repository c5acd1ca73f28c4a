using Esdh.Sager.Domain;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Domaene;

[Trait("Database", "nej")]
public sealed class DokumentTests
{
    private static readonly DateTimeOffset Nu = new(2026, 2, 3, 10, 0, 0, TimeSpan.Zero);
    private static readonly Guid Mig = Guid.CreateVersion7();
    private static readonly Guid Anden = Guid.CreateVersion7();

    private static Dokument Nyt(string? offentligTitel = null) =>
        Dokument.Opret(new("Brev", Retning.Indgaaende, new(2026, 2, 3), OffentligTitel: offentligTitel, Foelsomhed: Foelsomhed.Fortrolig), Mig, Nu);

    private static Dokument Journaliseret()
    {
        var dokument = Nyt();
        dokument.Journaliser(Mig, Nu);
        return dokument;
    }

    [Fact]
    public void Et_journaliseret_dokument_rettes_ikke()
    {
        var dokument = Journaliseret();
        AssertRegel.Brydes(DokumentRegler.KunKladderRettes, () => dokument.Ret(new("Nyt"), ""));
        AssertRegel.Brydes(DokumentRegler.KunKladderRettes, () => dokument.NyFilversion(Mig, Nu));
        AssertRegel.Brydes(DokumentRegler.KunKladderRettes, () => dokument.TjekUd(Mig, Nu));
        AssertRegel.Brydes(DokumentRegler.KunKladderRettes, () => dokument.MarkerUdenBetydning("Reklame"));
        AssertRegel.Brydes(DokumentRegler.IkkeJournaliseretFoer, () => dokument.Journaliser(Anden, Nu));
    }

    [Fact]
    public void En_udtjekning_holder_andre_ude_i_otte_timer_og_ikke_laengere()
    {
        var dokument = Nyt();
        dokument.TjekUd(Mig, Nu);
        AssertRegel.Brydes(DokumentRegler.IkkeUdtjekketAfAnden, () => dokument.NyFilversion(Anden, Nu.AddHours(7)));
        AssertRegel.Brydes(DokumentRegler.IkkeUdtjekketAfAnden, () => dokument.Journaliser(Anden, Nu.AddHours(7)));
        dokument.NyFilversion(Mig, Nu.AddHours(7));
        dokument.NyFilversion(Anden, Nu.AddHours(8));
        Assert.Equal(3, dokument.Filversion);
    }

    [Fact]
    public void Kun_den_der_har_dokumentet_eller_en_leder_tjekker_det_ind()
    {
        var dokument = Nyt();
        AssertRegel.Brydes(DokumentRegler.ErUdtjekketOgKanGivesTilbage, () => dokument.TjekInd(Mig, tvungen: false));
        dokument.TjekUd(Mig, Nu);
        AssertRegel.Brydes(DokumentRegler.ErUdtjekketOgKanGivesTilbage, () => dokument.TjekInd(Anden, tvungen: false));
        dokument.TjekInd(Anden, tvungen: true);
        Assert.False(dokument.ErUdtjekket(Nu));
    }

    [Fact]
    public void Fejljournalisering_kraever_to_forskellige()
    {
        var anmodning = new Fejljournalisering { DokumentId = Guid.CreateVersion7(), Grund = "Forkert sag", AnmodetAf = Mig, Anmodet = Nu };
        AssertRegel.Brydes(DokumentRegler.FejljournaliseringAfTo, () => anmodning.Bekraeft(Mig, Nu));
        anmodning.Bekraeft(Anden, Nu);
        Assert.True(anmodning.Bekraeftet);
    }

    [Fact]
    public void Et_fejljournaliseret_dokument_forsvinder_fra_postlisten_og_kommer_ikke_paa_den_igen()
    {
        AssertRegel.Brydes(DokumentRegler.KunJournaliseredeFejlmarkeres, () => Nyt().MarkerFejljournaliseret());
        var dokument = Journaliseret();
        dokument.SaetPostliste(true, "Brev");
        dokument.MarkerFejljournaliseret();
        Assert.False(dokument.PaaPostliste);
        AssertRegel.Brydes(DokumentRegler.FejljournaliseretOffentliggoeresIkke, () => dokument.SaetPostliste(true, "Brev"));
    }

    [Theory]
    [InlineData("Sag om 010190-1234")]
    [InlineData("Sag om 0101901234")]
    public void Et_personnummer_kommer_ikke_i_den_offentlige_titel(string titel)
    {
        AssertRegel.Brydes(SagRegler.OffentligTitelUdenPersonnummer, () => Nyt(titel));
        AssertRegel.Brydes(SagRegler.OffentligTitelUdenPersonnummer, () => Nyt().SaetPostliste(true, titel));
    }

    [Fact]
    public void Foelsomhed_haeves_frit_og_saenkes_kun_med_en_grund()
    {
        var dokument = Nyt();
        dokument.SaetFoelsomhed(Foelsomhed.Vip, null);
        AssertRegel.Brydes(DokumentRegler.FoelsomhedSaenkesMedGrund, () => dokument.SaetFoelsomhed(Foelsomhed.Foelsom, " "));
        dokument.SaetFoelsomhed(Foelsomhed.IkkeFortrolig, "Navnene er fjernet");
        Assert.Equal(Foelsomhed.IkkeFortrolig, dokument.Foelsomhed);
    }

    [Fact]
    public void Det_der_journaliseres_er_ikke_laengere_uden_betydning()
    {
        var dokument = Nyt();
        dokument.MarkerUdenBetydning("Reklame");
        dokument.Journaliser(Mig, Nu);
        Assert.Null(dokument.UdenBetydning);
    }

    [Fact]
    public void Aktindsigt_vurderes_ogsaa_efter_journaliseringen()
    {
        var dokument = Journaliseret();
        dokument.VurderAktindsigt(Aktindsigtsvurdering.Undtaget, " Interne overvejelser ");
        Assert.Equal("Interne overvejelser", dokument.AktindsigtNote);
    }
}
