using System.Net;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>Two servers, each a process, on one database: they take turns at a webhook, and what a dead one held goes on.</summary>
public sealed class WebhookToServereTests : IAsyncLifetime
{
    private readonly Testdatabase _database = new();

    private Dictionary<string, string> Settings => new(_database.Settings) { ["Esdh:Demonstration"] = "tom", ["Esdh:Webhooks:SvartidSekunder"] = "2" };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task En_haendelse_sendes_een_gang_og_den_draebtes_arbejde_tages_over()
    {
        await using var modtager = await Modtager.StartAsync();
        var (samtidige, flest, haenger) = (0, 0, false);
        var kom = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        modtager.Svar = async (_, context) =>
        {
            var nu = Interlocked.Increment(ref samtidige);
            InterlockedMax(ref flest, nu);
            try
            {
                if (Volatile.Read(ref haenger))
                {
                    kom.TrySetResult();
                    await Task.Delay(Timeout.Infinite, context.RequestAborted);
                }

                await Task.Delay(200);
                return 204;
            }
            finally
            {
                Interlocked.Decrement(ref samtidige);
            }
        };
        await using var ene = await Serverproces.StartAsync(Settings);
        using var hosEne = Klient(ene);
        using var ny = await hosEne.PostAsync("/api/v1/webhooks", new { url = modtager.Url, typer = new[] { "SagOprettet" } });
        await ny.ForventAsync(HttpStatusCode.Created);
        await using var anden = await Serverproces.StartAsync(Settings);
        using var hosAnden = Klient(anden);

        await Task.WhenAll(Enumerable.Range(0, 6).SelectMany(_ => new[] { OpretAsync(hosEne), OpretAsync(hosAnden) }));
        await VentAsync(() => modtager.Modtagne.Select(k => k.Nr).Distinct().Count() == 12, 30);
        await Task.Delay(1500); // a second delivery would have come

        Assert.Equal(12, modtager.Alle.Count);
        Assert.Equal(1, flest);
        Assert.Equal(modtager.Alle.Select(k => k.Nr).Order(), modtager.Alle.Select(k => k.Nr));

        // One dies with a delivery in its hands.
        Volatile.Write(ref haenger, true);
        var sidste = await OpretAsync(hosEne);
        await kom.Task.WaitAsync(TimeSpan.FromSeconds(10));
        await ene.DraebAsync();
        Volatile.Write(ref haenger, false);
        await VentAsync(() => modtager.Modtagne.Any(k => k.Json.GetProperty("sagId").GetString() == sidste), 40);

        Assert.Equal(14, modtager.Alle.Count); // the one that hung, and the same event again: its number tells
        Assert.Equal(13, modtager.Alle.Select(k => k.Nr).Distinct().Count());
    }

    private static void InterlockedMax(ref int felt, int vaerdi)
    {
        for (int kendt; (kendt = Volatile.Read(ref felt)) < vaerdi && Interlocked.CompareExchange(ref felt, vaerdi, kendt) != kendt;)
        {
        }
    }

    private static HttpClient Klient(Serverproces server) => new(new Tegnhandler(server.Adresse, "robot", "korsbaek")) { BaseAddress = server.Adresse };

    private static async Task<string> OpretAsync(HttpClient klient) =>
        (await klient.SendAsync("/api/v1/sager", new { titel = "To servere", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!;

    private static async Task VentAsync(Func<bool> sandt, int sekunder)
    {
        for (var i = 0; i < sekunder * 10; i++)
        {
            if (sandt())
                return;
            await Task.Delay(100);
        }

        Assert.Fail($"Det skete ikke inden for {sekunder} sekunder.");
    }
}
