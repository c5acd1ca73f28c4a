using Esdh.Klub.Domain;

namespace Esdh.Klub.Tests.Domaene;

/// <summary>The count, from nothing but what is published.</summary>
[Trait("Database", "nej")]
public sealed class OptaellingTests
{
    private static readonly Guid Afstemning = new("01990000-0000-7000-8000-000000000001");

    private static Guid Medlem(int nr) => new(nr, 0, 0, [0, 0, 0, 0, 0, 0, 0, 1]);

    /// <summary>A ballot in which members number 1, 2, 3 ... have voted this; null did not vote.</summary>
    private static Stemmeprotokol Protokol(Vedtaegtsregel regel, string[] muligheder, (long Folketal, string? Stemme)[] medlemmer, int pladser = 1)
    {
        var stemte = medlemmer.Select((m, i) => (m.Folketal, m.Stemme, Id: Medlem(i + 1), Nr: i + 1)).Where(m => m.Stemme is not null).ToList();
        return new(
            Afstemning, "2026-1", "Prøve", regel.Emne, regel.Form, regel.Vaegt, regel.Hemmelig, pladser, regel.Form == Afstemningsform.Point ? 100 : 0, regel.Flertal.ToString(), regel.KvorumMedlemmer, regel.KvorumIndbyggere, regel.Lighed,
            new(2026, 10, 1, 8, 0, 0, TimeSpan.Zero), new(2026, 10, 8, 8, 0, 0, TimeSpan.Zero), [.. muligheder.Select(m => new Protokolmulighed(m, m))],
            [.. medlemmer.Select((m, i) => new Protokolvaelger(Medlem(i + 1), $"Medlem {i + 1}", m.Folketal, m.Stemme is not null))],
            [.. stemte.Select(m => regel.Hemmelig ? new Protokolseddel($"{10_000_000 + m.Nr}", null, m.Stemme!, null) : new Protokolseddel(null, m.Id, m.Stemme!, $"k{m.Nr}"))],
            regel.Hemmelig ? [.. stemte.Select(m => $"k{m.Nr}")] : []);
    }

    private static Afstemningsresultat Forslag(Afstemningsemne emne, params (long, string?)[] medlemmer) => Optaelling.Tael(Protokol(Vedtaegter.Regel(emne), ["for", "imod"], medlemmer));

    [Fact]
    public void Et_medlem_har_en_stemme_uanset_sit_folketal()
    {
        var r = Forslag(Afstemningsemne.Beslutning, (1_000_000, "imod=1"), (10, "for=1"), (10, "for=1"));
        Assert.Equal(Afstemningsudfald.Vedtaget, r.Udfald);
        Assert.Equal([2L, 1L], r.Muligheder.Select(m => m.Tal));
    }

    [Fact]
    public void Efter_folketal_vinder_de_mange_indbyggere()
    {
        var r = Forslag(Afstemningsemne.Budget, (1_000_000, "imod=1"), (10, "for=1"), (10, "for=1"));
        Assert.Equal(Afstemningsudfald.Forkastet, r.Udfald);
        Assert.Equal([20L, 1_000_000L], r.Muligheder.Select(m => m.Tal));
    }

    [Theory]
    [InlineData(100, 100, 100, true)]
    [InlineData(10, 10, 1000, false)]
    public void Dobbelt_flertal_skal_findes_baade_hos_medlemmer_og_indbyggere(long foerste, long anden, long tredje, bool vedtaget) =>
        Assert.Equal(vedtaget ? Afstemningsudfald.Vedtaget : Afstemningsudfald.Forkastet, Forslag(Afstemningsemne.Vedtaegter, (foerste, "for=1"), (anden, "for=1"), (tredje, "imod=1")).Udfald);

    [Fact]
    public void Lige_mange_for_og_imod_er_ikke_vedtaget() => Assert.Equal(Afstemningsudfald.Forkastet, Forslag(Afstemningsemne.Beslutning, (1, "for=1"), (1, "imod=1"), (1, ""), (1, "")).Udfald);

    [Fact]
    public void Blanke_taeller_som_deltagere_men_ikke_for_eller_imod()
    {
        var r = Forslag(Afstemningsemne.Beslutning, (1, "for=1"), (1, ""), (1, ""), (1, null));
        Assert.Equal((Afstemningsudfald.Vedtaget, 3, 2), (r.Udfald, r.Deltog, r.Blanke));
    }

    [Fact]
    public void Stemmer_for_faa_er_intet_besluttet()
    {
        var r = Forslag(Afstemningsemne.Beslutning, (1, "for=1"), (1, null), (1, null));
        Assert.Equal((Afstemningsudfald.IkkeBeslutningsdygtig, false), (r.Udfald, r.KvorumMedlemmerNaaet));
        Assert.DoesNotContain(r.Muligheder, m => m.Valgt);
    }

    [Fact]
    public void Nok_medlemmer_men_for_faa_indbyggere_er_heller_ikke_nok()
    {
        var r = Forslag(Afstemningsemne.Budget, (1, "for=1"), (1, "for=1"), (1000, null));
        Assert.Equal((Afstemningsudfald.IkkeBeslutningsdygtig, true, false), (r.Udfald, r.KvorumMedlemmerNaaet, r.KvorumIndbyggereNaaet));
    }

    [Fact]
    public void Ingen_stemmer_og_intet_krav_beslutter_intet() =>
        Assert.Equal(Afstemningsudfald.IkkeBeslutningsdygtig, Optaelling.Tael(Protokol(Vedtaegter.Regel(Afstemningsemne.Beslutning) with { KvorumMedlemmer = 0 }, ["for", "imod"], [(1, null)])).Udfald);

    [Fact]
    public void To_lige_oensker_afgoeres_af_hvor_mange_medlemmer_der_har_givet_point()
    {
        var r = Optaelling.Tael(Protokol(Vedtaegter.Regel(Afstemningsemne.Prioritering), ["o1", "o2", "o3"], [(10, "o1=100"), (10, "o2=50;o3=50"), (10, "o2=50")]));
        Assert.Equal(["o2", "o1", "o3"], r.Muligheder.Select(m => m.Noegle));
        Assert.Equal(("flest medlemmer", true), (r.Muligheder[0].AfgjortVed, r.Muligheder[0].Valgt));
        Assert.Equal((100L, 100L), (r.Muligheder[0].Tal, r.Muligheder[1].Tal));
    }

    [Fact]
    public void Staar_to_oensker_helt_lige_traekkes_lod_og_lodden_er_den_samme_hver_gang()
    {
        var p = Protokol(Vedtaegter.Regel(Afstemningsemne.Prioritering), ["o1", "o2"], [(10, "o1=50;o2=50"), (10, "o1=50;o2=50")]);
        var r = Optaelling.Tael(p);
        Assert.All(r.Muligheder, m => Assert.Equal("lodtrækning", m.AfgjortVed));
        Assert.Single(r.Muligheder, m => m.Valgt);
        Assert.Equal(r.Muligheder, Optaelling.Tael(p with { Sedler = [.. p.Sedler.Reverse()], Vaelgere = [.. p.Vaelgere.Reverse()] }).Muligheder);
    }

    [Fact]
    public void Lodden_kan_falde_ud_til_begge_sider()
    {
        var vindere = Enumerable.Range(0, 40).Select(i => Optaelling.Tael(Protokol(Vedtaegter.Regel(Afstemningsemne.Bestyrelse), ["a", "b"], [(i, "a=1"), (i, "b=1")])).Muligheder[0].Noegle).ToHashSet();
        Assert.Equal(2, vindere.Count);
    }

    [Fact]
    public void Ved_valg_faar_de_flest_stemmer_pladserne_og_ingen_vaelges_uden_stemmer()
    {
        var r = Optaelling.Tael(Protokol(Vedtaegter.Regel(Afstemningsemne.Bestyrelse), ["a", "b", "c", "d"], [(1, "a=1;b=1"), (1, "a=1"), (1, "b=1")], pladser: 3));
        Assert.Equal(["a", "b"], r.Muligheder.Where(m => m.Valgt).Select(m => m.Noegle).Order(StringComparer.Ordinal));
        Assert.All(r.Muligheder, m => Assert.Null(m.Indbyggere));
    }

    [Fact]
    public void Et_folketal_paa_nul_stemmer_uden_vaegt_og_vaelter_intet()
    {
        var r = Forslag(Afstemningsemne.Budget, (0, "for=1"), (0, "for=1"));
        Assert.Equal(Afstemningsudfald.Forkastet, r.Udfald);
    }

    [Fact]
    public void Raekkefoelgen_aendrer_ikke_roden_og_alt_andet_goer()
    {
        var p = Protokol(Vedtaegter.Regel(Afstemningsemne.Bestyrelse), ["a", "b", "c"], [(1, "a=1"), (2, "b=1"), (3, null)]);
        Assert.Equal(p.Rod(), (p with { Sedler = [.. p.Sedler.Reverse()], Kvitteringer = [.. p.Kvitteringer.Reverse()], Vaelgere = [.. p.Vaelgere.Reverse()] }).Rod());
        Stemmeprotokol[] andre =
        [
            p with { Titel = "Prøv" }, p with { Sedler = [p.Sedler[0] with { Indhold = "b=1" }, p.Sedler[1]] }, p with { Sedler = [p.Sedler[0]] }, p with { Kvitteringer = ["x", "k2"] }, p with { Vaelgere = [p.Vaelgere[0] with { Folketal = 9 }, .. p.Vaelgere.Skip(1)] },
            p with { Lukkede = p.Lukkede.AddSeconds(1) }, p with { Pladser = 2 }, p with { Muligheder = [.. p.Muligheder.Reverse()] },
        ];
        Assert.Equal(andre.Length + 1, andre.Append(p).Select(x => x.Rod()).Distinct().Count());
    }

    [Fact]
    public void En_protokol_der_modsiger_sig_selv_taelles_ikke()
    {
        var aaben = Protokol(Vedtaegter.Regel(Afstemningsemne.Budget), ["for", "imod"], [(1, "for=1"), (1, "for=1"), (1, null)]);
        var hemmelig = Protokol(Vedtaegter.Regel(Afstemningsemne.Bestyrelse), ["a", "b", "c"], [(1, "a=1"), (1, "b=1"), (1, null)]);
        Stemmeprotokol[] forkerte =
        [
            aaben with { Sedler = [.. aaben.Sedler, aaben.Sedler[0]] }, // the same paper twice
            aaben with { Sedler = [aaben.Sedler[0], aaben.Sedler[1] with { Medlem = Medlem(3) }] }, // of one who did not vote
            aaben with { Sedler = [aaben.Sedler[0], aaben.Sedler[1] with { Medlem = Medlem(9) }] }, // of one who is not there
            aaben with { Sedler = [aaben.Sedler[0], aaben.Sedler[1] with { Indhold = "for=1;imod=1" }] }, // two crosses
            aaben with { Sedler = [aaben.Sedler[0], aaben.Sedler[1] with { Kvittering = "k1" }] }, // two receipts alike
            aaben with { Vaelgere = [.. aaben.Vaelgere, aaben.Vaelgere[0]] },
            aaben with { Flertal = "nok" },
            hemmelig with { Sedler = [.. hemmelig.Sedler, new("99999999", null, "c=1", null)] }, // one too many
            hemmelig with { Kvitteringer = ["k1"] },
            hemmelig with { Sedler = [hemmelig.Sedler[0], hemmelig.Sedler[1] with { Sporing = hemmelig.Sedler[0].Sporing }] },
            hemmelig with { Sedler = [hemmelig.Sedler[0], hemmelig.Sedler[1] with { Medlem = Medlem(2) }] },
            hemmelig with { Vaegt = Stemmevaegt.Folketal },
        ];
        Assert.All(forkerte, p => Assert.Throws<Stemmefejl>(() => Optaelling.Tael(p)));
    }
}
