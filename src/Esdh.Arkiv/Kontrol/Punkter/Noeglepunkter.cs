using static Esdh.Arkiv.Kontrol.Kontrolpunkt;

namespace Esdh.Arkiv.Kontrol.Punkter;

/// <summary>4.A: keys within and between tables.</summary>
internal static class Noeglepunkter
{
    public static readonly Kontrolpunkt IkkeUnik = Fejl("4.A_1_1", "4.A", "Primærnøglen er ikke unik. Fjern de dobbelte rækker, eller lad flere kolonner indgå i nøglen.");
    public static readonly Kontrolpunkt NulINoegle = Fejl("4.A_1_2", "4.A", "Et felt i primærnøglen er NULL. Udfyld feltet, eller vælg en anden primærnøgle.");
    public static readonly Kontrolpunkt BlankINoegle = Fejl("4.A_1_3", "4.A", "Et felt i primærnøglen begynder eller slutter med et blanktegn. Fjern blanktegnet her og i de fremmednøgler, der peger hertil.");
    public static readonly Kontrolpunkt Foraeldreloes = Fejl("4.A_1_5", "4.A", "Fremmednøglen peger på en række, som ikke findes. Tag den manglende række med, eller ret værdien.");
    public static readonly Kontrolpunkt IkkeHeleNoeglen = Fejl("4.A_1_6", "4.A", "Fremmednøglen peger ikke på hele primærnøglen. Tilføj den manglende kolonne som reference i tableIndex.xml.");
    public static readonly Kontrolpunkt IkkeTilNoeglen = Fejl("4.A_1_7", "4.A", "Fremmednøglen peger på en kolonne uden for primærnøglen. Ret referencen i tableIndex.xml, så den kun peger på primærnøglens kolonner.");
    public static readonly Kontrolpunkt ForskelligType = Fejl("4.A_1_8", "4.A", "Fremmednøglens kolonne har en anden datatype end den kolonne, den peger på. Giv de to kolonner samme datatype.");
    public static readonly Kontrolpunkt BlankIFremmed = Fejl("4.A_1_10", "4.A", "Et felt i fremmednøglen begynder eller slutter med et blanktegn. Fjern blanktegnet.");
    public static readonly Kontrolpunkt TomFremmed = Bemaerkning("4.A_1_11", "4.A", "Fremmednøglen er tom i nogle rækker. Se efter, at det er rækker, som i det afleverede system heller ikke pegede på noget.");
}
