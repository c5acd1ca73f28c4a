using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Esdh.Core.Authorities;
using Esdh.Sager.Storage;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Arkiv.Tests.Kassation;

/// <summary>Deletion of cases' personal data, on the real server: what goes, what stays, and what must wait.</summary>
public sealed class SletningTests : IAsyncLifetime
{
    private readonly Testserver _server = Testserver.Med(new Dictionary<string, string>());
    private Kassationsvaerk _v = null!;

    public async Task InitializeAsync()
    {
        await _server.InitializeAsync();
        _v = new(_server);
    }

    public Task DisposeAsync() => _server.DisposeAsync();

    [Fact]
    public async Task Efter_en_sletning_siger_intet_hvem_sagen_handlede_om_og_nummer_og_segl_staar()
    {
        var ord = $"kvalm{Guid.CreateVersion7():N}"[..20];
        var sag = await _v.SagAsync(ekstra: new { titel = $"Klage fra {ord}", emne = "05.09.04", facet = "G01", beskrivelse = $"Om {ord}" });
        var indhold = $"Kære kommune. Hilsen {ord}";
        var dokument = await _v.DokumentAsync(sag, indhold, $"Brev fra {ord}");
        await _v.Sagsbehandler.SendAsync($"/api/v1/sager/{sag.Id}/parter", new { navn = $"Ida {ord}", adresse = $"{ord}vej 1", rolle = "Klager" });
        await _v.Sagsbehandler.SendAsync($"/api/v1/sager/{sag.Id}/notater", new { overskrift = $"Opkald fra {ord}", tekst = $"<p>{ord} ringede</p>", kilde = "Telefon", endeligt = true });
        await _v.LukAsync(sag);
        await SoegesAsync(ord, 1);
        _v.Aar(6);
        Assert.Empty(await FejlAsync());
        var id = await _v.SletAsync();

        var efter = await _v.Sagsbehandler.HentAsync($"/api/v1/sager/{sag.Id}");
        Assert.Equal((sag.Nummer, "Slettet sag"), (efter.GetProperty("sagsnummer").GetString(), efter.GetProperty("titel").GetString()));
        Assert.Equal("1", (await _v.Sagsbehandler.HentAsync($"/api/v1/dokumenter/{dokument}")).GetProperty("sager")[0].GetProperty("akt").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await _v.Sagsbehandler.GetAsync($"/api/v1/dokumenter/{dokument}/filer/1")).StatusCode);
        Assert.False((await MyndighedAsync()).Content.Exists(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(indhold)))));
        foreach (var sti in new[] { $"/api/v1/sager/{sag.Id}", $"/api/v1/sager/{sag.Id}/parter", $"/api/v1/sager/{sag.Id}/notater", $"/api/v1/sager/{sag.Id}/historik", $"/api/v1/dokumenter/{dokument}", $"/api/v1/parter?q={ord}", $"/sager/{sag.Id}", $"/sager/{sag.Id}/historik" })
            Assert.DoesNotContain(ord, (await (await _v.Sagsbehandler.GetAsync(sti)).Content.ReadAsStringAsync()).Replace($"q={ord}", "", StringComparison.Ordinal).Replace($"value=\"{ord}\"", "", StringComparison.Ordinal), StringComparison.Ordinal);
        await SoegesAsync(ord, 0);
        await SoegesAsync(sag.Nummer, 1);
        await (await _v.Sagsbehandler.PostAsync($"/api/v1/sager/{sag.Id}/genaabning", new { begrundelse = "Der er kommet nyt" })).BrydesAsync("SAG-42");
        Assert.Empty(await FejlAsync());

        var protokol = JsonDocument.Parse(await _v.Arkivar.GetByteArrayAsync($"/api/v1/kassationer/{id}/protokol")).RootElement.GetProperty("protokol");
        Assert.Equal("sletning", protokol.GetProperty("art").GetString());
        var linje = Assert.Single(protokol.GetProperty("sager").EnumerateArray());
        Assert.Equal((sag.Nummer, "Slettet", 1), (linje.GetProperty("sag").GetString(), linje.GetProperty("udfald").GetString(), linje.GetProperty("filer").GetArrayLength()));
        Assert.StartsWith("%PDF", Encoding.ASCII.GetString((await _v.Arkivar.GetByteArrayAsync($"/api/v1/kassationer/{id}/protokol.pdf"))[..4]), StringComparison.Ordinal);
        await Vent.TilAsync(async () => !(await RaaAsync()).Contains(ord, StringComparison.Ordinal)); // the files of the database, when they have been cleaned
    }

    [Fact]
    public async Task En_sag_af_vaerdi_venter_paa_arkivets_godkendelse_af_hele_sagen()
    {
        await _v.Arkivar.SendAsync("/api/v1/bevaring/regler", new { emne = "05.09", bevaring = "B", sletmaaneder = 12, begrundelse = "Byrådet" });
        var sag = await _v.SagAsync();
        await _v.DokumentAsync(sag, "bevares");
        await _v.LukAsync(sag);
        _v.Aar(2);
        Assert.Empty(await SagerAsync(await _v.SlettelisteAsync()));

        await _v.Arkivar.SendAsync("/api/v1/arkivversioner", new { avid = "AVID.KORS.4001" });
        await Vent.TilAsync(async () => (await _v.Arkivar.HentAsync("/api/v1/arkivversioner/AVID.KORS.4001")).GetProperty("tilstand").GetString()!.Equals("bygget", StringComparison.OrdinalIgnoreCase));
        Assert.Empty(await SagerAsync(await _v.SlettelisteAsync()));
        foreach (var tilstand in new[] { "kontrolleret", "afsendt", "godkendt" })
            await _v.Arkivar.SendAsync("/api/v1/arkivversioner/AVID.KORS.4001/tilstand", new { tilstand });
        Assert.Equal([sag.Nummer], await SagerAsync(await _v.SlettelisteAsync()));
    }

    [Fact]
    public async Task Paa_listen_kommer_kun_sager_hvis_tid_er_gaaet_og_som_intet_holder()
    {
        var (aaben, stoppet, uafklaret, gammel, ny) = (await _v.SagAsync(), await _v.SagAsync(), await _v.SagAsync("27.03.04", "K02"), await _v.SagAsync(), await _v.SagAsync());
        await (await _v.Arkivar.PutAsync($"/api/v1/sager/{uafklaret.Id}/bevaring", new { sletmaaneder = 6, begrundelse = "Kort frist" })).ForventAsync(HttpStatusCode.NoContent);
        foreach (var sag in new[] { stoppet, uafklaret, gammel })
            await _v.LukAsync(sag);
        await _v.Arkivar.SendAsync("/api/v1/kassationsstop", new { navn = "Byrettens sag", begrundelse = "Retssag", omfang = new[] { new { sag = stoppet.Nummer } } });
        _v.Aar(4);
        await _v.LukAsync(ny);
        _v.Aar(2);
        Assert.Equal([gammel.Nummer], await SagerAsync(await _v.SlettelisteAsync()));
        Assert.NotNull(aaben);
    }

    [Fact]
    public async Task Et_papir_paa_en_anden_sag_bliver_og_det_der_er_kommet_i_vejen_springes_over()
    {
        var (sag, genaabnet, anden) = (await _v.SagAsync(), await _v.SagAsync(), await _v.SagAsync());
        var delt = await _v.DokumentAsync(sag, "deles", "Fælles papir");
        await (await _v.Sagsbehandler.PostAsync($"/api/v1/dokumenter/{delt}/registreringer", new { sag = anden.Nummer })).ForventAsync();
        await _v.LukAsync(sag);
        await _v.LukAsync(genaabnet);
        _v.Aar(6);
        var id = await _v.SlettelisteAsync();
        Assert.Equal(2, (await SagerAsync(id)).Count);
        await (await _v.Sagsbehandler.PostAsync($"/api/v1/sager/{genaabnet.Id}/genaabning", new { begrundelse = "Der er kommet nyt" })).ForventAsync();
        await _v.GodkendAsync(id);

        var linjer = (await _v.Arkivar.HentAsync($"/api/v1/kassationer/{id}/linjer")).GetProperty("poster").EnumerateArray().ToDictionary(l => l.GetProperty("sagsnummer").GetString()!, l => l.GetProperty("udfald").GetString());
        Assert.Equal(("Kasseret", "SprungetOver"), (linjer[sag.Nummer], linjer[genaabnet.Nummer]));
        Assert.Equal(HttpStatusCode.OK, (await _v.Sagsbehandler.GetAsync($"/api/v1/dokumenter/{delt}/filer/1")).StatusCode);
        Assert.Equal("Fælles papir", (await _v.Sagsbehandler.HentAsync($"/api/v1/dokumenter/{delt}")).GetProperty("titel").GetString());
        Assert.Equal("Kassationsprøve", (await _v.Sagsbehandler.HentAsync($"/api/v1/sager/{genaabnet.Id}")).GetProperty("titel").GetString());
        Assert.Contains("Slettet", WebUtility.HtmlDecode(await _v.Leder.GetStringAsync($"/arkiv/kassationer/{id}")), StringComparison.Ordinal);
        Assert.Contains("Årets sletning", WebUtility.HtmlDecode(await _v.Arkivar.GetStringAsync("/arkiv/kassationer?art=sletning")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hver_tabel_der_haenger_paa_en_sag_et_dokument_eller_en_part_har_en_regel_for_sletning()
    {
        await using var scope = _server.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<Core.Storage.StorageScope>().Use(await MyndighedAsync());
        var sletning = scope.ServiceProvider.GetRequiredService<Sagssletning>();
        var kolonner = Kolonner();
        var regler = sletning.Regler.Select(r => r.Tabel).ToHashSet(StringComparer.Ordinal);
        string[] bindere =
        [
            "sag_id", "dokument_id", "part_id", "sagspart_id", "barn_part_id", "hoering_id", "afgoerelse_id", "godkendelse_id", "forsendelse_id", "masseforsendelse_id", "redigering_id", "post_id", "fra_sag_id", "til_sag_id", "husstand_id",
        ];
        string[] udenfor = ["haendelse", "kassation", "loglinjekontrol", "noedadgang", "dagtilbud_husstand"]; // the seal's leaves; the run itself; the access log's own, with a period of its own; ids alone
        Assert.Equal([], kolonner.Where(k => bindere.Contains(k.Kolonne)).Select(k => k.Tabel).Distinct().Where(t => !regler.Contains(t) && !udenfor.Contains(t)).Order());
        Assert.Equal([], regler.Where(r => kolonner.TrueForAll(k => k.Tabel != r)));
        var parter = sletning.Parter.Select(p => (p.Tabel, p.Kolonne)).ToHashSet();
        Assert.Equal([], kolonner.Where(k => k.Kolonne.EndsWith("part_id", StringComparison.Ordinal) && k.Kolonne != "sagspart_id" && k.Tabel is not ("partsudgave" or "sbsys_kendskab") && !parter.Contains(k)).Select(k => k.Tabel));
    }

    private List<(string Tabel, string Kolonne)> Kolonner()
    {
        using var forbindelse = _server.Database.Forbindelse("korsbaek");
        using var command = forbindelse.CreateCommand();
        command.CommandText = Testdatabase.ErPostgresql
            ? "select table_name, column_name from information_schema.columns where table_schema = 'public'"
            : "select m.name, c.name from sqlite_master m join pragma_table_info(m.name) c where m.type = 'table'";
        using var reader = command.ExecuteReader();
        List<(string, string)> fundne = [];
        while (reader.Read())
            fundne.Add((reader.GetString(0), reader.GetString(1)));
        return fundne;
    }

    private async Task<List<string>> SagerAsync(string id) =>
        [.. (await _v.Arkivar.HentAsync($"/api/v1/kassationer/{id}/linjer?antal=200")).GetProperty("poster").EnumerateArray().Select(l => l.GetProperty("sagsnummer").GetString()!)];

    private Task SoegesAsync(string ord, int mindst) => Vent.TilAsync(async () =>
        (await _v.Sagsbehandler.HentAsync($"/api/v1/soegning?q={ord}")).GetProperty("poster").GetArrayLength() is var antal && (mindst == 0 ? antal == 0 : antal >= mindst));

    private async Task<Authority> MyndighedAsync() => (await _server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek"))!;

    private async Task<IReadOnlyList<string>> FejlAsync()
    {
        await foreach (var rapport in _server.Services.GetRequiredService<Core.Events.Verifier>().VerifyAsync(null, CancellationToken.None))
        {
            if (rapport.Noegle == "korsbaek")
                return rapport.Fejl;
        }

        throw new InvalidOperationException("The authority was not verified.");
    }

    /// <summary>The bytes of the authority's main database, as text.</summary>
    private async Task<string> RaaAsync()
    {
        if (Testdatabase.ErPostgresql)
            return "";
        StringBuilder alt = new();
        foreach (var fil in Directory.EnumerateFiles(Path.Combine(_server.Folder, "myndigheder", "korsbaek"), "esdh.db*"))
        {
            await using var stream = new FileStream(fil, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var laeser = new StreamReader(stream, Encoding.Latin1);
            alt.Append(await laeser.ReadToEndAsync());
        }

        return alt.ToString();
    }
}
