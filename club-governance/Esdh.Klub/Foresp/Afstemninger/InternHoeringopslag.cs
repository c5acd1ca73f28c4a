using Esdh.Klub.Sider;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Foresp;

/// <summary>What a member's own people think of a ballot: the newest that each has said.</summary>
internal sealed class InternHoeringopslag(KlubDb db)
{
    /// <param name="afstemning">The ballot.</param>
    /// <param name="medlem">Whose people; nobody else's are read.</param>
    public async Task<InternHoering> HentAsync(Guid afstemning, Guid medlem, CancellationToken ct)
    {
        var alle = await db.Internsvar.AsNoTracking().Where(s => s.AfstemningId == afstemning && s.MedlemId == medlem).OrderByDescending(s => s.Tid).ThenByDescending(s => s.Id).ToListAsync(ct);
        List<Internsvarlinje> svar = [.. alle.DistinctBy(s => s.BrugerId).Select(s => new Internsvarlinje(s.Navn, s.Holdning, s.Tekst, s.Tid))];
        return new(svar.Count(s => s.Holdning == true), svar.Count(s => s.Holdning == false), svar);
    }
}
