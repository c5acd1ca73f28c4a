using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>The server killed while it delivers, and while keyed requests are sent: nothing is lost, nothing is done twice.</summary>
public sealed class WebhooknedbrudTests : IAsyncLifetime
{
    private readonly Testdatabase _database = new();

    private Dictionary<string, string> Settings => new(_database.Settings) { ["Esdh:Demonstration"] = "tom" };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Alt_leveres_og_intet_oprettes_to_gange_naar_serveren_draebes_undervejs()
    {
        await using var modtager = await Modtager.StartAsync();
        modtager.Svar = async (_, _) =>
        {
            await Task.Delay(15);
            return 204;
        };
        ConcurrentDictionary<string, string> oprettet = new();
        var noegler = Enumerable.Range(0, 60).Select(i => $"sag-{i}").ToList();
        string? webhook = null;
        for (var runde = 0; oprettet.Count < noegler.Count; runde++)
        {
            await using var server = await Serverproces.StartAsync(Settings);
            using var klient = new HttpClient(new Tegnhandler(server.Adresse, "robot", "korsbaek")) { BaseAddress = server.Adresse };
            if (webhook is null)
            {
                using var ny = await klient.PostAsync("/api/v1/webhooks", new { url = modtager.Url, typer = new[] { "SagOprettet" } });
                webhook = (await ny.ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString();
            }

            using var slut = new CancellationTokenSource();
            var arbejde = noegler.Where(n => !oprettet.ContainsKey(n)).Chunk(20).Select(n => OpretAsync(klient, n, oprettet, slut.Token)).ToList();
            if (runde < 2)
            {
                var maal = oprettet.Count + 8;
                for (var i = 0; i < 4800 && oprettet.Count < maal; i++)
                    await Task.Delay(25);
                await server.DraebAsync();
                await slut.CancelAsync();
            }

            await Task.WhenAll(arbejde);
            if (oprettet.Count < noegler.Count)
                continue;
            for (var i = 0; i < 1200 && modtager.Modtagne.Select(k => k.Nr).Distinct().Count() < noegler.Count; i++)
                await Task.Delay(100);
        }

        var leveret = modtager.Modtagne.DistinctBy(k => k.Nr).Select(k => k.Json.GetProperty("sagId").GetString()!).ToList();
        Assert.Equal(noegler.Count, _database.Tal("korsbaek", "select count(*) from sag")); // each key one case, whether its first answer came or not
        Assert.Equal(oprettet.Values.Order(), leveret.Order());
    }

    private static async Task OpretAsync(HttpClient klient, IEnumerable<string> noegler, ConcurrentDictionary<string, string> oprettet, CancellationToken ct)
    {
        try
        {
            foreach (var noegle in noegler)
            {
                using var krop = new StringContent("""{"titel":"Nedbrud","emne":"02.34.02","facet":"G01"}""", System.Text.Encoding.UTF8, "application/json");
                using var forespoergsel = new HttpRequestMessage(HttpMethod.Post, "/api/v1/sager") { Content = krop };
                forespoergsel.Headers.Add("Idempotency-Key", noegle);
                using var svar = await klient.SendAsync(forespoergsel, ct);
                oprettet[noegle] = (await svar.ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;
            }
        }
        catch (Exception e) when (e is HttpRequestException or IOException or OperationCanceledException)
        {
            // The server is gone. What it did not answer is sent again with the same key.
        }
    }
}
