using Esdh.Byggesager.Contract;
using Esdh.Byggesager.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Byggesager.Handlinger;

/// <summary>A fee was put on the case by mistake: it does not count, and is still seen.</summary>
internal sealed class AnnullerGebyr(ByggesagerDb db, Sagsopslag opslag, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, Guid SagId, Guid GebyrId);

    public sealed record Svar(Guid Id);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await opslag.FindAsync(k.Aktoer, k.SagId.ToString(), ct);
        var gebyr = await db.Gebyrer.SingleOrDefaultAsync(g => g.Id == k.GebyrId && g.SagId == sag.Id, ct) ?? throw new NotFoundException("Gebyrlinjen findes ikke på sagen.");
        gebyr.Annuller(k.Aktoer.Id, tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new GebyrAnnulleret(gebyr.Navn, gebyr.Oere), sag.Id, gebyr.Id, ct);
        return new(gebyr.Id);
    }
}
