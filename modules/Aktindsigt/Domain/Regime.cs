using Esdh.Core;

namespace Esdh.Aktindsigt.Domain;

/// <summary>The rules that a request is answered by. They decide the time limit, what may be withheld, whether more openness must be considered, and who hears a complaint.</summary>
/// <param name="Noegle">Value of the field <c>regime</c>.</param>
/// <param name="Navn">»Offentlighedsloven«.</param>
/// <param name="Hvornaar">When it is the right one.</param>
/// <param name="Grundlag">What the decision says that it is made by.</param>
/// <param name="Undtagelser">What a refusal may be founded on.</param>
/// <param name="Meroffentlighed">Before anything is withheld it must be considered to give more than the law demands.</param>
/// <param name="Klageinstans">Who hears a complaint.</param>
/// <param name="Klagevejledning">What the decision says of that.</param>
internal sealed record Regime(
    string Noegle, string Navn, string Hvornaar, string Grundlag, IReadOnlyList<Undtagelse> Undtagelser, bool Meroffentlighed, string Klageinstans, string Klagevejledning)
{
    /// <summary>Key of the one that gives a person what is registered of that person.</summary>
    public const string Artikel15 = "gdpr";

    /// <summary>The time limit when nobody says another: a value of the field <c>omfang</c>.</summary>
    public string Omfang { get; init; } = "almindelig";

    /// <summary>The source of the duty to consider more openness.</summary>
    public string MeroffentlighedHjemmel { get; init; } = Regel.Intern;

    private static readonly Undtagelse Private = new("offentlighedslovens §§ 30-33", "Private forhold, forretningsforhold og andre hensyn");
    private static readonly Undtagelse Interne = new("offentlighedslovens §§ 23-29", "Interne dokumenter");
    private static readonly Undtagelse Sagstyper = new("offentlighedslovens §§ 19-22", "Straffesager, lovgivning, ansættelse og kalendere");
    private static readonly Undtagelse Tavshed = new("offentlighedslovens § 35", "Særlig tavshedspligt");

    public static IReadOnlyList<Regime> Alle { get; } =
    [
        new(
            "offentlighed", "Offentlighedsloven", "Enhver, der ikke selv er part, og som spørger til en sag, et dokument eller et tema.", "offentlighedsloven (lovbekendtgørelse nr. 145 af 24. februar 2020)",
            [Sagstyper, Interne, Private, Tavshed], true, "Ankestyrelsen",
            "Du kan klage over afgørelsen til Ankestyrelsen. Klagen sendes til os. Vi ser på sagen igen, og fastholder vi afgørelsen, sender vi klagen videre senest 7 arbejdsdage efter, at vi har fået den.")
        { MeroffentlighedHjemmel = "offentlighedsloven § 14" },
        new(
            "part", "Partsaktindsigt", "Den, der er part i en afgørelsessag, og som spørger til sin egen sag.", "forvaltningslovens §§ 9-18",
            [new("forvaltningslovens §§ 12-14", "Interne arbejdsdokumenter"), new("forvaltningslovens §§ 15-15 b", "Afgørende hensyn til andre")], false, "den myndighed, der kan behandle klage over sagens afgørelse",
            "Du kan klage over afgørelsen til den myndighed, der kan behandle en klage over afgørelsen i selve sagen. Klagen sendes til os. Vi ser på sagen igen, før den sendes videre."),
        new(
            "egenacces", "Egenacces", "Den, som oplysninger i dokumentet handler om, uden at være part.", "offentlighedslovens § 8",
            [Sagstyper, Interne, Tavshed], true, "Ankestyrelsen", "Du kan klage over afgørelsen til Ankestyrelsen. Klagen sendes til os. Vi ser på sagen igen, før den sendes videre.")
        { MeroffentlighedHjemmel = "offentlighedsloven § 14" },
        new(
            Artikel15, "Indsigt efter databeskyttelsesforordningen", "Den, der vil vide, hvilke personoplysninger myndigheden har om vedkommende, og hvem der har set dem.", "databeskyttelsesforordningens artikel 15",
            [new("databeskyttelseslovens § 22", "Afgørende hensyn til andre eller til det offentlige")], false, "Datatilsynet", "Du kan klage til Datatilsynet over afgørelsen.")
        { Omfang = "maaned" },
        new(
            "miljoe", "Miljøoplysninger", "Enhver, der spørger til oplysninger om miljøet.", "reglerne om aktindsigt i miljøoplysninger",
            [new("reglerne om aktindsigt i miljøoplysninger", "Skriv bestemmelsen"), Interne, Private], true, "den klageinstans, der gælder for sagens område",
            "Du kan klage over afgørelsen til den klageinstans, der gælder for sagens område. Klagen sendes til os."),
    ];

    public static Regime Med(string? noegle) => Alle.FirstOrDefault(r => r.Noegle == noegle) ?? Alle[0];
}

/// <summary>What a refusal can be founded on, as it is offered. The paragraph in the decision is the caseworker's own: it is written out, and checked against the law as it stands.</summary>
internal sealed record Undtagelse(string Paragraf, string Om);
