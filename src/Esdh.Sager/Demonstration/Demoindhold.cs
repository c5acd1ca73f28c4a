using System.Globalization;
using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Sager.Domain;

namespace Esdh.Sager.Demonstration;

/// <summary>The two invented authorities. Their content never differs from one run to the next; see Demoposter.cs.</summary>
internal static class Demoindhold
{
    public const string Maerke = "Demonstration: alle navne og oplysninger er opdigtede.";

    private static readonly string[] Efternavne =
    [
        "Prøvebæk", "Mønstrup", "Tænkegaard", "Opdigtsen", "Skitseholm", "Kladdekær", "Fabelund", "Ladsomvig",
        "Eksempelby", "Drømmekvist", "Papirsen", "Skuespilkær", "Rekvisitgaard", "Kulissesen", "Manuskov", "Sufflørup",
    ];

    private static readonly string[] Kvinder =
    [
        "Anna", "Birgit", "Camilla", "Dorte", "Elin", "Freja", "Gudrun", "Helle", "Ida", "Jytte", "Karen", "Lone", "Mette",
        "Nanna", "Oda", "Pernille",
    ];

    private static readonly string[] Maend =
    [
        "Anders", "Bent", "Carl", "Daniel", "Erik", "Frode", "Gustav", "Hans", "Ivan", "Jens", "Kaj", "Lars", "Mads", "Niels",
        "Otto", "Peter",
    ];

    private static readonly string[] Veje =
    [
        "Prøvevej", "Mønstergade", "Kulissestræde", "Opdigtet Allé", "Skitsevænget", "Fabelstien", "Kladdetoften",
        "Eksempelparken", "Rekvisitvej", "Drømmebakken",
    ];

    private static readonly (string Brugernavn, string Navn, string Stilling, string Enhed, Roller Roller)[] Korsbaekbrugere =
    [
        // Those the sign-in page of the demonstration names.
        ("sagsbehandler", "Signe Prøvebæk", "Byggesagsbehandler", "byg", Roller.Sagsbehandler),
        ("kollega", "Kristian Mønstrup", "Medarbejder i Borgerservice", "borgerservice", Roller.Sagsbehandler),
        ("leder", "Lene Tænkegaard", "Leder af Byg og Miljø", "bygmiljoe", Roller.Leder | Roller.Sagsbehandler),
        ("arkivar", "Arne Papirsen", "Arkivar", "arkiv", Roller.Arkivar),
        ("revisor", "Rikke Skitseholm", "Intern revisor", "direktion", Roller.Revisor),
        ("administrator", "Aksel Opdigtsen", "Systemadministrator", "it", Roller.Administrator),
        ("robot", "Robotten Rekvisit", "Robot", "it", Roller.Robot),

        ("direktoer", "Ditte Fabelund", "Kommunaldirektør", "direktion", Roller.Leder | Roller.Sagsbehandler),
        ("sekretaer", "Sanne Kladdekær", "Direktionssekretær", "direktion", Roller.Sagsbehandler),
        ("jurist", "Jakob Manuskov", "Jurist", "direktion", Roller.Sagsbehandler),
        ("byg3", "Bo Kulissesen", "Byggesagsbehandler", "byg", Roller.Sagsbehandler),
        ("byg4", "Bente Sufflørup", "Ingeniør", "byg", Roller.Sagsbehandler),
        ("miljoe1", "Morten Eksempelby", "Miljømedarbejder", "miljoe", Roller.Sagsbehandler),
        ("miljoe2", "Mia Drømmekvist", "Biolog", "miljoe", Roller.Sagsbehandler),
        ("borgerleder", "Bodil Ladsomvig", "Leder af Borgerservice", "borgerservice", Roller.Leder | Roller.Sagsbehandler),
        ("borger1", "Berit Skuespilkær", "Medarbejder i Borgerservice", "borgerservice", Roller.Sagsbehandler),
        ("borger2", "Benny Rekvisitgaard", "Medarbejder i Borgerservice", "borgerservice", Roller.Sagsbehandler),
        ("boernleder", "Birthe Prøvebæk", "Leder af Børn og Unge", "boern", Roller.Leder | Roller.Sagsbehandler),
        ("plads1", "Pia Mønstrup", "Pladsanviser", "boern", Roller.Sagsbehandler),
        ("plads2", "Poul Tænkegaard", "Pladsanviser", "boern", Roller.Sagsbehandler),
        ("skole1", "Stine Papirsen", "Skolekonsulent", "boern", Roller.Sagsbehandler),
        ("socialleder", "Søren Skitseholm", "Leder af Social", "social", Roller.Leder | Roller.Sagsbehandler),
        ("social1", "Susanne Opdigtsen", "Socialrådgiver", "social", Roller.Sagsbehandler),
        ("social2", "Steen Fabelund", "Socialrådgiver", "social", Roller.Sagsbehandler),
        ("teknikleder", "Torben Kladdekær", "Leder af Teknik", "teknik", Roller.Leder | Roller.Sagsbehandler),
        ("vej1", "Vibeke Manuskov", "Vejmyndighed", "teknik", Roller.Sagsbehandler),
        ("vej2", "Viggo Kulissesen", "Vejmyndighed", "teknik", Roller.Sagsbehandler),
        ("arkiv2", "Asta Sufflørup", "Arkivmedarbejder", "arkiv", Roller.Sagsbehandler),
        ("logkontrollant", "Lis Fabelund", "Kontrollerer adgangsloggen", "direktion", Roller.Logkontrollant),
        ("personale1", "Paula Drømmekvist", "Personalekonsulent", "personale", Roller.Sagsbehandler),
        ("personale2", "Preben Ladsomvig", "Personalekonsulent", "personale", Roller.Sagsbehandler),
    ];

    private static readonly (string Brugernavn, string Navn, string Stilling, string Enhed, Roller Roller)[] Maanekaerbrugere =
    [
        ("sagsbehandler", "Selma Manuskov", "Byggesagsbehandler", "byg", Roller.Sagsbehandler),
        ("kollega", "Kurt Fabelund", "Medarbejder i Borgerservice", "borgerservice", Roller.Sagsbehandler),
        ("leder", "Lissi Kladdekær", "Leder af Byg", "byg", Roller.Leder | Roller.Sagsbehandler),
        ("arkivar", "Alma Skitseholm", "Arkivar", "borgerservice", Roller.Arkivar),
        ("revisor", "Rasmus Sufflørup", "Intern revisor", "direktion", Roller.Revisor),
        ("logkontrollant", "Lykke Eksempelby", "Kontrollerer adgangsloggen", "direktion", Roller.Logkontrollant),
        ("administrator", "Agnes Papirsen", "Systemadministrator", "direktion", Roller.Administrator),
        ("robot", "Robotten Kulisse", "Robot", "direktion", Roller.Robot),
        ("borger1", "Bjarne Mønstrup", "Medarbejder i Borgerservice", "borgerservice", Roller.Sagsbehandler),
    ];

    /// <summary>The authority that an unmatched host name means in Development. 200 cases.</summary>
    public static Demomyndighed Korsbaek() => Lav(
        "korsbaek", "Korsbæk Kommune", new Demotal(1933), 98_000_000, 60, 15,
        [
            new("korsbaek", "Korsbæk Kommune", null),
            new("direktion", "Direktion", "korsbaek"),
            new("bygmiljoe", "Byg og Miljø", "korsbaek"),
            new("byg", "Byggesager", "bygmiljoe"),
            new("miljoe", "Miljø og Natur", "bygmiljoe"),
            new("borgerservice", "Borgerservice", "korsbaek"),
            new("boern", "Børn og Unge", "korsbaek"),
            new("social", "Social", "korsbaek"),
            new("teknik", "Teknik", "korsbaek"),
            new("arkiv", "Arkiv", "direktion"),
            new("it", "IT", "direktion"),
            new("personale", "Personale", "direktion"),
        ],
        Korsbaekbrugere,
        Demosager.Korsbaekfordeling);

    /// <summary>The other authority, so that it can be seen that nothing of the one shows in the other. 14 cases.</summary>
    public static Demomyndighed Maanekaer() => Lav(
        "maanekaer", "Månekær Kommune", new Demotal(1976), 98_500_000, 12, 4,
        [
            new("maanekaer", "Månekær Kommune", null),
            new("direktion", "Direktion", "maanekaer"),
            new("byg", "Byg og Teknik", "maanekaer"),
            new("borgerservice", "Borgerservice", "maanekaer"),
        ],
        Maanekaerbrugere,
        Demosager.Maanekaerfordeling);

    private static Demomyndighed Lav(
        string noegle,
        string navn,
        Demotal tal,
        int foersteCvr,
        int personer,
        int virksomheder,
        IReadOnlyList<Demonstrationsenhed> enheder,
        (string Brugernavn, string Navn, string Stilling, string Enhed, Roller Roller)[] brugere,
        IReadOnlyList<(string Skabelon, int Antal)> fordeling)
    {
        var by = navn.Split(' ')[0];
        var grund = new Demomyndighed(
            noegle,
            navn,
            Cvr(foersteCvr).First(),
            enheder,
            [.. brugere.Select(b => new Demonstrationsbruger(b.Brugernavn, b.Navn, $"{b.Stilling} (demonstration)", b.Enhed, $"{b.Brugernavn}@{noegle}.example", b.Roller))],
            Personer(tal, personer, by),
            Virksomheder(tal, virksomheder, foersteCvr + 1_000_000, by),
            Statusser,
            Partsroller,
            Dokumenttyper,
            Erindringstyper,
            Afgoerelsestyper,
            [],
            []);
        grund = grund with { Skabeloner = Demoskabeloner.For(grund) };
        return grund with { Sager = Demosager.Lav(grund, tal, fordeling) };
    }

    private static readonly Demostatus[] Statusser =
    [
        new("opstaaet", "Opstået", 1, Tilstand.Aktiv, false),
        new("oplyst", "Oplyst", 2, Tilstand.Aktiv, false),
        new("afventer", "Afventer", 3, Tilstand.Hvilende, false),
        new("afgjort", "Afgjort", 4, Tilstand.Aktiv, false),
        new("afsluttet", "Afsluttet", 5, Tilstand.Afsluttet, false),
        new("henlagt", "Henlagt", 6, Tilstand.Afsluttet, true),
        new("aktiv", "Aktiv", 7, Tilstand.Aktiv, false),
    ];

    private static readonly Demopartsrolle[] Partsroller =
    [
        new("ansoeger", "Ansøger"), new("ejer", "Ejer"), new("nabo", "Nabo"), new("raadgiver", "Rådgiver"), new("klager", "Klager"),
        new("foraelder", "Forælder"), new("barn", "Barn"), new("medarbejder", "Medarbejder"), new("henvender", "Henvender"),
        new("repraesentant", "Partsrepræsentant"), new("entreprenoer", "Entreprenør"), new("hoeringspart", "Høringspart"),
    ];

    private static readonly Demodokumenttype[] Dokumenttyper =
    [
        new("ansoegning", "Ansøgning"), new("brev", "Brev"), new("mail", "E-mail"), new("kvittering", "Kvittering"), new("notat", "Notat"),
        new("afgoerelse", "Afgørelse"), new("tegning", "Tegning"), new("foto", "Foto"), new("klage", "Klage"), new("aftale", "Aftale"),
        new("referat", "Referat"),
    ];

    private static readonly Demoerindringstype[] Erindringstyper =
    [
        new("opfoelgning", "Opfølgning", 14, 3), new("svarfrist", "Svarfrist", 10, 3), new("partshoering", "Partshøring udløber", 14, 2),
        new("aktindsigt", "Frist for aktindsigt", 7, 7), new("klagefrist", "Klagefrist udløber", 28, 3), new("pladsgaranti", "Garantidato", 90, 30),
        new("tilsyn", "Tilsyn på stedet", 30, 7), new("fornyelse", "Tilladelsen udløber", 365, 60),
    ];

    private static readonly Demoafgoerelsestype[] Afgoerelsestyper =
    [
        new("imoedekommet", "Imødekommet"), new("delvis", "Delvis imødekommet"), new("afslag", "Afslag"), new("medhold", "Medhold i klage"),
        new("stadfaestet", "Afgørelsen fastholdes"), new("orientering", "Taget til efterretning"),
    ];

    /// <summary>Numbers with a valid check digit from a series far above any in use.</summary>
    private static IEnumerable<string> Cvr(int fra)
    {
        int[] vaegte = [2, 7, 6, 5, 4, 3, 2, 1];
        for (var tal = fra + 1; ; tal++)
        {
            var tekst = tal.ToString("00000000", CultureInfo.InvariantCulture);
            if (tekst.Zip(vaegte, (ciffer, vaegt) => (ciffer - '0') * vaegt).Sum() % 11 == 0)
            {
                yield return tekst;
            }
        }
    }

    /// <summary>
    /// Every sixth is a child of day-care age who lives with the person five before; every fifteenth has a protected address.
    /// </summary>
    private static List<Demoperson> Personer(Demotal tal, int antal, string by)
    {
        var personer = new List<Demoperson>();
        var brugte = new HashSet<string>(StringComparer.Ordinal);
        while (personer.Count < antal)
        {
            var nr = personer.Count + 1;
            var barn = nr % 6 == 0;
            var kvinde = nr % 2 == 0;
            var aar = barn ? tal.Mellem(2020, 2025) : nr % 6 == 1 ? tal.Mellem(1982, 1998) : tal.Mellem(1938, 2003);

            // Day + 60 makes the number an administrative one; the seventh digit carries the century.
            var syvende = aar >= 2000 ? tal.Mellem(5, 8) : tal.Mellem(0, 3);
            var cpr = string.Create(
                CultureInfo.InvariantCulture,
                $"{60 + tal.Mellem(1, 28):00}{tal.Mellem(1, 12):00}{aar % 100:00}{syvende}{tal.Mellem(0, 99):00}{(2 * tal.Mellem(0, 4)) + (kvinde ? 0 : 1)}");
            if (!brugte.Add(cpr))
            {
                continue;
            }

            var fornavn = (kvinde ? Kvinder : Maend)[(nr * 5) % 16];
            var foraelder = barn ? personer[nr - 6] : null;
            var efternavn = foraelder?.Navn.Split(' ')[1] ?? Efternavne[((nr * 7) + (nr / 16)) % Efternavne.Length];
            personer.Add(new(
                $"person{nr:00}",
                cpr,
                $"{fornavn} {efternavn}",
                foraelder?.Adresse ?? Adresse(tal, by),
                $"person{nr:00}@borger.example",
                $"00 00 {nr / 100:00} {nr % 100:00}",
                nr % 15 == 7 ? 200 : null));
        }

        return personer;
    }

    private static List<Demovirksomhed> Virksomheder(Demotal tal, int antal, int fra, string by)
    {
        string[] navne =
        [
            "Prøvebyg ApS", "Kulissens Tømrer ApS", "Mønster Arkitekter A/S", "Opdigtet Anlæg A/S", "Skitse Ingeniører ApS", "Rekvisit Stilladser ApS",
            "Café Fabel ApS", "Drømme Boliger A/S", "Kladde Kloakservice ApS", "Eksempel Energi A/S", "Manus Maskinværksted ApS", "Suffli Institution I/S",
            "Papirsen Transport ApS", "Teaterhavens Gartneri ApS", "Boligforeningen Scenen",
        ];
        return [.. Cvr(fra).Take(antal).Select((cvr, i) => new Demovirksomhed(
            $"virksomhed{i + 1:00}", cvr, $"{navne[i]} (demonstration)", Adresse(tal, by), $"post{i + 1:00}@virksomhed.example", $"00 00 90 {i + 1:00}"))];
    }

    /// <summary>4999 is not a postal code.</summary>
    private static Demoadresse Adresse(Demotal tal, string by) =>
        new(tal.En(Veje), tal.Mellem(1, 98).ToString(CultureInfo.InvariantCulture), "4999", by);
}

/// <summary>A small generator of our own, so that the content does not follow the framework's.</summary>
internal sealed class Demotal(ulong froe)
{
    private ulong _tilstand = froe;

    /// <summary>Both ends included.</summary>
    public int Mellem(int fra, int til)
    {
        // SplitMix64.
        _tilstand += 0x9E3779B97F4A7C15;
        var z = _tilstand;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        z ^= z >> 31;
        return fra + (int)(z % (ulong)(til - fra + 1));
    }

    public T En<T>(IReadOnlyList<T> af) => af[Mellem(0, af.Count - 1)];

    public bool Procent(int chance) => Mellem(1, 100) <= chance;
}
