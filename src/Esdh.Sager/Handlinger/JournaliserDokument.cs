using System.Globalization;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// Journalises a document: locks it for ever with time, who and the SHA-256 of its files, and gives it the case's next akt number without
/// gaps (offentlighedsloven § 15). Its attached files are 7.1, 7.2, and the documents attached to it follow.
/// </summary>
internal sealed class JournaliserDokument(SagerDb db, Dokumentopslag opslag, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, Guid DokumentId, long? IfMatch = null);

    /// <param name="Aktnr">On the first of its cases that the actor sees: <c>7</c>.</param>
    public sealed record Svar(string Aktnr, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var dokument = await opslag.FindAsync(k.Aktoer, k.DokumentId, k.IfMatch, ct);
        if (dokument.Tilstand == Dokumenttilstand.Kladde)
            await opslag.KraevArbejdeAsync(k.Aktoer, dokument, nu, ct); // names who has it checked out
        if (dokument.ForaelderId is { } foraelder)
            return new(await JournaliserEfternoelerAsync(k.Aktoer, dokument, foraelder, nu, ct), dokument.Version);

        // A document on a case that the actor cannot see is given its number there by that case's own people.
        var registreringer = (await opslag.RegistreringerAsync(dokument.Id, ct)).Where(r => r.Aktnr is null).ToList();
        DokumentRegler.IkkeJournaliseretFoer.Kraev(dokument.Tilstand == Dokumenttilstand.Kladde || (dokument.Tilstand == Dokumenttilstand.Journaliseret && registreringer.Count > 0));
        var bilag = await opslag.BilagAsync(k.Aktoer, dokument.Id, ct);
        string? foerste = null;
        foreach (var registrering in registreringer)
        {
            if (await db.Sager.SynligeFor(k.Aktoer).SingleOrDefaultAsync(s => s.Id == registrering.SagId, ct) is not { } sag)
                continue;
            var aktnr = await NummererAsync(k.Aktoer, dokument, bilag, registrering, sag, nu, ct);
            foerste ??= aktnr;
        }

        DokumentRegler.IkkeJournaliseretFoer.Kraev(foerste is not null);
        return new(foerste, dokument.Version);
    }

    /// <summary>A document on a case as it is journalised: its place there and the files it has.</summary>
    internal sealed record Akt(Dokument Dokument, Dokumentregistrering Plads, IReadOnlyList<FilAngivelse> Filer);

    /// <summary>Gives the document and what came with it the case's next number, and locks what is not locked. For other acts too.</summary>
    internal async Task<string> NummererAsync(Aktoer aktoer, Dokument dokument, IReadOnlyList<Dokument> bilag, Dokumentregistrering registrering, Sag sag, DateTimeOffset nu, CancellationToken ct)
    {
        List<Guid> ider = [.. bilag.Select(b => b.Id)];
        var pladser = ider.Count == 0 ? [] : await db.Registreringer
            .Where(r => r.SagId == sag.Id && r.FlyttetTilId == null && ider.Contains(r.DokumentId)).ToDictionaryAsync(r => r.DokumentId, ct);
        var filer = await FilerAsync([dokument, .. bilag], ct);
        List<Akt> akter = [new(dokument, registrering, filer(dokument)), .. bilag.Where(b => pladser.ContainsKey(b.Id)).Select(b => new Akt(b, pladser[b.Id], filer(b)))];
        var aktnr = Nummerer(aktoer, sag, akter, nu);
        await db.SaveChangesAsync(ct);
        await FortaelAsync(aktoer, akter, ct);
        return aktnr;
    }

    /// <summary>Numbers and locks: the main document first, then what came with it. Its files are 7, 7.1, 7.2, and the attached follow. Not saved and not told here.</summary>
    internal static string Nummerer(Aktoer aktoer, Sag sag, IReadOnlyList<Akt> akter, DateTimeOffset nu)
    {
        var aktnr = sag.NaesteAktnr(nu);
        var naeste = 0;
        foreach (var akt in akter)
        {
            (akt.Plads.Aktnr, akt.Plads.Bilagsnr) = (aktnr, naeste == 0 ? null : naeste);
            naeste += Laas(aktoer, akt, nu);
        }

        return aktnr.ToString(CultureInfo.InvariantCulture);
    }

    internal async Task FortaelAsync(Aktoer aktoer, IReadOnlyList<Akt> akter, CancellationToken ct)
    {
        foreach (var (dokument, plads, filer) in akter)
        {
            var aktnr = plads.Bilagsnr is { } bilag ? $"{plads.Aktnr}.{bilag}" : $"{plads.Aktnr}";
            await haendelser.AppendAsync(aktoer, new DokumentJournaliseret(aktnr, dokument.Titel, dokument.Retning.ToString(), dokument.Dato, filer), plads.SagId, dokument.Id, ct);
        }
    }

    /// <summary>An attachment that could not follow when its document was journalised, since the actor did not see it, follows now.</summary>
    private async Task<string> JournaliserEfternoelerAsync(Aktoer aktoer, Dokument barn, Guid foraelder, DateTimeOffset nu, CancellationToken ct)
    {
        DokumentRegler.IkkeJournaliseretFoer.Kraev(barn.Tilstand == Dokumenttilstand.Kladde);
        string? foerste = null;
        foreach (var registrering in (await opslag.RegistreringerAsync(barn.Id, ct)).Where(r => r.Aktnr is null))
        {
            var akt = await db.Registreringer.Where(r => r.DokumentId == foraelder && r.SagId == registrering.SagId).Select(r => r.Aktnr).SingleOrDefaultAsync(ct);
            DokumentRegler.BilagFoelgerHovedet.Kraev(akt is not null);
            var sag = await db.FindSagAsync(aktoer, registrering.SagId.ToString(), ct);
            sag.KraevAaben();
            sag.Roer(nu);
            var paaAkten = await db.Registreringer.Where(r => r.SagId == sag.Id && r.Aktnr == akt).Select(r => new
            {
                Nummer = r.Bilagsnr ?? 0,
                Filer = db.Filer.Count(f => f.DokumentId == r.DokumentId && db.Dokumenter.SynligeFor(db, aktoer).Any(d => d.Id == f.DokumentId && d.Filversion == f.Filversion)),
            }).ToListAsync(ct);
            (registrering.Aktnr, registrering.Bilagsnr) = (akt, paaAkten.Max(p => p.Nummer + Math.Max(p.Filer, 1) - 1) + 1);
            var laast = new Akt(barn, registrering, Dokumentopslag.Angiv(await opslag.FilerAsync(barn, ct)));
            Laas(aktoer, laast, nu);
            await db.SaveChangesAsync(ct);
            await FortaelAsync(aktoer, [laast], ct);
            foerste ??= $"{akt}.{registrering.Bilagsnr}";
        }

        DokumentRegler.IkkeJournaliseretFoer.Kraev(foerste is not null);
        return foerste;
    }

    /// <summary>Answers how many numbers it takes: one for each of its files.</summary>
    private static int Laas(Aktoer aktoer, Akt akt, DateTimeOffset nu)
    {
        DokumentRegler.HarEnFil.Kraev(akt.Filer.Count > 0);
        if (akt.Dokument.Tilstand == Dokumenttilstand.Kladde)
            akt.Dokument.Journaliser(aktoer.Id, nu);
        return akt.Filer.Count;
    }

    private async Task<Func<Dokument, IReadOnlyList<FilAngivelse>>> FilerAsync(IReadOnlyList<Dokument> dokumenter, CancellationToken ct)
    {
        List<Guid> ider = [.. dokumenter.Select(d => d.Id)];
        var filer = (await db.Filer.Where(f => ider.Contains(f.DokumentId)).OrderBy(f => f.Nummer).ToListAsync(ct)).ToLookup(f => (f.DokumentId, f.Filversion));
        return d => Dokumentopslag.Angiv(filer[(d.Id, d.Filversion)]);
    }
}
