using System.Security.Cryptography;
using System.Text;

namespace Esdh.Klub.Domain;

/// <summary>
/// The code that the one who voted keeps: 128 random bits that the server never stores. Its mark is published and says only that a paper was handed in. With the member's id it opens the paper's own row, and
/// that the server does for the member alone, after the closing.
/// </summary>
internal sealed class Stemmekvittering
{
    private const int Laengde = 16;

    private readonly byte[] _kode;

    private Stemmekvittering(byte[] kode) => _kode = kode;

    public static Stemmekvittering Ny() => new(RandomNumberGenerator.GetBytes(Laengde));

    /// <summary>Reads the code as it is shown, also with other spaces, dashes and letters' case; null when it is none.</summary>
    public static Stemmekvittering? Laes(string? tekst)
    {
        if (tekst is null || tekst.Length > 100)
            return null;
        var cifre = string.Concat(tekst.Where(c => c is not ('-' or ' ' or '\u2013')));
        return cifre.Length == 2 * Laengde && cifre.All(char.IsAsciiHexDigit) ? new(Convert.FromHexString(cifre)) : null;
    }

    /// <summary><c>7F3A-90C2-DE41-5B08-…</c>, 8 groups.</summary>
    public string Kode => string.Join('-', Convert.ToHexString(_kode).Chunk(4).Select(g => new string(g)));

    /// <summary>What is published: SHA-256 of <c>esdh-kvittering-1</c>, the ballot's id and the code, as text with tabs between.</summary>
    public string Maerke(Guid afstemning) => Hash($"esdh-kvittering-1\t{afstemning}\t{Convert.ToHexStringLower(_kode)}");

    /// <summary>The key of the paper's row in a secret ballot: nobody without the code can tell whose it is.</summary>
    public string Noegle(Guid afstemning, Guid medlem) => Hash($"esdh-seddel-1\t{afstemning}\t{medlem}\t{Convert.ToHexStringLower(_kode)}");

    /// <summary>What the club's key signs, so that who holds a receipt can prove that a paper was left out.</summary>
    public static byte[] TilUnderskrift(Guid afstemning, string maerke) => Encoding.UTF8.GetBytes($"esdh-kvittering-1\t{afstemning}\t{maerke}");

    private static string Hash(string tekst) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(tekst)));
}
