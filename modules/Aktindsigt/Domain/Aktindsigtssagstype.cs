using Esdh.Sager.Contract;

namespace Esdh.Aktindsigt.Domain;

/// <summary>
/// The request: its fields, steps and clocks. Seven working days by offentlighedsloven § 36, with a notice before them where they cannot be kept; one or two for what is simple, 14 and 40 for what
/// needs more. A month for article 15 is counted as 18 working days, which always lie within one.
/// </summary>
internal static class Aktindsigtssagstype
{
    public const string Noegle = "aktindsigt";

    public const string Syvdage = "syvdage";

    public const string Svarfrist = "svarfrist";

    public const string Svartype = "Aktindsigtssvar";

    public static Sagstype Udgave1 { get; } = new(Noegle, "Aktindsigt", 1, new(2026, 1, 1))
    {
        Beskrivelse = "En anmodning om aktindsigt i en sag, et dokument eller et tema, fra hvem som helst.",
        Emner = [], Facetter = ["A53"], ArverEmne = true, Standardtitel = "Aktindsigt",
        Partsroller = ["Ansøger", "Repræsentant", "Berørt"],
        Felter =
        [
            new("regime", "Efter hvilke regler?", Sagsfelttype.Valg) { Overskrift = "Anmodningen", Kraevet = true, Valg = [.. Regime.Alle.Select(r => new Feltvalg(r.Noegle, r.Navn, r.Hvornaar))], Hjaelp = "Reglerne bestemmer frist, undtagelser og klageinstans." },
            new("emne", "Hvad bedes der om?", Sagsfelttype.Langtekst) { Kraevet = true, Hjaelp = "Sagen, dokumentet eller temaet med ansøgerens ord." },
            new("modtaget", "Modtaget", Sagsfelttype.Dato) { Fremtid = false, Hjaelp = "Den dag, anmodningen kom. I dag, når feltet er tomt. Fristen løber fra dagen efter." },
            new("omfang", "Omfang", Sagsfelttype.Valg)
            {
                Hjaelp = "Omfanget bestemmer svarfristen.",
                Valg =
                [
                    new("almindelig", "Almindelig: 7 arbejdsdage"), new("simpel", "Enkel: 2 arbejdsdage"), new("gennemgang", "Kræver gennemgang: 14 arbejdsdage"), new("saerlig", "Særligt omfattende: 40 arbejdsdage"),
                    new("maaned", "Artikel 15: inden for en måned (18 arbejdsdage)"),
                ],
            },
            new("forventet", "Forventet svar", Sagsfelttype.Dato) { VedOprettelse = false, Overskrift = "Når fristen ikke kan holdes", Hjaelp = "Den dag, ansøgeren kan regne med svar. Står i fristbrevet." },
            new("forsinkelse", "Hvorfor tager det længere?", Sagsfelttype.Langtekst) { VedOprettelse = false, Hjaelp = "Grunden står i fristbrevet." },
        ],
        Trin =
        [
            new("modtaget", "Anmodning modtaget")
            {
                Hjaelp = "Vælg de sager, der skal gennemgås, på fanen Aktindsigt, og vurder dokumenterne.", Hjemmel = "offentlighedsloven § 36",
                Opgaver = [new("Svar i dag eller i morgen, eller send fristbrev: syv arbejdsdage er snart gået", 5, true)],
                Veje = [new("afgjort", "Aktindsigten er afgjort"), new("forlaenget", "Fristbrev er sendt"), new("trukket", "Ansøgeren trækker anmodningen"), new("oversendt", "Send til rette myndighed")],
            },
            new("forlaenget", "Ansøger har fået ny frist")
            {
                Hjaelp = "Ansøgeren ved, hvorfor svaret tager længere, og hvornår det kommer.", Hjemmel = "offentlighedsloven § 36",
                Krav = [Trinkrav.Felter("forventet", "forsinkelse"), Trinkrav.Dokument("Fristbrev", "aktindsigt-fristbrev")],
                Veje = [new("afgjort", "Aktindsigten er afgjort"), new("trukket", "Ansøgeren trækker anmodningen"), new("oversendt", "Send til rette myndighed")],
            },
            new("afgjort", "Aktindsigt afgjort")
            {
                Hjaelp = "Send svaret til ansøgeren fra sagens dokumenter.", Krav = [Trinkrav.Dokument(Svartype)], Opgaver = [new("Er svaret sendt til ansøgeren?", 1, true)],
                Veje = [new("afsluttet", "Afslut sagen"), new("modtaget", "Genoptag gennemgangen")],
            },
            new("afsluttet", "Aktindsigt afsluttet", Trintilstand.Afsluttet),
            new("trukket", "Anmodning trukket", Trintilstand.Afsluttet) { KraeverKommentar = true },
            new("oversendt", "Sendt til rette myndighed", Trintilstand.Afsluttet) { KraeverKommentar = true },
        ],
        Ure =
        [
            new(Syvdage, "Svar eller fristbrev", 7) { Arbejdsdage = true, NaerDage = 2, StarterVed = ["modtaget"], StartFelt = "modtaget", SlutterVed = ["forlaenget", "afgjort"], Hjemmel = "offentlighedsloven § 36" },
            new(Svarfrist, "Svarfrist", 7)
            {
                Arbejdsdage = true, NaerDage = 2, Felt = "omfang", DageFor = new Dictionary<string, int> { ["simpel"] = 2, ["almindelig"] = 7, ["gennemgang"] = 14, ["saerlig"] = 40, ["maaned"] = 18 },
                StarterVed = ["modtaget"], StartFelt = "modtaget", SlutterVed = ["afgjort"], Hjemmel = "offentlighedsloven § 36",
            },
        ],
        Breve =
        [
            new("aktindsigt-fristbrev", "Fristbrev i aktindsigt", "Fristbrev", "Dit svar tager længere tid: {{sag.titel}}", "Dit svar tager længere tid",
                ["Du har bedt om aktindsigt: {{felt.emne}}", "Vi kan ikke svare inden 7 arbejdsdage, fordi:\n{{felt.forsinkelse}}", "Du kan forvente svar senest {{felt.forventet}}. Sagen har nummer {{sag.nummer}}."])
            { Beskrivelse = "Sendes, før den syvende arbejdsdag er gået, når der ikke kan svares inden." },
        ],
        Faner = [new("aktindsigt", "Aktindsigt")],
    };
}
