using System.Net;
using System.Text.RegularExpressions;
using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Adgang.Tests;

[Collection("server")]
public sealed partial class AdministrationTests(Testserver server)
{
    private const string NytKodeord = "hest batteri korrekt";

    [Fact]
    public async Task En_ny_bruger_skal_vaelge_sin_egen_adgangskode_foer_noget_andet()
    {
        var (_, navn, kode) = await OpretAsync("sagsbehandler");
        using var client = server.Anonym();
        Assert.Equal("invalid_grant", (await client.TegnAsync(navn, kode)).Krop.GetProperty("error").GetString());

        await client.LogonAsync(navn, kode);
        using var sendt = await client.GetAsync(Faelles.Sti("/konto"));
        Assert.Equal("/konto/kodeord", sendt.Headers.Location?.OriginalString);
        await (await client.GetAsync(Faelles.Sti("/api/v1/mig"))).ForventAsync(HttpStatusCode.Forbidden);

        using var kort = await client.SendFormularAsync("/konto/kodeord", "/konto/kodeord", new() { ["nuvaerende"] = kode, ["nyt"] = "kort", ["igen"] = "andet" });
        Assert.Equal(HttpStatusCode.BadRequest, kort.StatusCode);
        using var skiftet = await client.SendFormularAsync("/konto/kodeord", "/konto/kodeord", new() { ["nuvaerende"] = kode, ["nyt"] = NytKodeord, ["igen"] = NytKodeord });
        Assert.Equal("/konto", skiftet.Headers.Location?.OriginalString);
        Assert.Contains("Adgangskoden er skiftet", WebUtility.HtmlDecode(await client.GetStringAsync(Faelles.Sti("/konto"))), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await client.TegnAsync(navn, NytKodeord)).Status);
        Assert.NotEqual(HttpStatusCode.OK, (await client.TegnAsync(navn, kode)).Status);
    }

    [Fact]
    public async Task En_nulstilling_afslutter_alt_hvad_der_var_logget_paa_med_den_gamle()
    {
        var (id, navn, kode) = await OpretAsync("sagsbehandler");
        await SkiftAsync(navn, kode);
        using var client = server.Anonym();
        await client.LogonAsync(navn, NytKodeord);
        client.DefaultRequestHeaders.Authorization = new("Bearer", await server.TokenAsync(navn, kodeord: NytKodeord));
        await (await client.GetAsync(Faelles.Sti("/api/v1/mig"))).ForventAsync(HttpStatusCode.OK);

        using var admin = server.Som("administrator");
        var ny = (await admin.SendAsync($"/api/v1/brugere/{id}/kodeord", new { })).GetProperty("engangskode").GetString()!;
        await (await client.GetAsync(Faelles.Sti("/api/v1/mig"))).ForventAsync(HttpStatusCode.Unauthorized);
        client.DefaultRequestHeaders.Authorization = null;
        await (await client.GetAsync(Faelles.Sti("/api/v1/mig"))).ForventAsync(HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.TegnAsync(navn, NytKodeord)).Status); // not even the one remembered
        Assert.Equal(HttpStatusCode.Redirect, (await client.LogonAsync(navn, ny)).StatusCode);
    }

    [Fact]
    public async Task Det_husker_serveren_om_enheder_og_brugere_er_aendret_ved_naeste_opslag()
    {
        using var admin = server.Som("administrator");
        var enhed = (await admin.SendAsync("/api/v1/enheder", new { navn = "Huskeenhed", foraelder = await EnhedAsync() })).GetProperty("id").GetGuid();
        var (bruger, _, _) = await OpretAsync("sagsbehandler");
        Task<(string? Enhed, string? Navn)> NuAsync() => IScopeAsync(server, async sp =>
        {
            var navne = sp.GetRequiredService<Navneopslag>();
            return ((await navne.EnhederAsync([enhed], default)).GetValueOrDefault(enhed), (await navne.BrugereAsync([bruger], default)).GetValueOrDefault(bruger));
        });

        var foer = await NuAsync();
        Assert.Equal(foer, await NuAsync());
        for (var i = 0; i < 5; i++)
        {
            await (await admin.PutAsync($"/api/v1/enheder/{enhed}", new { navn = $"Huskeenhed {i}", foraelder = await EnhedAsync() })).ForventAsync(HttpStatusCode.OK);
            await (await admin.PutAsync($"/api/v1/brugere/{bruger}", new { navn = $"Ny Navnesen {i}", enhed, roller = new[] { "sagsbehandler" }, aktiv = true })).ForventAsync(HttpStatusCode.OK);
            Assert.Equal(($"Huskeenhed {i}", $"Ny Navnesen {i}"), await NuAsync());
        }
    }

    [Fact]
    public async Task En_lukket_bruger_er_ude_ved_naeste_forespoergsel()
    {
        var (id, navn, kode) = await OpretAsync("sagsbehandler", "leder");
        await SkiftAsync(navn, kode);
        using var client = server.Anonym();
        client.DefaultRequestHeaders.Authorization = new("Bearer", await server.TokenAsync(navn, kodeord: NytKodeord));
        using var admin = server.Som("administrator");
        var mig = await client.HentAsync("/api/v1/mig");
        Assert.Equal(["sagsbehandler", "leder"], mig.GetProperty("roller").EnumerateArray().Select(r => r.GetString()));
        var enhed = mig.GetProperty("enhed").GetProperty("id").GetGuid();
        await (await admin.PutAsync($"/api/v1/brugere/{id}", new { navn = "Prøve Prøvesen", enhed, roller = new[] { "revisor" }, aktiv = true })).ForventAsync(HttpStatusCode.OK);
        Assert.Equal(["revisor"], (await client.HentAsync("/api/v1/mig")).GetProperty("roller").EnumerateArray().Select(r => r.GetString()));
        await (await admin.PutAsync($"/api/v1/brugere/{id}", new { navn = "Prøve Prøvesen", enhed, roller = new[] { "revisor" }, aktiv = false })).ForventAsync(HttpStatusCode.OK);
        await (await client.GetAsync(Faelles.Sti("/api/v1/mig"))).ForventAsync(HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.TegnAsync(navn, NytKodeord)).Status);
    }

    [Fact]
    public async Task En_administrator_aendrer_ikke_sine_egne_roller()
    {
        using var admin = server.Som("administrator");
        var mig = await admin.HentAsync("/api/v1/mig");
        var (id, enhed) = (mig.GetProperty("id").GetGuid(), mig.GetProperty("enhed").GetProperty("id").GetGuid());
        await (await admin.PutAsync($"/api/v1/brugere/{id}", new { navn = "A", enhed, roller = new[] { "administrator", "sagsbehandler" } })).BrydesAsync("ADG-1");
        await (await admin.PutAsync($"/api/v1/brugere/{id}", new { navn = "A", enhed, roller = new[] { "administrator" }, aktiv = false })).BrydesAsync("ADG-1");
        await (await admin.PostAsync($"/api/v1/brugere/{id}/kodeord", new { })).BrydesAsync("ADG-1");
    }

    [Fact]
    public async Task Forkerte_oplysninger_naevnes_alle()
    {
        using var admin = server.Som("administrator");
        await (await admin.PostAsync("/api/v1/brugere", new { brugernavn = "Ø", navn = "", email = "x", enhed = Guid.CreateVersion7(), roller = new[] { "konge" } }))
            .FejlerPaaAsync("brugernavn", "navn", "email", "enhed", "roller");
        await (await admin.PostAsync("/api/v1/brugere", new { brugernavn = "SAGSBEHANDLER", navn = "Igen", enhed = await EnhedAsync(), roller = new[] { "leder" } }))
            .FejlerPaaAsync("brugernavn");
    }

    [Fact]
    public async Task To_der_retter_samme_bruger_overskriver_ikke_hinanden()
    {
        var (id, _, _) = await OpretAsync("revisor");
        using var admin = server.Som("administrator");
        var krop = new { navn = "Ny", enhed = await EnhedAsync(), roller = new[] { "revisor" } };
        async Task<HttpStatusCode> RetAsync()
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, $"/api/v1/brugere/{id}") { Content = System.Net.Http.Json.JsonContent.Create(krop), Headers = { { "If-Match", "\"1\"" } } };
            using var svar = await admin.SendAsync(request);
            return svar.StatusCode;
        }

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.PreconditionFailed], (await Task.WhenAll(RetAsync(), RetAsync())).Order());
    }

    [Fact]
    public async Task Enheder_danner_et_trae_uden_kredse_og_lukkes_naar_de_er_tomme()
    {
        using var admin = server.Som("administrator");
        var over = (await admin.SendAsync("/api/v1/enheder", new { navn = "Prøveforvaltning" })).GetProperty("id").GetGuid();
        var under = (await admin.SendAsync("/api/v1/enheder", new { navn = "Prøveafdeling", foraelder = over })).GetProperty("id").GetGuid();
        await (await admin.PutAsync($"/api/v1/enheder/{over}", new { navn = "X", foraelder = under })).BrydesAsync("ADG-3");
        await (await admin.PutAsync($"/api/v1/enheder/{over}", new { navn = "X", foraelder = over })).BrydesAsync("ADG-3");
        var problem = await (await admin.PutAsync($"/api/v1/enheder/{over}", new { navn = "X", aktiv = false })).BrydesAsync("ADG-4");
        Assert.Equal("Den har 1 underenhed.", problem.GetProperty("detaljer")[0].GetString());
        await (await admin.PutAsync($"/api/v1/enheder/{under}", new { navn = "Y", foraelder = over, aktiv = false })).ForventAsync(HttpStatusCode.OK);
        await (await admin.PutAsync($"/api/v1/enheder/{over}", new { navn = "X", aktiv = false })).ForventAsync(HttpStatusCode.OK);
        await (await admin.PostAsync("/api/v1/enheder", new { navn = "Z", foraelder = over })).BrydesAsync("ADG-5");
        await (await admin.PostAsync("/api/v1/enheder", new { navn = " ", foraelder = Guid.CreateVersion7() })).FejlerPaaAsync("navn", "foraelder");
    }

    [Fact]
    public async Task En_gruppe_giver_sine_medlemmer_det_den_staar_paa_med_det_samme()
    {
        using var admin = server.Som("administrator");
        var kollega = Demonstration.BrugerId("korsbaek", "kollega");
        var gruppe = (await admin.SendAsync("/api/v1/grupper", new { navn = $"Prøvegruppe {Guid.CreateVersion7()}", medlemmer = Array.Empty<Guid>() })).GetProperty("id").GetGuid();
        var liste = await InternAsync(Adgangspost.Gruppe(gruppe));
        Assert.DoesNotContain(liste, (await AktoerAsync(kollega)).Lister);
        await (await admin.PutAsync($"/api/v1/grupper/{gruppe}", new { navn = $"Gruppe {gruppe}", medlemmer = new[] { kollega } })).ForventAsync(HttpStatusCode.OK);
        Assert.Contains(liste, (await AktoerAsync(kollega)).Lister);
        await (await admin.PutAsync($"/api/v1/grupper/{gruppe}", new { navn = $"Gruppe {gruppe}", medlemmer = new[] { kollega }, aktiv = false })).ForventAsync(HttpStatusCode.OK);
        Assert.DoesNotContain(liste, (await AktoerAsync(kollega)).Lister);
        await (await admin.PostAsync("/api/v1/grupper", new { navn = "", medlemmer = new[] { Guid.CreateVersion7() } })).FejlerPaaAsync("navn", "medlemmer");
    }

    [Fact]
    public async Task En_klients_hemmelighed_vises_en_gang_og_kan_fornyes()
    {
        using var admin = server.Som("administrator");
        var id = "proeve-" + Guid.CreateVersion7().ToString("N");
        var klient = await admin.SendAsync("/api/v1/klienter", new { klientId = id, navn = "Prøve", bruger = "robot" });
        var hemmelighed = klient.GetProperty("hemmelighed").GetString()!;
        Assert.Equal(HttpStatusCode.OK, await TegnAsync(id, hemmelighed));
        Assert.DoesNotContain(hemmelighed, (await admin.HentAsync("/api/v1/klienter")).ToString(), StringComparison.Ordinal);
        var ny = (await admin.SendAsync($"/api/v1/klienter/{klient.GetProperty("id").GetGuid()}/hemmelighed", new { })).GetProperty("hemmelighed").GetString()!;
        Assert.Equal(HttpStatusCode.Unauthorized, await TegnAsync(id, hemmelighed));
        Assert.Equal(HttpStatusCode.OK, await TegnAsync(id, ny));
        await (await admin.PutAsync($"/api/v1/klienter/{klient.GetProperty("id").GetGuid()}", new { navn = "Prøve", bruger = "robot", aktiv = false })).ForventAsync(HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.Unauthorized, await TegnAsync(id, ny));
        await (await admin.PostAsync("/api/v1/klienter", new { klientId = id, navn = "Igen", bruger = "administrator" })).FejlerPaaAsync("klientId", "bruger");
    }

    [Fact]
    public async Task Noedadgang_gives_med_en_begrundelse_og_hoerer_op_af_sig_selv()
    {
        var kollega = Demonstration.BrugerId("korsbaek", "kollega");
        var sag = Guid.CreateVersion7();
        var myndighed = await server.MyndighedAsync();
        var aktoer = await AktoerAsync(kollega);
        await Assert.ThrowsAsync<Core.InvalidException>(() => myndighed.Queue.RunAsync((Noedadgange n) => n.GivAsync(aktoer, sag, "kort", CancellationToken.None), CancellationToken.None));
        await myndighed.Queue.RunAsync((Noedadgange n) => n.GivAsync(aktoer, sag, "Borgeren er indlagt akut", CancellationToken.None), CancellationToken.None);
        Assert.Contains(sag, (await AktoerAsync(kollega)).Noedsager);
        server.Ur.Frem(Noedadgange.Varighed + TimeSpan.FromMinutes(1));
        try
        {
            Assert.DoesNotContain(sag, (await AktoerAsync(kollega)).Noedsager);
        }
        finally
        {
            server.Ur.Nulstil();
        }
    }

    [Fact]
    public async Task Siderne_opretter_og_retter_som_API_et()
    {
        using var client = server.Anonym();
        await client.LogonAsync("administrator");
        var navn = "side" + Guid.CreateVersion7().ToString("N");
        using var forkert = await client.SendFormularAsync("/administration/brugere/ny", "/administration/brugere/ny", new() { ["brugernavn"] = navn, ["navn"] = "Sidse \"Side\" Prøve" });
        Assert.Equal(HttpStatusCode.BadRequest, forkert.StatusCode);
        Assert.Contains("Sidse \"Side\" Prøve", WebUtility.HtmlDecode(await forkert.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        using var svar = await client.SendFormularAsync("/administration/brugere/ny", "/administration/brugere/ny",
            new() { ["brugernavn"] = navn, ["navn"] = "Sidse Prøve", ["enhed"] = (await EnhedAsync()).ToString(), ["roller"] = "revisor" });
        var html = await svar.Content.ReadAsStringAsync();
        Assert.True(svar.IsSuccessStatusCode, html);
        Assert.Matches(Engangskode(), html);
        foreach (var side in new[] { "/administration/brugere", "/administration/brugere?q=sidse", "/administration/enheder", "/administration/enheder/ny", "/administration/grupper", "/administration/grupper/ny", "/administration/klienter", "/administration/klienter/ny", "/konto" })
        {
            using var vist = await client.GetAsync(Faelles.Sti(side));
            Assert.Equal(HttpStatusCode.OK, vist.StatusCode);
        }
    }

    [Fact]
    public async Task Man_finder_en_kollega_ved_at_skrive_en_del_af_navnet()
    {
        using var client = server.Som("kollega");
        var kort = Assert.Single((await client.HentAsync("/api/v1/brugere?q=logkontroll")).GetProperty("poster").EnumerateArray());
        Assert.Equal("logkontrollant", kort.GetProperty("brugernavn").GetString());
        Assert.False(kort.TryGetProperty("roller", out _));
        await (await client.GetAsync(Faelles.Sti("/api/v1/brugere?antal=100000"))).FejlerPaaAsync("antal");
    }

    private static async Task<T> IScopeAsync<T>(Testserver server, Func<IServiceProvider, Task<T>> arbejde)
    {
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(await server.MyndighedAsync());
        return await arbejde(scope.ServiceProvider);
    }

    private async Task<Aktoer> AktoerAsync(Guid bruger)
    {
        var myndighed = await server.MyndighedAsync();
        return await IScopeAsync(server, async sp =>
            (await sp.GetRequiredService<Handlinger.Aktoercache>().FindAsync(myndighed, bruger, sp, CancellationToken.None))!.Aktoer);
    }

    private async Task<int> InternAsync(Adgangspost post) =>
        await (await server.MyndighedAsync()).Queue.RunAsync((Adgangslister l) => l.InternAsync([post], CancellationToken.None), CancellationToken.None);

    private async Task<Guid> EnhedAsync()
    {
        using var admin = server.Som("administrator");
        return (await admin.HentAsync("/api/v1/enheder")).GetProperty("poster")[0].GetProperty("id").GetGuid();
    }

    private async Task<(Guid Id, string Navn, string Kode)> OpretAsync(params string[] roller)
    {
        using var admin = server.Som("administrator");
        var navn = "proeve" + Guid.CreateVersion7().ToString("N");
        var svar = await admin.SendAsync("/api/v1/brugere", new { brugernavn = navn, navn = "Prøve Prøvesen", enhed = await EnhedAsync(), roller });
        return (svar.GetProperty("id").GetGuid(), navn, svar.GetProperty("engangskode").GetString()!);
    }

    private async Task SkiftAsync(string navn, string kode)
    {
        using var client = server.Anonym();
        await client.LogonAsync(navn, kode);
        using var svar = await client.SendFormularAsync("/konto/kodeord", "/konto/kodeord", new() { ["nuvaerende"] = kode, ["nyt"] = NytKodeord, ["igen"] = NytKodeord });
        Assert.Equal(HttpStatusCode.Redirect, svar.StatusCode);
    }

    private async Task<HttpStatusCode> TegnAsync(string klient, string hemmelighed)
    {
        using var client = server.Anonym();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = klient, ["client_secret"] = hemmelighed });
        using var svar = await client.PostAsync(Faelles.Sti("/auth/realms/korsbaek/protocol/openid-connect/token"), form);
        return svar.StatusCode;
    }

    [GeneratedRegex("[a-z2-9]{4}(-[a-z2-9]{4}){3}")]
    private static partial Regex Engangskode();
}
