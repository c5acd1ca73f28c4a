using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Storage;

/// <summary>The files beside the deliveries, also those that are offered no more: versions were built with them.</summary>
internal sealed class Afleveringshenvisninger(ArkivDb db) : IContentReferences
{
    public async IAsyncEnumerable<ContentReference> ReadAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var bilag in db.Bilag.Select(b => new { b.Id, b.Sha256 }).AsAsyncEnumerable().WithCancellation(ct))
            yield return new(bilag.Sha256, $"afleveringsbilag {bilag.Id}");
    }
}
