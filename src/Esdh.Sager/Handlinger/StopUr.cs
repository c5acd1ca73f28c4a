using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Stops a clock of a case by hand: something else than the case's step makes it stand still. It goes on by <see cref="GenoptagUr"/> alone.</summary>
internal sealed class StopUr(SagerDb db, Forloebsgang gang, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Sag">Id or number.</param>
    /// <param name="Ur">Key of the clock.</param>
    /// <param name="Grund">Why; needed.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, string? Ur, string? Grund, long? IfMatch = null);

    public sealed record Svar(Guid Id, string Ur, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag, ct);
        Preconditions.Check(sag.Version, k.IfMatch);
        sag.KraevAaben();
        var f = await gang.KraevAsync(sag.Id, ct);
        var (ur, stand) = await FindAsync(db, f, sag.Id, k.Ur, ct);
        new Errors().AddIf(k.Grund?.Length > 500, "grund", "Grunden må højst være 500 tegn.").Throw();
        SagsforloebRegler.StoppetBegrundes.Kraev(k.Grund.Renset() is not null);
        await gang.StopAsync(stand, k.Grund.Renset()!, iHaanden: true, DanishTime.Today(tid), ct);
        sag.Roer(tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new UrStoppet(ur.Noegle, ur.Navn, stand.Grund!, true), sag.Id, null, ct);
        return new(sag.Id, ur.Noegle, sag.Version);
    }

    /// <summary>A clock of the case that has begun.</summary>
    /// <exception cref="InvalidException">The type has none of the key, or it has not begun.</exception>
    internal static async Task<(Sagsur Ur, Urstand Stand)> FindAsync(SagerDb db, Forloebsgang.Fundet f, Guid sagId, string? noegle, CancellationToken ct)
    {
        var ur = f.Type.Ure.FirstOrDefault(u => u.Noegle == noegle) ?? throw new InvalidException("ur", f.Type.Ure.Count == 0 ? "Sagen har ingen ure." : $"Vælg et ur: {string.Join(", ", f.Type.Ure.Select(u => u.Noegle))}.");
        return (ur, await db.Urstande.SingleOrDefaultAsync(u => u.SagId == sagId && u.Ur == ur.Noegle, ct) ?? throw new InvalidException("ur", $"»{ur.Navn}« er ikke begyndt."));
    }
}
