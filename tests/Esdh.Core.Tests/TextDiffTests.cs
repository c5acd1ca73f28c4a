using Esdh.Core.Text;

namespace Esdh.Core.Tests;

[Trait("Database", "nej")]
public sealed class TextDiffTests
{
    [Theory]
    [InlineData("", ""), InlineData("abc", "abc"), InlineData("", "abc"), InlineData("abc", ""), InlineData("abcabba", "cbabac"), InlineData("abc", "xyz"), InlineData("axc", "abc")]
    public void Skridtene_goer_den_ene_liste_til_den_anden(string fra, string til) => Holder(fra.Select(c => c.ToString()).ToList(), til.Select(c => c.ToString()).ToList());

    [Fact]
    public void Faerrest_mulige_aendringer() =>
        Assert.Equal(5, TextDiff.Compare("a b c a b b a".Split(' '), "c b a b a c".Split(' ')).Count(s => s.Kind != DiffKind.Same)); // Myers' own example

    [Fact]
    public void Tilfaeldige_lister_og_store_forskelle_holder_ogsaa()
    {
        var tilfaeldig = new Random(7);
        for (var i = 0; i < 300; i++)
            Holder(Liste(tilfaeldig.Next(40), 4), Liste(tilfaeldig.Next(40), 4));
        Holder(Liste(5000, 100_000), Liste(5000, 100_000)); // beyond the bound: replaced as a whole

        List<string> Liste(int antal, int slags) => [.. Enumerable.Range(0, antal).Select(_ => tilfaeldig.Next(slags).ToString(System.Globalization.CultureInfo.InvariantCulture))];
    }

    private static void Holder(List<string> fra, List<string> til)
    {
        var skridt = TextDiff.Compare(fra, til);
        Assert.Equal(fra, skridt.Where(s => s.Kind != DiffKind.Added).Select(s => fra[s.Before]));
        Assert.Equal(til, skridt.Where(s => s.Kind != DiffKind.Removed).Select(s => til[s.After]));
        Assert.All(skridt.Where(s => s.Kind == DiffKind.Same), s => Assert.Equal(fra[s.Before], til[s.After]));
    }
}
