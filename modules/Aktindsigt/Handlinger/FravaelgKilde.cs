using Esdh.Aktindsigt.Contract;
using Esdh.Aktindsigt.Domain;
using Esdh.Aktindsigt.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Aktindsigt.Handlinger;

/// <summary>A case is not looked through after all. What was decided of its documents goes with it, save where they are answered.</summary>
internal sealed class FravaelgKilde(AktindsigtDb db, Indsigtssag indsigt, Sagsopslag sager, EventLog haendelser)
{
    public sealed record Kommando(Aktoer Aktoer, string Sag, string Kilde);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await indsigt.FindAabenAsync(k.Aktoer, k.Sag, ct);
        var kilde = await sager.FindAsync(k.Aktoer, k.Kilde, ct);
        var valgt = await db.Kilder.SingleOrDefaultAsync(x => x.SagId == sag.Id && x.KildeSagId == kilde.Id, ct) ?? throw new NotFoundException("Sagen gennemgås ikke.");
        var valg = await db.Valg.Where(v => v.SagId == sag.Id && v.KildeSagId == kilde.Id).ToListAsync(ct);
        AktindsigtRegler.SvaretErGivet.Kraev(valg.TrueForAll(v => v.SvarNr is null));
        db.RemoveRange(valg);
        db.Remove(valgt);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new IndsigtssagFravalgt(kilde.Sagsnummer), sag.Id, kilde.Id, ct);
    }
}
