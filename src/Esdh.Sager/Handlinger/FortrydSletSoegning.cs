using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Takes a deleted search back, with those who were told of its new hits: what came meanwhile is found.</summary>
internal sealed class FortrydSletSoegning(SagerDb db, Soegningsopslag opslag, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, Guid SoegningId);

    public sealed record Svar(string Navn, long Version);

    /// <exception cref="Esdh.Core.NotFoundException">Not deleted, gone for good, or another's.</exception>
    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var tidligst = tid.GetUtcNow() - GemtSoegning.Fortrydes;
        var soegning = await db.GemteSoegninger.SingleOrDefaultAsync(s => s.Id == k.SoegningId && s.Slettet != null && s.Slettet > tidligst, ct);
        if (soegning?.KanRettesAf(await opslag.BrugerAsync(k.Aktoer, ct)) != true)
            throw Soegningsopslag.Ukendt();
        if (await opslag.HarSammeNavnAsync(soegning, ct))
            (soegning.EnhedId is null ? GemtSoegningRegler.NavnetErBrugt : GemtSoegningRegler.AlleredeDelt).Kraev(false);
        soegning.Slettet = null;
        soegning.Version++;
        foreach (var foelger in await db.Soegningsfoelgere.Where(f => f.SoegningId == soegning.Id).ToListAsync(ct))
            foelger.Udgave = null;
        await db.SaveChangesAsync(ct);
        return new(soegning.Navn, soegning.Version);
    }
}
