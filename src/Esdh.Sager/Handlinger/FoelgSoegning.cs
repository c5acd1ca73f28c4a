using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Asks to be told of a saved search's new hits from now on. Asking twice is the same as once.</summary>
internal sealed class FoelgSoegning(SagerDb db, Soegningsopslag opslag, TimeProvider tid)
{
    /// <param name="Kendte">What the actor could find when it was asked for (<see cref="Hitmaengde"/>): all else is new.</param>
    /// <param name="IfMatch">The version that <paramref name="Kendte"/> were found by.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid SoegningId, byte[] Kendte, long? IfMatch = null);

    public sealed record Svar(string Navn);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var soegning = await opslag.FindAsync(k.Aktoer, k.SoegningId, ct);
        Preconditions.Check(soegning.Version, k.IfMatch);
        if (await db.Soegningsfoelgere.AnyAsync(f => f.SoegningId == soegning.Id && f.BrugerId == k.Aktoer.Id, ct))
            return new(soegning.Navn);
        if (await db.Soegningsfoelgere.CountAsync(f => f.BrugerId == k.Aktoer.Id && db.GemteSoegninger.Any(s => s.Id == f.SoegningId && s.Slettet == null), ct) >= Soegningsfoelger.Hoejst)
            throw new InvalidException("annoncer", $"Du kan få nye hits annonceret fra {Soegningsfoelger.Hoejst} søgninger. Slå en anden fra først.");
        var foelger = new Soegningsfoelger { SoegningId = soegning.Id, BrugerId = k.Aktoer.Id };
        foelger.Begynd(k.Kendte, tid.GetUtcNow());
        db.Add(foelger);
        await db.SaveChangesAsync(ct);
        return new(soegning.Navn);
    }
}
