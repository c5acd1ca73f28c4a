using Esdh.Core;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;

namespace Esdh.Sager.Tests.Domaene;

[Trait("Database", "nej")]
public sealed class GemtSoegningTests
{
    private static readonly Guid Mig = Guid.CreateVersion7(), Anden = Guid.CreateVersion7(), Min = Guid.CreateVersion7(), Fremmed = Guid.CreateVersion7();

    private static GemtSoegning Soegning(Guid? ejer, Guid? enhed) => new() { EjerId = ejer, EnhedId = enhed, Forespoergsel = "q=carport" };

    private static Soegningsbruger Medarbejder(Guid id, Guid? enhed) => new(id, enhed, enhed is { } e ? [e] : [], false);

    private static Soegningsbruger Leder(Guid id, Guid enhed, params Guid[] under) => new(id, enhed, [enhed, .. under], true);

    [Fact]
    public void En_soegning_der_ikke_er_delt_er_ejerens_alene()
    {
        var egen = Soegning(Mig, null);

        Assert.True(egen.HarPaaListen(Medarbejder(Mig, Min)) && egen.KanRettesAf(Medarbejder(Mig, Min)));
        Assert.False(egen.HarPaaListen(Medarbejder(Anden, Min)));
        Assert.False(egen.KanRettesAf(Leder(Anden, Min)));
        Assert.True(egen.KanRettesAf(Medarbejder(Mig, Fremmed))); // wherever the owner sits
        Assert.False(egen.KanKunSlippesAf(Medarbejder(Mig, Fremmed)));
    }

    [Fact]
    public void En_delt_soegning_rettes_af_ejeren_i_enheden_og_af_enhedens_ledere_og_af_ingen_andre()
    {
        var delt = Soegning(Mig, Min);

        Assert.True(delt.HarPaaListen(Medarbejder(Anden, Min)));
        Assert.False(delt.HarPaaListen(Medarbejder(Anden, Fremmed)));
        Assert.True(delt.KanRettesAf(Medarbejder(Mig, Min)));
        Assert.True(delt.KanRettesAf(Leder(Anden, Min)));
        Assert.True(delt.HarPaaListen(Leder(Anden, Fremmed, Min)) && delt.KanRettesAf(Leder(Anden, Fremmed, Min))); // from above
        Assert.False(delt.KanRettesAf(Medarbejder(Anden, Min)));
        Assert.False(delt.KanRettesAf(Leder(Anden, Fremmed)));
        Assert.False(delt.KanRettesAf(Medarbejder(Anden, null)));
    }

    [Fact]
    public void En_ejer_der_er_flyttet_ser_den_stadig_men_kan_kun_give_slip()
    {
        var delt = Soegning(Mig, Min);

        Assert.True(delt.HarPaaListen(Medarbejder(Mig, Fremmed)));
        Assert.False(delt.KanRettesAf(Leder(Mig, Fremmed)));
        Assert.True(delt.KanKunSlippesAf(Medarbejder(Mig, Fremmed)));
        Assert.False(delt.KanKunSlippesAf(Leder(Mig, Fremmed, Min)));
        Assert.False(delt.KanKunSlippesAf(Medarbejder(Anden, Fremmed)));
        delt.EjerId = null;
        Assert.False(delt.HarPaaListen(Medarbejder(Mig, Fremmed)));
        Assert.True(delt.HarPaaListen(Medarbejder(Anden, Min)));
    }

    [Fact]
    public void To_navne_er_ens_naar_kun_store_bogstaver_og_stavemaaden_af_aa_skiller_dem()
    {
        Assert.Equal(GemtSoegning.Noegle("Ålegård "), GemtSoegning.Noegle("aalegaard"));
        Assert.NotEqual(GemtSoegning.Noegle("carport"), GemtSoegning.Noegle("carporte"));
        Assert.Equal("To ord", Soegningsopslag.Navn("  To \t ord\n"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData(null)]
    [InlineData("Sagen om 010190-1234")]
    [InlineData("en\0to")]
    public void Et_navn_der_ikke_kan_bruges_afvises(string? navn) => Assert.Contains("navn", Assert.Throws<InvalidException>(() => Soegningsopslag.Navn(navn)).Errors.Keys);

    [Fact]
    public void Et_navn_paa_mere_end_60_tegn_afvises() => Assert.Throws<InvalidException>(() => Soegningsopslag.Navn(new string('x', 61)));

    [Fact]
    public void En_maengde_af_hits_fylder_lidt_og_laeses_som_den_blev_skrevet()
    {
        Assert.Empty(Hitmaengde.Laes(null));
        Assert.Empty(Hitmaengde.Laes(Hitmaengde.Pak([])));
        HashSet<Hitnoegle> hits = [new(Hitart.Sag, 1), new(Hitart.Dokument, 1), new(Hitart.Part, int.MaxValue), new(Hitart.Dokument, int.MaxValue)];
        var tilfaeldig = new Random(4);
        while (hits.Count < 10_000)
            hits.Add(new((Hitart)tilfaeldig.Next(1, 4), tilfaeldig.Next(1, 5_000_000)));

        var pakket = Hitmaengde.Pak(hits.Concat(hits.Take(100)));

        Assert.Equal(hits.Order(Comparer<Hitnoegle>.Create((a, b) => (a.Art, a.Nr).CompareTo((b.Art, b.Nr)))), Hitmaengde.Laes(pakket).Order(Comparer<Hitnoegle>.Create((a, b) => (a.Art, a.Nr).CompareTo((b.Art, b.Nr)))));
        Assert.InRange(pakket.Length, 1, 25_000);
        foreach (var klip in new[] { 1, 2, pakket.Length / 2, pakket.Length - 1 })
            Assert.True(hits.IsSupersetOf(Hitmaengde.Laes(pakket[..klip])));
    }

    [Fact]
    public void En_foelger_der_begynder_forfra_kender_det_der_siges_og_skal_gennemgaas()
    {
        var foelger = new Soegningsfoelger { Udgave = "1" };
        foelger.Begynd(Hitmaengde.Pak([new(Hitart.Sag, 7)]), DateTimeOffset.UnixEpoch);
        foelger.Husk([new(Hitart.Dokument, 8), new(Hitart.Sag, 7)]);

        Assert.Null(foelger.Udgave);
        Assert.Equal([new(Hitart.Sag, 7), new(Hitart.Dokument, 8)], Hitmaengde.Laes(foelger.Kendte).OrderBy(h => h.Nr));
    }

    [Theory]
    [InlineData("dokument-417", Hitart.Dokument, 417)]
    [InlineData("sag-1", Hitart.Sag, 1)]
    public void Et_hits_noegle_laeses_som_den_skrives(string tekst, object art, int nr)
    {
        Assert.True(Hitnoegle.TryParse(tekst, out var noegle));
        Assert.Equal(((Hitart)art, nr, tekst), (noegle.Art, noegle.Nr, noegle.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("dokument")]
    [InlineData("dokument-")]
    [InlineData("dokument-1-2")]
    [InlineData("dokument-99999999999")]
    [InlineData("7-1")]
    [InlineData("notat-1")]
    public void Andet_er_ingen_noegle(string? tekst) => Assert.False(Hitnoegle.TryParse(tekst, out _));

    [Fact]
    public void En_soegning_gemmes_paa_en_maade_uden_side_og_maerker()
    {
        const string Skrevet = "q=carport%20skel&spring=40&valgt=1&emne=02.34.02&art=sag&art=dokument&art=sag&behandler=mig&enhed=&sorter=bedste&fra=2024&ukendt=x&gemt=1";

        var laest = Soegeforespoergsel.Laes(Skrevet);

        Assert.Equal("q=carport%20skel&art=dokument&art=sag&emne=02.34.02&behandler=mig&fra=2024", laest);
        Assert.Equal(laest, Soegeforespoergsel.Laes(laest));
        Assert.Equal("carport skel", Soegeforespoergsel.Tekst(laest));
    }

    [Theory]
    [InlineData("", "q")]
    [InlineData("q=+++", "q")]
    [InlineData("q=010190-1234", "q")]
    [InlineData("q=carport&behandler=hvemsomhelst", "behandler")]
    [InlineData("q=carport&art=webside", "art")]
    [InlineData("q=carport&sorter=tilfaeldig", "sorter")]
    [InlineData("q=carport&fra=sidste", "fra")]
    [InlineData("q=carport&emne=%00", "emne")]
    public void En_soegning_der_ikke_kan_laeses_gemmes_ikke(string forespoergsel, string felt) => Assert.Contains(felt, Assert.Throws<InvalidException>(() => Soegeforespoergsel.Laes(forespoergsel)).Errors.Keys);

    [Theory]
    [InlineData("q=carport", "»carport«")]
    [InlineData("q=carport&art=sag&behandler=mig&fra=2024&sorter=nyeste", "»carport« · sager · behandles af mig · 2024– · nyeste først")]
    [InlineData("q=a%26b&emne=02.34.02&tilstand=Aktiv&retning=Indgaaende&filtype=PDF&enhed=min&til=2025", "»a&b« · emne 02.34.02 · aktiv · min enhed · indgående · PDF · –2025")]
    public void En_soegning_beskrives_med_ord(string forespoergsel, string ord) => Assert.Equal(ord, Sider.GemteSoegningerRuter.Beskriv(forespoergsel));

    [Fact]
    public void En_alt_for_lang_soegning_gemmes_ikke() => Assert.Throws<InvalidException>(() => Soegeforespoergsel.Laes("q=carport&emne=" + new string('1', 5000)));
}
