using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;

namespace Esdh.Adgang.Handlinger;

/// <summary>Ends an absence now, or calls off one that has not begun. The rights end with it.</summary>
internal sealed class AfslutFravaer(AdgangDb db, Fravaerskontrol kontrol, EventLog haendelser, TimeProvider time)
{
    internal sealed record Kommando(Aktoer Aktoer, Guid Id, long? Set = null);

    public async Task<long> Udfoer(Kommando k, CancellationToken ct)
    {
        var fravaer = await kontrol.FindAsync(k.Aktoer, k.Id, ct);
        Preconditions.Check(fravaer.Version, k.Set);
        fravaer.Afslut(k.Aktoer.Id, time.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new FravaerAfsluttet(fravaer.BrugerId, fravaer.StedfortraederId), null, fravaer.Id, ct);
        return fravaer.Version;
    }
}
