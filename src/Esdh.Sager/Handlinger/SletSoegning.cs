using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Deletes a saved search; it can be taken back for 30 days. An owner who has left the unit lets go of it, and the unit keeps it.</summary>
internal sealed class SletSoegning(SagerDb db, Soegningsopslag opslag, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, Guid SoegningId, long? IfMatch = null);

    /// <param name="Sluppet">It was let go and is not deleted.</param>
    public sealed record Svar(string Navn, bool Sluppet);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var soegning = await opslag.FindAsync(k.Aktoer, k.SoegningId, ct);
        Preconditions.Check(soegning.Version, k.IfMatch);
        var bruger = await opslag.BrugerAsync(k.Aktoer, ct);
        var sluppet = soegning.KanKunSlippesAf(bruger);
        if (sluppet)
        {
            soegning.EjerId = null;
        }
        else
        {
            GemtSoegningRegler.RettesAfEjerEllerLeder.Kraev(soegning.KanRettesAf(bruger));
            soegning.Slettet = tid.GetUtcNow();
        }

        soegning.Version++;
        await db.SaveChangesAsync(ct);
        return new(soegning.Navn, sluppet);
    }
}
