using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>Key figures of the case areas that are on, over the cases that the actor sees.</summary>
internal sealed class Omraadetalopslag(SagerDb db, Sagstyper typer, IReadOnlyList<IModule> moduler, Authority myndighed, IEnumerable<INoegletalskilde> kilder, TimeProvider tid)
{
    /// <summary>Cases, or clocks, that one figure looks at, the latest first.</summary>
    private const int Hoejst = 20_000;

    /// <param name="Modul">Key of the module.</param>
    /// <param name="Grupper">The figures of each case type, then those of the module.</param>
    internal sealed record Omraade(string Modul, string Navn, IReadOnlyList<Gruppe> Grupper);

    internal sealed record Gruppe(string Navn, IReadOnlyList<Omraadetal> Tal);

    public async Task<IReadOnlyList<Omraade>> HentAsync(Aktoer aktoer, DateOnly fra, DateOnly til, CancellationToken ct)
    {
        List<Omraade> omraader = [];
        foreach (var modul in moduler.Where(m => m.IsOptional && myndighed.IsOn(m.Name)))
        {
            List<Gruppe> grupper = [];
            foreach (var noegle in typer.Af(modul.Name))
                grupper.Add(new(typer.Gaeldende(noegle, DanishTime.Today(tid))!.Navn, await TypensAsync(aktoer, typer.Gaeldende(noegle, DanishTime.Today(tid))!, fra, til, ct)));
            foreach (var kilde in kilder.Where(k => k.Modul == modul.Name))
                grupper.Add(new(modul.Title, await kilde.HentAsync(aktoer, fra, til, ct)));
            omraader.Add(new(modul.Name, modul.Title, grupper));
        }

        return omraader;
    }

    private async Task<List<Omraadetal>> TypensAsync(Aktoer aktoer, Sagstype type, DateOnly fra, DateOnly til, CancellationToken ct)
    {
        var (fraTid, tilTid) = (DanishTime.StartOfDay(fra), DanishTime.StartOfDay(til.AddDays(1)));
        var sager = db.Sager.SynligeFor(aktoer).Where(s => db.Sagsforloeb.Any(f => f.SagId == s.Id && f.Sagstype == type.Noegle));
        var afsluttet = await sager.Where(s => s.Afsluttet >= fraTid && s.Afsluttet < tilTid).OrderByDescending(s => s.Afsluttet).Take(Hoejst).Select(s => new { s.Oprettet, s.Afsluttet }).ToListAsync(ct);
        var dage = afsluttet.ConvertAll(s => (decimal)(DanishTime.DateOf(s.Afsluttet!.Value).DayNumber - DanishTime.DateOf(s.Oprettet).DayNumber));
        List<Omraadetal> tal =
        [
            new("oprettet", "Oprettet i perioden", await sager.CountAsync(s => s.Oprettet >= fraTid && s.Oprettet < tilTid, ct), "sager"),
            new("afsluttet", "Afsluttet i perioden", afsluttet.Count, "sager", afsluttet.Count == Hoejst ? $"De seneste {Hoejst:N0}." : null),
            new("aabne", "Åbne nu", await sager.CountAsync(s => s.Tilstand != Tilstand.Afsluttet, ct), "sager"),
            new("sagstid-median", "Tid fra oprettet til afsluttet, median", Median(dage), "dage", "Kalenderdage for de sager, der blev afsluttet i perioden."),
        ];
        foreach (var ur in type.Ure)
        {
            var brugt = await Motormaal.Sluttede(db, sager, ur, fra, til).OrderByDescending(u => u.Slut).Take(Hoejst).Select(u => new { u.BrugtVedSlut, u.Dage }).ToListAsync(ct);
            var enhed = ur.Arbejdsdage ? "arbejdsdage" : "dage";
            tal.Add(new($"{ur.Noegle}-antal", $"{ur.Navn}: ure, der sluttede", brugt.Count, "sager", ur.GaelderFelt is null ? null : "Kun sager, som fristen gælder for."));
            tal.Add(new($"{ur.Noegle}-overholdt", $"{ur.Navn}: overholdt", brugt.Count == 0 ? null : Math.Round(100m * brugt.Count(u => u.BrugtVedSlut <= u.Dage) / brugt.Count, 1), "%"));
            tal.Add(new($"{ur.Noegle}-gennemsnit", $"{ur.Navn}: brugt, gennemsnit", brugt.Count == 0 ? null : Math.Round(brugt.Average(u => (decimal)u.BrugtVedSlut!.Value), 1), enhed, "Uden de dage, uret stod stille."));
            tal.Add(new($"{ur.Noegle}-median", $"{ur.Navn}: brugt, median", Median(brugt.ConvertAll(u => (decimal)u.BrugtVedSlut!.Value)), enhed));
        }

        return tal;
    }

    /// <summary>The middle one, or the mean of the two in the middle; null of none.</summary>
    internal static decimal? Median(List<decimal> tal)
    {
        if (tal.Count == 0)
            return null;
        tal.Sort();
        return tal.Count % 2 == 1 ? tal[tal.Count / 2] : (tal[(tal.Count / 2) - 1] + tal[tal.Count / 2]) / 2;
    }
}
