using System.Buffers.Binary;
using System.IO.Compression;

namespace Esdh.Core.Files.Pdf;

/// <summary>
/// The lines of a PNG as 8-bit gray or RGB on white. The header is read at once, so that the caller can refuse a size before anything is
/// unpacked; memory is that of a line, but for interlaced pictures that of the whole. What is not a PNG throws <see cref="InvalidDataException"/>
/// or <see cref="EndOfStreamException"/>.
/// </summary>
internal sealed class PngRows
{
    private static readonly (int X, int Y, int StepX, int StepY)[] Interlaced = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)];

    private readonly Stream _png;
    private readonly int _bits;
    private readonly int _kind;
    private byte[] _palette = [];
    private byte[] _transparent = [];
    private long _left; // of the present piece of picture data

    public PngRows(Stream png)
    {
        _png = png;
        _png.Position = 0;
        var head = new byte[33];
        _png.ReadExactly(head);
        if (!head.AsSpan(1).StartsWith("PNG\r\n\u001a\n"u8))
        {
            throw new InvalidDataException();
        }

        var (width, height) = (BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(16)), BinaryPrimitives.ReadUInt32BigEndian(head.AsSpan(20)));
        (_bits, _kind, IsInterlaced) = (head[24], head[25], head[28] == 1);
        var isKnown = (_kind, _bits) switch
        {
            (0, 1 or 2 or 4 or 8 or 16) or (3, 1 or 2 or 4 or 8) or (2 or 4 or 6, 8 or 16) => true,
            _ => false,
        };
        if (!isKnown || head[28] > 1 || width > int.MaxValue || height > int.MaxValue)
        {
            throw new InvalidDataException();
        }

        (Width, Height) = ((int)width, (int)height);
    }

    public int Width { get; }

    public int Height { get; }

    public bool IsInterlaced { get; }

    public bool IsGray => _kind is 0 or 4;

    private int Channels => _kind switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };

    private int Out => IsGray ? 1 : 3;

    /// <summary>The lines from the top; each is overwritten by the next. May be called once.</summary>
    public IEnumerable<byte[]> Read()
    {
        FindData();
        using var zlib = new ZLibStream(new Pieces(this), CompressionMode.Decompress);
        if (!IsInterlaced)
        {
            var shown = new byte[Width * Out];
            foreach (var line in Lines(zlib, Width, Height))
            {
                for (var x = 0; x < Width; x++)
                {
                    Show(line, x, shown, x * Out);
                }

                yield return shown;
            }

            yield break;
        }

        var whole = new byte[Height][];
        for (var y = 0; y < Height; y++)
        {
            whole[y] = new byte[Width * Out];
        }

        foreach (var pass in Interlaced)
        {
            var y = pass.Y;
            var (width, height) = ((Width - pass.X + pass.StepX - 1) / pass.StepX, (Height - pass.Y + pass.StepY - 1) / pass.StepY);
            if (width <= 0)
            {
                continue;
            }

            foreach (var line in Lines(zlib, width, height))
            {
                for (var x = 0; x < width; x++)
                {
                    Show(line, x, whole[y], (pass.X + (x * pass.StepX)) * Out);
                }

                y += pass.StepY;
            }
        }

        foreach (var line in whole)
        {
            yield return line;
        }
    }

    /// <summary>Lines as packed, each freed of its filter.</summary>
    private IEnumerable<byte[]> Lines(ZLibStream zlib, int width, int height)
    {
        var step = Math.Max(1, Channels * _bits / 8);
        var length = (int)((((long)width * Channels * _bits) + 7) / 8);
        var (line, above, filter) = (new byte[length], new byte[length], new byte[1]);
        for (var y = 0; y < height; y++)
        {
            zlib.ReadExactly(filter);
            zlib.ReadExactly(line);
            for (var i = 0; i < length && filter[0] != 0; i++)
            {
                var left = i >= step ? line[i - step] : 0;
                var corner = i >= step ? above[i - step] : 0;
                line[i] += filter[0] switch
                {
                    1 => (byte)left,
                    2 => above[i],
                    3 => (byte)((left + above[i]) / 2),
                    4 => (byte)Nearest(left, above[i], corner),
                    _ => throw new InvalidDataException(),
                };
            }

            yield return line;
            (line, above) = (above, line);
        }
    }

    private static int Nearest(int left, int above, int corner)
    {
        var guess = left + above - corner;
        var (toLeft, toAbove, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - above), Math.Abs(guess - corner));
        return toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner;
    }

    private void Show(byte[] line, int x, byte[] shown, int at)
    {
        switch (_kind)
        {
            case 0:
                var gray = Sample(line, x);
                var isClear = _transparent.Length >= 2 && BinaryPrimitives.ReadUInt16BigEndian(_transparent) == gray;
                shown[at] = isClear ? (byte)255 : (byte)(_bits == 16 ? gray >> 8 : gray * 255 / ((1 << _bits) - 1));
                break;
            case 2:
                var clear = _transparent.Length >= 6;
                for (var c = 0; c < 3; c++)
                {
                    var colour = Sample(line, (3 * x) + c);
                    clear = clear && BinaryPrimitives.ReadUInt16BigEndian(_transparent.AsSpan(2 * c)) == colour;
                    shown[at + c] = (byte)(_bits == 16 ? colour >> 8 : colour);
                }

                if (clear)
                {
                    shown.AsSpan(at, 3).Fill(255);
                }

                break;
            case 3:
                var index = Sample(line, x);
                for (var c = 0; c < 3; c++)
                {
                    shown[at + c] = (3 * index) + c < _palette.Length ? OnWhite(_palette[(3 * index) + c], index < _transparent.Length ? _transparent[index] : 255) : (byte)0;
                }

                break;
            default:
                var alpha = High(line, (Channels * x) + Channels - 1);
                for (var c = 0; c < Channels - 1; c++)
                {
                    shown[at + c] = OnWhite(High(line, (Channels * x) + c), alpha);
                }

                break;
        }
    }

    private static byte OnWhite(int colour, int alpha) => (byte)(((colour * alpha) + (255 * (255 - alpha))) / 255);

    private int High(byte[] line, int sample) => line[_bits == 16 ? 2 * sample : sample];

    private int Sample(byte[] line, int sample) => _bits switch
    {
        8 => line[sample],
        16 => BinaryPrimitives.ReadUInt16BigEndian(line.AsSpan(2 * sample)),
        _ => (line[sample * _bits / 8] >> (8 - _bits - (sample * _bits % 8))) & ((1 << _bits) - 1),
    };

    /// <summary>Stops at the first piece of picture data, with what stood before it.</summary>
    private void FindData()
    {
        while (true)
        {
            var (length, name) = Piece();
            if (name == "IDAT")
            {
                _left = length;
                return;
            }

            if (name is "PLTE" or "tRNS" && length <= 768)
            {
                var bytes = new byte[length];
                _png.ReadExactly(bytes);
                _png.Position += 4;
                (_palette, _transparent) = name == "PLTE" ? (bytes, _transparent) : (_palette, bytes);
            }
            else if (name == "IEND")
            {
                throw new InvalidDataException();
            }
            else
            {
                _png.Position += length + 4L;
            }
        }
    }

    private (uint Length, string Name) Piece()
    {
        var head = new byte[8];
        _png.ReadExactly(head);
        return (BinaryPrimitives.ReadUInt32BigEndian(head), System.Text.Encoding.ASCII.GetString(head, 4, 4));
    }

    /// <summary>The picture data as one stream, though it stands in pieces.</summary>
    private sealed class Pieces(PngRows rows) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer)
        {
            while (rows._left == 0)
            {
                rows._png.Position += 4; // the check sum
                var (length, name) = rows.Piece();
                if (name != "IDAT")
                {
                    return 0;
                }

                rows._left = length;
            }

            var read = rows._png.Read(buffer[..(int)Math.Min(buffer.Length, rows._left)]);
            rows._left -= read;
            return read;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
