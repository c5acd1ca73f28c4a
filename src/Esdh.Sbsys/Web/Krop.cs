using System.Globalization;
using System.Text.Json;
using Esdh.Core;
using Microsoft.AspNetCore.Http;

namespace Esdh.Sbsys.Web;

/// <summary>
/// A JSON object from a client, read as leniently as clients write: names in any case, numbers as text, and <c>null</c>, <c>0</c>, an empty text, the first day of
/// the calendar and the empty UUID all for »not given«. What is given and cannot be read is refused by its name.
/// </summary>
internal sealed class Krop
{
    /// <summary>Most bytes of a body.</summary>
    private const int Stoerst = 8 * 1024 * 1024;

    private readonly Dictionary<string, JsonElement> _felter = new(StringComparer.OrdinalIgnoreCase);

    private Krop(JsonElement objekt)
    {
        foreach (var felt in objekt.EnumerateObject())
            _felter[felt.Name] = felt.Value;
    }

    /// <summary>The request's body. Some clients say no content type, or another than they send.</summary>
    /// <exception cref="InvalidException">No JSON object.</exception>
    public static async Task<Krop> LaesAsync(HttpRequest request, CancellationToken ct)
    {
        if (request.HasFormContentType)
            throw new BadHttpRequestException("", StatusCodes.Status415UnsupportedMediaType);
        if (request.ContentLength > Stoerst)
            throw new BadHttpRequestException("", StatusCodes.Status413PayloadTooLarge);
        using var indhold = new MemoryStream();
        var buffer = new byte[16 * 1024];
        for (int n; (n = await request.Body.ReadAsync(buffer, ct)) > 0;)
        {
            if (indhold.Length + n > Stoerst)
                throw new BadHttpRequestException("", StatusCodes.Status413PayloadTooLarge);
            indhold.Write(buffer, 0, n);
        }

        return Laes(indhold.GetBuffer().AsMemory(0, (int)indhold.Length));
    }

    /// <summary>The part <c>json</c> of a multipart body.</summary>
    /// <exception cref="InvalidException">No JSON object.</exception>
    public static Krop Laes(string json) => Laes(System.Text.Encoding.UTF8.GetBytes(json));

    /// <summary>The objects of a bare list, of an envelope with <c>Results</c>, or the one object that stands in a list's place.</summary>
    /// <exception cref="InvalidException">Something else.</exception>
    public static IReadOnlyList<Krop> LaesListe(ReadOnlyMemory<byte> json)
    {
        if (json.Span is [0xEF, 0xBB, 0xBF, ..])
            json = json[3..];
        if (!json.Span.TrimStart(" \t\r\n"u8).StartsWith("["u8))
            return Laes(json) is var ene && ene._felter.ContainsKey("Results") ? ene.Objekter("Results") : [ene];
        using var samlet = new MemoryStream(json.Length + 16);
        samlet.Write("{\"Results\":"u8);
        samlet.Write(json.Span);
        samlet.Write("}"u8);
        return Laes(samlet.ToArray()).Objekter("Results");
    }

    internal static Krop Laes(ReadOnlyMemory<byte> json)
    {
        if (json.Span is [0xEF, 0xBB, 0xBF, ..])
            json = json[3..];
        if (json.Span.Trim(" \t\r\n"u8).Length == 0)
            throw new InvalidException("json", "Der mangler et indhold i JSON.");
        try
        {
            using var dokument = JsonDocument.Parse(json, new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip });
            return dokument.RootElement.ValueKind == JsonValueKind.Object ? new(dokument.RootElement.Clone()) : throw new InvalidException("json", "Indholdet skal være et JSON-objekt.");
        }
        catch (JsonException e)
        {
            throw new InvalidException("json", $"Indholdet er ikke gyldig JSON (linje {e.LineNumber + 1}, tegn {e.BytePositionInLine + 1}).");
        }
    }

    /// <summary>Text without blanks at its ends; null when there is nothing left.</summary>
    public string? Tekst(params ReadOnlySpan<string> navne)
    {
        if (Find(navne) is not { } fundet)
            return null;
        var tekst = fundet.Vaerdi.ValueKind switch
        {
            JsonValueKind.String => fundet.Vaerdi.GetString()!,
            JsonValueKind.Number => fundet.Vaerdi.GetRawText(),
            JsonValueKind.True or JsonValueKind.False => fundet.Vaerdi.GetRawText(),
            _ => throw Forkert(fundet.Navn, "skal være en tekst"),
        };
        if (tekst.Contains('\0', StringComparison.Ordinal))
            throw Forkert(fundet.Navn, "indeholder et tegn, der ikke kan bruges");
        return tekst.Trim() is { Length: > 0 } renset ? renset : null;
    }

    public int? Tal(params ReadOnlySpan<string> navne)
    {
        if (Find(navne) is not { } fundet)
            return null;
        var tekst = fundet.Vaerdi.ValueKind switch
        {
            JsonValueKind.Number => fundet.Vaerdi.GetRawText(),
            JsonValueKind.String => fundet.Vaerdi.GetString()!.Trim(),
            _ => throw Forkert(fundet.Navn, "skal være et helt tal"),
        };
        if (tekst.Length == 0)
            return null;
        if (tekst.EndsWith(".0", StringComparison.Ordinal))
            tekst = tekst[..^2];
        return int.TryParse(tekst, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var tal) ? tal == 0 ? null : tal : throw Forkert(fundet.Navn, "skal være et helt tal");
    }

    public bool? Flag(params ReadOnlySpan<string> navne)
    {
        if (Find(navne) is not { } fundet)
            return null;
        return fundet.Vaerdi.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => fundet.Vaerdi.GetRawText() != "0",
            JsonValueKind.String => fundet.Vaerdi.GetString()!.Trim().ToLowerInvariant() switch { "" => null, "true" or "1" or "ja" => true, "false" or "0" or "nej" => false, _ => throw Forkert(fundet.Navn, "skal være true eller false") },
            _ => throw Forkert(fundet.Navn, "skal være true eller false"),
        };
    }

    public Guid? Id(params ReadOnlySpan<string> navne) => Tekst(navne) is not { } tekst ? null
        : Guid.TryParse(tekst, out var id) ? id == Guid.Empty ? null : id : throw Forkert(navne[0], "skal være en UUID");

    public DateTimeOffset? Tid(params ReadOnlySpan<string> navne) => Tekst(navne) is not { } tekst ? null
        : Datoer.TryLaes(tekst, out var tid) ? tid : throw Forkert(navne[0], "er ikke en dato, der kan læses");

    public DateOnly? Dag(params ReadOnlySpan<string> navne) => Tid(navne) is { } tid ? Core.Calendar.DanishTime.DateOf(tid) : null;

    public Krop? Objekt(params ReadOnlySpan<string> navne) => Find(navne) is not { } fundet ? null
        : fundet.Vaerdi.ValueKind == JsonValueKind.Object ? new(fundet.Vaerdi) : throw Forkert(fundet.Navn, "skal være et objekt");

    /// <summary>The objects of a list; those that are null are passed over.</summary>
    public IReadOnlyList<Krop> Objekter(params ReadOnlySpan<string> navne)
    {
        if (Find(navne) is not { } fundet)
            return [];
        if (fundet.Vaerdi.ValueKind != JsonValueKind.Array)
            throw Forkert(fundet.Navn, "skal være en liste");
        List<Krop> liste = [];
        foreach (var del in fundet.Vaerdi.EnumerateArray().Where(d => d.ValueKind != JsonValueKind.Null))
            liste.Add(del.ValueKind == JsonValueKind.Object ? new(del) : throw Forkert(fundet.Navn, "skal være en liste af objekter"));
        return liste;
    }

    /// <summary>The whole numbers of a list.</summary>
    public IReadOnlyList<int> Talliste(params ReadOnlySpan<string> navne)
    {
        if (Find(navne) is not { } fundet)
            return [];
        if (fundet.Vaerdi.ValueKind != JsonValueKind.Array)
            throw Forkert(fundet.Navn, "skal være en liste");
        List<int> liste = [];
        foreach (var del in fundet.Vaerdi.EnumerateArray().Where(d => d.ValueKind != JsonValueKind.Null))
        {
            var tekst = del.ValueKind == JsonValueKind.String ? del.GetString() : del.GetRawText();
            liste.Add(int.TryParse(tekst, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var tal) ? tal : throw Forkert(fundet.Navn, "skal være en liste af hele tal"));
        }

        return liste;
    }

    /// <summary>The first of the names that is there with a value.</summary>
    private (string Navn, JsonElement Vaerdi)? Find(ReadOnlySpan<string> navne)
    {
        foreach (var navn in navne)
        {
            if (_felter.TryGetValue(navn, out var vaerdi) && vaerdi.ValueKind is not (JsonValueKind.Null or JsonValueKind.Undefined))
                return (navn, vaerdi);
        }

        return null;
    }

    private static InvalidException Forkert(string felt, string hvad) => new(felt, $"Feltet {felt} {hvad}.");
}
