using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Sager.Contract;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Gives all who have not answered, or one of them, longer time. The reminder of the deadline moves along.</summary>
internal sealed class ForlaengHoeringsfrist(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="SagspartId">Whose deadline; null for all who have not answered.</param>
    /// <param name="Frist">The new last day; a closed day moves to the next working day.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid HoeringId, DateOnly? Frist, Guid? SagspartId = null, long? IfMatch = null);

    public sealed record Svar(DateOnly Frist, DateOnly? FlyttetFra, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (hoering, sag, parter) = await db.FindHoeringAsync(k.Aktoer, k.HoeringId, k.IfMatch, ct);
        if (k.Frist is null)
            throw new Core.InvalidException("frist", "Skriv den nye frist.");
        var errors = new Errors();
        var frist = Hoeringskontrol.Frist(k.Frist, DanishTime.Today(tid), errors);
        errors.Throw();
        sag.KraevAaben();
        hoering.Forlaeng(parter, k.SagspartId is null ? null : parter.Find(k.SagspartId), frist);
        if (await db.Erindringer.SingleOrDefaultAsync(e => e.Id == hoering.ErindringId && e.Afsluttet == null, ct) is { } erindring && erindring.Frist != hoering.Frist)
        {
            (erindring.SynligFra, erindring.Frist) = (erindring.SynligFra.AddDays(hoering.Frist.DayNumber - erindring.Frist.DayNumber), hoering.Frist);
            erindring.Version++;
        }

        sag.Roer(tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new HoeringsfristForlaenget(CprFinder.Mask(hoering.Emne), k.SagspartId, frist), sag.Id, hoering.Id, ct);
        return new(frist, k.Frist != frist ? k.Frist : null, hoering.Version);
    }
}
