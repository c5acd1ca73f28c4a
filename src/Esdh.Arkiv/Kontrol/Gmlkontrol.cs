using System.Xml;
using Esdh.Arkiv.Kontrol.Punkter;

namespace Esdh.Arkiv.Kontrol;

/// <summary>Geodata as far as they can be judged without the schemas of OGC: form, encoding, root and features.</summary>
internal static class Gmlkontrol
{
    private const string Gml = "http://www.opengis.net/gml";

    public static void Data(Forloeb forloeb, Fil fil) => Laes(forloeb, fil, Geopunkter.Form, Geopunkter.IngenErklaering, Geopunkter.Tegnsaet, (laeser, kommet) =>
    {
        var (rod, har) = (true, false);
        while (laeser.Read())
        {
            kommet();
            if (laeser.Depth > 256)
                throw new ForStortException("mere end 256 elementer i hinanden");
            if (laeser.NodeType != XmlNodeType.Element)
                continue;
            if (rod && (laeser.LocalName != "FeatureCollection" || !laeser.NamespaceURI.StartsWith(Gml, StringComparison.Ordinal)))
                forloeb.Fund.Meld(Geopunkter.Rod, fil.Vist, forklaring: laeser.Name);
            har |= !rod && laeser.LocalName is "featureMember" or "featureMembers" && laeser.NamespaceURI.StartsWith(Gml, StringComparison.Ordinal);
            rod = false;
        }

        if (!har && !forloeb.Fund.Har(Geopunkter.Rod))
            forloeb.Fund.Meld(Geopunkter.IngenFeature, fil.Vist);
    });

    public static void Skema(Forloeb forloeb, Fil fil) => Laes(forloeb, fil, Geopunkter.SkemaForm, Geopunkter.SkemaTegnsaet, Geopunkter.SkemaTegnsaet, (laeser, kommet) =>
    {
        while (laeser.Read())
        {
            kommet();
            if (laeser.Depth > 256)
                throw new ForStortException("mere end 256 elementer i hinanden");
        }
    });

    private static void Laes(Forloeb forloeb, Fil fil, Kontrolpunkt form, Kontrolpunkt erklaering, Kontrolpunkt tegnsaet, Action<XmlReader, Action> laes)
    {
        try
        {
            using var stroem = new Laesestroem(fil.Sti, forloeb);
            if (form == Geopunkter.Form && stroem.Laengde > forloeb.Indstillinger.MaksGml)
                forloeb.Fund.Meld(Geopunkter.ForStor, fil.Vist);
            var (findes, utf8) = Xmlerklaering.Laes(stroem.Begyndelse());
            if (!findes)
                forloeb.Fund.Meld(erklaering, fil.Vist);
            else if (!utf8)
                forloeb.Fund.Meld(tegnsaet, fil.Vist);
            try
            {
                using var laeser = XmlReader.Create(stroem, Indekslaeser.Sikker());
                laes(laeser, stroem.Kommet);
            }
            catch (XmlException e)
            {
                Indekslaeser.MeldXml(forloeb, form, fil.Vist, e);
            }
            catch (ForStortException e)
            {
                forloeb.Fund.Meld(Egnepunkter.ForStortElement, fil.Vist, forklaring: e.Message);
            }

            Filkontrol.Holdt(forloeb, fil, stroem.Md5());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            forloeb.Register.Set(fil.Indekssti);
            forloeb.Fund.Meld(Egnepunkter.KanIkkeLaeses, fil.Vist, forklaring: e.Message);
        }
    }
}
