using static Esdh.Arkiv.Kontrol.Kontrolpunkt;

namespace Esdh.Arkiv.Kontrol.Punkter;

/// <summary>What archives demand and have no number for, and what only hostile or broken versions hold.</summary>
internal static class Egnepunkter
{
    public static readonly Kontrolpunkt KanIkkeLaeses = Fejl("0.2", "Intern regel", "Filen eller mappen kan ikke læses. Se efter, om mediet er helt, og om der er ret til at læse den.");
    public static readonly Kontrolpunkt Genvej = Fejl("E_1", "4.B", "Der ligger en genvej (link) i arkiveringsversionen. Den er ikke fulgt. Læg den rigtige fil eller mappe i stedet.");
    public static readonly Kontrolpunkt Uvedkommende = Fejl("E_2", "4.B", "Der ligger noget uvedkommende på mediet, i Indices eller i Tables. Fjern det.");
    public static readonly Kontrolpunkt Udad = Fejl("E_3", "4.C.2", "fileIndex.xml har en sti, som fører ud af arkiveringsversionen. Ret stien.");
    public static readonly Kontrolpunkt Dtd = Fejl("E_4", "5.D", "XML-filen har en dokumenttype (DTD). Fjern den; der må ikke være entiteter i en arkiveringsversion.");
    public static readonly Kontrolpunkt ForStortElement = Fejl("E_5", "Intern regel", "XML-filen er dybere indlejret eller har et større element, end kontrollen læser. Dan filen på ny.");
    public static readonly Kontrolpunkt Cdata = Fejl("E_6", "5.D", "Feltet bruger CDATA. Skriv teksten med almindelige tegn.");
    public static readonly Kontrolpunkt Tegn = Fejl("E_7", "5.D", "Feltet har tegn, som ikke må afleveres: styretegn, private tegn eller tegnkoder uden tegn. Fjern eller erstat dem.");
    public static readonly Kontrolpunkt Type = Fejl("E_8", "5.A", "Feltets værdi passer ikke til kolonnens datatype. Ret værdien eller datatypen.");
    public static readonly Kontrolpunkt Null = Fejl("E_9", "5.A", "Feltet er NULL, men kolonnen må ikke være det. Sæt nullable til true i tableIndex.xml, eller udfyld feltet.");
    public static readonly Kontrolpunkt Tabelskema = Fejl("E_10", "4.D.5", "Tabellens eget skema siger noget andet end tableIndex.xml. Dan skemaet på ny.");
    public static readonly Kontrolpunkt NaestenSammeNavn = Fejl("E_11", "6.C", "Navnene skiller sig kun ud ved store og små bogstaver, som SQL ikke ser forskel på. Vælg forskellige navne.");
    public static readonly Kontrolpunkt Navn = Fejl("E_12", "6.C", "Navnet er ikke et navn i SQL:1999. Begynd med et bogstav, brug kun bogstaver, cifre og _, eller sæt hele navnet i anførselstegn.");
    public static readonly Kontrolpunkt ForkertSted = Fejl("E_13", "4.C.6", "Dokumentet ligger på et andet medie eller i en anden samling, end docIndex.xml siger. Ret mID og dCf.");
    public static readonly Kontrolpunkt ForkertFormat = Fejl("E_14", "4.C.6", "Dokumentet har et andet format, end docIndex.xml siger. Ret aFt.");
    public static readonly Kontrolpunkt Dokumentnavn = Fejl("E_16", "4.G", "Et dokument er navngivet forkert. Kald mappen dokumentets id og filerne 1, 2 og så videre.");
    public static readonly Kontrolpunkt TomtDokument = Fejl("E_17", "4.G", "Dokumentets mappe er tom. Læg dets filer i den.");
    public static readonly Kontrolpunkt DobbeltMappe = Fejl("E_18", "4.B", "Den samme mappe ligger på flere medier. Læg alt, hvad der hører til den, på ét medie.");
    public static readonly Kontrolpunkt Afleveret = Fejl("E_19", "6.C", "Kolonnen er mærket Afleveret, men har andet end 1 og 2. Omsæt værdierne.");
    public static readonly Kontrolpunkt SamplesPerPixel = Fejl("E_20", "5.E", "Billedet mangler mærket SamplesPerPixel (277). Skriv det også i sort/hvide billeder.");
    public static readonly Kontrolpunkt Bitdybde = Fejl("E_21", "5.E", "Billedets bitdybde er ikke tilladt. Brug 1 bit til sort/hvid, 2, 4 eller 8 til gråt, op til 8 med palet, 24 eller 32 til RGB.");
    public static readonly Kontrolpunkt Jp2 = Fejl("E_22", "5.E", "Filen er ikke en hel JPEG-2000 efter del 1. Dan billedet på ny.");
    public static readonly Kontrolpunkt ResearchForm = Fejl("E_23", "4.C.1", "researchIndex.xml er ikke velformet XML eller følger ikke sit skema. Ret filen på det nævnte sted.");
    public static readonly Kontrolpunkt ResearchSkema = Fejl("E_24", "4.F", "researchIndex.xsd er ikke det officielle skema til sidste byte, eller det mangler, selv om der er forskningsdata. Læg det officielle på plads.");
    public static readonly Kontrolpunkt ResearchMangler = Fejl("E_25", "4.C", "archiveIndex.xml og researchIndex.xml er uenige om, hvorvidt der er forskningsdata. Ret containsResearchData, eller tag researchIndex.xml med.");
    public static readonly Kontrolpunkt Dokumentperiode = Fejl("E_26", "6.A", "Dokumentperioden slutter, før den begynder. Ret documentPeriodStart eller documentPeriodEnd.");
    public static readonly Kontrolpunkt IngenForm = Bemaerkning("E_27", "6.A", "archiveIndex.xml nævner ingen klasser i FORM. Offentlige myndigheder skal nævne dem.");
    public static readonly Kontrolpunkt Geodata = Fejl("E_28", "6.A", "archiveIndex.xml og dokumenterne er uenige om, hvorvidt der er geodata. Ret containsGeodata.");
    public static readonly Kontrolpunkt Dokumenter = Fejl("E_29", "6.A", "archiveIndex.xml og medierne er uenige om, hvorvidt der er digitale dokumenter. Ret containsDigitalDocuments, eller tag Documents med.");
    public static readonly Kontrolpunkt BlandetMd5 = Bemaerkning("E_30", "4.C.2", "MD5-værdierne i fileIndex.xml er skrevet både med store og små bogstaver. Skriv dem ens.");
    public static readonly Kontrolpunkt SagerUdenDokumenter = Fejl("E_31", "6.A", "systemFileConcept er true, men containsDigitalDocuments er false. Et sagsbegreb kan kun angives, når der er digitale dokumenter.");
    public static readonly Kontrolpunkt DobbeltKontekst = Fejl("E_32", "4.C.4", "Kontekstdokumentets id står flere gange i contextDocumentationIndex.xml. Giv hvert dokument sit eget id.");
    public static readonly Kontrolpunkt Opmaerkning = Bemaerkning("E_33", "5.B.2", "Feltet ligner HTML, RTF eller anden opmærkning. Fjern opmærkningen, eller aflevér teksten som dokument.");
    public static readonly Kontrolpunkt ForespoergselIkkeProevet = Bemaerkning("E_34", "6.C", "Forespørgslen bruger dele af SQL:1999, som kontrollen ikke kan afvikle. Afvikl den i en anden database.");
    public static readonly Kontrolpunkt Stinavn = Fejl("E_35", "4.B", "Navne i samme mappe skiller sig kun ud ved store og små bogstaver. Omdøb den ene.");
}
