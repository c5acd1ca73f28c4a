using System.Net;
using System.Text.Json;
using Esdh.Core.Authorities;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Http;

/// <summary>A server whose receivers get four seconds to answer: a busy machine misses one.</summary>
public sealed class Webhookserver : IAsyncLifetime
{
    public Testserver Server { get; } = Testserver.Med(new Dictionary<string, string> { ["Esdh:Webhooks:SvartidSekunder"] = "4" });

    public Task InitializeAsync() => Server.InitializeAsync();

    public Task DisposeAsync() => Server.DisposeAsync();
}

/// <summary>Webhooks against a real receiver: up, down, slow, hanging, refusing, and elsewhere.</summary>
public sealed class WebhookTests(Webhookserver fixture) : IClassFixture<Webhookserver>
{
    private readonly Testserver _server = fixture.Server;

    [Fact]
    public async Task Haendelser_kommer_i_raekkefoelge_med_en_signatur_der_passer()
    {
        await using var modtager = await Modtager.StartAsync();
        var robot = _server.Som("robot");
        var (id, hemmelighed) = await OpretAsync(robot, modtager.Url);

        var sager = await SagerAsync(robot, 3);
        await VentAsync(() => modtager.Modtagne.Count(k => k.Type == "SagOprettet") == 3);

        var oprettede = modtager.Modtagne.Where(k => k.Type == "SagOprettet").ToList();
        Assert.Equal(sager, oprettede.Select(k => k.Json.GetProperty("sagId").GetString()!));
        Assert.Equal(modtager.Modtagne.Select(k => k.Nr).Order(), modtager.Modtagne.Select(k => k.Nr));
        Assert.All(modtager.Modtagne, k => Assert.Equal(Modtager.Signatur(hemmelighed, k), k.Signatur));
        Assert.All(modtager.Modtagne, k => Assert.Equal("korsbaek", k.Json.GetProperty("myndighed").GetString()));
        await VentAsync(async () => (await robot.HentAsync($"/api/v1/webhooks/{id}")).GetProperty("efter").GetInt64() >= oprettede[^1].Nr);
        Assert.Equal(JsonValueKind.Null, (await robot.HentAsync($"/api/v1/webhooks/{id}")).GetProperty("fejlerSiden").ValueKind);
    }

    [Fact]
    public async Task Ejeren_faar_kun_det_ejeren_maa_se()
    {
        await using var modtager = await Modtager.StartAsync();
        var robot = _server.Som("robot");
        await OpretAsync(robot, modtager.Url, ["SagOprettet"]);

        var fremmed = Assert.Single(await SagerAsync(_server.Som("sagsbehandler"), 1));
        var egen = Assert.Single(await SagerAsync(robot, 1));
        await VentAsync(() => modtager.Modtagne.Any(k => k.Json.GetProperty("sagId").GetString() == egen));

        Assert.DoesNotContain(modtager.Alle, k => k.Json.GetProperty("sagId").GetString() == fremmed);
        Assert.All(modtager.Alle, k => Assert.Equal("SagOprettet", k.Type));
    }

    [Fact]
    public async Task En_modtager_der_er_nede_faar_alt_naar_den_er_oppe_igen()
    {
        var foerst = await Modtager.StartAsync();
        var url = foerst.Url;
        await foerst.DisposeAsync();
        var robot = _server.Som("robot");
        var (id, _) = await OpretAsync(robot, url, ["SagOprettet"]);
        var sager = await SagerAsync(robot, 5);
        await VentAsync(async () => (await robot.HentAsync($"/api/v1/webhooks/{id}")).GetProperty("senesteFejl").GetString() == "Modtageren kan ikke nås.");

        await using var modtager = await Modtager.StartAsync(new Uri(url).Port);
        _server.Ur.Frem(TimeSpan.FromHours(1));
        await VentAsync(() => modtager.Modtagne.Count() >= 5);

        Assert.Equal(sager, modtager.Modtagne.Select(k => k.Json.GetProperty("sagId").GetString()!));
        Assert.Equal(0, (await robot.HentAsync($"/api/v1/webhooks/{id}")).GetProperty("afviste").GetInt32());
    }

    [Fact]
    public async Task En_modtager_der_haenger_sinker_ikke_de_andre()
    {
        await using var haenger = await Modtager.StartAsync();
        await using var rask = await Modtager.StartAsync();
        haenger.Svar = async (_, context) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(30), context.RequestAborted);
            return 204;
        };
        var robot = _server.Som("robot");
        var (id, _) = await OpretAsync(robot, haenger.Url, ["SagOprettet"]);
        await OpretAsync(robot, rask.Url, ["SagOprettet"]);

        await SagerAsync(robot, 3);
        await VentAsync(() => rask.Modtagne.Count() == 3);
        await VentAsync(async () => (await robot.HentAsync($"/api/v1/webhooks/{id}")).GetProperty("senesteFejl").ValueKind == JsonValueKind.String); // mostly that it did not answer in 4 seconds

        haenger.Svar = (_, _) => Task.FromResult(200);
        var kig = 0;
        await VentAsync(() =>
        {
            if (kig++ % 50 == 0)
                _server.Ur.Frem(TimeSpan.FromHours(1)); // each fifth second: an attempt that a busy machine spoils is followed by another
            return haenger.Modtagne.Select(k => k.Nr).Distinct().Count() == 3;
        }, async () => $"{await robot.HentAsync($"/api/v1/webhooks/{id}")}; received: {string.Join(' ', haenger.Alle.Select(k => k.Nr))}");
    }

    [Fact]
    public async Task En_haendelse_modtageren_afviser_kommer_paa_listen_og_kan_sendes_igen()
    {
        await using var modtager = await Modtager.StartAsync();
        var robot = _server.Som("robot");
        var (id, _) = await OpretAsync(robot, modtager.Url, ["SagOprettet"]);
        var sager = await SagerAsync(robot, 2);
        await VentAsync(() => modtager.Modtagne.Count() == 2);
        modtager.Svar = (kald, _) => Task.FromResult(kald.Krop.Contains("giftig", StringComparison.Ordinal) ? 500 : 204);

        var giftig = (await robot.SendAsync("/api/v1/sager", new { titel = "giftig", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!;
        var efter = await SagerAsync(robot, 1);
        for (var forsoeg = 1; forsoeg <= 5; forsoeg++)
        {
            await VentAsync(() => modtager.Alle.Count(k => k.Json.GetProperty("sagId").GetString() == giftig) == forsoeg);
            await Task.Delay(200); // the pause is written
            _server.Ur.Frem(TimeSpan.FromHours(1));
        }

        await VentAsync(() => modtager.Modtagne.Any(k => k.Json.GetProperty("sagId").GetString() == efter[0])); // the next is not held up
        var fejl = Assert.Single((await robot.HentAsync($"/api/v1/webhooks/{id}/fejl")).GetProperty("poster").EnumerateArray());
        Assert.Equal("Modtageren svarede 500.", fejl.GetProperty("fejl").GetString());
        Assert.Equal("SagOprettet", fejl.GetProperty("type").GetString());
        Assert.Equal(5, fejl.GetProperty("forsoeg").GetInt32());

        modtager.Svar = (_, _) => Task.FromResult(202);
        await robot.SendAsync($"/api/v1/webhooks/{id}/fejl/gensendelse", new { haendelse = fejl.GetProperty("haendelse").GetInt64() });
        await VentAsync(() => modtager.Modtagne.Any(k => k.Json.GetProperty("sagId").GetString() == giftig));
        await VentAsync(async () => (await robot.HentAsync($"/api/v1/webhooks/{id}")).GetProperty("afviste").GetInt32() == 0);
        Assert.Equal(4, modtager.Modtagne.Select(k => k.Nr).Distinct().Count());
        Assert.Equal([.. sager, .. efter, giftig], modtager.Modtagne.Select(k => k.Json.GetProperty("sagId").GetString()!));
    }

    [Fact]
    public async Task En_omdirigering_foelges_ikke()
    {
        await using var modtager = await Modtager.StartAsync();
        await using var andet = await Modtager.StartAsync();
        modtager.Svar = (_, context) =>
        {
            context.Response.Headers.Location = andet.Url;
            return Task.FromResult(307);
        };
        var robot = _server.Som("robot");
        var (id, _) = await OpretAsync(robot, modtager.Url, ["SagOprettet"]);

        await SagerAsync(robot, 1);
        await VentAsync(async () => (await robot.HentAsync($"/api/v1/webhooks/{id}")).GetProperty("senesteFejl").GetString()?.Contains("307", StringComparison.Ordinal) == true);

        Assert.Empty(andet.Alle);
    }

    [Fact]
    public async Task Efter_tre_doegn_uden_svar_slaas_den_fra_og_slaaet_til_igen_taber_den_intet()
    {
        await using var modtager = await Modtager.StartAsync();
        modtager.Svar = (_, _) => Task.FromResult(503);
        var (robot, administrator) = (_server.Som("robot"), _server.Som("administrator"));
        var (id, _) = await OpretAsync(robot, modtager.Url, ["SagOprettet"]);
        var sager = await SagerAsync(robot, 2);
        await VentAsync(() => !modtager.Alle.IsEmpty);
        await Task.Delay(200);

        _server.Ur.Frem(TimeSpan.FromDays(3));
        await VentAsync(async () => !(await robot.HentAsync($"/api/v1/webhooks/{id}")).GetProperty("aktiv").GetBoolean());
        var slaaetFra = await administrator.HentAsync($"/api/v1/webhooks/{id}");
        Assert.StartsWith("Intet er leveret i 3 døgn.", slaaetFra.GetProperty("slaaetFraGrund").GetString(), StringComparison.Ordinal);

        // The administrator is told on the front page, and resumes it from the list with one click.
        var forside = await SideAsync(administrator, "/");
        Assert.Contains("er sat på pause", forside, StringComparison.Ordinal);
        Assert.Contains("Intet er leveret i 3 døgn. Senest: Modtageren svarede 503", forside, StringComparison.Ordinal);
        Assert.Contains($"href=\"/administration/webhooks/{id}\"", forside, StringComparison.Ordinal);
        Assert.DoesNotContain("er sat på pause", await SideAsync(_server.Som("leder"), "/"), StringComparison.Ordinal);
        Assert.Contains("Genoptag", await SideAsync(administrator, "/administration/webhooks"), StringComparison.Ordinal);

        modtager.Svar = (_, _) => Task.FromResult(204);
        var version = slaaetFra.GetProperty("version").GetInt64().ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal((HttpStatusCode.Redirect, "/administration/webhooks"), await SendFormularAsync(administrator, $"/administration/webhooks/{id}", ("handling", "til"), ("retur", "liste"), ("version", version)));
        await VentAsync(() => modtager.Modtagne.Count() == 2);
        Assert.Equal(sager, modtager.Modtagne.Select(k => k.Json.GetProperty("sagId").GetString()!));
        await VentAsync(async () => !(await SideAsync(administrator, "/")).Contains(id, StringComparison.Ordinal)); // and nothing more is said of it
    }

    [Fact]
    public async Task En_modtager_der_afviser_alt_saettes_paa_pause_efter_ti_og_listen_kan_sendes_igen()
    {
        await using var modtager = await Modtager.StartAsync();
        var (robot, administrator) = (_server.Som("robot"), _server.Som("administrator"));
        var (id, _) = await OpretAsync(robot, modtager.Url, ["EmneplanSlettet"]);
        var myndighed = await _server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");
        await SagerAsync(robot, Webhook.MaksITraek);
        var sidste = (await robot.HentAsync("/api/v1/haendelser?type=SagOprettet&antal=200")).GetProperty("poster").EnumerateArray().TakeLast(Webhook.MaksITraek).Select(h => h.GetProperty("nr").GetInt64()).ToList();
        var server = Guid.CreateVersion7();
        Assert.NotNull(await myndighed.Queue.RunAsync((TagWebhook act) => act.Udfoer(new(Guid.Parse(id), server, TimeSpan.FromHours(1)), CancellationToken.None), CancellationToken.None));
        Assert.Null(await myndighed.Queue.RunAsync((TagWebhook act) => act.Udfoer(new(Guid.Parse(id), Guid.CreateVersion7(), TimeSpan.FromHours(1)), CancellationToken.None), CancellationToken.None));

        foreach (var nr in sidste)
        {
            for (var forsoeg = 0; forsoeg < Webhook.Forsoegene; forsoeg++)
            {
                Assert.True((await robot.HentAsync($"/api/v1/webhooks/{id}")).GetProperty("aktiv").GetBoolean());
                await myndighed.Queue.RunAsync((NoterWebhooklevering act) => act.Udfoer(new(Guid.Parse(id), server, null, false, new(nr, "Modtageren svarede 500.", true)), CancellationToken.None), CancellationToken.None);
            }
        }

        var paaPause = await robot.HentAsync($"/api/v1/webhooks/{id}");
        Assert.False(paaPause.GetProperty("aktiv").GetBoolean());
        Assert.Equal("Modtageren har afvist 10 hændelser i træk. Senest: Modtageren svarede 500.", paaPause.GetProperty("slaaetFraGrund").GetString());
        Assert.Equal(Webhook.MaksITraek, paaPause.GetProperty("afviste").GetInt32());
        await myndighed.Queue.RunAsync((SlipWebhook act) => act.Udfoer(new(Guid.Parse(id), server), CancellationToken.None), CancellationToken.None);

        // One, and then all, from the page; also while it is paused.
        var nummer = sidste[3].ToString(System.Globalization.CultureInfo.InvariantCulture);
        Assert.Equal(HttpStatusCode.Redirect, (await SendFormularAsync(administrator, $"/administration/webhooks/{id}", ("handling", "gensend"), ("haendelse", nummer))).Kode);
        await VentAsync(() => modtager.Modtagne.Any());
        Assert.Equal(sidste[3], Assert.Single(modtager.Modtagne).Nr);
        await SendFormularAsync(administrator, $"/administration/webhooks/{id}", ("handling", "gensend"));
        await VentAsync(async () => (await robot.HentAsync($"/api/v1/webhooks/{id}")).GetProperty("afviste").GetInt32() == 0);
        Assert.Equal(sidste.Order(), modtager.Modtagne.Select(k => k.Nr).Order());
    }

    [Fact]
    public async Task Webhooksiderne_opretter_retter_og_sletter_og_siger_hvad_der_er_galt()
    {
        await using var modtager = await Modtager.StartAsync();
        var administrator = _server.Som("administrator");
        Assert.Equal(HttpStatusCode.BadRequest, (await SendFormularAsync(administrator, "/administration/webhooks", ("url", "https://10.0.0.1/"))).Kode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendFormularAsync(administrator, "/administration/webhooks", ("url", ""))).Kode);

        var oprettet = await SendFormularAsync(administrator, "/administration/webhooks", ("url", modtager.Url), ("typer", "SagOprettet, SagAfsluttet"));
        Assert.Equal(HttpStatusCode.Redirect, oprettet.Kode);
        var side = oprettet.Videre!;
        Assert.Contains("SagOprettet, SagAfsluttet", await SideAsync(administrator, side), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await SendFormularAsync(administrator, side, ("url", modtager.Url), ("typer", "SagOprettet"), ("version", "1"))).Kode);
        Assert.Equal(HttpStatusCode.PreconditionFailed, (await SendFormularAsync(administrator, side, ("url", modtager.Url), ("typer", ""), ("version", "1"))).Kode);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendFormularAsync(administrator, side, ("url", "ftp://eksempel.dk/"), ("typer", ""), ("version", "2"))).Kode);
        Assert.Equal(HttpStatusCode.Redirect, (await SendFormularAsync(administrator, side, ("handling", "fra"), ("version", "2"))).Kode);
        Assert.Contains("På pause", await SideAsync(administrator, side), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await SendFormularAsync(administrator, side, ("handling", "hemmelighed"), ("version", "3"))).Kode);
        Assert.Equal((HttpStatusCode.Redirect, "/administration/webhooks"), await SendFormularAsync(administrator, side, ("handling", "slet"), ("version", "4")));
        using var vaek = await administrator.GetAsync(new Uri(side, UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, vaek.StatusCode);
    }

    [Theory]
    [InlineData("http://eksempel.dk/krog")]
    [InlineData("https://10.0.0.7/krog")]
    [InlineData("https://169.254.169.254/latest/meta-data")]
    [InlineData("https://[fd00::1]/krog")]
    [InlineData("https://[::ffff:192.168.1.1]/krog")]
    [InlineData("https://bruger:kode@eksempel.dk/")]
    [InlineData("ftp://eksempel.dk/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("/krog")]
    [InlineData("")]
    [InlineData(null)]
    public async Task En_adresse_serveren_ikke_maa_kalde_afvises(string? url)
    {
        using var svar = await _server.Som("robot").PostAsync("/api/v1/webhooks", new { url });

        await svar.FejlerPaaAsync("url");
    }

    [Fact]
    public async Task Hemmeligheden_vises_kun_naar_den_er_ny_og_den_gamle_holder_op_med_at_gaelde()
    {
        await using var modtager = await Modtager.StartAsync();
        var robot = _server.Som("robot");
        var (id, gammel) = await OpretAsync(robot, modtager.Url, ["SagOprettet"]);

        var ny = (await robot.SendAsync($"/api/v1/webhooks/{id}/hemmelighed", new { })).GetProperty("vaerdi").GetString()!;
        await SagerAsync(robot, 1);
        await VentAsync(() => modtager.Modtagne.Any());

        Assert.NotEqual(gammel, ny);
        Assert.Equal(Modtager.Signatur(ny, modtager.Modtagne.First()), modtager.Modtagne.First().Signatur);
        Assert.DoesNotContain(ny, (await robot.HentAsync("/api/v1/webhooks")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Kun_administratorer_og_robotter_har_webhooks_og_den_der_er_slettet_sender_intet()
    {
        await using var modtager = await Modtager.StartAsync();
        using var afvist = await _server.Som("sagsbehandler").PostAsync("/api/v1/webhooks", new { url = modtager.Url });
        Assert.Equal(HttpStatusCode.Forbidden, afvist.StatusCode);
        var robot = _server.Som("robot");
        var (id, _) = await OpretAsync(robot, modtager.Url, ["SagOprettet"]);
        var version = (await robot.GetAsync(new Uri($"/api/v1/webhooks/{id}", UriKind.Relative))).Headers.ETag!;
        using var rettet = await robot.PatchAsync($"/api/v1/webhooks/{id}", new { typer = new[] { "SagOprettet", "SagAfsluttet" } });
        await rettet.ForventAsync();
        using var ukendt = await robot.PatchAsync($"/api/v1/webhooks/{id}", new { typer = new[] { "SagOprettet", "Hest" } });
        await ukendt.FejlerPaaAsync("typer");
        using var feed = await robot.GetAsync(new Uri("/api/v1/haendelser?type=SagOprettet,Hest", UriKind.Relative));
        await feed.FejlerPaaAsync("type");

        using var foraeldet = new HttpRequestMessage(HttpMethod.Delete, $"/api/v1/webhooks/{id}") { Headers = { IfMatch = { version } } };
        using var svar = await robot.SendAsync(foraeldet);
        Assert.Equal(HttpStatusCode.PreconditionFailed, svar.StatusCode);
        using var slettet = await robot.DeleteAsync(new Uri($"/api/v1/webhooks/{id}", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NoContent, slettet.StatusCode);
        await SagerAsync(robot, 1);
        await Task.Delay(500);

        Assert.Empty(modtager.Alle);
    }

    private static async Task<(string Id, string Hemmelighed)> OpretAsync(HttpClient klient, string url, string[]? typer = null)
    {
        using var svar = await klient.PostAsync("/api/v1/webhooks", new { url, typer });
        var webhook = await svar.ForventAsync(HttpStatusCode.Created);
        return (webhook.GetProperty("id").GetString()!, webhook.GetProperty("hemmelighed").GetString()!);
    }

    private static async Task<List<string>> SagerAsync(HttpClient klient, int antal)
    {
        List<string> ider = [];
        for (var i = 0; i < antal; i++)
            ider.Add((await klient.SendAsync("/api/v1/sager", new { titel = $"Carport {i}", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!);
        return ider;
    }

    private static async Task<string> SideAsync(HttpClient klient, string sti) => WebUtility.HtmlDecode(await klient.GetStringAsync(new Uri(sti, UriKind.Relative)));

    private static async Task<(HttpStatusCode Kode, string? Videre)> SendFormularAsync(HttpClient klient, string sti, params (string Navn, string Vaerdi)[] felter)
    {
        using var form = new FormUrlEncodedContent(felter.Select(f => new KeyValuePair<string, string>(f.Navn, f.Vaerdi)));
        using var svar = await klient.PostAsync(new Uri(sti, UriKind.Relative), form);
        return (svar.StatusCode, svar.Headers.Location?.ToString());
    }

    private static Task VentAsync(Func<bool> sandt, Func<Task<string>>? ellers = null) => VentAsync(() => Task.FromResult(sandt()), ellers);

    private static async Task VentAsync(Func<Task<bool>> sandt, Func<Task<string>>? ellers = null)
    {
        for (var i = 0; i < 1200; i++)
        {
            if (await sandt())
                return;
            await Task.Delay(100);
        }

        Assert.Fail($"Det skete ikke inden for to minutter. {(ellers is null ? "" : await ellers())}");
    }
}
