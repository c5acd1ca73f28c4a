using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Registers a document, with what came with it, on one more case; a journalised one gets that case's next akt number at once.</summary>
internal sealed class RegistrerDokument(SagerDb db, Dokumentopslag opslag, JournaliserDokument journaliser, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Sag">Id or number.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid DokumentId, string? Sag, long? IfMatch = null);

    public sealed record Svar(Guid Id, string Sagsnummer, string? Aktnr, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(k.Sag))
            throw new InvalidException("sag", "Angiv den sag, dokumentet også skal på.");
        var nu = tid.GetUtcNow();
        var dokument = await opslag.FindAsync(k.Aktoer, k.DokumentId, k.IfMatch, ct);
        DokumentRegler.BilagFoelgerHovedet.Kraev(dokument.ForaelderId is null);
        DokumentRegler.FejlmarkeredeTagesIkkeMed.Kraev(dokument.Tilstand != Dokumenttilstand.Fejljournaliseret);
        var sag = await db.FindSagAsync(k.Aktoer, k.Sag.Trim(), ct);
        sag.KraevAaben();
        DokumentRegler.AlleredePaaSagen.Kraev(!(await opslag.RegistreringerAsync(dokument.Id, ct)).Exists(r => r.SagId == sag.Id));

        var bilag = await opslag.BilagAsync(k.Aktoer, dokument.Id, ct);
        Dokumentregistrering? plads = null;
        foreach (var d in bilag.Prepend(dokument))
        {
            var her = await db.Registreringer.SingleOrDefaultAsync(r => r.DokumentId == d.Id && r.SagId == sag.Id, ct);
            if (her is null)
                db.Add(her = new Dokumentregistrering { DokumentId = d.Id, SagId = sag.Id, RegistreretAf = k.Aktoer.Id, Registreret = nu });
            (her.FlyttetTilId, her.Flyttet) = (null, null); // it has been here before, and gets its number again
            plads ??= her;
        }

        sag.Roer(nu);
        dokument.Roer();
        await db.SaveChangesAsync(ct);
        var aktnr = plads!.Aktnr?.ToString(System.Globalization.CultureInfo.InvariantCulture)
            ?? (dokument.Tilstand == Dokumenttilstand.Journaliseret ? await journaliser.NummererAsync(k.Aktoer, dokument, bilag, plads, sag, nu, ct) : null);
        await db.SaveChangesAsync(ct);
        await haendelser.AppendAsync(k.Aktoer, new DokumentRegistreret(dokument.Titel, aktnr), sag.Id, dokument.Id, ct);
        foreach (var d in bilag)
        {
            var nummer = await db.Registreringer.Where(r => r.DokumentId == d.Id && r.SagId == sag.Id).Select(r => new { r.Aktnr, r.Bilagsnr }).SingleAsync(ct);
            await haendelser.AppendAsync(k.Aktoer, new DokumentRegistreret(d.Titel, nummer.Aktnr is null ? null : FormattableString.Invariant($"{nummer.Aktnr}.{nummer.Bilagsnr}")), sag.Id, d.Id, ct);
        }

        return new(dokument.Id, sag.Sagsnummer, aktnr, dokument.Version);
    }
}
