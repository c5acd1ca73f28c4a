using System.Net;
using System.Text;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>My day and the pages of journal, notes, reminders and postliste, on the real server.</summary>
[Collection("dokumentserver")]
public sealed class JournalsiderTests(Testserver server)
{
    private readonly HttpClient _klient = server.Som("sagsbehandler");

    private DateOnly Idag() => Core.Calendar.DanishTime.Today(server.Ur);

    private async Task<(string Id, string Sti)> NySagAsync()
    {
        var sag = await _klient.SendAsync("/api/v1/sager", new { titel = $"Prøvesag {Guid.CreateVersion7()}", emne = "02.34.02", facet = "G01" });
        return (sag.GetProperty("id").GetString()!, $"/sager/{sag.GetProperty("sagsnummer").GetString()}");
    }

    private static async Task<string> SideAsync(HttpClient som, string sti, HttpStatusCode ventet = HttpStatusCode.OK)
    {
        using var svar = await som.GetAsync(new Uri(sti, UriKind.Relative));
        var html = WebUtility.HtmlDecode(await svar.Content.ReadAsStringAsync());
        Assert.True(svar.StatusCode == ventet, $"{sti}: {(int)svar.StatusCode} {html}");
        return html;
    }

    private static async Task<(HttpStatusCode Kode, string? Videre, string Html)> SendAsync(HttpClient som, string sti, params (string, string)[] felter)
    {
        using var form = new FormUrlEncodedContent(felter.Select(f => new KeyValuePair<string, string>(f.Item1, f.Item2)));
        using var svar = await som.PostAsync(new Uri(sti, UriKind.Relative), form);
        return (svar.StatusCode, svar.Headers.Location?.ToString(), await svar.Content.ReadAsStringAsync());
    }

    private async Task<string> LaegAsync(string sag, object json) =>
        (await (await _klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "brev.txt", Encoding.UTF8.GetBytes($"Tekst {Guid.CreateVersion7()}"), json)).ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;

    [Theory]
    [InlineData("sagsbehandler", "/", "Min dag")]
    [InlineData("leder", "/", "Min dag")]
    [InlineData("arkivar", "/", "venter på postlisten")]
    [InlineData("revisor", "/", "ikke journaliseret")]
    [InlineData("administrator", "/", "Erindringstyper")]
    [InlineData("logkontrollant", "/", "Adgangslog")]
    [InlineData("sagsbehandler", "/erindringer", "Mine erindringer")]
    [InlineData("revisor", "/journal", "Journalen")]
    [InlineData("revisor", "/journal/mangler", "Ikke journaliseret")]
    [InlineData("leder", "/journal/postliste", "Postlisten")]
    [InlineData("administrator", "/administration/erindringstyper", "Opfølgning")]
    [InlineData("administrator", "/administration/postliste", "ventedage")]
    public async Task Siden_viser_det_rollen_skal_bruge(string bruger, string sti, string tekst) =>
        Assert.Contains(tekst, await SideAsync(server.Som(bruger), sti), StringComparison.Ordinal);

    [Fact]
    public async Task Forsiden_beder_en_fremmed_logge_paa_men_postlisten_er_aaben()
    {
        using var svar = await server.Anonym().GetAsync(new Uri("/", UriKind.Relative));

        Assert.Equal((HttpStatusCode.Redirect, "/logon?retur=%2F"), (svar.StatusCode, svar.Headers.Location!.ToString()));
        Assert.Contains("Postliste", await SideAsync(server.Anonym(), "/postliste"), StringComparison.Ordinal);
        await SideAsync(server.Anonym(), "/postliste/1999-01-01", HttpStatusCode.NotFound);
        await SideAsync(server.Anonym(), "/postliste/ikke-en-dato", HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Min_dag_viser_frister_dokumenter_kladder_og_sager()
    {
        var (sag, _) = await NySagAsync();
        var titel = $"Ring {Guid.CreateVersion7()}";
        await _klient.SendAsync($"/api/v1/sager/{sag}/erindringer", new { type = "opfoelgning", titel, dage = 1 });
        var brev = $"Brev {Guid.CreateVersion7()}";
        await LaegAsync(sag, new { titel = brev, retning = "indgaaende", dato = Idag().AddDays(-40) });
        var udkast = $"Udkast {Guid.CreateVersion7()}";
        await LaegAsync(sag, new { titel = udkast, retning = "udgaaende" });

        var side = await SideAsync(_klient, "/");

        Assert.Contains(titel, side, StringComparison.Ordinal);
        Assert.Contains("Over 7 arbejdsdage", side, StringComparison.Ordinal);
        Assert.Contains(brev, side, StringComparison.Ordinal);
        Assert.Contains(udkast, side, StringComparison.Ordinal);
        Assert.DoesNotContain(titel, await SideAsync(server.Som("kollega"), "/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Et_udkast_der_er_sendt_venter_paa_journalen()
    {
        var (sag, _) = await NySagAsync();
        var udkast = await LaegAsync(sag, new { titel = "Svar", retning = "udgaaende" });

        Assert.Contains($"href=\"/dokumenter/{udkast}/endeliggoerelse\"", await SideAsync(_klient, "/"), StringComparison.Ordinal); // with its date, and never by one click
        Assert.Equal($"/dokumenter/{udkast}", (await SendAsync(_klient, $"/dokumenter/{udkast}/endeliggoerelse", ("dato", "05-01-2026"))).Videre);

        Assert.Contains((await _klient.HentAsync("/api/v1/journal/mangler?antal=200")).GetProperty("poster").EnumerateArray(), d => d.GetProperty("dokumentId").GetString() == udkast);
    }

    [Fact]
    public async Task Lederen_ser_paa_min_dag_at_nogen_har_taget_noedadgang()
    {
        var (sag, sti) = await NySagAsync();
        await server.Som("kollega").SendAsync($"/api/v1/sager/noedadgang", new { sag, begrundelse = "Borgeren står ved skranken." });

        var side = await SideAsync(server.Som("leder"), "/");

        Assert.Contains("har taget nødadgang", side, StringComparison.Ordinal);
        Assert.Contains(sti, side, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lederen_faar_at_vide_at_nogen_har_taget_noedadgang_til_en_beskyttet_sag_uden_at_hoere_hvilken()
    {
        var titel = $"Hemmelig {Guid.CreateVersion7()}";
        var sag = await _klient.SendAsync("/api/v1/sager", new
        {
            titel, emne = "02.34.02", facet = "G01", erBeskyttet = true, adgang = new[] { new { art = "Bruger", reference = Adgang.Contract.Demonstration.BrugerId("korsbaek", "sagsbehandler") } },
        });
        var (id, nummer) = (sag.GetProperty("id").GetString()!, sag.GetProperty("sagsnummer").GetString()!);
        using var leder = server.Som("leder");
        HashSet<string> Klar(string html) => [.. System.Text.RegularExpressions.Regex.Matches(html, "/erindringer/([0-9a-f-]{36})/klar").Select(m => m.Groups[1].Value)];
        var foer = Klar(await SideAsync(leder, "/"));
        await server.Som("kollega").SendAsync("/api/v1/sager/noedadgang", new { sag = nummer, begrundelse = "Borgeren står ved skranken." });

        var side = await SideAsync(leder, "/");
        Assert.Contains("Kristian Mønstrup har taget nødadgang til en beskyttet sag", side, StringComparison.Ordinal);
        Assert.DoesNotContain(titel, side, StringComparison.Ordinal);
        Assert.DoesNotContain(nummer, side, StringComparison.Ordinal);
        Assert.DoesNotContain(id, side, StringComparison.Ordinal);
        var erindring = Assert.Single(Klar(side).Except(foer));

        // Neither the case nor the reminder's own page opens by it; nobody else closes it; the leader does, once.
        Assert.Equal(HttpStatusCode.NotFound, (await leder.GetAsync(new Uri($"/api/v1/erindringer/{erindring}", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await leder.GetAsync(new Uri($"/api/v1/sager/{nummer}", UriKind.Relative))).StatusCode);
        await (await server.Som("arkivar").PostAsync($"/api/v1/erindringer/{erindring}/klaring", new { })).ForventAsync(HttpStatusCode.NotFound);
        var svar = await SendAsync(leder, $"/erindringer/{erindring}/klar", ("retur", "/"));
        Assert.Equal("/", svar.Videre);
        Assert.DoesNotContain(erindring, await SideAsync(leder, "/"), StringComparison.Ordinal);
        await (await leder.PostAsync($"/api/v1/erindringer/{erindring}/klaring", new { })).ForventAsync(HttpStatusCode.Conflict);

        // The handler, who sees the case, is told as well, with its number.
        Assert.Contains(nummer, await SideAsync(_klient, "/"), StringComparison.Ordinal);
        Assert.Contains((await _klient.HentAsync($"/api/v1/sager/{nummer}/erindringer")).GetProperty("poster").EnumerateArray(), e => e.GetProperty("titel").GetString() == "Kristian Mønstrup har taget nødadgang til sagen");
    }

    [Fact]
    public async Task En_overdraget_sag_staar_paa_min_dag_med_beskeden()
    {
        var (sag, _) = await NySagAsync();
        var besked = $"Mangler kun afgørelsen {Guid.CreateVersion7()}";
        await _klient.SendAsync($"/api/v1/sager/{sag}/overdragelse", new { behandlerId = Adgang.Contract.Demonstration.BrugerId("korsbaek", "kollega"), kommentar = besked });

        Assert.Contains(besked, await SideAsync(server.Som("kollega"), "/"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Et_notat_skrives_i_formularen_og_script_bliver_til_tekst()
    {
        var (_, sti) = await NySagAsync();

        var svar = await SendAsync(_klient, sti + "/notater", ("overskrift", "Opkald"), ("tekst", "<script>alert(1)</script>\n\nAndet afsnit"), ("kilde", "Telefon"), ("dato", Idag().ToString("dd-MM-yyyy", null)), ("klokken", "00.01"), ("endeligt", "true"));

        Assert.Equal((HttpStatusCode.Redirect, sti + "/notater"), (svar.Kode, svar.Videre));
        using var raa = await _klient.GetAsync(new Uri(sti + "/notater", UriKind.Relative));
        var html = await raa.Content.ReadAsStringAsync();
        Assert.Contains("<p>&lt;script&gt;alert(1)&lt;/script&gt;</p><p>Andet afsnit</p>", html, StringComparison.Ordinal);
        Assert.Contains("Endeligt", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Det_der_blev_skrevet_staar_der_endnu_naar_noget_mangler()
    {
        var (_, sti) = await NySagAsync();

        var svar = await SendAsync(_klient, sti + "/notater", ("overskrift", ""), ("tekst", "Min lange tekst"), ("dato", "i går"), ("klokken", "99.99"));

        Assert.Equal(HttpStatusCode.BadRequest, svar.Kode);
        Assert.Contains("Min lange tekst", svar.Html, StringComparison.Ordinal);
        Assert.Contains("Datoen kan ikke l", svar.Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_kladde_rettes_paa_sin_egen_side()
    {
        var (_, sti) = await NySagAsync();
        await SendAsync(_klient, sti + "/notater", ("overskrift", "Kladden"), ("tekst", "Første linje"), ("dato", Idag().ToString("dd-MM-yyyy", null)), ("klokken", "00.01"));
        var liste = await SideAsync(_klient, sti + "/notater");
        var id = liste.Split("id=\"notat-")[1][..36];

        Assert.Contains("Første linje", await SideAsync(_klient, $"/notater/{id}"), StringComparison.Ordinal);
        var svar = await SendAsync(_klient, $"/notater/{id}", ("overskrift", "Kladden"), ("tekst", "Anden linje"), ("dato", Idag().ToString("dd-MM-yyyy", null)), ("endeligt", "true"), ("version", "1"));

        Assert.Equal($"{sti}/notater#notat-{id}", svar.Videre);
        Assert.Contains("Anden linje", await SideAsync(_klient, sti + "/notater"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task En_erindring_oprettes_klares_og_fortrydes_i_formularerne()
    {
        var (_, sti) = await NySagAsync();
        var titel = $"Ryk {Guid.CreateVersion7()}";

        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(_klient, sti + "/erindringer", ("type", "svarfrist"), ("titel", titel), ("foelgerSagen", "true"))).Kode);
        var side = await SideAsync(_klient, sti + "/erindringer");
        var id = side[..side.IndexOf("/klar\"", StringComparison.Ordinal)][^36..];
        Assert.Contains(titel, await SideAsync(_klient, $"/erindringer/{id}"), StringComparison.Ordinal);

        var svar = await SendAsync(_klient, $"/erindringer/{id}/klar", ("retur", "//ondt.example"));
        Assert.StartsWith("/sager/", svar.Videre, StringComparison.Ordinal);
        Assert.Equal("/erindringer", (await SendAsync(_klient, $"/erindringer/{id}/fortryd", ("retur", "/erindringer"))).Videre);
        Assert.Contains(titel, await SideAsync(_klient, "/erindringer"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Journalen_som_fil_goer_formler_uskadelige()
    {
        var (sag, _) = await NySagAsync();
        await LaegAsync(sag, new { titel = "=1+1", retning = "indgaaende", journaliser = true });

        var csv = await SideAsync(_klient, $"/journal/fil?dag={Idag():dd-MM-yyyy}");

        Assert.Contains(";'=1+1;", csv, StringComparison.Ordinal);
        await SideAsync(_klient, "/journal?dag=1234", HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Et_dokument_journaliseres_fra_overblikket_som_ogsaa_foerer_til_uden_betydning()
    {
        var (sag, _) = await NySagAsync();
        var andet = await LaegAsync(sag, new { titel = "Brev", retning = "indgaaende", dato = Idag().AddDays(-50) });

        Assert.Contains($"/dokumenter/{andet}/uden-betydning", await SideAsync(_klient, "/journal/mangler"), StringComparison.Ordinal);
        await SideAsync(_klient, $"/dokumenter/{andet}/uden-betydning");
        Assert.Equal("/", (await SendAsync(_klient, "/journal/mangler/journaliser", ("dokument", andet), ("retur", "/"))).Videre);

        Assert.DoesNotContain((await _klient.HentAsync("/api/v1/journal/mangler?antal=200")).GetProperty("poster").EnumerateArray(), d => d.GetProperty("sagId").GetString() == sag);
    }

    [Fact]
    public async Task Lederen_afviser_til_postlisten_med_grund_og_fortryder_det()
    {
        using var leder = server.Som("leder");
        var (sag, _) = await NySagAsync();
        var dag = Idag().ToString("dd-MM-yyyy", System.Globalization.CultureInfo.InvariantCulture);
        var titel = $"Klage {Guid.CreateVersion7()}";
        var dokument = await LaegAsync(sag, new { titel = "Klage", retning = "indgaaende", journaliser = true });
        await (await _klient.PutAsync($"/api/v1/dokumenter/{dokument}/postliste", new { paaPostliste = true, offentligTitel = titel })).ForventAsync();
        async Task<string> PaaSidenAsync() => await SideAsync(leder, $"/journal/postliste?dag={dag}");

        var spoergsmaal = await SendAsync(leder, "/journal/postliste/afvis", ("dag", dag), ("dokument", dokument));
        var uden = await SendAsync(leder, "/journal/postliste/afvis", ("dag", dag), ("dokument", dokument), ("begrundelse", " "));
        var ingen = await SendAsync(leder, "/journal/postliste/afvis", ("dag", dag));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.Redirect), (spoergsmaal.Kode, uden.Kode, ingen.Kode));
        Assert.Contains(titel, spoergsmaal.Html, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(leder, "/journal/postliste/afvis", ("dag", dag), ("dokument", dokument), ("begrundelse", "Rejser en klage"))).Kode);
        Assert.Contains("»Rejser en klage«", await PaaSidenAsync(), StringComparison.Ordinal);
        Assert.Contains("afvist: Rejser en klage", await SideAsync(_klient, $"/dokumenter/{dokument}"), StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(leder, "/journal/postliste/afvist/fortryd", ("dokument", dokument))).Kode);
        Assert.DoesNotContain("Rejser en klage", await PaaSidenAsync(), StringComparison.Ordinal);
        Assert.Contains(titel, await PaaSidenAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await SendAsync(_klient, "/journal/postliste/afvis", ("dag", dag), ("dokument", dokument), ("begrundelse", "x"))).Kode);
    }

    [Fact]
    public async Task Det_der_ikke_maa_offentliggoeres_siges_og_intet_er_godkendt()
    {
        using var leder = server.Som("leder");
        var (sag, _) = await NySagAsync();
        var dag = Idag().ToString("dd-MM-yyyy", System.Globalization.CultureInfo.InvariantCulture);
        var dokument = await LaegAsync(sag, new { titel = "Brev", retning = "indgaaende", journaliser = true });
        await (await _klient.PutAsync($"/api/v1/dokumenter/{dokument}/postliste", new { paaPostliste = true, offentligTitel = $"Følsomt {Guid.CreateVersion7()}" })).ForventAsync();
        await (await _klient.PutAsync($"/api/v1/dokumenter/{dokument}/foelsomhed", new { foelsomhed = "Foelsom" })).ForventAsync();

        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(leder, "/journal/postliste/godkend", ("dag", dag), ("dokument", dokument))).Kode);

        Assert.DoesNotContain((await leder.HentAsync($"/api/v1/postliste/{Idag():yyyy-MM-dd}/forslag")).GetProperty("godkendte").EnumerateArray(), p => p.GetProperty("dokumentId").GetString() == dokument);
    }

    [Fact]
    public async Task Lederen_godkender_postlisten_og_traekker_en_post_tilbage()
    {
        var (sag, _) = await NySagAsync();
        var dokument = await LaegAsync(sag, new { titel = "Internt", retning = "indgaaende", journaliser = true });
        var titel = $"Offentlig {Guid.CreateVersion7()}";
        await (await _klient.PutAsync($"/api/v1/dokumenter/{dokument}/postliste", new { paaPostliste = true, offentligTitel = titel })).ForventAsync();
        var leder = server.Som("leder");
        var dag = $"{Idag():dd-MM-yyyy}";

        Assert.Contains(titel, await SideAsync(leder, $"/journal/postliste?dag={dag}"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(leder, "/journal/postliste/godkend", ("dag", dag), ("dokument", dokument))).Kode);
        var side = await SideAsync(leder, $"/journal/postliste?dag={dag}");
        var post = (await leder.HentAsync($"/api/v1/postliste/{Idag():yyyy-MM-dd}/forslag")).GetProperty("godkendte").EnumerateArray().Single(p => p.GetProperty("dokumentId").GetString() == dokument).GetProperty("id").GetString();
        Assert.Contains($"/journal/postliste/{post}/fortryd", side, StringComparison.Ordinal); // not public yet
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(leder, $"/journal/postliste/{post}/traek-tilbage", ("begrundelse", ""))).Kode);
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(leder, $"/journal/postliste/{post}/traek-tilbage", ("begrundelse", "Fejl"))).Kode);
        Assert.Contains("Trukket tilbage", await SideAsync(leder, $"/journal/postliste?dag={dag}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Erindringstyper_og_ventetid_gemmes_i_formularerne()
    {
        var administrator = server.Som("administrator");
        var noegle = "side-" + Guid.CreateVersion7().ToString("N")[^8..];

        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(administrator, "/administration/erindringstyper", ("noegle", noegle), ("navn", ""), ("fristdage", "x"))).Kode);
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(administrator, "/administration/erindringstyper", ("noegle", noegle), ("navn", "Sidefrist"), ("fristdage", "5"), ("synligdage", "1"), ("aktiv", "true"))).Kode);
        Assert.Contains(noegle, await SideAsync(administrator, "/administration/erindringstyper"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.BadRequest, (await SendAsync(administrator, "/administration/postliste", ("ventedage", "91"))).Kode);
        Assert.Equal(HttpStatusCode.Redirect, (await SendAsync(administrator, "/administration/postliste", ("ventedage", "3"))).Kode);
    }
}
