namespace Esdh.Byggesager.Domain;

/// <summary>A decided case as the statistics see it.</summary>
/// <param name="Kategori">Its category; null where it has none.</param>
/// <param name="Afgjort">The day of the decision.</param>
/// <param name="Dage">Days used from fully informed to decision; null where the clock never ran.</param>
/// <param name="Maal">Days there were.</param>
/// <param name="Undtaget">Why it is not covered; null where it is.</param>
internal sealed record Maaling(string? Kategori, DateOnly Afgjort, int? Dage, int Maal, string? Undtaget);

/// <summary>Average and median of covered cases.</summary>
/// <param name="Overholdt">How many were decided in time.</param>
internal sealed record Maalingstal(int Antal, double Gennemsnit, double Median, int Overholdt)
{
    /// <summary>Null where there are none.</summary>
    public static Maalingstal? Af(IEnumerable<Maaling> maalinger)
    {
        var talt = maalinger.Where(m => m is { Undtaget: null, Dage: not null }).ToList();
        if (talt.Count == 0)
            return null;
        var dage = talt.Select(m => m.Dage!.Value).Order().ToList();
        var midt = dage.Count / 2;
        return new(dage.Count, dage.Average(), dage.Count % 2 == 1 ? dage[midt] : (dage[midt - 1] + dage[midt]) / 2.0, talt.Count(m => m.Dage <= m.Maal));
    }
}
