using Esdh.Core;
using Esdh.Core.Calendar;
using Esdh.Core.Text;
using Esdh.Klub.Contract;
using Esdh.Klub.Domain;
using Esdh.Klub.Handlinger;
using Esdh.Klub.Indhold;
using Esdh.Klub.Sider;
using Esdh.Klub.Storage;
using Esdh.Ui;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Klub.Foresp;

/// <summary>Joint projects as pages and REST show them: all of it in the open to members.</summary>
internal sealed class Projektopslag(KlubDb db, Folketalskilde folketal, Takstkilde takster, TimeProvider tid)
{
    private const int Flest = 100;

    public async Task<IReadOnlyList<Projektlinje>> AlleAsync(CancellationToken ct)
    {
        var projekter = await db.Projekter.AsNoTracking().OrderByDescending(p => p.Nr).Take(Flest).ToListAsync(ct);
        var ider = projekter.Select(p => p.Id).ToList();
        var stande = (await db.Tilslutninger.AsNoTracking().Where(t => ider.Contains(t.ProjektId)).ToListAsync(ct)).ToLookup(t => t.ProjektId);
        var borgere = await folketal.BorgereAsync(await takster.HentAsync(ct), DanishTime.Today(tid), ct);
        return [.. projekter.Select(p => Linje(p, FoerProjekt.Billede(borgere, stande[p.Id], p.GraenseProcent)))];
    }

    /// <exception cref="NotFoundException">No such project.</exception>
    public async Task<Projektvisning> EtAsync(Klubaktoer a, int nr, Formular? formular, CancellationToken ct)
    {
        var p = await db.Projekter.AsNoTracking().SingleOrDefaultAsync(x => x.Nr == nr, ct) ?? throw new NotFoundException();
        var idag = DanishTime.Today(tid);
        var medlemmer = (await db.Medlemmer.AsNoTracking().ToListAsync(ct)).OrderBy(m => DanishText.SortKey(m.Navn), StringComparer.Ordinal).ToList();
        var med = await db.Tilslutninger.AsNoTracking().Where(t => t.ProjektId == p.Id).ToDictionaryAsync(t => t.MedlemId, ct);
        var betaler = med.Values.Where(t => t.Stand == Tilslutningsstand.Tilsluttet).OrderBy(t => t.MedlemId).ToList();
        var udlaeg = await db.Projektudlaeg.Where(u => u.ProjektId == p.Id).SumAsync(u => u.Oere, ct);
        var plan = betaler.Sum(t => t.Enheder) == 0 ? [] : Projektplan.Lav(udlaeg, p.Tilbagebetalingsaar, [.. betaler.Select(t => t.Enheder)]);
        return new(
            Linje(p, FoerProjekt.Billede(await folketal.BorgereAsync(await takster.HentAsync(ct), idag, ct), med.Values, p.GraenseProcent)), p.Version, p.Beskrivelse, p.Enhed, p.Tilbagebetalingsaar, p.DriftFra, p.Leverandoer, p.Kontrakt, p.Pilot, udlaeg,
            [.. medlemmer.Where(m => m.ErMedlem(idag)).Select(m => med.GetValueOrDefault(m.Id) is { } t ? new Tilslutningslinje(m.Id, m.Navn, t.Stand, t.Dato, t.Enheder) : new(m.Id, m.Navn, null, null, 0))],
            [.. (await db.Projektleverancer.AsNoTracking().Where(l => l.ProjektId == p.Id).OrderBy(l => l.Nr).Take(Flest).ToListAsync(ct)).Select(l => new Projektleverancelinje(l.Nr, l.Navn, l.Aftalt, l.Leveret, l.Forsinkelse(idag), l.KompensationOere))],
            await db.Projektspoergsmaal.AsNoTracking().Where(s => s.ProjektId == p.Id).OrderByDescending(s => s.Nr).Take(Flest).Select(s => new Spoergsmaalslinje(s.Nr, s.Medlem, s.Spoergsmaal, s.Svar, s.Stillet)).ToListAsync(ct),
            [.. betaler.Select(t => medlemmer.First(m => m.Id == t.MedlemId).Navn)], [.. plan.Select((dele, i) => new Planaar((p.DriftFra ?? idag.Year + 1) + i, dele.Sum(), dele))], a.ErSekretariat, a.ErDelegat, a.MedlemId, formular ?? new());
    }

    private static Projektlinje Linje(KlubProjekt p, Tilslutningsbillede b) => new(p.Nr, p.Navn, p.Stand, b.Besluttet / 100d, b.Ventet / 100d, p.GraenseProcent, p.Frist, p.LoftOere);
}
