using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>How far a check of a version has come, or what it found: one without errors makes a built version a checked one.</summary>
internal sealed class FremArkivkontrol(ArkivDb db, CoreDb core, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Fundet">Errors and notices; null while it goes on.</param>
    public sealed record Kommando(Guid JobId, Guid VersionId, int Faerdige, int IAlt, (int Fejl, int Bemaerkninger)? Fundet = null);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var job = await core.Jobs.SingleAsync(j => j.Id == k.JobId, ct);
        (job.Faerdige, job.IAlt) = (k.Faerdige, k.IAlt);
        if (k.Fundet is { } fundet)
        {
            var version = await db.Versioner.SingleAsync(v => v.Id == k.VersionId, ct);
            if (version.KontrolJobId != k.JobId || version.Proevet is not null)
                return; // it is being built anew, or this was said before
            var tjek = version.ErProevet(fundet.Fejl, fundet.Bemaerkninger, tid.GetUtcNow());
            await db.SaveChangesAsync(ct);
            await haendelser.AppendAsync(Aktoer.Systemet, new ArkivversionProevet(version.Avid, fundet.Fejl, fundet.Bemaerkninger), null, version.Id, ct);
            if (tjek)
                await haendelser.AppendAsync(Aktoer.Systemet, new ArkivversionFoert(version.Avid, nameof(Arkivversionstilstand.Kontrolleret), null), null, version.Id, ct);
            job.Fejl = fundet.Fejl;
            job.Resultat = fundet.Fejl == 0 ? $"{version.Avid} er uden fejl." : $"Der er {fundet.Fejl} fejl i {version.Avid}. De står i rapporten.";
        }

        await core.SaveChangesAsync(ct);
    }
}
