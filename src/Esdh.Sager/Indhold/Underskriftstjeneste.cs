using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using Esdh.Core;
using Esdh.Core.Authorities;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Configuration;

namespace Esdh.Sager.Indhold;

/// <summary>
/// The authority's outside signing service, where it has one (<c>Esdh:Underskrift:Navn</c>, <c>:Adresse</c>, <c>:Noegle</c>). It is told what is to be signed by
/// its SHA-256, never given the document; docs/godkendelse.md says what is sent and what must be answered.
/// </summary>
internal sealed class Underskriftstjeneste : IDisposable
{
    /// <summary>Most bytes of an answer: a signature with its certificates.</summary>
    private const int StoersteSvar = 1024 * 1024;

    private static readonly TimeSpan Gyldighed = TimeSpan.FromHours(2);
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private readonly HttpClient? _http;
    private readonly ITimeLimitedDataProtector _vaern;

    public Underskriftstjeneste(IConfiguration configuration, IDataProtectionProvider vaern)
    {
        _vaern = vaern.CreateProtector("Esdh.Underskrift").ToTimeLimitedDataProtector();
        if (configuration["Esdh:Underskrift:Adresse"] is not { Length: > 0 } adresse)
            return;
        if (!Uri.TryCreate(adresse.TrimEnd('/') + "/", UriKind.Absolute, out var uri) || !(uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)))
            throw new InvalidOperationException($"Esdh:Underskrift:Adresse skal være en https-adresse, ikke »{adresse}«.");
        Navn = configuration["Esdh:Underskrift:Navn"] is { Length: > 0 } navn ? navn : "underskriftstjenesten";
        _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2) })
            { BaseAddress = uri, Timeout = TimeSpan.FromSeconds(15), MaxResponseContentBufferSize = StoersteSvar };
        if (configuration["Esdh:Underskrift:Noegle"] is { Length: > 0 } noegle)
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", noegle);
    }

    /// <summary>As people know it; null where there is none.</summary>
    public string? Navn { get; }

    /// <summary>What comes back with the person who signed.</summary>
    /// <param name="Reference">Ours, by which the service is asked.</param>
    internal sealed record Paabegyndt(string Myndighed, Guid GodkendelseId, Guid Bruger, string Reference, string Sha256, string? Kommentar);

    /// <summary>What the service answers of a signature.</summary>
    /// <param name="Svar">The answer as it came, to be kept.</param>
    internal sealed record Underskrevet(string Navn, byte[] Svar);

    private sealed record Startsvar(string? Adresse);

    private sealed record Stand(string? Status, string? Sha256, string? Underskriver, string? Bevis);

    /// <summary>Asks for a signature.</summary>
    /// <param name="retur">Where the person comes back to, with what is begun in <c>stand</c>.</param>
    /// <returns>Where the person signs.</returns>
    /// <exception cref="InvalidException">The service does not answer as it should.</exception>
    public async Task<Uri> BegyndAsync(Authority myndighed, Guid godkendelse, Guid bruger, string brugernavn, string titel, string sha256, string? kommentar, Uri retur, CancellationToken ct)
    {
        var reference = Guid.CreateVersion7().ToString();
        var stand = _vaern.Protect(JsonSerializer.Serialize(new Paabegyndt(myndighed.Key, godkendelse, bruger, reference, sha256, kommentar), Json), Gyldighed);
        var svar = await SpoergAsync(async http =>
        {
            using var request = await http.PostAsJsonAsync("underskrifter", new { reference, titel, sha256, underskriver = brugernavn, retur = $"{retur}?stand={Uri.EscapeDataString(stand)}" }, Json, ct);
            request.EnsureSuccessStatusCode();
            return await request.Content.ReadFromJsonAsync<Startsvar>(Json, ct);
        });
        return Uri.TryCreate(svar?.Adresse, UriKind.Absolute, out var dertil) && dertil.Scheme == Uri.UriSchemeHttps ? dertil : throw Nede();
    }

    /// <summary>What was begun, when the person comes back. It must be the same person, within two hours.</summary>
    /// <exception cref="InvalidException">It is not what was begun here.</exception>
    public Paabegyndt Laes(Authority myndighed, Guid bruger, string? stand)
    {
        try
        {
            var begyndt = JsonSerializer.Deserialize<Paabegyndt>(_vaern.Unprotect(stand ?? ""), Json);
            if (begyndt is not null && begyndt.Myndighed == myndighed.Key && begyndt.Bruger == bruger)
                return begyndt;
        }
        catch (CryptographicException)
        {
            // too old, or not ours
        }

        throw new InvalidException("stand", "Underskriften hører ikke til det, du har begyndt på, eller der er gået for lang tid. Begynd forfra.");
    }

    /// <summary>What became of it.</summary>
    /// <exception cref="InvalidException">It is not signed, or something else was signed.</exception>
    public async Task<Underskrevet> HentAsync(Paabegyndt begyndt, CancellationToken ct)
    {
        var raa = await SpoergAsync(async http => (byte[]?)await http.GetByteArrayAsync(new Uri("underskrifter/" + Uri.EscapeDataString(begyndt.Reference), UriKind.Relative), ct)) ?? throw Nede();
        Stand? stand;
        try
        {
            stand = JsonSerializer.Deserialize<Stand>(raa, Json);
        }
        catch (JsonException)
        {
            throw Nede();
        }

        if (stand?.Status != "Underskrevet" || stand.Underskriver is not { Length: > 0 and <= 200 } navn || string.IsNullOrEmpty(stand.Bevis))
            throw new InvalidException("underskrift", "Der er ikke underskrevet endnu.");
        if (!string.Equals(stand.Sha256, begyndt.Sha256, StringComparison.OrdinalIgnoreCase))
            throw new InvalidException("underskrift", "Det, der er underskrevet, er ikke det, der skal godkendes.");
        return new(navn, raa);
    }

    private async Task<T?> SpoergAsync<T>(Func<HttpClient, Task<T?>> spoerg)
    {
        if (_http is null)
            throw new InvalidException("underskrift", "Der er ingen underskriftstjeneste her.");
        try
        {
            return await spoerg(_http);
        }
        catch (Exception e) when (e is HttpRequestException or JsonException or NotSupportedException or TaskCanceledException { InnerException: TimeoutException })
        {
            throw Nede();
        }
    }

    private InvalidException Nede() => new("underskrift", $"Der kommer intet brugbart svar fra {Navn}. Prøv igen om lidt. Intet er godkendt.");

    public void Dispose() => _http?.Dispose();
}
