using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>Sends a list to a second person's approval.</summary>
internal sealed class SendKassation(ArkivDb arkiv, EventLog haendelser)
{
    public async Task Udfoer(Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var k = await arkiv.Kassationer.SingleOrDefaultAsync(x => x.Id == id, ct) ?? throw new NotFoundException("Kassationen findes ikke.");
        k.Send(aktoer.Id);
        await arkiv.SaveChangesAsync(ct);
        await haendelser.AppendAsync(aktoer, new KassationSendtTilGodkendelse(k.Nr, false), null, k.Id, ct);
    }
}
