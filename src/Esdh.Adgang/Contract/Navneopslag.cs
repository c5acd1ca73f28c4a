using Esdh.Adgang.Storage;
using Esdh.Core.Access;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Contract;

/// <summary>Names of users and units, for pages and lists that know only their ids.</summary>
public sealed class Navneopslag
{
    private readonly AdgangDb _db;

    internal Navneopslag(AdgangDb db) => _db = db;

    /// <summary>The names of those that are found, in one query; the server itself is <c>Esdh</c>.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> BrugereAsync(IEnumerable<Guid> ider, CancellationToken ct)
    {
        var alle = ider.Distinct().ToList();
        var navne = alle.Count == 0 ? [] : await _db.Brugere.Where(b => alle.Contains(b.Id)).Select(b => new { b.Id, b.Navn }).ToDictionaryAsync(b => b.Id, b => b.Navn, ct);
        navne[Aktoer.Systemet.Id] = Aktoer.Systemet.Navn;
        return navne;
    }

    /// <summary>What every unit is and was called.</summary>
    public async Task<Enhedsnavne> EnhedsnavneAsync(CancellationToken ct) => new(
        await _db.Enheder.AsNoTracking().ToDictionaryAsync(e => e.Id, e => e.Navn, ct),
        (await _db.Enhedsnavne.AsNoTracking().ToListAsync(ct)).ToLookup(n => n.EnhedId, n => (n.Til, n.Navn)));

    /// <summary>The names of those that are found, in one query.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> EnhederAsync(IEnumerable<Guid> ider, CancellationToken ct)
    {
        var alle = ider.Distinct().ToList();
        return alle.Count == 0 ? new Dictionary<Guid, string>() : await _db.Enheder.AsNoTracking().Where(e => alle.Contains(e.Id)).ToDictionaryAsync(e => e.Id, e => e.Navn, ct);
    }
}
