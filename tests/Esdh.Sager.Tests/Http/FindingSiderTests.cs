using System.Net;
using System.Text.RegularExpressions;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>The pages of finding, lists, parties and reports, as a browser without script uses them.</summary>
[Collection("sagsserver")]
public sealed partial class FindingSiderTests(Testserver server)
{
    private readonly HttpClient _api = server.Som("sagsbehandler");

    private static Uri Sti(string sti) => new(sti, UriKind.Relative);

    private static string Ord() => Provord.Nyt();

    private async Task<HttpClient> LogonAsync(string bruger = "sagsbehandler")
    {
        var side = server.Anonym();
        using var svar = await SendAsync(side, "/logon", "/logon", ("brugernavn", bruger), ("kodeord", "demo"), ("retur", "/"));
        Assert.Equal(HttpStatusCode.Redirect, svar.StatusCode);
        return side;
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient klient, string side, string handling, params (string Felt, string Vaerdi)[] felter)
    {
        var html = await klient.GetStringAsync(Sti(side));
        using var form = new FormUrlEncodedContent(felter.Append(("__RequestVerificationToken", Formulartegn().Match(html).Groups[1].Value)).Select(f => new KeyValuePair<string, string>(f.Item1, f.Item2)));
        return await klient.PostAsync(Sti(handling), form);
    }

    private static string Tekst(string html) => WebUtility.HtmlDecode(html);

    private async Task<string> SagAsync(string titel, HttpClient? som = null, object? parter = null) =>
        (await (som ?? _api).SendAsync("/api/v1/sager", new { titel, emne = "02.34.02", facet = "G01", parter })).GetProperty("sagsnummer").GetString()!;

    [Fact]
    public async Task Det_listerne_husker_af_opsaetningen_er_aendret_ved_naeste_side()
    {
        var side = await LogonAsync();
        using var administrator = server.Som("administrator");
        var navn = $"Status {Ord()}";
        await SagAsync(Ord());
        Assert.DoesNotContain(navn, Tekst(await side.GetStringAsync(Sti("/sager?alle=ja"))), StringComparison.Ordinal);
        var id = (await administrator.SendAsync("/api/v1/sagsstatusser", new { navn, tilstand = "Hvilende", orden = 900 })).GetProperty("id").GetString();
        Assert.Contains($">{navn}<", Tekst(await side.GetStringAsync(Sti("/sager?alle=ja"))), StringComparison.Ordinal);
        for (var i = 0; i < 3; i++)
        {
            using var svar = await administrator.PutAsync($"/api/v1/sagsstatusser/{id}", new { navn = $"{navn} {i}", tilstand = "Hvilende", orden = 900, aktiv = i < 2 });
            await svar.ForventAsync(HttpStatusCode.OK);
            var efter = Tekst(await side.GetStringAsync(Sti("/sager?alle=ja")));
            Assert.DoesNotContain($">{navn}<", efter, StringComparison.Ordinal);
            Assert.Equal(i < 2, efter.Contains($">{navn} {i}<", StringComparison.Ordinal)); // out of use it is no choice
        }
    }

    [Fact]
    public async Task Et_personnummer_i_et_soegefelt_foerer_til_personen_uden_at_komme_i_adressen()
    {
        var side = await LogonAsync();
        var cpr = $"020380{Random.Shared.Next(1000, 4000)}";
        await SagAsync(Ord(), parter: new object[] { new { navn = Ord(), cpr } });

        foreach (var (fra, til, felt) in new[] { ("/soegning", "/soegning", "q"), ("/parter", "/parter", "nummer"), ("/sager?alle=ja", "/sager", "tekst") })
        {
            using var svar = await SendAsync(side, fra, til, (felt, $"{cpr[..6]}-{cpr[6..]}"));
            Assert.Equal(HttpStatusCode.Redirect, svar.StatusCode);
            Assert.Matches("^/parter/[0-9a-f-]{36}$", svar.Headers.Location!.ToString());
            Assert.DoesNotContain(cpr[6..], await side.GetStringAsync(svar.Headers.Location), StringComparison.Ordinal);
        }

        foreach (var adresse in new[] { $"/soegning?q={cpr}", $"/sager?tekst={cpr}", $"/parter?q={cpr}" })
        {
            using var svar = await side.GetAsync(Sti(adresse));
            Assert.DoesNotContain(cpr, await svar.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal("[]", await side.GetStringAsync(Sti($"/soegning/forslag?q={cpr}")));
        Assert.Equal("[]", await side.GetStringAsync(Sti($"/opslag/parter?q={cpr}")));
    }

    [Fact]
    public async Task Hele_personnummeret_vises_een_gang_mod_et_formaal()
    {
        var side = await LogonAsync();
        var cpr = $"020381{Random.Shared.Next(1000, 4000)}";
        var nummer = await SagAsync(Ord(), parter: new object[] { new { navn = Ord(), cpr } });
        var part = (await _api.HentAsync($"/api/v1/sager/{nummer}/parter"))[0].GetProperty("partId").GetString();
        var adresse = $"/parter/{part}/personnummer";

        using var uden = await SendAsync(side, adresse, adresse, ("formaal", ""));
        using var med = await SendAsync(side, adresse, adresse, ("formaal", "Opslag i telefonen"));

        Assert.Equal(HttpStatusCode.BadRequest, uden.StatusCode);
        Assert.DoesNotContain(cpr[6..], await uden.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Contains($"{cpr[..6]}-{cpr[6..]}", await med.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(med.Headers.CacheControl!.NoStore);
        Assert.DoesNotContain(cpr[6..], await side.GetStringAsync(Sti(adresse)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Et_sagsnummer_gaar_direkte_til_sagen_og_ord_til_siden_hvor_de_er_fremhaevet()
    {
        var side = await LogonAsync();
        var ord = Ord();
        var nummer = await SagAsync($"<script>alert(1)</script> {ord}");

        using var direkte = await SendAsync(side, "/soegning", "/soegning", ("q", nummer.ToLowerInvariant()));
        using var ordet = await SendAsync(side, "/soegning", "/soegning", ("q", ord));
        var html = await side.GetStringAsync(ordet.Headers.Location);

        Assert.Equal($"/sager/{nummer}", direkte.Headers.Location!.ToString());
        Assert.Contains($"<mark>{ord}</mark>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>alert", html, StringComparison.Ordinal);
        Assert.Contains("Der er ingen hits", Tekst(await side.GetStringAsync(Sti($"/soegning?q={Ord()}"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_part_tilfoejes_rettes_og_udgaar_fra_sagens_fane()
    {
        var side = await LogonAsync();
        var (navn, sti) = (Ord(), $"/sager/{await SagAsync(Ord())}/parter");

        using var tom = await SendAsync(side, $"{sti}/ny", $"{sti}/ny", ("rolle", "Nabo"));
        Assert.Equal(HttpStatusCode.BadRequest, tom.StatusCode);
        Assert.Contains("value=\"Nabo\"", await tom.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        using var ny = await SendAsync(side, $"{sti}/ny", $"{sti}/ny", ("navn", navn), ("rolle", "Nabo"), ("adresse", "Ahornvej 3"));
        Assert.Equal(sti, ny.Headers.Location!.ToString());
        var html = Tekst(await side.GetStringAsync(Sti(sti)));
        Assert.Contains(navn, html, StringComparison.Ordinal);
        Assert.Contains("Ahornvej 3", html, StringComparison.Ordinal);

        var id = Regex.Match(html, sti + "/([0-9a-f-]{36})\"").Groups[1].Value;
        using var ret = await SendAsync(side, $"{sti}/{id}", $"{sti}/{id}", ("rolle", "Genbo"), ("erPrimaer", "true"));
        Assert.Equal(HttpStatusCode.Redirect, ret.StatusCode);
        using var udgaa = await SendAsync(side, $"{sti}/{id}/udgaa", $"{sti}/{id}/udgaa", ("begrundelse", "Flyttet"));
        Assert.Equal(HttpStatusCode.Redirect, udgaa.StatusCode);
        html = Tekst(await side.GetStringAsync(Sti(sti)));
        Assert.Contains("Genbo", html, StringComparison.Ordinal);
        Assert.Contains("Udgået", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Listen_begynder_med_ens_egne_aabne_sager_og_husker_hvad_man_saa()
    {
        var side = await LogonAsync();
        var ord = Ord();
        var nummer = await SagAsync(ord);

        using var foerst = await side.GetAsync(Sti("/sager"));
        (await side.GetAsync(Sti($"/sager/{nummer}"))).EnsureSuccessStatusCode();

        Assert.StartsWith("/sager?", foerst.Headers.Location!.ToString(), StringComparison.Ordinal);
        Assert.Contains(ord, await side.GetStringAsync(Sti("/sager?kun=sete")), StringComparison.Ordinal);
        Assert.DoesNotContain(ord, await (await LogonAsync("leder")).GetStringAsync(Sti("/sager?kun=sete")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Udtraekket_er_det_man_maa_se_og_kan_ikke_regne()
    {
        var side = await LogonAsync();
        var ord = Ord();
        var kollega = server.Som("kollega");
        await SagAsync($"=cmd|' /C calc'!A0 {ord}");
        await SagAsync($"Deres {ord}", kollega);

        using var svar = await side.GetAsync(Sti($"/sager.csv?tekst={ord}"));
        var csv = await svar.Content.ReadAsStringAsync();

        Assert.Equal("text/csv", svar.Content.Headers.ContentType!.MediaType);
        Assert.Equal(2, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains(";'=cmd|", csv, StringComparison.Ordinal);
        Assert.DoesNotContain("Deres", csv, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rapporter_taeller_ikke_det_man_ikke_maa_se()
    {
        var side = await LogonAsync();
        var foer = await side.GetStringAsync(Sti("/rapporter.csv?enhed=" + Adgang.Contract.Demonstration.EnhedId("korsbaek", "borgerservice")));

        await SagAsync(Ord(), server.Som("kollega"));

        Assert.Equal(foer, await side.GetStringAsync(Sti("/rapporter.csv?enhed=" + Adgang.Contract.Demonstration.EnhedId("korsbaek", "borgerservice"))));
        Assert.Contains("Åbne sager", Tekst(await side.GetStringAsync(Sti("/rapporter"))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beskyttede_navne_staar_ikke_i_lister()
    {
        var side = await LogonAsync();
        var (ord, navn) = (Ord(), Ord());
        await SagAsync(ord, parter: new object[] { new { navn, erBeskyttet = true, adresse = "Hemmelig Allé 1" } });

        var html = await side.GetStringAsync(Sti($"/sager?tekst={ord}"));
        var forslag = await side.GetStringAsync(Sti($"/opslag/parter?q={navn}"));

        Assert.Contains("Beskyttet navn", html, StringComparison.Ordinal);
        Assert.DoesNotContain(navn, html, StringComparison.Ordinal);
        Assert.Contains("Beskyttet navn", forslag, StringComparison.Ordinal);
        Assert.DoesNotContain(navn, forslag, StringComparison.Ordinal);
        Assert.DoesNotContain("Hemmelig", forslag, StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_soegning_gemmes_fra_siden_staar_med_nye_hits_og_slettes_og_fortrydes()
    {
        var side = await LogonAsync();
        var (ord, navn) = (Ord(), Ord());
        await SagAsync($"Gammel {ord}");
        Assert.Contains("Gem søgningen", Tekst(await side.GetStringAsync(Sti($"/soegning?q={ord}"))), StringComparison.Ordinal);
        using var gemt = await SendAsync(side, $"/soegning?q={ord}", "/soegninger", ("navn", navn), ("forespoergsel", $"q={ord}&sorter=nyeste"), ("annoncer", "true"), ("del", "true"));
        var sti = gemt.Headers.Location!.ToString();
        var id = sti[(sti.LastIndexOf('=') + 1)..];
        Assert.Contains($"i »{navn}«", Tekst(await side.GetStringAsync(Sti(sti))), StringComparison.Ordinal);
        Assert.Contains("Gem ændringen", Tekst(await side.GetStringAsync(Sti($"/soegning?q={ord}+ny&gemt={id}"))), StringComparison.Ordinal);
        using (var igen = await SendAsync(side, sti, "/soegninger", ("navn", navn), ("forespoergsel", $"q={ord}"), ("del", "true")))
            Assert.Contains("hedder", Tekst(await side.GetStringAsync(igen.Headers.Location)), StringComparison.Ordinal);

        var titel = $"Ny {ord}";
        await SagAsync(titel);
        var nye = "";
        for (var i = 0; i < 2400 && !nye.Contains(titel, StringComparison.Ordinal); i++)
        {
            nye = Tekst(await side.GetStringAsync(Sti($"/soegninger/{id}/nye"))).Replace("<mark>", "", StringComparison.Ordinal).Replace("</mark>", "", StringComparison.Ordinal);
            await Task.Delay(50);
        }

        Assert.Contains(titel, nye, StringComparison.Ordinal);
        Assert.DoesNotContain("Gammel", nye, StringComparison.Ordinal);
        foreach (var her in new[] { "/", "/soegning", "/soegninger", $"/soegninger/{id}/ret", sti })
            Assert.Contains("1 nyt hit", Tekst(await side.GetStringAsync(Sti(her))), StringComparison.Ordinal);
        using (await SendAsync(side, $"/soegninger/{id}/nye", $"/soegninger/{id}/nye/sete", ("til", Til().Match(nye).Groups[1].Value)))
            Assert.Contains("Ingen nye hits", Tekst(await side.GetStringAsync(Sti($"/soegninger/{id}/nye"))), StringComparison.Ordinal);

        using (await SendAsync(side, $"/soegninger/{id}/ret", $"/soegninger/{id}/ret", ("navn", navn + "2"), ("version", "1")))
            Assert.Contains(navn + "2", Tekst(await side.GetStringAsync(Sti("/soegninger"))), StringComparison.Ordinal);
        using (var sent = await SendAsync(side, $"/soegninger/{id}/ret", $"/soegninger/{id}/ret", ("navn", "For sent"), ("version", "1")))
            Assert.Equal(HttpStatusCode.PreconditionFailed, sent.StatusCode);
        using (await SendAsync(side, $"/soegninger/{id}/ret", $"/soegninger/{id}/slet"))
        {
            var efter = Tekst(await side.GetStringAsync(Sti("/soegninger")));
            Assert.Contains("Fortryd", efter, StringComparison.Ordinal);
            Assert.Contains("Hent tilbage", efter, StringComparison.Ordinal);
        }

        using (var vaek = await side.GetAsync(Sti($"/soegninger/{id}")))
            Assert.Equal(HttpStatusCode.NotFound, vaek.StatusCode);
        using (await SendAsync(side, "/soegninger", $"/soegninger/{id}/gendannelse"))
            Assert.Contains(id, await side.GetStringAsync(Sti("/soegninger")), StringComparison.Ordinal);
    }

    [GeneratedRegex("name=\"til\" value=\"([^\"]+)\"")]
    private static partial Regex Til();

    [GeneratedRegex("name=\"__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Formulartegn();
}
