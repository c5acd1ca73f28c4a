using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Esdh.Core;
using Esdh.Sbsys.Contract;
using Esdh.Sbsys.Web;

namespace Esdh.Sbsys.Import;

/// <summary>The source refuses one thing; the rest can go on.</summary>
internal sealed class KildenAfviserException(string message) : Exception(message);

/// <summary>Reads another system through the REST surface of SBSYS. A token that no longer holds is fetched again, and what fails in passing is tried again.</summary>
internal sealed class Sbsyskilde(HttpClient http, Sbsysimportordre ordre, TimeProvider tid)
{
    private const int Forsoeg = 4;

    /// <summary>Most bytes of an answer in JSON.</summary>
    private const int Stoerst = 256 * 1024 * 1024;

    private readonly string _rod = Rod(ordre.Fra);

    private string? _tegn;

    private static string Rod(Uri adresse)
    {
        var tekst = adresse.GetLeftPart(UriPartial.Path).TrimEnd('/');
        return tekst.EndsWith("/api", StringComparison.OrdinalIgnoreCase) ? tekst[..^4] : tekst;
    }

    public async Task<Krop> HentAsync(string sti, CancellationToken ct) => Krop.Laes(await BytesAsync(HttpMethod.Get, sti, null, ct));

    public async Task<IReadOnlyList<Krop>> ListeAsync(string sti, CancellationToken ct) => Krop.LaesListe(await BytesAsync(HttpMethod.Get, sti, null, ct));

    public async Task<Krop> SendAsync(string sti, string json, CancellationToken ct) => Krop.Laes(await BytesAsync(HttpMethod.Post, sti, json, ct));

    /// <summary>A file's bytes as they come; the caller disposes the answer.</summary>
    public Task<HttpResponseMessage> FilAsync(string id, CancellationToken ct) => SendAsync(HttpMethod.Get, "fil/" + Uri.EscapeDataString(id), null, ct);

    private async Task<byte[]> BytesAsync(HttpMethod metode, string sti, string? json, CancellationToken ct)
    {
        for (var nr = 1; ; nr++)
        {
            try
            {
                using var svar = await SendAsync(metode, sti, json, ct);
                if (svar.Content.Headers.ContentLength > Stoerst)
                    throw new KildenAfviserException($"Kildens svar på {sti} er for stort.");
                return await svar.Content.ReadAsByteArrayAsync(ct);
            }
            catch (Exception e) when (e is IOException or HttpRequestException && nr < Forsoeg)
            {
                await VentAsync(nr, null, ct); // broken off while it was read
            }
            catch (Exception e) when (e is IOException or HttpRequestException)
            {
                throw Tavs(e);
            }
        }
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod metode, string sti, string? json, CancellationToken ct)
    {
        for (var nr = 1; ; nr++)
        {
            _tegn ??= await TegnAsync(ct);
            using var kald = new HttpRequestMessage(metode, $"{_rod}/api/{sti}") { Headers = { Authorization = new("Bearer", _tegn) } };
            if (json is not null)
                kald.Content = new StringContent(json, Encoding.UTF8, "application/json");
            HttpResponseMessage svar;
            try
            {
                svar = await http.SendAsync(kald, HttpCompletionOption.ResponseHeadersRead, ct);
            }
            catch (Exception e) when (e is HttpRequestException || (e is TaskCanceledException && !ct.IsCancellationRequested))
            {
                if (nr >= Forsoeg)
                    throw Tavs(e);
                await VentAsync(nr, null, ct);
                continue;
            }

            if (svar.IsSuccessStatusCode)
                return svar;
            using (svar)
            {
                var (status, vent) = (svar.StatusCode, svar.Headers.RetryAfter);
                if (nr < Forsoeg && (status is HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests || (int)status >= 500))
                {
                    if (status == HttpStatusCode.Unauthorized)
                        _tegn = null;
                    else
                        await VentAsync(nr, vent, ct);
                    continue;
                }

                var tekst = $"Kilden svarer {(int)status} på {metode} {sti}.";
                throw status is HttpStatusCode.Unauthorized or HttpStatusCode.TooManyRequests || (int)status >= 500 ? new SbsysimportException(tekst) : new KildenAfviserException(tekst);
            }
        }
    }

    private async Task<string> TegnAsync(CancellationToken ct)
    {
        Dictionary<string, string> felter = new() { ["client_id"] = ordre.Klient, ["client_secret"] = ordre.Hemmelighed, ["grant_type"] = ordre.Bruger is null ? "client_credentials" : "password" };
        if (ordre.Bruger is { } bruger)
            (felter["username"], felter["password"]) = (bruger, ordre.Kode ?? "");
        try
        {
            using var krop = new FormUrlEncodedContent(felter);
            using var svar = await http.PostAsync(new Uri($"{Rod(ordre.Identitet ?? ordre.Fra)}/auth/realms/sbsip/protocol/openid-connect/token"), krop, ct);
            if (svar.StatusCode != HttpStatusCode.OK)
                throw new SbsysimportException($"Kilden giver intet adgangstegn (svar {(int)svar.StatusCode}). Se efter klient, hemmelighed, bruger og kode.");
            return Krop.Laes(await svar.Content.ReadAsByteArrayAsync(ct)).Tekst("access_token") ?? throw new SbsysimportException("Kildens svar med adgangstegn kan ikke læses.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or InvalidException)
        {
            throw Tavs(e);
        }
    }

    private async Task VentAsync(int nr, RetryConditionHeaderValue? sagt, CancellationToken ct)
    {
        var vent = sagt?.Delta ?? TimeSpan.FromSeconds(0.25 * Math.Pow(2, nr));
        await Task.Delay(vent > TimeSpan.FromMinutes(2) ? TimeSpan.FromMinutes(2) : vent, tid, ct);
    }

    private static SbsysimportException Tavs(Exception e) => new(string.Create(CultureInfo.InvariantCulture, $"Kilden svarer ikke: {e.Message}"), e);
}
