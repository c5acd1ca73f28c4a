using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Gives an open case another status, active or resting. A status that ends the case is set by <see cref="AfslutSag"/>.</summary>
internal sealed class SkiftStatus(SagerDb db, Forloebsgang gang, Godkendere godkendere, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Status">Id or name of an active status.</param>
    /// <param name="Kommentar">Needed where the status demands one.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, string? Status, string? Kommentar = null, long? IfMatch = null);

    public sealed record Svar(Guid Id, string Status, string Tilstand, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        var status = await db.FindStatusAsync(k.Status, ct);
        await gang.KraevUdenTrinAsync(sag.Id, ct);
        status.KraevKommentar(k.Kommentar);
        var fra = await db.Statusser.Where(s => s.Id == sag.StatusId).Select(s => s.Navn).SingleAsync(ct);
        sag.SkiftStatus(status, tid.GetUtcNow());
        await godkendere.BrugAsync(sag, Godkendelsesemne.Status, status.Id, status.KaedeId, tid.GetUtcNow(), ct);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new SagsstatusSkiftet(fra, status.Navn, status.Tilstand.ToString(), k.Kommentar.Renset()), sag.Id, null, ct);
        return new(sag.Id, status.Navn, status.Tilstand.ToString(), sag.Version);
    }
}
