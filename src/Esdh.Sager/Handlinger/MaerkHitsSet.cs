using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Marks hits that the actor was told of as seen, or takes that back.</summary>
internal sealed class MaerkHitsSet(SagerDb db, Soegningsopslag opslag, TimeProvider tid)
{
    /// <param name="Til">Those found no later than this: what came after the page was shown stays unseen. Null for all.</param>
    /// <param name="Hits">These alone; null for all.</param>
    /// <param name="Fortryd">Those that were marked at this moment are unseen again.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid SoegningId, DateTimeOffset? Til = null, IReadOnlyList<Hitnoegle>? Hits = null, DateTimeOffset? Fortryd = null);

    /// <param name="Tid">The moment they were marked, by which it can be taken back.</param>
    public sealed record Svar(string Navn, int Antal, DateTimeOffset Tid);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var soegning = await opslag.FindAsync(k.Aktoer, k.SoegningId, ct);
        var nu = tid.GetUtcNow();
        nu = nu.AddTicks(-(nu.Ticks % TimeSpan.TicksPerMicrosecond)); // as it is kept
        var mine = await db.Soegningshits.Where(h => h.SoegningId == soegning.Id && h.BrugerId == k.Aktoer.Id && h.SetTid == k.Fortryd).ToListAsync(ct);
        var disse = mine.Where(h => k.Til is not { } til || h.Fundet <= til).Where(h => k.Hits?.Contains(h.Noegle) != false).ToList();
        disse.ForEach(h => h.SetTid = k.Fortryd is null ? nu : null);
        await db.SaveChangesAsync(ct);
        return new(soegning.Navn, disse.Count, nu);
    }
}
