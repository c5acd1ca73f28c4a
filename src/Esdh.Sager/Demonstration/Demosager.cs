using System.Globalization;
using Esdh.Core.Access;
using Esdh.Sager.Domain;

namespace Esdh.Sager.Demonstration;

/// <summary>
/// Writes the cases: for every template a recipe of titles and texts, and a course that every case follows as far as it
/// has come. Closed cases obey what closing demands: no drafts, nothing unjournalised, no open reminders.
/// </summary>
internal sealed class Demosager
{
    public static readonly (string Skabelon, int Antal)[] Korsbaekfordeling =
    [
        ("byggesag", 52), ("dagtilbud", 34), ("vejtilladelse", 28), ("borgerhenvendelse", 22),
        ("personale", 14), ("generel", 16), ("aktindsigt", 18), ("klage", 16),
    ];

    public static readonly (string Skabelon, int Antal)[] Maanekaerfordeling =
    [
        ("byggesag", 5), ("borgerhenvendelse", 4), ("vejtilladelse", 3), ("aktindsigt", 2),
    ];

    private static readonly Dictionary<string, Opskrift> Opskrifter = new(StringComparer.Ordinal)
    {
        ["byggesag"] = new(
            [
                ("02.34.02", "Carport, {sted}"), ("02.34.02", "Tilbygning til enfamiliehus, {sted}"), ("02.34.02", "Nedrivning af udhus, {sted}"),
                ("02.34.04", "Lovliggørelse af skur, {sted}"), ("02.34.02", "Etageboliger, {sted}"), ("02.34.02", "Ombygning af butik, {sted}"),
                ("01.03.03", "Ny bolig i landzone, {sted}"), ("02.34.02", "Kvist og altan, {sted}"), ("02.34.02", "Lagerhal, {sted}"),
                ("02.34.03", "Drivhus ved skel, {sted}"), ("02.34.02", "Nyt enfamiliehus, {sted}"),
            ],
            "ansoeger",
            "Ansøgning om byggetilladelse",
            ["Jeg søger hermed om tilladelse til byggearbejdet på {sted}.", "Arbejdet omfatter {omfang} m² og ventes påbegyndt til foråret. Situationsplan og snit er vedlagt.", "Naboerne på begge sider er orienteret mundtligt."],
            ["Vi har gennemgået ansøgningen og mangler en målsat situationsplan, der viser afstanden til skel.", "Send os også en kort redegørelse for konstruktioner og brandforhold. Sagen ligger stille, til vi har modtaget oplysningerne."],
            ["Kommunen giver tilladelse til det ansøgte byggearbejde på {sted}.", "Vi har lagt vægt på, at byggeriet holder sig inden for planens rammer, og at naboerne ikke har haft indvendinger.", "Arbejdet skal meldes færdigt, før bygningen tages i brug."],
            ["Ansøger spurgte til den forventede behandlingstid. Oplyst, at sagen er i gang.", "Nabo ringede om skyggevirkning og vil gerne se tegningerne.", "Rådgiver oplyser, at nye snit sendes i denne uge.", "Besigtiget fra vejen. Bygningen er endnu ikke påbegyndt."]),
        ["dagtilbud"] = new(
            [
                ("28.09.40", "Plads i dagtilbud, {barn}"), ("28.09.40", "Ønske om flytning til anden institution, {barn}"),
                ("28.09.40", "Fripladstilskud, {barn}"), ("28.09.40", "Søskendetilskud, {barn}"),
            ],
            "foraelder",
            "Opskrivning til plads i dagtilbud",
            ["Vi ønsker plads til vores barn fra den første i en kommende måned.", "Vores første ønske er Børnehuset Kulissen, dernæst Vuggestuen Prøvekluden.", "Barnet har en ældre søster i Børnehuset Kulissen."],
            ["For at beregne betalingen har vi brug for oplysning om husstandens samlede indkomst.", "Send os oplysningerne inden 14 dage, ellers beregnes fuld betaling."],
            ["Vi kan tilbyde plads i Børnehuset Kulissen fra den dato, I har ønsket.", "Svar inden en uge, om I tager imod pladsen. Betalingen fremgår af den vedlagte opgørelse."],
            ["Forælder spurgte til nummeret på ventelisten.", "Institutionen bekræfter, at der er en ledig plads.", "Forælder ønsker udskydelse af start med en måned."]),
        ["vejtilladelse"] = new(
            [
                ("05.09.04", "Container på vejareal, {sted}"), ("05.09.04", "Stillads over fortov, {sted}"), ("05.09.02", "Gravning i fortov, {sted}"),
                ("05.09.04", "Udeservering, {sted}"), ("05.01.08", "Ny overkørsel, {sted}"), ("05.13.10", "Midlertidig skiltning, {sted}"),
                ("05.09.04", "Loppemarked på torvet, {sted}"),
            ],
            "ansoeger",
            "Ansøgning om brug af vejareal",
            ["Vi søger om at bruge vejarealet ud for {sted} i {omfang} dage.", "Skitse med mål og afspærring er vedlagt. Fodgængere ledes forbi på modsatte fortov."],
            ["Afmærkningsplanen mangler. Send den, så vi kan vurdere trafikken forbi arbejdet."],
            ["Der gives tilladelse til at bruge vejarealet ud for {sted}.", "Arealet skal afmærkes og ryddes, og skader på belægningen udbedres for ansøgers regning."],
            ["Entreprenøren oplyser, at arbejdet flyttes en uge.", "Besigtigelse: afspærringen står, som den skal.", "Beboer klager over, at fortovet er spærret."]),
        ["borgerhenvendelse"] = new(
            [
                ("07.18.03", "Manglende tømning af affald, {sted}"), ("09.02.08", "Støj fra værksted, {sted}"), ("05.13.10", "Ønske om lavere hastighed, {sted}"),
                ("20.01.04", "Spørgsmål om tilskud til forening ved {sted}"), ("00.01.10", "Ros til personalet i hallen"), ("05.13.10", "Hul i vejen, {sted}"),
            ],
            "henvender",
            "Henvendelse til kommunen",
            ["Jeg skriver, fordi der er et problem ud for {sted}, som har stået på i {omfang} dage.", "Jeg har talt med flere naboer, som oplever det samme, og vil gerne have et svar."],
            ["Vi har sendt dit spørgsmål videre til den rette afdeling og venter på deres oplysninger."],
            ["Tak for din henvendelse. Vi har set på forholdet og sat det på listen over arbejder, der udføres i de kommende uger."],
            ["Borger rykkede for svar. Lovet svar inden ugens udgang.", "Driften oplyser, at de kører forbi i morgen.", "Borger takker for den hurtige hjælp."]),
        ["personale"] = new(
            [("81.03.00", "Personalesag, {navn}")],
            "medarbejder",
            "Ansøgning om stilling",
            ["Hermed min ansøgning til den opslåede stilling.", "Jeg har {omfang} måneders erfaring fra lignende arbejde. Eksamensbeviser eftersendes."],
            ["Send os kopi af eksamensbeviser, så lønnen kan beregnes."],
            ["Du ansættes på de vilkår, der fremgår af den vedlagte aftale.", "Velkommen til."],
            ["Samtale om ønske om nedsat tid.", "Leder oplyser, at prøvetiden er forløbet godt."]),
        ["aktindsigt"] = new(
            [("00.13.02", "Aktindsigt på tværs, {sted}"), ("02.34.02", "Aktindsigt: {kort}"), ("28.09.40", "Aktindsigt: {kort}"), ("05.09.04", "Aktindsigt: {kort}")],
            "ansoeger",
            "Anmodning om aktindsigt",
            ["Jeg beder om aktindsigt i alle dokumenter i sagen om {sted}, herunder mails og notater.", "Jeg vil gerne have dem elektronisk."],
            ["Din anmodning omfatter mange dokumenter, og vi kan derfor ikke svare inden for syv arbejdsdage. Du får svar senest om to uger."],
            ["Du får hermed de dokumenter, du har bedt om. Enkelte oplysninger om andres private forhold er taget ud.", "Listen over dokumenterne er vedlagt."],
            ["Ansøger præciserer, at anmodningen kun gælder det seneste år.", "Drøftet med juristen, hvilke oplysninger der skal tages ud."]),
        ["klage"] = new(
            [("02.34.02", "Klage: {kort}"), ("28.09.40", "Klage: {kort}"), ("05.09.04", "Klage: {kort}"), ("17.02.06", "Klage over skolekørsel fra {sted}")],
            "klager",
            "Klage",
            ["Jeg klager over den afgørelse, jeg har fået. Jeg mener ikke, at I har set på alle oplysninger.", "Jeg beder jer om at se på sagen igen."],
            ["Vi har modtaget din klage og ser på sagen igen. Send os gerne de nye oplysninger, du nævner."],
            ["Vi har set på sagen igen. Der er ikke kommet nyt frem, som ændrer afgørelsen.", "Du kan klage videre inden fire uger. Send klagen til os, så sender vi den videre med vores bemærkninger."],
            ["Klager supplerer mundtligt: afstanden til skel er målt forkert.", "Fagafdelingen har afgivet bemærkninger."]),
    };

    private static readonly Emneforslag[] Generelle =
    [
        new("01.02.05", "P21", "bygmiljoe", "Lokalplan for Havnekulissen", Beslutning: "Planudvalget"),
        new("01.02.03", "P21", "bygmiljoe", "Tillæg til kommuneplanen om detailhandel", Beslutning: "Planudvalget"),
        new("00.07.00", "P27", "direktion", "Samarbejdsaftale med nabokommunerne om beredskab"),
        new("00.01.00", "P35", "direktion", "Møder i direktionen", Samlesag: true),
        new("17.01.04", "P22", "boern", "Skolestruktur, analyse og høring", Beslutning: "Børneudvalget"),
        new("85.00.08", "P27", "it", "Indkøb af nyt økonomisystem"),
        new("85.00.12", "G01", "it", "Brud på sikkerheden: mail sendt til forkert modtager", Foelsomhed: Foelsomhed.Fortrolig),
        new("28.09.00", "S29", "boern", "Takster for dagtilbud næste år", Beslutning: "Byrådet"),
        new("07.18.00", "P22", "teknik", "Affaldsplan, forslag i høring", Beslutning: "Teknikudvalget"),
        new("05.13.10", "P21", "teknik", "Trafiksikkerhedsplan"),
        new("27.03.04", "G01", "social", "Særlig støtte til et barn", Foelsomhed: Foelsomhed.Foelsom, KunFor: ["social1", "socialleder"]),
        new("27.03.04", "G01", "social", "Undersøgelse efter underretning", Foelsomhed: Foelsomhed.Foelsom, KunFor: ["social2", "socialleder"]),
        new("09.08.12", "K08", "miljoe", "Oprensning ved det gamle gasværk"),
        new("20.01.04", "A26", "borgerservice", "Arbejdsgang for foreningstilskud"),
        new("00.16.02", "A26", "direktion", "Servicemål og opfølgning"),
        new("81.00.00", "P22", "personale", "Personalepolitik, revision", Papir: true),
    ];

    private readonly Demomyndighed _myndighed;
    private readonly Demotal _tal;
    private readonly List<Demosag> _sager = [];
    private readonly List<Demoperson> _voksne;
    private readonly List<Demoperson> _boern;
    private int _aabne;

    private Demosager(Demomyndighed myndighed, Demotal tal)
    {
        _myndighed = myndighed;
        _tal = tal;
        _boern = [.. myndighed.Personer.Where((_, i) => (i + 1) % 6 == 0)];
        _voksne = [.. myndighed.Personer.Except(_boern)];
    }

    private enum Fase
    {
        Ny,
        Aktiv,
        Venter,
        Afgjort,
        Lukket,
        Henlagt,
    }

    /// <summary>In the order the cases were opened.</summary>
    public static IReadOnlyList<Demosag> Lav(Demomyndighed myndighed, Demotal tal, IReadOnlyList<(string Skabelon, int Antal)> fordeling)
    {
        var sager = new Demosager(myndighed, tal);
        foreach (var (noegle, antal) in fordeling)
        {
            var skabelon = myndighed.Skabeloner.Single(s => s.Noegle == noegle);
            for (var nr = 1; nr <= antal; nr++)
            {
                sager._sager.Add(noegle == "generel" ? sager.Generel(skabelon, nr) : sager.Sag(skabelon, nr));
            }
        }

        return [.. sager._sager.OrderByDescending(s => s.OprettetDageSiden)];
    }

    private Demosag Sag(Demoskabelon skabelon, int nr)
    {
        var opskrift = Opskrifter[skabelon.Noegle];
        var fase = nr switch
        {
            1 => Fase.Aktiv,
            _ => _tal.Mellem(1, 100) switch
            {
                <= 15 => Fase.Ny,
                <= 48 => Fase.Aktiv,
                <= 62 => Fase.Venter,
                <= 70 => Fase.Afgjort,
                <= 96 => Fase.Lukket,
                _ => Fase.Henlagt,
            },
        };
        var oprettet = fase switch
        {
            Fase.Ny => _tal.Mellem(0, 6),
            Fase.Aktiv => _tal.Mellem(12, 120),
            Fase.Venter => _tal.Mellem(25, 150),
            Fase.Afgjort => _tal.Mellem(40, 200),
            _ => _tal.Mellem(90, 700),
        };
        var parter = Parter(skabelon.Noegle, opskrift.Rolle, nr);
        var primaer = parter[0].Hvem;
        var sted = $"{_tal.En(_myndighed.Personer).Adresse.Vej} {_tal.Mellem(1, 98)}";
        var (emne, titel) = opskrift.Titler[(nr - 1) % opskrift.Titler.Length];
        var mulige = skabelon.Noegle is "aktindsigt" or "klage"
            ? _sager.FindAll(s => s.Emne == emne && s.OprettetDageSiden > oprettet && s.KunFor.Count == 0 && s.Skabelon is not ("aktindsigt" or "klage"))
            : [];
        var tidligere = mulige.Count > 0 ? mulige[nr % mulige.Count] : null;

        // A case under another is opened while that one is open.
        var oversag = skabelon.Noegle == "byggesag" && nr % 9 == 0
            ? _sager.FindLast(s => s.Skabelon == "byggesag" && s.Emne == emne && s.OprettetDageSiden > oprettet && s.AfsluttetDageSiden is null && s.Oversag is null)
            : null;

        string Udfyld(string tekst) => tekst
            .Replace("{sted}", sted, StringComparison.Ordinal)
            .Replace("{navn}", Navn(primaer), StringComparison.Ordinal)
            .Replace("{barn}", parter.Count > 1 ? Navn(parter[1].Hvem) : "", StringComparison.Ordinal)
            .Replace("{kort}", tidligere?.OffentligTitel ?? $"{Demoplan.Gaeldende.FindEmne(emne)!.Titel}, {sted}", StringComparison.Ordinal)
            .Replace("{omfang}", (5 + (nr % 20 * 3)).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);

        var beskyttet = skabelon.Noegle switch
        {
            "personale" when nr <= 5 => (IReadOnlyList<string>)["personale1", "personale2", "direktoer"],
            "byggesag" when nr == 20 && Findes("leder") => ["sagsbehandler", "leder"],
            "borgerhenvendelse" when nr == 13 && Findes("borgerleder") => ["borger1", "borgerleder"],
            _ => [],
        };
        var behandler = beskyttet.Count > 0 ? beskyttet[0] : Behandler(skabelon.Enhed, nr);
        var sag = new Demosag
        {
            Noegle = $"{skabelon.Noegle}-{nr:00}",
            Skabelon = skabelon.Noegle,
            Titel = (oversag is null ? "" : "Færdigmelding: ") + Udfyld(titel),
            OffentligTitel = (oversag is null ? "" : "Færdigmelding: ")
                + Udfyld(titel.Replace(", {barn}", "", StringComparison.Ordinal).Replace(", {navn}", "", StringComparison.Ordinal)),
            Beskrivelse = nr % 4 == 0 ? $"{Udfyld(opskrift.Ansoegning[0])} {Demoindhold.Maerke}" : "",
            Emne = emne,
            Facet = Facet(skabelon, nr),
            Enhed = skabelon.Enhed,
            Behandler = behandler,
            OprettetDageSiden = oprettet,
            Status = fase switch
            {
                Fase.Ny => "opstaaet",
                Fase.Aktiv => nr % 2 == 0 ? "oplyst" : "opstaaet",
                Fase.Venter => "afventer",
                Fase.Afgjort => "afgjort",
                Fase.Lukket => "afsluttet",
                _ => "henlagt",
            },
            Statuskommentar = fase == Fase.Henlagt ? "Ansøgeren har trukket sagen tilbage." : null,
            AfsluttetDageSiden = fase is Fase.Lukket or Fase.Henlagt ? oprettet - _tal.Mellem(40, 80) : null,
            Foelsomhed = skabelon.Noegle == "byggesag" && nr == 20 ? Foelsomhed.Vip : skabelon.Foelsomhed,
            KunFor = beskyttet,
            Papir = nr % 25 == 10,
            Oversag = oversag?.Noegle,
            Relaterede = tidligere is null ? [] : [tidligere.Noegle],
            Maerkater = nr % 10 == 3 ? ["haster"] : nr % 10 == 7 ? ["principiel"] : [],
            Parter = parter,
            Delforloeb = skabelon.Delforloeb,
        };
        var sidste = sag.AfsluttetDageSiden ?? 0;
        return sag with
        {
            Dokumenter = Dokumenter(sag, opskrift, fase, sidste, nr, Udfyld),
            Notater = Notater(sag, opskrift, fase, sidste, nr),
            Erindringer = Erindringer(sag, skabelon, fase, nr),
            Afgoerelse = fase is Fase.Afgjort or Fase.Lukket
                ? new(skabelon.Noegle == "klage" ? "stadfaestet" : nr % 8 == 5 ? "delvis" : "imoedekommet", sidste + (fase == Fase.Lukket ? 3 : 5), "Afgørelsen er sendt til parten.")
                : null,
        };
    }

    private Demosag Generel(Demoskabelon skabelon, int nr)
    {
        var forslag = Generelle[(nr - 1) % Generelle.Length];
        var oprettet = _tal.Mellem(30, 400);
        var lukket = nr % 4 == 2;
        var sag = new Demosag
        {
            Noegle = $"generel-{nr:00}",
            Skabelon = "generel",
            Titel = forslag.Titel,
            OffentligTitel = forslag.KunFor is null ? forslag.Titel : "Social sag",
            Beskrivelse = Demoindhold.Maerke,
            Emne = forslag.Emne,
            Facet = forslag.Facet,
            Enhed = forslag.Enhed,
            Behandler = forslag.KunFor?[0] ?? Behandler(forslag.Enhed, nr),
            OprettetDageSiden = oprettet,
            Status = lukket ? "afsluttet" : "oplyst",
            AfsluttetDageSiden = lukket ? oprettet / 3 : null,
            Foelsomhed = forslag.Foelsomhed,
            KunFor = forslag.KunFor ?? [],
            Samlesag = forslag.Samlesag,
            Papir = forslag.Papir,
            Parter = forslag.KunFor is null ? [] : [new(_boern[nr % _boern.Count].Noegle, "barn", Primaer: true)],
            Delforloeb = forslag.Samlesag ? ["Første kvartal", "Andet kvartal", "Tredje kvartal", "Fjerde kvartal"] : [],
        };
        var sidste = sag.AfsluttetDageSiden ?? 0;
        var notat = Fil(Demofilart.Docx, $"Notat {forslag.Titel}", forslag.Titel, ["Notatet samler det, der er oplyst, og de valg, der skal træffes.", "Næste skridt er drøftelse i ledelsen.", Demoindhold.Maerke]);
        var referat = Fil(Demofilart.Pdf, $"Referat {forslag.Titel}", $"Referat: {forslag.Titel}", ["Mødet tog oplægget til efterretning.", "Der følges op på næste møde.", Demoindhold.Maerke]);
        return sag with
        {
            Dokumenter =
            [
                new("Oplæg", "Oplæg", Retning.Internt, "notat", oprettet - 5, Demodokumenttilstand.Journaliseret, null, false, null, [notat]),
                new("Referat af møde", "Referat af møde", Retning.Internt, "referat", Math.Max(sidste, oprettet - 20), Demodokumenttilstand.Journaliseret, null, forslag.KunFor is null, forslag.Samlesag ? 1 : null, [referat]),
            ],
            Notater = [new("Status", "Oplægget er drøftet i ledelsen og rettes til.", Math.Max(sidste, oprettet - 12), "Møde", sag.Behandler, true, null)],
            Erindringer = lukket ? [] : [new("opfoelgning", "Følg op på oplægget", nr % 3 == 0 ? -4 : 10 + nr, sag.Behandler, false)],
            Beslutning = forslag.Beslutning is { } udvalg ? new(udvalg, Math.Max(sidste, oprettet - 25), $"{udvalg} godkendte oplægget.") : null,
        };
    }

    private List<Demopart> Parter(string skabelon, string rolle, int nr)
    {
        var voksen = _voksne[((nr * 3) + skabelon.Length) % _voksne.Count];
        var firma = _myndighed.Virksomheder[nr % _myndighed.Virksomheder.Count];
        return skabelon switch
        {
            "byggesag" when nr % 3 == 0 => [new(firma.Noegle, rolle, Primaer: true), new(voksen.Noegle, "ejer")],
            "byggesag" when nr % 5 == 0 => [new(voksen.Noegle, rolle, Primaer: true), new(firma.Noegle, "repraesentant", Repraesenterer: voksen.Noegle)],
            "byggesag" when nr % 4 == 0 => [new(voksen.Noegle, rolle, Primaer: true), new(_voksne[(nr + 1) % _voksne.Count].Noegle, "nabo")],
            "vejtilladelse" when nr % 4 != 0 => [new(firma.Noegle, rolle, Primaer: true)],
            // The first adult of each six is the parent of the child among them.
            "dagtilbud" => [new(_voksne[nr % _boern.Count * 5].Noegle, rolle, Primaer: true), new(_boern[nr % _boern.Count].Noegle, "barn")],
            _ => [new(voksen.Noegle, rolle, Primaer: true)],
        };
    }

    private static string Facet(Demoskabelon skabelon, int nr) => skabelon.Noegle switch
    {
        "byggesag" when nr % 11 == 6 => "P25",
        "byggesag" when nr % 17 == 4 => "K08",
        "klage" when nr % 4 == 0 => "K03",
        _ => skabelon.Facetter[0],
    };

    private List<Demodokument> Dokumenter(Demosag sag, Opskrift opskrift, Fase fase, int sidste, int nr, Func<string, string> udfyld)
    {
        var part = sag.Parter[0].Hvem;
        var delforloeb = sag.Delforloeb.Count > 0;
        var dokumenter = new List<Demodokument>();

        void Tilfoej(string titel, Retning retning, string type, int dage, Demodokumenttilstand tilstand, int forloeb, params Demofil[] filer) =>
            dokumenter.Add(new(
                titel, titel, retning, type, Math.Max(dage, sidste), tilstand, retning == Retning.Internt ? null : part,
                sag.KunFor.Count == 0 && sag.Foelsomhed == Foelsomhed.IkkeFortrolig && retning != Retning.Internt,
                delforloeb ? Math.Min(forloeb, sag.Delforloeb.Count) : null, filer));

        string[] Tekst(IEnumerable<string> afsnit) => [$"Vedrørende {sag.Titel} (vores reference {sag.Noegle})", .. afsnit.Select(udfyld), $"Med venlig hilsen {_myndighed.Navn}", Demoindhold.Maerke];

        string[] Fra(IEnumerable<string> afsnit) => [$"Vedrørende {sag.Titel} (min reference {sag.Noegle})", .. afsnit.Select(udfyld), $"Venlig hilsen {Navn(part)}", Demoindhold.Maerke];

        var ansoegning = Fra(opskrift.Ansoegning);
        var nyTilstand = fase == Fase.Ny && nr % 2 == 0 ? Demodokumenttilstand.Ujournaliseret : Demodokumenttilstand.Journaliseret;
        Demofil[] filer = (nr % 5) switch
        {
            0 or 3 => [Mail(opskrift.Ansoegningstitel, ansoegning, part, Fil(Demofilart.Pdf, opskrift.Ansoegningstitel, opskrift.Ansoegningstitel, ansoegning))],
            1 => [Fil(Demofilart.Docx, opskrift.Ansoegningstitel, opskrift.Ansoegningstitel, ansoegning)],
            _ => [Fil(Demofilart.Pdf, opskrift.Ansoegningstitel, opskrift.Ansoegningstitel, ansoegning)],
        };
        if (sag.Skabelon == "byggesag" && nr % 3 == 2)
        {
            filer = [.. filer, Fil(Demofilart.Png, "Situationsplan", $"{sag.Noegle} {sag.Titel}", [Demoindhold.Maerke])];
        }

        Tilfoej(opskrift.Ansoegningstitel, Retning.Indgaaende, sag.Skabelon == "klage" ? "klage" : nr % 5 is 0 or 3 ? "mail" : "ansoegning", sag.OprettetDageSiden, nyTilstand, 1, filer);

        if (fase != Fase.Ny && nr % 8 == 1)
        {
            Tilfoej("Kvittering for modtagelse", Retning.Udgaaende, "kvittering", sag.OprettetDageSiden - 2, Demodokumenttilstand.Journaliseret, 1,
                Fil(Demofilart.Pdf, "Kvittering", "Vi har modtaget din henvendelse", Tekst(["Vi har modtaget din henvendelse og går i gang med sagen.", $"Din sagsbehandler er {Bruger(sag.Behandler)}."])));
        }

        if (fase == Fase.Venter || (fase is Fase.Lukket or Fase.Afgjort && nr % 8 == 2))
        {
            Tilfoej("Anmodning om flere oplysninger", Retning.Udgaaende, "brev", sag.OprettetDageSiden - 10, Demodokumenttilstand.Journaliseret, 2,
                Fil(Demofilart.Docx, "Anmodning om oplysninger", "Vi mangler oplysninger", Tekst(opskrift.Oplysning)));
        }

        if (fase == Fase.Aktiv && nr % 3 == 0)
        {
            Tilfoej("Udkast til afgørelse", Retning.Udgaaende, "afgoerelse", _tal.Mellem(0, 4), Demodokumenttilstand.Kladde, 3,
                Fil(Demofilart.Docx, "Udkast", "Afgørelse (udkast)", Tekst(opskrift.Afgoerelse)));
        }

        if (fase is Fase.Afgjort or Fase.Lukket)
        {
            Tilfoej("Afgørelse", Retning.Udgaaende, "afgoerelse", sidste + (fase == Fase.Lukket ? 3 : 5), Demodokumenttilstand.Journaliseret, 3,
                Fil(Demofilart.Pdf, "Afgørelse", "Afgørelse", Tekst(opskrift.Afgoerelse)));
        }

        if (fase is Fase.Aktiv or Fase.Venter or Fase.Afgjort)
        {
            _aabne++;
            switch (_aabne % 12)
            {
                case 3:
                    // More than three working days, at most seven.
                    Tilfoej("Supplerende oplysninger", Retning.Indgaaende, "mail", 7, Demodokumenttilstand.Ujournaliseret, 2,
                        Mail("Supplerende oplysninger", Fra(["Her er de oplysninger, vi talte om."]), part));
                    break;
                case 7:
                    // More than seven working days.
                    Tilfoej("Svar på spørgsmål", Retning.Udgaaende, "brev", Math.Min(sag.OprettetDageSiden, 21), Demodokumenttilstand.Ujournaliseret, 2,
                        Fil(Demofilart.Docx, "Svar", "Svar på dit spørgsmål", Tekst(["Tak for dit spørgsmål. Sagen følger den plan, vi har oplyst."])));
                    break;
                case 11:
                    Tilfoej("Referat af telefonsamtale", Retning.Internt, "notat", 1, Demodokumenttilstand.Ujournaliseret, 2,
                        Fil(Demofilart.Txt, "Telefonnotat", "Telefonnotat", [$"Vedrørende {sag.Titel} (reference {sag.Noegle})", opskrift.Notater[0], Demoindhold.Maerke]));
                    break;
            }
        }

        return dokumenter;
    }

    private static List<Demonotat> Notater(Demosag sag, Opskrift opskrift, Fase fase, int sidste, int nr)
    {
        if (fase == Fase.Ny || nr % 2 == 0)
        {
            return [];
        }

        var tekst = opskrift.Notater[nr % opskrift.Notater.Length];
        var kilde = tekst.StartsWith("Besigtig", StringComparison.Ordinal) ? "Besigtigelse" : "Telefon";
        return [new($"{kilde}snotat".Replace("Telefons", "Telefon", StringComparison.Ordinal), tekst, Math.Max(sidste, sag.OprettetDageSiden - 8), kilde, sag.Behandler, fase != Fase.Aktiv || nr % 3 != 0, sag.Parter[0].Hvem)];
    }

    private List<Demoerindring> Erindringer(Demosag sag, Demoskabelon skabelon, Fase fase, int nr)
    {
        var klaret = fase is Fase.Lukket or Fase.Henlagt;
        var erindringer = skabelon.Erindringer
            .Select(type => new Demoerindring(type, _myndighed.Erindringstyper.Single(t => t.Noegle == type).Navn, klaret ? -sag.AfsluttetDageSiden!.Value : nr % 5 == 1 ? -_tal.Mellem(1, 20) : _tal.Mellem(1, 45), sag.Behandler, klaret))
            .ToList();
        if (fase == Fase.Venter)
        {
            erindringer.Add(new("svarfrist", "Ryk for manglende oplysninger", nr % 3 == 0 ? -2 : 8, sag.Behandler, false));
        }

        return erindringer;
    }

    private bool Findes(string brugernavn) => _myndighed.Brugere.Any(b => b.Brugernavn == brugernavn);

    private string Behandler(string enhed, int nr)
    {
        var iEnheden = _myndighed.Brugere.Where(b => b.Enhed == enhed && b.Roller.HasFlag(Roller.Sagsbehandler)).ToList();
        if (iEnheden.Any(b => b.Brugernavn == "sagsbehandler") && nr % 2 == 0)
        {
            // The one whom the demonstration is seen through has the most to do.
            return "sagsbehandler";
        }

        var mulige = iEnheden.Count > 0 ? iEnheden : [.. _myndighed.Brugere.Where(b => b.Roller.HasFlag(Roller.Sagsbehandler))];
        return mulige[nr % mulige.Count].Brugernavn;
    }

    private string Bruger(string brugernavn) => _myndighed.Brugere.Single(b => b.Brugernavn == brugernavn).Navn;

    private string Navn(string part) =>
        _myndighed.Personer.FirstOrDefault(p => p.Noegle == part)?.Navn ?? _myndighed.Virksomheder.Single(v => v.Noegle == part).Navn;

    private Demofil Mail(string emne, string[] afsnit, string part, params Demofil[] bilag)
    {
        var email = _myndighed.Personer.FirstOrDefault(p => p.Noegle == part)?.Email ?? _myndighed.Virksomheder.Single(v => v.Noegle == part).Email;
        return Fil(Demofilart.Eml, emne, emne, afsnit) with { Fra = $"{Navn(part)} <{email}>", Til = $"{_myndighed.Navn} <post@{_myndighed.Noegle}.example>", Bilag = bilag };
    }

    private static Demofil Fil(Demofilart art, string navn, string overskrift, string[] afsnit) =>
        new(string.Concat(navn.Select(c => "/\\:*?\"<>|".Contains(c) ? '-' : c)) + "." + art.ToString().ToLowerInvariant(), art, overskrift, afsnit);

    /// <summary>Texts may hold {sted}, {navn}, {barn}, {kort} and {omfang}.</summary>
    private sealed record Opskrift(
        (string Emne, string Titel)[] Titler,
        string Rolle,
        string Ansoegningstitel,
        string[] Ansoegning,
        string[] Oplysning,
        string[] Afgoerelse,
        string[] Notater);

    private sealed record Emneforslag(
        string Emne,
        string Facet,
        string Enhed,
        string Titel,
        Foelsomhed Foelsomhed = Foelsomhed.IkkeFortrolig,
        IReadOnlyList<string>? KunFor = null,
        string? Beslutning = null,
        bool Samlesag = false,
        bool Papir = false);
}
