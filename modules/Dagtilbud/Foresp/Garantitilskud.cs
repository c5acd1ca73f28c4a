using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Foresp;

/// <summary>When the subsidy to all children in day care is raised because a guarantee was not kept (dagtilbudsloven § 25: to at least 78 %).</summary>
internal sealed class Garantitilskud(DagtilbudDb db)
{
    /// <summary>A run of whole months.</summary>
    /// <param name="Fra">The first of the first month.</param>
    /// <param name="Til">The last day of the last month; null while it stands.</param>
    internal sealed record Periode(DateOnly Fra, DateOnly? Til);

    /// <summary>The months in which it is raised, without overlaps, the earliest first.</summary>
    public async Task<IReadOnlyList<Periode>> HaevetAsync(CancellationToken ct)
    {
        List<Periode> perioder = [];
        foreach (var (fra, til) in (await db.Brud.AsNoTracking().ToListAsync(ct)).Select(b => b.Haevet()).OfType<(int Fra, int? Til)>().OrderBy(p => p.Fra))
        {
            var slut = til is { } t ? Maaneder.Sidste(t) : (DateOnly?)null;
            if (perioder.Count > 0 && (perioder[^1].Til is not { } sidst || Maaneder.Foerste(fra) <= sidst.AddDays(1)))
                perioder[^1] = perioder[^1] with { Til = perioder[^1].Til is { } s && slut is { } e ? (e > s ? e : s) : null };
            else
                perioder.Add(new(Maaneder.Foerste(fra), slut));
        }

        return perioder;
    }

    /// <summary>Whether it is raised in the month that the day lies in.</summary>
    public async Task<bool> ErHaevetAsync(DateOnly dag, CancellationToken ct) => (await HaevetAsync(ct)).Any(p => p.Fra <= dag && (p.Til is null || dag <= p.Til));
}
