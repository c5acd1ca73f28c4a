using Esdh.Aktindsigt.Domain;
using Esdh.Aktindsigt.Handlinger;
using Esdh.Aktindsigt.Sider;
using Esdh.Aktindsigt.Storage;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Sager.Contract;
using Esdh.Sager.Sider;
using Esdh.Ui;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Aktindsigt.Indhold;

/// <summary>What pages and API show of requests.</summary>
internal sealed class Indsigtsopslag(Indsigtssag indsigt, Sagsopslag sager, AktindsigtDb db, CoreDb core, TimeProvider tid)
{
    /// <summary>Most requests that the figures look back on.</summary>
    private const int Tilbageblik = 1000;

    /// <summary>What is shown of a request besides the frame of its case.</summary>
    public async Task<Indsigtsindhold> HentAsync(Aktoer aktoer, string sagsnummer, CancellationToken ct)
    {
        var sag = await indsigt.FindAsync(aktoer, sagsnummer, ct);
        var materiale = await indsigt.MaterialeAsync(aktoer, sag.Id, ct);
        var valg = await db.Valg.AsNoTracking().Where(v => v.SagId == sag.Id).ToDictionaryAsync(v => v.DokumentId, ct);
        var idag = DanishTime.Today(tid);
        var anmodning = await db.Anmodninger.AsNoTracking().SingleOrDefaultAsync(a => a.SagId == sag.Id, ct);
        var regime = Regime.Med(sag.Felter.GetValueOrDefault("regime"));
        return new(
            sag, regime, anmodning,
            [.. materiale.Sager.Select(k => new Kildelinje(k.Id, k.Sagsnummer, k.Titel, materiale.Dokumenter.Count(d => d.Sag.Id == k.Id)))], materiale.Skjulte,
            [
                .. materiale.Dokumenter.Select(d => (d.Sag, d.Dokument, Valg: valg.GetValueOrDefault(d.Dokument.Id))).Select(x => new Dokumentlinje(
                    x.Dokument.Id, x.Sag.Sagsnummer, x.Dokument.Akt, x.Dokument.Dato, x.Dokument.Titel, x.Dokument.Korrespondent, x.Dokument.Retning.ToString(), Forhaand(x.Dokument.Aktindsigt),
                    x.Valg?.Afgoerelse.ToString(), x.Valg?.Hjemmel, (x.Valg?.Skjul.Count ?? 0) + (x.Valg?.Felter.Count ?? 0), x.Valg?.SvarNr,
                    x.Dokument.Retning != Dokumentretning.Udgaaende || (x.Dokument.Endelig ?? x.Dokument.Dato) < idag, x.Dokument.Filer.Count)),
            ],
            await db.Svar.AsNoTracking().Where(s => s.SagId == sag.Id).OrderBy(s => s.Nr).Select(s => new Svarlinje(s.Nr, s.DokumentId, s.ErDel, s.Sider, s.Lavet)).ToListAsync(ct),
            await db.Tider.AsNoTracking().Where(t => t.SagId == sag.Id).OrderBy(t => t.Dag).ThenBy(t => t.Nr).Select(t => new Tidslinjepost(t.Dag, t.Minutter, t.Hvad)).ToListAsync(ct),
            [.. (await db.Klager.AsNoTracking().Where(k => k.SagId == sag.Id).OrderBy(k => k.Nr).ToListAsync(ct)).Select(k => new Klagelinje(k.Nr, k.Art.ToString(), k.Modtaget, k.Frist, k.Afsluttet, k.Udfald?.ToString(), k.Afsluttet is null && k.Frist < idag))])
        {
            Arbejde = await ArbejdeAsync(anmodning, ct),
            Ansoegere = regime.Noegle != Regime.Artikel15 ? [] : [.. (await sager.ParterAsync(aktoer, sag.Id, ct)).Where(p => p.Rolle == "Ansøger").Select(p => new Mulighed(p.Id.ToString(), p.Navn))],
        };
    }

    private async Task<Indsigtsarbejdslinje?> ArbejdeAsync(Indsigtsanmodning? anmodning, CancellationToken ct) =>
        anmodning is { JobId: { } id, JobArt: { } art } && await core.Jobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == id, ct) is { } job
            ? new(job.Id, art == Indsigtsjobart.Svar, job.ErIGang, job.Faerdige, job.IAlt, job.Status == Jobstatus.Stoppet ? "Arbejdet blev stoppet. Der er ikke lavet noget." : job.Resultat, job.Status is Jobstatus.Fejlet or Jobstatus.Stoppet) : null;

    /// <summary>What is hidden on a document; null where nothing is decided of it.</summary>
    public async Task<(Sagkort Sag, Dokumentkort Dokument, Indsigtsvalg? Valg)> DokumentAsync(Aktoer aktoer, string sagsnummer, Guid dokument, CancellationToken ct)
    {
        var sag = await indsigt.FindAsync(aktoer, sagsnummer, ct);
        var fundet = (await indsigt.MaterialeAsync(aktoer, sag.Id, ct)).Dokumenter.FirstOrDefault(d => d.Dokument.Id == dokument) ?? throw new Core.NotFoundException();
        return (sag, fundet.Dokument, await db.Valg.AsNoTracking().SingleOrDefaultAsync(v => v.SagId == sag.Id && v.DokumentId == dokument, ct));
    }

    /// <summary>Open requests by what is due, one's own apart, and how many of the latest were answered in seven working days.</summary>
    public async Task<Indsigtsliste> ListeAsync(Aktoer aktoer, string? efter, CancellationToken ct)
    {
        var egne = efter is null ? (await sager.ListeAsync(aktoer, new(Aktindsigtssagstype.Noegle) { BehandlerId = aktoer.Skrivebord, EfterUr = Aktindsigtssagstype.Svarfrist }, null, 200, ct)).Poster : [];
        var alle = await sager.ListeAsync(aktoer, new(Aktindsigtssagstype.Noegle) { EfterUr = Aktindsigtssagstype.Svarfrist }, efter, 100, ct);
        return new(
            [.. egne.Select(Linje)], [.. alle.Poster.Where(s => s.BehandlerId != aktoer.Skrivebord).Select(Linje)],
            alle.Naeste is null ? null : $"/aktindsigter?efter={Uri.EscapeDataString(alle.Naeste)}", await TalAsync(aktoer, ct));
    }

    private async Task<Indsigtstal> TalAsync(Aktoer aktoer, CancellationToken ct)
    {
        var fra = tid.GetUtcNow().AddYears(-1);
        var (afgjort, inden, set) = (0, 0, 0);
        string? efter = null;
        do
        {
            var side = await sager.ListeAsync(aktoer, new(Aktindsigtssagstype.Noegle) { OgsaaAfsluttede = true }, efter, 200, ct);
            var ider = side.Poster.Select(s => s.Id).ToList();
            var svar = (await db.Svar.AsNoTracking().Where(s => ider.Contains(s.SagId) && !s.ErDel).Select(s => new { s.SagId, s.Lavet }).ToListAsync(ct)).GroupBy(s => s.SagId).ToDictionary(g => g.Key, g => g.Min(s => s.Lavet));
            foreach (var sag in side.Poster)
            {
                if (!svar.TryGetValue(sag.Id, out var lavet) || lavet < fra)
                    continue;
                afgjort++;
                var startet = sag.Ure.FirstOrDefault(u => u.Ur == Aktindsigtssagstype.Syvdage)?.Startet ?? DanishTime.DateOf(sag.Oprettet);
                inden += DanishTime.DateOf(lavet) <= DanishCalendar.AddWorkdays(startet, 7) ? 1 : 0;
            }

            (efter, set) = (side.Naeste, set + side.Poster.Count);
        }
        while (efter is not null && set < Tilbageblik);
        return new(afgjort, inden);
    }

    private Indsigtslinje Linje(Sagkort s)
    {
        var idag = DanishTime.Today(tid);
        var ur = s.Ure.FirstOrDefault(u => u.Ur == Aktindsigtssagstype.Svarfrist);
        var fristbrev = s.Ure.FirstOrDefault(u => u is { Ur: Aktindsigtssagstype.Syvdage, Slut: null });
        var frist = fristbrev?.Frist is { } f && (ur?.Frist is not { } g || f < g) ? f : ur?.Slut is null ? ur?.Frist : null;
        var maerke = frist is not { } dag ? new Maerke("Afgjort", Farve.Groen, Figur.Flueben)
            : dag < idag ? new("Over fristen", Farve.Roed, Figur.Ottekant)
            : DanishCalendar.WorkdaysBetween(idag, dag) <= 2 ? new("Tæt på", Farve.Gul, Figur.Trekant) : new("I god tid", Farve.Groen, Figur.Halv);
        return new($"{s.Sti}/aktindsigt", s.Sagsnummer, s.Titel, Regime.Med(s.Felter.GetValueOrDefault("regime")).Navn, s.Status, frist, maerke);
    }

    private static string Forhaand(string vurdering) => vurdering switch { "KanUdleveres" => "Kan udleveres", "DelvistUndtaget" => "Delvist undtaget", "Undtaget" => "Undtaget", _ => "Ikke vurderet" };
}

/// <summary>A request with all that belongs to it.</summary>
internal sealed record Indsigtsindhold(
    Sagkort Sag, Regime Regime, Indsigtsanmodning? Anmodning, IReadOnlyList<Kildelinje> Kilder, int Skjulte, IReadOnlyList<Dokumentlinje> Dokumenter, IReadOnlyList<Svarlinje> Svar, IReadOnlyList<Tidslinjepost> Tider,
    IReadOnlyList<Klagelinje> Klager)
{
    public Indsigtsarbejdslinje? Arbejde { get; init; }

    /// <summary>Those whose data can be gathered.</summary>
    public IReadOnlyList<Mulighed> Ansoegere { get; init; } = [];
}
