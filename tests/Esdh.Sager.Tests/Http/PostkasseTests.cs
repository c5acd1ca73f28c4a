using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>What mail servers and scanners leave in their folders, sound and not.</summary>
[Collection("post")]
public sealed class PostkasseTests(Postmappe post)
{
    private async Task<List<JsonElement>> ModtagetAsync(string postkasse) =>
        [.. (await post.Server.Som("sagsbehandler").HentAsync("/api/v1/indbakke?boks=enhed&antal=200")).GetProperty("poster").EnumerateArray().Where(p => FraAsync(postkasse, p))];

    private bool FraAsync(string postkasse, JsonElement p) =>
        post.Server.Database.Tal("korsbaek", $"select count(*) from indbakkepost where nr = {p.GetProperty("nr").GetInt32()} and postkasse_id = (select id from postkasse where navn = '{postkasse}')") == 1;

    private async Task<JsonElement> StandAsync(string id) => await post.Server.Som("administrator").HentAsync($"/api/v1/postkasser/{id}");

    private static string Navn(string mappe) => Path.GetFileName(mappe);

    [Fact]
    public async Task Hver_mail_tages_een_gang_fra_new_og_cur_og_flyttes_til_arkivet()
    {
        var (_, mappe) = await post.PostkasseAsync();
        var a = Postmappe.Aflever(mappe, Postmappe.Mail("Ny"));
        await File.WriteAllBytesAsync(Path.Combine(mappe, "cur", "2.vaert:2,RS"), Postmappe.Mail("Læst af andre"));
        await File.WriteAllBytesAsync(Path.Combine(mappe, "tmp", "3.vaert"), Postmappe.Mail("Halv"));

        await post.HentAsync();
        await post.HentAsync();

        Assert.Equal(["Læst af andre", "Ny"], (await ModtagetAsync(Navn(mappe))).Select(p => p.GetProperty("emne").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal([a + ":2,S", "2.vaert:2,S"], Directory.GetFiles(Path.Combine(mappe, ".Arkiv", "cur")).Select(Path.GetFileName).OrderDescending(StringComparer.Ordinal).Order(Comparer<string?>.Create((x, y) => y!.Length - x!.Length)));
        Assert.True(File.Exists(Path.Combine(mappe, "tmp", "3.vaert")));
    }

    [Fact]
    public async Task Blev_serveren_draebt_foer_mailen_blev_flyttet_kendes_den_igen()
    {
        var (_, mappe) = await post.PostkasseAsync();
        var mail = Postmappe.Mail("Kun én gang");
        Postmappe.Aflever(mappe, mail);
        await post.HentAsync();
        Postmappe.Aflever(mappe, mail, "samme.vaert"); // as after a restore, or a kill between commit and move

        await post.HentAsync();

        Assert.Single(await ModtagetAsync(Navn(mappe)));
        Assert.Empty(Directory.GetFiles(Path.Combine(mappe, "new")));
    }

    [Fact]
    public async Task En_mail_der_ikke_kan_tages_bliver_liggende_naevnes_og_holder_ingen_andre_op()
    {
        var (id, mappe) = await post.PostkasseAsync();
        Postmappe.Aflever(mappe, [], "0-tom.vaert");
        File.CreateSymbolicLink(Path.Combine(mappe, "new", "0-link.vaert"), "/etc/hostname");
        for (var i = 0; i < 25; i++)
            Postmappe.Aflever(mappe, [], $"1-tom-{i:00}.vaert");
        Postmappe.Aflever(mappe, Postmappe.Mail("Den gode"), "2-god.vaert");

        await post.HentAsync();
        await post.HentAsync();

        Assert.Equal("Den gode", Assert.Single(await ModtagetAsync(Navn(mappe))).GetProperty("emne").GetString());
        Assert.True(File.Exists(Path.Combine(mappe, "new", "0-tom.vaert")));
        var ulaeselige = (await StandAsync(id)).GetProperty("ulaeselige").EnumerateArray().ToList();
        Assert.Equal(20, ulaeselige.Count); // the first of them
        Assert.Contains(ulaeselige, u => u.GetProperty("fil").GetString() == "0-tom.vaert" && u.GetProperty("grund").GetString() == "Mailen er tom.");
        Assert.DoesNotContain(ulaeselige, u => u.GetProperty("fil").GetString() == "0-link.vaert");
    }

    [Fact]
    public async Task En_postkasse_der_fyldes_saa_hurtigt_den_toemmes_forsinker_ikke_de_andre()
    {
        var (_, travl) = await post.PostkasseAsync();
        var (_, stille) = await post.PostkasseAsync();
        for (var i = 0; i < 230; i++)
            Postmappe.Aflever(travl, Postmappe.Mail($"Travl {i}"));
        Postmappe.Aflever(stille, Postmappe.Mail("Stille"));

        var hentet = await post.HentAsync();

        Assert.Single(await ModtagetAsync(Navn(stille)));
        Assert.InRange(hentet, 200, 229); // ten portions, and then others have their turn; the server itself is woken for the rest
        await post.HentAsync();
        Assert.Empty(Directory.GetFiles(Path.Combine(travl, "new")));
    }

    [Fact]
    public async Task En_mappe_der_er_vaek_siges_paa_siden_og_hentes_naar_den_er_der_igen()
    {
        var (id, mappe) = await post.PostkasseAsync();
        await post.HentAsync();
        var hentet = (await StandAsync(id)).GetProperty("senestHentet").GetDateTimeOffset();
        Directory.Move(mappe, mappe + "-vaek");
        await post.HentAsync();

        var stand = await StandAsync(id);
        Assert.Contains("Mappen findes ikke", stand.GetProperty("fejl").GetString(), StringComparison.Ordinal);
        Assert.Equal(hentet, stand.GetProperty("senestHentet").GetDateTimeOffset());
        Assert.Contains("Henter ikke", await post.Server.Som("administrator").GetStringAsync(new Uri("/administration/postkasser", UriKind.Relative)), StringComparison.Ordinal);
        Directory.Move(mappe + "-vaek", mappe);
        await post.HentAsync();
        Assert.Equal(JsonValueKind.Null, (await StandAsync(id)).GetProperty("fejl").ValueKind);
    }

    [Fact]
    public async Task En_scanning_tages_foerst_naar_den_er_hel_og_har_ro()
    {
        var (_, mappe) = await post.PostkasseAsync("Scanmappe");
        var (fil, pdf) = (Path.Combine(mappe, "scan.pdf"), Provefiler.Pdf("scan"));
        await File.WriteAllBytesAsync(fil, pdf[..(pdf.Length / 2)]);
        await File.WriteAllTextAsync(Path.Combine(mappe, "halv.part"), "x");
        await post.HentAsync();
        await Task.Delay(100);
        await post.HentAsync();
        Assert.Empty(await ModtagetAsync(Navn(mappe))); // still, but a PDF without its end

        await File.WriteAllBytesAsync(fil, pdf);
        await post.HentAsync(); // it has changed: seen for the first time
        Assert.Empty(await ModtagetAsync(Navn(mappe)));
        await Task.Delay(100);
        await using (File.Open(fil, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
            await post.HentAsync();
        Assert.Empty(await ModtagetAsync(Navn(mappe))); // someone holds it
        await post.HentAsync();

        var p = Assert.Single(await ModtagetAsync(Navn(mappe)));
        Assert.Equal("Scan", p.GetProperty("kanal").GetString());
        Assert.Equal(pdf, await post.Server.Som("sagsbehandler").GetByteArrayAsync(new Uri($"/api/v1/indbakke/{p.GetProperty("id").GetString()}/filer/1", UriKind.Relative)));
        Assert.Single(Directory.GetFiles(Path.Combine(mappe, "Arkiv")));
        Assert.Equal(["halv.part"], Directory.GetFiles(mappe).Select(Path.GetFileName));
    }

    [Theory, InlineData(".."), InlineData("../maanekaer"), InlineData("/etc"), InlineData("a/../../b"), InlineData(".skjult"), InlineData("a//b"), InlineData("link/under"), InlineData(""), InlineData("a\\b"), InlineData("a\0b")]
    public async Task En_sti_uden_for_serverens_postmappe_afvises(string sti)
    {
        if (!File.Exists(Path.Combine(post.Rod, "link")) && !Directory.Exists(Path.Combine(post.Rod, "link")))
            Directory.CreateSymbolicLink(Path.Combine(post.Rod, "link"), "/tmp");

        using var svar = await post.Server.Som("administrator").PostAsync("/api/v1/postkasser", new { navn = "X", art = "Maildir", sti, enhedId = await Postmappe.EnhedAsync(post.Server) });

        await svar.FejlerPaaAsync("sti");
    }

    [Fact]
    public async Task To_postkasser_deler_ikke_mappe_og_paa_pause_hentes_der_ikke()
    {
        var (id, mappe) = await post.PostkasseAsync();
        var administrator = post.Server.Som("administrator");
        var enhed = await Postmappe.EnhedAsync(post.Server);
        await (await administrator.PostAsync("/api/v1/postkasser", new { navn = "To", art = "Maildir", sti = Navn(mappe), enhedId = enhed })).BrydesAsync("IND-10");
        await (await administrator.PostAsync("/api/v1/postkasser", new { navn = "To", art = "Scanmappe", sti = Navn(mappe) + "/cur", enhedId = enhed })).BrydesAsync("IND-10");
        await (await administrator.PatchAsync($"/api/v1/postkasser/{id}", new { aktiv = false })).ForventAsync(HttpStatusCode.OK);
        Postmappe.Aflever(mappe, Postmappe.Mail("Venter"));

        await post.HentAsync();

        Assert.Empty(await ModtagetAsync(Navn(mappe)));
        await (await post.Server.Som("sagsbehandler").GetAsync(new Uri("/api/v1/postkasser", UriKind.Relative))).ForventAsync(HttpStatusCode.Forbidden);
    }

    public static TheoryData<string> Sager => [.. Korpus().Keys];

    /// <summary>Mails as they come: nested, cut, lying about themselves.</summary>
    internal static Dictionary<string, byte[]> Korpus()
    {
        var modtagere = string.Join(",\r\n ", Enumerable.Range(0, 10_000).Select(i => $"\"Modtager {i}\" <m{i}@opdigt.example>"));
        var tung = Convert.ToBase64String(new byte[36 * 1024 * 1024], Base64FormattingOptions.InsertLineBreaks);
        string Dyb(int n) => n == 0 ? "Subject: Inderst\r\n\r\nhej\r\n" : $"Subject: Lag {n}\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b{n}\"\r\n\r\n--b{n}\r\nContent-Type: message/rfc822\r\n\r\n{Dyb(n - 1)}\r\n--b{n}--\r\n";
        return new(StringComparer.Ordinal)
        {
            ["ti tusind modtagere"] = Encoding.ASCII.GetBytes($"From: a@x.example\r\nTo: {modtagere}\r\nSubject: ti tusind modtagere\r\n\r\nHej\r\n"),
            ["50 MB"] = Encoding.ASCII.GetBytes($"From: a@x.example\r\nSubject: 50 MB\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nStor\r\n--b\r\nContent-Type: application/octet-stream; name=\"stor.bin\"\r\nContent-Disposition: attachment; filename=\"stor.bin\"\r\nContent-Transfer-Encoding: base64\r\n\r\n{tung}\r\n--b--\r\n"),
            ["ingen tekst"] = "From: a@x.example\r\nSubject: ingen tekst\r\nMIME-Version: 1.0\r\nContent-Type: application/pdf; name=x.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n"u8.ToArray(),
            ["videresendt som bilag"] = Provefiler.MailMedBilag("videresendt som bilag"),
            ["femten lag"] = Encoding.ASCII.GetBytes(Dyb(15).Replace("Subject: Lag 15", "From: a@x.example\r\nSubject: femten lag", StringComparison.Ordinal)),
            ["winmail"] = "From: a@x.example\r\nSubject: winmail\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSe bilag\r\n--b\r\nContent-Type: application/ms-tnef; name=winmail.dat\r\nContent-Disposition: attachment; filename=winmail.dat\r\nContent-Transfer-Encoding: base64\r\n\r\neJ8+IgAAAAA=\r\n--b--\r\n"u8.ToArray(),
            ["forkert tegns\u00e6t"] = [.. "From: a@x.example\r\nSubject: forkert tegnsæt\r\nContent-Type: text/plain; charset=us-ascii\r\n\r\n"u8, .. "bl\u00e5b\u00e6r"u8, 0xE5, 0xFF, 0x00, 0x0D, 0x0A],
            ["underskrevet"] = "From: a@x.example\r\nSubject: underskrevet\r\nMIME-Version: 1.0\r\nContent-Type: multipart/signed; protocol=\"application/pkcs7-signature\"; micalg=sha-256; boundary=s\r\n\r\n--s\r\nContent-Type: text/plain\r\n\r\nUnderskrevet tekst\r\n--s\r\nContent-Type: application/pkcs7-signature; name=smime.p7s\r\nContent-Transfer-Encoding: base64\r\nContent-Disposition: attachment; filename=smime.p7s\r\n\r\nMIAGCSqGSIb3DQEHAqCA\r\n--s--\r\n"u8.ToArray(),
            ["kun bytes"] = [.. Enumerable.Range(0, 4096).Select(i => (byte)(i * 31))],
            ["ingen linjer"] = Encoding.ASCII.GetBytes("Subject: ingen linjer" + new string('x', 300_000)),
            ["halve tegn i emnet"] = "From: =?utf-8?B?7aC9?= <a@x.example>\r\nSubject: halve tegn i emnet =?utf-8?B?7aC9?= \0 \u202e\r\nMessage-ID: <\0\0>\r\n\r\n\0\r\n"u8.ToArray(),
        };
    }

    [Theory, MemberData(nameof(Sager))]
    public async Task Akavede_mails_kommer_ind_ses_og_journaliseres(string hvilken)
    {
        var mail = Korpus()[hvilken];
        var (_, mappe) = await post.PostkasseAsync();
        Postmappe.Aflever(mappe, mail);
        await post.HentAsync();

        var p = Assert.Single(await ModtagetAsync(Navn(mappe)));

        var klient = post.Server.Som("sagsbehandler");
        var id = p.GetProperty("id").GetString();
        using (var side = await klient.GetAsync(new Uri($"/indbakke/{id}", UriKind.Relative)))
            Assert.Equal(HttpStatusCode.OK, side.StatusCode);
        var fuld = await klient.HentAsync($"/api/v1/indbakke/{id}");
        if (hvilken == "winmail")
            Assert.Contains("Outlooks egen indpakning", fuld.GetProperty("filer")[1].GetProperty("bemaerkning").GetString(), StringComparison.Ordinal);
        var sag = (await klient.SendAsync("/api/v1/sager", new { titel = hvilken, emne = "02.34.02", facet = "G01" })).GetProperty("sagsnummer").GetString();
        var svar = await klient.SendAsync($"/api/v1/indbakke/{id}/journalisering", new { sag });
        Assert.Equal(mail, await klient.GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{svar.GetProperty("dokumentId").GetString()}/filer/1", UriKind.Relative)));
    }

    /// <summary>Bytes are changed, cut and doubled at random; the seed is fixed, so that what fails can be found again. Nothing but a piece of post may come of it.</summary>
    [Fact]
    public async Task Muterede_mails_giver_altid_et_stykke_post()
    {
        var (id, mappe) = await post.PostkasseAsync();
        var tal = new Random(20261122);
        var froe = Korpus().Where(k => k.Value.Length < 100_000).Select(k => k.Value).Append(Provefiler.MailMedBilleder(Provefiler.Png)).ToList();
        const int Antal = 150;
        for (var i = 0; i < Antal; i++)
        {
            List<byte> mail = [.. froe[i % froe.Count]];
            for (var n = tal.Next(1, 30); n > 0; n--)
            {
                var at = tal.Next(mail.Count);
                switch (tal.Next(4))
                {
                    case 0: mail[at] = (byte)tal.Next(256); break;
                    case 1: mail.RemoveRange(at, Math.Min(tal.Next(1, 40), mail.Count - at)); break;
                    case 2: mail.InsertRange(at, mail.Skip(tal.Next(mail.Count)).Take(tal.Next(1, 60)).ToList()); break;
                    default: mail[at] = (byte)"\r\n\0:;=?\"<>-"[tal.Next(11)]; break;
                }

                if (mail.Count == 0)
                    mail.Add((byte)'x');
            }

            mail.AddRange(Encoding.ASCII.GetBytes($"\r\n{i}"));
            Postmappe.Aflever(mappe, [.. mail], $"{i:000}.vaert");
        }

        await post.HentAsync();

        Assert.Empty(Directory.GetFiles(Path.Combine(mappe, "new")));
        Assert.Empty((await StandAsync(id)).GetProperty("ulaeselige").EnumerateArray());
        Assert.Equal(Antal, post.Server.Database.Tal("korsbaek", $"select count(*) from indbakkepost where postkasse_id = (select id from postkasse where navn = '{Navn(mappe)}')"));
    }
}
