using System.Text.Json;
using Esdh.Arkiv.Storage;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>Has a version that lies on the server checked after BEK 128. While one check of it is on its way that one is answered.</summary>
internal sealed class BestilArkivkontrol(ArkivDb db, CoreDb core, TimeProvider tid)
{
    /// <summary>The value of <see cref="Job.Type"/>.</summary>
    internal const string Jobtype = "arkivkontrol";

    /// <param name="Version">Id or archive id.</param>
    public sealed record Kommando(Aktoer Aktoer, string Version);

    /// <returns>The job.</returns>
    public async Task<Guid> Udfoer(Kommando k, CancellationToken ct)
    {
        var version = await FoerArkivversion.FindAsync(db, k.Version, ct);
        if (version.KontrolJobId is { } igang && await core.Jobs.AnyAsync(j => j.Id == igang && (j.Status == Jobstatus.Venter || j.Status == Jobstatus.Koerer || j.Status == Jobstatus.SatPaaPause), ct))
            return igang;
        var job = new Job { Type = Jobtype, Titel = $"Kontrol af {version.Avid}", Data = JsonSerializer.Serialize(version.Id), OprettetAf = k.Aktoer.Id, Oprettet = tid.GetUtcNow() };
        version.KontrolleresAf(job.Id);
        core.Add(job);
        await core.SaveChangesAsync(ct);
        await db.SaveChangesAsync(ct);
        return job.Id;
    }
}
