using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

// In the outermost namespace on purpose: from within Esdh these are nearer than ASP.NET Core's methods of the same names, so every module maps its routes with them.
namespace Esdh;

/// <summary>
/// Maps routes as ASP.NET Core does, save that what binds a request to a handler is compiled when the route is first met. There are hundreds of
/// routes, a server meets few of them in its first second, and compiling all took a third of its start (docs/ydelse.md).
/// A handler that cannot be bound still fails the start, since its parameters are looked through then.
/// </summary>
public static class Routes
{
    private static readonly string[] Get = [HttpMethods.Get], Post = [HttpMethods.Post], Put = [HttpMethods.Put], Patch = [HttpMethods.Patch], Delete = [HttpMethods.Delete];

    public static RouteHandlerBuilder MapGet(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Delegate handler) => routes.MapMethods(pattern, Get, handler);

    public static RouteHandlerBuilder MapPost(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Delegate handler) => routes.MapMethods(pattern, Post, handler);

    public static RouteHandlerBuilder MapPut(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Delegate handler) => routes.MapMethods(pattern, Put, handler);

    public static RouteHandlerBuilder MapPatch(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Delegate handler) => routes.MapMethods(pattern, Patch, handler);

    public static RouteHandlerBuilder MapDelete(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Delegate handler) => routes.MapMethods(pattern, Delete, handler);

    /// <summary>Whatever the method.</summary>
    public static RouteHandlerBuilder Map(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, Delegate handler) => routes.Map(pattern, null, handler);

    public static RouteHandlerBuilder MapMethods(this IEndpointRouteBuilder routes, [StringSyntax("Route")] string pattern, IEnumerable<string> methods, Delegate handler) => routes.Map(pattern, methods, handler);

    private static RouteHandlerBuilder Map(this IEndpointRouteBuilder routes, string pattern, IEnumerable<string>? methods, Delegate handler) =>
        RouteHandlerServices.Map(routes, pattern, handler, methods, RequestDelegateFactory.InferMetadata, WhenFirstMet, handler.Method);

    private static RequestDelegateResult WhenFirstMet(Delegate handler, RequestDelegateFactoryOptions options, RequestDelegateMetadataResult? metadata)
    {
        var compiled = new Lazy<RequestDelegate>(() => RequestDelegateFactory.Create(handler, options, metadata).RequestDelegate);
        return new(context => compiled.Value(context), metadata?.EndpointMetadata ?? []);
    }
}
