using Esdh.Core;

namespace Esdh.Sager.Domain;

/// <summary>What the engine refuses on hearings, and on decisions because of them.</summary>
internal static class HoeringRegler
{
    public static readonly Regel IngenAabenHoering =
        new("HOER-1", "Der er en partshøring i gang på sagen. Vent på svar eller på, at fristen udløber, og afslut høringen, før der træffes afgørelse.", "Forvaltningsloven § 19");

    public static readonly Regel ParterneErHoert =
        new("HOER-2", "Sager af denne slags afgøres først, når parterne er hørt. Hold en partshøring, eller skriv, hvorfor den undlades, og med hvilken hjemmel.", "Forvaltningsloven § 19");

    public static readonly Regel HoeringenErAaben =
        new("HOER-3", "Høringen er afsluttet og ændres ikke. Start en ny, hvis parterne skal høres igen.", Regel.Intern);

    public static readonly Regel AlleHarSvaretEllerFristenErUdloebet =
        new("HOER-4", "Høringen kan ikke afsluttes endnu. Skal den stoppes alligevel, så skriv hvorfor; så tæller den ikke som holdt.", Regel.Intern);

    public static readonly Regel FristenForlaenges =
        new("HOER-5", "En høringsfrist kan forlænges for den, der ikke har svaret. Den kan ikke forkortes.", Regel.Intern);

    public static readonly Regel SvaretErRegistreret =
        new("HOER-6", "Parten har ikke svaret, så der er intet svar at fortryde.", Regel.Intern);

    public static readonly Regel EtBrevTilHver =
        new("HOER-7", "Parten har allerede et høringsbrev. Slet kladden først, hvis det skal dannes igen.", Regel.Intern);

    public static readonly Regel AfgoerelsenErBegrundet =
        new("AFG-1", "En afgørelse, der ikke giver parten fuldt medhold, skal begrundes.", "Forvaltningsloven §§ 22 og 24");

    public static readonly Regel AfgoerelsenHarKlagevejledning =
        new("AFG-2", "Afgørelsen kan påklages til en anden myndighed og giver ikke parten fuldt medhold. Skriv en klagevejledning: klageinstans, fremgangsmåde og frist.", "Forvaltningsloven § 25");
}
