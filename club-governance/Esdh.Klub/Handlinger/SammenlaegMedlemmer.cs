using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Indhold;
using Esdh.Klub.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Handlinger;

/// <summary>
/// Merged municipalities: those that end are members to 31 December, the one that goes on has the citizens of all from 1 January, and each year is paid once. The number is the sum of what is known
/// until one is imported for the merged municipality.
/// </summary>
internal sealed class SammenlaegMedlemmer(KlubDb db, Folketalskilde folketal, EventLog haendelser, TimeProvider tid)
{
    internal sealed record Kommando(Klubaktoer Aktoer, IReadOnlyList<int> Ophoerer, int Fortsaetter, DateOnly? Fra);

    internal sealed record Svar(int Borgere);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        k.Aktoer.KraevSekretariat();
        var idag = DanishTime.Today(tid);
        new Errors().AddIf(k.Ophoerer.Count is 0 or > 10, "ophoerer", "Vælg 1 til 10 medlemmer, der ophører.").AddIf(k.Fra is null, "fra", "Skriv den 1. januar, sammenlægningen sker.").Throw();
        var fra = k.Fra!.Value;
        MedlemRegler.SammenlaegningVedNytaar.Kraev(fra is { Day: 1, Month: 1 } && fra > idag && fra <= idag.AddYears(5) && !k.Ophoerer.Contains(k.Fortsaetter));
        var alle = await db.Medlemmer.Where(m => k.Ophoerer.Contains(m.Nr) || m.Nr == k.Fortsaetter).ToListAsync(ct);
        var fortsaetter = alle.SingleOrDefault(m => m.Nr == k.Fortsaetter) ?? throw new NotFoundException();
        var ophoerer = alle.Where(m => m.Nr != k.Fortsaetter).ToList();
        if (ophoerer.Count != k.Ophoerer.Distinct().Count())
            throw new NotFoundException();
        MedlemRegler.ErMedlemmet.Kraev(alle.TrueForAll(m => m is { Art: Medlemsart.Kommune, Fase: Medlemsfase.Optaget or Medlemsfase.Opsagt }));
        var find = await folketal.HentAsync(fra.Year, ct);
        var tal = alle.Select(m => (m.Navn, Tal: find(m.Grundlagskode, fra.Year)?.Antal ?? 0)).ToList();
        PengeRegler.GrundlagetKendes.KraevIntet([.. tal.Where(t => t.Tal <= 0).Select(t => $"{t.Navn}: antallet af borgere kendes ikke.")]);
        var borgere = tal.Sum(t => t.Tal);
        if (await db.Folketal.SingleOrDefaultAsync(f => f.Kode == fortsaetter.Grundlagskode && f.Aar == fra.Year, ct) is { } kendt)
            (kendt.Antal, kendt.Kilde) = (borgere, "Sammenlægning");
        else
            db.Add(new KlubFolketal { Kode = fortsaetter.Grundlagskode, Aar = fra.Year, Antal = borgere, Kilde = "Sammenlægning" });
        foreach (var m in ophoerer)
        {
            (m.Fase, m.Opsagt, m.Udtraeder) = (Medlemsfase.Opsagt, m.Opsagt ?? idag, fra.AddDays(-1));
            m.Version++;
        }

        await db.SaveChangesAsync(ct);
        foreach (var m in alle)
            await haendelser.AppendAsync(k.Aktoer.Aktoer, new MedlemmerSammenlagt([.. ophoerer.Select(o => o.Navn)], fortsaetter.Navn, fra, borgere), null, m.Id, ct);
        return new(borgere);
    }
}
