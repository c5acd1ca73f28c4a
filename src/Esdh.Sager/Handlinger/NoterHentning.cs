using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Writes down how the fetching from a mailbox went.</summary>
internal sealed class NoterHentning(SagerDb db, TimeProvider tid)
{
    /// <param name="Fejl">Danish sentence; null when all is well.</param>
    public sealed record Kommando(Guid PostkasseId, string? Fejl, IReadOnlyList<Ulaeselig> Ulaeselige);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        if (await db.Postkassestande.SingleOrDefaultAsync(s => s.PostkasseId == k.PostkasseId, ct) is not { } stand)
            return; // gone meanwhile
        (stand.SenestHentet, stand.Fejl, stand.Ulaeselige) = (k.Fejl is null ? tid.GetUtcNow() : stand.SenestHentet, k.Fejl, [.. k.Ulaeselige.Take(20)]);
        await db.SaveChangesAsync(ct);
    }
}
