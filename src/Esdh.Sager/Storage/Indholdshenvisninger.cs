using System.Runtime.CompilerServices;
using Esdh.Core.Storage;
using Esdh.Sager.Domain;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Storage;

/// <summary>What the engine's rows name in the content store: files, templates, extracts that can still be fetched, and the PDFs made of files.</summary>
internal sealed class Indholdshenvisninger(SagerDb db, TimeProvider tid) : IContentReferences
{
    public async IAsyncEnumerable<ContentReference> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var f in db.Filer.Select(f => new { f.Sha256, f.DokumentId, f.Filversion, f.Nummer }).AsAsyncEnumerable().WithCancellation(ct))
            yield return new(f.Sha256, $"dokument {f.DokumentId}, udgave {f.Filversion}, fil {f.Nummer}");
        await foreach (var s in db.Dokumentskabeloner.Select(s => new { s.Sha256, s.Noegle }).AsAsyncEnumerable().WithCancellation(ct))
            yield return new(s.Sha256, $"dokumentskabelon {s.Noegle}");
        var aeldst = tid.GetUtcNow() - Sagsudtraek.Levetid;
        await foreach (var u in db.Sagsudtraek.Where(u => u.Sha256 != null && u.Bestilt > aeldst).Select(u => new { u.Sha256, u.Id }).AsAsyncEnumerable().WithCancellation(ct))
            yield return new(u.Sha256!, $"sagsudtræk {u.Id}");
        await foreach (var p in db.Pdfvisninger.Where(p => p.PdfSha256 != null && db.Filer.Any(f => f.Sha256 == p.Sha256)).Select(p => new { p.PdfSha256, p.Sha256 }).AsAsyncEnumerable().WithCancellation(ct))
            yield return new(p.PdfSha256!, $"pdf af {p.Sha256}");
    }
}
