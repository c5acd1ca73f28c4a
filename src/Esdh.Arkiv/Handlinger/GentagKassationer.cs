using Esdh.Arkiv.Contract;
using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Core.Calendar;
using Esdh.Core.Events;
using Esdh.Core.Jobs;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Handlinger;

/// <summary>Makes runs of what was destroyed after the copy that has been put back, one for each that was carried out, of what is there again. They are not judged again: two people have.</summary>
internal sealed class GentagKassationer(ArkivDb arkiv, SagerDb sager, CoreDb core, TimeProvider tid)
{
    private const int Portion = 500;

    /// <returns>The jobs that carry them out, in the order of the first runs.</returns>
    public async Task<IReadOnlyList<Guid>> Udfoer(IReadOnlyCollection<Slettelinje> slettet, CancellationToken ct)
    {
        List<Guid> job = [];
        foreach (var koersel in slettet.GroupBy(s => (s.Art, s.Nr, s.Godkendt)).OrderBy(k => k.Key.Godkendt))
        {
            var art = Enum.Parse<Kassationsart>(koersel.Key.Art);
            var ider = koersel.Select(s => s.Id).Distinct().ToList();
            var linjer = art == Kassationsart.Sletning ? await SagerAsync(ider, ct) : await DokumenterAsync(ider, ct);
            if (linjer.Count == 0)
                continue;
            var (foerste, nu) = (koersel.First(), tid.GetUtcNow());
            var k = Kassation.Gentag(art, foerste.Nr, $"Gentaget efter gendannelse: {foerste.Titel}", foerste.GodkendtAf, foerste.Godkendt, Guid.CreateVersion7(), linjer.Count, nu);
            arkiv.Add(k);
            await arkiv.SaveChangesAsync(ct);
            arkiv.AddRange(linjer.Select((l, i) => new Kassationslinje
            {
                KassationId = k.Id, Nr = i + 1, SagId = l.Sag, DokumentId = l.Dokument, Emne = l.Emne, Facet = l.Facet, Lukket = l.Afsluttet is { } t ? DanishTime.DateOf(t) : DanishTime.DateOf(nu), Filer = l.Filer, Stoerrelse = l.Bytes,
            }));
            await arkiv.SaveChangesAsync(ct);
            var arbejde = GodkendKassation.Arbejde(k, foerste.GodkendtAf, linjer.Count, nu);
            arbejde.Status = Jobstatus.SatPaaPause; // carried out by whoever asked for it; broken off, it is taken up again
            core.Add(arbejde);
            await core.SaveChangesAsync(ct);
            job.Add(k.JobId);
        }

        return job;
    }

    private sealed record Linje(Guid Sag, Guid? Dokument, string Emne, string Facet, DateTimeOffset? Afsluttet, int Filer, long Bytes);

    private async Task<List<Linje>> SagerAsync(List<Guid> ider, CancellationToken ct)
    {
        List<Linje> linjer = [];
        foreach (var del in ider.Chunk(Portion)) // Uden for adgang: two people have decided.
            linjer.AddRange((await sager.Sager.Where(s => del.Contains(s.Id) && s.Slettet == null).Select(s => new { s.Id, s.Emne, s.Facet, s.Afsluttet }).ToListAsync(ct)).Select(s => new Linje(s.Id, null, s.Emne, s.Facet, s.Afsluttet, 0, 0))); // Uden for adgang: as above.
        return linjer;
    }

    private async Task<List<Linje>> DokumenterAsync(List<Guid> ider, CancellationToken ct)
    {
        List<Linje> linjer = [];
        foreach (var del in ider.Chunk(Portion))
        {
            var igen = await sager.Dokumenter.Where(d => del.Contains(d.Id) && d.Kasseret == null).Select(d => d.Id).ToListAsync(ct); // Uden for adgang: two people have decided.
            // Uden for adgang: as above.
            var pladser = await sager.Registreringer.Where(r => igen.Contains(r.DokumentId) && r.FlyttetTilId == null).OrderBy(r => r.Nr).Join(sager.Sager, r => r.SagId, s => s.Id, (r, s) => new { r.DokumentId, s.Id, s.Emne, s.Facet, s.Afsluttet }).ToListAsync(ct);
            var filer = (await sager.Filer.Where(f => igen.Contains(f.DokumentId)).Select(f => new { f.DokumentId, f.Stoerrelse }).ToListAsync(ct)).ToLookup(f => f.DokumentId, f => f.Stoerrelse);
            linjer.AddRange(pladser.GroupBy(p => p.DokumentId).Select(g => new Linje(g.First().Id, g.Key, g.First().Emne, g.First().Facet, g.First().Afsluttet, filer[g.Key].Count(), filer[g.Key].Sum())));
        }

        return linjer;
    }
}
