using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Foresp;
using Esdh.Core.Authorities;
using Esdh.Core.Storage;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Arkiv.Tests.Version;

/// <summary>An archivist's way with a version, over REST and pages, on a real server.</summary>
public sealed class ArkivversionTests : IClassFixture<Testserver>
{
    private readonly Testserver _server;
    private readonly HttpClient _arkivar, _sagsbehandler;

    public ArkivversionTests(Testserver server)
    {
        (_server, _arkivar, _sagsbehandler) = (server, server.Som("arkivar"), server.Som("sagsbehandler"));
    }

    [Fact]
    public async Task En_version_bygges_kontrolleres_afsendes_og_godkendes_og_den_naeste_udelader_det_afleverede()
    {
        var (sag, dokument) = await SagAsync("Titel med privat tegn \uE000 og 1688");
        var kladde = await UploadAsync(sag, "kladde.txt", "Kladde", new { titel = "Hemmelig kladde", retning = "internt" });
        await UploadAsync(sag, "brudt.pdf", "%PDF-1.7\nintet", new { titel = "Brudt", retning = "indgaaende", journaliser = true });
        var bilag = await BilagAsync("Journalinstruks", "instruks.txt", "Sådan journaliserer vi.");
        var form = await BilagAsync("Formplan", "form.csv", "2020-01-01;02;F.1;Byggeri\n");
        await (await _arkivar.PutAsync($"/api/v1/sager/{sag.Id}/bevaring", new { bevaring = "K10", begrundelse = "Bruges af flere i ti år." })).ForventAsync(HttpStatusCode.NoContent);
        await (await _arkivar.PutAsync("/api/v1/afleveringer/opsaetning", new { modtagearkiv = "KORS", arkivnavn = "Korsbæk Arkiv", arkivskaber = "Korsbæk Kommune", systemnavn = "Esdh & sager", formaal = "Sagsbehandling", indhold = "Sager" })).ForventAsync(HttpStatusCode.NoContent);

        var medie = await BygAsync("AVID.KORS.2001", new { avid = "AVID.KORS.2001", bilag = new[] { bilag, form } });

        await Proeveversion.ErEfterReglerneAsync(medie);
        var sagsraekke = Proeveversion.Tabel(medie, "Sag").Single(r => r["Titel"] == "Titel med privat tegn \uFFFD og 1688");
        Assert.Equal("F.1", sagsraekke["FormKode"]);
        Assert.Equal("K10", sagsraekke["BevaringKode"]); // what was decided for the case, before what the plan says
        Assert.DoesNotContain(Proeveversion.Tabel(medie, "Dokument"), d => d["Titel"] == "Hemmelig kladde");
        Assert.DoesNotContain(Proeveversion.Tabel(medie, "Sagshaendelse"), h => h["Haendelsestekst"]!.Contains("Hemmelig kladde", StringComparison.Ordinal));
        Assert.Equal("1688-03-01", Proeveversion.Tabel(medie, "Dokument").Single(d => d["Titel"] == "Gammelt kort")["Dokumentdato"]);
        Assert.Equal("99999992", Proeveversion.Tabel(medie, "Dokumentfil").Single(f => f["Filnavn"] == "brudt.pdf")["ArkivdokumentID"]);
        var arkiv = XDocument.Load(Path.Combine(medie, "Indices", "archiveIndex.xml")).Root!;
        Assert.Equal("1700-01-01", arkiv.Element(Proeveversion.Diark + "documentPeriodStart")!.Value);
        Assert.Equal("Esdh & sager", arkiv.Element(Proeveversion.Diark + "systemName")!.Value);
        Assert.Equal(3, XDocument.Load(Path.Combine(medie, "Indices", "contextDocumentationIndex.xml")).Root!.Elements().Count());
        var version = await _arkivar.HentAsync("/api/v1/arkivversioner/AVID.KORS.2001");
        Assert.True(version.GetProperty("rapport").GetProperty("erstattedeTegn").GetInt64() >= 1);
        Assert.Contains(version.GetProperty("rapport").GetProperty("bemaerkninger").EnumerateArray(), b => b.GetString()!.Contains("1700", StringComparison.Ordinal));

        // Nothing is delivered before the archive has approved it, and the order of things is kept.
        Assert.False(await ErAfleveretAsync(dokument));
        await (await SkiftAsync("AVID.KORS.2001", "godkendt")).BrydesAsync(ArkivversionRegler.Raekkefoelge.Kode);
        await (await SkiftAsync("AVID.KORS.2001", "kontrolleret")).ForventAsync();
        await (await SkiftAsync("AVID.KORS.2001", "afsendt")).ForventAsync();
        Assert.False(await ErAfleveretAsync(dokument));
        await (await SkiftAsync("AVID.KORS.2001", "godkendt")).ForventAsync();
        Assert.True(await ErAfleveretAsync(dokument));
        Assert.False(await ErAfleveretAsync(kladde));
        await (await SkiftAsync("AVID.KORS.2001", "afvist", "Nej")).BrydesAsync(ArkivversionRegler.KunUgodkendtAfvises.Kode);
        await (await _arkivar.PostAsync("/api/v1/arkivversioner", new { avid = "AVID.KORS.2001" })).BrydesAsync(ArkivversionRegler.IdBrugesEnGang.Kode);
        await (await _arkivar.PostAsync("/api/v1/arkivversioner/AVID.KORS.2001/bygning", new { })).BrydesAsync(ArkivversionRegler.KunAfvistBygges.Kode);

        await UploadAsync(sag, "nyt.txt", "Nyt", new { titel = "Nyt efter aflevering", retning = "indgaaende", journaliser = true });
        var naeste = await BygAsync("AVID.KORS.2002", new { avid = "AVID.KORS.2002", megabyte = 1 });
        await Proeveversion.ErEfterReglerneAsync(naeste);
        var raekker = Proeveversion.Tabel(naeste, "Dokument");
        Assert.Equal("1", raekker.Single(d => d["Titel"] == "Gammelt kort")["AfleveretKode"]);
        Assert.Equal("2", raekker.Single(d => d["Titel"] == "Nyt efter aflevering")["AfleveretKode"]);
        Assert.Equal("nyt.txt", Assert.Single(Proeveversion.Tabel(naeste, "Dokumentfil"))["Filnavn"]);

        // A refused version says why, and is built anew under its id; the first one is kept beside.
        await (await SkiftAsync("AVID.KORS.2002", "afvist", " ")).BrydesAsync(ArkivversionRegler.AfvisesMedGrund.Kode);
        await (await SkiftAsync("AVID.KORS.2002", "afvist", "Der mangler en instruks.")).ForventAsync();
        await (await _arkivar.PostAsync("/api/v1/arkivversioner/AVID.KORS.2002/bygning", new { })).ForventAsync(HttpStatusCode.Accepted);
        await VentAsync("AVID.KORS.2002");
        await Proeveversion.ErEfterReglerneAsync(naeste);
        Assert.Single(Directory.GetDirectories(Path.GetDirectoryName(naeste)!, "AVID.KORS.2002.afvist-*"));
        await KontrolAsync("AVID.KORS.2002", naeste);
    }

    /// <summary>The same check as the command, from the page: without errors it is noted as checked; a byte more in one file, and it says which.</summary>
    private async Task KontrolAsync(string avid, string medie)
    {
        using (var ingen = await _arkivar.GetAsync(new Uri($"/api/v1/arkivversioner/{avid}/kontrol", UriKind.Relative)))
            Assert.Equal(HttpStatusCode.NotFound, ingen.StatusCode);
        await ProevAsync();
        var version = await _arkivar.HentAsync($"/api/v1/arkivversioner/{avid}");
        Assert.Equal(("Kontrolleret", 0), (version.GetProperty("tilstand").GetString(), version.GetProperty("kontrol").GetProperty("fejl").GetInt32()));
        Assert.Equal(avid, (await _arkivar.HentAsync($"/api/v1/arkivversioner/{avid}/kontrol")).GetProperty("version").GetString());

        var tabel = Directory.EnumerateFiles(Path.Combine(medie, "Tables"), "table1.xml", SearchOption.AllDirectories).Single();
        await File.AppendAllTextAsync(tabel, " ");
        await ProevAsync();
        var side = WebUtility.HtmlDecode(await _arkivar.GetStringAsync(new Uri($"/arkiv/versioner/{avid}", UriKind.Relative)));
        Assert.Contains("1 fejl", side, StringComparison.Ordinal);
        Assert.Contains("table1.xml", await _arkivar.GetStringAsync(new Uri($"/arkiv/versioner/{avid}/kontrolrapport", UriKind.Relative)), StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(Path.GetDirectoryName(medie)!, avid + ".kontrol")));

        async Task ProevAsync()
        {
            await (await _arkivar.PostAsync($"/api/v1/arkivversioner/{avid}/kontrol", new { })).ForventAsync(HttpStatusCode.Accepted);
            await Vent.TilAsync(async () => (await _arkivar.HentAsync($"/api/v1/arkivversioner/{avid}")).GetProperty("kontrol").GetProperty("proevet").ValueKind != JsonValueKind.Null);
        }
    }

    [Fact]
    public async Task En_periode_tager_det_der_er_journaliseret_i_den_og_intet_andet()
    {
        await SagAsync("Periode");
        var foer = await BygAsync("AVID.KORS.2101", new { avid = "AVID.KORS.2101", fra = "1990-01-01", til = "1991-12-31" });
        Assert.Empty(Proeveversion.Tabel(foer, "Sag"));
        Assert.Equal("true", XDocument.Load(Path.Combine(foer, "Indices", "archiveIndex.xml")).Root!.Element(Proeveversion.Diark + "archiveType")!.Value);
        Assert.False(File.Exists(Path.Combine(foer, "Indices", "docIndex.xml")));
        await Proevetiff.KoerAsync("xmllint", "--noout", "--schema", Path.Combine(Repo.Rod, "src", "Esdh.Arkiv", "Skemaer", "archiveIndex.xsd"), Path.Combine(foer, "Indices", "archiveIndex.xml"));
    }

    [Fact]
    public async Task Trinene_husker_hvad_der_er_skrevet_og_gaar_frem_og_tilbage()
    {
        var to = await TrinAsync(("trin", "1"), ("fra", "01.01.2020"), ("til", "31.12.2020"), ("gaa", "frem"));
        Assert.Contains("Trin 2 af 4", to, StringComparison.Ordinal);
        Assert.Contains("name=\"trin\" value=\"2\"", to, StringComparison.Ordinal);
        Assert.Contains("value=\"01.01.2020\"", to, StringComparison.Ordinal);
        Assert.Contains("Trin 2 af 4", await TrinAsync(("trin", "2"), ("avid", "forkert"), ("gaa", "frem")), StringComparison.Ordinal);
        Assert.Contains("Trin 3 af 4", await TrinAsync(("trin", "2"), ("avid", "AVID.KORS.5"), ("gaa", "frem")), StringComparison.Ordinal);
        var tilbage = await TrinAsync(("trin", "3"), ("avid", "AVID.KORS.5"), ("gaa", "tilbage"));
        Assert.Contains("name=\"trin\" value=\"2\"", tilbage, StringComparison.Ordinal);
        Assert.Contains("AVID.KORS.5", tilbage, StringComparison.Ordinal);
        Assert.Contains("Bestil arkiveringsversionen", await TrinAsync(("trin", "3"), ("avid", "AVID.KORS.5"), ("gaa", "frem")), StringComparison.Ordinal);
    }

    private async Task<string> TrinAsync(params (string Felt, string Vaerdi)[] felter)
    {
        using var krop = new FormUrlEncodedContent(felter.Select(f => KeyValuePair.Create(f.Felt, f.Vaerdi)));
        using var svar = await _arkivar.PostAsync(new Uri("/arkiv/versioner/ny", UriKind.Relative), krop);
        return await svar.Content.ReadAsStringAsync();
    }

    [Fact]
    public async Task En_sag_med_koden_K_kan_kasseres_efter_saa_mange_aar_som_myndigheden_har_bestemt()
    {
        var sag = new Sagen((await _sagsbehandler.SendAsync("/api/v1/sager", new { titel = "Kan kasseres", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!);
        await (await _sagsbehandler.PostAsync($"/api/v1/sager/{sag.Id}/afslutning", new { })).ForventAsync();
        await (await _arkivar.PutAsync($"/api/v1/sager/{sag.Id}/bevaring", new { bevaring = "K", begrundelse = "Uden værdi." })).ForventAsync(HttpStatusCode.NoContent);
        var idag = Core.Calendar.DanishTime.Today(TimeProvider.System);
        async Task<string?> KasseresAsync() => (await _arkivar.HentAsync($"/api/v1/sager/{sag.Id}/bevaring")).GetProperty("kasseres").GetString();
        object Opsaetning(int? aar) => new { modtagearkiv = "KORS", arkivnavn = "Korsbæk Arkiv", arkivskaber = "Korsbæk Kommune", systemnavn = "Esdh & sager", formaal = "Sagsbehandling", indhold = "Sager", kasseresEfterAar = aar };

        await (await _arkivar.PutAsync("/api/v1/afleveringer/opsaetning", Opsaetning(3))).ForventAsync(HttpStatusCode.NoContent);
        Assert.Equal($"{idag.AddYears(3):yyyy-MM-dd}", await KasseresAsync());
        await (await _arkivar.PutAsync("/api/v1/afleveringer/opsaetning", Opsaetning(null))).ForventAsync(HttpStatusCode.NoContent);
        Assert.Equal($"{idag.AddYears(3):yyyy-MM-dd}", await KasseresAsync()); // not said: as it was
        await (await _arkivar.PutAsync("/api/v1/afleveringer/opsaetning", Opsaetning(0))).FejlerPaaAsync("kasseresEfterAar");
        await (await _arkivar.PutAsync("/api/v1/afleveringer/opsaetning", Opsaetning(5))).ForventAsync(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Det_der_er_forkert_navngives()
    {
        await (await _arkivar.PostAsync("/api/v1/arkivversioner", new { avid = "AVID.x", fra = "2025-02-01", til = "2025-01-01", emner = new[] { "02' or 1=1" }, dpi = 10, megabyte = 0, bilag = new[] { Guid.CreateVersion7() } }))
            .FejlerPaaAsync("avid", "til", "emner", "dpi", "megabyte", "bilag");
        await (await _sagsbehandler.PostAsync("/api/v1/arkivversioner", new { avid = "AVID.KORS.1" })).ForventAsync(HttpStatusCode.Forbidden);
        await (await _arkivar.PostAsync("/api/v1/afleveringer/journalperioder", new { navn = "2018-2019", fra = "2018-01-01", til = "2019-12-31" })).ForventAsync();
        await (await _arkivar.PostAsync("/api/v1/afleveringer/journalperioder", new { navn = "2019-", fra = "2019-06-01" })).BrydesAsync(ArkivversionRegler.KunArkivarensPerioder.Kode);
        await (await _arkivar.PostAsync("/api/v1/afleveringer/bestemmelser", new { titel = "Bestemmelse", dato = "2024-01-01" })).ForventAsync();
        var forkert = await BilagsvarAsync("Formplan", "form.csv", "ikke en plan");
        await forkert.FejlerPaaAsync("fil");
    }

    [Fact]
    public void Kun_en_bygning_ad_gangen_og_plads_paa_disken_er_regler()
    {
        AssertRegel.Brydes(ArkivversionRegler.EnBygningAdGangen, () => ArkivversionRegler.EnBygningAdGangen.Kraev(false));
        AssertRegel.Brydes(ArkivversionRegler.PladsPaaDisken, () => ArkivversionRegler.PladsPaaDisken.Kraev(false));
    }

    private sealed record Sagen(string Id);

    private async Task<(Sagen Sag, Guid Dokument)> SagAsync(string titel)
    {
        var svar = await _sagsbehandler.SendAsync("/api/v1/sager", new { titel, emne = "02.34.02", facet = "G01" });
        var sag = new Sagen(svar.GetProperty("id").GetString()!);
        var dokument = await UploadAsync(sag, "kort.txt", "Et gammelt kort", new { titel = "Gammelt kort", retning = "indgaaende", journaliser = true });
        await using var forbindelse = _server.Database.Forbindelse("korsbaek"); // as it comes from an older system: here nobody writes such a date
        await using var gammel = forbindelse.CreateCommand();
        gammel.CommandText = "update dokument set dato = '1688-03-01' where titel = 'Gammelt kort'";
        await gammel.ExecuteNonQueryAsync();
        return (sag, dokument);
    }

    private async Task<Guid> UploadAsync(Sagen sag, string navn, string indhold, object json) =>
        (await (await _sagsbehandler.UploadAsync($"/api/v1/sager/{sag.Id}/dokumenter", navn, Encoding.UTF8.GetBytes(indhold), json)).ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetGuid();

    private async Task<Guid> BilagAsync(string art, string navn, string indhold) => (await (await BilagsvarAsync(art, navn, indhold)).ForventAsync()).GetProperty("id").GetGuid();

    private async Task<HttpResponseMessage> BilagsvarAsync(string art, string navn, string indhold)
    {
        using var form = new MultipartFormDataContent();
        using var fil = new ByteArrayContent(Encoding.UTF8.GetBytes(indhold));
        form.Add(fil, "fil", navn);
        foreach (var (felt, vaerdi) in new[] { ("art", art), ("titel", art), ("dato", "2024-05-01") })
            form.Add(new StringContent(vaerdi), felt);
        return await _arkivar.PostAsync(new Uri("/api/v1/afleveringer/bilag", UriKind.Relative), form);
    }

    private Task<HttpResponseMessage> SkiftAsync(string avid, string tilstand, string? grund = null) => _arkivar.PostAsync($"/api/v1/arkivversioner/{avid}/tilstand", new { tilstand, grund });

    private async Task<string> BygAsync(string avid, object bestilling)
    {
        await Vent.TilAsync(async () =>
        {
            using var svar = await _arkivar.PostAsync("/api/v1/arkivversioner", bestilling);
            if (svar.StatusCode == HttpStatusCode.Conflict)
                return false; // another test's is being built
            await svar.ForventAsync(HttpStatusCode.Accepted);
            return true;
        });
        return await VentAsync(avid);
    }

    private async Task<string> VentAsync(string avid)
    {
        JsonElement version = default;
        await Vent.TilAsync(async () =>
        {
            version = await _arkivar.HentAsync($"/api/v1/arkivversioner/{avid}");
            var job = version.GetProperty("job");
            Assert.True(job.GetProperty("status").GetString() != "Fejlet", job.ToString());
            return version.GetProperty("tilstand").GetString() == "Bygget";
        });
        return Path.Combine(version.GetProperty("mappe").GetString()!, string.Create(CultureInfo.InvariantCulture, $"{avid}.1"));
    }

    private async Task<bool> ErAfleveretAsync(Guid dokument)
    {
        var myndighed = await _server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");
        await using var scope = _server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<StorageScope>().Use(myndighed);
        return (await scope.ServiceProvider.GetRequiredService<Afleveringsopslag>().DokumenterAsync([dokument], CancellationToken.None)).ContainsKey(dokument);
    }
}
