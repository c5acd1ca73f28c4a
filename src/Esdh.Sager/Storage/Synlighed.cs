using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Storage;

/// <summary>
/// Who sees what: one set-based predicate, the same for everyone, inside every query. The only way to cases and documents, in acts too;
/// an architecture test forbids the bare sets.
/// </summary>
internal static class Synlighed
{
    public static IQueryable<Sag> SynligeFor(this IQueryable<Sag> sager, Aktoer aktoer)
    {
        var kort = aktoer.Adgang();
        if (aktoer.Noedsager.Count == 0)
            return sager.Where(s => Adgangskort.Del(kort, s.AdgangslisteNr + 1, 1) == Adgangskort.Ja);
        var noedsager = aktoer.Noedsager;
        return sager.Where(s => Adgangskort.Del(kort, s.AdgangslisteNr + 1, 1) == Adgangskort.Ja || noedsager.Contains(s.Id));
    }

    /// <summary>As <see cref="SynligeFor(IQueryable{Sag}, Aktoer)"/>, with the lists as the way in: for someone on few, who sees few cases.</summary>
    public static IQueryable<Sag> SynligeGennemLister(this IQueryable<Sag> sager, Aktoer aktoer)
    {
        var (lister, noedsager) = (aktoer.Lister, aktoer.Noedsager);
        return noedsager.Count == 0 ? sager.Where(s => lister.Contains(s.AdgangslisteNr)) : sager.Where(s => lister.Contains(s.AdgangslisteNr) || noedsager.Contains(s.Id));
    }

    /// <summary>A document is seen if one of its cases is, and its own list admits.</summary>
    public static IQueryable<Dokument> SynligeFor(this IQueryable<Dokument> dokumenter, SagerDb db, Aktoer aktoer)
    {
        var sager = db.Sager.SynligeFor(aktoer);
        return dokumenter.MedEgenAdgang(aktoer).Where(d => db.Registreringer.Any(r => r.DokumentId == d.Id && r.FlyttetTilId == null && sager.Any(s => s.Id == r.SagId)));
    }

    /// <summary>Documents whose own list admits, if they have one. Of a case that the actor has been found to see these are all there is to see.</summary>
    public static IQueryable<Dokument> MedEgenAdgang(this IQueryable<Dokument> dokumenter, Aktoer aktoer)
    {
        var kort = aktoer.Adgang();
        return dokumenter.Where(d => d.AdgangslisteNr == null || Adgangskort.Del(kort, d.AdgangslisteNr.Value + 1, 1) == Adgangskort.Ja);
    }

    /// <summary>The documents that lie on a case which the actor has been found to see, and that the actor sees: from the case's own rows, however many there are elsewhere.</summary>
    public static IQueryable<Dokument> DokumenterPaa(this SagerDb db, Aktoer aktoer, Guid sagId) =>
        db.Registreringer.Where(r => r.SagId == sagId && r.FlyttetTilId == null).Join(db.Dokumenter.MedEgenAdgang(aktoer), r => r.DokumentId, d => d.Id, (_, d) => d);

    /// <summary>Documents on a case that have no akt number, whoever may see them: what is missing before it closes. Journalised ones are not looked at.</summary>
    public static IQueryable<Dokument> UdenAkt(this SagerDb db, Guid sagId) =>
        db.Registreringer.Where(r => r.SagId == sagId && r.Aktnr == null && r.FlyttetTilId == null).Join(db.Dokumenter, r => r.DokumentId, d => d.Id, (_, d) => d);

    /// <summary>The case with this id or number (also one it had before), seen by the actor.</summary>
    /// <exception cref="NotFoundException">Not there, or not the actor's to know of.</exception>
    public static async Task<Sag> FindSagAsync(this SagerDb db, Aktoer aktoer, string idEllerNummer, CancellationToken ct)
    {
        var id = await db.SagsIdAsync(idEllerNummer, ct);
        return await db.Sager.SynligeFor(aktoer).SingleOrDefaultAsync(s => s.Id == id, ct)
            ?? throw Ukendt();
    }

    /// <summary>The case is not there, or not the actor's to know of: nobody is told which.</summary>
    public static NotFoundException Ukendt() => new("Sagen findes ikke, eller du har ikke adgang til den.");

    /// <summary>
    /// The case whose hand-over is to be undone: one that the actor sees, or one that the actor handed over a little while ago and lost
    /// sight of by that, as long as nobody has changed who may see it since.
    /// </summary>
    /// <exception cref="NotFoundException">Not there, or not the actor's to know of.</exception>
    public static async Task<Sag> FindTilFortrydelseAsync(this SagerDb db, Aktoer aktoer, string idEllerNummer, Foresp.Overdragelser overdragelser, DateTimeOffset tidligst, CancellationToken ct)
    {
        var id = await db.SagsIdAsync(idEllerNummer, ct);
        if (await db.Sager.SynligeFor(aktoer).SingleOrDefaultAsync(s => s.Id == id, ct) is { } set)
            return set;
        return await overdragelser.SidsteAsync(id, ct) is { } o && o.ErAf(aktoer) && o.Tid >= tidligst && o.Data.TilAdgangsliste is { } liste
            && await db.Sager.SingleOrDefaultAsync(s => s.Id == id && s.AdgangslisteNr == liste, ct) is { } sag
            ? sag : throw new NotFoundException("Sagen findes ikke, eller du har ikke adgang til den.");
    }

    /// <summary>The id that an id or number (also one it had before) means; the empty id when none.</summary>
    public static async Task<Guid> SagsIdAsync(this SagerDb db, string idEllerNummer, CancellationToken ct)
    {
        if (Guid.TryParse(idEllerNummer, out var id))
            return id;
        if (!Core.Identity.CaseNumber.TryParse(idEllerNummer, out var nummer))
            return Guid.Empty;
        return await VedNummer.For(db)(db, nummer.ToString(), ct);
    }

    private static readonly Kompileret<Func<SagerDb, string, CancellationToken, Task<Guid>>> VedNummer = new(() =>
        EF.CompileAsyncQuery((SagerDb db, string nummer, CancellationToken ct) => db.Sagsnumre.Where(n => n.Sagsnummer == nummer).Select(n => n.SagId).SingleOrDefault()));

    /// <exception cref="NotFoundException">Not there, or not the actor's to know of.</exception>
    public static async Task<Dokument> FindDokumentAsync(this SagerDb db, Aktoer aktoer, Guid id, CancellationToken ct) =>
        await db.Dokumenter.SynligeFor(db, aktoer).SingleOrDefaultAsync(d => d.Id == id, ct)
        ?? throw new NotFoundException("Dokumentet findes ikke, eller du har ikke adgang til det.");

    /// <summary>The case that someone wants to break the glass to: found by its number or id, whoever asks.</summary>
    /// <exception cref="NotFoundException">There is none.</exception>
    public static async Task<Sag> FindTilNoedadgangAsync(this SagerDb db, string idEllerNummer, CancellationToken ct)
    {
        var id = await db.SagsIdAsync(idEllerNummer, ct);
        return await db.Sager.SingleOrDefaultAsync(s => s.Id == id, ct) ?? throw new NotFoundException("Der er ingen sag med det nummer.");
    }

    /// <summary>The list of a case that this very act has opened: who opens a case is on it.</summary>
    public static Task<int> ListenAfNySagAsync(this SagerDb db, Guid id, CancellationToken ct) => db.Sager.Where(s => s.Id == id).Select(s => s.AdgangslisteNr).SingleAsync(ct);

    /// <summary>The case that a job works on: who may was decided when the job was ordered.</summary>
    public static Task<Sag> SagIJobAsync(this SagerDb db, Guid id, CancellationToken ct) => db.Sager.SingleAsync(s => s.Id == id, ct);

    /// <summary>The documents of a case that an act or a job changes as a whole, also those that the actor does not see.</summary>
    /// <param name="db">The authority's.</param>
    /// <param name="sagId">The case.</param>
    public static IQueryable<Dokument> DokumenterIJob(this SagerDb db, Guid sagId) =>
        db.Registreringer.Where(r => r.SagId == sagId && r.FlyttetTilId == null).Join(db.Dokumenter, r => r.DokumentId, d => d.Id, (_, d) => d);

    /// <summary>As <see cref="DokumenterIJob(SagerDb, Guid)"/>, those of these.</summary>
    /// <param name="db">The authority's.</param>
    /// <param name="sagId">The case.</param>
    /// <param name="ider">Which.</param>
    /// <param name="medFlyttede">Also those that have left it.</param>
    public static IQueryable<Dokument> DokumenterIJob(this SagerDb db, Guid sagId, IReadOnlyCollection<Guid> ider, bool medFlyttede = false) =>
        db.Dokumenter.Where(d => ider.Contains(d.Id) && db.Registreringer.Any(r => r.DokumentId == d.Id && r.SagId == sagId && (medFlyttede || r.FlyttetTilId == null)));

    /// <summary>Documents as <c>verificer</c> holds them against their events, whoever may see them: all of them, or these.</summary>
    public static IQueryable<Dokument> AlleDokumenter(this SagerDb db, IReadOnlyCollection<Guid>? ider = null) =>
        ider is null ? db.Dokumenter.AsNoTracking() : db.Dokumenter.AsNoTracking().Where(d => ider.Contains(d.Id));

    /// <summary>A document as it is noted that it has left: who may was decided when it was ordered.</summary>
    public static Task<Dokument> DokumentIForsendelseAsync(this SagerDb db, Guid id, CancellationToken ct) => db.Dokumenter.SingleAsync(d => d.Id == id, ct);

    /// <summary>What came with a document, and with that, parents before children; as <see cref="DokumentIForsendelseAsync"/>.</summary>
    public static async Task<List<Dokument>> BilagIForsendelseAsync(this SagerDb db, Guid dokument, CancellationToken ct)
    {
        List<Dokument> alle = [];
        for (List<Guid> lag = [dokument]; lag.Count > 0;)
        {
            var foraeldre = lag;
            var boern = await db.Dokumenter.Where(d => d.ForaelderId != null && foraeldre.Contains(d.ForaelderId.Value)).OrderBy(d => d.Nr).ToListAsync(ct);
            alle.AddRange(boern);
            lag = boern.ConvertAll(b => b.Id);
        }

        return alle;
    }

    /// <summary>The parts of a case, to be changed as a whole, also those that the actor does not see.</summary>
    public static IQueryable<Sag> Undersager(this SagerDb db, Guid oversagId) => db.Sager.Where(s => s.OversagId == oversagId);

    /// <summary>How many open cases there are of each subject, for who looks after the plan: numbers alone, and protected cases are not counted.</summary>
    public static async Task<Dictionary<string, int>> AabneSagerPrEmneAsync(this SagerDb db, IReadOnlyCollection<string> emner, CancellationToken ct) =>
        await db.Sager.Where(s => emner.Contains(s.Emne) && s.Tilstand != Tilstand.Afsluttet && !s.ErBeskyttet)
            .GroupBy(s => s.Emne).Select(g => new { g.Key, Antal = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Antal, ct);

    /// <summary>As <see cref="AabneSagerPrEmneAsync"/>, of each facet.</summary>
    public static async Task<Dictionary<string, int>> AabneSagerPrFacetAsync(this SagerDb db, IReadOnlyCollection<string> facetter, CancellationToken ct) =>
        await db.Sager.Where(s => facetter.Contains(s.Facet) && s.Tilstand != Tilstand.Afsluttet && !s.ErBeskyttet)
            .GroupBy(s => s.Facet).Select(g => new { g.Key, Antal = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Antal, ct);

    /// <summary>Open cases of a unit that is merged, split or closed, for the job that moves them: whoever ordered it is shown none of them.</summary>
    public static IQueryable<Sag> AabneSagerIEnhed(this SagerDb db, Guid enhed) => db.Sager.Where(s => s.EnhedId == enhed && s.Tilstand != Tilstand.Afsluttet);

    /// <summary>Open cases of one who has left, that the actor does not see, for the act that gives them on: the actor is shown none of them.</summary>
    public static IQueryable<Sag> SkjulteEfterFratraadt(this SagerDb db, Aktoer aktoer, Guid bruger)
    {
        var lister = aktoer.Lister;
        return db.Sager.Where(s => s.BehandlerId == bruger && s.Tilstand != Tilstand.Afsluttet && !lister.Contains(s.AdgangslisteNr));
    }

    /// <summary>How many closed cases keep the unit's name: a number alone.</summary>
    public static Task<int> AfsluttedeSagerIEnhedAsync(this SagerDb db, Guid enhed, CancellationToken ct) => db.Sager.CountAsync(s => s.EnhedId == enhed && s.Tilstand == Tilstand.Afsluttet, ct);

    /// <summary>Every case a person is or was a party to, for the choice of lines in the access log: whoever asks is shown none of them.</summary>
    public static async Task<List<Personsag>> PersonensSagerAsync(this SagerDb db, Guid partId, int efterNr, int antal, CancellationToken ct)
    {
        var paa = db.Sagsparter.Where(p => p.PartId == partId);
        var fundne = await db.Sager.Where(s => s.Nr > efterNr && paa.Select(p => p.SagId).Contains(s.Id)).OrderBy(s => s.Nr).Take(antal).Select(s => new
        {
            s.Id, s.Nr, s.Sagsnummer, s.ErBeskyttet,
            Fra = paa.Where(p => p.SagId == s.Id).Min(p => p.Tilfoejet),
            Numre = db.Sagsnumre.Where(n => n.SagId == s.Id).Select(n => n.Sagsnummer).ToList(),
        }).ToListAsync(ct);
        return fundne.ConvertAll(s => new Personsag(s.Id, s.Nr, [s.Sagsnummer, .. s.Numre.Where(n => n != s.Sagsnummer)], s.ErBeskyttet, s.Fra));
    }

    /// <summary>The documents on those cases, and those the person sent or received; as <see cref="PersonensSagerAsync"/>.</summary>
    public static async Task<List<Persondokument>> PersonensDokumenterAsync(this SagerDb db, Guid partId, int efterNr, int antal, CancellationToken ct)
    {
        var paa = db.Sagsparter.Where(p => p.PartId == partId);
        var steder = db.Registreringer.Where(r => r.FlyttetTilId == null && paa.Select(p => p.SagId).Contains(r.SagId));
        var korrespondance = db.Korrespondenter.Where(k => k.PartId == partId);
        var fundne = await db.Dokumenter
            .Where(d => d.Nr > efterNr && (steder.Select(r => r.DokumentId).Contains(d.Id) || korrespondance.Select(k => k.DokumentId).Contains(d.Id)))
            .OrderBy(d => d.Nr).Take(antal).Select(d => new
            {
                d.Id, d.Nr, ErKorrespondent = korrespondance.Any(k => k.DokumentId == d.Id),
                Steder = steder.Where(r => r.DokumentId == d.Id).Join(db.Sager, r => r.SagId, s => s.Id, (r, s) => new { s.Nr, s.Sagsnummer, s.ErBeskyttet, Fra = paa.Where(p => p.SagId == s.Id).Min(p => p.Tilfoejet) }).ToList(),
            }).ToListAsync(ct);
        return fundne.ConvertAll(d => new Persondokument(d.Id, d.Nr, d.Steder.MinBy(s => s.Nr)?.Sagsnummer, d.Steder.Exists(s => s.ErBeskyttet),
            d.ErKorrespondent ? null : d.Steder.Min(s => s.Fra)));
    }

    /// <summary>The cases of something, for its line in the access log, whoever asks.</summary>
    public static Task<List<Sagssted>> StederAsync(this SagerDb db, Aktoer aktoer, IQueryable<Guid> sager, CancellationToken ct)
    {
        var synlige = db.Sager.SynligeFor(aktoer);
        return db.Sager.Where(s => sager.Contains(s.Id)).OrderBy(s => s.Nr).Select(s => new Sagssted(s.Id, s.Sagsnummer, s.ErBeskyttet && synlige.Any(x => x.Id == s.Id))).ToListAsync(ct);
    }

    /// <summary>Number and title of cases that the caller has found as ones the actor sees.</summary>
    public static async Task<Dictionary<Guid, (string Sagsnummer, string Titel)>> SagsnavneAsync(this SagerDb db, IReadOnlyCollection<Guid> sager, CancellationToken ct) =>
        (await db.Sager.Where(s => sager.Contains(s.Id)).Select(s => new { s.Id, s.Sagsnummer, s.Titel }).ToListAsync(ct)).ToDictionary(s => s.Id, s => (s.Sagsnummer, s.Titel));

    /// <summary>Of these ids, those of cases that the actor does not see.</summary>
    public static async Task<List<Guid>> SkjulteSagerAsync(this SagerDb db, Aktoer aktoer, IReadOnlyCollection<Guid> ider, CancellationToken ct)
    {
        var synlige = db.Sager.SynligeFor(aktoer);
        return await db.Sager.Where(s => ider.Contains(s.Id) && !synlige.Any(x => x.Id == s.Id)).Select(s => s.Id).ToListAsync(ct);
    }

    /// <summary>Of these numbers, those of cases that the actor sees, now or before.</summary>
    public static async Task<List<string>> SynligeNumreAsync(this SagerDb db, Aktoer aktoer, IReadOnlyCollection<string> numre, CancellationToken ct)
    {
        var synlige = db.Sager.SynligeFor(aktoer);
        return
        [
            .. await db.Sagsnumre.Where(n => numre.Contains(n.Sagsnummer) && synlige.Any(s => s.Id == n.SagId)).Select(n => n.Sagsnummer).ToListAsync(ct),
            .. await synlige.Where(s => numre.Contains(s.Sagsnummer)).Select(s => s.Sagsnummer).ToListAsync(ct), // merged: its number leads elsewhere
        ];
    }

    /// <summary>What case a case is part of, seen or not: for rules that hold whoever looks.</summary>
    public static Task<Guid?> OversagTilAsync(this SagerDb db, Guid id, CancellationToken ct) =>
        db.Sager.Where(s => s.Id == id).Select(s => s.OversagId).SingleOrDefaultAsync(ct);

    /// <summary>Of each of these cases its unit and whether a party's name is protected: what the control of the access log chooses its lines by.</summary>
    public static async Task<Dictionary<Guid, Kontrolsag>> KontrolsagerAsync(this SagerDb db, IReadOnlyCollection<Guid> sager, DateOnly idag, CancellationToken ct)
    {
        // Uden for adgang: no more than this is told, and only to the one who draws lines.
        var enheder = await db.Sager.Where(s => sager.Contains(s.Id)).Select(s => new { s.Id, s.EnhedId }).ToListAsync(ct);
        var beskyttede = (await (
            from sp in db.Sagsparter.Where(sp => sager.Contains(sp.SagId))
            from p in db.Parter.Where(p => p.Id == sp.PartId && p.ErBeskyttet && (p.BeskyttetTil == null || p.BeskyttetTil >= idag))
            select sp.SagId).Distinct().ToListAsync(ct)).ToHashSet();
        return enheder.ToDictionary(e => e.Id, e => new Kontrolsag(e.EnhedId, beskyttede.Contains(e.Id)));
    }
}

/// <summary>Where something lies, as the access log says it.</summary>
/// <param name="SesBeskyttet">The case is protected, and the one who asks is named on it.</param>
internal sealed record Sagssted(Guid Id, string Sagsnummer, bool SesBeskyttet);
