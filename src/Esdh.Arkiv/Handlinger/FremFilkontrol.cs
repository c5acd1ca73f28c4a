using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Core.Access;
using Esdh.Core.Events;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>What a portion of a walk through the files came to, in one transaction.</summary>
internal sealed class FremFilkontrol(ArkivDb arkiv, CoreDb core, EventLog haendelser, TimeProvider tid)
{
    /// <param name="Naaet">The last content looked at; null when all have been, and <paramref name="Fund"/> is then all that is wrong, with names.</param>
    public sealed record Kommando(Guid JobId, string? Naaet, int Filer, long Bytes, IReadOnlyList<Filkontrolfund> Fund);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var kontrol = await arkiv.Filkontroller.SingleAsync(f => f.JobId == k.JobId, ct);
        var job = await core.Jobs.SingleAsync(j => j.Id == k.JobId, ct);
        if (k.Naaet is { } naaet)
        {
            (kontrol.Naaet, job.Faerdige) = (naaet, Convert.ToInt32(naaet[..2], 16));
            kontrol.Filer += k.Filer;
            kontrol.Bytes += k.Bytes;
        }
        else
        {
            await arkiv.Filkontrolfund.Where(f => f.KontrolId == kontrol.Id).ExecuteDeleteAsync(ct);
            (kontrol.Fejl, kontrol.Afsluttet, job.Faerdige, job.Fejl) = (k.Fund.Count, tid.GetUtcNow(), job.IAlt, k.Fund.Count);
            job.Resultat = k.Fund.Count == 0 ? $"{kontrol.Filer} filer er, som da de blev gemt." : $"{k.Fund.Count} filer er ikke, som de skal være. Hent dem fra en sikkerhedskopi.";
            await haendelser.AppendAsync(Aktoer.Systemet, new FilkontrolUdfoert(kontrol.Nr, kontrol.Filer, kontrol.Fejl), null, kontrol.Id, ct);
        }

        arkiv.AddRange(k.Fund);
        await arkiv.SaveChangesAsync(ct);
        await core.SaveChangesAsync(ct);
    }
}
