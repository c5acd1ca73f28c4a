using System.Security.Cryptography;

namespace Esdh.Arkiv.Version;

/// <summary>
/// The shared documents that stand for files which cannot be delivered. Their pages were made once and lie in the program: they are needed most where programs are missing. Which of the three
/// numbers means what is not in the rules; it is said on the page itself and in the version's own description.
/// </summary>
internal static class Erstatning
{
    private static readonly (Filtilstand Tilstand, long Id)[] Alle = [(Filtilstand.Uform, 99999991), (Filtilstand.Fejl, 99999992), (Filtilstand.Laast, 99999993)];

    public static long Id(Filtilstand tilstand) => Array.Find(Alle, a => a.Tilstand == tilstand).Id;

    public static Filtilstand Tilstand(long id) => Array.Find(Alle, a => a.Id == id).Tilstand;

    public static void Skriv(Filtilstand tilstand, string til) => Ressource.Skriv(Navn(tilstand), til);

    public static (string Md5, long Bytes) Sum(Filtilstand tilstand)
    {
        var bytes = Ressource.Laes(Navn(tilstand));
#pragma warning disable CA5351 // the archives' own choice
        return (Convert.ToHexString(MD5.HashData(bytes)), bytes.Length);
#pragma warning restore CA5351
    }

    private static string Navn(Filtilstand tilstand) => FormattableString.Invariant($"Erstatninger/{Id(tilstand)}.tif");
}

/// <summary>Files inside the program.</summary>
internal static class Ressource
{
    public static byte[] Laes(string navn)
    {
        using var fil = typeof(Ressource).Assembly.GetManifestResourceStream(navn) ?? throw new InvalidOperationException($"No resource {navn}.");
        var bytes = new byte[fil.Length];
        fil.ReadExactly(bytes);
        return bytes;
    }

    public static (string Md5, long Bytes) Skriv(string navn, string til)
    {
        var bytes = Laes(navn);
        File.WriteAllBytes(til, bytes);
#pragma warning disable CA5351 // the archives' own choice
        return (Convert.ToHexString(MD5.HashData(bytes)), bytes.Length);
#pragma warning restore CA5351
    }
}
