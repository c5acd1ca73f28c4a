using System.Globalization;
using System.Linq.Expressions;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Identity;
using Esdh.Core.Text;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>
/// Searches the authority's own tables. Of each kind the newest <see cref="Kandidater"/> that match are looked at: ranked, narrowed and
/// counted in memory, so that the cost is bounded whatever is asked.
/// </summary>
internal sealed class Databasesoegning(SagerDb db, Sagsliste sagsliste, TimeProvider tid) : ISoegning
{
    /// <summary>Hits of a kind that are looked at.</summary>
    public const int Kandidater = 1000;

    private const int Forslagskandidater = 30;

    private sealed record Kandidat(string Art, Guid Id, Guid? SagId, string Emne, string Tilstand, Guid? BehandlerId, int Aar, DateTimeOffset Tid, string Foldet, string Orden, int Point, Guid? NotatId = null);

    public async Task<Soegesvar> SoegAsync(Aktoer aktoer, Soegning soegning, CancellationToken ct)
    {
        if (soegning.Antal is < 1 or > Core.Web.Cursor.MaxPage || soegning.Spring < 0)
            throw new InvalidException("antal", $"Antal skal være fra 1 til {Core.Web.Cursor.MaxPage}.");
        var ord = Soegeord.Laes(soegning.Tekst);
        var (alle, erFlere) = await FindAsync(aktoer, ord, Kandidater, ct);
        (string Navn, Func<Kandidat, bool> Admits)[] filtre =
        [
            ("art", k => soegning.Arter.Count == 0 || soegning.Arter.Contains(k.Art)),
            ("emne", k => soegning.Emner.Count == 0 || soegning.Emner.Contains(k.Emne)),
            ("tilstand", k => soegning.Tilstande.Count == 0 || soegning.Tilstande.Contains(k.Tilstand)),
            ("behandler", k => soegning.Behandlere.Count == 0 || (k.BehandlerId is { } b && soegning.Behandlere.Contains(b))),
            ("aar", k => (soegning.FraAar is null && soegning.TilAar is null) || (k.Aar > 0 && k.Aar >= (soegning.FraAar ?? 0) && k.Aar <= (soegning.TilAar ?? 9999))),
        ];
        List<Facetvaerdi> Facet(string navn, Func<Kandidat, string> vaerdi) => [.. alle
            .Where(k => filtre.All(f => f.Navn == navn || f.Admits(k))).GroupBy(vaerdi).Where(g => g.Key.Length > 0)
            .Select(g => new Facetvaerdi(g.Key, g.Count())).OrderByDescending(v => v.Antal).ThenBy(v => v.Vaerdi, StringComparer.Ordinal)];
        var facetter = new Dictionary<string, IReadOnlyList<Facetvaerdi>>
        {
            ["art"] = Facet("art", k => k.Art),
            ["emne"] = Facet("emne", k => k.Emne),
            ["tilstand"] = Facet("tilstand", k => k.Tilstand),
            ["behandler"] = Facet("behandler", k => k.BehandlerId?.ToString() ?? ""),
            ["aar"] = [.. Facet("aar", k => k.Aar == 0 ? "" : k.Aar.ToString(CultureInfo.InvariantCulture)).OrderBy(v => v.Vaerdi, StringComparer.Ordinal)],
        };
        var fundne = Ordnet(alle.Where(k => filtre.All(f => f.Admits(k))), soegning.Orden).ToList();
        return new(await HitsAsync(aktoer, fundne.Skip(soegning.Spring).Take(soegning.Antal).ToList(), ord, ct), fundne.Count, erFlere, facetter);
    }

    public async Task<IReadOnlyList<Soegehit>> ForslagAsync(Aktoer aktoer, string tekst, int hoejst, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(tekst) || tekst.Trim().Length < 2 || tekst.Length > Soegeord.Laengst || CprFinder.Contains(tekst))
            return [];
        var ord = Soegeord.Laes(tekst);
        var (alle, _) = await FindAsync(aktoer, ord, Forslagskandidater, ct);
        return await HitsAsync(aktoer, [.. Ordnet(alle, Soegeorden.Bedste).Take(hoejst)], ord, ct);
    }

    private static IEnumerable<Kandidat> Ordnet(IEnumerable<Kandidat> kandidater, Soegeorden orden) => orden switch
    {
        Soegeorden.Nyeste => kandidater.OrderByDescending(k => k.Tid).ThenByDescending(k => k.Id),
        Soegeorden.Sagsnummer => kandidater.OrderBy(k => k.Orden.Length == 0).ThenBy(k => k.Orden, StringComparer.Ordinal).ThenByDescending(k => k.Tid),
        _ => kandidater.OrderByDescending(k => k.Point).ThenByDescending(k => k.Tid).ThenByDescending(k => k.Id),
    };

    private async Task<(List<Kandidat> Fundne, bool ErFlere)> FindAsync(Aktoer aktoer, IReadOnlyList<Ordled> ord, int hoejst, CancellationToken ct)
    {
        var sager = await SagerAsync(aktoer, ord, hoejst, ct);
        var fraNotater = await NotaterAsync(aktoer, ord, hoejst, ct);
        var dokumenter = await DokumenterAsync(aktoer, ord, hoejst, ct);
        var parter = await db.Parter.MedOrd(ord).SynligeFor(db, aktoer).OrderByDescending(p => p.Nr).Take(hoejst)
            .Select(p => new { p.Id, p.Soegetekst, p.Oprettet }).ToListAsync(ct);
        return ([.. sager, .. fraNotater.DistinctBy(n => n.Id).ExceptBy(sager.Select(s => s.Id), n => n.Id), .. dokumenter.DistinctBy(d => d.Id), .. parter.Select(p => new Kandidat(Soegeart.Part, p.Id, null, "", "", null, 0, p.Oprettet, p.Soegetekst, "", Point(p.Soegetekst, ord) + 1))],
            sager.Count >= hoejst || fraNotater.Count >= hoejst || dokumenter.Count >= hoejst || parter.Count >= hoejst);
    }

    private async Task<List<Kandidat>> SagerAsync(Aktoer aktoer, IReadOnlyList<Ordled> ord, int hoejst, CancellationToken ct)
    {
        var sager = sagsliste.MedOrd(db.Sager.SynligeFor(aktoer), ord);
        return (await sager.OrderByDescending(s => s.SenestAendret).ThenByDescending(s => s.Nr).Take(hoejst)
                .Select(s => new { s.Id, s.Emne, s.Tilstand, s.BehandlerId, s.Oprettet, s.SenestAendret, s.Soegetekst, s.Nummerorden }).ToListAsync(ct))
            .ConvertAll(s => new Kandidat(Soegeart.Sag, s.Id, s.Id, s.Emne, s.Tilstand.ToString(), s.BehandlerId, DanishTime.DateOf(s.Oprettet).Year, s.SenestAendret, s.Soegetekst, s.Nummerorden, Point(s.Soegetekst, ord) + 1));
    }

    /// <summary>Cases found by a note: every word stands in the note or on its case, and at least one in the note. The newest note first.</summary>
    private async Task<List<Kandidat>> NotaterAsync(Aktoer aktoer, IReadOnlyList<Ordled> ord, int hoejst, CancellationToken ct)
    {
        var par = from n in db.Notater.Where(NotatMedEtAf(ord))
                  join s in db.Sager.SynligeFor(aktoer) on n.SagId equals s.Id
                  select new { n, s };
        foreach (var o in ord)
        {
            var (led, led2) = (o.Led, o.Led2);
            par = par.Where(x => EF.Functions.Like(x.n.Soegetekst, led, "\\") || EF.Functions.Like(x.n.Soegetekst, led2, "\\")
                || EF.Functions.Like(x.s.Soegetekst, led, "\\") || EF.Functions.Like(x.s.Soegetekst, led2, "\\"));
        }

        return (await par.OrderByDescending(x => x.n.Nr).Take(hoejst)
                .Select(x => new { x.s.Id, NotatId = x.n.Id, x.s.Emne, x.s.Tilstand, x.s.BehandlerId, x.s.Oprettet, x.s.SenestAendret, x.n.Soegetekst, x.s.Nummerorden }).ToListAsync(ct))
            .ConvertAll(n => new Kandidat(
                Soegeart.Sag, n.Id, n.Id, n.Emne, n.Tilstand.ToString(), n.BehandlerId, DanishTime.DateOf(n.Oprettet).Year, n.SenestAendret, n.Soegetekst, n.Nummerorden, Point(n.Soegetekst, ord) - 1, n.NotatId));
    }

    private static Expression<Func<Journalnotat, bool>> NotatMedEtAf(IReadOnlyList<Ordled> ord) => Et(ord.Select(o =>
    {
        var (led, led2) = (o.Led, o.Led2);
        return (Expression<Func<Journalnotat, bool>>)(n => EF.Functions.Like(n.Soegetekst, led, "\\") || EF.Functions.Like(n.Soegetekst, led2, "\\"));
    }));

    /// <summary>Every word stands on the document or on its case, and at least one on the document: else every document of a found case would come too.</summary>
    private async Task<List<Kandidat>> DokumenterAsync(Aktoer aktoer, IReadOnlyList<Ordled> ord, int hoejst, CancellationToken ct)
    {
        var par = from d in db.Dokumenter.SynligeFor(db, aktoer).Where(EtAf(ord))
                  join r in db.Registreringer.Where(r => r.FlyttetTilId == null) on d.Id equals r.DokumentId
                  join s in db.Sager.SynligeFor(aktoer) on r.SagId equals s.Id
                  select new { d, s };
        foreach (var o in ord)
        {
            var (led, led2, dato) = (o.Led, o.Led2, o.Dato ?? DateOnly.MinValue);
            par = par.Where(x => EF.Functions.Like(x.d.Soegetekst, led, "\\") || EF.Functions.Like(x.d.Soegetekst, led2, "\\") || x.d.Dato == dato
                || EF.Functions.Like(x.s.Soegetekst, led, "\\") || EF.Functions.Like(x.s.Soegetekst, led2, "\\"));
        }

        return (await par.OrderByDescending(x => x.d.Nr).Take(hoejst)
                .Select(x => new { x.d.Id, SagId = x.s.Id, x.s.Emne, x.s.Tilstand, x.s.BehandlerId, x.d.Dato, x.d.Oprettet, x.d.Soegetekst, x.s.Nummerorden }).ToListAsync(ct))
            .ConvertAll(d => new Kandidat(Soegeart.Dokument, d.Id, d.SagId, d.Emne, d.Tilstand.ToString(), d.BehandlerId, d.Dato.Year, d.Oprettet, d.Soegetekst, d.Nummerorden, Point(d.Soegetekst, ord)));
    }

    private static Expression<Func<Dokument, bool>> EtAf(IReadOnlyList<Ordled> ord) => Et(ord.Select(o =>
    {
        var (led, led2, dato) = (o.Led, o.Led2, o.Dato ?? DateOnly.MinValue);
        return (Expression<Func<Dokument, bool>>)(d => EF.Functions.Like(d.Soegetekst, led, "\\") || EF.Functions.Like(d.Soegetekst, led2, "\\") || d.Dato == dato);
    }));

    /// <summary>At least one of these.</summary>
    private static Expression<Func<T, bool>> Et<T>(IEnumerable<Expression<Func<T, bool>>> hver) => hver.Aggregate((alle, et) =>
        Expression.Lambda<Func<T, bool>>(Expression.OrElse(alle.Body, new Indsaet(et.Parameters[0], alle.Parameters[0]).Visit(et.Body)), alle.Parameters));

    private sealed class Indsaet(ParameterExpression fra, ParameterExpression til) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == fra ? til : node;
    }

    /// <summary>More for words that begin where a word begins, most for a number or title that begins with them.</summary>
    private static int Point(string foldet, IReadOnlyList<Ordled> ord) => ord.Sum(o => o.Former.Max(f =>
        foldet.StartsWith(f, StringComparison.Ordinal) ? 4
        : foldet.Contains(" " + f, StringComparison.Ordinal) ? 3
        : foldet.Contains(f, StringComparison.Ordinal) ? 2 : 0));

    private async Task<IReadOnlyList<Soegehit>> HitsAsync(Aktoer aktoer, List<Kandidat> side, IReadOnlyList<Ordled> ord, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var sagIder = side.Where(k => k.SagId is not null).Select(k => k.SagId!.Value).Distinct().ToList();
        var sager = sagIder.Count == 0 ? [] : await db.Sager.SynligeFor(aktoer).Where(s => sagIder.Contains(s.Id))
            .Select(s => new { s.Id, s.Titel, s.Sagsnummer, s.Emne, s.Tilstand, s.BehandlerId, s.Oprettet, s.ErBeskyttet, Status = db.Statusser.Where(t => t.Id == s.StatusId).Select(t => t.Navn).First() })
            .ToDictionaryAsync(s => s.Id, ct);
        var primaere = sagIder.Count == 0 ? [] : (await (from sp in db.Sagsparter.Where(p => sagIder.Contains(p.SagId) && p.ErPrimaer && p.Fratraadt == null)
                                                         join p in db.Parter on sp.PartId equals p.Id
                                                         select new { sp.SagId, sp.Navn, Part = p }).ToListAsync(ct))
            .ToDictionary(p => p.SagId, p => p.Part.ErBeskyttetDen(idag) ? Navnebeskyttelse.Navn : p.Navn);
        var dokIder = side.Where(k => k.Art == Soegeart.Dokument).Select(k => k.Id).ToList();
        var dokumenter = dokIder.Count == 0 ? [] : await db.Dokumenter.SynligeFor(db, aktoer).Where(d => dokIder.Contains(d.Id))
            .Select(d => new { d.Id, d.Titel, d.Retning, d.Dato, Filnavn = db.Filer.Where(f => f.DokumentId == d.Id && f.Filversion == d.Filversion && f.Nummer == 1).Select(f => f.Filnavn).FirstOrDefault() })
            .ToDictionaryAsync(d => d.Id, ct);
        var akter = dokIder.Count == 0 ? [] : (await db.Registreringer.Where(r => dokIder.Contains(r.DokumentId) && sagIder.Contains(r.SagId) && r.Aktnr != null)
            .Select(r => new { r.DokumentId, r.SagId, r.Aktnr, r.Bilagsnr }).ToListAsync(ct)).ToDictionary(r => (r.DokumentId, r.SagId), r => r.Bilagsnr is { } b ? $"{r.Aktnr}.{b}" : $"{r.Aktnr}");
        var partIder = side.Where(k => k.Art == Soegeart.Part).Select(k => k.Id).ToList();
        var parter = partIder.Count == 0 ? [] : await db.Parter.Where(p => partIder.Contains(p.Id)).ToDictionaryAsync(p => p.Id, ct);
        var antal = partIder.Count == 0 ? [] : await (from sp in db.Sagsparter.Where(p => partIder.Contains(p.PartId))
                                                      join s in db.Sager.SynligeFor(aktoer) on sp.SagId equals s.Id
                                                      group s by sp.PartId into g
                                                      select new { g.Key, Antal = g.Select(s => s.Id).Distinct().Count() }).ToDictionaryAsync(g => g.Key, g => g.Antal, ct);
        var notatIder = side.Where(k => k.NotatId is not null).Select(k => k.NotatId!.Value).ToList();
        var notater = notatIder.Count == 0 ? [] : await db.Notater.SynligeFor(db, aktoer).Where(n => notatIder.Contains(n.Id))
            .Select(n => new { n.Id, n.Overskrift, n.Tekst }).ToDictionaryAsync(n => n.Id, n => Soegeord.Uddrag("Notat", n.Overskrift, CprFinder.Mask(HtmlCleaner.ToPlainText(n.Tekst)), ord), ct);
        List<Soegehit> hits = [];
        foreach (var k in side)
        {
            if (k.Art == Soegeart.Part && parter.TryGetValue(k.Id, out var p))
            {
                hits.Add(new(k.Art, p.Id, Navnebeskyttelse.Vist(p.Navn, p.ErBeskyttetDen(idag)), Under: p.ErBeskyttetDen(idag) ? null : Partsforesp.Samlet(p.Adresse, $"{p.Postnummer} {p.By}"),
                    Nummer: Partsforesp.Maskeret(p.Cpr) ?? (p.Cvr is null ? null : $"CVR {p.Cvr}"), ErBeskyttet: p.ErBeskyttetDen(idag), Antal: antal.GetValueOrDefault(p.Id)));
            }
            else if (k.SagId is { } sagId && sager.TryGetValue(sagId, out var s))
            {
                if (k.Art == Soegeart.Sag)
                    hits.Add(new(k.Art, s.Id, s.Titel, s.Sagsnummer, s.Id, s.Emne, s.Status, s.Tilstand.ToString(), s.BehandlerId, primaere.GetValueOrDefault(s.Id), Dato: DanishTime.DateOf(s.Oprettet), ErBeskyttet: s.ErBeskyttet,
                        Hvorfor: k.NotatId is { } notat ? notater.GetValueOrDefault(notat) : null));
                else if (dokumenter.TryGetValue(k.Id, out var d))
                    hits.Add(new(k.Art, d.Id, d.Titel, s.Sagsnummer, s.Id, s.Emne, s.Status, s.Tilstand.ToString(), s.BehandlerId, s.Titel, akter.GetValueOrDefault((d.Id, s.Id)),
                        d.Retning.ToString(), Path.GetExtension(d.Filnavn ?? "").TrimStart('.').ToUpperInvariant(), d.Dato, s.ErBeskyttet));
            }
        }

        return hits;
    }
}
