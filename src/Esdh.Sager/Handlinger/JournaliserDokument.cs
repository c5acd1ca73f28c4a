using System.Globalization;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Web;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// Journalises a document: locks it for ever with time, who and the SHA-256 of its files, and gives it the case's next akt number without
/// gaps (offentlighedsloven § 15). Its attached documents follow as 7.1, 7.2.
/// </summary>
internal sealed class JournaliserDokument(SagerDb db, EventLog haendelser, TimeProvider tid)
{
    public sealed record Kommando(Aktoer Aktoer, Guid DokumentId, long? IfMatch = null);

    /// <param name="Aktnr">On its first case: <c>7</c>.</param>
    public sealed record Svar(string Aktnr, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var dokument = await db.FindDokumentAsync(k.Aktoer, k.DokumentId, ct);
        Preconditions.Check(dokument.Version, k.IfMatch);
        var registreringer = await db.Registreringer.Where(r => r.DokumentId == dokument.Id).OrderBy(r => r.Nr).ToListAsync(ct);
        string? foerste = null;
        foreach (var registrering in registreringer)
        {
            var sag = await db.Sager.SynligeFor(k.Aktoer).SingleOrDefaultAsync(s => s.Id == registrering.SagId, ct);
            if (sag is null)
                continue; // registered on a case the actor cannot see: its own people journalise it there
            registrering.Aktnr = sag.NaesteAktnr(nu);
            foerste ??= registrering.Aktnr.Value.ToString(CultureInfo.InvariantCulture);
            await LaasAsync(k.Aktoer, dokument, registrering, nu, ct);
            await LaasBilagAsync(k.Aktoer, dokument, registrering, nu, ct);
        }

        return new(foerste!, dokument.Version);
    }

    private async Task LaasBilagAsync(Aktoer aktoer, Dokument dokument, Dokumentregistrering hoved, DateTimeOffset nu, CancellationToken ct)
    {
        var bilag = await db.Dokumenter.SynligeFor(db, aktoer).Where(d => d.ForaelderId == dokument.Id && d.Tilstand == Dokumenttilstand.Kladde).OrderBy(d => d.Nr).ToListAsync(ct);
        var nummer = await db.Filer.CountAsync(f => f.DokumentId == dokument.Id && f.Filversion == dokument.Filversion, ct) - 1;
        foreach (var barn in bilag)
        {
            var registrering = await db.Registreringer.SingleAsync(r => r.DokumentId == barn.Id && r.SagId == hoved.SagId, ct);
            (registrering.Aktnr, registrering.Bilagsnr) = (hoved.Aktnr, ++nummer);
            await LaasAsync(aktoer, barn, registrering, nu, ct);
        }
    }

    private async Task LaasAsync(Aktoer aktoer, Dokument dokument, Dokumentregistrering registrering, DateTimeOffset nu, CancellationToken ct)
    {
        var filer = await db.Filer.Where(f => f.DokumentId == dokument.Id && f.Filversion == dokument.Filversion).OrderBy(f => f.Nummer)
            .Select(f => new FilAngivelse(f.Nummer, f.Filnavn, f.Sha256, f.Stoerrelse)).ToListAsync(ct);
        DokumentRegler.HarEnFil.Kraev(filer.Count > 0);
        if (dokument.Journaliseret != nu)
            dokument.Journaliser(aktoer.Id, nu);
        await db.SaveChangesAsync(ct);
        var aktnr = registrering.Bilagsnr is { } bilag ? $"{registrering.Aktnr}.{bilag}" : $"{registrering.Aktnr}";
        await haendelser.AppendAsync(aktoer, new DokumentJournaliseret(aktnr, dokument.Titel, dokument.Retning.ToString(), dokument.Dato, filer), registrering.SagId, dokument.Id, ct);
    }
}
