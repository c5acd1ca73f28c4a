using static Esdh.Arkiv.Kontrol.Kontrolpunkt;

namespace Esdh.Arkiv.Kontrol.Punkter;

/// <summary>4.G: the documents on disk.</summary>
internal static class Dokumentpunkter
{
    public static readonly Kontrolpunkt Uvedkommende = Fejl("4.G_1", "4.G", "Der ligger noget uvedkommende i Documents. Fjern det.");
    public static readonly Kontrolpunkt TomSamling = Fejl("4.G_2", "4.G", "Dokumentsamlingen i Documents er tom. Fjern den, eller læg dens dokumenter i den.");
    public static readonly Kontrolpunkt IngenSamlinger = Fejl("4.G_3", "4.G", "Documents har ingen dokumentsamlinger. Læg dokumenterne i docCollection1, eller fjern mappen.");
    public static readonly Kontrolpunkt Samlingsnavn = Fejl("4.G_4", "4.G", "Dokumentsamlingerne i Documents er ikke nummereret fra 1 uden spring. Omdøb dem til docCollection1, docCollection2 og så videre.");
    public static readonly Kontrolpunkt MappeMangler = Fejl("4.G_6", "4.G", "Dokumentet står i docIndex.xml, men findes ikke. Læg det på plads, eller fjern det af docIndex.xml.");
    public static readonly Kontrolpunkt UkendtMappe = Fejl("4.G_7", "4.G", "Dokumentet findes, men står ikke i docIndex.xml. Tilføj det, eller fjern det.");
    public static readonly Kontrolpunkt Format = Fejl("4.G_9", "4.G", "Dokumentet har et format, som ikke er tilladt. Konvertér det til TIFF eller et andet arkivformat.");
    public static readonly Kontrolpunkt ForMange = Fejl("4.G_11", "4.G", "Dokumentsamlingen i Documents har flere dokumenter end de tilladte 10.000. Fordel dem på flere samlinger.");
    public static readonly Kontrolpunkt Blandet = Fejl("4.G_12", "4.G", "Dokumentet har filer af flere formater. Brug ét format i hvert dokument.");
    public static readonly Kontrolpunkt SammeId = Fejl("4.G_13", "4.G", "Flere dokumentmapper har samme id. Giv hvert dokument sit eget id.");
    public static readonly Kontrolpunkt Sidespring = Fejl("4.G_14", "4.G", "Der er et spring i dokumentets sider. Nummerér filerne fra 1 uden spring.");
    public static readonly Kontrolpunkt Antal = Oplysning("4.G_15", "4.G", "Så mange dokumenter er der af hvert format.");
}
