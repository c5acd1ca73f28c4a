using static Esdh.Arkiv.Kontrol.Kontrolpunkt;

namespace Esdh.Arkiv.Kontrol.Punkter;

/// <summary>4.C: the indices, what they say of each other, and what they say of the disk.</summary>
internal static class Indekspunkter
{
    public static readonly Kontrolpunkt FileIndexMangler = Fejl("4.C_1", "4.C", "fileIndex.xml mangler. Dan den, og læg den i Indices på første medie.");
    public static readonly Kontrolpunkt ArchiveIndexMangler = Fejl("4.C_2", "4.C", "archiveIndex.xml mangler. Dan den, og læg den i Indices på første medie.");
    public static readonly Kontrolpunkt ContextIndexMangler = Fejl("4.C_3", "4.C", "contextDocumentationIndex.xml mangler. Dan den, og læg den i Indices på første medie.");
    public static readonly Kontrolpunkt TableIndexMangler = Fejl("4.C_4", "4.C", "tableIndex.xml mangler. Dan den, og læg den i Indices på første medie.");
    public static readonly Kontrolpunkt DocIndexMangler = Fejl("4.C_5", "4.C", "docIndex.xml mangler, selv om der er dokumenter. Dan den, og læg den i Indices på første medie.");
    public static readonly Kontrolpunkt FileIndexForm = Fejl("4.C.1_1", "4.C.1", "fileIndex.xml er ikke velformet XML. Ret filen på det nævnte sted.");
    public static readonly Kontrolpunkt FileIndexSkema = Fejl("4.C.1_2", "4.C.1", "fileIndex.xml følger ikke sit skema. Ret filen på det nævnte sted.");
    public static readonly Kontrolpunkt ArchiveIndexForm = Fejl("4.C.1_3", "4.C.1", "archiveIndex.xml er ikke velformet XML. Ret filen på det nævnte sted.");
    public static readonly Kontrolpunkt ArchiveIndexSkema = Fejl("4.C.1_4", "4.C.1", "archiveIndex.xml følger ikke sit skema. Ret filen på det nævnte sted.");
    public static readonly Kontrolpunkt ContextIndexForm = Fejl("4.C.1_5", "4.C.1", "contextDocumentationIndex.xml er ikke velformet XML. Ret filen på det nævnte sted.");
    public static readonly Kontrolpunkt ContextIndexSkema = Fejl("4.C.1_6", "4.C.1", "contextDocumentationIndex.xml følger ikke sit skema. Ret filen på det nævnte sted.");
    public static readonly Kontrolpunkt TableIndexForm = Fejl("4.C.1_7", "4.C.1", "tableIndex.xml er ikke velformet XML. Ret filen på det nævnte sted.");
    public static readonly Kontrolpunkt TableIndexSkema = Fejl("4.C.1_8", "4.C.1", "tableIndex.xml følger ikke sit skema. Ret filen på det nævnte sted.");
    public static readonly Kontrolpunkt DocIndexForm = Fejl("4.C.1_9", "4.C.1", "docIndex.xml er ikke velformet XML. Ret filen på det nævnte sted.");
    public static readonly Kontrolpunkt DocIndexSkema = Fejl("4.C.1_10", "4.C.1", "docIndex.xml følger ikke sit skema. Ret filen på det nævnte sted.");
    public static readonly Kontrolpunkt IkkeUtf8 = Bemaerkning("4.C.1_11", "4.C.1", "Indeksfilens erklæring siger ikke UTF-8. Gem filen i UTF-8, og skriv encoding=\"UTF-8\" i dens første linje.");
    public static readonly Kontrolpunkt IngenErklaering = Bemaerkning("4.C.1_12", "4.C.1", "Indeksfilen begynder ikke med en XML-erklæring. Sæt <?xml version=\"1.0\" encoding=\"UTF-8\"?> først.");
    public static readonly Kontrolpunkt MangledFil = Fejl("4.C.2_1", "4.C.2", "Filen står i fileIndex.xml, men findes ikke. Læg filen på plads, eller fjern den af fileIndex.xml.");
    public static readonly Kontrolpunkt UkendtFil = Fejl("4.C.2_2", "4.C.2", "Filen findes, men står ikke i fileIndex.xml. Tilføj den med dens MD5, eller fjern filen.");
    public static readonly Kontrolpunkt ForkertMd5 = Fejl("4.C.2_3", "4.C.2", "Filen har ikke den MD5, som fileIndex.xml siger. Find den rigtige fil frem, eller dan fileIndex.xml på ny, hvis filen er ændret med vilje.");
    public static readonly Kontrolpunkt FremmedId = Fejl("4.C.2_4", "4.C.2", "Stien i fileIndex.xml hører til en anden arkiveringsversion eller et medie, som ikke er her. Ret stien, så den begynder med denne versions id og medie.");
    public static readonly Kontrolpunkt DobbeltFil = Fejl("4.C.2_5", "4.C.2", "Filen står mere end én gang i fileIndex.xml. Behold den ene.");
    public static readonly Kontrolpunkt IngenKategori = Fejl("4.C.4_1", "4.C.4", "Kontekstdokumentet har ingen kategori. Sæt mindst én kategori til true i contextDocumentationIndex.xml.");
    public static readonly Kontrolpunkt EnligTabel = Bemaerkning("4.C.5_1", "4.C.5", "Tabellen hænger ikke sammen med andre tabeller. Se efter, om den mangler en fremmednøgle.");
    public static readonly Kontrolpunkt NoegleNullable = Fejl("4.C.5_2", "4.C.5", "En kolonne i primærnøglen må være NULL. Sæt nullable til false i tableIndex.xml.");
    public static readonly Kontrolpunkt SammeTabelnavn = Fejl("4.C.5_3", "4.C.5", "Flere tabeller har samme navn. Giv hver tabel sit eget navn.");
    public static readonly Kontrolpunkt Indlejrede = Oplysning("4.C.6_1", "4.C.6", "Så mange dokumenter hører under et andet dokument.");
    public static readonly Kontrolpunkt GmlSkemaForkert = Fejl("4.C.6_2", "4.C.6", "docIndex.xml nævner et skema til GML-filen, som ikke findes, eller nævner intet. Ret gmlXsd, så det peger på et skema i Schemas/localShared eller på 1.xsd ved siden af filen.");
    public static readonly Kontrolpunkt UkendtForaelder = Fejl("4.C.6_3", "4.C.6", "Dokumentet peger på et forældredokument, som ikke står i docIndex.xml. Ret pID, eller tag forældredokumentet med.");
    public static readonly Kontrolpunkt Loekke = Fejl("4.C.6_4", "4.C.6", "Dokumentet er gennem pID sin egen forælder. Ret pID, så rækken af forældre ender.");
    public static readonly Kontrolpunkt IkkeITabel = Fejl("4.C.6_5", "4.C.6", "Dokumentet står i docIndex.xml, men hverken det eller dets forældre findes i tabeldata. Tag registreringen med i tabellen med Dokumentidentifikation, eller tag dokumentet ud.");
    public static readonly Kontrolpunkt IkkeIIndeks = Fejl("4.C.6_6", "4.C.6", "Tabeldata peger på et dokument, som ikke står i docIndex.xml. Tag dokumentet med, eller ret værdien.");
    public static readonly Kontrolpunkt DobbeltDokument = Fejl("4.C.6_7", "4.C.6", "Dokumentets id står flere gange i docIndex.xml. Giv hvert dokument sit eget id.");
    public static readonly Kontrolpunkt KunGennemForaelder = Bemaerkning("4.C.6_8", "4.C.6", "Dokumentet kan kun findes gennem sit forældredokument. Se efter, at det er et bilag, som ikke er registreret for sig.");
}
