using static Esdh.Arkiv.Kontrol.Kontrolpunkt;

namespace Esdh.Arkiv.Kontrol.Punkter;

/// <summary>4.D and 5: the tables' folders, files and values.</summary>
internal static class Tabelpunkter
{
    public static readonly Kontrolpunkt UkendtMappe = Fejl("4.D_1", "4.D", "Tabelmappen findes, men står ikke i tableIndex.xml. Beskriv tabellen i tableIndex.xml, eller fjern mappen.");
    public static readonly Kontrolpunkt MappeMangler = Fejl("4.D_2", "4.D", "Tabellen står i tableIndex.xml, men dens mappe findes ikke. Læg mappen i Tables, eller fjern tabellen af tableIndex.xml.");
    public static readonly Kontrolpunkt SpringIIndeks = Fejl("4.D_3", "4.D", "Der er et spring i tabelmappernes numre i tableIndex.xml. Omnummerér dem fra 1 uden spring.");
    public static readonly Kontrolpunkt FoersteErIkke1 = Fejl("4.D_4", "4.D", "Den første tabelmappe i tableIndex.xml har ikke nummer 1. Omnummerér mapperne fra table1.");
    public static readonly Kontrolpunkt ForkertMappenavn = Fejl("4.D_5", "4.D", "Mappen i Tables hedder ikke table og et nummer uden foranstillet nul, eller nummeret springer. Omdøb mapperne til table1, table2 og så videre.");
    public static readonly Kontrolpunkt TomMappe = Fejl("4.D_6", "4.D", "Tabelmappen er tom. Læg tabellens XML-fil i den.");
    public static readonly Kontrolpunkt ForkertFilnavn = Fejl("4.D_7", "4.D", "Filen i tabelmappen hedder ikke som mappen. Omdøb den til mappens navn med .xml eller .xsd, eller fjern den.");
    public static readonly Kontrolpunkt Form = Fejl("4.D_8", "4.D", "Tabellen er ikke velformet XML. Ret filen på det nævnte sted.");
    public static readonly Kontrolpunkt Ugyldig = Fejl("4.D_9", "4.D", "Tabellens opbygning passer ikke til det skema, som tableIndex.xml giver. Skriv alle kolonner i hver række, i rækkefølge og uden andet.");
    public static readonly Kontrolpunkt Yderdatoer = Oplysning("4.D_11", "4.D", "Tidligste og seneste dato i tabellens datofelter.");
    public static readonly Kontrolpunkt Blanktegn = Bemaerkning("4.D_12", "5.A.2", "Felter begynder eller slutter med et blanktegn. Fjern blanktegnene.");
    public static readonly Kontrolpunkt Rod = Fejl("4.D_13", "4.D", "Tabellens rodelement er ikke table i tabellens eget navnerum. Ret det til xmlns=\"http://www.sa.dk/xmlns/siard/1.0/schema0/table[n].xsd\".");
    public static readonly Kontrolpunkt Tegnsaet = Fejl("4.D_14", "4.D", "Tabellens XML-erklæring mangler eller siger ikke UTF-8. Gem filen i UTF-8, og skriv det i dens første linje.");
}
