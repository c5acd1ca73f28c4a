using Esdh.Sager.Handlinger;
using Esdh.Sbsys.Domain;
using Esdh.Sbsys.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sbsys.Handlinger;

/// <summary>Puts somebody in the register, or remembers that the caller has given the number of one who lies on cases that it does not see.</summary>
internal sealed class RegistrerPart(SbsysDb db, OpretPart opretPart, TimeProvider tid)
{
    public async Task<OpretPart.Svar> Udfoer(OpretPart.Kommando k, CancellationToken ct)
    {
        var svar = await opretPart.Udfoer(k, ct);
        if (!svar.Ses && !await db.Kendskaber.AnyAsync(x => x.BrugerId == k.Aktoer.Id && x.PartId == svar.Id, ct))
        {
            db.Add(new SbsysKendskab { BrugerId = k.Aktoer.Id, PartId = svar.Id, Tid = tid.GetUtcNow() });
            await db.SaveChangesAsync(ct);
        }

        return svar;
    }
}
