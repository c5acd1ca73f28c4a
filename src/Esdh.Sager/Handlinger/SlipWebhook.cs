using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>A server has delivered what there was, and another may.</summary>
internal sealed class SlipWebhook(SagerDb db)
{
    /// <param name="Id">The webhook.</param>
    /// <param name="Server">Who held it.</param>
    public sealed record Kommando(Guid Id, Guid Server);

    public Task Udfoer(Kommando k, CancellationToken ct) =>
        db.Webhooks.Where(w => w.Id == k.Id && w.HoldesAf == k.Server)
            .ExecuteUpdateAsync(s => s.SetProperty(w => w.HoldesAf, (Guid?)null).SetProperty(w => w.HoldesTil, (DateTimeOffset?)null), ct);
}
