using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Http;

/// <summary>Post with the real programs around it: dovecot and mbsync, clamd with a signature of the tests' own, msgconvert.</summary>
public sealed class PostprogrammerTests : IAsyncLifetime
{
    /// <summary>What the tests' signature finds.</summary>
    private const string Virus = "ESDH-PROEVE-VIRUS-1234567890";

    private readonly string _mappe = Directory.CreateTempSubdirectory("esdh-prog-").FullName;
    private readonly List<Process> _programmer = [];

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync()
    {
        foreach (var program in _programmer)
            Stop(program);
        Directory.Delete(_mappe, recursive: true);
        return Task.CompletedTask;
    }

    private string Sti(params string[] led) => Path.Combine([_mappe, .. led]);

    private Process Start(string program, params string[] argumenter)
    {
        var start = new ProcessStartInfo(File.Exists("/usr/sbin/" + program) ? "/usr/sbin/" + program : program, argumenter) { RedirectStandardOutput = true, RedirectStandardError = true, Environment = { ["HOME"] = _mappe } };
        var process = Process.Start(start)!;
        _programmer.Add(process);
        return process;
    }

    private static void Stop(Process program)
    {
        if (!program.HasExited)
        {
            program.Kill(entireProcessTree: true);
            program.WaitForExit();
        }
    }

    private static async Task VentAsync(Func<Task<bool>> paa, string hvad, string? log = null)
    {
        for (var i = 0; i < 1200; i++)
        {
            if (await paa())
                return;
            await Task.Delay(100);
        }

        Assert.Fail($"{hvad} did not happen. {(log is not null && File.Exists(log) ? await File.ReadAllTextAsync(log) : "")}");
    }

    private async Task<Process> ClamdAsync(string socket)
    {
        Directory.CreateDirectory(Sti("signaturer"));
        await File.WriteAllTextAsync(Sti("signaturer", "proeve.ndb"), $"Esdh.Proeve:0:*:{Convert.ToHexStringLower(Encoding.ASCII.GetBytes(Virus))}\n");
        await File.WriteAllTextAsync(Sti("clamd.conf"), $"DatabaseDirectory {Sti("signaturer")}\nLocalSocket {socket}\nForeground yes\nStreamMaxLength 2M\nLogFile {Sti("clamd.log")}\n");
        File.Delete(socket);
        var clamd = Start("clamd", "-c", Sti("clamd.conf"));
        await VentAsync(() => Task.FromResult(File.Exists(socket)), "clamd's start");
        return clamd;
    }

    private static Testserver Server(string? clamav = null, string? rod = null) => Testserver.Med(new Dictionary<string, string>
    {
        ["Esdh:Post:Sekunder"] = "3600", ["Esdh:Post:Clamav"] = clamav ?? "", ["Esdh:Post:Rod"] = rod ?? "",
    });

    private static async Task<string> LaegAsync(HttpClient klient, string navn, byte[] indhold) =>
        (await (await klient.UploadAsync("/api/v1/indbakke", navn, indhold, new { })).ForventAsync(HttpStatusCode.Created)).GetProperty("poster")[0].GetProperty("id").GetString()!;

    [Fact]
    public async Task Virus_saettes_til_side_og_uden_svar_fra_skanneren_venter_posten()
    {
        var socket = Sti("clamd.sock");
        await using var server = Server(socket);
        await server.InitializeAsync();
        var klient = server.Som("sagsbehandler");
        var syg = Encoding.ASCII.GetBytes($"From: a@x.example\r\nSubject: Faktura\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nSe bilag\r\n--b\r\nContent-Type: application/pdf; name=faktura.pdf\r\nContent-Disposition: attachment; filename=faktura.pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n{Convert.ToBase64String(Encoding.ASCII.GetBytes("%PDF-1.4 " + Virus))}\r\n--b--\r\n");
        var (venter, virus) = (await LaegAsync(klient, "god.pdf", Provefiler.Pdf()), await LaegAsync(klient, "syg.eml", syg));
        var sag = (await klient.SendAsync("/api/v1/sager", new { titel = "Virus", emne = "02.34.02", facet = "G01" })).GetProperty("sagsnummer").GetString();

        await Postmappe.HentAsync(server); // nobody answers
        Assert.Equal("Venter", (await klient.HentAsync($"/api/v1/indbakke/{venter}")).GetProperty("post").GetProperty("kontrol").GetString());
        Assert.Contains("ikke skannet for virus endnu", WebUtility.HtmlDecode(await klient.GetStringAsync(new Uri($"/indbakke/{venter}", UriKind.Relative))), StringComparison.Ordinal);
        await (await klient.GetAsync(new Uri($"/api/v1/indbakke/{venter}/filer/1", UriKind.Relative))).BrydesAsync("IND-7");
        await (await klient.PostAsync($"/api/v1/indbakke/{venter}/journalisering", new { sag })).BrydesAsync("IND-7");
        await (await klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "brev.pdf", Provefiler.Pdf(), new { titel = "Brev", retning = "indgaaende" })).FejlerPaaAsync("fil");
        Assert.Contains("Virusskanneren svarer ikke", WebUtility.HtmlDecode(await server.Som("administrator").GetStringAsync(new Uri("/administration/postkasser", UriKind.Relative))), StringComparison.Ordinal);

        await ClamdAsync(socket);
        await Postmappe.HentAsync(server);
        await klient.SendAsync($"/api/v1/indbakke/{venter}/journalisering", new { sag });
        var fundet = await klient.HentAsync($"/api/v1/indbakke/{virus}");
        Assert.Equal("Inficeret", fundet.GetProperty("post").GetProperty("kontrol").GetString());
        Assert.StartsWith("Esdh.Proeve", fundet.GetProperty("virus").GetString(), StringComparison.Ordinal);
        Assert.Contains("sat til side", WebUtility.HtmlDecode(await klient.GetStringAsync(new Uri($"/indbakke/{virus}", UriKind.Relative))), StringComparison.Ordinal);
        foreach (var sti in new[] { $"/api/v1/indbakke/{virus}/filer/1", $"/api/v1/indbakke/{virus}/filer/2", $"/indbakke/{virus}/filer/1", $"/indbakke/{virus}/vis/2", $"/indbakke/{virus}/vis/1/mail" })
            Assert.Equal(HttpStatusCode.Conflict, (await klient.GetAsync(new Uri(sti, UriKind.Relative))).StatusCode);
        await (await klient.PostAsync($"/api/v1/indbakke/{virus}/journalisering", new { sag })).BrydesAsync("IND-6");
        await (await klient.PutAsync($"/api/v1/indbakke/{virus}/uden-betydning", new { begrundelse = "Virus" })).ForventAsync(HttpStatusCode.OK);
        var afvist = await (await klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "syg.pdf", Encoding.ASCII.GetBytes("%PDF-1.4 " + Virus), new { titel = "Brev", retning = "indgaaende" })).FejlerPaaAsync("fil");
        Assert.Contains("Esdh.Proeve", afvist.ToString(), StringComparison.Ordinal);
        await (await klient.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "brev.pdf", Provefiler.Pdf("rask"), new { titel = "Brev", retning = "indgaaende" })).ForventAsync(HttpStatusCode.Created);

        var stor = await LaegAsync(klient, "stor.txt", Encoding.ASCII.GetBytes(new string('x', 5_000_000)));
        await Postmappe.HentAsync(server);
        Assert.Equal("ForStor", (await klient.HentAsync($"/api/v1/indbakke/{stor}")).GetProperty("post").GetProperty("kontrol").GetString());
    }

    [Fact]
    public async Task En_outlookfil_kan_laeses_og_journaliseres_med_originalen_uaendret()
    {
        await File.WriteAllTextAsync(Sti("lav.pl"), """
            use OLE::Storage_Lite; use Encode;
            sub u { encode('UTF-16LE', $_[0]) }
            sub f { OLE::Storage_Lite::PPS::File->new(u($_[0]), $_[1]) }
            sub d { OLE::Storage_Lite::PPS::Dir->new(u($_[0]), undef, undef, $_[1]) }
            my @b = (f('__properties_version1.0', "\0" x 8), f('__substg1.0_37010102', "%PDF-1.4\nhej\n%%EOF"), f('__substg1.0_3707001F', u('plan.pdf')), f('__substg1.0_370E001F', u('application/pdf')));
            OLE::Storage_Lite::PPS::Root->new(undef, undef, [
              d('__nameid_version1.0', [f('__substg1.0_00020102', ''), f('__substg1.0_00030102', ''), f('__substg1.0_00040102', '')]),
              f('__properties_version1.0', "\0" x 32), f('__substg1.0_001A001F', u('IPM.Note')), f('__substg1.0_0037001F', u('Outlook om carport')), f('__substg1.0_1000001F', u("Hej\r\nSe planen.")),
              f('__substg1.0_0C1A001F', u('Bo Opdigt')), f('__substg1.0_0C1F001F', u('bo@opdigt.example')), d('__attach_version1.0_#00000000', \@b) ])->save($ARGV[0], 1) or die;
            """);
        using (var perl = Start("perl", Sti("lav.pl"), Sti("mail.msg")))
            await perl.WaitForExitAsync();
        _programmer.Clear();
        var msg = await File.ReadAllBytesAsync(Sti("mail.msg"));
        await using var server = Server();
        await server.InitializeAsync();
        var klient = server.Som("sagsbehandler");

        var id = await LaegAsync(klient, "mail.msg", msg);
        var p = await klient.HentAsync($"/api/v1/indbakke/{id}");
        Assert.Equal("Outlook om carport", p.GetProperty("post").GetProperty("emne").GetString());
        Assert.Equal("Bo Opdigt", p.GetProperty("post").GetProperty("afsender").GetString());
        Assert.Equal(["mail.msg", "mail.eml", "plan.pdf"], p.GetProperty("filer").EnumerateArray().Select(f => f.GetProperty("filnavn").GetString()));
        Assert.Contains("Se planen.", await klient.GetStringAsync(new Uri($"/indbakke/{id}", UriKind.Relative)), StringComparison.Ordinal);
        var sag = (await klient.SendAsync("/api/v1/sager", new { titel = "Outlook", emne = "02.34.02", facet = "G01" })).GetProperty("sagsnummer").GetString();
        var svar = await klient.SendAsync($"/api/v1/indbakke/{id}/journalisering", new { sag });
        Assert.Equal(msg, await klient.GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{svar.GetProperty("dokumentId").GetString()}/filer/1", UriKind.Relative)));
        Assert.Contains("Se planen.", await klient.GetStringAsync(new Uri($"/dokumenter/{svar.GetProperty("dokumentId").GetString()}", UriKind.Relative)), StringComparison.Ordinal); // the readable one is shown first

        // Changed at random it is still a file that can be filed, whatever msgconvert makes of it.
        var tal = new Random(7);
        for (var i = 0; i < 6; i++)
        {
            var ramt = msg.ToArray();
            for (var n = 0; n < 40; n++)
                ramt[tal.Next(512, ramt.Length)] = (byte)tal.Next(256);
            await klient.HentAsync($"/api/v1/indbakke/{await LaegAsync(klient, $"ramt{i}.msg", ramt)}");
        }
    }

    [Fact]
    public async Task Mail_fra_en_imapserver_hentes_af_mbsync_og_ligger_i_indbakken_een_gang()
    {
        var port = 20_000 + Random.Shared.Next(20_000);
        var bruger = Environment.UserName;
        var (indre, logon) = bruger == "root" ? ("dovecot", "dovenull") : (bruger, bruger); // its login process will not be root
        foreach (var mappe in new[] { _mappe, Sti("post"), Sti("hjem") })
        {
            Directory.CreateDirectory(mappe);
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(mappe, (UnixFileMode)0b111_111_111); // dovecot's processes are other users than ours
        }

        await File.WriteAllTextAsync(Sti("dovecot.conf"), $$"""
            protocols = imap
            listen = 127.0.0.1
            base_dir = {{Sti("koer")}}
            state_dir = {{Sti("koer")}}
            log_path = {{Sti("dovecot.log")}}
            ssl = no
            disable_plaintext_auth = no
            default_internal_user = {{indre}}
            default_internal_group = {{indre}}
            default_login_user = {{logon}}
            first_valid_uid = 0
            mail_location = maildir:{{Sti("post")}}/%u
            passdb {
              driver = static
              args = password=hemmelig
            }
            userdb {
              driver = static
              args = uid={{indre}} gid={{indre}} home={{Sti("hjem")}}/%u
            }
            service imap-login {
              chroot =
              inet_listener imap {
                port = {{port}}
              }
              inet_listener imaps {
                port = 0
              }
            }
            service anvil {
              chroot =
            }
            """);
        Directory.CreateDirectory(Sti("koer"));
        var dovecot = Start("dovecot", "-F", "-c", Sti("dovecot.conf"));
        await VentAsync(async () => await SvarerAsync(port), "dovecot's start", Sti("dovecot.log"));
        await using var server = Server(rod: Sti("rod"));
        await server.InitializeAsync();
        var maildir = Sti("rod", "korsbaek", "teknik");
        Directory.CreateDirectory(Sti("rod", "korsbaek"));
        Directory.CreateDirectory(Sti("stand"));
        await File.WriteAllTextAsync(Sti("mbsyncrc"), $"""
            IMAPAccount teknik
            Host 127.0.0.1
            Port {port.ToString(CultureInfo.InvariantCulture)}
            User teknik
            Pass hemmelig
            SSLType None
            AuthMechs LOGIN

            IMAPStore fjern
            Account teknik

            MaildirStore naer
            Path {Sti("rod", "korsbaek")}/
            Inbox {maildir}
            SubFolders Verbatim

            Channel teknik
            Far :fjern:
            Near :naer:
            Patterns INBOX
            Create Near
            Sync PullNew
            Expunge None
            SyncState {Sti("stand")}/teknik-
            """);
        await server.Som("administrator").SendAsync("/api/v1/postkasser", new { navn = "Teknik", art = "Maildir", sti = "teknik", enhedId = await Postmappe.EnhedAsync(server) });

        await AfleverAsync(port, Postmappe.Mail("Første"), Postmappe.Mail("Anden"));
        await MbsyncAsync(0);
        await Postmappe.HentAsync(server);
        await AfleverAsync(port, Postmappe.Mail("Tredje"));
        await MbsyncAsync(0);
        await Postmappe.HentAsync(server);
        await MbsyncAsync(0); // what was moved aside does not come again
        await Postmappe.HentAsync(server);

        async Task<List<string?>> EmnerAsync() =>
            [.. (await server.Som("sagsbehandler").HentAsync("/api/v1/indbakke?boks=enhed")).GetProperty("poster").EnumerateArray().Select(p => p.GetProperty("emne").GetString())];
        Assert.Equal(["Tredje", "Anden", "Første"], await EmnerAsync());
        Stop(dovecot); // the mail server is gone: nothing comes, and nothing breaks
        await MbsyncAsync(1);
        await Postmappe.HentAsync(server);
        Assert.Equal(3, (await EmnerAsync()).Count);
    }

    private async Task MbsyncAsync(int kode)
    {
        using var mbsync = Start("mbsync", "-c", Sti("mbsyncrc"), "-a");
        var tekst = mbsync.StandardError.ReadToEndAsync();
        await mbsync.WaitForExitAsync();
        Assert.True((kode == 0) == (mbsync.ExitCode == 0), await tekst);
        _programmer.Remove(mbsync);
    }

    private static async Task<bool> SvarerAsync(int port)
    {
        try
        {
            using var klient = new TcpClient();
            await klient.ConnectAsync(IPAddress.Loopback, port);
            using var laeser = new StreamReader(klient.GetStream());
            return (await laeser.ReadLineAsync())?.StartsWith("* OK", StringComparison.Ordinal) == true;
        }
        catch (Exception e) when (e is SocketException or IOException)
        {
            return false;
        }
    }

    /// <summary>IMAP APPEND, as a mail program or a server delivers.</summary>
    private static async Task AfleverAsync(int port, params byte[][] mails)
    {
        using var klient = new TcpClient();
        await klient.ConnectAsync(IPAddress.Loopback, port);
        await using var stream = klient.GetStream();
        using var laeser = new StreamReader(stream);
        await laeser.ReadLineAsync();
        await KommandoAsync("a LOGIN teknik hemmelig", "a ");
        foreach (var mail in mails)
        {
            await KommandoAsync($"b APPEND INBOX {{{mail.Length.ToString(CultureInfo.InvariantCulture)}}}", "+ ");
            await stream.WriteAsync(mail);
            await KommandoAsync("", "b ");
        }

        await KommandoAsync("c LOGOUT", "c ");

        async Task KommandoAsync(string linje, string til)
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(linje + "\r\n"));
            string? svar;
            do
                svar = await laeser.ReadLineAsync();
            while (svar is not null && !svar.StartsWith(til, StringComparison.Ordinal));
            Assert.True(svar is not null && (til == "+ " || svar.Contains("OK", StringComparison.Ordinal)), svar);
        }
    }
}
