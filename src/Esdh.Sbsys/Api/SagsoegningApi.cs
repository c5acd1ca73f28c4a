using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Sbsys.Foresp;
using Esdh.Sbsys.Web;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sbsys.Api;

/// <summary>Searching for cases.</summary>
internal static class SagsoegningApi
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapPost("/sag/search", Soeg).Kraever(AccessRules.Laesning).WithSummary("Søg efter sager (SBSYS)");

    private static async Task<IResult> Soeg(HttpRequest request, Sagsoegning soegning, Aktoer aktoer, CancellationToken ct)
    {
        var medParter = request.Query["InkluderParterIResultat"].ToString().Equals("true", StringComparison.OrdinalIgnoreCase);
        return Svar.Ok(await soegning.SoegAsync(aktoer, await Krop.LaesAsync(request, ct), medParter, ct));
    }
}
