using System.Net;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>What a citizen is told of who has looked: everything that concerned the citizen, and nothing else.</summary>
[Collection("dokumentserver")]
public sealed class IndsigtTests(Testserver server)
{
    private static int s_loebe = Random.Shared.Next(100, 3000);

    private readonly HttpClient _sagsbehandler = server.Som("sagsbehandler");
    private readonly HttpClient _logkontrollant = server.Som("logkontrollant");

    private static string NytCpr() => $"020288{Interlocked.Increment(ref s_loebe):0000}";

    private static Uri Sti(string sti) => new(sti, UriKind.Relative);

    private static Task<JsonElement> NySagAsync(HttpClient som, params object[] parter) =>
        som.SendAsync("/api/v1/sager", new { titel = "Indsigtssag", emne = "02.34.02", facet = "G01", parter });

    private static async Task<string> NytDokumentAsync(HttpClient som, string sag) =>
        (await (await som.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "brev.txt", "Hej"u8.ToArray(), new { titel = "Brev", retning = "internt" })).ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;

    /// <summary>What and on which case, oldest first.</summary>
    private async Task<List<string>> IndsigtAsync(object spoergsmaal) =>
        [.. (await PosterAsync(spoergsmaal)).Select(p => $"{p.GetProperty("hvad").GetString()} / {p.GetProperty("sag").GetString() ?? "-"}").Reverse()];

    private async Task<List<JsonElement>> PosterAsync(object spoergsmaal) =>
        [.. (await _logkontrollant.SendAsync("/api/v1/adgangslog/indsigt", spoergsmaal)).GetProperty("poster").EnumerateArray()];

    [Fact]
    public async Task Borgerens_indsigt_er_netop_de_opslag_der_angik_borgeren()
    {
        var cpr = NytCpr();
        var sag = await NySagAsync(_sagsbehandler, new { navn = "Inga Prøve" + Provord.Nyt(), cpr, rolle = "Ansøger" });
        var (id, nummer) = (sag.GetProperty("id").GetString()!, sag.GetProperty("sagsnummer").GetString()!);
        var dokument = await NytDokumentAsync(_sagsbehandler, id);
        var part = (await _sagsbehandler.HentAsync($"/api/v1/sager/{id}/parter"))[0].GetProperty("partId").GetString();
        var anden = await NySagAsync(_sagsbehandler, new { navn = "Naboen", rolle = "Part" });
        var andetDokument = await NytDokumentAsync(_sagsbehandler, anden.GetProperty("id").GetString()!);

        // Opened at the pages and over the API, under number, id and document alone.
        foreach (var sti in new[]
        {
            $"/parter/{part}", $"/sager/{nummer}", $"/dokumenter/{dokument}", $"/dokumenter/{dokument}/filer/1", $"/api/v1/sager/{nummer}/aktliste",
            $"/sager/{anden.GetProperty("sagsnummer").GetString()}", $"/dokumenter/{andetDokument}", "/api/v1/soegning?q=findes-ikke",
        })
        {
            using var svar = await _sagsbehandler.GetAsync(Sti(sti));
            Assert.True(svar.StatusCode == HttpStatusCode.OK, $"{sti}: {svar.StatusCode}");
        }

        // Refused: showed nothing.
        using (var kollega = server.Som("kollega"))
            await (await kollega.GetAsync(Sti($"/api/v1/sager/{nummer}"))).ForventAsync(HttpStatusCode.NotFound);

        string[] forventet =
        [
            $"Opret en sag / {nummer}", $"Læg et dokument på en sag / {nummer}", $"Sagens parter, også de udgåede / {nummer}", "Åbnede en person eller virksomhed / -", $"Åbnede en sag / {nummer}",
            $"Åbnede et dokument / {nummer}", $"Hentede en fil / {nummer}", $"Sagens aktliste / {nummer}",
        ];
        Assert.Equal(forventet, await IndsigtAsync(new { cpr = $"{cpr[..6]}-{cpr[6..]}" }));

        // The log's own look-up is a look-up too; by id it is the same report; a page at a time it is the same lines.
        var medEgne = await IndsigtAsync(new { part });
        Assert.Equal([.. forventet, "En borgers indsigt i opslag / -"], medEgne);
        var foerste = await _logkontrollant.SendAsync("/api/v1/adgangslog/indsigt", new { part, antal = 3 });
        var rest = await PosterAsync(new { part, efter = foerste.GetProperty("naeste").GetString(), antal = 200 });
        Assert.Equal(medEgne.Count + 1, 3 + rest.Count);

        // Unit and role, never the name; nor any number.
        var raa = JsonSerializer.Serialize(await PosterAsync(new { cpr }));
        Assert.DoesNotContain("Signe", raa, StringComparison.Ordinal);
        Assert.Contains("sagsbehandler\"", raa, StringComparison.Ordinal);
        Assert.Equal(0, server.Adgangsloglinjer($"objekt like '%{cpr}%' or soegeord like '%{cpr[..6]}%' or person like '%{cpr}%' or begrundelse like '%{cpr[..6]}%'"));
        await (await _logkontrollant.PostAsync("/api/v1/adgangslog/indsigt", new { })).FejlerPaaAsync("cpr");
        await (await _logkontrollant.PostAsync("/api/v1/adgangslog/indsigt", new { cpr, part })).FejlerPaaAsync("cpr");
        await (await _logkontrollant.PostAsync("/api/v1/adgangslog/indsigt", new { part = Guid.CreateVersion7() })).FejlerPaaAsync("person");
        await (await _sagsbehandler.PostAsync("/api/v1/adgangslog/indsigt", new { cpr })).ForventAsync(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Siden_og_filen_viser_det_samme_og_personnummeret_staar_ikke_i_adressen()
    {
        var cpr = NytCpr();
        var sag = await NySagAsync(_sagsbehandler, new { navn = "Jens Prøve" + Provord.Nyt(), cpr, rolle = "Ansøger" });
        var nummer = sag.GetProperty("sagsnummer").GetString()!;
        (await _sagsbehandler.GetAsync(Sti($"/sager/{nummer}"))).EnsureSuccessStatusCode();

        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["cpr"] = cpr });
        using var videre = await _logkontrollant.PostAsync(Sti("/administration/adgangslog/person"), form);
        Assert.Equal(HttpStatusCode.Redirect, videre.StatusCode);
        var adresse = videre.Headers.Location!.OriginalString;
        var part = (await _sagsbehandler.HentAsync($"/api/v1/sager/{nummer}/parter"))[0].GetProperty("partId").GetString();
        Assert.Equal($"/administration/adgangslog?part={part}", adresse);

        var log = WebUtility.HtmlDecode(await _logkontrollant.GetStringAsync(Sti(adresse)));
        Assert.Contains("Signe Prøvebæk", log, StringComparison.Ordinal);
        Assert.Contains($"/administration/adgangslog/indsigt?part={part}", log, StringComparison.Ordinal);
        foreach (var sti in new[] { $"/administration/adgangslog/indsigt?part={part}", $"/administration/adgangslog/indsigt/fil?part={part}" })
        {
            var indsigt = WebUtility.HtmlDecode(await _logkontrollant.GetStringAsync(Sti(sti)));
            Assert.Contains("Åbnede en sag", indsigt, StringComparison.Ordinal);
            Assert.Contains(nummer, indsigt, StringComparison.Ordinal);
            Assert.Contains(", sagsbehandler", indsigt, StringComparison.Ordinal);
            Assert.DoesNotContain("Signe", indsigt, StringComparison.Ordinal);
            Assert.DoesNotContain(cpr[6..] + "<", indsigt, StringComparison.Ordinal);
        }

        using var forkert = await _logkontrollant.GetAsync(Sti($"/administration/adgangslog/indsigt?part={part}&fra=2026-13-01"));
        Assert.Equal(HttpStatusCode.BadRequest, forkert.StatusCode);
        using var ukendt = await _logkontrollant.GetAsync(Sti($"/administration/adgangslog/indsigt?part={Guid.CreateVersion7()}"));
        Assert.Equal(HttpStatusCode.BadRequest, ukendt.StatusCode);
        using var uden = await _logkontrollant.GetAsync(Sti("/administration/adgangslog/indsigt"));
        Assert.Equal(HttpStatusCode.Redirect, uden.StatusCode);
    }

    [Fact]
    public async Task Opslag_paa_en_beskyttet_sag_er_med_uden_dens_nummer()
    {
        using var kollega = server.Som("kollega");
        var cpr = NytCpr();
        var mig = Adgang.Contract.Demonstration.BrugerId("korsbaek", "kollega");
        var sag = await kollega.SendAsync("/api/v1/sager", new
        {
            titel = "Beskyttet", emne = "02.34.02", facet = "G01", erBeskyttet = true, adgang = new[] { new { art = "Bruger", reference = mig } },
            parter = new[] { new { navn = "Bodil Prøve" + Provord.Nyt(), rolle = "Ansøger", cpr } },
        });
        var nummer = sag.GetProperty("sagsnummer").GetString()!;
        var dokument = await NytDokumentAsync(kollega, nummer);
        foreach (var sti in new[] { $"/sager/{nummer}", $"/dokumenter/{dokument}" })
            (await kollega.GetAsync(Sti(sti))).EnsureSuccessStatusCode();

        var poster = await PosterAsync(new { cpr });
        Assert.Equal(["Åbnede et dokument", "Åbnede en sag", "Læg et dokument på en sag", "Opret en sag"], poster.Select(p => p.GetProperty("hvad").GetString()));
        Assert.All(poster, p => Assert.True(p.GetProperty("erBeskyttet").GetBoolean() && p.GetProperty("sag").ValueKind == JsonValueKind.Null));
        Assert.DoesNotContain(nummer, JsonSerializer.Serialize(poster), StringComparison.Ordinal);
    }
}
