using System.Text.Json;
using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Text;
using Esdh.Sager.Handlinger;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Esdh.Sager.Api;

/// <summary>Reads a multipart body part by part, straight into the content store: a huge file is refused while it streams.</summary>
internal static class Upload
{
    /// <summary>Most bytes of one file (<c>Esdh:StoersteFilMb</c>).</summary>
    public static long StoersteFil { get; set; } = 200L * 1024 * 1024;

    private const int StoersteJson = 1024 * 1024;

    /// <summary>The <c>json</c> part and the files, in either order.</summary>
    /// <exception cref="InvalidException">Not multipart, or JSON that cannot be read.</exception>
    public static async Task<(T? Json, IReadOnlyList<OpretDokument.Nyfil> Filer)> LaesAsync<T>(HttpRequest request, Authority myndighed, CancellationToken ct) where T : class
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
            throw new InvalidException("fil", "Send som multipart/form-data med fil og json.");

        var reader = new MultipartReader(boundary, request.Body);
        T? json = null;
        List<OpretDokument.Nyfil> filer = [];
        while (await reader.ReadNextSectionAsync(ct) is { } section)
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition))
                continue;
            var felt = HeaderUtilities.RemoveQuotes(disposition.Name).Value;
            if (felt == "json")
                json = await LaesJsonAsync<T>(section.Body, ct);
            else if (disposition.IsFileDisposition())
                filer.Add(await GemAsync(section, disposition, myndighed, ct));
        }

        return (json, filer);
    }

    private static async Task<T?> LaesJsonAsync<T>(Stream body, CancellationToken ct)
    {
        try
        {
            using var tekst = new MemoryStream();
            await CopyAsync(body, tekst, StoersteJson, ct);
            return JsonSerializer.Deserialize<T>(tekst.ToArray(), JsonSerializerOptions.Web);
        }
        catch (JsonException e)
        {
            throw new InvalidException("json", $"Feltet json kan ikke læses som JSON (linje {e.LineNumber + 1}).");
        }
    }

    private static async Task CopyAsync(Stream from, Stream to, int limit, CancellationToken ct)
    {
        var buffer = new byte[16 * 1024];
        for (int n, i = 0; (n = await from.ReadAsync(buffer, ct)) > 0;)
        {
            if ((i += n) > limit)
                throw new InvalidException("json", "Feltet json er for stort.");
            await to.WriteAsync(buffer.AsMemory(0, n), ct);
        }
    }

    private static async Task<OpretDokument.Nyfil> GemAsync(MultipartSection section, ContentDispositionHeaderValue disposition, Authority myndighed, CancellationToken ct)
    {
        var navn = FileNames.Clean(disposition.FileNameStar.HasValue ? disposition.FileNameStar.Value : HeaderUtilities.RemoveQuotes(disposition.FileName).Value);
        var indhold = await myndighed.Content.SaveAsync(section.Body, StoersteFil, ct);
        return new(navn.Name, indhold, section.ContentType ?? "application/octet-stream", navn.Removed ? "Filnavnet er rettet: sti eller ugyldige tegn er fjernet." : null);
    }
}
