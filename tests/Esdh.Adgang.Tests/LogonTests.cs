using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Esdh.Testing;

namespace Esdh.Adgang.Tests;

[Collection("server")]
public sealed class LogonTests(Testserver server)
{
    private const string Sager = "/api/v1/soegning?q=x";

    [Fact]
    public async Task Et_kodeord_giver_et_tegn_der_aabner_api_et()
    {
        using var client = server.Anonym();
        var (status, krop) = await client.TegnAsync("sagsbehandler", "demo");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("Bearer", krop.GetProperty("token_type").GetString());
        Assert.InRange(krop.GetProperty("expires_in").GetInt32(), 60, 3600);
        client.DefaultRequestHeaders.Authorization = new("Bearer", krop.GetProperty("access_token").GetString());
        await (await client.GetAsync(Faelles.Sti(Sager))).ForventAsync(HttpStatusCode.OK);
    }

    [Fact]
    public async Task En_klient_handler_som_robotten_ogsaa_med_HTTP_Basic()
    {
        using var client = server.Anonym();
        var (status, krop) = await client.TegnAsync("", "", grant: "client_credentials");
        Assert.Equal(HttpStatusCode.OK, status);
        using var basic = new HttpRequestMessage(HttpMethod.Post, "/auth/realms/korsbaek/protocol/openid-connect/token")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials" }),
            Headers = { Authorization = new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("esdh-demo:demo"))) },
        };
        await (await client.SendAsync(basic)).ForventAsync(HttpStatusCode.OK);
        client.DefaultRequestHeaders.Authorization = new("Bearer", krop.GetProperty("access_token").GetString());
        await (await client.GetAsync(Faelles.Sti(Sager))).ForventAsync(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("password", "forkert", "demo", "invalid_client", HttpStatusCode.Unauthorized)]
    [InlineData("password", "demo", "forkert", "invalid_grant", HttpStatusCode.Unauthorized)]
    [InlineData("implicit", "demo", "demo", "unsupported_grant_type", HttpStatusCode.BadRequest)]
    [InlineData("", "demo", "demo", "invalid_request", HttpStatusCode.BadRequest)]
    public async Task Fejl_fra_tegnudstederen_er_som_i_RFC_6749(string grant, string hemmelighed, string kodeord, string fejl, HttpStatusCode ventet)
    {
        using var client = server.Anonym();
        var (status, krop) = await client.TegnAsync("revisor", kodeord, hemmelighed: hemmelighed, grant: grant);
        Assert.Equal((ventet, fejl), (status, krop.GetProperty("error").GetString()));
    }

    [Fact]
    public async Task Uden_tegn_svarer_API_et_401_og_siderne_med_logon()
    {
        using var client = server.Anonym();
        using var api = await client.GetAsync(Faelles.Sti(Sager));
        await api.ForventAsync(HttpStatusCode.Unauthorized);
        Assert.Equal("Bearer", Assert.Single(api.Headers.WwwAuthenticate).Scheme);
        Assert.Equal("application/problem+json", api.Content.Headers.ContentType?.MediaType);
        using var side = await client.GetAsync(Faelles.Sti("/administration/adgangslog?fra=2026-01-01"));
        Assert.Equal(HttpStatusCode.Redirect, side.StatusCode);
        Assert.Equal("/logon?retur=%2Fadministration%2Fadgangslog%3Ffra%3D2026-01-01", side.Headers.Location?.OriginalString);
    }

    [Theory]
    [InlineData("vroevl")]
    [InlineData("a.b.c")]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.")]
    public async Task Et_falsk_tegn_afvises(string tegn)
    {
        using var client = server.Anonym();
        using var request = new HttpRequestMessage(HttpMethod.Get, Sager);
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + tegn);
        using var svar = await client.SendAsync(request);
        await svar.ForventAsync(HttpStatusCode.Unauthorized);
        Assert.Contains("invalid_token", svar.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Et_tegn_udloeber()
    {
        using var client = server.Anonym();
        client.DefaultRequestHeaders.Authorization = new("Bearer", await server.TokenAsync("arkivar"));
        await (await client.GetAsync(Faelles.Sti(Sager))).ForventAsync(HttpStatusCode.OK);
        server.Ur.Frem(TimeSpan.FromMinutes(16));
        try
        {
            await (await client.GetAsync(Faelles.Sti(Sager))).ForventAsync(HttpStatusCode.Unauthorized);
        }
        finally
        {
            server.Ur.Nulstil();
        }
    }

    [Fact]
    public async Task En_myndigheds_tegn_og_cookie_virker_ikke_hos_en_anden()
    {
        using var client = server.Anonym();
        var maanekaer = $"http://maanekaer.localhost:{server.Adresse.Port}";
        using var medTegn = new HttpRequestMessage(HttpMethod.Get, server.Adresse + Sager[1..])
        {
            Headers = { Host = $"maanekaer.localhost:{server.Adresse.Port}", Authorization = new("Bearer", await server.TokenAsync("sagsbehandler")) },
        };
        await (await client.SendAsync(medTegn)).ForventAsync(HttpStatusCode.Forbidden);
        Assert.Contains(await server.LinjerAsync(noegle: "maanekaer"), l => l.Status == 403);

        using var logon = await client.LogonAsync("sagsbehandler");
        Assert.Equal(HttpStatusCode.Redirect, logon.StatusCode);
        var cookie = Assert.Single(logon.Headers.GetValues("Set-Cookie"), c => c.StartsWith("esdh-korsbaek=", StringComparison.Ordinal)).Split(';')[0];
        foreach (var navn in new[] { cookie, cookie.Replace("esdh-korsbaek", "esdh-maanekaer", StringComparison.Ordinal) })
        {
            using var medCookie = new HttpRequestMessage(HttpMethod.Get, server.Adresse + Sager[1..]) { Headers = { Host = new Uri(maanekaer).Authority } };
            medCookie.Headers.Add("Cookie", navn);
            await (await client.SendAsync(medCookie)).ForventAsync(HttpStatusCode.Unauthorized);
        }
    }

    [Fact]
    public async Task Logon_paa_siden_foerer_til_den_side_man_ville_se()
    {
        using var client = server.Anonym();
        using var svar = await client.LogonAsync("kollega", retur: "/sager?status=aktiv");
        Assert.Equal("/sager?status=aktiv", svar.Headers.Location?.OriginalString);
        var cookie = Assert.Single(svar.Headers.GetValues("Set-Cookie"), c => c.StartsWith("esdh-korsbaek=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("samesite=lax", cookie, StringComparison.Ordinal);
        await (await client.GetAsync(Faelles.Sti(Sager))).ForventAsync(HttpStatusCode.OK);
        using var ud = await client.SendFormularAsync("/logon", "/logaf", []);
        Assert.Equal(HttpStatusCode.Redirect, ud.StatusCode);
        await (await client.GetAsync(Faelles.Sti(Sager))).ForventAsync(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Bag_en_proxy_der_har_TLS_gaar_cookien_kun_over_TLS()
    {
        using var client = server.Anonym();
        using (var uden = await client.LogonAsync("kollega"))
            Assert.DoesNotContain("; secure", Assert.Single(uden.Headers.GetValues("Set-Cookie"), c => c.StartsWith("esdh-korsbaek=", StringComparison.Ordinal)), StringComparison.Ordinal);
        using var bag = server.Anonym();
        bag.DefaultRequestHeaders.Add("X-Forwarded-Proto", "https");
        using var svar = await bag.LogonAsync("kollega");
        Assert.Contains("; secure", Assert.Single(svar.Headers.GetValues("Set-Cookie"), c => c.StartsWith("esdh-korsbaek=", StringComparison.Ordinal)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//ond.example/")]
    [InlineData("/\\ond.example")]
    [InlineData("https://ond.example/")]
    [InlineData("/logon")]
    [InlineData("")]
    public async Task Logon_sender_aldrig_nogen_et_fremmed_sted_hen(string retur)
    {
        using var client = server.Anonym();
        using var svar = await client.LogonAsync("kollega", retur: retur);
        Assert.Equal("/", svar.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Et_forkert_kodeord_beholder_brugernavnet_og_siger_hvad_man_kan_goere()
    {
        using var client = server.Anonym();
        using var svar = await client.LogonAsync("findes<b>ikke", "hemmeligt-kodeord");
        Assert.Equal(HttpStatusCode.BadRequest, svar.StatusCode);
        var html = await svar.Content.ReadAsStringAsync();
        Assert.Contains("findes&lt;b&gt;ikke", html, StringComparison.Ordinal);
        Assert.DoesNotContain("hemmeligt-kodeord", html, StringComparison.Ordinal);
        Assert.Contains("role=\"alert\"", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_formular_uden_sit_tegn_afvises()
    {
        using var client = server.Anonym();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["brugernavn"] = "kollega", ["kodeord"] = "demo" });
        using var svar = await client.PostAsync(Faelles.Sti("/logon"), form);
        Assert.Equal(HttpStatusCode.BadRequest, svar.StatusCode);

        await client.LogonAsync("kollega");
        await (await client.PostAsync("/api/v1/sager", new { titel = "x" })).ForventAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Fem_forkerte_forsoeg_laaser_i_15_minutter_paa_tvaers_af_side_og_tegn()
    {
        await using var egen = Testserver.Med(new Dictionary<string, string>());
        await egen.InitializeAsync();
        using var client = egen.Anonym();
        for (var i = 0; i < 3; i++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await client.TegnAsync("revisor", "forkert" + i)).Status);
        for (var i = 0; i < 2; i++)
            Assert.Equal(HttpStatusCode.BadRequest, (await client.LogonAsync("revisor", "forkert" + i)).StatusCode);
        Assert.Equal("invalid_grant", (await client.TegnAsync("revisor", "demo")).Krop.GetProperty("error").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await client.LogonAsync("revisor")).StatusCode);
        egen.Ur.Frem(TimeSpan.FromMinutes(15.1));
        Assert.Equal(HttpStatusCode.OK, (await client.TegnAsync("revisor", "demo")).Status);
        Assert.Equal(8, (await egen.LinjerAsync(Contract.Demonstration.BrugerId("korsbaek", "revisor"))).Count(l => l.Handling.StartsWith("POST", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Mange_forsoeg_paa_een_gang_slipper_ikke_uden_om_laasen()
    {
        await using var egen = Testserver.Med(new Dictionary<string, string>());
        await egen.InitializeAsync();
        using var client = egen.Anonym();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(i => client.TegnAsync("arkivar", "gæt" + i)));
        Assert.Equal(HttpStatusCode.Unauthorized, (await client.TegnAsync("arkivar", "demo")).Status);
    }

    [Fact]
    public async Task Alle_svar_har_sikkerhedshoveder_ogsaa_fejl()
    {
        using var client = server.Anonym();
        foreach (var sti in new[] { "/logon", Sager, "/findes-ikke" })
        {
            using var svar = await client.GetAsync(Faelles.Sti(sti));
            Assert.Contains("default-src 'self'", svar.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Contains("frame-ancestors 'none'", svar.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.Equal("no-referrer", svar.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("nosniff", svar.Headers.GetValues("X-Content-Type-Options").Single());
        }
    }
}
