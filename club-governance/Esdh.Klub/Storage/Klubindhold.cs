using System.Runtime.CompilerServices;
using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Storage;

/// <summary>Attachments of wishes, and papers of assemblies, lie in the club's store.</summary>
internal sealed class Klubindhold(KlubDb db) : IContentReferences
{
    public string Scope => Migrator.Shared;

    public async IAsyncEnumerable<ContentReference> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var b in db.Oenskebilag.AsNoTracking().Select(b => new { b.Sha256, b.OenskeId }).AsAsyncEnumerable().WithCancellation(ct))
            yield return new(b.Sha256, $"ønske {b.OenskeId}");
        await foreach (var b in db.Punktbilag.AsNoTracking().Select(b => new { b.Sha256, b.PunktId }).AsAsyncEnumerable().WithCancellation(ct))
            yield return new(b.Sha256, $"punkt {b.PunktId}");
    }
}
