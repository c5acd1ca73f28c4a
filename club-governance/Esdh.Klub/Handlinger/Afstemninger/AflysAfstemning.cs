using Esdh.Core;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>Stops a ballot that is not counted. Papers that have come in are destroyed unread; that they came stays in the history.</summary>
internal sealed class AflysAfstemning(KlubDb db, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Klubaktoer Aktoer, Guid Afstemning, string? Grund);

    public sealed record Svar(string Nummer);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var grund = k.Grund?.Trim() ?? "";
        new Errors().AddIf(grund.Length is 0 or > 1000, "grund", "Skriv på højst 1.000 tegn, hvorfor afstemningen aflyses.").Throw();
        var a = await db.AfstemningAsync(k.Afstemning, ct);
        AfstemningRegler.KanAflyses.Kraev(a.Stand is Afstemningsstand.Kladde or Afstemningsstand.Aaben);
        (a.Stand, a.Grund, a.Version) = (Afstemningsstand.Aflyst, grund, a.Version + 1);
        db.RemoveRange(await db.Stemmesedler.Where(s => s.AfstemningId == a.Id).ToListAsync(ct));
        db.RemoveRange(await db.Stemmekvitteringer.Where(s => s.AfstemningId == a.Id).ToListAsync(ct));
        await db.FrigivOenskerAsync(a.Id, null, tid.GetUtcNow(), ct);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer.Aktoer, new AfstemningAflyst(a.Nummer, grund), null, a.Id, ct);
        return new(a.Nummer);
    }
}
