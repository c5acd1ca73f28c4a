using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Esdh.Core.Calendar;
using Microsoft.AspNetCore.Http;

namespace Esdh.Sbsys.Web;

/// <summary>How answers are written: names as the records have them, nothing that is null, instants with Danish clock and offset.</summary>
internal static class Svar
{
    public static JsonSerializerOptions Json { get; } = new()
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, // never shown in a page: JSON with its own content type and nosniff
        Converters = { new Tidspunkt() },
    };

    public static IResult Ok<T>(T svar) => Results.Json(svar, Json);

    /// <summary>Fractions of a second only as far as there are any, and never more than three digits: what reads them takes at most six.</summary>
    private sealed class Tidspunkt : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
            writer.WriteStringValue(DanishTime.ToDanish(value).ToString("yyyy-MM-ddTHH:mm:ss.FFFzzz", CultureInfo.InvariantCulture));
    }
}
