using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain.Klassifikation;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Switches a version of the subject plan on from a day, or moves that day while it has not come.</summary>
internal sealed class SaetEmneplanIKraft(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="GaelderFra">From today on; null takes a day that has not come away again.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid Id, DateOnly? GaelderFra);

    public sealed record Svar(Guid Id, DateOnly? GaelderFra);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var udgave = await db.Planudgaver.SingleOrDefaultAsync(u => u.Id == k.Id, ct) ?? throw new NotFoundException("Udgaven findes ikke.");
        udgave.SaetIKraft(k.GaelderFra, idag);
        if (k.GaelderFra is not null)
            EmneplanRegler.HarEmnerOgFacetter.Kraev(
                await db.Planemner.AnyAsync(e => e.UdgaveId == k.Id, ct) && await db.Planfacetter.AnyAsync(f => f.UdgaveId == k.Id, ct));
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new EmneplanSatIKraft(udgave.Titel, udgave.Udgivet, udgave.GaelderFra), null, udgave.Id, ct);
        return new(udgave.Id, udgave.GaelderFra);
    }
}
