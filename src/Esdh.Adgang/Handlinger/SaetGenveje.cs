using Esdh.Adgang.Storage;
using Esdh.Core.Access;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>A user's own wish for single-key shortcuts. A setting of the screen, so it leaves no event.</summary>
internal sealed class SaetGenveje(AdgangDb db)
{
    internal sealed record Kommando(Aktoer Aktoer, bool Fra);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var bruger = await db.Brugere.SingleAsync(b => b.Id == k.Aktoer.Id, ct);
        bruger.GenvejeFra = k.Fra;
        await db.SaveChangesAsync(ct);
    }
}
