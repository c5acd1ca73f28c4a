using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Esdh.Sager.Tests.Forsendelser;

/// <summary>A mail server that does what a test says: refuses, puts off, hangs up, forgets. What it takes it keeps, and lays copies in a Maildir.</summary>
internal sealed class Proevesmtp : IAsyncDisposable
{
    private readonly TcpListener _lytter = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _slut = new();
    private readonly Task _loekke;

    public Proevesmtp(string? kvitteringer = null, int port = 0)
    {
        Kvitteringer = kvitteringer;
        if (kvitteringer is not null)
            Lav(kvitteringer);
        _lytter = new(IPAddress.Loopback, port);
        _lytter.Start();
        _loekke = Task.Run(ModtagAsync);
    }

    public int Port => ((IPEndPoint)_lytter.LocalEndpoint).Port;

    public string? Kvitteringer { get; }

    /// <summary>To whom, and what.</summary>
    public ConcurrentQueue<(string Til, string Mail)> Modtaget { get; } = new();

    /// <summary>The answer to RCPT; null takes it.</summary>
    public Func<string, string?> Modtager { get; set; } = _ => null;

    /// <summary>After the mail was taken: the answer, or null to hang up without one.</summary>
    public Func<string, string?> Svar { get; set; } = _ => "250 2.0.0 Ok: queued";

    /// <summary>Whether a mail that was taken is also laid in the receipt mailbox.</summary>
    public Func<string, bool> Kopi { get; set; } = _ => true;

    /// <summary>Whether a mail counts as taken at all.</summary>
    public Func<string, bool> Tager { get; set; } = _ => true;

    public static void Lav(string maildir)
    {
        foreach (var del in new[] { "new", "cur", "tmp" })
            Directory.CreateDirectory(Path.Combine(maildir, del));
    }

    private async Task ModtagAsync()
    {
        List<Task> linjer = [];
        try
        {
            while (true)
                linjer.Add(LinjeAsync(await _lytter.AcceptTcpClientAsync(_slut.Token)));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException or InvalidOperationException)
        {
            await Task.WhenAll(linjer);
        }
    }

    private async Task LinjeAsync(TcpClient klient)
    {
        using (klient)
        {
            try
            {
                await using var stroem = klient.GetStream();
                using var laeser = new StreamReader(stroem, Encoding.Latin1);
                List<string> til = [];
                await SigAsync(stroem, "220 proeve");
                while (await laeser.ReadLineAsync(_slut.Token) is { } linje)
                {
                    var ord = linje.Split(' ', ':')[0].ToUpperInvariant();
                    if (ord == "EHLO")
                        await SigAsync(stroem, "250-proeve\r\n250-SMTPUTF8\r\n250 SIZE 50000000");
                    else if (ord == "MAIL")
                        til.Clear();
                    if (ord is "MAIL" or "RSET")
                        await SigAsync(stroem, "250 ok");
                    else if (ord == "RCPT")
                    {
                        var adresse = linje[(linje.IndexOf('<', StringComparison.Ordinal) + 1)..linje.IndexOf('>', StringComparison.Ordinal)];
                        var nej = Modtager(adresse);
                        if (nej is null)
                            til.Add(adresse);
                        await SigAsync(stroem, nej ?? "250 ok");
                    }
                    else if (ord == "DATA")
                    {
                        await SigAsync(stroem, "354 go");
                        var mail = new StringBuilder();
                        while (await laeser.ReadLineAsync(_slut.Token) is { } del && del != ".")
                            mail.Append(del.StartsWith('.') ? del[1..] : del).Append("\r\n");
                        if (Tager(til[0]))
                        {
                            Modtaget.Enqueue((til[0], mail.ToString()));
                            if (Kvitteringer is not null && til.Exists(t => t.StartsWith("kvittering@", StringComparison.Ordinal)) && Kopi(til[0]))
                                Http.Postmappe.Aflever(Kvitteringer, Encoding.Latin1.GetBytes(mail.ToString()));
                        }

                        if (Svar(til[0]) is not { } svar)
                            return;
                        await SigAsync(stroem, svar);
                    }
                    else if (ord == "QUIT")
                        return;
                }
            }
            catch (Exception e) when (e is IOException or OperationCanceledException)
            {
                // The other end was killed.
            }
        }
    }

    private static Task SigAsync(NetworkStream til, string linje) => til.WriteAsync(Encoding.Latin1.GetBytes(linje + "\r\n")).AsTask();

    public async ValueTask DisposeAsync()
    {
        await _slut.CancelAsync();
        _lytter.Stop();
        await _loekke;
        _slut.Dispose();
    }
}
