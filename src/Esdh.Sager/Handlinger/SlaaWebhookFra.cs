using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Switches a webhook off without anyone's doing.</summary>
internal sealed class SlaaWebhookFra(SagerDb db, EventLog haendelser)
{
    /// <param name="Id">The webhook.</param>
    /// <param name="Grund">Danish sentence.</param>
    public sealed record Kommando(Guid Id, string Grund);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        if (await db.Webhooks.SingleOrDefaultAsync(w => w.Id == k.Id && w.Aktiv, ct) is not { } webhook)
            return;
        await webhook.SlaaFraAsync(haendelser, k.Grund, ct);
        await db.SaveChangesAsync(ct);
    }
}

/// <summary>What the server itself does to a webhook, and says of it.</summary>
internal static class Webhookafbrydelse
{
    public static async Task SlaaFraAsync(this Webhook webhook, EventLog haendelser, string grund, CancellationToken ct)
    {
        webhook.SlaaFra(grund);
        webhook.Version++;
        await haendelser.AppendAsync(Aktoer.Systemet, new WebhookSlaaetFra(webhook.Url, grund), null, webhook.Id, ct);
    }
}
