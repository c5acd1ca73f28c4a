using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Brings a party's data on a case up to date with the register. Never by itself: a case keeps what it was decided on.</summary>
internal sealed class OpdaterSagspart(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, string Sag, Guid SagspartId, long? IfMatch = null);

    /// <param name="Felter">What became different; empty when all was so already.</param>
    /// <param name="Version">The case's.</param>
    public sealed record Svar(Guid SagspartId, IReadOnlyList<string> Felter, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        sag.KraevAaben();
        var sagspart = await db.FindSagspartAsync(sag.Id, k.SagspartId, ct);
        var felter = sagspart.Opdater(await db.Parter.SingleAsync(p => p.Id == sagspart.PartId, ct));
        if (felter.Count == 0)
            return new(sagspart.Id, felter, sag.Version);
        sag.Roer(tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new SagspartOpdateret(sagspart.Navn, felter), sag.Id, sagspart.PartId, ct);
        return new(sagspart.Id, felter, sag.Version);
    }
}
