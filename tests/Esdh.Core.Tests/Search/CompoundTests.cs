using Esdh.Core.Search;

namespace Esdh.Core.Tests.Search;

[Trait("Database", "nej")]
public class CompoundTests
{
    /// <summary>A compound and what it must be found by.</summary>
    private const string True = """
        byggetilladelse:tilladelse,bygge byggetilladelsernes:tilladelse folkeskolelærer:skole,folkeskole,lærer sagsbehandlingstid:sagsbehandling,tid sagsbehandler:sag,behandler lokalplanforslag:lokalplan,forslag
        kommuneplantillæg:kommuneplan,tillæg,plan plejehjemsplads:plejehjem,plads dagtilbudsloven:dagtilbud,lov ejendomsskattebillet:ejendomsskat,billet,skat,ejendom forældremyndighed:forældre,myndighed
        sundhedsplejerske:sundhed carporttilladelse:carport,tilladelse skolebestyrelsesvalg:skolebestyrelse,valg byrådsmøde:byråd,møde økonomiudvalget:økonomi,udvalg teknikudvalgsmøde:teknik
        børnehaveklasse:børnehave,klasse hjemmehjælpsvisitation:hjemmehjælp,visitation kørekortfornyelse:kørekort,fornyelse parkeringsafgift:parkering,afgift affaldsgebyr:affald,gebyr vandløbsregulativ:vandløb,regulativ
        spildevandsplan:spildevand,plan støjgrænse:støj miljøgodkendelser:miljø,godkendelse husdyrbrug:husdyr,brug landzonetilladelse:landzone,tilladelse nabohøring:nabo,høring aktindsigtsanmodning:aktindsigt,anmodning
        partshøring:part,høring klagevejledning:klage,vejledning afgørelsesbrev:afgørelse,brev ankestyrelsen:anke,styrelse kontanthjælpsmodtager:kontanthjælp,modtager sygedagpengesag:sygedagpenge,sag
        førtidspensionssag:førtidspension,sag boligstøtte:bolig,støtte ældrebolig:ældre,bolig plejefamilie:pleje,familie børnefaglig:børn undersøgelsesrapport:undersøgelse,rapport skolevej:skole,vej
        skovbyggelinje:skov strandbeskyttelse:strand,beskyttelse fredningsnævn:fredning,nævn vejbelysning:vej,belysning cykelsti:cykel,sti trafiksikkerhed:trafik,sikkerhed brandsyn:brand,syn
        rottebekæmpelse:rotte,bekæmpelse skorstensfejer:skorsten grundejerforening:grundejer,forening fjernvarmeforsyning:fjernvarme,forsyning solcelleanlæg:solcelle,anlæg vindmølleprojekt:vindmølle,projekt
        personalehåndbog:personale,håndbog lønforhandling:løn,forhandling ansættelsesbrev:ansættelse,brev tjenestemandspension:pension afskedigelsessag:sag budgetopfølgning:budget,opfølgning regnskabsår:regnskab,år
        indkøbsaftale:indkøb,aftale udbudsmateriale:udbud,materiale kontraktstyring:kontrakt,styring itsikkerhed:it,sikkerhed databehandleraftale:aftale persondatalov:lov borgerservice:borger,service
        borgmesterkontor:borgmester,kontor folkeoplysningsudvalg:udvalg idrætshal:idræt,hal svømmehalsbillet:svømmehal,billet biblioteksbog:bibliotek,bog musikskoleelev:musikskole,elev kulturhus:kultur,hus
        efteruddannelse:uddannelse underudvalg:udvalg ældrerådsmøde:ældreråd,møde handicapråd:handicap,råd udsatteråd:råd hjælpemiddelbevilling:hjælpemiddel,bevilling merudgift:udgift
        """;

    /// <summary>What must not be found by a word that stands in it by chance.</summary>
    private const string False = """
        forslag:slag forlag:lag beslag:slag vejledning:vej,ledning anledning:ledning medarbejder:arbejder behandling:handling forhandling:handling område:råd forråd:råd undervisning:visning forhold:hold indhold:hold
        ophold:hold bidrag:drag forening:ening forsikring:sikring omsorg:sorg søgende:søg søndag:søn mandag:mand instans:stan dokument:doku planet:plan plante:plan kontakt:akt kontrakt:akt,kontra eksakt:akt karakter:akt,kar
        familie:lie kommunikation:kommune kommunens:kommune bestemt:stemt betaling:tal betale:tale fortale:tale samtale:tal opgave:gave udgave:gave aftale:tale fabrik:brik artikel:art partikel:part,art parti:part
        universitet:vers kandidat:dato husning:hus huset:hus,set vejen:vej skoler:skole lærerinde:inde ejendommene:ejendom ejendommelig:ejendom børnene:børn sikkerhed:sikker nyhed:ny frihed:fri enhed:en beliggenhed:enhed
        virksomhed:virk mulighed:mulig godkendelse:god forbud:bud tilbud:bud udbud:bud påbud:bud ombud:bud indsats:sats beløb:løb forløb:løb afløb:løb udløb:løb omløb:løb bestand:stand modstand:stand tilstand:stand
        formål:mål omhu:hu adresse:dres administration:station institution:stitu situation:station operation:ration generation:ration organisation:station koordination:nation information:form,formation
        handicap:handi,hand hospital:spital kapital:tal total:tal digital:tal antal:tal hospitalet:tale regulativ:tiv advokat:kat skriftlig:skrift lejlighed:lej nødvendig:nød vendig:ven ansvarlig:svar afhængig:hæng
        journalisten:list specialist:list forstander:stander statistik:stat stationær:station protokol:kol
        """;

    private static HashSet<string> Parts(string word) => [.. DanishAnalyzer.Tokens(word).SelectMany(t => t.Parts)];

    [Fact]
    public void Sammensatte_ord_findes_ved_deres_dele()
    {
        List<string> missed = [];
        var count = 0;
        foreach (var (word, part) in Pairs(True))
        {
            count++;
            if (!Parts(word).Contains(DanishAnalyzer.Stem(part)))
                missed.Add($"{word} ikke ved {part} ({string.Join(' ', CompoundSplitter.Split(word))})");
        }

        Assert.True(missed.Count == 0 && count > 120, $"{missed.Count} af {count}: {string.Join("; ", missed)}");
    }

    [Fact]
    public void Ord_der_kun_ligner_findes_ikke()
    {
        List<string> wrong = [];
        var count = 0;
        foreach (var (word, part) in Pairs(False))
        {
            count++;
            if (DanishAnalyzer.Stem(word) != DanishAnalyzer.Stem(part) && Parts(word).Contains(DanishAnalyzer.Stem(part)))
                wrong.Add($"{word} ved {part} ({string.Join(' ', CompoundSplitter.Split(word))})");
        }

        Assert.True(wrong.Count == 0 && count > 100, $"{wrong.Count} af {count}: {string.Join("; ", wrong)}");
    }

    /// <summary>How much of a whole language is cut: too little finds nothing, too much finds everything.</summary>
    [Fact]
    public void Ordlistens_lange_ord_deles_oftest_og_de_korte_sjaeldent()
    {
        var words = File.ReadAllLines("/usr/share/dict/danish").Where(w => w.Length > 0 && char.IsLower(w[0])).ToList();
        double Share(Func<string, bool> which) => words.Where(which).ToList() is var some ? some.Count(w => CompoundSplitter.Split(w).Count > 0) / (double)some.Count : 0;
        Assert.InRange(Share(w => w.Length >= 18), 0.6, 1);
        Assert.InRange(Share(w => w.Length is >= 12 and < 18), 0.25, 0.8);
        Assert.InRange(Share(w => w.Length <= 7), 0, 0.06);
    }

    private static IEnumerable<(string Word, string Part)> Pairs(string list) =>
        from entry in list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
        from part in entry.Split(':')[1].Split(',')
        select (entry.Split(':')[0], part);
}
