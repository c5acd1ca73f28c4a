using Esdh.Core.Access;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>Saved views of the list of cases.</summary>
internal static class Visningsforesp
{
    /// <param name="ErMin">The actor made it and may delete it.</param>
    /// <param name="ErDelt">The unit sees it too.</param>
    internal sealed record Visning(Guid Id, string Navn, string Forespoergsel, bool ErMin, bool ErDelt, bool ErStandard);

    /// <summary>The actor's own, then the unit's, each by name; at most 100.</summary>
    public static async Task<IReadOnlyList<Visning>> VisningerAsync(this SagerDb db, Aktoer aktoer, CancellationToken ct) =>
        await db.GemteVisninger.Where(v => v.BrugerId == aktoer.Id || (v.EnhedId != null && v.EnhedId == aktoer.EnhedId))
            .OrderBy(v => v.BrugerId == aktoer.Id ? 0 : 1).ThenBy(v => v.Navn).Take(100)
            .Select(v => new Visning(v.Id, v.Navn, v.Forespoergsel, v.BrugerId == aktoer.Id, v.EnhedId != null, v.BrugerId == aktoer.Id && v.ErStandard)).ToListAsync(ct);
}
