using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Storage;

/// <summary>
/// Whose party an actor may know of: that someone has a case is itself an information. A party is seen when one of its cases or documents is,
/// or when it is on none.
/// </summary>
internal static class Partssynlighed
{
    public static IQueryable<Part> SynligeFor(this IQueryable<Part> parter, SagerDb db, Aktoer aktoer)
    {
        var sager = db.Sager.SynligeFor(aktoer);
        var dokumenter = db.Dokumenter.SynligeFor(db, aktoer);
        return parter.Where(p => db.Sagsparter.Any(s => s.PartId == p.Id && sager.Any(x => x.Id == s.SagId))
            || db.Korrespondenter.Any(k => k.PartId == p.Id && dokumenter.Any(d => d.Id == k.DokumentId))
            || (!db.Sagsparter.Any(s => s.PartId == p.Id) && !db.Korrespondenter.Any(k => k.PartId == p.Id)));
    }

    /// <exception cref="NotFoundException">Not there, or not the actor's to know of.</exception>
    public static async Task<Part> FindPartAsync(this SagerDb db, Aktoer aktoer, Guid id, CancellationToken ct) =>
        await db.Parter.SynligeFor(db, aktoer).SingleOrDefaultAsync(p => p.Id == id, ct)
        ?? throw new NotFoundException("Parten findes ikke, eller du har ikke adgang til den.");

    /// <summary>A party's row on a case that was found.</summary>
    /// <exception cref="NotFoundException">Not on this case.</exception>
    public static async Task<Sagspart> FindSagspartAsync(this SagerDb db, Guid sagId, Guid id, CancellationToken ct) =>
        await db.Sagsparter.SingleOrDefaultAsync(s => s.SagId == sagId && s.Id == id, ct)
        ?? throw new NotFoundException("Parten findes ikke på sagen.");
}
