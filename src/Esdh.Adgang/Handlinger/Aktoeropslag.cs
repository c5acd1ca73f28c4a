using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>
/// Resolves who acts, once per request and against the database as it is now, so that a right taken away is gone at the next request.
/// </summary>
internal sealed class Aktoeropslag(AdgangDb db, Adgangslister adgangslister, TimeProvider time)
{
    /// <summary>The actor, without client, or null when the user is gone or inactive.</summary>
    public async Task<Aktoercache.Fundet?> FindAsync(Guid brugerId, CancellationToken ct)
    {
        if (await db.Brugere.AsNoTracking().SingleOrDefaultAsync(b => b.Id == brugerId && b.Aktiv, ct) is not { } bruger)
            return null;
        var lister = await adgangslister.ForAsync(bruger, bruger.Roller, ct);
        var nu = time.GetUtcNow();
        var noedsager = await db.Noedadgange.Where(n => n.BrugerId == bruger.Id && n.Udloeber > nu).Select(n => n.SagId).Distinct().ToListAsync(ct);
        var enhed = await db.Enheder.Where(e => e.Id == bruger.EnhedId).Select(e => e.Navn).SingleAsync(ct);
        return new(
            new(bruger.Id, bruger.Navn, bruger.Roller, bruger.EnhedId, lister, noedsager, null),
            new(bruger.Sikkerhedsnummer, bruger.SkalSkifteKodeord, bruger.GenvejeFra, bruger.SpaerretTil, enhed, await VikariaterAsync(bruger, nu, ct)));
    }

    /// <summary>
    /// What a user's desk gives a substitute: the lists that admit the user as one who works with cases, and nothing the user has by another role or by
    /// breaking the glass, or is given by being a substitute. Null when the user is gone, inactive or does not work with cases.
    /// </summary>
    public async Task<Aktoer?> BordAsync(Guid brugerId, CancellationToken ct)
    {
        if (await db.Brugere.AsNoTracking().SingleOrDefaultAsync(b => b.Id == brugerId && b.Aktiv, ct) is not { } bruger || (bruger.Roller & Fravaerskontrol.Gives) == Roller.Ingen)
            return null;
        var roller = bruger.Roller & Fravaerskontrol.Gives;
        return new(bruger.Id, bruger.Navn, roller, bruger.EnhedId, await adgangslister.ForAsync(bruger, roller, ct), [], null);
    }

    /// <summary>The desks that the user works at, or soon will. Whether it is so now is asked at each request.</summary>
    private async Task<IReadOnlyList<Vikariat>> VikariaterAsync(Bruger bruger, DateTimeOffset nu, CancellationToken ct)
    {
        if ((bruger.Roller & Fravaerskontrol.Gives) == 0)
            return [];
        var (fra, til) = (DanishTime.DateOf(nu), DanishTime.DateOf(nu).AddDays(1));
        var fundne = await db.Fravaer.AsNoTracking().Where(f => f.StedfortraederId == bruger.Id && f.Til >= fra && f.Fra <= til && f.Afsluttet == null).ToListAsync(ct);
        var ider = fundne.Select(f => f.BrugerId).ToList();
        // Who is away is no substitute, however the two came to be so.
        if (fundne.Count == 0 || (await db.Fravaer.AsNoTracking().Where(f => f.BrugerId == bruger.Id && f.Til >= fra && f.Fra <= fra && f.Afsluttet == null).AnyAsync(ct)))
            return [];
        var navne = await db.Brugere.Where(b => ider.Contains(b.Id) && b.Aktiv).ToDictionaryAsync(b => b.Id, b => b.Navn, ct);
        return [.. fundne.Where(f => navne.ContainsKey(f.BrugerId)).Select(f => new Vikariat(f.BrugerId, navne[f.BrugerId], f.Begynder, f.Slutter, f.Note))];
    }
}
