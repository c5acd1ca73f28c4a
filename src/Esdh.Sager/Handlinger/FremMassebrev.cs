using Esdh.Core.Access;
using Esdh.Core.Events;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Sager.Handlinger;

/// <summary>The letter to one of many: the document, its dispatch and the word that it is made stand or fall together, so that it is never made twice.</summary>
internal sealed class FremMassebrev(SagerDb db, CoreDb core, OpretDokument opret, OpretHoeringsbrev opretHoeringsbrev, BestilForsendelse bestil)
{
    /// <param name="Brev">The merged letter; null where it was refused.</param>
    /// <param name="Modtager">To whom it is sent; null for a draft.</param>
    /// <param name="Afvist">Why it was refused.</param>
    public sealed record Kommando(Aktoer Aktoer, Guid Id, int Nummer, OpretDokument.Kommando? Brev, BestilForsendelse.NyModtager? Modtager, string? Afvist = null);

    public async Task Udfoer(Kommando k, CancellationToken ct)
    {
        var brev = await db.Massebreve.SingleAsync(b => b.MasseforsendelseId == k.Id && b.Nummer == k.Nummer, ct);
        if (brev.ErFaerdig)
            return; // made before a restart
        var masse = await db.Masseforsendelser.SingleAsync(m => m.Id == k.Id, ct);
        var job = await core.Jobs.SingleAsync(j => j.Id == k.Id, ct);
        if (k.Afvist is { } grund)
        {
            brev.Afvis(grund);
            job.Fejl++;
        }
        else
        {
            var svar = masse.HoeringId is { } hoering ? await opretHoeringsbrev.Udfoer(new(k.Brev!, hoering, brev.SagspartId!.Value), ct) : await opret.Udfoer(k.Brev!, ct);
            var forsendelse = k.Modtager is null ? null
                : await bestil.Udfoer(new(k.Aktoer, svar.Id, [k.Modtager], [.. masse.Bilag.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)], Tekst: masse.Tekst, JobId: masse.Id), ct);
            brev.Lavet(svar.Id, forsendelse?.Id);
        }

        job.Faerdige++;
        var lavet = job.Faerdige - job.Fejl;
        job.Resultat = $"{lavet} af {job.IAlt} breve er {(masse.Send ? "dannet og bestilt sendt" : "dannet")}.{(job.Fejl == 0 ? "" : job.Fejl == 1 ? " 1 blev afvist." : $" {job.Fejl} blev afvist.")}";
        await db.SaveChangesAsync(ct);
        await core.SaveChangesAsync(ct);
    }
}
