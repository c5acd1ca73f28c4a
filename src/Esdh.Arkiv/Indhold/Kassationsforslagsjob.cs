using Esdh.Arkiv.Handlinger;
using Esdh.Core.Authorities;
using Esdh.Core.Jobs;

namespace Esdh.Arkiv.Indhold;

/// <summary>Lists what may be disposed of.</summary>
internal sealed class Kassationsforslagsjob : IJobKind
{
    public string Type => OpretKassation.Jobtype;

    public string Page(Guid jobId) => $"/arkiv/kassationer/job/{jobId}";

    public string ItemName(string key) => key;

    public Task<bool> RunPortionAsync(Authority authority, Guid jobId, CancellationToken ct) =>
        authority.Queue.RunAsync((FremKassationsforslag act) => act.Udfoer(jobId, ct), ct);
}
