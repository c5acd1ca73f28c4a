using System.Text.Json;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Makes the documents of a case at least as sensitive as the case: at once up to 500, else by a job.</summary>
internal sealed class ArvFoelsomhed(SagerDb db, CoreDb core, TimeProvider tid)
{
    internal const string Jobtype = "sager.foelsomhed";

    internal const int Portion = 500;

    internal sealed record Jobdata(Guid SagId);

    /// <summary>For other acts only.</summary>
    internal async Task BegyndAsync(Aktoer aktoer, Sag sag, CancellationToken ct)
    {
        var antal = await Lavere(sag).Take(Portion + 1).CountAsync(ct);
        if (antal <= Portion)
        {
            await HaevAsync(sag, ct);
            return;
        }

        core.Add(new Job
        {
            Type = Jobtype, Titel = $"Følsomhed på dokumenterne i {sag.Sagsnummer}", Data = JsonSerializer.Serialize(new Jobdata(sag.Id)), OprettetAf = aktoer.Id, Oprettet = tid.GetUtcNow(),
        });
        await core.SaveChangesAsync(ct);
    }

    /// <summary>One portion of the job; answers whether more is left.</summary>
    internal async Task<bool> UdfoerPortion(Guid jobId, CancellationToken ct)
    {
        var job = await core.Jobs.SingleAsync(j => j.Id == jobId, ct);
        var sag = await db.SagIJobAsync(JsonSerializer.Deserialize<Jobdata>(job.Data)!.SagId, ct);
        var antal = job.StopOensket ? 0 : await HaevAsync(sag, ct);
        job.Faerdige += antal;
        await core.SaveChangesAsync(ct);
        return antal == Portion;
    }

    private async Task<int> HaevAsync(Sag sag, CancellationToken ct)
    {
        var ids = await Lavere(sag).OrderBy(d => d.Nr).Select(d => d.Id).Take(Portion).ToListAsync(ct);
        var niveau = sag.Foelsomhed;
        return ids.Count == 0 ? 0 : await db.DokumenterIJob(sag.Id, ids)
            .ExecuteUpdateAsync(s => s.SetProperty(d => d.Foelsomhed, niveau).SetProperty(d => d.Version, d => d.Version + 1), ct);
    }

    private IQueryable<Dokument> Lavere(Sag sag)
    {
        var lavere = Enum.GetValues<Foelsomhed>().Where(f => f < sag.Foelsomhed).ToList();
        return db.DokumenterIJob(sag.Id).Where(d => lavere.Contains(d.Foelsomhed));
    }
}

/// <summary>Carries the job out in portions.</summary>
internal sealed class Foelsomhedsjob : IJobKind
{
    public string Type => ArvFoelsomhed.Jobtype;

    public Task<bool> RunPortionAsync(Authority authority, Guid jobId, CancellationToken ct) =>
        authority.Queue.RunAsync((ArvFoelsomhed act) => act.UdfoerPortion(jobId, ct), ct);
}
