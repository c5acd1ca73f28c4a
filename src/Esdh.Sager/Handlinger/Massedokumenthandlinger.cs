using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>What an order does to one document, by the same acts as one by one; see <see cref="Massesagshandlinger"/>.</summary>
internal sealed class Massedokumenthandlinger(
    SagerDb db, JournaliserDokument journaliser, RetDokument ret, SaetDokumentfoelsomhed saetFoelsomhed, MarkerUdenBetydning marker, FlytDokument flyt, RegistrerDokument registrer, BestilForsendelse send,
    Dokumentopslag opslag)
{
    private const string Fortrudt = "Samlet ændring fortrudt.";

    /// <summary>Answers what it was before, for undoing; null where that is not kept.</summary>
    internal async Task<string?> UdfoerAsync(Aktoer aktoer, Guid job, BestilMassehandling.Bestilling b, Guid id, CancellationToken ct)
    {
        var dokument = await db.FindDokumentAsync(aktoer, id, ct);
        switch (b.Handling)
        {
            case Massehandling.Journaliser:
                await journaliser.Udfoer(new(aktoer, id), ct);
                return null;
            case Massehandling.Dokumenttype:
                var type = dokument.Dokumenttype;
                MasseRegler.HarTypen.Kraev(type != b.Vaerdi);
                await ret.Udfoer(new(aktoer, id, Dokumenttype: b.Vaerdi), ct);
                return type ?? "";
            case Massehandling.Foelsomhed:
                var foelsomhed = dokument.Foelsomhed.ToString();
                MasseRegler.HarFoelsomheden.Kraev(foelsomhed != b.Vaerdi);
                await saetFoelsomhed.Udfoer(new(aktoer, id, b.Vaerdi, b.Kommentar), ct);
                return foelsomhed;
            case Massehandling.UdenBetydning:
                MasseRegler.ErUdenBetydning.Kraev(dokument.UdenBetydning is null);
                await marker.Udfoer(new(aktoer, id, b.Kommentar), ct);
                return "";
            case Massehandling.Flyt:
                var hvor = (await opslag.RegistreringerAsync(id, ct))[0].SagId.ToString();
                await flyt.Udfoer(new(aktoer, id, b.Vaerdi, null, b.Kommentar), ct);
                return hvor;
            case Massehandling.Send:
                await SendAsync(aktoer, job, id, b.Vaerdi, ct);
                return null;
            case Massehandling.Kopier:
                await registrer.Udfoer(new(aktoer, id, b.Vaerdi), ct);
                return null;
            default:
                throw new InvalidOperationException($"Ukendt massehandling {b.Handling}.");
        }
    }

    /// <summary>To the parties it names as its receivers, else to the case's primary party; each by the channel that is proposed.</summary>
    private async Task SendAsync(Aktoer aktoer, Guid job, Guid id, string? tekst, CancellationToken ct)
    {
        MasseRegler.ErSendt.Kraev(!await db.Forsendelser.AnyAsync(f => f.DokumentId == id && (f.FoerstSendt != null || f.Afsluttet == null), ct) && !await db.Endeliggoerelser.AnyAsync(e => e.DokumentId == id, ct));
        var sag = (await opslag.RegistreringerAsync(id, ct))[0].SagId;
        var paaSagen = db.Sagsparter.Where(p => p.SagId == sag && p.Fratraadt == null);
        var modtagere = await paaSagen.Where(p => db.Korrespondenter.Any(k => k.DokumentId == id && k.Art == Korrespondentart.Modtager && k.PartId == p.PartId)).Select(p => p.Id).ToListAsync(ct);
        if (modtagere.Count == 0)
            modtagere = await paaSagen.Where(p => p.ErPrimaer).Select(p => p.Id).ToListAsync(ct);
        MasseRegler.HarEnModtager.Kraev(modtagere.Count > 0);
        await send.Udfoer(new(aktoer, id, [.. modtagere.Select(m => new BestilForsendelse.NyModtager(m))], Tekst: tekst, JobId: job), ct);
    }

    internal async Task FortrydAsync(Aktoer aktoer, BestilMassehandling.Bestilling b, Guid id, string? foer, CancellationToken ct)
    {
        var dokument = await db.FindDokumentAsync(aktoer, id, ct);
        switch (b.Fortryder)
        {
            case Massehandling.Dokumenttype:
                MasseRegler.AendretSiden.Kraev(dokument.Dokumenttype == b.Vaerdi);
                await ret.Udfoer(new(aktoer, id, Dokumenttype: foer), ct);
                break;
            case Massehandling.Foelsomhed:
                MasseRegler.AendretSiden.Kraev(dokument.Foelsomhed.ToString() == b.Vaerdi);
                await saetFoelsomhed.Udfoer(new(aktoer, id, foer, b.Kommentar ?? Fortrudt), ct);
                break;
            case Massehandling.UdenBetydning:
                MasseRegler.AendretSiden.Kraev(dokument.UdenBetydning is not null);
                await marker.Udfoer(new(aktoer, id, null, Fortryd: true), ct);
                break;
            case Massehandling.Flyt:
                MasseRegler.AendretSiden.Kraev((await opslag.RegistreringerAsync(id, ct)).Exists(r => r.SagId.ToString() == b.Vaerdi));
                await flyt.Udfoer(new(aktoer, id, foer, b.Vaerdi, b.Kommentar ?? "Samlet flytning fortrudt."), ct);
                break;
            default:
                throw new InvalidOperationException($"{b.Fortryder} fortrydes ikke.");
        }
    }
}
