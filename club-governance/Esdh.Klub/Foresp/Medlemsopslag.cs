using Esdh.Core.Text;
using Esdh.Klub.Domain;
using Esdh.Klub.Sider;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Foresp;

/// <summary>The club's members as pages and REST show them.</summary>
internal sealed class Medlemsopslag(KlubDb db)
{
    public async Task<IReadOnlyList<Medlemslinje>> AlleAsync(CancellationToken ct) =>
        [.. (await db.Medlemmer.AsNoTracking().ToListAsync(ct)).OrderBy(m => DanishText.SortKey(m.Navn), StringComparer.Ordinal).Select(Linje)];

    private static Medlemslinje Linje(KlubMedlem m) => new(m.Id, m.Nr, m.Navn, m.Art, m.Fase, m.Indtraadt, m.Udtraeder, m.ErDemonstration);
}
