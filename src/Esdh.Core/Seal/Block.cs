using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Esdh.Core.Seal;

/// <summary>
/// A sealed run of events: the Merkle root over their leaves, chained to the block before and signed. The tree has exactly
/// <c>LastEvent - FirstEvent + 1</c> leaves in the order of the numbers, which have no gaps.
/// </summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="FirstEvent">The first event's number.</param>
/// <param name="LastEvent">The last event's number.</param>
/// <param name="Root">32 bytes.</param>
/// <param name="PreviousHash">The <see cref="HeaderHash"/> of the block before; 32 zero bytes in block 1.</param>
/// <param name="TimeMicros">When it was sealed; see <see cref="SealTime"/>.</param>
/// <param name="KeyId">The signing key's id, 64 lower case hex digits: <see cref="SealKey.Id"/>.</param>
/// <param name="Signature">64 bytes: ECDSA P-256 with SHA-256 over <see cref="EncodeHeader"/>, r ‖ s (IEEE P1363).</param>
/// <remarks>
/// The header, version 1, big-endian, always 129 bytes: version 0x01, number (8), first (8), last (8), root (32), previous
/// hash (32), time (8), key id as bytes (32). The signature is not part of the header hash: it may be made anew, the chain stands.
/// </remarks>
public sealed record Block(
    long Number, long FirstEvent, long LastEvent, byte[] Root, byte[] PreviousHash, long TimeMicros, string KeyId, byte[] Signature)
{
    private const byte Version = 1;
    private const int HeaderLength = 1 + 3 * 8 + 2 * MerkleTree.HashLength + 8 + MerkleTree.HashLength;

    /// <summary>What block 1 names as the hash of the block before.</summary>
    public static byte[] NoPrevious => new byte[MerkleTree.HashLength];

    /// <summary>How many events it seals.</summary>
    public long Count => LastEvent - FirstEvent + 1;

    /// <summary>Makes and signs the block that follows <paramref name="previous"/> (null for the first).</summary>
    /// <param name="previous">The block before.</param>
    /// <param name="lastEvent">The number of the last leaf under the root. The first follows from the block before.</param>
    /// <param name="root">The Merkle root over the leaves.</param>
    /// <param name="time">Now. A clock that went backwards gives the time of the block before.</param>
    /// <param name="key">The key that signs.</param>
    public static Block Create(Block? previous, long lastEvent, byte[] root, DateTimeOffset time, SealKey key)
    {
        var first = (previous?.LastEvent ?? 0) + 1;
        ArgumentOutOfRangeException.ThrowIfLessThan(lastEvent, first);
        var unsigned = new Block(
            (previous?.Number ?? 0) + 1, first, lastEvent, root, previous?.HeaderHash() ?? NoPrevious,
            Math.Max(SealTime.ToMicros(time), previous?.TimeMicros ?? long.MinValue), key.Id, []);
        return unsigned with { Signature = key.Sign(unsigned.EncodeHeader()) };
    }

    /// <summary>The canonical header, which is signed and hashed.</summary>
    /// <exception cref="ArgumentException">A number, hash or the key id is out of bounds.</exception>
    public byte[] EncodeHeader()
    {
        if (Number < 1 || FirstEvent < 1 || LastEvent < FirstEvent)
            throw new ArgumentException("A block's numbers start at 1 and its last event is not before its first.");
        MerkleTree.RequireHash(Root, nameof(Root));
        MerkleTree.RequireHash(PreviousHash, nameof(PreviousHash));
        var header = new byte[HeaderLength];
        header[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(1), Number);
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(9), FirstEvent);
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(17), LastEvent);
        Root.CopyTo(header, 25);
        PreviousHash.CopyTo(header, 57);
        BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(89), TimeMicros);
        SealKey.IdBytes(KeyId).CopyTo(header, 97);
        return header;
    }

    /// <summary>SHA-256 of the header: what the next block names, and what is kept elsewhere as the head of the chain.</summary>
    public byte[] HeaderHash() => SHA256.HashData(EncodeHeader());

    /// <summary>Whether the signature is that of the key and the key is the one named. False, never an exception, on nonsense.</summary>
    /// <param name="publicKey">SubjectPublicKeyInfo in DER: <see cref="SealKey.PublicKey"/>.</param>
    public bool IsSignedBy(ReadOnlySpan<byte> publicKey)
    {
        try
        {
            return KeyId == SealKey.IdOf(publicKey) && SealKey.Verify(publicKey, EncodeHeader(), Signature);
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    /// <summary>Whether it continues the chain after <paramref name="previous"/> (null when it should be the first). The signature is not checked here.</summary>
    public bool Follows(Block? previous) =>
        Number == (previous?.Number ?? 0) + 1
        && FirstEvent == (previous?.LastEvent ?? 0) + 1
        && TimeMicros >= (previous?.TimeMicros ?? long.MinValue)
        && PreviousHash.AsSpan().SequenceEqual(previous?.HeaderHash() ?? NoPrevious);
}
