using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>
/// Lists of cases: one query for the page, four more for what hangs on its rows, however many rows. Paged by key, so that page 1,000 costs
/// what page 1 does.
/// </summary>
internal sealed class Sagsliste(SagerDb db, Navneopslag navne, Opsaetningsvalg opsaetning, TimeProvider tid)
{
    /// <summary>Beyond this a list says "more than".</summary>
    public const int TaelHoejst = 1000;

    /// <summary>Someone on more lists than these is not taken to the cases by them.</summary>
    private const int FaaLister = 200;

    private sealed record Plads(string? T, DateTimeOffset? I, DateOnly? D, int Nr);

    /// <summary>Made by its properties, not by a constructor: Entity Framework sees through those, and reads the columns that are asked for instead of the whole case once for each.</summary>
    private sealed class Noegle
    {
        public Sag Sag { get; init; } = null!;

        public DateOnly Frist { get; init; }
    }

    /// <param name="efter">After this place.</param>
    /// <param name="foer">Before this place; one of the two at most.</param>
    public async Task<Sagsside> HentAsync(Aktoer aktoer, Sagsfilter filter, string? efter, string? foer, int antal, CancellationToken ct)
    {
        var baglaens = !string.IsNullOrEmpty(foer);
        var plads = Cursor.Decode<Plads>(baglaens ? foer : efter);
        if (filter.Kun == "sete")
            return await SeteAsync(aktoer, filter, ct);
        var faldende = filter.Faldende != baglaens;
        var mange = KanSoegesIOrden(filter) && await TaelAsync(aktoer, filter, ct) > TaelHoejst;
        var sager = Ordnet(Filtreret(aktoer, filter, await SeesAsync(aktoer, ct), mange), filter.Sorter, faldende, plads);
        if (plads is null && filter.Frist is not null)
        {
            // Found by its deadlines, it is all found before it is put in order: found once, for the list and its count.
            var fundne = await sager.Select(x => x.Sag.Nr).Take(TaelHoejst + 1).ToListAsync(ct);
            _talt = (aktoer, filter, fundne.Count);
            var vist = fundne.Take(antal + 1).ToList();
            sager = Ordnet(db.Sager.SynligeFor(aktoer).Where(s => vist.Contains(s.Nr)), filter.Sorter, faldende, null);
        }

        var (raekker, pladser) = await RaekkerAsync(aktoer, sager.Take(antal + 1), ct);
        var flere = raekker.Count > antal;
        if (flere)
            (raekker, pladser) = (raekker[..antal], pladser[..antal]);
        if (baglaens)
        {
            raekker.Reverse();
            pladser.Reverse();
        }

        string? Sted(bool sidste) => raekker.Count == 0 ? null : Cursor.Encode(Pladsen(filter.Sorter, pladser[sidste ? ^1 : 0]));
        return new(raekker, flere || baglaens ? Sted(true) : null, (baglaens ? flere : plads is not null) ? Sted(false) : null);
    }

    /// <summary>How many there are, counted to <see cref="TaelHoejst"/> + 1 and no further.</summary>
    public async Task<int> TaelAsync(Aktoer aktoer, Sagsfilter filter, CancellationToken ct)
    {
        if (_talt is { } t && ReferenceEquals(t.Aktoer, aktoer) && t.Filter == filter)
            return t.Antal;
        var antal = await Filtreret(aktoer, filter, await SeesAsync(aktoer, ct)).Select(s => s.Nr).Take(TaelHoejst + 1).CountAsync(ct);
        _talt = (aktoer, filter, antal);
        return antal;
    }

    private (Aktoer Aktoer, Sagsfilter Filter, int Antal)? _talt;

    private (Aktoer Aktoer, IQueryable<Sag> Sager)? _sete;

    /// <summary>
    /// What the actor sees, in the form that finds it soonest: someone on few lists, with few cases in all, is taken to them by the lists; others are asked about row
    /// by row, in the order of what is shown.
    /// </summary>
    private async Task<IQueryable<Sag>> SeesAsync(Aktoer aktoer, CancellationToken ct)
    {
        if (_sete is { } s && ReferenceEquals(s.Aktoer, aktoer))
            return s.Sager;
        var sager = db.Sager.SynligeFor(aktoer);
        if (aktoer.Lister.Count <= FaaLister && db.Sager.SynligeGennemLister(aktoer) is var faa && await faa.Select(x => x.Nr).Take(TaelHoejst + 1).CountAsync(ct) <= TaelHoejst)
            sager = faa;
        _sete = (aktoer, sager);
        return sager;
    }

    /// <summary>Whether what the list is narrowed to may match so many that it is found sooner in the list's order.</summary>
    private bool KanSoegesIOrden(Sagsfilter f) => f.Behandler is null && db.Database.IsSqlite()
        && (f.Emne is not null || f.Fra is not null || f.Til is not null || (f.Sorter != Sagsorden.Aendret && (f.Enhed ?? f.Status?.ToString() ?? f.Skabelon?.ToString()) is not null));

    /// <summary>Cases the actor sees that the filter admits.</summary>
    public IQueryable<Sag> Filtreret(Aktoer aktoer, Sagsfilter f) => Filtreret(aktoer, f, db.Sager.SynligeFor(aktoer));

    /// <param name="sager">Those the actor sees.</param>
    /// <param name="mange">So many match that they are looked for in the order of the list.</param>
    private IQueryable<Sag> Filtreret(Aktoer aktoer, Sagsfilter f, IQueryable<Sag> sager, bool mange = false)
    {
        var idag = DanishTime.Today(tid);
        var andenOrden = mange && f.Sorter != Sagsorden.Aendret;
        if (f.Tilstand is { } tilstand)
        {
            sager = tilstand == "aaben"
                ? sager.Where(s => s.Tilstand != Tilstand.Afsluttet)
                : Enum.Parse<Tilstand>(tilstand, true) is var t ? sager.Where(s => s.Tilstand == t) : sager;
        }

        if (f.Status is { } status)
            sager = andenOrden ? sager.Where(s => Indeksvalg.Undervejs(s.StatusId) == status) : sager.Where(s => s.StatusId == status);
        if (f.Emne is { } emne)
        {
            var (fraEmne, tilEmne) = (emne + ".", emne + "/"); // the character after the full stop: a range has an index, a pattern has not
#pragma warning disable CA1309 // SQL compares: subject numbers are ASCII
            sager = mange && emne.Length == 8 && f.Sorter != Sagsorden.Titel ? sager.Where(s => Indeksvalg.UndervejsTekst(s.Emne) == emne)
                : mange && emne.Length < 8 ? sager.Where(s => string.Compare(Indeksvalg.UndervejsTekst(s.Emne), fraEmne) > 0 && string.Compare(Indeksvalg.UndervejsTekst(s.Emne), tilEmne) < 0)
                : emne.Length == 8 ? sager.Where(s => s.Emne == emne)
                : !db.Database.IsSqlite() ? sager.Where(s => s.Emne.StartsWith(fraEmne)) // there the order is the language's
                : sager.Where(s => string.Compare(s.Emne, fraEmne) > 0 && string.Compare(s.Emne, tilEmne) < 0);
#pragma warning restore CA1309
        }

        if (f.Facet is { } facet)
            sager = sager.Where(s => s.Facet == facet);
        sager = f.Behandler switch
        {
            null => sager,
            "ingen" => sager.Where(s => s.BehandlerId == null),
            var b => (b == "mig" ? aktoer.Skrivebord : Guid.Parse(b)) is var id ? sager.Where(s => s.BehandlerId == id) : sager,
        };
        if (f.Enhed is { } enhed && (enhed == "min" ? aktoer.EnhedId : Guid.Parse(enhed)) is { } enhedId)
            sager = andenOrden ? sager.Where(s => Indeksvalg.Undervejs(s.EnhedId) == enhedId) : sager.Where(s => s.EnhedId == enhedId);
        if (f.Skabelon is { } skabelon)
            sager = andenOrden ? sager.Where(s => Indeksvalg.Undervejs(s.SkabelonId) == skabelon) : sager.Where(s => s.SkabelonId == skabelon);
        if (f.Fra is { } fra && DanishTime.StartOfDay(fra) is var begynder)
            sager = mange ? sager.Where(s => Indeksvalg.UndervejsTid(s.Oprettet) >= begynder) : sager.Where(s => s.Oprettet >= begynder);
        if (f.Til is { } til && DanishTime.StartOfDay(til.AddDays(1)) is var slutter)
            sager = mange ? sager.Where(s => Indeksvalg.UndervejsTid(s.Oprettet) < slutter) : sager.Where(s => s.Oprettet < slutter);
        if (f.Foelsomhed is { } niveau && Enum.Parse<Foelsomhed>(niveau, true) is var foelsomhed)
            sager = sager.Where(s => s.Foelsomhed == foelsomhed);
        if (f.Maerke is { } maerke)
            sager = sager.Where(s => db.Maerker.Where(m => m.Maerke == maerke).Select(m => m.SagId).Contains(s.Id));
        var uge = idag.AddDays(7);
        var aabne = db.Erindringer.Where(e => e.Afsluttet == null);
        sager = f.Frist switch
        {
            "overskredet" when f.Behandler is not null => sager.Where(s => aabne.Any(e => e.SagId == s.Id && e.Frist < idag)), // a desk's cases are few, the authority's deadlines are many
            "uge" when f.Behandler is not null => sager.Where(s => aabne.Any(e => e.SagId == s.Id && e.Frist >= idag && e.Frist <= uge)),
            "overskredet" => sager.Where(s => aabne.Where(e => e.Frist < idag).Select(e => e.SagId).Contains(s.Id)),
            "uge" => sager.Where(s => aabne.Where(e => e.Frist >= idag && e.Frist <= uge).Select(e => e.SagId).Contains(s.Id)),
            _ => sager,
        };
        sager = f.Kun switch
        {
            "favoritter" => sager.Where(s => db.Favoritter.Where(x => x.BrugerId == aktoer.Id).Select(x => x.SagId).Contains(s.Id)),
            "sete" => sager.Where(s => db.SenestSete.Where(x => x.BrugerId == aktoer.Id).Select(x => x.SagId).Contains(s.Id)),
            _ => sager,
        };
        return f.Tekst is null ? sager : MedOrd(sager, Soegeord.Laes(f.Tekst, "tekst"));
    }

    /// <summary>Every word stands in the case's numbers and titles, or in a party's names, or is the day it was opened.</summary>
    public IQueryable<Sag> MedOrd(IQueryable<Sag> sager, IReadOnlyList<Ordled> ord)
    {
        foreach (var o in ord)
        {
            var (led, led2) = (o.Led, o.Led2);
            var (fra, til) = o.Dato is { } dato ? (DanishTime.StartOfDay(dato), DanishTime.StartOfDay(dato.AddDays(1))) : (DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch);
            sager = sager.Where(s => EF.Functions.Like(s.Soegetekst, led, "\\") || EF.Functions.Like(s.Soegetekst, led2, "\\") || (s.Oprettet >= fra && s.Oprettet < til)
                || db.Sagsparter.Any(p => p.SagId == s.Id && db.Parter.Any(x => x.Id == p.PartId && EF.Functions.Like(x.Soegetekst, led, "\\"))));
        }

        return sager;
    }

    private async Task<Sagsside> SeteAsync(Aktoer aktoer, Sagsfilter filter, CancellationToken ct)
    {
        var sager = from s in Filtreret(aktoer, filter)
                    join x in db.SenestSete.Where(x => x.BrugerId == aktoer.Id) on s.Id equals x.SagId
                    orderby x.Tid descending
                    select new Noegle { Sag = s, Frist = DateOnly.MaxValue };
        return new((await RaekkerAsync(aktoer, sager.Take(SenestSet.Hoejst), ct)).Raekker, null, null);
    }

#pragma warning disable CA1309 // SQL compares: these columns' order is binary
    private IQueryable<Noegle> Ordnet(IQueryable<Sag> sager, Sagsorden orden, bool faldende, Plads? p)
    {
        var nr = p?.Nr ?? 0;
        switch (orden)
        {
            case Sagsorden.Titel:
                if (p?.T is { } titel)
                    sager = faldende
                        ? sager.Where(s => string.Compare(s.Titelorden, titel) < 0 || (s.Titelorden == titel && s.Nr < nr))
                        : sager.Where(s => string.Compare(s.Titelorden, titel) > 0 || (s.Titelorden == titel && s.Nr > nr));
                sager = faldende ? sager.OrderByDescending(s => s.Titelorden).ThenByDescending(s => s.Nr) : sager.OrderBy(s => s.Titelorden).ThenBy(s => s.Nr);
                break;
            case Sagsorden.Nummer:
                if (p?.T is { } nummer)
                    sager = faldende
                        ? sager.Where(s => string.Compare(s.Nummerorden, nummer) < 0 || (s.Nummerorden == nummer && s.Nr < nr))
                        : sager.Where(s => string.Compare(s.Nummerorden, nummer) > 0 || (s.Nummerorden == nummer && s.Nr > nr));
                sager = faldende ? sager.OrderByDescending(s => s.Nummerorden).ThenByDescending(s => s.Nr) : sager.OrderBy(s => s.Nummerorden).ThenBy(s => s.Nr);
                break;
            case Sagsorden.Frist:
                var medFrist = sager.Select(s => new { s, F = db.Erindringer.Where(e => e.SagId == s.Id && e.Afsluttet == null).Min(e => (DateOnly?)e.Frist) ?? DateOnly.MaxValue });
                if (p?.D is { } frist)
                    medFrist = faldende
                        ? medFrist.Where(x => x.F < frist || (x.F == frist && x.s.Nr < nr))
                        : medFrist.Where(x => x.F > frist || (x.F == frist && x.s.Nr > nr));
                return (faldende ? medFrist.OrderByDescending(x => x.F).ThenByDescending(x => x.s.Nr) : medFrist.OrderBy(x => x.F).ThenBy(x => x.s.Nr)).Select(x => new Noegle { Sag = x.s, Frist = x.F });
            case Sagsorden.Oprettet:
                if (p?.I is { } oprettet)
                    sager = faldende
                        ? sager.Where(s => s.Oprettet < oprettet || (s.Oprettet == oprettet && s.Nr < nr))
                        : sager.Where(s => s.Oprettet > oprettet || (s.Oprettet == oprettet && s.Nr > nr));
                sager = faldende ? sager.OrderByDescending(s => s.Oprettet).ThenByDescending(s => s.Nr) : sager.OrderBy(s => s.Oprettet).ThenBy(s => s.Nr);
                break;
            default:
                if (p?.I is { } aendret)
                    sager = faldende
                        ? sager.Where(s => s.SenestAendret < aendret || (s.SenestAendret == aendret && s.Nr < nr))
                        : sager.Where(s => s.SenestAendret > aendret || (s.SenestAendret == aendret && s.Nr > nr));
                sager = faldende ? sager.OrderByDescending(s => s.SenestAendret).ThenByDescending(s => s.Nr) : sager.OrderBy(s => s.SenestAendret).ThenBy(s => s.Nr);
                break;
        }

        return sager.Select(s => new Noegle { Sag = s, Frist = DateOnly.MaxValue });
    }
#pragma warning restore CA1309

    private static Plads Pladsen(Sagsorden orden, Sted s) => orden switch
    {
        Sagsorden.Titel => new(s.Titelorden, null, null, s.Nr),
        Sagsorden.Nummer => new(s.Nummerorden, null, null, s.Nr),
        Sagsorden.Frist => new(null, null, s.Frist, s.Nr),
        Sagsorden.Oprettet => new(null, s.Oprettet, null, s.Nr),
        _ => new(null, s.SenestAendret, null, s.Nr),
    };

    private sealed record Sted(string Titelorden, string Nummerorden, DateOnly Frist, DateTimeOffset Oprettet, DateTimeOffset SenestAendret, int Nr);

    private async Task<(List<Sagsraekke> Raekker, List<Sted> Pladser)> RaekkerAsync(Aktoer aktoer, IQueryable<Noegle> noegler, CancellationToken ct)
    {
        var fundne = await noegler.Select(x => new
        {
            x.Sag.Id, x.Sag.Nr, x.Sag.Sagsnummer, x.Sag.Titel, x.Sag.Emne, x.Sag.Facet, x.Sag.StatusId, x.Sag.Tilstand, x.Sag.BehandlerId, x.Sag.EnhedId, x.Sag.Foelsomhed, x.Sag.ErBeskyttet,
            x.Sag.Oprettet, x.Sag.SenestAendret, x.Sag.Afsluttet, x.Sag.Titelorden, x.Sag.Nummerorden, x.Frist,
        }).ToListAsync(ct);
        if (fundne.Count == 0)
            return ([], []);
        var ider = fundne.ConvertAll(f => f.Id);
        var idag = DanishTime.Today(tid);
        var statusser = (await opsaetning.StatusserAsync(ct)).ToDictionary(s => s.Id, s => s.Navn);
        var brugere = await navne.BrugereAsync(fundne.Where(f => f.BehandlerId is not null).Select(f => f.BehandlerId!.Value), ct);
        var enheder = await navne.EnhederAsync(fundne.Select(f => f.EnhedId), ct);
        var parter = (await (from sp in db.Sagsparter.Where(p => ider.Contains(p.SagId) && p.ErPrimaer && p.Fratraadt == null)
                             join p in db.Parter on sp.PartId equals p.Id
                             select new { sp.SagId, sp.Navn, p.ErBeskyttet, p.BeskyttetTil }).ToListAsync(ct))
            .ToDictionary(p => p.SagId, p => p.ErBeskyttet && (p.BeskyttetTil is null || idag <= p.BeskyttetTil) ? Navnebeskyttelse.Navn : p.Navn);
        var frister = await db.Erindringer.Where(e => ider.Contains(e.SagId) && e.Afsluttet == null).GroupBy(e => e.SagId)
            .Select(g => new { g.Key, Frist = g.Min(e => e.Frist) }).ToDictionaryAsync(g => g.Key, g => g.Frist, ct);
        var favoritter = (await db.Favoritter.Where(f => f.BrugerId == aktoer.Id && ider.Contains(f.SagId)).Select(f => f.SagId).ToListAsync(ct)).ToHashSet();
        return (fundne.ConvertAll(s => new Sagsraekke(
                s.Id, s.Nr, s.Sagsnummer, s.Titel, s.Emne, s.Facet, statusser[s.StatusId], s.Tilstand.ToString(), parter.GetValueOrDefault(s.Id),
                s.BehandlerId, s.BehandlerId is { } b ? brugere.GetValueOrDefault(b) : null, s.EnhedId, enheder.GetValueOrDefault(s.EnhedId, ""),
                s.Foelsomhed.ToString(), s.ErBeskyttet, frister.TryGetValue(s.Id, out var frist) ? frist : null, s.Oprettet, s.SenestAendret, s.Afsluttet, favoritter.Contains(s.Id))),
            fundne.ConvertAll(s => new Sted(s.Titelorden, s.Nummerorden, s.Frist, s.Oprettet, s.SenestAendret, s.Nr)));
    }
}
