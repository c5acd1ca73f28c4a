using System.Text;
using System.Text.RegularExpressions;

namespace Esdh.Arkiv.Kontrol;

/// <summary>What an XML file's first line says.</summary>
internal static partial class Xmlerklaering
{
    /// <returns>Whether there is a declaration, and whether it says UTF-8 of a file that is in it.</returns>
    public static (bool Findes, bool Utf8) Laes(ReadOnlySpan<byte> begyndelse)
    {
        if (begyndelse.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || begyndelse.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]) || begyndelse.StartsWith((ReadOnlySpan<byte>)[0, (byte)'<']) || begyndelse.StartsWith((ReadOnlySpan<byte>)[(byte)'<', 0]))
            return (true, false);
        if (begyndelse.StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]))
            begyndelse = begyndelse[3..];
        var tekst = Encoding.Latin1.GetString(begyndelse[..Math.Min(begyndelse.Length, 300)]);
        return Form().Match(tekst) is { Success: true } form ? (true, form.Groups["k"].Value.Equals("utf-8", StringComparison.OrdinalIgnoreCase)) : (false, false);
    }

    [GeneratedRegex("""^<\?xml\s+version\s*=\s*["'][^"']*["'](\s+encoding\s*=\s*["'](?<k>[^"']*)["'])?[^>]*\?>""")]
    private static partial Regex Form();
}
