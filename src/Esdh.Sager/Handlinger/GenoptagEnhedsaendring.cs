using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Takes up a change of units that was stopped or got stuck, where it is.</summary>
internal sealed class GenoptagEnhedsaendring(SagerDb db, CoreDb core)
{
    public sealed record Kommando(Aktoer Aktoer, Guid Id);

    public async Task<long> Udfoer(Kommando k, CancellationToken ct)
    {
        var aendring = await db.Enhedsaendringer.SingleOrDefaultAsync(a => a.Id == k.Id, ct) ?? throw new NotFoundException("Ændringen findes ikke.");
        var job = await core.Jobs.SingleAsync(j => j.Id == aendring.JobId, ct);
        EnhedsaendringRegler.KunDetDerErStandset.Kraev(aendring.Udfoert is null && job.Status is Jobstatus.Stoppet or Jobstatus.Fejlet);
        (job.Status, job.StopOensket, job.Afsluttet, job.Resultat) = (Jobstatus.Venter, false, null, null);
        aendring.Version++;
        await db.SaveChangesAsync(ct);
        await core.SaveChangesAsync(ct);
        return aendring.Version;
    }
}
