using System.Globalization;
using System.Text.Json;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Domain;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// One item of an order: the act itself and the word that it is done stand or fall together, so that nothing is done twice, whenever
/// the server stops.
/// </summary>
internal sealed class FremMassehandling(CoreDb core, Massesagshandlinger sager, Massedokumenthandlinger dokumenter)
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
            {
                var id = BestilMassehandling.Laes(post.Noegle).Sag;
                if (bestilling.Handling == Massehandling.Fortryd)
                    await (Massehandling.Find(bestilling.Fortryder)!.Dokumenter ? dokumenter.FortrydAsync(k.Aktoer, bestilling, id, post.Foer, ct) : sager.FortrydAsync(k.Aktoer, bestilling, id, post.Foer, ct));
                else
                    post.Foer = await (Massehandling.Find(bestilling.Handling)!.Dokumenter ? dokumenter.UdfoerAsync(k.Aktoer, job.Id, bestilling, id, ct) : sager.UdfoerAsync(k.Aktoer, job.Id, bestilling, id, ct));
            }

            post.Resultat = k.Afvist ?? "ok";
            job.Faerdige++;
            job.Fejl += k.Afvist is null ? 0 : 1;
        }

        job.Resultat = Resultat(bestilling, job.Faerdige - job.Fejl, job.IAlt, job.Fejl);
        await core.SaveChangesAsync(ct);
    }

    /// <summary>Those that are left, at most <see cref="BestilMassehandling.Portion"/>, are all refused for the same reason. Answers whether more are left.</summary>
    internal async Task<bool> AfvisResten(Guid jobId, string grund, CancellationToken ct)
    {
        var job = await core.Jobs.SingleAsync(j => j.Id == jobId, ct);
        var poster = await core.JobPoster.Where(p => p.JobId == jobId && p.Resultat == null).OrderBy(p => p.Nr).Take(BestilMassehandling.Portion).ToListAsync(ct);
        poster.ForEach(p => p.Resultat = grund);
        job.Faerdige += poster.Count;
        job.Fejl += poster.Count;
        job.Resultat = Resultat(JsonSerializer.Deserialize<BestilMassehandling.Bestilling>(job.Data)!, job.Faerdige - job.Fejl, job.IAlt, job.Fejl);
        await core.SaveChangesAsync(ct);
        return poster.Count == BestilMassehandling.Portion;
    }

    internal static string Resultat(BestilMassehandling.Bestilling b, int gjort, int iAlt, int afvist)
    {
        var h = Massehandling.Find(b.Fortryder ?? b.Handling)!;
        var saadan = b.Fortryder is null ? h.Gjort : "er ført tilbage";
        var rest = afvist switch { 0 => "", 1 => " 1 blev afvist og er ikke ændret.", _ => $" {afvist.ToString("N0", Dansk)} blev afvist og er ikke ændret." };
        if (gjort == 0 && afvist == iAlt)
            return iAlt == 1 ? $"{(h.Dokumenter ? "Dokumentet" : "Sagen")} blev afvist og er ikke ændret." : $"Alle {h.Antal(iAlt)} blev afvist og er ikke ændret.";
        return $"{gjort.ToString("N0", Dansk)} af {h.Antal(iAlt)} {saadan}.{rest}";
    }

    private static CultureInfo Dansk { get; } = CultureInfo.GetCultureInfo("da-DK");
}
