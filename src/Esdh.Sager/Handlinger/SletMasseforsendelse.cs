using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Letters to many that were laid out are not to be made after all.</summary>
internal sealed class SletMasseforsendelse(SagerDb db)
{
    public sealed record Kommando(Aktoer Aktoer, Guid Id, long? IfMatch = null);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var masse = await db.FindMasseforsendelseAsync(k.Aktoer, k.Id, ct);
        Preconditions.Check(masse.Version, k.IfMatch);
        ForsendelseRegler.MasseforsendelsenErIkkeBegyndt.Kraev(masse.Begyndt is null);
        await db.Massebreve.Where(b => b.MasseforsendelseId == masse.Id).ExecuteDeleteAsync(ct);
        db.Remove(masse);
        await db.SaveChangesAsync(ct);
    }
}
