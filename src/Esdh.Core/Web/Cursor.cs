using System.Buffers.Text;
using System.Text;
using System.Text.Json;

namespace Esdh.Core.Web;

/// <summary>A page of a list and where the next begins.</summary>
/// <typeparam name="T">A row as its surface shows it.</typeparam>
/// <param name="Poster">The rows.</param>
/// <param name="Naeste">Send it as <c>?efter=</c> for the next page; null at the end.</param>
public sealed record Side<T>(IReadOnlyList<T> Poster, string? Naeste);

/// <summary>Opaque place in a sorted list (keyset paging: no counting, no skipping).</summary>
public static class Cursor
{
    /// <summary>Most rows a caller gets at a time.</summary>
    public const int MaxPage = 200;

    public static string Encode<T>(T place) => Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(place));

    /// <exception cref="InvalidException">Not a cursor that this list gave out.</exception>
    public static T? Decode<T>(string? cursor) where T : class
    {
        if (string.IsNullOrEmpty(cursor))
            return null;
        try
        {
            return JsonSerializer.Deserialize<T>(Encoding.UTF8.GetString(Base64Url.DecodeFromChars(cursor)));
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            throw new InvalidException("efter", "Sidemærket kan ikke læses. Begynd forfra på listen.");
        }
    }

    /// <exception cref="InvalidException">Outside 1 to <see cref="MaxPage"/>.</exception>
    public static int PageSize(int? asked) => asked switch
    {
        null => 50,
        >= 1 and <= MaxPage => asked.Value,
        _ => throw new InvalidException("antal", $"Antal skal være fra 1 til {MaxPage}."),
    };
}
