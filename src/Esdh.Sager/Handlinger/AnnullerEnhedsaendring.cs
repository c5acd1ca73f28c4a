using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Cancels a change of units that has not begun.</summary>
internal sealed class AnnullerEnhedsaendring(SagerDb db, CoreDb core, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, Guid Id);

    public async Task<long> Udfoer(Kommando k, CancellationToken ct)
    {
        var aendring = await db.Enhedsaendringer.SingleOrDefaultAsync(a => a.Id == k.Id, ct) ?? throw new NotFoundException("Ændringen findes ikke.");
        EnhedsaendringRegler.IkkeBegyndt.Kraev(aendring.Begyndt is null);
        var job = await core.Jobs.SingleAsync(j => j.Id == aendring.JobId, ct);
        if (job.Status == Jobstatus.Stoppet)
            return aendring.Version; // twice is once
        (job.Status, job.StopOensket, job.Afsluttet, job.Resultat) = (Jobstatus.Stoppet, true, tid.GetUtcNow(), "Annulleret, før den begyndte. Intet er ændret.");
        aendring.Version++;
        await db.SaveChangesAsync(ct);
        await core.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new EnhedsaendringAnnulleret(aendring.Nr), null, aendring.Id, ct);
        return aendring.Version;
    }
}
