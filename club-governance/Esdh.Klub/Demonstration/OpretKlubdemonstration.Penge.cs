using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Demonstration;

internal sealed partial class OpretKlubdemonstration
{
    private async partial Task OpretPengeAsync(CancellationToken ct)
    {
        foreach (var (medlem, antal) in (await db.Medlemmer.AsNoTracking().OrderBy(m => m.Nr).ToListAsync(ct)).Zip(Opdigtede.Select(o => o.Grundlag)))
        {
            if (medlem.Art == Medlemsart.Region)
                continue;
            foreach (var aar in new[] { 2025, 2026 })
                db.Add(new KlubFolketal { Kode = medlem.Grundlagskode, Aar = aar, Antal = antal - ((2026 - aar) * antal / 200), Kilde = "Opdigtet til demonstration" });
        }

        await db.SaveChangesAsync(ct);
    }
}
