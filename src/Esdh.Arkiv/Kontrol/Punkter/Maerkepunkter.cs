using static Esdh.Arkiv.Kontrol.Kontrolpunkt;

namespace Esdh.Arkiv.Kontrol.Punkter;

/// <summary>6.A and 6.C: what archiveIndex.xml and tableIndex.xml say, held against each other and against the tables.</summary>
internal static class Maerkepunkter
{
    public static readonly Kontrolpunkt ForkertId = Fejl("6.A_1", "6.A", "archiveIndex.xml har et andet id end mapperne. Ret archiveInformationPackageID eller mappernes navne.");
    public static readonly Kontrolpunkt Arkivperiode = Fejl("6.A_2", "6.A", "Arkivperioden slutter, før den begynder. Ret archivePeriodStart eller archivePeriodEnd.");
    public static readonly Kontrolpunkt Skaberperiode = Fejl("6.A_3", "6.A", "Arkivskaberens periode slutter, før den begynder. Ret creationPeriodStart eller creationPeriodEnd.");
    public static readonly Kontrolpunkt IngenDokumenttitel = Bemaerkning("6.A_6", "6.A", "Ingen kolonne er mærket Dokumenttitel, selv om der er dokumenter. Sæt mærket på kolonnen med dokumenternes titel.");
    public static readonly Kontrolpunkt IngenSag = Fejl("6.A_7", "6.A", "archiveIndex.xml siger, at der er sager, men ingen kolonne er mærket Sagsidentifikation eller Sagstitel. Sæt mærkerne, eller sæt systemFileConcept til false.");
    public static readonly Kontrolpunkt RelateretUlaeseligt = Bemaerkning("6.A_8", "6.A", "relatedRecordsName er for kort til at vise hen til noget. Skriv arkiveringsversionens id eller arkivaliernes navn.");
    public static readonly Kontrolpunkt RelateretMangler = Bemaerkning("6.A_8_1", "6.A", "searchRelatedOtherRecords er true, men relatedRecordsName mangler. Skriv, hvilke arkivalier der skal søges i.");
    public static readonly Kontrolpunkt RelateretForMeget = Bemaerkning("6.A_9", "6.A", "relatedRecordsName er udfyldt, men searchRelatedOtherRecords er false. Ret det ene efter det andet.");
    public static readonly Kontrolpunkt Tabelbeskrivelse = Fejl("6.C_1", "6.C", "Tabellens beskrivelse er under tre tegn. Skriv, hvad tabellen er til, og hvad den indeholder.");
    public static readonly Kontrolpunkt SammeKolonnenavn = Fejl("6.C_2", "6.C", "Flere kolonner i tabellen har samme navn. Giv hver kolonne sit eget.");
    public static readonly Kontrolpunkt SammeKolonneId = Fejl("6.C_3", "6.C", "Flere kolonner i tabellen har samme columnID. Nummerér kolonnerne fra c1.");
    public static readonly Kontrolpunkt Kolonneorden = Fejl("6.C_4", "6.C", "Kolonnernes columnID er ikke c1, c2 og så videre i rækkefølge. Ret numrene.");
    public static readonly Kontrolpunkt Kolonnebeskrivelse = Fejl("6.C_5", "6.C", "Kolonnens beskrivelse er under tre tegn. Skriv, hvad kolonnen indeholder.");
    public static readonly Kontrolpunkt SammePrimaernavn = Fejl("6.C_6", "6.C", "Primærnøglens navn bruges flere gange. Giv hver nøgle sit eget navn.");
    public static readonly Kontrolpunkt SammeFremmednavn = Fejl("6.C_7", "6.C", "Fremmednøglens navn bruges flere gange. Giv hver nøgle sit eget navn.");
    public static readonly Kontrolpunkt Forespoergselsbeskrivelse = Fejl("6.C_8", "6.C", "Forespørgslens beskrivelse mangler eller er under tre tegn. Skriv, hvad forespørgslen viser.");
    public static readonly Kontrolpunkt IngenForespoergsler = Bemaerkning("6.C_9", "6.C", "Ingen forespørgsel har et navn, der begynder med AV. Se efter, om arkivet har bedt om forespørgsler.");
    public static readonly Kontrolpunkt SammeForespoergselsnavn = Fejl("6.C_10", "6.C", "Flere forespørgsler har samme navn. Giv hver forespørgsel sit eget.");
    public static readonly Kontrolpunkt KanIkkeAfvikles = Fejl("6.C_12", "6.C", "Forespørgslen kan ikke afvikles. Ret den, så den bruger tabeller og kolonner, som er i arkiveringsversionen, i SQL:1999.");
    public static readonly Kontrolpunkt SagUdenSagsbegreb = Fejl("6.C_13", "6.C", "En kolonne er mærket som Sagsidentifikation eller Sagstitel, men archiveIndex.xml siger, at der ikke er sager. Sæt systemFileConcept til true, eller fjern mærket.");
    public static readonly Kontrolpunkt DokumentUdenDokumenter = Fejl("6.C_14", "6.C", "En kolonne er mærket Dokumentidentifikation, men archiveIndex.xml siger, at der ikke er digitale dokumenter. Sæt containsDigitalDocuments til true, eller fjern mærket.");
    public static readonly Kontrolpunkt IngenDokumentid = Fejl("6.C_14_1", "6.C", "archiveIndex.xml siger, at der er digitale dokumenter, men ingen kolonne er mærket Dokumentidentifikation. Sæt mærket på kolonnen med dokumenternes id.");
    public static readonly Kontrolpunkt Maerker = Oplysning("6.C_14_2", "6.C", "Så mange kolonner har hvert af de særlige mærker.");
    public static readonly Kontrolpunkt Lagringsform = Fejl("6.C_16", "6.C", "Kolonnen er mærket Lagringsform, men har andet end 1, 2 og 3. Omsæt værdierne.");
    public static readonly Kontrolpunkt IngenOriginaltype = Bemaerkning("6.C_17", "6.C", "typeOriginal mangler. Skriv, hvilken datatype kolonnen havde i systemet.");
    public static readonly Kontrolpunkt UoensketSql = Fejl("6.C_18", "6.C", "Forespørgslen er andet end ét SELECT i SQL:1999. Skriv den om.");
    public static readonly Kontrolpunkt UkendtTabel = Fejl("6.C_19", "6.C", "Fremmednøglen peger på en tabel, som ikke står i tableIndex.xml. Ret referencedTable, eller tag tabellen med.");
    public static readonly Kontrolpunkt UkendtNoeglekolonne = Fejl("6.C_20", "6.C", "Primærnøglen nævner en kolonne, som tabellen ikke har. Ret nøglen.");
    public static readonly Kontrolpunkt UkendtReference = Fejl("6.C_21", "6.C", "Fremmednøglen peger på en kolonne, som den anden tabel ikke har. Ret referencen.");
    public static readonly Kontrolpunkt UkendtFremmedkolonne = Fejl("6.C_22", "6.C", "Fremmednøglen nævner en kolonne, som tabellen ikke har. Ret nøglen.");
    public static readonly Kontrolpunkt IngenDokumentdato = Bemaerkning("6.C_23", "6.C", "Ingen kolonne er mærket Dokumentdato, selv om der er dokumenter. Sæt mærket på kolonnen med datoen, da dokumentet blev sendt eller modtaget.");
    public static readonly Kontrolpunkt Dokumentdatoer = Oplysning("6.C_24", "6.C", "Dokumenternes tidligste og seneste dato.");
    public static readonly Kontrolpunkt ForLangt = Bemaerkning("6.C_25", "6.C", "Feltet er længere end den længde, tableIndex.xml giver kolonnen. Ret længden i tableIndex.xml.");
    public static readonly Kontrolpunkt Raekketal = Fejl("6.C_26", "6.C", "Tabellen har et andet antal rækker, end tableIndex.xml siger. Ret rows, eller find de manglende rækker.");
    public static readonly Kontrolpunkt UgyldigMappe = Fejl("6.C_27", "6.C", "Tabellens mappe i tableIndex.xml hedder ikke table og et nummer, eller flere tabeller har samme mappe. Ret folder.");
    public static readonly Kontrolpunkt ReserveretOrd = Fejl("6.C_28", "6.C", "Navnet er et reserveret ord i SQL:1999. Vælg et andet navn, eller sæt det i anførselstegn.");
    public static readonly Kontrolpunkt Stedfortraedere = Oplysning("6.C_29", "6.C", "Så mange dokumenter er stedfortrædere for dokumenter, som ikke kunne afleveres.");
}
