using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Esdh.Core.Files.Pdf;

/// <summary>
/// A font as one file uses it: every code point gets its number when it is first set, also those that the font only has an empty box for, so
/// that search, copying and screen readers get the very text.
/// </summary>
internal sealed class PdfFont(TrueTypeFont source)
{
    private readonly Dictionary<int, int> _numbers = [];
    private readonly List<int> _codePoints = [0];

    public bool IsUsed => _codePoints.Count > 1;

    /// <summary>Width of <paramref name="text"/> in points.</summary>
    public double Measure(ReadOnlySpan<char> text, double size)
    {
        long width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            width += source.Width(source.Glyph(rune.Value));
        }

        return width * size / 1000;
    }

    /// <summary>As much of <paramref name="text"/> as is no wider than <paramref name="width"/>, with an ellipsis where something was cut.</summary>
    public string Cut(string text, double size, double width)
    {
        if (Measure(text, size) <= width)
        {
            return text;
        }

        var used = Measure("…", size);
        var length = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            used += source.Width(source.Glyph(rune.Value)) * size / 1000;
            if (used > width)
            {
                break;
            }

            length += rune.Utf16SequenceLength;
        }

        return text[..length] + "…";
    }

    /// <summary>Adds the string that shows <paramref name="text"/>.</summary>
    public void Encode(string text, StringBuilder content)
    {
        content.Append('<');
        foreach (var rune in text.EnumerateRunes())
        {
            if (!_numbers.TryGetValue(rune.Value, out var number) && _codePoints.Count < ushort.MaxValue)
            {
                number = _codePoints.Count;
                _numbers[rune.Value] = number;
                _codePoints.Add(rune.Value);
            }

            content.Append(CultureInfo.InvariantCulture, $"{number:X4}");
        }

        content.Append('>');
    }

    /// <summary>Writes the font with the letters used so far; the answer is its object.</summary>
    public int Write(PdfObjects objects)
    {
        var glyphs = _codePoints.Select((code, i) => i == 0 ? 0 : source.Glyph(code)).ToList();
        var file = source.Subset(glyphs);
        var name = $"{Tag(file)}+{source.Name}";
        var data = objects.Packed(string.Create(CultureInfo.InvariantCulture, $"/Length1 {file.Length}"), file);
        var box = source.Box;
        var descriptor = objects.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"<< /Type /FontDescriptor /FontName /{name} /Flags 32 /FontBBox [{box[0]} {box[1]} {box[2]} {box[3]}] /ItalicAngle 0 /Ascent {box[4]} /Descent {box[5]} /CapHeight 729 /StemV 80 /FontFile2 {data} 0 R >>"));
        var widths = string.Join(' ', glyphs.Select(glyph => source.Width(glyph).ToString(CultureInfo.InvariantCulture)));
        var letters = objects.Write(string.Create(
            CultureInfo.InvariantCulture,
            $"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /{name} /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor {descriptor} 0 R /CIDToGIDMap /Identity /W [0 [{widths}]] >>"));
        var unicode = objects.Packed("", Encoding.ASCII.GetBytes(ToUnicode()));
        return objects.Write(string.Create(
            CultureInfo.InvariantCulture, $"<< /Type /Font /Subtype /Type0 /BaseFont /{name} /Encoding /Identity-H /DescendantFonts [{letters} 0 R] /ToUnicode {unicode} 0 R >>"));
    }

    /// <summary>Six letters that differ where the subset does, as the format asks of a part of a font.</summary>
    private static string Tag(byte[] file) => string.Concat(SHA256.HashData(file).Take(6).Select(b => (char)('A' + (b % 26))));

    private string ToUnicode()
    {
        var map = new StringBuilder("""
            /CIDInit /ProcSet findresource begin
            12 dict begin
            begincmap
            /CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
            /CMapName /Adobe-Identity-UCS def
            /CMapType 2 def
            1 begincodespacerange
            <0000> <FFFF>
            endcodespacerange

            """.ReplaceLineEndings("\n"));
        foreach (var part in Enumerable.Range(1, _codePoints.Count - 1).Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{part.Length} beginbfchar\n");
            foreach (var number in part)
            {
                var letter = Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(char.ConvertFromUtf32(_codePoints[number])));
                map.Append(CultureInfo.InvariantCulture, $"<{number:X4}> <{letter}>\n");
            }

            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
