using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Sager.Foresp;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Sider;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Api;

/// <summary>Phrases over REST: those of the whole authority and of the caller's units.</summary>
internal static class FraserApi
{
    /// <param name="Noegle">Only when it is made.</param>
    /// <param name="Tekst">Plain text; may hold merge fields.</param>
    /// <param name="EnhedId">Null for the whole authority.</param>
    /// <param name="Gennemses">The last day before it must be looked through; a year from today when not said.</param>
    public sealed record Indhold(string? Noegle = null, string? Titel = null, string? Tekst = null, Guid? EnhedId = null, Guid? EjerId = null, DateOnly? Gennemses = null, bool Aktiv = true);

    public static void Map(IEndpointRouteBuilder api)
    {
        var fraser = api.MapGroup("/fraser").WithTags("Opsætning");
        fraser.MapGet("", Liste).Kraever(AccessRules.Laesning | Roller.Administrator).WithSummary("Fraser, som du kan skrive med");
        fraser.MapGet("/{id:guid}", Hent).Kraever(AccessRules.Laesning | Roller.Administrator).WithSummary("Hent en frase");
        fraser.MapPost("", Opret).Kraever(AccessRules.Sagsarbejde | Roller.Administrator).WithSummary("Opret en frase");
        fraser.MapPut("/{id:guid}", Ret).Kraever(AccessRules.Sagsarbejde | Roller.Administrator).WithSummary("Ret en frase, eller sig, at den er set igennem");
    }

    private static async Task<Ok<Side<Fraselinje>>> Liste(Fraseopslag opslag, Aktoer aktoer, CancellationToken ct, string? q = null, bool forfaldne = false, string? efter = null, int? antal = null) =>
        TypedResults.Ok(await opslag.ListeAsync(aktoer, q, forfaldne, efter, Cursor.PageSize(antal), ct));

    private static async Task<Ok<Fraselinje>> Hent(Guid id, Fraseopslag opslag, Aktoer aktoer, HttpResponse response, CancellationToken ct)
    {
        var frase = await opslag.HentAsync(aktoer, id, ct);
        response.Headers.ETag = Preconditions.ETag(frase.Version);
        return TypedResults.Ok(frase);
    }

    private static async Task<Created<GemFrase.Svar>> Opret(Indhold f, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var svar = await myndighed.Queue.RunAsync((GemFrase act) => act.Udfoer(new(aktoer, null, f.Noegle, f.Titel, f.Tekst, f.EnhedId, f.EjerId, f.Gennemses, f.Aktiv), ct), ct);
        return TypedResults.Created($"/api/v1/fraser/{svar.Id}", svar);
    }

    private static async Task<Ok<GemFrase.Svar>> Ret(Guid id, Indhold f, Authority myndighed, Aktoer aktoer, HttpRequest request, HttpResponse response, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((GemFrase act) => act.Udfoer(new(aktoer, id, null, f.Titel, f.Tekst, f.EnhedId, f.EjerId, f.Gennemses, f.Aktiv, set), ct), ct);
        response.Headers.ETag = Preconditions.ETag(svar.Version);
        return TypedResults.Ok(svar);
    }
}
