using System.Buffers.Binary;
using System.Reflection;
using System.Text;

namespace Esdh.Core.Files.Pdf;

/// <summary>
/// The one family that our PDFs are set in: DejaVu Sans, carried in the assembly, so that a machine without fonts makes the same file as
/// every other. Reads only that font, so nothing here guards against hostile fonts.
/// </summary>
internal sealed class TrueTypeFont
{
    public static readonly TrueTypeFont Regular = new("DejaVuSans");
    public static readonly TrueTypeFont Bold = new("DejaVuSans-Bold");

    private const int MoreComponents = 0x20, WordArguments = 0x01, Scale = 0x08, TwoScales = 0x40, Matrix = 0x80;

    private readonly byte[] _file;
    private readonly Dictionary<string, (int Offset, int Length)> _tables = [];
    private readonly ushort[] _glyphs = new ushort[0x20000]; // by code point, over the two planes that the font has letters in
    private readonly bool _longPlaces;
    private readonly int _measured;
    private readonly int _unitsPerEm;

    private TrueTypeFont(string name)
    {
        Name = name;
        using var resource = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Esdh.Core.Files.Pdf.Fonts.{name}.ttf")
            ?? throw new InvalidOperationException($"The font {name} is not in the assembly.");
        _file = new byte[resource.Length];
        resource.ReadExactly(_file);
        for (var i = 0; i < U16(4); i++)
        {
            var entry = 12 + (16 * i);
            _tables[Encoding.ASCII.GetString(_file, entry, 4)] = ((int)U32(entry + 8), (int)U32(entry + 12));
        }

        _unitsPerEm = U16(_tables["head"].Offset + 18);
        _longPlaces = U16(_tables["head"].Offset + 50) == 1;
        _measured = U16(_tables["hhea"].Offset + 34);
        ReadLetters();
    }

    public string Name { get; }

    /// <summary>Bounds of all letters, then ascent and descent, in thousandths of the size.</summary>
    public IReadOnlyList<int> Box
    {
        get
        {
            var (head, hhea) = (_tables["head"].Offset, _tables["hhea"].Offset);
            return [.. ((ReadOnlySpan<int>)[head + 36, head + 38, head + 40, head + 42, hhea + 4, hhea + 6]).ToArray().Select(at => Thousandths(I16(at)))];
        }
    }

    /// <summary>The glyph of a code point; 0, an empty box, where the font has none.</summary>
    public int Glyph(int codePoint) => codePoint < _glyphs.Length ? _glyphs[codePoint] : 0;

    /// <summary>Width of a glyph in thousandths of the size.</summary>
    public int Width(int glyph) => Thousandths(U16(_tables["hmtx"].Offset + (4 * Math.Min(glyph, _measured - 1))));

    /// <summary>A font file of <paramref name="glyphs"/> alone, numbered in that order, with the parts that composed glyphs are made of behind them.</summary>
    public byte[] Subset(IReadOnlyList<int> glyphs)
    {
        var all = glyphs.ToList();
        var parts = new Dictionary<int, int>();
        var outlines = new MemoryStream();
        var places = new List<int>();
        for (var i = 0; i < all.Count; i++)
        {
            places.Add((int)outlines.Length);
            var glyph = Outline(all[i]).ToArray();
            if (glyph.Length > 10 && BinaryPrimitives.ReadInt16BigEndian(glyph) < 0)
            {
                RenumberParts(glyph, all, parts);
            }

            outlines.Write(glyph);
            outlines.Write(new byte[(4 - (glyph.Length % 4)) % 4]);
        }

        places.Add((int)outlines.Length);
        var loca = new byte[4 * places.Count];
        for (var i = 0; i < places.Count; i++)
        {
            BinaryPrimitives.WriteInt32BigEndian(loca.AsSpan(4 * i), places[i]);
        }

        var metrics = new byte[4 * all.Count];
        for (var i = 0; i < all.Count; i++)
        {
            var from = _tables["hmtx"].Offset + (4 * Math.Min(all[i], _measured - 1));
            _file.AsSpan(from, 4).CopyTo(metrics.AsSpan(4 * i));
            if (all[i] >= _measured)
            {
                _file.AsSpan(_tables["hmtx"].Offset + (2 * _measured) + (2 * all[i]), 2).CopyTo(metrics.AsSpan((4 * i) + 2));
            }
        }

        var head = Table("head");
        BinaryPrimitives.WriteUInt32BigEndian(head.AsSpan(8), 0);
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);
        var hhea = Table("hhea");
        BinaryPrimitives.WriteUInt16BigEndian(hhea.AsSpan(34), (ushort)all.Count);
        var maxp = Table("maxp");
        BinaryPrimitives.WriteUInt16BigEndian(maxp.AsSpan(4), (ushort)all.Count);
        return Build(
        [
            ("cvt ", Table("cvt ")), ("fpgm", Table("fpgm")), ("glyf", outlines.ToArray()), ("head", head), ("hhea", hhea), ("hmtx", metrics), ("loca", loca), ("maxp", maxp),
            ("prep", Table("prep")),
        ]);
    }

    private static void RenumberParts(byte[] glyph, List<int> all, Dictionary<int, int> parts)
    {
        for (var at = 10; ;)
        {
            var flags = BinaryPrimitives.ReadUInt16BigEndian(glyph.AsSpan(at));
            var part = BinaryPrimitives.ReadUInt16BigEndian(glyph.AsSpan(at + 2));
            if (!parts.TryGetValue(part, out var number))
            {
                parts[part] = number = all.Count;
                all.Add(part);
            }

            BinaryPrimitives.WriteUInt16BigEndian(glyph.AsSpan(at + 2), (ushort)number);
            if ((flags & MoreComponents) == 0)
            {
                return;
            }

            at += 4 + ((flags & WordArguments) != 0 ? 4 : 2) + ((flags & Scale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0);
        }
    }

    private static byte[] Build(IReadOnlyList<(string Tag, byte[] Data)> tables)
    {
        var start = 12 + (16 * tables.Count);
        var file = new byte[start + tables.Sum(table => (table.Data.Length + 3) / 4 * 4)];
        var power = (int)Math.Pow(2, Math.Floor(Math.Log2(tables.Count)));
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)tables.Count);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), (ushort)(power * 16));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), (ushort)Math.Log2(power));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), (ushort)((tables.Count - power) * 16));
        var head = 0;
        for (var i = 0; i < tables.Count; i++)
        {
            var (tag, data) = tables[i];
            var entry = file.AsSpan(12 + (16 * i));
            data.CopyTo(file, start);
            Encoding.ASCII.GetBytes(tag, entry);
            BinaryPrimitives.WriteUInt32BigEndian(entry[4..], Sum(data));
            BinaryPrimitives.WriteInt32BigEndian(entry[8..], start);
            BinaryPrimitives.WriteInt32BigEndian(entry[12..], data.Length);
            head = tag == "head" ? start : head;
            start += (data.Length + 3) / 4 * 4;
        }

        BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(head + 8), 0xB1B0AFBA - Sum(file));
        return file;
    }

    private static uint Sum(ReadOnlySpan<byte> data)
    {
        uint sum = 0;
        for (var i = 0; i < data.Length; i++)
        {
            sum += (uint)data[i] << (24 - (8 * (i % 4)));
        }

        return sum;
    }

    private ReadOnlySpan<byte> Outline(int glyph)
    {
        var loca = _tables["loca"].Offset;
        var (from, to) = _longPlaces ? ((int)U32(loca + (4 * glyph)), (int)U32(loca + (4 * glyph) + 4)) : (2 * U16(loca + (2 * glyph)), 2 * U16(loca + (2 * glyph) + 2));
        return _file.AsSpan(_tables["glyf"].Offset + from, to - from);
    }

    private void ReadLetters()
    {
        var cmap = _tables["cmap"].Offset;
        for (var i = 0; i < U16(cmap + 2); i++)
        {
            var table = cmap + (int)U32(cmap + 4 + (8 * i) + 4);
            if (U16(table) != 12)
            {
                continue;
            }

            for (var group = 0; group < U32(table + 12); group++)
            {
                var at = table + 16 + (12 * group);
                for (var code = U32(at); code <= U32(at + 4) && code < _glyphs.Length; code++)
                {
                    _glyphs[code] = (ushort)(U32(at + 8) + code - U32(at));
                }
            }

            return;
        }
    }

    private byte[] Table(string tag) => _file.AsSpan(_tables[tag].Offset, _tables[tag].Length).ToArray();

    private int Thousandths(int units) => (int)Math.Round(units * 1000.0 / _unitsPerEm);

    private ushort U16(int at) => BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(at));

    private short I16(int at) => BinaryPrimitives.ReadInt16BigEndian(_file.AsSpan(at));

    private uint U32(int at) => BinaryPrimitives.ReadUInt32BigEndian(_file.AsSpan(at));
}
