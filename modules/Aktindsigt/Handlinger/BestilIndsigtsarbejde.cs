using System.Text.Json;
using Esdh.Aktindsigt.Domain;
using Esdh.Aktindsigt.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Aktindsigt.Handlinger;

/// <summary>Orders what takes longer than one waits: an answer, or what is registered of a person. One at a time for a request.</summary>
internal sealed class BestilIndsigtsarbejde(AktindsigtDb db, CoreDb core, TimeProvider tid)
{
    /// <summary>The value of <see cref="Job.Type"/>.</summary>
    internal const string Jobtype = "aktindsigt";

    /// <summary>What the job is told.</summary>
    /// <param name="ErDel">More answers are to follow.</param>
    /// <param name="SagspartId">Whose data are gathered.</param>
    internal sealed record Bestilling(Guid SagId, Indsigtsjobart Art, bool ErDel, Guid? PaaVegneAf)
    {
        public Guid? SagspartId { get; init; }

        /// <summary>Numbers of cases that are left out.</summary>
        public IReadOnlyList<string> Udeladt { get; init; } = [];

        public string? Hjemmel { get; init; }

        public string? Begrundelse { get; init; }
    }

    /// <exception cref="RegelbrudException">AKT-19.</exception>
    internal async Task<Guid> BestilAsync(Aktoer aktoer, Bestilling bestilling, string titel, CancellationToken ct)
    {
        var anmodning = await db.Anmodninger.SingleOrDefaultAsync(a => a.SagId == bestilling.SagId, ct);
        AktindsigtRegler.EtStykkeArbejdeAdGangen.Kraev(anmodning?.JobId is not { } foer || !await core.Jobs.AnyAsync(
            j => j.Id == foer && (j.Status == Jobstatus.Venter || j.Status == Jobstatus.Koerer || j.Status == Jobstatus.SatPaaPause || j.Status == Jobstatus.Forberedes), ct));
        if (anmodning is null)
            db.Add(anmodning = new() { SagId = bestilling.SagId });
        var job = new Job { Type = Jobtype, Titel = titel, Data = JsonSerializer.Serialize(bestilling), OprettetAf = aktoer.Id, Oprettet = tid.GetUtcNow() };
        anmodning.SaetIGang(job.Id, bestilling.Art);
        await db.SaveChangesAsync(ct);
        core.Add(job);
        await core.SaveChangesAsync(ct);
        return job.Id;
    }
}
