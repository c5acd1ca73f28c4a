using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Says that two cases concern each other, or that they no longer do. Seen from both.</summary>
internal sealed class RelaterSager(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Anden">Id or number of the other case.</param>
    /// <param name="Fjern">Take the relation away.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, string Anden, bool Fjern = false, long? IfMatch = null);

    public sealed record Svar(Guid SagId, Guid AndenId);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        var anden = await db.FindSagAsync(k.Aktoer, k.Anden, ct);
        SagRegler.RelateresTilEnAnden.Kraev(sag.Id != anden.Id);
        sag.KraevAaben();
        var kendt = await db.Relationer.SingleOrDefaultAsync(r => (r.FraSagId == sag.Id && r.TilSagId == anden.Id) || (r.FraSagId == anden.Id && r.TilSagId == sag.Id), ct);
        if ((kendt is null) == k.Fjern)
            return new(sag.Id, anden.Id);
        if (kendt is null)
            db.Add(new SagRelation { FraSagId = sag.Id, TilSagId = anden.Id, Tid = nu });
        else
            db.Remove(kendt);
        sag.Roer(nu);
        await db.SaveChangesAsync(ct);
        foreach (var (paa, om) in new[] { (sag.Id, anden.Id), (anden.Id, sag.Id) })
            await haendelser.AppendAsync(k.Aktoer, k.Fjern ? new SagsrelationFjernet() : new SagRelateret(), paa, om, ct);
        return new(sag.Id, anden.Id);
    }
}
