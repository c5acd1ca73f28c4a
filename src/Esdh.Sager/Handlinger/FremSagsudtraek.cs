using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Writes how far an extract has come: a file turned into PDF, or the whole put together.</summary>
internal sealed class FremSagsudtraek(SagerDb db, CoreDb core)
{
    /// <param name="Post">The item that is done; null when the whole is.</param>
    /// <param name="Resultat"><c>ok</c> or a Danish sentence.</param>
    /// <param name="Samlet">The finished PDF.</param>
    public sealed record Kommando(Guid JobId, int? Post, string? Resultat = null, StoredContent? Samlet = null, int Sider = 0, string? Mangler = null);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var job = await core.Jobs.SingleAsync(j => j.Id == k.JobId, ct);
        if (k.Post is { } nr)
        {
            var post = await core.JobPoster.SingleAsync(p => p.JobId == k.JobId && p.Nr == nr, ct);
            if (post.Resultat is not null)
                return; // done before a restart
            post.Resultat = k.Resultat;
            job.Faerdige++;
            job.Fejl += k.Resultat == "ok" ? 0 : 1;
        }
        else
        {
            var udtraek = await db.Sagsudtraek.SingleAsync(u => u.JobId == k.JobId, ct);
            (udtraek.Sha256, udtraek.Sider, udtraek.Mangler) = (k.Samlet!.Sha256, k.Sider, k.Mangler);
            job.Resultat = k.Mangler is null ? $"{k.Sider} sider." : $"{k.Sider} sider. Ikke med: {k.Mangler}.";
            await db.SaveChangesAsync(ct);
        }

        await core.SaveChangesAsync(ct);
    }
}
