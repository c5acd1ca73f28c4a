using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>The figures that the engine gives to the comparison: of the journal, and of every case type its numbers, times and clocks.</summary>
internal sealed class Motormaal(SagerDb db, Sagstyper typer, TimeProvider tid)
{
    /// <summary>Working days within which what comes in is to be journalised.</summary>
    private const int Journalfrist = 3;

    /// <summary>A definition with what gives its rows.</summary>
    internal sealed record Maal(Sammenligningstal Tal, Func<DateOnly, DateOnly, CancellationToken, Task<IReadOnlyList<Sammenligningsraekke>>> Raekker);

    /// <summary>Those of every authority.</summary>
    public IEnumerable<Maal> Faelles() =>
    [
        new(new("journal-frist", 1, "Journal", $"Indgående dokumenter journaliseret inden for {Journalfrist} arbejdsdage", "%", Maalberegning.Andel,
            $"Af de indgående dokumenter, hvis dato ligger i perioden: dem, der blev journaliseret senest {Journalfrist} danske arbejdsdage efter datoen. Dokumenter, der endnu ikke er journaliseret, tæller som ikke journaliseret i tide. Et dokument på flere sager tæller én gang.", true), JournalAsync),
    ];

    /// <summary>Those of a module's case types.</summary>
    public IEnumerable<Maal> ForModul(IModule modul)
    {
        foreach (var type in typer.Af(modul.Name).Select(noegle => typer.Gaeldende(noegle, DanishTime.Today(tid))!))
        {
            yield return new(new($"{type.Noegle}-oprettet", 1, modul.Title, $"{type.Navn}: oprettede sager", "sager", Maalberegning.Antal, "Sager, der blev oprettet i perioden."), (fra, til, ct) => OprettedeAsync(type.Noegle, fra, til, ct));
            yield return new(new($"{type.Noegle}-sagstid", 1, modul.Title, $"{type.Navn}: tid fra oprettet til afsluttet", "dage", Maalberegning.Median, "Kalenderdage for de sager, der blev afsluttet i perioden.", false), (fra, til, ct) => SagstidAsync(type.Noegle, fra, til, ct));
            foreach (var ur in type.Ure)
            {
                var gaelder = ur.GaelderFelt is null ? "Sager, hvis ur sluttede i perioden." : "Sager, som fristen gælder for, og hvis ur sluttede i perioden.";
                yield return new(new($"{type.Noegle}-{ur.Noegle}-brugt", 1, modul.Title, $"{type.Navn}: {ur.Navn}, brugt tid", ur.Arbejdsdage ? "arbejdsdage" : "dage", Maalberegning.Median, $"{gaelder} Uden de dage, uret stod stille.", false),
                    (fra, til, ct) => UrAsync(type.Noegle, ur, false, fra, til, ct));
                yield return new(new($"{type.Noegle}-{ur.Noegle}-overholdt", 1, modul.Title, $"{type.Navn}: {ur.Navn} overholdt", "%", Maalberegning.Andel, gaelder, true),
                    (fra, til, ct) => UrAsync(type.Noegle, ur, true, fra, til, ct));
            }
        }
    }

    /// <summary>Clocks that ended in the period, of the cases that the limit applies to.</summary>
    /// <param name="db">The authority's.</param>
    /// <param name="sager">Of these cases.</param>
    public static IQueryable<Urstand> Sluttede(SagerDb db, IQueryable<Sag> sager, Sagsur ur, DateOnly fra, DateOnly til)
    {
        var slut = db.Urstande.Where(u => u.Ur == ur.Noegle && u.Slut >= fra && u.Slut <= til && sager.Any(s => s.Id == u.SagId));
        return ur.GaelderFelt is { } felt ? slut.Where(u => !db.Feltvaerdier.Any(v => v.SagId == u.SagId && v.Felt == felt && v.Vaerdi == "nej")) : slut;
    }

    // Uden for adgang: of these rows only a figure leaves the authority, and a person is shown those of cases the person sees.
    private IQueryable<Sag> Alle(string type) => db.Sager.Where(s => db.Sagsforloeb.Any(f => f.SagId == s.Id && f.Sagstype == type));

    private async Task<IReadOnlyList<Sammenligningsraekke>> OprettedeAsync(string type, DateOnly fra, DateOnly til, CancellationToken ct)
    {
        var (fraTid, tilTid) = (DanishTime.StartOfDay(fra), DanishTime.StartOfDay(til.AddDays(1)));
        return await Alle(type).Where(s => s.Oprettet >= fraTid && s.Oprettet < tilTid).Select(s => new Sammenligningsraekke(s.Id, 1)).ToListAsync(ct);
    }

    private async Task<IReadOnlyList<Sammenligningsraekke>> SagstidAsync(string type, DateOnly fra, DateOnly til, CancellationToken ct)
    {
        var (fraTid, tilTid) = (DanishTime.StartOfDay(fra), DanishTime.StartOfDay(til.AddDays(1)));
        var afsluttede = await Alle(type).Where(s => s.Afsluttet >= fraTid && s.Afsluttet < tilTid).Select(s => new { s.Id, s.Oprettet, s.Afsluttet }).ToListAsync(ct);
        return afsluttede.ConvertAll(s => new Sammenligningsraekke(s.Id, DanishTime.DateOf(s.Afsluttet!.Value).DayNumber - DanishTime.DateOf(s.Oprettet).DayNumber));
    }

    private async Task<IReadOnlyList<Sammenligningsraekke>> UrAsync(string type, Sagsur ur, bool overholdt, DateOnly fra, DateOnly til, CancellationToken ct)
    {
        var sluttede = await Sluttede(db, Alle(type), ur, fra, til).Select(u => new { u.SagId, u.BrugtVedSlut, u.Dage }).ToListAsync(ct);
        return sluttede.ConvertAll(u => new Sammenligningsraekke(u.SagId, overholdt ? (u.BrugtVedSlut <= u.Dage ? 1 : 0) : u.BrugtVedSlut!.Value));
    }

    private async Task<IReadOnlyList<Sammenligningsraekke>> JournalAsync(DateOnly fra, DateOnly til, CancellationToken ct)
    {
        var steder = db.Registreringer.Where(r => r.FlyttetTilId == null);
        var indkomne = await (
            // Uden for adgang: as above.
            from d in db.Dokumenter.Where(d => d.Retning == Retning.Indgaaende && d.Dato >= fra && d.Dato <= til)
            join r in steder on d.Id equals r.DokumentId
            where !steder.Any(x => x.DokumentId == d.Id && x.Nr < r.Nr)
            select new { r.SagId, d.Dato, d.Journaliseret }).ToListAsync(ct);
        Dictionary<DateOnly, DateOnly> frister = [];
        DateOnly Frist(DateOnly dato) => frister.TryGetValue(dato, out var f) ? f : frister[dato] = DanishCalendar.AddWorkdays(dato, Journalfrist);
        return indkomne.ConvertAll(d => new Sammenligningsraekke(d.SagId, d.Journaliseret is { } journaliseret && DanishTime.DateOf(journaliseret) <= Frist(d.Dato) ? 1 : 0));
    }
}
