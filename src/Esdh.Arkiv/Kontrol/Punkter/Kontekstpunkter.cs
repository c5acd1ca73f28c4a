using static Esdh.Arkiv.Kontrol.Kontrolpunkt;

namespace Esdh.Arkiv.Kontrol.Punkter;

/// <summary>4.E: the context documentation on disk.</summary>
internal static class Kontekstpunkter
{
    public static readonly Kontrolpunkt Uvedkommende = Fejl("4.E_1", "4.E", "Der ligger noget uvedkommende i ContextDocumentation. Fjern det.");
    public static readonly Kontrolpunkt TomSamling = Fejl("4.E_2", "4.E", "Dokumentsamlingen i ContextDocumentation er tom. Fjern den, eller læg dens dokumenter i den.");
    public static readonly Kontrolpunkt IngenSamlinger = Fejl("4.E_3", "4.E", "ContextDocumentation har ingen dokumentsamlinger. Læg kontekstdokumenterne i docCollection1.");
    public static readonly Kontrolpunkt Samlingsnavn = Fejl("4.E_4", "4.E", "Dokumentsamlingerne i ContextDocumentation er ikke nummereret fra 1 uden spring. Omdøb dem til docCollection1, docCollection2 og så videre.");
    public static readonly Kontrolpunkt Filnavn = Fejl("4.E_5", "4.E", "Et kontekstdokument er navngivet forkert. Kald mappen dokumentets id og filerne 1, 2 og så videre.");
    public static readonly Kontrolpunkt MappeMangler = Fejl("4.E_6", "4.E", "Kontekstdokumentet står i contextDocumentationIndex.xml, men findes ikke. Læg det på plads, eller fjern det af indekset.");
    public static readonly Kontrolpunkt UkendtMappe = Fejl("4.E_7", "4.E", "Kontekstdokumentet findes, men står ikke i contextDocumentationIndex.xml. Beskriv det i indekset, eller fjern det.");
    public static readonly Kontrolpunkt Format = Fejl("4.E_9", "4.E", "Kontekstdokumentet har et format, som ikke er tilladt. Konvertér det til TIFF eller et andet arkivformat.");
    public static readonly Kontrolpunkt ForMange = Fejl("4.E_10", "4.E", "Dokumentsamlingen i ContextDocumentation har flere dokumenter end de tilladte 10.000. Fordel dem på flere samlinger.");
    public static readonly Kontrolpunkt Blandet = Fejl("4.E_11", "4.E", "Kontekstdokumentet har filer af flere formater. Brug ét format i hvert dokument.");
    public static readonly Kontrolpunkt SammeId = Fejl("4.E_12", "4.E", "Flere kontekstdokumenter har samme id. Giv hvert sit eget id.");
    public static readonly Kontrolpunkt Sidespring = Fejl("4.E_13", "4.E", "Der er et spring i kontekstdokumentets sider. Nummerér filerne fra 1 uden spring.");
    public static readonly Kontrolpunkt TomMappe = Fejl("4.E_14", "4.E", "Kontekstdokumentets mappe er tom. Læg dets filer i den.");
}
