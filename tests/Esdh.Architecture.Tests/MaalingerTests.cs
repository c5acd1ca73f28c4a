using System.Net;
using Esdh.Testing;

namespace Esdh.Architecture.Tests;

/// <summary>What an operator's monitor is told, and is not told.</summary>
[Trait("Database", "nej")]
public sealed class MaalingerTests : IAsyncLifetime
{
    private const string Noegle = "en-noegle-til-maalinger";
    private readonly Testserver _server = Testserver.Med(new Dictionary<string, string> { ["Esdh:Maalinger:Noegle"] = Noegle });

    public Task InitializeAsync() => _server.InitializeAsync();

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Maalingerne_siger_hvor_meget_hver_myndighed_arbejder_og_intet_om_hvad()
    {
        var ord = $"hemmelig{Guid.CreateVersion7():N}"[..20];
        var klient = _server.Som("sagsbehandler");
        await klient.SendAsync("/api/v1/sager", new { titel = $"Sag om {ord}", emne = "02.34.02", facet = "G01" });
        await (await klient.PostAsync("/api/v1/sager", new { titel = "", emne = ord })).FejlerPaaAsync("emne", "facet", "titel");
        await klient.HentAsync($"/api/v1/soegning?q={ord}");
        using (var siden = await klient.GetAsync(new Uri($"/findes/ikke/{ord}", UriKind.Relative)))
            Assert.Equal(HttpStatusCode.NotFound, siden.StatusCode);

        using var monitor = _server.Anonym();
        Assert.Equal(HttpStatusCode.Unauthorized, (await monitor.GetAsync(new Uri("/sundhed/maalinger", UriKind.Relative))).StatusCode);
        monitor.DefaultRequestHeaders.Authorization = new("Bearer", Noegle);
        var linjer = "";
        await Vent.TilAsync(async () =>
        {
            linjer = await monitor.GetStringAsync(new Uri("/sundhed/maalinger", UriKind.Relative)); // answers are kept for a moment
            return linjer.Contains("http_route=\"/api/v1/soegning", StringComparison.Ordinal);
        });
        Assert.Contains(linjer.Split('\n'), l => l.StartsWith("esdh_act_duration_seconds_count", StringComparison.Ordinal) && l.Contains("esdh_authority=\"korsbaek\"", StringComparison.Ordinal) && l.Contains("done", StringComparison.Ordinal));
        Assert.Contains(linjer.Split('\n'), l => l.StartsWith("http_server_request_duration_seconds_count", StringComparison.Ordinal) && l.Contains("/api/v1/sager", StringComparison.Ordinal) && l.Contains("esdh_authority=\"korsbaek\"", StringComparison.Ordinal));
        Assert.DoesNotContain(ord, linjer, StringComparison.Ordinal);
        Assert.DoesNotContain("sagsbehandler", linjer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Uden_en_noegle_i_indstillingerne_er_der_ingen_maalinger()
    {
        await using var uden = new Testserver();
        await uden.InitializeAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await uden.Anonym().GetAsync(new Uri("/sundhed/maalinger", UriKind.Relative))).StatusCode);
    }
}
