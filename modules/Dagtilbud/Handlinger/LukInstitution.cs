using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Dagtilbud.Contract;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>An institution closes for good from a day. Wishes for it stay, are shown as closed, and are never allocated.</summary>
internal sealed class LukInstitution(DagtilbudDb db, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Dag">The first day it is closed; today or later.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid Id, DateOnly? Dag);

    /// <param name="Oensker">Applications that wish for it.</param>
    public sealed record Svar(Guid Id, DateOnly Dag, int Oensker);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var institution = await db.Institutioner.SingleOrDefaultAsync(i => i.Id == k.Id, ct) ?? throw new NotFoundException("Institutionen findes ikke.");
        if (k.Dag is not { } dag || dag < DanishTime.Today(tid) || dag.Year > 2100)
            throw new InvalidException("dag", "Skriv den første dag, institutionen er lukket: i dag eller senere.");
        var grupper = await db.Grupper.Where(g => g.InstitutionId == institution.Id).ToDictionaryAsync(g => g.Id, g => g.Navn, ct);
        List<Guid> ider = [.. grupper.Keys];
        var optagne = (await db.Pladser.Where(p => ider.Contains(p.GruppeId) && p.Vokser > dag && (p.Til == null || p.Til >= dag)).Select(p => p.GruppeId).ToListAsync(ct))
            .Concat(await db.Tilbud.Where(t => ider.Contains(t.GruppeId) && t.Tilstand == Tilbudstilstand.Tilbudt).Select(t => t.GruppeId).ToListAsync(ct));
        institution.Luk(dag, [.. optagne.GroupBy(g => grupper[g]).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key}: {(g.Count() == 1 ? "1 barn er" : $"{g.Count()} børn er")} optaget eller har et åbent tilbud.")]);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new DagtilbudInstitutionLukket(institution.Navn, dag), null, institution.Id, ct);
        return new(institution.Id, dag, await (from o in db.Oensker join a in db.Ansoegninger on o.SagId equals a.SagId where o.InstitutionId == institution.Id && a.Stand != Ansoegningsstand.Slut && a.Stand != Ansoegningsstand.Optaget select o.SagId).CountAsync(ct));
    }
}
