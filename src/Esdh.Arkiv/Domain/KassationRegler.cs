using Esdh.Core;

namespace Esdh.Arkiv.Domain;

/// <summary>What is refused about retention and disposal.</summary>
internal static class KassationRegler
{
    public static readonly Regel Grundlag =
        new("KAS-1", "Kassation af dokumenter kræver en analyse af registreringernes kvalitet, arkivets svar og kommunalbestyrelsens beslutning.", "Bekendtgørelse 591/2003 § 5");

    public static readonly Regel ToPersoner =
        new("KAS-2", "Den, der har lavet listen eller sendt den til godkendelse, kan ikke selv godkende den.", Regel.Intern);

    public static readonly Regel Trin =
        new("KAS-3", "Kassationen er kommet videre. Se siden igen, og fortsæt derfra.", Regel.Intern);

    public static readonly Regel EnAdGangen =
        new("KAS-4", "En anden kassation er i gang. Gør den færdig, eller opgiv den først.", Regel.Intern);

    public static readonly Regel ErJournaliseret =
        new("KAS-5", "Beslutningen skal være et journaliseret dokument, som du kan se.", Regel.Intern);

    public static readonly Regel IngenBygges =
        new("KAS-6", "En arkiveringsversion bliver bygget og skal bruge filerne. Vent, til den er færdig, eller stop den.", Regel.Intern);

    public static readonly Regel IngenKasseres =
        new("KAS-7", "En kassation sletter filer. Vent, til den er færdig, før en arkiveringsversion bygges.", Regel.Intern);

    public static readonly Regel ReglenGaelder =
        new("BEV-1", "Reglen gælder ikke længere. Lav en ny.", Regel.Intern);
}
