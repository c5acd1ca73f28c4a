using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Esdh.Testing;

namespace Esdh.Sager.Tests.Dav;

/// <summary>An editor: it knows an address and nothing else.</summary>
internal sealed class Davklient(HttpClient klient, string adresse)
{
    public static readonly XNamespace D = "DAV:";

    /// <summary>The address of the file.</summary>
    public string Adresse { get; } = adresse;

    /// <summary>The folder's.</summary>
    public string Mappe { get; } = adresse[..(adresse.LastIndexOf('/') + 1)];

    public string Noegle => Mappe.TrimEnd('/')[(Mappe.TrimEnd('/').LastIndexOf('/') + 1)..];

    /// <summary>A case with a draft, checked out by the user; the editor of its first file.</summary>
    public static async Task<(Davklient Editor, string Sag, string Dokument)> BegyndAsync(Testserver server, string bruger = "sagsbehandler", string filnavn = "brev.docx", byte[]? indhold = null)
    {
        var som = server.Som(bruger);
        var sag = (await som.SendAsync("/api/v1/sager", new { titel = "Redigering", emne = "02.34.02", facet = "G01" })).GetProperty("id").GetString()!;
        var dokument = (await (await som.UploadAsync($"/api/v1/sager/{sag}/dokumenter", filnavn, indhold ?? Indhold("Udkast"), new { titel = "Brev", retning = "udgaaende" })).ForventAsync(HttpStatusCode.Created)).GetProperty("id").GetString()!;
        return (await UdAsync(server, bruger, dokument), sag, dokument);
    }

    /// <summary>Checks out, and answers the editor of the first file.</summary>
    public static async Task<Davklient> UdAsync(Testserver server, string bruger, string dokument)
    {
        var som = server.Som(bruger);
        await som.SendAsync($"/api/v1/dokumenter/{dokument}/udtjekning", new { });
        var stand = await som.HentAsync($"/api/v1/dokumenter/{dokument}/udtjekning");
        return new(server.Anonym(), stand.GetProperty("filer")[0].GetProperty("adresse").GetString()!);
    }

    /// <summary>Bytes that no other test has.</summary>
    public static byte[] Indhold(string tekst) => Encoding.UTF8.GetBytes($"{tekst} {Guid.CreateVersion7()}");

    /// <param name="navn">A name in the folder, as it is typed; null is the file itself, empty the folder.</param>
    /// <param name="hoveder"><c>Navn: værdi</c>.</param>
    public async Task<HttpResponseMessage> KaldAsync(string metode, string? navn = null, byte[]? krop = null, params string[] hoveder)
    {
        using var kald = new HttpRequestMessage(new(metode), navn is null ? Adresse : navn.StartsWith('/') ? navn : Mappe + Uri.EscapeDataString(navn));
        if (krop is not null)
            kald.Content = new ByteArrayContent(krop);
        foreach (var hoved in hoveder)
        {
            var (n, v) = (hoved.Split(": ", 2)[0], hoved.Split(": ", 2)[1]);
            if (!kald.Headers.TryAddWithoutValidation(n, v))
                kald.Content!.Headers.TryAddWithoutValidation(n, v);
        }

        return await klient.SendAsync(kald);
    }

    public async Task<HttpResponseMessage> ForventAsync(HttpStatusCode status, string metode, string? navn = null, byte[]? krop = null, params string[] hoveder)
    {
        var svar = await KaldAsync(metode, navn, krop, hoveder);
        Assert.True(svar.StatusCode == status, $"{metode} {navn ?? "filen"}: wanted {(int)status}, was {(int)svar.StatusCode}. {await svar.Content.ReadAsStringAsync()}");
        return svar;
    }

    /// <summary>Locks, and answers the token.</summary>
    public async Task<string> LaasAsync(string? navn = null, HttpStatusCode status = HttpStatusCode.OK, string ejer = "Signe")
    {
        using var svar = await ForventAsync(status, "LOCK", navn, Encoding.UTF8.GetBytes(Lockinfo(ejer)), "Timeout: Second-3600", "Content-Type: text/xml");
        return svar.Headers.GetValues("Lock-Token").Single().Trim('<', '>');
    }

    public static string Lockinfo(string ejer, string omfang = "exclusive") => $"""
        <?xml version="1.0" encoding="utf-8" ?><D:lockinfo xmlns:D="DAV:"><D:lockscope><D:{omfang}/></D:lockscope><D:locktype><D:write/></D:locktype><D:owner><D:href>{ejer}</D:href></D:owner></D:lockinfo>
        """;

    public async Task<XDocument> PropfindAsync(string? navn = null, int dybde = 0, string? krop = null)
    {
        using var svar = await ForventAsync(HttpStatusCode.MultiStatus, "PROPFIND", navn, krop is null ? null : Encoding.UTF8.GetBytes(krop), $"Depth: {dybde}");
        return XDocument.Parse(await svar.Content.ReadAsStringAsync());
    }

    public async Task<IReadOnlyList<string>> NavneAsync() =>
        [.. (await PropfindAsync("", 1)).Descendants(D + "response").Select(r => Uri.UnescapeDataString(r.Element(D + "href")!.Value)).Where(h => !h.EndsWith('/')).Select(h => h[(h.LastIndexOf('/') + 1)..]).Order(StringComparer.Ordinal)];

    public async Task<byte[]> HentAsync(string? navn = null)
    {
        using var svar = await ForventAsync(HttpStatusCode.OK, "GET", navn);
        return await svar.Content.ReadAsByteArrayAsync();
    }
}

internal static class Udgaver
{
    /// <summary>The number of versions of a document.</summary>
    public static async Task<int> AntalAsync(this Testserver server, string dokument, string bruger = "sagsbehandler") => (await server.Som(bruger).HentAsync($"/api/v1/dokumenter/{dokument}/udgaver")).GetArrayLength();

    /// <summary>What the document holds now.</summary>
    public static async Task<byte[]> FilenAsync(this Testserver server, string dokument, int nr = 1, string bruger = "sagsbehandler") =>
        await server.Som(bruger).GetByteArrayAsync(new Uri($"/api/v1/dokumenter/{dokument}/filer/{nr}", UriKind.Relative));

    public static string Navn(this JsonElement e, string felt) => e.GetProperty(felt).GetString()!;
}
