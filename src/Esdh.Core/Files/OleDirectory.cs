using System.Buffers.Binary;
using System.Text;

namespace Esdh.Core.Files;

/// <summary>Names of the streams in an OLE compound file (old Office, .msg, encrypted new Office); null where the directory is broken.</summary>
internal sealed record OleDirectory(IReadOnlySet<string> Names, bool WordEncrypted)
{
    private const int MostSectors = 4_096;

    public static OleDirectory? TryRead(Stream stream)
    {
        var header = Bytes.At(stream, 0, 512);
        if (header.Length < 512)
        {
            return null;
        }

        int shift = BinaryPrimitives.ReadUInt16LittleEndian(header.AsSpan(30));
        if (shift is not (9 or 12))
        {
            return null;
        }

        var size = 1 << shift;
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var wordEncrypted = false;
        long sector = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(48));
        for (var step = 0; step < MostSectors && sector < 0xFFFFFFFA; step++)
        {
            var bytes = Bytes.At(stream, (sector + 1) << shift, size);
            if (bytes.Length < size)
            {
                return null;
            }

            for (var at = 0; at + 128 <= size; at += 128)
            {
                var entry = bytes.AsSpan(at, 128);
                int length = BinaryPrimitives.ReadUInt16LittleEndian(entry[64..]);
                if (entry[66] == 0 || length is < 2 or > 64)
                {
                    continue;
                }

                var name = Encoding.Unicode.GetString(entry[..(length - 2)]);
                names.Add(name);
                if (name == "WordDocument")
                {
                    long start = BinaryPrimitives.ReadUInt32LittleEndian(entry[116..]);
                    var fib = Bytes.At(stream, (start + 1) << shift, 12);
                    wordEncrypted = fib.Length == 12 && fib[0] == 0xEC && fib[1] == 0xA5 && (fib[11] & 1) != 0;
                }
            }

            // The next sector stands in the FAT, whose own sectors are listed in the header (109 of them cover 7 MB at least; beyond
            // that the directory of an ordinary document has been seen whole).
            var perSector = size / 4;
            var fatIndex = sector / perSector;
            if (fatIndex >= 109)
            {
                break;
            }

            long fatSector = BinaryPrimitives.ReadUInt32LittleEndian(header.AsSpan(76 + ((int)fatIndex * 4)));
            var next = fatSector >= 0xFFFFFFFA ? [] : Bytes.At(stream, ((fatSector + 1) << shift) + (sector % perSector * 4), 4);
            if (next.Length < 4)
            {
                return null;
            }

            sector = BinaryPrimitives.ReadUInt32LittleEndian(next);
        }

        return names.Count == 0 ? null : new(names, wordEncrypted);
    }
}
