using System.Globalization;
using System.Security.Cryptography;
using Esdh.Core;

namespace Esdh.Adgang.Domain;

/// <summary>Passwords: PBKDF2 with HMAC-SHA-512, 210,000 rounds, 16 bytes of salt. Costs tens of milliseconds, so never inside an act.</summary>
internal static class Kodeord
{
    public const int MindstLaengde = 12;
    public const int HoejstLaengde = 200;
    private const int Runder = 210_000;
    private const int HashLaengde = 32;

    /// <summary>Of no password: verified against where there is no user, so that the answer takes as long.</summary>
    private static readonly string Ingen = Hash(Convert.ToHexString(RandomNumberGenerator.GetBytes(16)));

    public static string Hash(string kodeord)
    {
        var salt = RandomNumberGenerator.GetBytes(16);
        var hash = Rfc2898DeriveBytes.Pbkdf2(kodeord, salt, Runder, HashAlgorithmName.SHA512, HashLaengde);
        return string.Create(CultureInfo.InvariantCulture, $"pbkdf2-sha512${Runder}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}");
    }

    /// <summary>False, after the same work, where there is no hash.</summary>
    public static bool Passer(string kodeord, string? hash)
    {
        var parts = (hash ?? Ingen).Split('$');
        var expected = Convert.FromBase64String(parts[3]);
        var actual = Rfc2898DeriveBytes.Pbkdf2(kodeord, Convert.FromBase64String(parts[2]),
            int.Parse(parts[1], CultureInfo.InvariantCulture), HashAlgorithmName.SHA512, expected.Length);
        return CryptographicOperations.FixedTimeEquals(actual, expected) && hash is not null;
    }

    /// <summary>Adds to <paramref name="errors"/> what is wrong with a new password.</summary>
    public static void Kontroller(Errors errors, string felt, string kodeord, string brugernavn) => errors
        .AddIf(kodeord.Length < MindstLaengde, felt, $"Adgangskoden skal være på mindst {MindstLaengde} tegn. Brug gerne flere ord.")
        .AddIf(kodeord.Length > HoejstLaengde, felt, $"Adgangskoden må højst være på {HoejstLaengde} tegn.")
        .AddIf(kodeord.Contains(brugernavn, StringComparison.OrdinalIgnoreCase), felt, "Adgangskoden må ikke indeholde brugernavnet.")
        .AddIf(kodeord.Length >= MindstLaengde && kodeord.Distinct().Count() < 5, felt, "Adgangskoden skal have mindst fem forskellige tegn.");

    /// <summary>A password to be used once: 80 random bits in letters that are not mistaken for each other.</summary>
    public static string Engangskode() =>
        string.Join('-', RandomNumberGenerator.GetString("abcdefghjkmnpqrstuvwxyz23456789", 16).Chunk(4).Select(c => new string(c)));
}
