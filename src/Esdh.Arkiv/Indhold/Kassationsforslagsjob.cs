using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Handlinger;
using Esdh.Arkiv.Storage;
using Esdh.Core.Authorities;
using Esdh.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Indhold;

/// <summary>Lists what may be disposed of, or which cases' personal data is to be deleted.</summary>
internal sealed class Kassationsforslagsjob(ArkivDb arkiv) : IJobKind
{
    public string Type => OpretKassation.Jobtype;

    public string Page(Guid jobId) => $"/arkiv/kassationer/job/{jobId}";

    public string ItemName(string key) => key;

    public async Task<bool> RunPortionAsync(Authority authority, Guid jobId, CancellationToken ct) =>
        await arkiv.Kassationer.Where(k => k.JobId == jobId).Select(k => k.Art).SingleAsync(ct) == Kassationsart.Sletning
            ? await authority.Queue.RunAsync((FremSletteforslag act) => act.Udfoer(jobId, ct), ct) : await authority.Queue.RunAsync((FremKassationsforslag act) => act.Udfoer(jobId, ct), ct);
}
