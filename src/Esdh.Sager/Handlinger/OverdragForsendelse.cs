using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>Another employee than the case's handler deals with a letter that was rejected or is uncertain.</summary>
internal sealed class OverdragForsendelse(SagerDb db, Personer personer, NoterForsendelse noter, EventLog haendelser, TimeProvider tid)
{
    /// <param name="BrugerId">Who; someone active.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid ForsendelseId, Guid ModtagerId, Guid? BrugerId, long? IfMatch = null);

    public async Task<long> Udfoer(Kommando k, CancellationToken ct)
    {
        var forsendelse = await db.FindForsendelseAsync(k.Aktoer, k.ForsendelseId, ct);
        Preconditions.Check(forsendelse.Version, k.IfMatch);
        var modtager = await db.FindModtagerAsync(forsendelse, k.ModtagerId, ct);
        if (k.BrugerId is not { } bruger || await personer.BrugerAsync(bruger, ct) is not { Aktiv: true })
            throw new InvalidException("brugerId", "Vælg en medarbejder, der er aktiv.");
        ForsendelseRegler.VenterPaaEtMenneske.Kraev(modtager.VenterPaaEtMenneske || modtager.ErUnderVejs);
        modtager.AnsvarligId = bruger;
        await noter.RoerAsync(forsendelse, tid.GetUtcNow(), ct);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new ForsendelseOverdraget(forsendelse.Titel, await noter.NavnAsync(modtager, ct), bruger), forsendelse.SagId, forsendelse.DokumentId, ct);
        return forsendelse.Version;
    }
}
