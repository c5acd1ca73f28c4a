using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain.Klassifikation;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Removes a version of the subject plan that was never in force.</summary>
internal sealed class SletEmneplan(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, Guid Id);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var udgave = await db.Planudgaver.SingleOrDefaultAsync(u => u.Id == k.Id, ct) ?? throw new NotFoundException("Udgaven findes ikke.");
        udgave.KraevIkkeIKraft(DanishTime.Today(tid));
        await db.Planemner.Where(e => e.UdgaveId == k.Id).ExecuteDeleteAsync(ct);
        await db.Planfacetter.Where(f => f.UdgaveId == k.Id).ExecuteDeleteAsync(ct);
        db.Remove(udgave);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new EmneplanSlettet(udgave.Titel, udgave.Udgivet), null, k.Id, ct);
    }
}
