using System.Collections.Concurrent;
using System.Text.Json;
using Esdh.Core;
using Esdh.Core.Authorities;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Esdh.Adgang.Tokens;

/// <summary>The provider cannot be asked, and what is needed of it is not known yet.</summary>
internal sealed class UdbyderSvarerIkkeException(Exception? indre = null) : Exception("Logon-serveren svarer ikke. De, der er logget på, kan arbejde videre. Prøv igen om lidt.", indre);

/// <summary>
/// The OpenID provider outside: its addresses and keys, which are asked for when they are needed and remembered when it is gone, and the tokens it signs.
/// </summary>
internal sealed class Keycloakudbyder(Keycloakindstillinger? indstillinger, TimeProvider time) : IDisposable
{
    /// <summary>How far the provider's clock may be from ours.</summary>
    private static readonly TimeSpan Urslor = TimeSpan.FromSeconds(60);

    /// <summary>An unknown key makes us ask for the keys again, but no more often than so.</summary>
    private static readonly TimeSpan Noegletid = TimeSpan.FromSeconds(5);

    /// <summary>Signed with the provider's own key pair: never none, and never a secret, which its public key could be taken for.</summary>
    private static readonly string[] Algoritmer =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.RsaSsaPssSha384, SecurityAlgorithms.RsaSsaPssSha512,
        SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384, SecurityAlgorithms.EcdsaSha512,
    ];

    private static readonly JsonWebTokenHandler Handler = new() { MapInboundClaims = false };

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) }) { Timeout = TimeSpan.FromSeconds(10) };
    private readonly ConcurrentDictionary<string, ConfigurationManager<OpenIdConnectConfiguration>> _opslag = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _bedt = new(StringComparer.Ordinal);

    /// <summary>Null where people sign in here alone.</summary>
    public Keycloakindstillinger? Indstillinger => indstillinger;

    private Keycloakindstillinger I => indstillinger ?? throw new InvalidOperationException("There is no section Keycloak.");

    public string Udsteder(Authority authority) => $"{I.Server}/realms/{I.Realm.Replace(Keycloakindstillinger.Myndighed, authority.Key, StringComparison.Ordinal)}";

    /// <exception cref="UdbyderSvarerIkkeException">It has never been reached, and is not there now.</exception>
    public async Task<OpenIdConnectConfiguration> OpsaetningAsync(Authority authority, CancellationToken ct)
    {
        try
        {
            return await Opslag(Udsteder(authority)).GetConfigurationAsync(ct);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or HttpRequestException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new UdbyderSvarerIkkeException(e);
        }
    }

    /// <summary>Asks the provider whether it is there, so that nobody is sent to an address where nothing answers.</summary>
    /// <exception cref="UdbyderSvarerIkkeException">It is not, or does not answer within three seconds.</exception>
    public async Task ErDerAsync(Authority authority, CancellationToken ct)
    {
        using var frist = CancellationTokenSource.CreateLinkedTokenSource(ct);
        frist.CancelAfter(TimeSpan.FromSeconds(3));
        try
        {
            using var svar = await _http.GetAsync(new Uri(Opsaetningssti(Udsteder(authority))), HttpCompletionOption.ResponseHeadersRead, frist.Token);
            if (!svar.IsSuccessStatusCode)
                throw new UdbyderSvarerIkkeException();
        }
        catch (Exception e) when (e is HttpRequestException or IOException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new UdbyderSvarerIkkeException(e);
        }
    }

    /// <summary>Who an access token of the provider's is for, at this authority; null where it does not hold.</summary>
    /// <exception cref="UdbyderSvarerIkkeException">Its keys are not known and cannot be asked for.</exception>
    public async Task<Eksternidentitet?> AdgangstegnAsync(Authority authority, string tegn, CancellationToken ct) =>
        await ProevAsync(authority, tegn, I.ProeverModtager ? I.Klient : null, ct) is { } jwt && ErAdgangstegn(jwt) && ErMyndighedens(authority, [jwt]) ? Eksternidentitet.Laes(jwt, [jwt], I) : null;

    /// <summary>Exchanges the code that a browser came back with, and reads who it is; null where an answer does not hold.</summary>
    /// <exception cref="UdbyderSvarerIkkeException">It does not answer.</exception>
    public async Task<Eksternidentitet?> IndloesAsync(Authority authority, string kode, string tilbage, string verificering, string nonce, CancellationToken ct)
    {
        var opsaetning = await OpsaetningAsync(authority, ct);
        Dictionary<string, string> felter = new() { ["grant_type"] = "authorization_code", ["code"] = kode, ["redirect_uri"] = tilbage, ["client_id"] = I.Klient, ["code_verifier"] = verificering };
        if (I.Hemmelighed is { } hemmelighed)
            felter["client_secret"] = hemmelighed;
        JsonElement svar;
        try
        {
            using var form = new FormUrlEncodedContent(felter);
            using var answer = await _http.PostAsync(new Uri(opsaetning.TokenEndpoint), form, ct);
            if (!answer.IsSuccessStatusCode)
                return (int)answer.StatusCode >= 500 ? throw new UdbyderSvarerIkkeException() : null;
            svar = JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync(ct));
        }
        catch (Exception e) when (e is HttpRequestException or IOException or JsonException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            throw new UdbyderSvarerIkkeException(e);
        }

        if (svar.ValueKind != JsonValueKind.Object || !svar.TryGetProperty("id_token", out var id) || id.GetString() is not { } idtegn
            || await ProevAsync(authority, idtegn, I.Klient, ct) is not { } hvem || Eksternidentitet.Tekst(hvem, "nonce") != nonce)
        {
            return null;
        }

        // Keycloak puts the roles in the access token alone. One that cannot be read here is meant for somebody else, and says nothing here.
        List<JsonWebToken> rettigheder = [hvem];
        if (svar.TryGetProperty("access_token", out var adgang) && adgang.GetString() is { } adgangstegn && adgangstegn.Count(c => c == '.') == 2 && await ProevAsync(authority, adgangstegn, null, ct) is { } jwt && jwt.Subject == hvem.Subject)
            rettigheder.Add(jwt);
        return ErMyndighedens(authority, rettigheder) ? Eksternidentitet.Laes(hvem, rettigheder, I) : null;
    }

    /// <summary>Whom the provider says has signed out; null where the token does not hold (OpenID Connect Back-Channel Logout 1.0, 2.6).</summary>
    /// <exception cref="UdbyderSvarerIkkeException">Its keys are not known and cannot be asked for.</exception>
    public async Task<(string Udsteder, string Subjekt, DateTimeOffset Tid)?> LogudtegnAsync(Authority authority, string tegn, CancellationToken ct) =>
        await ProevAsync(authority, tegn, I.Klient, ct) is { } jwt && !string.IsNullOrEmpty(jwt.Subject) && Eksternidentitet.Krav(jwt, "nonce") is null
            && Eksternidentitet.Krav(jwt, "events") is { ValueKind: JsonValueKind.Object } events && events.TryGetProperty("http://schemas.openid.net/event/backchannel-logout", out _)
            ? (jwt.Issuer, jwt.Subject, new(DateTime.SpecifyKind(jwt.IssuedAt, DateTimeKind.Utc))) : null;

    public void Dispose() => _http.Dispose();

    /// <summary>An id token and a logout token are signed by the same key and let nobody in.</summary>
    private static bool ErAdgangstegn(JsonWebToken jwt) =>
        (Eksternidentitet.Tekst(jwt, "typ") == "Bearer" || jwt.Typ is "at+jwt" or "application/at+jwt") && Eksternidentitet.Krav(jwt, "events") is null;

    /// <summary>In a realm that all share the token says whose it is; in one of the authority's own it may, and then rightly.</summary>
    private bool ErMyndighedens(Authority authority, IReadOnlyList<JsonWebToken> tegn)
    {
        var cvr = tegn.Select(t => Eksternidentitet.Tekst(t, I.Cvrclaim)).OfType<string>().Distinct().ToList();
        return cvr.Count == 0 ? !I.ErFaelles : cvr is [var eneste] && eneste == authority.Info.Cvr;
    }

    private async Task<JsonWebToken?> ProevAsync(Authority authority, string tegn, string? modtager, CancellationToken ct)
    {
        if (tegn.Length > 16 * 1024)
            return null;
        var udsteder = Udsteder(authority);
        for (var igen = false; ; igen = true)
        {
            var opsaetning = await OpsaetningAsync(authority, ct);
            var nu = time.GetUtcNow().UtcDateTime;
            var result = await Handler.ValidateTokenAsync(tegn, new TokenValidationParameters
            {
                ValidIssuer = udsteder,
                IssuerSigningKeys = opsaetning.SigningKeys,
                ValidAlgorithms = Algoritmer,
                ValidateAudience = modtager is not null,
                ValidAudience = modtager,
                LifetimeValidator = (fra, til, _, _) => til > nu - Urslor && (fra is null || fra < nu + Urslor),
            });
            if (result is { IsValid: true, SecurityToken: JsonWebToken jwt })
                return jwt;
            if (igen || result.Exception is not SecurityTokenSignatureKeyNotFoundException || !await NyeNoeglerAsync(udsteder, opsaetning, ct))
                return null;
        }
    }

    /// <summary>Asks for the provider's keys again, since it may have changed them; false where that was done a moment ago or gave the same.</summary>
    private async Task<bool> NyeNoeglerAsync(string udsteder, OpenIdConnectConfiguration kendte, CancellationToken ct)
    {
        var nu = System.Diagnostics.Stopwatch.GetTimestamp();
        if (_bedt.TryGetValue(udsteder, out var sidst) && System.Diagnostics.Stopwatch.GetElapsedTime(sidst, nu) < Noegletid)
            return false;
        _bedt[udsteder] = nu;
        var opslag = Opslag(udsteder);
        opslag.RequestRefresh();
        for (var i = 0; i < 20; i++) // it is fetched in the background
        {
            if (!ReferenceEquals(await opslag.GetConfigurationAsync(ct), kendte))
                return true;
            await Task.Delay(100, ct);
        }

        return false;
    }

    private static string Opsaetningssti(string udsteder) => udsteder + "/.well-known/openid-configuration";

    private ConfigurationManager<OpenIdConnectConfiguration> Opslag(string udsteder) => _opslag.GetOrAdd(udsteder, u => new(
        Opsaetningssti(u), new OpenIdConnectConfigurationRetriever(), new HttpDocumentRetriever(_http) { RequireHttps = I.KraeverHttps })
    { RefreshInterval = Noegletid });
}
