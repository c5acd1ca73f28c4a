using System.Net;
using System.Net.Sockets;
using Esdh.Core.Files;
using Esdh.Core.Identity;
using static Esdh.Sager.Handlinger.NoterForsendelse;

namespace Esdh.Sager.Forsendelser;

/// <summary>Posts a message to where the operator says, and makes a receipt of the answer. Follows no redirects, keeps no cookies.</summary>
internal sealed class Httpkanal(Forsendelsesindstillinger indstillinger) : IDisposable
{
    private const int LaengsteSvar = 2000;

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = indstillinger.Svartid, ActivityHeadersPropagator = null }) { Timeout = indstillinger.Svartid };

    public void Dispose() => _http.Dispose();

    public async Task<Kanalsvar> SendAsync(Uri adresse, SpillStream besked, string type, string hvem, CancellationToken ct)
    {
        besked.Position = 0;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, adresse) { Content = new StreamContent(besked) };
            request.Content.Headers.ContentType = new(type) { CharSet = "utf-8" };
            using var svar = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, ct);
            var tekst = await LaesAsync(svar.Content, ct);
            var kode = (int)svar.StatusCode;
            return svar.StatusCode switch
            {
                >= HttpStatusCode.OK and < HttpStatusCode.MultipleChoices => new(Udfald.Sendt, $"{kode} {tekst}".Trim()),
                HttpStatusCode.Conflict => new(Udfald.Sendt, $"{hvem} havde beskeden allerede: {kode} {tekst}".Trim()),
                HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError => new(Udfald.Udskudt, $"{hvem} tog ikke imod endnu: {kode} {tekst}".Trim()),
                HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound => new(Udfald.Udskudt, $"{hvem} kender os ikke ({kode}). Driften skal se på opsætningen.") { ErNede = true },
                _ => new(Udfald.Afvist, $"{hvem} afviste beskeden: {kode} {tekst}".Trim()),
            };
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return new(Udfald.Udskudt, $"{hvem} svarede ikke inden for {_http.Timeout.TotalSeconds:0} sekunder. Beskeden sendes igen med samme nummer.") { ErNede = true };
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            return new(Udfald.Udskudt, $"{hvem} kan ikke nås. Beskeden sendes igen med samme nummer.") { ErNede = true };
        }
    }

    /// <summary>The beginning of the answer on one line, without a personnummer that it may repeat.</summary>
    private static async Task<string> LaesAsync(HttpContent indhold, CancellationToken ct)
    {
        var bytes = new byte[LaengsteSvar];
        await using var stroem = await indhold.ReadAsStreamAsync(ct);
        var n = await stroem.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, ct);
        return CprFinder.Mask(string.Join(' ', Esdh.Core.Files.Mime.PlainText.Guess(bytes.AsSpan(0, n)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)))!;
    }
}
