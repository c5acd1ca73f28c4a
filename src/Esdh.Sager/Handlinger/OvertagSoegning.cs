using Esdh.Adgang.Contract;
using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Becomes the owner of the unit's search whose owner has left the unit, is no longer active or let go of it.</summary>
internal sealed class OvertagSoegning(SagerDb db, Soegningsopslag opslag, Brugeropslag brugere, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, Guid SoegningId);

    public sealed record Svar(string Navn, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var soegning = await opslag.FindAsync(k.Aktoer, k.SoegningId, ct);
        if (soegning.EjerId != k.Aktoer.Id)
        {
            var ejer = soegning.EjerId is { } id ? await brugere.FindAsync(id, ct) : null;
            GemtSoegningRegler.TagesOverNaarEjerenErVaek.Kraev(soegning.EnhedId is not null && (ejer is null || !ejer.Aktiv || ejer.EnhedId != soegning.EnhedId));
            soegning.EjerId = k.Aktoer.Id;
            soegning.Rettet = tid.GetUtcNow();
            soegning.Version++;
            await db.SaveChangesAsync(ct);
        }

        return new(soegning.Navn, soegning.Version);
    }
}
