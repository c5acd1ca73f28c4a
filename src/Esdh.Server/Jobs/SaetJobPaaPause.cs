using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Jobs;

namespace Esdh.Server.Jobs;

/// <summary>Someone set a job on pause.</summary>
/// <param name="Nr">The job's number.</param>
/// <param name="Titel">Its title.</param>
internal sealed record JobSatPaaPause(int Nr, string Titel);

/// <summary>Someone let a job go on after its pause.</summary>
/// <param name="Nr">The job's number.</param>
/// <param name="Titel">Its title.</param>
internal sealed record JobGenoptaget(int Nr, string Titel);

/// <summary>Sets a job on pause after the portion it is at, or lets it go on. Both may be said twice. A pause lasts over restarts.</summary>
internal sealed class SaetJobPaaPause(CoreDb db, EventLog events, TimeProvider time)
{
    public sealed record Svar(int Nr, string Status, bool PauseOensket);

    /// <param name="aktoer">Its owner, or an administrator.</param>
    /// <param name="job">Number or id.</param>
    /// <param name="pause">False lets it go on.</param>
    /// <param name="ct">Stops before it is written only.</param>
    /// <exception cref="Esdh.Core.RegelbrudException">JOB-1.</exception>
    public async Task<Svar> Udfoer(Aktoer aktoer, string job, bool pause, CancellationToken ct)
    {
        var fundet = await Jobopslag.FindAsync(db, aktoer, job, ct);
        StopJob.KunDetDerKoerer.Kraev(fundet.ErIGang);
        var paaPause = fundet.PauseOensket || fundet.Status == Jobstatus.SatPaaPause;
        if (paaPause != pause)
        {
            if (pause)
            {
                (fundet.PausetAf, fundet.Pauset) = (aktoer.Id, time.GetUtcNow());
                (fundet.Status, fundet.PauseOensket) = fundet.Status == Jobstatus.Venter ? (Jobstatus.SatPaaPause, false) : (fundet.Status, true);
            }
            else
            {
                (fundet.PausetAf, fundet.Pauset, fundet.PauseOensket) = (null, null, false);
                fundet.Status = fundet.Status == Jobstatus.SatPaaPause ? Jobstatus.Venter : fundet.Status;
            }

            await db.SaveChangesAsync(ct);
            await events.AppendAsync(aktoer, pause ? new JobSatPaaPause(fundet.Nr, Jobopslag.UdenSag(fundet.Titel)) : new JobGenoptaget(fundet.Nr, Jobopslag.UdenSag(fundet.Titel)), null, fundet.Id, ct);
        }

        return new(fundet.Nr, fundet.Status.ToString(), fundet.PauseOensket);
    }
}
