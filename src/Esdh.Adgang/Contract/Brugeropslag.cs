using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core.Access;
using Esdh.Core.Storage;
using Esdh.Core.Text;
using Esdh.Core.Web;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Contract;

/// <summary>A user as others know of one.</summary>
public sealed record Brugerkort(Guid Id, int Nr, string Brugernavn, string Navn, string? Titel, string? Email, Guid EnhedId, string Enhed, Roller Roller, bool Aktiv);

/// <param name="Dybde">0 at the top of the tree.</param>
public sealed record Enhedskort(Guid Id, int Nr, string Navn, Guid? ForaelderId, bool Aktiv, int Dybde);

/// <summary>A security group.</summary>
public sealed record Gruppekort(Guid Id, string Navn, bool Aktiv);

/// <summary>Users, units and groups, for other rooms (names alone: <see cref="Navneopslag"/>). Works at requests and in acts; knows nothing of cases.</summary>
public sealed class Brugeropslag
{
    private readonly AdgangDb _db;
    private readonly Recall<AdgangDb> _husket;
    private IReadOnlyList<Enhedskort>? _enheder;

    internal Brugeropslag(AdgangDb db, Recall<AdgangDb> husket) => (_db, _husket) = (db, husket);

    /// <summary>The user, also an inactive one.</summary>
    public Task<Brugerkort?> FindAsync(Guid id, CancellationToken ct) => Kort(_db.Brugere.Where(b => b.Id == id)).SingleOrDefaultAsync(ct);

    /// <summary>The user with this number, also an inactive one.</summary>
    public Task<Brugerkort?> FindAsync(int nr, CancellationToken ct) => Kort(_db.Brugere.Where(b => b.Nr == nr)).SingleOrDefaultAsync(ct);

    /// <summary>Those of these users that there are, by id: asked for once since a user was last changed.</summary>
    public async Task<IReadOnlyDictionary<Guid, Brugerkort>> FlereAsync(IEnumerable<Guid> ider, CancellationToken ct)
    {
        var kendte = await _husket.GetAsync(nameof(FlereAsync), () => Task.FromResult(new System.Collections.Concurrent.ConcurrentDictionary<Guid, Brugerkort?>()));
        var alle = ider.ToHashSet();
        var nye = alle.Where(id => !kendte.ContainsKey(id)).ToList();
        if (nye.Count > 0)
        {
            var fundne = await Kort(_db.Brugere.Where(b => nye.Contains(b.Id))).ToDictionaryAsync(b => b.Id, ct);
            nye.ForEach(id => kendte[id] = fundne.GetValueOrDefault(id));
        }

        return alle.Select(id => kendte.GetValueOrDefault(id)).OfType<Brugerkort>().ToDictionary(b => b.Id);
    }

    /// <summary>The user of this user name, whatever its case.</summary>
    public Task<Brugerkort?> FindAsync(string brugernavn, CancellationToken ct)
    {
        var navn = brugernavn.Trim().ToLowerInvariant();
        return Kort(_db.Brugere.Where(b => b.Brugernavn == navn)).SingleOrDefaultAsync(ct);
    }

    /// <summary>Active users whose name, user name or title holds every word of <paramref name="q"/>, as one types; in Danish order.</summary>
    public async Task<IReadOnlyList<Brugerkort>> SoegAsync(string? q, int antal, CancellationToken ct) => (await SideAsync(q, null, antal, ct)).Poster;

    /// <summary>The active users of a unit in Danish order, at most so many.</summary>
    public Task<IReadOnlyList<Brugerkort>> IEnhedAsync(Guid enhed, int antal, CancellationToken ct) =>
        _husket.GetAsync((nameof(IEnhedAsync), enhed, antal), () => LaesEnhedAsync(enhed, antal, ct));

    private async Task<IReadOnlyList<Brugerkort>> LaesEnhedAsync(Guid enhed, int antal, CancellationToken ct) =>
        [.. (await Kort(_db.Brugere.Where(b => b.Aktiv && b.EnhedId == enhed).OrderBy(b => b.Nr).Take(antal)).ToListAsync(ct)).OrderBy(b => DanishText.SortKey(b.Navn), StringComparer.Ordinal)];

    /// <summary>The same in pages.</summary>
    /// <exception cref="Esdh.Core.InvalidException">Not a cursor of this list.</exception>
    public async Task<Side<Brugerkort>> SideAsync(string? q, string? efter, int antal, CancellationToken ct)
    {
        var plads = Cursor.Decode<Plads>(efter);
        var ord = DanishText.Fold(q is { Length: > 100 } ? q[..100] : q).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        // A few thousand short rows: folded here, since the database does not know that æ is ae.
        var alle = await _db.Brugere.Where(b => b.Aktiv).Select(b => new { b.Id, b.Navn, b.Brugernavn, b.Titel }).ToListAsync(ct);
        var fundne = alle.Where(b => Array.TrueForAll(ord, DanishText.Fold($"{b.Navn} {b.Brugernavn} {b.Titel}").Contains))
            .Select(b => new Plads(DanishText.SortKey(b.Navn), b.Id)).Where(p => plads is null || Plads.Orden(p, plads) > 0).Order(Comparer<Plads>.Create(Plads.Orden)).Take(antal + 1).ToList();
        var ider = fundne.Take(antal).Select(p => p.Id).ToList();
        var kort = await Kort(_db.Brugere.Where(b => ider.Contains(b.Id))).ToListAsync(ct);
        return new([.. kort.OrderBy(b => ider.IndexOf(b.Id))], fundne.Count > antal ? Cursor.Encode(fundne[antal - 1]) : null);
    }

    /// <summary>A user's place in Danish order; those of one name by id.</summary>
    private sealed record Plads(string Noegle, Guid Id)
    {
        public static int Orden(Plads a, Plads b) => string.CompareOrdinal(a.Noegle, b.Noegle) is var navn and not 0 ? navn : a.Id.CompareTo(b.Id);
    }

    /// <summary>The nearest active leader: in the unit, else in the nearest unit above that has one. Null when there is none.</summary>
    public Task<Brugerkort?> LederAsync(Guid enhedId, CancellationToken ct) => LederAsync(enhedId, [], ct);

    /// <summary>The nearest active leader who is none of these.</summary>
    public async Task<Brugerkort?> LederAsync(Guid enhedId, IReadOnlyCollection<Guid> udenfor, CancellationToken ct)
    {
        var over = Over(enhedId, (await EnhederAsync(ct)).ToDictionary(e => e.Id, e => e.ForaelderId));
        var ledere = await Kort(_db.Brugere.Where(b => over.Contains(b.EnhedId) && b.Aktiv && (b.Roller & Roller.Leder) != 0 && !udenfor.Contains(b.Id)).OrderBy(b => b.Nr)).ToListAsync(ct);
        return over.Select(e => ledere.Find(l => l.EnhedId == e)).FirstOrDefault(l => l is not null);
    }

    /// <summary>The unit and those above it, the nearest first.</summary>
    internal static List<Guid> Over(Guid enhed, IReadOnlyDictionary<Guid, Guid?> foraeldre)
    {
        List<Guid> over = [];
        for (Guid? id = enhed; id is { } her && !over.Contains(her); id = foraeldre.GetValueOrDefault(her))
            over.Add(her);
        return over;
    }

    /// <summary>The unit and every open one below it: where a leader who sits in it leads.</summary>
    public async Task<IReadOnlyList<Guid>> EnhederUnderAsync(Guid enhedId, CancellationToken ct)
    {
        var under = (await EnhederAsync(ct)).Where(e => e.Aktiv && e.ForaelderId != null).ToLookup(e => e.ForaelderId, e => e.Id);
        List<Guid> fundne = [enhedId];
        for (var i = 0; i < fundne.Count; i++)
            fundne.AddRange(under[fundne[i]].Where(id => !fundne.Contains(id)));
        return fundne;
    }

    /// <summary>Every unit, parents before children, siblings in Danish order. Asked for once in a request.</summary>
    public async Task<IReadOnlyList<Enhedskort>> EnhederAsync(CancellationToken ct) => _enheder ??= await _husket.GetAsync(nameof(EnhederAsync), () => LaesEnhederAsync(ct));

    private async Task<IReadOnlyList<Enhedskort>> LaesEnhederAsync(CancellationToken ct)
    {
        var under = (await _db.Enheder.AsNoTracking().ToListAsync(ct)).ToLookup(e => e.ForaelderId);
        List<Enhedskort> orden = [];
        void Tilfoej(Guid? foraelder, int dybde)
        {
            foreach (var e in under[foraelder].OrderBy(e => DanishText.SortKey(e.Navn), StringComparer.Ordinal))
            {
                orden.Add(new(e.Id, e.Nr, e.Navn, e.ForaelderId, e.Aktiv, dybde));
                Tilfoej(e.Id, dybde + 1);
            }
        }

        Tilfoej(null, 0);
        return orden;
    }

    /// <summary>Every group, in Danish order.</summary>
    public async Task<IReadOnlyList<Gruppekort>> GrupperAsync(CancellationToken ct) =>
        [.. (await _db.Grupper.Select(g => new Gruppekort(g.Id, g.Navn, g.Aktiv)).ToListAsync(ct)).OrderBy(g => DanishText.SortKey(g.Navn), StringComparer.Ordinal)];

    /// <summary>The active groups that the user is in.</summary>
    public Task<IReadOnlyList<Guid>> GrupperForAsync(Guid bruger, CancellationToken ct) =>
        _husket.GetAsync((nameof(GrupperForAsync), bruger), async () => (IReadOnlyList<Guid>)await _db.GruppeMedlemmer.Where(m => m.BrugerId == bruger && _db.Grupper.Any(g => g.Id == m.GruppeId && g.Aktiv)).Select(m => m.GruppeId).ToListAsync(ct));

    /// <summary>So many members of a group or a role are looked at.</summary>
    private const int FlestMedlemmer = 500;

    /// <summary>The group's active members who are none of these; at most 500.</summary>
    public Task<List<Guid>> MedlemmerAsync(Guid gruppe, IReadOnlyCollection<Guid> udenfor, CancellationToken ct) =>
        _db.Brugere.Where(b => b.Aktiv && !udenfor.Contains(b.Id) && _db.GruppeMedlemmer.Any(m => m.GruppeId == gruppe && m.BrugerId == b.Id)).OrderBy(b => b.Nr).Select(b => b.Id).Take(FlestMedlemmer).ToListAsync(ct);

    /// <summary>The active users with the role who are none of these; at most 500.</summary>
    public Task<List<Guid>> MedRolleAsync(Roller rolle, IReadOnlyCollection<Guid> udenfor, CancellationToken ct) =>
        _db.Brugere.Where(b => b.Aktiv && (b.Roller & rolle) != 0 && !udenfor.Contains(b.Id)).OrderBy(b => b.Nr).Select(b => b.Id).Take(FlestMedlemmer).ToListAsync(ct);

    private IQueryable<Brugerkort> Kort(IQueryable<Bruger> brugere) =>
        brugere.Select(b => new Brugerkort(b.Id, b.Nr, b.Brugernavn, b.Navn, b.Titel, b.Email, b.EnhedId, _db.Enheder.First(e => e.Id == b.EnhedId).Navn, b.Roller, b.Aktiv));
}
