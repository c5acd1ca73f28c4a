using System.Globalization;

namespace Esdh.Klub.Domain;

/// <summary>A quarter as one number: 20263 is the third of 2026.</summary>
internal static class Kvartal
{
    /// <summary>Days after a quarter before its figures are made up: what happened in it has been registered.</summary>
    public const int Ventedage = 10;

    public static int Af(DateOnly dag) => (dag.Year * 10) + ((dag.Month + 2) / 3);

    public static int Forrige(int kvartal) => kvartal % 10 == 1 ? kvartal - 7 : kvartal - 1;

    public static bool ErGyldigt(int kvartal) => kvartal / 10 is >= 2000 and <= 2100 && kvartal % 10 is >= 1 and <= 4;

    public static DateOnly Fra(int kvartal) => new(kvartal / 10, (3 * (kvartal % 10)) - 2, 1);

    public static DateOnly Til(int kvartal) => Fra(kvartal).AddMonths(3).AddDays(-1);

    /// <summary>The latest quarters whose figures can be made up on a day, the newest first.</summary>
    public static IReadOnlyList<int> Opgjorte(DateOnly idag, int antal)
    {
        var kvartal = Forrige(Af(idag.AddDays(-Ventedage)));
        List<int> alle = [];
        for (; alle.Count < antal; kvartal = Forrige(kvartal))
            alle.Add(kvartal);
        return alle;
    }

    /// <summary>»3. kvartal 2026«</summary>
    public static string Navn(int kvartal) => string.Create(CultureInfo.InvariantCulture, $"{kvartal % 10}. kvartal {kvartal / 10}");
}
