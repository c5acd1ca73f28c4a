using Esdh.Byggesager.Storage;
using Esdh.Core.Access;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Byggesager.Handlinger;

/// <summary>A message lies in the folder of what goes back.</summary>
internal sealed class NoterLevering(ByggesagerDb db, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, long Nr);

    public sealed record Svar(bool Noteret);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        if (await db.Beskeder.SingleOrDefaultAsync(b => b.Nr == k.Nr && b.Leveret == null, ct) is not { } besked)
            return new(false);
        besked.Leveret = tid.GetUtcNow();
        await db.SaveChangesAsync(ct);
        return new(true);
    }
}
