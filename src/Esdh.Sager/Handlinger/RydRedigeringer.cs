using Esdh.Core.Storage;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Takes away what editors left under leases that are over, and forgets leases that ended long ago. Run again until it answers zero.</summary>
internal sealed class RydRedigeringer(SagerDb db, Redigeringsopslag redigeringer, TimeProvider tid)
{
    /// <summary>How long an address that has ended is remembered, so that an editor is told it has ended rather than that it was never there.</summary>
    internal static readonly TimeSpan Huskes = TimeSpan.FromDays(30);

    /// <summary>How long what lies beside is kept after a lease ran out by itself: its holder may go on.</summary>
    internal static readonly TimeSpan Ventes = TimeSpan.FromDays(2);

    private const int Portion = 100;

    public sealed record Kommando(DateTimeOffset Nu);

    /// <summary>Answers how many were changed.</summary>
    public async Task<int> Udfoer(Kommando k, CancellationToken ct)
    {
        var (nu, udloebet, glemt) = (tid.GetUtcNow(), k.Nu - Ventes, k.Nu - Huskes);
        var aabne = db.Redigeringer.Where(r => r.Afsluttet == null && r.Begyndt < udloebet);
        // Uden for adgang: ingen ser noget; kun om udtjekningen stadig gælder.
        var doede = await aabne.Where(r => !db.Dokumenter.Any(d => d.Id == r.DokumentId && d.Tilstand == Dokumenttilstand.Kladde && d.UdtjekketAf == r.BrugerId && d.UdtjekketTil > udloebet))
            .OrderBy(r => r.Id).Take(Portion).ToListAsync(ct);
        foreach (var redigering in doede)
            await redigeringer.AfslutAsync(redigering, null, null, nu, ct);
        var gamle = await db.Redigeringer.Where(r => r.Afsluttet < glemt).OrderBy(r => r.Id).Take(Portion).ToListAsync(ct);
        db.RemoveRange(gamle);
        await db.SaveChangesAsync(ct);
        return doede.Count + gamle.Count;
    }
}
