using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Removes a webhook with its list of failures.</summary>
internal sealed class SletWebhook(SagerDb db, EventLog haendelser)
{
    public sealed record Kommando(Aktoer Aktoer, Guid Id, long? IfMatch = null);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var webhook = await db.FindWebhookAsync(k.Aktoer, k.Id, ct);
        Preconditions.Check(webhook.Version, k.IfMatch);
        await db.Webhookfejl.Where(f => f.WebhookId == k.Id).ExecuteDeleteAsync(ct);
        db.Remove(webhook);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new WebhookSlettet(webhook.Url), null, webhook.Id, ct);
    }
}
