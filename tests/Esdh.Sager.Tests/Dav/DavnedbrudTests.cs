using System.Net;
using System.Net.Sockets;
using System.Text;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Dav;

/// <summary>The server as a process: killed while an editor saves, and sent what no editor sends.</summary>
public sealed class DavnedbrudTests : IAsyncLifetime
{
    private readonly Testdatabase _database = new();

    private Dictionary<string, string> Settings => new(_database.Settings) { ["Esdh:Demonstration"] = "tom" };

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync() => await _database.DisposeAsync();

    [Fact]
    public async Task Draebt_midt_i_en_PUT_er_dokumentet_helt_og_redigeringen_gaar_videre_paa_samme_adresse()
    {
        var foer = Davklient.Indhold("Udkast");
        string dokument, sti, laas;
        await using (var server = await Serverproces.StartAsync(Settings))
        {
            using var signe = Som(server);
            (dokument, sti) = await BegyndAsync(signe, foer);
            var word = Editor(server, sti);
            laas = await word.LaasAsync();
            using var linje = new TcpClient(AddressFamily.InterNetwork);
            await linje.ConnectAsync(server.Adresse.Host, server.Adresse.Port);
            await linje.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"PUT {sti} HTTP/1.1\r\nHost: {server.Adresse.Authority}\r\nIf: (<{laas}>)\r\nContent-Length: 5000000\r\n\r\n"));
            for (var i = 0; i < 30; i++)
                await linje.GetStream().WriteAsync(new byte[100_000]);
            for (var i = 0; i < 2400 && Directory.GetFiles(Path.Combine(_database.Folder, "myndigheder", "korsbaek", "filer", "ny")).Length == 0; i++)
                await Task.Delay(50);
            await server.DraebAsync();
        }

        var efter = Davklient.Indhold("Efter genstart");
        await using (var server = await Serverproces.StartAsync(Settings))
        {
            using var signe = Som(server);
            Assert.Equal(foer, await signe.GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{dokument}/filer/1", UriKind.Relative)));
            var word = Editor(server, sti);
            await word.ForventAsync(HttpStatusCode.NoContent, "PUT", null, efter, $"If: (<{laas}>)"); // the lock was on disk
            Assert.Equal(2, (await signe.HentAsync($"/api/v1/dokumenter/{dokument}/udgaver")).GetArrayLength());
            await server.StopAsync();
        }

        var (kode, udskrift) = await Serverproces.KommandoAsync(_database.Settings, "verificer");
        Assert.True(kode == 0, udskrift);
    }

    /// <summary>Real requests with bytes changed, cut, doubled and swapped: an answer that says no, never an error of the server's, and a whole database.</summary>
    [Fact]
    public async Task Forvanskede_forespoergsler_giver_aldrig_en_fejl_i_serveren()
    {
        var tilfaeldig = new Random(20261122);
        List<string> fejl = [];
        await using (var server = await Serverproces.StartAsync(Settings))
        {
            using var signe = Som(server);
            var (_, sti) = await BegyndAsync(signe, Davklient.Indhold("Udkast"));
            var mappe = sti[..(sti.LastIndexOf('/') + 1)];
            var laas = await Editor(server, sti).LaasAsync();
            string Kald(string metode, string adresse, string hoveder, string krop = "") =>
                $"{metode} {adresse} HTTP/1.1\r\nHost: {server.Adresse.Authority}\r\n{hoveder}Content-Length: {Encoding.UTF8.GetByteCount(krop)}\r\nConnection: close\r\n\r\n{krop}";
            byte[][] froe =
            [
                .. new[]
                {
                    Kald("OPTIONS", mappe, ""), Kald("PROPFIND", mappe, "Depth: 1\r\n", "<?xml version=\"1.0\"?><D:propfind xmlns:D=\"DAV:\"><D:prop><D:getetag/><Z:x xmlns:Z=\"urn:x\"/></D:prop></D:propfind>"),
                    Kald("LOCK", sti, "Timeout: Second-600\r\nDepth: 0\r\n", Davklient.Lockinfo("Signe")), Kald("LOCK", sti, $"If: (<{laas}>)\r\n"), Kald("UNLOCK", mappe + "~x.tmp", "Lock-Token: <opaquelocktoken:x>\r\n"),
                    Kald("PUT", sti, $"If: <{sti}> (<{laas}> [\"x\"]) (<{laas}>)\r\nIf-Match: *\r\n", "Kære Bo, her er nyt"), Kald("PUT", mappe + "~$brev.docx", "", "Signe"),
                    Kald("MOVE", mappe + "~$brev.docx", $"Destination: http://{server.Adresse.Authority}{sti}\r\nOverwrite: T\r\nIf: (<{laas}>)\r\n"), Kald("DELETE", mappe + "~$brev.docx", ""),
                    Kald("PROPPATCH", sti, "", "<?xml version=\"1.0\"?><D:propertyupdate xmlns:D=\"DAV:\"><D:set><D:prop><Z:Win32FileAttributes xmlns:Z=\"urn:schemas-microsoft-com:\">20</Z:Win32FileAttributes></D:prop></D:set></D:propertyupdate>"),
                    Kald("GET", sti, "Range: bytes=0-4\r\nIf-None-Match: \"x\"\r\n"),
                }.Select(Encoding.UTF8.GetBytes),
            ];
            for (var i = 0; i < 900; i++)
            {
                var sendt = i < froe.Length ? froe[i] : Forvansk(froe[i % froe.Length], tilfaeldig);
                var status = await StatusAsync(server.Adresse, sendt);
                if (status is >= 500 and not (501 or 505 or 507))
                    fejl.Add($"{status}: {Encoding.Latin1.GetString(sendt)}");
            }

            Assert.True(fejl.Count == 0, string.Join("\n\n", fejl.Take(5)) + server.Log[..Math.Min(3000, server.Log.Length)]);
            Assert.True((await signe.HentAsync("/api/v1/mig")).GetProperty("nr").GetInt32() > 0);
            Assert.DoesNotContain("Esdh.Sager.Dav.", server.Log, StringComparison.Ordinal); // no stack trace of ours
            await server.StopAsync();
        }

        var (kode, udskrift) = await Serverproces.KommandoAsync(_database.Settings, "verificer");
        Assert.True(kode == 0, udskrift);
    }

    /// <summary>Also where the operator has asked for every word of ASP.NET's, and when something goes wrong.</summary>
    [Fact]
    public async Task Noeglen_staar_aldrig_i_serverens_log()
    {
        var settings = Settings;
        settings["Logging:LogLevel:Default"] = settings["Logging:LogLevel:Microsoft.AspNetCore"] = settings["Logging:LogLevel:Microsoft.EntityFrameworkCore"] = "Trace";
        settings["Logging:LogLevel:Microsoft.Hosting.Lifetime"] = "Information";
        await using var server = await Serverproces.StartAsync(settings);
        using var signe = Som(server);
        var (_, sti) = await BegyndAsync(signe, Davklient.Indhold("Udkast"));
        var word = Editor(server, sti);
        await word.LaasAsync();
        foreach (var metode in new[] { "GET", "PUT", "POST", "OPTIONS", "MKCOL", "MOVE" })
            using (await word.KaldAsync(metode, null, metode == "PUT" ? Davklient.Indhold("x") : null)) { }
        await word.PropfindAsync("", 1);
        await StatusAsync(server.Adresse, Encoding.ASCII.GetBytes($"PUT {sti} HTTP/1.1\r\nHost: x\r\nContent-Length: abc\r\n\r\n"));
        await server.StopAsync();
        Assert.Contains("dbug", server.Log, StringComparison.Ordinal);
        var linje = server.Log.Split('\n').FirstOrDefault(l => l.Contains(word.Noegle, StringComparison.Ordinal));
        Assert.True(linje is null, linje);
    }

    private static HttpClient Som(Serverproces server) => new(new Tegnhandler(server.Adresse, "sagsbehandler", "korsbaek")) { BaseAddress = server.Adresse };

    private static Davklient Editor(Serverproces server, string sti) => new(new HttpClient { BaseAddress = server.Adresse }, new Uri(server.Adresse, sti).ToString());

    private static async Task<(string Dokument, string Sti)> BegyndAsync(HttpClient signe, byte[] indhold)
    {
        var sag = (await signe.SendAsync("/api/v1/sager", new { titel = "Redigering", emne = "02.34.02", facet = "G01" })).Navn("id");
        var dokument = (await (await signe.UploadAsync($"/api/v1/sager/{sag}/dokumenter", "brev.docx", indhold, new { titel = "Brev", retning = "udgaaende" })).ForventAsync(HttpStatusCode.Created)).Navn("id");
        await signe.SendAsync($"/api/v1/dokumenter/{dokument}/udtjekning", new { });
        return (dokument, new Uri((await signe.HentAsync($"/api/v1/dokumenter/{dokument}/udtjekning")).GetProperty("filer")[0].Navn("adresse")).AbsolutePath);
    }

    private static byte[] Forvansk(byte[] froe, Random tilfaeldig)
    {
        var bytes = froe.ToList();
        for (var n = tilfaeldig.Next(1, 5); n > 0; n--)
        {
            var plads = tilfaeldig.Next(bytes.Count);
            switch (tilfaeldig.Next(5))
            {
                case 0:
                    bytes[plads] = (byte)tilfaeldig.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(plads, Math.Min(tilfaeldig.Next(1, 12), bytes.Count - plads - (plads == 0 ? 1 : 0)));
                    break;
                case 2:
                    bytes.InsertRange(plads, bytes.GetRange(plads, Math.Min(tilfaeldig.Next(1, 30), bytes.Count - plads)));
                    break;
                case 3:
                    bytes[plads] ^= (byte)(1 << tilfaeldig.Next(8));
                    break;
                default:
                    bytes.Insert(plads, "<>()\"%/\0\r\n&"u8[tilfaeldig.Next(11)]);
                    break;
            }

            if (bytes.Count == 0)
                bytes.Add((byte)'x');
        }

        return [.. bytes];
    }

    /// <summary>The status of the answer; 0 where the line was closed without one, or it waits for more.</summary>
    private static async Task<int> StatusAsync(Uri adresse, byte[] sendt)
    {
        using var linje = new TcpClient(AddressFamily.InterNetwork);
        try
        {
            await linje.ConnectAsync(adresse.Host, adresse.Port);
            var stroem = linje.GetStream();
            await stroem.WriteAsync(sendt);
            linje.Client.Shutdown(SocketShutdown.Send);
            var svar = new byte[64];
            using var frist = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            var laest = await stroem.ReadAtLeastAsync(svar, 12, throwOnEndOfStream: false, frist.Token);
            return laest >= 12 && int.TryParse(Encoding.ASCII.GetString(svar, 9, 3), out var status) ? status : 0;
        }
        catch (Exception e) when (e is IOException or SocketException or OperationCanceledException)
        {
            return 0;
        }
    }
}
