using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Dagtilbud.Contract;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Foresp;
using Esdh.Dagtilbud.Storage;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>An offer whose deadline has passed runs out, as if it was declined. Nothing when it is answered meanwhile.</summary>
internal sealed class UdloebPladstilbud(DagtilbudDb db, Billedlaesning billeder, Nejsvar nej, Sagsopslag opslag, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Aktoer">Who sent the offer, or the server itself where that one no longer sees the case: the offer runs out, and the case is moved by hand.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid TilbudId);

    public sealed record Svar(bool Udloebet);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        if (await db.Tilbud.SingleOrDefaultAsync(t => t.Id == k.TilbudId && t.Tilstand == Tilbudstilstand.Tilbudt && t.Frist < idag, ct) is not { } tilbud)
            return new(false);
        tilbud.Udloeb(k.Aktoer.Id, idag);
        var a = await db.Ansoegninger.SingleAsync(x => x.SagId == tilbud.SagId, ct);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new PladstilbudUdloebet((await billeder.HentAsync(ct)).Navn(tilbud.GruppeId)), tilbud.SagId, null, ct);
        var sag = (await opslag.SynligeAsync(k.Aktoer, [tilbud.SagId], ct)).GetValueOrDefault(tilbud.SagId);
        await nej.FoelgAsync(k.Aktoer, tilbud.SagId, sag?.ErAaben == true ? sag.Trin : null, a, ct);
        return new(true);
    }
}
