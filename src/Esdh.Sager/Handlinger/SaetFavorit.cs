using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Marks a case with the actor's star, or takes it off. Nobody else sees it, so it is no event of the case.</summary>
internal sealed class SaetFavorit(SagerDb db, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, string Sag, bool ErFavorit);

    public sealed record Svar(Guid SagId, string Sagsnummer, bool ErFavorit);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        var favorit = await db.Favoritter.SingleOrDefaultAsync(f => f.BrugerId == k.Aktoer.Id && f.SagId == sag.Id, ct);
        if (k.ErFavorit && favorit is null)
            db.Add(new Favorit { BrugerId = k.Aktoer.Id, SagId = sag.Id, Tid = tid.GetUtcNow() });
        else if (!k.ErFavorit && favorit is not null)
            db.Remove(favorit);
        await db.SaveChangesAsync(ct);
        return new(sag.Id, sag.Sagsnummer, k.ErFavorit);
    }
}
