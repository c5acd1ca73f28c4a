using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Notes how deliveries of a webhook went, and switches it off when they have failed for long.</summary>
internal sealed class NoterWebhooklevering(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Til">Everything up to this event is delivered or not to be sent; null when nothing was.</param>
    /// <param name="Leverede">Whether the receiver took anything.</param>
    /// <param name="Fejlet">The event after that, which failed.</param>
    /// <param name="Server">Who sent. What failed for a server that no longer holds the webhook is not its to tell.</param>
    public sealed record Kommando(Guid Id, Guid Server, long? Til, bool Leverede, Fejlet? Fejlet = null);

    /// <param name="Svarede">The receiver answered and refused.</param>
    public sealed record Fejlet(long Haendelse, string Fejl, bool Svarede);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        if (await db.Webhooks.SingleOrDefaultAsync(w => w.Id == k.Id, ct) is not { } webhook)
            return; // removed while we sent
        var nu = tid.GetUtcNow();
        if (k.Leverede)
            webhook.Leveret(k.Til ?? webhook.Efter, nu);
        else if (k.Til is { } til)
            webhook.Efter = Math.Max(webhook.Efter, til);
        if (k.Fejlet is { } f && webhook.HoldesAf == k.Server)
            await FejlAsync(webhook, f, nu, ct);
        await db.SaveChangesAsync(ct);
    }

    private async Task FejlAsync(Webhook webhook, Fejlet f, DateTimeOffset nu, CancellationToken ct)
    {
        var forsoeg = webhook.Forsoeg + 1;
        if (webhook.Mislykket(f.Haendelse, f.Fejl, f.Svarede, nu) && !await db.Webhookfejl.AnyAsync(x => x.WebhookId == webhook.Id && x.Haendelse == f.Haendelse, ct))
            db.Add(new Webhookfejl { WebhookId = webhook.Id, Haendelse = f.Haendelse, Tid = nu, Forsoeg = forsoeg, Fejl = f.Fejl });
        if (nu - webhook.FejlerSiden >= Webhook.Taalmodighed)
            await webhook.SlaaFraAsync(haendelser, $"Intet er leveret i {Webhook.Taalmodighed.Days} døgn. Senest: {f.Fejl}", ct);
        else if (webhook.AfvistITraek >= Webhook.MaksITraek)
            await webhook.SlaaFraAsync(haendelser, $"Modtageren har afvist {Webhook.MaksITraek} hændelser i træk. Senest: {f.Fejl}", ct);
        else if (await db.Webhookfejl.CountAsync(x => x.WebhookId == webhook.Id, ct) >= Webhook.MaksFejl)
            await webhook.SlaaFraAsync(haendelser, $"Modtageren har afvist {Webhook.MaksFejl} hændelser. Senest: {f.Fejl}", ct);
    }
}
