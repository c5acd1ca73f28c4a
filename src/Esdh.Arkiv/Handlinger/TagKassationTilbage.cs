using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>Takes a list back to be gone through again.</summary>
internal sealed class TagKassationTilbage(ArkivDb arkiv, EventLog haendelser)
{
    public async Task Udfoer(Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var k = await arkiv.Kassationer.SingleOrDefaultAsync(x => x.Id == id, ct) ?? throw new NotFoundException("Kassationen findes ikke.");
        k.TagTilbage();
        await arkiv.SaveChangesAsync(ct);
        await haendelser.AppendAsync(aktoer, new KassationSendtTilGodkendelse(k.Nr, true), null, k.Id, ct);
    }
}
