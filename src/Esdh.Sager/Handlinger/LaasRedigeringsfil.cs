using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>An editor locks a name under its lease, or renews the lock: a sign of life, so the lease is lengthened too.</summary>
internal sealed class LaasRedigeringsfil(SagerDb db, Redigeringsopslag redigeringer, Redigeringsgraenser graenser, TimeProvider tid)
{
    /// <summary>The longest a lock is given at a time; editors renew in good time.</summary>
    internal static readonly TimeSpan Laengst = TimeSpan.FromMinutes(15);

    /// <param name="Token">A new one to lock with, or the one that is renewed.</param>
    /// <param name="Ejer">What the editor says of its user.</param>
    /// <param name="Laengde">As wished; cut to <see cref="Laengst"/>.</param>
    /// <param name="Forny">Renews the lock of this token.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid RedigeringId, string Navn, string Token, string? Ejer, TimeSpan Laengde, bool Forny);

    /// <param name="Laast">False where another lock is in the way, or the one to renew is not there.</param>
    /// <param name="Ny">The name was not there before and is now an empty file beside.</param>
    public sealed record Svar(bool Laast, string Token, string? Ejer, TimeSpan Laengde, bool Ny);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var (redigering, dokument) = await redigeringer.FindLevendeAsync(k.Aktoer, k.RedigeringId, nu, ct);
        var kendt = await redigeringer.FilAsync(redigering.Id, k.Navn, ct);
        var laengde = k.Laengde < Laengst ? k.Laengde : Laengst;
        if (k.Forny)
        {
            if (kendt is null || kendt.Laas != k.Token) // one that ran out a moment ago is still the editor's own: nobody else can have taken it
                return new(false, k.Token, null, laengde, false);
            kendt.Forny(nu + laengde);
        }
        else
        {
            if (kendt?.ErLaast(nu) == true)
                return new(false, kendt.Laas!, kendt.LaasEjer, kendt.LaasTil!.Value - nu, false);
            (kendt ?? await redigeringer.FilEllerNyAsync(redigering.Id, k.Navn, ct)).LaasFor(k.Token, k.Ejer, nu + laengde, nu);
        }

        dokument.ForlaengUdtjekning(k.Aktoer.Id, nu, graenser.Laengde);
        await db.SaveChangesAsync(ct);
        await redigeringer.KraevPladsAsync(redigering.Id, graenser, ct);
        return new(true, k.Token, kendt?.LaasEjer ?? k.Ejer, laengde, kendt is null);
    }
}
