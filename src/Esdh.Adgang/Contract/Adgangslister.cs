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
}
