using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core.Access;
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
        var grupper = await db.GruppeMedlemmer.Where(m => m.BrugerId == bruger.Id)
            .Join(db.Grupper.Where(g => g.Aktiv), m => m.GruppeId, g => g.Id, (m, _) => m.GruppeId).ToListAsync(ct);
        // »All« and a unit mean those who work with cases; administrators and robots see nothing unless they, or a group of theirs, are named.
        var arbejder = (bruger.Roller & ~(Roller.Administrator | Roller.Robot | Roller.Logkontrollant)) != 0;
        var enheder = arbejder ? await EnhederAsync(bruger.EnhedId, bruger.Roller, ct) : [];
        var brugerRef = bruger.Id.ToString();
        var gruppeRef = grupper.ConvertAll(g => g.ToString());
        var enhedRef = enheder.ConvertAll(e => e.ToString());
        var rolleRef = Enum.GetValues<Roller>().Where(r => r != Roller.Ingen && bruger.Roller.HasFlag(r)).Select(r => r.ToString()).ToList();
        var lister = await db.AdgangslistePoster
            .Where(p => (p.Art == AdgangspostArt.Alle && arbejder)
                || (p.Art == AdgangspostArt.Bruger && p.Reference == brugerRef)
                || (p.Art == AdgangspostArt.Gruppe && gruppeRef.Contains(p.Reference))
                || (p.Art == AdgangspostArt.Enhed && enhedRef.Contains(p.Reference))
                || (p.Art == AdgangspostArt.Rolle && rolleRef.Contains(p.Reference)))
            .Select(p => p.ListeNr).Distinct().ToListAsync(ct);
        var nu = time.GetUtcNow();
        var noedsager = await db.Noedadgange.Where(n => n.BrugerId == bruger.Id && n.Udloeber > nu).Select(n => n.SagId).Distinct().ToListAsync(ct);
        var enhed = await db.Enheder.Where(e => e.Id == bruger.EnhedId).Select(e => e.Navn).SingleAsync(ct);
        return new(
            new(bruger.Id, bruger.Navn, bruger.Roller, bruger.EnhedId, lister, noedsager, null),
            new(bruger.Sikkerhedsnummer, bruger.SkalSkifteKodeord, bruger.GenvejeFra, bruger.SpaerretTil, enhed));
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
