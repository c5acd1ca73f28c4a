using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Takes back what has not left: the letter to one receiver, or to all that still wait.</summary>
internal sealed class FortrydForsendelse(SagerDb db, NoterForsendelse noter, EventLog haendelser, TimeProvider tid)
{
    /// <param name="ModtagerId">One of them; null for all that wait.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid ForsendelseId, Guid? ModtagerId = null, long? IfMatch = null);

    /// <param name="Fortrudt">How many do not get it.</param>
    public sealed record Svar(int Fortrudt, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var forsendelse = await db.FindForsendelseAsync(k.Aktoer, k.ForsendelseId, ct);
        Preconditions.Check(forsendelse.Version, k.IfMatch);
        List<Forsendelsesmodtager> hvem = k.ModtagerId is { } id ? [await db.FindModtagerAsync(forsendelse, id, ct)]
            : await db.Forsendelsesmodtagere.Where(m => m.ForsendelseId == forsendelse.Id && m.Tilstand == Modtagertilstand.Venter).ToListAsync(ct);
        ForsendelseRegler.ErIkkeGaaet.Kraev(hvem.Count > 0);
        foreach (var m in hvem)
            m.Fortryd(k.Aktoer.Id, nu);
        await noter.RoerAsync(forsendelse, nu, ct);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new ForsendelseFortrudt(forsendelse.Titel, hvem.Count), forsendelse.SagId, forsendelse.DokumentId, ct);
        return new(hvem.Count, forsendelse.Version);
    }
}
