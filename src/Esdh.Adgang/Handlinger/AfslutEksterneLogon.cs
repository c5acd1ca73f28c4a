using Esdh.Adgang.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>Ends every sign-in of somebody who has signed out at the provider, and what tokens it has given them until then. Done twice it ends those in between too.</summary>
internal sealed class AfslutEksterneLogon(AdgangDb db)
{
    public sealed record Kommando(string Udsteder, string Subjekt, DateTimeOffset Tid);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        if (await db.Brugere.SingleOrDefaultAsync(b => b.Udsteder == k.Udsteder && b.Subjekt == k.Subjekt, ct) is not { } bruger)
            return;
        bruger.Sikkerhedsnummer++;
        bruger.AfmeldtTil = bruger.AfmeldtTil > k.Tid ? bruger.AfmeldtTil : k.Tid;
        await db.SaveChangesAsync(ct);
    }
}
