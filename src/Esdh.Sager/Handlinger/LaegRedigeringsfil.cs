using Esdh.Core.Access;
using Esdh.Core.Storage;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>An editor lays a file of its own beside the document's: its owner's mark, or what it is about to put in the place of one of them.</summary>
internal sealed class LaegRedigeringsfil(SagerDb db, Redigeringsopslag redigeringer, Redigeringsgraenser graenser, TimeProvider tid)
{
    /// <param name="Indhold">Null for an empty file.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid RedigeringId, string Navn, StoredContent? Indhold);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var (redigering, _) = await redigeringer.FindLevendeAsync(k.Aktoer, k.RedigeringId, nu, ct);
        (await redigeringer.FilEllerNyAsync(redigering.Id, k.Navn, ct)).Laeg(k.Indhold?.Sha256, k.Indhold?.Length ?? 0, nu);
        await db.SaveChangesAsync(ct);
        await redigeringer.KraevPladsAsync(redigering.Id, graenser, ct);
    }
}
