using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Web;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Api;

/// <summary>Kinds of decisions over REST: read by all who work with cases, changed by administrators, never deleted.</summary>
internal static class AfgoerelsestyperApi
{
    /// <param name="Noegle">Only when it is made.</param>
    /// <param name="Klageinstans">The other authority that it can be appealed to; then a decision of this kind needs a complaint guide (forvaltningsloven § 25).</param>
    /// <param name="Klagevejledning">What is written when nobody writes another.</param>
    /// <param name="KaedeId">The chain that must approve that one is made.</param>
    public sealed record Indhold(string? Noegle = null, string? Navn = null, string? Klageinstans = null, string? Klagevejledning = null, bool Aktiv = true, Guid? KaedeId = null);

    internal sealed record Visning(Guid Id, string Noegle, string Navn, string? Klageinstans, string? Klagevejledning, bool Aktiv, long Version, Guid? KaedeId);

    public static void Map(IEndpointRouteBuilder api)
    {
        var typer = api.MapGroup("/afgoerelsestyper").WithTags("Opsætning");
        typer.MapGet("", Alle).Kraever(AccessRules.Laesning | Roller.Administrator).WithSummary("Afgørelsestyper");
        typer.MapPost("", Opret).Kraever(Roller.Administrator).WithSummary("Opret en afgørelsestype");
        typer.MapPut("/{id:guid}", Ret).Kraever(Roller.Administrator).WithSummary("Ret en afgørelsestype");
    }

    private static async Task<Ok<List<Visning>>> Alle(SagerDb db, CancellationToken ct) => TypedResults.Ok(
        await db.Afgoerelsestyper.OrderBy(t => t.Navn).Take(Cursor.MaxPage).Select(t => new Visning(t.Id, t.Noegle, t.Navn, t.Klageinstans, t.Klagevejledning, t.Aktiv, t.Version, t.KaedeId)).ToListAsync(ct));

    private static async Task<Created<GemAfgoerelsestype.Svar>> Opret(Indhold t, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var svar = await myndighed.Queue.RunAsync((GemAfgoerelsestype act) => act.Udfoer(new(aktoer, null, t.Noegle, t.Navn, t.Klageinstans, t.Klagevejledning, t.Aktiv, KaedeId: t.KaedeId), ct), ct);
        return TypedResults.Created($"/api/v1/afgoerelsestyper/{svar.Id}", svar);
    }

    private static async Task<Ok<GemAfgoerelsestype.Svar>> Ret(Guid id, Indhold t, Authority myndighed, Aktoer aktoer, HttpRequest request, HttpResponse response, CancellationToken ct)
    {
        var set = request.IfMatch();
        var svar = await myndighed.Queue.RunAsync((GemAfgoerelsestype act) => act.Udfoer(new(aktoer, id, t.Noegle, t.Navn, t.Klageinstans, t.Klagevejledning, t.Aktiv, set, t.KaedeId), ct), ct);
        response.Headers.ETag = Preconditions.ETag(svar.Version);
        return TypedResults.Ok(svar);
    }
}
