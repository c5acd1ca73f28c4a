using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>The second person approves; the destroying begins.</summary>
internal sealed class GodkendKassation(ArkivDb arkiv, CoreDb core, EventLog haendelser, TimeProvider tid)
{
    public async Task Udfoer(Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var k = await arkiv.Kassationer.SingleOrDefaultAsync(x => x.Id == id, ct) ?? throw new NotFoundException("Kassationen findes ikke.");
        KassationRegler.EnAdGangen.Kraev(!await arkiv.Kassationer.AnyAsync(x => x.Tilstand == Kassationstilstand.Udfoeres, ct));
        var nu = tid.GetUtcNow();
        k.Godkend(aktoer.Id, Guid.CreateVersion7(), nu);
        var venter = await arkiv.Kassationslinjer.CountAsync(l => l.KassationId == k.Id && l.Udfald == Kassationsudfald.Venter, ct);
        core.Add(k.Arbejde(aktoer.Id, venter, nu));
        await core.SaveChangesAsync(ct);
        await arkiv.SaveChangesAsync(ct);
        await haendelser.AppendAsync(aktoer, new KassationGodkendt(k.Nr, venter), null, k.Id, ct);
    }
}
