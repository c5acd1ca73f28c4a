using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Xml;
using System.Xml.Schema;

namespace Esdh.Arkiv.Kontrol;

/// <summary>The schemas that a version is held against: the official ones, never those that lie in it.</summary>
internal static class Officielleskemaer
{
    private static readonly ConcurrentDictionary<string, Lazy<XmlSchemaSet>> Samlet = new(StringComparer.Ordinal);

    /// <summary>Compiled, by name without extension.</summary>
    public static XmlSchemaSet Skema(string navn) => Samlet.GetOrAdd(navn, n => new(() =>
    {
        using var stroem = Aabn(n + ".xsd");
        using var laeser = XmlReader.Create(stroem, new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
        var saet = new XmlSchemaSet { XmlResolver = null };
        saet.Add(null, laeser);
        saet.Compile();
        return saet;
    })).Value;

    /// <summary>What the file must be, to the last byte.</summary>
    public static UInt128 Md5(string fil)
    {
        using var stroem = Aabn(fil);
#pragma warning disable CA5351 // the archives' own choice
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(MD5.HashData(stroem));
#pragma warning restore CA5351
    }

    public static HashSet<string> ReserveredeOrd { get; } = LaesOrd();

    private static HashSet<string> LaesOrd()
    {
        using var laeser = new StreamReader(Aabn("sql99-reserverede-ord.txt"));
        return laeser.ReadToEnd().Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    private static Stream Aabn(string fil) => typeof(Officielleskemaer).Assembly.GetManifestResourceStream("Skemaer/" + fil) ?? throw new FileNotFoundException(fil);
}
