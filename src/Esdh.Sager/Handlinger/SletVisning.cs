using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Removes one of the actor's saved views.</summary>
internal sealed class SletVisning(SagerDb db)
{
    public sealed record Kommando(Aktoer Aktoer, Guid VisningId);

    public sealed record Svar(string Navn);

    /// <exception cref="NotFoundException">Not there, or another's.</exception>
    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var visning = await db.GemteVisninger.SingleOrDefaultAsync(v => v.Id == k.VisningId && v.BrugerId == k.Aktoer.Id, ct)
            ?? throw new NotFoundException("Visningen findes ikke, eller den er en andens.");
        db.Remove(visning);
        await db.SaveChangesAsync(ct);
        return new(visning.Navn);
    }
}
