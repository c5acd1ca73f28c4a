using Esdh.Core.Calendar;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Foresp;

/// <summary>Whom a person may act for. Acts ask it again in their own transaction: a mandate may have ended since the request was let in.</summary>
internal sealed class Mandatopslag(KlubDb db, TimeProvider tid)
{
    internal sealed record Plads(Guid MedlemId, string Medlem, IReadOnlyList<Klubrolle> Roller);

    /// <summary>
    /// The member whose authority it is, with the person's mandates today; null where the authority is no member's. One that has left still reads until its data is deleted, and nobody acts for it.
    /// </summary>
    public async Task<Plads?> FindAsync(string myndighed, Guid bruger, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        if (await db.Medlemmer.AsNoTracking().SingleOrDefaultAsync(m => m.Myndighed == myndighed, ct) is not { } medlem || !(medlem.ErMedlem(idag) || medlem.Laeser(idag)))
            return null;
        if (!medlem.ErMedlem(idag))
            return new(medlem.Id, medlem.Navn, []);
        var mandater = await db.Mandater.AsNoTracking().Where(m => m.MedlemId == medlem.Id && m.Myndighed == myndighed && m.BrugerId == bruger).ToListAsync(ct);
        return new(medlem.Id, medlem.Navn, [.. mandater.Where(m => m.Gaelder(idag)).Select(m => m.Rolle).Distinct()]);
    }
}
