using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Takes a rejection back: the document waits for approval again.</summary>
internal sealed class FortrydPostlisteafvisning(SagerDb db, EventLog haendelser)
{
    public sealed record Kommando(Aktoer Aktoer, Guid DokumentId);

    /// <returns>The day of the journal it waits on.</returns>
    public async Task<DateOnly> Udfoer(Kommando k, CancellationToken ct)
    {
        var dokument = await db.FindDokumentAsync(k.Aktoer, k.DokumentId, ct);
        var afvisning = await db.Postlisteafvisninger.SingleOrDefaultAsync(a => a.DokumentId == dokument.Id, ct);
        JournalRegler.KunAfvisteFortrydes.Kraev(afvisning is not null);
        db.Remove(afvisning);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new PostlisteafvisningFortrudt(CprFinder.Mask(dokument.OffentligTitel ?? "")), await GodkendPostliste.FoersteSagAsync(db, dokument.Id, ct), dokument.Id, ct);
        return DanishTime.DateOf(dokument.Journaliseret!.Value);
    }
}
