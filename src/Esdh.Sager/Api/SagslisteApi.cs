using Esdh.Adgang.Contract;
using Esdh.Core;
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
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Api;

/// <summary>Lists of cases over REST, with the page's filters, favourites and saved views.</summary>
internal static class SagslisteApi
{
    /// <param name="Navn">1 to 60 characters; one of the same name is replaced.</param>
    /// <param name="Forespoergsel">The list's query string without question mark.</param>
    /// <param name="Del">The caller's unit sees it too.</param>
    public sealed record NyVisning(string? Navn, string? Forespoergsel, bool Del = false, bool ErStandard = false);

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/sager", Liste).Kraever(AccessRules.Laesning).WithTags("Sager").WithSummary("Sager efter filtre, en side ad gangen");
        api.MapPut("/sager/{sag}/favorit", (string sag, Authority m, Aktoer a, CancellationToken ct) => Favorit(sag, true, m, a, ct)).Kraever(AccessRules.Laesning).WithTags("Sager").WithSummary("Sæt din stjerne på sagen");
        api.MapDelete("/sager/{sag}/favorit", (string sag, Authority m, Aktoer a, CancellationToken ct) => Favorit(sag, false, m, a, ct)).Kraever(AccessRules.Laesning).WithTags("Sager").WithSummary("Fjern din stjerne fra sagen");
        var visninger = api.MapGroup("/visninger").WithTags("Visninger");
        visninger.MapGet("", Visninger).Kraever(AccessRules.Laesning).WithSummary("Dine og enhedens gemte visninger");
        visninger.MapPost("", Gem).Kraever(AccessRules.Laesning).KunSomSigSelv().WithSummary("Gem en visning");
        visninger.MapDelete("/{id:guid}", Slet).Kraever(AccessRules.Laesning).KunSomSigSelv().WithSummary("Slet en af dine visninger");
    }

    private static async Task<Ok<Sagsside>> Liste(HttpRequest request, string? efter, string? foer, int? antal, Sagsliste liste, Authority myndighed, Setebog setebog, Aktoer aktoer, Adgangsspor spor, CancellationToken ct)
    {
        var filter = Sagsfilter.Laes(request.Query);
        if (filter.Tekst is not null)
            spor.Soegeord(filter.Tekst);
        if (filter.Kun == "sete")
            await setebog.SkrivAsync(myndighed, ct);
        return TypedResults.Ok(await liste.HentAsync(aktoer, filter, efter, foer, Cursor.PageSize(antal), ct));
    }

    private static async Task<Ok<SaetFavorit.Svar>> Favorit(string sag, bool paa, Authority myndighed, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(await myndighed.Queue.RunAsync((SaetFavorit act) => act.Udfoer(new(aktoer, sag, paa), ct), ct));

    private static async Task<Ok<IReadOnlyList<Visningsforesp.Visning>>> Visninger(SagerDb db, Aktoer aktoer, CancellationToken ct) => TypedResults.Ok(await db.VisningerAsync(aktoer, ct));

    private static async Task<Created<GemVisning.Svar>> Gem(NyVisning v, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        var svar = await myndighed.Queue.RunAsync((GemVisning act) => act.Udfoer(new(aktoer, v.Navn, v.Forespoergsel, v.Del, v.ErStandard), ct), ct);
        return TypedResults.Created("/api/v1/visninger", svar);
    }

    private static async Task<NoContent> Slet(Guid id, Authority myndighed, Aktoer aktoer, CancellationToken ct)
    {
        await myndighed.Queue.RunAsync((SletVisning act) => act.Udfoer(new(aktoer, id), ct), ct);
        return TypedResults.NoContent();
    }
}
