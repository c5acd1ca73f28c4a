using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>An editor gives its lock back. Answers false where it is not the lock's token.</summary>
internal sealed class LaasRedigeringsfilOp(SagerDb db, Redigeringsopslag redigeringer, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, Guid RedigeringId, string Navn, string Token);

    public async Task<bool> Udfoer(Kommando k, CancellationToken ct)
    {
        var (redigering, _) = await redigeringer.FindLevendeAsync(k.Aktoer, k.RedigeringId, tid.GetUtcNow(), ct);
        if (await redigeringer.FilAsync(redigering.Id, k.Navn, ct) is not { } fil || fil.Laas != k.Token)
            return false;
        fil.LaasOp();
        await db.SaveChangesAsync(ct);
        return true;
    }
}
