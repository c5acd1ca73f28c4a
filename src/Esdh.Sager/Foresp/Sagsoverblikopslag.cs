using System.Globalization;
using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Sager.Domain;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Sider;
using Esdh.Sager.Storage;
using Esdh.Ui;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>Gathers what the overview of a case shows, and the lists that its acts need.</summary>
internal sealed class Sagsoverblikopslag(Godkendelsesopslag godkendelser, SagerDb db, Personer personer, Klassifikationsopslag plan, Historik historik, Hoeringsopslag hoeringer, TimeProvider tid)
{
    public async Task<Sagsoverblik> HentAsync(Aktoer aktoer, Sagsrammevisning ramme, CancellationToken ct)
    {
        var idag = DanishTime.Today(tid);
        var sag = await db.Sager.SynligeFor(aktoer).Where(s => s.Id == ramme.Id).Select(s => new
        {
            s.Emne, s.Facet, s.OffentligTitel, s.Beskrivelse, s.OversagId, s.SidsteAktnr,
            Skabelon = db.Skabeloner.Where(k => k.Id == s.SkabelonId).Select(k => k.Navn).FirstOrDefault(),
            Maerker = db.Maerker.Where(m => m.SagId == s.Id).OrderBy(m => m.Maerke).Select(m => m.Maerke).ToList(),
            Numre = db.Sagsnumre.Where(n => n.SagId == s.Id && n.Sagsnummer != s.Sagsnummer).OrderBy(n => n.Fra).Select(n => n.Sagsnummer).ToList(),
        }).SingleAsync(ct);
        var har = await Sagsindhold.HentAsync(db, ramme.Id, ct);
        var udgave = await plan.GaeldendeAsync(idag, ct);
        var (emne, facet) = await plan.TitlerAsync(udgave, sag.Emne, sag.Facet, ct);
        var erindringer = await db.Erindringer.Where(e => e.SagId == ramme.Id && e.Afsluttet == null).OrderBy(e => e.Frist).Take(5).ToListAsync(ct);
        List<Overblikserindring> vist = [];
        foreach (var e in erindringer)
            vist.Add(new(e.Titel, e.Frist, Sagsrammeopslag.Fristmaerke(e.Frist, idag), await personer.NavnAsync(e.AnsvarligId, ct)));
        List<Undladelseslinje> undladelser = [];
        foreach (var u in har.Undladelser ? await hoeringer.UndladelserAsync(ramme.Id, ct) : [])
            undladelser.Add(new(u.Hjemmel, u.Begrundelse, u.Tid, await personer.NavnAsync(u.Af, ct)));
        var poster = await historik.HentAsync(aktoer, ramme.Id, new(), null, 6, ct);
        return new(
            emne is null ? sag.Emne : $"{sag.Emne} {emne}", facet is null ? sag.Facet : $"{sag.Facet} {facet}", sag.Skabelon, sag.OffentligTitel, sag.Beskrivelse,
            sag.Maerker, sag.Numre,
            sag.OversagId is { } over ? (await LinksAsync(db.Sager.SynligeFor(aktoer).Where(s => s.Id == over), ct)) is [var link, ..] ? link : null : null,
            har.Undersager ? await LinksAsync(db.Sager.SynligeFor(aktoer).Where(s => s.OversagId == ramme.Id), ct) : [], har.Relationer ? await RelateredeAsync(aktoer, ramme.Id, ct) : [],
            har.Afgoerelser || har.Beslutninger ? await AfgoerelserAsync(ramme.Id, ct) : [], har.Delforloeb ? await DelforloebAsync(aktoer, ramme.Id, ct) : [],
            [.. poster.Select(p => Linje(p, idag))], ramme.ErAaben ? await ManglerAsync(aktoer, ramme, ct) : [], vist,
            await ParterAsync(ramme.Id, idag, ct), await DokumenterAsync(aktoer, ramme.Id, ct),
            har.Hoeringer ? await hoeringer.PaaSagAsync(ramme.Id, ct) : [], undladelser, har.Godkendelser ? await godkendelser.PaaSagAsync(aktoer, ramme.Id, ct) : []);
    }

    /// <summary>What is missing before the case can close, each with where it is mended.</summary>
    public async Task<IReadOnlyList<Mangel>> ManglerAsync(Aktoer aktoer, Sagsrammevisning ramme, CancellationToken ct)
    {
        var mangler = await AfslutSag.TaelManglerAsync(db, aktoer, ramme.Id, ct);
        return
        [
            .. (mangler with { Notater = 0, Erindringer = 0, Hoeringer = 0, Forsendelser = 0, Godkendelser = 0 }).Saetninger().Select(t => new Mangel(t, ramme.Sti + "/dokumenter")),
            .. (mangler with { Dokumenter = 0, Erindringer = 0, Hoeringer = 0, Forsendelser = 0, Godkendelser = 0 }).Saetninger().Select(t => new Mangel(t, ramme.Sti + "/notater")),
            .. (mangler with { Dokumenter = 0, Notater = 0, Hoeringer = 0, Forsendelser = 0, Godkendelser = 0 }).Saetninger().Select(t => new Mangel(t, ramme.Sti + "/erindringer")),
            .. (mangler with { Dokumenter = 0, Notater = 0, Erindringer = 0, Forsendelser = 0, Godkendelser = 0 }).Saetninger().Select(t => new Mangel(t, ramme.Sti + "#hoeringer")),
            .. (mangler with { Dokumenter = 0, Notater = 0, Erindringer = 0, Hoeringer = 0, Godkendelser = 0 }).Saetninger().Select(t => new Mangel(t, ramme.Sti + "/forsendelser")),
            .. (mangler with { Dokumenter = 0, Notater = 0, Erindringer = 0, Hoeringer = 0, Forsendelser = 0 }).Saetninger().Select(t => new Mangel(t, ramme.Sti + "#godkendelser")),
        ];
    }

    public async Task<IReadOnlyList<Saglink>> RelateredeAsync(Aktoer aktoer, Guid sagId, CancellationToken ct)
    {
        var ids = db.Relationer.Where(r => r.FraSagId == sagId || r.TilSagId == sagId).Select(r => r.FraSagId == sagId ? r.TilSagId : r.FraSagId);
        return await LinksAsync(db.Sager.SynligeFor(aktoer).Where(s => ids.Contains(s.Id)), ct);
    }

    /// <summary>Cases by number, title and status; at most 100.</summary>
    public async Task<IReadOnlyList<Saglink>> LinksAsync(IQueryable<Sag> sager, CancellationToken ct) =>
        [.. (await sager.OrderByDescending(s => s.SenestAendret).Take(100)
            .Select(s => new { s.Id, s.Sagsnummer, s.Titel, s.Tilstand, Status = db.Statusser.Where(t => t.Id == s.StatusId).Select(t => t.Navn).First() }).ToListAsync(ct))
            .Select(s => new Saglink(s.Id, s.Sagsnummer, s.Titel, Sagsrammeopslag.Statusmaerke(s.Status, s.Tilstand)))];

    /// <summary>Decisions of both kinds, the newest first.</summary>
    public async Task<IReadOnlyList<Afgoerelseslinje>> AfgoerelserAsync(Guid sagId, CancellationToken ct)
    {
        List<Afgoerelseslinje> linjer = [];
        foreach (var a in await db.Afgoerelser.Where(a => a.SagId == sagId).Take(200).ToListAsync(ct))
            linjer.Add(new(a.Dato, a.Art, null, a.Frist, a.Notat, await personer.NavnAsync(a.RegistreretAf, ct), a.Udfald?.Ord()));
        foreach (var b in await db.Beslutninger.Where(b => b.SagId == sagId).Take(200).ToListAsync(ct))
            linjer.Add(new(b.Dato, b.Art, b.Udvalg, b.Frist, b.Notat, await personer.NavnAsync(b.RegistreretAf, ct)));
        return [.. linjer.OrderByDescending(l => l.Dato)];
    }

    public async Task<IReadOnlyList<Delforloebslinje>> DelforloebAsync(Aktoer aktoer, Guid sagId, CancellationToken ct)
    {
        // Uden for adgang: sagen er fundet som aktørens; her gælder dokumenternes egne lister.
        var dokumenter = db.Dokumenter.MedEgenAdgang(aktoer);
        return await db.Delforloeb.Where(d => d.SagId == sagId).OrderBy(d => d.Nummer)
            .Select(d => new Delforloebslinje(d.Nummer, d.Titel, db.Registreringer.Count(r => r.SagId == sagId && r.DelforloebId == d.Id && r.FlyttetTilId == null && dokumenter.Any(x => x.Id == r.DokumentId)))).ToListAsync(ct);
    }

    /// <summary>The newest documents of the case that the actor sees.</summary>
    public async Task<IReadOnlyList<Overbliksdokument>> DokumenterAsync(Aktoer aktoer, Guid sagId, CancellationToken ct, int antal = 6) =>
        [.. (await (from r in db.Registreringer
                    where r.SagId == sagId && r.FlyttetTilId == null
                    // Uden for adgang: sagen er fundet som aktørens; her gælder dokumenternes egne lister.
                    join d in db.Dokumenter.MedEgenAdgang(aktoer) on r.DokumentId equals d.Id
                    orderby r.Nr descending
                    select new { d.Id, r.Aktnr, r.Bilagsnr, d.Titel, d.Retning, d.Dato, d.Tilstand }).Take(antal).ToListAsync(ct))
            .Select(d => new Overbliksdokument(
                d.Id, d.Aktnr is null ? null : d.Bilagsnr is null ? $"{d.Aktnr}" : $"{d.Aktnr}.{d.Bilagsnr}", d.Titel,
                d.Retning switch { Retning.Indgaaende => "Indgående", Retning.Udgaaende => "Udgående", _ => "Internt" }, d.Dato,
                d.Tilstand switch
                {
                    Dokumenttilstand.Kladde => new("Kladde", Farve.Gul, Figur.Halv),
                    Dokumenttilstand.Journaliseret => new("Journaliseret", Farve.Groen),
                    _ => new("Fejljournaliseret", Farve.Graa, Figur.Kryds),
                }))];

    /// <summary>A page of the history, by day.</summary>
    public IReadOnlyList<Historikdag> EfterDage(IEnumerable<Historikpost> poster)
    {
        var idag = DanishTime.Today(tid);
        return [.. poster.GroupBy(p => DanishTime.DateOf(p.Tid)).Select(g => new Historikdag(Dag(g.Key, idag), [.. g.Select(p => Linje(p, null))]))];
    }

    private static string Dag(DateOnly dag, DateOnly idag) => (idag.DayNumber - dag.DayNumber) switch { 0 => "I dag", 1 => "I går", _ => DanishTime.LongDate(dag) };

    /// <param name="idag">Writes the day too when given.</param>
    private static Historiklinje Linje(Historikpost p, DateOnly? idag)
    {
        var klokken = DanishTime.Clock(p.Tid);
        var dag = idag is { } nu ? DanishTime.DateOf(p.Tid) is var d && (nu.DayNumber - d.DayNumber) is 0 or 1 ? Dag(d, nu) : DanishTime.ShortDate(d) : null;
        return new(dag is null ? klokken : $"{dag} {klokken}", DanishTime.ToDanish(p.Tid).ToString("yyyy-MM-ddTHH:mmzzz", CultureInfo.InvariantCulture), p.Tekst, p.Kommentar, p.Aktoer, p.Type switch
        {
            "SagOprettet" or "SagGenaabnet" => Figur.Ruder,
            "SagAfsluttet" or "DokumentJournaliseret" => Figur.Flueben,
            "DokumentOprettet" => Figur.Halv,
            "NoedadgangGivet" or "SagsadgangAendret" => Figur.Trekant,
            _ => Figur.Fuld,
        });
    }

    private async Task<IReadOnlyList<Overblikspart>> ParterAsync(Guid sagId, DateOnly idag, CancellationToken ct) =>
        [.. (await (from p in db.Sagsparter
                    where p.SagId == sagId && p.Fratraadt == null
                    join x in db.Parter on p.PartId equals x.Id
                    orderby p.ErPrimaer descending, p.Tilfoejet
                    select new { p.Navn, p.Rolle, p.ErPrimaer, x.ErBeskyttet, x.BeskyttetTil }).Take(6).ToListAsync(ct))
            .Select(p => (p, Beskyttet: p.ErBeskyttet && (p.BeskyttetTil is null || idag <= p.BeskyttetTil)))
            .Select(p => new Overblikspart(Navnebeskyttelse.Vist(p.p.Navn, p.Beskyttet), p.p.Rolle, p.p.ErPrimaer, p.Beskyttet))];
}
