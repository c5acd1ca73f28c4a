using System.Text.Json.Nodes;
using Esdh.Testing;

namespace Esdh.Sbsys.Tests;

/// <summary>Each endpoint's answer as it is on the wire: names and their order, what is left out, and the status.</summary>
[Collection("sbsys")]
public sealed class KontraktTests(Testserver server)
{
    private const string Dato = "2[0-9]{3}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,3})?\\+0[12]:00";

    [Theory]
    [InlineData("grant_type=password&client_id=esdh-demo&client_secret=demo&username=robot&password=demo", null)]
    [InlineData("grant_type=client_credentials&client_id=esdh-demo&client_secret=demo", null)]
    [InlineData("grant_type=client_credentials", "Authorization: Basic ZXNkaC1kZW1vOmRlbW8=")]
    public async Task Et_adgangstegn_fra_realm_sbsip_gaelder_for_vaertens_myndighed(string krop, string? hoved)
    {
        var k = new Raaklient(server) { Ordning = "bearer" };
        var svar = (await k.SendAsync("POST", "/sbsys/auth/realms/sbsip/protocol/openid-connect/token", krop, "application/x-www-form-urlencoded", hoved is null ? [] : [hoved])).Ok();
        Assert.True(svar.Id("expires_in") > 0);
        k.Tegn = svar.Tekst("access_token");
        Assert.Equal("true", (await k.HentAsync("/sbsys/api/info/heartbeat/authorized")).Krop);
        Assert.Equal("robot", (await k.HentAsync("/sbsys/api/bruger/me")).Ok().Tekst("LogonId"));
    }

    [Fact]
    public async Task Uden_og_med_et_forkert_adgangstegn_er_svaret_401_med_en_dansk_tekst()
    {
        var k = new Raaklient(server);
        Assert.Equal("Der mangler et adgangstegn.", (await k.HentAsync("/sbsys/api/info/heartbeat/authorized")).Afvist(401));
        k.Tegn = "noget.helt.andet";
        Assert.Equal("Adgangstegnet er ugyldigt eller udløbet.", (await k.HentAsync("/sbsys/api/sag/1")).Afvist(401));
        (await k.PostAsync("/sbsys/api/sag/search", "{}")).Afvist(401);
        (await k.MultipartAsync("/sbsys/api/dokument/journaliser", Raaklient.JsonDel("{}"))).Afvist(401);
    }

    [Fact]
    public async Task Et_adgangstegn_der_udloeber_midt_i_arbejdet_svarer_401_og_et_nyt_gaar_videre()
    {
        await using var egen = Testserver.Med(new Dictionary<string, string>());
        await egen.InitializeAsync();
        var k = await Raaklient.SomAsync(egen);
        var sag = (await k.SagAsync()).Id();
        egen.Ur.Frem(TimeSpan.FromMinutes(16));
        (await k.HentAsync($"/sbsys/api/sag/{sag}")).Afvist(401);
        k.Tegn = (await Raaklient.SomAsync(egen)).Tegn;
        (await k.HentAsync($"/sbsys/api/sag/{sag}")).Ok();
    }

    [Fact]
    public async Task En_sag_svarer_med_de_felter_klienterne_kender_uden_dem_der_er_tomme()
    {
        var k = await Raaklient.SomAsync(server);
        var sag = await k.SagAsync("Feltprøve");
        Assert.Equal(
            "SagsTyper SagsTitel Personer Firmaer Id SagIdentity Opstaaet Nummer ErSamlesag SenesteStatusAendringKommentar SenesteStatusAendring YderligereMaterialeFindes Oprettet SenestAendret ErBeskyttet ErBesluttet "
            + "BeslutningHarDeadline SagsNummerId Ansaettelsessted Behandler SagsStatus OprettetAf SecuritySetId SagSkabelon SagsNummer", sag.Felter());
        Assert.Equal("""[{"Id":1,"Navn":"EmneSag"}]""", sag["SagsTyper"]!.Raa());
        Assert.Equal("LogonId Uuid Id Navn", sag["Behandler"]!.Felter());
        Assert.Equal("Id Navn Orden SagsTilstand RequireComments KraeverKommentarer", sag["SagsStatus"]!.Felter());
        Assert.Equal("EmneplanNummer Facet Aarstal SekvensNummer", sag["SagsNummer"]!.Felter());
        Assert.Equal("00.01.10", sag["SagsNummer"]!["EmneplanNummer"]!.Tekst("Nummer"));
        Assert.Equal("Uuid Id Navn", sag["SagSkabelon"]!.Felter());
        Assert.Equal("Sagsstatus ændret til Aktiv", sag.Tekst("SenesteStatusAendringKommentar"));
        Assert.Matches("^" + Dato + "$", sag.Tekst("Oprettet"));
        Assert.Matches(@"T00:00:00\+0[12]:00$", sag.Tekst("Opstaaet"));

        var (nr, uuid) = (sag.Id(), sag.Tekst("SagIdentity"));
        foreach (var sti in new[] { $"/sbsys/api/sag/{nr}", $"/sbsys/api/sag/{uuid}", $"/sbsys//api/sag/{nr}", $"/sbsys/api//sag/{nr}", $"/sbsys/api/v12/sag/{nr}", $"/sbsys/API/Sag/{nr}", $"/sbsys/api/sag/{nr}/" })
            Assert.Equal(nr, (await k.HentAsync(sti)).Ok().Id());
        Assert.Equal("application/json; charset=utf-8", (await k.SendAsync("GET", $"/sbsys/api/sag/{nr}", "", "application/json")).Hoveder["content-type"]);
    }

    [Fact]
    public async Task En_ukendt_sag_og_en_ukendt_adresse_svarer_404()
    {
        var k = await Raaklient.SomAsync(server);
        foreach (var sti in new[] { "/sbsys/api/sag/99999999", "/sbsys/api/sag/00000000-0000-0000-0000-000000000001", "/sbsys/api/sag/abc", "/sbsys/api/case/1", "/sbsys/findes/ikke", "/sbsys/api/delforloeb/99999999",
            "/sbsys/api/erindring/99999999", "/sbsys/api/dokument/99999999", "/sbsys/api/dokument/1999999999", "/sbsys/api/fil/99999999", "/sbsys/api/kladde/99999999", "/sbsys/api/bruger/99999999", "/sbsys/api/sagsskabelon/99999999", "/sbsys/api/part/person?id=99999999" })
            (await k.HentAsync(sti)).Afvist(404);
    }

    [Fact]
    public async Task Statusser_skabeloner_typer_og_ansaettelsessteder_er_bare_lister()
    {
        var k = await Raaklient.SomAsync(server);
        var statusser = (await k.HentAsync("/sbsys/api/sag/sagStatusList")).Ok().AsArray();
        Assert.Contains(statusser, s => s!.Tekst("Navn") == "Aktiv" && s!.Tekst("SagsTilstand") == "Aktiv");
        Assert.Contains(statusser, s => s!.Tekst("Navn") == "Afsluttet" && s!.Tekst("SagsTilstand") == "Afsluttet");
        Assert.Contains(statusser, s => s!.Tekst("Navn") == "Henlagt" && s!["RequireComments"]!.GetValue<bool>());
        var skabelon = (await k.HentAsync("/sbsys/api/sagsskabelon")).Ok()[0]!;
        Assert.False(skabelon["PartAnvendIkke"]!.GetValue<bool>() || skabelon["PartForlangAltid"]!.GetValue<bool>());
        Assert.Equal(skabelon.Raa(), (await k.HentAsync($"/sbsys/api/sagsskabelon/{skabelon.Id()}")).Krop);
        Assert.Equal("Id Navn DisplayName SynlighedIDage DeadlineIDage SkjulErindring", (await k.HentAsync("/sbsys//api/erindring/typer")).Ok()[0]!.Felter());
        Assert.Equal("Uuid Id Navn", (await k.HentAsync("/sbsys/api/ansaettelsessted/alle")).Ok()[0]!.Felter());
    }

    [Fact]
    public async Task Brugere_findes_paa_en_del_af_logonid_eller_navn_og_hentes_paa_id_og_uuid()
    {
        var k = await Raaklient.SomAsync(server);
        var fundne = (await k.PostAsync("/sbsys/api/bruger/search", """{"LogonId":"ROBO","Navn":null}""")).Ok().AsArray();
        var robot = Assert.Single(fundne)!;
        Assert.Equal("LogonId Uuid Id Navn", robot.Felter());
        Assert.Equal("[]", (await k.PostAsync("/sbsys/api/bruger/search", """{"LogonId":"findes-ikke"}""")).Krop);
        Assert.Equal(robot.Id(), (await k.PostAsync("/sbsys/api/bruger/search", $$$"""{"Navn":"{{{robot.Tekst("Navn")}}}"}""")).Ok()[0]!.Id());
        Assert.Equal(robot.Tekst("Navn"), (await k.HentAsync($"/sbsys/api/bruger/{robot.Id()}")).Ok().Tekst("Navn"));
        Assert.Equal(robot.Id(), (await k.HentAsync($"/sbsys/api/bruger/{robot.Tekst("Uuid")}?model.select=%7B'AnsaettelsesstedIdentity':'true'%7D")).Ok().Id());
    }

    [Fact]
    public async Task En_hel_sag_sendt_tilbage_retter_det_der_er_anderledes_og_kun_det()
    {
        var k = await Raaklient.SomAsync(server);
        var sag = await k.SagAsync("Før");
        sag["SagsTitel"] = "Efter";
        var rettet = (await k.PutAsync($"/sbsys/api/sag/{sag.Id()}", sag.Raa())).Ok();
        Assert.Equal("Efter", rettet.Tekst("SagsTitel"));
        Assert.Equal(sag["Behandler"]!.Raa(), rettet["Behandler"]!.Raa());
        Assert.Equal(sag["Ansaettelsessted"]!.Raa(), rettet["Ansaettelsessted"]!.Raa());
    }

    /// <summary>A client sends an object in which only the handler is set and all else is as a new object has it.</summary>
    [Fact]
    public async Task En_sag_med_kun_behandler_sat_skifter_behandler_og_toemmer_intet()
    {
        var k = await Raaklient.SomAsync(server);
        var sag = await k.SagAsync("Bevares");
        var ny = (await k.PostAsync("/sbsys/api/bruger/search", """{"LogonId":"sagsbehandler"}""")).Ok()[0]!;
        var svar = (await k.PutAsync($"/sbsys/api/sag/{sag.Tekst("SagIdentity")}", $$$"""
            {"SagsTyper":null,"SagsTitel":null,"Personer":null,"Firmaer":null,"PrimaryPart":null,"Id":0,"SagIdentity":"00000000-0000-0000-0000-000000000000","Opstaaet":"0001-01-01T00:00:00+00:00","Nummer":null,"Kommentar":null,
            "BevaringId":0,"ErSamlesag":false,"YderligereMaterialeFindes":false,"Oprettet":"0001-01-01T00:00:00+00:00","Ansaettelsessted":null,"SagsStatus":null,"Behandler":{"LogonId":null,"Uuid":"{{{ny.Tekst("Uuid")}}}","Id":0,"Navn":null}}
            """)).Ok();
        Assert.Equal(ny.Id(), svar["Behandler"]!.Id());
        Assert.Equal("Bevares", svar.Tekst("SagsTitel"));
        Assert.Equal("Bevares", (await k.HentAsync($"/sbsys/api/sag/{sag.Id()}")).Ok().Tekst("SagsTitel"));
    }

    [Fact]
    public async Task En_part_tilfoejes_med_true_og_en_der_er_der_giver_409()
    {
        var k = await Raaklient.SomAsync(server);
        var (sag, cpr) = (await k.SagAsync(), Verden.NytCpr());
        var person = (await k.PersonAsync(cpr)).Id();
        var krop = $$$"""{"PartId":{{{person}}},"PartType":"Person","Navn":"Prøve Person","Cprnummer":"{{{cpr}}}"}""";
        Assert.Equal("true", (await k.PostAsync($"/sbsys/api/sag/{sag.Tekst("SagIdentity")}/part", krop)).Krop);
        Assert.Equal("Parten er allerede part på sagen.", (await k.PostAsync($"/sbsys/api/sag/{sag.Id()}/part", krop)).Afvist(409));
        Assert.Equal($$$"""[{"Id":{{{person}}},"PartId":{{{person}}},"PartType":"Person","CPRnummer":"{{{cpr}}}","Navn":"Prøve Person","ErPrimaer":false,"Rolle":"Part"}]""", (await k.HentAsync($"/sbsys/api/sag/{sag.Id()}/part")).Krop);
    }

    [Fact]
    public async Task Delforloeb_oprettes_vises_ens_paa_begge_adresser_og_faar_et_dokument()
    {
        var k = await Raaklient.SomAsync(server);
        var sag = (await k.SagAsync()).Id();
        var ny = await k.PostAsync("/sbsys/api/delforloeb", $$$"""{"Sagid":{{{sag}}},"Titel":"08 Høringssvar"}""");
        var id = ny.Ok().Id("ID");
        Assert.Equal($$$"""{"ID":{{{id}}},"SagID":{{{sag}}},"Titel":"08 Høringssvar"}""", ny.Krop);
        Assert.Equal((await k.HentAsync($"/sbsys/api/sag/{sag}/delforloeb")).Krop, (await k.HentAsync($"/sbsys/api/delforloeb/sag/{sag}")).Krop);
        var dokument = await k.DokumentAsync(sag);
        Assert.Equal(dokument.Id(), (await k.PostAsync($"/sbsys/api/delforloeb/{id}/dokument", $$$"""{"DokumentRegistreringId":{{{dokument.Id()}}}}""")).Ok().Id());
        Assert.Equal(dokument.Id(), (await k.HentAsync($"/sbsys/api/delforloeb/{id}")).Ok()["Dokumenter"]![0]!.Id());
    }

    [Theory]
    [InlineData(true, null), InlineData(false, "text/plain; charset=utf-8"), InlineData(true, "application/json")]
    public async Task Et_dokument_journaliseres_med_fil_og_json_i_begge_raekkefoelger(bool filFoerst, string? type)
    {
        var k = await Raaklient.SomAsync(server);
        var sag = (await k.SagAsync()).Id();
        var json = Raaklient.JsonDel($$$"""{"Eksternid":"ext-1","RegistreretAfID":0,"SagID":{{{sag}}},"DokumentNavn":"Notat","SagsPart":null,"DokumentArt":{"Uuid":null,"Id":2,"Navn":null},"Beskrivelse":"B","RegistreringsDato":"2026-01-05T08:00:00.000Z","OmfattetAfAktindsigt":true,"AktindsigtKommentar":"K","PaaPostliste":false,"PostlisteTitel":"","PostlisteBeskrivelse":""}""", type);
        var fil = Raaklient.Fildel("note.pdf", Raaklient.Pdf);
        var d = (await k.MultipartAsync("/sbsys/api/dokument/journaliser", filFoerst ? [fil, json] : [json, fil])).Ok();
        Assert.Equal(
            "EksternId SagID DokumentID RegistreretAfID RegistreringsDato SecuritySetID DokumentIdentity DokumentRegistreringIdentity Beskrivelse DokumentNavn Behandler SagsNummer PaaPostliste DokumentArt Filer "
            + "OmfattetAfAktindsigt AktindsigtKommentar DeletedState DeleteConfirmed Id Navn Aktnummer Oprettet OprettetAf", d.Felter());
        Assert.Equal(("ext-1", "Notat", "Notat", "K", "Active", "1", 2), (d.Tekst("EksternId"), d.Tekst("Navn"), d.Tekst("DokumentNavn"), d.Tekst("AktindsigtKommentar"), d.Tekst("DeletedState"), d.Tekst("Aktnummer"), d["DokumentArt"]!.Id()));
        Assert.Equal("2026-01-05T00:00:00+01:00", d.Tekst("RegistreringsDato"));
        var f = d["Filer"]![0]!;
        Assert.Equal("Id ShortId Filnavn Filendelse ErPrimaerFil MimeType Stoerrelse DokumentDataInfoType", f.Felter());
        Assert.Equal(("note.pdf", "pdf", "application/pdf"), (f.Tekst("Filnavn"), f.Tekst("Filendelse"), f.Tekst("MimeType")));

        foreach (var id in new[] { d["Id"]!.ToString(), d["DokumentID"]!.ToString(), d.Tekst("DokumentIdentity"), d.Tekst("DokumentRegistreringIdentity") })
            Assert.Equal(d.Id(), (await k.HentAsync($"/sbsys//api/dokument/{id}")).Ok().Id());
        foreach (var id in new[] { f["ShortId"]!.ToString(), f.Tekst("Id") })
            Assert.Equal(Raaklient.Pdf, (await k.HentAsync($"/sbsys/api/fil/{id}")).Bytes);
        var paaSagen = Assert.Single((await k.HentAsync($"/sbsys/api/sag/{sag}/dokumenter")).Ok().AsArray())!;
        Assert.Equal(d.Id("DokumentID"), paaSagen.Id("DokumentID"));
        Assert.Equal(JsonValueKindString, paaSagen["OprettetAf"]!.GetValueKind());
    }

    private const System.Text.Json.JsonValueKind JsonValueKindString = System.Text.Json.JsonValueKind.String;

    [Fact]
    public async Task Et_notat_skrives_og_vises_med_renset_html()
    {
        var k = await Raaklient.SomAsync(server);
        var sag = await k.SagAsync();
        var note = (await k.PostAsync("/sbsys/api/journalarknote/create", $$$"""{"Uuid":"{{{sag.Tekst("SagIdentity")}}}","Overskrift":"Opkald","Note":"<p>Linje<br/>to</p><script>x</script>","KontaktTidspunkt":"2026-01-05T09:30:00.Z"}""")).Ok();
        Assert.Equal("Id Uuid SagID Overskrift Note KontaktTidspunkt Oprettet OprettetAf", note.Felter());
        Assert.Equal("2026-01-05T10:30:00+01:00", note.Tekst("KontaktTidspunkt"));
        Assert.DoesNotContain("script", note.Tekst("Note"), StringComparison.Ordinal);
        Assert.Equal(note.Raa(), (await k.HentAsync($"/sbsys/api/sag/{sag.Id()}/journalarknotes")).Ok()[0]!.Raa());
        Assert.Equal("Angiv KontaktTidspunkt.", (await k.PostAsync("/sbsys/api/journalarknote/create", $$$"""{"SagID":{{{sag.Id()}}},"Overskrift":"o","Note":"n","KontaktTidspunkt":""}""")).Afvist(400));
    }

    [Fact]
    public async Task En_erindring_oprettes_hentes_og_rettes_som_helhed()
    {
        var k = await Raaklient.SomAsync(server);
        var sag = (await k.SagAsync()).Id();
        var frist = DateTime.SpecifyKind(server.Ur.GetUtcNow().AddDays(30).Date, DateTimeKind.Unspecified).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var e = (await k.PostAsync("/sbsys//api/erindring/", $$$"""{"SagId":{{{sag}}},"Navn":"Følg op","Beskrivelse":"Tjek","HarDeadline":true,"Deadline":"{{{frist}}} 00:00:00","SynligFra":"","Ansvarlig":null,"ErindringType":null}""")).Ok();
        Assert.Equal("Id SagId Navn Beskrivelse HarDeadline Deadline DeadlineStatus SynligFra ErAfsluttet ErindringType Ansvarlig Opretter Oprettet", e.Felter());
        Assert.Equal(e.Raa(), (await k.HentAsync($"/sbsys/api/erindring/{e.Id()}")).Krop);
        e["Navn"] = "Følg op igen";
        Assert.Equal("Følg op igen", (await k.PutAsync($"/sbsys/api/erindring/{e.Id()}", e.Raa())).Ok().Tekst("Navn"));
        Assert.Equal("Følg op igen", (await k.HentAsync($"/sbsys/api/erindring/sag/{sag}")).Ok()[0]!.Tekst("Navn"));
        (await k.PutAsync($"/sbsys/api/erindring/{e.Id()}", """{"ErAfsluttet":true}""")).Ok();
        Assert.True((await k.PutAsync($"/sbsys/api/erindring/{e.Id()}", """{"Id":0,"ErAfsluttet":false}""")).Ok()["ErAfsluttet"]!.GetValue<bool>());
        e["ErAfsluttet"] = false;
        Assert.False((await k.PutAsync($"/sbsys/api/erindring/{e.Id()}", e.Raa())).Ok()["ErAfsluttet"]!.GetValue<bool>());
    }

    [Fact]
    public async Task En_kladde_lagt_ind_med_files_tjekkes_ud_og_ind_og_laeses_i_en_tidligere_udgave()
    {
        var k = await Raaklient.SomAsync(server);
        var sag = (await k.SagAsync()).Id();
        var ny = "%PDF-1.4\nny\n%%EOF\n"u8.ToArray();
        var kladde = (await k.MultipartAsync("/sbsys/api/kladde", Raaklient.JsonDel($$$"""{"SagId":{{{sag}}},"Navn":"Svarbrev","Emne":"E","Beskrivelse":"B"}"""), Raaklient.Fildel("brev.pdf", Raaklient.Pdf, "files"))).Ok();
        Assert.Equal("Id KladdeIdentity SagID Navn Emne Beskrivelse Version ErCheckedUd Filer Oprettet", kladde.Felter());
        var id = kladde.Id();
        Assert.Equal(Raaklient.Pdf, (await k.HentAsync($"/sbsys/api/kladde/{id}/checkout/latest")).Bytes);
        Assert.True((await k.HentAsync($"/sbsys/api/kladde/{id}")).Ok()["ErCheckedUd"]!.GetValue<bool>());
        var inde = (await k.MultipartAsync($"/sbsys/api/kladde/{id}/checkin", Raaklient.JsonDel("{}"), Raaklient.Fildel("brev.pdf", ny, "files"))).Ok();
        Assert.Equal((2, false), (inde.Id("Version"), inde["ErCheckedUd"]!.GetValue<bool>()));
        Assert.Equal(Raaklient.Pdf, (await k.HentAsync($"/sbsys/api/kladde/{id}/readonly/1")).Bytes);
        Assert.Equal(ny, (await k.HentAsync($"/sbsys/api/kladde/{id}/readonly/2")).Bytes);
        Assert.Equal(id, (await k.HentAsync($"/sbsys/api/sag/{sag}/kladder")).Ok()[0]!.Id());
        Assert.Equal("[]", (await k.HentAsync($"/sbsys/api/sag/{sag}/dokumenter")).Krop);
    }

    [Theory]
    [InlineData("/sbsys/docs/default"), InlineData("/sbsys/docs/v10"), InlineData("/sbsys/swagger/docs/v1"), InlineData("/sbsys/swagger/v31/swagger.json")]
    public async Task Beskrivelsen_er_swagger_2_med_punkterede_navne(string sti)
    {
        var dokument = (await new Raaklient(server).HentAsync(sti)).Ok();
        Assert.Equal("2.0", dokument.Tekst("swagger"));
        Assert.Equal("/sbsys", dokument.Tekst("basePath"));
        var tekst = dokument.Raa();
        Assert.Contains("\"Dto.Sag.SagDto\"", tekst, StringComparison.Ordinal);
        var navne = dokument["definitions"]!.AsObject().Select(d => d.Key).ToHashSet(StringComparer.Ordinal);
        Assert.DoesNotContain(System.Text.RegularExpressions.Regex.Matches(tekst, "#/definitions/([^\"]+)").Select(m => m.Groups[1].Value), n => !navne.Contains(n));
        Assert.True(dokument["paths"]!["/api/sag/{sag}"]!.AsObject().ContainsKey("put"));
        // Every route but those that answer bytes or a bare word says what it answers.
        var uden = dokument["paths"]!.AsObject().SelectMany(p => p.Value!.AsObject(), (p, o) => (Sti: $"{o.Key} {p.Key}", Svar: o.Value!["responses"]!["200"]!.AsObject())).Where(o => !o.Svar.ContainsKey("schema")).Select(o => o.Sti).Order();
        Assert.Equal(["get /api/fil/{id}", "get /api/info/heartbeat/authorized", "get /api/kladde/{id}/checkout/latest", "get /api/kladde/{id}/readonly/{version}", "post /api/sag/{sag}/part"], uden);
    }

    [Fact]
    public async Task Et_firma_der_ikke_er_der_giver_en_tom_liste() =>
        Assert.Equal("[]", (await (await Raaklient.SomAsync(server)).PostAsync("/sbsys/api/firma/search", """{"CvrNummer":"12345678"}""")).Krop);

    [Fact]
    public async Task Den_foerste_aktive_skabelon_kraever_intet_og_010190_4321_er_ingens()
    {
        var k = await Raaklient.SomAsync(server);
        Assert.Equal("[]", (await k.PostAsync("/sbsys/api/person/search", """{"CprNummer":"010190-4321"}""")).Krop);
        (await k.PostAsync("/sbsys/api/sag/template", $$$"""{"SkabelonId":{{{await k.SkabelonAsync()}}}}""")).Ok();
    }
}
