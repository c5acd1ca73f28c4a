using System.Buffers.Binary;
using System.Net.Sockets;
using System.Text;

namespace Esdh.Core.Files.Mail;

/// <summary>What a scan came to.</summary>
public enum ScanVerdict
{
    Clean,

    Infected,

    /// <summary>Larger than the scanner takes (clamd's <c>StreamMaxLength</c>).</summary>
    TooLarge,

    /// <summary>No scanner answered: ask again later.</summary>
    Unavailable,
}

/// <param name="Verdict">What it came to.</param>
/// <param name="Signature">The name of what was found; for the operator's log what went wrong where nobody answered.</param>
public sealed record ScanResult(ScanVerdict Verdict, string? Signature = null);

/// <summary>
/// Asks a ClamAV daemon about bytes by its INSTREAM command, over a unix socket or TCP. The daemon opens archives and mails itself; nothing is
/// written anywhere and no path is sent, so it needs no access to our files.
/// </summary>
public sealed class ClamAv
{
    private const int Piece = 256 * 1024;
    private const int LongestAnswer = 4096;

    private readonly string? _address;
    private readonly TimeSpan _connectTime = TimeSpan.FromSeconds(5);
    private readonly TimeSpan _answerTime;

    /// <param name="address">Path of a unix socket or <c>host:port</c>; empty where there is no scanner.</param>
    /// <param name="answerTime">The longest a scan may take after the last byte was sent; two minutes unless said.</param>
    /// <exception cref="InvalidOperationException">Neither a path nor host and port.</exception>
    public ClamAv(string? address, TimeSpan? answerTime = null)
    {
        _address = string.IsNullOrWhiteSpace(address) ? null : address.Trim();
        _answerTime = answerTime ?? TimeSpan.FromMinutes(2);
        if (_address is { } a && a[0] != '/' && !TryHost(a, out _, out _))
            throw new InvalidOperationException($"Esdh:Post:Clamav skal være stien til en unix-sokkel eller vært:port, ikke »{a}«.");
    }

    public bool IsConfigured => _address is not null;

    /// <summary>Whether the daemon answers now.</summary>
    public async Task<bool> PingAsync(CancellationToken ct)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(_connectTime);
            await using var stream = await ConnectAsync(limit.Token);
            await stream.WriteAsync("zPING\0"u8.ToArray(), limit.Token);
            return (await AnswerAsync(stream, limit.Token)).StartsWith("PONG", StringComparison.Ordinal);
        }
        catch (Exception e) when (IsGone(e, ct))
        {
            return false;
        }
    }

    /// <summary>Scans what the stream holds, from where it stands.</summary>
    public async Task<ScanResult> ScanAsync(Stream content, CancellationToken ct)
    {
        try
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
            limit.CancelAfter(_connectTime);
            await using var stream = await ConnectAsync(limit.Token);
            limit.CancelAfter(_answerTime);
            try
            {
                await SendAsync(content, stream, () => limit.CancelAfter(_answerTime), limit.Token);
            }
            catch (IOException)
            {
                // It may have said why before it hung up: too large.
            }

            return Read(await AnswerAsync(stream, limit.Token));
        }
        catch (Exception e) when (IsGone(e, ct))
        {
            return new(ScanVerdict.Unavailable, e is OperationCanceledException ? "no answer in time" : e.Message);
        }
    }

    private static async Task SendAsync(Stream content, Stream to, Action alive, CancellationToken ct)
    {
        await to.WriteAsync("zINSTREAM\0"u8.ToArray(), ct);
        var buffer = new byte[Piece + 4];
        for (int n; (n = await content.ReadAtLeastAsync(buffer.AsMemory(4), Piece, throwOnEndOfStream: false, ct)) > 0;)
        {
            BinaryPrimitives.WriteInt32BigEndian(buffer, n);
            await to.WriteAsync(buffer.AsMemory(0, n + 4), ct);
            alive();
        }

        await to.WriteAsync(new byte[4], ct);
    }

    private static ScanResult Read(string answer)
    {
        const string Found = " FOUND";
        if (answer.EndsWith(": OK", StringComparison.Ordinal))
            return new(ScanVerdict.Clean);
        if (answer.EndsWith(Found, StringComparison.Ordinal))
        {
            var from = answer.IndexOf(": ", StringComparison.Ordinal) + 2;
            return new(ScanVerdict.Infected, answer[Math.Max(from, 0)..^Found.Length]);
        }

        return answer.Contains("size limit exceeded", StringComparison.OrdinalIgnoreCase) ? new(ScanVerdict.TooLarge) : new(ScanVerdict.Unavailable, answer.Length == 0 ? "no answer" : answer);
    }

    private static async Task<string> AnswerAsync(Stream stream, CancellationToken ct)
    {
        var buffer = new byte[LongestAnswer];
        var length = 0;
        while (length < buffer.Length)
        {
            var n = await stream.ReadAsync(buffer.AsMemory(length), ct);
            if (n == 0)
                break;
            length += n;
            if (buffer.AsSpan(0, length).IndexOf((byte)0) is >= 0 and var end)
            {
                length = end;
                break;
            }
        }

        return Encoding.UTF8.GetString(buffer, 0, length).Trim();
    }

    private async Task<NetworkStream> ConnectAsync(CancellationToken ct)
    {
        var address = _address ?? throw new InvalidOperationException("No scanner is configured.");
        var unix = address[0] == '/';
        var socket = unix ? new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified) : new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (unix)
            {
                await socket.ConnectAsync(new UnixDomainSocketEndPoint(address), ct);
            }
            else
            {
                TryHost(address, out var host, out var port);
                await socket.ConnectAsync(host, port, ct);
            }

            return new(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool TryHost(string address, out string host, out int port)
    {
        var colon = address.LastIndexOf(':');
        host = colon < 1 ? "" : address[..colon].Trim('[', ']');
        port = 0;
        return colon > 0 && int.TryParse(address.AsSpan(colon + 1), System.Globalization.NumberStyles.None, null, out port) && port is > 0 and < 65536;
    }

    private static bool IsGone(Exception e, CancellationToken ct) => e is SocketException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested);
}
