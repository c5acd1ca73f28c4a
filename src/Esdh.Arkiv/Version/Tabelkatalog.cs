namespace Esdh.Arkiv.Version;

/// <summary>The tables of a version, as they are described to the archive. Their rows come from <see cref="Udtraek"/>.</summary>
internal static class Tabelkatalog
{
    public static Tabel Sag { get; } = new("Sag", "Myndighedens sager. En sag samler det, der hører til ét spørgsmål, under ét emne og én handlingsfacet.",
    [
        Heltal("SagID", "Sagens entydige nummer i systemet"),
        Tekst("Sagsnummer", "Sagsnummeret, som det står på breve: emne, handlingsfacet, løbenummer og år", maerke: "Sagsidentifikation"),
        Tekst("Titel", "Sagens titel", maerke: "Sagstitel"),
        Tekst("OffentligTitel", "Titel, der kan vises for enhver", true),
        Tekst("Beskrivelse", "Hvad sagen drejer sig om", true),
        Tekst("EmneNummer", "Sagens emne i journalplanen"),
        Tekst("FacetNummer", "Sagens handlingsfacet i journalplanen: hvad der gøres ved emnet"),
        Heltal("SagsstatusID", "Sagens status, som myndigheden har navngivet den"),
        Tekst("SagstilstandKode", "Om der arbejdes på sagen"),
        Tekst("FoelsomhedKode", "Hvor følsomme sagens oplysninger er"),
        Heltal("EnhedID", "Den enhed, der har sagen"),
        Heltal("BehandlerID", "Den medarbejder, der har sagen", true),
        Heltal("SagsskabelonID", "Den skabelon, sagen er oprettet efter", true),
        new("HarPapir", Celletype.Boolsk, "Om der også er materiale på papir"),
        new("ErSamlesag", Celletype.Boolsk, "Om sagen med vilje samler flere ensartede spørgsmål"),
        new("ErBeskyttet", Celletype.Boolsk, "Om kun navngivne medarbejdere havde adgang til sagen"),
        Heltal("OversagID", "Den sag, som denne er en del af", true),
        Heltal("SammenlagtMedID", "Den sag, som denne er lagt sammen med", true),
        Heltal("OprettetAfID", "Den medarbejder, der oprettede sagen", true),
        new("Oprettet", Celletype.Tidspunkt, "Hvornår sagen blev oprettet, dansk tid"),
        new("Afsluttet", Celletype.Tidspunkt, "Hvornår sagen blev afsluttet, dansk tid", true),
        Tekst("FormKode", "Sagens klasse i FORM efter myndighedens plan fra emne til FORM", maerke: "FORM"),
        Tekst("BevaringKode", "Bevaring eller kassation: efter journalplanen bevares sagen, hvis emne eller handlingsfacet skal bevares, ellers gælder den længste frist; myndighedens egne regler går forud for planen, og det, der er besluttet for sagen, forud for begge", maerke: "Kassation"),
    ], ["SagID"],
    [
        new("EmneNummer", "Emne", "EmneNummer"), new("FacetNummer", "Handlingsfacet", "FacetNummer"), new("SagsstatusID", "Sagsstatus", "SagsstatusID"),
        new("SagstilstandKode", "Sagstilstand", "Kode"), new("FoelsomhedKode", "Foelsomhedsgrad", "Kode"), new("EnhedID", "Enhed", "EnhedID"), new("BehandlerID", "Medarbejder", "MedarbejderID"),
        new("SagsskabelonID", "Sagsskabelon", "SagsskabelonID"), new("OversagID", "Sag", "SagID"), new("SammenlagtMedID", "Sag", "SagID"), new("OprettetAfID", "Medarbejder", "MedarbejderID"),
        new("FormKode", "FormKlasse", "FormKode"), new("BevaringKode", "Bevaringskode", "Kode"),
    ]);

    public static Tabel Dokument { get; } = new("Dokument", "De journaliserede dokumenter. Filerne står i tabellen Dokumentfil.",
    [
        Heltal("DokumentID", "Dokumentets entydige nummer i systemet"),
        Tekst("Titel", "Dokumentets titel", maerke: "Dokumenttitel"),
        Tekst("RetningKode", "Om dokumentet er modtaget, sendt eller internt"),
        Heltal("DokumenttypeID", "Dokumentets type", true),
        new("Dokumentdato", Celletype.Dato, "Dagen, dokumentet blev modtaget eller sendt; for interne dokumenter dagen, det blev endeligt", Maerke: "Dokumentdato"),
        Tekst("TilstandKode", "Om dokumentet er journaliseret eller fejljournaliseret"),
        Tekst("FoelsomhedKode", "Hvor følsomme dokumentets oplysninger er"),
        Tekst("AktindsigtKode", "Hvad der er vurderet om aktindsigt"),
        Tekst("AktindsigtNote", "Bemærkning til vurderingen", true),
        Heltal("OverordnetID", "Det dokument, som dette er vedhæftet", true),
        Heltal("RetterID", "Det dokument, som dette retter", true),
        Heltal("OprettetAfID", "Den medarbejder, der oprettede dokumentet", true),
        new("Oprettet", Celletype.Tidspunkt, "Hvornår dokumentet kom ind i systemet, dansk tid"),
        new("Journaliseret", Celletype.Tidspunkt, "Hvornår dokumentet blev journaliseret, dansk tid"),
        Heltal("JournaliseretAfID", "Den medarbejder, der journaliserede dokumentet", true),
        Tekst("LagringsformKode", "Hvordan dokumentet er opbevaret", maerke: "Lagringsform"),
        Tekst("AfleveretKode", "Om dokumentet er afleveret i en tidligere arkiveringsversion", maerke: "Afleveret"),
    ], ["DokumentID"],
    [
        new("RetningKode", "Dokumentretning", "Kode"), new("DokumenttypeID", "Dokumenttype", "DokumenttypeID"), new("TilstandKode", "Dokumenttilstand", "Kode"), new("FoelsomhedKode", "Foelsomhedsgrad", "Kode"),
        new("AktindsigtKode", "Aktindsigtsvurdering", "Kode"), new("OverordnetID", "Dokument", "DokumentID"), new("RetterID", "Dokument", "DokumentID"), new("OprettetAfID", "Medarbejder", "MedarbejderID"),
        new("JournaliseretAfID", "Medarbejder", "MedarbejderID"), new("LagringsformKode", "Lagringsformkode", "Kode"), new("AfleveretKode", "Afleveringskode", "Kode"),
    ]);

    public static Tabel Dokumentfil { get; } = new("Dokumentfil", "Filerne i et dokument. Den første er dokumentet selv, de øvrige hører til det. Filer, der ikke kunne laves om, deler et af tre erstatningsdokumenter.",
    [
        Heltal("DokumentfilID", "Filens entydige nummer i systemet"),
        Heltal("DokumentID", "Dokumentet, filen hører til"),
        Heltal("Nummer", "Filens nummer i dokumentet, fra 1"),
        Tekst("Filnavn", "Filens navn, som det var i systemet"),
        Tekst("Filtype", "Filens oprindelige type som MIME-type"),
        Heltal("Stoerrelse", "Den oprindelige fils størrelse i byte"),
        Tekst("Kontrolsum", "Den oprindelige fils SHA-256"),
        Heltal("ArkivdokumentID", "Id på den afleverede fil i mappen Documents", maerke: "Dokumentidentifikation"),
        Tekst("KonverteringKode", "Hvordan det gik at gøre filen til TIFF"),
    ], ["DokumentfilID"], [new("DokumentID", "Dokument", "DokumentID"), new("KonverteringKode", "Konverteringskode", "Kode")]);

    public static Tabel Registrering { get; } = new("Sagsdokument", "Hvilke dokumenter der ligger på hvilke sager, med aktnummer. Et dokument kan ligge på flere sager.",
    [
        Heltal("SagsdokumentID", "Registreringens entydige nummer"),
        Heltal("SagID", "Sagen"),
        Heltal("DokumentID", "Dokumentet"),
        Heltal("Aktnummer", "Dokumentets nummer på sagen, uden huller", true),
        Heltal("Bilagsnummer", "Nummer under akten for det, der er vedhæftet", true),
        Heltal("DelforloebID", "Den del af sagen, dokumentet er lagt i", true),
        Heltal("RegistreretAfID", "Den medarbejder, der lagde dokumentet på sagen", true),
        new("Registreret", Celletype.Tidspunkt, "Hvornår dokumentet blev lagt på sagen, dansk tid"),
        Heltal("FlyttetTilSagID", "Den sag, dokumentet siden er flyttet til; nummeret er bevaret her", true),
    ], ["SagsdokumentID"],
    [
        new("SagID", "Sag", "SagID"), new("DokumentID", "Dokument", "DokumentID"), new("DelforloebID", "Delforloeb", "DelforloebID"), new("RegistreretAfID", "Medarbejder", "MedarbejderID"), new("FlyttetTilSagID", "Sag", "SagID"),
    ]);

    public static Tabel Korrespondent { get; } = new("Korrespondent", "Hvem et dokument kom fra eller gik til, som det var dengang.",
    [
        Tekst("KorrespondentID", "Entydigt id"),
        Heltal("DokumentID", "Dokumentet"),
        Tekst("ArtKode", "Afsender, modtager eller modtager af kopi"),
        Tekst("Navn", "Navnet, som det stod", maerke: "Afsender_modtager"),
        Tekst("Mailadresse", "Mailadressen, som den stod", true),
        Heltal("PartID", "Parten i registret, hvor den kendes", true),
    ], ["KorrespondentID"], [new("DokumentID", "Dokument", "DokumentID"), new("ArtKode", "Korrespondentart", "Kode"), new("PartID", "Part", "PartID")]);

    public static Tabel Part { get; } = new("Part", "Personer og virksomheder, som de stod i myndighedens register, da arkiveringsversionen blev lavet.",
    [
        Heltal("PartID", "Partens entydige nummer"),
        Tekst("ArtKode", "Person eller virksomhed"),
        Tekst("CPR", "Personnummer", true),
        Tekst("CVR", "Virksomhedens CVR-nummer", true),
        Tekst("Navn", "Navn"),
        Tekst("Adresse", "Vej og husnummer", true),
        Tekst("Postnummer", "Postnummer", true),
        Tekst("Bynavn", "Byens navn", true),
        Tekst("Mailadresse", "Mailadresse", true),
        Tekst("Telefon", "Telefonnummer", true),
        new("ErBeskyttet", Celletype.Boolsk, "Om navn og adresse var beskyttet"),
        new("BeskyttetTil", Celletype.Dato, "Sidste dag, beskyttelsen gjaldt", true),
        new("Oprettet", Celletype.Tidspunkt, "Hvornår parten kom i registret, dansk tid"),
    ], ["PartID"], [new("ArtKode", "Partsart", "Kode")]);

    public static Tabel Sagspart { get; } = new("Sagspart", "Parterne på sagerne, med deres oplysninger som de var på sagen.",
    [
        Tekst("SagspartID", "Entydigt id"),
        Heltal("SagID", "Sagen"),
        Heltal("PartID", "Parten i registret"),
        Heltal("PartsrolleID", "Partens rolle på sagen"),
        new("ErPrimaer", Celletype.Boolsk, "Om parten er sagens primære part"),
        Tekst("Navn", "Navn på sagen"),
        Tekst("Adresse", "Vej og husnummer på sagen", true),
        Tekst("Postnummer", "Postnummer på sagen", true),
        Tekst("Bynavn", "By på sagen", true),
        Tekst("Mailadresse", "Mailadresse på sagen", true),
        Tekst("Telefon", "Telefonnummer på sagen", true),
        Tekst("RepraesentererID", "Den part på sagen, som denne repræsenterer", true),
        Heltal("FuldmagtID", "Dokumentet med fuldmagten", true),
        new("Tilfoejet", Celletype.Tidspunkt, "Hvornår parten kom på sagen, dansk tid"),
        new("Fratraadt", Celletype.Tidspunkt, "Hvornår parten ikke længere var på sagen, dansk tid", true),
    ], ["SagspartID"],
    [
        new("SagID", "Sag", "SagID"), new("PartID", "Part", "PartID"), new("PartsrolleID", "Partsrolle", "PartsrolleID"), new("RepraesentererID", "Sagspart", "SagspartID"), new("FuldmagtID", "Dokument", "DokumentID"),
    ]);

    public static Tabel Notat { get; } = new("Journalnotat", "De endelige notater på sagerne.",
    [
        Heltal("JournalnotatID", "Notatets entydige nummer"),
        Heltal("SagID", "Sagen"),
        Heltal("DelforloebID", "Den del af sagen, notatet hører til", true),
        Tekst("Overskrift", "Notatets overskrift"),
        Tekst("Notattekst", "Notatets tekst uden opmærkning"),
        new("Kontakttidspunkt", Celletype.Tidspunkt, "Hvornår det skete, som notatet fortæller om, dansk tid"),
        Tekst("Kilde", "Hvor oplysningen kom fra"),
        Tekst("SagspartID", "Den part, notatet angår", true),
        Heltal("ForfatterID", "Den medarbejder, der skrev notatet", true),
        new("Oprettet", Celletype.Tidspunkt, "Hvornår notatet blev skrevet, dansk tid"),
        new("Endelig", Celletype.Tidspunkt, "Hvornår notatet blev låst, dansk tid"),
        Heltal("RetterID", "Det notat, som dette retter", true),
    ], ["JournalnotatID"],
    [
        new("SagID", "Sag", "SagID"), new("DelforloebID", "Delforloeb", "DelforloebID"), new("SagspartID", "Sagspart", "SagspartID"), new("ForfatterID", "Medarbejder", "MedarbejderID"), new("RetterID", "Journalnotat", "JournalnotatID"),
    ]);

    public static Tabel Delforloeb { get; } = new("Delforloeb", "Nummererede dele af en sag.",
        [Heltal("DelforloebID", "Entydigt nummer"), Heltal("SagID", "Sagen"), Heltal("Nummer", "Delens nummer på sagen, fra 1"), Tekst("Titel", "Delens titel")], ["DelforloebID"], [new("SagID", "Sag", "SagID")]);

    public static Tabel Tidligerenummer { get; } = new("Sagsnummer", "Alle numre, en sag har haft.",
        [Tekst("Nummer", "Sagsnummeret"), Heltal("SagID", "Sagen, det fører til"), new("GaelderFra", Celletype.Tidspunkt, "Hvornår sagen fik nummeret, dansk tid")], ["Nummer"], [new("SagID", "Sag", "SagID")]);

    public static Tabel Maerke { get; } = new("Sagsmaerke", "Frie ord sat på sagerne.", [Heltal("SagID", "Sagen"), Tekst("Maerke", "Ordet")], ["SagID", "Maerke"], [new("SagID", "Sag", "SagID")]);

    public static Tabel Relation { get; } = new("Sagsrelation", "Sager, der angår hinanden.",
        [Heltal("FraSagID", "Den ene sag"), Heltal("TilSagID", "Den anden sag"), new("Knyttet", Celletype.Tidspunkt, "Hvornår de blev knyttet sammen, dansk tid")],
        ["FraSagID", "TilSagID"], [new("FraSagID", "Sag", "SagID"), new("TilSagID", "Sag", "SagID")]);

    public static Tabel Afgoerelse { get; } = new("Afgoerelse", "Afgørelser på sagerne.",
    [
        Tekst("AfgoerelseID", "Entydigt id"), Heltal("SagID", "Sagen"), new("Afgoerelsesdato", Celletype.Dato, "Dagen, der blev afgjort"), Tekst("Art", "Hvad der blev afgjort"),
        new("Frist", Celletype.Dato, "Frist, der følger af afgørelsen", true), Tekst("Notat", "Bemærkning", true), Tekst("Retsgrundlag", "De regler, afgørelsen er truffet efter", true),
        Tekst("Hovedhensyn", "De hensyn, der var bestemmende", true), Tekst("Faktum", "De oplysninger, der blev lagt vægt på", true), Tekst("Klagevejledning", "Vejledning om klage", true),
        Heltal("RegistreretAfID", "Den medarbejder, der registrerede afgørelsen", true), new("Registreret", Celletype.Tidspunkt, "Hvornår afgørelsen blev registreret, dansk tid"),
    ], ["AfgoerelseID"], [new("SagID", "Sag", "SagID"), new("RegistreretAfID", "Medarbejder", "MedarbejderID")]);

    public static Tabel Beslutning { get; } = new("Udvalgsbeslutning", "Beslutninger, som politiske udvalg har truffet i sagerne.",
    [
        Tekst("UdvalgsbeslutningID", "Entydigt id"), Heltal("SagID", "Sagen"), new("Beslutningsdato", Celletype.Dato, "Dagen, der blev besluttet"), Tekst("Udvalg", "Udvalget"), Tekst("Art", "Hvad der blev besluttet"),
        new("Frist", Celletype.Dato, "Frist, der følger af beslutningen", true), Tekst("Notat", "Bemærkning", true),
        Heltal("RegistreretAfID", "Den medarbejder, der registrerede beslutningen", true), new("Registreret", Celletype.Tidspunkt, "Hvornår beslutningen blev registreret, dansk tid"),
    ], ["UdvalgsbeslutningID"], [new("SagID", "Sag", "SagID"), new("RegistreretAfID", "Medarbejder", "MedarbejderID")]);

    public static Tabel Sagsfelt { get; } = new("Sagsfelt", "Felter, som særlige sagstyper har ud over de fælles, en række for hver udfyldt værdi.",
        [Heltal("SagID", "Sagen"), Tekst("Felt", "Feltets navn i sagstypen"), Tekst("Feltindhold", "Det, der står i feltet")], ["SagID", "Felt"], [new("SagID", "Sag", "SagID")]);

    public static Tabel Historik { get; } = new("Sagshaendelse", "Alt, hvad der er sket på sagerne, i den rækkefølge det skete.",
    [
        Heltal("SagshaendelseID", "Hændelsens løbenummer i systemet"),
        Heltal("SagID", "Sagen"),
        new("Tidspunkt", Celletype.Tidspunkt, "Hvornår det skete, dansk tid"),
        Tekst("HaendelsestypeKode", "Hvad der skete"),
        Heltal("MedarbejderID", "Den medarbejder, der gjorde det", true),
        Heltal("DokumentID", "Det dokument, det skete med", true),
        Tekst("Haendelsestekst", "Hvad der skete, i én sætning"),
        Tekst("Kommentar", "Begrundelse eller bemærkning", true),
    ], ["SagshaendelseID"],
        [new("SagID", "Sag", "SagID"), new("HaendelsestypeKode", "Haendelsestype", "HaendelsestypeKode"), new("MedarbejderID", "Medarbejder", "MedarbejderID"), new("DokumentID", "Dokument", "DokumentID")]);

    public static Tabel Emne { get; } = new("Emne", "Journalplanens emner i tre niveauer, som de gjaldt, da arkiveringsversionen blev lavet, og ældre emner, som sager har.",
    [
        Tekst("EmneNummer", "Emnets nummer: hovedgruppe, gruppe og emne"), Tekst("Titel", "Emnets titel"), Tekst("OverordnetNummer", "Gruppen eller hovedgruppen over emnet", true),
        Tekst("BevaringKode", "Emnets egen bevaringskode"), Tekst("Slettefrist", "Frist for sletning i systemet efter sagens afslutning, som varighed", true),
    ], ["EmneNummer"], [new("OverordnetNummer", "Emne", "EmneNummer"), new("BevaringKode", "Bevaringskode", "Kode")]);

    public static Tabel Facet { get; } = new("Handlingsfacet", "Journalplanens handlingsfacetter: hvad der gøres ved emnet.",
        [Tekst("FacetNummer", "Facettens nummer"), Tekst("Titel", "Facettens titel"), Tekst("BevaringKode", "Facettens egen bevaringskode")], ["FacetNummer"], [new("BevaringKode", "Bevaringskode", "Kode")]);

    public static Tabel Form { get; } = new("FormKlasse", "De klasser i FORM (den fællesoffentlige referencemodel), som sagerne er henført til.",
        [Tekst("FormKode", "Klassens kode"), Tekst("FormTekst", "Klassens navn")], ["FormKode"], []);

    public static Tabel Sagsstatus { get; } = new("Sagsstatus", "De statusser, myndigheden har givet sine sager.",
        [Heltal("SagsstatusID", "Entydigt nummer"), Tekst("Navn", "Statussens navn"), Tekst("SagstilstandKode", "Om der arbejdes på sager med denne status")], ["SagsstatusID"], [new("SagstilstandKode", "Sagstilstand", "Kode")]);

    public static Tabel Skabelon { get; } = new("Sagsskabelon", "De skabeloner, sager oprettes efter.", [Heltal("SagsskabelonID", "Entydigt nummer"), Tekst("Navn", "Skabelonens navn"), Tekst("Beskrivelse", "Hvad den bruges til", true)], ["SagsskabelonID"], []);

    public static Tabel Enhed { get; } = new("Enhed", "Myndighedens organisatoriske enheder.",
        [Heltal("EnhedID", "Entydigt nummer"), Tekst("Navn", "Enhedens navn"), Heltal("OverordnetID", "Enheden over denne", true)], ["EnhedID"], [new("OverordnetID", "Enhed", "EnhedID")]);

    public static Tabel Bruger { get; } = new("Medarbejder", "Myndighedens medarbejdere i systemet.",
        [Heltal("MedarbejderID", "Entydigt nummer"), Tekst("Navn", "Navn"), Tekst("Stilling", "Stillingsbetegnelse", true), Heltal("EnhedID", "Medarbejderens enhed")], ["MedarbejderID"], [new("EnhedID", "Enhed", "EnhedID")]);

    public static Tabel Dokumenttype { get; } = new("Dokumenttype", "De dokumenttyper, der er brugt.", [Heltal("DokumenttypeID", "Nummer i denne arkiveringsversion"), Tekst("Navn", "Typens navn")], ["DokumenttypeID"], []);

    public static Tabel Partsrolle { get; } = new("Partsrolle", "De roller, parter har på sager.", [Heltal("PartsrolleID", "Nummer i denne arkiveringsversion"), Tekst("Navn", "Rollens navn")], ["PartsrolleID"], []);

    public static Tabel Haendelsestype { get; } = new("Haendelsestype", "De slags hændelser, der er sket.", [Tekst("HaendelsestypeKode", "Hændelsens navn i systemet"), Tekst("Betydning", "Hvad der skete")], ["HaendelsestypeKode"], []);

    /// <summary>In the order of their numbers: what a reader looks for first comes first.</summary>
    public static IReadOnlyList<Tabel> Alle { get; } =
    [
        Sag, Dokument, Dokumentfil, Registrering, Part, Sagspart, Korrespondent, Notat, Historik, Delforloeb, Tidligerenummer, Maerke, Relation, Afgoerelse, Beslutning, Sagsfelt,
        Emne, Facet, Form, Sagsstatus, Skabelon, Enhed, Bruger, Dokumenttype, Partsrolle, Haendelsestype, .. Kodetabeller.Alle.Select(k => k.Tabel),
    ];

    /// <summary>From 1, the folder's number.</summary>
    public static int Nummer(Tabel tabel) => Alle.TakeWhile(t => t != tabel).Count() + 1;

    /// <summary>The queries that an archive gets unless it asks for others.</summary>
    public static IReadOnlyList<(string Navn, string Sql, string Beskrivelse)> Visninger { get; } =
    [
        ("AV_Sagsliste", "SELECT s.Sagsnummer, s.Titel, e.Titel AS Emne, f.Titel AS Handling, t.Navn AS Status, s.Oprettet, s.Afsluttet, h.Navn AS Enhed, m.Navn AS Behandler FROM Sag s INNER JOIN Emne e ON e.EmneNummer = s.EmneNummer INNER JOIN Handlingsfacet f ON f.FacetNummer = s.FacetNummer INNER JOIN Sagsstatus t ON t.SagsstatusID = s.SagsstatusID INNER JOIN Enhed h ON h.EnhedID = s.EnhedID LEFT OUTER JOIN Medarbejder m ON m.MedarbejderID = s.BehandlerID",
            "Sagerne med emne, handling, status, enhed og behandler i klar tekst. Søges på sagsnummer, titel eller emne."),
        ("AV_Dokumentliste", "SELECT s.Sagsnummer, s.Titel AS Sagstitel, r.Aktnummer, r.Bilagsnummer, d.Titel AS Dokumenttitel, d.Dokumentdato, k.Betydning AS Retning, t.Navn AS Dokumenttype, i.Filnavn, i.ArkivdokumentID FROM Sag s INNER JOIN Sagsdokument r ON r.SagID = s.SagID INNER JOIN Dokument d ON d.DokumentID = r.DokumentID INNER JOIN Dokumentretning k ON k.Kode = d.RetningKode LEFT OUTER JOIN Dokumenttype t ON t.DokumenttypeID = d.DokumenttypeID LEFT OUTER JOIN Dokumentfil i ON i.DokumentID = d.DokumentID",
            "Dokumenterne på hver sag i aktrækkefølge med id på de afleverede filer. Søges på sagsnummer, titel eller dato."),
        ("AV_Partsliste", "SELECT p.Navn, p.CPR, p.CVR, q.Navn AS Rolle, s.Sagsnummer, s.Titel AS Sagstitel, x.Tilfoejet, x.Fratraadt FROM Part p INNER JOIN Sagspart x ON x.PartID = p.PartID INNER JOIN Partsrolle q ON q.PartsrolleID = x.PartsrolleID INNER JOIN Sag s ON s.SagID = x.SagID",
            "Hvilke sager en person eller virksomhed har været part på. Søges på navn, personnummer eller CVR-nummer."),
    ];

    private static Kolonne Heltal(string navn, string beskrivelse, bool tom = false, string? maerke = null) => new(navn, Celletype.Heltal, beskrivelse, tom, maerke);

    private static Kolonne Tekst(string navn, string beskrivelse, bool tom = false, string? maerke = null) => new(navn, Celletype.Tekst, beskrivelse, tom, maerke);
}
