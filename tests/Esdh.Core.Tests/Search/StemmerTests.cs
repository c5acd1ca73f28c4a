using System.Text;
using Esdh.Core.Search;
using Esdh.Testing;
using Npgsql;

namespace Esdh.Core.Tests.Search;

public class StemmerTests
{
    private const string Wordlist = "/usr/share/dict/danish";

    /// <summary>As PostgreSQL's danish stemmer has them.</summary>
    private const string Known = """
        afgørelse:afgør afgørelsen:afgør afgørelserne:afgør ansøgninger:ansøgning ansøgningen:ansøgning byggetilladelsen:byggetillad byggetilladelserne:byggetillad
        bygningerne:bygning kommunernes:kommun kommunen:kommun borgere:borg borgeren:borg borgernes:borg sagsbehandlingen:sagsbehandling sagsbehandleren:sagsbehandl sagerne:sag
        sagen:sag sags:sag dokumenternes:dokument dokumentet:dokument skoler:skol skolerne:skol skolens:skol lærere:lær læreren:lær lærerne:lær gården:gård gårdene:gård
        gårdens:gård børnene:børn børn:børn barnets:barn boliger:bol boligen:bol ejendommen:ejendom ejendommens:ejendom ejendommene:ejendom nødvendigt:nødvend nødvendige:nødvend
        mulighed:mul muligheder:mul mulighederne:mulighed sundhed:sund sundhedens:sund hjælpsomhed:hjælpsom forskelligt:forskel forskellige:forskel tydeligst:tyd ældste:ældst
        ældre:ældr rigtigst:rigt arbejdsløst:arbejdsløs arbejdsløs:arbejdsløs ledig:led ledige:led lovligt:lov lovlig:lov skriftligt:skrift skriftlige:skrift mundtlig:mund
        besluttede:beslutted beslutte:beslut besluttet:beslut indstillede:indstilled indstillingen:indstilling indstillinger:indstilling høringen:høring høring:høring
        planlægning:planlægning planlægningen:planlægning planlagt:planlag plads:plad pladser:plads pladserne:plads tilladt:tillad tillade:tillad tilladelse:tillad
        tilladelser:tillad virksomhed:virksom virksomheder:virksom virksomhedens:virksom dagtilbud:dagtilbud dagplejens:dagplej plejehjemmet:plejehjem plejehjemmets:plejehjem
        udvalgenes:udvalg udvalgets:udvalg udvalg:udvalg ønskede:ønsked ønskes:ønsk ønsker:ønsk søge:søg søgte:søgt søgning:søgning søen:søen søer:søer bøger:bøg bogen:bog
        byen:byen byer:byer by:by vej:vej vejen:vej vejene:vej vejens:vej år:år året:året årene:åren måned:måned måneden:måned månederne:måned taxaen:taxa konto:konto
        kontoen:konto kontoerne:konto skatten:skat skatter:skat skatteydere:skatteyd løst:løst løste:løst løsning:løsning løsningen:løsning usædvanligt:usædvan kraftigst:kraft
        hurtigst:hurt bedst:bedst bedste:bedst veje:vej vejede:vejed gods:god ris:ris is:is hus:hus huset:hus husets:hus husene:hus husenes:hus løb:løb løbene:løb
        ægteskab:ægteskab ægteskabet:ægteskab æbler:æbl ørred:ørred ål:ål åls:åls hed:hed heden:hed ethed:ethed enhed:enhed enhederne:enhed frihed:frihed friheden:frihed
        friheds:frihed magtfuldt:magtfuld kæmpende:kæmp levende:lev levendes:lev gående:gåend ventende:vent erindringer:erindring erindring:erindring frist:frist fristen:frist
        fristernes:frist kontorer:kontor kontorets:kontor kontor:kontor møde:mød møder:mød mødet:mød mødets:mød opfylder:opfyld opfyldelse:opfyld opfyldt:opfyld forsigtigt:forsig
        forsigtig:forsig uundgåeligt:uundgå uundgåelig:uundgå venligst:ven venlig:ven offentliggørelse:offentliggør offentligt:offent offentlig:offent kvalitet:kvalit
        kvaliteten:kvalitet kvaliteterne:kvalitet bud:bud buddet:bud buddene:bud syg:syg sygt:sygt syge:syg sygehus:sygehus bygd:bygd bygt:bygt vægt:vægt vægten:vægt dagene:dag
        dags:dag ret:ret retten:ret rettens:ret retter:ret stykket:styk stk:stk aa:aa øø:øø æbe:æbe xyz:xyz tv:tv ed:ed ede:ede eder:eder erne:ern
        """;

    [Fact]
    public void Kendte_ord_har_de_stammer_som_Snowball_giver_dem() => Assert.All(Known.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries), pair =>
        Assert.Equal(pair.Split(':')[1], DanishStemmer.Stem(pair.Split(':')[0])));

    /// <summary>On PostgreSQL against its stemmer; on SQLite, where there is none to ask, what must hold of any stemmer.</summary>
    [Fact]
    public async Task Hele_Debians_danske_ordliste_faar_de_stammer_som_PostgreSQL_giver_dem()
    {
        var words = (await File.ReadAllLinesAsync(Wordlist, Encoding.UTF8)).Select(w => w.ToLowerInvariant()).Distinct().ToArray();
        Assert.True(words.Length > 250_000, $"{words.Length}");
        if (!Testdatabase.ErPostgresql)
        {
            foreach (var word in words)
                Assert.InRange(DanishStemmer.StemLength(word), Math.Min(2, word.Length), word.Length);
            return;
        }

        await using var connection = new NpgsqlConnection(Environment.GetEnvironmentVariable("ESDH_TEST_FORBINDELSE")!.Replace("{myndighed}", "postgres", StringComparison.Ordinal));
        await connection.OpenAsync();
        await using var transaction = await connection.BeginTransactionAsync();

        // The one that comes with PostgreSQL leaves out stop words; this one does not, and is gone again with the transaction.
        await using (var make = new NpgsqlCommand("CREATE TEXT SEARCH DICTIONARY esdh_proeve (TEMPLATE = snowball, LANGUAGE = danish)", connection, transaction))
            await make.ExecuteNonQueryAsync();
        List<string> different = [];
        foreach (var batch in words.Chunk(50_000))
        {
            await using var ask = new NpgsqlCommand("SELECT (ts_lexize('esdh_proeve', ord))[1] FROM unnest($1) WITH ORDINALITY AS t(ord, nr) ORDER BY nr", connection, transaction);
            ask.Parameters.Add(new() { Value = batch });
            await using var rows = await ask.ExecuteReaderAsync();
            foreach (var word in batch)
            {
                Assert.True(await rows.ReadAsync());
                if (rows.GetString(0) != DanishStemmer.Stem(word))
                    different.Add($"{word}: {rows.GetString(0)} / {DanishStemmer.Stem(word)}");
            }
        }

        Assert.True(different.Count == 0, $"{different.Count}: {string.Join(", ", different.Take(20))}");
    }
}
