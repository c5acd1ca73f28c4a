using Esdh.Aktindsigt.Domain;
using Esdh.Core;
using Esdh.Testing;

namespace Esdh.Aktindsigt.Tests;

[Trait("Database", "nej")]
public sealed class DomaeneTests
{
    private static readonly DateOnly Idag = new(2026, 11, 23);

    private static Indsigtsvalg Valg(Indsigtsafgoerelse afgoerelse, DateOnly? sendt = null, string? hjemmel = "offentlighedslovens § 30", string? begrundelse = "Private forhold.")
    {
        var valg = new Indsigtsvalg { SagId = Guid.CreateVersion7(), DokumentId = Guid.CreateVersion7(), KildeSagId = Guid.CreateVersion7() };
        valg.Vurder(afgoerelse, hjemmel, begrundelse, null, sendt, Idag, Guid.CreateVersion7(), DateTimeOffset.UnixEpoch);
        return valg;
    }

    [Fact]
    public void Hvert_regime_siger_frist_undtagelser_meroffentlighed_og_klage()
    {
        Assert.Equal(["offentlighed", "part", "egenacces", "gdpr", "miljoe"], Regime.Alle.Select(r => r.Noegle));
        Assert.All(Regime.Alle, r => Assert.True(r.Undtagelser.Count > 0 && r.Klageinstans.Length > 0 && r.Klagevejledning.EndsWith('.')));
        var omfang = Aktindsigtssagstype.Udgave1.Felter.Single(f => f.Noegle == "omfang").Valg.Select(v => v.Vaerdi).ToList();
        Assert.All(Regime.Alle, r => Assert.Contains(r.Omfang, omfang));
        Assert.False(Regime.Med("part").Meroffentlighed);
        Assert.True(Regime.Med("offentlighed").Meroffentlighed);
        Assert.Equal("offentlighedsloven § 14", Regime.Med("offentlighed").MeroffentlighedHjemmel);
        var ur = Aktindsigtssagstype.Udgave1.Ure.Single(u => u.Noegle == Aktindsigtssagstype.Svarfrist);
        Assert.Equal((2, 7, 14, 40, 18), (ur.DageFor["simpel"], ur.DageFor["almindelig"], ur.DageFor["gennemgang"], ur.DageFor["saerlig"], ur.DageFor["maaned"]));
    }

    [Fact]
    public void En_maaned_er_aldrig_kortere_end_de_atten_arbejdsdage_der_regnes_med()
    {
        for (var dag = new DateOnly(2026, 1, 1); dag.Year < 2031; dag = dag.AddDays(1))
            Assert.True(Core.Calendar.DanishCalendar.AddWorkdays(dag, 18) <= dag.AddMonths(1).AddDays(1), $"{dag}");
    }

    [Fact]
    public void Det_der_undtages_har_paragraf_og_begrundelse()
    {
        AssertRegel.Brydes(AktindsigtRegler.UndtagelseHarHjemmel, () => Valg(Indsigtsafgoerelse.Undtag, hjemmel: " "));
        AssertRegel.Brydes(AktindsigtRegler.UndtagelseHarHjemmel, () => Valg(Indsigtsafgoerelse.Delvist, begrundelse: null));
        Assert.Null(Valg(Indsigtsafgoerelse.Udlever).Hjemmel);
    }

    [Fact]
    public void Et_afsendt_dokument_er_aabent_fra_dagen_efter()
    {
        AssertRegel.Brydes(AktindsigtRegler.UdgaaendeErAabneDagenEfter, () => Valg(Indsigtsafgoerelse.Udlever, Idag));
        AssertRegel.Brydes(AktindsigtRegler.UdgaaendeErAabneDagenEfter, () => Valg(Indsigtsafgoerelse.Delvist, Idag.AddDays(1)));
        Assert.Equal(Indsigtsafgoerelse.Udlever, Valg(Indsigtsafgoerelse.Udlever, Idag.AddDays(-1)).Afgoerelse);
        Assert.Equal(Indsigtsafgoerelse.Undtag, Valg(Indsigtsafgoerelse.Undtag, Idag).Afgoerelse);
    }

    [Fact]
    public void Det_der_er_svaret_paa_staar_fast()
    {
        var valg = Valg(Indsigtsafgoerelse.Udlever);
        valg.GivMed(1);
        AssertRegel.Brydes(AktindsigtRegler.SvaretErGivet, () => valg.Vurder(Indsigtsafgoerelse.Udlever, null, null, null, null, Idag, Guid.Empty, default));
        AssertRegel.Brydes(AktindsigtRegler.SvaretErGivet, () => valg.Skjule([], []));
    }

    [Fact]
    public void Et_svar_forlanger_at_alt_er_vurderet_og_at_meroffentlighed_er_overvejet()
    {
        var (offentlig, part) = (Regime.Med("offentlighed"), Regime.Med("part"));
        var (udlever, undtag, delvist) = (Valg(Indsigtsafgoerelse.Udlever), Valg(Indsigtsafgoerelse.Undtag), Valg(Indsigtsafgoerelse.Delvist));
        AssertRegel.Brydes(AktindsigtRegler.DerErNogetAtSvarePaa, () => Indsigtssvar.Kraev(offentlig, [], 0, true, true, 0));
        AssertRegel.Brydes(AktindsigtRegler.DerErNogetAtSvarePaa, () => Indsigtssvar.Kraev(offentlig, [], 0, true, false, 1));
        Indsigtssvar.Kraev(offentlig, [], 0, false, false, 0); // nothing there is an answer too
        AssertRegel.Brydes(AktindsigtRegler.AlleErVurderet, () => Indsigtssvar.Kraev(offentlig, [udlever], 1, true, false, 0));
        Indsigtssvar.Kraev(offentlig, [udlever], 1, false, true, 0);
        AssertRegel.Brydes(AktindsigtRegler.MeroffentlighedErOvervejet, () => Indsigtssvar.Kraev(offentlig, [udlever, undtag], 0, false, false, 0));
        Indsigtssvar.Kraev(part, [udlever, undtag], 0, false, false, 0);
        AssertRegel.Brydes(AktindsigtRegler.DelvistSkjulerNoget, () => Indsigtssvar.Kraev(offentlig, [delvist], 0, true, false, 0));
        delvist.Skjule([new("  Dora  ", false), new("dora", true), new("!!", false)], []);
        Assert.Equal([new("Dora", false)], delvist.Skjul);
        Indsigtssvar.Kraev(offentlig, [delvist], 0, true, false, 0);
        AssertRegel.Brydes(AktindsigtRegler.SvaretErIkkeForStort, () => Indsigtssvar.Kraev(offentlig, [.. Enumerable.Repeat(udlever, 501)], 0, true, false, 0));
    }

    [Fact]
    public void En_klage_sendes_videre_inden_syv_arbejdsdage_og_en_over_langsommelighed_kommer_efter_fjorten()
    {
        var anmodet = new DateOnly(2026, 11, 2);
        var sag = Guid.CreateVersion7();
        AssertRegel.Brydes(AktindsigtRegler.SvarFoerAfgoerelse, () => Indsigtsklage.Modtag(sag, 1, Klageart.Afgoerelsen, Idag, anmodet, false, []));
        AssertRegel.Brydes(AktindsigtRegler.EenAabenKlageAfHverArt, () => Indsigtsklage.Modtag(sag, 2, Klageart.Afgoerelsen, Idag, anmodet, true, [Klageart.Afgoerelsen]));
        AssertRegel.Brydes(AktindsigtRegler.LangsommelighedEfterFjortenDage, () => Indsigtsklage.Modtag(sag, 1, Klageart.Langsommelighed, new(2026, 11, 20), anmodet, false, []));
        AssertRegel.Brydes(AktindsigtRegler.LangsommelighedEfterFjortenDage, () => Indsigtsklage.Modtag(sag, 1, Klageart.Langsommelighed, Idag, anmodet, true, []));
        var klage = Indsigtsklage.Modtag(sag, 1, Klageart.Langsommelighed, Idag, anmodet, false, [Klageart.Afgoerelsen]);
        Assert.Equal(new(2026, 12, 2), klage.Frist);
        klage.Afslut(Klageudfald.Videresendt, " Fastholdt. ", Idag);
        Assert.Equal("Fastholdt.", klage.Bemaerkning);
        AssertRegel.Brydes(AktindsigtRegler.KlagenErAaben, () => klage.Afslut(Klageudfald.Trukket, null, Idag));
    }
}
