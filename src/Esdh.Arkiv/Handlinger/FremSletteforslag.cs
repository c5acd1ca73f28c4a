using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Foresp;
using Esdh.Arkiv.Storage;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>One portion of the list of cases whose personal data is to be deleted: cases are looked at in the order of their numbers, once each.</summary>
internal sealed class FremSletteforslag(ArkivDb arkiv, SagerDb sager, CoreDb core, Slettevurdering vurdering)
{
    private const int Portion = 400;

    /// <summary>Answers whether more is left.</summary>
    public async Task<bool> Udfoer(Guid jobId, CancellationToken ct)
    {
        var sletning = await arkiv.Kassationer.SingleAsync(k => k.JobId == jobId, ct);
        if (sletning.Tilstand != Kassationstilstand.Forberedes)
            return false;
        var job = await core.Jobs.SingleAsync(j => j.Id == jobId, ct);
        var (graense, efter) = (DanishTime.StartOfDay(sletning.Skaeringsdag.AddDays(1)), sletning.EfterNr);
        // Uden for adgang: the list is the archive's; who reads it sees titles of what is the reader's to see.
        var side = await sager.Sager.Where(s => s.Nr > efter && s.Tilstand == Tilstand.Afsluttet && s.Afsluttet < graense && s.Slettet == null).OrderBy(s => s.Nr).Select(s => new { s.Nr, s.Id, s.Emne }).Take(Portion).ToListAsync(ct);
        var kandidater = side.Where(s => sletning.Emner.Count == 0 || sletning.Emner.Exists(e => s.Emne.StartsWith(e, StringComparison.Ordinal))).Select(s => s.Id).ToList();
        var vurderet = await vurdering.SagerAsync(kandidater, sletning.Skaeringsdag, ct);
        var slettes = kandidater.Where(id => vurderet[id].Hvorfor is null).ToList();
        var filer = await (from r in sager.Registreringer
                           join f in sager.Filer on r.DokumentId equals f.DokumentId
                           where slettes.Contains(r.SagId) && r.FlyttetTilId == null
                           group f by r.SagId into g
                           select new { g.Key, Antal = g.Count(), Stoerrelse = g.Sum(f => f.Stoerrelse) }).ToDictionaryAsync(g => g.Key, ct);
        foreach (var v in slettes.Select(id => vurderet[id]))
        {
            var f = filer.GetValueOrDefault(v.Id);
            arkiv.Add(new Kassationslinje { KassationId = sletning.Id, Nr = ++sletning.Linjer, SagId = v.Id, Emne = v.Emne, Facet = v.Facet, Lukket = v.Lukket!.Value, Filer = f?.Antal ?? 0, Stoerrelse = f?.Stoerrelse ?? 0 });
        }

        sletning.EfterNr = side.Count < Portion ? job.IAlt : side[^1].Nr;
        job.Faerdige = Math.Min(job.IAlt, sletning.EfterNr);
        if (side.Count < Portion)
        {
            sletning.ErListet();
            job.Resultat = sletning.Linjer == 1 ? "1 sag er på listen." : $"{sletning.Linjer} sager er på listen.";
        }

        await arkiv.SaveChangesAsync(ct);
        await core.SaveChangesAsync(ct);
        return side.Count == Portion;
    }
}
