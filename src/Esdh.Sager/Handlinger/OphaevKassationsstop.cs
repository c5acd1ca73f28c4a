using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Identity;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Lifts a stop. A module lifts its own, by its key; where none is in force there is nothing to do.</summary>
internal sealed class OphaevKassationsstop(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Id">The stop; null for a module's, which <paramref name="Modul"/> and <paramref name="Noegle"/> name.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid? Id, string? Grund, string? Modul = null, string? Noegle = null);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        new Errors().AddIf(string.IsNullOrWhiteSpace(k.Grund) || k.Grund.Length > 2000, "grund", "Skriv, hvorfor stoppet ophæves, på højst 2.000 tegn.")
            .AddIf(CprFinder.Contains(k.Grund ?? ""), "grund", "Skriv ikke et personnummer.").Throw();
        var stop = k.Id is { } id
            ? await db.Kassationsstop.SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw new NotFoundException("Kassationsstoppet findes ikke.")
            : await db.Kassationsstop.SingleOrDefaultAsync(s => s.Modul == k.Modul && s.Noegle == k.Noegle && s.Ophaevet == null, ct);
        if (stop is null)
            return;
        KassationsstopRegler.ModuletsEget.Kraev(stop.Modul == k.Modul);
        stop.Ophaev(k.Aktoer.Id, k.Grund!, tid.GetUtcNow());
        await db.SaveChangesAsync(ct);
        foreach (var sag in await db.Kassationsstopomfang.Where(o => o.StopId == stop.Id && o.SagId != null).Select(o => o.SagId!.Value).Distinct().ToListAsync(ct))
            await haendelser.AppendAsync(k.Aktoer, new KassationsstopOphaevet(stop.Navn, stop.Ophaevelsesgrund!), sag, stop.Id, ct);
        await haendelser.AppendAsync(k.Aktoer, new KassationsstopOphaevet(stop.Navn, stop.Ophaevelsesgrund!), null, stop.Id, ct);
    }
}
