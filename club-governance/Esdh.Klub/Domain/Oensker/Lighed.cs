using Esdh.Core.Search;

namespace Esdh.Klub.Domain;

/// <summary>Finds texts that are about the same, by the house's Danish analyzer: stems that both have, where rare ones count more than common ones.</summary>
internal static class Lighed
{
    private const int FlestTegn = 20_000;

    private const double Mindst = 0.18;

    /// <param name="tekst">What is being written.</param>
    /// <param name="andre">What is there.</param>
    /// <param name="flest">How many are wanted.</param>
    /// <returns>Those that are alike, the most alike first, with a number from 0 to 1.</returns>
    public static IReadOnlyList<(T Ting, double Grad)> Find<T>(string tekst, IEnumerable<(T Ting, string Tekst)> andre, int flest)
    {
        var soegt = Stammer(tekst);
        if (soegt.Count == 0)
            return [];
        var alle = andre.Select(a => (a.Ting, Ord: Stammer(a.Tekst))).ToList();
        var brug = alle.SelectMany(a => a.Ord).CountBy(o => o).ToDictionary(o => o.Key, o => o.Value);
        double Vaegt(string ord) => Math.Log(1 + (alle.Count + 1d) / (brug.GetValueOrDefault(ord) + 1));
        double Sum(IEnumerable<string> ord) => ord.Sum(Vaegt);
        return [.. alle.Select(a => (a.Ting, Grad: Sum(soegt.Where(a.Ord.Contains)) / Math.Sqrt(Sum(soegt) * Math.Max(Sum(a.Ord), double.Epsilon)))).Where(a => a.Grad >= Mindst).OrderByDescending(a => a.Grad).Take(flest)];
    }

    private static HashSet<string> Stammer(string tekst) =>
        [.. DanishAnalyzer.Tokens(tekst.Length > FlestTegn ? tekst[..FlestTegn] : tekst).Where(t => !StopWords.Contains(t.Exact)).SelectMany(t => t.Parts.Prepend(t.Stem)).Where(s => s.Length > 2)];
}
