using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>Takes up what was stopped half-way: approved is approved, and what is destroyed is destroyed.</summary>
internal sealed class GenoptagKassation(ArkivDb arkiv, CoreDb core, TimeProvider tid)
{
    public async Task Udfoer(Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var k = await arkiv.Kassationer.SingleOrDefaultAsync(x => x.Id == id, ct) ?? throw new NotFoundException("Kassationen findes ikke.");
        var foer = await core.Jobs.AsNoTracking().SingleAsync(j => j.Id == k.JobId, ct);
        KassationRegler.Trin.Kraev(!foer.ErIGang);
        KassationRegler.IngenBygges.Kraev(!await BestilArkivversion.ByggesAsync(arkiv, core, ct));
        k.Genoptag(Guid.CreateVersion7());
        var venter = await arkiv.Kassationslinjer.CountAsync(l => l.KassationId == k.Id && l.Udfald == Kassationsudfald.Venter, ct);
        core.Add(GodkendKassation.Arbejde(k, aktoer.Id, venter, tid.GetUtcNow()));
        await core.SaveChangesAsync(ct);
        await arkiv.SaveChangesAsync(ct);
    }
}
