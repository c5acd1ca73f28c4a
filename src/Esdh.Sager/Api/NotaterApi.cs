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

/// <summary>Notes over REST.</summary>
internal static class NotaterApi
{
    /// <param name="Tekst">HTML; cleaned before it is kept.</param>
    /// <param name="Endeligt">Locks it for ever.</param>
    public sealed record NytNotat(
        string? Overskrift, string? Tekst, DateTimeOffset? Kontakttidspunkt = null, string? Kilde = null, Guid? SagspartId = null, Guid? DelforloebId = null,
        bool Endeligt = false, Guid? RetterNotatId = null);

    public static void Map(IEndpointRouteBuilder api)
    {
        var sag = api.MapGroup("/sager/{sag}/notater").WithTags("Notater");
        sag.MapGet("", Liste).Kraever(AccessRules.Laesning).WithSummary("Notater på en sag");
        sag.MapPost("", Skriv).Kraever(AccessRules.Sagsarbejde).WithSummary("Skriv et notat på en sag");
        var notater = api.MapGroup("/notater/{id:guid}").WithTags("Notater");
        notater.MapGet("", Hent).Kraever(AccessRules.Laesning).WithSummary("Hent et notat");
        notater.MapPut("", Ret).Kraever(AccessRules.Sagsarbejde).WithSummary("Ret en kladde til et notat");
        notater.MapPost("/endeligt", GoerEndeligt).Kraever(AccessRules.Sagsarbejde).WithSummary("Gør et notat endeligt");
        notater.MapDelete("", Slet).Kraever(AccessRules.Sagsarbejde).WithSummary("Slet en kladde til et notat");
    }

    private static async Task<Ok<Side<Notatvisning>>> Liste(string sag, string? efter, int? antal, SagerDb db, Notatopslag opslag, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        var s = await db.FindSagAsync(aktoer, sag, ct);
        spor.Paa(s);
        return TypedResults.Ok(await opslag.PaaSagAsync(s.Id, efter, Cursor.PageSize(antal), ct));
    }

    private static async Task<Created<SkrivNotat.Svar>> Skriv(string sag, NytNotat n, Authority myndighed, Aktoer aktoer, HttpResponse response, CancellationToken ct)
    {
        var svar = await myndighed.Queue.RunAsync((SkrivNotat act) => act.Udfoer(new(aktoer, sag, Felter(n), n.Endeligt, n.RetterNotatId), ct), ct);
        response.Headers.ETag = Preconditions.ETag(svar.Version);
        return TypedResults.Created($"/api/v1/notater/{svar.Id}", svar);
    }

    private static async Task<Ok<Notatvisning>> Hent(Guid id, Notatopslag opslag, Aktoer aktoer, HttpResponse response, CancellationToken ct)
    {
        var notat = await opslag.HentAsync(aktoer, id, ct);
        response.Headers.ETag = Preconditions.ETag(notat.Version);
        return TypedResults.Ok(notat);
    }

    private static async Task<Ok<RetNotat.Svar>> Ret(Guid id, NytNotat n, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((RetNotat act) => act.Udfoer(new(aktoer, id, Felter(n), n.Endeligt, set), ct), ct));
    }

    private static async Task<Ok<RetNotat.Svar>> GoerEndeligt(Guid id, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        return TypedResults.Ok(await myndighed.Queue.RunAsync((RetNotat act) => act.Udfoer(new(aktoer, id, null, true, set), ct), ct));
    }

    private static async Task<NoContent> Slet(Guid id, Authority myndighed, Aktoer aktoer, HttpRequest request, CancellationToken ct)
    {
        var set = request.IfMatch();
        await myndighed.Queue.RunAsync((SletNotatkladde act) => act.Udfoer(new(aktoer, id, set), ct), ct);
        return TypedResults.NoContent();
    }

    private static Notatkontrol.Felter Felter(NytNotat n) => new(n.Overskrift, n.Tekst, n.Kontakttidspunkt, n.Kilde, n.SagspartId, n.DelforloebId);
}
