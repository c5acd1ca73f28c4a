using Esdh.Core;

namespace Esdh.Sager.Domain;

/// <summary>What the engine refuses because something must be approved, or may not be by this person.</summary>
internal static class GodkendelseRegler
{
    public static readonly Regel ErGodkendt =
        new("GODK-1", "Det skal godkendes først. Bed om godkendelse, og fortsæt, når den er givet.", Regel.Intern);

    public static readonly Regel ErAaben =
        new("GODK-2", "Anmodningen om godkendelse er afsluttet. Bed om godkendelse igen, hvis der er brug for det.", Regel.Intern);

    public static readonly Regel AldrigForfatteren =
        new("GODK-3", "Den, der har skrevet det eller bedt om godkendelsen, kan ikke selv godkende.", Regel.Intern);

    public static readonly Regel HvertLedSinPerson =
        new("GODK-4", "Du har godkendt et tidligere led. Hvert led godkendes af hver sin person.", Regel.Intern);

    public static readonly Regel LaastUnderGodkendelse =
        new("GODK-5", "Dokumentet er til godkendelse og ændres ikke så længe. Træk anmodningen tilbage, hvis det skal rettes.", Regel.Intern);

    public static readonly Regel NogenKanGodkende =
        new("GODK-6", "Der er ingen, der kan godkende det.", Regel.Intern);

    public static readonly Regel ErSpurgt =
        new("GODK-7", "Det er en andens tur til at godkende.", Regel.Intern);

    public static readonly Regel UnderskriftKraeves =
        new("GODK-8", "Leddet skal underskrives hos underskriftstjenesten.", Regel.Intern);

    public static readonly Regel KunLedDerVenter =
        new("GODK-9", "Leddet er afgjort. Kun et led, der venter, kan stilles til en anden.", Regel.Intern);

    public static readonly Regel SammeIndhold =
        new("GODK-10", "Det, du så, er ikke længere det, der skal godkendes. Se det igennem igen.", Regel.Intern);

    public static readonly Regel EnAdGangen =
        new("GODK-11", "Der er allerede bedt om godkendelse. Træk den anmodning tilbage først.", Regel.Intern);

    public static readonly Regel EnsEgenAnmodning =
        new("GODK-12", "Kun den, der bad om godkendelsen, sagsbehandleren eller en leder kan trække den tilbage eller stille den til en anden.", Regel.Intern);
}
