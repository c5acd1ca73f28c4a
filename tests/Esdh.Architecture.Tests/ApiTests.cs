using System.Net;
using System.Text.Json;
using Esdh.Core.Web;
using Esdh.Testing;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Architecture.Tests;

/// <summary>What holds for every route of the REST API, found in the server's own table.</summary>
[Collection("server")]
public sealed class ApiTests(Testserver server)
{
    private static readonly string[] Skriver = ["POST", "PUT", "PATCH", "DELETE"];

    [Fact]
    public async Task Hver_rute_er_beskrevet_med_sammendrag_svar_og_fejl()
    {
        var dokument = await server.Anonym().HentAsync("/openapi/v1.json");
        var stier = dokument.GetProperty("paths");
        List<string> mangler = [];
        foreach (var rute in Ruter())
        {
            if (!stier.TryGetProperty(rute.Moenster, out var sti) || !sti.TryGetProperty(rute.Metode.ToLowerInvariant(), out var operation))
            {
                mangler.Add($"{rute}: er ikke beskrevet");
                continue;
            }

            if (!operation.TryGetProperty("summary", out var tekst) || string.IsNullOrWhiteSpace(tekst.GetString()))
                mangler.Add($"{rute}: har intet sammendrag");
            var svar = operation.GetProperty("responses").EnumerateObject().ToList();
            var gode = svar.Where(s => s.Name.StartsWith('2') || s.Name == "303").ToList(); // 303: found, and here it is
            if (gode.Count == 0)
                mangler.Add($"{rute}: har intet svar, når det går godt");
            mangler.AddRange(gode.Where(s => s.Name != "204" && !HarSkema(s.Value)).Select(s => $"{rute}: svar {s.Name} har ingen form"));
            mangler.AddRange(new[] { "400", "401", "403" }.Where(k => !svar.Exists(s => s.Name == k)).Select(k => $"{rute}: svar {k} mangler"));
        }

        Assert.True(mangler.Count == 0, string.Join('\n', mangler));
    }

    [Fact]
    public async Task Beskrivelsen_peger_kun_paa_former_der_findes_og_siger_hvor_man_logger_paa()
    {
        var tekst = await server.Anonym().GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative));
        using var dokument = JsonDocument.Parse(tekst);
        var former = dokument.RootElement.GetProperty("components").GetProperty("schemas").EnumerateObject().Select(s => s.Name).ToHashSet(StringComparer.Ordinal);

        var peger = System.Text.RegularExpressions.Regex.Matches(tekst, "#/components/schemas/([^\"/]+)").Select(m => m.Groups[1].Value).Distinct();

        Assert.DoesNotContain(peger, p => !former.Contains(p));
        var flow = dokument.RootElement.GetProperty("components").GetProperty("securitySchemes").GetProperty("oauth2").GetProperty("flows");
        Assert.Equal("/auth/realms/korsbaek/protocol/openid-connect/token", flow.GetProperty("clientCredentials").GetProperty("tokenUrl").GetString());
    }

    [Fact]
    public void Hver_post_kan_sendes_igen_med_samme_noegle()
    {
        var uden = server.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.RoutePattern.RawText?.TrimStart('/').StartsWith("api/v1", StringComparison.Ordinal) == true
                && e.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods.Contains("POST") == true && e.Metadata.GetMetadata<Idempotent>() is null && e.Metadata.GetMetadata<NotIdempotent>() is null)
            .Select(e => e.RoutePattern.RawText);

        Assert.Empty(uden);
    }

    /// <summary>A body that is not JSON is refused with the field, whatever the route wants, before anything is done.</summary>
    [Fact]
    public async Task En_krop_der_ikke_kan_laeses_afvises_paa_dansk()
    {
        var klient = server.Som("administrator");
        List<string> forkerte = [];
        foreach (var rute in Ruter().Where(r => Skriver.Contains(r.Metode)))
        {
            var sti = rute.Udfyld((_, navn) => navn is "nr" or "udgave" or "aar" ? "1" : Guid.CreateVersion7().ToString());
            using var krop = new StringContent("{\"titel\": ", System.Text.Encoding.UTF8, "application/json");
            using var forespoergsel = new HttpRequestMessage(new(rute.Metode), sti) { Content = krop };
            using var svar = await klient.SendAsync(forespoergsel);
            if (svar.StatusCode is not (HttpStatusCode.BadRequest or HttpStatusCode.NotFound or HttpStatusCode.Forbidden) || svar.Content.Headers.ContentType?.MediaType != "application/problem+json")
                forkerte.Add($"{rute}: {(int)svar.StatusCode} {svar.Content.Headers.ContentType}");
        }

        Assert.True(forkerte.Count == 0, string.Join('\n', forkerte));
    }

    private IEnumerable<Rute> Ruter() => Rute.Alle(server).Where(r => r.Moenster.StartsWith("/api/v1/", StringComparison.Ordinal));

    private static bool HarSkema(JsonElement svar) =>
        svar.TryGetProperty("content", out var indhold) && indhold.EnumerateObject().Any()
        && indhold.EnumerateObject().All(i => i.Value.TryGetProperty("schema", out var skema) && skema.EnumerateObject().Any());
}
