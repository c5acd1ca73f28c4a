using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Once a day: what was deleted long ago goes, and hits seen long ago are remembered without standing on the list.</summary>
internal sealed class RydSoegninger(SagerDb db, TimeProvider tid)
{
    private const int Soegninger = 10, Hits = 500;

    public sealed record Kommando(Aktoer Aktoer);

    /// <param name="ErFlere">There may be more to do.</param>
    public sealed record Svar(bool ErFlere);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var (slettet, set) = (nu - GemtSoegning.Fortrydes, nu - Soegningsfoelger.Huskes);
        var vaek = await db.GemteSoegninger.Where(s => s.Slettet < slettet).OrderBy(s => s.Id).Take(Soegninger).Select(s => s.Id).ToListAsync(ct);
        if (vaek.Count > 0)
        {
            await db.Soegningshits.Where(h => vaek.Contains(h.SoegningId)).ExecuteDeleteAsync(ct);
            await db.Soegningsfoelgere.Where(f => vaek.Contains(f.SoegningId)).ExecuteDeleteAsync(ct);
            await db.GemteSoegninger.Where(s => vaek.Contains(s.Id)).ExecuteDeleteAsync(ct);
        }

        var gamle = await db.Soegningshits.Where(h => h.SetTid < set).OrderBy(h => h.SoegningId).ThenBy(h => h.BrugerId).Take(Hits).ToListAsync(ct);
        foreach (var gruppe in gamle.GroupBy(h => (h.SoegningId, h.BrugerId)))
        {
            var foelger = await db.Soegningsfoelgere.SingleAsync(f => f.SoegningId == gruppe.Key.SoegningId && f.BrugerId == gruppe.Key.BrugerId, ct);
            if (foelger.Kendte is not null)
                foelger.Husk(gruppe.Select(h => h.Noegle));
        }

        db.RemoveRange(gamle);
        await db.SaveChangesAsync(ct);
        return new(vaek.Count == Soegninger || gamle.Count == Hits);
    }
}
