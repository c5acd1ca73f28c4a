using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Keeps a search under a name: for oneself, or for one's unit too.</summary>
internal sealed class GemSoegning(SagerDb db, Soegningsopslag opslag, TimeProvider tid)
{
    /// <param name="Navn">1 to 60 characters, not used by the actor (or, when shared, in the unit) already.</param>
    /// <param name="Forespoergsel">The search page's query string.</param>
    /// <param name="Del">The actor's unit has it too.</param>
    public sealed record Kommando(Aktoer Aktoer, string? Navn, string? Forespoergsel, bool Del = false);

    public sealed record Svar(Guid Id, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var navn = Soegningsopslag.Navn(k.Navn);
        var nu = tid.GetUtcNow();
        var soegning = new GemtSoegning { EjerId = k.Aktoer.Id, EnhedId = k.Del ? k.Aktoer.EnhedId : null, Forespoergsel = Soegeforespoergsel.Laes(k.Forespoergsel), Oprettet = nu, Rettet = nu };
        soegning.Navngiv(navn);
        await opslag.KraevLedigtNavnAsync(soegning, ct);
        if (await db.GemteSoegninger.CountAsync(s => s.EjerId == k.Aktoer.Id && s.Slettet == null, ct) >= GemtSoegning.Hoejst)
            throw new InvalidException("navn", $"Du kan have {GemtSoegning.Hoejst} gemte søgninger. Slet en, du ikke bruger.");
        db.Add(soegning);
        await db.SaveChangesAsync(ct);
        return new(soegning.Id, soegning.Version);
    }
}
