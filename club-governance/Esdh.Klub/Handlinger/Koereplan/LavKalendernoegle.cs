using Esdh.Core;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Gives the member a new address of its calendar; the old one is dead from then on. The key itself is made before the act and never stored.</summary>
internal sealed class LavKalendernoegle(KlubDb db, TimeProvider tid)
{
    /// <param name="Hash">SHA-256 of the key.</param>
    public sealed record Kommando(Klubaktoer Aktoer, string Hash);

    public sealed record Svar(Guid Medlem);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var medlem = k.Aktoer.MedlemId ?? throw new ForbiddenException("Kun et medlem har en kalender.");
        var noegle = await db.Kalendernoegler.SingleOrDefaultAsync(n => n.MedlemId == medlem, ct);
        if (noegle is null)
            db.Add(new KlubKalendernoegle { MedlemId = medlem, Hash = k.Hash, Lavet = tid.GetUtcNow() });
        else
            (noegle.Hash, noegle.Lavet) = (k.Hash, tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        return new(medlem);
    }
}
