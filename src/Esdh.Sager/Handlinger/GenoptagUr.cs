using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Lets a clock of a case go on that stands still.</summary>
internal sealed class GenoptagUr(SagerDb db, Forloebsgang gang, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Sag">Id or number.</param>
    /// <param name="Ur">Key of the clock.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, string? Ur, long? IfMatch = null);

    /// <param name="Frist">The last day of the limit now.</param>
    public sealed record Svar(Guid Id, string Ur, DateOnly Frist, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        sag.KraevAaben();
        var (ur, stand) = await StopUr.FindAsync(db, await gang.KraevAsync(sag.Id, ct), sag.Id, k.Ur, ct);
        var dage = await gang.GaaVidereAsync(stand, DanishTime.Today(tid), ct);
        sag.Roer(tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new UrGenoptaget(ur.Noegle, ur.Navn, dage, stand.Frist!.Value), sag.Id, null, ct);
        return new(sag.Id, ur.Noegle, stand.Frist.Value, sag.Version);
    }
}
