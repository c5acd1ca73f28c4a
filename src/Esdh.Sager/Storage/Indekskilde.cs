using Esdh.Core.Calendar;
using Esdh.Core.Identity;
using Esdh.Core.Text;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Soegeindeks;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Storage;

/// <summary>What the search index is made of: read from the tables as they are now, whoever may see it. Who sees a hit is decided when it is searched for.</summary>
internal sealed class Indekskilde(SagerDb db, Sagstyper typer, TimeProvider tid)
{
    private sealed record Sagsord(string Sagsnummer, string Titel, string? OffentligTitel, Sagsfelter Felter, DateTimeOffset Oprettet, IReadOnlyList<string> Numre)
    {
        /// <summary>What a document is found by besides its own words, and what narrows who looks at it.</summary>
        public HashSet<string> Stammer() => Indeksord.Stammer(string.Join('\n', [Sagsnummer, Titel, OffentligTitel, .. Numre]));

        public long Aftryk(IEnumerable<string> stammer) => Indeksord.Aftryk([.. stammer, Indeksmaerke.Emne(Felter.Emne), Indeksmaerke.Adgang(Felter.Liste)]);

        /// <summary>Danish time is an hour ahead at every turn of the year.</summary>
        public int Aar => Oprettet.UtcDateTime.AddHours(1).Year;
    }

    /// <summary>Numbers of those that are there, by id.</summary>
    public async Task<Dictionary<Guid, int>> SagsnumreAsync(IReadOnlyCollection<Guid> ider, CancellationToken ct) =>
        // Uden for adgang: indekset holder alle sager.
        ider.Count == 0 ? [] : await db.Sager.Where(s => ider.Contains(s.Id)).Select(s => new { s.Id, s.Nr }).ToDictionaryAsync(s => s.Id, s => s.Nr, ct);

    /// <inheritdoc cref="SagsnumreAsync"/>
    public async Task<Dictionary<Guid, int>> DokumentnumreAsync(IReadOnlyCollection<Guid> ider, CancellationToken ct) =>
        // Uden for adgang: indekset holder alle dokumenter.
        ider.Count == 0 ? [] : await db.Dokumenter.Where(d => ider.Contains(d.Id)).Select(d => new { d.Id, d.Nr }).ToDictionaryAsync(d => d.Id, d => d.Nr, ct);

    /// <inheritdoc cref="SagsnumreAsync"/>
    public async Task<Dictionary<Guid, int>> NotatnumreAsync(IReadOnlyCollection<Guid> ider, CancellationToken ct) =>
        ider.Count == 0 ? [] : await db.Notater.Where(n => ider.Contains(n.Id)).Select(n => new { n.Id, n.Nr }).ToDictionaryAsync(n => n.Id, n => n.Nr, ct);

    /// <inheritdoc cref="SagsnumreAsync"/>
    public async Task<Dictionary<Guid, int>> PartsnumreAsync(IReadOnlyCollection<Guid> ider, CancellationToken ct) =>
        ider.Count == 0 ? [] : await db.Parter.Where(p => ider.Contains(p.Id)).Select(p => new { p.Id, p.Nr }).ToDictionaryAsync(p => p.Id, p => p.Nr, ct);

    /// <summary>What the rows of these cases are to say of them.</summary>
    public async Task<List<(int Sag, Sagsfelter Felter)>> SagsfelterAsync(IReadOnlyCollection<Guid> ider, CancellationToken ct) =>
        // Uden for adgang: indekset holder alle sager.
        ider.Count == 0 ? [] : (await db.Sager.Where(s => ider.Contains(s.Id)).Select(s => new { s.Nr, s.AdgangslisteNr, s.Emne, s.Tilstand, s.BehandlerId, s.EnhedId }).ToListAsync(ct))
            .ConvertAll(s => (s.Nr, new Sagsfelter(s.AdgangslisteNr, s.Emne, s.Tilstand.ToString(), s.BehandlerId, s.EnhedId)));

    /// <summary>These documents' own access lists, at each place they are.</summary>
    public async Task<List<(Ting Ting, int? Egen)>> EgneListerAsync(IReadOnlyCollection<Guid> ider, CancellationToken ct) =>
        ider.Count == 0 ? [] : (await (
            // Uden for adgang: indekset holder alle sager og dokumenter.
            from d in db.Dokumenter.Where(d => ider.Contains(d.Id))
            join r in db.Registreringer on d.Id equals r.DokumentId
            // Uden for adgang: som ovenfor.
            join s in db.Sager on r.SagId equals s.Id
            select new { Sag = s.Nr, d.Nr, d.AdgangslisteNr }).ToListAsync(ct)).ConvertAll(x => (new Ting(x.Sag, Postart.Dokument, x.Nr), x.AdgangslisteNr));

    /// <summary>The next of each kind after a place, in the order they came; no more than there can be of each.</summary>
    public async Task<List<(Postart Art, int Nr)>> NaesteAsync(Byggested efter, int antal, CancellationToken ct)
    {
        var (sag, dokument, notat, part) = efter;
        // Uden for adgang: indekset holder alle sager og dokumenter.
        var sager = (await db.Sager.Where(s => s.Nr > sag).OrderBy(s => s.Nr).Take(antal).Select(s => new { s.Nr, s.Oprettet }).ToListAsync(ct)).ConvertAll(x => (Postart.Sag, x.Nr, x.Oprettet));
        // Uden for adgang: som ovenfor.
        var dokumenter = (await db.Dokumenter.Where(d => d.Nr > dokument).OrderBy(d => d.Nr).Take(antal).Select(d => new { d.Nr, d.Oprettet }).ToListAsync(ct)).ConvertAll(x => (Postart.Dokument, x.Nr, x.Oprettet));
        var notater = (await db.Notater.Where(n => n.Nr > notat).OrderBy(n => n.Nr).Take(antal).Select(n => new { n.Nr, n.Oprettet }).ToListAsync(ct)).ConvertAll(x => (Postart.Notat, x.Nr, x.Oprettet));
        var parter = (await db.Parter.Where(p => p.Nr > part).OrderBy(p => p.Nr).Take(antal).Select(p => new { p.Nr, p.Oprettet }).ToListAsync(ct)).ConvertAll(x => (Postart.Part, x.Nr, x.Oprettet));
        List<(Postart Art, int Nr)> alle = [];
        int[] sted = [0, 0, 0, 0];
        List<(Postart Art, int Nr, DateTimeOffset Tid)>[] kilder = [sager, dokumenter, notater, parter];
        while (alle.Count < antal)
        {
            var naeste = -1;
            for (var i = 0; i < kilder.Length; i++)
            {
                if (sted[i] < kilder[i].Count && (naeste < 0 || kilder[i][sted[i]].Tid < kilder[naeste][sted[naeste]].Tid))
                    naeste = i;
            }

            if (naeste < 0)
                break;
            alle.Add((kilder[naeste][sted[naeste]].Art, kilder[naeste][sted[naeste]].Nr));
            sted[naeste]++;
        }

        return alle;
    }

    /// <summary>How many rows there are to go through, about.</summary>
    public async Task<long> OmfangAsync(CancellationToken ct) =>
        // Uden for adgang: et tal alene.
        (await db.Sager.MaxAsync(s => (int?)s.Nr, ct) ?? 0) + (await db.Dokumenter.MaxAsync(d => (int?)d.Nr, ct) ?? 0)
        + (await db.Notater.MaxAsync(n => (int?)n.Nr, ct) ?? 0) + (long)(await db.Parter.MaxAsync(p => (int?)p.Nr, ct) ?? 0);

    public async Task<List<Indekspost>> SagerAsync(IReadOnlyCollection<int> numre, CancellationToken ct)
    {
        if (numre.Count == 0)
            return [];
        // Uden for adgang: indekset holder alle sager.
        var sager = await db.Sager.Where(s => numre.Contains(s.Nr))
            .Select(s => new { s.Id, s.Nr, s.Sagsnummer, s.Titel, s.OffentligTitel, s.Beskrivelse, s.Emne, s.AdgangslisteNr, s.Tilstand, s.BehandlerId, s.EnhedId, s.Oprettet }).ToListAsync(ct);
        var ider = sager.ConvertAll(s => s.Id);
        var tidligere = (await db.Sagsnumre.Where(n => ider.Contains(n.SagId)).OrderBy(n => n.Sagsnummer).Select(n => new { n.SagId, n.Sagsnummer }).ToListAsync(ct)).ToLookup(n => n.SagId, n => n.Sagsnummer);
        var maerker = (await db.Maerker.Where(m => ider.Contains(m.SagId)).OrderBy(m => m.Maerke).Select(m => new { m.SagId, m.Maerke }).ToListAsync(ct)).ToLookup(m => m.SagId, m => m.Maerke);
        var idag = DanishTime.Today(tid);
        var parter = (await (from sp in db.Sagsparter.Where(p => ider.Contains(p.SagId))
                             join p in db.Parter.Where(p => !p.ErBeskyttet || p.BeskyttetTil < idag) on sp.PartId equals p.Id
                             orderby sp.Id
                             select new { sp.SagId, sp.Navn, p.Soegetekst }).ToListAsync(ct)).ToLookup(p => p.SagId);
        var felter = await FelterAsync(ider, ct);
        return sager.ConvertAll(s =>
        {
            var fakta = new Sagsord(s.Sagsnummer, s.Titel, s.OffentligTitel, new(s.AdgangslisteNr, s.Emne, s.Tilstand.ToString(), s.BehandlerId, s.EnhedId), s.Oprettet, [.. tidligere[s.Id].Where(n => n != s.Sagsnummer)]);
            var ord = new Indeksord().Titel(s.Sagsnummer).Titel(s.Titel);
            foreach (var nummer in fakta.Numre)
                ord.Titel(nummer);
            ord.Tekst(s.OffentligTitel == s.Titel ? null : s.OffentligTitel).Tekst(s.Beskrivelse is null ? null : HtmlCleaner.ToPlainText(s.Beskrivelse));
            foreach (var maerke in maerker[s.Id])
                ord.Tekst(maerke);
            foreach (var felt in felter[s.Id])
                ord.Tekst(felt);
            foreach (var part in parter[s.Id].Take(5000))
                ord.Tekst(part.Navn).Tekst(part.Soegetekst);
            Faelles(ord, Postart.Sag, fakta, DanishTime.DateOf(s.Oprettet));
            return new Indekspost(new(s.Nr, Postart.Sag, s.Nr), 0, null, fakta.Aftryk(fakta.Stammer()), [], ord, new(fakta.Felter, null, fakta.Aar, null));
        });
    }

    /// <summary>What is known of cases of modules' types, as it is shown. Whether the module is on does not matter: the index holds what is there.</summary>
    private async Task<ILookup<Guid, string>> FelterAsync(IReadOnlyCollection<Guid> ider, CancellationToken ct)
    {
        var forloeb = await db.Sagsforloeb.Where(f => ider.Contains(f.SagId)).Select(f => new { f.SagId, f.Sagstype, f.Udgave }).ToListAsync(ct);
        if (forloeb.Count == 0)
            return Enumerable.Empty<(Guid, string)>().ToLookup(x => x.Item1, x => x.Item2);
        var vaerdier = (await db.Feltvaerdier.Where(v => ider.Contains(v.SagId)).OrderBy(v => v.Felt).ToListAsync(ct)).ToLookup(v => v.SagId);
        return (from f in forloeb
                from felt in typer.Find(f.Sagstype, f.Udgave)?.Felter.Where(x => x.Soegbart && x.Type != Sagsfelttype.JaNej) ?? []
                from v in vaerdier[f.SagId]
                where v.Felt == felt.Noegle
                select (f.SagId, Feltform.Vis(felt, v.Vaerdi))).ToLookup(x => x.SagId, x => x.Item2);
    }

    /// <summary>A row for each case that each of these documents is on now.</summary>
    public async Task<List<Indekspost>> DokumenterAsync(IReadOnlyCollection<int> numre, CancellationToken ct)
    {
        if (numre.Count == 0)
            return [];
        // Uden for adgang: indekset holder alle dokumenter.
        var dokumenter = await db.Dokumenter.Where(d => numre.Contains(d.Nr))
            .Select(d => new { d.Id, d.Nr, d.Titel, d.OffentligTitel, d.Dokumenttype, d.Retning, d.Dato, d.Tilstand, d.Filversion, d.AdgangslisteNr }).ToListAsync(ct);
        var ider = dokumenter.ConvertAll(d => d.Id);
        var steder = await db.Registreringer.Where(r => ider.Contains(r.DokumentId) && r.FlyttetTilId == null)
            .Select(r => new { r.Nr, r.DokumentId, r.SagId, r.Aktnr, r.Bilagsnr }).ToListAsync(ct);
        var filer = (await (from f in db.Filer.Where(f => ider.Contains(f.DokumentId))
                            orderby f.DokumentId, f.Nummer
                            select new { f.DokumentId, f.Filversion, f.Filnavn, f.Sha256, f.Mimetype, f.Stoerrelse }).ToListAsync(ct)).ToLookup(f => f.DokumentId);
        var korrespondenter = (await db.Korrespondenter.Where(k => ider.Contains(k.DokumentId)).OrderBy(k => k.Id).Select(k => new { k.DokumentId, k.PartId, k.Navn, k.Email }).ToListAsync(ct)).ToLookup(k => k.DokumentId);
        var erBeskyttet = await db.BeskyttedeKorrespondenterAsync([.. korrespondenter.Select(k => k.Key)], DanishTime.Today(tid), ct);
        var sager = await SagsordAsync([.. steder.Select(s => s.SagId).Distinct()], ct);
        var pladser = steder.ToLookup(s => s.DokumentId);
        List<Indekspost> poster = [];
        foreach (var d in dokumenter)
        {
            var egne = filer[d.Id].Where(f => f.Filversion == d.Filversion).ToList();
            foreach (var r in pladser[d.Id])
            {
                var (sagNr, fakta, arvet) = sager[r.SagId];
                var ord = new Indeksord().Titel(d.Titel);
                if (r.Aktnr is { } akt)
                    ord.Tekst(r.Bilagsnr is { } bilag ? FormattableString.Invariant($"akt{akt}x{bilag}") : FormattableString.Invariant($"akt{akt}"));
                ord.Tekst(d.OffentligTitel == d.Titel ? null : d.OffentligTitel).Tekst(d.Dokumenttype);
                foreach (var k in korrespondenter[d.Id].Where(k => !erBeskyttet(d.Id, k.PartId, k.Navn, k.Email)))
                    ord.Tekst(k.Navn).Tekst(k.Email);
                foreach (var f in egne)
                    ord.Tekst(Path.GetFileNameWithoutExtension(f.Filnavn));
                ord.Arvet(arvet).Med(Indeksmaerke.Retning(d.Retning.ToString()));
                Faelles(ord, Postart.Dokument, fakta, d.Dato);
                var type = egne.Count == 0 ? "" : Path.GetExtension(egne[0].Filnavn).TrimStart('.').ToUpperInvariant();
                if (type.Length is > 0 and <= 10)
                    ord.Med(Indeksmaerke.Type(type));
                poster.Add(new(new(sagNr, Postart.Dokument, d.Nr), r.Nr, type.Length is > 0 and <= 10 ? type : null, 0,
                    d.Tilstand == Dokumenttilstand.Fejljournaliseret ? [] : [.. egne.Select(f => new Indeksfil(f.Sha256, f.Filnavn, f.Mimetype, f.Stoerrelse))], ord,
                    new(fakta.Felter, d.AdgangslisteNr, d.Dato.Year, d.Retning.ToString())));
            }
        }

        return poster;
    }

    public async Task<List<Indekspost>> NotaterAsync(IReadOnlyCollection<int> numre, CancellationToken ct)
    {
        if (numre.Count == 0)
            return [];
        var notater = await db.Notater.Where(n => numre.Contains(n.Nr)).Select(n => new { n.Nr, n.SagId, n.Overskrift, n.Tekst, n.Oprettet }).ToListAsync(ct);
        var sager = await SagsordAsync([.. notater.Select(n => n.SagId).Distinct()], ct);
        return notater.ConvertAll(n =>
        {
            var (sagNr, fakta, arvet) = sager[n.SagId];
            var ord = new Indeksord().Tekst(n.Overskrift).Tekst(HtmlCleaner.ToPlainText(n.Tekst)).Arvet(arvet);
            Faelles(ord, Postart.Notat, fakta, DanishTime.DateOf(n.Oprettet));
            return new Indekspost(new(sagNr, Postart.Notat, n.Nr), 0, null, 0, [], ord, new(fakta.Felter, null, fakta.Aar, null));
        });
    }

    public async Task<List<Indekspost>> ParterAsync(IReadOnlyCollection<int> numre, CancellationToken ct)
    {
        if (numre.Count == 0)
            return [];
        var idag = DanishTime.Today(tid);
        var parter = await db.Parter.Where(p => numre.Contains(p.Nr)).Select(p => new { p.Nr, p.Navn, p.Soegetekst, p.Cvr, Beskyttet = p.ErBeskyttet && (p.BeskyttetTil == null || p.BeskyttetTil >= idag) }).ToListAsync(ct);
        return parter.ConvertAll(p =>
        {
            var ord = new Indeksord();
            if (p.Beskyttet)
                ord.Titel(p.Cvr);
            else
                ord.Titel(p.Navn).Titel(p.Cvr).Tekst(p.Soegetekst);
            ord.Med(Indeksmaerke.Art(Postart.Part)).Med(Indeksmaerke.AdgangPart);
            return new Indekspost(new(0, Postart.Part, p.Nr), 0, null, 0, [], ord, Indeksfelter.Ingen);
        });
    }

    /// <summary>What is on a case now, besides itself.</summary>
    public async Task<List<Ting>> PaaSagenAsync(Guid sagId, int sagNr, CancellationToken ct)
    {
        var dokumenter = await (from r in db.Registreringer.Where(r => r.SagId == sagId && r.FlyttetTilId == null)
                                // Uden for adgang: indekset holder alle dokumenter.
                                join d in db.Dokumenter on r.DokumentId equals d.Id
                                select d.Nr).ToListAsync(ct);
        var notater = await db.Notater.Where(n => n.SagId == sagId).Select(n => n.Nr).ToListAsync(ct);
        return [.. dokumenter.Select(d => new Ting(sagNr, Postart.Dokument, d)), .. notater.Select(n => new Ting(sagNr, Postart.Notat, n))];
    }

    /// <summary>The places of these documents, also those that they have left.</summary>
    public async Task<List<(int Sag, int Dokument, bool ErDer)>> StederAsync(IReadOnlyCollection<int> dokumenter, CancellationToken ct) =>
        dokumenter.Count == 0 ? [] : (await (
            // Uden for adgang: indekset holder alle sager og dokumenter.
            from d in db.Dokumenter.Where(d => dokumenter.Contains(d.Nr))
            join r in db.Registreringer on d.Id equals r.DokumentId
            // Uden for adgang: som ovenfor.
            join s in db.Sager on r.SagId equals s.Id
            select new { Sag = s.Nr, d.Nr, ErDer = r.FlyttetTilId == null }).ToListAsync(ct)).ConvertAll(x => (x.Sag, x.Nr, x.ErDer));

    /// <summary>The cases these parties are or were on.</summary>
    public async Task<List<(Guid Id, int Nr)>> PartersSagerAsync(IReadOnlyCollection<int> parter, CancellationToken ct) =>
        parter.Count == 0 ? [] : (await (
            from p in db.Parter.Where(p => parter.Contains(p.Nr))
            join sp in db.Sagsparter on p.Id equals sp.PartId
            // Uden for adgang: indekset holder alle sager.
            join s in db.Sager on sp.SagId equals s.Id
            select new { s.Id, s.Nr }).Distinct().ToListAsync(ct)).ConvertAll(x => (x.Id, x.Nr));

    /// <summary>Documents that name these parties as correspondents.</summary>
    public async Task<List<int>> PartersDokumenterAsync(IReadOnlyCollection<int> parter, CancellationToken ct) =>
        parter.Count == 0 ? [] : await (
            from p in db.Parter.Where(p => parter.Contains(p.Nr))
            join k in db.Korrespondenter on p.Id equals k.PartId
            // Uden for adgang: indekset holder alle dokumenter.
            join d in db.Dokumenter on k.DokumentId equals d.Id
            select d.Nr).Distinct().ToListAsync(ct);

    /// <summary>Documents whose files are these bytes, a page at a time.</summary>
    /// <param name="efter">Numbers above this.</param>
    public Task<List<int>> DokumenterMedIndholdAsync(string sha256, int efter, CancellationToken ct) =>
        // Uden for adgang: indekset holder alle dokumenter.
        (from f in db.Filer.Where(f => f.Sha256 == sha256) join d in db.Dokumenter on f.DokumentId equals d.Id where f.Filversion == d.Filversion && d.Nr > efter select d.Nr).Distinct().OrderBy(nr => nr).Take(200).ToListAsync(ct);

    /// <summary>Parties whose protection ran out from one day to another: no event tells it.</summary>
    public Task<List<int>> UdloebneBeskyttelserAsync(DateOnly fra, DateOnly idag, CancellationToken ct) =>
        db.Parter.Where(p => p.ErBeskyttet && p.BeskyttetTil >= fra && p.BeskyttetTil < idag).Select(p => p.Nr).ToListAsync(ct);

    private static void Faelles(Indeksord ord, Postart art, Sagsord sag, DateOnly dag)
    {
        ord.Med(Indeksmaerke.Art(art)).Med(Indeksmaerke.Emne(sag.Felter.Emne)).Med(Indeksmaerke.Adgang(sag.Felter.Liste)).Med(Indeksmaerke.Aar(dag.Year)).Med(Indeksmaerke.Dag(dag));
    }

    private async Task<Dictionary<Guid, (int Nr, Sagsord Fakta, HashSet<string> Arvet)>> SagsordAsync(IReadOnlyCollection<Guid> ider, CancellationToken ct)
    {
        // Uden for adgang: indekset holder alle sager.
        var sager = await db.Sager.Where(s => ider.Contains(s.Id)).Select(s => new { s.Id, s.Nr, s.Sagsnummer, s.Titel, s.OffentligTitel, s.Emne, s.AdgangslisteNr, s.Tilstand, s.BehandlerId, s.EnhedId, s.Oprettet }).ToListAsync(ct);
        var tidligere = (await db.Sagsnumre.Where(n => ider.Contains(n.SagId)).OrderBy(n => n.Sagsnummer).Select(n => new { n.SagId, n.Sagsnummer }).ToListAsync(ct)).ToLookup(n => n.SagId, n => n.Sagsnummer);
        return sager.ToDictionary(s => s.Id, s =>
        {
            var fakta = new Sagsord(s.Sagsnummer, s.Titel, s.OffentligTitel, new(s.AdgangslisteNr, s.Emne, s.Tilstand.ToString(), s.BehandlerId, s.EnhedId), s.Oprettet, [.. tidligere[s.Id].Where(n => n != s.Sagsnummer)]);
            return (s.Nr, fakta, fakta.Stammer());
        });
    }
}
