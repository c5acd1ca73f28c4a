using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>What the acts on hearings share.</summary>
internal static class Hoeringskontrol
{
    /// <summary>Days a hearing lasts when nobody says otherwise.</summary>
    public const int Fristdage = 14;

    /// <summary>A hearing on a case that the actor sees, with those who are heard.</summary>
    /// <exception cref="NotFoundException">Not there, or not the actor's to know of.</exception>
    public static async Task<(Hoering Hoering, Sag Sag, List<Hoeringspart> Parter)> FindHoeringAsync(this SagerDb db, Aktoer aktoer, Guid id, long? ifMatch, CancellationToken ct)
    {
        var hoering = await db.Hoeringer.SingleOrDefaultAsync(h => h.Id == id, ct);
        var sag = hoering is null ? null : await db.Sager.SynligeFor(aktoer).SingleOrDefaultAsync(s => s.Id == hoering.SagId, ct);
        if (sag is null)
            throw new NotFoundException("Høringen findes ikke, eller du har ikke adgang til dens sag.");
        Preconditions.Check(hoering!.Version, ifMatch);
        return (hoering, sag, await db.Hoeringsparter.Where(p => p.HoeringId == id).ToListAsync(ct));
    }

    /// <summary>One who is heard, by the party on the case.</summary>
    /// <exception cref="InvalidException">The party is not heard here.</exception>
    public static Hoeringspart Find(this List<Hoeringspart> parter, Guid? sagspart) =>
        parter.Find(p => p.SagspartId == sagspart) ?? throw new InvalidException("part", "Vælg en part, der er hørt her.");

    /// <summary>The last day to answer: after today, within two years, moved to a day on which a deadline may end.</summary>
    /// <param name="bedt">Null means <see cref="Fristdage"/> from today.</param>
    /// <param name="idag">Today.</param>
    /// <param name="errors">Told what is wrong with it; then the answer is today.</param>
    public static DateOnly Frist(DateOnly? bedt, DateOnly idag, Errors errors)
    {
        var oensket = bedt ?? idag.AddDays(Fristdage);
        var frist = oensket > idag && oensket <= idag.AddYears(2) && oensket.Year < DanishCalendar.LastYear ? DanishCalendar.MoveToWorkday(oensket) : idag;
        errors.AddIf(frist <= idag || frist > idag.AddYears(2), "frist", "Fristen skal ligge efter i dag og inden for to år.");
        return frist;
    }
}
