using System.Text.Json;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// One case of an order: the act itself and the word that it is done stand or fall together, so that a case is never done twice, whenever
/// the server stops.
/// </summary>
internal sealed class FremMassehandling(CoreDb core, OverdragSag overdrag, AfslutSag afslut, GivSagTilbage givTilbage)
{
    /// <param name="Post">The item; null when all are done and only the sum is to be written.</param>
    /// <param name="Afvist">Why the act was refused when it was tried.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid JobId, int? Post, string? Afvist = null);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var job = await core.Jobs.SingleAsync(j => j.Id == k.JobId, ct);
        var bestilling = JsonSerializer.Deserialize<BestilMassehandling.Bestilling>(job.Data)!;
        if (k.Post is { } nr)
        {
            var post = await core.JobPoster.SingleAsync(p => p.JobId == k.JobId && p.Nr == nr, ct);
            if (post.Resultat is not null)
                return; // done before a restart
            if (k.Afvist is null)
                await UdfoerAsync(k.Aktoer, job.Id, bestilling, BestilMassehandling.Laes(post.Noegle).Sag.ToString(), ct);
            post.Resultat = k.Afvist ?? "ok";
            job.Faerdige++;
            job.Fejl += k.Afvist is null ? 0 : 1;
        }

        job.Resultat = Resultat(bestilling.Handling, job.Faerdige - job.Fejl, job.IAlt, job.Fejl);
        await core.SaveChangesAsync(ct);
    }

    private async Task UdfoerAsync(Aktoer aktoer, Guid job, BestilMassehandling.Bestilling b, string sag, CancellationToken ct)
    {
        if (b.Handling == BestilMassehandling.Overdrag)
            await overdrag.Udfoer(new(aktoer, sag, b.BehandlerId, b.EnhedId, b.Kommentar, JobId: job), ct);
        else if (b.Handling == BestilMassehandling.Afslut)
            await afslut.Udfoer(new(aktoer, sag, null, b.Kommentar), ct);
        else
            await givTilbage.Udfoer(new(aktoer, sag, b.Kommentar, b.JobId), ct);
    }

    private static string Resultat(string handling, int gjort, int iAlt, int afvist)
    {
        var ord = handling switch { BestilMassehandling.Overdrag => "overdraget", BestilMassehandling.Afslut => "afsluttet", _ => "givet tilbage" };
        var rest = afvist switch { 0 => "", 1 => " 1 blev afvist og er ikke ændret.", _ => $" {afvist} blev afvist og er ikke ændret." };
        if (gjort == 0 && afvist == iAlt)
            return iAlt == 1 ? $"Sagen er ikke {ord}. Den blev afvist og er ikke ændret." : $"Ingen af de {iAlt} sager er {ord}. De blev afvist og er ikke ændret.";
        return $"{gjort} af {(iAlt == 1 ? "1 sag" : $"{iAlt} sager")} er {ord}.{rest}";
    }
}
