using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Foresp;
using Esdh.Arkiv.Storage;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>One portion of the list: registrations are looked at in the order of their numbers, once each, and the number that was come to lies in the same transaction.</summary>
internal sealed class FremKassationsforslag(ArkivDb arkiv, SagerDb sager, CoreDb core, Kassationsvurdering vurdering)
{
    private const int Portion = 400;

    /// <summary>Answers whether more is left.</summary>
    public async Task<bool> Udfoer(Guid jobId, CancellationToken ct)
    {
        var kassation = await arkiv.Kassationer.SingleAsync(k => k.JobId == jobId, ct);
        if (kassation.Tilstand != Kassationstilstand.Forberedes)
            return false;
        var job = await core.Jobs.SingleAsync(j => j.Id == jobId, ct);
        var graense = DanishTime.StartOfDay(kassation.Skaeringsdag.AddDays(1));
        var efter = kassation.EfterNr;
        // Uden for adgang: the list is the archive's; who reads it sees titles of what is the reader's to see.
        var side = await (from r in sager.Registreringer
                          where r.Nr > efter && r.FlyttetTilId == null
                          join s in sager.Sager on r.SagId equals s.Id
                          where s.Tilstand == Tilstand.Afsluttet && s.Afsluttet < graense
                          orderby r.Nr
                          select new { r.Nr, r.DokumentId, s.Emne }).Take(Portion).ToListAsync(ct);
        var kandidater = side.Where(r => kassation.Emner.Count == 0 || kassation.Emner.Exists(e => r.Emne.StartsWith(e, StringComparison.Ordinal))).Select(r => r.DokumentId).Distinct().ToList();
        if (kandidater.Count > 0)
            await ListAsync(kassation, kandidater, ct);
        kassation.EfterNr = side.Count < Portion ? job.IAlt : side[^1].Nr;
        job.Faerdige = Math.Min(job.IAlt, kassation.EfterNr);
        if (side.Count < Portion)
        {
            kassation.ErListet();
            job.Resultat = kassation.Linjer == 1 ? "1 dokument er på listen." : $"{kassation.Linjer} dokumenter er på listen.";
        }

        await arkiv.SaveChangesAsync(ct);
        await core.SaveChangesAsync(ct);
        return side.Count == Portion;
    }

    private async Task ListAsync(Kassation kassation, List<Guid> kandidater, CancellationToken ct)
    {
        var staar = await arkiv.Kassationslinjer.Where(l => l.KassationId == kassation.Id && l.DokumentId != null && kandidater.Contains(l.DokumentId.Value)).Select(l => l.DokumentId!.Value).ToListAsync(ct);
        var nye = await sager.Dokumenter.Where(d => kandidater.Contains(d.Id) && !staar.Contains(d.Id) && d.Kasseret == null).OrderBy(d => d.Nr).Select(d => d.Id).ToListAsync(ct); // Uden for adgang: as above.
        var vurderet = await vurdering.DokumenterAsync(nye, kassation.Skaeringsdag, ct);
        var filer = await sager.Filer.Where(f => nye.Contains(f.DokumentId)).GroupBy(f => f.DokumentId).Select(g => new { g.Key, Antal = g.Count(), Stoerrelse = g.Sum(f => f.Stoerrelse) }).ToDictionaryAsync(g => g.Key, ct);
        foreach (var v in nye.Select(d => vurderet.GetValueOrDefault(d)).Where(v => v is { Hvorfor: null }))
        {
            var f = filer.GetValueOrDefault(v!.Id);
            arkiv.Add(new Kassationslinje
            {
                KassationId = kassation.Id, Nr = ++kassation.Linjer, SagId = v.Sag.Id, DokumentId = v.Id, Emne = v.Sag.Emne, Facet = v.Sag.Facet, Lukket = v.Sag.Lukket!.Value, Filer = f?.Antal ?? 0, Stoerrelse = f?.Stoerrelse ?? 0,
            });
        }
    }
}
