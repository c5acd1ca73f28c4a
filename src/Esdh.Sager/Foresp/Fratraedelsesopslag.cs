using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>What those who have left a unit left behind, for the leader who answers for it. Cases and post that the leader does not see are not counted.</summary>
internal sealed class Fratraedelsesopslag(SagerDb db, Fratraedelser fratraedelser)
{
    /// <summary>Most of each kind that one person's page shows.</summary>
    public const int FlestViste = 50;

    private sealed record Antal(Guid Hvem, Guid Enhed, int Tal);

    /// <summary>Those who have left something behind; who has most first.</summary>
    public async Task<IReadOnlyList<Fratraadtrad>> ListeAsync(Aktoer aktoer, CancellationToken ct)
    {
        var alle = await fratraedelser.ForAsync(aktoer, ct);
        if (alle.Count == 0)
            return [];
        var ider = alle.Select(a => a.BrugerId).Distinct().ToList();
        var lukkede = alle.Where(a => a.ErLukket).Select(a => a.BrugerId).ToList();
        var sager = await (from s in Sager(aktoer, ider) group s by new { Hvem = s.BehandlerId!.Value, s.EnhedId } into g select new Antal(g.Key.Hvem, g.Key.EnhedId, g.Count())).ToListAsync(ct);
        var erindringer = await (
            from e in Erindringer(ider) join s in db.Sager.SynligeFor(aktoer) on e.SagId equals s.Id
            group e by new { e.AnsvarligId, s.EnhedId } into g select new Antal(g.Key.AnsvarligId, g.Key.EnhedId, g.Count())).ToListAsync(ct);
        var kladder = await (
            from d in Kladder(aktoer, ider) from r in db.Registreringer.Where(r => r.DokumentId == d.Id && r.FlyttetTilId == null) join s in db.Sager.SynligeFor(aktoer) on r.SagId equals s.Id
            group d by new { Hvem = d.EjerId ?? d.OprettetAf, s.EnhedId } into g select new Antal(g.Key.Hvem, g.Key.EnhedId, g.Count())).ToListAsync(ct);
        var notater = await (
            from n in Notater(ider) join s in db.Sager.SynligeFor(aktoer) on n.SagId equals s.Id
            group n by new { Hvem = n.EjerId ?? n.ForfatterId, s.EnhedId } into g select new Antal(g.Key.Hvem, g.Key.EnhedId, g.Count())).ToListAsync(ct);
        var poster = await (from p in Poster(aktoer, ider) group p by new { Hvem = p.BrugerId!.Value, p.EnhedId } into g select new Antal(g.Key.Hvem, g.Key.EnhedId, g.Count())).ToListAsync(ct);
        var vikariater = lukkede.Count == 0 ? [] : await fratraedelser.VikariaterAsync(lukkede, ct);
        var kort = aktoer.Adgang();
        // Uden for adgang: that there is something is told, and not how much or what, or nobody would ever ask for it.
        var skjulte = await db.Sager.Where(s => s.BehandlerId != null && lukkede.Contains(s.BehandlerId.Value) && s.Tilstand != Tilstand.Afsluttet && Adgangskort.Del(kort, s.AdgangslisteNr + 1, 1) != Adgangskort.Ja)
            .Select(s => s.BehandlerId!.Value).Distinct().ToListAsync(ct);
        List<Fratraadtrad> fundne = [];
        foreach (var f in alle)
        {
            int Tal(List<Antal> tal) => tal.Where(t => t.Hvem == f.BrugerId && (f.ErLukket || t.Enhed == f.EnhedId)).Sum(t => t.Tal);
            var rad = new Fratraadtrad(
                f.BrugerId, f.Navn, f.EnhedId, f.Enhed, f.NuEnhed, f.LederEnhedId, Tal(sager), Tal(erindringer), Tal(kladder) + Tal(notater), Tal(poster),
                f.ErLukket ? vikariater.Count(v => v.StedfortraederId == f.BrugerId) : 0, f.ErLukket && skjulte.Contains(f.BrugerId));
            if (rad.IAlt > 0 || rad.HarSkjulte)
                fundne.Add(rad);
        }

        return [.. fundne.OrderByDescending(f => f.IAlt)];
    }

    /// <summary>What one of them left behind.</summary>
    /// <exception cref="NotFoundException">Nobody who has left, or not the actor's to answer for.</exception>
    public async Task<Fratraadtdetaljer> HentAsync(Aktoer aktoer, Guid bruger, Guid? enhed, CancellationToken ct)
    {
        var rad = (await ListeAsync(aktoer, ct)).FirstOrDefault(f => f.BrugerId == bruger && (enhed is null || f.EnhedId == enhed))
            ?? throw new NotFoundException("Der er ikke noget efter den medarbejder, som du skal fordele.");
        List<Guid> en = [bruger];
        var kun = rad.NuEnhed is null ? (Guid?)null : rad.EnhedId;
        var sager = await Sager(aktoer, en).Where(s => kun == null || s.EnhedId == kun).OrderBy(s => s.Nr).Take(FlestViste).Select(s => new Fratraadtting(s.Sagsnummer, s.Titel, $"/sager/{s.Sagsnummer}")).ToListAsync(ct);
        var erindringer = await (
            from e in Erindringer(en) join s in db.Sager.SynligeFor(aktoer) on e.SagId equals s.Id where kun == null || s.EnhedId == kun
            orderby e.Frist select new { e.Id, e.Titel, s.Sagsnummer, e.Frist }).Take(FlestViste).ToListAsync(ct);
        var kladder = await (
            from d in Kladder(aktoer, en) from r in db.Registreringer.Where(r => r.DokumentId == d.Id && r.FlyttetTilId == null) join s in db.Sager.SynligeFor(aktoer) on r.SagId equals s.Id
            where kun == null || s.EnhedId == kun orderby d.Nr select new { d.Id, d.Titel, s.Sagsnummer }).Take(FlestViste).ToListAsync(ct);
        var notater = await (
            from n in Notater(en) join s in db.Sager.SynligeFor(aktoer) on n.SagId equals s.Id
            where kun == null || s.EnhedId == kun orderby n.Nr select new { n.Id, n.Overskrift, s.Sagsnummer }).Take(FlestViste).ToListAsync(ct);
        var poster = await Poster(aktoer, en).Where(p => kun == null || p.EnhedId == kun).OrderBy(p => p.Nr).Take(FlestViste).Select(p => new { p.Id, p.Emne }).ToListAsync(ct);
        return new(
            rad, sager, [.. erindringer.Select(e => new Fratraadtting(e.Titel, $"{e.Sagsnummer}, frist {Core.Calendar.DanishTime.ShortDate(e.Frist)}", $"/erindringer/{e.Id}"))],
            [.. kladder.Select(d => new Fratraadtting(d.Titel, $"Dokument på {d.Sagsnummer}", $"/dokumenter/{d.Id}")).Concat(notater.Select(n => new Fratraadtting(n.Overskrift, $"Notat på {n.Sagsnummer}", $"/notater/{n.Id}")))],
            [.. poster.Select(p => new Fratraadtting(p.Emne, "Post", $"/indbakke/{p.Id}"))],
            rad.NuEnhed is not null ? [] : [.. (await fratraedelser.VikariaterAsync(en, ct)).Select(v => new Fratraadtting(
                v.Bruger, $"{Core.Calendar.DanishTime.ShortDate(v.Fra)} til {Core.Calendar.DanishTime.ShortDate(v.Til)}", $"/fravaer/{v.FravaerId}"))]);
    }

    internal IQueryable<Sag> Sager(Aktoer aktoer, List<Guid> hvem) => db.Sager.SynligeFor(aktoer).Where(s => s.Tilstand != Tilstand.Afsluttet && s.BehandlerId != null && hvem.Contains(s.BehandlerId.Value));

    /// <summary>Open ones; to be joined with cases the actor sees.</summary>
    internal IQueryable<Erindring> Erindringer(List<Guid> hvem) => db.Erindringer.Where(e => e.Afsluttet == null && hvem.Contains(e.AnsvarligId));

    internal IQueryable<Dokument> Kladder(Aktoer aktoer, List<Guid> hvem) => db.Dokumenter.SynligeFor(db, aktoer)
        .Where(d => d.Journaliseret == null && d.Tilstand == Dokumenttilstand.Kladde && d.UdenBetydning == null && d.ForaelderId == null && hvem.Contains(d.EjerId ?? d.OprettetAf));

    /// <summary>Drafts; to be joined with cases the actor sees.</summary>
    internal IQueryable<Journalnotat> Notater(List<Guid> hvem) => db.Notater.Where(n => n.Endelig == null && hvem.Contains(n.EjerId ?? n.ForfatterId));

    internal IQueryable<Indbakkepost> Poster(Aktoer aktoer, List<Guid> hvem) => db.Indbakkeposter.SynligeFor(aktoer).Aabne().Where(p => p.BrugerId != null && hvem.Contains(p.BrugerId.Value));
}
