using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Sends refused events again, one or all, and a waiting webhook tries at once.</summary>
internal sealed class GensendWebhookfejl(SagerDb db)
{
    /// <param name="Haendelse">The event's number; null means all on the list.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid Id, long? Haendelse = null);

    /// <summary>How many will be sent.</summary>
    public sealed record Svar(int Antal);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var webhook = await db.FindWebhookAsync(k.Aktoer, k.Id, ct);
        var antal = await db.Webhookfejl.Where(f => f.WebhookId == k.Id && (k.Haendelse == null || f.Haendelse == k.Haendelse))
            .ExecuteUpdateAsync(s => s.SetProperty(f => f.Gensendes, true), ct);
        if (k.Haendelse is not null && antal == 0)
            throw new NotFoundException("Hændelsen står ikke på listen.");
        webhook.NaesteForsoeg = null;
        await db.SaveChangesAsync(ct);
        return new(antal);
    }
}
