using Esdh.Kombit.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Kombit.Handlinger;

/// <summary>A server takes the delivery to the index, or lets it go. One statement decides, so that of several servers on one database one delivers.</summary>
internal sealed class TagIndeks(KombitDb db, TimeProvider tid)
{
    /// <param name="Varighed">After that, others may take it; none lets it go.</param>
    public sealed record Kommando(Guid Server, TimeSpan? Varighed);

    /// <summary>Whether it is the server's.</summary>
    public async Task<bool> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        Guid? hos = k.Varighed is null ? null : k.Server;
        DateTimeOffset? til = nu + k.Varighed;
        return await db.Stande.Where(s => s.HoldesAf == null || s.HoldesAf == k.Server || s.HoldesTil < nu)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.HoldesAf, hos).SetProperty(x => x.HoldesTil, til), ct) == 1;
    }
}
