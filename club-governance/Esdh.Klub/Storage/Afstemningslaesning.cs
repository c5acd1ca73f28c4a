using Esdh.Core;
using Esdh.Klub.Domain;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Storage;

internal static class Afstemningslaesning
{
    /// <exception cref="NotFoundException">There is no such ballot.</exception>
    public static async Task<KlubAfstemning> AfstemningAsync(this KlubDb db, Guid id, CancellationToken ct) =>
        await db.Afstemninger.SingleOrDefaultAsync(a => a.Id == id, ct) ?? throw new NotFoundException("Afstemningen findes ikke.");

    /// <summary>Wishes go on from a ballot: those chosen as chosen, the others ready for another.</summary>
    /// <param name="valgte">Keys of the options that were chosen; null where the ballot came to nothing.</param>
    public static async Task FrigivOenskerAsync(this KlubDb db, Guid afstemning, IReadOnlySet<string>? valgte, DateTimeOffset nu, CancellationToken ct)
    {
        var muligheder = await db.Afstemningsmuligheder.AsNoTracking().Where(m => m.AfstemningId == afstemning && m.OenskeId != null).ToListAsync(ct);
        var ider = muligheder.Select(m => m.OenskeId!.Value).ToList();
        foreach (var oenske in await db.Oensker.Where(o => ider.Contains(o.Id) && o.Stand == Oenskestand.TilAfstemning).ToListAsync(ct))
        {
            var valgt = valgte?.Contains(oenske.Stemmenoegle) == true;
            await db.FlytAsync(oenske, valgt ? Oenskestand.Valgt : Oenskestand.Klar, valgt ? "Medlemmerne har valgt ønsket ved afstemning." : valgte is null ? "Afstemningen blev aflyst." : "Ønsket blev ikke valgt ved afstemningen.", "Esdh", nu, ct);
        }
    }
}
