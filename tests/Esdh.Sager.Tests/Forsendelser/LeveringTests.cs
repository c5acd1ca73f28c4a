using System.Net;
using System.Text;
using Esdh.Testing;
using static Esdh.Sager.Tests.Forsendelser.Forsendelsesproeve;

namespace Esdh.Sager.Tests.Forsendelser;

/// <summary>What mail servers do to letters: refuse, put off, hang up at the worst moment, send back.</summary>
public sealed class LeveringTests : IAsyncLifetime
{
    private readonly string _mappe = Directory.CreateTempSubdirectory("esdh-forsendelse-").FullName;
    private readonly List<IAsyncDisposable> _luk = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        _luk.Reverse();
        foreach (var ting in _luk)
            await ting.DisposeAsync();
        Directory.Delete(_mappe, recursive: true);
    }

    private async Task<(Testserver Server, Proevesmtp Smtp, HttpClient Klient)> StartAsync(bool medKvitteringer, Dictionary<string, string>? mere = null)
    {
        var smtp = new Proevesmtp(medKvitteringer ? Path.Combine(_mappe, "kvitteringer") : null);
        _luk.Add(smtp);
        var indstillinger = Indstillinger(smtp.Port, smtp.Kvitteringer);
        foreach (var (noegle, vaerdi) in mere ?? [])
            indstillinger[noegle] = vaerdi;
        var server = Testserver.Med(indstillinger);
        _luk.Add(server);
        await server.InitializeAsync();
        return (server, smtp, server.Som("sagsbehandler"));
    }

    private static object Til(string navn, string kanal = "Email") => new { navn, email = $"{navn}@korsbaek.test", kanal };

    [Fact]
    public async Task En_permanent_afvisning_staar_straks_hos_sagsbehandleren_og_kan_sendes_igen_til_en_anden_adresse()
    {
        var (server, smtp, klient) = await StartAsync(false);
        smtp.Modtager = til => til.StartsWith("vaek", StringComparison.Ordinal) ? "550 5.1.1 no such user" : null;
        var (sag, brev) = await BrevAsync(klient);
        var id = await klient.BestilAsync(brev, Til("vaek"), Til("god"));

        var modtagere = await klient.TilEndeAsync(id);

        Assert.Equal(["Afvist", "Sendt"], modtagere.ConvertAll(m => m.Felt("tilstand")!));
        Assert.Contains("550 5.1.1 no such user", modtagere[0].Felt("aarsag"), StringComparison.Ordinal);
        var mine = (await klient.HentAsync("/api/v1/forsendelsesmodtagere?boks=min&vis=handling")).GetProperty("poster").EnumerateArray().Where(m => m.Felt("forsendelseId") == id).ToList();
        Assert.Equal("vaek", Assert.Single(mine).Felt("navn"));
        Assert.Contains("vaek", await klient.GetStringAsync(new Uri("/forsendelser", UriKind.Relative)), StringComparison.Ordinal);
        var sti = $"/api/v1/forsendelser/{id}/modtagere/{modtagere[0].Felt("id")}";
        await (await klient.PostAsync($"{sti}/opgivelse", new { })).FejlerPaaAsync("note");
        await klient.SendAsync($"{sti}/gensendelse", new { email = "ny@korsbaek.test" });
        await (await klient.PostAsync($"{sti}/opgivelse", new { note = "Flyttet" })).BrydesAsync("FOR-4");
        modtagere = await klient.TilEndeAsync(id);
        Assert.Equal(["Afvist", "Sendt", "Sendt"], modtagere.ConvertAll(m => m.Felt("tilstand")!));
        Assert.Equal("SendtIgen", modtagere[0].Felt("haandtering"));
        Assert.Equal(["god@korsbaek.test", "ny@korsbaek.test"], smtp.Modtaget.Select(m => m.Til).Order(StringComparer.Ordinal));
        Assert.Contains("blev afvist", await klient.GetStringAsync(new Uri($"/sager/{(await klient.HentAsync($"/api/v1/sager/{sag}")).Felt("sagsnummer")}/historik?art=forsendelser", UriKind.Relative)), StringComparison.Ordinal);
        Assert.NotNull(server);
    }

    [Fact]
    public async Task Afvises_det_hele_er_dokumentet_stadig_en_kladde_der_kan_rettes_og_det_rettede_sendes_ikke_under_det_gamle()
    {
        var (_, smtp, klient) = await StartAsync(false);
        smtp.Modtager = _ => "550 nej";
        var (_, brev) = await BrevAsync(klient);
        var id = await klient.BestilAsync(brev, Til("vaek"));
        var m = Assert.Single(await klient.TilEndeAsync(id));

        Assert.Equal("Kladde", (await klient.HentAsync($"/api/v1/dokumenter/{brev}")).Felt("tilstand"));
        await (await klient.DeleteAsync(new Uri($"/api/v1/dokumenter/{brev}", UriKind.Relative))).BrydesAsync("FOR-7");
        await (await klient.PutAsync($"/api/v1/dokumenter/{brev}/uden-betydning", new { begrundelse = "x" })).ForventAsync();
        await (await klient.UploadAsync($"/api/v1/dokumenter/{brev}/filer", "mere.txt", "mere"u8.ToArray(), new { })).ForventAsync();
        await (await klient.PostAsync($"/api/v1/forsendelser/{id}/modtagere/{m.Felt("id")}/gensendelse", new { })).BrydesAsync("FOR-5");
        await (await klient.PostAsync($"/api/v1/forsendelser/{id}/modtagere/{m.Felt("id")}/opgivelse", new { note = "Kører selv forbi", paaAndenVis = true })).ForventAsync();
    }

    [Fact]
    public async Task Mens_det_venter_kan_dokumentet_ikke_aendres_slettes_flyttes_eller_journaliseres_og_sagen_ikke_afsluttes()
    {
        var (_, smtp, klient) = await StartAsync(false);
        smtp.Modtager = _ => "450 4.2.0 greylisted";
        var (sag, brev) = await BrevAsync(klient);
        var id = await klient.BestilAsync(brev, Til("senere"));
        await VentAsync(async () => (await klient.ModtagereAsync(id))[0].Felt("naesteForsoeg") is not null, "the first attempt");

        await (await klient.UploadAsync($"/api/v1/dokumenter/{brev}/filer", "mere.txt", "mere"u8.ToArray(), new { })).BrydesAsync("FOR-1");
        await (await klient.PatchAsync($"/api/v1/dokumenter/{brev}", new { titel = "Andet" })).BrydesAsync("FOR-1");
        await (await klient.DeleteAsync(new Uri($"/api/v1/dokumenter/{brev}", UriKind.Relative))).BrydesAsync("FOR-1");
        await (await klient.PostAsync($"/api/v1/dokumenter/{brev}/journalisering", new { })).BrydesAsync("FOR-1");
        await (await klient.PostAsync($"/api/v1/dokumenter/{brev}/udtjekning", new { })).BrydesAsync("FOR-1");
        await (await klient.PostAsync($"/api/v1/sager/{sag}/afslutning", new { })).BrydesAsync("SAG-2");
        var m = (await klient.ModtagereAsync(id))[0];
        Assert.Equal(("Venter", "1"), (m.Felt("tilstand"), m.Felt("forsoeg")));
        Assert.Contains("greylisted", m.Felt("aarsag"), StringComparison.Ordinal);
        await (await klient.PostAsync($"/api/v1/forsendelser/{id}/fortrydelse", new { })).ForventAsync();
        await (await klient.PatchAsync($"/api/v1/dokumenter/{brev}", new { titel = "Andet" })).ForventAsync();
        Assert.Empty(smtp.Modtaget);
    }

    [Fact]
    public async Task Er_mailserveren_vaek_venter_alt_og_gaar_af_sig_selv_naar_den_er_der_igen()
    {
        var optaget = new Proevesmtp();
        var port = optaget.Port;
        await optaget.DisposeAsync();
        var server = Testserver.Med(Indstillinger(port));
        _luk.Add(server);
        await server.InitializeAsync();
        var klient = server.Som("sagsbehandler");
        var (_, brev) = await BrevAsync(klient);
        var id = await klient.BestilAsync(brev, Til("bo"), Til("ida"));
        await VentAsync(async () => (await klient.ModtagereAsync(id))[0] is var m && m.Felt("aarsag")?.Contains("Mailserveren kan ikke nås", StringComparison.Ordinal) == true
            && (m.Felt("tilstand"), m.Felt("forsoeg")) == ("Venter", "0"), "a word on why, and nothing tried on the receiver"); // between two calls: during one it is Afsendes

        var smtp = new Proevesmtp(port: port);
        _luk.Add(smtp);
        Assert.All(await klient.TilEndeAsync(id), x => Assert.Equal("Sendt", x.Felt("tilstand")));
        Assert.Equal(2, smtp.Modtaget.Count);
    }

    [Fact]
    public async Task Tabes_linjen_efter_mailen_siger_kopien_i_kvitteringspostkassen_at_den_gik()
    {
        var (server, smtp, klient) = await StartAsync(true);
        smtp.Svar = _ => null; // taken, and then no answer
        var (_, brev) = await BrevAsync(klient);
        var id = await klient.BestilAsync(brev, Til("bo"));

        var m = Assert.Single(await klient.TilEndeAsync(id));
        Assert.Equal(("Sendt", "Kopien er kommet i kvitteringspostkassen."), (m.Felt("tilstand"), m.Felt("kvittering")));
        await server.KoerAsync();
        Assert.Single(smtp.Modtaget);
        Assert.Empty(Directory.GetFiles(Path.Combine(smtp.Kvitteringer!, "new")));
    }

    [Fact]
    public async Task Er_kopien_der_ikke_efter_karantaenen_blev_mailen_ikke_sendt_og_sendes_igen_men_foerst_naar_postkassen_vides_at_virke()
    {
        var (server, smtp, klient) = await StartAsync(true);
        smtp.Svar = til => til.StartsWith("kvittering", StringComparison.Ordinal) ? "250 ok" : null;
        smtp.Tager = til => til.StartsWith("kvittering", StringComparison.Ordinal); // hung up before it took the mail
        smtp.Kopi = _ => false; // and the mailbox gets nothing for a while
        var (_, brev) = await BrevAsync(klient);
        var id = await klient.BestilAsync(brev, Til("bo"));
        await VentAsync(async () => (await klient.ModtagereAsync(id))[0].Felt("tilstand") == "Afsendes", "the attempt");

        server.Ur.Frem(TimeSpan.FromMinutes(11));
        await server.KoerAsync(); // asks the mailbox, which is silent
        await server.KoerAsync();
        Assert.Equal("Afsendes", (await klient.ModtagereAsync(id))[0].Felt("tilstand"));
        Assert.Contains(smtp.Modtaget, x => x.Til == "kvittering@korsbaek.test");

        (smtp.Svar, smtp.Tager, smtp.Kopi) = (_ => "250 ok", _ => true, _ => true);
        server.Ur.Frem(TimeSpan.FromMinutes(11));
        Assert.Equal("Sendt", Assert.Single(await klient.TilEndeAsync(id)).Felt("tilstand"));
        Assert.Single(smtp.Modtaget, x => x.Til == "bo@korsbaek.test");
    }

    [Fact]
    public async Task Uden_kvitteringspostkasse_er_det_uvist_og_et_menneske_afgoer_det()
    {
        var (server, smtp, klient) = await StartAsync(false);
        smtp.Svar = _ => null;
        var (_, brev) = await BrevAsync(klient);
        var id = await klient.BestilAsync(brev, Til("bo"));

        var m = Assert.Single(await klient.TilEndeAsync(id));
        Assert.Equal("Uvis", m.Felt("tilstand"));
        server.Ur.Frem(TimeSpan.FromDays(3));
        await server.KoerAsync();
        Assert.Single(smtp.Modtaget); // never sent again by itself
        Assert.Equal("Kladde", (await klient.HentAsync($"/api/v1/dokumenter/{brev}")).Felt("tilstand"));
        await (await klient.PostAsync($"/api/v1/forsendelser/{id}/modtagere/{m.Felt("id")}/bekraeftelse", new { note = "Bo har ringet" })).ForventAsync();
        Assert.Equal("Journaliseret", (await klient.HentAsync($"/api/v1/dokumenter/{brev}")).Felt("tilstand"));
    }

    [Fact]
    public async Task En_mail_der_kommer_tilbage_bliver_afvist_med_den_grund_der_staar_i_den()
    {
        var (server, smtp, klient) = await StartAsync(true);
        var (_, brev) = await BrevAsync(klient);
        var id = await klient.BestilAsync(brev, Til("bo"));
        var m = Assert.Single(await klient.TilEndeAsync(id));
        Http.Postmappe.Aflever(smtp.Kvitteringer!, Encoding.UTF8.GetBytes($"From: MAILER-DAEMON@x.example\r\nTo: kvittering@korsbaek.test\r\nSubject: Undelivered\r\nMIME-Version: 1.0\r\nContent-Type: multipart/report; report-type=delivery-status;\r\n boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSorry\r\n--b\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; x.example\r\n\r\nFinal-Recipient: rfc822; bo@korsbaek.test\r\nAction: failed\r\nStatus: 5.2.1\r\nDiagnostic-Code: smtp; 552 5.2.2\r\n mailbox full\r\n\r\n--b\r\nContent-Type: text/rfc822-headers\r\n\r\nSubject: x\r\nMessage-ID: <{m.Felt("beskedId")}>\r\n\r\n--b--\r\n"));
        Http.Postmappe.Aflever(smtp.Kvitteringer!, Http.Postmappe.Mail("Jeg er på ferie"));
        await server.KoerAsync();

        m = Assert.Single(await klient.ModtagereAsync(id));
        Assert.Equal(("Afvist", "Mailen kom tilbage: 552 5.2.2 mailbox full", "True"), (m.Felt("tilstand"), m.Felt("aarsag"), m.Felt("kraeverHandling")));
        Assert.Single(Directory.GetFiles(Path.Combine(smtp.Kvitteringer!, ".Arkiv", "cur"))); // what is nobody's is laid aside
    }

    [Fact]
    public async Task Titusind_modtagere_faar_hver_sin_mail_een_gang()
    {
        const int Antal = 10_000;
        var (_, smtp, klient) = await StartAsync(false, new() { ["Esdh:Forsendelse:Samtidige"] = "8" });
        var (_, brev) = await BrevAsync(klient);
        var id = await klient.BestilAsync(brev, [.. Enumerable.Range(0, Antal).Select(i => Til($"b{i}"))]);

        await VentAsync(async () => (await klient.ForsendelseAsync(id)).GetProperty("forsendelse").GetProperty("tal").GetProperty("sendt").GetInt32() == Antal, "ten thousand letters", 600);

        Assert.Equal(Antal, smtp.Modtaget.Count);
        Assert.Equal(Antal, smtp.Modtaget.Select(m => m.Til).Distinct(StringComparer.Ordinal).Count());
        Assert.Contains("og 9950 andre", (await klient.HentAsync($"/api/v1/dokumenter/{brev}")).GetProperty("endelig").Felt("modtagere"), StringComparison.Ordinal);
        Assert.Contains("10.000", await klient.GetStringAsync(new Uri($"/forsendelser/{id}", UriKind.Relative)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fjendtlige_navne_emner_og_adresser_bliver_hverken_hoveder_eller_flere_modtagere()
    {
        var (_, smtp, klient) = await StartAsync(false);
        var (_, brev) = await BrevAsync(klient);
        foreach (var adresse in new[] { "bo@korsbaek.test\r\nRCPT TO:<x@y.example>", "bo@korsbaek.test,x@y.example", "<bo@korsbaek.test>", "bo korsbaek.test", "bo@", "@korsbaek.test", "bo@korsbaek..test", new string('a', 65) + "@x.example" })
            await (await klient.PostAsync($"/api/v1/dokumenter/{brev}/forsendelser", new { modtagere = new[] { new { navn = "Bo", kanal = "Email", email = adresse } } })).FejlerPaaAsync("modtagere[0]");
        await (await klient.PostAsync($"/api/v1/dokumenter/{brev}/forsendelser", new { modtagere = Array.Empty<object>() })).FejlerPaaAsync("modtagere");
        await (await klient.PostAsync($"/api/v1/dokumenter/{brev}/forsendelser", new { modtagere = new[] { new { navn = "Bo", kanal = "DigitalPost", cpr = "1" } } })).FejlerPaaAsync("modtagere[0]");

        var svar = await klient.SendAsync($"/api/v1/dokumenter/{brev}/forsendelser", new
        {
            titel = "Hej\r\nBcc: ond@x.example\r\n\r\nkrop", tekst = ".\r\n.\r\nQUIT\r\n" + new string('æ', 3000),
            modtagere = new object[] { new { navn = "Bo\r\nBcc: ond@x.example", kanal = "Email", email = "bo@blåbærgrød.example" }, new { navn = "Bo igen", kanal = "Email", email = "BO@BLÅBÆRGRØD.example" } },
        });
        await klient.TilEndeAsync(svar.Felt("id")!);
        var (til, mail) = Assert.Single(smtp.Modtaget); // one address is one receiver
        Assert.Equal("bo@xn--blbrgrd-fxak7p.example", til);
        var hoved = mail[..mail.IndexOf("\r\n\r\n", StringComparison.Ordinal)];
        Assert.DoesNotContain("\nBcc:", hoved, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(mail.Split("\r\n"), l => l.Length > 78 || !Ascii.IsValid(l));
        using var laest = Core.Files.Mime.MimeReader.Read(new MemoryStream(Encoding.Latin1.GetBytes(mail)));
        Assert.Equal(new string('æ', 3000), laest.BodyText!.ReplaceLineEndings("\n").TrimEnd().Split('\n')[^1]);
    }

    [Fact]
    public async Task En_mail_over_graensen_afvises_med_en_tydelig_saetning()
    {
        var (_, smtp, klient) = await StartAsync(false, new() { ["Esdh:Forsendelse:StoersteMailMb"] = "1" });
        var (sag, _) = await BrevAsync(klient);
        var stor = new byte[1_200_000];
        new Random(3).NextBytes(stor);
        var pdf = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(Http.Provefiler.Pdf()).Replace("%%EOF", "%" + Convert.ToHexString(stor) + "\n%%EOF", StringComparison.Ordinal));
        var brev = await DokumentAsync(klient, sag, "Stort", fil: "stort.pdf", indhold: pdf);
        var m = Assert.Single(await klient.TilEndeAsync(await klient.BestilAsync(brev, Til("bo"))));
        Assert.Equal("Afvist", m.Felt("tilstand"));
        Assert.Contains("grænsen er 1", m.Felt("aarsag"), StringComparison.Ordinal);
        Assert.Empty(smtp.Modtaget);
    }

    [Fact]
    public async Task En_beskyttet_part_faar_brevet_men_vises_ingen_steder()
    {
        var (server, smtp, klient) = await StartAsync(false);
        var (sag, brev) = await BrevAsync(klient, parter: [new { navn = "Vera Vinterfugl", rolle = "Ansøger", email = "vera@korsbaek.test", adresse = "Skjulvej 9", postnummer = "8000", by = "Aarhus" }]);
        var part = (await klient.HentAsync($"/api/v1/sager/{sag}/parter")).EnumerateArrayOrPoster().First();
        await (await klient.PatchAsync($"/api/v1/parter/{part.Felt("partId")}", new { erBeskyttet = true })).ForventAsync();
        smtp.Modtager = til => til.StartsWith("vera", StringComparison.Ordinal) && smtp.Modtaget.IsEmpty ? null : "550 <vera@korsbaek.test> Vera Vinterfugl unknown";
        var id = await klient.BestilAsync(brev, new { part = part.Felt("id"), kanal = "Email" });
        await klient.TilEndeAsync(id);
        Assert.Single(smtp.Modtaget);
        var nr = (await klient.HentAsync($"/api/v1/sager/{sag}")).Felt("sagsnummer");
        foreach (var sti in new[] { $"/api/v1/forsendelser/{id}", $"/api/v1/forsendelser/{id}/modtagere", $"/forsendelser/{id}", "/forsendelser?vis=alle", $"/sager/{nr}/forsendelser", $"/sager/{nr}/historik", $"/api/v1/dokumenter/{brev}", $"/dokumenter/{brev}", $"/dokumenter/{brev}/send", $"/api/v1/dokumenter/{brev}/forsendelsesforslag" })
        {
            var svar = WebUtility.HtmlDecode(await klient.GetStringAsync(new Uri(sti, UriKind.Relative)));
            Assert.DoesNotContain("Vinterfugl", svar, StringComparison.Ordinal);
            Assert.DoesNotContain("vera@", svar, StringComparison.Ordinal);
            Assert.DoesNotContain("Skjulvej", svar, StringComparison.Ordinal);
        }

        Assert.NotNull(server);
    }

    [Fact]
    public async Task Et_brev_der_printes_markeres_som_sendt_og_journaliseres_dermed()
    {
        var (_, _, klient) = await StartAsync(false);
        var (_, brev) = await BrevAsync(klient);
        var id = await klient.BestilAsync(brev, new { navn = "Bo Opdigt", kanal = "Udskriv", adresse = "Vej 1", postnummer = "8000", by = "Aarhus" });
        await VentAsync(async () => (await klient.ForsendelseAsync(id)).Felt("forberedt") is not null, "the PDF");
        Assert.StartsWith("%PDF", Encoding.Latin1.GetString(await klient.GetByteArrayAsync(new Uri($"/forsendelser/{id}/filer/1", UriKind.Relative))), StringComparison.Ordinal);
        Assert.Contains("Skal printes", await klient.GetStringAsync(new Uri($"/forsendelser/{id}", UriKind.Relative)), StringComparison.Ordinal);
        await (await klient.PostAsync($"/api/v1/forsendelser/{id}/bekraeftelse", new { note = "Anbefalet RR123" })).ForventAsync();
        Assert.Contains("Anbefalet RR123", (await klient.ModtagereAsync(id))[0].Felt("kvittering"), StringComparison.Ordinal);
        Assert.Equal("Journaliseret", (await klient.HentAsync($"/api/v1/dokumenter/{brev}")).Felt("tilstand"));
        await (await klient.DeleteAsync(new Uri($"/api/v1/dokumenter/{brev}/endeliggoerelse", UriKind.Relative))).BrydesAsync("FOR-10");
    }

    [Fact]
    public async Task Et_svar_paa_et_sendt_brev_foreslaar_brevets_sag()
    {
        var (_, _, klient) = await StartAsync(false);
        var (sag, brev) = await BrevAsync(klient);
        var m = Assert.Single(await klient.TilEndeAsync(await klient.BestilAsync(brev, Til("bo"))));
        var post = await (await klient.UploadAsync("/api/v1/indbakke", "svar.eml", Http.Postmappe.Mail("SV: Afgørelse", svarPaa: m.Felt("beskedId")), new { })).ForventAsync();
        var vist = await klient.HentAsync($"/api/v1/indbakke/{post.GetProperty("poster")[0].Felt("id")}");
        Assert.Equal((await klient.HentAsync($"/api/v1/sager/{sag}")).Felt("sagsnummer"), vist.GetProperty("forslag")[0].Felt("sagsnummer"));
    }

    [Fact]
    public async Task Breve_af_en_skabelon_bliver_pdf_mange_ad_gangen_og_sendes()
    {
        var (_, smtp, klient) = await StartAsync(false);
        var (sag, _) = await BrevAsync(klient);
        var liste = "navn;email;beløb\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"Borger {i};b{i}@korsbaek.test;{i},50\n"));
        var masse = (await klient.SendAsync($"/api/v1/sager/{sag}/masseforsendelser", new { skabelon = "partshoering", liste, send = true, titel = "Til {{part.navn}}" })).Felt("id")!;
        await klient.SendAsync($"/api/v1/masseforsendelser/{masse}/start", new { });
        await VentAsync(() => Task.FromResult(smtp.Modtaget.Count == 12), "twelve letters", 180);
        Assert.Equal(12, smtp.Modtaget.Select(m => m.Til).Distinct().Count());
        await VentAsync(async () => (await klient.HentAsync($"/api/v1/masseforsendelser/{masse}/breve")).GetProperty("poster").EnumerateArray().All(b => b.Felt("tilstand") == "Sendt"), "the last word");
        foreach (var (til, mail) in smtp.Modtaget)
        {
            using var laest = Core.Files.Mime.MimeReader.Read(new MemoryStream(Encoding.Latin1.GetBytes(mail)));
            Assert.Equal($"Til Borger {til[1..til.IndexOf('@', StringComparison.Ordinal)]}", laest.Subject);
            Assert.Equal("application/pdf", Assert.Single(laest.Attachments).ContentType);
        }
    }

    [Fact]
    public async Task Et_brev_kan_bestilles_til_senere_og_gaar_ikke_foer()
    {
        var (server, smtp, klient) = await StartAsync(false);
        var (_, brev) = await BrevAsync(klient);
        var svar = await klient.SendAsync($"/api/v1/dokumenter/{brev}/forsendelser", new { modtagere = new[] { Til("bo") }, tidligst = server.Ur.GetUtcNow().AddHours(20) });
        await VentAsync(async () => (await klient.ForsendelseAsync(svar.Felt("id")!)).Felt("forberedt") is not null, "the PDF");
        await server.KoerAsync();
        Assert.Empty(smtp.Modtaget);
        server.Ur.Frem(TimeSpan.FromHours(21));
        await klient.TilEndeAsync(svar.Felt("id")!);
        Assert.Single(smtp.Modtaget);
    }
}
