using System.Globalization;
using System.Xml;
using Esdh.Arkiv.Kontrol.Punkter;

namespace Esdh.Arkiv.Kontrol;

/// <summary>
/// A table's own schema against the one that tableIndex.xml gives: the same columns in the same order, of the same types, NULL in the same places. Where they say the
/// same, a table that has been held against the one has been held against the other.
/// </summary>
internal static class Tabelskemakontrol
{
    private const string Xs = "http://www.w3.org/2001/XMLSchema";

    public static void Kontroller(Forloeb forloeb, Tabel? tabel, Fil fil)
    {
        try
        {
            using var stroem = new Laesestroem(fil.Sti, forloeb);
            try
            {
                using var laeser = XmlReader.Create(stroem, Indekslaeser.Sikker());
                if (tabel is not null && Forskel(laeser, stroem, tabel) is { } forskel)
                    forloeb.Fund.Meld(Egnepunkter.Tabelskema, fil.Vist, tabel.Navn, forklaring: forskel);
            }
            catch (XmlException e)
            {
                Indekslaeser.MeldXml(forloeb, Egnepunkter.Tabelskema, fil.Vist, e, tabel?.Navn);
            }
            catch (ForStortException e)
            {
                forloeb.Fund.Meld(Egnepunkter.ForStortElement, fil.Vist, tabel?.Navn, forklaring: e.Message);
            }

            Filkontrol.Holdt(forloeb, fil, stroem.Md5());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            forloeb.Register.Set(fil.Indekssti);
            forloeb.Fund.Meld(Egnepunkter.KanIkkeLaeses, fil.Vist, tabel?.Navn, forklaring: e.Message);
        }
    }

    private static string? Forskel(XmlReader laeser, Laesestroem stroem, Tabel tabel)
    {
        List<(string Id, string Type, bool Nul)> felter = [];
        string? maal = null;
        string? aaben = null;
        while (laeser.Read())
        {
            stroem.Kommet();
            if (laeser.Depth > 32)
                throw new ForStortException("mere end 32 elementer i hinanden");
            if (laeser.NodeType != XmlNodeType.Element || laeser.NamespaceURI != Xs)
                continue;
            if (laeser.LocalName == "schema")
                maal = laeser.GetAttribute("targetNamespace");
            var navn = laeser.GetAttribute("name");
            if (laeser.LocalName == "element" && navn is ['c', ..] && navn.AsSpan(1).IndexOfAnyExceptInRange('0', '9') < 0)
            {
                if (laeser.GetAttribute("minOccurs") is { } mindst && mindst != "1")
                    return $"{navn} må mangle (minOccurs=\"{mindst}\")";
                aaben = laeser.GetAttribute("type") is { } type ? null : navn;
                felter.Add((navn, Lokal(laeser.GetAttribute("type")), laeser.GetAttribute("nillable") is "true" or "1"));
            }
            else if (laeser.LocalName == "restriction" && aaben is not null && felter.Count > 0)
            {
                felter[^1] = felter[^1] with { Type = Lokal(laeser.GetAttribute("base")) };
                aaben = null;
            }
        }

        if (maal != string.Create(CultureInfo.InvariantCulture, $"http://www.sa.dk/xmlns/siard/1.0/schema0/table{tabel.Nummer}.xsd"))
            return $"navnerummet er {maal}";
        if (felter.Count != tabel.Kolonner.Count)
            return string.Create(CultureInfo.InvariantCulture, $"{felter.Count} kolonner, tableIndex.xml siger {tabel.Kolonner.Count}");
        for (var i = 0; i < felter.Count; i++)
        {
            var (felt, kolonne) = (felter[i], tabel.Kolonner[i]);
            if (felt.Id != kolonne.Id)
                return $"{felt.Id} står på {kolonne.Id}s plads";
            if (!kolonne.Form.Tillader(felt.Type))
                return $"{felt.Id} er {felt.Type}, tableIndex.xml siger {kolonne.Type}";
            if (felt.Nul != kolonne.Nullable)
                return $"{felt.Id} {(felt.Nul ? "må" : "må ikke")} være NULL, tableIndex.xml siger det modsatte";
        }

        return null;
    }

    private static string Lokal(string? navn) => navn?.Split(':')[^1] ?? "";
}
