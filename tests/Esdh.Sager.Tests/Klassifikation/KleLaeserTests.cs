using System.Diagnostics;
using System.Text;
using Esdh.Sager.Domain.Klassifikation;
using FsCheck;
using FsCheck.Fluent;

namespace Esdh.Sager.Tests.Klassifikation;

[Trait("Database", "nej")]
public class KleLaeserTests
{
    private const string Facetter = """
        <KLE-Handlingsfacetter><UdgivelsesDato>2026-02-01</UdgivelsesDato><HandlingsfacetKategori>
          <HandlingsfacetKategoriNr>G</HandlingsfacetKategoriNr><HandlingsfacetKategoriTitel>Sager</HandlingsfacetKategoriTitel>
          <Handlingsfacet><HandlingsfacetNr>G01</HandlingsfacetNr><HandlingsfacetTitel>Konkret sag</HandlingsfacetTitel>
            <BevaringJaevnfoerArkivloven>K5</BevaringJaevnfoerArkivloven></Handlingsfacet>
        </HandlingsfacetKategori></KLE-Handlingsfacetter>
        """;

    [Fact]
    public void En_plan_laeses_med_alle_oplysninger()
    {
        var laesning = Laes(Plan("""
            <Emne><EmneNr>02.34.02</EmneNr><EmneTitel>Byggeri</EmneTitel>
              <EmneVejledning><VejledningTekst><p>Første <b>afsnit</b> <i>her</i>.</p><ul><li>et</li><li>to</li></ul><script>x</script></VejledningTekst></EmneVejledning>
              <EmneRetskildeReference><RetskildeTitel>En lov</RetskildeTitel><ParagrafEllerKapitel>§ 1</ParagrafEllerKapitel><RetsinfoAccessionsNr>A1</RetsinfoAccessionsNr><RetsinfoURL>https://eksempel.example/1</RetsinfoURL></EmneRetskildeReference>
              <EmneAdministrativInfo><OprettetDato>2010-01-01</OprettetDato><RettetDato>2011-01-01</RettetDato></EmneAdministrativInfo>
              <BevaringJaevnfoerArkivloven>B</BevaringJaevnfoerArkivloven><SletningJaevnfoerPersondataloven>P18250D</SletningJaevnfoerPersondataloven>
              <EmneFilter/><EmneStikord><Orden>1</Orden><Tekst>carport</Tekst></EmneStikord>
              <EmneOgHandlingsfacetStikord><Orden>1</Orden><Tekst>tilladelse</Tekst><HandlingsfacetNr>G01</HandlingsfacetNr></EmneOgHandlingsfacetStikord>
              <UUID>11503aa4-976f-5cd4-a658-ff2c2eec724b</UUID></Emne>
            """), Facetter);

        Assert.Empty(laesning.Meldinger);
        var plan = laesning.Plan!;
        Assert.Equal(new DateOnly(2026, 2, 1), plan.Udgivelsesdato);
        var emne = plan.FindEmne("02.34.02")!;
        Assert.Equal("Byggeri", emne.Titel);
        Assert.Equal("Første afsnit her.\n– et\n– to\nx", emne.Vejledning);
        Assert.Equal([new Retskildereference("En lov", "§ 1", "A1", "https://eksempel.example/1")], emne.Retskilder);
        Assert.Equal(new DateOnly(2010, 1, 1), emne.OprettetDato);
        Assert.Null(emne.UdgaaetDato);
        Assert.Equal(Bevaring.B, emne.Bevaring);
        Assert.Equal(("P18250D", 600), (emne.Sletning!.Iso, emne.Sletning.Maaneder));
        Assert.Equal([new Stikord("carport"), new Stikord("tilladelse", "G01")], emne.Stikord);
        Assert.Equal(Guid.Parse("11503aa4-976f-5cd4-a658-ff2c2eec724b"), emne.Uuid);
        Assert.Equal(Bevaring.K5, plan.FindFacet("G01")!.Bevaring);
        Assert.Equal("Sager", Assert.Single(plan.Facetkategorier).Titel);
    }

    [Fact]
    public void Navnerum_raekkefoelge_og_ukendte_elementer_er_ligegyldige()
    {
        var laesning = Laes("""
            <k:KLE-Emneplan xmlns:k="urn:et-navnerum"><k:Ukendt><k:EmneNr>77.77.77</k:EmneNr></k:Ukendt>
              <k:Hovedgrupper><k:Hovedgruppe><k:Gruppe><k:Emne>
                 <k:SeOgsaa><k:EmneNr>03.03.03</k:EmneNr></k:SeOgsaa><k:BevaringJaevnfoerArkivloven>k10</k:BevaringJaevnfoerArkivloven>
                 <k:EmneTitel>Et emne</k:EmneTitel><k:EmneNr> 02.34.02 </k:EmneNr></k:Emne>
                <k:GruppeTitel>En gruppe</k:GruppeTitel><k:GruppeNr>02.34</k:GruppeNr></k:Gruppe>
              <k:HovedgruppeTitel>En hovedgruppe</k:HovedgruppeTitel><k:HovedgruppeNr>02</k:HovedgruppeNr></k:Hovedgruppe></k:Hovedgrupper>
              <k:UdgivelsesDato>2026-02-01+01:00</k:UdgivelsesDato></k:KLE-Emneplan>
            """);

        Assert.Empty(laesning.Meldinger);
        var emne = Assert.Single(laesning.Plan!.Emner);
        Assert.Equal(("02.34.02", "Et emne", Bevaring.K10), (emne.Nummer, emne.Titel, emne.Bevaring));
        Assert.Equal("En gruppe", laesning.Plan.Hovedgrupper[0].Grupper[0].Titel);
        Assert.Equal(new DateOnly(2026, 2, 1), laesning.Plan.Udgivelsesdato);
    }

    [Fact]
    public void Tomme_elementer_og_tom_bevaring_taales()
    {
        var laesning = Laes(Plan("""
            <Emne/><Emne><EmneNr>02.34.02</EmneNr><EmneTitel>Et emne</EmneTitel><EmneVejledning/><EmneAdministrativInfo/><EmneStikord/><EmneRetskildeReference/>
              <BevaringJaevnfoerArkivloven>tom</BevaringJaevnfoerArkivloven><SletningJaevnfoerPersondataloven/><UUID/></Emne>
            """));

        var melding = Assert.Single(laesning.Meldinger);
        Assert.Equal(KleMeldingsart.Advarsel, melding.Art);
        var emne = laesning.Plan!.FindEmne("02.34.02")!;
        Assert.Equal(Bevaring.Tom, emne.Bevaring);
        Assert.Null(emne.Sletning);
        Assert.Empty(emne.Stikord);
    }

    [Fact]
    public void Et_udgaaet_emne_peger_paa_sine_afloesere()
    {
        var laesning = Laes(Plan("""
            <Emne><EmneNr>02.34.01</EmneNr><EmneTitel>Gammelt</EmneTitel><EmneAdministrativInfo><OprettetDato>2001-01-01</OprettetDato><Historisk>
              <Flyttet><FlyttetDato>2015-05-01</FlyttetDato><AfloestAf><EmneNr>02.34.02</EmneNr></AfloestAf><AfloestAf><EmneNr>02.34.03</EmneNr></AfloestAf></Flyttet></Historisk></EmneAdministrativInfo></Emne>
            <Emne><EmneNr>02.34.02</EmneNr><EmneTitel>Midlertidigt</EmneTitel><EmneAdministrativInfo><Historisk><UdgaaetDato>2020-05-01</UdgaaetDato>
              <Flyttet><AfloestAf><EmneNr>02.34.03</EmneNr></AfloestAf></Flyttet></Historisk></EmneAdministrativInfo></Emne>
            <Emne><EmneNr>02.34.03</EmneNr><EmneTitel>Nyt</EmneTitel><BevaringJaevnfoerArkivloven>B</BevaringJaevnfoerArkivloven></Emne>
            """));

        Assert.Empty(laesning.Meldinger);
        var plan = laesning.Plan!;
        Assert.Equal(new DateOnly(2015, 5, 1), plan.FindEmne("02.34.01")!.UdgaaetDato);
        Assert.Equal(["02.34.02", "02.34.03"], plan.FindEmne("02.34.01")!.Afloesere);
        Assert.Equal(["02.34.01"], Numre(plan.GaeldendeFor("02.34.01", new(2015, 4, 30))));
        Assert.Equal(["02.34.02", "02.34.03"], Numre(plan.GaeldendeFor("02.34.01", new(2015, 5, 1))));
        Assert.Equal(["02.34.03"], Numre(plan.GaeldendeFor("02.34.01", new(2026, 1, 1))));
        Assert.Empty(plan.GaeldendeFor("99.99.99", new(2026, 1, 1)));
    }

    [Fact]
    public void Afloesere_i_ring_og_ukendte_afloesere_standser_intet()
    {
        static string Udgaaet(string nummer, string afloeser) =>
            $"<Emne><EmneNr>{nummer}</EmneNr><EmneTitel>X</EmneTitel><EmneAdministrativInfo><Historisk><UdgaaetDato>2020-01-01</UdgaaetDato><Flyttet><AfloestAf><EmneNr>{afloeser}</EmneNr></AfloestAf></Flyttet></Historisk></EmneAdministrativInfo></Emne>";

        var laesning = Laes(Plan(Udgaaet("02.34.01", "02.34.02") + Udgaaet("02.34.02", "02.34.01") + Udgaaet("02.34.04", "02.34.04") + Udgaaet("02.34.05", "88.88.88")));

        Assert.False(laesning.HarFejl);
        Assert.Equal(2, laesning.Meldinger.Count);
        Assert.Empty(laesning.Plan!.GaeldendeFor("02.34.01", new(2026, 1, 1)));
        Assert.Empty(laesning.Plan.FindEmne("02.34.05")!.Afloesere);
    }

    [Fact]
    public void Alle_fejl_meldes_med_linje_og_resten_laeses()
    {
        var laesning = Laes("""
            <KLE-Emneplan><UdgivelsesDato>2026-02-01</UdgivelsesDato><Hovedgruppe><HovedgruppeNr>02</HovedgruppeNr><HovedgruppeTitel>H</HovedgruppeTitel>
            <Gruppe><GruppeNr>02.34</GruppeNr><GruppeTitel>G</GruppeTitel>
            <Emne><EmneTitel>Uden nummer</EmneTitel></Emne>
            <Emne><EmneNr>2.34.2</EmneNr><EmneTitel>Forkert form</EmneTitel></Emne>
            <Emne><EmneNr>02.34.02</EmneNr><EmneTitel>Godt</EmneTitel><BevaringJaevnfoerArkivloven>B</BevaringJaevnfoerArkivloven></Emne>
            <Emne><EmneNr>02.34.02</EmneNr><EmneTitel>Dobbelt</EmneTitel></Emne>
            <Emne><EmneNr>02.34.03</EmneNr><EmneTitel>Ukendt kode</EmneTitel><BevaringJaevnfoerArkivloven>X9</BevaringJaevnfoerArkivloven></Emne>
            <Emne><EmneNr>02.34.04</EmneNr><EmneTitel>Skæv frist</EmneTitel><BevaringJaevnfoerArkivloven>K</BevaringJaevnfoerArkivloven><SletningJaevnfoerPersondataloven>fem år</SletningJaevnfoerPersondataloven></Emne>
            <Emne><EmneNr>05.01.00</EmneNr><EmneTitel>Forkert sted</EmneTitel><BevaringJaevnfoerArkivloven>B</BevaringJaevnfoerArkivloven></Emne>
            </Gruppe></Hovedgruppe></KLE-Emneplan>
            """);

        var fejl = laesning.Meldinger.Where(m => m.Art == KleMeldingsart.Fejl).ToList();
        Assert.Equal([3, 4, 6], fejl.Select(f => f.Linje));
        Assert.Contains("findes to gange", fejl[2].Tekst, StringComparison.Ordinal);
        Assert.Equal("emneplan.xml, linje 3: Emne mangler et nummer og er sprunget over.", fejl[0].ToString());
        Assert.Contains(laesning.Meldinger, m => m.Linje == 7 && m.Tekst.Contains("X9", StringComparison.Ordinal));
        Assert.Contains(laesning.Meldinger, m => m.Linje == 8 && m.Tekst.Contains("fem år", StringComparison.Ordinal));
        Assert.Contains(laesning.Meldinger, m => m.Linje == 9 && m.Tekst.Contains("flyttet", StringComparison.Ordinal));
        Assert.Equal(["02.34.02", "02.34.03", "02.34.04", "05.01.00"], laesning.Plan!.Emner.Select(e => e.Nummer));
        Assert.Equal("Godt", laesning.Plan.FindEmne("02.34.02")!.Titel);
        Assert.Equal(Bevaring.Tom, laesning.Plan.FindEmne("02.34.03")!.Bevaring);
        Assert.Equal(["02", "05"], laesning.Plan.Hovedgrupper.Select(h => h.Nummer));
    }

    [Fact]
    public void Meldingerne_har_et_loft_og_siger_at_der_er_flere()
    {
        var laesning = Laes(Plan(string.Concat(Enumerable.Repeat("<Emne/>", 40)) + "<Emne><EmneTitel>Fejl til sidst</EmneTitel></Emne>"), graenser: new(Meldinger: 10));

        Assert.Equal(11, laesning.Meldinger.Count);
        Assert.True(laesning.HarFejl);
        Assert.Contains("flere meldinger", laesning.Meldinger[^1].Tekst, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "tom")]
    [InlineData("ikke xml", "ikke gyldig XML")]
    [InlineData("<KLE-Emneplan>", "slutter")]
    [InlineData("<andet/>", "KLE-fil")]
    [InlineData("<a>&ukendt;</a>", "ikke gyldig XML")]
    [InlineData("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", "DOCTYPE")]
    public void En_fil_der_ikke_er_en_plan_faar_en_forklaring(string indhold, string forklaring)
    {
        var laesning = Laes(indhold);

        Assert.True(laesning.HarFejl);
        Assert.Null(laesning.Plan);
        Assert.Contains(forklaring, laesning.Meldinger[0].Tekst, StringComparison.Ordinal);
    }

    [Fact]
    public void En_entitetsbombe_afvises_straks()
    {
        var bombe = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE x [<!ENTITY a \"lol\">");
        for (var c = 'b'; c < 'k'; c++)
        {
            bombe.Append(System.Globalization.CultureInfo.InvariantCulture, $"<!ENTITY {c} \"{string.Concat(Enumerable.Repeat($"&{(char)(c - 1)};", 10))}\">");
        }

        bombe.Append("]><KLE-Emneplan><UdgivelsesDato>&j;</UdgivelsesDato></KLE-Emneplan>");

        var laesning = Laes(bombe.ToString());

        Assert.Contains("DOCTYPE", Assert.Single(laesning.Meldinger).Tekst, StringComparison.Ordinal);
        Assert.Contains("DOCTYPE", Assert.Single(Laes([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(bombe.ToString().Replace("<?xml version=\"1.0\"?>", "", StringComparison.Ordinal))]).Meldinger).Tekst, StringComparison.Ordinal);
    }

    [Fact]
    public void En_for_stor_en_for_dyb_og_en_for_lang_fil_standses()
    {
        Assert.Contains("større end 1 MB", Laes(Plan("<Emne><EmneTitel>" + new string('x', 2_000_000)), graenser: new(Bytes: 1 << 20)).Meldinger[0].Tekst, StringComparison.Ordinal);
        Assert.Contains("64 lag", Laes(Plan(string.Concat(Enumerable.Repeat("<Emne>", 100_000)))).Meldinger[0].Tekst, StringComparison.Ordinal);
        Assert.Contains("64 lag", Laes(Plan("<Emne><EmneVejledning>" + string.Concat(Enumerable.Repeat("<p>", 100_000)))).Meldinger[0].Tekst, StringComparison.Ordinal);
        var mange = string.Concat(Enumerable.Range(0, 60).Select(n => $"<Emne><EmneNr>02.34.{n:00}</EmneNr></Emne>"));
        Assert.Contains(Laes(Plan(mange), graenser: new(Numre: 50)).Meldinger, m => m.Tekst.Contains("over 50 numre", StringComparison.Ordinal));
    }

    [Fact]
    public void En_endeloes_tekst_afkortes_uden_at_fylde()
    {
        var laesning = Laes(Plan($"<Emne><EmneNr>02.34.02</EmneNr><EmneTitel>{new string('x', 30_000_000)}</EmneTitel><BevaringJaevnfoerArkivloven>B</BevaringJaevnfoerArkivloven></Emne>"));

        Assert.False(laesning.HarFejl);
        Assert.Equal(250, laesning.Plan!.FindEmne("02.34.02")!.Titel.Length);
        Assert.Contains("afkortet", Assert.Single(laesning.Meldinger).Tekst, StringComparison.Ordinal);
    }

    [Fact]
    public void En_plan_afbrudt_hvor_som_helst_giver_en_fejl_og_aldrig_et_nedbrud()
    {
        var hel = Plan("<Emne><EmneNr>02.34.02</EmneNr><EmneTitel>Bygge &amp; bo æøå</EmneTitel><EmneVejledning><VejledningTekst><p>Tekst</p></VejledningTekst></EmneVejledning><BevaringJaevnfoerArkivloven>B</BevaringJaevnfoerArkivloven></Emne>");
        var bytes = Encoding.UTF8.GetBytes(hel);
        for (var laengde = 0; laengde < bytes.Length; laengde++)
        {
            Assert.True(Laes(bytes[..laengde]).HarFejl, $"afbrudt efter {laengde} bytes");
        }

        Assert.False(Laes(bytes).HarFejl);
    }

    [Fact]
    public void Vilkaarligt_forvanskede_planer_giver_meldinger_og_aldrig_et_nedbrud()
    {
        var hel = Encoding.UTF8.GetBytes(Plan("<Emne><EmneNr>02.34.02</EmneNr><EmneTitel>Byggeri</EmneTitel><BevaringJaevnfoerArkivloven>B</BevaringJaevnfoerArkivloven></Emne>") + Facetter);
        Prop.ForAll(ArbMap.Default.ArbFor<(ushort Sted, byte Vaerdi)[]>(), fejl =>
        {
            var bytes = hel.ToArray();
            foreach (var (sted, vaerdi) in fejl)
            {
                bytes[sted % bytes.Length] = vaerdi;
            }

            var laesning = Laes(bytes);
            return laesning.Plan is not null || laesning.HarFejl;
        }).QuickCheckThrowOnFailure();
    }

    [Fact]
    public void En_plan_i_utf16_og_i_latin1_laeses_som_i_utf8()
    {
        var plan = Plan("<Emne><EmneNr>02.34.02</EmneNr><EmneTitel>Ærø</EmneTitel><BevaringJaevnfoerArkivloven>B</BevaringJaevnfoerArkivloven></Emne>");

        Assert.Equal("Ærø", Laes([.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(plan)]).Plan!.FindEmne("02.34.02")!.Titel);
        Assert.Equal("Ærø", Laes(Encoding.Latin1.GetBytes("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>" + plan)).Plan!.FindEmne("02.34.02")!.Titel);
        Assert.True(Laes(Encoding.Latin1.GetBytes("<?xml version=\"1.0\" encoding=\"findes-ikke\"?>" + plan)).HarFejl);
    }

    [Fact]
    public void Mangler_emneplanen_eller_dens_dato_er_det_en_fejl()
    {
        Assert.Contains("Emneplanens egen fil", Assert.Single(Laes(Facetter).Meldinger).Tekst, StringComparison.Ordinal);
        Assert.Contains(Laes(Plan("<Emne><EmneNr>02.34.02</EmneNr></Emne>").Replace("2026-02-01", "", StringComparison.Ordinal)).Meldinger, m => m is { Art: KleMeldingsart.Fejl } && m.Tekst.Contains("udgivelsesdato", StringComparison.Ordinal));
    }

    [Fact]
    public void En_stor_plan_laeses_paa_faa_sekunder()
    {
        var emner = string.Concat(Enumerable.Range(0, 100).Select(g =>
            $"<Gruppe><GruppeNr>02.{g:00}</GruppeNr><GruppeTitel>G</GruppeTitel>"
            + string.Concat(Enumerable.Range(0, 100).Select(e => $"<Emne><EmneNr>02.{g:00}.{e:00}</EmneNr><EmneTitel>Emne</EmneTitel><EmneVejledning><VejledningTekst><p>{new string('t', 500)}</p></VejledningTekst></EmneVejledning><BevaringJaevnfoerArkivloven>B</BevaringJaevnfoerArkivloven></Emne>"))
            + "</Gruppe>"));
        var ur = Stopwatch.StartNew();

        var laesning = Laes($"<KLE-Emneplan><UdgivelsesDato>2026-02-01</UdgivelsesDato><Hovedgruppe><HovedgruppeNr>02</HovedgruppeNr><HovedgruppeTitel>H</HovedgruppeTitel>{emner}</Hovedgruppe></KLE-Emneplan>");

        Assert.Equal(10_000, laesning.Plan!.Emner.Count());
        Assert.Empty(laesning.Meldinger);
        Assert.True(ur.Elapsed < TimeSpan.FromSeconds(10), $"{ur.Elapsed}");
    }

    [Theory]
    [InlineData("P1825D", 60)]
    [InlineData("P3650D", 120)]
    [InlineData("P18250D", 600)]
    [InlineData("P5Y", 60)]
    [InlineData("P1Y6M", 18)]
    [InlineData("P180D", 6)]
    [InlineData("P1D", 1)]
    public void En_slettefrist_bliver_til_maaneder(string iso, int maaneder)
    {
        Assert.True(Slettefrist.TryParse(iso, out var frist));
        Assert.Equal(maaneder, frist!.Maaneder);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("P")]
    [InlineData("P0D")]
    [InlineData("-P5Y")]
    [InlineData("P99999Y")]
    [InlineData("P9999999999D")]
    [InlineData("5 år")]
    public void En_slettefrist_der_ikke_er_en_varighed_afvises(string? tekst) => Assert.False(Slettefrist.TryParse(tekst, out _));

    internal static string Plan(string emner) =>
        "<KLE-Emneplan><UdgivelsesDato>2026-02-01</UdgivelsesDato><Hovedgruppe><HovedgruppeNr>02</HovedgruppeNr><HovedgruppeTitel>Byggeri</HovedgruppeTitel><Gruppe><GruppeNr>02.34</GruppeNr><GruppeTitel>Byggesager</GruppeTitel>"
        + emner + "</Gruppe></Hovedgruppe></KLE-Emneplan>";

    internal static KleLaesning Laes(string emneplan, string? facetter = null, KleGraenser? graenser = null)
    {
        KleFil[] filer = [new("emneplan.xml", new MemoryStream(Encoding.UTF8.GetBytes(emneplan)))];
        return KleLaeser.Laes(facetter is null ? filer : [.. filer, new("facetter.xml", new MemoryStream(Encoding.UTF8.GetBytes(facetter)))], graenser);
    }

    private static KleLaesning Laes(byte[] fil) => KleLaeser.Laes([new("emneplan.xml", new MemoryStream(fil))]);

    private static IEnumerable<string> Numre(IEnumerable<Emne> emner) => emner.Select(e => e.Nummer);
}
