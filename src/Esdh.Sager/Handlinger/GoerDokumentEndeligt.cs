using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Says that an outgoing draft was sent, or that an internal one has its final form: from then on it waits for the journal.</summary>
internal sealed class GoerDokumentEndeligt(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Dato">The day it was sent or became final; today when not said.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid DokumentId, DateOnly? Dato = null, long? IfMatch = null);

    public async Task<long> Udfoer(Kommando k, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var dato = k.Dato ?? idag;
        if (dato > idag || dato.Year < 1900)
            throw new InvalidException("dato", "Datoen må ikke ligge i fremtiden.");
        var dokument = await db.FindDokumentAsync(k.Aktoer, k.DokumentId, ct);
        Preconditions.Check(dokument.Version, k.IfMatch);
        dokument.GoerEndeligt(dato);
        JournalRegler.SendtEllerEndeligEnGang.Kraev(!await db.Endeliggoerelser.AnyAsync(e => e.DokumentId == dokument.Id, ct));
        db.Add(new Endeliggoerelse { DokumentId = dokument.Id, Dato = dato, Af = k.Aktoer.Id, Tid = tid.GetUtcNow() });
        await db.SaveChangesAsync(ct);
        foreach (var sag in await db.Registreringer.Where(r => r.DokumentId == dokument.Id).OrderBy(r => r.Nr).Select(r => r.SagId).ToListAsync(ct))
            await haendelser.AppendAsync(k.Aktoer, new DokumentGjortEndeligt(dokument.Titel, dato), sag, dokument.Id, ct);
        return dokument.Version;
    }
}
