using System.Text.RegularExpressions;

namespace Esdh.Arkiv.Kontrol;

/// <summary>Names in SQL:1999: plain ones do not know great letters from small, those in quotation marks do.</summary>
internal static partial class Sqlnavn
{
    public static bool ErCiteret(string navn) => navn.StartsWith('"');

    /// <summary>What the name is known by: two names with the same are the same to SQL.</summary>
    public static string Kendes(string navn) => ErCiteret(navn) && navn.Length >= 2 ? navn[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : navn.ToUpperInvariant();

    public static bool Ens(string a, string b) => Kendes(a) == Kendes(b);

    /// <summary>Whether it is a name at all; the schema lets more through.</summary>
    public static bool ErGyldigt(string navn) => navn.Length <= 128 && (ErCiteret(navn) ? Citeret().IsMatch(navn) : Almindeligt().IsMatch(navn));

    public static bool ErReserveret(string navn) => !ErCiteret(navn) && Officielleskemaer.ReserveredeOrd.Contains(navn);

    [GeneratedRegex("^\"([^\"\\p{C}]|\"\")+\"$")]
    private static partial Regex Citeret();

    [GeneratedRegex(@"^\p{L}[\p{L}\p{Nd}_]*$")]
    private static partial Regex Almindeligt();
}
