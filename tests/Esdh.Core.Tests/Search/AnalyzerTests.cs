using System.Diagnostics;
using System.Text;
using Esdh.Core.Search;

namespace Esdh.Core.Tests.Search;

[Trait("Database", "nej")]
public class AnalyzerTests
{
    /// <summary>All forms by which the text is found.</summary>
    private static HashSet<string> Forms(string text) => [.. DanishAnalyzer.Tokens(text).SelectMany(t => t.Parts.Append(t.Stem))];

    [Theory]
    [InlineData("byggetilladelsen", "Byggetilladelser")]
    [InlineData("byggetilladelse", "BYGGETILLADELSERNES")]
    [InlineData("gaard", "Gården")]
    [InlineData("soe", "sø")]
    [InlineData("aerø", "Ærø")]
    [InlineData("café", "CAFE")]
    [InlineData("re\u0301sume\u0301", "resumé")]
    [InlineData("kommu\u00ADnen", "kommune")]
    [InlineData("by\u200Bråd", "byråd")]
    [InlineData("oﬃciel", "officiel")]
    [InlineData("A\u030Abenra\u030A", "Aabenraa")]
    [InlineData("Müller", "muller")]
    [InlineData("ｆｕｌｄ", "fuld")]
    public void Samme_ord_har_samme_stamme(string one, string other) => Assert.Equal(DanishAnalyzer.Stem(one), DanishAnalyzer.Stem(other));

    [Theory]
    [InlineData("sekretaer", "sekretæren")]
    [InlineData("skemaer", "skema")]
    [InlineData("lærer", "laerer")]
    [InlineData("koebere", "køber")]
    public void Udskrevne_bogstaver_findes_i_begge_laesninger(string one, string other) =>
        Assert.True(SearchQuery.Parse(one).Matches(other) && SearchQuery.Parse(other).Matches(one), $"{string.Join(' ', Forms(one))} / {string.Join(' ', Forms(other))}");

    [Theory]
    [InlineData("010190-1234", "0101901234")]
    [InlineData("0101901234", "0101901234")]
    [InlineData("010190 1234", "0101901234")]
    [InlineData("010190 - 1234", "0101901234")]
    [InlineData("01.01.90-1234", "0101901234")]
    [InlineData("01 01 90 1234", "0101901234")]
    [InlineData("CVR 12 34 56 78", "12345678")]
    [InlineData("DK12345678", "12345678")]
    [InlineData("tlf. 1234 5678", "12345678")]
    [InlineData("13.05.2026", "20260513")]
    [InlineData("13-05-2026", "20260513")]
    [InlineData("2026-05-13", "20260513")]
    [InlineData("13/5-2026", "20260513")]
    [InlineData("13/5 2026", "20260513")]
    [InlineData("13.5.26", "20260513")]
    [InlineData("den 13. maj 2026 kl. 10", "20260513")]
    [InlineData("13 Maj 2026", "20260513")]
    [InlineData("13. maj 2026", "202605")]
    [InlineData("13.05.2026", "202605")]
    [InlineData("i maj 2026", "202605")]
    [InlineData("02.34.02-G01-17-26", "023402g011726")]
    [InlineData("2.34.2-g1-17-2026", "023402g011726")]
    [InlineData("02.34.02-G01-117-26", "117x26")]
    [InlineData("02.34.02-G01-117-26", "023402")]
    [InlineData("2.34.2", "023402")]
    [InlineData("02.34.02", "023402")]
    [InlineData("117-26", "117x26")]
    [InlineData("117/2026", "117x26")]
    [InlineData("0117-26", "117x26")]
    [InlineData("26/117", "26x117")]
    [InlineData("1.234.567,00 kr.", "1234567")]
    [InlineData("1.234.567,89", "1234567x89")]
    [InlineData("1234567,89", "1234567x89")]
    [InlineData("§ 35, stk. 2", "paragraf35stk2")]
    [InlineData("§35 stk. 2", "paragraf35stk2")]
    [InlineData("§ 35", "paragraf35")]
    [InlineData("paragraf 35", "paragraf35")]
    [InlineData("§ 16 a", "paragraf16")]
    [InlineData("§ 16a", "paragraf16a")]
    [InlineData("it-afdelingen", "afdeling")]
    [InlineData("it-afdelingen", "itafdeling")]
    [InlineData("bygge-\ntilladelsen", "byggetillad")]
    [InlineData("jens.hansen@korsbaek.dk", "jenshansenkorsbaekdk")]
    [InlineData("jens.hansen@korsbaek.dk", "korsbaekdk")]
    [InlineData("jens.hansen@korsbaek.dk", "hans")]
    [InlineData("www.korsbaek.dk", "korsbaek")]
    [InlineData("Skovvej 4A", "4")]
    [InlineData("Bilag_til_ansøgning.pdf", "bilag")]
    [InlineData("EU's", "eu")]
    [InlineData("f.eks.", "fek")]
    [InlineData("perioden 01.02.2026-03.04.2026", "20260403")]
    [InlineData("٢٠٢٦", "2026")]
    [InlineData("北京市", "京")]
    public void Tekst_findes_ved_sin_ene_form(string text, string form) => Assert.Contains(form, Forms(text));

    [Fact]
    public void Bindestreg_med_mellemrum_er_ingen_sammensaetning() => Assert.Equal(["bygge", "og", "anlaegsarbejde"], DanishAnalyzer.Tokens("bygge- og anlægsarbejde").Select(t => t.Exact));

    [Fact]
    public void Former_er_kun_bogstaver_og_tal_og_staar_hvor_ordet_staar()
    {
        var random = new Random(4);
        string[] pieces = ["å", "a", "A\u030A", "\u0301", "\u00AD", "-", ".", "@", "§", " ", "\n", "1", "26", "/", "maj", "2026", "\uD800", "\uDC00", "😀", "\0", "‮", "ß", "İ", "Œ", "中", "ﬁ", "'s", "stk. 2", "\u200D", ":", ",", "010190", "1234", "tilladelse", "Ǆ", "½", "²"];
        for (var round = 0; round < 1_500; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 30)).Select(_ => pieces[random.Next(pieces.Length)]));
            var at = 0;
            foreach (var token in DanishAnalyzer.Tokens(text))
            {
                Assert.True(token.Start >= at && token.Length > 0 && token.End <= text.Length);
                at = token.End;
                Assert.All(token.Parts.Append(token.Stem).Append(token.Exact), form =>
                {
                    Assert.InRange(form.Length, 1, DanishAnalyzer.MaxTermLength);
                    Assert.All(form.EnumerateRunes(), r => Assert.True(Rune.IsLetterOrDigit(r), $"{form} i {text}"));
                });
                Assert.DoesNotContain(token.Stem, token.Parts);
                Assert.Equal(token.Parts.Count, token.Parts.Distinct().Count());
            }
        }
    }

    [Fact]
    public void En_laeser_giver_det_samme_som_teksten()
    {
        var text = string.Join(' ', Enumerable.Range(0, 10_000).Select(i => (i % 7) switch { 0 => "byggetilladelsen", 1 => "13. maj", 2 => "2026", 3 => "§ 35, stk.", 4 => "2\n", 5 => "010190", _ => "1234" }));
        List<Token> read = [];
        DanishAnalyzer.Read(new StringReader(text), read.Add);
        var direct = DanishAnalyzer.Tokens(text).ToList();
        Assert.Equal(direct.Count, read.Count);
        for (var i = 0; i < read.Count; i++)
        {
            Assert.Equal((direct[i].Start, direct[i].Exact), (read[i].Start, read[i].Exact));
            Assert.Equal(direct[i].Parts, read[i].Parts);
        }
    }

    [Theory]
    [InlineData("a")]
    [InlineData("a-")]
    [InlineData("1.")]
    [InlineData("\u0301")]
    [InlineData("a\u0301")]
    [InlineData("-")]
    [InlineData("\uD800")]
    [InlineData("§")]
    [InlineData("a@")]
    [InlineData("tilladelse")]
    [InlineData("12 ")]
    [InlineData("byg-\n")]
    public void En_million_tegn_af_samme_slags_tager_kun_et_oejeblik(string piece)
    {
        var clock = Stopwatch.StartNew();
        var count = DanishAnalyzer.Tokens(string.Concat(Enumerable.Repeat(piece, 1_000_000 / piece.Length))).Count(t => t.Exact.Length <= DanishAnalyzer.MaxTermLength);
        Assert.InRange(count, 0, 1_000_000);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), $"{clock.Elapsed}");
    }
}
