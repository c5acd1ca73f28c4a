using Esdh.Core.Access;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Foresp;
using Esdh.Sager.Forsendelser;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// What became of the letter to one receiver. The first that leaves journalises the document with what is enclosed in this same step, with the PDF as it
/// left. Safe to repeat, and it never refuses: what has left, has left.
/// </summary>
internal sealed class NoterForsendelse(SagerDb db, JournaliserDokument journaliser, EventLog haendelser, Forsendelsesindstillinger indstillinger, TimeProvider tid)
{
    /// <summary>So many receivers are named as correspondents and where it says to whom it was sent; the dispatch names all.</summary>
    private const int FlestNaevnte = 50;

    internal enum Udfald
    {
        /// <summary>The outside has taken it.</summary>
        Sendt,

        /// <summary>Not now.</summary>
        Udskudt,

        /// <summary>Never.</summary>
        Afvist,

        /// <summary>It was taken, and came back.</summary>
        KomTilbage,

        /// <summary>Nothing can tell.</summary>
        Uvis,

        /// <summary>No line was opened.</summary>
        Sluppet,
    }

    /// <param name="Tekst">The receipt, or why not.</param>
    /// <param name="Igen">For <see cref="Udfald.Sluppet"/>: not before.</param>
    public sealed record Kommando(Guid ModtagerId, Udfald Udfald, string Tekst, DateTimeOffset? Igen = null);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var modtager = await db.Forsendelsesmodtagere.SingleAsync(m => m.Id == k.ModtagerId, ct);
        var forsendelse = await db.Forsendelser.SingleAsync(f => f.Id == modtager.ForsendelseId, ct);
        var foer = modtager.Tilstand;
        switch (k.Udfald)
        {
            case Udfald.Sendt:
                modtager.ErSendt(k.Tekst, nu);
                break;
            case Udfald.Udskudt:
                modtager.Udskyd(k.Tekst, indstillinger.OpgivEfter, nu);
                break;
            case Udfald.Afvist:
                modtager.Afvis(k.Tekst);
                break;
            case Udfald.KomTilbage:
                modtager.KomTilbage(k.Tekst, nu);
                break;
            case Udfald.Uvis:
                modtager.BlivUvis(k.Tekst);
                break;
            default:
                modtager.Slip(k.Tekst.Length == 0 ? null : k.Tekst, k.Igen ?? nu);
                break;
        }

        if (modtager.Tilstand == foer)
        {
            await db.SaveChangesAsync(ct);
            return;
        }

        await AfslutSkridtAsync(Aktoer.Systemet, forsendelse, modtager, nu, ct);
    }

    /// <summary>Saves what became of it, journalises with the first, and tells. For acts of people too.</summary>
    internal async Task AfslutSkridtAsync(Aktoer aktoer, Forsendelse forsendelse, Forsendelsesmodtager modtager, DateTimeOffset nu, CancellationToken ct)
    {
        var foerste = modtager.Sendt is not null && forsendelse.EnErSendt(nu); // also where it came back before its receipt was noted
        await RoerAsync(forsendelse, nu, ct);
        await db.SaveChangesAsync(ct);
        if (foerste)
            await JournaliserAsync(forsendelse, nu, ct);
        var navn = await NavnAsync(modtager, ct);
        object? haendelse = modtager.Tilstand switch
        {
            Modtagertilstand.Sendt => new ForsendelseSendt(forsendelse.Titel, navn, modtager.Kanal.ToString(), modtager.BeskedId, modtager.Kvittering ?? ""),
            Modtagertilstand.Afvist => new ForsendelseAfvist(forsendelse.Titel, navn, modtager.Kanal.ToString(), modtager.Aarsag ?? ""),
            Modtagertilstand.Uvis => new ForsendelseUvis(forsendelse.Titel, navn, modtager.Kanal.ToString(), modtager.Aarsag ?? ""),
            _ => null,
        };
        if (haendelse is not null)
            await haendelser.AppendAsync(aktoer, haendelse, forsendelse.SagId, forsendelse.DokumentId, ct);
    }

    /// <summary>Ends the dispatch when nobody waits, and opens it again when somebody does.</summary>
    internal async Task RoerAsync(Forsendelse forsendelse, DateTimeOffset nu, CancellationToken ct)
    {
        await db.SaveChangesAsync(ct);
        forsendelse.Roer(await db.Forsendelsesmodtagere.AnyAsync(m => m.ForsendelseId == forsendelse.Id && (m.Tilstand == Modtagertilstand.Venter || m.Tilstand == Modtagertilstand.Afsendes), ct), nu);
    }

    /// <summary>The receiver's name as a history may say it.</summary>
    internal async Task<string> NavnAsync(Forsendelsesmodtager modtager, CancellationToken ct) =>
        modtager.PartId is { } part && (await db.BeskyttedeParterAsync([part], DanishTime.Today(tid), ct)).Count > 0 ? Navnebeskyttelse.Navn : modtager.Navn;

    private async Task JournaliserAsync(Forsendelse forsendelse, DateTimeOffset nu, CancellationToken ct)
    {
        var aktoer = Aktoer.Systemet with { Id = forsendelse.BestiltAf };
        var dele = await db.Forsendelsesdele.Where(d => d.ForsendelseId == forsendelse.Id).OrderBy(d => d.Nummer).ToListAsync(ct);
        await haendelser.AppendAsync(aktoer, new ForsendelseAfsendt(forsendelse.Titel, [.. dele.Where(d => d.PdfSha256 is not null).Select(d => new FilAngivelse(d.Nummer, d.Pdfnavn, d.PdfSha256!, d.PdfStoerrelse ?? 0))]), forsendelse.SagId, forsendelse.DokumentId, ct);
        var dokument = await db.DokumentIForsendelseAsync(forsendelse.DokumentId, ct);
        var modtagere = await db.Forsendelsesmodtagere.Where(m => m.ForsendelseId == forsendelse.Id && m.Tilstand != Modtagertilstand.Fortrudt).OrderBy(m => m.Nr).ToListAsync(ct);
        if (dokument.Tilstand == Dokumenttilstand.Kladde)
        {
            await LaegPdfAsync(dokument, [.. dele.Where(d => d.DokumentId == dokument.Id)], aktoer, nu, ct);
            await KorrespondenterAsync(dokument, modtagere, ct);
        }

        if (dokument.Retning == Retning.Udgaaende && dokument.Tilstand != Dokumenttilstand.Fejljournaliseret)
        {
            dokument.GoerEndeligt(DanishTime.DateOf(nu));
            if (!await db.Endeliggoerelser.AnyAsync(e => e.DokumentId == dokument.Id, ct))
            {
                var maade = string.Join(", ", modtagere.Select(m => m.Kanal).Distinct().Order().Select(x => x.Navn()));
                db.Add(new Endeliggoerelse { DokumentId = dokument.Id, Dato = DanishTime.DateOf(nu), Maade = maade, Modtagere = await TilAsync(modtagere, ct), Af = forsendelse.BestiltAf, Tid = nu });
            }
        }

        await db.SaveChangesAsync(ct);
        foreach (var id in dele.Select(d => d.DokumentId).OfType<Guid>().Distinct().ToList())
            await JournaliserAsync(await db.DokumentIForsendelseAsync(id, ct), aktoer, nu, ct);
    }

    /// <summary>What left becomes the main file; what it was made of stays beside it.</summary>
    private async Task LaegPdfAsync(Dokument dokument, IReadOnlyList<Forsendelsesdel> dele, Aktoer aktoer, DateTimeOffset nu, CancellationToken ct)
    {
        if (dele.All(d => d.PdfSha256 is null || d.PdfSha256 == d.Sha256))
            return;
        var filer = await db.Filer.Where(f => f.DokumentId == dokument.Id && f.Filversion == dokument.Filversion).OrderBy(f => f.Nummer).ToListAsync(ct);
        dokument.LaegSendtVed(dokument.UdtjekketAf ?? aktoer.Id, nu);
        var nummer = 0;
        List<Fil> nye = [.. dele.Where(d => d.PdfSha256 is not null && d.PdfSha256 != d.Sha256).Select(d => new Fil
        {
            DokumentId = dokument.Id, Filversion = dokument.Filversion, Nummer = ++nummer, Filnavn = d.Pdfnavn, Sha256 = d.PdfSha256!, Stoerrelse = d.PdfStoerrelse ?? 0, Mimetype = "application/pdf",
            TilfoejetAf = aktoer.Id, Tilfoejet = nu,
        })];
        nye.AddRange(filer.Select(f => new Fil
        {
            DokumentId = dokument.Id, Filversion = dokument.Filversion, Nummer = ++nummer, Filnavn = f.Filnavn, Sha256 = f.Sha256, Stoerrelse = f.Stoerrelse, Mimetype = f.Mimetype, Bemaerkning = f.Bemaerkning,
            TilfoejetAf = f.TilfoejetAf, Tilfoejet = f.Tilfoejet,
        }));
        db.AddRange(nye);
        await db.SaveChangesAsync(ct);
    }

    private async Task KorrespondenterAsync(Dokument dokument, List<Forsendelsesmodtager> modtagere, CancellationToken ct)
    {
        var kendte = await db.Korrespondenter.Where(x => x.DokumentId == dokument.Id).ToListAsync(ct);
        var nye = modtagere.Where(m => !kendte.Exists(x => x.Art != Korrespondentart.Afsender && x.Navn == m.Navn)).DistinctBy(m => m.Navn).Take(FlestNaevnte)
            .Select(m => new Korrespondent { DokumentId = dokument.Id, Art = Korrespondentart.Modtager, Navn = m.Navn, Email = m.Kanal == Forsendelseskanal.Email ? m.Adresse : null, PartId = m.PartId }).ToList();
        db.AddRange(nye);
        dokument.NyeKorrespondenter(kendte.Concat(nye).Select(x => x.Navn));
    }

    private async Task<string> TilAsync(List<Forsendelsesmodtager> modtagere, CancellationToken ct)
    {
        var beskyttede = await db.BeskyttedeParterAsync(modtagere.Select(m => m.PartId).OfType<Guid>(), DanishTime.Today(tid), ct);
        var navne = modtagere.Take(FlestNaevnte).Select(m => m.PartId is { } part && beskyttede.Contains(part) ? Navnebeskyttelse.Navn : m.Navn).ToList();
        return string.Join("; ", navne) + (modtagere.Count > navne.Count ? $" og {modtagere.Count - navne.Count} andre" : "");
    }

    /// <summary>Gives a draft and what came with it its number on each of its open cases. On one that was closed meanwhile it waits in the list of what is not journalised.</summary>
    private async Task JournaliserAsync(Dokument dokument, Aktoer aktoer, DateTimeOffset nu, CancellationToken ct)
    {
        if (dokument.Tilstand != Dokumenttilstand.Kladde)
            return;
        var bilag = await db.BilagIForsendelseAsync(dokument.Id, ct);
        foreach (var plads in await db.Registreringer.Where(r => r.DokumentId == dokument.Id && r.FlyttetTilId == null && r.Aktnr == null).OrderBy(r => r.Nr).ToListAsync(ct))
        {
            var sag = await db.SagIJobAsync(plads.SagId, ct);
            if (sag.Tilstand != Tilstand.Afsluttet)
                await journaliser.NummererAsync(aktoer, dokument, bilag, plads, sag, nu, ct);
        }
    }
}
