using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Sager.Foresp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Sider;

/// <summary>The case's own pages: overview and history. Its acts have their own routes.</summary>
internal static class SagRuter
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/sager/{sag}", (string sag, HttpContext context, Aktoer aktoer, Sagsrammeopslag ramme, Sagsoverblikopslag overblik, CancellationToken ct) =>
            ramme.VisAsync(context, aktoer, sag, async s => Side<Sagside>(new() { ["Sag"] = s, ["Overblik"] = await overblik.HentAsync(aktoer, s, ct) }), ct)).Kraever(AccessRules.Laesning);
        routes.MapGet("/sager/{sag}/historik", (string sag, HttpContext context, Aktoer aktoer, Sagsrammeopslag ramme, Sagsoverblikopslag overblik, CancellationToken ct) =>
            ramme.VisAsync(context, aktoer, sag, async s => Side<Historikside>(new() { ["Sag"] = s, ["Dage"] = await overblik.HistorikAsync(aktoer, s.Id, ct) }), ct)).Kraever(AccessRules.Laesning);
    }

    internal static RazorComponentResult<T> Side<T>(Dictionary<string, object?> parametre, int status = StatusCodes.Status200OK) where T : Microsoft.AspNetCore.Components.IComponent =>
        new(parametre) { StatusCode = status };
}
