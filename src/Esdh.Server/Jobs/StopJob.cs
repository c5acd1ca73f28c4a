using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Jobs;

namespace Esdh.Server.Jobs;

/// <summary>Someone asked for a job to be stopped after the portion it is at.</summary>
/// <param name="Nr">The job's number.</param>
/// <param name="Titel">Its title.</param>
internal sealed record JobStopOensket(int Nr, string Titel);

/// <summary>Asks a job to stop after the portion it is at. What is done stays done.</summary>
internal sealed class StopJob(CoreDb db, EventLog events, TimeProvider time)
{
    public static readonly Regel KunDetDerKoerer = new("JOB-1", "Jobbet er allerede slut.", Regel.Intern);

    public sealed record Svar(int Nr, string Status);

    public async Task<Svar> Udfoer(Aktoer aktoer, string job, CancellationToken ct)
    {
        var fundet = await Jobopslag.FindAsync(db, aktoer, job, ct);
        KunDetDerKoerer.Kraev(fundet.ErIGang);
        if (!fundet.StopOensket)
        {
            fundet.StopOensket = true;
            if (fundet.Status is Jobstatus.Venter or Jobstatus.SatPaaPause) // nobody is at it
                (fundet.Status, fundet.Afsluttet) = (Jobstatus.Stoppet, time.GetUtcNow());
            await db.SaveChangesAsync(ct);
            await events.AppendAsync(aktoer, new JobStopOensket(fundet.Nr, Jobopslag.UdenSag(fundet.Titel)), null, fundet.Id, ct);
        }

        return new(fundet.Nr, fundet.Status.ToString());
    }
}
