using Esdh.Aktindsigt.Contract;
using Esdh.Aktindsigt.Domain;
using Esdh.Aktindsigt.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Aktindsigt.Handlinger;

/// <summary>It is considered whether to give more than the law demands, and written what came of it.</summary>
internal sealed class OvervejMeroffentlighed(AktindsigtDb db, Indsigtssag indsigt, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, string Sag, string? Overvejelse);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var sag = await indsigt.FindAabenAsync(k.Aktoer, k.Sag, ct);
        if (k.Overvejelse?.Trim().Length is not (>= 10 and <= 4000))
            throw new InvalidException("overvejelse", "Skriv med 10 til 4.000 tegn, hvad overvejelsen førte til.");
        var anmodning = await db.Anmodninger.SingleOrDefaultAsync(a => a.SagId == sag.Id, ct);
        if (anmodning is null)
            db.Add(anmodning = new() { SagId = sag.Id });
        anmodning.Overvej(k.Overvejelse, DanishTime.Today(tid));
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new MeroffentlighedOvervejet(), sag.Id, null, ct);
    }
}
