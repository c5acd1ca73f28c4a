using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Takes an approval back while nobody outside has seen it: no mark is left, and the document waits again.</summary>
internal sealed class FortrydPostlistegodkendelse(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, Guid PostId);

    /// <returns>The day of the journal it belongs to.</returns>
    public async Task<DateOnly> Udfoer(Kommando k, CancellationToken ct)
    {
        var post = await db.Postlisteposter.SingleOrDefaultAsync(p => p.Id == k.PostId, ct) ?? throw new NotFoundException("Posten findes ikke.");
        await db.FindDokumentAsync(k.Aktoer, post.DokumentId, ct);
        JournalRegler.OffentliggjorteTraekkesTilbage.Kraev(post.Tilbagetrukket is null && post.Offentliggoeres > DanishTime.Today(tid));
        db.Remove(post);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new PostlistegodkendelseFortrudt(post.Titel, post.Dag), await GodkendPostliste.FoersteSagAsync(db, post.DokumentId, ct), post.DokumentId, ct);
        return post.Dag;
    }
}
