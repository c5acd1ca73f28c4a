using System.Runtime.CompilerServices;
using Esdh.Core.Storage;
using Esdh.Sager.Domain;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Storage;

/// <summary>What the engine's rows name in the content store: files, post that has not been dealt with or not long ago, templates, extracts that can still be fetched, the PDFs made of files, what was sent, what a signing service answered, and the files of the subject plan.</summary>
internal sealed class Indholdshenvisninger(SagerDb db, TimeProvider tid) : IContentReferences
{
    private const int Portion = 1000;

    public async IAsyncEnumerable<ContentReference> ReadAsync([EnumeratorCancellation] CancellationToken ct)
    {
        for (int? efter = 0; efter is { } sidste;) // the only large one: in pages, for each file is read while it waits
        {
            var filer = await db.Filer.Where(f => f.Nr > sidste).OrderBy(f => f.Nr).Take(Portion)
                .Select(f => new { f.Nr, f.Sha256, f.DokumentId, f.Filversion, f.Nummer }).ToListAsync(ct);
            foreach (var f in filer)
                yield return new(f.Sha256, $"dokument {f.DokumentId}, udgave {f.Filversion}, fil {f.Nummer}");
            efter = filer.Count < Portion ? null : filer[^1].Nr;
        }

        for (int? efter = 0; efter is { } sidste;)
        {
            var filer = await db.Indbakkefiler.Where(f => f.Nr > sidste && db.Indbakkeposter.Any(p => p.Id == f.PostId && p.Frigivet == null)).OrderBy(f => f.Nr).Take(Portion)
                .Select(f => new { f.Nr, f.Sha256, f.PostId, f.Nummer }).ToListAsync(ct);
            foreach (var f in filer)
                yield return new(f.Sha256, $"post {f.PostId}, fil {f.Nummer}");
            efter = filer.Count < Portion ? null : filer[^1].Nr;
        }

        await foreach (var s in db.Dokumentskabeloner.Select(s => new { s.Sha256, s.Noegle }).AsAsyncEnumerable().WithCancellation(ct))
            yield return new(s.Sha256, $"dokumentskabelon {s.Noegle}");
        var aeldst = tid.GetUtcNow() - Sagsudtraek.Levetid;
        await foreach (var u in db.Sagsudtraek.Where(u => u.Sha256 != null && u.Bestilt > aeldst).Select(u => new { u.Sha256, u.Id }).AsAsyncEnumerable().WithCancellation(ct))
            yield return new(u.Sha256!, $"sagsudtræk {u.Id}");
        var aeldsteZip = tid.GetUtcNow() - Masseudtraek.Levetid;
        await foreach (var u in db.Masseudtraek.Where(u => u.Sha256 != null && u.Bestilt > aeldsteZip).Select(u => new { u.Sha256, u.JobId }).AsAsyncEnumerable().WithCancellation(ct))
            yield return new(u.Sha256!, $"masseudtræk {u.JobId}");
        await foreach (var p in db.Pdfvisninger.Where(p => p.PdfSha256 != null && (db.Filer.Any(f => f.Sha256 == p.Sha256) || db.Indbakkefiler.Any(f => f.Sha256 == p.Sha256))).Select(p => new { p.PdfSha256, p.Sha256 }).AsAsyncEnumerable().WithCancellation(ct))
            yield return new(p.PdfSha256!, $"pdf af {p.Sha256}");
        await foreach (var r in db.Redigeringsfiler.Where(r => r.Sha256 != null).Select(r => new { r.Sha256, r.RedigeringId }).AsAsyncEnumerable().WithCancellation(ct))
            yield return new(r.Sha256!, $"redigering {r.RedigeringId}");
        await foreach (var d in db.Forsendelsesdele.Select(d => new { d.Sha256, d.PdfSha256, d.ForsendelseId, d.Nummer }).AsAsyncEnumerable().WithCancellation(ct))
        {
            foreach (var sha in new[] { d.Sha256, d.PdfSha256 }.OfType<string>().Distinct())
                yield return new(sha, $"forsendelse {d.ForsendelseId}, fil {d.Nummer}");
        }

        await foreach (var l in db.Godkendelsesled.Where(l => l.BevisSha256 != null).Select(l => new { l.BevisSha256, l.GodkendelseId }).AsAsyncEnumerable().WithCancellation(ct))
            yield return new(l.BevisSha256!, $"underskrift af godkendelse {l.GodkendelseId}");
        foreach (var u in await db.Planudgaver.Where(u => u.Kilder != "").Select(u => new { u.Kilder, u.Id }).ToListAsync(ct))
        {
            foreach (var sha in u.Kilder.Split(' '))
                yield return new(sha, $"emneplan {u.Id}");
        }
    }
}
