using Esdh.Sager.Contract;

namespace Esdh.Klub.Domain;

/// <summary>What may be told of figures that members compare, and what they are held against.</summary>
internal static class Sammenligning
{
    /// <summary>Persons that a figure rests on at least, before it leaves the authority's own database.</summary>
    public const int FaerrestPersoner = 5;

    /// <summary>Members with a figure at least, before their median and quartiles are shown: of two, each could work out the other's.</summary>
    public const int FaerrestMedlemmer = 3;

    /// <summary>Members of a similar size that one is held against at least, where there are so many.</summary>
    private const int FaerrestLignende = 5;

    /// <summary>
    /// Why a figure stays at home; null where it may travel. A share of few also tells of those that are not in it: with fewer than
    /// <see cref="Maalopgoerelse.TaelTil"/> persons the smaller part is empty or has <see cref="FaerrestPersoner"/>.
    /// </summary>
    public static Skjulegrund? Skjul(Maalberegning beregning, Maalresultat r) =>
        r.Tal is null || r.Personer == 0 ? Skjulegrund.Intet
        : r.Personer < FaerrestPersoner || (beregning == Maalberegning.Andel && r.Personer < Maalopgoerelse.TaelTil && r.MindsteDel is > 0 and < FaerrestPersoner) ? Skjulegrund.ForFaa
        : null;

    /// <summary>Lower quartile, median and upper quartile, on the line between neighbours; null of too few members.</summary>
    public static Kvartiler? Fordeling(IEnumerable<decimal> medlemmer)
    {
        List<decimal> tal = [.. medlemmer.Order()];
        return tal.Count < FaerrestMedlemmer ? null : new(Ved(tal, 1), Ved(tal, 2), Ved(tal, 3));
    }

    /// <summary>Those of a similar size: from half to double the number of citizens, and where they are few the nearest.</summary>
    /// <param name="borgere">One's own.</param>
    /// <param name="andre">The others'; those without citizens are like nobody.</param>
    public static IReadOnlySet<Guid> Lignende(long borgere, IEnumerable<KeyValuePair<Guid, long>> andre)
    {
        static double Afstand(long a, long b) => Math.Abs(Math.Log((double)a / b));
        return borgere <= 0 ? new HashSet<Guid>() : andre.Where(a => a.Value > 0).OrderBy(a => Afstand(a.Value, borgere)).ThenBy(a => a.Key)
            .TakeWhile((a, i) => i < FaerrestLignende || Afstand(a.Value, borgere) <= Math.Log(2)).Select(a => a.Key).ToHashSet();
    }

    private static decimal Ved(List<decimal> ordnet, int fjerdedel)
    {
        var (hele, rest) = Math.DivRem((ordnet.Count - 1) * fjerdedel, 4);
        return Math.Round(rest == 0 ? ordnet[hele] : ordnet[hele] + ((ordnet[hele + 1] - ordnet[hele]) * rest / 4), 2);
    }

    internal sealed record Kvartiler(decimal Nedre, decimal Median, decimal Oevre);
}
