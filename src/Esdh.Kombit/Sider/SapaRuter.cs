using Esdh.Core.Access;
using Esdh.Core.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Kombit.Sider;

/// <summary>The way from SAPA to the case or document, registered there as the address to hop to. It leads to the page itself, which shows what the user who comes may see.</summary>
internal static class SapaRuter
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var sapa = routes.MapGroup("/sapa").ExcludeFromDescription();
        sapa.MapGet("/sag/{sag}", IResult (string sag) => Results.Redirect($"/sager/{Uri.EscapeDataString(sag)}")).Kraever(AccessRules.Laesning).WithSummary("Sprang fra SAPA til en sag");
        sapa.MapGet("/dokument/{id:guid}", IResult (Guid id) => Results.Redirect($"/dokumenter/{id}")).Kraever(AccessRules.Laesning).WithSummary("Sprang fra SAPA til et dokument");
    }
}
