using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Api;

/// <summary>Reminders and their types over REST.</summary>
internal static class ErindringerApi
{
    /// <param name="Type">Key or id.</param>
    /// <param name="Dage">Days to the deadline, counted as the type does; instead of <paramref name="Frist"/>.</param>
    public sealed record NyErindring(
        string? Type, string? Titel = null, string? Beskrivelse = null, DateOnly? Frist = null, int? Dage = null, DateOnly? SynligFra = null, Guid? AnsvarligId = null,
        bool FoelgerSagen = true);

    /// <summary>Null leaves a field as it is.</summary>
    public sealed record Aendring(
        string? Titel = null, string? Beskrivelse = null, DateOnly? Frist = null, DateOnly? SynligFra = null, Guid? AnsvarligId = null, bool? FoelgerSagen = null);

    public sealed record Type(string? Noegle, string? Navn, int? Fristdage, int? Synligdage, bool IArbejdsdage = false, bool Aktiv = true);

    internal sealed record Oprettettype(Guid Id);

    public static void Map(IEndpointRouteBuilder api)
    {
        var sag = api.MapGroup("/sager/{sag}/erindringer").WithTags("Erindringer");
        sag.MapGet("", PaaSag).Kraever(AccessRules.Laesning).WithSummary("Erindringer på en sag");
        sag.MapPost("", Opret).Kraever(AccessRules.Sagsarbejde).WithSummary("Opret en erindring på en sag");
        var erindringer = api.MapGroup("/erindringer").WithTags("Erindringer");
        erindringer.MapGet("", Liste).Kraever(AccessRules.Laesning).WithSummary("Erindringer, nærmeste frist først; dine egne, når ansvarlig ikke er sagt");
        var en = erindringer.MapGroup("/{id:guid}");
        en.MapGet("", Hent).Kraever(AccessRules.Laesning).WithSummary("Hent en erindring");
        en.MapPatch("", Ret).Kraever(AccessRules.Sagsarbejde).WithSummary("Flyt, ret eller giv en erindring videre");
        en.MapPost("/klaring", Klaret).Kraever(AccessRules.Sagsarbejde).WithSummary("Erindringen er klaret");
        en.MapDelete("/klaring", Fortryd).Kraever(AccessRules.Sagsarbejde).WithSummary("Erindringen var ikke klaret alligevel");
        var typer = api.MapGroup("/erindringstyper").WithTags("Erindringer");
        typer.MapGet("", Typer).KraeverLogon().WithSummary("Erindringstyper");
        typer.MapPost("", OpretType).Kraever(Roller.Administrator).WithSummary("Opret en erindringstype");
        typer.MapPut("/{id:guid}", RetType).Kraever(Roller.Administrator).WithSummary("Ret en erindringstype");
    }

    private static async Task<Ok<Side<Erindringvisning>>> PaaSag(
        string sag, bool? klaret, string? efter, int? antal, SagerDb db, Erindringsopslag opslag, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        var s = await db.FindSagAsync(aktoer, sag, ct);
        spor.Paa(s);
        return TypedResults.Ok(await opslag.ListeAsync(aktoer, null, s.Id, klaret, null, efter, Cursor.PageSize(antal), ct));
    }

    private static async Task<Ok<Side<Erindringvisning>>> Liste(
        Guid? ansvarlig, bool? klaret, DateOnly? synlig, string? efter, int? antal, Erindringsopslag opslag, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(await opslag.ListeAsync(aktoer, ansvarlig ?? aktoer.Skrivebord, null, klaret ?? false, synlig, efter, Cursor.PageSize(antal), ct));

    private static async Task<Ok<Erindringvisning>> Hent(Guid id, Erindringsopslag opslag, Aktoer aktoer, HttpResponse response, CancellationToken ct)
    {
        var erindring = await opslag.HentAsync(aktoer, id, ct);
        response.Headers.ETag = Preconditions.ETag(erindring.Version);
        return TypedResults.Ok(erindring);
    }

    private static async Task<Created<OpretErindring.Svar>> Opret(string sag, NyErindring e, Authority myndighed, Aktoer aktoer, HttpResponse response, CancellationToken ct)
    {
        var svar = await myndighed.Queue.RunAsync((OpretErindring act) => act.Udfoer(new(
            aktoer, sag, e.Type, e.Titel, e.Beskrivelse, e.Frist, e.Dage, e.SynligFra, e.AnsvarligId, e.FoelgerSagen), ct), ct);
        response.Headers.ETag = Preconditions.ETag(svar.Version);
        return TypedResults.Created($"/api/v1/erindringer/{svar.Id}", svar);
    }

    private static async Task<Ok<RetErindring.Svar>> Ret(Guid id, Aendring a, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((RetErindring act) => act.Udfoer(new(
            aktoer, id, a.Titel, a.Beskrivelse, a.Frist, a.SynligFra, a.AnsvarligId, a.FoelgerSagen, set), ct), ct));
    }

    private static Task<Ok<KlarErindring.Svar>> Klaret(Guid id, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct) => Klar(id, false, myndighed, aktoer, request, ct);

    private static Task<Ok<KlarErindring.Svar>> Fortryd(Guid id, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct) => Klar(id, true, myndighed, aktoer, request, ct);

    private static async Task<Ok<KlarErindring.Svar>> Klar(Guid id, bool fortryd, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((KlarErindring act) => act.Udfoer(new(aktoer, id, fortryd, set), ct), ct));
    }

    private static async Task<Ok<List<Erindringstypevisning>>> Typer(bool? alle, Erindringsopslag opslag, CancellationToken ct) =>
        TypedResults.Ok(await opslag.TyperAsync(alle != true, ct));

    private static async Task<Created<Oprettettype>> OpretType(Type t, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var id = await GemAsync(null, t, myndighed, aktoer, null, ct);
        return TypedResults.Created($"/api/v1/erindringstyper/{id}", new Oprettettype(id));
    }

    private static async Task<NoContent> RetType(Guid id, Type t, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        await GemAsync(id, t, myndighed, aktoer, request.IfMatch(), ct);
        return TypedResults.NoContent();
    }

    private static Task<Guid> GemAsync(Guid? id, Type t, Authority myndighed, Aktoer aktoer, long? set, CancellationToken ct) =>
        myndighed.Queue.RunAsync((GemErindringstype act) => act.Udfoer(new(aktoer, id, t.Noegle, t.Navn, t.Fristdage, t.Synligdage, t.IArbejdsdage, t.Aktiv, set), ct), ct);
}
