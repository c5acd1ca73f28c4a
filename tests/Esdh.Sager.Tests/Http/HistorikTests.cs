using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Http;

/// <summary>A long history: page by page, filtered, whole as CSV, and as a list for programs.</summary>
[Collection("sagsserver")]
public sealed partial class HistorikTests(Testserver server)
{
    private readonly HttpClient _api = server.Som("sagsbehandler");

    private static Uri Sti(string sti) => new(sti, UriKind.Relative);

    private async Task<HttpClient> LogonAsync()
    {
        var side = server.Anonym();
        side.DefaultRequestHeaders.Accept.ParseAdd("text/html");
        var html = await side.GetStringAsync(Sti("/logon"));
        using var form = new FormUrlEncodedContent([new("brugernavn", "sagsbehandler"), new("kodeord", "demo"), new("__RequestVerificationToken", Formulartegn().Match(html).Groups[1].Value)]);
        using var svar = await side.PostAsync(Sti("/logon"), form);
        Assert.Equal(HttpStatusCode.Redirect, svar.StatusCode);
        return side;
    }

    /// <summary>A case with one event of each kind and so many tags put on and off.</summary>
    private async Task<(string Nummer, Guid Id)> SagAsync(int maerker)
    {
        var sag = await _api.SendAsync("/api/v1/sager", new { titel = Provord.Nyt(), emne = "02.34.02", facet = "G01", parter = new[] { new { navn = "Anna Afprøvning" } } });
        var (nummer, id) = (sag.GetProperty("sagsnummer").GetString()!, sag.GetProperty("id").GetGuid());
        await _api.SendAsync($"/api/v1/sager/{nummer}/erindringer", new { type = "opfoelgning" });
        var myndighed = await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");
        await myndighed.Queue.RunAsync(async (EventLog log) =>
        {
            var aktoer = Core.Access.Aktoer.Systemet with { Id = Adgang.Contract.Demonstration.BrugerId("korsbaek", "kollega") };
            for (var i = 0; i < maerker; i++)
                await log.AppendAsync(aktoer, new MaerkeSat($"m{i}"), id, null, CancellationToken.None);
        }, CancellationToken.None);
        return (nummer, id);
    }

    [Fact]
    public async Task Historikken_blades_igennem_uden_at_springe_eller_gentage_i_begge_raekkefoelger()
    {
        using var side = await LogonAsync();
        var (nummer, _) = await SagAsync(230);

        foreach (var orden in new[] { "", "?orden=aeldste" })
        {
            List<string> set = [];
            for (var adresse = $"/sager/{nummer}/historik{orden}"; adresse is not null;)
            {
                var html = WebUtility.HtmlDecode(await side.GetStringAsync(Sti(adresse)));
                set.AddRange(Maerket().Matches(html).Select(m => m.Value));
                adresse = Naeste().Match(html) is { Success: true } n ? n.Groups[1].Value : null;
            }

            var ventet = Enumerable.Range(0, 230).Select(i => $"Mærket »m{i}« blev sat på.").ToList();
            if (orden.Length == 0)
                ventet.Reverse();
            Assert.Equal(ventet, set);
        }
    }

    [Fact]
    public async Task Historikken_filtreres_paa_art_person_og_dag()
    {
        using var side = await LogonAsync();
        var (nummer, _) = await SagAsync(3);
        var kollega = Adgang.Contract.Demonstration.BrugerId("korsbaek", "kollega");

        async Task<List<string>> TyperAsync(string q) => [.. (await _api.HentAsync($"/api/v1/sager/{nummer}/historik?{q}")).EnumerateArray().Select(h => h.GetProperty("type").GetString()!)];

        Assert.Equal(["PartTilfoejet"], await TyperAsync("art=parter"));
        Assert.Equal(["ErindringOprettet"], await TyperAsync("art=erindringer"));
        Assert.Equal(["SagOprettet", "MaerkeSat", "MaerkeSat", "MaerkeSat"], await TyperAsync("art=sagen"));
        Assert.Equal(["MaerkeSat", "MaerkeSat", "MaerkeSat"], await TyperAsync($"hvem={kollega}"));
        Assert.Empty(await TyperAsync("til=01-01-2020"));
        Assert.Empty(await TyperAsync("fra=2039-01-01"));
        await (await _api.GetAsync(Sti($"/api/v1/sager/{nummer}/historik?art=alt&fra=i+g%C3%A5r&hvem=x&antal=5"))).FejlerPaaAsync("art", "fra", "hvem");
        using var forkert = await side.GetAsync(Sti($"/sager/{nummer}/historik?fra=i+gaar"));
        Assert.Equal(HttpStatusCode.BadRequest, forkert.StatusCode);
        Assert.Contains("ikke sket noget, der passer", WebUtility.HtmlDecode(await side.GetStringAsync(Sti($"/sager/{nummer}/historik?art=notater"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Api_svarer_med_en_liste_og_siger_i_et_hoved_hvor_den_fortsaetter()
    {
        var (nummer, _) = await SagAsync(7);
        List<long> numre = [];
        for (var adresse = $"/api/v1/sager/{nummer}/historik?antal=4&orden=nyeste"; adresse is not null;)
        {
            using var svar = await _api.GetAsync(Sti(adresse));
            var liste = await svar.ForventAsync(HttpStatusCode.OK);
            Assert.Equal(JsonValueKind.Array, liste.ValueKind);
            numre.AddRange(liste.EnumerateArray().Select(h => h.GetProperty("nr").GetInt64()));
            adresse = svar.Headers.TryGetValues("Link", out var link) ? Regex.Match(link.Single(), "<(.*)>; rel=\"next\"").Groups[1].Value : null;
        }

        var alle = (await _api.HentAsync($"/api/v1/sager/{nummer}/historik")).EnumerateArray().Select(h => h.GetProperty("nr").GetInt64()).ToList();
        Assert.Equal(10, alle.Count);
        Assert.Equal(alle.AsEnumerable().Reverse(), numre);
    }

    [Fact]
    public async Task Csv_har_det_hele_og_kan_ikke_regne()
    {
        using var side = await LogonAsync();
        var (nummer, id) = await SagAsync(620);
        await _api.SendAsync($"/api/v1/sager/{id}/status", new { status = "Oplyst", kommentar = "=1+1" });

        using var svar = await side.GetAsync(Sti($"/sager/{nummer}/historik.csv"));
        var linjer = (await svar.Content.ReadAsStringAsync()).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal("text/csv", svar.Content.Headers.ContentType!.MediaType);
        Assert.Equal(1 + 620 + 4, linjer.Length);
        Assert.Contains(linjer, l => l.Contains(";'=1+1;", StringComparison.Ordinal));
        using var fremmed = await server.Som("kollega").GetAsync(Sti($"/sager/{nummer}/historik.csv"));
        Assert.Equal(HttpStatusCode.NotFound, fremmed.StatusCode);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Formulartegn();

    [GeneratedRegex("Mærket »m\\d+« blev sat på\\.")]
    private static partial Regex Maerket();

    [GeneratedRegex("rel=\"next\" href=\"([^\"]+)\"")]
    private static partial Regex Naeste();
}
