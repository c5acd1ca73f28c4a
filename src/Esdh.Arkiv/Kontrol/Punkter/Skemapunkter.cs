using static Esdh.Arkiv.Kontrol.Kontrolpunkt;

namespace Esdh.Arkiv.Kontrol.Punkter;

/// <summary>4.F: the schemas that are delivered along.</summary>
internal static class Skemapunkter
{
    public static readonly Kontrolpunkt MappeMangler = Fejl("4.F_1", "4.F", "En skemamappe mangler. Opret både Schemas/standard og Schemas/localShared; den sidste må være tom.");
    public static readonly Kontrolpunkt Uvedkommende = Fejl("4.F_2", "4.F", "Der ligger noget uvedkommende blandt skemaerne. Fjern det.");
    public static readonly Kontrolpunkt ArchiveIndex = Fejl("4.F_3", "4.F", "archiveIndex.xsd mangler eller er ikke det officielle skema til sidste byte. Læg det officielle på plads.");
    public static readonly Kontrolpunkt ContextIndex = Fejl("4.F_4", "4.F", "contextDocumentationIndex.xsd mangler eller er ikke det officielle skema til sidste byte. Læg det officielle på plads.");
    public static readonly Kontrolpunkt TableIndex = Fejl("4.F_5", "4.F", "tableIndex.xsd mangler eller er ikke det officielle skema til sidste byte. Læg det officielle på plads.");
    public static readonly Kontrolpunkt FileIndex = Fejl("4.F_6", "4.F", "fileIndex.xsd mangler eller er ikke det officielle skema til sidste byte. Læg det officielle på plads.");
    public static readonly Kontrolpunkt DocIndex = Fejl("4.F_7", "4.F", "docIndex.xsd mangler eller er ikke det officielle skema til sidste byte. Læg det officielle på plads.");
    public static readonly Kontrolpunkt XmlSchema = Fejl("4.F_8", "4.F", "XMLSchema.xsd mangler eller er ikke det officielle skema til sidste byte. Læg det officielle på plads.");
}
