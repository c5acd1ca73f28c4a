using System.Net;
using System.Net.Http.Headers;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Handlinger;
using Esdh.Adgang.Storage;
using Esdh.Adgang.Tokens;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Adgang.Tests;

/// <summary>Sign-in outside: browsers by code and PKCE, programs by bearer token, against a real provider.</summary>
public sealed class KeycloakTests(Logonserver f) : IClassFixture<Logonserver>
{
    private const string Api = "/api/v1/soegning?q=x";

    private HttpClient Med(string tegn)
    {
        var klient = f.Server.Anonym();
        klient.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", tegn);
        return klient;
    }

    private async Task<HttpStatusCode> StatusAsync(string tegn, string sti = Api)
    {
        using var klient = Med(tegn);
        using var svar = await klient.GetAsync(Faelles.Sti(sti));
        return svar.StatusCode;
    }

    private async Task<Bruger> BrugerAsync(string sub, string myndighed = "korsbaek")
    {
        await using var scope = f.Server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(await f.Server.MyndighedAsync(myndighed));
        return await scope.ServiceProvider.GetRequiredService<AdgangDb>().Brugere.AsNoTracking().SingleAsync(b => b.Udsteder == f.Udsteder && b.Subjekt == sub);
    }

    private Dictionary<string, object> Person(string rolle, string enhed = Logonserver.Enhed, string? navn = null, string brugernavn = "") => new Dictionary<string, object>
    {
        ["preferred_username"] = brugernavn.Length == 0 ? $"p{Guid.CreateVersion7():N}"[..20] : brugernavn, ["name"] = navn ?? "Pia Prøve (prøve)", ["cvr"] = f.Cvr("korsbaek"), ["enhed"] = enhed, ["realm_access"] = new { roles = new[] { rolle } },
    };

    [Fact]
    public async Task En_browser_logger_paa_hos_udbyderen_og_roller_foelger_med_ved_naeste_logon()
    {
        await f.PersonAsync("anna", Person("sagsbehandler", navn: "Anna Prøve (prøve)", brugernavn: "anna.proeve"));
        var (browser, svar) = await f.LogPaaAsync();
        Assert.Equal((HttpStatusCode.Redirect, "/konto"), (svar.StatusCode, svar.Headers.Location?.ToString()));
        Assert.Contains("Anna Prøve", WebUtility.HtmlDecode(await browser.GetStringAsync(Faelles.Sti("/konto"))), StringComparison.Ordinal);
        var bruger = await BrugerAsync("anna");
        Assert.Equal(("anna.proeve", Core.Access.Roller.Sagsbehandler), (bruger.Brugernavn, bruger.Roller));
        Assert.Null(bruger.KodeordHash);

        await f.PersonAsync("anna", Person("byg-chef", navn: "Anna Nytnavn (prøve)", brugernavn: "anna.proeve")); // a name of the provider's own
        await f.LogPaaAsync();
        bruger = await BrugerAsync("anna");
        Assert.Equal(("Anna Nytnavn (prøve)", Core.Access.Roller.Leder), (bruger.Navn, bruger.Roller));
    }

    [Fact]
    public async Task Naar_nogen_logger_ud_hos_udbyderen_er_de_logget_ud_her()
    {
        await f.PersonAsync("bo", Person("sagsbehandler"));
        var (browser, _) = await f.LogPaaAsync();
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Faelles.Sti("/konto"))).StatusCode);

        await f.LogUdAsync("bo");
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync(Faelles.Sti("/konto"))).StatusCode);

        // What is not a logout token of the provider's ends nobody's sign-in.
        (browser, _) = await f.LogPaaAsync();
        var falsk = await f.TegnAsync(f.Krav("bo"));
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["logout_token"] = falsk });
        Assert.Equal(HttpStatusCode.BadRequest, (await f.Server.Anonym().PostAsync(Faelles.Sti("/auth/ekstern/udlogning"), form)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Faelles.Sti("/konto"))).StatusCode);
    }

    [Fact]
    public async Task Den_der_logger_af_her_sendes_videre_til_udbyderen()
    {
        await f.PersonAsync("dorte", Person("sagsbehandler"));
        var (browser, _) = await f.LogPaaAsync();
        using var svar = await browser.SendFormularAsync("/konto", "/logaf", []);
        Assert.StartsWith($"{f.Udsteder}/session/end?client_id=esdh", svar.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains($"form-action 'self' {new Uri(f.Udsteder).GetLeftPart(UriPartial.Authority)};", svar.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await browser.GetAsync(Faelles.Sti("/konto"))).StatusCode);
    }

    [Fact]
    public async Task Uden_rolle_eller_enhed_eller_med_en_lukket_bruger_kommer_ingen_ind_og_de_faar_at_vide_hvorfor()
    {
        async Task AfvisesAsync(string sub, object person, string saetning)
        {
            await f.PersonAsync(sub, person);
            var (_, svar) = await f.LogPaaAsync();
            Assert.NotEqual(HttpStatusCode.Redirect, svar.StatusCode);
            Assert.Contains(saetning, WebUtility.HtmlDecode(await svar.Content.ReadAsStringAsync()), StringComparison.Ordinal);
        }

        await AfvisesAsync("uden-rolle", Person("offline_access"), "har ingen rolle i Esdh");
        await AfvisesAsync("uden-enhed", Person("sagsbehandler", "Månekontoret"), "Enheden »Månekontoret« findes ikke i Esdh");
        await AfvisesAsync("fremmed", new { preferred_username = "fremmed", cvr = f.Cvr("maanekaer"), enhed = Logonserver.Enhed, realm_access = new { roles = new[] { "sagsbehandler" } } }, "gælder ikke hos Korsbæk Kommune");
        await AfvisesAsync("uden-cvr", new { preferred_username = "uden-cvr", enhed = Logonserver.Enhed, realm_access = new { roles = new[] { "sagsbehandler" } } }, "gælder ikke hos Korsbæk Kommune");

        await f.PersonAsync("lukket", Person("sagsbehandler", brugernavn: "lukket"));
        await f.LogPaaAsync();
        var id = (await BrugerAsync("lukket")).Id;
        await (await f.Server.MyndighedAsync()).Queue.RunAsync(async (AdgangDb db) =>
        {
            (await db.Brugere.SingleAsync(b => b.Id == id)).Aktiv = false;
            await db.SaveChangesAsync();
            return 0;
        }, default);
        await AfvisesAsync("lukket", Person("sagsbehandler", brugernavn: "lukket"), "Brugeren er lukket i Esdh");
    }

    [Fact]
    public async Task Et_svar_der_ikke_hoerer_til_browserens_egen_rejse_lukker_ingen_ind()
    {
        var html = WebUtility.HtmlDecode(await (await f.Server.Anonym().GetAsync(Faelles.Sti("/logon/ekstern/svar?code=x&state=y"))).Content.ReadAsStringAsync());
        Assert.Contains("Logon blev ikke gjort færdigt", html, StringComparison.Ordinal);
        using var browser = f.Server.Anonym();
        await browser.GetAsync(Faelles.Sti("/logon/ekstern"));
        Assert.Equal(HttpStatusCode.BadRequest, (await browser.GetAsync(Faelles.Sti("/logon/ekstern/svar?code=x&state=y"))).StatusCode);
        Assert.Equal("/logon/ekstern?retur=%2Fsager", (await f.Server.Anonym().GetAsync(Faelles.Sti("/logon?retur=/sager"))).Headers.Location?.ToString());
    }

    [Fact]
    public async Task Udbyderens_eget_adgangstegn_aabner_api_et_hos_den_myndighed_det_naevner()
    {
        await f.PersonAsync("robert", Person("sagsbehandler"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(await f.EgetTegnAsync()));

        // One realm for all: the claim says whose it is, whatever address it was sent to.
        using var maanekaer = Med(await f.TegnAsync(f.Krav("maren", "maanekaer")));
        var sag = (await maanekaer.SendAsync("/api/v1/sager", new { titel = "Hos Månekær", emne = "02.34.02", facet = "G01" })).GetProperty("sagsnummer").GetString();
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(await f.TegnAsync(f.Krav("kim")), $"/api/v1/sager/{sag}"));
        Assert.Equal(Core.Access.Roller.Sagsbehandler, (await BrugerAsync("maren", "maanekaer")).Roller);
    }

    [Theory]
    [InlineData("udløbet")]
    [InlineData("ikke endnu")]
    [InlineData("anden modtager")]
    [InlineData("anden udsteder")]
    [InlineData("anden myndighed")]
    [InlineData("uden underskrift")]
    [InlineData("underskrevet med den offentlige nøgle")]
    [InlineData("fremmed nøgle")]
    [InlineData("et id-tegn")]
    [InlineData("et logud-tegn")]
    [InlineData("uden navn")]
    public async Task Et_falsk_tegn_aabner_intet(string fejl)
    {
        var (krav, alg, typ) = (f.Krav($"falsk{fejl.Length}"), "RS256", "at+jwt");
        switch (fejl)
        {
            case "udløbet": krav["exp"] = f.Nu() - 90; break;
            case "ikke endnu": krav["nbf"] = f.Nu() + 90; break;
            case "anden modtager": krav["aud"] = "andre"; break;
            case "anden udsteder": krav["iss"] = $"{f.Udsteder}2"; break;
            case "anden myndighed": krav["cvr"] = "11111111"; break;
            case "uden underskrift": alg = "none"; break;
            case "underskrevet med den offentlige nøgle": alg = "HS256"; break;
            case "fremmed nøgle": alg = "fremmed"; break;
            case "et id-tegn": (typ, krav["nonce"]) = ("JWT", "x"); break;
            case "et logud-tegn": krav["events"] = new Dictionary<string, object> { ["http://schemas.openid.net/event/backchannel-logout"] = new { } }; break;
            default: krav.Remove("preferred_username"); break;
        }

        Assert.Contains(await StatusAsync(await f.TegnAsync(krav, alg, typ)), new[] { HttpStatusCode.Unauthorized, HttpStatusCode.Forbidden });
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(await f.TegnAsync(f.Krav($"falsk{fejl.Length}")))); // the same without the fault
    }

    [Fact]
    public async Task Udbyderens_ur_maa_gaa_et_minut_forkert()
    {
        var krav = f.Krav("skaev");
        (krav["exp"], krav["iat"]) = (f.Nu() - 30, f.Nu() - 330);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(await f.TegnAsync(krav)));
    }

    [Fact]
    public async Task En_rolle_der_er_taget_fra_en_bruger_kommer_ikke_igen_med_et_aeldre_tegn()
    {
        var gammelt = f.Krav("tove");
        (gammelt["iat"], gammelt["realm_access"]) = (f.Nu() - 60, new { roles = new[] { "administrator" } });
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(await f.TegnAsync(gammelt), "/api/v1/klienter"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(await f.TegnAsync(f.Krav("tove")), "/api/v1/klienter"));
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(await f.TegnAsync(gammelt), "/api/v1/klienter"));

        // Nor when the server has begun anew and remembers nothing.
        var efterStart = new Eksternadgang(f.Server.Services.GetRequiredService<Keycloakudbyder>(), new(f.Server.Ur));
        await using var scope = f.Server.Services.CreateAsyncScope();
        var myndighed = await f.Server.MyndighedAsync();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
        Assert.NotNull(await efterStart.FraTegnAsync(myndighed, await f.TegnAsync(gammelt), scope.ServiceProvider, default));
        Assert.Equal(Core.Access.Roller.Sagsbehandler, (await BrugerAsync("tove")).Roller);
    }

    [Fact]
    public async Task Det_udbyderen_gav_foer_brugeren_loggede_ud_dér_aabner_intet_bagefter()
    {
        var foer = await f.TegnAsync(f.Krav("lone"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(foer));
        await f.LogUdAsync("lone");
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(foer));
        var efter = f.Krav("lone");
        efter["iat"] = f.Nu() + 1; // the second after
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(await f.TegnAsync(efter)));
    }

    [Fact]
    public async Task Et_robots_navn_og_en_adresse_ingen_har_bekraeftet_er_ikke_til_at_tage()
    {
        var robot = f.Krav("lusker");
        robot["preferred_username"] = "robot";
        Assert.Equal(HttpStatusCode.Forbidden, await StatusAsync(await f.TegnAsync(robot)));

        var adresse = f.Krav("uden-navn");
        adresse.Remove("preferred_username");
        adresse["email"] = "inge@example.dk";
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(await f.TegnAsync(adresse)));
        adresse["email_verified"] = true;
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(await f.TegnAsync(adresse)));
    }

    [Fact]
    public async Task En_adgangskode_i_Esdh_lukker_ingen_ind_naar_der_er_en_udbyder()
    {
        using var klient = f.Server.Anonym();
        Assert.Equal(HttpStatusCode.Unauthorized, (await klient.TegnAsync("sagsbehandler", "demo")).Status);
        Assert.Equal(HttpStatusCode.OK, (await klient.TegnAsync("", "", grant: "client_credentials")).Status); // a program with a secret of its own
        Assert.DoesNotContain("name=\"kodeord\"", await klient.GetStringAsync(Faelles.Sti("/logon")), StringComparison.Ordinal);
    }
}

/// <summary>The provider changes its key, and goes away. Of its own, since the others need it.</summary>
public sealed class KeycloakVaekTests(Logonserver f) : IClassFixture<Logonserver>
{
    private async Task<HttpStatusCode> StatusAsync(string tegn)
    {
        using var klient = f.Server.Anonym();
        klient.DefaultRequestHeaders.Authorization = new("Bearer", tegn);
        using var svar = await klient.GetAsync(Faelles.Sti("/api/v1/soegning?q=x"));
        return svar.StatusCode;
    }

    [Fact]
    public async Task En_ny_noegle_gaelder_den_gamle_ikke_og_uden_udbyder_arbejder_de_videre_der_er_logget_paa()
    {
        var foer = await f.TegnAsync(f.Krav("ulla"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(foer));
        await f.NyNoegleAsync();
        var efter = await f.TegnAsync(f.Krav("ulla"));
        await Vent.TilAsync(async () => await StatusAsync(efter) == HttpStatusCode.OK); // the keys are asked for once in five seconds
        await Vent.TilAsync(async () => await StatusAsync(foer) == HttpStatusCode.Unauthorized);

        await f.PersonAsync("vera", new { preferred_username = "vera", name = "Vera (prøve)", cvr = f.Cvr("korsbaek"), enhed = Logonserver.Enhed, realm_access = new { roles = new[] { "sagsbehandler" } } });
        var (browser, _) = await f.LogPaaAsync();
        f.StopUdbyder();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(efter));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(Faelles.Sti("/konto"))).StatusCode);
        using var logaf = await browser.SendFormularAsync("/konto", "/logaf", []);
        Assert.Equal(HttpStatusCode.Redirect, logaf.StatusCode);

        // Nobody is sent to an address where nothing answers.
        using var forgaeves = await f.Server.Anonym().GetAsync(Faelles.Sti("/logon/ekstern"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, forgaeves.StatusCode);
        Assert.Contains("Logon-serveren svarer ikke", WebUtility.HtmlDecode(await forgaeves.Content.ReadAsStringAsync()), StringComparison.Ordinal);
    }
}

/// <summary>The provider was never there.</summary>
[Trait("Database", "nej")]
public sealed class KeycloakindstillingerTests
{
    private static Keycloakindstillinger? Laes(params (string, string?)[] linjer) =>
        Keycloakindstillinger.From(new ConfigurationBuilder().AddInMemoryCollection(linjer.Select(l => new KeyValuePair<string, string?>(l.Item1, l.Item2))).Build());

    private static string Fejl(params (string, string?)[] linjer) => Assert.Throws<InvalidOperationException>(() => Laes(linjer)).Message;

    [Fact]
    public void Uden_sektionen_logger_ingen_paa_udefra() => Assert.Null(Laes(("Esdh:Data", "x")));

    [Fact]
    public void Hver_linje_der_mangler_eller_er_forkert_naevnes_med_hvad_der_skal_staa()
    {
        var fejl = Fejl(("Keycloak:ssl-required", "måske"), ("Keycloak:verify-token-audience", "ja"), ("Esdh:Logon:Roller:chef", "Direktør"));
        foreach (var linje in new[] { "Keycloak:auth-server-url mangler", "Keycloak:realm mangler", "Keycloak:resource mangler", "Keycloak:credentials:secret mangler", "Skriv all, external eller none", "Skriv true eller false", "Esdh:Logon:Roller:chef er »Direktør«" })
            Assert.Contains(linje, fejl, StringComparison.Ordinal);
        Assert.Contains("begynder med http://", Fejl(("Keycloak:auth-server-url", "http://id.example/auth"), ("Keycloak:realm", "r"), ("Keycloak:resource", "esdh"), ("Keycloak:public-client", "true")), StringComparison.Ordinal);
        Assert.Contains("det er ingen adresse", Fejl(("Keycloak:auth-server-url", "id.example"), ("Keycloak:realm", "r"), ("Keycloak:resource", "esdh"), ("Keycloak:public-client", "true")), StringComparison.Ordinal);
    }

    [Fact]
    public void En_realm_kan_vaere_faelles_eller_myndighedens_egen()
    {
        Keycloakindstillinger Med(string realm) => Laes(("Keycloak:auth-server-url", "https://id.example/auth/"), ("Keycloak:realm", realm), ("Keycloak:resource", "esdh"), ("Keycloak:credentials:secret", "h"))!;
        Assert.Equal(("https://id.example/auth", true, true), (Med("danmark").Server, Med("danmark").ErFaelles, Med("danmark").ProeverModtager));
        Assert.False(Med("{myndighed}").ErFaelles);
    }
}
