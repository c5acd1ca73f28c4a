using System.Net;
using Esdh.Core.Web;
using Esdh.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Architecture.Tests;

[CollectionDefinition("server")]
public sealed class Serversamling : ICollectionFixture<Testserver>;

/// <summary>What holds for the server as a whole.</summary>
[Collection("server")]
public sealed class ServerTests(Testserver server)
{
    /// <summary>All but static files, among them the one that ASP.NET Core adds for new ones in Development.</summary>
    private List<RouteEndpoint> Ruter => [.. server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
        .Where(r => r.RoutePattern.RawText is not "{**path:file}" && r.Metadata.GetMetadata<StaticAssetDescriptor>() is null)];

    [Fact]
    public async Task En_ukendt_adresse_svarer_404()
    {
        using var answer = await server.Anonym().GetAsync(new Uri("/findes-ikke", UriKind.Relative));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public void Hver_rute_siger_hvem_der_har_adgang()
    {
        Assert.True(Ruter.Count > 10);
        Ingen.Af(UdenRegel(Ruter));
    }

    internal static IEnumerable<string?> UdenRegel(IEnumerable<RouteEndpoint> routes) => routes.Where(r => r.Metadata.GetMetadata<AccessRule>() is null).Select(r => r.RoutePattern.RawText);

    [Fact]
    public void Hver_rute_hoerer_til_et_modul_eller_er_serverens_egen() => Ingen.Af(UdenModul(Ruter));

    internal static IEnumerable<string?> UdenModul(IEnumerable<RouteEndpoint> routes) =>
        routes.Where(r => r.Metadata.GetMetadata<ModuleMark>() is null && r.Metadata.GetMetadata<NoAuthorityNeeded>() is null).Select(r => r.RoutePattern.RawText);

    /// <summary>Mapped with <see cref="Routes"/>: what is compiled before anyone has asked for it is waited for at every start (docs/ydelse.md).</summary>
    [Fact]
    public void Ingen_rute_oversaettes_foer_nogen_spoerger() => Ingen.Af(OversatVedStart(Ruter));

    internal static IEnumerable<string?> OversatVedStart(IEnumerable<RouteEndpoint> routes) =>
        routes.Where(r => r.Metadata.GetMetadata<ModuleMark>() is not null && r.RequestDelegate!.Method.DeclaringType?.DeclaringType != typeof(Routes)).Select(r => r.RoutePattern.RawText);

    [Fact]
    public void Adresser_er_med_smaa_bogstaver_uden_ae_oe_og_aa() => Ingen.Af(ForkerteAdresser(Ruter.Select(r => r.RoutePattern.RawText ?? "")));

    internal static IEnumerable<string> ForkerteAdresser(IEnumerable<string> patterns) => patterns.Where(p => Literals(p).Any(c => char.IsUpper(c) || c > 127)).Distinct();

    /// <summary>Without signing in, a route that is not open to all says 401, or sends a person to the sign-in page; never the thing itself.</summary>
    [Fact]
    public async Task Ingen_rute_svarer_den_der_ikke_er_logget_paa()
    {
        var client = server.Anonym();
        List<string> open = [];
        foreach (var route in Ruter.Where(r => r.Metadata.GetMetadata<AccessRule>() is { Anonymous: false }))
        {
            foreach (var method in route.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? ["GET"])
            {
                using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(Fill(route), UriKind.Relative));
                if (method is "POST" or "PUT" or "PATCH")
                    request.Content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
                using var answer = await client.SendAsync(request);
                // What belongs to a case area that is off is not there, for nobody.
                if (SvarerEnFremmed(answer) && !(answer.StatusCode == HttpStatusCode.NotFound && route.Metadata.GetMetadata<ModuleMark>() is { IsOptional: true }))
                    open.Add($"{method} {route.RoutePattern.RawText}: {(int)answer.StatusCode}");
            }
        }

        Ingen.Af(open);
    }

    internal static bool SvarerEnFremmed(HttpResponseMessage answer) => answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
        && !(answer.StatusCode is HttpStatusCode.Redirect or HttpStatusCode.SeeOther && answer.Headers.Location!.OriginalString.StartsWith("/logon", StringComparison.Ordinal));

    private static string Literals(string pattern) => System.Text.RegularExpressions.Regex.Replace(pattern, @"\{[^}]*\}", "");

    /// <summary>An address that the route takes.</summary>
    private static string Fill(RouteEndpoint route) => "/" + string.Join('/', route.RoutePattern.PathSegments.Select(segment => string.Concat(segment.Parts.Select(part => part switch
    {
        RoutePatternLiteralPart literal => literal.Content,
        RoutePatternSeparatorPart separator => separator.Content,
        RoutePatternParameterPart parameter => string.Join(',', parameter.ParameterPolicies.Select(p => p.Content)) switch
        {
            "int" or "long" => "1",
            "guid" => "01900000-0000-7000-8000-000000000001",
            _ => parameter.Name switch { "realm" => "korsbaek", "dato" or "dag" => "2026-01-05", "nr" or "nummer" => "1", _ => "01900000-0000-7000-8000-000000000001" },
        },
        _ => "",
    }))));
}
