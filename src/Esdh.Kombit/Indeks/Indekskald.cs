using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using Esdh.Core.Identity;

namespace Esdh.Kombit.Indeks;

/// <summary>How the index answered.</summary>
/// <param name="Nede">It could not be reached, or could not answer now: nothing was decided, and the same is sent again.</param>
/// <param name="Fejl">Danish sentence on why it would not take all; null when it did.</param>
/// <param name="Afvist">Why it would not take some of them, by their UUID.</param>
internal sealed record Indekssvar(bool Nede, string? Fejl, IReadOnlyDictionary<Guid, Indeksafvisning> Afvist);

/// <param name="Kode">The status code of the OIO standard answer.</param>
internal sealed record Indeksafvisning(int Kode, string Tekst);

/// <summary>Calls SF1470 over SOAP 1.1. The security of OIOIDWS (a signed token) is put on by the gateway that the address names; see docs/integrationer.md.</summary>
internal sealed class Indekskald(Kombitindstillinger indstillinger) : IDisposable
{
    private const int StoersteSvar = 4 * 1024 * 1024;

    private static readonly XNamespace Soap = "http://schemas.xmlsoap.org/soap/envelope/", Hoved = "http://kombit.dk/xml/schemas/RequestHeader/1/";

    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, ConnectTimeout = indstillinger.Svartid, ActivityHeadersPropagator = null }) { Timeout = indstillinger.Svartid, MaxResponseContentBufferSize = StoersteSvar };

    public void Dispose() => _http.Dispose();

    /// <param name="operation">importer, opdater or fjern.</param>
    public async Task<Indekssvar> SendAsync(Uri adresse, string operation, XElement besked, CancellationToken ct)
    {
        var kuvert = new XElement(Soap + "Envelope",
            new XElement(Soap + "Header", new XElement(Hoved + "RequestHeader", new XElement(Hoved + "TransactionUUID", Guid.CreateVersion7().ToString()))), new XElement(Soap + "Body", besked));
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, adresse) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(kuvert.ToString(SaveOptions.DisableFormatting))) };
            request.Content.Headers.ContentType = new("text/xml") { CharSet = "utf-8" };
            request.Headers.Add("SOAPAction", $"\"http://kombit.dk/sts/sagdokumentindeks/{operation}\"");
            using var svar = await _http.SendAsync(request, ct);
            var krop = await svar.Content.ReadAsByteArrayAsync(ct);
            return Laes(svar.StatusCode, krop);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return Utilgaengelig($"Indekset svarede ikke inden for {_http.Timeout.TotalSeconds:0} sekunder.");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            return Utilgaengelig("Indekset kan ikke nås.");
        }
    }

    private static Indekssvar Utilgaengelig(string fejl) => new(true, fejl, new Dictionary<Guid, Indeksafvisning>());

    /// <summary>20 to 29 is taken, 40 to 49 refused; what else, or nothing readable, is not an answer.</summary>
    private static Indekssvar Laes(HttpStatusCode status, byte[] krop)
    {
        XElement rod;
        try
        {
            using var laeser = XmlReader.Create(new MemoryStream(krop), new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            rod = XElement.Load(laeser);
        }
        catch (XmlException)
        {
            return Utilgaengelig($"Indekset svarede {(int)status} og intet, der kan læses.");
        }

        if (rod.Descendants(Soap + "Fault").FirstOrDefault() is { } fejl)
        {
            var grund = Tekst(fejl.Element("faultstring")?.Value);
            return fejl.Element("faultcode")?.Value.EndsWith("Client", StringComparison.Ordinal) == true
                ? new(false, $"Indekset afviste beskeden: {grund}", new Dictionary<Guid, Indeksafvisning>()) : Utilgaengelig($"Indekset kunne ikke svare: {grund}");
        }

        Dictionary<Guid, Indeksafvisning> afvist = [];
        string? samlet = null;
        var nede = false;
        var svar = rod.Descendants().Where(e => e.Element(Oio.Grund + "StatusKode") is not null).ToList();
        if (svar.Count == 0)
            return Utilgaengelig($"Indekset svarede {(int)status} uden en statuskode.");
        foreach (var s in svar)
        {
            var kode = int.TryParse(s.Element(Oio.Grund + "StatusKode")!.Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out var tal) ? tal : 50;
            if (kode is >= 20 and < 30)
                continue;
            var grund = $"{kode} {Tekst(s.Element(Oio.Grund + "FejlbeskedTekst")?.Value)}".TrimEnd();
            nede |= kode >= 50;
            if (Guid.TryParse(s.Element(Oio.Grund + "UUIDIdentifikator")?.Value, out var id))
                afvist[id] = new(kode, $"Indekset afviste den: {grund}");
            else
                samlet = $"Indekset afviste beskeden: {grund}";
        }

        return new(nede, nede ? samlet ?? afvist.Values.First().Tekst : samlet, afvist);
    }

    private static string Tekst(string? svar) => Oio.Linje(svar, 300) ?? "uden en forklaring";
}
