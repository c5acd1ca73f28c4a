using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Esdh.Sager.Webhooks;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Api;

/// <summary>Subscriptions to events over REST.</summary>
internal static class WebhooksApi
{
    public sealed record NyWebhook(string? Url, IReadOnlyList<string>? Typer = null, long? Efter = null, Guid? EjerId = null);

    /// <summary>Null members stay as they are.</summary>
    public sealed record Rettelse(string? Url = null, IReadOnlyList<string>? Typer = null, bool? Aktiv = null);

    public sealed record Gensendelse(long? Haendelse = null);

    /// <param name="Hemmelighed">Deliveries are signed with it. It is shown this once.</param>
    internal sealed record Oprettet(Guid Id, string Hemmelighed, long Version);

    internal sealed record Hemmelighed(string Vaerdi, long Version);

    internal sealed record Rettet(long Version);

    public static void Map(IEndpointRouteBuilder api)
    {
        var webhooks = api.MapGroup("/webhooks").Kraever(Roller.Administrator | Roller.Robot).WithTags("Webhooks");
        webhooks.MapGet("", Liste).WithSummary("Dine webhooks; en administrators alle");
        webhooks.MapPost("", Opret).WithSummary("Få hændelser sendt til en adresse");
        webhooks.MapGet("/{id:guid}", Hent).WithSummary("Hent en webhook");
        webhooks.MapPatch("/{id:guid}", Ret).WithSummary("Ret en webhook, eller slå den til eller fra");
        webhooks.MapDelete("/{id:guid}", Slet).WithSummary("Slet en webhook");
        webhooks.MapPost("/{id:guid}/hemmelighed", NyHemmelighed).WithSummary("Giv webhooken en ny hemmelighed");
        webhooks.MapGet("/{id:guid}/fejl", Fejl).WithSummary("Hændelser, modtageren har afvist");
        webhooks.MapPost("/{id:guid}/fejl/gensendelse", Gensend).WithSummary("Send afviste hændelser igen, en eller alle");
    }

    private static async Task<Ok<Side<Webhookvisning>>> Liste(SagerDb db, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(new Side<Webhookvisning>(await Webhookforesp.ListeAsync(db, aktoer, ct), null));

    private static async Task<Created<Oprettet>> Opret(NyWebhook a, Authority myndighed, Aktoer aktoer, Webhookafsender afsender, HttpResponse response, CancellationToken ct)
    {
        var svar = await myndighed.Queue.RunAsync((OpretWebhook act) => act.Udfoer(new(aktoer, a.Url, a.Typer, a.Efter, a.EjerId), ct), ct);
        response.Headers.ETag = Preconditions.ETag(svar.Version);
        return TypedResults.Created($"/api/v1/webhooks/{svar.Id}", new Oprettet(svar.Id, afsender.Vis(svar.Hemmelighed), svar.Version));
    }

    private static async Task<Ok<Webhookvisning>> Hent(Guid id, SagerDb db, Aktoer aktoer, HttpResponse response, CancellationToken ct)
    {
        var webhook = await Webhookforesp.HentAsync(db, aktoer, id, ct);
        response.Headers.ETag = Preconditions.ETag(webhook.Version);
        return TypedResults.Ok(webhook);
    }

    private static async Task<Ok<Rettet>> Ret(Guid id, Rettelse a, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(new Rettet((await myndighed.Queue.RunAsync((RetWebhook act) => act.Udfoer(new(aktoer, id, a.Url, a.Typer, a.Aktiv, false, set), ct), ct)).Version));
    }

    private static async Task<NoContent> Slet(Guid id, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        await myndighed.Queue.RunAsync((SletWebhook act) => act.Udfoer(new(aktoer, id, set), ct), ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Hemmelighed>> NyHemmelighed(Guid id, Authority myndighed, Aktoer aktoer, Webhookafsender afsender, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((RetWebhook act) => act.Udfoer(new(aktoer, id, NyHemmelighed: true, IfMatch: set), ct), ct);
        return TypedResults.Ok(new Hemmelighed(afsender.Vis(svar.Hemmelighed!), svar.Version));
    }

    private static async Task<Ok<Side<Webhookfejlvisning>>> Fejl(Guid id, string? efter, int? antal, SagerDb db, CoreDb core, Aktoer aktoer, CancellationToken ct)
    {
        var stoerrelse = Cursor.PageSize(antal);
        await db.FindWebhookAsync(aktoer, id, ct);
        return TypedResults.Ok(await Webhookforesp.FejlAsync(db, core, id, efter, stoerrelse, ct));
    }

    private static async Task<Ok<GensendWebhookfejl.Svar>> Gensend(Guid id, Gensendelse? a, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(await myndighed.Queue.RunAsync((GensendWebhookfejl act) => act.Udfoer(new(aktoer, id, a?.Haendelse), ct), ct));
}
