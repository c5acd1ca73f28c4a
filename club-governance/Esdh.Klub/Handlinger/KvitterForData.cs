using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>A member that has left signs that it has all its data. The member's own people do it, never the club.</summary>
internal sealed class KvitterForData(KlubDb db, EventLog haendelser, TimeProvider tid)
{
    internal sealed record Kommando(Klubaktoer Aktoer, int Nr);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var medlem = await db.Medlemmer.SingleOrDefaultAsync(m => m.Nr == k.Nr, ct) ?? throw new NotFoundException();
        var idag = DanishTime.Today(tid);
        if (medlem.Myndighed != k.Aktoer.Myndighed || !await db.Mandater.AnyAsync(m => m.MedlemId == medlem.Id && m.BrugerId == k.Aktoer.Aktoer.Id && (m.Til == null || m.Til >= medlem.Udtraeder), ct))
            throw new ForbiddenException("Det er medlemmets egen delegerede, der kvitterer.");
        MedlemRegler.ErUdtraadt.Kraev(medlem.Udtraeder < idag);
        if (medlem.Kvitteret is not null)
            return;
        (medlem.Fase, medlem.Kvitteret, medlem.KvitteretAf) = (Medlemsfase.Udtraadt, idag, k.Aktoer.Aktoer.Navn);
        medlem.Version++;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new DataKvitteret(medlem.Navn, k.Aktoer.Aktoer.Navn), null, medlem.Id, ct);
    }
}
