using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Soegeindeks;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>Saved searches as pages and the API show them, and the hits that someone was told of: those that are hits still, and that the reader may see now.</summary>
internal sealed class GemteSoegningerOpslag(SagerDb db, Ventesignal signal, Soegningsopslag brugere, Soegemaskine maskine, Personer personer, TimeProvider tid)
{
    /// <summary>Looks at no more unseen hits than this; the number shown is then this.</summary>
    private const int TaelHoejst = 1000;

    /// <param name="Forespoergsel">The search page's query string.</param>
    /// <param name="Ejer">Name of the owner; null when nobody owns it.</param>
    /// <param name="Enhed">The unit it is shared with; null when it is not.</param>
    /// <param name="ErMin">The caller owns it.</param>
    /// <param name="KanRettes">The caller may rename, change, share and delete it.</param>
    /// <param name="KanSlippes">The caller owns it and has left its unit: it can only be let go.</param>
    /// <param name="Annonceres">The caller is told of new hits.</param>
    /// <param name="Nye">How many of them the caller has not marked as seen; exact to 1,000.</param>
    internal sealed record Linje(
        Guid Id, string Navn, string Forespoergsel, Guid? EjerId, string? Ejer, Guid? EnhedId, string? Enhed, bool ErMin, bool KanRettes, bool KanSlippes, bool Annonceres, int Nye, DateTimeOffset Rettet, long Version);

    internal sealed record Slettet(Guid Id, string Navn, string? Enhed, DateTimeOffset Tid);

    /// <param name="Fundet">When it was found to be a hit.</param>
    /// <param name="Set">When the caller marked it as seen; null for unseen.</param>
    internal sealed record Nythit(Soegehit Hit, DateTimeOffset Fundet, DateTimeOffset? Set, Hitnoegle Noegle);

    private sealed record Plads(DateTimeOffset Fundet, string Art, int Nr);

    /// <summary>One's own, then the unit's, each by name.</summary>
    public async Task<IReadOnlyList<Linje>> ListeAsync(Aktoer aktoer, CancellationToken ct)
    {
        var bruger = await brugere.BrugerAsync(aktoer, ct);
        var fundne = await Mine(bruger).OrderBy(s => s.EjerId == bruger.Id ? 0 : 1).ThenBy(s => s.Navnenoegle).Take(200).Select(s => new { Soegning = s, Annonceres = db.Soegningsfoelgere.Any(f => f.SoegningId == s.Id && f.BrugerId == aktoer.Id) }).AsNoTracking().ToListAsync(ct);
        if (fundne.Count == 0)
            return [];
        var nye = fundne.Exists(f => f.Annonceres) ? await Usete(aktoer, bruger).GroupBy(h => h.SoegningId).Select(g => new { g.Key, Antal = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Antal, ct) : [];
        await personer.HuskAsync(fundne.Select(f => f.Soegning.EjerId).OfType<Guid>(), ct);
        List<Linje> linjer = [];
        foreach (var f in fundne)
            linjer.Add(await LinjeAsync(bruger, f.Soegning, f.Annonceres, nye.GetValueOrDefault(f.Soegning.Id), ct));
        return [.. linjer.OrderBy(l => l.ErMin ? 0 : 1).ThenBy(l => Core.Text.DanishText.SortKey(l.Navn), StringComparer.Ordinal).ThenBy(l => l.Id)];
    }

    /// <exception cref="NotFoundException">Not there, or another's.</exception>
    public async Task<Linje> HentAsync(Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var bruger = await brugere.BrugerAsync(aktoer, ct);
        var fundet = await Mine(bruger).Where(s => s.Id == id).Select(s => new { Soegning = s, Annonceres = db.Soegningsfoelgere.Any(f => f.SoegningId == s.Id && f.BrugerId == aktoer.Id) }).AsNoTracking().SingleOrDefaultAsync(ct)
            ?? throw Soegningsopslag.Ukendt();
        return await LinjeAsync(bruger, fundet.Soegning, fundet.Annonceres, fundet.Annonceres ? await Usete(aktoer, bruger).Where(h => h.SoegningId == id).CountAsync(ct) : 0, ct);
    }

    /// <summary>Whether the caller can take it over: it is the unit's, and its owner is not there any more.</summary>
    public async Task<bool> KanOvertagesAsync(Linje linje, CancellationToken ct)
    {
        if (linje.ErMin || linje.EnhedId is not { } enhed)
            return false;
        return linje.EjerId is not { } ejer || await personer.BrugerAsync(ejer, ct) is not { Aktiv: true } kort || kort.EnhedId != enhed;
    }

    /// <summary>Deleted ones that the caller may take back, the latest first.</summary>
    public async Task<IReadOnlyList<Slettet>> SlettedeAsync(Aktoer aktoer, CancellationToken ct)
    {
        var (tidligst, bruger) = (tid.GetUtcNow() - GemtSoegning.Fortrydes, await brugere.BrugerAsync(aktoer, ct));
        var enheder = bruger.Enheder;
        var alle = await db.GemteSoegninger.AsNoTracking().Where(s => s.Slettet > tidligst && (s.EjerId == bruger.Id || (s.EnhedId != null && enheder.Contains(s.EnhedId.Value)))).OrderByDescending(s => s.Slettet).Take(50).ToListAsync(ct);
        List<Slettet> slettede = [];
        foreach (var s in alle.Where(s => s.KanRettesAf(bruger)))
            slettede.Add(new(s.Id, s.Navn, s.EnhedId is { } delt ? await personer.EnhedsnavnAsync(delt, ct) : null, s.Slettet!.Value));
        return slettede;
    }

    /// <summary>How many unseen hits there are in all, for the menu; exact to a hundred.</summary>
    public async Task<int> AntalNyeAsync(Aktoer aktoer, CancellationToken ct) =>
        await HarUseteAsync(aktoer, ct) ? await Usete(aktoer, await brugere.BrugerAsync(aktoer, ct)).OrderBy(h => h.Fundet).Take(100).CountAsync(ct) : 0;

    /// <summary>The searches that have new hits, for my day.</summary>
    public async Task<IReadOnlyList<Linje>> MedNyeAsync(Aktoer aktoer, CancellationToken ct) => await HarUseteAsync(aktoer, ct) ? [.. (await ListeAsync(aktoer, ct)).Where(s => s.Nye > 0)] : [];

    /// <summary>Whether anything at all is unseen, which seldom is so and costs next to nothing to ask; once for a page and its menu.</summary>
    private async Task<bool> HarUseteAsync(Aktoer aktoer, CancellationToken ct) => (await signal.HentAsync(aktoer, tid.GetUtcNow(), ct)).Hits;

    /// <summary>The search as the caller runs it.</summary>
    public static Soegning Soegning(Linje linje, Aktoer aktoer) => Soegeforespoergsel.For(linje.Forespoergsel, aktoer);

    /// <summary>What is known to someone who asks to be told from now on.</summary>
    /// <exception cref="RegelbrudException">It finds too much, or the index is not finished.</exception>
    public async Task<byte[]> GrundlagAsync(Aktoer aktoer, string forespoergsel, CancellationToken ct)
    {
        var fundet = await maskine.AlleNuAsync(aktoer with { Noedsager = [] }, Soegeforespoergsel.For(forespoergsel, aktoer), Soegningsfoelger.FlestHits, ct);
        GemtSoegningRegler.IndeksetErKlar.Kraev(fundet is not null);
        GemtSoegningRegler.KanFoelges.Kraev(fundet.Value.Hits.Count <= Soegningsfoelger.FlestHits);
        return Hitmaengde.Pak(fundet.Value.Hits);
    }

    /// <summary>Whether someone else is told of its new hits, or the caller.</summary>
    public Task<bool> FoelgesAsync(Guid soegning, CancellationToken ct) => db.Soegningsfoelgere.AnyAsync(f => f.SoegningId == soegning, ct);

    /// <summary>Hits that the caller was told of, the newest first.</summary>
    /// <param name="aktoer">Who reads.</param>
    /// <param name="linje">The search.</param>
    /// <param name="ogsaaSete">Also those marked as seen within 30 days.</param>
    /// <param name="efter">From the page before.</param>
    /// <param name="antal">So many at most; fewer where some are hits no longer, or not the caller's to see.</param>
    /// <param name="ct">Stops it.</param>
    public async Task<Side<Nythit>> NyeAsync(Aktoer aktoer, Linje linje, bool ogsaaSete, string? efter, int antal, CancellationToken ct)
    {
        var plads = Cursor.Decode<Plads>(efter);
        var mine = db.Soegningshits.AsNoTracking().Where(h => h.SoegningId == linje.Id && h.BrugerId == aktoer.Id && db.Soegningsfoelgere.Any(f => f.SoegningId == h.SoegningId && f.BrugerId == h.BrugerId && f.Kendte != null));
        if (!ogsaaSete)
            mine = mine.Where(h => h.SetTid == null);
        if (plads is { Fundet: var fundet, Nr: var nr })
        {
            Hitart[] orden = [Hitart.Sag, Hitart.Part, Hitart.Dokument]; // as their names are ordered in the table, backwards
            var efterDen = orden.SkipWhile(a => a.ToString() != plads.Art).Skip(1).ToList();
            mine = mine.Where(h => h.Fundet < fundet || (h.Fundet == fundet && (h.TingNr < nr || (h.TingNr == nr && efterDen.Contains(h.Art)))));
        }

        var raekker = await mine.OrderByDescending(h => h.Fundet).ThenByDescending(h => h.TingNr).ThenByDescending(h => h.Art).Take(antal + 1).ToListAsync(ct);
        var side = raekker.Take(antal).ToList();
        var hits = (await maskine.VisAsync(aktoer, Soegning(linje, aktoer), side.ConvertAll(h => h.Noegle), ct)).ToDictionary(Noegle);
        return new(
            [.. side.Where(h => hits.ContainsKey(h.Noegle)).Select(h => new Nythit(hits[h.Noegle], h.Fundet, h.SetTid, h.Noegle))],
            raekker.Count > antal ? Cursor.Encode(new Plads(side[^1].Fundet, side[^1].Art.ToString(), side[^1].TingNr)) : null);
    }

    private static Hitnoegle Noegle(Soegehit h) => new(h.Art switch { Soegeart.Dokument => Hitart.Dokument, Soegeart.Part => Hitart.Part, _ => Hitart.Sag }, h.Nr);

    private IQueryable<GemtSoegning> Mine(Soegningsbruger bruger)
    {
        var enheder = bruger.Enheder;
        return db.GemteSoegninger.Where(s => s.Slettet == null && (s.EjerId == bruger.Id || (s.EnhedId != null && enheder.Contains(s.EnhedId.Value))));
    }

    /// <summary>What the caller was told of, has not seen and may see now.</summary>
    private IQueryable<Soegningshit> Usete(Aktoer aktoer, Soegningsbruger bruger)
    {
        var (sager, dokumenter, parter, soegninger) = (db.Sager.SynligeFor(aktoer), db.Dokumenter.SynligeFor(db, aktoer), db.Parter.SynligeFor(db, aktoer), Mine(bruger));
        return db.Soegningshits.Where(h => h.BrugerId == aktoer.Id && h.SetTid == null && soegninger.Any(s => s.Id == h.SoegningId)
            && db.Soegningsfoelgere.Any(f => f.SoegningId == h.SoegningId && f.BrugerId == h.BrugerId && f.Kendte != null)
            && ((h.Art == Hitart.Sag && sager.Any(s => s.Nr == h.TingNr)) || (h.Art == Hitart.Dokument && dokumenter.Any(d => d.Nr == h.TingNr)) || (h.Art == Hitart.Part && parter.Any(p => p.Nr == h.TingNr))));
    }

    private async Task<Linje> LinjeAsync(Soegningsbruger bruger, GemtSoegning s, bool annonceres, int nye, CancellationToken ct) => new(
        s.Id, s.Navn, s.Forespoergsel, s.EjerId, s.EjerId is { } ejer ? await personer.NavnAsync(ejer, ct) : null, s.EnhedId, s.EnhedId is { } enhed ? await personer.EnhedsnavnAsync(enhed, ct) : null,
        s.EjerId == bruger.Id, s.KanRettesAf(bruger), s.KanKunSlippesAf(bruger), annonceres, Math.Min(nye, TaelHoejst), s.Rettet, s.Version);
}
