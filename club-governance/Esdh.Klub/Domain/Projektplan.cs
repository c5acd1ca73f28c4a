namespace Esdh.Klub.Domain;

/// <summary>How members repay what the club paid in advance.</summary>
internal static class Projektplan
{
    /// <summary>What each member pays in each year: the years share the whole evenly and members share each year by units, and all of it sums to the whole.</summary>
    /// <param name="enheder">Billing units of those that have acceded; more than 0 in all.</param>
    public static IReadOnlyList<IReadOnlyList<long>> Lav(long udlaegOere, int aar, IReadOnlyList<long> enheder) =>
        [.. Klubkroner.Del(udlaegOere, [.. Enumerable.Repeat(1L, aar)]).Select(aarets => Klubkroner.Del(aarets, enheder))];
}
