using static Esdh.Arkiv.Kontrol.Kontrolpunkt;

namespace Esdh.Arkiv.Kontrol.Punkter;

/// <summary>4.B: media and the folders on them.</summary>
internal static class Mediepunkter
{
    public static readonly Kontrolpunkt FoersteMangler = Fejl("4.B.1_1", "4.B", "Første medie mangler. Læg mappen med medienummer 1 ved siden af de andre.");
    public static readonly Kontrolpunkt SammeNummer = Fejl("4.B.1_2", "4.B", "Flere medier har samme nummer. Giv hvert medie sit eget nummer uden foranstillede nuller.");
    public static readonly Kontrolpunkt Spring = Fejl("4.B.1_3", "4.B", "Der er et spring i mediernes numre. Find det manglende medie, eller omnummerér medierne fra 1 uden spring.");
    public static readonly Kontrolpunkt IndicesMangler = Fejl("4.B.2_1", "4.B", "Mappen Indices mangler på første medie. Opret den med indeksfilerne.");
    public static readonly Kontrolpunkt SchemasMangler = Fejl("4.B.2_2", "4.B", "Mappen Schemas mangler på første medie. Opret den med standard og localShared.");
    public static readonly Kontrolpunkt ContextMangler = Fejl("4.B.2_3", "4.B", "Mappen ContextDocumentation mangler på første medie. Opret den med kontekstdokumentationen.");
    public static readonly Kontrolpunkt TablesMangler = Fejl("4.B.2_4", "4.B", "Mappen Tables mangler. Læg tabellerne på et af medierne.");
    public static readonly Kontrolpunkt IndicesAndetMedie = Fejl("4.B.2_5", "4.B", "Mappen Indices ligger på et andet medie end det første. Flyt den til første medie.");
    public static readonly Kontrolpunkt SchemasAndetMedie = Fejl("4.B.2_6", "4.B", "Mappen Schemas ligger på et andet medie end det første. Flyt den til første medie.");
    public static readonly Kontrolpunkt ContextAndetMedie = Fejl("4.B.2_7", "4.B", "Mappen ContextDocumentation ligger på et andet medie end det første. Flyt den til første medie.");
    public static readonly Kontrolpunkt DocumentsPaaMedie = Oplysning("4.B.2_8", "4.B", "Mappen Documents ligger på disse medier.");
    public static readonly Kontrolpunkt TablesPaaMedie = Oplysning("4.B.2_9", "4.B", "Mappen Tables ligger på disse medier.");
}
