using Esdh.Core.Storage;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Remembers the PDF that was made of a content, or why none could be, so that it is made once.</summary>
internal sealed class GemPdfvisning(SagerDb db, TimeProvider tid)
{
    public sealed record Kommando(string Sha256, StoredContent? Pdf, string? Grund);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        if (await db.Pdfvisninger.SingleOrDefaultAsync(p => p.Sha256 == k.Sha256, ct) is { } gammel)
            db.Remove(gammel);
        await db.SaveChangesAsync(ct);
        db.Add(new Pdfvisning { Sha256 = k.Sha256, PdfSha256 = k.Pdf?.Sha256, Grund = k.Grund, Lavet = tid.GetUtcNow() });
        await db.SaveChangesAsync(ct);
    }
}
