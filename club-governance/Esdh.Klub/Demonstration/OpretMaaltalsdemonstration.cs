using Esdh.Core.Calendar;
using Esdh.Klub.Domain;
using Esdh.Klub.Indhold;
using Esdh.Klub.Storage;
using Esdh.Sager.Contract;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Demonstration;

/// <summary>Invented figures of the invented members for the quarters before the demonstration. Not an act of the product's users, so it leaves no events.</summary>
internal sealed class OpretMaaltalsdemonstration(KlubDb db, Folketalskilde folketal, Takstkilde takster, TimeProvider tid)
{
    /// <param name="definitioner">What an authority of the demonstration has figures of.</param>
    public async Task Udfoer(IReadOnlyList<Sammenligningstal> definitioner, CancellationToken ct)
    {
        if (await db.Maaltal.AnyAsync(ct))
            return;
        var (idag, nu) = (DanishTime.Today(tid), tid.GetUtcNow());
        var medlemmer = (await db.Medlemmer.AsNoTracking().OrderBy(m => m.Nr).ToListAsync(ct)).Where(m => m.ErMedlem(idag)).ToList();
        var borgere = await folketal.BorgereAsync(await takster.HentAsync(ct), idag, ct);
        db.AddRange(definitioner.Select(d => new KlubMaaltal
        {
            Noegle = d.Noegle, Version = d.Version, Omraade = d.Omraade, Navn = d.Navn, Enhed = d.Enhed, Beregning = d.Beregning, Forklaring = d.Forklaring, HoejtErGodt = d.HoejtErGodt,
        }));
        await db.SaveChangesAsync(ct); // the figures refer to them
        foreach (var (kvartal, alder) in Kvartal.Opgjorte(idag, Foresp.Sammenligningsopslag.Kvartaler).Select((k, i) => (k, i)))
        {
            foreach (var m in medlemmer.Where(m => m.Indtraadt <= Kvartal.Fra(kvartal)))
            {
                db.Add(new KlubMaaleperiode { MedlemId = m.Id, Kvartal = kvartal, Opgjort = nu });
                db.AddRange(definitioner.Select((d, i) =>
                {
                    // Slowly better or worse, each member in its own way; the smallest has too few of some.
                    var (udsving, skjult) = (((m.Nr * 37) + (i * 11)) % 19, (m.Nr + (5 * i)) % 13 == 0);
                    var tal = d.Beregning switch
                    {
                        Maalberegning.Andel => Math.Min(100, 76 + udsving - (alder * (m.Nr % 3))),
                        Maalberegning.Antal => Math.Max(5, borgere.GetValueOrDefault(m.Id, 20_000) * (6 + udsving) / 10_000),
                        _ => 12 + udsving + (alder * (m.Nr % 2)),
                    };
                    return new KlubMaaling { MedlemId = m.Id, Noegle = d.Noegle, Version = d.Version, Kvartal = kvartal, Tiendedele = skjult ? null : tal * 10, Skjult = skjult ? Skjulegrund.ForFaa : null };
                }));
            }
        }

        await db.SaveChangesAsync(ct);
    }
}
