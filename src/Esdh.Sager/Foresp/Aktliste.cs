using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Foresp;

/// <summary>A document as the lists of a case show it.</summary>
/// <param name="Id">All zeros where it was moved out of the reader's sight.</param>
/// <param name="Akt"><c>7</c> or <c>7.2</c>; null until journalised.</param>
/// <param name="Korrespondent">The first of those it came from or went to.</param>
/// <param name="Endelig">The day an outgoing document was sent or an internal one became final, where someone has said so.</param>
/// <param name="FlyttetTil">The number of the case it was moved to; then nothing but this, the number and the title is here.</param>
internal sealed record Aktlistepost(
    Guid Id, string? Akt, int? Aktnr, int? Bilagsnr, string Titel, string Retning, string? Dokumenttype, DateOnly Dato, string Tilstand, DateTimeOffset? Journaliseret,
    string? Korrespondent, string Foelsomhed, string Aktindsigt, bool PaaPostliste, string? UdenBetydning, DateOnly? Endelig, Guid? UdtjekketAf, DateTimeOffset? UdtjekketTil,
    Guid? ForaelderId, Guid? RetterId, Guid? DelforloebId, bool EgenAdgang, string? FlyttetTil, IReadOnlyList<Aktlistefil> Filer);

/// <param name="Akt">Its own number: <c>7</c> for a main file, <c>7.1</c> for an attached one.</param>
internal sealed record Aktlistefil(int Nummer, string? Akt, string Filnavn, string Mimetype, long Stoerrelse, string Sha256, string? Bemaerkning);

/// <summary>Which documents of a case.</summary>
internal enum Aktvalg
{
    Alle,

    /// <summary>Not journalised, judged without importance included.</summary>
    Kladder,

    /// <summary>Those with an akt number.</summary>
    Akter,
}

/// <summary>The documents of a case, as far as the actor sees them.</summary>
internal static class Aktliste
{
    private sealed record Sted(int Akt, int Bilag, int Nr);

    /// <summary>Drafts first, as they came, then the newest akt with its attachments in order.</summary>
    /// <param name="db">Reader.</param>
    /// <param name="aktoer">Whose rights count.</param>
    /// <param name="sag">A case that the actor has been found to see.</param>
    /// <param name="valg">Which of them.</param>
    /// <param name="efter">Cursor of the page before.</param>
    /// <param name="antal">1 to <see cref="Cursor.MaxPage"/>.</param>
    /// <param name="delforloeb">Only those in the folder of this number; 0 for those in none.</param>
    /// <param name="idag">Whose names are protected on this day.</param>
    /// <param name="ct">Stops reading.</param>
    public static async Task<Side<Aktlistepost>> SideAsync(SagerDb db, Aktoer aktoer, Guid sag, Aktvalg valg, string? efter, int? antal, int? delforloeb, DateOnly idag, CancellationToken ct)
    {
        var stoerrelse = Cursor.PageSize(antal);
        var pladser = Pladser(db, sag, valg);
        if (delforloeb is { } nummer)
            pladser = nummer == 0 ? pladser.Where(r => r.DelforloebId == null && r.FlyttetTilId == null) : pladser.Where(r => r.FlyttetTilId == null && db.Delforloeb.Any(d => d.Id == r.DelforloebId && d.Nummer == nummer));
        // Two questions, each in the order of an index: a case may have thousands, and the page shows a few.
        var sted = Cursor.Decode<Sted>(efter);
        List<(Aktlistepost Post, int Nr, Guid SagId)> raekker = [];
        if (valg != Aktvalg.Akter && sted is null or { Akt: int.MaxValue })
        {
            var kladder = pladser.Where(r => r.Aktnr == null);
            if (sted is not null)
                kladder = kladder.Where(r => (r.Bilagsnr ?? 0) > sted.Bilag || ((r.Bilagsnr ?? 0) == sted.Bilag && r.Nr > sted.Nr));
            raekker = await LaesAsync(db, aktoer, kladder.OrderBy(r => r.Bilagsnr ?? 0).ThenBy(r => r.Nr), stoerrelse + 1, idag, ct);
        }

        if (valg != Aktvalg.Kladder && raekker.Count <= stoerrelse)
        {
            var akter = pladser.Where(r => r.Aktnr != null);
            if (sted is { Akt: < int.MaxValue })
                akter = akter.Where(r => r.Aktnr < sted.Akt || (r.Aktnr == sted.Akt && ((r.Bilagsnr ?? 0) > sted.Bilag || ((r.Bilagsnr ?? 0) == sted.Bilag && r.Nr > sted.Nr))));
            raekker.AddRange(await LaesAsync(db, aktoer, akter.OrderByDescending(r => r.Aktnr).ThenBy(r => r.Bilagsnr ?? 0).ThenBy(r => r.Nr), stoerrelse + 1 - raekker.Count, idag, ct));
        }

        (Aktlistepost Post, int Nr, Guid SagId)? naeste = raekker.Count > stoerrelse ? raekker[stoerrelse - 1] : null;
        return new(
            [.. raekker.Take(stoerrelse).Select(r => r.Post)],
            naeste is not { } n ? null : Cursor.Encode(new Sted(n.Post.Aktnr ?? int.MaxValue, n.Post.Bilagsnr ?? 0, n.Nr)));
    }

    /// <summary>All akts in the order of their numbers, for the printed list and the whole case in one file; at most <paramref name="hoejst"/>.</summary>
    public static async Task<IReadOnlyList<Aktlistepost>> IRaekkefoelgeAsync(SagerDb db, Aktoer aktoer, Guid sag, Aktvalg valg, int hoejst, DateOnly idag, CancellationToken ct) =>
        [.. (await LaesAsync(db, aktoer, Pladser(db, sag, valg).OrderBy(r => r.Aktnr ?? int.MaxValue).ThenBy(r => r.Bilagsnr ?? 0).ThenBy(r => r.Nr), hoejst, idag, ct)).Select(r => r.Post)];

    /// <summary>The akts of several cases, each with the case it is on, in the order of their numbers; at most <paramref name="hoejst"/> in all.</summary>
    public static async Task<IReadOnlyList<(Guid SagId, Aktlistepost Post)>> PaaSagerAsync(SagerDb db, Aktoer aktoer, IReadOnlyCollection<Guid> sager, int hoejst, DateOnly idag, CancellationToken ct) =>
        [.. (await LaesAsync(db, aktoer, db.Registreringer.Where(r => sager.Contains(r.SagId) && r.Aktnr != null).OrderBy(r => r.SagId).ThenBy(r => r.Aktnr).ThenBy(r => r.Bilagsnr ?? 0).ThenBy(r => r.Nr), hoejst, idag, ct)).Select(r => (r.SagId, r.Post))];

    private static IQueryable<Dokumentregistrering> Pladser(SagerDb db, Guid sag, Aktvalg valg) => valg switch
    {
        Aktvalg.Kladder => db.Registreringer.Where(r => r.SagId == sag && r.Aktnr == null),
        Aktvalg.Akter => db.Registreringer.Where(r => r.SagId == sag && r.Aktnr != null),
        _ => db.Registreringer.Where(r => r.SagId == sag),
    };

    private static async Task<List<(Aktlistepost Post, int Nr, Guid SagId)>> LaesAsync(SagerDb db, Aktoer aktoer, IQueryable<Dokumentregistrering> pladser, int antal, DateOnly idag, CancellationToken ct)
    {
        // Uden for adgang: sagen er fundet som aktørens; her gælder dokumenternes egne lister.
        var egne = db.Dokumenter.MedEgenAdgang(aktoer);
        var (sager, synlige) = (db.Sager.SynligeFor(aktoer), db.Dokumenter.SynligeFor(db, aktoer));

        // The case is the actor's to see, so a document that has left it is named by its number; where it went only to those who see that case.
        var raekker = await (
            from r in pladser
            join e in egne on r.DokumentId equals e.Id into fundne
            from d in fundne.DefaultIfEmpty()
            where d != null || r.FlyttetTilId != null
            select new
            {
                r.Nr, r.SagId, r.DokumentId, r.Aktnr, r.Bilagsnr, r.DelforloebId, r.FlyttetTilId,
                FlyttetTil = sager.Where(s => s.Id == r.FlyttetTilId).Select(s => s.Sagsnummer).FirstOrDefault(),
                Dokument = d,
                SesHvorDetEr = r.FlyttetTilId != null && synlige.Any(s => s.Id == r.DokumentId),
                Endelig = db.Endeliggoerelser.Where(e => e.DokumentId == r.DokumentId).Select(e => (DateOnly?)e.Dato).FirstOrDefault(),
                Korrespondent = db.Korrespondenter.Where(k => k.DokumentId == r.DokumentId).OrderBy(k => k.Art == Korrespondentart.Afsender ? 0 : k.Art == Korrespondentart.Modtager ? 1 : 2).ThenBy(k => k.Navn).Select(k => k.Navn).FirstOrDefault(),
                KorrespondentPart = db.Korrespondenter.Where(k => k.DokumentId == r.DokumentId).OrderBy(k => k.Art == Korrespondentart.Afsender ? 0 : k.Art == Korrespondentart.Modtager ? 1 : 2).ThenBy(k => k.Navn).Select(k => k.PartId).FirstOrDefault(),
                KorrespondentEmail = db.Korrespondenter.Where(k => k.DokumentId == r.DokumentId).OrderBy(k => k.Art == Korrespondentart.Afsender ? 0 : k.Art == Korrespondentart.Modtager ? 1 : 2).ThenBy(k => k.Navn).Select(k => k.Email).FirstOrDefault(),
            }).Take(antal).ToListAsync(ct);

        var ider = raekker.Where(r => r.Dokument is not null && r.FlyttetTilId is null).Select(r => r.DokumentId).ToList();
        var beskyttet = await db.BeskyttedeKorrespondenterAsync(ider, idag, ct);
        var filer = (await (
            from f in db.Filer
            // Uden for adgang: sagen er fundet som aktørens; her gælder dokumenternes egne lister.
            join d in db.Dokumenter.MedEgenAdgang(aktoer) on new { f.DokumentId, f.Filversion } equals new { DokumentId = d.Id, d.Filversion }
            where ider.Contains(d.Id)
            orderby f.Nummer
            select f).ToListAsync(ct)).ToLookup(f => f.DokumentId);

        List<(Aktlistepost, int, Guid)> poster = [];
        foreach (var r in raekker)
        {
            var akt = Aktnummer.Tekst(r.Aktnr, r.Bilagsnr);
            if (r.Dokument is not { } d || r.FlyttetTilId is not null)
            {
                poster.Add((new(
                    r.SesHvorDetEr ? r.DokumentId : Guid.Empty, akt, r.Aktnr, r.Bilagsnr, "Flyttet til en anden sag", "", null, default, "Flyttet", null, null, "", "", false, null, null, null, null, null, null, null, false,
                    r.FlyttetTil ?? "", []), r.Nr, r.SagId));
                continue;
            }

            string? Vist() => r.Korrespondent is { } navn ? Navnebeskyttelse.Vist(navn, beskyttet(r.DokumentId, r.KorrespondentPart, navn, r.KorrespondentEmail)) : null;
            poster.Add((new(
                d.Id, akt, r.Aktnr, r.Bilagsnr, d.Titel, d.Retning.ToString(), d.Dokumenttype, d.Dato, d.Tilstand.ToString(), d.Journaliseret, Vist(), d.Foelsomhed.ToString(),
                d.Aktindsigt.ToString(), d.PaaPostliste, d.UdenBetydning, r.Endelig, d.UdtjekketAf, d.UdtjekketTil, d.ForaelderId, d.RetterId, r.DelforloebId, d.AdgangslisteNr is not null, null,
                [.. filer[d.Id].Select(f => new Aktlistefil(f.Nummer, Filakt(r.Aktnr, r.Bilagsnr, f.Nummer), f.Filnavn, f.Mimetype, f.Stoerrelse, f.Sha256, f.Bemaerkning))]), r.Nr, r.SagId));
        }

        return poster;
    }

    /// <summary>The number of a file within its akt: the main file bears the document's own.</summary>
    public static string? Filakt(int? aktnr, int? bilagsnr, int nummer)
    {
        var bilag = (bilagsnr ?? 0) + nummer - 1;
        return aktnr is null ? null : bilag == 0 ? $"{aktnr}" : $"{aktnr}.{bilag}";
    }
}
