namespace Esdh.Dagtilbud.Domain;

/// <summary>A month's basis: begun, worked out in portions, closed. What is closed is never changed.</summary>
internal sealed class DagtilbudBetalingskoersel
{
    /// <summary>The first of the month.</summary>
    public DateOnly Maaned { get; init; }

    public DateTimeOffset Begyndt { get; init; }

    public Guid BegyndtAf { get; init; }

    /// <summary>The last household that is worked out; null before the first.</summary>
    public Guid? Naaet { get; set; }

    public int Boern { get; set; }

    public long Oere { get; set; }

    public DateTimeOffset? Lukket { get; set; }

    public Guid? LukketAf { get; set; }
}

/// <summary>What the parents of a child are asked for in a month.</summary>
internal sealed class DagtilbudBetalingspost
{
    public Guid Id { get; init; } = Guid.CreateVersion7();

    public DateOnly Maaned { get; init; }

    public Guid SagId { get; init; }

    /// <summary>The child's household that month; null where none is known.</summary>
    public Guid? HusstandId { get; init; }

    /// <summary>The sum of the lines; less than 0 where the parents get money back.</summary>
    public long Oere { get; init; }

    /// <summary>Of these what is for earlier months.</summary>
    public long ReguleringOere { get; init; }

    /// <summary>How it was reached, as JSON of <see cref="Betalingslinje"/>.</summary>
    public required string Linjer { get; init; }
}

/// <summary>A household with what has been known of it.</summary>
/// <param name="Id">Null for a child whose household nobody has registered: it stands alone.</param>
internal sealed record Betalingshusstand(Guid? Id, IReadOnlyList<(Betalingsbarn Barn, DateOnly Fra, DateOnly? Til)> Boern, IReadOnlyList<DagtilbudHusstandsoplysning> Oplysninger)
{
    public IReadOnlyList<Barnebetaling> Beregn(DateOnly maaned, Betalingsgrunddata data) =>
        Betalingsberegning.Maaned(maaned, [.. Boern.Where(b => b.Fra <= maaned && (b.Til is null || maaned < b.Til)).Select(b => b.Barn)], DagtilbudHusstandsoplysning.IKraft(Oplysninger, maaned), data);
}

/// <summary>What is asked for a child in a month.</summary>
internal sealed record Betalingskrav(Guid SagId, IReadOnlyList<Betalingslinje> Linjer)
{
    public long Oere { get; } = Linjer.Sum(l => l.Oere);

    public long ReguleringOere { get; } = Linjer.Where(l => l.Art == Betalingslinjeart.Regulering).Sum(l => l.Oere);
}

internal static class Betalingsafregning
{
    /// <summary>So many months back a difference is found.</summary>
    public const int Tilbage = 24;

    /// <summary>
    /// What a household is asked for in a month: its price, and for each earlier month the difference between what that month costs as it is known now and what has been asked for it. So what is
    /// told late comes with the next month, whatever it changes, and never twice.
    /// </summary>
    /// <param name="maaned">The month that is worked out.</param>
    /// <param name="lukkede">Months that are closed.</param>
    /// <param name="opkraevet">What has been asked for a child for a month, in all closed months together.</param>
    public static IReadOnlyList<Betalingskrav> Krav(
        DateOnly maaned, IReadOnlyCollection<DateOnly> lukkede, Betalingshusstand husstand, Betalingsgrunddata data, Func<Guid, DateOnly, long> opkraevet)
    {
        var linjer = husstand.Boern.Select(b => b.Barn.SagId).Distinct().ToDictionary(id => id, _ => new List<Betalingslinje>());
        foreach (var barn in husstand.Beregn(maaned, data))
            linjer[barn.SagId].AddRange(barn.Linjer);
        foreach (var tidligere in lukkede.Where(m => m < maaned && m >= maaned.AddMonths(-Tilbage)).Order())
        {
            var nu = husstand.Beregn(tidligere, data).ToDictionary(b => b.SagId, b => b.Oere);
            foreach (var sag in husstand.Boern.Where(b => b.Fra <= tidligere && (b.Til is null || tidligere < b.Til)).Select(b => b.Barn.SagId).Distinct())
            {
                var forskel = nu.GetValueOrDefault(sag) - opkraevet(sag, tidligere);
                if (forskel != 0)
                    linjer[sag].Add(new(Betalingslinjeart.Regulering, $"Regulering for {Betalingsbeloeb.Maanedsnavn(tidligere)}", tidligere, tidligere.AddMonths(1).AddDays(-1), forskel));
            }
        }

        return [.. linjer.Where(l => l.Value.Count > 0).Select(l => new Betalingskrav(l.Key, l.Value))];
    }
}
