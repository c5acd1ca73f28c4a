using System.Numerics;
using System.Security.Cryptography;

namespace Esdh.Core.Seal;

/// <summary>
/// The Merkle tree of RFC 6962 section 2.1 over SHA-256: a leaf is hashed as <c>SHA-256(0x00 ‖ data)</c>, a node as
/// <c>SHA-256(0x01 ‖ left ‖ right)</c>, the empty tree is SHA-256 of nothing. All hashes are 32 bytes.
/// </summary>
public static class MerkleTree
{
    /// <summary>Bytes in a hash.</summary>
    public const int HashLength = SHA256.HashSizeInBytes;

    /// <summary>The root of a tree without leaves.</summary>
    public static byte[] EmptyRoot => SHA256.HashData([]);

    /// <summary><c>SHA-256(0x00 ‖ data)</c></summary>
    public static byte[] LeafHash(ReadOnlySpan<byte> data)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData([0]);
        hash.AppendData(data);
        return hash.GetHashAndReset();
    }

    /// <summary><c>SHA-256(0x01 ‖ left ‖ right)</c></summary>
    public static byte[] NodeHash(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        RequireHash(left, nameof(left));
        RequireHash(right, nameof(right));
        Span<byte> node = stackalloc byte[1 + 2 * HashLength];
        node[0] = 1;
        left.CopyTo(node[1..]);
        right.CopyTo(node[(1 + HashLength)..]);
        return SHA256.HashData(node);
    }

    /// <summary>The root over leaf hashes in order.</summary>
    public static byte[] Root(IEnumerable<byte[]> leafHashes)
    {
        var builder = new MerkleRootBuilder();
        foreach (var hash in leafHashes)
            builder.AddHash(hash);
        return builder.Root();
    }

    /// <summary>
    /// The audit path of leaf <paramref name="index"/> (from 0): the hashes that with the leaf's own give the root, from the leaf up.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such leaf.</exception>
    public static IReadOnlyList<byte[]> InclusionPath(IReadOnlyList<byte[]> leafHashes, int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, leafHashes.Count);
        var path = new List<byte[]>();
        var (from, count) = (0, leafHashes.Count);
        while (count > 1)
        {
            var left = LeftSize(count);
            if (index - from < left)
            {
                path.Add(Root(leafHashes.Skip(from + left).Take(count - left)));
                count = left;
            }
            else
            {
                path.Add(Root(leafHashes.Skip(from).Take(left)));
                (from, count) = (from + left, count - left);
            }
        }
        path.Reverse();
        return path;
    }

    /// <summary>
    /// Whether the path leads from the leaf to the root, as in RFC 9162 section 2.1.3.2. False, never an exception, for
    /// paths and hashes of the wrong length and for an index outside the tree.
    /// </summary>
    /// <param name="root">The root to reach.</param>
    /// <param name="size">How many leaves the tree has.</param>
    /// <param name="index">The leaf's place, from 0.</param>
    /// <param name="leafHash">The leaf's hash.</param>
    /// <param name="path">From the leaf up.</param>
    public static bool VerifyInclusion(ReadOnlySpan<byte> root, long size, long index, byte[] leafHash, IReadOnlyList<byte[]> path)
    {
        if (index < 0 || index >= size || root.Length != HashLength || leafHash.Length != HashLength)
            return false;
        var (node, last) = (index, size - 1);
        var hash = leafHash;
        foreach (var step in path)
        {
            if (last == 0 || step.Length != HashLength)
                return false;
            if ((node & 1) == 1 || node == last)
            {
                hash = NodeHash(step, hash);
                while ((node & 1) == 0 && node != 0)
                    (node, last) = (node >> 1, last >> 1);
            }
            else
                hash = NodeHash(hash, step);
            (node, last) = (node >> 1, last >> 1);
        }
        return last == 0 && root.SequenceEqual(hash);
    }

    /// <summary>The largest power of two that is less than <paramref name="count"/> (at least 2).</summary>
    private static int LeftSize(int count) => 1 << BitOperations.Log2((uint)(count - 1));

    internal static void RequireHash(ReadOnlySpan<byte> hash, string name)
    {
        if (hash.Length != HashLength)
            throw new ArgumentException($"A hash has {HashLength} bytes, not {hash.Length}.", name);
    }
}

/// <summary>The root of leaves that come one by one: holds one hash per level, however many leaves there are.</summary>
public sealed class MerkleRootBuilder
{
    /// <summary>Roots of whole subtrees, the largest first: one for each bit that is set in <see cref="Count"/>.</summary>
    private readonly List<byte[]> whole = [];

    /// <summary>Leaves added so far.</summary>
    public long Count { get; private set; }

    /// <summary>Adds a leaf by its data.</summary>
    public void Add(ReadOnlySpan<byte> data) => AddHash(MerkleTree.LeafHash(data));

    /// <summary>Adds a leaf by its leaf hash.</summary>
    public void AddHash(byte[] leafHash)
    {
        MerkleTree.RequireHash(leafHash, nameof(leafHash));
        var hash = leafHash;
        for (var bits = Count; (bits & 1) == 1; bits >>= 1)
        {
            hash = MerkleTree.NodeHash(whole[^1], hash);
            whole.RemoveAt(whole.Count - 1);
        }
        whole.Add(hash);
        Count++;
    }

    /// <summary>The root of the leaves so far; more may be added afterwards.</summary>
    public byte[] Root()
    {
        if (whole.Count == 0)
            return MerkleTree.EmptyRoot;
        var root = whole[^1];
        for (var i = whole.Count - 2; i >= 0; i--)
            root = MerkleTree.NodeHash(whole[i], root);
        return [.. root];
    }
}
