using Esdh.Core.Access;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Is no longer told of a saved search's new hits; those told of are forgotten.</summary>
internal sealed class StopFoelgSoegning(SagerDb db, Soegningsopslag opslag)
{
    public sealed record Kommando(Aktoer Aktoer, Guid SoegningId);

    public sealed record Svar(string Navn);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var soegning = await opslag.FindAsync(k.Aktoer, k.SoegningId, ct);
        await db.Soegningshits.Where(h => h.SoegningId == soegning.Id && h.BrugerId == k.Aktoer.Id).ExecuteDeleteAsync(ct);
        await db.Soegningsfoelgere.Where(f => f.SoegningId == soegning.Id && f.BrugerId == k.Aktoer.Id).ExecuteDeleteAsync(ct);
        return new(soegning.Navn);
    }
}
