using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;

namespace Esdh.Sbsys.Handlinger;

/// <summary>What a client changes on a case by sending the whole of it back: what it is called and who has it, together or not at all.</summary>
internal sealed class RetSbsyssag(RetSag retSag, OverdragSag overdragSag)
{
    /// <param name="Rettelse">Null where nothing is different.</param>
    /// <param name="BehandlerId">A new handler; null where that stays.</param>
    /// <param name="EnhedId">A new unit; null where that stays or follows the handler.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid SagId, Sagsrettelse? Rettelse, Guid? BehandlerId, Guid? EnhedId);

    public async Task<Guid> Udfoer(Kommando k, CancellationToken ct)
    {
        if (k.Rettelse is { } rettelse)
            await retSag.Udfoer(new(k.Aktoer, k.SagId.ToString(), rettelse), ct);
        if (k.BehandlerId is not null || k.EnhedId is not null)
            await overdragSag.Udfoer(new(k.Aktoer, k.SagId.ToString(), k.BehandlerId, k.EnhedId), ct);
        return k.SagId;
    }
}
