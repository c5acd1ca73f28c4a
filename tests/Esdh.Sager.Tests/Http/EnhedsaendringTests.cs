using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Sager.Storage;
using Esdh.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Http;

/// <summary>Units merged, split and closed: what moves, who sees it afterwards, what the receipt and the histories say.</summary>
[Collection("organisationsserver")]
public sealed partial class EnhedsaendringTests(Testserver server)
{
    private readonly HttpClient _admin = server.Som("administrator");
    private readonly HttpClient _api = server.Som("sagsbehandler");

    private static Uri Sti(string sti) => new(sti, UriKind.Relative);

    private async Task<(Guid Id, string Navn)> EnhedAsync(Guid? under = null)
    {
        var navn = "Enhed " + Provord.Nyt();
        return ((await _admin.SendAsync("/api/v1/enheder", new { navn, foraelder = under })).GetProperty("id").GetGuid(), navn);
    }

    private async Task<Guid> BrugerAsync(Guid enhed, params string[] roller) =>
        (await _admin.SendAsync("/api/v1/brugere", new { brugernavn = "b" + Provord.Nyt().ToLowerInvariant(), navn = "Bo Opdigt " + Provord.Nyt(), enhed, roller = roller.Length == 0 ? ["sagsbehandler"] : roller })).GetProperty("id").GetGuid();

    /// <summary>A case in the unit, seen by its people and by those who are named.</summary>
    private async Task<(string Nummer, Guid Id)> SagAsync(Guid enhed, Guid? behandler, string emne = "02.34.02")
    {
        var sag = await _api.SendAsync("/api/v1/sager", new { titel = Provord.Nyt(), emne, facet = "G01" });
        var nummer = sag.GetProperty("sagsnummer").GetString()!;
        await _api.SendAsync($"/api/v1/sager/{nummer}/overdragelse", new { behandlerId = behandler, enhedId = enhed });
        return (nummer, sag.GetProperty("id").GetGuid());
    }

    private async Task<bool> SerAsync(Guid bruger, Guid sag)
    {
        var myndighed = await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");
        await using var scope = server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
        var aktoer = await scope.ServiceProvider.GetRequiredService<Aktoerkilde>().FindAsync(bruger, CancellationToken.None);
        return aktoer is not null && await scope.ServiceProvider.GetRequiredService<SagerDb>().Sager.SynligeFor(aktoer).AnyAsync(s => s.Id == sag);
    }

    private async Task<Guid> EnhedenAsync(string nummer) => (await server.Som("arkivar").HentAsync($"/api/v1/sager/{nummer}")).GetProperty("enhedId").GetGuid();

    private async Task<Guid> SidderAsync(Guid bruger) => (await _admin.HentAsync($"/api/v1/brugere/{bruger}")).GetProperty("enhed").GetGuid();

    private async Task<JsonElement> GennemfoertAsync(object aendring)
    {
        var id = (await _admin.SendAsync("/api/v1/enhedsaendringer", aendring)).GetProperty("id").GetGuid();
        for (var i = 0; i < 4800; i++)
        {
            var nu = await _admin.HentAsync($"/api/v1/enhedsaendringer/{id}");
            if (nu.GetProperty("tilstand").GetString() is not ("IGang" or "Planlagt"))
                return nu;
            await Task.Delay(25);
        }

        throw new TimeoutException("Ændringen blev ikke færdig.");
    }

    private async Task<List<(string Art, string? Til)>> KvitteringAsync(JsonElement aendring) =>
        [.. (await _admin.HentAsync($"/api/v1/enhedsaendringer/{aendring.GetProperty("id").GetGuid()}/kvittering?antal=200")).GetProperty("poster").EnumerateArray().Select(l => (l.GetProperty("art").GetString()!, l.GetProperty("til").GetString()))];

    [Fact]
    public async Task To_enheder_bliver_en_ny_og_ingen_ser_mere_eller_mindre_end_foer()
    {
        var (a, b) = (await EnhedAsync(), await EnhedAsync());
        var under = await EnhedAsync(a.Id);
        var (ia, ib) = (await BrugerAsync(a.Id), await BrugerAsync(b.Id));
        var (aaben, lukket, bs) = (await SagAsync(a.Id, ia), await SagAsync(a.Id, ia), await SagAsync(b.Id, null));
        await server.Som("arkivar").HentAsync($"/api/v1/sager/{lukket.Nummer}");
        await _api.SendAsync($"/api/v1/sager/{lukket.Nummer}/afslutning", new { });
        var nyt = "Samlet " + Provord.Nyt();

        var oenske = new { art = "sammenlaegning", kilder = new[] { a.Id, b.Id }, dele = new[] { new { nytNavn = nyt } } };
        var proeve = await _admin.SendAsync("/api/v1/enhedsaendringer/toerkoersel", oenske);
        Assert.Equal((1, 1, 1), proeve.GetProperty("kilder")[0] is var k ? (k.GetProperty("aabneSager").GetInt32(), k.GetProperty("afsluttedeSager").GetInt32(), k.GetProperty("underenheder").GetInt32()) : default);
        Assert.Equal(2, proeve.GetProperty("modtagere")[0].GetProperty("brugere").GetInt32());
        Assert.Equal(a.Id, await SidderAsync(ia)); // nothing was done

        var aendring = await GennemfoertAsync(oenske);
        Assert.Equal("Gennemfoert", aendring.GetProperty("tilstand").GetString());
        var ny = await SidderAsync(ia);
        Assert.Equal((ny, ny, ny, a.Id), (await SidderAsync(ib), await EnhedenAsync(aaben.Nummer), await EnhedenAsync(bs.Nummer), await EnhedenAsync(lukket.Nummer)));
        Assert.NotEqual(a.Id, ny);
        var enheder = (await _admin.HentAsync("/api/v1/enheder")).GetProperty("poster").EnumerateArray().ToDictionary(e => e.GetProperty("id").GetGuid());
        Assert.False(enheder[a.Id].GetProperty("aktiv").GetBoolean());
        Assert.Equal(ny, enheder[under.Id].GetProperty("foraelderId").GetGuid());

        // Who saw it sees it, and who did not does not.
        Assert.True(await SerAsync(ia, aaben.Id) && await SerAsync(ia, lukket.Id) && await SerAsync(ib, bs.Id));
        Assert.False(await SerAsync(ib, aaben.Id) || await SerAsync(ia, bs.Id) || await SerAsync(ib, lukket.Id));

        var kvittering = await KvitteringAsync(aendring);
        Assert.Equal((2, 2, 1, 2), (kvittering.Count(l => l is ("bruger", _)), kvittering.Count(l => l is ("sag", _)), kvittering.Count(l => l is ("underenhed", _)), kvittering.Count(l => l is ("enhed", _))));
        Assert.All(kvittering.Where(l => l.Art is "sag" or "bruger"), l => Assert.Equal(nyt, l.Til));
        Assert.Contains($"Enheden {a.Navn} blev lagt om, og sagen fortsætter i {nyt}.", (await _api.HentAsync($"/api/v1/sager/{aaben.Nummer}/historik")).ToString(), StringComparison.Ordinal);
        using var csv = await _admin.GetAsync(Sti($"/api/v1/enhedsaendringer/{aendring.GetProperty("id").GetGuid()}/kvittering.csv"));
        Assert.Contains(aaben.Nummer, await csv.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Med_krydset_ser_den_nye_enhed_de_aabne_sager_men_aldrig_de_beskyttede()
    {
        var (a, c) = (await EnhedAsync(), await EnhedAsync());
        var (ia, ic) = (await BrugerAsync(a.Id), await BrugerAsync(c.Id));
        var (aaben, beskyttet) = (await SagAsync(a.Id, ia), await SagAsync(a.Id, ia));
        await (await _api.PutAsync($"/api/v1/sager/{beskyttet.Nummer}/adgang", new { erBeskyttet = true, adgang = new[] { new { art = "Bruger", reference = ia.ToString() } }, begrundelse = "Prøve af beskyttelse" })).ForventAsync();
        var oenske = new { art = "lukning", kilder = new[] { a.Id }, dele = new[] { new { enhedId = c.Id } }, udvid = true };

        var proeve = await _admin.SendAsync("/api/v1/enhedsaendringer/toerkoersel", oenske);
        Assert.Equal((1, 1), (proeve.GetProperty("modtagere")[0].GetProperty("udvides").GetInt32(), proeve.GetProperty("modtagere")[0].GetProperty("nyeLaesere").GetInt32()));
        Assert.Contains("1 åben sag er beskyttet", proeve.ToString(), StringComparison.Ordinal);

        await GennemfoertAsync(oenske);
        Assert.True(await SerAsync(ic, aaben.Id));
        Assert.False(await SerAsync(ic, beskyttet.Id));
        Assert.True(await SerAsync(ia, beskyttet.Id));
        Assert.Equal(c.Id, await EnhedenAsync(aaben.Nummer));
    }

    [Fact]
    public async Task En_enhed_deles_efter_medarbejdere_og_emner_og_resten_bliver()
    {
        var a = await EnhedAsync();
        var (bliver, gaar) = (await BrugerAsync(a.Id), await BrugerAsync(a.Id));
        var (med, emne, rest) = (await SagAsync(a.Id, gaar), await SagAsync(a.Id, bliver, "00.01.00"), await SagAsync(a.Id, null));
        var (n1, n2) = ("Del " + Provord.Nyt(), "Del " + Provord.Nyt());
        var aendring = await GennemfoertAsync(new
        {
            art = "deling", kilder = new[] { a.Id },
            dele = new object[] { new { enhedId = a.Id }, new { nytNavn = n1, brugere = new[] { gaar } }, new { nytNavn = n2, emner = new[] { "00.01.00" } } },
        });

        Assert.Equal("Gennemfoert", aendring.GetProperty("tilstand").GetString());
        Assert.Equal(a.Id, await SidderAsync(bliver));
        Assert.Equal(await SidderAsync(gaar), await EnhedenAsync(med.Nummer));
        Assert.Equal(a.Id, await EnhedenAsync(rest.Nummer));
        Assert.DoesNotContain(await EnhedenAsync(emne.Nummer), new[] { a.Id, await SidderAsync(gaar) });
        Assert.True(await SerAsync(gaar, rest.Id)); // sat in the unit when it was split, and goes on seeing what it saw
        Assert.True((await _admin.HentAsync("/api/v1/enheder")).GetProperty("poster").EnumerateArray().Single(e => e.GetProperty("id").GetGuid() == a.Id).GetProperty("aktiv").GetBoolean());
    }

    [Fact]
    public async Task Historikken_siger_hvad_enheden_hed_dengang()
    {
        var a = await EnhedAsync();
        var sag = await SagAsync(a.Id, null);
        var enhed = await _admin.HentAsync($"/api/v1/enheder/{a.Id}");
        using var ret = new HttpRequestMessage(HttpMethod.Put, Sti($"/api/v1/enheder/{a.Id}"))
        {
            Content = new StringContent(JsonSerializer.Serialize(new { navn = "Et helt andet navn", aktiv = true }), System.Text.Encoding.UTF8, "application/json"),
        };
        ret.Headers.TryAddWithoutValidation("If-Match", $"\"{enhed.GetProperty("version").GetInt64()}\"");
        using var svar = await _admin.SendAsync(ret);
        Assert.True(svar.IsSuccessStatusCode, await svar.Content.ReadAsStringAsync());

        var historik = (await server.Som("arkivar").HentAsync($"/api/v1/sager/{sag.Nummer}/historik")).ToString();
        Assert.Contains(a.Navn, historik, StringComparison.Ordinal);
        Assert.DoesNotContain("Et helt andet navn", historik, StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_senere_dag_venter_kan_annulleres_og_spaerrer_for_en_anden_paa_samme_enhed()
    {
        var (a, c) = (await EnhedAsync(), await EnhedAsync());
        var oenske = new { art = "lukning", dato = "2028-01-01", kilder = new[] { a.Id }, dele = new[] { new { enhedId = c.Id } } };
        var dato = DateOnly.FromDateTime(server.Ur.GetUtcNow().DateTime).AddDays(40).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var id = (await _admin.SendAsync("/api/v1/enhedsaendringer", oenske with { dato = dato })).GetProperty("id").GetGuid();
        Assert.Equal("Planlagt", (await _admin.HentAsync($"/api/v1/enhedsaendringer/{id}")).GetProperty("tilstand").GetString());
        using (var igen = await _admin.PostAsync("/api/v1/enhedsaendringer", oenske with { dato = dato }))
            await igen.BrydesAsync("ENH-1");
        using (var frem = await _admin.PostAsync($"/api/v1/enhedsaendringer/{id}/genoptagelse", new { }))
            await frem.BrydesAsync("ENH-3");
        await Task.Delay(500);
        Assert.True((await _admin.HentAsync("/api/v1/enheder")).GetProperty("poster").EnumerateArray().Single(e => e.GetProperty("id").GetGuid() == a.Id).GetProperty("aktiv").GetBoolean());

        using (var annuller = await _admin.PostAsync($"/api/v1/enhedsaendringer/{id}/annullering", new { }))
            Assert.Equal(HttpStatusCode.NoContent, annuller.StatusCode);
        Assert.Equal("Annulleret", (await _admin.HentAsync($"/api/v1/enhedsaendringer/{id}")).GetProperty("tilstand").GetString());
        var nu = await GennemfoertAsync(new { art = "lukning", kilder = new[] { a.Id }, dele = new[] { new { enhedId = c.Id } } });
        Assert.Equal("Gennemfoert", nu.GetProperty("tilstand").GetString());
        using var for_sent = await _admin.PostAsync($"/api/v1/enhedsaendringer/{nu.GetProperty("id").GetGuid()}/annullering", new { });
        await for_sent.BrydesAsync("ENH-4");
    }

    [Fact]
    public async Task Forkerte_oensker_faar_hver_sit_klare_svar()
    {
        var (a, b) = (await EnhedAsync(), await EnhedAsync());
        async Task Fejler(object oenske, string felt)
        {
            await (await _admin.PostAsync("/api/v1/enhedsaendringer/toerkoersel", oenske)).FejlerPaaAsync(felt);
            await (await _admin.PostAsync("/api/v1/enhedsaendringer", oenske)).FejlerPaaAsync(felt);
        }

        await Fejler(new { art = "spis", kilder = new[] { a.Id }, dele = new[] { new { enhedId = b.Id } } }, "art");
        await Fejler(new { art = "lukning", kilder = Array.Empty<Guid>(), dele = new[] { new { enhedId = b.Id } } }, "kilder");
        await Fejler(new { art = "lukning", kilder = new[] { a.Id }, dele = new[] { new { enhedId = a.Id } } }, "dele[0]");
        await Fejler(new { art = "lukning", kilder = new[] { Guid.CreateVersion7() }, dele = new[] { new { enhedId = b.Id } } }, "kilder");
        await Fejler(new { art = "sammenlaegning", kilder = new[] { a.Id }, dele = new[] { new { enhedId = a.Id } } }, "kilder");
        await Fejler(new { art = "deling", kilder = new[] { a.Id }, dele = new[] { new { nytNavn = "Kun én" } } }, "dele");
        await Fejler(new { art = "deling", kilder = new[] { a.Id }, dele = new[] { new { nytNavn = "Ens" }, new { nytNavn = "ens" } } }, "dele");
        await Fejler(new { art = "deling", kilder = new[] { a.Id }, dele = new object[] { new { nytNavn = "X" }, new { nytNavn = "Y", emner = new[] { "byg" } } } }, "dele[1]");
        await Fejler(new { art = "lukning", dato = "2020-01-01", kilder = new[] { a.Id }, dele = new[] { new { enhedId = b.Id } } }, "dato");
        using var sagsbehandler = await _api.PostAsync("/api/v1/enhedsaendringer", new { });
        Assert.Equal(HttpStatusCode.Forbidden, sagsbehandler.StatusCode);
    }

    [Fact]
    public async Task Siderne_proever_foerst_og_gennemfoerer_saa()
    {
        using var side = server.Anonym();
        side.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using (var logon = await SendAsync(side, "/logon", "/logon", ("brugernavn", "administrator"), ("kodeord", "demo")))
            Assert.Equal(HttpStatusCode.Redirect, logon.StatusCode);
        var (a, c) = (await EnhedAsync(), await EnhedAsync());
        await BrugerAsync(c.Id);
        var sag = await SagAsync(a.Id, null);
        (string, string)[] valg = [("art", "lukning"), ("kilder", a.Id.ToString()), ("enhed0", c.Id.ToString())];
        const string Ny = "/administration/enhedsaendringer/ny?art=lukning";

        using var proev = await SendAsync(side, Ny, "/administration/enhedsaendringer/proev", valg);
        var html = WebUtility.HtmlDecode(await proev.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.OK, proev.StatusCode);
        Assert.Contains("Giv også den nye enhed adgang", html, StringComparison.Ordinal);
        using var forkert = await SendAsync(side, Ny, "/administration/enhedsaendringer/proev", ("art", "lukning"), ("kilder", a.Id.ToString()));
        Assert.Contains("Vælg den enhed, der overtager.", WebUtility.HtmlDecode(await forkert.Content.ReadAsStringAsync()), StringComparison.Ordinal);

        using var bestil = await SendAsync(side, Ny, "/administration/enhedsaendringer", valg);
        var kvittering = bestil.Headers.Location!.ToString();
        for (var i = 0; i < 4800 && !WebUtility.HtmlDecode(await side.GetStringAsync(Sti(kvittering))).Contains("Gennemført.", StringComparison.Ordinal); i++)
            await Task.Delay(25);
        Assert.Contains(sag.Nummer, await side.GetStringAsync(Sti(kvittering)), StringComparison.Ordinal);
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient klient, string side, string handling, params (string Felt, string Vaerdi)[] felter)
    {
        var html = await klient.GetStringAsync(Sti(side));
        using var form = new FormUrlEncodedContent(felter.Append(("__RequestVerificationToken", Formulartegn().Match(html).Groups[1].Value)).Select(f => new KeyValuePair<string, string>(f.Item1, f.Item2)));
        return await klient.PostAsync(Sti(handling), form);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Formulartegn();
}
