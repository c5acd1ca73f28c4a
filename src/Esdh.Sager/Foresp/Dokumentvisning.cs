using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>Everything about one document that the actor may know.</summary>
internal sealed record Dokumentvisning(
    Guid Id, int Nr, string Titel, string Retning, string? Dokumenttype, DateOnly Dato, string Tilstand, string Foelsomhed, string Aktindsigt, string? AktindsigtNote,
    bool PaaPostliste, string? OffentligTitel, string? UdenBetydning, bool EgenAdgang, Guid OprettetAf, DateTimeOffset Oprettet, DateTimeOffset? Journaliseret, Guid? JournaliseretAf,
    Guid? UdtjekketAf, DateTimeOffset? UdtjekketTil, int Filversion, long Version, IReadOnlyList<Dokumentsted> Sager, IReadOnlyList<Aktlistefil> Filer,
    IReadOnlyList<Dokumentpart> Korrespondenter, Dokumenthenvisning? Foraelder, IReadOnlyList<Dokumenthenvisning> Bilag, Dokumenthenvisning? Retter,
    IReadOnlyList<Dokumenthenvisning> RettetAf, Fejlanmodning? Fejljournalisering, Endeligmelding? Endelig, string? AfvistTilPostliste)
{
    /// <summary>When its files were destroyed by disposal; the registration stays.</summary>
    public DateTimeOffset? Kasseret { get; init; }
}

/// <summary>That it was sent, or became final.</summary>
/// <param name="Maade">How it was sent.</param>
/// <param name="Modtagere">To whom, as it was said then.</param>
internal sealed record Endeligmelding(DateOnly Dato, string? Maade, string? Modtagere, Guid Af, DateTimeOffset Tid);

/// <summary>A case that the document is on and the actor sees.</summary>
internal sealed record Dokumentsted(Guid Id, string Sagsnummer, string Titel, string Tilstand, string? Akt, Guid? DelforloebId);

internal sealed record Dokumentpart(string Art, string Navn, string? Email, Guid? PartId);

internal sealed record Dokumenthenvisning(Guid Id, string Titel, string? Akt);

/// <param name="Bekraeftet">False while it waits for another person.</param>
internal sealed record Fejlanmodning(string Grund, Guid AnmodetAf, DateTimeOffset Anmodet, Guid? AfgjortAf, DateTimeOffset? Afgjort, bool Bekraeftet);

/// <summary>Where the same content lies already.</summary>
internal sealed record Dublet(Guid DokumentId, string Titel, string Sagsnummer, string? Akt, string Filnavn, bool PaaSammeSag);

/// <summary>One of the versions of a draft's files.</summary>
internal sealed record Filudgave(int Filversion, bool ErGaeldende, DateTimeOffset Tid, Guid Af, IReadOnlyList<Aktlistefil> Filer);

internal static class Dokumentforesp
{
    /// <exception cref="NotFoundException">Not there, or not the actor's to know of.</exception>
    public static async Task<Dokumentvisning> HentAsync(SagerDb db, Aktoer aktoer, Guid id, DateOnly idag, CancellationToken ct)
    {
        var d = await db.FindDokumentAsync(aktoer, id, ct);
        var steder = await (
            from r in db.Registreringer.Where(r => r.DokumentId == id && r.FlyttetTilId == null)
            join s in db.Sager.SynligeFor(aktoer) on r.SagId equals s.Id
            orderby r.Nr
            select new { s.Id, s.Sagsnummer, s.Titel, s.Tilstand, r.Aktnr, r.Bilagsnr, r.DelforloebId }).ToListAsync(ct);
        var (aktnr, bilagsnr) = steder.Count > 0 ? (steder[0].Aktnr, steder[0].Bilagsnr) : (null, null);
        var filer = await FilerAsync(db, id, d.Filversion, ct);
        var korrespondenter = await db.Korrespondenter.Where(k => k.DokumentId == id).OrderBy(k => k.Art == Korrespondentart.Afsender ? 0 : k.Art == Korrespondentart.Modtager ? 1 : 2).ThenBy(k => k.Navn)
            .Select(k => new Dokumentpart(k.Art.ToString(), k.Navn, k.Email, k.PartId)).ToListAsync(ct);
        var endelig = await db.Endeliggoerelser.Where(e => e.DokumentId == id).Select(e => new Endeligmelding(e.Dato, e.Maade, e.Modtagere, e.Af, e.Tid)).SingleOrDefaultAsync(ct);
        var beskyttet = await db.BeskyttedeKorrespondenterAsync([id], idag, ct);
        if (endelig?.Modtagere is { } til)
        {
            var kendetegn = (await db.BeskyttedeKendetegnAsync(await db.Registreringer.Where(r => r.DokumentId == id).Select(r => r.SagId).ToListAsync(ct), idag, ct)).Values.SelectMany(k => k)
                .Concat(korrespondenter.Where(k => beskyttet(id, k.PartId, k.Navn, k.Email)).SelectMany(k => new[] { k.Navn, k.Email }.OfType<string>())).ToHashSet(StringComparer.OrdinalIgnoreCase);
            endelig = endelig with { Modtagere = Navnebeskyttelse.Maskeret(til, kendetegn) };
        }

        korrespondenter = korrespondenter.ConvertAll(k => beskyttet(id, k.PartId, k.Navn, k.Email) ? k with { Navn = Navnebeskyttelse.Navn, Email = null } : k);
        var fejl = await db.Fejljournaliseringer.Where(f => f.DokumentId == id && (f.Afgjort == null || f.Bekraeftet)).OrderByDescending(f => f.Anmodet)
            .Select(f => new Fejlanmodning(f.Grund, f.AnmodetAf, f.Anmodet, f.AfgjortAf, f.Afgjort, f.Bekraeftet)).FirstOrDefaultAsync(ct);
        var sag = steder.Count > 0 ? steder[0].Id : Guid.Empty;
        return new(
            d.Id, d.Nr, d.Titel, d.Retning.ToString(), d.Dokumenttype, d.Dato, d.Tilstand.ToString(), d.Foelsomhed.ToString(), d.Aktindsigt.ToString(), d.AktindsigtNote, d.PaaPostliste,
            d.OffentligTitel, d.UdenBetydning, d.AdgangslisteNr is not null, d.OprettetAf, d.Oprettet, d.Journaliseret, d.JournaliseretAf, d.UdtjekketAf, d.UdtjekketTil, d.Filversion, d.Version,
            [.. steder.Select(s => new Dokumentsted(s.Id, s.Sagsnummer, s.Titel, s.Tilstand.ToString(), Aktnummer.Tekst(s.Aktnr, s.Bilagsnr), s.DelforloebId))],
            [.. filer.Select(f => Filpost(f, aktnr, bilagsnr))], korrespondenter,
            d.ForaelderId is { } f ? (await HenvisAsync(db, aktoer, sag, x => x.Id == f, ct)).Find(_ => true) : null,
            await HenvisAsync(db, aktoer, sag, x => x.ForaelderId == id, ct),
            d.RetterId is { } retter ? (await HenvisAsync(db, aktoer, sag, x => x.Id == retter, ct)).Find(_ => true) : null,
            await HenvisAsync(db, aktoer, sag, x => x.RetterId == id, ct), fejl,
            endelig,
            d.PaaPostliste ? await db.Postlisteafvisninger.Where(a => a.DokumentId == id).Select(a => a.Begrundelse).SingleOrDefaultAsync(ct) : null) { Kasseret = d.Kasseret };
    }

    /// <summary>Where these contents lie already, as far as the actor sees: on the same case first, at most ten.</summary>
    public static async Task<IReadOnlyList<Dublet>> DubletterAsync(SagerDb db, Aktoer aktoer, Guid dokument, IReadOnlyCollection<string> sha256, CancellationToken ct)
    {
        if (sha256.Count == 0)
            return [];
        var egne = await db.Registreringer.Where(r => r.DokumentId == dokument).Select(r => r.SagId).ToListAsync(ct);
        var fundne = await (
            from f in db.Filer
            where sha256.Contains(f.Sha256) && f.DokumentId != dokument
            join d in db.Dokumenter.SynligeFor(db, aktoer) on new { f.DokumentId, f.Filversion } equals new { DokumentId = d.Id, d.Filversion }
            where d.ForaelderId != dokument
            join r in db.Registreringer.Where(r => r.FlyttetTilId == null) on d.Id equals r.DokumentId
            join s in db.Sager.SynligeFor(aktoer) on r.SagId equals s.Id
            orderby egne.Contains(s.Id) descending, d.Oprettet descending
            select new { d.Id, d.Titel, s.Sagsnummer, SagId = s.Id, r.Aktnr, r.Bilagsnr, f.Filnavn }).Take(10).ToListAsync(ct);
        return [.. fundne.Select(f => new Dublet(f.Id, f.Titel, f.Sagsnummer, Aktnummer.Tekst(f.Aktnr, f.Bilagsnr), f.Filnavn, egne.Contains(f.SagId)))];
    }

    public static async Task<IReadOnlyList<Filudgave>> UdgaverAsync(SagerDb db, Aktoer aktoer, Guid id, CancellationToken ct)
    {
        var d = await db.FindDokumentAsync(aktoer, id, ct);
        var filer = await db.Filer.Where(f => f.DokumentId == id).OrderByDescending(f => f.Filversion).ThenBy(f => f.Nummer).ToListAsync(ct);
        return [.. filer.GroupBy(f => f.Filversion).Select(g => (Udgave: g, Nyeste: g.MaxBy(f => f.Tilfoejet)!))
            .Select(u => new Filudgave(u.Udgave.Key, u.Udgave.Key == d.Filversion, u.Nyeste.Tilfoejet, u.Nyeste.TilfoejetAf, [.. u.Udgave.Select(f => Filpost(f, null, null))]))];
    }

    /// <summary>A file of the version that counts, or of an earlier one.</summary>
    /// <exception cref="NotFoundException">No such file, or not the actor's to know of.</exception>
    public static async Task<(Dokument Dokument, Fil Fil)> FilAsync(SagerDb db, Aktoer aktoer, Guid id, int nr, int? udgave, CancellationToken ct)
    {
        var dokument = await db.FindDokumentAsync(aktoer, id, ct);
        var version = udgave ?? dokument.Filversion;
        return (dokument, await db.Filer.SingleOrDefaultAsync(f => f.DokumentId == id && f.Filversion == version && f.Nummer == nr, ct) ?? throw new NotFoundException("Filen findes ikke."));
    }

    /// <summary>Whether the actor still sees documents with each of these contents: what was packed for someone is not handed out when a right to some of it is gone.</summary>
    public static async Task<bool> SerStadigAsync(SagerDb db, Aktoer aktoer, IEnumerable<string> sha256, CancellationToken ct)
    {
        var synlige = db.Dokumenter.SynligeFor(db, aktoer);
        foreach (var bid in sha256.Distinct(StringComparer.Ordinal).Chunk(1000))
        {
            if (await db.Filer.Where(f => bid.Contains(f.Sha256) && synlige.Any(d => d.Id == f.DokumentId)).Select(f => f.Sha256).Distinct().CountAsync(ct) < bid.Length)
                return false;
        }

        return true;
    }

    /// <summary>What is answered where <see cref="SerStadigAsync"/> is not so.</summary>
    public const string IkkeLaengere = "Udtrækket indeholder noget, du ikke længere har adgang til. Bestil det igen.";

    public static Task<List<Fil>> FilerAsync(SagerDb db, Guid id, int filversion, CancellationToken ct) =>
        db.Filer.Where(f => f.DokumentId == id && f.Filversion == filversion).OrderBy(f => f.Nummer).ToListAsync(ct);

    private static async Task<List<Dokumenthenvisning>> HenvisAsync(
        SagerDb db, Aktoer aktoer, Guid sag, System.Linq.Expressions.Expression<Func<Dokument, bool>> hvilke, CancellationToken ct)
    {
        var fundne = await db.Dokumenter.SynligeFor(db, aktoer).Where(hvilke).OrderBy(d => d.Nr).Take(200)
            .Select(d => new { d.Id, d.Titel, Plads = db.Registreringer.Where(r => r.DokumentId == d.Id && r.SagId == sag).Select(r => new { r.Aktnr, r.Bilagsnr }).FirstOrDefault() }).ToListAsync(ct);
        return [.. fundne.Select(d => new Dokumenthenvisning(d.Id, d.Titel, Aktnummer.Tekst(d.Plads?.Aktnr, d.Plads?.Bilagsnr)))];
    }

    private static Aktlistefil Filpost(Fil f, int? aktnr, int? bilagsnr) =>
        new(f.Nummer, Aktliste.Filakt(aktnr, bilagsnr, f.Nummer), f.Filnavn, f.Mimetype, f.Stoerrelse, f.Sha256, f.Bemaerkning);

}
