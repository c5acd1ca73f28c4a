using Esdh.Core.Identity;
using FsCheck;
using FsCheck.Fluent;

namespace Esdh.Core.Tests;

[Trait("Database", "nej")]
public class IdentityTests
{
    // Every number below is made up for the test.
    [Theory]
    [InlineData("010190-1234", 1990)]
    [InlineData("0101901234", 1990)]
    [InlineData(" 01 01 90 - 1234 ", 1990)]
    [InlineData("010136-4000", 2036)]
    [InlineData("010137-4000", 1937)]
    [InlineData("010157-5000", 2057)]
    [InlineData("010158-8000", 1858)]
    [InlineData("010136-9000", 2036)]
    [InlineData("010137-9000", 1937)]
    [InlineData("290200-4000", 2000)]
    public void Et_personnummer_fortaeller_foedselsaaret_uden_modulus_11(string text, int year)
    {
        Assert.True(Cpr.TryParse(text, out var cpr));
        Assert.Equal(year, cpr.BirthDate.Year);
        Assert.False(cpr.IsReplacement);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("010190-123")]
    [InlineData("010190-12345")]
    [InlineData("320190-1234")]
    [InlineData("600190-1234")]
    [InlineData("920190-1234")]
    [InlineData("011390-1234")]
    [InlineData("290200-1234")] // 1900 was no leap year
    [InlineData("010190_1234")]
    [InlineData("٠١٠١٩٠-١٢٣٤")]
    public void Et_personnummer_uden_rigtig_dato_eller_form_afvises(string? text)
    {
        Assert.False(Cpr.TryParse(text, out _, out var error));
        Assert.EndsWith(".", error);
    }

    [Fact]
    public void Et_erstatningspersonnummer_har_60_lagt_til_dagen()
    {
        Assert.True(Cpr.TryParse("670190-1234", out var cpr));
        Assert.True(cpr.IsReplacement);
        Assert.Equal(new(1990, 1, 7), cpr.BirthDate);
    }

    [Fact]
    public void Et_personnummer_vises_maskeret_medmindre_man_beder_om_andet()
    {
        Assert.True(Cpr.TryParse("0101901234", out var cpr));
        Assert.Equal("010190-••••", cpr.ToString());
        Assert.Equal("010190-••••", cpr.Masked);
        Assert.Equal("010190-1234", cpr.Full);
        Assert.Equal("0101901234", cpr.Digits);
        var json = System.Text.Json.JsonSerializer.Serialize(new { cpr });
        Assert.DoesNotContain("1234", json);
        Assert.Equal("", default(Cpr).ToString());
        Assert.Throws<InvalidOperationException>(() => default(Cpr).Digits);
    }

    [Fact]
    public void Alle_rigtige_personnumre_laeses_tilbage() =>
        Prop.ForAll(
            (from day in Gen.Choose(new DateOnly(1858, 1, 1).DayNumber, new DateOnly(2057, 12, 31).DayNumber)
             from last in Gen.Choose(0, 9999)
             from plus in Gen.Elements(0, 60)
             select (Date: DateOnly.FromDayNumber(day), last, plus)).ToArbitrary(),
            x =>
            {
                var text = $"{x.Date.Day + x.plus:00}{x.Date.Month:00}{x.Date.Year % 100:00}-{x.last:0000}";
                // The serial decides the century, so 29 February may not exist in it.
                return !Cpr.TryParse(text, out var cpr)
                    ? x.Date is { Month: 2, Day: 29 }
                    : cpr.Full == text && Cpr.TryParse(cpr.Digits, out var again) && again == cpr && cpr.IsReplacement == (x.plus == 60)
                      && (cpr.BirthDate.Day, cpr.BirthDate.Month, cpr.BirthDate.Year % 100) == (x.Date.Day, x.Date.Month, x.Date.Year % 100);
            }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("Tegninger til 010190-1234")]
    [InlineData("0101901234")]
    [InlineData("(0101901234)")]
    [InlineData("cpr 010190 1234.")]
    [InlineData("01.01.90-1234")]
    [InlineData("01 01 90 – 1234")]
    [InlineData("010190\u20111234")]
    [InlineData("0101\u200B90-12\u00AD34")]
    [InlineData("０１０１９０-１２３４")]
    [InlineData("Om670190-1234fra")]
    public void Et_personnummer_i_en_titel_findes(string text) => Assert.True(CprFinder.Contains(text));

    [Theory]
    [InlineData(null)]
    [InlineData("Havnegade 4, 2100 København")]
    [InlineData("02.34.02-G01-17-26")]
    [InlineData("Tlf. +45 12 34 56 78")]
    [InlineData("990190-1234")]
    [InlineData("EAN 5790000010190")]
    [InlineData("22.11.2026 kl. 14.05")]
    [InlineData("Referat 01.01.2026-31.12.2026")]
    public void Andre_tal_i_en_titel_er_ikke_personnumre(string? text) => Assert.False(CprFinder.Contains(text));

    [Fact]
    public void Personnumre_i_en_tekst_kan_maskeres() =>
        Assert.Equal("Fra 010190-•••• til 020285••••, tlf. 12345678", CprFinder.Mask("Fra 010190-1234 til 0202851234, tlf. 12345678"));

    [Fact]
    public void Et_personnummer_findes_hvor_det_end_staar() =>
        Prop.ForAll((from a in ArbMap.Default.GeneratorFor<string?>() from b in ArbMap.Default.GeneratorFor<string?>() select (a, b)).ToArbitrary(), x =>
            CprFinder.Contains($"{x.a} [010190-1234] {x.b}") && !CprFinder.Mask($"{x.a} [010190-1234] {x.b}").Contains("010190-1234")).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("10150817", true)]
    [InlineData("DK 10 15 08 17", true)]
    [InlineData("10150818", false)]
    [InlineData("12345678", false)]
    [InlineData("00000000", false)]
    [InlineData("1015081", false)]
    [InlineData("101508170", false)]
    [InlineData(null, false)]
    public void Et_cvr_nummer_proeves_med_modulus_11(string? text, bool valid) => Assert.Equal(valid, Cvr.TryParse(text, out _));

    [Fact]
    public void Testnummeret_tages_kun_naar_det_er_tilladt()
    {
        Assert.True(Cvr.TryParse("12345678", out var cvr, allowTestNumber: true));
        Assert.True(cvr.IsTestNumber);
        Assert.False(Cvr.TryParse("12345679", out _, allowTestNumber: true));
    }

    [Fact]
    public void Et_forkert_ciffer_i_et_cvr_nummer_opdages() =>
        Prop.ForAll((from n in Gen.Choose(10000000, 99999999) from at in Gen.Choose(0, 7) from plus in Gen.Choose(1, 9) select (n, at, plus)).ToArbitrary(), x =>
        {
            var text = $"{x.n}";
            if (!Cvr.TryParse(text, out _))
                return true;
            var wrong = text.ToCharArray();
            wrong[x.at] = (char)('0' + (wrong[x.at] - '0' + x.plus) % 10);
            return !Cvr.TryParse(new(wrong), out _);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Theory]
    [InlineData("02.34.02-G01-17-26")]
    [InlineData("2.34.2-g1-17-26")]
    [InlineData(" 02.34.02 - G01 - 17 - 2026 ")]
    [InlineData("02.34.02-G 01-017-26")]
    [InlineData("02.34.02–G01–17–26")]
    [InlineData("02.34.02 G01 17 26")]
    public void Et_sagsnummer_laeses_lempeligt_og_skrives_ens(string text)
    {
        Assert.True(CaseNumber.TryParse(text, out var number));
        Assert.Equal("02.34.02-G01-17-26", number.ToString());
        Assert.Equal(2026, number.Year);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("02.34-G01-17-26")]
    [InlineData("02.34.02-17-26")]
    [InlineData("02.34.02-G01-0-26")]
    [InlineData("02.34.02-G01-99999999999-26")]
    [InlineData("02.34.02-G01-17-1879")]
    [InlineData("02.34.02-G001-17-26")]
    [InlineData("02.34.02-G01-17-26-1")]
    [InlineData("002.34.02-G01-17-26")]
    public void Det_der_ikke_er_et_sagsnummer_afvises(string? text) => Assert.False(CaseNumber.TryParse(text, out _));

    [Fact]
    public void Sagsnumre_kan_laeses_tilbage() =>
        Prop.ForAll(
            (from a in Gen.Choose(0, 99) from b in Gen.Choose(0, 99) from c in Gen.Choose(0, 99)
             from letter in Gen.Elements("ABCDEFGHIJKLMNOPQRSTUVWXYZÆØÅ".ToCharArray()) from f in Gen.Choose(0, 99)
             from sequence in Gen.Choose(1, int.MaxValue - 1) from year in Gen.Choose(1980, 2079)
             select new CaseNumber(KleSubject.Parse($"{a}.{b}.{c}"), KleFacet.Parse($"{letter}{f}"), sequence, year)).ToArbitrary(),
            n => CaseNumber.TryParse(n.ToString(), out var read) && read == n
                 && CaseNumber.TryParse(n.ToString().ToLowerInvariant(), out var lower) && lower == n).QuickCheckThrowOnFailure();

    [Fact]
    public void Emne_og_facet_har_deres_dele()
    {
        var subject = KleSubject.Parse("023402");
        Assert.Equal(("02.34.02", "02", "02.34"), (subject.Number, subject.MainGroup, subject.Group));
        Assert.Equal("Ø34", KleFacet.Parse("ø34").Code);
        Assert.False(KleFacet.TryParse("1G", out _));
        Assert.False(KleFacet.TryParse("É01", out _));
        Assert.Throws<FormatException>(() => KleSubject.Parse("02.34"));
    }
}
