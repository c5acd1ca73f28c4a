using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Kombit.Contract;
using Esdh.Kombit.Domain;
using Esdh.Kombit.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Kombit.Handlinger;

/// <summary>What the index has refused is compared with it once more; or all is delivered as new, when the index has lost what it had.</summary>
internal sealed class SendIndeksIgen(KombitDb db, EventLog haendelser)
{
    public sealed record Kommando(Aktoer Aktoer, bool Alle);

    public async Task<int> Udfoer(Kommando k, CancellationToken ct)
    {
        KombitRegler.LeveringenErTaendt.Kraev(await db.Stande.AnyAsync(s => s.Aktiv, ct));
        var antal = k.Alle
            ? await db.Objekter.ExecuteUpdateAsync(s => s.SetProperty(o => o.Venter, true).SetProperty(o => o.Fejl, (string?)null).SetProperty(o => o.Hash, o => o.Hash == null ? null : Indeksobjekt.Uvist).SetProperty(o => o.Aendring, o => o.Aendring + 1), ct)
            : await db.Objekter.Where(o => o.Fejl != null).ExecuteUpdateAsync(s => s.SetProperty(o => o.Venter, true).SetProperty(o => o.Fejl, (string?)null).SetProperty(o => o.Aendring, o => o.Aendring + 1), ct);
        await db.Stande.ExecuteUpdateAsync(s => s.SetProperty(x => x.NaesteForsoeg, (DateTimeOffset?)null), ct);
        if (antal > 0)
            await haendelser.AppendAsync(k.Aktoer, new IndeksSendesIgen(antal, k.Alle), null, null, ct);
        return antal;
    }
}
