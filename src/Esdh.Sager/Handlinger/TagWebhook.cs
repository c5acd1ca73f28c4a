using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>A server takes a webhook to deliver it, or keeps it for longer. One statement decides, so that of two servers on one database one gets it.</summary>
internal sealed class TagWebhook(SagerDb db, TimeProvider tid)
{
    /// <param name="Id">The webhook.</param>
    /// <param name="Server">Who takes it.</param>
    /// <param name="Varighed">After that, others may take it.</param>
    public sealed record Kommando(Guid Id, Guid Server, TimeSpan Varighed);

    /// <summary>Until when it is the server's; null when another has it, or it is gone.</summary>
    public async Task<DateTimeOffset?> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var til = nu + k.Varighed;
        var taget = await db.Webhooks.Where(w => w.Id == k.Id && (w.HoldesAf == null || w.HoldesAf == k.Server || w.HoldesTil < nu))
            .ExecuteUpdateAsync(s => s.SetProperty(w => w.HoldesAf, k.Server).SetProperty(w => w.HoldesTil, til), ct);
        return taget == 1 ? til : null;
    }
}
