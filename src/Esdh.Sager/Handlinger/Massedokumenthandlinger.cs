using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;

namespace Esdh.Sager.Handlinger;

/// <summary>What an order does to one document, by the same acts as one by one; see <see cref="Massesagshandlinger"/>.</summary>
internal sealed class Massedokumenthandlinger(
    SagerDb db, JournaliserDokument journaliser, RetDokument ret, SaetDokumentfoelsomhed saetFoelsomhed, MarkerUdenBetydning marker, FlytDokument flyt, RegistrerDokument registrer, Dokumentopslag opslag)
{
    private const string Fortrudt = "Samlet ændring fortrudt.";

    /// <summary>Answers what it was before, for undoing; null where that is not kept.</summary>
    internal async Task<string?> UdfoerAsync(Aktoer aktoer, BestilMassehandling.Bestilling b, Guid id, CancellationToken ct)
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
            case Massehandling.Kopier:
                await registrer.Udfoer(new(aktoer, id, b.Vaerdi), ct);
                return null;
            default:
                throw new InvalidOperationException($"Ukendt massehandling {b.Handling}.");
        }
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
