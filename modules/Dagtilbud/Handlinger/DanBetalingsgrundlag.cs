using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Dagtilbud.Contract;
using Esdh.Dagtilbud.Domain;
using Esdh.Dagtilbud.Foresp;
using Esdh.Dagtilbud.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Dagtilbud.Handlinger;

/// <summary>
/// A portion of a month's basis: run until <see cref="Svar.ErFaerdig"/>. Whoever is interrupted goes on where it stopped, and a month that is closed answers what it holds and stays as it is.
/// </summary>
internal sealed class DanBetalingsgrundlag(DagtilbudDb db, Betalingslaesning laesning, EventLog haendelser, TimeProvider tid)
{
    /// <summary>Households in a portion.</summary>
    internal const int Portion = 100;

    /// <param name="Maaned">The first of the month.</param>
    public sealed record Kommando(Aktoer Aktoer, DateOnly? Maaned);

    /// <param name="VarLukket">It was closed before, and nothing was done.</param>
    public sealed record Svar(DateOnly Maaned, bool ErFaerdig, bool VarLukket, int Boern, long Oere);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        new Errors().AddMaaned(k.Maaned, "maaned").Throw();
        var (maaned, nu) = (k.Maaned!.Value, tid.GetUtcNow());
        var koersler = await db.Betalingskoersler.OrderBy(r => r.Maaned).ToListAsync(ct);
        var koersel = koersler.Find(r => r.Maaned == maaned);
        if (koersel?.Lukket is not null)
            return new(maaned, true, true, koersel.Boern, koersel.Oere);
        BetalingRegler.MaanedenErBegyndt.Kraev(maaned <= Betalingsbeloeb.Maaned(DanishTime.Today(tid)).AddMonths(1));
        BetalingRegler.MaanederneErIOrden.Kraev(koersel is not null || koersler.Count == 0 || (koersler[^1].Lukket is not null && koersler[^1].Maaned.AddMonths(1) == maaned));
        var data = await laesning.GrunddataAsync(ct);
        var husstande = (await laesning.HusstandeAsync(maaned.AddMonths(-Betalingsafregning.Tilbage), maaned.AddMonths(1), null, ct)).OrderBy(h => h.Noegle).ToList();
        if (koersel is null)
        {
            BetalingRegler.HverPladsHarTakst.KraevIntet(Betalingsberegning.UdenTakst(maaned, husstande.SelectMany(h => h.Husstand.Boern.Select(b => b.Barn)), data));
            db.Add(koersel = new() { Maaned = maaned, Begyndt = nu, BegyndtAf = k.Aktoer.Id });
            await db.SaveChangesAsync(ct);
        }

        var rest = husstande.Where(h => koersel.Naaet is not { } naaet || h.Noegle.CompareTo(naaet) > 0).Take(Portion).ToList();
        await RegnAsync([.. koersler.Where(r => r.Lukket is not null).Select(r => r.Maaned)], rest, data, koersel, ct);
        koersel.Naaet = rest.Count > 0 ? rest[^1].Noegle : koersel.Naaet;
        var faerdig = rest.Count < Portion;
        await db.SaveChangesAsync(ct); // before it is closed: then nothing can be added
        if (faerdig)
        {
            (koersel.Lukket, koersel.LukketAf) = (nu, k.Aktoer.Id);
            await db.SaveChangesAsync(ct);
            await haendelser.AppendAsync(k.Aktoer, new BetalingsgrundlagLukket(maaned, koersel.Boern, koersel.Oere), null, null, ct);
        }

        return new(maaned, faerdig, false, koersel.Boern, koersel.Oere);
    }

    private async Task RegnAsync(IReadOnlyList<DateOnly> lukkede, List<(Guid Noegle, Betalingshusstand Husstand)> husstande, Betalingsgrunddata data, DagtilbudBetalingskoersel koersel, CancellationToken ct)
    {
        var (maaned, tidligst) = (koersel.Maaned, koersel.Maaned.AddMonths(-Betalingsafregning.Tilbage));
        var sager = husstande.SelectMany(h => h.Husstand.Boern.Select(b => b.Barn.SagId)).ToHashSet();
        var foer = (await db.Betalingsposter.AsNoTracking().Where(p => sager.Contains(p.SagId) && p.Maaned >= tidligst && p.Maaned < maaned).Select(p => new { p.SagId, p.Linjer }).ToListAsync(ct))
            .SelectMany(p => Betalingslaesning.Laes(p.Linjer).Select(l => (p.SagId, Maaned: Betalingsbeloeb.Maaned(l.Fra), l.Oere))).GroupBy(l => (l.SagId, l.Maaned)).ToDictionary(g => g.Key, g => g.Sum(l => l.Oere));
        HashSet<Guid> boern = [];
        foreach (var (_, husstand) in husstande)
        {
            foreach (var krav in Betalingsafregning.Krav(maaned, lukkede, husstand, data, (sag, m) => foer.GetValueOrDefault((sag, m))))
            {
                db.Add(new DagtilbudBetalingspost { Maaned = maaned, SagId = krav.SagId, HusstandId = husstand.Id, Oere = krav.Oere, ReguleringOere = krav.ReguleringOere, Linjer = Betalingslaesning.Skriv(krav.Linjer) });
                boern.Add(krav.SagId);
                koersel.Oere += krav.Oere;
            }
        }

        koersel.Boern += boern.Count;
    }
}
