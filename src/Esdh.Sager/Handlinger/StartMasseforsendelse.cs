using Esdh.Core;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Core.Web;
using Esdh.Sager.Domain;
using Esdh.Sager.Forsendelser;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>Begins letters to many as a job; it can be held and stopped, and a restart goes on where it was.</summary>
internal sealed class StartMasseforsendelse(SagerDb db, CoreDb core, TimeProvider tid)
{
    /// <param name="SpringOver">Rows that cannot be used are left out; else they refuse.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid Id, bool SpringOver, long? IfMatch = null);

    /// <param name="Id">Also the job's.</param>
    public sealed record Svar(Guid Id, int JobNr, int Breve, long Version);

    public async Task<Svar> Udfoer(Kommando k, CancellationToken ct)
    {
        var masse = await db.FindMasseforsendelseAsync(k.Aktoer, k.Id, ct);
        Preconditions.Check(masse.Version, k.IfMatch);
        if (!masse.ErKlar)
            throw new InvalidException("fil", "Listen blev ikke læst til ende. Læg den ind igen.");
        var sag = await db.FindSagAsync(k.Aktoer, masse.SagId.ToString(), ct);
        sag.KraevAaben();
        masse.Begynd(tid.GetUtcNow());
        var medFejl = await db.Massebreve.Where(b => b.MasseforsendelseId == masse.Id && b.Fejl != null).OrderBy(b => b.Nummer).ToListAsync(ct);
        ForsendelseRegler.RaekkerneErIOrden.KraevIntet(k.SpringOver ? [] : [.. medFejl.Take(20).Select(b => $"{(b.Linje is { } l ? $"Linje {l}, " : "")}{b.Navn}: {b.Fejl}")]);
        foreach (var brev in medFejl)
            brev.Afvis(brev.Fejl!);
        var antal = await db.Massebreve.CountAsync(b => b.MasseforsendelseId == masse.Id, ct);
        if (antal == medFejl.Count)
            throw new InvalidException("fil", "Der er ingen rækker, der kan bruges.");
        var job = new Job
        {
            Id = masse.Id, Type = Massebrevjob.Jobtype, Titel = $"{(masse.Send ? "Breve sendt" : "Breve dannet")} til {antal - medFejl.Count} på sag {sag.Sagsnummer}", Data = k.Aktoer.PaaVegneAf is { } bord ? bord.Id.ToString() : "", OprettetAf = k.Aktoer.Id,
            Oprettet = tid.GetUtcNow(), IAlt = antal - medFejl.Count,
        };
        core.Add(job);
        await core.SaveChangesAsync(ct);
        await db.SaveChangesAsync(ct);
        return new(masse.Id, job.Nr, job.IAlt, masse.Version);
    }
}
