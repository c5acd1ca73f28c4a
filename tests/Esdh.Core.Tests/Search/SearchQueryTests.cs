using Esdh.Core.Search;

namespace Esdh.Core.Tests.Search;

[Trait("Database", "nej")]
public class SearchQueryTests
{
    [Theory]
    [InlineData("tilladelse", "Ansøgning om byggetilladelse til carport", true)]
    [InlineData("skole", "Ansættelse af folkeskolelærer", true)]
    [InlineData("folkeskole", "Ansættelse af folkeskolelærer", true)]
    [InlineData("byggetilladelsen carport", "Carporte kræver byggetilladelse", true)]
    [InlineData("byggetilladelse garage", "Carporte kræver byggetilladelse", false)]
    [InlineData("\"kræver byggetilladelse\"", "Carporte kræver byggetilladelse", true)]
    [InlineData("\"byggetilladelse kræver\"", "Carporte kræver byggetilladelse", false)]
    [InlineData("bygge*", "Carporte kræver byggetilladelse", true)]
    [InlineData("by*else", "Carporte kræver byggetilladelse", true)]
    [InlineData("by*elser", "Carporte kræver byggetilladelse", false)]
    [InlineData("g?rd", "Et gårdhus: gård", true)]
    [InlineData("*ladelse", "Carporte kræver byggetilladelse", true)]
    [InlineData("carport -byggetilladelse", "Carporte kræver byggetilladelse", false)]
    [InlineData("carport -garage", "Carporte kræver byggetilladelse", true)]
    [InlineData("garage ELLER carport", "Carporte kræver byggetilladelse", true)]
    [InlineData("garage ELLER carport skel", "Carporte kræver byggetilladelse", false)]
    [InlineData("garage ELLER udhus ELLER carport", "Carporte kræver byggetilladelse", true)]
    [InlineData("ansøgning om carport på Skovvej 4 A", "Carport, ansøgning, Skovvej 4A", true)]
    [InlineData("13.05.2026", "mødet den 13. maj 2026", true)]
    [InlineData("maj 2026", "mødet den 13-05-2026", true)]
    [InlineData("13. maj 2026", "mødet den 13/5 2026", true)]
    [InlineData("13. maj 2026", "mødet den 14/5 2026", false)]
    [InlineData("maj 2026", "i maj måned, året var 2026", true)]
    [InlineData("2.34.2", "Sag 02.34.02-G01-17-26", true)]
    [InlineData("02.34.02 G01 17 26", "Sag 02.34.02-G01-17-26", true)]
    [InlineData("17-2026", "Sag 02.34.02-G01-17-26", true)]
    [InlineData("17/26", "Sag 02.34.02-G01-17-26", true)]
    [InlineData("18-26", "Sag 02.34.02-G01-17-26", false)]
    [InlineData("§ 35, stk. 2", "efter planlovens § 35 stk. 2", true)]
    [InlineData("§ 35, stk. 3", "efter planlovens § 35 stk. 2", false)]
    [InlineData("12345678", "CVR 12 34 56 78", true)]
    [InlineData("12 34 56 78", "CVR 12345678", true)]
    [InlineData("010190-1234", "født 0101901234", true)]
    [InlineData("01.01.1945", "født 01.01.45", true)]
    [InlineData("it-afdeling", "IT afdeling", true)]
    [InlineData("it-afdelingen", "itafdeling", true)]
    [InlineData("det er den", "det er den", true)]
    [InlineData("hvornår er mødet?", "Mødet holdes mandag", true)]
    [InlineData("\"mødet", "Mødet holdes mandag", true)]
    [InlineData("(mødet, mandag)", "Mødet holdes mandag", true)]
    [InlineData("titel:mødet", "titel mødet", true)]
    [InlineData("mødet\0mandag\u0007", "Mødet holdes mandag", true)]
    public void Det_der_er_skrevet_finder(string query, string text, bool found) => Assert.Equal(found, SearchQuery.Parse(query).Matches(text));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  \t")]
    [InlineData("***")]
    [InlineData("\"")]
    [InlineData("\"\"\"\"")]
    [InlineData("-carport")]
    [InlineData("a*")]
    [InlineData("*ab")]
    [InlineData("?*?")]
    [InlineData("-----")]
    [InlineData("😀")]
    [InlineData("\uD800")]
    [InlineData("ELLER")]
    public void Det_der_ikke_kan_soeges_paa_faar_en_saetning(string? query)
    {
        var wrong = Assert.Throws<InvalidException>(() => SearchQuery.Parse(query));
        Assert.EndsWith(".", Assert.Single(wrong.Errors["q"]));
    }

    [Fact]
    public void For_langt_og_for_mange_ord_faar_en_saetning()
    {
        Assert.Contains("1.000 tegn", Assert.Throws<InvalidException>(() => SearchQuery.Parse(new string('a', 10_000))).Errors["q"][0]);
        Assert.Contains("40", Assert.Throws<InvalidException>(() => SearchQuery.Parse(string.Join(' ', Enumerable.Range(0, 60).Select(i => "ord" + i)))).Errors["q"][0]);
    }

    [Fact]
    public void Felter_er_kun_dem_der_findes()
    {
        var word = Assert.IsType<SearchWord>(SearchQuery.Parse("titel:carport", new HashSet<string> { "titel" }).Root);
        Assert.Equal(("titel", "carport"), (word.Field, word.Exact));
        Assert.IsType<SearchAll>(SearchQuery.Parse("titel:carport").Root);
    }

    [Fact]
    public void Almindelige_ord_indsnaevrer_ikke_ved_siden_af_andre()
    {
        Assert.Equal(["om", "på"], SearchQuery.Parse("ansøgning om carport på").Ignored);
        Assert.Empty(SearchQuery.Parse("det er den").Ignored);
        Assert.False(SearchQuery.Parse("det er den").Matches("det er"));
    }

    [Fact]
    public void En_tastefejl_er_et_tegn()
    {
        var edit = new OneEdit("carport");
        foreach (var near in (string[])["carprot", "caport", "carpport", "karport", "carporx", "acrport", "carpotr", "carports", "arport"])
        {
            Assert.True(edit.Matches(near), near);
            Assert.True(near.StartsWith(edit.Head, StringComparison.Ordinal) || near.EndsWith(edit.Tail, StringComparison.Ordinal), near);
        }

        Assert.All((string[])["carport", "cprt", "carportss", "xarporx", "carpoort1"], far => Assert.False(edit.Matches(far)));
    }

    [Fact]
    public void Alt_som_er_en_fejl_vaek_begynder_eller_ender_rigtigt()
    {
        var random = new Random(7);
        for (var round = 0; round < 5_000; round++)
        {
            var word = new string([.. Enumerable.Range(0, random.Next(4, 14)).Select(_ => (char)('a' + random.Next(4)))]);
            var at = random.Next(word.Length);
            var near = random.Next(4) switch
            {
                0 => word.Remove(at, 1),
                1 => word.Insert(at, "x"),
                2 => word.Remove(at, 1).Insert(at, "x"),
                _ => at + 1 < word.Length ? word[..at] + word[at + 1] + word[at] + word[(at + 2)..] : word + "x",
            };
            var edit = new OneEdit(word);
            Assert.Equal(near != word, edit.Matches(near));
            Assert.True(near.StartsWith(edit.Head, StringComparison.Ordinal) || near.EndsWith(edit.Tail, StringComparison.Ordinal), $"{word} {near}");
        }
    }

    [Fact]
    public void Et_rettet_ord_aendrer_intet_andet()
    {
        var query = SearchQuery.Parse("crport \"på Skovvej\" -garage");
        var corrected = query.Replace((SearchWord)query.Wanted.First(), ["carport"]);
        Assert.True(corrected.Matches("Carport på Skovvej"));
        Assert.False(corrected.Matches("Carport Skovvej"));
        Assert.False(corrected.Matches("Carport og garage på Skovvej"));
    }

    [Fact]
    public void Uddrag_viser_og_markerer_det_fundne()
    {
        var text = string.Concat(Enumerable.Repeat("Ligegyldig indledning om intet. ", 200)) + "Der gives byggetilladelse til carport på Skovvej 4. Født 010190-1234. " + string.Concat(Enumerable.Repeat("Og mere. ", 500));
        var excerpt = Assert.Single(Snippet.Make(text, SearchQuery.Parse("tilladelse carport")));
        var line = string.Concat(excerpt.Select(p => p.Text));
        Assert.Equal(["byggetilladelse", "carport"], excerpt.Where(p => p.IsHit).Select(p => p.Text));
        Assert.Contains("010190-••••", line);
        Assert.StartsWith("… ", line);
        Assert.EndsWith(" …", line);
        Assert.InRange(line.Length, 150, 300);
    }

    [Fact]
    public void Alt_hvad_der_kan_skrives_giver_en_soegning_eller_en_saetning()
    {
        var random = new Random(20261122);
        string[] pieces = ["carport", "\"", "-", "*", "?", " ", "ELLER", "titel:", ":", "§ 35", "13. maj 2026", "02.34.02-G01-17-26", "010190-1234", "\0", "\uD800", "😀", "\u0301", "å", "(", ")", "»", "“", "'", "@", "og", "\t", "bygge*", "by*else", "-\"", "a", "1", "/", "\u202E"];
        const string Text = "Byggetilladelse til carport i Korsbæk den 13. maj 2026, sag 02.34.02-G01-17-26, født 010190-1234.";
        var (read, refused) = (0, 0);
        for (var round = 0; round < 4_000; round++)
        {
            var typed = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => pieces[random.Next(pieces.Length)]));
            try
            {
                var query = SearchQuery.Parse(typed, new HashSet<string> { "titel" });
                query.Matches(Text);
                foreach (var piece in Snippet.Make(Text, query, 40).SelectMany(p => p))
                {
                    Assert.NotEmpty(piece.Text);
                    Assert.DoesNotContain(piece.Text, char.IsControl);
                    Assert.DoesNotContain("1234", piece.Text, StringComparison.Ordinal);
                }

                Assert.All(query.Wanted, term => Assert.True(term is not SearchWord word || (word.Stems.Count > 0 && word.Exact.Length > 0)));
                read++;
            }
            catch (InvalidException wrong)
            {
                Assert.EndsWith(".", wrong.Errors["q"][0]);
                refused++;
            }
        }

        Assert.True(read > 1_000 && refused > 100, $"{read} {refused}");
    }
}
