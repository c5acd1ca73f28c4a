using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>A protected name and address stand on no surface; they are shown for a reason, and in a letter to the party itself.</summary>
[Collection("sagsserver")]
public sealed partial class NavnebeskyttelseTests(Testserver server)
{
    private readonly HttpClient _api = server.Som("sagsbehandler");
    private readonly string _fornavn = Provord.Nyt();

    private string Navn => $"{_fornavn} Skjultmodel";

    private static Uri Sti(string sti) => new(sti, UriKind.Relative);

    private string[] Hemmeligheder => [_fornavn, "Hemmelig Allé 7", "Skjulteby", "98765432"];

    private sealed record Ting(string Titel, Dictionary<string, string> Vaerdier)
    {
        public string this[string navn] => Vaerdier[navn];

        public string? Vaerdi(string sti, string navn) => Vaerdier.GetValueOrDefault(sti) ?? Vaerdier.GetValueOrDefault(sti[(sti.LastIndexOf('/') + 1)..]) ?? Vaerdier.GetValueOrDefault(navn);
    }

    /// <summary>A case with a protected party that is everywhere a party can be: primary, represented, concerned by a note, correspondent, in the history, corrected in the register.</summary>
    private async Task<Ting> LavAsync()
    {
        var titel = Provord.Nyt();
        var sag = await _api.SendAsync("/api/v1/sager", new
        {
            titel, emne = "02.34.02", facet = "G01",
            parter = new[] { new { navn = Navn, rolle = "Ansøger", adresse = "Hemmelig Allé 7", postnummer = "9999", by = "Skjulteby", email = $"{_fornavn}@eksempel.dk", telefon = "98765432", erPrimaer = true } },
        });
        var id = sag.GetProperty("id").GetString()!;
        var part = (await _api.HentAsync($"/api/v1/sager/{id}/parter"))[0];
        var (partId, sagspart) = (part.GetProperty("partId").GetString()!, part.GetProperty("id").GetString()!);
        await _api.SendAsync($"/api/v1/sager/{id}/parter", new { navn = Provord.Nyt(), rolle = "Partsrepræsentant", repraesentererId = sagspart });
        var medPart = await (await _api.UploadAsync($"/api/v1/sager/{id}/dokumenter", "brev.txt", Encoding.UTF8.GetBytes(Provord.Nyt()), new { titel = "Ansøgning", retning = "indgaaende", part = Navn, journaliser = true })).ForventAsync(HttpStatusCode.Created);
        var kladde = await (await _api.UploadAsync($"/api/v1/sager/{id}/dokumenter", "svar.txt", Encoding.UTF8.GetBytes(Provord.Nyt()), new { titel = "Svar", retning = "udgaaende", part = Navn })).ForventAsync(HttpStatusCode.Created);
        var brev = (await _api.SendAsync($"/api/v1/sager/{id}/dokumenter/fra-skabelon", new { skabelon = "kvittering" })).GetProperty("id").GetString()!;
        await (await _api.PostAsync($"/api/v1/dokumenter/{brev}/endeliggoerelse", new { maade = "Digital Post" })).ForventAsync();
        var notat = await _api.SendAsync($"/api/v1/sager/{id}/notater", new { overskrift = "Opkald", tekst = "<p>Ringede</p>", kilde = "Telefon", sagspartId = sagspart });
        var hoering = await _api.SendAsync($"/api/v1/sager/{id}/hoeringer", new { oplysninger = "Carporten står i skel.", parter = new[] { sagspart } });
        await (await _api.PatchAsync($"/api/v1/parter/{partId}", new { telefon = "98765432", by = "Skjulteby", adresse = "Hemmelig Allé 7, 1.", erBeskyttet = true })).ForventAsync(HttpStatusCode.OK);
        await (await _api.PatchAsync($"/api/v1/sager/{id}/parter/{sagspart}", new { rolle = "Hovedansøger" })).ForventAsync(HttpStatusCode.OK);
        return new(titel, new()
        {
            ["sag"] = sag.GetProperty("sagsnummer").GetString()!, ["sager"] = id, ["parter"] = sagspart, ["/api/v1/parter"] = partId, ["/parter"] = partId,
            ["dokumenter"] = kladde.GetProperty("id").GetString()!, ["brev"] = brev, ["journaliseret"] = medPart.GetProperty("id").GetString()!, ["notater"] = notat.GetProperty("id").GetString()!, ["hoeringer"] = hoering.GetProperty("id").GetString()!,
            ["filer"] = "1", ["nr"] = "1", ["vis"] = "1", ["udgaver"] = "1", ["part"] = partId,
        });
    }

    private async Task<HttpClient> LogonAsync()
    {
        var side = server.Anonym();
        side.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        using var svar = await SendAsync(side, "/logon", ("brugernavn", "sagsbehandler"), ("kodeord", "demo"));
        Assert.Equal(HttpStatusCode.Redirect, svar.StatusCode);
        return side;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient klient, string side, params (string Felt, string Vaerdi)[] felter)
    {
        var html = await klient.GetStringAsync(Sti(side));
        List<(string, string)> alle = [.. felter, ("__RequestVerificationToken", Formulartegn().Match(html).Groups[1].Value)];
        if (Version().Match(html) is { Success: true } v)
            alle.Add(("version", v.Groups[1].Value));
        using var form = new FormUrlEncodedContent(alle.Select(f => new KeyValuePair<string, string>(f.Item1, f.Item2)));
        return await klient.PostAsync(Sti(side), form);
    }

    [Fact]
    public async Task Et_beskyttet_navn_staar_paa_ingen_rute()
    {
        var ting = await LavAsync();
        using var side = await LogonAsync();
        List<string> adresser =
        [
            .. Rute.Alle(server).Where(r => r.Metode == "GET" && r.Moenster.Contains('{', StringComparison.Ordinal) && !r.Moenster.Contains("/filer/", StringComparison.Ordinal)).Select(r => r.Udfyld(ting.Vaerdi)).OfType<string>(),
            $"/sager?tekst={ting.Titel}", $"/sager?tekst={_fornavn}", $"/sager.csv?tekst={ting.Titel}", $"/api/v1/sager?tekst={ting.Titel}", $"/soegning?q={ting.Titel}", $"/api/v1/soegning?q={ting.Titel}",
            $"/api/v1/soegning?q={_fornavn}", $"/api/v1/parter?q={_fornavn}", $"/opslag/parter?q={_fornavn}", $"/soegning/forslag?q={_fornavn}", $"/sager/{ting["sag"]}/historik.csv", $"/api/v1/dokumenter/{ting["journaliseret"]}",
            $"/dokumenter/{ting["journaliseret"]}", $"/dokumenter/{ting["brev"]}", $"/api/v1/dokumenter/{ting["brev"]}", "/", "/dokumenter/ujournaliserede",
        ];
        var (set, laest) = (new List<string>(), 0);
        foreach (var adresse in adresser.Distinct())
        {
            using var svar = await (adresse.StartsWith("/api", StringComparison.Ordinal) ? _api : side).GetAsync(Sti(adresse));
            var tekst = WebUtility.HtmlDecode(await svar.Content.ReadAsStringAsync());
            if (adresse.Contains($"={_fornavn}", StringComparison.Ordinal))
                tekst = tekst.Replace($"»{_fornavn}«", "", StringComparison.OrdinalIgnoreCase).Replace($"\"{_fornavn}\"", "", StringComparison.OrdinalIgnoreCase).Replace($"={_fornavn}", "", StringComparison.OrdinalIgnoreCase); // what was asked for comes back
            laest += svar.IsSuccessStatusCode ? 1 : 0;
            if (Hemmeligheder.FirstOrDefault(h => tekst.Contains(h, StringComparison.OrdinalIgnoreCase)) is { } ord)
                set.Add($"{adresse}: {ord}: {Omkring(tekst, ord)}");
        }

        Assert.True(set.Count == 0, string.Join('\n', set));
        Assert.True(laest > 40, $"Only {laest} answered.");
        Assert.Contains("Beskyttet navn", WebUtility.HtmlDecode(await side.GetStringAsync(Sti($"/sager/{ting["sag"]}"))), StringComparison.Ordinal);
        Assert.Contains("Beskyttet navn blev part på sagen", (await _api.HentAsync($"/api/v1/sager/{ting["sager"]}/historik")).ToString(), StringComparison.Ordinal);
    }

    private static string Omkring(string tekst, string ord) => tekst.IndexOf(ord, StringComparison.OrdinalIgnoreCase) is var i ? Regex.Replace(tekst[Math.Max(0, i - 120)..Math.Min(tekst.Length, i + 60)], @"\s+", " ") : "";

    [Fact]
    public async Task Haendelserne_til_integrationer_naevner_ikke_navnet()
    {
        var foer = (await server.Som("sagsbehandler").HentAsync("/api/v1/haendelser?efter=0&antal=1")).GetProperty("sidste").GetInt64();
        var ting = await LavAsync();
        var tekst = new StringBuilder();
        for (var efter = foer; ;)
        {
            var side = await _api.HentAsync($"/api/v1/haendelser?efter={efter}&antal=200");
            tekst.Append(side);
            efter = side.GetProperty("sidste").GetInt64();
            if (!side.GetProperty("flere").GetBoolean())
                break;
        }

        Assert.Contains(ting["sager"], tekst.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(_fornavn, tekst.ToString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Navn_og_adresse_vises_med_et_formaal_og_det_staar_i_adgangsloggen()
    {
        var ting = await LavAsync();
        using var side = await LogonAsync();
        var adresse = $"/parter/{ting["part"]}/beskyttet";

        using var uden = await SendAsync(side, adresse, ("formaal", " "));
        using var med = await SendAsync(side, adresse, ("formaal", "Brev skal sendes"));
        var svar = await _api.SendAsync($"/api/v1/parter/{ting["part"]}/beskyttede-oplysninger", new { formaal = "Brev skal sendes" });
        await (await _api.PostAsync($"/api/v1/parter/{ting["part"]}/beskyttede-oplysninger", new { formaal = "" })).FejlerPaaAsync("formaal");
        using var fremmed = await server.Som("kollega").PostAsync($"/api/v1/parter/{ting["part"]}/beskyttede-oplysninger", new { formaal = "Nysgerrighed" });

        Assert.Equal(HttpStatusCode.BadRequest, uden.StatusCode);
        Assert.DoesNotContain(_fornavn, await uden.Content.ReadAsStringAsync(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains(Navn, await med.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(med.Headers.CacheControl!.NoStore);
        Assert.Equal((Navn, "Hemmelig Allé 7, 1."), (svar.GetProperty("navn").GetString(), svar.GetProperty("adresse").GetString()));
        Assert.Equal(HttpStatusCode.NotFound, fremmed.StatusCode);
        var log = (await server.Som("logkontrollant").SendAsync("/api/v1/adgangslog/soegning", new { })).ToString();
        Assert.Contains("Brev skal sendes", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Den_der_retter_uden_at_se_navnet_beholder_det()
    {
        var ting = await LavAsync();
        using var side = await LogonAsync();

        using var part = await SendAsync(side, $"/parter/{ting["part"]}/ret", ("navn", ""), ("adresse", ""), ("telefon", "11111111"), ("erBeskyttet", "true"));
        Assert.Equal(HttpStatusCode.Redirect, part.StatusCode);
        var aabent = await _api.SendAsync($"/api/v1/parter/{ting["part"]}/beskyttede-oplysninger", new { formaal = "Kontrol af rettelsen" });
        Assert.Equal((Navn, "Hemmelig Allé 7, 1.", "11111111"), (aabent.GetProperty("navn").GetString(), aabent.GetProperty("adresse").GetString(), aabent.GetProperty("telefon").GetString()));

        // A draft whose protected correspondent comes back as it was shown.
        var korrespondent = (await _api.HentAsync($"/api/v1/dokumenter/{ting["dokumenter"]}")).GetProperty("korrespondenter")[0];
        Assert.Equal("Beskyttet navn", korrespondent.GetProperty("navn").GetString());
        await (await _api.PatchAsync($"/api/v1/dokumenter/{ting["dokumenter"]}", new { korrespondenter = new[] { new { art = "Modtager", navn = "Beskyttet navn" } } })).ForventAsync(HttpStatusCode.OK);
        await (await _api.PatchAsync($"/api/v1/parter/{ting["part"]}", new { erBeskyttet = false })).ForventAsync(HttpStatusCode.OK);
        Assert.Equal(Navn, (await _api.HentAsync($"/api/v1/dokumenter/{ting["dokumenter"]}")).GetProperty("korrespondenter")[0].GetProperty("navn").GetString());
        Assert.Contains(Navn, await side.GetStringAsync(Sti($"/sager/{ting["sag"]}")), StringComparison.Ordinal);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Formulartegn();

    [GeneratedRegex("name=\"version\" value=\"(\\d+)\"")]
    private static partial Regex Version();
}
