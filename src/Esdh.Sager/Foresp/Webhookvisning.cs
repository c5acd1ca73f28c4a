using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>A webhook as its owner and administrators see it; never its secret.</summary>
/// <param name="Efter">Everything up to this event is dealt with.</param>
/// <param name="Afviste">Events on the list of failures.</param>
internal sealed record Webhookvisning(
    Guid Id, string Url, IReadOnlyList<string> Typer, bool Aktiv, Guid EjerId, long Efter, DateTimeOffset Oprettet, DateTimeOffset? SenestLeveret, DateTimeOffset? FejlerSiden,
    DateTimeOffset? NaesteForsoeg, string? SenesteFejl, string? SlaaetFraGrund, int Afviste, long Version);

/// <summary>An event that the receiver refused.</summary>
internal sealed record Webhookfejlvisning(long Haendelse, string? Type, DateTimeOffset Tid, int Forsoeg, string Fejl, bool Gensendes);

/// <summary>A webhook that an administrator must look at.</summary>
/// <param name="SlaaetFraGrund">Why the server switched it off.</param>
/// <param name="FejlerSiden">Since when nothing gets through.</param>
/// <param name="Afviste">Events on the list of failures that nobody has asked to send again.</param>
internal sealed record Webhookvarsel(Guid Id, string Url, string? SlaaetFraGrund, DateTimeOffset? FejlerSiden, string? SenesteFejl, int Afviste);

internal static class Webhookforesp
{
    /// <summary>Those the actor may handle: one's own, and an administrator's all.</summary>
    public static IQueryable<Webhook> For(this IQueryable<Webhook> webhooks, Aktoer aktoer) =>
        aktoer.Har(Roller.Administrator) ? webhooks : webhooks.Where(w => w.EjerId == aktoer.Id);

    /// <exception cref="NotFoundException">Not there, or not the actor's.</exception>
    public static async Task<Webhook> FindWebhookAsync(this SagerDb db, Aktoer aktoer, Guid id, CancellationToken ct) =>
        await db.Webhooks.For(aktoer).SingleOrDefaultAsync(w => w.Id == id, ct) ?? throw new NotFoundException("Webhooken findes ikke.");

    /// <summary>All of the actor's; there are at most <see cref="WebhookRegler.Hoejst"/>.</summary>
    public static async Task<IReadOnlyList<Webhookvisning>> ListeAsync(SagerDb db, Aktoer aktoer, CancellationToken ct) =>
        await Vis(db, db.Webhooks.For(aktoer).OrderBy(w => w.Id)).ToListAsync(ct);

    /// <exception cref="NotFoundException">Not there, or not the actor's.</exception>
    public static async Task<Webhookvisning> HentAsync(SagerDb db, Aktoer aktoer, Guid id, CancellationToken ct) =>
        await Vis(db, db.Webhooks.For(aktoer).Where(w => w.Id == id)).SingleOrDefaultAsync(ct) ?? throw new NotFoundException("Webhooken findes ikke.");

    /// <summary>Oldest first.</summary>
    public static async Task<Side<Webhookfejlvisning>> FejlAsync(SagerDb db, Core.Events.CoreDb core, Guid id, string? efter, int antal, CancellationToken ct)
    {
        var fra = Cursor.Decode<Fejlplads>(efter)?.Haendelse ?? 0;
        var raekker = await db.Webhookfejl.Where(f => f.WebhookId == id && f.Haendelse > fra).OrderBy(f => f.Haendelse).Take(antal + 1).ToListAsync(ct);
        var naeste = raekker.Count > antal ? Cursor.Encode(new Fejlplads(raekker[antal - 1].Haendelse)) : null;
        var numre = raekker.Take(antal).Select(f => f.Haendelse).ToList();
        var typer = await core.Haendelser.Where(h => numre.Contains(h.Nr)).ToDictionaryAsync(h => h.Nr, h => h.Type, ct);
        return new([.. raekker.Take(antal).Select(f => new Webhookfejlvisning(f.Haendelse, typer.GetValueOrDefault(f.Haendelse), f.Tid, f.Forsoeg, f.Fejl, f.Gensendes))], naeste);
    }

    /// <summary>What has gone wrong and does not pass by itself, for those who can do something about it.</summary>
    public static async Task<IReadOnlyList<Webhookvarsel>> VarslerAsync(SagerDb db, Aktoer aktoer, DateTimeOffset nu, CancellationToken ct)
    {
        if (!aktoer.Har(Roller.Administrator))
            return [];
        var foer = nu - Webhook.Varsles;
        return await db.Webhooks
            .Where(w => w.SlaaetFraGrund != null || w.FejlerSiden <= foer || db.Webhookfejl.Any(f => f.WebhookId == w.Id && !f.Gensendes))
            .OrderBy(w => w.Id).Take(WebhookRegler.Hoejst)
            .Select(w => new Webhookvarsel(w.Id, w.Url, w.Aktiv ? null : w.SlaaetFraGrund, w.FejlerSiden, w.SenesteFejl, db.Webhookfejl.Count(f => f.WebhookId == w.Id && !f.Gensendes)))
            .ToListAsync(ct);
    }

    private static IQueryable<Webhookvisning> Vis(SagerDb db, IQueryable<Webhook> webhooks) => webhooks.Select(w => new Webhookvisning(
        w.Id, w.Url, w.Typer, w.Aktiv, w.EjerId, w.Efter, w.Oprettet, w.SenestLeveret, w.FejlerSiden, w.NaesteForsoeg, w.SenesteFejl, w.SlaaetFraGrund,
        db.Webhookfejl.Count(f => f.WebhookId == w.Id), w.Version));

    private sealed record Fejlplads(long Haendelse);
}
