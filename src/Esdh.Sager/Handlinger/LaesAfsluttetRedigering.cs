using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>The holder has read that another ended the editing.</summary>
internal sealed class LaesAfsluttetRedigering(SagerDb db, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, Guid RedigeringId);

    public async Task<Guid> Udfoer(Kommando k, CancellationToken ct)
    {
        var redigering = await db.Redigeringer.SingleOrDefaultAsync(r => r.Id == k.RedigeringId && r.BrugerId == k.Aktoer.Id && r.Afsluttet != null, ct) ?? throw new NotFoundException();
        redigering.Laest(tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return redigering.DokumentId;
    }
}
