using Esdh.Core.Web;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Testing;

/// <summary>A route as the server has it, found in its own table, so that a new one is covered at once.</summary>
/// <param name="Metode">GET, POST ...</param>
/// <param name="Moenster">As mapped, without constraints: <c>/sager/{sag}/parter</c>.</param>
/// <param name="Regel">Who may call it.</param>
/// <param name="Forespoergsler">So many statements at most.</param>
public sealed record Rute(string Metode, string Moenster, AccessRule Regel, int Forespoergsler)
{
    public bool ErApi => Moenster.StartsWith("/api/", StringComparison.Ordinal);

    /// <summary>A page that a person asks for: not the API, nor what scripts, frames and downloads ask for.</summary>
    public bool ErSide => Metode == "GET" && !ErApi && !Moenster.StartsWith("/auth/", StringComparison.Ordinal) && !Moenster.StartsWith("/openapi", StringComparison.Ordinal)
        && !Moenster.StartsWith("/sundhed", StringComparison.Ordinal);

    public override string ToString() => $"{Metode} {Moenster}";

    /// <summary>
    /// Every route of every module, save of those that are switched off in the demonstration's authority: they are not there, and their own tests switch them on. Nor
    /// those of <see cref="Sbsys"/>, whose keys, bodies and answers are others: their own tests hold them to the same promises.
    /// </summary>
    public static IReadOnlyList<Rute> Alle(Testserver server) => [.. Hver(server).Where(r => !ErSbsys(r))];

    /// <summary>The routes of the surface that robots and integrations of SBSYS speak.</summary>
    public static IReadOnlyList<Rute> Sbsys(Testserver server) => [.. Hver(server).Where(ErSbsys)];

    private static bool ErSbsys(Rute rute) => rute.Moenster.StartsWith("/sbsys", StringComparison.Ordinal);

    private static IReadOnlyList<Rute> Hver(Testserver server) =>
    [
        .. from endpoint in server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
           let mark = endpoint.Metadata.GetMetadata<ModuleMark>()
           where mark is not null && (!mark.IsOptional || server.Services.GetRequiredService<Core.Authorities.AuthorityRegistry>().Opened.Any(a => a.Key == "korsbaek" && a.IsOn(mark.Name)))
           where mark.Name != Core.Authorities.AuthorityRegistry.ClubKey // nobody is a member in the demonstration without cases: held by Esdh.Klub.Tests, whose server has a club
           from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"]
           let pattern = "/" + string.Join('/', endpoint.RoutePattern.PathSegments.Select(s => string.Concat(s.Parts.Select(Del))))
           orderby pattern, method
           select new Rute(method, pattern, endpoint.Metadata.GetMetadata<AccessRule>()!, endpoint.Metadata.GetMetadata<QueryBound>()?.Statements ?? QueryBound.Default),
    ];

    /// <summary>The address with each parameter replaced.</summary>
    /// <param name="vaerdi">Gives the value of a parameter in this pattern, or null where it has none.</param>
    public string? Udfyld(Func<string, string, string?> vaerdi)
    {
        var sti = "";
        foreach (var led in Moenster.Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!led.StartsWith('{'))
            {
                sti += "/" + led;
                continue;
            }

            if (vaerdi(sti, led.Trim('{', '}', '*')) is not { } v)
                return null;
            sti += "/" + v;
        }

        return sti.Length == 0 ? "/" : sti;
    }

    private static string Del(Microsoft.AspNetCore.Routing.Patterns.RoutePatternPart part) => part switch
    {
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternParameterPart p => "{" + p.Name + "}",
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternLiteralPart l => l.Content,
        Microsoft.AspNetCore.Routing.Patterns.RoutePatternSeparatorPart s => s.Content,
        _ => "",
    };
}
