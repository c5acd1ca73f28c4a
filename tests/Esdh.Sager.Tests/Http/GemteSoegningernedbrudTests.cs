using System.Collections.Concurrent;
using System.Net;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>The server killed while it indexes and tells of new hits: each hit is told of, and none that was seen comes again.</summary>
public sealed class GemteSoegningernedbrudTests : IAsyncLifetime
{
    private readonly Testdatabase _database = new();

    private Dictionary<string, string> Settings => new(_database.Settings) { ["Esdh:Demonstration"] = "tom" };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    private static async Task<List<string>> NyeAsync(HttpClient klient, string id, string mere = "") =>
        [.. (await klient.HentAsync($"/api/v1/soegninger/{id}/nye-hits?antal=200{mere}")).GetProperty("poster").EnumerateArray().Select(p => p.GetProperty("hit").GetProperty("id").GetString()!)];

    [Fact]
    public async Task Hvert_hit_siges_og_intet_to_gange_naar_serveren_draebes_undervejs()
    {
        ConcurrentBag<string> oprettet = [];
        HashSet<string> sete = [];
        string? id = null;
        for (var runde = 0; runde < 2; runde++)
        {
            await using var server = await Serverproces.StartAsync(Settings);
            using var klient = new HttpClient(new Tegnhandler(server.Adresse, "sagsbehandler", "korsbaek")) { BaseAddress = server.Adresse };
            if (id is null)
            {
                for (var i = 0; !(await klient.HentAsync("/api/v1/soegning?q=kulissefald")).GetProperty("erFrisk").GetBoolean(); i++)
                    await Task.Delay(i < 2400 ? 50 : throw new TimeoutException("The index is not ready."));
                id = (await klient.SendAsync("/api/v1/soegninger", new { navn = "Nedbrud", forespoergsel = "q=kulissefald", annoncer = true })).GetProperty("id").GetString()!;
            }

            if (runde == 1)
            {
                List<string> nye = [];
                for (var i = 0; i < 2400 && !oprettet.All(o => sete.Contains(o) || nye.Contains(o)); i++)
                {
                    nye = await NyeAsync(klient, id);
                    await Task.Delay(50);
                }

                await Task.Delay(500); // what would come again
                nye = await NyeAsync(klient, id);
                var fundne = (await klient.HentAsync($"/api/v1/soegninger/{id}/hits?antal=200")).GetProperty("poster").EnumerateArray().Select(p => p.GetProperty("id").GetString()!).ToList();
                Assert.Empty(oprettet.Except(fundne));
                Assert.Equal(fundne.Order(StringComparer.Ordinal), nye.Concat(sete).Order(StringComparer.Ordinal)); // also those whose answer never came
                return;
            }

            using var slut = new CancellationTokenSource();
            var arbejde = Enumerable.Range(0, 3).Select(_ => OpretAsync(klient, oprettet, slut.Token)).ToList();
            for (var i = 0; i < 4800 && (oprettet.Count < 20 || sete.Count == 0); i++)
            {
                if (oprettet.Count > 5 && await NyeAsync(klient, id) is { Count: > 0 } nu)
                {
                    var noegler = (await klient.HentAsync($"/api/v1/soegninger/{id}/nye-hits?antal=200")).GetProperty("poster").EnumerateArray().Where(p => nu.Contains(p.GetProperty("hit").GetProperty("id").GetString()!)).Select(p => p.GetProperty("noegle").GetString()).ToList();
                    await klient.SendAsync($"/api/v1/soegninger/{id}/nye-hits/sete", new { noegler });
                    sete.UnionWith(nu);
                }

                await Task.Delay(25);
            }

            await server.DraebAsync();
            await slut.CancelAsync();
            await Task.WhenAll(arbejde);
        }
    }

    private static async Task OpretAsync(HttpClient klient, ConcurrentBag<string> oprettet, CancellationToken ct)
    {
        try
        {
            while (!ct.IsCancellationRequested)
            {
                using var svar = await klient.PostAsync("/api/v1/sager", new { titel = "Kulissefald", emne = "02.34.02", facet = "G01" });
                oprettet.Add((await svar.ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!);
                await Task.Delay(40, ct);
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // The server is gone.
        }
    }
}
