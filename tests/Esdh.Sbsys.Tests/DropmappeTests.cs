using System.Text;
using Esdh.Sbsys.Domain;
using Esdh.Testing;

namespace Esdh.Sbsys.Tests;

/// <summary>What an order in a drop folder says, whoever wrote it.</summary>
[Trait("Database", "nej")]
public sealed class DropkommandoTests
{
    private static IReadOnlyList<Dropkommando>? Laes(string xml) => Dropkommando.Laes(new MemoryStream(Encoding.UTF8.GetBytes(xml)));

    [Fact]
    public void Bestillingen_siger_hvilke_filer_hvad_de_hedder_og_hvem_de_er_om()
    {
        var kommando = Assert.Single(Laes("""<SbsysDropFile><Command Navn="Afgørelse" CprNummer="020180-1235" Verb="JournaliserFiler"><Fil Sti="C:\Drop\x.PDF"/><Fil Sti="bilag 1.pdf"/></Command></SbsysDropFile>""")!);
        Assert.Equal(("Afgørelse", "0201801235"), (kommando.Navn, kommando.Cpr));
        Assert.Equal(["x.PDF", "bilag 1.pdf"], kommando.Filer);
    }

    [Theory]
    [InlineData("../../../etc/passwd", "passwd")]
    [InlineData(@"..\..\hemmeligt.pdf", "hemmeligt.pdf")]
    [InlineData("/etc/passwd", "passwd")]
    public void Kun_en_fil_ved_siden_af_kan_menes(string sti, string fil) =>
        Assert.Equal([fil], Assert.Single(Laes($"<SbsysDropFile><Command Verb='JournaliserFiler'><Fil Sti='{sti}'/></Command></SbsysDropFile>")!).Filer);

    [Fact]
    public void Anden_xml_er_nogens_dokument() => Assert.Null(Laes("<faktura/>"));

    [Theory]
    [InlineData("ikke xml", "kan ikke læses som XML")]
    [InlineData("<SbsysDropFile/>", "ingen kommando")]
    [InlineData("<SbsysDropFile><Command Verb='Slet'><Fil Sti='x.pdf'/></Command></SbsysDropFile>", "»Slet« kendes ikke")]
    [InlineData("<SbsysDropFile><Command Verb='JournaliserFiler'/></SbsysDropFile>", "mangler en fil")]
    [InlineData("<SbsysDropFile><Command Verb='JournaliserFiler'><Fil Sti='mappe/..'/></Command></SbsysDropFile>", "mangler en fil")]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><SbsysDropFile>&e;</SbsysDropFile>", "kan ikke læses som XML")]
    public void Det_der_ikke_kan_udfoeres_siger_hvorfor(string xml, string grund) => Assert.Contains(grund, Assert.Throws<InvalidDataException>(() => Laes(xml)).Message, StringComparison.Ordinal);
}

/// <summary>Files that a program lays in an employee's folder come into that employee's inbox.</summary>
public sealed class DropmappeTests : IAsyncLifetime
{
    private readonly string _rod = Directory.CreateTempSubdirectory("esdh-drop-").FullName;
    private readonly Testserver _server;

    public DropmappeTests() => _server = Testserver.Med(new Dictionary<string, string> { ["Esdh:Sbsys:Dropmapper"] = _rod, ["Esdh:Sbsys:Dropsekunder"] = "0.2" });

    public Task InitializeAsync() => _server.InitializeAsync();

    public async Task DisposeAsync()
    {
        await _server.DisposeAsync();
        Directory.Delete(_rod, recursive: true);
    }

    [Fact]
    public async Task Filer_med_en_bestilling_kommer_een_gang_i_medarbejderens_egen_indbakke_med_den_sag_de_hoerer_til()
    {
        var klient = _server.Som("sagsbehandler");
        const string Cpr = "0201809001";
        var sag = await klient.SendAsync("/api/v1/sager", new { titel = "Sagen om Fie", emne = "02.34.02", facet = "G01", parter = new[] { new { navn = "Fie Forsøg (prøve)", cpr = Cpr, rolle = "Ansøger", erPrimaer = true } } });

        Laeg("sagsbehandler", "brev.PDF", "%PDF-1.4\nbrev");
        Laeg("sagsbehandler", "ikke bestilt.pdf", "%PDF-1.4\nandet");
        var bestilling = $"""<SbsysDropFile><Command Navn="Afgørelse" CprNummer="{Cpr}" Verb="JournaliserFiler"><Fil Sti="brev.pdf"/></Command></SbsysDropFile>""";
        var xml = Laeg("sagsbehandler", "bestilling.xml", bestilling);
        var skrevet = File.GetLastWriteTimeUtc(xml);
        await Vent.TilAsync(() => Task.FromResult(!File.Exists(xml)));
        await Vent.TilAsync(async () => (await EgneAsync(klient)).Count == 1);
        var post = Assert.Single(await EgneAsync(klient));
        Assert.Equal("Afgørelse", post.GetProperty("emne").GetString());
        var side = System.Net.WebUtility.HtmlDecode(await klient.GetStringAsync(new Uri($"/indbakke/{post.GetProperty("id").GetString()}", UriKind.Relative)));
        Assert.Contains(sag.GetProperty("sagsnummer").GetString()!, side, StringComparison.Ordinal);
        Assert.Contains("Et personnummer i afleveringen tilhører en part på sagen.", side, StringComparison.Ordinal);

        // What is taken lies in Arkiv; what nobody ordered stays.
        await Vent.TilAsync(() => Task.FromResult(!File.Exists(Sti("sagsbehandler", "brev.PDF"))));
        Assert.Equal(2, Directory.GetFiles(Sti("sagsbehandler", "Arkiv")).Length);
        Assert.True(File.Exists(Sti("sagsbehandler", "ikke bestilt.pdf")));

        // A server that was killed before it had moved them aside meets the same files again: it is the piece that is there.
        Laeg("sagsbehandler", "brev.PDF", "%PDF-1.4\nbrev");
        File.SetLastWriteTimeUtc(Laeg("sagsbehandler", "bestilling.xml.tmp", bestilling), skrevet);
        File.Move(Sti("sagsbehandler", "bestilling.xml.tmp"), xml);
        await Vent.TilAsync(() => Task.FromResult(!File.Exists(xml) && !File.Exists(Sti("sagsbehandler", "brev.PDF"))));
        Assert.Single(await EgneAsync(klient));
    }

    [Fact]
    public async Task En_bestilling_der_ikke_kan_udfoeres_faar_grunden_ved_siden_af()
    {
        var ukendt = Laeg("findes-ikke", "a.xml", "<SbsysDropFile><Command Verb='JournaliserFiler'><Fil Sti='a.pdf'/></Command></SbsysDropFile>");
        Laeg("findes-ikke", "a.pdf", "%PDF-1.4\na");
        var forkert = Laeg("leder", "b.xml", "<SbsysDropFile><Command Verb='Slet'><Fil Sti='b.pdf'/></Command></SbsysDropFile>");
        await Vent.TilAsync(() => Task.FromResult(File.Exists(ukendt + ".fejl.txt") && File.Exists(forkert + ".fejl.txt")));
        Assert.Contains("Der er ingen aktiv bruger, der hedder »findes-ikke«.", await File.ReadAllTextAsync(ukendt + ".fejl.txt"), StringComparison.Ordinal);
        Assert.Contains("»Slet« kendes ikke", await File.ReadAllTextAsync(forkert + ".fejl.txt"), StringComparison.Ordinal);
        await Vent.TilAsync(() => Task.FromResult(!File.Exists(ukendt) && !File.Exists(forkert)));

        // A file that never comes is waited for ten minutes.
        var venter = Laeg("leder", "c.xml", "<SbsysDropFile><Command Verb='JournaliserFiler'><Fil Sti='c.pdf'/></Command></SbsysDropFile>");
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.True(File.Exists(venter));
        _server.Ur.Frem(TimeSpan.FromMinutes(11));
        await Vent.TilAsync(() => Task.FromResult(File.Exists(venter + ".fejl.txt")));
        Assert.Contains("Filen »c.pdf« ligger ikke i mappen.", await File.ReadAllTextAsync(venter + ".fejl.txt"), StringComparison.Ordinal);
    }

    private static async Task<List<System.Text.Json.JsonElement>> EgneAsync(HttpClient klient) => [.. (await klient.HentAsync("/api/v1/indbakke?boks=min&antal=100")).GetProperty("poster").EnumerateArray().Where(p => p.GetProperty("emne").GetString() == "Afgørelse")];

    private string Sti(string bruger, string navn) => Path.Combine(_rod, "korsbaek", bruger, navn);

    private string Laeg(string bruger, string navn, string indhold)
    {
        Directory.CreateDirectory(Path.Combine(_rod, "korsbaek", bruger));
        File.WriteAllText(Sti(bruger, navn), indhold);
        return Sti(bruger, navn);
    }
}
