using Esdh.Sager.Contract;

namespace Esdh.Byggesager.Domain;

/// <summary>
/// The building case: its fields, steps and clock. Classes and categories are those of the building regulations (BR18) and of the agreement on service goals between the government and KL of
/// December 2015, whose days are calendar days from the application being fully informed to the decision, save those that pass while the applicant is waited for.
/// </summary>
internal static class Byggesagstype
{
    public const string Noegle = "byggesag";

    public const string Servicemaal = "servicemaal";

    private static readonly Feltvalg[] Klasser = [new("1", "1"), new("2", "2"), new("3", "3"), new("4", "4")];

    /// <summary>What is missing, with its letter and its list.</summary>
    public const string Mangelfane = "mangler";

    public const string Mangelbrev = "byggesag-mangelbrev";

    /// <summary>Steps from which the applicant can be asked for more.</summary>
    public static readonly string[] UnderBehandling = ["modtaget", "afventer", "oplyst", "hoering"];

    /// <summary>Types of document that go back to the applicant through Byg og Miljø.</summary>
    public static readonly string[] Svarbreve = ["Mangelbrev", "Afgørelse", "Ibrugtagningstilladelse"];

    public static Sagsfelt Felt(string noegle) => Udgave1.Felter.First(f => f.Noegle == noegle);

    public static bool ErValg(string felt, string vaerdi) => Felt(felt).Valg.Any(v => v.Vaerdi == vaerdi);

    /// <summary>What a choice is called; the value itself where it is none, nothing where there is none.</summary>
    public static string Valgnavn(string felt, string? vaerdi) => vaerdi is null ? "" : Felt(felt).Valg.FirstOrDefault(v => v.Vaerdi == vaerdi)?.Navn ?? vaerdi;

    public static Sagstype Udgave1 { get; } = new(Noegle, "Byggesag", 1, new(2026, 1, 1))
    {
        Beskrivelse = "En ansøgning om at bygge, bygge til, bygge om, ændre brug eller rive ned.",
        Emner = ["02.34.02", "02.34.03", "02.34.04"], Facetter = ["P19", "P25", "K08"], Standardtitel = "Byggesag", KraeverPartshoering = true,
        Partsroller = ["Ansøger", "Ejer", "Rådgiver", "Certificeret statiker", "Certificeret brandrådgiver", "Nabo", "Repræsentant"],
        Felter =
        [
            new("adresse", "Adresse") { Overskrift = "Ejendommen", Kraevet = true, Hjaelp = "Vejnavn, husnummer, postnummer og by." },
            new("bfe", "BFE-nummer") { Form = "[0-9]{1,9}", Formhjaelp = "Et BFE-nummer er 1 til 9 cifre." },
            new("matrikel", "Matrikel") { Form = "[0-9]{1,4}[a-zæøå]{0,3}( [\\p{L} .,-]{2,80})?", Formhjaelp = "Skriv matrikelnummer og ejerlav, fx 12ab Korsbæk By." },
            new("art", "Arbejdets art", Sagsfelttype.Valg)
            {
                Overskrift = "Byggeriet", Valg = [new("nybyggeri", "Nybyggeri"), new("tilbygning", "Til- eller ombygning"), new("anvendelse", "Ændret anvendelse"), new("nedrivning", "Nedrivning"), new("lovliggoerelse", "Lovliggørelse")],
            },
            new("kategori", "Kategori", Sagsfelttype.Valg)
            {
                Hjaelp = "Kategorien bestemmer servicemålet.",
                Valg = [new("simpel", "Simpel konstruktion"), new("enfamiliehus", "Enfamiliehus"), new("industri", "Industri- og lagerbygning"), new("etage-erhverv", "Etagebyggeri, erhverv"), new("etage-bolig", "Etagebyggeri, bolig")],
            },
            new("areal", "Areal", Sagsfelttype.Heltal) { Enhed = "m²", Mindst = 0, Stoerst = 1_000_000 },
            new("konstruktionsklasse", "Konstruktionsklasse (KK)", Sagsfelttype.Valg) { Valg = [.. Klasser.Select(k => k with { Vaerdi = "kk" + k.Vaerdi, Navn = "KK" + k.Navn })], Hjaelp = "Byggeri under 50 m² har ingen klasse." },
            new("brandklasse", "Brandklasse (BK)", Sagsfelttype.Valg) { Valg = [.. Klasser.Select(k => k with { Vaerdi = "bk" + k.Vaerdi, Navn = "BK" + k.Navn })] },
            new("omfattet", "Omfattet af servicemål", Sagsfelttype.JaNej) { VedOprettelse = false, Overskrift = "Servicemål" },
            new("undtaget_grund", "Hvorfor ikke", Sagsfelttype.Valg)
            {
                Hjaelp = "Udfyldes, når sagen ikke er omfattet.", VedOprettelse = false,
                Valg = [new("lovliggoerelse", "Lovliggørelse"), new("landzone", "Landzonetilladelse eller fredning"), new("lokalplan", "Ny lokalplan"), new("vvm", "Miljøvurdering (VVM)")],
            },
            new("mangler", "Det, ansøger skal sende", Sagsfelttype.Langtekst) { VedOprettelse = false, Overskrift = "Oplysninger fra ansøger", Hjaelp = "Det, der er bedt om og ikke er kommet. Listen føres på fanen Mangler." },
            new("bbr_opdateret", "BBR er opdateret", Sagsfelttype.Dato) { VedOprettelse = false, Fremtid = false, Overskrift = "Afslutning" },
        ],
        Trin =
        [
            new("modtaget", "Modtaget") { Hjaelp = "Se, om ansøgningen er fuldt oplyst.", Veje = [new("oplyst", "Erklær fuldt oplyst"), new("afventer", "Bed om oplysninger"), new("afvist", "Afvis ansøgningen"), new("trukket", "Ansøger trækker sagen"), new("henlagt", "Henlæg")] },
            new("afventer", "Afventer ansøger", Trintilstand.Hvilende)
            {
                Side = Mangelfane, Hjaelp = "Ansøger har fået besked om, hvad der mangler. Sæt hak, når det kommer.", Krav = [Trinkrav.Felter("mangler"), Trinkrav.Dokument("Mangelbrev", "byggesag-mangelbrev")], Opgaver = [new("Har ansøger sendt det, der mangler?", 28)],
                Veje = [new("oplyst", "Erklær fuldt oplyst"), new("henlagt", "Henlæg"), new("trukket", "Ansøger trækker sagen")],
            },
            new("oplyst", "Fuldt oplyst")
            {
                Hjaelp = "Servicemålet løber. Vurder sagen, og hør dem, der skal høres.", Krav = [Trinkrav.Felter("art", "kategori", "omfattet"), Trinkrav.Part("Ansøger")],
                Veje = [new("afgjort", "Meddel afgørelse"), new("hoering", "Naboorientering og partshøring"), new("afventer", "Bed om oplysninger"), new("trukket", "Ansøger trækker sagen"), new("henlagt", "Henlæg")],
            },
            new("hoering", "I høring") { Hjaelp = "Afslut høringerne, før sagen afgøres.", Veje = [new("afgjort", "Meddel afgørelse"), new("oplyst", "Tilbage til vurdering"), new("afventer", "Bed om oplysninger"), new("trukket", "Ansøger trækker sagen")] },
            new("afgjort", "Afgjort")
            {
                Hjaelp = "Er der givet tilladelse, meldes arbejdet påbegyndt. Ellers afsluttes sagen.", Krav = [Trinkrav.Afgoerelse("byggetilladelse", "byggedispensation", "byggeafslag"), Trinkrav.Dokument("Afgørelse")],
                Veje = [new("paabegyndt", "Meld påbegyndt"), new("afsluttet", "Afslut sagen"), new("bortfaldet", "Tilladelsen er bortfaldet")],
            },
            new("paabegyndt", "Påbegyndt") { Veje = [new("faerdigmeldt", "Meld færdig"), new("bortfaldet", "Tilladelsen er bortfaldet")] },
            new("faerdigmeldt", "Færdigmeldt") { Hjaelp = "Giv ibrugtagningstilladelse, hvor den kræves.", Veje = [new("ibrugtaget", "Giv ibrugtagningstilladelse"), new("bbr", "Opdater BBR"), new("paabegyndt", "Ikke færdigt alligevel")] },
            new("ibrugtaget", "Ibrugtagningstilladelse givet") { Krav = [Trinkrav.Dokument("Ibrugtagningstilladelse", "byggesag-ibrugtagning")], Veje = [new("bbr", "Opdater BBR")] },
            new("bbr", "BBR opdateret") { Krav = [Trinkrav.Felter("bbr_opdateret")], Veje = [new("afsluttet", "Afslut sagen")] },
            new("afsluttet", "Byggesag afsluttet", Trintilstand.Afsluttet),
            new("afvist", "Afvist", Trintilstand.Afsluttet) { KraeverKommentar = true, Krav = [Trinkrav.Dokument("Afgørelse")] },
            new("trukket", "Trukket", Trintilstand.Afsluttet) { KraeverKommentar = true },
            new("henlagt", "Henlagt", Trintilstand.Afsluttet) { KraeverKommentar = true },
            new("bortfaldet", "Bortfaldet", Trintilstand.Afsluttet) { KraeverKommentar = true },
        ],
        Ure =
        [
            new(Servicemaal, "Servicemål", 40)
            {
                Felt = "kategori", DageFor = new Dictionary<string, int> { ["simpel"] = 40, ["enfamiliehus"] = 40, ["industri"] = 50, ["etage-erhverv"] = 55, ["etage-bolig"] = 60 }, GaelderFelt = "omfattet",
                StarterVed = ["oplyst"], StaarStilleVed = ["afventer"], SlutterVed = ["afgjort"], Hjemmel = "Aftale om servicemål mellem regeringen og KL, december 2015",
            },
        ],
        Faner = [new(Mangelfane, "Mangler"), new("ejendom", "Ejendom"), new("gebyr", "Gebyr")],
        Breve =
        [
            new("byggesag-mangelbrev", "Mangelbrev", "Mangelbrev", "Vi mangler oplysninger: {{sag.titel}}", "Vi mangler oplysninger om dit byggeri",
                ["Vi behandler din ansøgning om byggeri på {{felt.adresse}}, sag {{sag.nummer}}.", "For at kunne gå videre mangler vi:\n{{felt.mangler}}", "Så længe vi venter på oplysningerne, tæller tiden ikke med i servicemålet."])
            { Beskrivelse = "Beder ansøger om det, der mangler. Listen kommer fra fanen Mangler på sagen." },
            new("byggesag-ibrugtagning", "Ibrugtagningstilladelse", "Ibrugtagningstilladelse", "Ibrugtagningstilladelse: {{sag.titel}}", "Byggeriet må tages i brug",
                ["Byggeriet på {{felt.adresse}} er meldt færdigt, og det må tages i brug. Sagen har nummer {{sag.nummer}}."]) { Beskrivelse = "Tillader, at et færdigt byggeri tages i brug." },
        ],
        Afgoerelser =
        [
            new("byggetilladelse", "Byggetilladelse", "Byggeklageenheden", "Afgørelsen kan påklages til Byggeklageenheden. [Skriv fristen og fremgangsmåden.]"),
            new("byggedispensation", "Dispensation", "Planklagenævnet", "Afgørelsen kan påklages til Planklagenævnet. [Skriv fristen og fremgangsmåden.]"),
            new("byggeafslag", "Afslag på byggeri", "Byggeklageenheden", "Afgørelsen kan påklages til Byggeklageenheden. [Skriv fristen og fremgangsmåden.]"),
        ],
    };
}
