using Esdh.Core.Access;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Esdh.Core.Web;

/// <summary>Who may call a route. What they may see of cases and documents is decided by the query, not here.</summary>
/// <param name="Roles">Any of these roles is enough; <see cref="Roller.Ingen"/> means everyone who is signed in.</param>
/// <param name="Anonymous">No sign-in needed.</param>
public sealed record AccessRule(Roller Roles, bool Anonymous)
{
    public bool Admits(Aktoer? actor) => Anonymous || (actor is not null && (Roles == Roller.Ingen || actor.Har(Roles)));
}

/// <summary>The module a route belongs to.</summary>
/// <param name="Name">Its key.</param>
/// <param name="IsOptional">The route is there only where the authority has switched the module on.</param>
public sealed record ModuleMark(string Name, bool IsOptional = false);

/// <summary>The route needs no authority: health, static files of the host.</summary>
public sealed class NoAuthorityNeeded;

/// <summary>What a route says about itself; a route that says nothing stops the server from starting.</summary>
public static class AccessRules
{
    /// <summary>Those who work with cases.</summary>
    public const Roller Sagsarbejde = Roller.Sagsbehandler | Roller.Leder | Roller.Arkivar | Roller.Robot;

    /// <summary>Those who may read what their lists admit.</summary>
    public const Roller Laesning = Sagsarbejde | Roller.Revisor;

    /// <summary>Everyone who is signed in.</summary>
    public static T KraeverLogon<T>(this T route) where T : IEndpointConventionBuilder => route.WithRule(new(Roller.Ingen, false));

    /// <summary>Anyone with one of the roles.</summary>
    public static T Kraever<T>(this T route, Roller roles) where T : IEndpointConventionBuilder => route.WithRule(new(roles, false));

    /// <summary>Everyone, also without signing in.</summary>
    public static T AabenForAlle<T>(this T route) where T : IEndpointConventionBuilder => route.WithRule(new(Roller.Ingen, true));

    /// <summary>What ASP.NET Core itself adds in Development for static files that came after the build.</summary>
    private const string NewStaticFiles = "{**path:file}";

    /// <param name="routes">The application's, after <c>UseEndpoints</c>: before, it knows none.</param>
    /// <exception cref="InvalidOperationException">Names every route without a rule.</exception>
    public static void EnsureEveryRouteHasOne(EndpointDataSource routes)
    {
        var naked = routes.Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<AccessRule>() is null && e.RoutePattern.RawText != NewStaticFiles)
            .Select(e => e.DisplayName ?? e.RoutePattern.RawText ?? "?").ToList();
        if (naked.Count > 0)
            throw new InvalidOperationException("These routes name no access rule: " + string.Join(", ", naked));
    }

    private static T WithRule<T>(this T route, AccessRule rule) where T : IEndpointConventionBuilder
    {
        route.Add(endpoint => endpoint.Metadata.Add(rule));
        return route;
    }
}
