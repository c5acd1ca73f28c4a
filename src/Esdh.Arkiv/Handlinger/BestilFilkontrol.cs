using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>Orders a walk through the stored files. While one is on its way that one is answered.</summary>
internal sealed class BestilFilkontrol(ArkivDb arkiv, CoreDb core, TimeProvider tid)
{
    /// <summary>The value of <see cref="Job.Type"/>.</summary>
    internal const string Jobtype = "filkontrol";

    /// <param name="Efter">Ordered by the server itself: only where the last began so long ago. Null orders it now.</param>
    public sealed record Kommando(Aktoer Aktoer, TimeSpan? Efter = null);

    /// <returns>The walk's id; null where none was due.</returns>
    public async Task<Guid?> Udfoer(Kommando k, CancellationToken ct)
    {
        var nu = tid.GetUtcNow();
        var seneste = await arkiv.Filkontroller.OrderByDescending(f => f.Nr).FirstOrDefaultAsync(ct);
        if (seneste is { Afsluttet: null } && await core.Jobs.AnyAsync(j => j.Id == seneste.JobId && (j.Status == Jobstatus.Venter || j.Status == Jobstatus.Koerer || j.Status == Jobstatus.SatPaaPause), ct))
            return seneste.Id;
        if (k.Efter is { } efter && seneste is not null && seneste.Bestilt + efter > nu)
            return null;
        var kontrol = new Filkontrol { JobId = Guid.CreateVersion7(), BestiltAf = k.Efter is null ? k.Aktoer.Id : null, Bestilt = nu };
        arkiv.Add(kontrol);
        await arkiv.SaveChangesAsync(ct);
        core.Add(new Job { Id = kontrol.JobId, Type = Jobtype, Titel = $"Filkontrol nr. {kontrol.Nr}", OprettetAf = k.Aktoer.Id, Oprettet = nu, Data = kontrol.Id.ToString(), IAlt = 256 });
        await core.SaveChangesAsync(ct);
        return kontrol.Id;
    }
}
