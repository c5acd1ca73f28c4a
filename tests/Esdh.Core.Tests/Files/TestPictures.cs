using System.Buffers.Binary;

namespace Esdh.Core.Tests.Files;

/// <summary>Bitmaps, GIFs and TIFFs made by hand. All are black to the left and white to the right.</summary>
internal static class TestPictures
{
    /// <summary>A bitmap of a kind: bits a dot, run-length packed or not, top line first or last, the oldest kind of head or not.</summary>
    public static byte[] Bmp(int width, int height, int bits, bool isPacked = false, bool topFirst = false, bool isOld = false)
    {
        byte[] colours = bits > 8 ? [] : [.. Enumerable.Range(0, 1 << bits).SelectMany(i => (byte[])(i == (1 << bits) - 1 ? [255, 255, 255, .. isOld ? Array.Empty<byte>() : [0]] : [0, 0, 0, .. isOld ? Array.Empty<byte>() : [0]]))];
        var most = (1L << Math.Min(bits, 16)) - 1;
        byte[] Line()
        {
            if (isPacked)
                return [(byte)(width / 2), 0, (byte)(width - (width / 2)), 255, 0, 0];
            var line = new byte[((width * bits) + 31) / 32 * 4];
            for (var x = width / 2; x < width; x++)
            {
                if (bits < 8)
                    line[x * bits / 8] |= (byte)(most << (8 - bits - (x * bits % 8)));
                else
                    line.AsSpan(x * bits / 8, bits / 8).Fill(255);
            }

            return line;
        }

        byte[] data = [.. Enumerable.Range(0, height).SelectMany(_ => Line()), .. isPacked ? [0, 1] : Array.Empty<byte>()];
        var head = new byte[isOld ? 26 : 54];
        "BM"u8.CopyTo(head);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(2), head.Length + colours.Length + data.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(10), head.Length + colours.Length);
        BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(14), head.Length - 14);
        if (isOld)
        {
            BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(18), (short)width);
            BinaryPrimitives.WriteInt16LittleEndian(head.AsSpan(20), (short)height);
            (head[22], head[24]) = (1, (byte)bits);
        }
        else
        {
            BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(18), width);
            BinaryPrimitives.WriteInt32LittleEndian(head.AsSpan(22), topFirst ? -height : height);
            (head[26], head[28], head[30]) = (1, (byte)bits, (byte)(!isPacked ? 0 : bits == 8 ? 1 : 2));
        }

        return [.. head, .. colours, .. data];
    }

    /// <summary>A GIF of four colours whose right half is clear. The words are real: runs grow, so that the table is used.</summary>
    public static byte[] Gif(int width, int height, bool isInterlaced = false, int pictures = 1)
    {
        var dots = Enumerable.Range(0, height).SelectMany(_ => Enumerable.Range(0, width).Select(x => x < width / 2 ? 0 : 3)).ToArray();
        byte[] head = [.. "GIF89a"u8, .. Word(width), .. Word(height), 0x81, 0, 0, 0, 0, 0, 90, 90, 90, 160, 160, 160, 200, 0, 0];
        byte[] picture = [0x21, 0xF9, 4, 1, 0, 0, 3, 0, 0x2C, 0, 0, 0, 0, .. Word(width), .. Word(height), (byte)(isInterlaced ? 0x40 : 0), 2, .. Blocks(Lzw(dots, 2)), 0];
        return [.. head, .. Enumerable.Repeat(picture, pictures).SelectMany(p => p), 0x3B];
    }

    /// <summary>A TIFF of gray pages, one strip each; <paramref name="next"/> is where the last directory says that the next one is.</summary>
    public static byte[] Tiff(int pages, int width, int height, bool isLittle = true, bool tellsSize = true, uint? next = null)
    {
        byte[] U2(int v) => isLittle ? [(byte)v, (byte)(v >> 8)] : [(byte)(v >> 8), (byte)v];
        byte[] U4(uint v) => isLittle ? [(byte)v, (byte)(v >> 8), (byte)(v >> 16), (byte)(v >> 24)] : [(byte)(v >> 24), (byte)(v >> 16), (byte)(v >> 8), (byte)v];
        byte[] Entry(int tag, int type, uint value) => [.. U2(tag), .. U2(type), .. U4(1), .. type == 3 ? [.. U2((int)value), 0, 0] : U4(value)];
        var strip = Enumerable.Range(0, height).SelectMany(_ => Enumerable.Range(0, width).Select(x => (byte)(x < width / 2 ? 0 : 255))).ToArray();
        List<byte> file = [.. isLittle ? "II*\0"u8 : "MM\0*"u8, .. U4(8)];
        for (var i = 0; i < pages; i++)
        {
            var count = tellsSize ? 12 : 9;
            var rest = (uint)(file.Count + 2 + (12 * count) + 4);
            byte[][] entries =
            [
                Entry(256, 4, (uint)width), Entry(257, 4, (uint)height), Entry(258, 3, 8), Entry(259, 3, 1), Entry(262, 3, 1), Entry(273, 4, rest + 8), Entry(277, 3, 1), Entry(278, 4, (uint)height),
                Entry(279, 4, (uint)strip.Length), .. tellsSize ? [Entry(282, 5, rest), Entry(283, 5, rest), Entry(296, 3, 2)] : Array.Empty<byte[]>(),
            ];
            var after = rest + 8 + (uint)strip.Length;
            file.AddRange([.. U2(count), .. entries.SelectMany(e => e), .. U4(i == pages - 1 ? next ?? 0 : after + (after % 2)), .. U4(72), .. U4(1), .. strip, .. new byte[after % 2]]);
        }

        return [.. file];
    }

    private static byte[] Word(int value) => [(byte)value, (byte)(value >> 8)];

    private static IEnumerable<byte> Blocks(byte[] data) => data.Chunk(255).SelectMany(b => b.Prepend((byte)b.Length));

    private static byte[] Lzw(int[] dots, int least)
    {
        var (clear, end) = (1 << least, (1 << least) + 1);
        var table = new Dictionary<string, int>();
        var (width, next) = (least + 1, end + 1);
        var bits = new List<bool>();
        void Write(int code) => bits.AddRange(Enumerable.Range(0, width).Select(i => (code >> i & 1) == 1));
        string Key(int dot) => ((char)(dot + 1)).ToString();
        int Code(string word) => word.Length == 1 ? word[0] - 1 : table[word];
        Write(clear);
        var word = Key(dots[0]);
        foreach (var dot in dots.Skip(1))
        {
            if (table.ContainsKey(word + Key(dot)))
            {
                word += Key(dot);
                continue;
            }

            Write(Code(word));
            table[word + Key(dot)] = next++;
            if (next - 1 == 1 << width && width < 12)
                width++;
            word = Key(dot);
            if (next < 4095)
                continue;
            Write(Code(word));
            Write(clear);
            table.Clear();
            (width, next, word) = (least + 1, end + 1, "");
        }

        if (word.Length > 0)
            Write(Code(word));
        Write(end);
        return [.. bits.Chunk(8).Select(b => (byte)b.Select((on, i) => on ? 1 << i : 0).Sum())];
    }
}
