using Esdh.Sager.Contract;

namespace Esdh.Dagtilbud.Domain;

/// <summary>The case of a child's place in day care, from the application to the child leaving. Dagtilbudsloven; a case is about one child.</summary>
internal static class Dagtilbudstype
{
    public const string Noegle = "dagtilbud";

    public const string Barn = "Barn", Foraelder = "Forælder";

    public const string Modtaget = "modtaget", Venteliste = "venteliste", Tilbudt = "tilbudt", Optaget = "optaget", Udmeldt = "udmeldt", Trukket = "trukket", Afslag = "afslag";

    /// <summary>The application, its wishes, offers and place.</summary>
    public const string Fane = "dagtilbud";

    public const string Garantibrev = "dagtilbud-garantidato", Tilbudsbrev = "dagtilbud-pladstilbud";

    public static Sagstype Udgave1 { get; } = new(Noegle, "Dagtilbud", 1, new(2026, 1, 1))
    {
        Beskrivelse = "En ansøgning om plads i dagtilbud til et barn.",
        Emner = ["28.09.40"], Facetter = ["G01"], Standardtitel = "Ansøgning om dagtilbud", Partsroller = [Barn, Foraelder, "Repræsentant"],
        Felter =
        [
            new("garantidato", "Garantidato", Sagsfelttype.Dato) { VedOprettelse = false, Overskrift = "Skrives af pladsanvisningen", Hjaelp = "Den dag, kommunen senest skal anvise en plads." },
            new("plads", "Plads") { VedOprettelse = false, Hjaelp = "Den plads, der er tilbudt eller givet." },
            new("pladsfra", "Plads fra", Sagsfelttype.Dato) { VedOprettelse = false },
            new("svarfrist", "Svarfrist på tilbud", Sagsfelttype.Dato) { VedOprettelse = false },
        ],
        Trin =
        [
            new(Modtaget, "Ansøgning modtaget")
            {
                Side = Fane, Hjaelp = "Fortæl familien garantidatoen, så kommer barnet på ventelisten.", Veje = [new(Venteliste, "Sæt på venteliste"), new(Trukket, "Familien trækker ansøgningen"), new(Afslag, "Giv afslag")],
            },
            new(Venteliste, "På venteliste", Trintilstand.Hvilende)
            {
                Side = Fane, Hjaelp = "Barnet er med, når pladser anvises for den måned, der ønskes fra, og senere.", Krav = [Trinkrav.Part(Barn), Trinkrav.Part(Foraelder)],
                Veje = [new(Tilbudt, "Tilbyd plads"), new(Trukket, "Familien trækker ansøgningen"), new(Afslag, "Giv afslag")],
            },
            new(Tilbudt, "Plads tilbudt", Trintilstand.Hvilende) { Side = Fane, Hjaelp = "Familien svarer inden fristen.", Veje = [new(Optaget, "Familien siger ja"), new(Venteliste, "Tilbage til ventelisten"), new(Trukket, "Familien trækker ansøgningen")] },
            new(Optaget, "Optaget") { Side = Fane, Hjaelp = "Barnet har en plads. Skriv på fanen Dagtilbud, hvornår det stopper.", Veje = [new(Udmeldt, "Afslut sagen")] },
            new(Udmeldt, "Udmeldt", Trintilstand.Afsluttet),
            new(Trukket, "Ansøgning trukket", Trintilstand.Afsluttet) { KraeverKommentar = true },
            new(Afslag, "Afslag på dagtilbud", Trintilstand.Afsluttet) { Krav = [Trinkrav.Afgoerelse("dagtilbud-afslag")] },
        ],
        Faner = [new(Fane, "Dagtilbud"), new("betaling", "Betaling")],
        Breve =
        [
            new(Garantibrev, "Garantidato", "Garantidato", "Pasningsgaranti: plads senest {{felt.garantidato}}", "I er på ventelisten til dagtilbud",
                ["Vi har modtaget jeres ansøgning, sag {{sag.nummer}}.", "I får anvist en plads senest den {{felt.garantidato}}. Det er jeres garantidato efter dagtilbudsloven § 23.", "Garantien gælder en plads i kommunen. Den gælder ikke en bestemt institution."])
            { Beskrivelse = "Fortæller familien garantidatoen, når ansøgningen er registreret." },
            new(Tilbudsbrev, "Pladstilbud", "Pladstilbud", "Tilbud om plads: {{felt.plads}}", "Vi kan tilbyde jer en plads",
                ["Vi tilbyder jeres barn en plads i {{felt.plads}} fra den {{felt.pladsfra}}. Sagen har nummer {{sag.nummer}}.", "Svar senest den {{felt.svarfrist}}. Derefter gælder tilbuddet ikke længere.", "Læs kommunens regler for anvisning for at se, hvad det betyder at sige nej."])
            { Beskrivelse = "Tilbyder en plads med svarfrist." },
        ],
        Afgoerelser = [new("dagtilbud-afslag", "Afslag på plads i dagtilbud", null, "[Skriv, om der kan klages, til hvem, fristen og fremgangsmåden.]")],
    };
}
