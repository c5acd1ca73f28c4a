using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace Esdh.Arkiv.Kontrol;

/// <summary>MD5 as a number of 128 bits.</summary>
internal static class Md5vaerdi
{
    public static UInt128 Af(IncrementalHash hash)
    {
        Span<byte> bytes = stackalloc byte[16];
        hash.GetHashAndReset(bytes);
        return BinaryPrimitives.ReadUInt128BigEndian(bytes);
    }

    public static UInt128? Laes(string hex) => hex.Length == 32 && UInt128.TryParse(hex, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var md5) ? md5 : null;

    public static string Skriv(UInt128 md5) => md5.ToString("X32", CultureInfo.InvariantCulture);
}
