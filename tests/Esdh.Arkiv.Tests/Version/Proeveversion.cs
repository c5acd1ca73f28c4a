using System.Security.Cryptography;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Esdh.Testing;

namespace Esdh.Arkiv.Tests.Version;

/// <summary>Holds a version against the rules with programs that are not ours: xmllint and libtiff.</summary>
internal static partial class Proeveversion
{
    public static readonly XNamespace Diark = "http://www.sa.dk/xmlns/diark/1.0";

    /// <summary>Indices and tables validate, every file is in the index with its MD5 and nothing else, every page is TIFF as archives want it.</summary>
    /// <param name="medie1">The folder of the first medium.</param>
    public static async Task ErEfterReglerneAsync(string medie1)
    {
        var indeks = Path.Combine(medie1, "Indices");
        foreach (var navn in new[] { "archiveIndex", "contextDocumentationIndex", "docIndex", "fileIndex", "tableIndex" })
            await Proevetiff.KoerAsync("xmllint", "--noout", "--nonet", "--schema", Path.Combine(Repo.Rod, "src", "Esdh.Arkiv", "Skemaer", navn + ".xsd"), Path.Combine(indeks, navn + ".xml"));
        foreach (var tabel in Directory.GetDirectories(Path.Combine(medie1, "Tables")).Select(Path.GetFileName))
            await Proevetiff.KoerAsync("xmllint", "--noout", "--nonet", "--schema", Path.Combine(medie1, "Tables", tabel!, tabel + ".xsd"), Path.Combine(medie1, "Tables", tabel!, tabel + ".xml"));
        FilerneStaarIIndekset(medie1);
        TabellerneHaengerSammen(medie1);
        foreach (var tiff in Medier(medie1).SelectMany(m => Directory.GetFiles(m, "*.tif", SearchOption.AllDirectories)))
        {
            var info = await Proevetiff.KoerAsync("tiffinfo", "-D", tiff);
            Assert.DoesNotContain("arning", info, StringComparison.Ordinal);
            Assert.All(Kompression().Matches(info), m => Assert.Contains(m.Groups[1].Value, new[] { "CCITT Group 4", "LZW" }));
            Assert.Equal(Kompression().Count(info), Regex.Count(info, "Samples/Pixel: [13]"));
            Assert.Equal(Kompression().Count(info), Regex.Count(info, @"Resolution: (\d+), \1 pixels/inch"));
        }
    }

    /// <summary>Rows of a table by the names of its columns.</summary>
    public static List<Dictionary<string, string?>> Tabel(string medie1, string navn)
    {
        var tabel = XDocument.Load(Path.Combine(medie1, "Indices", "tableIndex.xml")).Descendants(Diark + "table").Single(t => t.Element(Diark + "name")!.Value == navn);
        var kolonner = tabel.Descendants(Diark + "column").Where(c => c.Parent!.Name.LocalName == "columns").ToDictionary(c => c.Element(Diark + "columnID")!.Value, c => c.Element(Diark + "name")!.Value);
        var mappe = tabel.Element(Diark + "folder")!.Value;
        var raekker = XDocument.Load(Path.Combine(medie1, "Tables", mappe, mappe + ".xml")).Root!.Elements().ToList();
        Assert.Equal(tabel.Element(Diark + "rows")!.Value, $"{raekker.Count}");
        return [.. raekker.Select(r => r.Elements().ToDictionary(c => kolonner[c.Name.LocalName], c => c.Attributes().Any(a => a.Name.LocalName == "nil") ? null : c.Value))];
    }

    private static IEnumerable<string> Medier(string medie1) => Directory.GetDirectories(Path.GetDirectoryName(medie1)!, Path.GetFileName(medie1)[..^1] + "*").Where(m => Path.GetExtension(m)[1..].All(char.IsAsciiDigit));

    private static void FilerneStaarIIndekset(string medie1)
    {
        var rod = Path.GetDirectoryName(medie1)!;
        Dictionary<string, string> indeks = [];
        foreach (var f in XDocument.Load(Path.Combine(medie1, "Indices", "fileIndex.xml")).Root!.Elements())
            indeks.Add(Path.Combine(rod, f.Element(Diark + "foN")!.Value.Replace('\\', '/'), f.Element(Diark + "fiN")!.Value), f.Element(Diark + "md5")!.Value);
        var disk = Medier(medie1).SelectMany(m => Directory.GetFiles(m, "*", SearchOption.AllDirectories)).Where(f => Path.GetFileName(f) != "fileIndex.xml").ToList();
        Assert.Equal(disk.Order(StringComparer.Ordinal), indeks.Keys.Order(StringComparer.Ordinal));
#pragma warning disable CA5351 // the archives' own choice
        Assert.All(disk, f => Assert.Equal(Convert.ToHexString(MD5.HashData(File.ReadAllBytes(f))), indeks[f]));
#pragma warning restore CA5351
    }

    /// <summary>Keys are unique, references point at rows, and documents in the tables are those in the index.</summary>
    private static void TabellerneHaengerSammen(string medie1)
    {
        var index = XDocument.Load(Path.Combine(medie1, "Indices", "tableIndex.xml"));
        var tabeller = index.Descendants(Diark + "table").ToDictionary(t => t.Element(Diark + "name")!.Value, t => (Element: t, Raekker: Tabel(medie1, t.Element(Diark + "name")!.Value)));
        Assert.True(tabeller.Count >= 6);
        foreach (var (navn, (element, raekker)) in tabeller)
        {
            var noegle = element.Element(Diark + "primaryKey")!.Elements(Diark + "column").Select(c => c.Value).ToList();
            Assert.Equal(raekker.Count, raekker.Select(r => string.Join('|', noegle.Select(n => r[n]))).Distinct(StringComparer.Ordinal).Count());
            foreach (var fk in element.Descendants(Diark + "foreignKey"))
            {
                var (kolonne, til) = (fk.Element(Diark + "reference")!.Element(Diark + "column")!.Value, fk.Element(Diark + "reference")!.Element(Diark + "referenced")!.Value);
                var findes = tabeller[fk.Element(Diark + "referencedTable")!.Value].Raekker.Select(r => r[til]).ToHashSet(StringComparer.Ordinal);
                Assert.All(raekker.Select(r => r[kolonne]).OfType<string>(), v => Assert.True(findes.Contains(v), $"{navn}.{kolonne} = {v}"));
            }
        }

        var dokumenter = XDocument.Load(Path.Combine(medie1, "Indices", "docIndex.xml")).Root!.Elements().Select(d => d.Element(Diark + "dID")!.Value).Order(StringComparer.Ordinal).ToList();
        Assert.Equal(dokumenter, tabeller["Dokumentfil"].Raekker.Select(r => r["ArkivdokumentID"]!).Distinct().Order(StringComparer.Ordinal));
        Assert.Equal(12 - 2, index.Descendants(Diark + "functionalDescription").Select(f => f.Value).Distinct().Count()); // but Myndighedsidentifikation and Digital_signatur, which are not registered
    }

    [GeneratedRegex("Compression Scheme: (.*)")]
    private static partial Regex Kompression();
}
