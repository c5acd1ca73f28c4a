using System.Runtime.CompilerServices;
using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Storage;

/// <summary>The content that documents name, in every version. In pages, so that no read of it lasts long.</summary>
internal sealed class Filreferencer(SagerDb db) : IContentReferences
{
    private const int Page = 1000;

    public async IAsyncEnumerable<ContentReference> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        for (var after = 0; ;)
        {
            var last = after;
            var files = await db.Filer.Where(f => f.Nr > last).OrderBy(f => f.Nr).Take(Page)
                .Select(f => new { f.Nr, f.Sha256, f.DokumentId, f.Filversion, f.Nummer }).ToListAsync(ct);
            foreach (var file in files)
                yield return new(file.Sha256, $"dokument {file.DokumentId}, version {file.Filversion}, fil {file.Nummer}");
            if (files.Count < Page)
                yield break;
            after = files[^1].Nr;
        }
    }
}
