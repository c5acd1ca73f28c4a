using Esdh.Core.Authorities;
using Esdh.Core.Jobs;
using Esdh.Sager.Handlinger;

namespace Esdh.Sager.Indhold;

/// <summary>Merges, splits or closes units, portion by portion. Its list is the receipt: what has been moved, and where to.</summary>
internal sealed class Enhedsaendringsjob : IJobKind
{
    public string Type => BestilEnhedsaendring.Jobtype;

    public string Page(Guid jobId) => $"/administration/enhedsaendringer/job/{jobId}";

    public string ItemName(string key) => FremEnhedsaendring.Post.Laes(key).Navn;

    public Task<bool> RunPortionAsync(Authority authority, Guid jobId, CancellationToken ct) =>
        authority.Queue.RunAsync((FremEnhedsaendring act) => act.Udfoer(jobId, ct), ct);
}
