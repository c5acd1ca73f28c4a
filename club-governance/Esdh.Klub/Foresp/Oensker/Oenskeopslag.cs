using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Esdh.Ui;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Foresp;

/// <summary>Wishes as pages and REST show them.</summary>
internal sealed partial class Oenskeopslag(KlubDb db)
{
    /// <summary>Those that can come on a ballot paper.</summary>
    public async Task<IReadOnlyList<Mulighed>> KlareAsync(CancellationToken ct) =>
        [.. (await db.Oensker.AsNoTracking().Where(o => o.Stand == Oenskestand.Klar).OrderBy(o => o.Nr).ToListAsync(ct)).Select(o => new Mulighed(o.Id.ToString(), $"{o.Nummer} {o.Titel}"))];
}
