using Esdh.Core.Calendar;
using Esdh.Sager.Domain;
using Esdh.Testing;
using FsCheck;
using FsCheck.Fluent;

namespace Esdh.Sager.Tests.Domaene;

/// <summary>Notes, reminders, the journal's deadlines and the postliste, without a database.</summary>
[Trait("Database", "nej")]
public sealed class JournalTests
{
    private static readonly DateTimeOffset Nu = new(2026, 11, 19, 9, 0, 0, TimeSpan.Zero);
    private static readonly Guid Forfatter = Guid.CreateVersion7();

    private static Journalnotat Notat(Journalnotat? retter = null) =>
        Journalnotat.Skriv(Guid.CreateVersion7(), new("Opkald", "<p>Ansøger ringede.</p>", Nu, "Telefon", null, null), retter, Forfatter, Nu);

    private static readonly Notatindhold Andet = new("Andet", "<p>Noget andet.</p>", Nu, "Møde", null, null);

    [Fact]
    public void En_kladde_kan_rettes_og_goeres_endelig()
    {
        var notat = Notat();

        notat.Ret(Andet);
        notat.GoerEndeligt(Nu);

        Assert.Equal(("Andet", Nu), (notat.Overskrift, notat.Endelig));
        Assert.Equal(3, notat.Version);
    }

    [Fact]
    public void Et_endeligt_notat_aendres_aldrig()
    {
        var notat = Notat();
        notat.GoerEndeligt(Nu);

        AssertRegel.Brydes(JournalRegler.EndeligtNotatErLaast, () => notat.Ret(Andet));
        AssertRegel.Brydes(JournalRegler.EndeligtNotatErLaast, () => notat.GoerEndeligt(Nu));
        Assert.Equal("Opkald", notat.Overskrift);
    }

    [Fact]
    public void Et_endeligt_notat_rettes_af_et_nyt_der_peger_tilbage()
    {
        var notat = Notat();
        AssertRegel.Brydes(JournalRegler.KunEndeligeNotaterRettes, () => Notat(retter: notat));

        notat.GoerEndeligt(Nu);

        Assert.Equal(notat.Id, Notat(retter: notat).RetterNotatId);
    }

    [Fact]
    public void En_andens_kladde_roeres_kun_af_en_leder()
    {
        var notat = Notat();

        notat.KraevForfatter(Forfatter, erLeder: false);
        notat.KraevForfatter(Guid.CreateVersion7(), erLeder: true);
        AssertRegel.Brydes(JournalRegler.KladdenErForfatterens, () => notat.KraevForfatter(Guid.CreateVersion7(), erLeder: false));
    }

    [Fact]
    public void En_klaret_erindring_aendres_foerst_naar_den_er_fortrudt()
    {
        var erindring = new Erindring { Titel = "Ring", SagId = Guid.CreateVersion7(), TypeId = Guid.CreateVersion7() };
        AssertRegel.Brydes(JournalRegler.KunKlaredeFortrydes, erindring.Fortryd);

        erindring.Klar(Forfatter, Nu);

        AssertRegel.Brydes(JournalRegler.ErindringenErAaben, erindring.KraevAaben);
        erindring.Fortryd();
        erindring.KraevAaben();
        Assert.Null(erindring.AfsluttetAf);
    }

    [Theory]
    [InlineData(2, false, "2026-11-23")] // 2 days after Thursday the 19th is a Saturday
    [InlineData(5, false, "2026-11-24")]
    [InlineData(7, true, "2026-11-30")]
    [InlineData(0, true, "2026-11-19")]
    public void En_frist_paa_en_lukkedag_flytter_til_naeste_arbejdsdag(int dage, bool arbejdsdage, string frist)
    {
        var type = new Erindringstype { Noegle = "x", Navn = "X", Fristdage = dage, IArbejdsdage = arbejdsdage };

        Assert.Equal(DateOnly.Parse(frist, null), type.Frist(new(2026, 11, 19)));
    }

    [Fact]
    public void En_frist_ender_altid_paa_en_dag_hvor_den_kan_ende_og_viser_sig_senest_da() =>
        Prop.ForAll(
            Gen.Choose(0, 6000).Zip(Gen.Choose(0, 400)).Zip(Gen.Elements(true, false)).ToArbitrary(),
            x =>
            {
                var ((fra, dage), arbejdsdage) = x;
                var type = new Erindringstype { Noegle = "x", Navn = "X", Fristdage = dage, Synligdage = dage % 30, IArbejdsdage = arbejdsdage };
                var frist = type.Frist(new DateOnly(2021, 1, 1).AddDays(fra));
                return DanishCalendar.IsWorkday(frist) && DanishCalendar.ClosedDayName(frist) is null && type.SynligFra(frist) <= frist;
            }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("2026-11-16", 3, "Ny")] // Monday to Thursday
    [InlineData("2026-11-13", 4, "Gul")]
    [InlineData("2026-11-10", 7, "Gul")]
    [InlineData("2026-11-09", 8, "Roed")]
    [InlineData("2026-11-20", 0, "Ny")]
    [InlineData("1999-01-01", 999, "Roed")]
    public void Hast_taelles_i_arbejdsdage(string dato, int alder, string hast)
    {
        var idag = new DateOnly(2026, 11, 19);
        var dag = DateOnly.Parse(dato, null);

        Assert.Equal((alder, hast), (Journalfrist.Alder(dag, idag), Journalfrist.Hast(dag, idag).ToString()));
    }

    private static Postlistekandidat Kandidat(string? titel, Foelsomhed foelsomhed = Foelsomhed.Fortrolig, bool beskyttet = false) =>
        new(titel, "Ansøgning fra Jens Prøvebæk", foelsomhed, beskyttet, ["Karen Anne Opdigtsen"], ["Jens Prøvebæk"]);

    [Theory]
    [InlineData("Ansøgning fra 010190-1234")]
    [InlineData("Ansøgning fra Karen Opdigtsen")]
    [InlineData("Ansøgning, KAREN ANNE OPDIGTSEN.")]
    [InlineData("")]
    [InlineData(null)]
    public void Personnummer_beskyttet_navn_og_tom_titel_kommer_aldrig_paa_postlisten(string? titel) => Assert.Single(Kandidat(titel).Hindringer());

    [Fact]
    public void Foelsomme_og_beskyttede_sager_kommer_aldrig_paa_postlisten()
    {
        Assert.Empty(Kandidat("Ansøgning om byggetilladelse").Hindringer());
        Assert.Single(Kandidat("Ansøgning", Foelsomhed.Foelsom).Hindringer());
        Assert.Single(Kandidat("Ansøgning", Foelsomhed.Vip).Hindringer());
        Assert.Single(Kandidat("Ansøgning", beskyttet: true).Hindringer());
    }

    [Fact]
    public void En_parts_navn_og_den_interne_titel_giver_en_advarsel()
    {
        Assert.Empty(Kandidat("Ansøgning om byggetilladelse").Advarsler());
        Assert.Equal(2, Kandidat("ansøgning fra jens prøvebæk").Advarsler().Count);
        Assert.Empty(Kandidat("Ansøgning fra Jens").Advarsler());
    }

    [Fact]
    public void En_post_traekkes_tilbage_een_gang()
    {
        var post = new Postlistepost { Titel = "Ansøgning" };
        post.TraekTilbage("Forkert titel", Forfatter, Nu);

        AssertRegel.Brydes(JournalRegler.TilbagetraekkesEnGang, () => post.TraekTilbage("Igen", Forfatter, Nu));
    }
}
