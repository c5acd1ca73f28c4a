using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;

namespace Esdh.Core.Files.Pdf;

/// <summary>
/// A JPEG, PNG, GIF or BMP for a PDF. A JPEG goes in as it is, turned as its camera says; the others are unpacked, transparent parts white.
/// Width and height are those seen, in picture points.
/// </summary>
internal sealed class PdfPicture : IDisposable
{
    private const long MostPoints = 80_000_000;
    private const long MostInterlaced = 25_000_000; // these and packed ones must be held whole

    private readonly Stream _data;
    private readonly string _entries;
    private readonly int _turn;

    private PdfPicture(Stream data, string entries, long width, long height, int turn)
    {
        (_data, _turn) = (data, turn);
        _entries = string.Create(CultureInfo.InvariantCulture, $"/Type /XObject /Subtype /Image /Width {width} /Height {height} {entries}");
        (Width, Height) = turn >= 5 ? (height, width) : (width, height);
    }

    public long Width { get; }

    public long Height { get; }

    /// <summary>Danish sentence on what is not shown of it; null where all is.</summary>
    public string? Remark { get; private set; }

    /// <summary>Reads a picture from the start of <paramref name="picture"/>, which must be seekable and stays open.</summary>
    /// <exception cref="PdfException">The picture cannot be read or is too large; Danish message.</exception>
    public static PdfPicture Read(Stream picture)
    {
        var head = Bytes.At(picture, 0, 2 * 1024 * 1024);
        try
        {
            return head switch
            {
                [0xFF, 0xD8, ..] => ReadJpeg(picture, head),
                [(byte)'G', (byte)'I', (byte)'F', ..] => ReadGif(picture),
                [(byte)'B', (byte)'M', ..] => ReadBmp(picture),
                _ => ReadPng(picture),
            };
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or ArgumentException or IndexOutOfRangeException)
        {
            throw new PdfException("Billedet er beskadiget og kan ikke vises.", e);
        }
    }

    public int Write(PdfObjects objects)
    {
        _data.Position = 0;
        return objects.Stream(_entries, _data);
    }

    /// <summary>The matrix that puts the picture, turned as it should be, into the box whose lower left corner is given.</summary>
    public string Matrix(double x, double y, double width, double height)
    {
        var (a, b, c, d, e, f) = _turn switch
        {
            2 => (-width, 0.0, 0.0, height, x + width, y),
            3 => (-width, 0, 0, -height, x + width, y + height),
            4 => (width, 0, 0, -height, x, y + height),
            5 => (0, -height, -width, 0, x + width, y + height),
            6 => (0, -height, width, 0, x, y + height),
            7 => (0, height, width, 0, x, y),
            8 => (0, height, -width, 0, x + width, y),
            _ => (width, 0, 0, height, x, y),
        };
        return string.Join(' ', new[] { a, b, c, d, e, f }.Select(PdfObjects.Number));
    }

    public void Dispose() => _data.Dispose();

    private static void CheckSize(long width, long height, long most)
    {
        if (width == 0 || height == 0)
        {
            throw new InvalidDataException();
        }

        if (width * height > most)
        {
            throw new PdfException($"Billedet er for stort til at blive vist ({width} × {height} punkter).");
        }
    }

    private static PdfPicture ReadJpeg(Stream picture, byte[] head)
    {
        var turn = 1;
        var isAdobe = false;
        for (var at = 2; ;)
        {
            if (head[at] != 0xFF)
            {
                throw new InvalidDataException();
            }

            var marker = head[at + 1];
            if (marker == 0xFF)
            {
                at++;
                continue;
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(at + 2));
            var segment = head.AsSpan(at + 4, length - 2);
            switch (marker)
            {
                case 0xE1 when segment.StartsWith("Exif\0\0"u8):
                    turn = ReadTurn(segment[6..]);
                    break;
                case 0xEE when segment.StartsWith("Adobe"u8):
                    isAdobe = true;
                    break;
                case 0xC0 or 0xC1 or 0xC2:
                    var (height, width, components) = (BinaryPrimitives.ReadUInt16BigEndian(segment[1..]), BinaryPrimitives.ReadUInt16BigEndian(segment[3..]), segment[5]);
                    CheckSize(width, height, MostPoints);
                    var colours = components switch { 1 => "/DeviceGray", 3 => "/DeviceRGB", 4 => "/DeviceCMYK", _ => throw new InvalidDataException() };
                    if (segment[0] != 8)
                    {
                        throw new InvalidDataException();
                    }

                    var invert = components == 4 && isAdobe ? " /Decode [1 0 1 0 1 0 1 0]" : "";
                    var copy = new SpillStream(1024 * 1024);
                    picture.Position = 0;
                    picture.CopyTo(copy);
                    return new(copy, $"/ColorSpace {colours} /BitsPerComponent 8 /Filter /DCTDecode{invert}", width, height, turn);
                case >= 0xC3 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC):
                    throw new PdfException("Billedet er af en JPEG-type, der ikke kan vises her.");
                case 0xDA:
                    throw new InvalidDataException();
            }

            at += 2 + length;
        }
    }

    /// <summary>How the camera was held (1 upright to 8); 1 where that is not told or not understood.</summary>
    private static int ReadTurn(ReadOnlySpan<byte> exif)
    {
        var isLittle = exif.StartsWith("II"u8);
        var directory = exif.Length < 8 ? 0 : Number(exif[4..], 4);
        if (directory is < 8 or > 60_000 || directory + 2 > exif.Length)
        {
            return 1;
        }

        var entries = Number(exif[(int)directory..], 2);
        for (var i = 0; i < entries; i++)
        {
            var at = (int)directory + 2 + (12 * i);
            if (at + 12 > exif.Length)
            {
                return 1;
            }

            if (Number(exif[at..], 2) == 0x112)
            {
                return Number(exif[(at + 8)..], 2) is >= 1 and <= 8 and var turn ? (int)turn : 1;
            }
        }

        return 1;

        long Number(ReadOnlySpan<byte> bytes, int count) => (isLittle, count) switch
        {
            (true, 2) => BinaryPrimitives.ReadUInt16LittleEndian(bytes),
            (false, 2) => BinaryPrimitives.ReadUInt16BigEndian(bytes),
            (true, _) => BinaryPrimitives.ReadUInt32LittleEndian(bytes),
            _ => BinaryPrimitives.ReadUInt32BigEndian(bytes),
        };
    }

    private static PdfPicture ReadPng(Stream picture)
    {
        var png = new PngRows(picture);
        CheckSize(png.Width, png.Height, png.IsInterlaced ? MostInterlaced : MostPoints);
        return Pack(png.Width, png.Height, png.IsGray ? 1 : 3, png.Read());
    }

    private static PdfPicture ReadBmp(Stream picture)
    {
        var bmp = new BmpRows(picture);
        CheckSize(bmp.Width, bmp.Height, bmp.IsPacked ? MostInterlaced : MostPoints);
        return Pack(bmp.Width, bmp.Height, 3, bmp.Read());
    }

    private static PdfPicture ReadGif(Stream picture)
    {
        var gif = new GifRows(picture);
        CheckSize(gif.Width, gif.Height, MostInterlaced);
        var read = Pack(gif.Width, gif.Height, 3, gif.Read());
        read.Remark = gif.IsAnimated ? "Kun det første billede i animationen vises." : null;
        return read;
    }

    private static PdfPicture Pack(int width, int height, int channels, IEnumerable<byte[]> rows)
    {
        var data = new SpillStream(1024 * 1024);
        try
        {
            using (var zlib = new ZLibStream(data, CompressionLevel.Fastest, leaveOpen: true))
            {
                // Each line as its difference from the one above packs far better.
                var line = new byte[1 + (width * channels)];
                var above = new byte[width * channels];
                line[0] = 2;
                foreach (var row in rows)
                {
                    for (var i = 0; i < above.Length; i++)
                    {
                        line[i + 1] = (byte)(row[i] - above[i]);
                        above[i] = row[i];
                    }

                    zlib.Write(line);
                }
            }

            var colours = string.Create(
                CultureInfo.InvariantCulture,
                $"/ColorSpace {(channels == 1 ? "/DeviceGray" : "/DeviceRGB")} /BitsPerComponent 8 /Filter /FlateDecode /DecodeParms << /Predictor 15 /Colors {channels} /BitsPerComponent 8 /Columns {width} >>");
            return new(data, colours, width, height, 1);
        }
        catch
        {
            data.Dispose();
            throw;
        }
    }
}
