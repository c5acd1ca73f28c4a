using System.Buffers.Binary;
using System.Text;

namespace Esdh.Core.Seal;

/// <summary>
/// What the seal covers of one event: nothing personal but ids, so that the data beside it can be destroyed while the seal holds.
/// </summary>
/// <param name="Number">The event's number, from 1.</param>
/// <param name="Type">The event's type, at most 65,535 bytes in UTF-8, not empty.</param>
/// <param name="TimeMicros">Microseconds since 1970-01-01T00:00:00Z; see <see cref="SealTime"/>.</param>
/// <param name="Actor">Who acted; null for the system itself.</param>
/// <param name="CaseId">The case, when the event belongs to one.</param>
/// <param name="ObjectId">The document, note, party ... that the event is about.</param>
/// <param name="DataHash">32 bytes: <see cref="SaltedHash"/> of the event's data.</param>
/// <remarks>
/// <see cref="Encode"/>, version 1, integers big-endian, nothing optional left out:
/// <code>
/// 1   version = 0x01
/// 8   number
/// 2+n length of type in bytes, type in UTF-8
/// 8   time
/// 1 or 17  actor: 0x00, or 0x01 and 16 bytes in RFC 9562 order
/// 1 or 17  case, likewise
/// 1 or 17  object, likewise
/// 32  data hash
/// </code>
/// The encoding is a bijection: <see cref="Decode"/> takes exactly what <see cref="Encode"/> gives.
/// </remarks>
public sealed record EventLeaf(
    long Number, string Type, long TimeMicros, Guid? Actor, Guid? CaseId, Guid? ObjectId, ReadOnlyMemory<byte> DataHash)
{
    private const byte Version = 1;

    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The canonical bytes.</summary>
    /// <exception cref="ArgumentException">Number, type or hash is out of bounds, or the type is not well-formed text.</exception>
    public byte[] Encode()
    {
        if (Number < 1)
            throw new ArgumentException("An event's number is at least 1.");
        var type = StrictUtf8.GetBytes(Type);
        if (type.Length is 0 or > ushort.MaxValue)
            throw new ArgumentException("An event's type has from 1 to 65535 bytes.");
        MerkleTree.RequireHash(DataHash.Span, nameof(DataHash));

        var bytes = new byte[1 + 8 + 2 + type.Length + 8 + Length(Actor) + Length(CaseId) + Length(ObjectId) + MerkleTree.HashLength];
        var rest = bytes.AsSpan();
        rest[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(rest[1..], Number);
        BinaryPrimitives.WriteUInt16BigEndian(rest[9..], (ushort)type.Length);
        type.CopyTo(rest[11..]);
        rest = rest[(11 + type.Length)..];
        BinaryPrimitives.WriteInt64BigEndian(rest, TimeMicros);
        rest = rest[8..];
        Put(ref rest, Actor);
        Put(ref rest, CaseId);
        Put(ref rest, ObjectId);
        DataHash.Span.CopyTo(rest);
        return bytes;
    }

    /// <summary>The leaf's hash in the Merkle tree.</summary>
    public byte[] Hash() => MerkleTree.LeafHash(Encode());

    /// <summary>Reads what <see cref="Encode"/> wrote.</summary>
    /// <exception cref="FormatException">The bytes are anything else.</exception>
    public static EventLeaf Decode(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var rest = bytes;
            if (Take(ref rest, 1)[0] != Version)
                throw new FormatException("Unknown version of an event leaf.");
            var number = BinaryPrimitives.ReadInt64BigEndian(Take(ref rest, 8));
            var type = StrictUtf8.GetString(Take(ref rest, BinaryPrimitives.ReadUInt16BigEndian(Take(ref rest, 2))));
            var time = BinaryPrimitives.ReadInt64BigEndian(Take(ref rest, 8));
            var (actor, caseId, objectId) = (TakeGuid(ref rest), TakeGuid(ref rest), TakeGuid(ref rest));
            var hash = Take(ref rest, MerkleTree.HashLength).ToArray();
            if (rest.Length > 0 || number < 1 || type.Length == 0)
                throw new FormatException("Not an event leaf.");
            return new(number, type, time, actor, caseId, objectId, hash);
        }
        catch (Exception broken) when (broken is ArgumentException)
        {
            throw new FormatException("Not an event leaf.", broken);
        }
    }

    /// <summary>Equal in every field; hashes are compared by content.</summary>
    public bool Equals(EventLeaf? other) =>
        other is not null && (Number, Type, TimeMicros, Actor, CaseId, ObjectId)
            == (other.Number, other.Type, other.TimeMicros, other.Actor, other.CaseId, other.ObjectId)
        && DataHash.Span.SequenceEqual(other.DataHash.Span);

    public override int GetHashCode() => HashCode.Combine(Number, Type, TimeMicros);

    private static int Length(Guid? id) => id is null ? 1 : 17;

    private static void Put(ref Span<byte> rest, Guid? id)
    {
        rest[0] = id is null ? (byte)0 : (byte)1;
        id?.TryWriteBytes(rest[1..], bigEndian: true, out _);
        rest = rest[Length(id)..];
    }

    private static ReadOnlySpan<byte> Take(ref ReadOnlySpan<byte> rest, int count)
    {
        var taken = rest[..count];
        rest = rest[count..];
        return taken;
    }

    private static Guid? TakeGuid(ref ReadOnlySpan<byte> rest) => Take(ref rest, 1)[0] switch
    {
        0 => null,
        1 => new Guid(Take(ref rest, 16), bigEndian: true),
        _ => throw new FormatException("Not an event leaf."),
    };
}

/// <summary>Instants as the seal and SQLite hold them: whole microseconds since 1970-01-01T00:00:00Z.</summary>
public static class SealTime
{
    /// <summary>Parts of a microsecond are cut off, towards the past.</summary>
    public static long ToMicros(DateTimeOffset instant)
    {
        var ticks = instant.UtcTicks - DateTimeOffset.UnixEpoch.Ticks;
        return Math.DivRem(ticks, TimeSpan.TicksPerMicrosecond) is var (whole, part) && part < 0 ? whole - 1 : whole;
    }

    /// <exception cref="ArgumentOutOfRangeException">Outside the years 1 to 9999.</exception>
    public static DateTimeOffset FromMicros(long micros) => micros is > -62135596800000000 - 1 and < 253402300800000000
        ? DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond)
        : throw new ArgumentOutOfRangeException(nameof(micros));
}
