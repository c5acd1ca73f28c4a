using System.Net;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Byggesager.Tests.Http;

[Collection("byggeserver")]
public sealed class MangelbrevTests(Byggeserver byg)
{
    private readonly HttpClient _klient = byg.Server.Som("sagsbehandler");

    private Task<HttpResponseMessage> BrevAsync(string sag, params string[] mangler) => _klient.PostAsync($"/api/v1/byggesager/{sag}/mangelbrev", new { mangler });

    private async Task<JsonElement[]> ManglerAsync(string sag) => [.. (await _klient.HentAsync($"/api/v1/byggesager/{sag}/mangler")).GetProperty("linjer").EnumerateArray()];

    [Fact]
    public async Task I_eet_hug_er_brevet_journaliseret_sagen_venter_og_uret_staar_stille()
    {
        var sag = await byg.NySagAsync();
        await (await byg.TagAsync(sag, "oplyst")).ForventAsync(HttpStatusCode.OK);
        var svar = await (await BrevAsync(sag, "Snittegning i 1:100", "Dokumentation for bæreevne\n- Afløbsplan")).ForventAsync(HttpStatusCode.OK);
        Assert.Equal((3, "afventer"), (svar.GetProperty("antal").GetInt32(), svar.GetProperty("trin").GetString()));
        var brev = svar.GetProperty("dokumentId").GetString();
        var dokument = await _klient.HentAsync($"/api/v1/dokumenter/{brev}");
        Assert.Equal(("Journaliseret", "Mangelbrev"), (dokument.GetProperty("tilstand").GetString(), dokument.GetProperty("dokumenttype").GetString()));
        var tekst = Core.Files.TextExtract.FromDocx(new MemoryStream(await _klient.GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{brev}/filer/1", UriKind.Relative))));
        Assert.Contains("Snittegning i 1:100", tekst, StringComparison.Ordinal);
        Assert.Contains("Afløbsplan", tekst, StringComparison.Ordinal);
        var forloeb = await byg.ForloebAsync(sag);
        Assert.Equal("afventer", forloeb.GetProperty("trin").GetString());
        Assert.NotEqual(JsonValueKind.Null, forloeb.GetProperty("ure")[0].GetProperty("stillesSiden").ValueKind);

        // Not informed before all has come; what is not needed can be given up.
        var naegtet = await (await byg.TagAsync(sag, "oplyst")).BrydesAsync("TRIN-2");
        Assert.Contains("Snittegning i 1:100", naegtet.ToString(), StringComparison.Ordinal);
        var mangler = await ManglerAsync(sag);
        string Id(int nr) => mangler[nr].GetProperty("id").GetString()!;
        var klaret = await _klient.SendAsync($"/api/v1/byggesager/{sag}/mangler/klaret", new { mangler = new[] { Id(0), Id(1) } });
        Assert.Equal((2, 1), (klaret.GetProperty("klaret").GetInt32(), klaret.GetProperty("aabne").GetInt32()));
        await (await _klient.PostAsync($"/api/v1/byggesager/{sag}/mangler/klaret", new { mangler = new[] { Id(0) } })).BrydesAsync("BYG-3");
        Assert.Equal("– Afløbsplan", (await byg.ForloebAsync(sag)).GetProperty("felter").GetProperty("mangler").GetString());

        // A second letter asks for what has not come and for what is new.
        Assert.Equal(2, (await (await BrevAsync(sag, "Energiramme")).ForventAsync(HttpStatusCode.OK)).GetProperty("antal").GetInt32());
        mangler = await ManglerAsync(sag);
        await _klient.SendAsync($"/api/v1/byggesager/{sag}/mangler/klaret", new { mangler = new[] { Id(2), Id(3) }, frafald = true });
        await (await byg.TagAsync(sag, "oplyst")).ForventAsync(HttpStatusCode.OK);
        var historik = (await _klient.HentAsync($"/api/v1/sager/{sag}/historik?antal=100")).ToString();
        Assert.Contains("Ansøger blev bedt om 3 oplysninger.", historik, StringComparison.Ordinal);
        Assert.Contains("Kræves ikke længere: Afløbsplan; Energiramme.", historik, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hvad_der_naegtes_efterlader_intet()
    {
        var sag = await byg.NySagAsync();
        await (await BrevAsync(sag)).FejlerPaaAsync("mangler");
        await (await BrevAsync(sag, "  \n- ")).FejlerPaaAsync("mangler");
        await (await BrevAsync(sag, new string('x', 501))).FejlerPaaAsync("mangler");
        await (await BrevAsync(sag, [.. Enumerable.Range(0, 12).Select(i => $"{i}{new string('y', 400)}")])).FejlerPaaAsync("mangler");
        await (await _klient.PostAsync($"/api/v1/byggesager/{sag}/mangler/klaret", new { mangler = Array.Empty<Guid>() })).FejlerPaaAsync("mangel");
        await (await _klient.PostAsync($"/api/v1/byggesager/{sag}/mangler/klaret", new { mangler = new[] { Guid.CreateVersion7() } })).FejlerPaaAsync("mangel");
        Assert.Equal("modtaget", await byg.TrinAsync(sag));
        Assert.Empty(await ManglerAsync(sag));
        Assert.Empty((await _klient.HentAsync($"/api/v1/sager/{sag}/dokumenter")).Raekker());

        var almindelig = (await _klient.SendAsync("/api/v1/sager", new { titel = "Ingen byggesag", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!;
        await (await BrevAsync(almindelig, "Noget")).BrydesAsync("BYG-1");
        await (await byg.TagAsync(sag, "trukket", kommentar: "Fortrudt")).ForventAsync(HttpStatusCode.OK);
        await (await BrevAsync(sag, "Noget")).BrydesAsync("BYG-2");
    }

    [Fact]
    public async Task Siderne_kan_det_samme_uden_script()
    {
        var sag = await byg.NySagAsync();
        var nummer = (await _klient.HentAsync($"/api/v1/sager/{sag}")).GetProperty("sagsnummer").GetString();
        var side = await _klient.GetStringAsync(new Uri($"/sager/{nummer}/mangler", UriKind.Relative));
        Assert.Contains("Journalisér mangelbrev, og stop uret", side, StringComparison.Ordinal);
        Assert.Contains($"/sager/{nummer}/mangler\"", await _klient.GetStringAsync(new Uri($"/sager/{nummer}", UriKind.Relative)), StringComparison.Ordinal);
        foreach (var fane in new[] { "ejendom", "mangler" })
            Assert.Contains("Sagen er ikke en byggesag", await _klient.GetStringAsync(new Uri($"/sager/{await AlmindeligAsync()}/{fane}", UriKind.Relative)), StringComparison.Ordinal);
    }

    private async Task<string?> AlmindeligAsync() => (await _klient.SendAsync("/api/v1/sager", new { titel = "Ingen byggesag", emne = "02.34.02", facet = "G01" })).GetProperty("sagsnummer").GetString();
}
