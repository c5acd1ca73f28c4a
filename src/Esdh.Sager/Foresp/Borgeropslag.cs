using Esdh.Adgang.Contract;
using Esdh.Core.Identity;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>Where a citizen's data lie, for the report of who looked at them. Ids alone leave here.</summary>
internal sealed class Borgeropslag(SagerDb db) : IBorgeropslag
{
    private const int FlestSager = 2000;
    private const int FlestDokumenter = 10_000;

    public Task<Guid?> FindAsync(Cpr cpr, CancellationToken ct) =>
        db.Parter.Where(p => p.Cpr == cpr.Digits).Select(p => (Guid?)p.Id).SingleOrDefaultAsync(ct);

    public async Task<Borgerspor> SporAsync(Guid borger, CancellationToken ct)
    {
        var sager = await db.Sagsparter.Where(s => s.PartId == borger).Select(s => s.SagId).Distinct().OrderByDescending(id => id).Take(FlestSager).ToListAsync(ct);
        var numre = await db.Sagsnumre.Where(n => sager.Contains(n.SagId)).Select(n => n.Sagsnummer).ToListAsync(ct);
        var dokumenter = await db.Registreringer.Where(r => sager.Contains(r.SagId)).Select(r => r.DokumentId)
            .Union(db.Korrespondenter.Where(k => k.PartId == borger).Select(k => k.DokumentId))
            .OrderByDescending(id => id).Take(FlestDokumenter).ToListAsync(ct);
        return new(sager, numre, dokumenter);
    }
}
