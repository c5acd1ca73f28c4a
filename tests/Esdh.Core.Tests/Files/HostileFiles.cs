using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Esdh.Core.Tests.Files;

/// <summary>Files made to hurt.</summary>
internal static class HostileFiles
{
    /// <summary>A whole PDF of one empty page, written by hand; <paramref name="more"/> is a fourth object.</summary>
    public static byte[] SmallPdf(string pages = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", string more = "null", string page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>")
    {
        var text = new StringBuilder("%PDF-1.7\n");
        var offsets = new List<int>();
        foreach (var body in new[] { "<< /Type /Catalog /Pages 2 0 R >>", pages, page, more })
        {
            offsets.Add(text.Length);
            text.Append(CultureInfo.InvariantCulture, $"{offsets.Count} 0 obj\n{body}\nendobj\n");
        }

        var xref = text.Length;
        text.Append("xref\n0 5\n0000000000 65535 f \n");
        offsets.ForEach(offset => text.Append(CultureInfo.InvariantCulture, $"{offset:D10} 00000 n \n"));
        text.Append(CultureInfo.InvariantCulture, $"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    /// <summary>Changes what a zip says of an entry's unpacked size, in both places.</summary>
    public static void ChangeClaim(byte[] zip, string name, uint size)
    {
        var text = Encoding.Latin1.GetString(zip);
        for (var at = text.IndexOf(name, StringComparison.Ordinal); at >= 0; at = text.IndexOf(name, at + 1, StringComparison.Ordinal))
        {
            if (at >= 46 && text.AsSpan(at - 46, 4).SequenceEqual("PK\u0001\u0002"))
            {
                BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(at - 46 + 24), size);
            }
            else if (at >= 30 && text.AsSpan(at - 30, 4).SequenceEqual("PK\u0003\u0004"))
            {
                BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(at - 30 + 22), size);
            }
        }
    }
}
