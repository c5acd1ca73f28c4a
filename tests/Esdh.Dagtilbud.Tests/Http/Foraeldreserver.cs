using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Esdh.Testing;

namespace Esdh.Dagtilbud.Tests.Http;

/// <summary>One server for payment and the parents' page: an institution with a vuggestue and a børnehave, and applications taken by the users' unit.</summary>
public sealed class Foraeldreserver : IAsyncLifetime
{
    public Testserver Server { get; } = new();

    public HttpClient Behandler => Server.Som("sagsbehandler");

    public HttpClient Administrator => Server.Som("administrator");

    public Guid Institution { get; private set; }

    public Guid Anden { get; private set; }

    public Guid Vuggestue { get; private set; }

    public Guid Boernehave { get; private set; }

    public async Task InitializeAsync()
    {
        await Server.InitializeAsync();
        await (await Administrator.PostAsync("/api/v1/moduler/dagtilbud/taend", new { })).ForventAsync(HttpStatusCode.OK);
        (Institution, Vuggestue, Boernehave) = await InstitutionAsync("Solstrålen (demonstration)", 6);
        (Anden, _, _) = await InstitutionAsync("Mælkevejen (demonstration)", 1);
        var enhed = Esdh.Adgang.Contract.Demonstration.EnhedId("korsbaek", "byg").ToString(); // where the user »sagsbehandler« sits
        using var form = new FormUrlEncodedContent([new("enhed", enhed), new("aaben", "true"), new("kontakt", "Ring til pladsanvisningen på 12 34 56 78.")]);
        Assert.Equal(HttpStatusCode.Redirect, (await Administrator.PostAsync(new Uri("/dagtilbud/foraeldreside", UriKind.Relative), form)).StatusCode);
    }

    public Task DisposeAsync() => Server.DisposeAsync();

    private async Task<(Guid Id, Guid Vuggestue, Guid Boernehave)> InstitutionAsync(string navn, int pladser)
    {
        var id = (await Administrator.SendAsync("/api/v1/dagtilbud/institutioner", new { navn, art = "Kommunal", adresse = "Solvej 1, 4000 Korsbæk", distrikt = "Midtby", aabningstid = "Mandag til fredag 6.30-17.00", aabner = "2020-01-01" })).GetProperty("id").GetGuid();
        async Task<Guid> GruppeAsync(string gruppe, int fra, int til)
        {
            var g = (await Administrator.SendAsync($"/api/v1/dagtilbud/institutioner/{id}/grupper", new { navn = gruppe, fraMaaneder = fra, tilMaaneder = til })).GetProperty("id").GetGuid();
            await Administrator.SendAsync($"/api/v1/dagtilbud/institutioner/{id}/grupper/{g}/kapacitet", new { fra = "2026-01-01", antal = pladser });
            return g;
        }

        return (id, await GruppeAsync("Myrerne", 6, 36), await GruppeAsync("Bierne", 36, 72));
    }

    private int _nr;

    /// <summary>A CPR number with this date that no other test uses; children's seventh digit tells the century.</summary>
    public string Cpr(string ddmmaa, char syvende = '4') => $"{ddmmaa}{syvende}{Interlocked.Increment(ref _nr):000}";

    /// <summary>A child, registered by staff, with a place already where one is named.</summary>
    public async Task<string> BarnAsync(string barnecpr, string foraeldercpr, string foraelder, Guid? gruppe = null, DateOnly? fra = null, DateOnly? oensket = null) => (await Behandler.SendAsync("/api/v1/dagtilbud/ansoegninger", new
    {
        barnenavn = "Bo Demobarn", barnecpr, foraeldre = new[] { new { navn = foraelder, cpr = foraeldercpr } }, ansoegning = new { oensket = oensket ?? fra ?? new DateOnly(2027, 2, 1), oensker = new[] { Institution } },
        plads = gruppe is null ? null : new { gruppe, fra },
    })).GetProperty("sagId").GetString()!;

    /// <summary>A parent's id on a case, by name or the first.</summary>
    public async Task<string?> PartAsync(string sag, string? navn)
    {
        var svar = await Behandler.HentAsync($"/api/v1/sager/{sag}/parter");
        return (svar.ValueKind == JsonValueKind.Array ? svar : svar.GetProperty("poster")).EnumerateArray().First(p => p.GetProperty("rolle").GetString() == "Forælder" && (navn is null || p.GetProperty("navn").GetString() == navn)).GetProperty("id").GetString();
    }

    /// <summary>A browser where this parent is signed in.</summary>
    public async Task<HttpClient> ForaelderAsync(string cpr, string navn, string niveau = "Betydelig")
    {
        var klient = Server.Anonym();
        using var svar = await SendAsync(klient, "/dagtilbud/foraeldre/logon/proeve", "/dagtilbud/foraeldre/logon/svar", ("cpr", cpr), ("navn", navn), ("niveau", niveau));
        Assert.Equal(niveau == "Lav" ? HttpStatusCode.Forbidden : HttpStatusCode.Redirect, svar.StatusCode);
        return klient;
    }

    public static async Task<string> HtmlAsync(HttpClient klient, string sti, HttpStatusCode kode = HttpStatusCode.OK)
    {
        using var svar = await klient.GetAsync(new Uri(sti, UriKind.Relative));
        var html = await svar.Content.ReadAsStringAsync();
        Assert.True(kode == svar.StatusCode, $"{sti}: {(int)svar.StatusCode} {svar.Headers.Location} {html[..Math.Min(html.Length, 500)]}");
        return WebUtility.HtmlDecode(html);
    }

    /// <summary>A form of a page, as a browser without script sends it.</summary>
    public static async Task<HttpResponseMessage> SendAsync(HttpClient klient, string side, string til, params (string Felt, string Vaerdi)[] felter)
    {
        var tegn = Regex.Match(await HtmlAsync(klient, side), "name=\"__RequestVerificationToken\" value=\"([^\"]+)\"").Groups[1].Value;
        return await SendUdenAsync(klient, til, [("__RequestVerificationToken", tegn), .. felter]);
    }

    public static async Task<HttpResponseMessage> SendUdenAsync(HttpClient klient, string til, IEnumerable<(string Felt, string Vaerdi)> felter)
    {
        using var form = new FormUrlEncodedContent(felter.Select(f => new KeyValuePair<string, string>(f.Felt, f.Vaerdi)));
        using var request = new HttpRequestMessage(HttpMethod.Post, til) { Content = form };
        request.Headers.Accept.ParseAdd("text/html");
        return await klient.SendAsync(request);
    }

    public static async Task<string> TekstAsync(HttpResponseMessage svar) => WebUtility.HtmlDecode(await svar.Content.ReadAsStringAsync());

    public async Task<JsonElement> TilbydAsync(string sag, Guid gruppe, DateOnly fra, DateOnly frist) =>
        await Behandler.SendAsync("/api/v1/dagtilbud/tilbud", new { tilbud = new[] { new { sag, gruppe, fra, frist, grund = "Aftalt med familien (demonstration)" } } });
}

[CollectionDefinition("foraeldreserver")]
public sealed class Foraeldresamling : ICollectionFixture<Foraeldreserver>;
