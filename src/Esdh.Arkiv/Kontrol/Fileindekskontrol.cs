using System.Xml;
using Esdh.Arkiv.Kontrol.Punkter;

namespace Esdh.Arkiv.Kontrol;

/// <summary>Reads fileIndex.xml into the register of files.</summary>
internal static class Fileindekskontrol
{
    public static void Laes(Forloeb forloeb, string sti, string vist)
    {
        var medier = forloeb.Version.Medier.Select(m => m.Navn).ToHashSet(StringComparer.Ordinal);
        var (store, smaa) = (false, false);
        var (hel, _) = Indekslaeser.Laes(forloeb, sti, vist, "fileIndex", Indekspunkter.FileIndexForm, Indekspunkter.FileIndexSkema, ["f"], f =>
        {
            var (mappe, navn, md5) = (f.Felt("foN") ?? "", f.Felt("fiN") ?? "", f.Felt("md5")?.Trim() ?? "");
            var indekssti = $@"{mappe}\{navn}";
            if (ErUdad(mappe) || ErUdad(navn) || navn.Contains('\\', StringComparison.Ordinal))
            {
                forloeb.Fund.Meld(Egnepunkter.Udad, vist, forklaring: indekssti);
                return;
            }

            if (!medier.Contains(mappe.Split('\\')[0]))
            {
                forloeb.Fund.Meld(Indekspunkter.FremmedId, vist, forklaring: indekssti);
                return;
            }

            store |= md5.Any(char.IsAsciiLetterUpper);
            smaa |= md5.Any(char.IsAsciiLetterLower);
            if (Md5vaerdi.Laes(md5) is { } vaerdi && forloeb.Register.Tilfoej(indekssti, vaerdi))
                forloeb.Fund.Meld(Indekspunkter.DobbeltFil, indekssti.Replace('\\', '/'));
        });
        forloeb.Register.Laest = hel;
        if (store && smaa)
            forloeb.Fund.Meld(Egnepunkter.BlandetMd5, vist);
        if (!hel)
            forloeb.Fund.Udelad("fileIndex.xml kunne ikke læses helt; filerne er ikke holdt op mod den.");
    }

    public static void Manglende(Forloeb forloeb, string sti)
    {
        using var stroem = new Laesestroem(sti, forloeb);
        using var laeser = XmlReader.Create(stroem, Indekslaeser.Sikker());
        while (laeser.Read())
        {
            stroem.Kommet();
            if (laeser.NodeType != XmlNodeType.Element || laeser.LocalName != "f")
                continue;
            var f = Knude.Laes(laeser);
            var indekssti = $@"{f.Felt("foN")}\{f.Felt("fiN")}";
            if (!forloeb.Register.Kender(indekssti) || forloeb.Register.ErSet(indekssti))
                continue;
            forloeb.Register.Set(indekssti);
            forloeb.Fund.Meld(Indekspunkter.MangledFil, indekssti.Replace('\\', '/'));
        }
    }

    private static bool ErUdad(string del) => del.Split('\\', '/').Contains("..") || del.Contains('/', StringComparison.Ordinal) || del.Contains(':', StringComparison.Ordinal) || del.StartsWith('\\');
}
