using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Dagtilbud.Contract;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Storage;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>
/// The family withdraws its application: it leaves all queues, an open offer is free for others, and somebody is asked to end the case. The case is not ended here, since what lies on it that is
/// not in order is not the family's to mend.
/// </summary>
internal sealed class TraekDagtilbudsansoegning(DagtilbudDb db, Ansoegningskontrol kontrol, Sagshandlinger sager, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, string Sag);

    public sealed record Svar(Guid SagId);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var (sag, a) = await kontrol.FindAsync(k.Aktoer, k.Sag, ct);
        ForaeldreRegler.AnsoegningenVenter.Kraev(a.ErAktiv);
        foreach (var t in await db.Tilbud.Where(t => t.SagId == sag.Id && t.Tilstand == Tilbudstilstand.Tilbudt).ToListAsync(ct))
            t.TraekTilbage(k.Aktoer.Id, idag);
        foreach (var b in await db.Brud.Where(b => b.SagId == sag.Id && b.Opfyldt == null).ToListAsync(ct))
            b.Opfyld(idag);
        a.Saet(Ansoegningsstand.Slut);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new DagtilbudsansoegningTrukket(), sag.Id, null, ct);
        if (sag.ErAaben)
            await sager.OpretOpgaveAsync(k.Aktoer, sag.Id, "Familien har trukket ansøgningen: afslut sagen", idag.AddDays(14), null, ct);
        return new(sag.Id);
    }
}
