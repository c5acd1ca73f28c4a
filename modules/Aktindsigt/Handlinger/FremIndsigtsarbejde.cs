using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Aktindsigt.Handlinger;

/// <summary>Writes how far the making of something has come.</summary>
internal sealed class FremIndsigtsarbejde(CoreDb core)
{
    public sealed record Kommando(Guid JobId, int Faerdige, int IAlt);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var job = await core.Jobs.SingleAsync(j => j.Id == k.JobId, ct);
        (job.Faerdige, job.IAlt) = (k.Faerdige, k.IAlt);
        await core.SaveChangesAsync(ct);
    }

    /// <summary>In the act that files what was made: then it is not made again after a crash.</summary>
    internal async Task FaerdigAsync(Guid jobId, string resultat, CancellationToken ct)
    {
        var job = await core.Jobs.SingleAsync(j => j.Id == jobId, ct);
        (job.Faerdige, job.Resultat) = (job.IAlt, resultat);
        await core.SaveChangesAsync(ct);
    }
}
