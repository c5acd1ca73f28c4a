using System.Net;
using System.Text;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>Approvals over REST, on the real server: chains, comments, who may, and what they keep back.</summary>
[Collection("organisationsserver")]
public sealed class GodkendelseTests(Testserver server)
{
    private readonly HttpClient _klient = server.Som("sagsbehandler"), _leder = server.Som("leder"), _arkivar = server.Som("arkivar");

    private static readonly object Leder = new { art = "Leder" }, Arkivar = new { art = "Rolle", reference = "arkivar" };

    private async Task<string> NySagAsync() => (await _klient.SendAsync("/api/v1/sager", new { titel = "Afslag på carport", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!;

    private async Task<string> NyKladdeAsync(string sag) =>
        (await (await _klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "brev.txt", Encoding.UTF8.GetBytes($"Afslag {Guid.CreateVersion7()}"), new { titel = "Afslag", retning = "udgaaende" })).ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;

    private async Task<(string Id, string Sha)> BedAsync(string dokument, params object[] led)
    {
        var svar = await _klient.SendAsync($"/api/v1/dokumenter/{dokument}/godkendelser", new { led = led.Length > 0 ? led : [Leder], besked = "Ser det rigtigt ud?" });
        return (svar.GetProperty("id").GetString()!, svar.GetProperty("sha256").GetString()!);
    }

    private static async Task<string> SideAsync(HttpClient klient, string sti) => WebUtility.HtmlDecode(await klient.GetStringAsync(new Uri(sti, UriKind.Relative)));

    private static string Udfald(JsonElement svar) => svar.GetProperty("linje").GetProperty("udfald").GetString()!;

    [Fact]
    public async Task Et_brev_godkendes_af_lederen_og_arkivaren_i_orden_og_sendes()
    {
        var sag = await NySagAsync();
        var brev = await NyKladdeAsync(sag);
        var (id, sha) = await BedAsync(brev, Leder, Arkivar);

        await (await _klient.PatchAsync($"/api/v1/dokumenter/{brev}", new { titel = "Andet" })).BrydesAsync("GODK-5");
        await (await _klient.PostAsync($"/api/v1/dokumenter/{brev}/journalisering", new { })).BrydesAsync("GODK-5");
        await (await _klient.PostAsync($"/api/v1/godkendelser/{id}/godkendelse", new { sha256 = sha })).BrydesAsync("GODK-3");
        await (await _arkivar.PostAsync($"/api/v1/godkendelser/{id}/godkendelse", new { sha256 = sha })).BrydesAsync("GODK-7");
        Assert.Contains((await _leder.HentAsync("/api/v1/godkendelser")).GetProperty("poster").EnumerateArray(), g => g.GetProperty("id").GetString() == id);
        Assert.DoesNotContain((await _klient.HentAsync("/api/v1/godkendelser")).GetProperty("poster").EnumerateArray(), g => g.GetProperty("id").GetString() == id);

        Assert.False((await _leder.SendAsync($"/api/v1/godkendelser/{id}/godkendelse", new { sha256 = sha, kommentar = "Enig" })).GetProperty("faerdig").GetBoolean());
        await (await _leder.PostAsync($"/api/v1/godkendelser/{id}/godkendelse", new { sha256 = sha })).BrydesAsync("GODK-7");
        Assert.True((await _arkivar.SendAsync($"/api/v1/godkendelser/{id}/godkendelse", new { sha256 = sha })).GetProperty("faerdig").GetBoolean());

        var vist = await _klient.HentAsync($"/api/v1/godkendelser/{id}");
        Assert.Equal("Godkendt", Udfald(vist));
        Assert.All(vist.GetProperty("led").EnumerateArray(), l => Assert.Equal((sha, "Godkendt"), (l.GetProperty("sha256").GetString(), l.GetProperty("udfald").GetString())));
        await _klient.SendAsync($"/api/v1/dokumenter/{brev}/journalisering", new { });
        var historik = (await _klient.HentAsync($"/api/v1/sager/{sag}/historik?art=godkendelser")).ToString();
        Assert.Contains("»Afslag« blev godkendt i 1. led. Enig", historik, StringComparison.Ordinal);
        Assert.Contains("»Afslag« er godkendt af alle.", historik, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Den_der_ikke_kan_se_dokumentet_bliver_ikke_bedt_om_at_godkende_det()
    {
        var brev = await NyKladdeAsync(await NySagAsync());
        var mig = Esdh.Adgang.Contract.Demonstration.BrugerId("korsbaek", "sagsbehandler");
        await (await _klient.PutAsync($"/api/v1/dokumenter/{brev}/adgang", new { poster = new[] { new { art = "Bruger", reference = mig.ToString() } }, begrundelse = "Personlige forhold" })).ForventAsync();

        foreach (var led in new[] { Leder, new { art = "Bruger", reference = Esdh.Adgang.Contract.Demonstration.BrugerId("korsbaek", "leder").ToString() } })
        {
            var afvist = await (await _klient.PostAsync($"/api/v1/dokumenter/{brev}/godkendelser", new { led = new[] { led } })).BrydesAsync("GODK-6");
            Assert.Contains("adgang til dokumentet", afvist.ToString(), StringComparison.Ordinal);
        }

        Assert.Empty((await _klient.HentAsync($"/api/v1/dokumenter/{brev}/godkendelser")).EnumerateArrayOrPoster());
    }

    [Fact]
    public async Task Det_der_sendes_tilbage_kan_rettes_og_forelaegges_igen()
    {
        var sag = await NySagAsync();
        var brev = await NyKladdeAsync(sag);
        var (id, sha) = await BedAsync(brev);

        await (await _leder.PostAsync($"/api/v1/godkendelser/{id}/returnering", new { sha256 = sha })).ForventAsync(HttpStatusCode.BadRequest);
        await _leder.SendAsync($"/api/v1/godkendelser/{id}/returnering", new { sha256 = sha, kommentar = "Skriv hjemlen" });
        Assert.Equal("Returneret", Udfald(await _klient.HentAsync($"/api/v1/godkendelser/{id}")));
        Assert.Contains("Skriv hjemlen", await SideAsync(_klient, "/"), StringComparison.Ordinal);

        await (await _klient.UploadAsync($"/api/v1/dokumenter/{brev}/filer", "brev2.txt", Encoding.UTF8.GetBytes("Med hjemmel"), new { })).ForventAsync();
        var (nyt, nySha) = await BedAsync(brev);
        Assert.NotEqual(sha, nySha);
        await (await _leder.PostAsync($"/api/v1/godkendelser/{nyt}/godkendelse", new { sha256 = sha })).BrydesAsync("GODK-10");
        await _leder.SendAsync($"/api/v1/godkendelser/{nyt}/godkendelse", new { sha256 = nySha });
        Assert.DoesNotContain("Skriv hjemlen", await SideAsync(_klient, "/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_skabelon_der_kraever_en_kaede_giver_breve_der_ikke_kan_sendes_foer_de_er_godkendt()
    {
        var administrator = server.Som("administrator");
        var noegle = $"k{Guid.CreateVersion7():N}"[..20];
        var kaede = (await administrator.SendAsync("/api/v1/godkendelseskaeder", new { noegle, navn = "To led", led = new[] { Leder, Arkivar } })).GetProperty("id").GetString();
        var klubbens = (await _klient.HentAsync("/api/v1/dokumentskabeloner")).EnumerateArray().First(s => s.GetProperty("noegle").GetString() == "kvittering").GetProperty("id").GetString();
        var fil = await _klient.GetByteArrayAsync(new Uri($"/api/v1/dokumentskabeloner/{klubbens}/fil", UriKind.Relative));
        await (await administrator.UploadAsync("/api/v1/dokumentskabeloner", "brev.docx", fil, new { noegle, navn = "Godkendt brev", titel = "Brev", retning = "udgaaende", kaedeId = kaede })).ForventAsync(HttpStatusCode.Created);
        var sag = await NySagAsync();
        var brev = (await _klient.SendAsync($"/api/v1/sager/{sag}/dokumenter/fra-skabelon", new { skabelon = noegle })).GetProperty("id").GetString()!;

        await (await _klient.PostAsync($"/api/v1/dokumenter/{brev}/journalisering", new { })).BrydesAsync("GODK-1");
        await (await _klient.PostAsync($"/api/v1/dokumenter/{brev}/endeliggoerelse", new { })).BrydesAsync("GODK-1");
        var afsted = new { modtagere = new[] { new { navn = "Bo Opdigt", kanal = "Udskriv" } } };
        await (await _klient.PostAsync($"/api/v1/dokumenter/{brev}/forsendelser", afsted)).BrydesAsync("GODK-1");
        var svar = await _klient.SendAsync($"/api/v1/dokumenter/{brev}/godkendelser", new { led = new[] { Arkivar } }); // the chain is what counts
        Assert.Equal(2, svar.GetProperty("led").GetArrayLength());
        var (id, sha) = (svar.GetProperty("id").GetString(), svar.GetProperty("sha256").GetString());
        await _leder.SendAsync($"/api/v1/godkendelser/{id}/godkendelse", new { sha256 = sha });
        await _arkivar.SendAsync($"/api/v1/godkendelser/{id}/godkendelse", new { sha256 = sha });

        await _klient.SendAsync($"/api/v1/dokumenter/{brev}/forsendelser", afsted);
        await (await administrator.PutAsync($"/api/v1/godkendelseskaeder/{kaede}", new { navn = "To led", led = new[] { Leder }, aktiv = false })).ForventAsync(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Et_skift_af_status_der_kraever_godkendelse_bruger_den_op()
    {
        var administrator = server.Som("administrator");
        var noegle = $"k{Guid.CreateVersion7():N}"[..20];
        var kaede = (await administrator.SendAsync("/api/v1/godkendelseskaeder", new { noegle, navn = "Lederen", led = new[] { Leder } })).GetProperty("id").GetString();
        var navn = $"Til udvalg {noegle}";
        var status = (await administrator.SendAsync("/api/v1/sagsstatusser", new { navn, tilstand = "Hvilende", kaedeId = kaede })).GetProperty("id").GetString();
        var sag = await NySagAsync();
        var foer = (await _klient.HentAsync($"/api/v1/sager/{sag}")).GetProperty("status").GetString();

        await (await _klient.PostAsync($"/api/v1/sager/{sag}/status", new { status })).BrydesAsync("GODK-1");
        var bedt = await _klient.SendAsync($"/api/v1/sager/{sag}/godkendelser", new { emne = "Status", trin = navn });
        await (await _klient.PostAsync($"/api/v1/sager/{sag}/godkendelser", new { emne = "Status", trin = navn })).BrydesAsync("GODK-11");
        await _leder.SendAsync($"/api/v1/godkendelser/{bedt.GetProperty("id")}/godkendelse", new { sha256 = bedt.GetProperty("sha256") });
        await _klient.SendAsync($"/api/v1/sager/{sag}/status", new { status });

        await _klient.SendAsync($"/api/v1/sager/{sag}/status", new { status = foer });
        await (await _klient.PostAsync($"/api/v1/sager/{sag}/status", new { status })).BrydesAsync("GODK-1");
    }

    [Fact]
    public async Task En_afgoerelsestype_der_kraever_godkendelse_registreres_foerst_naar_den_er_givet()
    {
        var administrator = server.Som("administrator");
        var noegle = $"k{Guid.CreateVersion7():N}"[..20];
        var kaede = (await administrator.SendAsync("/api/v1/godkendelseskaeder", new { noegle, navn = "Lederen", led = new[] { Leder } })).GetProperty("id").GetString();
        await administrator.SendAsync("/api/v1/afgoerelsestyper", new { noegle, navn = "Påbud", kaedeId = kaede });
        var sag = await NySagAsync();

        await (await _klient.PostAsync($"/api/v1/sager/{sag}/afgoerelser", new { type = noegle })).BrydesAsync("GODK-1");
        var bedt = await _klient.SendAsync($"/api/v1/sager/{sag}/godkendelser", new { emne = "Afgoerelse", trin = noegle });
        Assert.Contains("1 anmodning om godkendelse er åben.", (await _klient.HentAsync($"/api/v1/sager/{sag}/mangler")).ToString(), StringComparison.Ordinal);
        await _leder.SendAsync($"/api/v1/godkendelser/{bedt.GetProperty("id")}/godkendelse", new { sha256 = bedt.GetProperty("sha256") });
        await _klient.SendAsync($"/api/v1/sager/{sag}/afgoerelser", new { type = noegle });
    }

    [Fact]
    public async Task Er_den_spurgte_holdt_op_kan_en_anden_spoerges()
    {
        var administrator = server.Som("administrator");
        var navn = $"g{Guid.CreateVersion7():N}"[..16];
        var enhed = (await administrator.HentAsync("/api/v1/enheder")).EnumerateArrayOrPoster().First().GetProperty("id").GetString();
        var bruger = (await administrator.SendAsync("/api/v1/brugere", new { brugernavn = navn, navn = "Gerda Opdigt", enhed, roller = new[] { "Sagsbehandler" } })).GetProperty("id").GetString();
        var brev = await NyKladdeAsync(await NySagAsync());
        var (id, sha) = await BedAsync(brev, new { art = "Bruger", reference = bruger });
        await (await administrator.PutAsync($"/api/v1/brugere/{bruger}", new { navn = "Gerda Opdigt", enhed, roller = new[] { "Sagsbehandler" }, aktiv = false })).ForventAsync();

        Assert.True((await _klient.HentAsync($"/api/v1/godkendelser/{id}")).GetProperty("linje").GetProperty("venterPaaIngen").GetBoolean());
        await (await _klient.PostAsync($"/api/v1/godkendelser/{id}/omdirigering", new { orden = 1, til = new { art = "Bruger", reference = bruger } })).BrydesAsync("GODK-6");
        await _klient.SendAsync($"/api/v1/godkendelser/{id}/omdirigering", new { orden = 1, til = Leder, begrundelse = "Gerda er holdt op" });
        await _leder.SendAsync($"/api/v1/godkendelser/{id}/godkendelse", new { sha256 = sha });
    }

    [Fact]
    public async Task Et_dokument_der_er_tjekket_ud_forelaegges_ikke()
    {
        var brev = await NyKladdeAsync(await NySagAsync());
        await _klient.SendAsync($"/api/v1/dokumenter/{brev}/udtjekning", new { });

        await (await _klient.PostAsync($"/api/v1/dokumenter/{brev}/godkendelser", new { led = new[] { Leder } })).BrydesAsync("DOK-3");
        await _klient.SendAsync($"/api/v1/dokumenter/{brev}/indtjekning", new { });
        await BedAsync(brev);
        await (await _klient.PostAsync($"/api/v1/dokumenter/{brev}/udtjekning", new { })).BrydesAsync("GODK-5");
    }

    [Fact]
    public async Task To_der_godkender_samtidig_godkender_en_gang()
    {
        var (id, sha) = await BedAsync(await NyKladdeAsync(await NySagAsync()));

        var svar = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _leder.PostAsync($"/api/v1/godkendelser/{id}/godkendelse", new { sha256 = sha })));

        Assert.Equal(1, svar.Count(s => s.StatusCode == HttpStatusCode.OK));
        Assert.All(svar.Where(s => s.StatusCode != HttpStatusCode.OK), s => Assert.Equal(HttpStatusCode.Conflict, s.StatusCode));
    }

    [Fact]
    public async Task Forkerte_anmodninger_afvises_med_alle_felter()
    {
        var sag = await NySagAsync();
        var brev = await NyKladdeAsync(sag);
        foreach (var led in new object[] { Array.Empty<object>(), new[] { new { art = "Rolle", reference = "Administrator" } }, new[] { new { art = "Gruppe", reference = "x" } }, new[] { new { art = "9", reference = "" } }, Enumerable.Repeat(Leder, 9) })
            await (await _klient.PostAsync($"/api/v1/dokumenter/{brev}/godkendelser", new { led })).ForventAsync(HttpStatusCode.BadRequest);
        await (await _klient.PostAsync($"/api/v1/dokumenter/{brev}/godkendelser", new { led = new[] { Leder }, besked = new string('x', 2001) })).ForventAsync(HttpStatusCode.BadRequest);
        await (await _klient.PostAsync($"/api/v1/sager/{sag}/godkendelser", new { emne = "Dokument", trin = "x", led = new[] { Leder } })).ForventAsync(HttpStatusCode.BadRequest);
        await (await _klient.PostAsync($"/api/v1/sager/{sag}/godkendelser", new { emne = "Andet", trin = " ", led = new[] { Leder } })).ForventAsync(HttpStatusCode.BadRequest);
        await (await _klient.PostAsync($"/api/v1/dokumenter/{brev}/godkendelser", new { led = new[] { new { art = "Bruger", reference = Adgang.Contract.Demonstration.BrugerId("korsbaek", "sagsbehandler") } } })).BrydesAsync("GODK-6");
    }

    [Fact]
    public async Task En_kladde_der_har_vaeret_til_godkendelse_kan_slettes_bagefter()
    {
        var sag = await NySagAsync();
        var brev = await NyKladdeAsync(sag);
        var (id, sha) = await BedAsync(brev);
        await (await _klient.DeleteAsync(new Uri($"/api/v1/dokumenter/{brev}", UriKind.Relative))).BrydesAsync("GODK-5");

        await (await _klient.PostAsync($"/api/v1/godkendelser/{id}/tilbagetraekning", new { begrundelse = "Ikke nødvendigt" })).ForventAsync(HttpStatusCode.NoContent);
        await (await _leder.PostAsync($"/api/v1/godkendelser/{id}/godkendelse", new { sha256 = sha })).BrydesAsync("GODK-2");
        await (await _klient.DeleteAsync(new Uri($"/api/v1/dokumenter/{brev}", UriKind.Relative))).ForventAsync(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Siderne_viser_formularen_og_tager_imod_den()
    {
        var sag = await NySagAsync();
        var brev = await NyKladdeAsync(sag);
        var (id, _) = await BedAsync(brev);

        Assert.Contains("Det er din tur", await SideAsync(_leder, $"/godkendelser/{id}"), StringComparison.Ordinal);
        Assert.DoesNotContain("Det er din tur", await SideAsync(_klient, $"/godkendelser/{id}"), StringComparison.Ordinal);
        Assert.Contains("til godkendelse", await SideAsync(_klient, $"/dokumenter/{brev}"), StringComparison.Ordinal);
    }
}
