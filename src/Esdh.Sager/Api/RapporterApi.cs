using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Sager.Foresp;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Sager.Api;

/// <summary>The figures of the reports.</summary>
internal static class RapporterApi
{
    public static void Map(IEndpointRouteBuilder api) =>
        api.MapGet("/rapporter", Hent).Kraever(AccessRules.Laesning).WithTags("Rapporter").WithSummary("Nøgletal over de sager, du ser; enhed=ID kun én enheds");

    private static async Task<Ok<Rapporttal>> Hent(Guid? enhed, Rapporter rapporter, Aktoer aktoer, CancellationToken ct) =>
        TypedResults.Ok(await rapporter.TalAsync(aktoer, enhed, ct));
}
