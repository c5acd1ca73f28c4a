using System.Collections.Concurrent;
using Esdh.Adgang.Storage;
using Esdh.Core.Access;
using Esdh.Core.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Contract;

/// <summary>Names of users and units, for pages and lists that know only their ids.</summary>
public sealed class Navneopslag
{
    private readonly AdgangDb _db;
    private readonly Brugeropslag _brugere;
    private readonly Recall<AdgangDb> _husket;
    private readonly Dictionary<Guid, string?> _navne = new() { [Aktoer.Systemet.Id] = Aktoer.Systemet.Navn };

    internal Navneopslag(AdgangDb db, Brugeropslag brugere, Recall<AdgangDb> husket) => (_db, _brugere, _husket) = (db, brugere, husket);

    /// <summary>The names of those that are found, in one query for those not asked for before in the request; the server itself is <c>Esdh</c>.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> BrugereAsync(IEnumerable<Guid> ider, CancellationToken ct)
    {
        var alle = ider.Append(Aktoer.Systemet.Id).ToHashSet();
        if (alle.Where(id => !_navne.ContainsKey(id)).ToList() is { Count: > 0 } nye)
        {
            // Those that any request has asked for since a user was last changed.
            var kendte = await _husket.GetAsync(nameof(Navneopslag), () => Task.FromResult(new ConcurrentDictionary<Guid, string?>()));
            nye.RemoveAll(id => kendte.TryGetValue(id, out var navn) && (_navne[id] = navn) is var _);
            if (nye.Count > 0)
            {
                var fundne = await _db.Brugere.Where(b => nye.Contains(b.Id)).Select(b => new { b.Id, b.Navn }).ToDictionaryAsync(b => b.Id, b => b.Navn, ct);
                nye.ForEach(id => kendte[id] = _navne[id] = fundne.GetValueOrDefault(id));
            }
        }

        return alle.Where(id => _navne[id] is not null).ToDictionary(id => id, id => _navne[id]!);
    }

    /// <summary>What every unit is and was called.</summary>
    public async Task<Enhedsnavne> EnhedsnavneAsync(CancellationToken ct) => new(
        (await _brugere.EnhederAsync(ct)).ToDictionary(e => e.Id, e => e.Navn),
        (await _db.Enhedsnavne.AsNoTracking().ToListAsync(ct)).ToLookup(n => n.EnhedId, n => (n.Til, n.Navn)));

    /// <summary>The names of those that are found.</summary>
    public async Task<IReadOnlyDictionary<Guid, string>> EnhederAsync(IEnumerable<Guid> ider, CancellationToken ct)
    {
        var alle = ider.ToHashSet();
        return alle.Count == 0 ? new Dictionary<Guid, string>() : (await _brugere.EnhederAsync(ct)).Where(e => alle.Contains(e.Id)).ToDictionary(e => e.Id, e => e.Navn);
    }
}
