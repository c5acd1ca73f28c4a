using Esdh.Adgang.Contract;
using Esdh.Adgang.Domain;
using Esdh.Adgang.Storage;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Calendar;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Adgang.Handlinger;

/// <summary>Begins a review: one line for each right of each active user, asked of the leaders nearest above; a leader's own of those above that, and of the administrators where there are none.</summary>
internal sealed class BegyndGennemgang(AdgangDb db, EventLog haendelser, TimeProvider time)
{
    /// <param name="Termin">The day it belongs to; today when null.</param>
    /// <param name="FristDage">Days to answer, 7 to 90; what is set for the authority when null.</param>
    internal sealed record Kommando(Aktoer Aktoer, DateOnly? Termin = null, int? FristDage = null);

    internal sealed record Svar(Guid Id, int Nr, DateOnly Frist, int Rettigheder, int Brugere, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var (nu, idag) = (time.GetUtcNow(), DanishTime.Today(time));
        var termin = k.Termin ?? idag;
        new Errors().AddIf(k.FristDage is < 7 or > 90, "fristDage", "Skriv et antal dage fra 7 til 90.").Throw();
        GennemgangRegler.EnAdGangen.Kraev(!await db.Gennemgangsrunder.AnyAsync(r => r.Afsluttet == null || r.Termin == termin, ct));
        var indstilling = await db.Ledelsesindstillinger.AsNoTracking().SingleOrDefaultAsync(ct) ?? new();
        var runde = new Gennemgangsrunde { Termin = termin, Begyndt = nu, Frist = DanishCalendar.MoveToWorkday(idag.AddDays(k.FristDage ?? indstilling.FristDage)) };
        db.Add(runde);
        await db.SaveChangesAsync(ct);

        var brugere = await db.Brugere.Where(b => b.Aktiv).OrderBy(b => b.Nr).Select(b => new { b.Id, b.EnhedId, b.Roller }).ToListAsync(ct);
        var over = await db.Enheder.ToDictionaryAsync(e => e.Id, e => e.ForaelderId, ct);
        var medLeder = brugere.Where(b => b.Roller.HasFlag(Roller.Leder)).Select(b => b.EnhedId).ToHashSet();
        var grupper = (await db.GruppeMedlemmer.Join(db.Grupper.Where(g => g.Aktiv), m => m.GruppeId, g => g.Id, (m, g) => new { m.BrugerId, g.Id, g.Navn }).ToListAsync(ct)).ToLookup(g => g.BrugerId);
        var klienter = (await db.Klienter.Where(c => c.Aktiv && c.BrugerId != null).Select(c => new { BrugerId = c.BrugerId!.Value, c.Id, c.Navn, c.KlientId }).ToListAsync(ct)).ToLookup(c => c.BrugerId);
        var antal = 0;
        foreach (var b in brugere)
        {
            var leder = Leder(b.EnhedId, b.Roller.HasFlag(Roller.Leder));
            void Tilfoej(Rettighedsart art, string reference, string navn)
            {
                db.Add(new Gennemgangspost { RundeId = runde.Id, BrugerId = b.Id, LederEnhedId = leder, Art = art, Reference = reference, Navn = navn });
                antal++;
            }

            foreach (var rolle in Enum.GetValues<Roller>().Where(r => r != Roller.Ingen && b.Roller.HasFlag(r)))
                Tilfoej(Rettighedsart.Rolle, rolle.ToString(), rolle.ToString());
            foreach (var g in grupper[b.Id])
                Tilfoej(Rettighedsart.Gruppe, g.Id.ToString(), g.Navn);
            foreach (var c in klienter[b.Id])
                Tilfoej(Rettighedsart.Klient, c.Id.ToString(), $"{c.Navn} ({c.KlientId})");
        }

        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new GennemgangBegyndt(termin, runde.Frist, antal, brugere.Count), null, runde.Id, ct);
        return new(runde.Id, runde.Nr, runde.Frist, antal, brugere.Count, runde.Version);

        Guid? Leder(Guid enhed, bool erLeder)
        {
            Guid? her = erLeder ? over.GetValueOrDefault(enhed) : enhed;
            for (var i = 0; her is { } id && i <= over.Count; i++)
            {
                if (medLeder.Contains(id))
                    return id;
                her = over.GetValueOrDefault(id);
            }

            return null;
        }
    }
}
