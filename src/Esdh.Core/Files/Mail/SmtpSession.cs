using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Esdh.Core.Files.Mail;

/// <summary>How the line to a mail server is kept secret.</summary>
public enum SmtpSecurity
{
    /// <summary>STARTTLS, and nothing is sent where the server does not offer it.</summary>
    StartTls,

    /// <summary>TLS from the first byte.</summary>
    Tls,

    /// <summary>None: for a server on this very machine.</summary>
    None,
}

/// <summary>Which mail server is sent through, and how.</summary>
public sealed record SmtpOptions(string Host, int Port, SmtpSecurity Security)
{
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>Certificates that sign the server's, besides the machine's own; null where those are enough.</summary>
    public X509Certificate2Collection? Roots { get; init; }

    /// <summary>What this host calls itself.</summary>
    public string Helo { get; init; } = "localhost";

    /// <summary>The longest an answer may take; after the end of a mail twice that.</summary>
    public TimeSpan AnswerTime { get; init; } = TimeSpan.FromSeconds(60);
}

/// <summary>What became of a mail.</summary>
public enum SmtpOutcome
{
    /// <summary>The server has taken it over.</summary>
    Accepted,

    /// <summary>Not taken, but may be later (4yz, or the line was lost before the mail had ended).</summary>
    Later,

    /// <summary>Never taken as it is (5yz).</summary>
    Refused,

    /// <summary>The line was lost after the mail had ended and before the answer: it may have been taken.</summary>
    Unknown,
}

/// <param name="Answer">What the server said, on one line; the system's word where it said nothing.</param>
/// <param name="IsCopy">It was the address of the copy that was not taken.</param>
public sealed record SmtpResult(SmtpOutcome Outcome, string Answer, bool IsCopy = false);

/// <summary>No line to the mail server, or the server does not want us: nothing was sent.</summary>
public sealed class SmtpUnavailableException(string message, Exception? inner = null) : Exception(message, inner);

/// <summary>A line to a mail server (RFC 5321) over which mails go one after the other. Not for many at once.</summary>
public sealed class SmtpSession : IAsyncDisposable
{
    private const int LongestLine = 4096, MostLines = 100;

    private readonly SmtpOptions _options;
    private readonly byte[] _buffer = new byte[LongestLine];
    private readonly HashSet<string> _extensions = new(StringComparer.OrdinalIgnoreCase);
    private Stream _stream;
    private int _from;
    private int _to;
    private long _mostBytes = long.MaxValue;

    private SmtpSession(SmtpOptions options, Stream stream) => (_options, _stream) = (options, stream);

    /// <summary>False when the line is lost: open another.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <exception cref="SmtpUnavailableException">No connection, no STARTTLS, a certificate that does not hold, or a sign-in that was refused.</exception>
    public static async Task<SmtpSession> OpenAsync(SmtpOptions options, CancellationToken ct)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        SmtpSession? session = null;
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(options.AnswerTime);
            await socket.ConnectAsync(options.Host, options.Port, limit.Token);
            session = new(options, new NetworkStream(socket, ownsSocket: true));
            if (options.Security == SmtpSecurity.Tls)
                await session.EncryptAsync(limit.Token);
            await session.GreetAsync(limit.Token);
            return session;
        }
        catch (Exception e) when (e is SocketException or IOException or AuthenticationException or SmtpUnavailableException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            if (session is not null)
                await session._stream.DisposeAsync();
            socket.Dispose();
            throw e as SmtpUnavailableException ?? new SmtpUnavailableException(e is OperationCanceledException ? "no answer in time" : (e.InnerException ?? e).Message, e);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Sends one mail to one receiver, and in the same transaction a copy. The server takes both or none: where the copy's address is not taken,
    /// nothing is sent.
    /// </summary>
    /// <param name="from">Where it comes back to when it cannot be delivered.</param>
    /// <param name="to">The receiver.</param>
    /// <param name="copy">Who gets a copy; null for nobody.</param>
    /// <param name="mail">The mail, from its start; lines end with CR LF, the last one too.</param>
    /// <param name="ct">Stops before the mail has ended; after that the answer is waited for.</param>
    public async Task<SmtpResult> SendAsync(string from, string to, string? copy, Stream mail, CancellationToken ct)
    {
        var utf8 = MailAddress.NeedsUtf8(to) || MailAddress.NeedsUtf8(from);
        if (utf8 && !_extensions.Contains("SMTPUTF8"))
            return new(SmtpOutcome.Refused, "553 5.6.7 (SMTPUTF8) the mail server takes no address with such letters");
        if (mail.Length > _mostBytes)
            return new(SmtpOutcome.Refused, string.Create(CultureInfo.InvariantCulture, $"552 5.3.4 the mail is {mail.Length} bytes, and the mail server takes {_mostBytes}"));
        var ended = false;
        try
        {
            var size = _extensions.Contains("SIZE") ? string.Create(CultureInfo.InvariantCulture, $" SIZE={mail.Length}") : "";
            var answer = await AskAsync($"MAIL FROM:<{from}>{size}{(utf8 ? " SMTPUTF8" : "")}", ct);
            if (answer.IsGood)
                answer = await AskAsync($"RCPT TO:<{to}>", ct);
            var isCopy = false;
            if (answer.IsGood && copy is not null)
            {
                answer = await AskAsync($"RCPT TO:<{copy}>", ct);
                isCopy = !answer.IsGood;
            }

            if (answer.IsGood)
                answer = await AskAsync("DATA", ct);
            if (answer.Code != 354)
            {
                var result = Not(answer, isCopy);
                await ForgetAsync(ct);
                return result;
            }

            await WriteDataAsync(mail, ct);
            ended = true;
            await _stream.WriteAsync(".\r\n"u8.ToArray(), CancellationToken.None);
            using var limit = new CancellationTokenSource(_options.AnswerTime * 2);
            var end = await ReadAnswerAsync(limit.Token);
            return end.IsGood ? new(SmtpOutcome.Accepted, end.Text) : Not(end, false);
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException or SmtpUnavailableException)
        {
            IsOpen = false;
            if (e is OperationCanceledException && ct.IsCancellationRequested && !ended)
                throw;
            return new(ended ? SmtpOutcome.Unknown : SmtpOutcome.Later, e is OperationCanceledException ? "no answer in time" : (e.InnerException ?? e).Message);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (IsOpen)
        {
            try
            {
                using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
                await _stream.WriteAsync("QUIT\r\n"u8.ToArray(), limit.Token);
            }
            catch (Exception e) when (e is SocketException or IOException or OperationCanceledException or ObjectDisposedException)
            {
                // It hung up first.
            }
        }

        await _stream.DisposeAsync();
    }

    /// <summary>The next mail begins anew.</summary>
    private async Task ForgetAsync(CancellationToken ct)
    {
        try
        {
            IsOpen = IsOpen && (await AskAsync("RSET", ct)).IsGood;
        }
        catch (Exception e) when (e is SocketException or IOException or OperationCanceledException or SmtpUnavailableException)
        {
            IsOpen = false;
        }
    }

    private SmtpResult Not(Answer answer, bool isCopy)
    {
        if (answer.Code == 421)
            IsOpen = false;
        return new(answer.Code is >= 500 and < 600 ? SmtpOutcome.Refused : SmtpOutcome.Later, answer.Text, isCopy);
    }

    private async Task GreetAsync(CancellationToken ct)
    {
        var hello = await ReadAnswerAsync(ct);
        if (!hello.IsGood)
            throw new SmtpUnavailableException(hello.Text);
        await HelloAsync(ct);
        if (_options.Security == SmtpSecurity.StartTls)
        {
            if (!_extensions.Contains("STARTTLS"))
                throw new SmtpUnavailableException("the mail server does not offer STARTTLS");
            var ready = await AskAsync("STARTTLS", ct);
            if (!ready.IsGood)
                throw new SmtpUnavailableException(ready.Text);
            if (_from != _to)
                throw new SmtpUnavailableException("something was said between STARTTLS and the encryption");
            await EncryptAsync(ct);
            await HelloAsync(ct); // what was said in clear counts no longer
        }

        if (_options.User is { Length: > 0 } user)
            await SignInAsync(user, _options.Password ?? "", ct);
    }

    private async Task HelloAsync(CancellationToken ct)
    {
        var answer = await AskAsync($"EHLO {_options.Helo}", ct);
        if (!answer.IsGood)
            throw new SmtpUnavailableException(answer.Text);
        _extensions.Clear();
        foreach (var line in answer.Lines.Skip(1))
        {
            var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (words.Length == 0)
                continue;
            _extensions.Add(words[0]);
            if (words is ["SIZE", var most] && long.TryParse(most, NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) && bytes > 0)
                _mostBytes = bytes;
            if (words[0].Equals("AUTH", StringComparison.OrdinalIgnoreCase))
            {
                foreach (var way in words.Skip(1))
                    _extensions.Add("AUTH " + way);
            }
        }
    }

    private async Task SignInAsync(string user, string password, CancellationToken ct)
    {
        Answer answer;
        if (_extensions.Contains("AUTH PLAIN") || !_extensions.Contains("AUTH LOGIN"))
        {
            answer = await AskAsync("AUTH PLAIN " + Base64($"\0{user}\0{password}"), ct);
        }
        else
        {
            answer = await AskAsync("AUTH LOGIN", ct);
            if (answer.Code == 334)
                answer = await AskAsync(Base64(user), ct);
            if (answer.Code == 334)
                answer = await AskAsync(Base64(password), ct);
        }

        if (!answer.IsGood)
            throw new SmtpUnavailableException(answer.Text);

        static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
    }

    private async Task EncryptAsync(CancellationToken ct)
    {
        var tls = new SslStream(_stream, leaveInnerStreamOpen: false, (_, certificate, chain, errors) => Holds(certificate, chain, errors));
        _stream = tls;
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = _options.Host, EnabledSslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13 }, ct);
    }

    /// <summary>A certificate of the server's name that the machine trusts, or one of the operator's roots.</summary>
    private bool Holds(X509Certificate? certificate, X509Chain? known, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
            return true;
        if (_options.Roots is not { Count: > 0 } roots || certificate is not X509Certificate2 its || errors != SslPolicyErrors.RemoteCertificateChainErrors)
            return false;
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.AddRange(roots);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        foreach (var element in known?.ChainElements ?? Enumerable.Empty<X509ChainElement>())
            chain.ChainPolicy.ExtraStore.Add(element.Certificate);
        return chain.Build(its);
    }

    /// <summary>The mail with the dots at the beginning of lines doubled.</summary>
    private async Task WriteDataAsync(Stream mail, CancellationToken ct)
    {
        mail.Position = 0;
        var read = new byte[64 * 1024];
        var write = new byte[read.Length * 2];
        var lineStart = true;
        for (int n; (n = await mail.ReadAsync(read, ct)) > 0;)
        {
            var length = 0;
            foreach (var b in read.AsSpan(0, n))
            {
                if (lineStart && b == '.')
                    write[length++] = (byte)'.';
                lineStart = b == '\n';
                write[length++] = b;
            }

            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(_options.AnswerTime);
            await _stream.WriteAsync(write.AsMemory(0, length), limit.Token);
        }
    }

    private async Task<Answer> AskAsync(string command, CancellationToken ct)
    {
        if (command.AsSpan().ContainsAny('\r', '\n', '\0'))
            throw new ArgumentException("A command is one line.", nameof(command));
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(_options.AnswerTime);
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(command + "\r\n"), limit.Token);
        return await ReadAnswerAsync(limit.Token);
    }

    private async Task<Answer> ReadAnswerAsync(CancellationToken ct)
    {
        List<string> lines = [];
        while (true)
        {
            var line = await ReadLineAsync(ct);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out var code) || lines.Count >= MostLines)
            {
                IsOpen = false;
                throw new SmtpUnavailableException("the other end speaks no SMTP");
            }

            lines.Add(line.Length > 4 ? line[4..] : "");
            if (line.Length == 3 || line[3] != '-')
                return new(code, lines);
        }
    }

    private async Task<string> ReadLineAsync(CancellationToken ct)
    {
        while (true)
        {
            var end = Array.IndexOf(_buffer, (byte)'\n', _from, _to - _from);
            if (end >= 0)
            {
                var line = Encoding.UTF8.GetString(_buffer, _from, end - _from).TrimEnd('\r');
                _from = end + 1;
                if (_from == _to)
                    _from = _to = 0;
                return line;
            }

            if (_from > 0)
            {
                Buffer.BlockCopy(_buffer, _from, _buffer, 0, _to - _from);
                (_to, _from) = (_to - _from, 0);
            }

            if (_to == _buffer.Length)
                throw new SmtpUnavailableException("the other end speaks no SMTP");
            var n = await _stream.ReadAsync(_buffer.AsMemory(_to), ct);
            if (n == 0)
                throw new IOException("the mail server hung up");
            _to += n;
        }
    }

    private sealed record Answer(int Code, List<string> Lines)
    {
        public bool IsGood => Code is >= 200 and < 300;

        /// <summary>On one line, without what could harm where it is shown.</summary>
        public string Text
        {
            get
            {
                var text = string.Concat($"{Code} {string.Join(' ', Lines)}".Select(c => char.IsControl(c) ? ' ' : c)).Trim();
                return text.Length > 500 ? text[..500] : text;
            }
        }
    }
}
