using static Esdh.Arkiv.Kontrol.Kontrolpunkt;

namespace Esdh.Arkiv.Kontrol.Punkter;

/// <summary>5.G: geodata, as far as they can be judged without the schemas of OGC.</summary>
internal static class Geopunkter
{
    public static readonly Kontrolpunkt SkemaForm = Fejl("5.G_5", "5.G", "GML-skemaet er ikke velformet XML. Ret filen på det nævnte sted.");
    public static readonly Kontrolpunkt SkemaTegnsaet = Fejl("5.G_6", "5.G", "GML-skemaets XML-erklæring mangler eller siger ikke UTF-8. Gem filen i UTF-8, og skriv det i dens første linje.");
    public static readonly Kontrolpunkt ForStor = Fejl("5.G_16", "5.G.2", "GML-filen er over 1 GB. Del den i flere.");
    public static readonly Kontrolpunkt Form = Fejl("5.G_17", "5.G", "GML-filen er ikke velformet XML. Ret filen på det nævnte sted.");
    public static readonly Kontrolpunkt Tegnsaet = Fejl("5.G_20", "5.G", "GML-filens XML-erklæring siger ikke UTF-8. Gem filen i UTF-8, og skriv det i dens første linje.");
    public static readonly Kontrolpunkt Rod = Fejl("5.G_22", "5.G", "GML-filens rodelement er ikke gml:FeatureCollection. Ret rodelementet.");
    public static readonly Kontrolpunkt IngenFeature = Fejl("5.G_27", "5.G", "GML-filen har ingen gml:featureMember. Dan filen på ny med sine objekter.");
    public static readonly Kontrolpunkt IngenErklaering = Fejl("5.G_31", "5.G", "GML-filen begynder ikke med en XML-erklæring. Sæt <?xml version=\"1.0\" encoding=\"UTF-8\"?> først.");
}
