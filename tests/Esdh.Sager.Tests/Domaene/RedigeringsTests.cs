using Esdh.Sager.Domain;
using Esdh.Sager.Indhold;

namespace Esdh.Sager.Tests.Domaene;

[Trait("Database", "nej")]
public sealed class RedigeringsTests
{
    private static readonly DateTimeOffset Nu = new(2026, 2, 3, 10, 0, 0, TimeSpan.Zero);
    private static readonly Guid Mig = Guid.CreateVersion7();
    private static readonly Guid Anden = Guid.CreateVersion7();

    private static (Dokument Dokument, Redigering Redigering) Begyndt()
    {
        var dokument = Dokument.Opret(new("Brev", Retning.Internt, new(2026, 2, 3)), Mig, Nu);
        dokument.TjekUd(Mig, Nu, TimeSpan.FromHours(2));
        return (dokument, Redigering.Begynd(dokument, Mig, 7, new("hash", "lukket"), Nu));
    }

    [Fact]
    public void En_redigering_lever_saa_laenge_udtjekningen_varer_og_forlaenges_med_den()
    {
        var (dokument, redigering) = Begyndt();
        Assert.True(redigering.ErLevende(dokument, Nu.AddHours(1)));
        Assert.False(redigering.ErLevende(dokument, Nu.AddHours(2)));
        var version = dokument.Version;
        dokument.ForlaengUdtjekning(Mig, Nu.AddHours(1), TimeSpan.FromHours(2));
        Assert.True(redigering.ErLevende(dokument, Nu.AddHours(2)));
        Assert.Equal(version, dokument.Version); // a page that lies open can still be sent
    }

    [Fact]
    public void En_redigering_doer_naar_den_afsluttes_og_naar_dokumentet_journaliseres()
    {
        var (dokument, redigering) = Begyndt();
        redigering.Afslut(Anden, "Syg", Nu);
        Assert.False(redigering.ErLevende(dokument, Nu));
        Assert.True(redigering.MangletMeddelelse);
        redigering.Laest(Nu);
        Assert.False(redigering.MangletMeddelelse);

        var (journaliseret, anden) = Begyndt();
        journaliseret.Journaliser(Mig, Nu);
        Assert.False(anden.ErLevende(journaliseret, Nu));
    }

    [Fact]
    public void En_redigering_der_er_loebet_ud_genoptages_kun_af_den_samme_og_kun_naar_ingen_har_skrevet_siden()
    {
        var (dokument, redigering) = Begyndt();
        var senere = Nu.AddHours(3);
        Assert.True(redigering.KanGenoptages(dokument, Mig, 7, senere));
        Assert.False(redigering.KanGenoptages(dokument, Anden, 7, senere));
        Assert.False(redigering.KanGenoptages(dokument, Mig, 8, senere)); // a new password
        dokument.NyFilversion(Anden, senere);
        Assert.False(redigering.KanGenoptages(dokument, Mig, 7, senere));
    }

    [Theory]
    [InlineData("~$brev.docx"), InlineData("~WRD0001.tmp"), InlineData("5A0B1C2D"), InlineData(".~lock.brev.odt#"), InlineData("._brev.docx"), InlineData("brev.bak")]
    public void Programmernes_egne_navne_kendes(string navn) => Assert.True(Redigeringsnavne.ErMidlertidigt(navn));

    [Theory]
    [InlineData("brev.docx"), InlineData(""), InlineData("."), InlineData(".."), InlineData("~/../x"), InlineData("~\\x"), InlineData("Kopi af brev.docx"), InlineData("~\u0007")]
    public void Andre_navne_er_ikke_programmernes(string navn) => Assert.False(Redigeringsnavne.ErMidlertidigt(navn));

    [Fact]
    public void To_filer_af_samme_navn_faar_hver_sit_i_mappen() =>
        Assert.Equal(["brev.docx", "Brev (2).docx", "brev (3).docx"], Redigeringsnavne.Navngiv([(1, "brev.docx"), (2, "Brev.docx"), (3, "brev.docx")]).Values);

    [Fact]
    public void Sammenligningen_viser_ord_for_ord_hvad_der_er_nyt_og_udelader_det_der_er_ens()
    {
        var linjer = string.Join('\n', Enumerable.Range(1, 40).Select(i => $"Linje {i}"));
        var visning = Udgavesammenligning.Sammenlign(linjer + "\nSvar inden fire uger.", linjer.Replace("Linje 20", "Linje tyve", StringComparison.Ordinal) + "\nSvar inden seks uger.\nHilsen");
        Assert.Equal(2, visning.Count(l => l.Udeladt > 0));
        var aendret = visning.Where(l => !l.ErEns).ToList();
        Assert.Equal(3, aendret.Count);
        Assert.Equal(["20"], aendret[0].Fra!.Where(s => s.ErForskel).Select(s => s.Tekst));
        Assert.Equal(["seks"], aendret[1].Til!.Where(s => s.ErForskel).Select(s => s.Tekst));
        Assert.Null(aendret[2].Fra);
        Assert.All(Udgavesammenligning.Sammenlign(linjer, linjer), l => Assert.True(l.ErEns));
    }
}
