using System.Data.Common;
using System.Net;
using Esdh.Core.Authorities;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Esdh.Adgang.Tests;

/// <summary>Many at once are served in turn, and a database that has no connection to give is said to be busy. SQLite has no such pool; there the first holds alone.</summary>
public sealed class TravltTests
{
    [Fact]
    public async Task Mange_paa_een_gang_paa_en_kold_server_faar_alle_svar()
    {
        await using var server = Testserver.Med(new Dictionary<string, string> { ["Esdh:Forbindelse"] = "Maximum Pool Size=8" });
        await server.InitializeAsync();
        using var klient = server.Som("sagsbehandler");
        await klient.HentAsync("/api/v1/mig"); // the token

        var svar = await Task.WhenAll(Enumerable.Range(0, 120).Select(i => klient.GetAsync(new Uri(i % 2 == 0 ? "/api/v1/sager" : "/api/v1/enheder", UriKind.Relative))));

        Assert.All(svar, s => Assert.Equal(HttpStatusCode.OK, s.StatusCode));
    }

    [Fact]
    public async Task En_tom_pulje_svares_med_503_og_hvornaar_det_kan_proeves_igen()
    {
        await using var server = Testserver.Med(new Dictionary<string, string> { ["Esdh:Forbindelse"] = "Maximum Pool Size=8;Timeout=1" });
        await server.InitializeAsync();
        using var klient = server.Som("sagsbehandler");
        await klient.HentAsync("/api/v1/mig");
        if (!Testdatabase.ErPostgresql)
            return;
        var myndighed = await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");
        List<DbConnection> taget = [];
        try
        {
            for (var afslag = 0; afslag < 3 && taget.Count < 20;) // what the server itself held a moment ago is taken, too
            {
                try
                {
                    taget.Add(myndighed.OpenReader());
                }
                catch (NpgsqlException)
                {
                    afslag++;
                }
            }

            Assert.InRange(taget.Count, 1, 8);

            using var api = await klient.GetAsync(new Uri("/api/v1/sager", UriKind.Relative));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, api.StatusCode);
            Assert.Equal(TimeSpan.FromSeconds(5), api.Headers.RetryAfter!.Delta);
            Assert.Equal("application/problem+json", api.Content.Headers.ContentType!.MediaType);
            Assert.Contains("for travlt", await api.Content.ReadAsStringAsync(), StringComparison.Ordinal);

            using var foresp = new HttpRequestMessage(HttpMethod.Get, "/sager");
            foresp.Headers.Accept.ParseAdd("text/html");
            using var side = await klient.SendAsync(foresp);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, side.StatusCode);
            Assert.NotNull(side.Headers.RetryAfter);
            Assert.Equal("text/html", side.Content.Headers.ContentType!.MediaType);
            Assert.Contains("For travlt lige nu", await side.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }
        finally
        {
            foreach (var forbindelse in taget)
                await forbindelse.DisposeAsync();
        }

        await klient.HentAsync("/api/v1/sager");
    }
}
