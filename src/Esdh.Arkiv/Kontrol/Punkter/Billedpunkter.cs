using static Esdh.Arkiv.Kontrol.Kontrolpunkt;

namespace Esdh.Arkiv.Kontrol.Punkter;

/// <summary>5.E: pictures of pages.</summary>
internal static class Billedpunkter
{
    public static readonly Kontrolpunkt Format = Fejl("5.E_2", "5.E", "Filen er ikke en hel TIFF 6.0 efter grundformatet. Dan billedet på ny.");
    public static readonly Kontrolpunkt Kompression = Fejl("5.E_3", "5.E", "Billedets kompression er ikke tilladt. Brug CCITT gruppe 3 eller 4, LZW eller PackBits til sort/hvid, LZW eller PackBits til gråt og farver.");
    public static readonly Kontrolpunkt SkaevDpi = Bemaerkning("5.E_5", "5.E", "Billedet har forskellig opløsning på langs og på tværs. Se efter, om siden er trykket sammen.");
    public static readonly Kontrolpunkt PrivateTags = Bemaerkning("5.E_7", "5.E", "Billedet har private mærker (tags). Dan det på ny uden dem.");
    public static readonly Kontrolpunkt BlankSide = Bemaerkning("5.E_10", "5.E", "Dokumentets første side er blank. Se efter, om konverteringen er lykkedes.");
    public static readonly Kontrolpunkt Tomt = Bemaerkning("5.E_11", "5.E", "Dokumentet har kun blanke sider. Se efter, om konverteringen er lykkedes.");
    public static readonly Kontrolpunkt ForkertIndhold = Fejl("5.E_12", "5.E", "Filens indhold er ikke det billedformat, som navnet siger. Konvertér filen, eller giv den sit rette navn.");
    public static readonly Kontrolpunkt ForMangeSider = Fejl("5.E_13", "5.E", "Dokumentet har flere sider, end der må være i et. Del det i flere dokumenter.");
}
