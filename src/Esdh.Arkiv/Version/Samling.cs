using System.Globalization;
using Esdh.Core.Authorities;
using Esdh.Core.Files;
using Esdh.Core.Files.Pdf;
using Esdh.Core.Calendar;

namespace Esdh.Arkiv.Version;

/// <summary>Puts a version together when its tables and documents are made: media and collections, the table of files, context, schemas and indices. Safe to begin again.</summary>
internal sealed class Samling(Versionsbygger bygger, Authority myndighed, Konverter konverter, Action<string> melding)
{
    private const int FlestPrSamling = 10_000;

    private readonly Arkivtekst _tekst = new();
    private readonly Arbejdsdb _arbejde = bygger.Arbejde;

    public async Task UdfoerAsync(Udtraeksstand stand, CancellationToken ct)
    {
        melding("Indekser skrives.");
        Fordel();
        Flyt(ct);
        stand.Tabeller.RemoveAll(t => t.Navn == Tabelkatalog.Dokumentfil.Navn);
        stand.Tabeller.Add(Filtabel());
        var kontekst = await KontekstAsync(stand, ct);
        Skemaer();
        var harDokumenter = _arbejde.Tal("select count(*) from fil") > 0;
        var mappe = Path.Combine(bygger.Medie(1), "Indices");
        var indeks = new Indeksskriver(bygger.Plan, mappe, _tekst);
        Skrevet("archiveIndex.xml", indeks.Arkiv(stand, harDokumenter));
        Skrevet("contextDocumentationIndex.xml", indeks.Kontekst(kontekst));
        Skrevet("tableIndex.xml", indeks.Tabeller(stand.Tabeller, harDokumenter));
        if (harDokumenter)
            Skrevet("docIndex.xml", indeks.Dokumenter(Dokumenter()));
        indeks.Filer(Filer());

        void Skrevet(string navn, (string, long) fil) => _arbejde.Skrevet($@"Indices\{navn}", fil);
    }

    /// <summary>Collections of at most 10,000 documents; a new one where a medium is full. Those that share a replacement stand once.</summary>
    private void Fordel() => _arbejde.Samlet(() =>
    {
        var (samling, medie, iSamling, paaMedie) = (1L, 1L, 0, 0L);
        _arbejde.Koer("create table if not exists plads (id integer primary key, samling integer not null, medie integer not null, erstatning integer not null, bytes integer not null, md5 text not null)");
        _arbejde.Koer("delete from plads");
        var ind = _arbejde.Forbered("insert into plads values ($a, $b, $c, $d, $e, $f)", 6);
        foreach (var (id, bytes, md5) in _arbejde.Laes("select id, bytes, md5 from fil where tilstand = 'Ok' order by id", r => (r.GetInt64(0), r.GetInt64(1), r.GetString(2))).ToList())
            Plads(id, bytes, md5, 0);
        foreach (var tilstand in _arbejde.Laes("select distinct tilstand from fil where tilstand <> 'Ok' order by tilstand", r => Enum.Parse<Filtilstand>(r.GetString(0))).OrderBy(Erstatning.Id).ToList())
        {
            var (md5, bytes) = Erstatning.Sum(tilstand);
            Plads(Erstatning.Id(tilstand), bytes, md5, 1);
        }

        void Plads(long id, long bytes, string md5, int erstatning)
        {
            if (bygger.Plan.BytesPrMedie is { } mest && paaMedie > 0 && paaMedie + bytes > mest)
                (medie, samling, iSamling, paaMedie) = (medie + 1, samling + 1, 0, 0);
            if (iSamling == FlestPrSamling)
                (samling, iSamling) = (samling + 1, 0);
            ind([id, samling, medie, erstatning, bytes, md5]);
            (iSamling, paaMedie) = (iSamling + 1, paaMedie + bytes);
        }
    });

    private void Flyt(CancellationToken ct)
    {
        foreach (var (id, samling, medie, erstatning) in _arbejde.Laes("select id, samling, medie, erstatning from plads order by id", r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetInt64(3))))
        {
            ct.ThrowIfCancellationRequested();
            var til = Path.Combine(bygger.Medie(medie), "Documents", Samlingsnavn(samling), id.ToString(CultureInfo.InvariantCulture), "1.tif");
            if (File.Exists(til))
                continue;
            Directory.CreateDirectory(Path.GetDirectoryName(til)!);
            if (erstatning == 1)
                Erstatning.Skriv(Erstatning.Tilstand(id), til);
            else
                File.Move(bygger.Vente(id), til);
        }
    }

    private Tabelstand Filtabel()
    {
        var nummer = Tabelkatalog.Nummer(Tabelkatalog.Dokumentfil);
        var mappe = Path.Combine(bygger.Medie(1), "Tables");
        using var skriver = new Tabelskriver(Tabelkatalog.Dokumentfil, nummer, mappe, _tekst);
        foreach (var raekke in _arbejde.Laes("select fil_nr, dokument_nr, nummer, filnavn, mimetype, stoerrelse, sha256, id, tilstand from fil order by id", r =>
        {
            var tilstand = Enum.Parse<Filtilstand>(r.GetString(8));
            return new object?[]
            {
                r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetString(3), r.GetString(4), r.GetInt64(5), r.GetString(6), tilstand == Filtilstand.Ok ? r.GetInt64(7) : Erstatning.Id(tilstand),
                tilstand.ToString().ToUpperInvariant(),
            };
        }))
        {
            skriver.Raekke(raekke);
        }

        var (stand, md5, bytes) = skriver.Slut();
        var navn = Tabelskriver.Navn(nummer);
        _arbejde.Skrevet($@"Tables\{navn}\{navn}.xml", (md5, bytes));
        _arbejde.Skrevet($@"Tables\{navn}\{navn}.xsd", Tabelskriver.Skema(Tabelkatalog.Dokumentfil, nummer, mappe));
        return stand;
    }

    private async Task<List<(long Id, Kontekstfil Fil)>> KontekstAsync(Udtraeksstand stand, CancellationToken ct)
    {
        var dag = DanishTime.DateOf(bygger.Plan.Frosset);
        var mappe = Path.Combine(bygger.Medie(1), "ContextDocumentation", Samlingsnavn(1));
        using var halve = new TemporaryFolder(bygger.Byggemappe);
        List<(long, Kontekstfil)> svar = [];
        var beskrivelse = halve.File("beskrivelse.pdf");
        Kontekstdokumenter.Systembeskrivelse(bygger.Plan, stand, beskrivelse);
        await TilfoejAsync(new("Systembeskrivelse", dag, myndighed.Info.Name, "systembeskrivelse.pdf", "", ["systemInformation/systemPurpose", "systemInformation/systemContent", "systemInformation/systemPresentationStructure"]), beskrivelse);
        var plan = halve.File("journalplan.pdf");
        Kontekstdokumenter.Journalplan(Path.Combine(bygger.Medie(1), "Tables"), plan);
        await TilfoejAsync(new("Journalplan", dag, myndighed.Info.Name, "journalplan.pdf", "", ["systemInformation/systemTaxonomy"]), plan);
        foreach (var fil in bygger.Plan.Kontekst)
            await TilfoejAsync(fil, myndighed.Content.PathOf(fil.Sha256));
        return svar;

        async Task TilfoejAsync(Kontekstfil fil, string sti)
        {
            var id = svar.Count + 1L;
            var til = Path.Combine(mappe, id.ToString(CultureInfo.InvariantCulture), "1.tif");
            Directory.CreateDirectory(Path.GetDirectoryName(til)!);
            var konverteret = await konverter.TilTiffAsync(sti, fil.Filnavn, til, ct);
            if (konverteret.Tilstand != Filtilstand.Ok)
            {
                Pladsmangel.KraevPlads(bygger.Byggemappe);
                _arbejde.SaetStand($"kontekst {id}", $"Kontekstdokumentet »{fil.Titel}« ({fil.Filnavn}) kunne ikke laves om til TIFF: {konverteret.Grund}");
                Erstatning.Skriv(konverteret.Tilstand, til);
                konverteret = konverteret with { Md5 = Erstatning.Sum(konverteret.Tilstand).Md5, Bytes = Erstatning.Sum(konverteret.Tilstand).Bytes };
            }

            _arbejde.Skrevet($@"ContextDocumentation\{Samlingsnavn(1)}\{id.ToString(CultureInfo.InvariantCulture)}\1.tif", (konverteret.Md5!, konverteret.Bytes));
            svar.Add((id, fil));
        }
    }

    /// <summary>The official schemas, byte for byte.</summary>
    private void Skemaer()
    {
        Directory.CreateDirectory(Path.Combine(bygger.Medie(1), "Schemas", "localShared"));
        var mappe = Path.Combine(bygger.Medie(1), "Schemas", "standard");
        Directory.CreateDirectory(mappe);
        foreach (var navn in new[] { "archiveIndex", "contextDocumentationIndex", "docIndex", "fileIndex", "researchIndex", "tableIndex", "XMLSchema" })
            _arbejde.Skrevet($@"Schemas\standard\{navn}.xsd", Ressource.Skriv($"Skemaer/{navn}.xsd", Path.Combine(mappe, navn + ".xsd")));
    }

    private IEnumerable<(long, long?, long, long, string)> Dokumenter() => _arbejde.Laes(
        """
        select p.id, q.id, p.medie, p.samling, f.filnavn from plads p left join fil f on f.id = p.id and p.erstatning = 0 left join plads q on q.id = f.foraelder and q.erstatning = 0 order by p.id
        """,
        r => (r.GetInt64(0), r.IsDBNull(1) ? (long?)null : r.GetInt64(1), r.GetInt64(2), r.GetInt64(3), r.IsDBNull(4) ? "erstatningsdokument.tif" : r.GetString(4)));

    private IEnumerable<(string, string, string)> Filer()
    {
        foreach (var (sti, md5) in _arbejde.Laes("select sti, md5 from skrevet where sti <> 'Indices\\fileIndex.xml' order by sti", r => (r.GetString(0), r.GetString(1))))
        {
            var skel = sti.LastIndexOf('\\');
            yield return ($@"{bygger.Plan.Avid}.1\{sti[..skel]}", sti[(skel + 1)..], md5);
        }

        foreach (var (id, samling, medie, md5) in _arbejde.Laes("select id, samling, medie, md5 from plads order by id", r => (r.GetInt64(0), r.GetInt64(1), r.GetInt64(2), r.GetString(3))))
            yield return (string.Create(CultureInfo.InvariantCulture, $@"{bygger.Plan.Avid}.{medie}\Documents\{Samlingsnavn(samling)}\{id}"), "1.tif", md5);
    }

    private static string Samlingsnavn(long samling) => "docCollection" + samling.ToString(CultureInfo.InvariantCulture);
}
