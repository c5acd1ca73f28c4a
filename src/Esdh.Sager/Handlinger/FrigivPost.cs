using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Lets go of the files of post that was dealt with so many days ago as the authority has said. What was filed has its files on the case.</summary>
internal sealed class FrigivPost(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    private const int Portion = 200;

    /// <summary>Answers how many; as many as a portion means that there may be more.</summary>
    public async Task<int> Udfoer(CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var dage = await db.Indbakkeopsaetninger.Select(o => (int?)o.Opbevaringsdage).SingleOrDefaultAsync(ct) ?? Indbakkeopsaetning.Standarddage;
        var foer = nu.AddDays(-dage);
        // Uden for adgang: the server itself, for all.
        var poster = await db.Indbakkeposter.Where(p => p.Afgjort != null && p.Afgjort < foer && p.Frigivet == null).OrderBy(p => p.Afgjort).Take(Portion).ToListAsync(ct);
        foreach (var post in poster)
            post.Frigiv(nu);
        await db.SaveChangesAsync(ct);
        foreach (var post in poster)
            await haendelser.AppendAsync(Aktoer.Systemet, new IndbakkepostFrigivet(), null, post.Id, ct);
        return poster.Count;
    }
}
