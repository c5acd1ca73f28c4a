using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Ends a mandate at once: its last day was yesterday, so that nothing more is done on it.</summary>
internal sealed class AfslutMandat(KlubDb db, EventLog haendelser, TimeProvider tid)
{
    internal sealed record Kommando(Klubaktoer Aktoer, Guid Id);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        k.Aktoer.KraevSekretariat();
        var mandat = await db.Mandater.SingleOrDefaultAsync(m => m.Id == k.Id, ct) ?? throw new NotFoundException();
        var igaar = DanishTime.Today(tid).AddDays(-1);
        if (mandat.Til <= igaar)
            return; // said twice is the same
        mandat.Til = igaar;
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new MandatAfsluttet(mandat.Navn, mandat.Rolle, igaar), null, mandat.MedlemId, ct);
    }
}
