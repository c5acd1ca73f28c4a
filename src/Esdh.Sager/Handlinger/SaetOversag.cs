using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Makes a case part of another (undersag), or of none.</summary>
internal sealed class SaetOversag(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    private const int MaxDybde = 50;

    /// <param name="Oversag">Id or number of the case above; empty takes the case out.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, string? Oversag, long? IfMatch = null);

    public sealed record Svar(Guid Id, Guid? OversagId, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        var oversag = string.IsNullOrWhiteSpace(k.Oversag) ? null : await db.FindSagAsync(k.Aktoer, k.Oversag, ct);
        oversag?.KraevAaben();
        if (oversag?.Id == sag.OversagId)
            return new(sag.Id, sag.OversagId, sag.Version);
        var foer = sag.OversagId;
        sag.SaetOversag(oversag?.Id, oversag is null ? [] : await OversagerAsync(oversag.OversagId, ct), tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        if (foer is { } tidligere)
            await haendelser.AppendAsync(k.Aktoer, new OversagFjernet(), sag.Id, tidligere, ct);
        if (oversag is not null)
            await haendelser.AppendAsync(k.Aktoer, new OversagSat(), sag.Id, oversag.Id, ct);
        return new(sag.Id, sag.OversagId, sag.Version);
    }

    /// <summary>All above, also those the actor does not see: a ring is refused whoever looks.</summary>
    private async Task<List<Guid>> OversagerAsync(Guid? naeste, CancellationToken ct)
    {
        List<Guid> oversager = [];
        while (naeste is { } id && oversager.Count < MaxDybde)
        {
            oversager.Add(id);
            naeste = await db.OversagTilAsync(id, ct);
        }

        return oversager;
    }
}
