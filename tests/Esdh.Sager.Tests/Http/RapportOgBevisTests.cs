using System.Net;
using System.Text.Json;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Seal;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Http;

/// <summary>What programs get of what the pages show: the figures of the reports and the proof of a document.</summary>
[Collection("sagsserver")]
public sealed class RapportOgBevisTests(Testserver server)
{
    private readonly HttpClient _klient = server.Som("sagsbehandler");

    private static Uri Sti(string sti) => new(sti, UriKind.Relative);

    private Task<JsonElement> NySagAsync() => _klient.SendAsync("/api/v1/sager", new { titel = "Tal og beviser", emne = "02.34.02", facet = "G01" });

    [Fact]
    public async Task Rapportens_tal_taeller_kun_de_sager_man_ser()
    {
        var mig = Adgang.Contract.Demonstration.BrugerId("korsbaek", "sagsbehandler").ToString();
        static int Aabne(JsonElement tal, string id) => tal.GetProperty("prBehandler").EnumerateArray().Where(p => p.GetProperty("id").GetString() == id).Sum(p => p.GetProperty("antal").GetInt32());
        var foer = await _klient.HentAsync("/api/v1/rapporter");
        var andresFoer = await server.Som("kollega").HentAsync("/api/v1/rapporter");
        await NySagAsync();

        var efter = await _klient.HentAsync("/api/v1/rapporter");
        Assert.Equal(foer.GetProperty("aabne").GetInt32() + 1, efter.GetProperty("aabne").GetInt32());
        Assert.Equal(Aabne(foer, mig) + 1, Aabne(efter, mig));
        Assert.Equal(efter.GetProperty("aabne").GetInt32(), efter.GetProperty("alder").EnumerateArray().Sum(p => p.GetProperty("antal").GetInt32()));
        var maaneder = efter.GetProperty("oprettet").EnumerateArray().ToList();
        Assert.Equal(12, maaneder.Count);
        Assert.Equal(Esdh.Core.Calendar.DanishTime.Today(server.Ur).ToString("yyyy-MM", null) + "-01", maaneder[^1].GetProperty("maaned").GetString());
        Assert.Equal(andresFoer.GetProperty("aabne").GetInt32(), (await server.Som("kollega").HentAsync("/api/v1/rapporter")).GetProperty("aabne").GetInt32());
        Assert.Equal(0, (await _klient.HentAsync($"/api/v1/rapporter?enhed={Guid.CreateVersion7()}")).GetProperty("aabne").GetInt32());
        await (await server.Som("robot").GetAsync(Sti("/api/v1/rapporter?enhed=vrøvl"))).ForventAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Beviset_for_et_journaliseret_dokument_kan_kontrolleres_alene()
    {
        var sag = (await NySagAsync()).GetProperty("id").GetString()!;
        async Task<string> LaegAsync(bool journaliser) =>
            (await (await _klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "brev.txt", "Hej"u8.ToArray(), new { titel = "Svar til borgeren", retning = "internt", journaliser })).ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;
        var (kladde, dokument) = (await LaegAsync(false), await LaegAsync(true));
        var myndighed = await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");
        await server.Services.GetRequiredService<Sealer>().SealAsync(myndighed, CancellationToken.None);

        await (await _klient.GetAsync(Sti($"/api/v1/dokumenter/{kladde}/bevis"))).BrydesAsync("DOK-19");
        await (await server.Som("kollega").GetAsync(Sti($"/api/v1/dokumenter/{dokument}/bevis"))).ForventAsync(HttpStatusCode.NotFound);
        using var svar = await _klient.GetAsync(Sti($"/api/v1/dokumenter/{dokument}/bevis"));
        Assert.Equal((HttpStatusCode.OK, "application/json", $"bevis-{dokument}.json"), (svar.StatusCode, svar.Content.Headers.ContentType?.MediaType, svar.Content.Headers.ContentDisposition?.FileName));
        var bevis = await svar.Content.ReadAsStringAsync();
        var kontrol = ProofVerifier.Verify(bevis);
        Assert.Equal("gyldigt", kontrol.Word);
        Assert.Equal(dokument, kontrol.Proof!.Leaf.ObjectId.ToString());
        Assert.Contains("Svar til borgeren", System.Text.Encoding.UTF8.GetString(kontrol.Proof.Data!), StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData("Hej"u8)), System.Text.Encoding.UTF8.GetString(kontrol.Proof.Data!), StringComparison.OrdinalIgnoreCase);
        var aendret = JsonSerializer.Deserialize<JsonElement>(bevis).GetProperty("data").GetString()!;
        Assert.Equal("ugyldigt", ProofVerifier.Verify(bevis.Replace(aendret, Convert.ToBase64String("{}"u8), StringComparison.Ordinal)).Word);

        // The page offers the same file, for what is journalised.
        Assert.Contains($"/dokumenter/{dokument}/bevis", await _klient.GetStringAsync(Sti($"/dokumenter/{dokument}")), StringComparison.Ordinal);
        Assert.DoesNotContain("/bevis", await _klient.GetStringAsync(Sti($"/dokumenter/{kladde}")), StringComparison.Ordinal);
        Assert.Equal(bevis, await _klient.GetStringAsync(Sti($"/dokumenter/{dokument}/bevis")));
    }
}
