using System.Net;
using System.Text.Json;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Esdh.Sager.Tests.Http;

/// <summary>Side doors that the model test of reading found, one by one: what one may not see is told of in no history, feed, proof, list or packed file either.</summary>
[Collection("dokumentserver")]
public sealed class LaesevejeTests(Testserver server)
{
    private static readonly Guid Sagsbehandler = Esdh.Adgang.Contract.Demonstration.BrugerId("korsbaek", "sagsbehandler");
    private static readonly Guid Kollega = Esdh.Adgang.Contract.Demonstration.BrugerId("korsbaek", "kollega");
    private static readonly Guid Robot = Esdh.Adgang.Contract.Demonstration.BrugerId("korsbaek", "robot");
    private readonly HttpClient _sagsbehandler = server.Som("sagsbehandler");
    private readonly HttpClient _kollega = server.Som("kollega");

    private static object Bruger(Guid id) => new { art = "Bruger", reference = id };

    /// <summary>A case of the unit's, and of the colleague's too when it is shared.</summary>
    private async Task<(string Id, string Nummer)> SagAsync(string titel, bool delt)
    {
        var sag = await _sagsbehandler.SendAsync("/api/v1/sager", new { titel, emne = "02.34.02", facet = "G01", adgang = delt ? new[] { Bruger(Kollega) } : null });
        return (sag.GetProperty("id").GetString()!, sag.GetProperty("sagsnummer").GetString()!);
    }

    private async Task<string> DokumentAsync(string sag, string titel, bool journaliser = true) =>
        (await (await _sagsbehandler.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "brev.pdf", Provefiler.Pdf($"{titel} {Guid.CreateVersion7()}"), new { titel, retning = "indgaaende", journaliser })).ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;

    private async Task KunForSagsbehandlerAsync(string dokument) =>
        await (await _sagsbehandler.PutAsync($"/api/v1/dokumenter/{dokument}/adgang", new { poster = new[] { Bruger(Sagsbehandler) }, begrundelse = "Fortroligt" })).ForventAsync();

    private static async Task<string> TekstAsync(HttpClient klient, string adresse) => await klient.GetStringAsync(new Uri(adresse, UriKind.Relative));

    /// <summary>The history as JSON and as page, and all of the feed that the colleague gets.</summary>
    private async Task<string> AltHosKollegaAsync(string sag)
    {
        var alt = await TekstAsync(_kollega, $"/api/v1/sager/{sag}/historik") + await TekstAsync(_kollega, $"/sager/{(await _kollega.HentAsync($"/api/v1/sager/{sag}")).GetProperty("sagsnummer").GetString()}/historik.csv");
        for (long efter = 0; ;)
        {
            var side = await _kollega.HentAsync($"/api/v1/haendelser?antal=200&efter={efter}");
            alt += side.GetRawText();
            efter = side.GetProperty("sidste").GetInt64();
            if (!side.GetProperty("flere").GetBoolean())
                return alt;
        }
    }

    [Fact]
    public async Task Historik_og_feed_naevner_ikke_en_anden_sag_der_ikke_er_laeserens()
    {
        var (delt, anden) = (await SagAsync("Carport", delt: true), await SagAsync("Skur", delt: false));
        await _sagsbehandler.SendAsync($"/api/v1/sager/{delt.Id}/relationer", new { sag = anden.Id });
        await (await _sagsbehandler.PutAsync($"/api/v1/sager/{delt.Id}/oversag", new { oversag = anden.Id })).ForventAsync();
        var alt = await AltHosKollegaAsync(delt.Id);
        Assert.Contains("Sagen blev knyttet til en anden sag.", alt, StringComparison.Ordinal);
        Assert.DoesNotContain(anden.Id, alt, StringComparison.Ordinal);
        Assert.Contains(anden.Id, await TekstAsync(_sagsbehandler, $"/api/v1/sager/{delt.Id}/historik"), StringComparison.Ordinal);

        var (dublet, fortsaetter) = (await SagAsync("Carport igen", delt: true), await SagAsync("Carport, den rigtige", delt: false));
        await _sagsbehandler.SendAsync($"/api/v1/sager/{dublet.Id}/sammenlaegning", new { med = fortsaetter.Id });
        alt = await TekstAsync(_kollega, $"/api/v1/sager/{dublet.Id}/historik");
        Assert.Contains($"Sagen {dublet.Nummer} blev lagt sammen med en anden sag.", alt, StringComparison.Ordinal);
        Assert.DoesNotContain(fortsaetter.Id, alt, StringComparison.Ordinal);
        Assert.DoesNotContain(fortsaetter.Nummer, alt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Et_dokument_der_er_flyttet_til_en_sag_man_ikke_ser_naevnes_ikke_i_den_gamle_sags_historik()
    {
        var (fra, til) = (await SagAsync("Nabohøring", delt: true), await SagAsync("Personale", delt: false));
        var dokument = await DokumentAsync(fra.Id, "Lægeerklæring om Kvartsmus");
        await _sagsbehandler.SendAsync($"/api/v1/dokumenter/{dokument}/flytning", new { sag = til.Id, begrundelse = "Lå forkert" });
        var alt = await AltHosKollegaAsync(fra.Id);
        Assert.DoesNotContain("Kvartsmus", alt, StringComparison.Ordinal);
        Assert.DoesNotContain(til.Nummer, alt, StringComparison.Ordinal);
        Assert.DoesNotContain(dokument, alt, StringComparison.Ordinal);
        Assert.Contains("Kvartsmus", await TekstAsync(_sagsbehandler, $"/api/v1/sager/{fra.Id}/historik"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Godkendelsen_af_et_dokument_man_ikke_ser_naevnes_hverken_i_historik_eller_feed()
    {
        var sag = await SagAsync("Dispensation", delt: true);
        var dokument = await DokumentAsync(sag.Id, "Udkast om Kvartsrotte", journaliser: false);
        await KunForSagsbehandlerAsync(dokument);
        var godkendelse = await _sagsbehandler.SendAsync($"/api/v1/dokumenter/{dokument}/godkendelser", new { besked = "Se Kvartsrotte", led = new[] { new { art = "Rolle", reference = "Arkivar" } } });
        var alt = await AltHosKollegaAsync(sag.Id);
        Assert.DoesNotContain("Kvartsrotte", alt, StringComparison.Ordinal);
        Assert.DoesNotContain(dokument, alt, StringComparison.Ordinal);
        Assert.DoesNotContain(godkendelse.GetProperty("id").GetString()!, alt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_slettet_kladde_der_havde_sine_egne_laesere_naevnes_ikke_med_titel()
    {
        var sag = await SagAsync("Tilsyn", delt: true);
        var (skjult, aaben) = (await DokumentAsync(sag.Id, "Kladde om Kvartsugle", journaliser: false), await DokumentAsync(sag.Id, "Kladde om Kvartslaks", journaliser: false));
        await KunForSagsbehandlerAsync(skjult);
        foreach (var kladde in new[] { skjult, aaben })
            await (await _sagsbehandler.DeleteAsync(new Uri($"/api/v1/dokumenter/{kladde}", UriKind.Relative))).ForventAsync();
        var alt = await AltHosKollegaAsync(sag.Id);
        Assert.DoesNotContain("Kvartsugle", alt, StringComparison.Ordinal);
        Assert.Contains("Kvartslaks", alt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Et_udtraek_udleveres_ikke_naar_retten_til_noget_i_det_er_vaek()
    {
        var sag = await SagAsync("Byggesag", delt: true);
        await DokumentAsync(sag.Id, "Ansøgning");
        var dokument = await DokumentAsync(sag.Id, "Tegning");
        var udtraek = (await _kollega.SendAsync($"/api/v1/sager/{sag.Id}/udtraek", new { })).GetProperty("id").GetString();
        var job = (await _kollega.SendAsync("/api/v1/sager/massehandlinger", new { handling = "hent", sager = new[] { sag.Id } })).GetProperty("jobId").GetString();
        string[] adresser = [$"/api/v1/udtraek/{udtraek}/fil", $"/udtraek/{udtraek}/fil", $"/api/v1/jobs/{job}/fil", $"/jobs/{job}/fil"];
        foreach (var adresse in adresser)
            await VentAsync(async () => (await KodeAsync(adresse)) == HttpStatusCode.OK);
        Assert.DoesNotContain("Tegning", await TekstAsync(_kollega, $"/api/v1/jobs/{(await _kollega.HentAsync("/api/v1/jobs")).GetProperty("poster").EnumerateArray().First(j => j.GetProperty("type").GetString() == "sagsudtraek").GetProperty("id").GetString()}/poster"), StringComparison.Ordinal);

        await KunForSagsbehandlerAsync(dokument);
        foreach (var adresse in adresser)
            Assert.Equal(HttpStatusCode.NotFound, await KodeAsync(adresse));

        async Task<HttpStatusCode> KodeAsync(string adresse)
        {
            using var svar = await _kollega.GetAsync(new Uri(adresse, UriKind.Relative));
            return svar.StatusCode;
        }
    }

    private static async Task VentAsync(Func<Task<bool>> sket)
    {
        for (var i = 0; i < 2400 && !await sket(); i++)
            await Task.Delay(50);
        Assert.True(await sket());
    }

    [Fact]
    public async Task En_administrator_ser_at_der_er_et_job_men_ikke_om_hvilken_sag()
    {
        var sag = await SagAsync("Ekspropriation", delt: false);
        await DokumentAsync(sag.Id, "Indstilling");
        var job = (await _sagsbehandler.SendAsync($"/api/v1/sager/{sag.Id}/udtraek", new { })).GetProperty("jobId").GetString();
        Assert.Contains(sag.Nummer, await TekstAsync(_sagsbehandler, $"/api/v1/jobs/{job}"), StringComparison.Ordinal);
        var administrator = server.Som("administrator");
        Assert.Equal("En sag som én PDF", (await administrator.HentAsync($"/api/v1/jobs/{job}")).GetProperty("titel").GetString());
        foreach (var adresse in new[] { "/api/v1/jobs", "/jobs", $"/jobs/{job}" })
            Assert.DoesNotContain(sag.Nummer, await TekstAsync(administrator, adresse), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Den_der_skal_huske_noget_ser_sagen_ogsaa_naar_den_er_for_alle_og_man_ikke_er_sagsbehandler()
    {
        var sag = (await _sagsbehandler.SendAsync("/api/v1/sager", new { titel = "Frokostordning", emne = "02.34.02", facet = "G01", adgang = new[] { new { art = "Alle", reference = "*" } } })).GetProperty("id").GetString();
        var robot = server.Som("robot");
        Assert.Equal(HttpStatusCode.NotFound, (await robot.GetAsync(new Uri($"/api/v1/sager/{sag}", UriKind.Relative))).StatusCode); // »all« are those who work with cases
        await _sagsbehandler.SendAsync($"/api/v1/sager/{sag}/erindringer", new { titel = "Hent svaret", type = "opfoelgning", frist = "2027-02-01", ansvarligId = Robot });
        await robot.HentAsync($"/api/v1/sager/{sag}");

        var gruppe = (await server.Som("administrator").SendAsync("/api/v1/grupper", new { navn = $"Lukket {Guid.CreateVersion7()}", medlemmer = new[] { Kollega } })).GetProperty("id").GetString();
        var navn = $"Lukket {Guid.CreateVersion7()}";
        var medGruppe = (await _sagsbehandler.SendAsync("/api/v1/sager", new { titel = "Udvalg", emne = "02.34.02", facet = "G01", adgang = new[] { new { art = "Gruppe", reference = gruppe } } })).GetProperty("id").GetString();
        await (await server.Som("administrator").PutAsync($"/api/v1/grupper/{gruppe}", new { navn, medlemmer = new[] { Kollega }, aktiv = false })).ForventAsync();
        await _sagsbehandler.SendAsync($"/api/v1/sager/{medGruppe}/erindringer", new { titel = "Indkald", type = "opfoelgning", frist = "2027-02-01", ansvarligId = Kollega });
        await _kollega.HentAsync($"/api/v1/sager/{medGruppe}"); // a closed group gives nobody anything
    }

    [Fact]
    public async Task Fuldmagten_naevnes_kun_for_den_der_ser_dokumentet()
    {
        var sag = await SagAsync("Klage", delt: true);
        var klager = await _sagsbehandler.SendAsync($"/api/v1/sager/{sag.Id}/parter", new { navn = "Karla Opdigt", rolle = "Klager" });
        var dokument = await DokumentAsync(sag.Id, "Fuldmagt");
        await _sagsbehandler.SendAsync($"/api/v1/sager/{sag.Id}/parter", new { navn = "Rolf Opdigt", rolle = "Partsrepræsentant", repraesentererId = klager.GetProperty("sagspartId").GetString(), fuldmagtDokumentId = dokument });
        Assert.Contains(dokument, await TekstAsync(_kollega, $"/api/v1/sager/{sag.Id}/parter"), StringComparison.Ordinal);
        await KunForSagsbehandlerAsync(dokument);
        Assert.DoesNotContain(dokument, await TekstAsync(_kollega, $"/api/v1/sager/{sag.Id}/parter"), StringComparison.Ordinal);
        Assert.Contains(dokument, await TekstAsync(_sagsbehandler, $"/api/v1/sager/{sag.Id}/parter"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_administrator_hoerer_ikke_om_andres_post_i_feedet()
    {
        var post = (await (await _sagsbehandler.UploadAsync("/api/v1/indbakke", "klage.txt", "Klage"u8.ToArray(), new { })).ForventAsync()).GetProperty("poster")[0].GetProperty("id").GetString()!;
        var (administrator, alt) = (server.Som("administrator"), "");
        for (var (efter, flere) = (0L, true); flere;)
        {
            var side = await administrator.HentAsync($"/api/v1/haendelser?antal=200&efter={efter}");
            alt += side.GetRawText();
            (efter, flere) = (side.GetProperty("sidste").GetInt64(), side.GetProperty("flere").GetBoolean());
        }

        Assert.DoesNotContain(post, alt, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Et_dokument_der_er_flyttet_ud_af_syne_er_en_linje_uden_id()
    {
        var (fra, til) = (await SagAsync("Vejsag", delt: true), await SagAsync("Personsag", delt: false));
        var dokument = await DokumentAsync(fra.Id, "Brev");
        await _sagsbehandler.SendAsync($"/api/v1/dokumenter/{dokument}/flytning", new { sag = til.Id, begrundelse = "Lå forkert" });
        var linje = Assert.Single((await _kollega.HentAsync($"/api/v1/sager/{fra.Id}/dokumenter")).GetProperty("poster").EnumerateArray());
        Assert.Equal(("1", Guid.Empty), (linje.GetProperty("akt").GetString(), linje.GetProperty("id").GetGuid()));
        Assert.DoesNotContain(dokument, await TekstAsync(_kollega, $"/sager/{fra.Nummer}/dokumenter"), StringComparison.Ordinal);
        Assert.Contains(dokument, await TekstAsync(_sagsbehandler, $"/api/v1/sager/{fra.Id}/dokumenter"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Beviset_er_fra_en_sag_laeseren_ser()
    {
        var (foerst, delt) = (await SagAsync("Hovedsag", delt: true), await SagAsync("Sidesag", delt: false));
        var dokument = await DokumentAsync(foerst.Id, "Afgørelse");
        await _sagsbehandler.SendAsync($"/api/v1/dokumenter/{dokument}/registreringer", new { sag = delt.Id });
        var myndighed = await server.Services.GetRequiredService<AuthorityRegistry>().GetAsync("korsbaek");
        await server.Services.GetRequiredService<Sealer>().SealAsync(myndighed, CancellationToken.None);
        var bevis = await TekstAsync(_kollega, $"/api/v1/dokumenter/{dokument}/bevis");
        Assert.Contains(foerst.Id, bevis, StringComparison.Ordinal);
        Assert.DoesNotContain(delt.Id, bevis, StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_mail_der_er_kladde_kan_slettes_ogsaa_naar_den_kom_med_posten()
    {
        var sag = await SagAsync("Mails", delt: false);
        var mail = System.Text.Encoding.UTF8.GetBytes($"From: Bo <bo@eksempel.example>\r\nMessage-ID: <{Guid.CreateVersion7()}@eksempel.example>\r\nSubject: Hej\r\n\r\nHej");
        var lagt = (await (await _sagsbehandler.UploadAsync($"/api/v1/sager/{sag.Id}/dokumenter", "mail.eml", mail, new { titel = "Mail", retning = "indgaaende" })).ForventAsync()).GetProperty("id").GetString();
        await (await _sagsbehandler.DeleteAsync(new Uri($"/api/v1/dokumenter/{lagt}", UriKind.Relative))).ForventAsync(HttpStatusCode.NoContent);

        var post = (await (await _sagsbehandler.UploadAsync("/api/v1/indbakke", "mail.eml", mail, new { })).ForventAsync()).GetProperty("poster")[0].GetProperty("id").GetString();
        await _sagsbehandler.SendAsync($"/api/v1/indbakke/{post}/journalisering", new { sag = sag.Nummer, journaliser = false });
        var kladde = Assert.Single((await _sagsbehandler.HentAsync($"/api/v1/sager/{sag.Id}/dokumenter")).GetProperty("poster").EnumerateArray()).GetProperty("id").GetString();
        await (await _sagsbehandler.DeleteAsync(new Uri($"/api/v1/dokumenter/{kladde}", UriKind.Relative))).ForventAsync(HttpStatusCode.NoContent);
        Assert.Equal(JsonValueKind.Null, (await _sagsbehandler.HentAsync($"/api/v1/indbakke/{post}")).GetProperty("post").GetProperty("dokumentId").ValueKind);
    }

    [Fact]
    public async Task Partens_dokumenter_naevner_den_sag_hvor_de_ligger_nu()
    {
        var (fra, til) = (await SagAsync("Forkert sag", delt: false), await SagAsync("Rigtig sag", delt: false));
        var part = (await _sagsbehandler.SendAsync($"/api/v1/sager/{fra.Id}/parter", new { navn = "Pia Opdigt", rolle = "Ansøger" })).GetProperty("partId").GetString();
        var dokument = (await (await _sagsbehandler.UploadAsync($"/api/v1/sager/{fra.Id}/dokumenter", "brev.pdf", Provefiler.Pdf($"{Guid.CreateVersion7()}"), new { titel = "Brev", retning = "indgaaende", journaliser = true, part = "Pia Opdigt", partId = part })).ForventAsync()).GetProperty("id").GetString();
        await _sagsbehandler.SendAsync($"/api/v1/dokumenter/{dokument}/flytning", new { sag = til.Id, begrundelse = "Lå forkert" });
        var vist = Assert.Single((await _sagsbehandler.HentAsync($"/api/v1/parter/{part}/dokumenter")).GetProperty("poster").EnumerateArray());
        Assert.Equal(til.Nummer, vist.GetProperty("sagsnummer").GetString());
    }
}
