using System.Text.Json;
using Esdh.Adgang.Contract;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Core.Web;
using Esdh.Sager.Handlinger;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Indhold;

/// <summary>
/// Carries an order on many cases or documents out, each an act of its own, so that one that a rule refuses holds no other back. They queue together
/// and share their commits. Done with the rights the one who ordered it has when each portion begins: when they are gone, all that is left is refused.
/// </summary>
internal sealed class Massejob(CoreDb core, Aktoerkilde aktoerer) : IJobKind
{
    /// <summary>How many go between two looks at whether someone wants it stopped.</summary>
    private const int Portion = 20;

    internal const string MistetRet = "Den, der satte arbejdet i gang, er ikke længere aktiv eller arbejder ikke længere med sager.";

    public string Type => BestilMassehandling.Jobtype;

    public string Page(Guid jobId) => $"/jobs/{jobId}/sager";

    public string ItemName(string key) => Navn(key);

    /// <summary>A case by its number, a document by its own.</summary>
    internal static string Navn(string key) => BestilMassehandling.Laes(key).Sagsnummer is var navn && navn.All(char.IsAsciiDigit) ? $"Dokument {navn}" : navn;

    public async Task<bool> RunPortionAsync(Authority authority, Guid jobId, CancellationToken ct)
    {
        var job = await core.Jobs.AsNoTracking().SingleAsync(j => j.Id == jobId, ct);
        if (job.StopOensket)
            return false;
        var poster = await core.JobPoster.AsNoTracking().Where(p => p.JobId == jobId && p.Resultat == null).OrderBy(p => p.Nr).Select(p => p.Nr).Take(Portion).ToListAsync(ct);
        if (poster.Count == 0)
            return false;
        if (await aktoerer.FindAsync(job.OprettetAf, ct, JsonSerializer.Deserialize<BestilMassehandling.Bestilling>(job.Data)!.PaaVegneAf) is not { } aktoer || !aktoer.Har(AccessRules.Sagsarbejde))
            return await authority.Queue.RunAsync((FremMassehandling act) => act.AfvisResten(jobId, MistetRet, ct), ct);
        await Task.WhenAll(poster.Select(nr => EnAsync(authority, aktoer, jobId, nr, ct)));
        return true;
    }

    private static async Task EnAsync(Authority authority, Aktoer aktoer, Guid jobId, int nr, CancellationToken ct)
    {
        string afvist;
        try
        {
            await authority.Queue.RunAsync((FremMassehandling act) => act.Udfoer(new(aktoer, jobId, nr), ct), ct);
            return;
        }
        catch (RegelbrudException e)
        {
            afvist = string.Join(' ', [e.Regel.Tekst, .. e.Detaljer]);
        }
        catch (InvalidException e)
        {
            afvist = string.Join(' ', e.Errors.Values.SelectMany(t => t));
        }
        catch (Exception e) when (e is NotFoundException or ForbiddenException or StaleException or DbUpdateConcurrencyException)
        {
            afvist = Problem.From(e).Title;
        }

        await authority.Queue.RunAsync((FremMassehandling act) => act.Udfoer(new(aktoer, jobId, nr, afvist), ct), ct);
    }
}
