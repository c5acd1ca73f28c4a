using Esdh.Core;
using Esdh.Core.Identity;
using Esdh.Sager.Domain;
using Esdh.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Esdh.Sager.Tests.Domaene;

/// <summary>What may be done with a case, without a database.</summary>
[Trait("Database", "nej")]
public sealed class SagTests
{
    private static readonly DateTimeOffset Nu = new(2026, 11, 19, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Mig = Guid.CreateVersion7();
    private static readonly Guid Enhed = Guid.CreateVersion7();

    private static readonly Sagsstatus Opstaaet = new() { Navn = "Opstået", Tilstand = Tilstand.Aktiv };
    private static readonly Sagsstatus Behandles = new() { Navn = "Behandles", Tilstand = Tilstand.Aktiv };
    private static readonly Sagsstatus Afventer = new() { Navn = "Afventer", Tilstand = Tilstand.Hvilende };
    private static readonly Sagsstatus Faerdig = new() { Navn = "Færdig", Tilstand = Tilstand.Afsluttet };

    private static Sag Ny(string nummer = "02.34.02-G01-1-26", bool beskyttet = false, int liste = 1, Foelsomhed foelsomhed = Foelsomhed.IkkeFortrolig) =>
        Sag.Opret(new("Carport", "02.34.02", "G01", Enhed, Mig, ErBeskyttet: beskyttet, Foelsomhed: foelsomhed), nummer, Opstaaet, liste, Mig, Nu);

    private static Sag Lukket()
    {
        var sag = Ny();
        sag.Afslut(Faerdig, [], Nu);
        return sag;
    }

    [Fact]
    public void En_lukket_sag_tager_ikke_imod_nyt()
    {
        var sag = Lukket();

        AssertRegel.Brydes(SagRegler.SagenErAaben, () => sag.NaesteAktnr(Nu));
        AssertRegel.Brydes(SagRegler.SagenErAaben, () => sag.Ret(new("Andet"), [], Nu));
        AssertRegel.Brydes(SagRegler.SagenErAaben, () => sag.SkiftStatus(Behandles, Nu));
        AssertRegel.Brydes(SagRegler.SagenErAaben, () => sag.Overdrag(Guid.CreateVersion7(), Enhed, 1, Nu));
        AssertRegel.Brydes(SagRegler.SagenErAaben, () => sag.Omjournaliser("02.34.04", "G01", "02.34.04-G01-1-26", [], Nu));
        AssertRegel.Brydes(SagRegler.SagenErAaben, () => sag.SaetFoelsomhed(Foelsomhed.Vip, null, Nu));
        AssertRegel.Brydes(SagRegler.SagenErAaben, () => sag.SaetOversag(Guid.CreateVersion7(), [], Nu));
        AssertRegel.Brydes(SagRegler.SagenErAaben, () => sag.SammenlaegMed(Ny(), Faerdig, Nu));
    }

    [Fact]
    public void En_genaabnet_sag_tager_igen_imod_nyt()
    {
        var sag = Lukket();

        sag.Genaabn(Behandles, Nu);

        Assert.Equal((Tilstand.Aktiv, null, Behandles.Id), (sag.Tilstand, sag.Afsluttet, sag.StatusId));
        Assert.Equal(1, sag.NaesteAktnr(Nu));
    }

    [Fact]
    public void En_sag_med_mangler_siger_dem_alle_og_lukker_ikke()
    {
        var sag = Ny();

        var afslag = AssertRegel.Brydes(SagRegler.IntetMangler, () => sag.Afslut(Faerdig, ["1 notat er ikke gjort endeligt.", "2 erindringer er åbne."], Nu));

        Assert.Equal(2, afslag.Detaljer.Count);
        Assert.Equal((Tilstand.Aktiv, null), (sag.Tilstand, sag.Afsluttet));
    }

    [Fact]
    public void Status_skifter_mellem_arbejde_og_hvile_men_afslutter_ikke()
    {
        var sag = Ny();

        sag.SkiftStatus(Afventer, Nu);
        Assert.Equal(Tilstand.Hvilende, sag.Tilstand);
        sag.SkiftStatus(Behandles, Nu);
        Assert.Equal(Tilstand.Aktiv, sag.Tilstand);

        AssertRegel.Brydes(SagRegler.StatusErNy, () => sag.SkiftStatus(Behandles, Nu));
        AssertRegel.Brydes(SagRegler.AfsluttesForSig, () => sag.SkiftStatus(Faerdig, Nu));
    }

    [Fact]
    public void Kun_en_afsluttet_sag_genaabnes_og_ikke_til_en_status_der_afslutter()
    {
        AssertRegel.Brydes(SagRegler.KunAfsluttedeGenaabnes, () => Ny().Genaabn(Behandles, Nu));
        AssertRegel.Brydes(SagRegler.AfsluttesForSig, () => Lukket().Genaabn(Faerdig, Nu));
    }

    [Fact]
    public void En_ny_sag_kan_ikke_begynde_som_afsluttet() =>
        AssertRegel.Brydes(SagRegler.NySagErIkkeAfsluttet, () => Sag.Opret(new("Carport", "02.34.02", "G01", Enhed), "02.34.02-G01-1-26", Faerdig, 1, Mig, Nu));

    [Fact]
    public void En_rettelse_siger_hvad_der_blev_anderledes_og_intet_hvis_alt_var_saadan()
    {
        var sag = Ny();

        var rettelser = sag.Ret(new(Titel: " Garage ", Beskrivelse: "", HarPapir: true), [], Nu);

        Assert.Equal([("titel", "Carport", "Garage"), ("harPapir", "nej", "ja")], rettelser.Select(r => (r.Felt, r.Fra!, r.Til!)));
        Assert.Equal(2, sag.Version);
        Assert.Empty(sag.Ret(new(Titel: "Garage"), [], Nu));
        Assert.Equal(2, sag.Version);
    }

    [Fact]
    public void Den_offentlige_titel_har_ikke_et_personnummer() =>
        AssertRegel.Brydes(SagRegler.OffentligTitelUdenPersonnummer, () => Ny().Ret(new(OffentligTitel: "Sag om 010190-1234"), [], Nu));

    [Fact]
    public void Foelsomheden_haeves_frit_og_saenkes_med_en_begrundelse()
    {
        var sag = Ny();

        sag.SaetFoelsomhed(Foelsomhed.Foelsom, null, Nu);
        AssertRegel.Brydes(SagRegler.SaenkesMedBegrundelse, () => sag.SaetFoelsomhed(Foelsomhed.Fortrolig, "  ", Nu));
        Assert.Equal(Foelsomhed.Foelsom, sag.Foelsomhed);
        sag.SaetFoelsomhed(Foelsomhed.Fortrolig, "Lægeerklæringen er taget ud.", Nu);

        Assert.Equal(Foelsomhed.Fortrolig, sag.Foelsomhed);
    }

    [Fact]
    public void En_overdragelse_gaar_til_en_anden()
    {
        var sag = Ny();

        AssertRegel.Brydes(SagRegler.OverdragesTilEnAnden, () => sag.Overdrag(Mig, Enhed, 1, Nu));
        sag.Overdrag(null, Enhed, 7, Nu);

        Assert.Equal((null, 7), (sag.BehandlerId, sag.AdgangslisteNr));
    }

    [Fact]
    public void En_omjournaliseret_sag_findes_paa_begge_numre()
    {
        var sag = Ny();

        AssertRegel.Brydes(SagRegler.NytEmneEllerFacet, () => sag.Omjournaliser("02.34.02", "G01", "02.34.02-G01-2-26", [], Nu));
        sag.Omjournaliser("02.34.04", "G01", "02.34.04-G01-1-26", ["02.34.02-G01-1-26"], Nu);

        Assert.Equal("02.34.04-G01-1-26", sag.Sagsnummer);
        Assert.Contains("02.34.02", sag.Soegetekst, StringComparison.Ordinal);
        Assert.Contains("02.34.04", sag.Soegetekst, StringComparison.Ordinal);
    }

    [Fact]
    public void En_sag_er_ikke_del_af_sig_selv_heller_ikke_gennem_andre()
    {
        var sag = Ny();
        var (mellem, top) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        AssertRegel.Brydes(SagRegler.IngenRingAfOversager, () => sag.SaetOversag(sag.Id, [], Nu));
        AssertRegel.Brydes(SagRegler.IngenRingAfOversager, () => sag.SaetOversag(mellem, [top, sag.Id], Nu));
        sag.SaetOversag(mellem, [top], Nu);

        Assert.Equal(mellem, sag.OversagId);
    }

    [Fact]
    public void En_sammenlagt_sag_er_lukket_for_altid_og_den_anden_tager_over()
    {
        var (fra, til) = (Ny(foelsomhed: Foelsomhed.Foelsom), Ny("02.34.02-G01-2-26"));

        fra.SammenlaegMed(til, Faerdig, Nu);
        til.Overtag(fra, [fra.Sagsnummer], Nu);

        Assert.Equal((til.Id, Tilstand.Afsluttet), (fra.SammenlagtMedId, fra.Tilstand));
        Assert.Equal(Foelsomhed.Foelsom, til.Foelsomhed);
        AssertRegel.Brydes(SagRegler.SammenlagtGenaabnesIkke, () => fra.Genaabn(Behandles, Nu));
    }

    [Fact]
    public void En_sag_laegges_ikke_sammen_med_sig_selv_eller_en_lukket()
    {
        var sag = Ny();

        AssertRegel.Brydes(SagRegler.SammenlaeggesMedEnAnden, () => sag.SammenlaegMed(sag, Faerdig, Nu));
        AssertRegel.Brydes(SagRegler.SagenErAaben, () => sag.SammenlaegMed(Lukket(), Faerdig, Nu));
    }

    [Fact]
    public void En_beskyttet_sag_laegges_kun_sammen_med_en_som_de_samme_kan_se()
    {
        AssertRegel.Brydes(SagRegler.SammenlaeggesMedLigeAdgang, () => Ny(beskyttet: true, liste: 5).SammenlaegMed(Ny(liste: 6), Faerdig, Nu));

        var fra = Ny(beskyttet: true, liste: 5);
        fra.SammenlaegMed(Ny(liste: 5), Faerdig, Nu);

        Assert.NotNull(fra.SammenlagtMedId);
    }

    [Fact]
    public void Aktnumre_har_ingen_huller_uanset_hvad_der_afvises_imellem() => Prop.ForAll(
        ArbMap.Default.ArbFor<bool[]>(), forsoeg =>
        {
            var sag = Ny();
            var numre = new List<int>();
            foreach (var aaben in forsoeg)
            {
                if (!aaben && sag.Tilstand != Tilstand.Afsluttet)
                    sag.Afslut(Faerdig, [], Nu);
                else if (aaben && sag.Tilstand == Tilstand.Afsluttet)
                    sag.Genaabn(Behandles, Nu);
                try
                {
                    numre.Add(sag.NaesteAktnr(Nu));
                }
                catch (RegelbrudException)
                {
                    Assert.False(aaben);
                }
            }

            return numre.SequenceEqual(Enumerable.Range(1, numre.Count)) && sag.SidsteAktnr == numre.Count;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Et_sagsnummer_laeses_som_det_skrives()
    {
        var tal = Gen.Choose(0, 99);
        var numre = from a in tal from b in tal from c in tal from f in Gen.Choose('A', 'Z') from n in tal from loebe in Gen.Choose(1, 99999) from aar in Gen.Choose(CaseNumber.FirstYear, CaseNumber.LastYear)
                    select new CaseNumber(KleSubject.Parse($"{a:00}.{b:00}.{c:00}"), KleFacet.Parse($"{(char)f}{n:00}"), loebe, aar);

        Prop.ForAll(numre.ToArbitrary(), nummer => CaseNumber.TryParse(nummer.ToString(), out var laest) && laest == nummer).QuickCheckThrowOnFailure();
    }
}
