using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Writes down what the virus scanner said of a piece of post.</summary>
internal sealed class NoterPostskanning(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Udfald">Ren, Inficeret or ForStor.</param>
    public sealed record Kommando(Guid PostId, Viruskontrol Udfald, string? Virus);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var post = await db.Indbakkeposter.SingleAsync(p => p.Id == k.PostId, ct); // Uden for adgang: the server itself looks after it.
        if (post.Kontrol == k.Udfald || post.Kontrol is not (Viruskontrol.Venter or Viruskontrol.ForStor))
            return;
        post.NoterKontrol(k.Udfald, k.Virus is { Length: > 200 } lang ? lang[..200] : k.Virus, tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(Aktoer.Systemet, new IndbakkepostSkannet(k.Udfald.ToString(), post.Virus), null, post.Id, ct);
    }
}
