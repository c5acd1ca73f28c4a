using System.Buffers.Binary;

namespace Esdh.Core.Files.Pdf;

/// <summary>
/// The first picture of a GIF as lines of 8-bit RGB on white. The header is read at once, so that the caller can refuse a size before anything
/// is unpacked; the picture is held whole. What is not a GIF throws <see cref="InvalidDataException"/> or <see cref="EndOfStreamException"/>.
/// </summary>
internal sealed class GifRows
{
    private readonly Stream _gif;
    private readonly byte[] _common;
    private byte[] _palette = [];
    private int _clear = -1;
    private (int X, int Y, int Width, int Height, bool IsInterlaced) _place;

    public GifRows(Stream gif)
    {
        _gif = gif;
        _gif.Position = 0;
        var head = Take(13);
        if (!head.AsSpan().StartsWith("GIF87a"u8) && !head.AsSpan().StartsWith("GIF89a"u8))
        {
            throw new InvalidDataException();
        }

        _common = (head[10] & 0x80) != 0 ? Take(3 << ((head[10] & 7) + 1)) : [];
        if (!FindPicture())
        {
            throw new InvalidDataException();
        }

        // Some programs write a screen smaller than the picture: what there is of it is shown.
        Width = Math.Max(BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(6)), _place.X + _place.Width);
        Height = Math.Max(BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(8)), _place.Y + _place.Height);
    }

    public int Width { get; }

    public int Height { get; }

    /// <summary>There are more pictures after the first. Known when the lines have been read.</summary>
    public bool IsAnimated { get; private set; }

    /// <summary>The lines from the top; each is overwritten by the next. May be called once.</summary>
    public IEnumerable<byte[]> Read()
    {
        var dots = Unpack();
        IsAnimated = FindPicture(first: false);
        var rows = Rows().ToArray();
        var shown = new byte[Width * 3];
        for (var y = 0; y < Height; y++)
        {
            shown.AsSpan().Fill(255);
            if (y >= _place.Y && y < _place.Y + _place.Height)
            {
                var from = (long)rows[y - _place.Y] * _place.Width;
                for (var x = 0; x < _place.Width; x++)
                {
                    var index = dots[from + x];
                    if (index != _clear && (3 * index) + 2 < _palette.Length)
                    {
                        _palette.AsSpan(3 * index, 3).CopyTo(shown.AsSpan(3 * (_place.X + x)));
                    }
                }
            }

            yield return shown;
        }
    }

    /// <summary>Where each line of the picture stands among those unpacked.</summary>
    private IEnumerable<int> Rows()
    {
        if (!_place.IsInterlaced)
        {
            return Enumerable.Range(0, _place.Height);
        }

        var rows = new int[_place.Height];
        var next = 0;
        foreach (var (from, step) in new[] { (0, 8), (4, 8), (2, 4), (1, 2) })
        {
            for (var y = from; y < rows.Length; y += step)
            {
                rows[y] = next++;
            }
        }

        return rows;
    }

    private bool FindPicture(bool first = true)
    {
        while (_gif.ReadByte() is var mark)
        {
            switch (mark)
            {
                case 0x21:
                    var isControl = _gif.ReadByte() == 0xF9;
                    var block = Block();
                    if (first && isControl && block.Length >= 4)
                    {
                        _clear = (block[0] & 1) != 0 ? block[3] : -1;
                    }

                    while (block.Length > 0)
                    {
                        block = Block();
                    }

                    break;
                case 0x2C when !first:
                    return true;
                case 0x2C:
                    var place = Take(9);
                    _place = (BinaryPrimitives.ReadUInt16LittleEndian(place), BinaryPrimitives.ReadUInt16LittleEndian(place.AsSpan(2)), BinaryPrimitives.ReadUInt16LittleEndian(place.AsSpan(4)),
                        BinaryPrimitives.ReadUInt16LittleEndian(place.AsSpan(6)), (place[8] & 0x40) != 0);
                    _palette = (place[8] & 0x80) != 0 ? Take(3 << ((place[8] & 7) + 1)) : _common;
                    return true;
                case 0:
                    break; // stray filling
                default:
                    return false;
            }
        }

        return false;
    }

    /// <summary>LZW, at most as many colour numbers as the picture has dots; what is missing in a cut file stays the first colour.</summary>
    private byte[] Unpack()
    {
        var dots = new byte[(long)_place.Width * _place.Height];
        var least = _gif.ReadByte();
        if (least is < 2 or > 8)
        {
            throw new InvalidDataException();
        }

        var (clear, end) = (1 << least, (1 << least) + 1);
        var (before, last, length) = (new short[4096], new byte[4096], new short[4096]);
        var (next, width, previous, first) = (end + 1, least + 1, -1, (byte)0);
        var (bits, held) = (0, 0);
        long written = 0;
        for (var block = Block(); block.Length > 0; block = Block())
        {
            foreach (var b in block)
            {
                bits |= b << held;
                for (held += 8; held >= width;)
                {
                    var code = bits & ((1 << width) - 1);
                    bits >>= width;
                    held -= width;
                    if (code == clear)
                    {
                        (next, width, previous) = (end + 1, least + 1, -1);
                        continue;
                    }

                    if (code == end || written >= dots.Length)
                    {
                        Skip();
                        return dots;
                    }

                    if (code > next || (code == next && previous < 0) || (previous < 0 && code >= clear))
                    {
                        throw new InvalidDataException();
                    }

                    var word = code == next ? previous : code;
                    var size = (word < clear ? 1 : length[word]) + (code == next ? 1 : 0);
                    var at = written + size - 1;
                    if (code == next)
                    {
                        Put(at--, first);
                    }

                    while (word >= clear)
                    {
                        Put(at--, last[word]);
                        word = before[word];
                    }

                    Put(at, (byte)word);
                    first = (byte)word;
                    if (previous >= 0 && next < 4096)
                    {
                        (before[next], last[next], length[next]) = ((short)previous, first, (short)((previous < clear ? 1 : length[previous]) + 1));
                        next++;
                        if (next == 1 << width && width < 12)
                        {
                            width++;
                        }
                    }

                    previous = code;
                    written += size;
                }
            }
        }

        return dots;

        void Put(long at, byte value)
        {
            if (at < dots.Length)
            {
                dots[at] = value;
            }
        }
    }

    private void Skip()
    {
        while (Block().Length > 0)
        {
        }
    }

    private byte[] Block() => _gif.ReadByte() is > 0 and var length ? Take(length) : [];

    private byte[] Take(int count)
    {
        var bytes = new byte[count];
        _gif.ReadExactly(bytes);
        return bytes;
    }
}
