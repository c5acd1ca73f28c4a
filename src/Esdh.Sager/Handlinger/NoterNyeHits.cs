using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Tells a reader of new hits of a saved search. What is known or told of already is left out, so that a second time adds nothing.</summary>
internal sealed class NoterNyeHits(SagerDb db, TimeProvider tid)
{
    /// <summary>So many at a time.</summary>
    public const int Portion = 500;

    /// <param name="Forespoergsel">The search as it was run: when it was changed meanwhile, nothing is noted.</param>
    /// <param name="Nye">At most <see cref="Portion"/>.</param>
    /// <param name="Borte">Unseen ones that are hits no longer: should they become so again, they are new again. At most <see cref="Portion"/>.</param>
    /// <param name="Gennemgaaet">All hits were gone through, in this index and with these rights.</param>
    /// <param name="Forfra">They must be gone through once more.</param>
    /// <param name="Kendte">What is known from now on, where the search was changed.</param>
    public sealed record Kommando(
        Aktoer Aktoer, Guid SoegningId, Guid BrugerId, string Forespoergsel, IReadOnlyList<Hitnoegle> Nye, IReadOnlyList<Hitnoegle>? Borte = null, Gennemgang? Gennemgaaet = null, bool Forfra = false, byte[]? Kendte = null);

    /// <param name="Udgave">The index.</param>
    /// <param name="Aftryk">Of what gives the reader access.</param>
    public sealed record Gennemgang(string Udgave, long Aftryk);

    /// <param name="Nye">How many the reader was told of.</param>
    public sealed record Svar(int Nye);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var foelger = await db.Soegningsfoelgere.SingleOrDefaultAsync(f => f.SoegningId == k.SoegningId && f.BrugerId == k.BrugerId, ct);
        if (foelger is null || !await db.GemteSoegninger.AnyAsync(s => s.Id == k.SoegningId && s.Forespoergsel == k.Forespoergsel && s.Slettet == null, ct))
            return new(0);
        if (k.Kendte is not null)
        {
            await db.Soegningshits.Where(h => h.SoegningId == k.SoegningId && h.BrugerId == k.BrugerId).ExecuteDeleteAsync(ct);
            foelger.Begynd(k.Kendte, foelger.Siden);
        }

        if (k.Gennemgaaet is { } g)
            (foelger.Udgave, foelger.Adgangsaftryk) = (g.Udgave, g.Aftryk);
        if (k.Forfra)
            foelger.Udgave = null;
        var mine = db.Soegningshits.Where(h => h.SoegningId == k.SoegningId && h.BrugerId == k.BrugerId);
        foreach (var borte in (k.Borte ?? []).GroupBy(b => b.Art))
        {
            var numre = borte.Select(b => b.Nr).ToList();
            await mine.Where(h => h.Art == borte.Key && numre.Contains(h.TingNr) && h.SetTid == null).ExecuteDeleteAsync(ct);
        }

        var nye = foelger.Kendte is null ? [] : k.Nye.Except(Hitmaengde.Laes(foelger.Kendte)).ToHashSet();
        if (nye.Count > 0)
        {
            var numre = nye.Select(n => n.Nr).ToList();
            nye.ExceptWith((await mine.Where(h => numre.Contains(h.TingNr)).ToListAsync(ct)).Select(h => h.Noegle));
        }

        var plads = nye.Count == 0 ? 0 : Soegningsfoelger.FlestUsete - await mine.CountAsync(h => h.SetTid == null, ct);
        if (nye.Count > plads)
            foelger.Udgave = null; // they are found when some were seen
        var nu = tid.GetUtcNow();
        var noteres = nye.Take(Math.Max(0, plads)).ToList();
        noteres.ForEach(n => db.Add(new Soegningshit { SoegningId = k.SoegningId, BrugerId = k.BrugerId, Art = n.Art, TingNr = n.Nr, Fundet = nu }));
        await db.SaveChangesAsync(ct);
        return new(noteres.Count);
    }
}
