using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Esdh.Core.Authorities;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Microsoft.AspNetCore.DataProtection;

namespace Esdh.Sager.Webhooks;

/// <summary>How a delivery went.</summary>
/// <param name="Fejl">Danish sentence; null when the receiver took it.</param>
/// <param name="Svarede">The receiver answered that it does not want this event.</param>
internal sealed record Leveringssvar(string? Fejl, bool Svarede);

/// <summary>Sends one event to one receiver, signed: over https, or by the way that its address names. Follows no redirects, reads no answer, keeps no cookies.</summary>
internal sealed class Webhookafsender : IDisposable
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly HttpClient _http;
    private readonly IDataProtector _vaern;
    private readonly TimeProvider _tid;
    private readonly IReadOnlyList<IWebhookvej> _veje;

    public Webhookafsender(Webhookindstillinger indstillinger, IDataProtectionProvider vaern, TimeProvider tid, IEnumerable<IWebhookvej> veje)
    {
        _http = new(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = 16,
            ConnectTimeout = indstillinger.Svartid,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = (c, ct) => Webhookadresse.ForbindAsync(c.DnsEndPoint, indstillinger, ct),
        }) { Timeout = indstillinger.Svartid };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("Esdh-Webhook/1");
        _vaern = vaern.CreateProtector("Esdh.Webhook");
        (_tid, _veje) = (tid, [.. veje]);
    }

    /// <summary>A new secret, as it is kept; <see cref="Vis"/> shows it to its owner.</summary>
    public string NyHemmelighed() => _vaern.Protect(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)));

    public string Vis(string hemmelighed) => _vaern.Unprotect(hemmelighed);

    public async Task<Leveringssvar> SendAsync(Authority myndighed, Webhook webhook, Feedhaendelse haendelse, CancellationToken ct)
    {
        try
        {
            var hemmelighed = Encoding.UTF8.GetBytes(Vis(webhook.Hemmelighed));
            if (_veje.FirstOrDefault(v => webhook.Url.StartsWith(v.Skema + ":", StringComparison.Ordinal)) is { } vej)
                return await vej.SendAsync(myndighed, webhook, haendelse, krop => Hoveder(webhook, haendelse, hemmelighed, krop), ct);
            var krop = JsonSerializer.SerializeToUtf8Bytes(
                new { Myndighed = myndighed.Key, haendelse.Nr, haendelse.Type, haendelse.Tid, haendelse.AktoerId, haendelse.SagId, haendelse.ObjektId, haendelse.Data }, Json);
            using var request = new HttpRequestMessage(HttpMethod.Post, webhook.Url) { Content = new ByteArrayContent(krop) };
            request.Content.Headers.ContentType = new("application/json");
            foreach (var (navn, vaerdi) in Hoveder(webhook, haendelse, hemmelighed, krop))
                request.Headers.Add(navn, vaerdi);
            using var svar = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            return Bedoem(svar.StatusCode);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new($"Modtageren svarede ikke inden for {_http.Timeout.TotalSeconds:0} sekunder.", false);
        }
        catch (HttpRequestException e) when (e.Message == Webhookadresse.Lukket)
        {
            return new(e.Message, false);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            return new("Modtageren kan ikke nås.", false);
        }
        catch (CryptographicException)
        {
            return new("Hemmeligheden kan ikke læses med serverens nøgler. Giv webhooken en ny.", false);
        }
    }

    private Dictionary<string, string> Hoveder(Webhook webhook, Feedhaendelse haendelse, byte[] hemmelighed, byte[] krop)
    {
        var tid = _tid.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return new()
        {
            ["Esdh-Abonnement"] = webhook.Id.ToString(),
            ["Esdh-Haendelse"] = haendelse.Nr.ToString(CultureInfo.InvariantCulture),
            ["Esdh-Tid"] = tid,
            ["Esdh-Signatur"] = "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(hemmelighed, (byte[])[.. Encoding.UTF8.GetBytes(tid + "."), .. krop])),
        };
    }

    private static Leveringssvar Bedoem(HttpStatusCode kode) => (int)kode switch
    {
        >= 200 and < 300 => new(null, true),
        >= 300 and < 400 => new($"Modtageren svarede {(int)kode} og ville sende os et andet sted hen. Omdirigering følges ikke.", true),
        429 or 503 => new($"Modtageren svarede {(int)kode}: den har for travlt.", false),
        _ => new($"Modtageren svarede {(int)kode}.", true),
    };

    public void Dispose() => _http.Dispose();
}
