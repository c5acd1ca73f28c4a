using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Storage;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Writes how far the packing of documents has come; each case is told what was taken from it.</summary>
internal sealed class FremMasseudtraek(SagerDb db, CoreDb core, EventLog haendelser)
{
    /// <param name="Resultat"><c>ok</c> or a Danish sentence.</param>
    /// <param name="SagId">The case that it was taken from.</param>
    internal sealed record Post(int Nr, string Resultat, Guid? SagId, int Filer);

    public sealed record Kommando(Aktoer Aktoer, Guid JobId, IReadOnlyList<Post> Poster);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var job = await core.Jobs.SingleAsync(j => j.Id == k.JobId, ct);
        var numre = k.Poster.Select(p => p.Nr).ToList();
        var poster = await core.JobPoster.Where(p => p.JobId == k.JobId && numre.Contains(p.Nr) && p.Resultat == null).ToDictionaryAsync(p => p.Nr, ct);
        foreach (var p in k.Poster.Where(p => poster.ContainsKey(p.Nr)))
        {
            poster[p.Nr].Resultat = p.Resultat;
            job.Faerdige++;
            job.Fejl += p.Resultat == "ok" ? 0 : 1;
        }

        await core.SaveChangesAsync(ct);
        foreach (var sag in k.Poster.Where(p => p is { SagId: not null, Filer: > 0 }).GroupBy(p => p.SagId!.Value))
            await haendelser.AppendAsync(k.Aktoer, new DokumenterUdtrukket(sag.Sum(p => p.Filer), job.Nr), sag.Key, null, ct);
    }

    /// <summary>From the beginning, also where it was begun before.</summary>
    internal async Task Begynd(Guid jobId, CancellationToken ct)
    {
        var job = await core.Jobs.SingleAsync(j => j.Id == jobId, ct);
        if (job.Faerdige > 0)
            await core.JobPoster.Where(p => p.JobId == jobId && p.Resultat != null).ExecuteUpdateAsync(s => s.SetProperty(p => p.Resultat, (string?)null), ct);
        (job.Faerdige, job.Fejl) = (0, 0);
        await core.SaveChangesAsync(ct);
    }

    internal async Task Slut(Guid jobId, StoredContent zip, int filer, CancellationToken ct)
    {
        var job = await core.Jobs.SingleAsync(j => j.Id == jobId, ct);
        var udtraek = await db.Masseudtraek.SingleAsync(u => u.JobId == jobId, ct);
        (udtraek.Sha256, udtraek.Stoerrelse, udtraek.Filer) = (zip.Sha256, zip.Length, filer);
        job.Resultat = $"{(filer == 1 ? "1 fil" : $"{filer} filer")} er pakket, {Indhold.Ord.Stoerrelse(zip.Length)}.{(job.Fejl == 0 ? "" : $" {job.Fejl} blev ikke taget med.")}";
        await db.SaveChangesAsync(ct);
        await core.SaveChangesAsync(ct);
    }
}
