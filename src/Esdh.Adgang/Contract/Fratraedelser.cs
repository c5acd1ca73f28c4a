using Esdh.Adgang.Storage;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Contract;

/// <summary>One who has left a unit: closed, or moved to another.</summary>
/// <param name="EnhedId">The unit that was left.</param>
/// <param name="NuEnhed">Where the employee is now; null for one who is closed.</param>
/// <param name="LederEnhedId">The unit of the nearest leader, who answers for it; null where the administrators do.</param>
public sealed record Fratraadt(Guid BrugerId, string Navn, Guid EnhedId, string Enhed, string? NuEnhed, Guid? LederEnhedId)
{
    public bool ErLukket => NuEnhed is null;
}

/// <summary>An absence in which one who has left is the substitute.</summary>
public sealed record Fratraadtvikariat(Guid FravaerId, Guid StedfortraederId, string Bruger, DateOnly Fra, DateOnly Til);

/// <summary>Who has left, for the leader who answers for what they left behind. Knows nothing of cases.</summary>
public sealed class Fratraedelser
{
    /// <summary>A move is of interest so long.</summary>
    private const int Flyttedage = 365;

    private const int Flest = 500;

    private readonly AdgangDb _db;
    private readonly Brugeropslag _brugere;
    private readonly TimeProvider _time;

    internal Fratraedelser(AdgangDb db, Brugeropslag brugere, TimeProvider time) => (_db, _brugere, _time) = (db, brugere, time);

    /// <summary>Those in the units below the leader; for an administrator all of them. Empty for others.</summary>
    public async Task<IReadOnlyList<Fratraadt>> ForAsync(Aktoer aktoer, CancellationToken ct)
    {
        var alle = aktoer.Har(Roller.Administrator);
        if (!alle && !(aktoer.Har(Roller.Leder) && aktoer.EnhedId is not null))
            return [];
        var enheder = alle ? [] : await _brugere.EnhederUnderAsync(aktoer.EnhedId!.Value, ct);
        var lukkede = await _db.Brugere.Where(b => !b.Aktiv && (alle || enheder.Contains(b.EnhedId))).OrderByDescending(b => b.Nr).Take(Flest).Select(b => new { b.Id, b.Navn, b.EnhedId }).ToListAsync(ct);
        var siden = _time.GetUtcNow().AddDays(-Flyttedage);
        var flyttede = await (
            from f in _db.Brugerflytninger.Where(f => f.Tid > siden && (alle || enheder.Contains(f.FraEnhedId)))
            join b in _db.Brugere.Where(b => b.Aktiv) on f.BrugerId equals b.Id
            where b.EnhedId != f.FraEnhedId
            orderby f.Tid descending
            select new { b.Id, b.Navn, f.FraEnhedId, b.EnhedId }).Take(Flest).ToListAsync(ct);
        if (lukkede.Count + flyttede.Count == 0)
            return [];
        var kendte = await _brugere.EnhederAsync(ct);
        var (navne, foraeldre) = (kendte.ToDictionary(e => e.Id, e => e.Navn), kendte.ToDictionary(e => e.Id, e => e.ForaelderId));
        var medLeder = (await _db.Brugere.Where(b => b.Aktiv && (b.Roller & Roller.Leder) != 0).Select(b => b.EnhedId).Distinct().ToListAsync(ct)).ToHashSet();
        var ledere = lukkede.Select(l => l.EnhedId).Concat(flyttede.Select(f => f.FraEnhedId)).Distinct()
            .ToDictionary(e => e, e => Brugeropslag.Over(e, foraeldre).Where(medLeder.Contains).Select(x => (Guid?)x).FirstOrDefault());
        return
        [
            .. lukkede.Select(l => new Fratraadt(l.Id, l.Navn, l.EnhedId, navne[l.EnhedId], null, ledere[l.EnhedId])),
            .. flyttede.DistinctBy(f => (f.Id, f.FraEnhedId)).Select(f => new Fratraadt(f.Id, f.Navn, f.FraEnhedId, navne[f.FraEnhedId], navne[f.EnhedId], ledere[f.FraEnhedId])),
        ];
    }

    /// <summary>Absences, running or to come, in which one of these users is the substitute.</summary>
    public async Task<IReadOnlyList<Fratraadtvikariat>> VikariaterAsync(IReadOnlyCollection<Guid> brugere, CancellationToken ct)
    {
        var idag = DanishTime.Today(_time);
        return await (
            from f in _db.Fravaer.Where(f => brugere.Contains(f.StedfortraederId) && f.Til >= idag && f.Afsluttet == null)
            join b in _db.Brugere on f.BrugerId equals b.Id
            orderby f.Fra
            select new Fratraadtvikariat(f.Id, f.StedfortraederId, b.Navn, f.Fra, f.Til)).Take(Flest).ToListAsync(ct);
    }
}
