using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Storage;

/// <summary>Notes, reminders and journal lines are seen with their case; the postliste by anyone, as its own rule says.</summary>
internal static class Journalsynlighed
{
    public static IQueryable<Journalnotat> SynligeFor(this IQueryable<Journalnotat> notater, SagerDb db, Aktoer aktoer)
    {
        var sager = db.Sager.SynligeFor(aktoer);
        return notater.Where(n => sager.Any(s => s.Id == n.SagId));
    }

    public static IQueryable<Erindring> SynligeFor(this IQueryable<Erindring> erindringer, SagerDb db, Aktoer aktoer)
    {
        var sager = db.Sager.SynligeFor(aktoer);
        return erindringer.Where(e => sager.Any(s => s.Id == e.SagId));
    }

    /// <exception cref="NotFoundException">Not there, or not the actor's to know of.</exception>
    public static async Task<Journalnotat> FindNotatAsync(this SagerDb db, Aktoer aktoer, Guid id, CancellationToken ct) =>
        await db.Notater.SynligeFor(db, aktoer).SingleOrDefaultAsync(n => n.Id == id, ct)
        ?? throw new NotFoundException("Notatet findes ikke, eller du har ikke adgang til det.");

    /// <exception cref="NotFoundException">Not there, or not the actor's to know of.</exception>
    public static async Task<Erindring> FindErindringAsync(this SagerDb db, Aktoer aktoer, Guid id, CancellationToken ct) =>
        await db.Erindringer.SynligeFor(db, aktoer).SingleOrDefaultAsync(e => e.Id == id, ct)
        ?? throw new NotFoundException("Erindringen findes ikke, eller du har ikke adgang til den.");

    /// <summary>
    /// As <see cref="FindErindringAsync"/>, and also what tells a leader that the glass was broken on a case that is not the leader's to see: that much
    /// may be said to have been seen.
    /// </summary>
    /// <returns>The reminder, and whether the actor sees its case.</returns>
    /// <exception cref="NotFoundException">Not there, or not the actor's to know of.</exception>
    public static async Task<(Erindring Erindring, bool SerSagen)> FindErindringTilKlaringAsync(this SagerDb db, Aktoer aktoer, Guid id, CancellationToken ct)
    {
        if (await db.Erindringer.SynligeFor(db, aktoer).SingleOrDefaultAsync(e => e.Id == id, ct) is { } synlig)
            return (synlig, true);
        var fundet = await db.Erindringer.SingleOrDefaultAsync(
            e => e.Id == id && e.AnsvarligId == aktoer.Skrivebord && db.Erindringstyper.Any(t => t.Id == e.TypeId && t.Noegle == Erindringstype.Noedadgang), ct);
        return (fundet ?? throw new NotFoundException("Erindringen findes ikke, eller du har ikke adgang til den."), false);
    }

    /// <summary>Received, sent or final, and neither in the journal nor judged to be without meaning. Attachments follow their mail.</summary>
    public static IQueryable<Dokument> Ujournaliserede(this SagerDb db, Aktoer aktoer) =>
        db.Dokumenter.SynligeFor(db, aktoer).Where(d => d.Journaliseret == null && d.UdenBetydning == null && d.ForaelderId == null
            && (d.Retning == Retning.Indgaaende || db.Endeliggoerelser.Any(e => e.DokumentId == d.Id)));

    /// <summary>What anyone may read of the postliste on a day: its time has come. Withdrawn ones are among them, for their mark.</summary>
    public static IQueryable<Postlistepost> Offentlige(this SagerDb db, DateOnly idag) => db.Postlisteposter.Where(p => p.Offentliggoeres <= idag);

    /// <summary>
    /// Of these documents, those that since they were approved have been taken off the list, become protected or sensitive, or were marked as
    /// journalised by mistake: they are held back at once, whoever approved them. Asked for everyone, so no actor's lists count.
    /// </summary>
    public static async Task<HashSet<Guid>> TilbageholdteAsync(this SagerDb db, IReadOnlyCollection<Guid> dokumenter, DateOnly idag, CancellationToken ct)
    {
        var nu = await (
            from d in db.Dokumenter // Uden for adgang: det, alle kan læse, holdes tilbage, hvem der end har adgang til sagen.
            from r in db.Registreringer.Where(r => r.DokumentId == d.Id && r.FlyttetTilId == null)
            from s in db.Sager.Where(s => s.Id == r.SagId) // Uden for adgang: som ovenfor.
            where dokumenter.Contains(d.Id) && (!d.PaaPostliste || d.Tilstand == Dokumenttilstand.Fejljournaliseret || d.AdgangslisteNr != null || s.ErBeskyttet
                || d.Foelsomhed == Foelsomhed.Foelsom || d.Foelsomhed == Foelsomhed.Vip || s.Foelsomhed == Foelsomhed.Foelsom || s.Foelsomhed == Foelsomhed.Vip)
            select d.Id).ToListAsync(ct);
        var titler = await db.Postlisteposter.Where(p => dokumenter.Contains(p.DokumentId)).Select(p => new { p.DokumentId, p.Titel }).ToListAsync(ct);
        var beskyttede = (await db.BeskyttedeNavneAsync(dokumenter, idag, ct)).ToLookup(n => n.Dokument, n => n.Navn);
        return [.. nu, .. titler.Where(t => beskyttede[t.DokumentId].Any(n => Postlistekandidat.Naevner(t.Titel, n))).Select(t => t.DokumentId)];
    }

    /// <summary>What the rules of the postliste must know of these documents, whoever sees their cases: a secret must not slip by an approver who cannot see it.</summary>
    public static async Task<Dictionary<Guid, Postlistekandidat>> PostlistekandidaterAsync(this SagerDb db, IReadOnlyCollection<Guid> dokumenter, DateOnly idag, CancellationToken ct)
    {
        // Uden for adgang: den, der godkender, ser kun hindringerne, ikke sagen.
        var raekker = await db.Dokumenter.Where(d => dokumenter.Contains(d.Id))
            .Select(d => new { d.Id, d.OffentligTitel, d.Titel, d.Foelsomhed, HarListe = d.AdgangslisteNr != null }).ToListAsync(ct);
        var sager = (await (
            from r in db.Registreringer.Where(r => dokumenter.Contains(r.DokumentId) && r.FlyttetTilId == null)
            from s in db.Sager.Where(s => s.Id == r.SagId) // Uden for adgang: som ovenfor.
            select new { r.DokumentId, s.Foelsomhed, s.ErBeskyttet }).ToListAsync(ct)).ToLookup(s => s.DokumentId);
        var beskyttede = (await db.BeskyttedeNavneAsync(dokumenter, idag, ct)).ToLookup(n => n.Dokument, n => n.Navn);
        var navne = (await (
            from r in db.Registreringer.Where(r => dokumenter.Contains(r.DokumentId) && r.FlyttetTilId == null)
            from p in db.Sagsparter.Where(p => p.SagId == r.SagId)
            select new { r.DokumentId, p.Navn }).Concat(db.Korrespondenter.Where(k => dokumenter.Contains(k.DokumentId)).Select(k => new { k.DokumentId, k.Navn }))
            .Distinct().ToListAsync(ct)).ToLookup(n => n.DokumentId, n => n.Navn);
        return raekker.ToDictionary(d => d.Id, d => new Postlistekandidat(
            d.OffentligTitel, d.Titel, sager[d.Id].Select(s => s.Foelsomhed).Append(d.Foelsomhed).Max(), d.HarListe || sager[d.Id].Any(s => s.ErBeskyttet),
            [.. beskyttede[d.Id]], [.. navne[d.Id].Except(beskyttede[d.Id])]));
    }

    /// <summary>Protected names on the cases of these documents.</summary>
    public static async Task<List<(Guid Dokument, string Navn)>> BeskyttedeNavneAsync(this SagerDb db, IReadOnlyCollection<Guid> dokumenter, DateOnly idag, CancellationToken ct) =>
        [.. (await (
            from r in db.Registreringer.Where(r => dokumenter.Contains(r.DokumentId) && r.FlyttetTilId == null)
            from sp in db.Sagsparter.Where(sp => sp.SagId == r.SagId)
            from p in db.Parter.Where(p => p.Id == sp.PartId && p.ErBeskyttet && (p.BeskyttetTil == null || p.BeskyttetTil >= idag))
            select new { r.DokumentId, sp.Navn, Nu = p.Navn }).ToListAsync(ct)).SelectMany(n => new[] { (n.DokumentId, n.Navn), (n.DokumentId, n.Nu) }).Distinct()];
}
