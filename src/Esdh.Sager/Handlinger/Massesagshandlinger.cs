using Esdh.Core.Access;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>What an order does to one case, by the same acts as one by one. Where the case is so already it is refused, so that what is undone is what was done.</summary>
internal sealed class Massesagshandlinger(
    SagerDb db, OverdragSag overdrag, AfslutSag afslut, GivSagTilbage givTilbage, MaerkSag maerk, SkiftStatus skift, OmjournaliserSag omjournaliser, SaetOversag overordn)
{
    /// <summary>Answers what it was before, for undoing; null where that is not kept.</summary>
    internal async Task<string?> UdfoerAsync(Aktoer aktoer, Guid job, BestilMassehandling.Bestilling b, Guid id, CancellationToken ct)
    {
        var sag = id.ToString();
        switch (b.Handling)
        {
            case Massehandling.Overdrag:
                await overdrag.Udfoer(new(aktoer, sag, b.BehandlerId, b.EnhedId, b.Kommentar, JobId: job), ct);
                return null;
            case Massehandling.Afslut:
                await afslut.Udfoer(new(aktoer, sag, b.Vaerdi is null ? null : Guid.Parse(b.Vaerdi), b.Kommentar), ct);
                return null;
            case Massehandling.GivTilbage:
                await givTilbage.Udfoer(new(aktoer, sag, b.Kommentar, b.JobId), ct);
                return null;
            case Massehandling.Maerk or Massehandling.Afmaerk:
                await MaerkAsync(aktoer, sag, b.Vaerdi!, b.Handling == Massehandling.Afmaerk, ct);
                return null;
            case Massehandling.Status:
                var foer = (await db.FindSagAsync(aktoer, sag, ct)).StatusId;
                await skift.Udfoer(new(aktoer, sag, b.Vaerdi, b.Kommentar), ct);
                return foer.ToString();
            case Massehandling.Omjournaliser:
                await omjournaliser.Udfoer(new(aktoer, sag, b.Vaerdi, b.Facet, b.Kommentar), ct);
                return null;
            case Massehandling.Oversag:
                var fundet = await db.FindSagAsync(aktoer, sag, ct);
                fundet.KraevAaben();
                var over = fundet.OversagId;
                MasseRegler.SagenErDerAllerede.Kraev(over?.ToString() != b.Vaerdi);
                await overordn.Udfoer(new(aktoer, sag, b.Vaerdi), ct);
                return over?.ToString() ?? "";
            default:
                throw new InvalidOperationException($"Ukendt massehandling {b.Handling}.");
        }
    }

    internal async Task FortrydAsync(Aktoer aktoer, BestilMassehandling.Bestilling b, Guid id, string? foer, CancellationToken ct)
    {
        var sag = id.ToString();
        switch (b.Fortryder)
        {
            case Massehandling.Maerk or Massehandling.Afmaerk:
                await MaerkAsync(aktoer, sag, b.Vaerdi!, b.Fortryder == Massehandling.Maerk, ct);
                break;
            case Massehandling.Status:
                var fundet = await db.FindSagAsync(aktoer, sag, ct);
                fundet.KraevAaben();
                MasseRegler.AendretSiden.Kraev(fundet.StatusId.ToString() == b.Vaerdi);
                await skift.Udfoer(new(aktoer, sag, foer, b.Kommentar ?? "Samlet statusskift fortrudt."), ct);
                break;
            case Massehandling.Oversag:
                MasseRegler.AendretSiden.Kraev((await db.FindSagAsync(aktoer, sag, ct)).OversagId?.ToString() == b.Vaerdi);
                await overordn.Udfoer(new(aktoer, sag, foer), ct);
                break;
            default:
                throw new InvalidOperationException($"{b.Fortryder} fortrydes ikke.");
        }
    }

    private async Task MaerkAsync(Aktoer aktoer, string sag, string ord, bool fjern, CancellationToken ct)
    {
        var id = (await db.FindSagAsync(aktoer, sag, ct)).Id;
        var har = await db.Maerker.AnyAsync(m => m.SagId == id && m.Maerke == ord, ct);
        (fjern ? MasseRegler.HarIkkeMaerket : MasseRegler.HarMaerket).Kraev(har == fjern);
        await maerk.Udfoer(new(aktoer, sag, ord, fjern), ct);
    }
}
