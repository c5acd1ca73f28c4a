using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Indhold;

namespace Esdh.Sager.Tests.Domaene;

/// <summary>How an order on many is said, and where a unit's people and cases go when it is split.</summary>
[Trait("Database", "nej")]
public sealed class MasseTests
{
    private static readonly Guid Anna = Guid.CreateVersion7(), Bo = Guid.CreateVersion7(), Cilla = Guid.CreateVersion7();

    private static Enhedsplan Plan { get; } = new([Guid.CreateVersion7()],
    [
        new(null, "Resten", null, [], []), new(null, "Landzone", null, [Anna], ["01.03"]), new(null, "Byggeri", null, [Bo], ["02.34.02", "02"]),
    ]);

    [Fact]
    public void En_sag_foelger_sit_emne_foer_sin_behandler() => Assert.Equal(1, Plan.DelFor("01.03.03", Bo));

    [Fact]
    public void En_sag_uden_naevnt_emne_foelger_sin_behandler() => Assert.Equal(2, Plan.DelFor("09.08.12", Bo));

    [Fact]
    public void En_sag_uden_behandler_og_en_der_ikke_er_naevnt_gaar_til_den_foerste_del()
    {
        Assert.Equal(0, Plan.DelFor("09.08.12", null));
        Assert.Equal(0, Plan.DelFor("09.08.12", Cilla));
        Assert.Equal(0, Plan.DelFor((Guid?)Cilla));
    }

    [Theory]
    [InlineData("02.34.02", 2)]
    [InlineData("02.35.00", 2)]
    [InlineData("01.030.00", 0)] // 01.03 is a group, not the beginning of a number
    public void Et_emne_naevnes_helt_eller_som_sin_gruppe(string emne, int del) => Assert.Equal(del, Plan.DelFor(emne, null));

    [Fact]
    public void Hvert_trin_goeres_for_alle_enheder_foer_det_naeste()
    {
        var stand = Enhedsstand.Ny with { Trin = Enhedstrin.Brugere, EfterNr = 7 };
        Assert.Equal((Enhedstrin.Brugere, 1, 0), (stand.Naeste(2).Trin, stand.Naeste(2).Kilde, stand.Naeste(2).EfterNr));
        Assert.Equal((Enhedstrin.Underenheder, 0), (stand.Naeste(2).Naeste(2).Trin, stand.Naeste(2).Naeste(2).Kilde));
        Assert.Equal(Enhedstrin.Slut, (stand with { Trin = Enhedstrin.Luk }).Naeste(1).Trin);
    }

    [Theory]
    [InlineData(3, 3, 0, "3 af 3 sager har fået mærket.")]
    [InlineData(2, 3, 1, "2 af 3 sager har fået mærket. 1 blev afvist og er ikke ændret.")]
    [InlineData(0, 3, 3, "Alle 3 sager blev afvist og er ikke ændret.")]
    [InlineData(0, 1, 1, "Sagen blev afvist og er ikke ændret.")]
    [InlineData(2500, 3412, 12, "2.500 af 3.412 sager har fået mærket. 12 blev afvist og er ikke ændret.")]
    public void Summen_siges_i_en_saetning(int gjort, int iAlt, int afvist, string saetning) =>
        Assert.Equal(saetning, FremMassehandling.Resultat(new(Massehandling.Maerk, null, null, null, null, "klima"), gjort, iAlt, afvist));

    [Fact]
    public void En_fortrydelse_siger_at_det_er_foert_tilbage() =>
        Assert.Equal("2 af 2 dokumenter er ført tilbage.", FremMassehandling.Resultat(new(Massehandling.Fortryd, null, null, null, null, Fortryder: Massehandling.Flyt), 2, 2, 0));

    [Theory]
    [InlineData("1 brev.pdf", "1 brev.pdf")]
    [InlineData("../../etc/passwd", "_.._etc_passwd")]
    [InlineData("C:\\fil<1>?.txt", "C__fil_1__.txt")]
    [InlineData(" . ", "fil")]
    [InlineData("linje\nskift.txt", "linje_skift.txt")]
    public void Et_filnavn_i_udtraekket_foerer_ingen_steder_hen(string navn, string rent) => Assert.Equal(rent, Masseudtraeksjob.Ren(navn));

    [Fact]
    public void Et_langt_filnavn_beholder_sin_endelse()
    {
        var rent = Masseudtraeksjob.Ren(new string('x', 400) + ".docx");
        Assert.Equal(120, rent.Length);
        Assert.EndsWith(".docx", rent, StringComparison.Ordinal);
    }

    [Fact]
    public void Alt_der_kan_vaelges_har_noegle_navn_og_udfald() =>
        Assert.All(Massehandling.Alle, h => Assert.True(h.Noegle.Length > 0 && h.Bydeform.Length > 0 && h.Navneform.Length > 0 && h.Gjort.Length > 0 && h.Udfald.Length > 0 && ReferenceEquals(Massehandling.Find(h.Noegle), h)));
}
