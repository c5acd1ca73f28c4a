using System.Text.Json;
using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Authorities;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Sager.Domain.Klassifikation;
using Esdh.Sager.Handlinger;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Indhold;

/// <summary>Reads a version of the subject plan in from its files, portion by portion.</summary>
internal sealed class Emneplanjob(CoreDb core, SagerDb db) : IJobKind
{
    private IReadOnlyList<object>? _raekker;

    public string Type => IndlaesEmneplan.Jobtype;

    public async Task<bool> RunPortionAsync(Authority authority, Guid jobId, CancellationToken ct)
    {
        var job = await core.Jobs.AsNoTracking().SingleAsync(j => j.Id == jobId, ct);
        if (job.StopOensket)
            return false;
        var udgave = JsonSerializer.Deserialize<IndlaesEmneplan.Bestilling>(job.Data)!.UdgaveId;
        _raekker ??= await LaesAsync(authority, udgave, ct);
        var naeste = _raekker.Skip(job.Faerdige).Take(IndlaesEmneplan.Portion).ToList();
        await authority.Queue.RunAsync((FremEmneplan act) => act.Udfoer(new(Aktoer.Systemet with { Id = job.OprettetAf }, jobId, udgave, job.Faerdige, naeste), ct), ct);
        return job.Faerdige + naeste.Count < job.IAlt;
    }

    private async Task<IReadOnlyList<object>> LaesAsync(Authority authority, Guid id, CancellationToken ct)
    {
        var kilder = await db.Planudgaver.Where(u => u.Id == id).Select(u => u.Kilder).SingleOrDefaultAsync(ct) ?? throw new NotFoundException("Udgaven er slettet, mens den blev læst ind.");
        return IndlaesEmneplan.Raekker(id, Emneplanfiler.Laes(kilder.Split(' ').Select(sha => new KleFil(sha, authority.Content.OpenRead(sha)))).Plan!);
    }
}
