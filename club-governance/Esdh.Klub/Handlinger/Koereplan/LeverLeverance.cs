using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Says that a delivery is there. Said twice it is said once.</summary>
internal sealed class LeverLeverance(KlubDb db, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Klubaktoer Aktoer, Guid Leverance);

    public sealed record Svar(DateOnly Leveret);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var l = await db.Leverancer.SingleOrDefaultAsync(x => x.Id == k.Leverance, ct) ?? throw new NotFoundException("Leverancen findes ikke.");
        if (l.Leveret is { } foer)
            return new(foer);
        (l.Leveret, l.Version) = (DanishTime.Today(tid), l.Version + 1);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new LeveranceGemt(l.Titel, l.Dato, l.Leveret), null, l.Id, ct);
        return new(l.Leveret.Value);
    }
}
