using Esdh.Core;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Throws a draft away. It never had a number, so none is missing.</summary>
internal sealed class SletFakturakladde(KlubDb db, EventLog haendelser)
{
    internal sealed record Kommando(Klubaktoer Aktoer, Guid Id);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        k.Aktoer.KraevSekretariat();
        var kladde = await db.Fakturaer.SingleOrDefaultAsync(f => f.Id == k.Id, ct) ?? throw new NotFoundException();
        PengeRegler.KunKladder.Kraev(kladde.Nr is null);
        await db.Fakturalinjer.Where(l => l.FakturaId == kladde.Id).ExecuteDeleteAsync(ct);
        db.Remove(kladde);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new FakturakladdeSlettet(kladde.Aar, kladde.BruttoOere), null, kladde.MedlemId, ct);
    }
}
