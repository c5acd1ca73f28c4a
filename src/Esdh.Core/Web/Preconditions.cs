using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Esdh.Core.Web;

/// <summary>ETag and If-Match over an aggregate's version.</summary>
public static class Preconditions
{
    public static string ETag(long version) => $"\"{version.ToString(CultureInfo.InvariantCulture)}\"";

    /// <summary>The version the caller has seen, or null where it did not say (or said <c>*</c>).</summary>
    /// <exception cref="InvalidException">The header is not one of our tags.</exception>
    public static long? IfMatch(this HttpRequest request)
    {
        var value = request.Headers.IfMatch.ToString();
        if (value.Length == 0 || value == "*")
            return null;
        return long.TryParse(value.Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new InvalidException("If-Match", "If-Match skal være den ETag, du fik.");
    }

    /// <exception cref="StaleException">Someone changed it since <paramref name="seen"/>.</exception>
    public static void Check(long current, long? seen)
    {
        if (seen is { } version && version != current)
            throw new StaleException();
    }
}
