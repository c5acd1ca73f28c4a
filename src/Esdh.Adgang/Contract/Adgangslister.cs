using System.Globalization;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core.Access;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Contract;

/// <summary>One of those who may see.</summary>
/// <param name="Art"><c>Alle</c>, <c>Enhed</c>, <c>Gruppe</c>, <c>Bruger</c> or <c>Rolle</c>.</param>
/// <param name="Reference">UUID, the role's name, or <c>*</c>.</param>
public sealed record Adgangspost(string Art, string Reference)
{
    public static Adgangspost Alle { get; } = new("Alle", "*");

    public static Adgangspost Enhed(Guid id) => new("Enhed", id.ToString());

    public static Adgangspost Gruppe(Guid id) => new("Gruppe", id.ToString());

    public static Adgangspost Bruger(Guid id) => new("Bruger", id.ToString());

    public static Adgangspost Rolle(Roller rolle) => new("Rolle", rolle.ToString());
}

/// <summary>Interns access lists: equal sets of posts share one number.</summary>
public sealed class Adgangslister
{
    private readonly AdgangDb _db;

    internal Adgangslister(AdgangDb db) => _db = db;

    /// <summary>The number of the list that admits exactly these; inside an act it is made when it is new.</summary>
    public async Task<int> InternAsync(IEnumerable<Adgangspost> poster, CancellationToken ct)
    {
        var sorted = Ordnet(poster);
        var key = Noegle(sorted);
        var known = await _db.Adgangslister.AsNoTracking().Where(l => l.Noegle == key).Select(l => (int?)l.Nr).SingleOrDefaultAsync(ct);
        if (known is { } nr)
            return nr;
        var liste = new Adgangsliste { Noegle = key };
        _db.Add(liste);
        await _db.SaveChangesAsync(ct);
        _db.AddRange(sorted.Select(p => new AdgangslistePost { ListeNr = liste.Nr, Art = Enum.Parse<AdgangspostArt>(p.Art), Reference = p.Reference }));
        await _db.SaveChangesAsync(ct);
        return liste.Nr;
    }

    /// <summary>Equal sets have equal keys.</summary>
    internal static string Noegle(IEnumerable<Adgangspost> poster) => string.Join(' ', Ordnet(poster).Select(p => $"{p.Art}:{p.Reference}"));

    private static List<Adgangspost> Ordnet(IEnumerable<Adgangspost> poster)
    {
        var sorted = poster.Distinct().OrderBy(p => p.Art, StringComparer.Ordinal).ThenBy(p => p.Reference, StringComparer.Ordinal).ToList();
        if (sorted.Exists(p => p.Art == "Alle"))
            sorted.RemoveAll(p => p.Art is "Enhed" or "Rolle"); // in »Alle« already; the named may be robots and administrators, who are not
        return sorted;
    }

    /// <summary>Who a list admits.</summary>
    public async Task<IReadOnlyList<Adgangspost>> PosterAsync(int liste, CancellationToken ct) =>
        await _db.AdgangslistePoster.AsNoTracking().Where(p => p.ListeNr == liste)
            .Select(p => new Adgangspost(p.Art.ToString(), p.Reference)).ToListAsync(ct);

    /// <summary>Whether one of these users, who is active, is admitted by all of these lists.</summary>
    public async Task<bool> KanNogenSeAsync(IReadOnlyCollection<Guid> brugere, IReadOnlyCollection<int> lister, CancellationToken ct)
    {
        foreach (var bruger in await _db.Brugere.AsNoTracking().Where(b => brugere.Contains(b.Id) && b.Aktiv).OrderBy(b => b.Nr).ToListAsync(ct))
        {
            var hans = await ForAsync(bruger, bruger.Roller, ct);
            if (lister.All(hans.Contains))
                return true;
        }

        return false;
    }

    /// <summary>The numbers of the lists that admit the user in these roles.</summary>
    internal async Task<List<int>> ForAsync(Bruger bruger, Roller roller, CancellationToken ct)
    {
        var grupper = await _db.GruppeMedlemmer.Where(m => m.BrugerId == bruger.Id)
            .Join(_db.Grupper.Where(g => g.Aktiv), m => m.GruppeId, g => g.Id, (m, _) => m.GruppeId).ToListAsync(ct);
        // »All« and a unit mean those who work with cases; administrators and robots see nothing unless they, or a group of theirs, are named.
        var arbejder = (roller & ~(Roller.Administrator | Roller.Robot | Roller.Logkontrollant)) != 0;
        var enheder = arbejder ? await EnhederAsync(bruger.EnhedId, roller, ct) : [];
        var brugerRef = bruger.Id.ToString();
        var gruppeRef = grupper.ConvertAll(g => g.ToString());
        var enhedRef = enheder.ConvertAll(e => e.ToString());
        var rolleRef = Enum.GetValues<Roller>().Where(r => r != Roller.Ingen && roller.HasFlag(r)).Select(r => r.ToString()).ToList();
        return await _db.AdgangslistePoster
            .Where(p => (p.Art == AdgangspostArt.Alle && arbejder)
                || (p.Art == AdgangspostArt.Bruger && p.Reference == brugerRef)
                || (p.Art == AdgangspostArt.Gruppe && gruppeRef.Contains(p.Reference))
                || (p.Art == AdgangspostArt.Enhed && enhedRef.Contains(p.Reference))
                || (p.Art == AdgangspostArt.Rolle && rolleRef.Contains(p.Reference)))
            .Select(p => p.ListeNr).Distinct().ToListAsync(ct);
    }

    /// <summary>A user's own unit; a leader's also those below it.</summary>
    private async Task<List<Guid>> EnhederAsync(Guid enhedId, Roller roller, CancellationToken ct)
    {
        List<Guid> found = [enhedId];
        if (!roller.HasFlag(Roller.Leder))
            return found;
        var alle = await _db.Enheder.Where(e => e.Aktiv && e.ForaelderId != null).Select(e => new { e.Id, e.ForaelderId }).ToListAsync(ct);
        for (var i = 0; i < found.Count; i++)
            found.AddRange(alle.Where(e => e.ForaelderId == found[i]).Select(e => e.Id).Where(id => !found.Contains(id)));
        return found;
    }
}
