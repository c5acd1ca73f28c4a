using Esdh.Kombit.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Kombit.Handlinger;

/// <summary>Notes that the index does not answer, and when it is tried again; or that it does.</summary>
internal sealed class NoterIndeksstand(KombitDb db, TimeProvider tid)
{
    /// <param name="Fejl">Null when it answers again.</param>
    public sealed record Kommando(string? Fejl, TimeSpan Pause);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        if (await db.Stande.SingleOrDefaultAsync(ct) is not { } stand)
            return;
        var nu = tid.GetUtcNow();
        (stand.Fejl, stand.FejlerSiden, stand.NaesteForsoeg) = (k.Fejl, k.Fejl is null ? null : stand.FejlerSiden ?? nu, k.Fejl is null ? null : nu + k.Pause);
        await db.SaveChangesAsync(ct);
    }
}
