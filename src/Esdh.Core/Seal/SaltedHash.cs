using System.Security.Cryptography;

namespace Esdh.Core.Seal;

/// <summary>
/// SHA-256(salt ‖ data) with 32 random bytes of salt. Without the salt nothing can be learnt of the data by guessing at
/// it, so destroying data and salt together is deletion, while the hash stays in the seal.
/// </summary>
/// <param name="Salt">32 bytes, kept beside the data and destroyed with it.</param>
/// <param name="Hash">32 bytes, sealed.</param>
public sealed record SaltedHash(byte[] Salt, byte[] Hash)
{
    /// <summary>Bytes in a salt. Fixed, so that salt and data cannot be split in two ways.</summary>
    public const int SaltLength = 32;

    /// <summary>Hashes with a salt of its own.</summary>
    public static SaltedHash Create(ReadOnlySpan<byte> data)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        return new(salt, Compute(salt, data));
    }

    /// <exception cref="ArgumentException">The salt does not have <see cref="SaltLength"/> bytes.</exception>
    public static byte[] Compute(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> data)
    {
        if (salt.Length != SaltLength)
            throw new ArgumentException($"A salt has {SaltLength} bytes, not {salt.Length}.", nameof(salt));
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(salt);
        hash.AppendData(data);
        return hash.GetHashAndReset();
    }

    /// <summary>Whether the hash is that of salt and data; false for a salt of the wrong length.</summary>
    public static bool Verify(ReadOnlySpan<byte> salt, ReadOnlySpan<byte> data, ReadOnlySpan<byte> hash) =>
        salt.Length == SaltLength && hash.SequenceEqual(Compute(salt, data));
}
