using Esdh.Core;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Writes a portion of an order's items. With the last of them the job begins.</summary>
internal sealed class SkrivMasseposter(CoreDb core, TimeProvider tid)
{
    /// <param name="Fra">The number of the first.</param>
    /// <param name="Poster">At most <see cref="BestilMassehandling.Portion"/>; none gives the order up.</param>
    public sealed record Kommando(Guid JobId, int Fra, IReadOnlyList<BestilMassehandling.Post> Poster);

    /// <exception cref="NotFoundException">The server has stopped meanwhile, and the order is given up.</exception>
    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var job = await core.Jobs.SingleOrDefaultAsync(j => j.Id == k.JobId && j.Status == Jobstatus.Forberedes, ct)
            ?? throw new NotFoundException("Bestillingen blev afbrudt. Intet er udført. Bestil igen.");
        core.AddRange(k.Poster.Select((p, i) => new JobPost { JobId = job.Id, Nr = k.Fra + i, Noegle = BestilMassehandling.Noegle(p.Id, p.Navn), Foer = p.Foer }));
        if (k.Poster.Count == 0)
            (job.Status, job.Afsluttet, job.Resultat) = (Jobstatus.Fejlet, tid.GetUtcNow(), "Bestillingen blev afbrudt, før den var skrevet. Intet er udført. Bestil igen.");
        else if (k.Fra + k.Poster.Count > job.IAlt)
            job.Status = job.StopOensket ? Jobstatus.Stoppet : job.PauseOensket ? Jobstatus.SatPaaPause : Jobstatus.Venter;
        if (job.Status is Jobstatus.Stoppet)
            job.Afsluttet = tid.GetUtcNow();
        await core.SaveChangesAsync(ct);
    }
}
