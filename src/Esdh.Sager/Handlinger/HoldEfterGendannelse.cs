using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Sager.Contract;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>
/// After a copy was put back nothing goes out by itself that may have gone since the copy was taken: letters under way become uncertain, for a person to decide, and jobs under way are set on pause.
/// </summary>
internal sealed class HoldEfterGendannelse(SagerDb db, CoreDb core, NoterForsendelse noter, EventLog haendelser, TimeProvider tid)
{
    /// <returns>Letters, and jobs.</returns>
    public async Task<(int Breve, int Job)> Udfoer(CancellationToken ct)
    {
        var modtagere = await db.Forsendelsesmodtagere.Where(m => m.Tilstand == Modtagertilstand.Afsendes || (m.Tilstand == Modtagertilstand.Venter && m.Kanal != Forsendelseskanal.Udskriv)).ToListAsync(ct);
        foreach (var m in modtagere)
            m.BlivUvisEfterGendannelse();
        var job = await core.Jobs.Where(j => j.Status == Jobstatus.Venter || j.Status == Jobstatus.Koerer || j.Status == Jobstatus.Forberedes).ToListAsync(ct);
        foreach (var j in job)
            (j.Status, j.Pauset, j.PauseOensket) = (Jobstatus.SatPaaPause, tid.GetUtcNow(), false);
        await db.SaveChangesAsync(ct);
        await core.SaveChangesAsync(ct);
        await NoterAsync(modtagere, ct);
        return (modtagere.Count, job.Count);
    }

    private async Task NoterAsync(List<Forsendelsesmodtager> modtagere, CancellationToken ct)
    {
        var ider = modtagere.Select(m => m.ForsendelseId).Distinct().ToList();
        var breve = await db.Forsendelser.Where(f => ider.Contains(f.Id)).ToDictionaryAsync(f => f.Id, ct);
        foreach (var m in modtagere)
        {
            var brev = breve[m.ForsendelseId];
            await haendelser.AppendAsync(Aktoer.Systemet, new ForsendelseUvis(brev.Titel, await noter.NavnAsync(m, ct), m.Kanal.ToString(), m.Aarsag ?? ""), brev.SagId, brev.DokumentId, ct);
        }
    }
}
