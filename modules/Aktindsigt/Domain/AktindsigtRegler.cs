using Esdh.Core;

namespace Esdh.Aktindsigt.Domain;

/// <summary>What the module refuses on requests for access to documents.</summary>
internal static class AktindsigtRegler
{
    public static readonly Regel SagenErAktindsigt = new("AKT-1", "Sagen er ikke en aktindsigtssag.", Regel.Intern);

    public static readonly Regel KildenErEnAndenSag = new("AKT-2", "En sag kan ikke gennemgås for sig selv.", Regel.Intern);

    public static readonly Regel UndtagelseHarHjemmel = new("AKT-3", "Når noget undtages, skal paragraffen og begrundelsen skrives.", "forvaltningsloven §§ 22-24");

    public static readonly Regel MeroffentlighedErOvervejet = new("AKT-4", "Det skal være overvejet at give mere indsigt, end loven kræver, før noget undtages.", "offentlighedsloven § 14");

    public static readonly Regel AlleErVurderet = new("AKT-5", "Alle dokumenter skal være vurderet, før der svares på det hele. Send ellers en delafgørelse.", Regel.Intern);

    public static readonly Regel UdgaaendeErAabneDagenEfter = new("AKT-6", "Et dokument, der er sendt, er først åbent for aktindsigt fra dagen efter afsendelsen.", "offentlighedsloven § 7");

    public static readonly Regel KanVisesSomPdf = new("AKT-7", "Et dokument, der skal udleveres, kan ikke gøres til PDF.", Regel.Intern);

    public static readonly Regel DelvistSkjulerNoget = new("AKT-8", "Et dokument, der udleveres delvist, skal have noget, der skjules.", Regel.Intern);

    public static readonly Regel DetSkjulteErVaek = new("AKT-9", "Svaret er ikke lavet, for det, der skal skjules, kan stadig findes.", Regel.Intern);

    public static readonly Regel SvaretErGivet = new("AKT-10", "Der er svaret på dokumentet. Vurderingen kan ikke ændres.", Regel.Intern);

    public static readonly Regel DuSerAlleDokumenter = new("AKT-11", "Svaret skal laves af en, der har adgang til alle de sager, der er valgt.", Regel.Intern);

    public static readonly Regel DerErNogetAtSvarePaa = new("AKT-12", "Der er ingen nye vurderinger at svare på.", Regel.Intern);

    public static readonly Regel SvarFoerAfgoerelse = new("AKT-13", "Aktindsigten er ikke afgjort.", Regel.Intern);

    public static readonly Regel KlagenErAaben = new("AKT-14", "Klagen er allerede behandlet.", Regel.Intern);

    public static readonly Regel EenAabenKlageAfHverArt = new("AKT-15", "Der er allerede en åben klage af den art.", Regel.Intern);

    public static readonly Regel SvaretErIkkeForStort = new("AKT-16", $"Et svar kan have højst {Flest} dokumenter. Del det i flere delafgørelser.", Regel.Intern);

    public static readonly Regel LangsommelighedEfterFjortenDage = new("AKT-17", "Der kan klages over lang sagsbehandlingstid, når der er gået 14 arbejdsdage uden svar.", "offentlighedsloven § 39");

    public static readonly Regel SagenErAaben = new("AKT-18", "Sagen er afsluttet. Genåbn den først.", Regel.Intern);

    public static readonly Regel EtStykkeArbejdeAdGangen = new("AKT-19", "Der er allerede noget ved at blive lavet til anmodningen. Vent, til det er færdigt, eller stop det.", Regel.Intern);

    public static readonly Regel OplysningerSamlesEfterArtikel15 = new("AKT-20", "En persons oplysninger samles kun i en anmodning efter databeskyttelsesforordningens artikel 15.", Regel.Intern);

    public static readonly Regel PersonenHarPersonnummer = new("AKT-21", "Oplysninger samles om en person med personnummer. Uden det kan det ikke vides, hvilke oplysninger der er personens.", Regel.Intern);

    public static readonly Regel DuSerAllePersonensSager = new("AKT-22", "Oplysningerne skal samles af en, der har adgang til alle de sager, hvor personen er part.", Regel.Intern);

    public static readonly Regel UdeladteSagerHarHjemmel = new("AKT-23", "Når en sag udelades, skal paragraffen og begrundelsen skrives.", "forvaltningsloven §§ 22-24");

    /// <summary>Most documents of one answer.</summary>
    public const int Flest = 500;
}
