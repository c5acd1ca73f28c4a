using Esdh.Adgang.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>Ends every sign-in of somebody who has signed out at the provider. Done twice it ends those in between too.</summary>
internal sealed class AfslutEksterneLogon(AdgangDb db)
{
    public sealed record Kommando(string Udsteder, string Subjekt);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        if (await db.Brugere.SingleOrDefaultAsync(b => b.Udsteder == k.Udsteder && b.Subjekt == k.Subjekt, ct) is not { } bruger)
            return;
        bruger.Sikkerhedsnummer++;
        await db.SaveChangesAsync(ct);
    }
}
