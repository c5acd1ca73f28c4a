using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Renames a saved search, changes what it searches for, shares it with the unit or takes it back.</summary>
internal sealed class RetSoegning(SagerDb db, Soegningsopslag opslag, TimeProvider tid)
{
    /// <param name="Navn">Null leaves it.</param>
    /// <param name="Forespoergsel">Null leaves it. Another search begins anew for all who are told of its new hits: what it finds then is not new.</param>
    /// <param name="Del">Null leaves it.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid SoegningId, string? Navn = null, string? Forespoergsel = null, bool? Del = null, long? IfMatch = null);

    public sealed record Svar(string Navn, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var soegning = await opslag.FindTilRettelseAsync(k.Aktoer, k.SoegningId, k.IfMatch, ct);
        if (k.Navn is not null)
            soegning.Navngiv(Soegningsopslag.Navn(k.Navn));
        if (k.Del is { } del && del != soegning.EnhedId is not null)
        {
            soegning.EnhedId = del ? k.Aktoer.EnhedId : null;
            soegning.EjerId ??= k.Aktoer.Id; // what nobody owned is the one's who took it from the unit
        }

        await opslag.KraevLedigtNavnAsync(soegning, ct);
        var nu = tid.GetUtcNow();
        if (k.Forespoergsel is not null && Soegeforespoergsel.Laes(k.Forespoergsel) is var ny && ny != soegning.Forespoergsel)
        {
            soegning.Forespoergsel = ny;
            foreach (var foelger in await db.Soegningsfoelgere.Where(f => f.SoegningId == soegning.Id).ToListAsync(ct))
                foelger.Begynd(null, nu);
        }

        soegning.Rettet = nu;
        soegning.Version++;
        await db.SaveChangesAsync(ct);
        return new(soegning.Navn, soegning.Version);
    }
}
