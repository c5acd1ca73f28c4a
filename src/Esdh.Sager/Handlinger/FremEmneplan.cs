using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Puts the next rows of a version of the subject plan in, and advances the job.</summary>
internal sealed class FremEmneplan(SagerDb db, CoreDb core, IndlaesEmneplan indlaes)
{
    /// <param name="Fra">How many rows were in before.</param>
    /// <param name="Raekker">At most <see cref="IndlaesEmneplan.Portion"/>.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid JobId, Guid UdgaveId, int Fra, IReadOnlyList<object> Raekker);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var job = await core.Jobs.SingleAsync(j => j.Id == k.JobId, ct);
        if (job.Faerdige != k.Fra)
            return; // done before a restart
        var udgave = await db.Planudgaver.SingleOrDefaultAsync(u => u.Id == k.UdgaveId, ct) ?? throw new NotFoundException("Udgaven er slettet, mens den blev læst ind.");
        db.AddRange(k.Raekker);
        await db.SaveChangesAsync(ct);
        job.Faerdige += k.Raekker.Count;
        if (job.Faerdige == job.IAlt)
        {
            await indlaes.AfslutAsync(k.Aktoer, udgave, ct);
            job.Resultat = "Udgaven er læst ind. Se under Emneplan, Udgaver, hvad den ændrer, og tag den i brug fra en dag.";
        }

        await core.SaveChangesAsync(ct);
    }
}
