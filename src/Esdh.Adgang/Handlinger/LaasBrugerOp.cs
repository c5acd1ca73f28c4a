using Esdh.Adgang.Contract;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>Lifts the lock after wrong passwords and the block after refusals.</summary>
internal sealed class LaasBrugerOp(AdgangDb db, EventLog haendelser)
{
    internal sealed record Kommando(Aktoer Aktoer, Guid BrugerId, long? Set = null);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var bruger = await db.Brugere.SingleOrDefaultAsync(b => b.Id == k.BrugerId, ct) ?? throw new NotFoundException();
        Preconditions.Check(bruger.Version, k.Set);
        if (bruger is { LaastTil: null, SpaerretTil: null, FejlForsoeg: 0 })
            return;
        (bruger.LaastTil, bruger.SpaerretTil, bruger.FejlForsoeg) = (null, null, 0);
        bruger.Version++;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new BrugerLaastOp(), null, bruger.Id, ct);
    }
}
