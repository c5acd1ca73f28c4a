using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>A file is offered for new deliveries no more; those that were ordered with it keep it.</summary>
internal sealed class UdgaaAfleveringsbilag(ArkivDb db, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, Guid Bilag);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var bilag = await db.Bilag.SingleOrDefaultAsync(b => b.Id == k.Bilag, ct) ?? throw new NotFoundException("Bilaget findes ikke.");
        if (bilag.Udgaaet is not null)
            return;
        bilag.Udgaaet = tid.GetUtcNow();
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new AfleveringsbilagAendret(bilag.Titel, true), null, bilag.Id, ct);
    }
}
