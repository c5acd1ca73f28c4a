using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Core.Web;

/// <summary>What a load balancer and a monitor ask. Open to everyone, so it tells nothing of authorities.</summary>
public static class Health
{
    /// <summary>Less than this free where the data lie, and the server asks not to be sent more.</summary>
    private const long LeastFreeBytes = 200L * 1024 * 1024;

    /// <param name="Status"><c>levende</c>, <c>klar</c> or <c>ikke klar</c>.</param>
    /// <param name="Mangler">What is in the way: <c>database</c>, <c>disk</c>.</param>
    public sealed record Sundhed(string Status, IReadOnlyList<string>? Mangler = null);

    public static void MapHealth(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/sundhed").AabenForAlle().WithMetadata(new NoAuthorityNeeded()).WithTags("Sundhed");
        health.MapGet("/levende", () => TypedResults.Ok(new Sundhed("levende"))).WithSummary("Serveren svarer");
        health.MapGet("/klar", Ready).WithSummary("Serveren kan tage imod: databaserne svarer, og der er plads på disken");
    }

    private static IResult Ready(AuthorityRegistry registry, DatabaseOptions options, HttpResponse response)
    {
        response.Headers.CacheControl = "no-store";
        List<string> missing = [];
        if (!registry.Stores.Any() || registry.Stores.Any(store => !Answers(store)))
            missing.Add("database");
        if (new DriveInfo(options.Folder).AvailableFreeSpace < LeastFreeBytes)
            missing.Add("disk");
        return missing.Count == 0 ? TypedResults.Ok(new Sundhed("klar")) : TypedResults.Json(new Sundhed("ikke klar", missing), statusCode: StatusCodes.Status503ServiceUnavailable);
    }

    private static bool Answers(Authority store)
    {
        try
        {
            using var reader = store.OpenReader();
            using var command = reader.CreateCommand();
            command.CommandText = "select 1";
            command.CommandTimeout = 2;
            return command.ExecuteScalar() is not null;
        }
        catch (Exception e) when (e is System.Data.Common.DbException or InvalidOperationException or TimeoutException)
        {
            return false;
        }
    }
}
