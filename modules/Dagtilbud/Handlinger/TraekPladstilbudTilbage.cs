using Esdh.Core;
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

/// <summary>The authority takes an offer back; the family keeps its place in the queue and its guarantee.</summary>
internal sealed class TraekPladstilbudTilbage(DagtilbudDb db, Ansoegningskontrol kontrol, Billedlaesning billeder, Sagshandlinger sager, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, string Sag, Guid TilbudId, string? Grund);

    public sealed record Svar(Guid SagId);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (sag, a) = await kontrol.FindAsync(k.Aktoer, k.Sag, ct);
        var tilbud = await db.Tilbud.SingleOrDefaultAsync(t => t.Id == k.TilbudId && t.SagId == sag.Id, ct) ?? throw new NotFoundException("Tilbuddet findes ikke.");
        var grund = k.Grund?.Trim() ?? "";
        new Errors().AddIf(grund.Length is 0 or > 500, "grund", "Skriv, hvorfor tilbuddet trækkes tilbage.").Throw();
        tilbud.TraekTilbage(k.Aktoer.Id, DanishTime.Today(tid));
        a.Saet(Ansoegningsstand.Venter);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new PladstilbudTrukketTilbage((await billeder.HentAsync(ct)).Navn(tilbud.GruppeId), grund), sag.Id, null, ct);
        await sager.TagTrinAsync(k.Aktoer, sag.Id, Dagtilbudstype.Venteliste, grund, ct);
        return new(sag.Id);
    }
}
