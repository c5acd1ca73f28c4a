using Esdh.Core;
using Esdh.Core.Storage;
using Esdh.Klub.Domain;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Storage;

internal static class Oenskelaesning
{
    /// <exception cref="NotFoundException">There is no such wish.</exception>
    public static async Task<KlubOenske> OensketAsync(this KlubDb db, Guid id, CancellationToken ct) => await db.Oensker.SingleOrDefaultAsync(o => o.Id == id, ct) ?? throw new NotFoundException("Ønsket findes ikke.");

    /// <summary>Moves it, and writes the step down.</summary>
    public static async Task FlytAsync(this KlubDb db, KlubOenske oenske, Oenskestand stand, string grund, string navn, DateTimeOffset nu, CancellationToken ct)
    {
        var nr = (await db.Oenskeskridt.Where(s => s.OenskeId == oenske.Id).MaxAsync(s => (int?)s.Nr, ct) ?? 0) + 1;
        db.Add(new KlubOenskeskridt { OenskeId = oenske.Id, Nr = nr, Stand = stand, Grund = grund, Navn = navn, Tid = nu });
        (oenske.Stand, oenske.Grund, oenske.Version) = (stand, grund, oenske.Version + 1);
        await db.SaveChangesAsync(ct);
    }
}
