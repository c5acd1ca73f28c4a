using System.Runtime.CompilerServices;
using Esdh.Core.Access;

namespace Esdh.Sager.Storage;

/// <summary>
/// The lists that admit an actor, one byte for each list there is: 1 where it admits. In a whole municipality an actor is on thousands of lists, since every list
/// names the handler, and a query asks several times; looking a byte up costs the same however many they are, and no database takes a row of lists for the way in
/// to the cases, which it would if it were told the numbers.
/// </summary>
internal static class Adgangskort
{
    private static readonly ConditionalWeakTable<IReadOnlyList<int>, byte[]> Kort = [];

    /// <summary>What <see cref="Del"/> answers for a list that admits.</summary>
    public static readonly byte[] Ja = [1];

    /// <summary>The actor's map. A list that is newer than the map is beyond its end, and admits nobody.</summary>
    public static byte[] Adgang(this Aktoer aktoer) => Kort.GetValue(aktoer.Lister, static lister =>
    {
        var kort = new byte[(lister.Count == 0 ? 0 : lister.Max()) + 1];
        foreach (var nr in lister)
            kort[nr] = 1;
        return kort;
    });

    /// <summary>Becomes SQL: <paramref name="antal"/> bytes of <paramref name="kort"/> from number <paramref name="fra"/>, counted from 1; none beyond its end.</summary>
    public static byte[] Del(byte[] kort, int fra, int antal) => throw new InvalidOperationException("SQL only.");
}
