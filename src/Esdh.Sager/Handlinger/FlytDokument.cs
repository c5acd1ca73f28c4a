using System.Globalization;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// Moves a document, with what came with it, to another case; both histories tell it. A journalised document keeps its akt number where it
/// was, marked as moved, and gets the next one where it comes: neither series has a gap. Moved back, it gets its old number again.
/// </summary>
internal sealed class FlytDokument(SagerDb db, Dokumentopslag opslag, JournaliserDokument journaliser, EventLog haendelser, TimeProvider tid)
{
    /// <param name="FraSag">Id or number; needed only when the document is on several cases.</param>
    /// <param name="TilSag">Id or number.</param>
    /// <param name="Grund">Needed for a journalised document.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid DokumentId, string? TilSag, string? FraSag = null, string? Grund = null, long? IfMatch = null);

    /// <param name="Aktnr">On the new case; null for a draft.</param>
    public sealed record Svar(Guid Id, string Sagsnummer, string? Aktnr, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(k.TilSag))
            throw new InvalidException("sag", "Angiv den sag, dokumentet skal flyttes til.");
        var nu = tid.GetUtcNow();
        var dokument = await opslag.FindAsync(k.Aktoer, k.DokumentId, k.IfMatch, ct);
        DokumentRegler.BilagFoelgerHovedet.Kraev(dokument.ForaelderId is null);
        DokumentRegler.FejlmarkeredeTagesIkkeMed.Kraev(dokument.Tilstand != Dokumenttilstand.Fejljournaliseret);
        if (dokument.Tilstand == Dokumenttilstand.Kladde)
            dokument.KraevArbejde(k.Aktoer.Id, nu);
        else if (string.IsNullOrWhiteSpace(k.Grund))
            throw new InvalidException("begrundelse", "Skriv, hvorfor dokumentet flyttes.");

        await opslag.KraevIkkeUnderForsendelseAsync(dokument.Id, ct);

        var (plads, fra) = await FindFraAsync(k, ct);
        var til = await FindTilAsync(k, ct);
        DokumentRegler.AlleredePaaSagen.Kraev(til.Id != fra.Id && !(await opslag.RegistreringerAsync(dokument.Id, ct)).Exists(r => r.SagId == til.Id));
        fra.KraevAaben();
        til.KraevAaben();

        var bilag = await opslag.BilagAsync(k.Aktoer, dokument.Id, ct);
        var foer = await PladserAsync(bilag.Prepend(dokument), fra.Id, ct);
        string? tilAkt = null;
        if (dokument.Tilstand == Dokumenttilstand.Kladde)
        {
            foreach (var d in bilag.Prepend(dokument))
            {
                if (await PladsAsync(d.Id, fra.Id, ct) is { } kladdeplads)
                    (kladdeplads.SagId, kladdeplads.DelforloebId) = (til.Id, null);
            }
        }
        else
        {
            tilAkt = await FlytJournaliseretAsync(k, dokument, bilag, fra, til, nu, ct);
        }

        fra.Roer(nu);
        til.Roer(nu);
        dokument.Roer();
        await db.SaveChangesAsync(ct);
        var efter = await PladserAsync(bilag.Prepend(dokument), til.Id, ct);
        foreach (var d in bilag.Prepend(dokument).Where(d => foer.ContainsKey(d.Id)))
        {
            var flyttet = new DokumentFlyttet(d.Titel, fra.Sagsnummer, foer[d.Id], til.Sagsnummer, efter.GetValueOrDefault(d.Id), string.IsNullOrWhiteSpace(k.Grund) ? null : k.Grund.Trim());
            await haendelser.AppendAsync(k.Aktoer, flyttet, fra.Id, d.Id, ct);
            await haendelser.AppendAsync(k.Aktoer, flyttet, til.Id, d.Id, ct);
        }

        return new(dokument.Id, til.Sagsnummer, tilAkt, dokument.Version);
    }

    private async Task<string> FlytJournaliseretAsync(Kommando k, Dokument dokument, List<Dokument> bilag, Sag fra, Sag til, DateTimeOffset nu, CancellationToken ct)
    {
        Dokumentregistrering? ny = null;
        foreach (var d in bilag.Prepend(dokument))
        {
            if (await PladsAsync(d.Id, fra.Id, ct) is not { } gammel)
                continue;
            (gammel.FlyttetTilId, gammel.Flyttet) = (til.Id, nu);
            if (await db.Registreringer.SingleOrDefaultAsync(r => r.DokumentId == d.Id && r.SagId == til.Id, ct) is { } tidligere)
            {
                (tidligere.FlyttetTilId, tidligere.Flyttet) = (null, null); // it comes back to its old number
                ny ??= tidligere;
                continue;
            }

            var plads = new Dokumentregistrering { DokumentId = d.Id, SagId = til.Id, RegistreretAf = k.Aktoer.Id, Registreret = nu };
            db.Add(plads);
            ny ??= plads;
        }

        await db.SaveChangesAsync(ct);
        return ny!.Aktnr?.ToString(CultureInfo.InvariantCulture) ?? await journaliser.NummererAsync(k.Aktoer, dokument, bilag, ny, til, nu, ct);
    }

    private async Task<(Dokumentregistrering Plads, Sag Sag)> FindFraAsync(Kommando k, CancellationToken ct)
    {
        var pladser = await opslag.RegistreringerAsync(k.DokumentId, ct);
        if (k.FraSag is null && pladser.Count > 1)
            throw new InvalidException("fraSag", "Dokumentet er på flere sager. Angiv, hvilken det skal flyttes fra.");
        var sag = await db.FindSagAsync(k.Aktoer, k.FraSag ?? pladser[0].SagId.ToString(), ct);
        return (pladser.Find(p => p.SagId == sag.Id) ?? throw new InvalidException("fraSag", "Dokumentet er ikke på sagen."), sag);
    }

    private async Task<Sag> FindTilAsync(Kommando k, CancellationToken ct)
    {
        try
        {
            return await db.FindSagAsync(k.Aktoer, k.TilSag!.Trim(), ct);
        }
        catch (NotFoundException)
        {
            throw new InvalidException("sag", "Der er ingen sag med det nummer, som du har adgang til.");
        }
    }

    /// <summary>The akt numbers that a document and what is attached to it have on a case; null where they have none yet.</summary>
    private async Task<Dictionary<Guid, string?>> PladserAsync(IEnumerable<Dokument> dokumenter, Guid sag, CancellationToken ct)
    {
        List<Guid> ider = [.. dokumenter.Select(d => d.Id)];
        return (await db.Registreringer.Where(r => ider.Contains(r.DokumentId) && r.SagId == sag && r.FlyttetTilId == null).Select(r => new { r.DokumentId, r.Aktnr, r.Bilagsnr }).ToListAsync(ct))
            .ToDictionary(r => r.DokumentId, r => r.Aktnr is null ? null : r.Bilagsnr is null ? FormattableString.Invariant($"{r.Aktnr}") : FormattableString.Invariant($"{r.Aktnr}.{r.Bilagsnr}"));
    }

    private Task<Dokumentregistrering?> PladsAsync(Guid dokument, Guid sag, CancellationToken ct) =>
        db.Registreringer.SingleOrDefaultAsync(r => r.DokumentId == dokument && r.SagId == sag && r.FlyttetTilId == null, ct);
}
