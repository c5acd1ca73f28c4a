using System.Globalization;

namespace Esdh.Klub.Domain;

/// <summary>The club's money: whole øre. The one rule of rounding stands here: to the nearest øre, half an øre away from nought.</summary>
internal static class Klubkroner
{
    private static readonly CultureInfo Dansk = CultureInfo.GetCultureInfo("da-DK");

    /// <summary>So many times a price, of which the price is for <paramref name="basis"/>.</summary>
    public static long Gange(long antal, long prisOere, long basis) => Afrund((decimal)antal * prisOere / basis);

    /// <summary>VAT of an amount, by hundredths of a per cent.</summary>
    public static long Moms(long nettoOere, int momsBasispoint) => Afrund((decimal)nettoOere * momsBasispoint / 10_000m);

    public static long Afrund(decimal oere) => (long)decimal.Round(oere, 0, MidpointRounding.AwayFromZero);

    /// <summary>1.234,50</summary>
    public static string Kroner(long oere) => (oere / 100m).ToString("#,0.00", Dansk);

    /// <summary>
    /// Shares a whole amount by weights, so that the parts sum to it exactly: each gets its part rounded down, and the øre left over go to those who lost most by that, the first named first among equals.
    /// </summary>
    /// <param name="oere">Any amount.</param>
    /// <param name="vaegte">At least 0 each, and more than 0 in all.</param>
    public static IReadOnlyList<long> Del(long oere, IReadOnlyList<long> vaegte)
    {
        ArgumentNullException.ThrowIfNull(vaegte);
        var sum = vaegte.Aggregate(0m, (s, v) => s + v);
        var dele = vaegte.Select(v => decimal.Floor(oere * (decimal)v / sum)).ToArray();
        var rest = (int)(oere - dele.Sum());
        foreach (var i in Enumerable.Range(0, dele.Length).Where(i => vaegte[i] > 0).OrderByDescending(i => (oere * (decimal)vaegte[i] / sum) - dele[i]).Take(rest))
            dele[i]++;
        return [.. dele.Select(d => (long)d)];
    }
}
