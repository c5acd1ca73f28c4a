using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Notes that an event from the list of failures was sent again: taken off the list, or failed once more.</summary>
internal sealed class NoterWebhookgensendelse(SagerDb db, TimeProvider tid)
{
    /// <param name="WebhookId">The webhook.</param>
    /// <param name="Haendelse">The event's number.</param>
    /// <param name="Fejl">Danish sentence; null when it is delivered, or no longer to be.</param>
    public sealed record Kommando(Guid WebhookId, long Haendelse, string? Fejl);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        if (await db.Webhookfejl.SingleOrDefaultAsync(f => f.WebhookId == k.WebhookId && f.Haendelse == k.Haendelse, ct) is not { } raekke)
            return;
        if (k.Fejl is null)
            db.Remove(raekke);
        else
            (raekke.Fejl, raekke.Tid, raekke.Gensendes, raekke.Forsoeg) = (k.Fejl, tid.GetUtcNow(), false, raekke.Forsoeg + 1);
        await db.SaveChangesAsync(ct);
    }
}
