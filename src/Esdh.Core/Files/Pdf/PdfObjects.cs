using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Esdh.Core.Files.Pdf;

/// <summary>
/// The objects of one PDF 1.7 file, each written where it is finished, and at last the table of where they lie. The same objects give the
/// same bytes; the file's identifier is made of them.
/// </summary>
internal sealed class PdfObjects : IDisposable
{
    private readonly SpillStream _file = new(4 * 1024 * 1024);
    private readonly List<long> _places = [];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public PdfObjects() => Put("%PDF-1.7\n%\u00e2\u00e3\u00cf\u00d3\n"); // the second line tells transfer programs that the file is not text

    /// <summary>A number for an object that is written later.</summary>
    public int Take()
    {
        _places.Add(0);
        return _places.Count;
    }

    public void Write(int number, string body)
    {
        Begin(number);
        Put(body);
        Put("\nendobj\n");
    }

    public int Write(string body)
    {
        var number = Take();
        Write(number, body);
        return number;
    }

    /// <summary>A stream that is packed here; <paramref name="entries"/> are those of its dictionary besides length and filter.</summary>
    public int Packed(string entries, ReadOnlySpan<byte> data, CompressionLevel level = CompressionLevel.Optimal)
    {
        using var memory = new MemoryStream();
        using (var zlib = new ZLibStream(memory, level, leaveOpen: true))
        {
            zlib.Write(data);
        }

        memory.Position = 0;
        return Stream($"/Filter /FlateDecode {entries}", memory);
    }

    /// <summary>A stream written as it is, from its present place.</summary>
    public int Stream(string entries, Stream data)
    {
        var number = Take();
        Begin(number);
        Put($"<< {entries} /Length {Number(data.Length - data.Position)} >>\nstream\n");
        var buffer = new byte[64 * 1024];
        for (int read; (read = data.Read(buffer)) > 0;)
        {
            Put(buffer.AsSpan(0, read));
        }

        Put("\nendstream\nendobj\n");
        return number;
    }

    /// <summary>Ends the file and copies it to <paramref name="output"/>.</summary>
    public void Finish(int root, int info, Stream output)
    {
        var table = _file.Length;
        var text = new StringBuilder().Append(CultureInfo.InvariantCulture, $"xref\n0 {_places.Count + 1}\n0000000000 65535 f \n");
        foreach (var place in _places)
        {
            text.Append(CultureInfo.InvariantCulture, $"{place:D10} 00000 n \n");
        }

        var id = Convert.ToHexString(_hash.GetHashAndReset().AsSpan(0, 16));
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size {_places.Count + 1} /Root {root} 0 R /Info {info} 0 R /ID [<{id}> <{id}>] >>\nstartxref\n{table}\n%%EOF\n");
        Put(text.ToString());
        _file.Position = 0;
        _file.CopyTo(output);
    }

    public void Dispose()
    {
        _file.Dispose();
        _hash.Dispose();
    }

    /// <summary>A number as PDF wants it: a point, no exponent.</summary>
    public static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    /// <summary>A text string in Unicode.</summary>
    public static string Text(string text) => $"<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(text))}>";

    private void Begin(int number)
    {
        _places[number - 1] = _file.Position;
        Put($"{number.ToString(CultureInfo.InvariantCulture)} 0 obj\n");
    }

    private void Put(string text) => Put(Encoding.Latin1.GetBytes(text));

    private void Put(ReadOnlySpan<byte> bytes)
    {
        _hash.AppendData(bytes);
        _file.Write(bytes);
    }
}
