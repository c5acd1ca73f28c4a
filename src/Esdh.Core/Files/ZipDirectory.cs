using System.Buffers.Binary;
using System.Text;

namespace Esdh.Core.Files;

/// <summary>
/// The table of contents of a zip file, read without unpacking anything: names, sizes as claimed, encryption. Null from
/// <see cref="TryRead"/> where there is no sound table, as in a truncated file.
/// </summary>
internal sealed record ZipDirectory(IReadOnlyList<string> Names, long Unpacked, bool Encrypted, bool Cut)
{
    private const int MostNames = 10_000;
    private const long MostBytes = 16 * 1024 * 1024;

    public bool Has(string name) => Names.Contains(name, StringComparer.OrdinalIgnoreCase);

    public static ZipDirectory? TryRead(Stream stream)
    {
        var tailLength = (int)Math.Min(stream.Length, 65_535 + 22);
        var tail = Bytes.At(stream, stream.Length - tailLength, tailLength);
        var end = tail.AsSpan().LastIndexOf("PK\u0005\u0006"u8);
        if (end < 0 || tail.Length - end < 22)
        {
            return null;
        }

        var record = tail.AsSpan(end);
        long count = BinaryPrimitives.ReadUInt16LittleEndian(record[10..]);
        long size = BinaryPrimitives.ReadUInt32LittleEndian(record[12..]);
        long offset = BinaryPrimitives.ReadUInt32LittleEndian(record[16..]);
        if (count == 0xFFFF || size == 0xFFFFFFFF || offset == 0xFFFFFFFF)
        {
            if (end < 20 || !tail.AsSpan(end - 20).StartsWith("PK\u0006\u0007"u8))
            {
                return null;
            }

            var at = BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(end - 12));
            var zip64 = Bytes.At(stream, at, 56);
            if (zip64.Length < 56 || !zip64.AsSpan().StartsWith("PK\u0006\u0006"u8))
            {
                return null;
            }

            size = BinaryPrimitives.ReadInt64LittleEndian(zip64.AsSpan(40));
            offset = BinaryPrimitives.ReadInt64LittleEndian(zip64.AsSpan(48));
        }

        // With something put before the archive (a self-extracting one) all offsets are short by its length.
        var endAt = stream.Length - tailLength + end;
        if (offset < 0 || size < 0 || offset > endAt - size || size == 0 && count > 0)
        {
            return null;
        }

        var cut = size > MostBytes;
        var directory = Bytes.At(stream, offset, (int)Math.Min(size, MostBytes)).AsSpan();
        var names = new List<string>();
        long unpacked = 0;
        var encrypted = false;
        while (directory.Length >= 46)
        {
            if (!directory.StartsWith("PK\u0001\u0002"u8))
            {
                return null;
            }

            encrypted |= (directory[8] & 1) != 0;
            long fileSize = BinaryPrimitives.ReadUInt32LittleEndian(directory[24..]);
            int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(directory[28..]);
            int extraLength = BinaryPrimitives.ReadUInt16LittleEndian(directory[30..]);
            int commentLength = BinaryPrimitives.ReadUInt16LittleEndian(directory[32..]);
            var whole = 46 + nameLength + extraLength + commentLength;
            if (whole > directory.Length)
            {
                if (cut)
                {
                    break;
                }

                return null;
            }

            if (fileSize == 0xFFFFFFFF)
            {
                var extra = directory.Slice(46 + nameLength, extraLength);
                while (extra.Length >= 12)
                {
                    int length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
                    if (BinaryPrimitives.ReadUInt16LittleEndian(extra) == 1)
                    {
                        fileSize = Math.Max(0, BinaryPrimitives.ReadInt64LittleEndian(extra[4..]));
                        break;
                    }

                    extra = extra[Math.Min(extra.Length, 4 + length)..];
                }
            }

            unpacked = unpacked > long.MaxValue - fileSize ? long.MaxValue : unpacked + fileSize;
            if (names.Count < MostNames)
            {
                names.Add(Encoding.UTF8.GetString(directory.Slice(46, nameLength)).Replace('\\', '/'));
            }
            else
            {
                cut = true;
            }

            directory = directory[whole..];
        }

        return new(names, unpacked, encrypted, cut);
    }
}

internal static class Bytes
{
    /// <summary>Up to <paramref name="count"/> bytes from <paramref name="offset"/>; fewer or none past the end.</summary>
    public static byte[] At(Stream stream, long offset, int count)
    {
        if (offset < 0 || offset >= stream.Length || count <= 0)
        {
            return [];
        }

        stream.Position = offset;
        var bytes = new byte[(int)Math.Min(count, stream.Length - offset)];
        var read = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        return read == bytes.Length ? bytes : bytes[..read];
    }
}
