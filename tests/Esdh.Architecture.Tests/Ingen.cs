namespace Esdh.Architecture.Tests;

internal static class Ingen
{
    /// <summary>Nothing breaks the rule; what does is listed whole, one a line.</summary>
    public static void Af(IEnumerable<string?> brud)
    {
        var all = brud.ToList();
        Assert.True(all.Count == 0, string.Join('\n', all));
    }
}
