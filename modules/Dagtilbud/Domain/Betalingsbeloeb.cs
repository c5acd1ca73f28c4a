using System.Globalization;

namespace Esdh.Dagtilbud.Domain;

/// <summary>Money: whole øre. The one rule of rounding stands here.</summary>
internal static class Betalingsbeloeb
{
    /// <summary>
    /// A part of an amount to the nearest øre, half an øre up. Subsidies and rebates are worked out by it and drawn from the price, so half an øre falls to the parents.
    /// </summary>
    /// <param name="oere">At least 0.</param>
    /// <param name="taeller">At least 0.</param>
    /// <param name="naevner">More than 0.</param>
    public static long Andel(long oere, long taeller, long naevner) => checked((oere * taeller * 2 + naevner) / (2 * naevner));

    /// <summary>1.234,50</summary>
    public static string Kroner(long oere) => (oere / 100m).ToString("#,0.00", CultureInfo.GetCultureInfo("da-DK"));

    /// <summary>The first day of the month that the day lies in.</summary>
    public static DateOnly Maaned(DateOnly dag) => new(dag.Year, dag.Month, 1);

    /// <summary>marts 2026</summary>
    public static string Maanedsnavn(DateOnly maaned) => maaned.ToString("MMMM yyyy", CultureInfo.GetCultureInfo("da-DK"));
}
