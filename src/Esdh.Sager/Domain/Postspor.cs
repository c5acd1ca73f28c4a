using System.Text.RegularExpressions;
using Esdh.Core.Identity;

namespace Esdh.Sager.Domain;

/// <summary>Finds in a piece of post what points to a case: case numbers, CVR numbers and personnumre.</summary>
internal static partial class Postspor
{
    private const int Flest = 10;

    /// <param name="Spor">Case numbers and CVR numbers, those in the subject first.</param>
    /// <param name="Personnumre">Ten digits each, with where they stand; to be looked up and forgotten.</param>
    internal sealed record Fund(IReadOnlyList<Indbakkespor> Spor, IReadOnlyList<(string Cpr, string Sted)> Personnumre);

    /// <param name="steder">Texts by what they are called: <c>emnet</c>, <c>teksten</c>, <c>et filnavn</c>; the most telling first.</param>
    public static Fund Find(IEnumerable<(string Sted, string? Tekst)> steder)
    {
        List<Indbakkespor> spor = [];
        List<(string, string)> personer = [];
        foreach (var (sted, tekst) in steder)
        {
            if (string.IsNullOrWhiteSpace(tekst))
                continue;
            try
            {
                foreach (Match m in Sagsnummer().Matches(tekst))
                {
                    if (CaseNumber.TryParse(m.Value.ToUpperInvariant(), out var nummer))
                        Tilfoej("sag", nummer.ToString(), sted);
                }

                foreach (Match m in Cifre().Matches(tekst))
                {
                    var cifre = string.Concat(m.Value.Where(char.IsAsciiDigit));
                    if (cifre.Length == 8 && Cvr.TryParse(cifre, out var cvr))
                        Tilfoej("cvr", cvr.Digits, sted);
                    else if (cifre.Length == 10 && Cpr.TryParse(cifre, out var cpr) && personer.Count < Flest && !personer.Exists(p => p.Item1 == cpr.Digits))
                        personer.Add((cpr.Digits, sted));
                }
            }
            catch (RegexMatchTimeoutException)
            {
                // A text made to be slow points to nothing.
            }
        }

        return new(spor, personer);

        void Tilfoej(string art, string vaerdi, string sted)
        {
            if (spor.Count(s => s.Art == art) < Flest && !spor.Exists(s => s.Art == art && s.Vaerdi == vaerdi))
                spor.Add(new(art, vaerdi, sted));
        }
    }

    [GeneratedRegex(@"(?<![\w.])\d{2}\.\d{2}\.\d{2}-[A-Z]\d{2}-\d{1,6}-(?:\d{4}|\d{2})(?![\w])", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex Sagsnummer();

    /// <summary>8 digits as CVR numbers are written, 10 as personnumre are.</summary>
    [GeneratedRegex(@"(?<![\d.,-])(?:\d{6}[ -]?\d{4}|\d{8}|\d{2} \d{2} \d{2} \d{2})(?![\d])", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 500)]
    private static partial Regex Cifre();
}
