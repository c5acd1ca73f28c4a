using System.Runtime.CompilerServices;
using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Storage;

/// <summary>What disposals name in the content store: protocols, for ever.</summary>
internal sealed class Kassationshenvisninger(ArkivDb db) : IContentReferences
{
    public async IAsyncEnumerable<ContentReference> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        foreach (var k in await db.Kassationer.Where(k => k.ProtokolSha256 != null).Select(k => new { k.Nr, k.ProtokolSha256, k.ProtokolPdfSha256 }).ToListAsync(ct))
        {
            yield return new(k.ProtokolSha256!, $"kassation {k.Nr}, protokol");
            yield return new(k.ProtokolPdfSha256!, $"kassation {k.Nr}, protokol som PDF");
        }
    }
}
