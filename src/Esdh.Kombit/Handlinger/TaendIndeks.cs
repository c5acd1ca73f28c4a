using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Kombit.Contract;
using Esdh.Kombit.Domain;
using Esdh.Kombit.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Kombit.Handlinger;

/// <summary>Switches the delivery to the index on or off. Switched on the first time everything there is, is delivered; later what has happened since.</summary>
internal sealed class TaendIndeks(KombitDb db, Kombitindstillinger indstillinger, Authority myndighed, EventLog haendelser)
{
    public sealed record Kommando(Aktoer Aktoer, bool Taendt);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        KombitRegler.AftalenErSatOp.Kraev(!k.Taendt || indstillinger.Aftale(myndighed.Key)?.Sagsindeks is not null);
        var stand = await db.Stande.SingleOrDefaultAsync(ct);
        if (stand is null)
            db.Add(stand = new Indeksstand());
        if (stand.Aktiv == k.Taendt)
            return;
        (stand.Aktiv, stand.NaesteForsoeg) = (k.Taendt, null);
        await db.SaveChangesAsync(ct);
        await (k.Taendt ? haendelser.AppendAsync(k.Aktoer, new IndeksleveringTaendt(), null, null, ct) : haendelser.AppendAsync(k.Aktoer, new IndeksleveringSlukket(), null, null, ct));
    }
}
