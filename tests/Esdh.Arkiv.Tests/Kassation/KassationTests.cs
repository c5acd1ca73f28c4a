using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Esdh.Arkiv.Indhold;
using Esdh.Core.Authorities;
using Esdh.Core.Seal;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Arkiv.Tests.Kassation;

/// <summary>A disposal from the list to the proof, on the real server, its files and its search index.</summary>
public sealed class KassationTests : IAsyncLifetime
{
    private readonly Testserver _server = Testserver.Med(new Dictionary<string, string>());
    private Kassationsvaerk _v = null!;

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        _v = new(_server);
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    private async Task<Authority> MyndighedAsync() => (await _server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek"))!;

    private static string Sha(string indhold) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(indhold)));

    [Fact]
    public async Task En_kassation_fjerner_filerne_og_lader_registreringen_og_seglet_staa()
    {
        var (sag, anden) = (await _v.SagAsync(), await _v.SagAsync());
        var (hemmelig, faelles) = ($"hemmeligheden {Guid.CreateVersion7():N}", $"det samme papir {Guid.CreateVersion7():N}");
        var (brev, kopi) = (await _v.DokumentAsync(sag, hemmelig, "Brev med kvaleordet"), await _v.DokumentAsync(sag, faelles, "Fælles papir"));
        await _v.LukAsync(sag);
        var aabent = await _v.DokumentAsync(anden, faelles, "Fælles papir på åben sag");
        _v.Aar(6);

        var id = await _v.ListeAsync();
        var linjer = await _v.LinjerAsync(id);
        Assert.Equal([brev, kopi], linjer.OrderBy(l => l.Value.Nr).Select(l => l.Key));
        await _v.UdfoerAsync(id);

        var myndighed = await MyndighedAsync();
        Assert.False(myndighed.Content.Exists(Sha(hemmelig)));
        Assert.True(myndighed.Content.Exists(Sha(faelles)));
        Assert.Equal(HttpStatusCode.NotFound, (await _v.Sagsbehandler.GetAsync($"/api/v1/dokumenter/{brev}/filer/1")).StatusCode);
        var dokument = await _v.Sagsbehandler.HentAsync($"/api/v1/dokumenter/{brev}");
        Assert.Equal("Brev med kvaleordet", dokument.GetProperty("titel").GetString());
        Assert.Empty(dokument.GetProperty("filer").EnumerateArray());
        Assert.Equal(HttpStatusCode.OK, (await _v.Sagsbehandler.GetAsync($"/api/v1/dokumenter/{aabent}/filer/1")).StatusCode);

        var side = await (await _v.Sagsbehandler.GetAsync($"/dokumenter/{brev}")).Content.ReadAsStringAsync();
        Assert.Contains("kasseret", side, StringComparison.OrdinalIgnoreCase);
        await Vent.TilAsync(async () => !(await _v.Sagsbehandler.HentAsync($"/api/v1/soegning?q={hemmelig[14..]}")).GetProperty("poster").EnumerateArray().Any());
        Assert.NotEmpty((await _v.Sagsbehandler.HentAsync("/api/v1/soegning?q=kvaleordet")).GetProperty("poster").EnumerateArray());
        Assert.DoesNotContain(hemmelig, await RaaAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Protokollen_er_underskrevet_og_siger_hvad_der_skete_med_hver_fil()
    {
        var sag = await _v.SagAsync();
        var (borte, bliver) = ($"borte {Guid.CreateVersion7():N}", $"undtaget {Guid.CreateVersion7():N}");
        await _v.DokumentAsync(sag, borte);
        var undtaget = await _v.DokumentAsync(sag, bliver, "Principielt");
        await _v.LukAsync(sag);
        _v.Aar(6);
        var id = await _v.ListeAsync("05.09");
        var nr = (await _v.LinjerAsync(id))[undtaget].Nr;
        Assert.Equal(1, (await _v.Arkivar.SendAsync($"/api/v1/kassationer/{id}/undtagelser", new { linjer = new[] { nr }, grund = "Sagen er principiel." })).GetProperty("antal").GetInt32());
        await _v.UdfoerAsync(id);

        var bytes = await _v.Arkivar.GetByteArrayAsync($"/api/v1/kassationer/{id}/protokol");
        using var noegle = AuthorityKey.Load(await MyndighedAsync());
        Assert.True(Kassationsprotokol.ErUnderskrevet(bytes, noegle.PublicKey.Span));
        var rettet = bytes.ToArray();
        rettet[bytes.AsSpan().IndexOf("principiel"u8)] = (byte)'P';
        Assert.False(Kassationsprotokol.ErUnderskrevet(rettet, noegle.PublicKey.Span));

        var p = JsonDocument.Parse(bytes).RootElement.GetProperty("protokol");
        Assert.Equal("Bekendtgørelse 591/2003 § 5", p.GetProperty("hjemmel").GetString());
        var dokumenter = p.GetProperty("dokumenter").EnumerateArray().ToList();
        Assert.Equal(["Kasseret", "Undtaget"], dokumenter.Select(d => d.GetProperty("udfald").GetString()).Order());
        var fil = dokumenter.Single(d => d.GetProperty("udfald").GetString() == "Kasseret").GetProperty("filer")[0];
        Assert.Equal((Sha(borte), "Slettet"), (fil.GetProperty("sha256").GetString(), fil.GetProperty("blev").GetString()));
        Assert.Equal("Sagen er principiel.", dokumenter.Single(d => d.GetProperty("udfald").GetString() == "Undtaget").GetProperty("grund").GetString());
        Assert.True((await MyndighedAsync()).Content.Exists(Sha(bliver)));
        Assert.StartsWith("%PDF", Encoding.ASCII.GetString((await _v.Arkivar.GetByteArrayAsync($"/api/v1/kassationer/{id}/protokol.pdf"))[..4]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Paa_listen_kommer_kun_det_der_maa_gaa()
    {
        var b = await _v.SagAsync("02.34.02");
        var aaben = await _v.SagAsync();
        var ny = await _v.SagAsync();
        var delt = await _v.SagAsync();
        var stoppet = await _v.SagAsync();
        var tom = await _v.SagAsync("27.03.04", "K02");
        var gammel = await _v.SagAsync();
        List<string> bliver = [await _v.DokumentAsync(b, "b"), await _v.DokumentAsync(aaben, "å"), await _v.DokumentAsync(ny, "n"), await _v.DokumentAsync(stoppet, "s"), await _v.DokumentAsync(tom, "t")];
        var paaTo = await _v.DokumentAsync(delt, "deles");
        await (await _v.Sagsbehandler.PostAsync($"/api/v1/dokumenter/{paaTo}/registreringer", new { sag = aaben.Nummer })).ForventAsync();
        bliver.Add(paaTo);
        var gaar = await _v.DokumentAsync(gammel, "g");
        foreach (var sag in new[] { b, delt, stoppet, tom, gammel })
            await _v.LukAsync(sag);
        await _v.Arkivar.SendAsync("/api/v1/kassationsstop", new { navn = "Byrettens sag", begrundelse = "Retssag", omfang = new[] { new { sag = stoppet.Nummer } } });
        _v.Aar(4);
        await _v.LukAsync(ny);
        _v.Aar(2);

        var linjer = await _v.LinjerAsync(await _v.ListeAsync());
        Assert.Equal([gaar], linjer.Keys);
    }

    [Fact]
    public async Task Det_der_er_kommet_i_vejen_siden_springes_over_naar_turen_kommer()
    {
        var (genaabnet, stoppet, kode, gaar) = (await _v.SagAsync(), await _v.SagAsync(), await _v.SagAsync(), await _v.SagAsync());
        Dictionary<string, string> paa = [];
        foreach (var (sag, navn) in new[] { (genaabnet, "er åben"), (stoppet, "Kassationsstop"), (kode, "skal bevares") })
        {
            paa[await _v.DokumentAsync(sag, navn)] = navn;
            await _v.LukAsync(sag);
        }

        var borte = await _v.DokumentAsync(gaar, "går");
        await _v.LukAsync(gaar);
        _v.Aar(6);
        var id = await _v.ListeAsync();
        Assert.Equal(4, (await _v.LinjerAsync(id)).Count);
        await (await _v.Sagsbehandler.PostAsync($"/api/v1/sager/{genaabnet.Id}/genaabning", new { begrundelse = "Der er kommet nyt" })).ForventAsync();
        await _v.Arkivar.SendAsync("/api/v1/kassationsstop", new { navn = "Tilsyn", begrundelse = "Ankestyrelsen ser på emnet", omfang = new[] { new { sag = stoppet.Nummer } } });
        await (await _v.Arkivar.PutAsync($"/api/v1/sager/{kode.Id}/bevaring", new { bevaring = "B", begrundelse = "Principiel" })).ForventAsync(HttpStatusCode.NoContent);
        await _v.UdfoerAsync(id);

        var linjer = await _v.LinjerAsync(id);
        Assert.Equal("Kasseret", linjer[borte].Udfald);
        foreach (var (dokument, grund) in paa)
        {
            Assert.Equal("SprungetOver", linjer[dokument].Udfald);
            Assert.Contains(grund, linjer[dokument].Grund, StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, (await _v.Sagsbehandler.GetAsync($"/api/v1/dokumenter/{dokument}/filer/1")).StatusCode);
        }
    }

    [Fact]
    public async Task Reglerne_for_en_kassation_siger_fra()
    {
        var sag = await _v.SagAsync();
        var dokument = await _v.DokumentAsync(sag, "papir");
        var kladde = await _v.DokumentAsync(await _v.SagAsync(), "kladde", journaliser: false);
        await _v.LukAsync(sag);
        _v.Aar(6);
        await (await _v.Arkivar.PostAsync("/api/v1/kassationer", new { titel = " ", skaeringsdag = "2099-01-01", emner = new[] { "5.9" } })).FejlerPaaAsync("titel", "skaeringsdag", "emner");
        Assert.Equal(HttpStatusCode.Forbidden, (await _v.Sagsbehandler.PostAsync("/api/v1/kassationer", new { titel = "x" })).StatusCode);
        var id = await _v.ListeAsync();

        var mangler = await (await _v.Arkivar.PostAsync($"/api/v1/kassationer/{id}/afsendelse", new { })).BrydesAsync("KAS-1");
        Assert.Contains("beslutning", mangler.ToString(), StringComparison.Ordinal);
        await (await _v.Arkivar.PutAsync($"/api/v1/kassationer/{id}/grundlag", new { beslutning = kladde })).BrydesAsync("KAS-5");
        await (await _v.Leder.PostAsync($"/api/v1/kassationer/{id}/godkendelse", new { })).BrydesAsync("KAS-3");
        await _v.GrundlagAsync(id);
        await (await _v.Arkivar.PostAsync($"/api/v1/kassationer/{id}/afsendelse", new { })).ForventAsync(HttpStatusCode.NoContent);
        await (await _v.Arkivar.PostAsync($"/api/v1/kassationer/{id}/godkendelse", new { })).BrydesAsync("KAS-2");
        await (await _v.Arkivar.PostAsync($"/api/v1/kassationer/{id}/undtagelser", new { emne = "05", grund = "Nej" })).BrydesAsync("KAS-3");
        await (await _v.Arkivar.PostAsync($"/api/v1/kassationer/{id}/opgivelse", new { tekst = "Vi venter et år" })).ForventAsync(HttpStatusCode.NoContent);
        Assert.Equal(HttpStatusCode.OK, (await _v.Sagsbehandler.GetAsync($"/api/v1/dokumenter/{dokument}/filer/1")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await _v.Arkivar.GetAsync($"/api/v1/kassationer/{id}/protokol")).StatusCode);
    }

    [Fact]
    public async Task Efter_en_kassation_er_seglet_helt_og_haendelserne_uden_indhold()
    {
        var sag = await _v.SagAsync();
        var dokument = await _v.DokumentAsync(sag, "indhold", "Almindelig titel");
        await _v.LukAsync(sag);
        _v.Aar(6);
        Assert.Empty(await FejlAsync());
        await _v.UdfoerAsync(await _v.ListeAsync());

        var historik = (await _v.Sagsbehandler.HentAsync($"/api/v1/sager/{sag.Id}/historik")).ToString();
        Assert.Contains("blev kasseret", historik, StringComparison.Ordinal);
        var objekt = Testdatabase.ErPostgresql ? $"'{dokument}'" : $"x'{dokument.Replace("-", "", StringComparison.Ordinal)}'";
        Assert.Equal(1, _server.Database.Tal("korsbaek", $"select count(*) from haendelse_data d join haendelse h on h.nr = d.nr where h.objekt_id = {objekt}"));
        Assert.True(_server.Database.Tal("korsbaek", $"select count(*) from haendelse where objekt_id = {objekt}") > 2);
        Assert.Empty(await FejlAsync());
    }

    [Fact]
    public async Task En_regel_der_kommer_efter_listen_gaelder_ogsaa_naar_skaeringsdagen_er_passeret()
    {
        var sag = await _v.SagAsync();
        var dokument = await _v.DokumentAsync(sag, "bliver");
        await _v.LukAsync(sag);
        _v.Aar(6);
        var id = await _v.ListeAsync();
        Assert.Single(await _v.LinjerAsync(id));
        _v.Aar(1);
        await _v.Arkivar.SendAsync("/api/v1/bevaring/regler", new { emne = "05.09", bevaring = "B", begrundelse = "Byrådet" });
        await _v.UdfoerAsync(id);

        Assert.Equal("SprungetOver", (await _v.LinjerAsync(id))[dokument].Udfald);
        Assert.Equal(HttpStatusCode.OK, (await _v.Sagsbehandler.GetAsync($"/api/v1/dokumenter/{dokument}/filer/1")).StatusCode);
    }

    [Fact]
    public async Task Det_der_ligger_hos_arkivet_kasseres_foerst_naar_arkivet_har_godkendt()
    {
        var sag = await _v.SagAsync();
        var dokument = await _v.DokumentAsync(sag, "afleveres");
        await _v.LukAsync(sag);
        _v.Aar(6);
        await _v.Arkivar.SendAsync("/api/v1/arkivversioner", new { avid = "AVID.KORS.3001" });
        await Vent.TilAsync(async () => (await _v.Arkivar.HentAsync("/api/v1/arkivversioner/AVID.KORS.3001")).GetProperty("tilstand").GetString()!.Equals("bygget", StringComparison.OrdinalIgnoreCase));
        Assert.Empty(await _v.LinjerAsync(await _v.ListeAsync()));

        foreach (var tilstand in new[] { "kontrolleret", "afsendt", "godkendt" })
            await _v.Arkivar.SendAsync("/api/v1/arkivversioner/AVID.KORS.3001/tilstand", new { tilstand });
        Assert.Equal([dokument], (await _v.LinjerAsync(await _v.ListeAsync())).Keys);
    }

    [Fact]
    public async Task Filer_slettes_ikke_mens_en_version_bygges_og_omvendt()
    {
        var sag = await _v.SagAsync();
        await _v.DokumentAsync(sag, "papir");
        await _v.LukAsync(sag);
        _v.Aar(6);
        var id = await _v.ListeAsync();
        await _v.GrundlagAsync(id);
        await (await _v.Arkivar.PostAsync($"/api/v1/kassationer/{id}/afsendelse", new { })).ForventAsync(HttpStatusCode.NoContent);
        await _v.Arkivar.SendAsync("/api/v1/arkivversioner", new { avid = "AVID.KORS.3002", fra = "1990-01-01", til = "1990-12-31" });
        await Vent.TilAsync(() => Task.FromResult(_server.Database.Tal("korsbaek", "select count(*) from arkivversion where tilstand = 'Bygget'") == 1));
        _server.Database.Tal("korsbaek", "update arkivversion set tilstand = 'Bygges' returning 1");
        _server.Database.Tal("korsbaek", "update job set status = 'SatPaaPause' where type = 'arkivversion' returning 1");
        await (await _v.Leder.PostAsync($"/api/v1/kassationer/{id}/godkendelse", new { })).BrydesAsync("KAS-6");

        _server.Database.Tal("korsbaek", "update job set status = 'Stoppet' where type = 'arkivversion' returning 1");
        _server.Database.Tal("korsbaek", "update kassation set tilstand = 'Udfoeres' returning 1");
        await (await _v.Arkivar.PostAsync("/api/v1/arkivversioner", new { avid = "AVID.KORS.3003" })).BrydesAsync("KAS-7");
        await (await _v.Arkivar.PostAsync("/api/v1/kassationer", new { titel = "En til" })).BrydesAsync("KAS-4");
    }

    [Fact]
    public async Task Siden_om_en_kassation_foelger_den_fra_liste_til_protokol()
    {
        var sag = await _v.SagAsync();
        await _v.DokumentAsync(sag, "papir", "Papir til siden");
        await _v.LukAsync(sag);
        _v.Aar(6);
        var id = await _v.ListeAsync();
        var liste = await SideAsync(_v.Arkivar, id);
        Assert.Contains("Papir til siden", liste, StringComparison.Ordinal);
        Assert.Contains("Kommunalbestyrelsens beslutning er ikke knyttet til.", liste, StringComparison.Ordinal);
        await _v.GrundlagAsync(id);
        var udkast = await _v.Arkivar.GetByteArrayAsync($"/arkiv/kassationer/{id}/sagsfremstilling.pdf");
        Assert.StartsWith("%PDF", Encoding.ASCII.GetString(udkast[..4]), StringComparison.Ordinal);
        await (await _v.Arkivar.PostAsync($"/api/v1/kassationer/{id}/afsendelse", new { })).ForventAsync(HttpStatusCode.NoContent);
        Assert.Contains("Godkend, og slet filerne", await SideAsync(_v.Leder, id), StringComparison.Ordinal);
        await (await _v.Leder.PostAsync($"/api/v1/kassationer/{id}/godkendelse", new { })).ForventAsync(HttpStatusCode.NoContent);
        await _v.TilstandAsync(id, "Udfoert");
        Assert.Contains("Protokol som PDF", await SideAsync(_v.Leder, id), StringComparison.Ordinal);
        Assert.Contains("Årets kassation", WebUtility.HtmlDecode(await _v.Arkivar.GetStringAsync("/arkiv/kassationer")), StringComparison.Ordinal);
    }

    private static async Task<string> SideAsync(HttpClient som, string id) => WebUtility.HtmlDecode(await som.GetStringAsync($"/arkiv/kassationer/{id}"));

    private async Task<IReadOnlyList<string>> FejlAsync()
    {
        await foreach (var rapport in _server.Services.GetRequiredService<Core.Events.Verifier>().VerifyAsync(null, CancellationToken.None))
        {
            if (rapport.Noegle == "korsbaek")
                return rapport.Fejl;
        }

        throw new InvalidOperationException("The authority was not verified.");
    }

    /// <summary>Everything that lies in the authority's database files, as text.</summary>
    private async Task<string> RaaAsync()
    {
        if (Testdatabase.ErPostgresql)
            return "";
        var myndighed = await MyndighedAsync();
        StringBuilder alt = new();
        foreach (var fil in Directory.EnumerateFiles(Path.Combine(_server.Folder, "myndigheder", myndighed.Key), "*", SearchOption.AllDirectories).Where(f => !f.EndsWith(".laas", StringComparison.Ordinal)))
        {
            await using var stream = new FileStream(fil, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var laeser = new StreamReader(stream, Encoding.Latin1);
            alt.Append(await laeser.ReadToEndAsync());
        }

        return alt.ToString();
    }
}
