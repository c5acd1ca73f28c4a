using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Deletes a draft of a note. The history keeps that it was there.</summary>
internal sealed class SletNotatkladde(SagerDb db, EventLog haendelser)
{
    public sealed record Kommando(Aktoer Aktoer, Guid NotatId, long? IfMatch = null);

    /// <returns>The case it was on.</returns>
    public async Task<Guid> Udfoer(Kommando k, CancellationToken ct)
    {
        var notat = await db.FindNotatAsync(k.Aktoer, k.NotatId, ct);
        Preconditions.Check(notat.Version, k.IfMatch);
        notat.KraevKladde();
        notat.KraevForfatter(k.Aktoer.Skrivebord, k.Aktoer.Har(Roller.Leder));
        db.Remove(notat);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new NotatkladdeSlettet(CprFinder.Mask(notat.Overskrift)), notat.SagId, notat.Id, ct);
        return notat.SagId;
    }
}
