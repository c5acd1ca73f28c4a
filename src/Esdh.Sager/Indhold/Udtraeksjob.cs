using System.Text.Json;
using Esdh.Core;
using Esdh.Core.Authorities;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Files.Pdf;
using Esdh.Core.Jobs;
using Esdh.Sager.Handlinger;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Indhold;

/// <summary>Makes the whole case into one PDF: each file's PDF first, one a portion, then all of them behind an index.</summary>
internal sealed class Udtraeksjob(CoreDb core, Pdfdannelse pdf, Qpdf qpdf, TimeProvider tid) : IJobKind
{
    public string Type => BestilSagsudtraek.Jobtype;

    /// <summary>Without its title: the list stays with the one who ordered it also when the right to see the document is gone.</summary>
    public string ItemName(string key)
    {
        var post = JsonSerializer.Deserialize<BestilSagsudtraek.Post>(key)!;
        return post.Akt.Length > 0 && char.IsDigit(post.Akt[0]) ? $"Akt {post.Akt}" : "Kladde";
    }

    public async Task<bool> RunPortionAsync(Authority authority, Guid jobId, CancellationToken ct)
    {
        var job = await core.Jobs.AsNoTracking().SingleAsync(j => j.Id == jobId, ct);
        if (job.StopOensket)
            return false;
        if (await core.JobPoster.AsNoTracking().Where(p => p.JobId == jobId && p.Resultat == null).OrderBy(p => p.Nr).FirstOrDefaultAsync(ct) is { } naeste)
        {
            var post = JsonSerializer.Deserialize<BestilSagsudtraek.Post>(naeste.Noegle)!;
            var grund = post.Lukket ?? (await pdf.DanAsync(post.Sha256, post.Filnavn, post.Mimetype, ct) is { Sha256: null } ingen ? ingen.Grund ?? "Filen kan ikke vises som PDF." : null);
            await authority.Queue.RunAsync((FremSagsudtraek act) => act.Udfoer(new(jobId, naeste.Nr, grund ?? "ok"), ct), ct);
            return true;
        }

        await SamlAsync(authority, job, ct);
        return false;
    }

    private async Task SamlAsync(Authority authority, Job job, CancellationToken ct)
    {
        var bestilling = JsonSerializer.Deserialize<BestilSagsudtraek.Bestilling>(job.Data)!;
        List<PdfAssemblyItem> dele = [];
        foreach (var p in await core.JobPoster.AsNoTracking().Where(p => p.JobId == job.Id).OrderBy(p => p.Nr).ToListAsync(ct))
        {
            var post = JsonSerializer.Deserialize<BestilSagsudtraek.Post>(p.Noegle)!;
            dele.Add(new(
                post.Akt, post.Titel, post.Dato == default ? "" : DanishTime.ShortDate(post.Dato),
                async stop =>
                {
                    var fundet = post.Lukket is null ? await pdf.DanAsync(post.Sha256, post.Filnavn, post.Mimetype, stop) : new(null, post.Lukket);
                    return new(fundet.Sha256 is { } sha ? authority.Content.OpenRead(sha) : null, fundet.Grund);
                },
                post.Dato == default ? null : Aktdokumenter.Stempel(bestilling.Sagsnummer, post.Akt, post.Dato), post.Niveau));
        }

        var midlertidig = Path.GetTempFileName();
        try
        {
            PdfAssembly samlet;
            await using (var til = File.Create(midlertidig))
                samlet = await PdfAssembler.AssembleAsync($"Sag {bestilling.Sagsnummer}", [bestilling.Titel, $"Samlet {DanishTime.LongDateTime(tid.GetUtcNow())} af {bestilling.Bestiller}, {authority.Info.Name}"], dele, til, qpdf, ct: ct);
            await using var fra = File.OpenRead(midlertidig);
            var gemt = await authority.Content.SaveAsync(fra, long.MaxValue, ct);
            var mangler = samlet.Missing.Count == 0 ? null : "akt " + string.Join(", ", samlet.Missing.Take(50)) + (samlet.Missing.Count > 50 ? " m.fl." : "");
            await authority.Queue.RunAsync((FremSagsudtraek act) => act.Udfoer(new(job.Id, null, null, gemt, samlet.Pages, mangler), ct), ct);
        }
        catch (PdfException e)
        {
            throw new NotFoundException(e.Message); // the job ends with the sentence
        }
        finally
        {
            File.Delete(midlertidig);
        }
    }
}
