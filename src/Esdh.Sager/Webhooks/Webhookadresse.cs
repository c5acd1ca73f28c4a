using System.Net;
using System.Net.Sockets;
using Esdh.Core;
using Microsoft.Extensions.Configuration;

namespace Esdh.Sager.Webhooks;

/// <summary>How webhooks may be used in this installation.</summary>
/// <param name="Loopback">Only in Development: <c>http</c> and this machine itself are allowed.</param>
/// <param name="TilladteNet">Closed networks that may be called, <c>Esdh:Webhooks:TilladteNet</c>: <c>10.20.0.0/16, fd12::/16</c>.</param>
/// <param name="Svartid">How long a receiver may take to answer, <c>Esdh:Webhooks:SvartidSekunder</c>, 1 to 60; 10 when not set.</param>
internal sealed record Webhookindstillinger(bool Loopback, IReadOnlyList<IPNetwork> TilladteNet, TimeSpan Svartid)
{
    /// <exception cref="InvalidOperationException">A setting cannot be read; the text is Danish and names it.</exception>
    public static Webhookindstillinger From(IConfiguration configuration, bool development)
    {
        var net = (configuration["Esdh:Webhooks:TilladteNet"] ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(n => IPNetwork.TryParse(n, out var net) ? net : throw new InvalidOperationException($"Esdh:Webhooks:TilladteNet indeholder »{n}«. Skriv net som 10.20.0.0/16, adskilt af komma.")).ToList();
        var svartid = configuration["Esdh:Webhooks:SvartidSekunder"] is { Length: > 0 } sat
            ? int.TryParse(sat, out var s) && s is >= 1 and <= 60 ? s : throw new InvalidOperationException("Esdh:Webhooks:SvartidSekunder skal være mellem 1 og 60.")
            : 10;
        return new(development, net, TimeSpan.FromSeconds(svartid));
    }
}

/// <summary>Which addresses the server may be made to call. Names are looked up at each connection, so that a name cannot be moved afterwards.</summary>
internal static class Webhookadresse
{
    /// <summary>Networks that do not lie on the open internet, and those that lead into them.</summary>
    private static readonly IPNetwork[] Lukkede =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            "::/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(n => IPNetwork.Parse(n)),
    ];

    public static bool MaaKaldes(IPAddress adresse, Webhookindstillinger indstillinger)
    {
        var a = adresse.IsIPv4MappedToIPv6 ? adresse.MapToIPv4() : adresse;
        return (indstillinger.Loopback && IPAddress.IsLoopback(a))
            || indstillinger.TilladteNet.Any(n => n.Contains(a))
            || !Lukkede.Any(n => n.BaseAddress.AddressFamily == a.AddressFamily && n.Contains(a));
    }

    /// <summary>The address in its normal form, or an error at <c>url</c>.</summary>
    /// <param name="tekst">As it was written.</param>
    /// <param name="indstillinger">Which networks may be called.</param>
    /// <param name="errors">Gets the error.</param>
    /// <param name="myndighed">Whose webhook it is.</param>
    /// <param name="veje">Other ways than https.</param>
    public static string? Laes(string? tekst, Webhookindstillinger indstillinger, Errors errors, string myndighed = "", IEnumerable<IWebhookvej>? veje = null)
    {
        if (tekst is { Length: <= 500 } && veje?.FirstOrDefault(v => tekst.Trim().StartsWith(v.Skema + ":", StringComparison.OrdinalIgnoreCase)) is { } vej)
        {
            var (adresse, fejl) = vej.Laes(myndighed, tekst.Trim()[(vej.Skema.Length + 1)..]);
            errors.AddIf(fejl is not null, "url", fejl ?? "");
            return adresse;
        }

        if (string.IsNullOrWhiteSpace(tekst) || tekst.Length > 500 || !Uri.TryCreate(tekst.Trim(), UriKind.Absolute, out var url) || url.Host.Length == 0)
            errors.Add("url", "Skriv en adresse på højst 500 tegn, der begynder med https://.");
        else if (url.Scheme != Uri.UriSchemeHttps && !(indstillinger.Loopback && url.IsLoopback && url.Scheme == Uri.UriSchemeHttp))
            errors.Add("url", "Adressen skal begynde med https://.");
        else if (url.UserInfo.Length > 0 || url.Fragment.Length > 0)
            errors.Add("url", "Adressen må ikke indeholde brugernavn, kodeord eller #.");
        else if (IPAddress.TryParse(url.DnsSafeHost, out var ip) && !MaaKaldes(ip, indstillinger))
            errors.Add("url", Lukket);
        else
            return url.AbsoluteUri;
        return null;
    }

    internal const string Lukket = "Adressen ligger på et lukket net, som serveren ikke må kalde.";

    /// <summary>Connects to an address of the host that may be called.</summary>
    public static async ValueTask<Stream> ForbindAsync(DnsEndPoint til, Webhookindstillinger indstillinger, CancellationToken ct)
    {
        var adresser = await Dns.GetHostAddressesAsync(til.Host, ct);
        var tilladte = adresser.Where(a => MaaKaldes(a, indstillinger)).ToArray();
        if (tilladte.Length == 0)
            throw new HttpRequestException(HttpRequestError.ConnectionError, Lukket);
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(tilladte, til.Port, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
