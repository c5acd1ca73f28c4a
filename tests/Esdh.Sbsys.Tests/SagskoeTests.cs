using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Esdh.Testing;
using RabbitMQ.Client;

namespace Esdh.Sbsys.Tests;

/// <summary>Case events as messages in a real broker's queue.</summary>
public sealed class SagskoeTests : IAsyncLifetime
{
    private readonly Beskedserver _maegler = new();
    private readonly Testserver _server;
    private readonly HashSet<long> _set = [];

    public SagskoeTests() => _server = Testserver.Med(new Dictionary<string, string> { ["Esdh:Sbsys:Koe:korsbaek"] = _maegler.Adresse, ["Esdh:Webhooks:SvartidSekunder"] = "5" });

    public async Task InitializeAsync()
    {
        await _maegler.StartAsync();
        await _server.InitializeAsync();
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        _maegler.Dispose();
    }

    [Fact]
    public async Task En_ny_sag_bliver_til_en_besked_ogsaa_naar_beskedserveren_har_vaeret_vaek()
    {
        var (robot, klient) = (_server.Som("robot"), _server.Som("robot"));
        var oprettet = await robot.SendAsync("/api/v1/webhooks", new { url = "koe:sager", typer = new[] { "SagOprettet" } });
        var (webhook, hemmelighed) = (oprettet.GetProperty("id").GetString()!, oprettet.GetProperty("hemmelighed").GetString()!);

        var foerste = await SagAsync(klient, "Den første");
        var besked = await TagAsync();
        Assert.Equal(["SagId", "ForloebtypeId"], besked.Krop.EnumerateObject().Take(2).Select(p => p.Name)); // what the clients of today read
        Assert.Equal((foerste.Nr, 1), (besked.Krop.GetProperty("SagId").GetInt32(), besked.Krop.GetProperty("ForloebtypeId").GetInt32()));
        Assert.Equal(foerste.Nr, (await klient.HentAsync($"/sbsys/api/sag/{besked.Krop.GetProperty("SagId").GetInt32()}")).GetProperty("Id").GetInt32());
        Assert.Equal(webhook, besked.Hoveder["Esdh-Abonnement"]);
        var signatur = HMACSHA256.HashData(Encoding.UTF8.GetBytes(hemmelighed), (byte[])[.. Encoding.UTF8.GetBytes(besked.Hoveder["Esdh-Tid"] + "."), .. besked.Bytes]);
        Assert.Equal("sha256=" + Convert.ToHexStringLower(signatur), besked.Hoveder["Esdh-Signatur"]);

        // What happens while the broker is gone is there when it is back, in order.
        _maegler.Stop();
        var imens = await SagAsync(klient, "Mens den er væk");
        await Vent.TilAsync(async () => (await klient.HentAsync($"/api/v1/webhooks/{webhook}")).TryGetProperty("senesteFejl", out var fejl) && fejl.GetString() == "Beskedkøens server kan ikke nås.");
        var ogsaa = await SagAsync(klient, "Også mens den er væk");
        await _maegler.StartAsync();
        _server.Ur.Frem(TimeSpan.FromMinutes(2)); // the next attempt
        Assert.Equal([imens.Nr, ogsaa.Nr], [(await TagAsync()).Krop.GetProperty("SagId").GetInt32(), (await TagAsync()).Krop.GetProperty("SagId").GetInt32()]);

        // A queue that somebody deletes is made again.
        await using (var kanal = await KanalAsync())
            await kanal.Kanal.QueueDeleteAsync("korsbaek.sager");
        var igen = await SagAsync(klient, "Køen var slettet");
        for (var i = 0; i < 100 && !await FindesAsync(); i++)
        {
            await Task.Delay(100);
            _server.Ur.Frem(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(igen.Nr, (await TagAsync()).Krop.GetProperty("SagId").GetInt32());
    }

    [Theory]
    [InlineData("koe:Sager Med Blanke", "små bogstaver")]
    [InlineData("koe:", "små bogstaver")]
    [InlineData("koe:../anden", "små bogstaver")]
    [InlineData("amqp://guest:guest@127.0.0.1/", "https://")]
    public async Task Et_forkert_navn_afvises(string url, string grund)
    {
        using var svar = await _server.Som("robot").PostAsJsonAsync("/api/v1/webhooks", new { url });
        Assert.Equal(HttpStatusCode.BadRequest, svar.StatusCode);
        Assert.Contains(grund, await svar.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_myndighed_uden_beskedserver_faar_at_vide_hvem_der_slaar_den_til()
    {
        using var svar = await _server.Som("administrator", "maanekaer").PostAsJsonAsync("/api/v1/webhooks", new { url = "koe:sager" });
        Assert.Equal(HttpStatusCode.BadRequest, svar.StatusCode);
        Assert.Contains("Esdh:Sbsys:Koe", await svar.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static async Task<(int Nr, string Id)> SagAsync(HttpClient klient, string titel)
    {
        var sag = await klient.SendAsync("/api/v1/sager", new { titel, emne = "02.34.02", facet = "G01" });
        var id = sag.GetProperty("id").GetString()!;
        return ((await klient.HentAsync($"/sbsys/api/sag/{id}")).GetProperty("Id").GetInt32(), id);
    }

    private async Task<(JsonElement Krop, byte[] Bytes, Dictionary<string, string> Hoveder)> TagAsync()
    {
        (JsonElement, byte[], Dictionary<string, string>)? taget = null;
        await Vent.TilAsync(async () =>
        {
            if (!await FindesAsync())
                return false;
            await using var kanal = await KanalAsync();
            if (await kanal.Kanal.BasicGetAsync("korsbaek.sager", autoAck: false) is not { } besked)
                return false;
            await kanal.Kanal.BasicAckAsync(besked.DeliveryTag, multiple: false);
            var bytes = besked.Body.ToArray();
            if (!_set.Add(JsonDocument.Parse(bytes).RootElement.GetProperty("Nr").GetInt64()))
                return false; // each number once: a broker that was killed may have forgotten that we took it
            Assert.Equal(("application/json", DeliveryModes.Persistent), (besked.BasicProperties.ContentType, besked.BasicProperties.DeliveryMode));
            taget = (JsonDocument.Parse(bytes).RootElement, bytes, besked.BasicProperties.Headers!.Where(h => h.Value is byte[]).ToDictionary(h => h.Key, h => Encoding.UTF8.GetString((byte[])h.Value!)));
            return true;
        });
        return taget!.Value;
    }

    private async Task<bool> FindesAsync()
    {
        try
        {
            await using var kanal = await KanalAsync();
            await kanal.Kanal.QueueDeclarePassiveAsync("korsbaek.sager");
            return true;
        }
        catch (RabbitMQ.Client.Exceptions.RabbitMQClientException)
        {
            return false;
        }
    }

    private async Task<Laeser> KanalAsync()
    {
        var forbindelse = await new ConnectionFactory { Uri = new(_maegler.Adresse) }.CreateConnectionAsync();
        return new(forbindelse, await forbindelse.CreateChannelAsync());
    }

    private sealed record Laeser(IConnection Forbindelse, IChannel Kanal) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Kanal.DisposeAsync();
            await Forbindelse.DisposeAsync();
        }
    }
}
