using Microsoft.AspNetCore.Builder;

namespace Esdh.Core.Web;

/// <summary>
/// How many statements a request of a route sends to the databases at most, however much there is to show. Tests hold every route that reads against it, and fail
/// when the number grows with the rows.
/// </summary>
public sealed record QueryBound(int Statements)
{
    /// <summary>Of a route that names no other.</summary>
    public const int Default = 30;
}

public static class QueryBounds
{
    /// <summary>The route needs more than most: a page that gathers much.</summary>
    /// <param name="route">The route.</param>
    /// <param name="statements">At most so many, and not many more than it sends.</param>
    public static T SpoergerHoejst<T>(this T route, int statements) where T : IEndpointConventionBuilder => route.WithMetadata(new QueryBound(statements));
}
