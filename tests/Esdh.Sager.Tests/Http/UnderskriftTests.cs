using System.Net;
using System.Text;
using System.Text.Json;
using Esdh.Testing;
using Microsoft.AspNetCore.Http;

namespace Esdh.Sager.Tests.Http;

/// <summary>Signing at an outside service, over its real address, from the page and back.</summary>
public sealed class UnderskriftTests : IAsyncLifetime
{
    private Testserver _server = null!;
    private Underskrivere _tjeneste = null!;
    private string _id = "", _sha = "";

    public async Task InitializeAsync()
    {
        _tjeneste = await Underskrivere.StartAsync();
        _server = Testserver.Med(new Dictionary<string, string> { ["Esdh:Underskrift:Navn"] = "Signaturhuset", ["Esdh:Underskrift:Adresse"] = _tjeneste.Adresse, ["Esdh:Underskrift:Noegle"] = "hemmelig" });
        await _server.InitializeAsync();
        var klient = _server.Som("sagsbehandler");
        var sag = (await klient.SendAsync("/api/v1/sager", new { titel = "Aftale om plads", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString();
        var brev = (await (await klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "aftale.txt", Encoding.UTF8.GetBytes("Aftalen"), new { titel = "Aftale med 0101701234", retning = "udgaaende" })).ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString();
        var bedt = await klient.SendAsync($"/api/v1/dokumenter/{brev}/godkendelser", new { led = new[] { new { art = "Leder", kraeverUnderskrift = true } } });
        (_id, _sha) = (bedt.GetProperty("id").GetString()!, bedt.GetProperty("sha256").GetString()!);
    }

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        await _tjeneste.DisposeAsync();
    }

    /// <summary>Presses Underskriv, and answers where the service sends the person back to.</summary>
    private async Task<string> BegyndAsync(string bruger = "leder")
    {
        using var form = new FormUrlEncodedContent([new("sha256", _sha), new("kommentar", "Enig")]);
        using var svar = await _server.Som(bruger).PostAsync(new Uri($"/godkendelser/{_id}/underskrift", UriKind.Relative), form);
        var side = WebUtility.HtmlDecode(await svar.Content.ReadAsStringAsync());
        Assert.True(svar.IsSuccessStatusCode, side);
        var bestilling = _tjeneste.Alle.Values.Last();
        Assert.Contains($"https://underskrift.example/{bestilling.Reference}", side, StringComparison.Ordinal);
        return new Uri(bestilling.Retur).PathAndQuery;
    }

    private async Task<(HttpStatusCode Kode, string Tekst)> TilbageAsync(string retur, string bruger = "leder")
    {
        using var svar = await _server.Som(bruger).GetAsync(new Uri(retur, UriKind.Relative));
        return (svar.StatusCode, WebUtility.HtmlDecode(await svar.Content.ReadAsStringAsync()));
    }

    private Task<JsonElement> HentAsync() => _server.Som("leder").HentAsync($"/api/v1/godkendelser/{_id}");

    [Fact]
    public async Task Et_led_underskrives_hos_tjenesten_og_beviset_gemmes()
    {
        await (await _server.Som("leder").PostAsync($"/api/v1/godkendelser/{_id}/godkendelse", new { sha256 = _sha })).BrydesAsync("GODK-8");
        var retur = await BegyndAsync();
        var bestilling = Assert.Single(_tjeneste.Alle.Values);
        Assert.Equal(_sha, bestilling.Sha256);
        Assert.DoesNotContain("0101701234", bestilling.Titel, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await TilbageAsync(retur)).Kode);

        var led = (await HentAsync()).GetProperty("led")[0];
        Assert.Equal(("Godkendt", "Lene Tænkeg (opdigtet)", "Enig"), (led.GetProperty("udfald").GetString(), led.GetProperty("bevisNavn").GetString(), led.GetProperty("kommentar").GetString()));
        Assert.True(File.Exists(Directory.EnumerateFiles(_server.Folder, led.GetProperty("bevisSha256").GetString()! + "*", SearchOption.AllDirectories).Single()));
        var (kode, tekst) = await TilbageAsync(retur); // the page loaded again
        Assert.Equal(HttpStatusCode.Conflict, kode);
        Assert.Contains("GODK-2", tekst, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Intet_er_godkendt_naar_tjenesten_siger_nej_tier_eller_har_skrevet_under_paa_noget_andet()
    {
        var retur = await BegyndAsync();
        foreach (var (svar, sagt) in new (Func<Underskrivere.Bestilling, IResult> Svar, string Sagt)[]
        {
            (_ => Results.Json(new { status = "Venter" }), "ikke underskrevet endnu"), (_ => Results.StatusCode(500), "intet brugbart svar"), (_ => Results.Text("<html>"), "intet brugbart svar"),
            (_ => Results.Text(new string('x', 2_000_000)), "intet brugbart svar"),
            (_ => Results.Json(new { status = "Underskrevet", sha256 = new string('0', 64), underskriver = "En anden", bevis = "AQ==" }), "ikke det, der skal godkendes"),
            (b => Results.Json(new { status = "Underskrevet", sha256 = b.Sha256, underskriver = "", bevis = "AQ==" }), "ikke underskrevet endnu"),
        })
        {
            _tjeneste.Svar = svar;
            var (kode, tekst) = await TilbageAsync(retur);
            Assert.Equal(HttpStatusCode.BadRequest, kode);
            Assert.Contains(sagt, tekst, StringComparison.Ordinal);
        }

        Assert.Equal("Aaben", (await HentAsync()).GetProperty("linje").GetProperty("udfald").GetString());
        _tjeneste.Svar = null;
        Assert.Equal(HttpStatusCode.Redirect, (await TilbageAsync(retur)).Kode);
    }

    [Fact]
    public async Task En_anden_kan_ikke_bruge_det_der_er_begyndt()
    {
        var retur = await BegyndAsync();

        Assert.Contains("hører ikke til det, du har begyndt på", (await TilbageAsync(retur, "sagsbehandler")).Tekst, StringComparison.Ordinal);
        Assert.Contains("hører ikke til det, du har begyndt på", (await TilbageAsync($"/godkendelser/{_id}/underskrift?stand=x")).Tekst, StringComparison.Ordinal);
        Assert.Equal("Aaben", (await HentAsync()).GetProperty("linje").GetProperty("udfald").GetString());
    }
}
