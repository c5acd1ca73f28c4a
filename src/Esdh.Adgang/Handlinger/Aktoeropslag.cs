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
internal sealed class Aktoeropslag(AdgangDb db, TimeProvider time)
{
    /// <summary>The actor, without client, or null when the user is gone or inactive.</summary>
    public async Task<Aktoercache.Fundet?> FindAsync(Guid brugerId, CancellationToken ct)
    {
        if (await db.Brugere.AsNoTracking().SingleOrDefaultAsync(b => b.Id == brugerId && b.Aktiv, ct) is not { } bruger)
            return null;
        var lister = await ListerAsync(bruger, bruger.Roller, ct);
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
        return new(bruger.Id, bruger.Navn, roller, bruger.EnhedId, await ListerAsync(bruger, roller, ct), [], null);
    }

    /// <summary>The numbers of the lists that admit the user in these roles.</summary>
    private async Task<List<int>> ListerAsync(Bruger bruger, Roller roller, CancellationToken ct)
    {
        var grupper = await db.GruppeMedlemmer.Where(m => m.BrugerId == bruger.Id)
            .Join(db.Grupper.Where(g => g.Aktiv), m => m.GruppeId, g => g.Id, (m, _) => m.GruppeId).ToListAsync(ct);
        // »All« and a unit mean those who work with cases; administrators and robots see nothing unless they, or a group of theirs, are named.
        var arbejder = (roller & ~(Roller.Administrator | Roller.Robot | Roller.Logkontrollant)) != 0;
        var enheder = arbejder ? await EnhederAsync(bruger.EnhedId, roller, ct) : [];
        var brugerRef = bruger.Id.ToString();
        var gruppeRef = grupper.ConvertAll(g => g.ToString());
        var enhedRef = enheder.ConvertAll(e => e.ToString());
        var rolleRef = Enum.GetValues<Roller>().Where(r => r != Roller.Ingen && roller.HasFlag(r)).Select(r => r.ToString()).ToList();
        return await db.AdgangslistePoster
            .Where(p => (p.Art == AdgangspostArt.Alle && arbejder)
                || (p.Art == AdgangspostArt.Bruger && p.Reference == brugerRef)
                || (p.Art == AdgangspostArt.Gruppe && gruppeRef.Contains(p.Reference))
                || (p.Art == AdgangspostArt.Enhed && enhedRef.Contains(p.Reference))
                || (p.Art == AdgangspostArt.Rolle && rolleRef.Contains(p.Reference)))
            .Select(p => p.ListeNr).Distinct().ToListAsync(ct);
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

    /// <summary>A user's own unit; a leader's also those below it.</summary>
    private async Task<List<Guid>> EnhederAsync(Guid enhedId, Roller roller, CancellationToken ct)
    {
        List<Guid> found = [enhedId];
        if (!roller.HasFlag(Roller.Leder))
            return found;
        var alle = await db.Enheder.Where(e => e.Aktiv && e.ForaelderId != null).Select(e => new { e.Id, e.ForaelderId }).ToListAsync(ct);
        for (var i = 0; i < found.Count; i++)
            found.AddRange(alle.Where(e => e.ForaelderId == found[i]).Select(e => e.Id).Where(id => !found.Contains(id)));
        return found;
    }
}
