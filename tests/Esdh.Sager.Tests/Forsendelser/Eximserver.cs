using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Esdh.Sager.Tests.Forsendelser;

/// <summary>
/// Debian's exim with a certificate of a certifier of the test's own, that takes mail over TLS alone and delivers to a Maildir for each name. <c>findesikke@</c> is refused,
/// <c>senere@</c> put off, <c>tilbage@</c> taken and sent back.
/// </summary>
[System.Runtime.Versioning.UnsupportedOSPlatform("windows")]
internal sealed class Eximserver : IAsyncDisposable
{
    public const string Domaene = "korsbaek.test";

    private readonly Process _process;

    private Eximserver(string mappe, int port, Process process) => (Mappe, Port, _process) = (mappe, port, process);

    public string Mappe { get; }

    public int Port { get; }

    public string Rod => Path.Combine(Mappe, "rod.pem");

    public string Postkasse(string navn) => Path.Combine(Mappe, "post", navn);

    public string[] Breve(string navn) => Directory.Exists(Path.Combine(Postkasse(navn), "new")) ? Directory.GetFiles(Path.Combine(Postkasse(navn), "new")) : [];

    public static async Task<Eximserver> StartAsync(IEnumerable<string> brugere)
    {
        var mappe = Directory.CreateTempSubdirectory("esdh-exim-").FullName;
        foreach (var sti in new[] { mappe, Path.Combine(mappe, "post"), Path.Combine(mappe, "spool"), Path.Combine(mappe, "log") })
        {
            Directory.CreateDirectory(sti);
            File.SetUnixFileMode(sti, (UnixFileMode)0b111_111_111); // exim's processes are another user's
        }

        await File.WriteAllLinesAsync(Path.Combine(mappe, "brugere"), brugere.Append("kvittering").Select(b => $"{b}: {b}"));
        LavCertifikater(mappe);
        using (var fri = new TcpListener(IPAddress.Loopback, 0))
        {
            fri.Start();
            var port = ((IPEndPoint)fri.LocalEndpoint).Port;
            fri.Stop();
            var opsaetning = Path.Combine(mappe, "exim.conf");
            await File.WriteAllTextAsync(opsaetning, $$"""
                keep_environment =
                primary_hostname = localhost
                spool_directory = {{mappe}}/spool
                log_file_path = {{mappe}}/log/%slog
                pid_file_path = {{mappe}}/exim.pid
                domainlist egne = {{Domaene}}
                acl_smtp_rcpt = rcpt
                tls_advertise_hosts = *
                tls_certificate = {{mappe}}/cert.pem
                tls_privatekey = {{mappe}}/key.pem
                never_users =
                message_size_limit = 40M
                smtp_accept_max = 50
                smtp_accept_queue_per_connection = 0
                begin acl
                rcpt:
                  deny !encrypted = *
                       message = TLS required
                  deny local_parts = findesikke
                       message = no such user
                  defer local_parts = senere
                       message = try later
                  accept domains = +egne
                  deny message = relay not permitted
                begin routers
                tilbage:
                  driver = redirect
                  local_parts = tilbage
                  allow_fail
                  data = :fail: mailbox is gone
                lokal:
                  driver = accept
                  domains = +egne
                  local_parts = lsearch;{{mappe}}/brugere
                  transport = maildir
                begin transports
                maildir:
                  driver = appendfile
                  maildir_format = true
                  directory = {{mappe}}/post/$local_part_data
                  create_directory = true
                  user = {{(Environment.UserName == "root" ? "Debian-exim" : Environment.UserName)}}
                  mode = 0666
                  directory_mode = 0777
                begin retry
                * * F,2h,1m
                """);
            var start = new ProcessStartInfo("/usr/sbin/exim4", ["-bdf", "-q1m", "-C", opsaetning, "-oX", $"127.0.0.1.{port}"]) { RedirectStandardOutput = true, RedirectStandardError = true };
            var exim = new Eximserver(mappe, port, Process.Start(start)!);
            for (var i = 0; i < 1200; i++)
            {
                using var proeve = new TcpClient();
                try
                {
                    await proeve.ConnectAsync(IPAddress.Loopback, port);
                    return exim;
                }
                catch (SocketException)
                {
                    await Task.Delay(100);
                }
            }

            await exim.DisposeAsync();
            throw new InvalidOperationException("exim does not start: " + await exim._process.StandardError.ReadToEndAsync());
        }
    }

    /// <summary>As <c>["Esdh:X"] = "y"</c> for a server that sends through it.</summary>
    public Dictionary<string, string> Indstillinger() => new()
    {
        ["Esdh:Forsendelse:Smtp:Server"] = $"localhost:{Port}", ["Esdh:Forsendelse:Smtp:Rodcertifikat"] = Rod, ["Esdh:Forsendelse:Afsender"] = $"teknik@{Domaene}",
        ["Esdh:Forsendelse:Kvitteringsadresse"] = $"kvittering@{Domaene}", ["Esdh:Forsendelse:Kvitteringspostkasse"] = Postkasse("kvittering"), ["Esdh:Forsendelse:PauseSekunder"] = "0.2",
    };

    private static void LavCertifikater(string mappe)
    {
        var nu = TimeProvider.System.GetUtcNow();
        using var rodnoegle = RSA.Create(2048);
        var rodbestilling = new CertificateRequest("CN=Esdh Proeve", rodnoegle, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        rodbestilling.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        rodbestilling.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyCertSign, true));
        using var rod = rodbestilling.CreateSelfSigned(nu.AddYears(-1), nu.AddYears(2));
        using var noegle = RSA.Create(2048);
        var bestilling = new CertificateRequest("CN=localhost", noegle, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var navne = new SubjectAlternativeNameBuilder();
        navne.AddDnsName("localhost");
        bestilling.CertificateExtensions.Add(navne.Build());
        using var certifikat = bestilling.Create(rod, nu.AddYears(-1), nu.AddYears(1), [1, 2, 3, 4]);
        File.WriteAllText(Path.Combine(mappe, "rod.pem"), rod.ExportCertificatePem());
        File.WriteAllText(Path.Combine(mappe, "cert.pem"), certifikat.ExportCertificatePem());
        File.WriteAllText(Path.Combine(mappe, "key.pem"), noegle.ExportPkcs8PrivateKeyPem());
        File.SetUnixFileMode(Path.Combine(mappe, "key.pem"), (UnixFileMode)0b110_100_100); // only the test's own
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        await Task.Delay(200); // its deliveries end
        Directory.Delete(Mappe, recursive: true);
    }
}
