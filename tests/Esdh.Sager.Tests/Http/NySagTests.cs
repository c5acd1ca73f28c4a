using System.Net;
using System.Text.RegularExpressions;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>A new case from a template and with several parties, as a browser without scripts opens it, and forms that are sent twice.</summary>
[Collection("sagsserver")]
public sealed partial class NySagTests(Testserver server)
{
    private readonly HttpClient _api = server.Som("sagsbehandler");

    private static Uri Sti(string sti) => new(sti, UriKind.Relative);

    private async Task<HttpClient> LogonAsync(string bruger = "sagsbehandler")
    {
        var side = server.Anonym();
        side.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var svar = await SendAsync(side, await FelterAsync(side, "/logon"), "/logon", ("brugernavn", bruger), ("kodeord", "demo"));
        Assert.Equal(HttpStatusCode.Redirect, svar.StatusCode);
        return side;
    }

    /// <summary>The fields of a page's form at this address as a browser would send them, with the changes.</summary>
    private static async Task<List<KeyValuePair<string, string>>> FelterAsync(HttpClient klient, string side, string? handling = null) => Felter(await klient.GetStringAsync(Sti(side)), handling ?? side);

    private static List<KeyValuePair<string, string>> Felter(string html, string handling)
    {
        var form = Formular().Matches(html).Select(m => m.Value).First(f => f.Contains($"action=\"{handling}\"", StringComparison.Ordinal));
        List<KeyValuePair<string, string>> felter = [];
        foreach (Match m in Felt().Matches(form))
        {
            var (tag, navn) = (m.Value, Attribut(m.Value, "name"));
            if (navn is null || tag.StartsWith("<button", StringComparison.Ordinal) || Attribut(tag, "type") is "submit")
                continue;
            if (Attribut(tag, "type") is "radio" or "checkbox" && !Regex.IsMatch(tag, " checked"))
                continue;
            var vaerdi = tag.StartsWith("<textarea", StringComparison.Ordinal) ? Regex.Match(tag, ">(?:\r?\n)?(.*)</textarea>", RegexOptions.Singleline).Groups[1].Value
                : tag.StartsWith("<select", StringComparison.Ordinal) ? Regex.Match(tag, "<option value=\"([^\"]*)\" selected").Groups[1].Value
                : Attribut(tag, "value") ?? "on";
            felter.Add(new(navn, WebUtility.HtmlDecode(vaerdi).TrimStart('\n'))); // the parser drops a text area's first newline
        }

        return felter;
    }

    private static string? Attribut(string tag, string navn) => Regex.Match(tag[..(tag.IndexOf('>', StringComparison.Ordinal) + 1)], $" {navn}=\"([^\"]*)\"") is { Success: true } m ? m.Groups[1].Value : null;

    private static async Task<HttpResponseMessage> SendAsync(HttpClient klient, List<KeyValuePair<string, string>> felter, string handling, params (string Felt, string Vaerdi)[] andre)
    {
        var alle = felter.Where(f => !andre.Any(a => a.Felt == f.Key)).Concat(andre.Select(a => new KeyValuePair<string, string>(a.Felt, a.Vaerdi)));
        using var form = new FormUrlEncodedContent(alle);
        return await klient.PostAsync(Sti(handling), form);
    }

    private static string Vaerdi(List<KeyValuePair<string, string>> felter, string navn) => felter.Find(f => f.Key == navn).Value;

    [Fact]
    public async Task Brug_skabelon_udfylder_alle_felter_og_en_ny_skabelon_beholder_det_man_selv_skrev()
    {
        using var side = await LogonAsync();
        var tom = await FelterAsync(side, "/sager/ny");

        using var byg = await SendAsync(side, tom, "/sager/ny", ("skabelon", "byggesag"), ("handling", "skabelon"), ("part-tekst", "Min Part"));
        var byggesag = Felter(await byg.Content.ReadAsStringAsync(), "/sager/ny");

        Assert.Equal("Byggesag, [adresse]", Vaerdi(byggesag, "titel"));
        Assert.Equal("02.34.02", Vaerdi(byggesag, "emne"));
        Assert.StartsWith("02.34.02 ", Vaerdi(byggesag, "emne-tekst"), StringComparison.Ordinal);
        Assert.Equal("G01", Vaerdi(byggesag, "facet"));
        Assert.Equal("Fortrolig", Vaerdi(byggesag, "foelsomhed"));
        Assert.NotEqual("", Vaerdi(byggesag, "enhedId"));
        Assert.NotEqual("", Vaerdi(byggesag, "status"));
        Assert.Equal(4, Vaerdi(byggesag, "delforloeb").Split('\n').Length);
        Assert.Equal(("opfoelgning", "true"), (Vaerdi(byggesag, "erindringstype-0"), Vaerdi(byggesag, "erindring-0")));
        Assert.Equal("Min Part", Vaerdi(byggesag, "part-tekst"));

        // Another template chosen without pressing the button: shown again, never mixed unseen.
        using var skift = await SendAsync(side, byggesag, "/sager/ny", ("skabelon", "klage"), ("titel", "Min egen titel"));
        var klage = Felter(await skift.Content.ReadAsStringAsync(), "/sager/ny");
        Assert.Equal(("Min egen titel", "K02", "klage"), (Vaerdi(klage, "titel"), Vaerdi(klage, "facet"), Vaerdi(klage, "brugt")));
        Assert.Equal(3, Vaerdi(klage, "delforloeb").Split('\n').Length);

        // Changed by hand before it is opened.
        using var opret = await SendAsync(side, klage, "/sager/ny", ("delforloeb", "Kun denne"), ("erindringsfrist-0", "15-12-2027"), ("dubletterSet", "true"), ("titel", Provord.Nyt()));
        Assert.Equal(HttpStatusCode.Redirect, opret.StatusCode);
        var nummer = opret.Headers.Location!.ToString()["/sager/".Length..];
        Assert.Contains("\"titel\":\"Kun denne\"", (await _api.HentAsync($"/api/v1/sager/{nummer}/delforloeb")).ToString(), StringComparison.Ordinal);
        Assert.Contains("2027-12-15", (await _api.HentAsync($"/api/v1/sager/{nummer}/erindringer")).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Flere_parter_tilfoejes_og_fjernes_uden_script_med_rolle_og_primaer()
    {
        using var side = await LogonAsync();
        var felter = await FelterAsync(side, "/sager/ny");
        string[] navne = [Provord.Nyt(), Provord.Nyt(), Provord.Nyt()];

        using var to = await SendAsync(side, felter, "/sager/ny", ("titel", Provord.Nyt()), ("emne-tekst", "02.34.02"), ("facet", "G01"), ("part-tekst", navne[0]), ("handling", "tilfoej-part"));
        using var tre = await SendAsync(side, Felter(await to.Content.ReadAsStringAsync(), "/sager/ny"), "/sager/ny", ("part-1-tekst", navne[1]), ("partrolle-1", "Nabo"), ("handling", "tilfoej-part"));
        using var igen = await SendAsync(side, Felter(await tre.Content.ReadAsStringAsync(), "/sager/ny"), "/sager/ny", ("part-2-tekst", navne[2]), ("partrolle-2", "Ejer"), ("primaer", "2"), ("handling", "fjern-part-1"));
        var sidste = Felter(await igen.Content.ReadAsStringAsync(), "/sager/ny");
        Assert.Equal((navne[2], "Ejer", "1", "2"), (Vaerdi(sidste, "part-1-tekst"), Vaerdi(sidste, "partrolle-1"), Vaerdi(sidste, "primaer"), Vaerdi(sidste, "parter")));
        using var forkert = await SendAsync(side, sidste, "/sager/ny", ("partnummer-1", "3102901234"), ("dubletterSet", "true"));
        Assert.Equal(HttpStatusCode.BadRequest, forkert.StatusCode);
        Assert.Contains("href=\"#felt-partnummer-1\"", await forkert.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var opret = await SendAsync(side, sidste, "/sager/ny", ("dubletterSet", "true"));

        var parter = (await _api.HentAsync($"/api/v1{opret.Headers.Location}/parter")).EnumerateArray().ToList();
        Assert.Equal([navne[2], navne[0]], parter.Select(p => p.GetProperty("navn").GetString()));
        Assert.Equal([true, false], parter.Select(p => p.GetProperty("erPrimaer").GetBoolean()));
    }

    [Fact]
    public async Task En_ny_sag_der_sendes_to_gange_bliver_til_een()
    {
        using var side = await LogonAsync();
        var felter = await FelterAsync(side, "/sager/ny");
        var (titel, part) = (Provord.Nyt(), Provord.Nyt());
        (string, string)[] udfyldt = [("titel", titel), ("emne-tekst", "02.34.02"), ("facet", "G01"), ("part-tekst", part), ("partnummer", "12345678"), ("dubletterSet", "true")];

        var samtidig = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => SendAsync(side, felter, "/sager/ny", udfyldt)));
        using var senere = await SendAsync(side, felter, "/sager/ny", udfyldt);

        Assert.Single(samtidig.Append(senere).Select(s => s.Headers.Location?.ToString()).Distinct());
        Assert.Equal(1, (await _api.HentAsync($"/api/v1/sager?tekst={titel}")).GetProperty("poster").GetArrayLength());

        // The same showing with another content is another case.
        using var anden = await SendAsync(side, felter, "/sager/ny", [.. udfyldt[1..], ("titel", titel + " igen")]);
        Assert.NotEqual(senere.Headers.Location, anden.Headers.Location);
        foreach (var s in samtidig)
            s.Dispose();
    }

    [Fact]
    public async Task En_ny_sag_sendt_to_gange_uden_at_have_set_dubletter_er_ikke_sin_egen_dublet()
    {
        using var side = await LogonAsync();
        var felter = await FelterAsync(side, "/sager/ny");
        var cpr = $"020380{Random.Shared.Next(1000, 4000)}";
        (string, string)[] udfyldt = [("titel", Provord.Nyt()), ("emne-tekst", "27.03.04"), ("facet", "G01"), ("part-tekst", Provord.Nyt()), ("partnummer", cpr)];

        using var foerste = await SendAsync(side, felter, "/sager/ny", udfyldt);
        using var anden = await SendAsync(side, felter, "/sager/ny", udfyldt);

        Assert.Equal(HttpStatusCode.Redirect, foerste.StatusCode);
        Assert.Equal(foerste.Headers.Location, anden.Headers.Location);
    }

    [Theory]
    [InlineData("overdrag", "SagOverdraget")]
    [InlineData("afslut", "SagAfsluttet")]
    public async Task En_handling_der_sendes_to_gange_sker_een_gang_og_svaret_er_det_samme(string handling, string haendelse)
    {
        using var side = await LogonAsync("leder");
        var nummer = (await _api.SendAsync("/api/v1/sager", new { titel = Provord.Nyt(), emne = "02.34.02", facet = "G01" })).GetProperty("sagsnummer").GetString()!;
        var felter = await FelterAsync(side, $"/sager/{nummer}/{handling}");
        (string, string)[] udfyldt = handling == "overdrag" ? [("behandlerId-tekst", "kollega")] : [];

        using var foerste = await SendAsync(side, felter, $"/sager/{nummer}/{handling}", udfyldt);
        using var anden = await SendAsync(side, felter, $"/sager/{nummer}/{handling}", udfyldt);

        Assert.Equal((HttpStatusCode.Redirect, HttpStatusCode.Redirect), (foerste.StatusCode, anden.StatusCode));
        Assert.Equal(foerste.Headers.Location, anden.Headers.Location); // also where the leader no longer sees the case
        Assert.Equal(1, (await server.Som("arkivar").HentAsync($"/api/v1/sager/{nummer}/historik")).EnumerateArray().Count(h => h.GetProperty("type").GetString() == haendelse));
    }

    [Fact]
    public async Task En_massehandling_der_sendes_to_gange_bliver_til_eet_job()
    {
        using var side = await LogonAsync();
        var nummer = (await _api.SendAsync("/api/v1/sager", new { titel = Provord.Nyt(), emne = "02.34.02", facet = "G01" })).GetProperty("sagsnummer").GetString()!;
        var liste = await FelterAsync(side, "/sager?alle=ja", "/sager");
        using var spurgt = await SendAsync(side, liste, "/sager/masse", ("handling", "afslut"), ("valgt", nummer));
        var felter = Felter(await spurgt.Content.ReadAsStringAsync(), "/sager/masse/udfoer");

        using var foerste = await SendAsync(side, felter, "/sager/masse/udfoer");
        using var anden = await SendAsync(side, felter, "/sager/masse/udfoer");

        Assert.Matches("^/jobs/", foerste.Headers.Location!.ToString());
        Assert.Equal(foerste.Headers.Location, anden.Headers.Location);
    }

    [Fact]
    public async Task Api_tager_status_delforloeb_og_erindringer_i_stedet_for_skabelonens()
    {
        var ny = await _api.SendAsync("/api/v1/sager", new
        {
            titel = Provord.Nyt(), skabelon = "byggesag", parter = new[] { new { navn = Provord.Nyt() } }, delforloeb = Array.Empty<string>(), erindringer = new[] { new { type = "opfoelgning", titel = "Ring" } },
        });

        Assert.Equal("[]", (await _api.HentAsync($"/api/v1/sager/{ny.GetProperty("id")}/delforloeb")).ToString());
        Assert.Contains("Ring", (await _api.HentAsync($"/api/v1/sager/{ny.GetProperty("id")}/erindringer")).ToString(), StringComparison.Ordinal);
        await (await _api.PostAsync("/api/v1/sager", new { titel = "x", emne = "02.34.02", facet = "G01", statusId = Guid.CreateVersion7() })).FejlerPaaAsync("status");
        await (await _api.PostAsync("/api/v1/sager", new { titel = "x", emne = "02.34.02", facet = "G01", erindringer = new[] { new { type = "findes-ikke" } } })).FejlerPaaAsync("erindringer[0].type");
        await (await _api.PostAsync("/api/v1/sager", new { titel = "x", emne = "02.34.02", facet = "G01", delforloeb = new[] { "" } })).FejlerPaaAsync("delforloeb");
    }

    [GeneratedRegex("<form .*?</form>", RegexOptions.Singleline)]
    private static partial Regex Formular();

    [GeneratedRegex("<input [^>]*>|<textarea .*?</textarea>|<select .*?</select>|<button [^>]*>", RegexOptions.Singleline)]
    private static partial Regex Felt();
}
