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

    /// <summary>Gives the document and what came with it the case's next number, and locks what is not locked. For other acts too.</summary>
    internal async Task<string> NummererAsync(Aktoer aktoer, Dokument dokument, IReadOnlyList<Dokument> bilag, Dokumentregistrering registrering, Sag sag, DateTimeOffset nu, CancellationToken ct)
    {
        registrering.Aktnr = sag.NaesteAktnr(nu);
        var nummer = await LaasAsync(aktoer, dokument, registrering, nu, ct) - 1;
        foreach (var barn in bilag)
        {
            var plads = await db.Registreringer.SingleOrDefaultAsync(r => r.DokumentId == barn.Id && r.SagId == sag.Id && r.FlyttetTilId == null, ct);
            if (plads is null)
                continue;
            (plads.Aktnr, plads.Bilagsnr) = (registrering.Aktnr, nummer + 1);
            nummer += await LaasAsync(aktoer, barn, plads, nu, ct);
        }

        return registrering.Aktnr.Value.ToString(CultureInfo.InvariantCulture);
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
            await LaasAsync(aktoer, barn, registrering, nu, ct);
            foerste ??= $"{akt}.{registrering.Bilagsnr}";
        }

        DokumentRegler.IkkeJournaliseretFoer.Kraev(foerste is not null);
        return foerste;
    }

    /// <summary>Answers how many numbers it takes: one for each of its files.</summary>
    private async Task<int> LaasAsync(Aktoer aktoer, Dokument dokument, Dokumentregistrering registrering, DateTimeOffset nu, CancellationToken ct)
    {
        var filer = Dokumentopslag.Angiv(await opslag.FilerAsync(dokument, ct));
        DokumentRegler.HarEnFil.Kraev(filer.Count > 0);
        if (dokument.Tilstand == Dokumenttilstand.Kladde)
            dokument.Journaliser(aktoer.Id, nu);
        await db.SaveChangesAsync(ct);
        var aktnr = registrering.Bilagsnr is { } bilag ? $"{registrering.Aktnr}.{bilag}" : $"{registrering.Aktnr}";
        await haendelser.AppendAsync(aktoer, new DokumentJournaliseret(aktnr, dokument.Titel, dokument.Retning.ToString(), dokument.Dato, filer), registrering.SagId, dokument.Id, ct);
        return filer.Count;
    }
}
