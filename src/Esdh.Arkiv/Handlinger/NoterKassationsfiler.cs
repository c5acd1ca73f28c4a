using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>Notes what became of contents: gone, or shared with something that stays.</summary>
internal sealed class NoterKassationsfiler(ArkivDb arkiv)
{
    /// <param name="kassation">The disposal.</param>
    /// <param name="blev">By SHA-256; at most 500.</param>
    /// <param name="ct">Stops it.</param>
    public async Task Udfoer(Guid kassation, IReadOnlyDictionary<string, Kassationsfiltilstand> blev, CancellationToken ct)
    {
        foreach (var fil in await arkiv.Kassationsfiler.Where(f => f.KassationId == kassation && blev.Keys.Contains(f.Sha256)).ToListAsync(ct))
            fil.Tilstand = blev[fil.Sha256];
        await arkiv.SaveChangesAsync(ct);
    }
}
