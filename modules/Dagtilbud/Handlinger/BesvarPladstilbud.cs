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

/// <summary>The family's answer, given by itself or typed in for it. Yes gives the place; no does what the local rules say.</summary>
internal sealed class BesvarPladstilbud(DagtilbudDb db, Ansoegningskontrol kontrol, Billedlaesning billeder, Nejsvar nej, Sagshandlinger sager, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Vej">How the family told it, where staff type it in for the family; the family's own answers need none.</param>
    public sealed record Kommando(Aktoer Aktoer, string Sag, Guid TilbudId, bool Ja, Svarvej? Vej = null);

    /// <param name="Stand">Where the application stands now.</param>
    public sealed record Svar(Guid SagId, string Stand, DateOnly? Garantidato);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var (sag, a) = await kontrol.FindAsync(k.Aktoer, k.Sag, ct);
        var tilbud = await db.Tilbud.SingleOrDefaultAsync(t => t.Id == k.TilbudId && t.SagId == sag.Id, ct) ?? throw new NotFoundException("Tilbuddet findes ikke.");
        tilbud.Besvar(k.Ja, k.Aktoer.Id, idag);
        var plads = (await billeder.HentAsync(ct)).Navn(tilbud.GruppeId);
        await haendelser.AppendAsync(k.Aktoer, new PladstilbudBesvaret(plads, k.Ja, k.Aktoer.Borger is null ? k.Vej?.ToString() : null), sag.Id, null, ct);
        if (!k.Ja)
        {
            await db.SaveChangesAsync(ct);
            await nej.FoelgAsync(k.Aktoer, sag.Id, sag.Trin, a, ct);
            return new(sag.Id, a.Stand.ToString(), a.Garantidato);
        }

        db.Add(new DagtilbudPlads { SagId = sag.Id, GruppeId = tilbud.GruppeId, Fra = tilbud.Fra, Vokser = tilbud.Vokser });
        a.Saet(Ansoegningsstand.Optaget);
        foreach (var b in await db.Brud.Where(b => b.SagId == sag.Id && b.Opfyldt == null).ToListAsync(ct))
            b.Opfyld(tilbud.Fra);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new BarnOptaget(plads, tilbud.Fra), sag.Id, null, ct);
        await sager.TagTrinAsync(k.Aktoer, sag.Id, Dagtilbudstype.Optaget, null, ct);
        return new(sag.Id, a.Stand.ToString(), a.Garantidato);
    }
}

/// <summary>What follows when an offer is declined or runs out: the local rules, and the case goes back to the waiting list.</summary>
internal sealed class Nejsvar(DagtilbudDb db, Billedlaesning billeder, Sagshandlinger sager, TimeProvider tid)
{
    /// <param name="trin">Where the case stands; null where nobody who sees it can move it: it is then moved by hand.</param>
    public async Task FoelgAsync(Aktoer aktoer, Guid sag, string? trin, DagtilbudAnsoegning a, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        a.SagdeNej(await billeder.ReglerAsync(idag, ct), idag);
        if (a.GarantiSlut is not null)
        {
            foreach (var b in await db.Brud.Where(b => b.SagId == sag && b.Opfyldt == null).ToListAsync(ct))
                b.Opfyld(idag);
        }

        await db.SaveChangesAsync(ct);
        if (trin != Dagtilbudstype.Tilbudt)
            return;
        await sager.RetFelterAsync(aktoer, sag, new Dictionary<string, string?> { ["plads"] = null, ["pladsfra"] = null, ["svarfrist"] = null, ["garantidato"] = a.Garantidato?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) }, ct);
        await sager.TagTrinAsync(aktoer, sag, Dagtilbudstype.Venteliste, null, ct);
        if (a.Stand == Ansoegningsstand.Slut)
            await sager.OpretOpgaveAsync(aktoer, sag, "Familien er gået ud af køen: afslut sagen", idag.AddDays(14), null, ct);
    }
}
