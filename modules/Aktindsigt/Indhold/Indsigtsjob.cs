using System.Text.Json;
using Esdh.Adgang.Contract;
using Esdh.Aktindsigt.Domain;
using Esdh.Aktindsigt.Handlinger;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Web;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Aktindsigt.Indhold;

/// <summary>
/// Makes an answer, or gathers a person's data, a document or a case at a time and with the rights that the one who ordered it has now. What is half made lives as long as this does: after a
/// stop of the server it is begun anew, since nothing is changed before the act that files it, which also ends the work.
/// </summary>
internal sealed class Indsigtsjob(CoreDb core, Aktoerkilde aktoerer, Svardannelse svar, Personsamling samling) : IJobKind
{
    private bool _begyndt;

    public string Type => BestilIndsigtsarbejde.Jobtype;

    public async Task<bool> RunPortionAsync(Authority authority, Guid jobId, CancellationToken ct)
    {
        var job = await core.Jobs.AsNoTracking().SingleAsync(j => j.Id == jobId, ct);
        if (job.StopOensket || job.Resultat is not null)
            return false;
        var bestilling = JsonSerializer.Deserialize<BestilIndsigtsarbejde.Bestilling>(job.Data)!;
        if (!authority.IsOn(AktindsigtModule.Noegle))
            throw new ForbiddenException("Sagsområdet Aktindsigt er slået fra. Der er ikke lavet noget.");
        if (await aktoerer.FindAsync(job.OprettetAf, ct, bestilling.PaaVegneAf) is not { } aktoer || !aktoer.Har(AccessRules.Sagsarbejde))
            throw new ForbiddenException("Den, der satte arbejdet i gang, er ikke længere aktiv eller arbejder ikke længere med sager. Der er ikke lavet noget.");
        IIndsigtsarbejde arbejde = bestilling.Art == Indsigtsjobart.Svar ? svar : samling;
        if (!_begyndt)
        {
            await arbejde.BegyndAsync(aktoer, bestilling, ct);
            _begyndt = true;
        }
        else if (arbejde.Naaet < arbejde.IAlt)
            await arbejde.NaesteAsync(aktoer, ct);
        else
        {
            await arbejde.GemAsync(aktoer, jobId, ct);
            return false;
        }

        await authority.Queue.RunAsync((FremIndsigtsarbejde act) => act.Udfoer(new(jobId, arbejde.Naaet, arbejde.IAlt), ct), ct);
        return true;
    }
}

/// <summary>Work in three strokes: begin, a piece at a time, file it.</summary>
internal interface IIndsigtsarbejde
{
    int Naaet { get; }

    int IAlt { get; }

    Task BegyndAsync(Aktoer aktoer, BestilIndsigtsarbejde.Bestilling bestilling, CancellationToken ct);

    Task NaesteAsync(Aktoer aktoer, CancellationToken ct);

    Task GemAsync(Aktoer aktoer, Guid jobId, CancellationToken ct);
}
