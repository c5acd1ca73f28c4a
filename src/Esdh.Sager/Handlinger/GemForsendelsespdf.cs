using Esdh.Core.Events;
using Esdh.Core.Access;
using Esdh.Core.Storage;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>The PDFs that leave are made and kept, or cannot be made; then every receiver's is rejected, with the reason.</summary>
internal sealed class GemForsendelsespdf(SagerDb db, NoterForsendelse noter, TimeProvider tid)
{
    /// <param name="Dele">By the part's number.</param>
    /// <param name="Fejl">Why they cannot be made, a Danish sentence.</param>
    public sealed record Kommando(Guid ForsendelseId, IReadOnlyDictionary<int, (string Sha256, long Stoerrelse)> Dele, string? Fejl = null);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var forsendelse = await db.Forsendelser.SingleAsync(f => f.Id == k.ForsendelseId, ct);
        if (forsendelse.Forberedt is not null)
            return;
        foreach (var del in await db.Forsendelsesdele.Where(d => d.ForsendelseId == k.ForsendelseId).ToListAsync(ct))
        {
            if (k.Dele.TryGetValue(del.Nummer, out var pdf))
                del.Gem(pdf.Sha256, pdf.Stoerrelse);
        }

        forsendelse.ErForberedt(tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        if (k.Fejl is not { } fejl)
            return;
        foreach (var id in await db.Forsendelsesmodtagere.Where(m => m.ForsendelseId == k.ForsendelseId && m.Tilstand == Modtagertilstand.Venter).Select(m => m.Id).ToListAsync(ct))
            await noter.Udfoer(new(id, NoterForsendelse.Udfald.Afvist, fejl), ct);
    }
}
