using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Esdh.Core.Files.Pdf;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Aktindsigt.Tests;

/// <summary>A server with the module switched on.</summary>
public sealed class Indsigtsserver : IAsyncLifetime
{
    public Testserver Server { get; } = new();

    public async Task InitializeAsync()
    {
        await Server.InitializeAsync();
        await (await Server.Som("administrator").PostAsync("/api/v1/moduler/aktindsigt/taend", new { })).ForventAsync(HttpStatusCode.OK);
    }

    public async Task DisposeAsync() => await Server.DisposeAsync();
}

/// <summary>Requests over HTTP, with the real programs that draw and read PDFs.</summary>
public sealed class AktindsigtTests(Indsigtsserver fixture) : IClassFixture<Indsigtsserver>
{
    private readonly Testserver _server = fixture.Server;
    private readonly HttpClient _klient = fixture.Server.Som("sagsbehandler");

    private static byte[] Pdf(string tekst)
    {
        var ud = new MemoryStream();
        using var pdf = new PdfWriter("Prøve");
        pdf.PlainText(tekst).Save(ud);
        return ud.ToArray();
    }

    private async Task<string> SagAsync(string titel = "Carport på Torvet", HttpClient? som = null) =>
        (await (som ?? _klient).SendAsync("/api/v1/sager", new { titel, emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!;

    private async Task<string> DokumentAsync(string sag, string titel, byte[] fil, string retning = "indgaaende", HttpClient? som = null, string navn = "brev.pdf")
    {
        var id = (await (await (som ?? _klient).UploadAsync($"/api/v1/sager/{sag}/dokumenter", navn, fil, new { titel, retning })).ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;
        await (som ?? _klient).SendAsync($"/api/v1/dokumenter/{id}/journalisering", new { });
        return id;
    }

    private async Task<string> AnmodningAsync(string regime = "offentlighed", object? felter = null) => (await _klient.SendAsync("/api/v1/sager", new
    {
        skabelon = "aktindsigt", emne = "02.34.02", facet = "A53", felter = felter ?? new { regime, emne = "Alt om carporten" }, parter = new object[] { new { navn = "Dora Demo", rolle = "Ansøger", erPrimaer = true } },
    })).GetProperty("id").GetString()!;

    private Task<HttpResponseMessage> ProevAsync(string sag, string sti, object krop, HttpClient? som = null) => (som ?? _klient).PostAsync($"/api/v1/aktindsigter/{sag}/{sti}", krop);

    private async Task GoerAsync(string sag, string sti, object krop) => await (await ProevAsync(sag, sti, krop)).ForventAsync();

    private Task<HttpResponseMessage> SkjulAsync(string sag, string dokument, object ord, object? felter = null) => _klient.PutAsync($"/api/v1/aktindsigter/{sag}/dokumenter/{dokument}/skjult", new { ord, felter = felter ?? Array.Empty<object>() });

    /// <summary>Orders, and waits until it is made.</summary>
    private async Task<JsonElement> LavAsync(string sag, string sti, object krop)
    {
        var job = (await _klient.SendAsync($"/api/v1/aktindsigter/{sag}/{sti}", krop)).GetProperty("jobId").GetString();
        var nu = default(JsonElement);
        await Vent.TilAsync(async () => (nu = await _klient.HentAsync($"/api/v1/jobs/{job}")).GetProperty("status").GetString() is not ("Venter" or "Koerer"));
        return nu;
    }

    private async Task<byte[]> SvarAsync(string sag, bool del = false)
    {
        var job = await LavAsync(sag, "svar", new { del });
        Assert.True(job.GetProperty("status").GetString() == "Faerdig", job.ToString());
        var svar = (await _klient.HentAsync($"/api/v1/aktindsigter/{sag}")).GetProperty("svar").EnumerateArray().Last();
        return await _klient.GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{svar.GetProperty("dokumentId").GetString()}/filer/1", UriKind.Relative));
    }

    /// <summary>What the work says where a rule refuses what it made.</summary>
    private async Task<string> AfvisesAsync(string sag, string regel)
    {
        var job = await LavAsync(sag, "svar", new { });
        var grund = job.GetProperty("resultat").GetString()!;
        Assert.Equal("Fejlet", job.GetProperty("status").GetString());
        Assert.Contains($"({regel}, ", grund, StringComparison.Ordinal);
        Assert.Contains(grund, System.Net.WebUtility.HtmlDecode(await _klient.GetStringAsync(new Uri($"/sager/{await NummerAsync(sag)}/aktindsigt", UriKind.Relative))), StringComparison.Ordinal);
        return grund;
    }

    private async Task<string> NummerAsync(string sag) => (await _klient.HentAsync($"/api/v1/sager/{sag}")).GetProperty("sagsnummer").GetString()!;

    internal static async Task<string> TekstAsync(byte[] pdf)
    {
        var fil = Path.GetTempFileName();
        await File.WriteAllBytesAsync(fil, pdf);
        using var proces = Process.Start(new ProcessStartInfo("pdftotext", ["-enc", "UTF-8", fil, "-"]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
        var tekst = await proces.StandardOutput.ReadToEndAsync();
        await proces.WaitForExitAsync();
        File.Delete(fil);
        return tekst;
    }

    [Fact]
    public async Task En_anmodning_gaar_fra_modtaget_til_afsluttet_med_et_svar_hvor_det_skjulte_er_vaek()
    {
        var kilde = await SagAsync();
        var givet = await DokumentAsync(kilde, "Ansøgning", Pdf("Jeg vil bygge en carport."));
        var delvist = await DokumentAsync(kilde, "Nabobrev", Pdf("Min nabo Hjalmar Skjult ringede. Hjalmars\nnummer er 20 30 40 50. Carporten er fin."));
        var undtaget = await DokumentAsync(kilde, "Internt notat", Pdf("Internt: vi er i tvivl."), "internt");
        var sag = await AnmodningAsync();
        await (await ProevAsync(kilde, "kilder", new { sag })).BrydesAsync("AKT-1");
        await (await ProevAsync(sag, "kilder", new { sag })).BrydesAsync("AKT-2");
        await (await ProevAsync(sag, "kilder", new { sag = "findes-ikke" })).FejlerPaaAsync("kilde");
        await GoerAsync(sag, "kilder", new { sag = kilde });
        await GoerAsync(sag, "kilder", new { sag = kilde });
        Assert.Equal(3, (await _klient.HentAsync($"/api/v1/aktindsigter/{sag}")).GetProperty("dokumenter").GetArrayLength());

        await (await _klient.PostAsync($"/api/v1/sager/{sag}/trin", new { trin = "afgjort" })).BrydesAsync("TRIN-2");
        await (await ProevAsync(sag, "svar", new { del = true })).BrydesAsync("AKT-12");
        await GoerAsync(sag, "vurderinger", new { dokumenter = new[] { givet }, afgoerelse = "Udlever" });
        await (await ProevAsync(sag, "svar", new { })).BrydesAsync("AKT-5");
        await (await ProevAsync(sag, "vurderinger", new { dokumenter = new[] { undtaget }, afgoerelse = "Undtag" })).BrydesAsync("AKT-3");
        await (await ProevAsync(sag, "vurderinger", new { dokumenter = new[] { Guid.CreateVersion7() }, afgoerelse = "Udlever" })).ForventAsync(HttpStatusCode.NotFound);
        await (await ProevAsync(sag, "vurderinger", new { dokumenter = Array.Empty<string>(), afgoerelse = "Måske" })).FejlerPaaAsync("dokumenter", "afgoerelse");

        // A decision on part of it first: what is undoubted is given at once.
        var foerste = await TekstAsync(await SvarAsync(sag, del: true));
        Assert.Contains("Delafgørelse 1 om aktindsigt", foerste, StringComparison.Ordinal);
        Assert.Contains("Jeg vil bygge en carport.", foerste, StringComparison.Ordinal);
        await (await ProevAsync(sag, "vurderinger", new { dokumenter = new[] { givet }, afgoerelse = "Udlever" })).BrydesAsync("AKT-10");

        await GoerAsync(sag, "vurderinger", new { dokumenter = new[] { undtaget }, afgoerelse = "Undtag", hjemmel = "offentlighedslovens § 23", begrundelse = "Det er et internt dokument." });
        await GoerAsync(sag, "vurderinger", new { dokumenter = new[] { delvist }, afgoerelse = "Delvist", hjemmel = "offentlighedslovens § 30", begrundelse = "Det er private forhold." });
        await (await ProevAsync(sag, "svar", new { })).BrydesAsync("AKT-8");
        await (await SkjulAsync(sag, delvist, new object[] { new { tekst = "Hjalmar" }, new { tekst = "Skjult" }, new { tekst = "20304050" } })).ForventAsync();
        await (await ProevAsync(sag, "svar", new { })).BrydesAsync("AKT-4");
        await (await _klient.PutAsync($"/api/v1/aktindsigter/{sag}/meroffentlighed", new { tekst = "kort" })).FejlerPaaAsync("overvejelse");
        await (await _klient.PutAsync($"/api/v1/aktindsigter/{sag}/meroffentlighed", new { tekst = "Hensynet til naboen vejer tungest." })).ForventAsync();
        await (await ProevAsync(sag, "tid", new { minutter = 0, hvad = "" })).FejlerPaaAsync("minutter", "hvad");
        await GoerAsync(sag, "tid", new { minutter = 95, hvad = "Gennemgang" });
        var pdf = await SvarAsync(sag);
        var tekst = await TekstAsync(pdf);
        foreach (var venter in new[] { "Afgørelse om aktindsigt", "offentlighedslovens § 30", "Hensynet til naboen vejer tungest.", "Ankestyrelsen", "Aktliste", "Internt notat", "1 timer og 35 minutter", "offentlighedslovens § 23" })
            Assert.Contains(venter, tekst.ReplaceLineEndings(" "), StringComparison.Ordinal);
        foreach (var vaek in new[] { "Hjalmar", "20304050", "20 30 40 50", "vi er i tvivl" })
            Assert.DoesNotContain(vaek, tekst, StringComparison.OrdinalIgnoreCase);
        await (await ProevAsync(sag, "svar", new { })).BrydesAsync("AKT-12");

        await _klient.SendAsync($"/api/v1/sager/{sag}/trin", new { trin = "afgjort" });
        await GoerAsync(sag, "klager", new { art = "Afgoerelsen" });
        await (await ProevAsync(sag, "klager", new { art = "Afgoerelsen" })).BrydesAsync("AKT-15");
        await (await _klient.PostAsync($"/api/v1/sager/{sag}/trin", new { trin = "afsluttet" })).BrydesAsync("TRIN-2");
        await (await ProevAsync(sag, "klager/1/afslutning", new { udfald = "Videresendt" })).FejlerPaaAsync("bemaerkning");
        await GoerAsync(sag, "klager/1/afslutning", new { udfald = "Videresendt", bemaerkning = "Afgørelsen fastholdes." });
        await (await ProevAsync(sag, "klager/1/afslutning", new { udfald = "Trukket" })).BrydesAsync("AKT-14");
        var opgaver = await _klient.HentAsync($"/api/v1/sager/{sag}/erindringer");
        foreach (var opgave in (opgaver.ValueKind == JsonValueKind.Array ? opgaver : opgaver.GetProperty("poster")).EnumerateArray())
            await (await _klient.PostAsync($"/api/v1/erindringer/{opgave.GetProperty("id").GetString()}/klaring", new { })).ForventAsync();
        var slut = await _klient.SendAsync($"/api/v1/sager/{sag}/trin", new { trin = "afsluttet" });
        Assert.Equal("Afsluttet", slut.GetProperty("tilstand").GetString());
        await (await ProevAsync(sag, "tid", new { minutter = 5, hvad = "Efter" })).BrydesAsync("AKT-18");
        foreach (var side in new[] { "/aktindsigter", $"/sager/{sag}/aktindsigt" })
        {
            using var svar = await _klient.GetAsync(new Uri(side, UriKind.Relative));
            Assert.True(svar.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect or HttpStatusCode.MovedPermanently or HttpStatusCode.PermanentRedirect, $"{side}: {svar.StatusCode}");
        }
    }

    [Fact]
    public async Task Det_skjulte_maa_ikke_staa_i_et_andet_dokument_i_svaret_uden_at_nogen_har_sagt_det()
    {
        var kilde = await SagAsync();
        var (foerste, andet) = (await DokumentAsync(kilde, "Brev om Ingeborg", Pdf("Ingeborg bor her.")), await DokumentAsync(kilde, "Svar", Pdf("Kære Ingeborg. Tak for dit brev.")));
        var sag = await AnmodningAsync("part");
        await GoerAsync(sag, "kilder", new { sag = kilde });
        await GoerAsync(sag, "vurderinger", new { dokumenter = new[] { andet }, afgoerelse = "Udlever" });
        await GoerAsync(sag, "vurderinger", new { dokumenter = new[] { foerste }, afgoerelse = "Delvist", hjemmel = "forvaltningslovens § 15 b", begrundelse = "Hensyn til andre." });
        await (await SkjulAsync(sag, foerste, new[] { new { tekst = "Ingeborg" } })).ForventAsync();
        Assert.Contains("»Svar«", await AfvisesAsync(sag, "AKT-9"), StringComparison.Ordinal);
        await (await SkjulAsync(sag, foerste, new[] { new { tekst = "Ingeborg", kunHer = true } })).ForventAsync();
        var tekst = await TekstAsync(await SvarAsync(sag));
        Assert.DoesNotContain("Brev om Ingeborg", tekst, StringComparison.Ordinal); // the list tells it neither
        Assert.Contains("Kære Ingeborg", tekst, StringComparison.Ordinal);
        Assert.DoesNotContain("Ingeborg bor her", tekst, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Et_afsendt_dokument_kan_foerst_udleveres_dagen_efter_og_et_laast_slet_ikke()
    {
        var kilde = await SagAsync();
        var ud = await DokumentAsync(kilde, "Vores brev", Pdf("Ud af huset."), "udgaaende");
        var laast = Path.GetTempFileName();
        await File.WriteAllBytesAsync(laast + ".ind", Pdf("Hemmeligt"));
        using (var qpdf = Process.Start("qpdf", ["--encrypt", "kode", "kode", "256", "--", laast + ".ind", laast]))
            await qpdf.WaitForExitAsync();
        var krypteret = await DokumentAsync(kilde, "Låst", await File.ReadAllBytesAsync(laast));
        var sag = await AnmodningAsync();
        await GoerAsync(sag, "kilder", new { sag = kilde });
        await (await ProevAsync(sag, "vurderinger", new { dokumenter = new[] { ud }, afgoerelse = "Udlever" })).BrydesAsync("AKT-6");
        _server.Ur.Frem(TimeSpan.FromDays(1));
        await GoerAsync(sag, "vurderinger", new { dokumenter = new[] { ud, krypteret }, afgoerelse = "Udlever" });
        Assert.Contains("brev.pdf", await AfvisesAsync(sag, "AKT-7"), StringComparison.Ordinal);
        await GoerAsync(sag, "vurderinger", new { dokumenter = new[] { krypteret }, afgoerelse = "Undtag", hjemmel = "offentlighedslovens § 9", begrundelse = "Filen kan ikke åbnes." });
        await (await _klient.PutAsync($"/api/v1/aktindsigter/{sag}/meroffentlighed", new { tekst = "Der er intet mere at give." })).ForventAsync();
        Assert.Contains("Ud af huset.", await TekstAsync(await SvarAsync(sag)), StringComparison.Ordinal);
        File.Delete(laast);
        File.Delete(laast + ".ind");
    }

    [Fact]
    public async Task Et_svar_uden_dokumenter_siger_at_der_ingen_er_og_to_paa_een_gang_bliver_til_eet()
    {
        var sag = await AnmodningAsync();
        var begge = await Task.WhenAll(ProevAsync(sag, "svar", new { }), ProevAsync(sag, "svar", new { }));
        Assert.Equal([HttpStatusCode.Accepted, HttpStatusCode.Conflict], begge.Select(b => b.StatusCode).Order());
        await Vent.TilAsync(async () => (await _klient.HentAsync($"/api/v1/aktindsigter/{sag}")).GetProperty("svar").GetArrayLength() == 1);
        await (await ProevAsync(sag, "svar", new { })).BrydesAsync("AKT-12");
        Assert.Single((await _klient.HentAsync($"/api/v1/aktindsigter/{sag}")).GetProperty("svar").EnumerateArray());
    }

    [Fact]
    public async Task En_persons_oplysninger_samles_paa_tvaers_af_sager_med_hvem_der_har_set_dem_og_uden_det_der_udelades()
    {
        const string Cpr = "2311721447";
        async Task<string> MedPersonAsync(string titel, HttpClient? som = null) => (await (som ?? _klient).SendAsync("/api/v1/sager", new
        {
            titel, emne = "02.34.02", facet = "G01", parter = new object[] { new { cpr = Cpr, navn = "Ditte Demo", adresse = "Prøvevej 3", rolle = "Ansøger", erPrimaer = true } },
        })).GetProperty("id").GetString()!;
        var (foerste, udeladt) = (await MedPersonAsync("Udestue på Prøvevej"), await MedPersonAsync("Undersøgelse af Prøvevej"));
        await DokumentAsync(foerste, "Ansøgning om udestue", Pdf("Jeg vil bygge."));
        await _klient.SendAsync($"/api/v1/sager/{foerste}/notater", new { overskrift = "Ringede om højden", tekst = "Der må bygges til 2,5 meter.", kilde = "Telefon", endeligt = true });
        await (await _server.Som("arkivar").GetAsync(new Uri($"/api/v1/sager/{foerste}", UriKind.Relative))).ForventAsync(HttpStatusCode.OK);

        var almindelig = await AnmodningAsync();
        await (await ProevAsync(almindelig, "personoplysninger", new { })).BrydesAsync("AKT-20");
        var uden = await AnmodningAsync("gdpr");
        await (await ProevAsync(uden, "personoplysninger", new { })).BrydesAsync("AKT-21"); // nobody knows whose data are whose
        var sag = (await _klient.SendAsync("/api/v1/sager", new
        {
            skabelon = "aktindsigt", emne = "02.34.02", facet = "A53", felter = new { regime = "gdpr", emne = "Alt om mig" }, parter = new object[] { new { cpr = Cpr, rolle = "Ansøger", erPrimaer = true } },
        })).GetProperty("id").GetString()!;
        await (await ProevAsync(sag, "personoplysninger", new { udelad = new[] { await NummerAsync(udeladt) } })).BrydesAsync("AKT-23");
        await (await ProevAsync(sag, "personoplysninger", new { udelad = new[] { "findes-ikke" }, hjemmel = "§", begrundelse = "Fordi." })).FejlerPaaAsync("udelad");
        var skjult = await MedPersonAsync("Kollegaens sag", _server.Som("kollega"));
        await (await ProevAsync(sag, "personoplysninger", new { })).BrydesAsync("AKT-22");
        await (await _server.Som("kollega").PutAsync($"/api/v1/sager/{skjult}/adgang", new { adgang = new[] { new { art = "Alle", reference = "*" } } })).ForventAsync();

        var job = await LavAsync(sag, "personoplysninger", new { udelad = new[] { await NummerAsync(udeladt) }, hjemmel = "databeskyttelseslovens § 22", begrundelse = "En undersøgelse er i gang." });
        Assert.True(job.GetProperty("status").GetString() == "Faerdig", job.ToString());
        var kladde = (await _klient.HentAsync($"/api/v1/sager/{sag}/dokumenter")).GetProperty("poster").EnumerateArray().Single();
        Assert.Equal("Kladde", kladde.GetProperty("tilstand").GetString());
        var id = kladde.GetProperty("id").GetString();
        var tekst = (await TekstAsync(await _klient.GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{id}/filer/1", UriKind.Relative)))).ReplaceLineEndings(" ");
        foreach (var venter in new[] { "231172-1447", "Prøvevej 3", "Udestue på Prøvevej", "Ansøgning om udestue", "Ringede om højden", "Kollegaens sag", "databeskyttelseslovens § 22", "En undersøgelse er i gang.", "arkivar" })
            Assert.Contains(venter, tekst, StringComparison.OrdinalIgnoreCase);
        foreach (var vaek in new[] { "Undersøgelse af Prøvevej", await NummerAsync(udeladt), "Der må bygges" })
            Assert.DoesNotContain(vaek, tekst, StringComparison.Ordinal);
        using var maskine = JsonDocument.Parse(await _klient.GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{id}/filer/2", UriKind.Relative)));
        Assert.Equal(3, maskine.RootElement.GetProperty("sager").GetArrayLength()); // two of the three, and the request itself
        Assert.NotEmpty(maskine.RootElement.GetProperty("opslag").EnumerateArray());
    }

    [Fact]
    public async Task En_anmodning_under_en_sag_gennemgaar_den_sag_og_har_dens_emne()
    {
        var kilde = await SagAsync("Garage på Torvet");
        var side = await _klient.GetStringAsync(new Uri($"/sager/{await NummerAsync(kilde)}", UriKind.Relative));
        Assert.Contains("skabelon=aktindsigt", side, StringComparison.Ordinal);
        var sag = await _klient.SendAsync("/api/v1/sager", new { skabelon = "aktindsigt", oversagId = kilde, felter = new { regime = "part", emne = "Min egen sag" }, parter = new object[] { new { navn = "Dora Demo", rolle = "Ansøger", erPrimaer = true } } });
        Assert.StartsWith("02.34.02", sag.GetProperty("sagsnummer").GetString(), StringComparison.Ordinal);
        var kilder = (await _klient.HentAsync($"/api/v1/aktindsigter/{sag.GetProperty("id").GetString()}")).GetProperty("kilder").EnumerateArray().ToList();
        Assert.Equal("Garage på Torvet", Assert.Single(kilder).GetProperty("titel").GetString());
    }

    [Fact]
    public async Task Der_laves_eet_ad_gangen_til_en_anmodning()
    {
        var sag = Guid.Parse(await AnmodningAsync());
        var aktoer = Core.Access.Aktoer.Systemet;
        var queue = (await _server.Services.GetRequiredService<Core.Authorities.AuthorityRegistry>().GetAsync("korsbaek"))!.Queue;
        Task ToAsync() => queue.RunAsync(async (Handlinger.BestilIndsigtsarbejde act) =>
        {
            await act.BestilAsync(aktoer, new(sag, Domain.Indsigtsjobart.Svar, false, null), "Det første", CancellationToken.None);
            return await act.BestilAsync(aktoer, new(sag, Domain.Indsigtsjobart.Svar, false, null), "Det næste", CancellationToken.None);
        }, CancellationToken.None);
        Assert.Equal("AKT-19", (await Assert.ThrowsAsync<Core.RegelbrudException>(ToAsync)).Regel.Kode);
        Assert.Empty((await _klient.HentAsync($"/api/v1/aktindsigter/{sag}")).GetProperty("svar").EnumerateArray());
    }

    [Fact]
    public async Task Den_der_ikke_ser_kilden_ser_den_heller_ikke_her_og_kan_ikke_svare()
    {
        var kollega = _server.Som("kollega");
        var kilde = await SagAsync("Kvartsfinke", kollega);
        await DokumentAsync(kilde, "Kvartsfinkes brev", Pdf("Kvartsfinke"), som: kollega);
        var arkivar = _server.Som("arkivar");
        var sag = await AnmodningAsync();
        await (await ProevAsync(sag, "kilder", new { sag = kilde })).FejlerPaaAsync("kilde");
        await (await ProevAsync(sag, "kilder", new { sag = kilde }, arkivar)).ForventAsync();
        var set = await _klient.HentAsync($"/api/v1/aktindsigter/{sag}");
        Assert.DoesNotContain("Kvartsfinke", set.ToString(), StringComparison.Ordinal);
        Assert.Equal(1, set.GetProperty("skjulte").GetInt32());
        await (await ProevAsync(sag, "svar", new { })).BrydesAsync("AKT-11");
    }

    [Fact]
    public async Task Fristen_regnes_fra_modtagelsen_og_fristbrevet_kraeves_foer_der_gives_mere_tid()
    {
        var modtaget = Core.Calendar.DanishTime.DateOf(_server.Ur.GetUtcNow()).AddDays(-40);
        var sag = await AnmodningAsync(felter: new { regime = "offentlighed", emne = "Alt", modtaget = modtaget.ToString("dd-MM-yyyy", System.Globalization.CultureInfo.InvariantCulture), omfang = "saerlig" });
        var ure = (await _klient.HentAsync($"/api/v1/sager/{sag}/forloeb")).GetProperty("ure").EnumerateArray().ToDictionary(u => u.GetProperty("noegle").GetString()!, u => u);
        Assert.Equal(Core.Calendar.DanishCalendar.AddWorkdays(modtaget, 7).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), ure["syvdage"].GetProperty("frist").GetString());
        Assert.Equal(40, ure["svarfrist"].GetProperty("dage").GetInt32());
        var mangler = await (await _klient.PostAsync($"/api/v1/sager/{sag}/trin", new { trin = "forlaenget" })).BrydesAsync("TRIN-2");
        Assert.Contains("Fristbrev", mangler.ToString(), StringComparison.Ordinal);
        await (await ProevAsync(sag, "klager", new { art = "Afgoerelsen" })).BrydesAsync("AKT-13");
        var klage = await _klient.SendAsync($"/api/v1/aktindsigter/{sag}/klager", new { art = "Langsommelighed" });
        Assert.Equal(1, klage.GetProperty("nr").GetInt32());
        await (await ProevAsync(await AnmodningAsync(), "klager", new { art = "Langsommelighed" })).BrydesAsync("AKT-17");
    }

    [Fact]
    public async Task Ingen_rute_viser_en_anmodning_til_den_der_ikke_ser_sagen_og_hver_rute_kraever_sin_rolle()
    {
        var kilde = await SagAsync("Maanesten");
        var dokument = await DokumentAsync(kilde, "Maanestens brev", Pdf("Maanesten"));
        var sag = await AnmodningAsync();
        await GoerAsync(sag, "kilder", new { sag = kilde });
        var ruter = Rute.Alle(_server).Where(r => r.Moenster.Contains("/aktindsigter/{sag}", StringComparison.Ordinal) || r.Moenster == "/sager/{sag}/aktindsigt").ToList();
        Assert.True(ruter.Count >= 20, $"{ruter.Count} routes");
        List<string> fund = [];
        foreach (var rute in ruter)
        {
            var adresse = rute.Udfyld((_, navn) => navn switch { "sag" => sag, "dokument" => dokument, "kilde" => kilde, _ => "1" })!;
            foreach (var (bruger, ser, arbejder) in new[] { ("kollega", false, true), ("revisor", true, false), ("administrator", false, false), ("sagsbehandler", true, true) })
            {
                if (ser && arbejder && rute.Metode != "GET")
                    continue; // would change it
                using var request = new HttpRequestMessage(new(rute.Metode), adresse);
                if (rute.Metode != "GET")
                    request.Content = rute.ErApi ? new StringContent("{}", Encoding.UTF8, "application/json") : new FormUrlEncodedContent([]);
                using var svar = await _server.Som(bruger).SendAsync(request);
                var krop = await svar.Content.ReadAsStringAsync();
                var maa = arbejder || (bruger == "revisor" && rute.Regel.Roles.HasFlag(Core.Access.Roller.Revisor));
                var venter = !maa ? svar.StatusCode == HttpStatusCode.Forbidden : ser ? (int)svar.StatusCode < 400 : svar.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest;
                if (!venter || (!ser && krop.Contains("Maanesten", StringComparison.Ordinal)))
                    fund.Add($"{bruger}: {rute}: {(int)svar.StatusCode}");
            }
        }

        Assert.True(fund.Count == 0, string.Join('\n', fund));
    }

    [Fact]
    public async Task Et_dokument_med_et_skjult_lag_tegnes_om_foer_det_udleveres()
    {
        // A layer that is off, and a note that is not shown: what nobody sees is not given.
        const string Indhold = "BT /F1 20 Tf 20 250 Td (Synligt) Tj ET /OC /L BDC BT /F1 20 Tf 20 100 Td (Hemmelig) Tj ET EMC";
        string[] dele =
        [
            "<< /Type /Catalog /Pages 2 0 R /OCProperties << /OCGs [6 0 R] /D << /OFF [6 0 R] /Order [6 0 R] >> >> >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 300] /Resources << /Font << /F1 5 0 R >> /Properties << /L 6 0 R >> >> /Contents 4 0 R >>", $"<< /Length {Indhold.Length} >>\nstream\n{Indhold}\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>", "<< /Type /OCG /Name (Lag) >>",
        ];
        var fil = new StringBuilder("%PDF-1.7\n");
        List<int> pladser = [];
        for (var i = 0; i < dele.Length; i++)
        {
            pladser.Add(fil.Length);
            fil.Append(System.Globalization.CultureInfo.InvariantCulture, $"{i + 1} 0 obj\n{dele[i]}\nendobj\n");
        }

        var tabel = fil.Length;
        fil.Append(System.Globalization.CultureInfo.InvariantCulture, $"xref\n0 7\n0000000000 65535 f \n{string.Concat(pladser.Select(p => $"{p:D10} 00000 n \n"))}trailer\n<< /Size 7 /Root 1 0 R >>\nstartxref\n{tabel}\n%%EOF\n");
        var kilde = await SagAsync();
        var dokument = await DokumentAsync(kilde, "Tegning", Encoding.Latin1.GetBytes(fil.ToString()));
        var sag = await AnmodningAsync("part");
        await GoerAsync(sag, "kilder", new { sag = kilde });
        await GoerAsync(sag, "vurderinger", new { dokumenter = new[] { dokument }, afgoerelse = "Udlever" });
        using var svar = new MemoryStream(await SvarAsync(sag));
        using var qpdf = new Qpdf();
        Assert.Empty(await new PdfRedactor(qpdf).ProveAsync(svar, ["Hemmelig"], picturesOnly: false));
    }
}
