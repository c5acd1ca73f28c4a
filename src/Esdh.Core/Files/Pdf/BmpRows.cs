using System.Buffers.Binary;

namespace Esdh.Core.Files.Pdf;

/// <summary>
/// The lines of a Windows bitmap as 8-bit RGB. The header is read at once, so that the caller can refuse a size before anything is read; plain
/// bitmaps are read line by line and must have all their bytes, packed ones are held whole. What is not a bitmap throws
/// <see cref="InvalidDataException"/> or <see cref="EndOfStreamException"/>.
/// </summary>
internal sealed class BmpRows
{
    private readonly Stream _bmp;
    private readonly long _start;
    private readonly int _bits;
    private readonly uint _packing;
    private readonly bool _topFirst;
    private readonly byte[] _palette;
    private readonly int _step; // bytes of a palette entry
    private readonly uint[] _masks = [0xFF0000, 0xFF00, 0xFF];

    public BmpRows(Stream bmp)
    {
        _bmp = bmp;
        var head = Bytes.At(bmp, 0, 14 + 124 + 12);
        if (head.Length < 26 || !head.AsSpan().StartsWith("BM"u8))
        {
            throw new InvalidDataException();
        }

        _start = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(10));
        var size = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(14));
        long height;
        uint colours = 0;
        if (size == 12)
        {
            (Width, height, _bits, _step) = (BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(18)), BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(20)), BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(24)), 3);
        }
        else if (size is >= 40 and <= 124 && head.Length >= 54)
        {
            (Width, height, _bits, _step) = (BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(18)), BinaryPrimitives.ReadInt32LittleEndian(head.AsSpan(22)), BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(28)), 4);
            _packing = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(30));
            colours = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(46));
        }
        else
        {
            throw new InvalidDataException();
        }

        (_topFirst, Height) = (height < 0, (int)Math.Min(Math.Abs(height), int.MaxValue));
        var isKnown = (_packing, _bits) is (0, 1 or 4 or 8 or 16 or 24 or 32) or (1, 8) or (2, 4) or (3 or 6, 16 or 32);
        if (!isKnown || Width <= 0 || Height <= 0 || (_topFirst && IsPacked))
        {
            throw new InvalidDataException();
        }

        if (_packing is 3 or 6)
        {
            for (var i = 0; i < 3; i++)
            {
                _masks[i] = BinaryPrimitives.ReadUInt32LittleEndian(head.AsSpan(54 + (4 * i)));
            }
        }
        else if (_bits == 16)
        {
            _masks = [0x7C00, 0x3E0, 0x1F];
        }

        _palette = _bits > 8 ? [] : Bytes.At(bmp, 14 + size, (int)(_step * (colours is > 0 and <= 256 ? colours : 1u << _bits)));
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>Run-length packed: these must be held whole.</summary>
    public bool IsPacked => _packing is 1 or 2;

    /// <summary>The lines from the top; each is overwritten by the next.</summary>
    public IEnumerable<byte[]> Read()
    {
        var shown = new byte[Width * 3];
        if (IsPacked)
        {
            var whole = Unpack();
            for (var y = Height - 1; y >= 0; y--)
            {
                for (var x = 0; x < Width; x++)
                {
                    Indexed(whole[((long)y * Width) + x], shown, x);
                }

                yield return shown;
            }

            yield break;
        }

        var stride = (((long)Width * _bits) + 31) / 32 * 4;
        if (_start + (stride * Height) > _bmp.Length + 3) // a few programs leave out the last padding
        {
            throw new EndOfStreamException();
        }

        var line = new byte[stride];
        for (var i = 0; i < Height; i++)
        {
            _bmp.Position = _start + (stride * (_topFirst ? i : Height - 1 - i));
            _bmp.ReadAtLeast(line, line.Length, throwOnEndOfStream: false);
            for (var x = 0; x < Width; x++)
            {
                Show(line, x, shown);
            }

            yield return shown;
        }
    }

    private void Show(byte[] line, int x, byte[] shown)
    {
        switch (_bits)
        {
            case 24:
                (shown[3 * x], shown[(3 * x) + 1], shown[(3 * x) + 2]) = (line[(3 * x) + 2], line[(3 * x) + 1], line[3 * x]);
                break;
            case 16 or 32:
                var value = _bits == 16 ? BinaryPrimitives.ReadUInt16LittleEndian(line.AsSpan(2 * x)) : BinaryPrimitives.ReadUInt32LittleEndian(line.AsSpan(4 * x));
                for (var c = 0; c < 3; c++)
                {
                    var mask = _masks[c];
                    var most = mask >> System.Numerics.BitOperations.TrailingZeroCount(mask);
                    shown[(3 * x) + c] = mask == 0 ? (byte)0 : (byte)((ulong)((value & mask) >> System.Numerics.BitOperations.TrailingZeroCount(mask)) * 255 / most);
                }

                break;
            default:
                Indexed((line[x * _bits / 8] >> (8 - _bits - (x * _bits % 8))) & ((1 << _bits) - 1), shown, x);
                break;
        }
    }

    private void Indexed(int index, byte[] shown, int x)
    {
        for (var c = 0; c < 3; c++)
        {
            var at = (_step * index) + 2 - c;
            shown[(3 * x) + c] = at < _palette.Length ? _palette[at] : (byte)0;
        }
    }

    /// <summary>The colour numbers, bottom line first. Runs past an edge are cut off.</summary>
    private byte[] Unpack()
    {
        var whole = new byte[(long)Width * Height];
        var data = Bytes.At(_bmp, _start, (int)Math.Min(_bmp.Length - _start, 2L * Width * Height + 4096));
        var (x, y) = (0, 0);
        void Put(int index)
        {
            if (x < Width && y < Height)
            {
                whole[((long)y * Width) + x] = (byte)index;
            }

            x++;
        }

        for (var at = 0; at + 1 < data.Length && y < Height;)
        {
            var (count, value) = (data[at], data[at + 1]);
            at += 2;
            if (count > 0)
            {
                for (var i = 0; i < count; i++)
                {
                    Put(_bits == 8 ? value : i % 2 == 0 ? value >> 4 : value & 15);
                }
            }
            else if (value == 0)
            {
                (x, y) = (0, y + 1);
            }
            else if (value == 1)
            {
                break;
            }
            else if (value == 2)
            {
                if (at + 1 >= data.Length)
                {
                    break;
                }

                (x, y) = (x + data[at], y + data[at + 1]);
                at += 2;
            }
            else
            {
                var bytes = _bits == 8 ? value : (value + 1) / 2;
                for (var i = 0; i < value && at + (_bits == 8 ? i : i / 2) < data.Length; i++)
                {
                    var b = data[at + (_bits == 8 ? i : i / 2)];
                    Put(_bits == 8 ? b : i % 2 == 0 ? b >> 4 : b & 15);
                }

                at += bytes + (bytes % 2);
            }
        }

        return whole;
    }
}
