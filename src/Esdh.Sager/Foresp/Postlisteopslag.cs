using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Sager.Domain;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>The postliste, as the authority prepares it and as anyone reads it.</summary>
internal sealed class Postlisteopslag(SagerDb db, Personer personer)
{
    /// <summary>Most documents approved at a time.</summary>
    public const int Mest = 200;

    /// <summary>Days with documents that wait for approval, of what the actor sees; at most the 500 oldest documents are looked at.</summary>
    public async Task<IReadOnlyList<Postlistedag>> VentendeDageAsync(Aktoer aktoer, CancellationToken ct)
    {
        var tider = await Ventende(aktoer).OrderBy(d => d.Journaliseret).Select(d => d.Journaliseret!.Value).Take(500).ToListAsync(ct);
        return [.. tider.GroupBy(DanishTime.DateOf).OrderBy(g => g.Key).Select(g => new Postlistedag(g.Key, g.Count()))];
    }

    /// <summary>What waits for approval of a day, with what stands in the way and what to think of.</summary>
    public async Task<IReadOnlyList<Postlisteforslag>> ForslagAsync(Aktoer aktoer, DateOnly dag, DateOnly idag, CancellationToken ct)
    {
        var (fra, til) = (DanishTime.StartOfDay(dag), DanishTime.StartOfDay(dag.AddDays(1)));
        var dokumenter = await Ventende(aktoer).Where(d => d.Journaliseret >= fra && d.Journaliseret < til)
            .OrderBy(d => d.Journaliseret).ThenBy(d => d.Nr).Take(Mest).Select(d => new { d.Id, d.Titel, d.Retning }).ToListAsync(ct);
        var ids = dokumenter.Select(d => d.Id).ToList();
        var kandidater = await db.PostlistekandidaterAsync(ids, idag, ct);
        var numre = (await (
            from r in db.Registreringer.Where(r => ids.Contains(r.DokumentId) && r.FlyttetTilId == null)
            from s in db.Sager.SynligeFor(aktoer).Where(s => s.Id == r.SagId)
            orderby r.Nr
            select new { r.DokumentId, s.Sagsnummer }).ToListAsync(ct)).ToLookup(n => n.DokumentId, n => n.Sagsnummer);
        return [.. dokumenter.Select(d => new Postlisteforslag(
            d.Id, kandidater[d.Id].Titel ?? "", d.Titel, d.Retning.ToString(), numre[d.Id].FirstOrDefault() ?? "", kandidater[d.Id].Hindringer(), kandidater[d.Id].Advarsler()))];
    }

    /// <summary>What has been approved of a day, of what the actor sees.</summary>
    public async Task<IReadOnlyList<Postlistelinje>> GodkendteAsync(Aktoer aktoer, DateOnly dag, DateOnly idag, CancellationToken ct)
    {
        var synlige = db.Dokumenter.SynligeFor(db, aktoer);
        var poster = await db.Postlisteposter.Where(p => p.Dag == dag && synlige.Any(d => d.Id == p.DokumentId)).OrderBy(p => p.Nr).Take(500).ToListAsync(ct);
        var tilbageholdte = await db.TilbageholdteAsync(poster.ConvertAll(p => p.DokumentId), idag, ct);
        await personer.HuskAsync(poster.Select(p => p.GodkendtAf), ct);
        List<Postlistelinje> linjer = [];
        foreach (var p in poster)
        {
            linjer.Add(new(p.Id, p.DokumentId, p.Titel, p.Retning.ToString(), p.Offentliggoeres, await personer.NavnAsync(p.GodkendtAf, ct), p.Godkendt, p.Tilbagetrukket, p.Begrundelse,
                p.Tilbagetrukket is null && tilbageholdte.Contains(p.DokumentId), p.Tilbagetrukket is null && p.Offentliggoeres > idag));
        }

        return linjer;
    }

    /// <summary>What has been rejected of a day, of what the actor sees.</summary>
    public async Task<IReadOnlyList<Postlisteafslag>> AfvisteAsync(Aktoer aktoer, DateOnly dag, CancellationToken ct)
    {
        var (fra, til) = (DanishTime.StartOfDay(dag), DanishTime.StartOfDay(dag.AddDays(1)));
        var afviste = await (
            from d in db.Dokumenter.SynligeFor(db, aktoer).Where(d => d.PaaPostliste && d.Journaliseret >= fra && d.Journaliseret < til)
            from a in db.Postlisteafvisninger.Where(a => a.DokumentId == d.Id)
            orderby d.Journaliseret, d.Nr
            select new { d.Id, d.OffentligTitel, d.Retning, a.Begrundelse, a.AfvistAf, a.Afvist }).Take(500).ToListAsync(ct);
        await personer.HuskAsync(afviste.Select(a => a.AfvistAf), ct);
        List<Postlisteafslag> linjer = [];
        foreach (var a in afviste)
            linjer.Add(new(a.Id, a.OffentligTitel ?? "", a.Retning.ToString(), a.Begrundelse, await personer.NavnAsync(a.AfvistAf, ct), a.Afvist));
        return linjer;
    }

    /// <summary>The title and day of an approved line whose document the actor sees.</summary>
    /// <exception cref="NotFoundException">Not there, or not the actor's to know of.</exception>
    public async Task<(string Titel, DateOnly Dag)> PostAsync(Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var synlige = db.Dokumenter.SynligeFor(db, aktoer);
        var post = await db.Postlisteposter.Where(p => p.Id == id && synlige.Any(d => d.Id == p.DokumentId)).Select(p => new { p.Titel, p.Dag }).SingleOrDefaultAsync(ct)
            ?? throw new NotFoundException("Posten findes ikke.");
        return (post.Titel, post.Dag);
    }

    /// <summary>Days that anyone may read, the latest first.</summary>
    /// <param name="foer">Only earlier days.</param>
    public async Task<IReadOnlyList<DateOnly>> OffentligeDageAsync(DateOnly idag, DateOnly? foer, int antal, CancellationToken ct)
    {
        var poster = db.Offentlige(idag);
        if (foer is { } dag)
            poster = poster.Where(p => p.Dag < dag);
        return await poster.Select(p => p.Dag).Distinct().OrderByDescending(d => d).Take(antal).ToListAsync(ct);
    }

    /// <summary>The same days with how many entries each has, withdrawn ones too.</summary>
    public async Task<IReadOnlyList<Postlistedag>> OffentligeDagtalAsync(DateOnly idag, DateOnly? foer, int antal, CancellationToken ct)
    {
        var poster = db.Offentlige(idag);
        if (foer is { } dag)
            poster = poster.Where(p => p.Dag < dag);
        var dage = await poster.GroupBy(p => p.Dag).OrderByDescending(g => g.Key).Select(g => new { g.Key, Antal = g.Count() }).Take(antal).ToListAsync(ct);
        return [.. dage.Select(d => new Postlistedag(d.Key, d.Antal))];
    }

    /// <summary>A day as anyone may read it; empty when there is nothing, or not yet.</summary>
    public async Task<IReadOnlyList<Offentligpost>> OffentligDagAsync(DateOnly dag, DateOnly idag, CancellationToken ct)
    {
        var poster = await db.Offentlige(idag).Where(p => p.Dag == dag).OrderBy(p => p.Nr).Take(2000)
            .Select(p => new { p.DokumentId, p.Titel, p.Retning, p.Tilbagetrukket }).ToListAsync(ct);
        var tilbageholdte = await db.TilbageholdteAsync(poster.ConvertAll(p => p.DokumentId), idag, ct);
        return [.. poster.Select(p => new Offentligpost(p.Tilbagetrukket is not null || tilbageholdte.Contains(p.DokumentId) ? null : p.Titel, p.Retning.ToString()))];
    }

    /// <summary>Days from approval until the public sees it.</summary>
    public async Task<int> VentedageAsync(CancellationToken ct) =>
        await db.Postlisteopsaetninger.Select(o => (int?)o.Ventedage).SingleOrDefaultAsync(ct) ?? Postlisteopsaetning.Standardventedage;

    private IQueryable<Dokument> Ventende(Aktoer aktoer) => db.Dokumenter.SynligeFor(db, aktoer)
        .Where(d => d.PaaPostliste && d.Journaliseret != null && d.Tilstand == Dokumenttilstand.Journaliseret && !db.Postlisteposter.Any(p => p.DokumentId == d.Id) && !db.Postlisteafvisninger.Any(a => a.DokumentId == d.Id));
}
