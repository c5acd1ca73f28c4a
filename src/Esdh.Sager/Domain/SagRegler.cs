using Esdh.Core;
using Esdh.Core.Identity;

namespace Esdh.Sager.Domain;

/// <summary>What the engine refuses on cases.</summary>
internal static class SagRegler
{
    public static readonly Regel SagenErAaben =
        new("SAG-1", "Sagen er afsluttet og skal genåbnes, før der kan komme nyt på den.", Regel.Intern);

    public static readonly Regel IntetMangler =
        new("SAG-2", "Sagen kan ikke afsluttes endnu.", Regel.Intern);

    public static readonly Regel NySagErIkkeAfsluttet =
        new("SAG-3", "En ny sag kan ikke begynde som afsluttet.", Regel.Intern);

    public static readonly Regel OffentligTitelUdenPersonnummer =
        new("SAG-4", "Den offentlige titel indeholder et personnummer. Fjern det.", Regel.Intern);

    public static readonly Regel AfsluttesForSig =
        new("SAG-5", "En sag afsluttes med handlingen Afslut sag, så det ses, hvad der mangler.", Regel.Intern);

    public static readonly Regel StatusErNy =
        new("SAG-6", "Sagen har allerede den status.", Regel.Intern);

    public static readonly Regel KunAfsluttedeGenaabnes =
        new("SAG-7", "Sagen er ikke afsluttet og kan derfor ikke genåbnes.", Regel.Intern);

    public static readonly Regel SammenlagtGenaabnesIkke =
        new("SAG-8", "Sagen er lagt sammen med en anden og kan ikke genåbnes. Arbejd videre på den anden sag.", Regel.Intern);

    public static readonly Regel OverdragesTilEnAnden =
        new("SAG-9", "Sagen er der allerede. Vælg en anden sagsbehandler eller en anden enhed.", Regel.Intern);

    public static readonly Regel NytEmneEllerFacet =
        new("SAG-10", "Sagen har allerede det emne og den facet.", Regel.Intern);

    public static readonly Regel SaenkesMedBegrundelse =
        new("SAG-11", "Følsomheden kan kun sænkes med en begrundelse.", Regel.Intern);

    public static readonly Regel IngenRingAfOversager =
        new("SAG-12", "En sag kan ikke være del af sig selv, heller ikke gennem andre sager.", Regel.Intern);

    public static readonly Regel SammenlaeggesMedEnAnden =
        new("SAG-13", "En sag kan ikke lægges sammen med sig selv.", Regel.Intern);

    public static readonly Regel SammenlaeggesMedLigeAdgang =
        new("SAG-14", "En beskyttet sag kan kun lægges sammen med en sag, som de samme har adgang til. Ret adgangen på den ene først.", Regel.Intern);

    public static readonly Regel BeskyttetSagHarNavne =
        new("SAG-15", "En beskyttet sag skal have mindst én navngiven bruger eller gruppe og kan ikke åbnes for enheder eller alle.", Regel.Intern);

    public static readonly Regel RelateresTilEnAnden =
        new("SAG-16", "En sag kan ikke knyttes til sig selv.", Regel.Intern);

    public static readonly Regel IngenSammenlaegningIGang =
        new("SAG-17", "Sagen er ved at blive lagt sammen med en anden. Vent, til det er færdigt.", Regel.Intern);

    public static readonly Regel EnStatusTilAtBegyndeOgSlutte =
        new("SAG-18", "Der skal være mindst én aktiv status, en sag kan begynde med, og én, den kan afsluttes med. Opret en anden først.", Regel.Intern);

    public static readonly Regel OverdragelsenStaarEndnu =
        new("SAG-19", "Sagen kan ikke gives tilbage: den er ikke overdraget, eller den er kommet videre siden. Overdrag den i stedet.", Regel.Intern);

    public static readonly Regel JobbetErSlut =
        new("SAG-20", "Arbejdet er stadig i gang. Vent, til det er færdigt, eller stop det, før sagerne gives tilbage.", Regel.Intern);

    public static readonly Regel DenDerFikSagenModtager =
        new("SAG-40", "Sagen modtages af den, der har fået den overdraget, og én gang. Er den kommet videre, eller er den modtaget, er der intet at modtage.", Regel.Intern);

    public static readonly Regel SkjulteTilEnAnden =
        new("SAG-41", "Sager, du ikke har adgang til, kan du give til en anden, men ikke til dig selv. Brug nødadgang, hvis du selv må se en sag.", Regel.Intern);

    public static readonly Regel SlettetGenaabnesIkke =
        new("SAG-42", "Sagens personoplysninger er slettet, og den kan ikke genåbnes. Opret en ny sag.", Regel.Intern);

    public static void IntetPersonnummer(string? offentligTitel) =>
        OffentligTitelUdenPersonnummer.Kraev(offentligTitel is null || !CprFinder.Contains(offentligTitel));
}
