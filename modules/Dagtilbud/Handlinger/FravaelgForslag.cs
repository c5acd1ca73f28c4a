using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Dagtilbud.Contract;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>A caseworker decides not to offer what was proposed.</summary>
internal sealed class FravaelgForslag(DagtilbudDb db, Ansoegningskontrol kontrol, EventLog haendelser)
{
    public sealed record Kommando(Aktoer Aktoer, Guid KoerselId, string Sag, string? Grund);

    public sealed record Svar(Guid SagId);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (sag, _) = await kontrol.FindAsync(k.Aktoer, k.Sag, ct);
        var forslag = await db.Forslag.SingleOrDefaultAsync(f => f.KoerselId == k.KoerselId && f.SagId == sag.Id, ct) ?? throw new NotFoundException("Forslaget findes ikke.");
        var grund = k.Grund?.Trim() ?? "";
        new Errors().AddIf(grund.Length is 0 or > 500, "grund", "Skriv, hvorfor pladsen ikke tilbydes.").Throw();
        forslag.Brug(Forslagstilstand.Fravalgt, grund);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new AnvisningsforslagFravalgt(grund), sag.Id, null, ct);
        return new(sag.Id);
    }
}
