using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Esdh.Core.Tests.Files;

/// <summary>Pictures made by hand, in every kind that a PNG can be.</summary>
internal static class TestPng
{
    /// <summary>32 by 16 points, the left half black and the right half white.</summary>
    public static readonly byte[] Jpeg = Convert.FromBase64String("/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAxNDQ0Hyc5PTgyPC4zNDL/2wBDAQkJCQwLDBgNDRgyIRwhMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjL/wAARCAAQACADASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwD5/ooooA+/6KKKAP/Z");

    /// <summary>The left half black, the right half white; in the kinds with transparency the right half is clear black.</summary>
    public static byte[] Halves(int kind, int bits, bool isInterlaced, int width, int height)
    {
        var channels = kind switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        var most = (1 << bits) - 1;
        int Sample(int x, int channel) => kind switch
        {
            3 => x < width / 2 ? 0 : 1,
            4 or 6 => channel == channels - 1 && x < width / 2 ? most : 0,
            _ => x < width / 2 ? 0 : most,
        };

        var packed = Tool.Bytes(stream =>
        {
            using var zlib = new ZLibStream(stream, CompressionLevel.Optimal, leaveOpen: true);
            (int X, int Y, int StepX, int StepY)[] passes = isInterlaced ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)] : [(0, 0, 1, 1)];
            foreach (var pass in passes)
            {
                var xs = Enumerable.Range(0, width).Where(x => x >= pass.X && (x - pass.X) % pass.StepX == 0).ToList();
                var above = new byte[((xs.Count * channels * bits) + 7) / 8];
                for (int y = pass.Y, filter = 0; y < height && xs.Count > 0; y += pass.StepY, filter = (filter + 1) % 5)
                {
                    var line = new byte[above.Length];
                    for (var i = 0; i < xs.Count * channels; i++)
                    {
                        var value = Sample(xs[i / channels], i % channels);
                        if (bits == 16)
                        {
                            BinaryPrimitives.WriteUInt16BigEndian(line.AsSpan(2 * i), (ushort)value);
                        }
                        else
                        {
                            line[i * bits / 8] |= (byte)(value << (8 - bits - (i * bits % 8)));
                        }
                    }

                    zlib.WriteByte((byte)filter);
                    zlib.Write(Filtered(line, above, filter, Math.Max(1, channels * bits / 8)));
                    above = line;
                }
            }
        });

        var head = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(head, width);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(4), height);
        (head[8], head[9], head[12]) = ((byte)bits, (byte)kind, isInterlaced ? (byte)1 : (byte)0);
        byte[] palette = kind == 3 ? Piece("PLTE", [0, 0, 0, 255, 255, 255]) : [];
        var half = packed.Length / 2; // picture data in two pieces
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Piece("IHDR", head), .. palette, .. Piece("IDAT", packed[..half]), .. Piece("IDAT", packed[half..]), .. Piece("IEND", [])];
    }

    private static byte[] Filtered(byte[] line, byte[] above, int filter, int step)
    {
        var result = new byte[line.Length];
        for (var i = 0; i < line.Length; i++)
        {
            var (left, corner) = i >= step ? (line[i - step], above[i - step]) : ((byte)0, (byte)0);
            var guess = left + above[i] - corner;
            var nearest = new[] { (int)left, above[i], corner }.MinBy(value => Math.Abs(guess - value));
            result[i] = (byte)(line[i] - filter switch { 0 => 0, 1 => left, 2 => above[i], 3 => (left + above[i]) / 2, _ => nearest });
        }

        return result;
    }

    private static byte[] Piece(string name, byte[] data)
    {
        var piece = new byte[12 + data.Length];
        BinaryPrimitives.WriteInt32BigEndian(piece, data.Length);
        Encoding.ASCII.GetBytes(name, piece.AsSpan(4));
        data.CopyTo(piece, 8);
        return piece; // the check sum stays nought: readers of ours do not ask for it
    }
}
