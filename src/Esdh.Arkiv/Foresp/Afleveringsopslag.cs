using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Sager.Domain;
using Esdh.Sager.Storage;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Foresp;

/// <summary>What an approved version holds: what disposal asks before anything of value goes. A version that is built, sent or refused counts for nothing.</summary>
internal sealed class Afleveringsopslag(ArkivDb arkiv, SagerDb sager)
{
    /// <param name="Avid">The newest approved version that holds it.</param>
    /// <param name="Godkendt">When the archive approved that.</param>
    /// <param name="Frosset">What came after this moment is not in it.</param>
    internal sealed record Aflevering(string Avid, DateTimeOffset Godkendt, DateTimeOffset Frosset);

    /// <summary>Documents that an approved version holds, for joining. Reads the archive's tables alone.</summary>
    public IQueryable<Guid> AfleveredeDokumenter => from a in arkiv.Afleverede
        join v in arkiv.Versioner on a.ArkivversionId equals v.Id
        where v.Tilstand == Arkivversionstilstand.Godkendt
        select a.DokumentId;

    /// <summary>Which of these documents an approved version holds, and which version.</summary>
    public async Task<IReadOnlyDictionary<Guid, Aflevering>> DokumenterAsync(IReadOnlyCollection<Guid> dokumenter, CancellationToken ct)
    {
        var rows = await (from a in arkiv.Afleverede
            join v in arkiv.Versioner on a.ArkivversionId equals v.Id
            where dokumenter.Contains(a.DokumentId) && v.Tilstand == Arkivversionstilstand.Godkendt
            select new { a.DokumentId, v.Avid, v.Godkendt, v.Frosset }).ToListAsync(ct);
        return rows.GroupBy(r => r.DokumentId).ToDictionary(g => g.Key, g => g.Select(r => new Aflevering(r.Avid, r.Godkendt!.Value, r.Frosset)).MaxBy(a => a.Frosset)!);
    }

    /// <summary>Which of these documents lie in a version that is built or sent and that the archive has neither approved nor refused: they may not be deleted meanwhile (BEK 128 § 6, 2).</summary>
    /// <returns>The version's id by document.</returns>
    public async Task<IReadOnlyDictionary<Guid, string>> IkkeGodkendteAsync(IReadOnlyCollection<Guid> dokumenter, CancellationToken ct)
    {
        var rows = await arkiv.Afleverede.Where(a => dokumenter.Contains(a.DokumentId)).Join(Undervejs, a => a.ArkivversionId, v => v.Id, (a, v) => new { a.DokumentId, v.Avid }).ToListAsync(ct);
        return rows.GroupBy(r => r.DokumentId).ToDictionary(g => g.Key, g => g.First().Avid);
    }

    /// <summary>The same of cases.</summary>
    /// <returns>The version's id by case.</returns>
    public async Task<IReadOnlyDictionary<Guid, string>> IkkeGodkendteSagerAsync(IReadOnlyCollection<Guid> sager, CancellationToken ct)
    {
        var rows = await arkiv.AfleveredeSager.Where(a => sager.Contains(a.SagId)).Join(Undervejs, a => a.ArkivversionId, v => v.Id, (a, v) => new { a.SagId, v.Avid }).ToListAsync(ct);
        return rows.GroupBy(r => r.SagId).ToDictionary(g => g.Key, g => g.First().Avid);
    }

    /// <summary>Versions that are made and that the archive has neither approved nor refused.</summary>
    private IQueryable<Arkivversion> Undervejs => arkiv.Versioner.Where(v => v.Tilstand == Arkivversionstilstand.Bygget || v.Tilstand == Arkivversionstilstand.Kontrolleret || v.Tilstand == Arkivversionstilstand.Afsendt);

    /// <summary>
    /// Which of these cases are held as a whole: an approved version has the case as it was when it had been closed, and each of its journalised documents is in an
    /// approved version. A case that was opened again, or got something afterwards, is not there before the next version is approved.
    /// </summary>
    /// <param name="valgte">At most 500 cases.</param>
    /// <param name="ct">Stops.</param>
    public async Task<IReadOnlyDictionary<Guid, Aflevering>> HeleSagerAsync(IReadOnlyCollection<Guid> valgte, CancellationToken ct)
    {
        var rows = await (from a in arkiv.AfleveredeSager
            join v in arkiv.Versioner on a.ArkivversionId equals v.Id
            where valgte.Contains(a.SagId) && v.Tilstand == Arkivversionstilstand.Godkendt
            select new { a.SagId, v.Avid, v.Godkendt, v.Frosset }).ToListAsync(ct);
        var nyeste = rows.GroupBy(r => r.SagId).ToDictionary(g => g.Key, g => g.Select(r => new Aflevering(r.Avid, r.Godkendt!.Value, r.Frosset)).MaxBy(a => a.Frosset)!);
        if (nyeste.Count == 0)
            return nyeste;
        var noegler = nyeste.Keys.ToList();
        // Uden for adgang: disposal asks for the authority, not for a person.
        var lukket = await sager.Sager.Where(s => noegler.Contains(s.Id)).Select(s => new { s.Id, s.Afsluttet }).ToListAsync(ct);
        // Uden for adgang: as above; mistaken registrations have no content in a version.
        var dokumenter = await sager.Registreringer.Where(r => noegler.Contains(r.SagId) && r.FlyttetTilId == null).Join(sager.Dokumenter, r => r.DokumentId, d => d.Id, (r, d) => new { r.SagId, d.Id, d.Tilstand })
            .Where(d => d.Tilstand == Dokumenttilstand.Journaliseret).ToListAsync(ct);
        HashSet<Guid> afleveret = [];
        foreach (var portion in dokumenter.Select(d => d.Id).Distinct().Chunk(500))
            afleveret.UnionWith(await AfleveredeDokumenter.Where(d => portion.Contains(d)).ToListAsync(ct));
        foreach (var sag in lukket.Where(s => s.Afsluttet is not { } dag || dag > nyeste[s.Id].Frosset))
            nyeste.Remove(sag.Id);
        foreach (var dokument in dokumenter.Where(d => !afleveret.Contains(d.Id)))
            nyeste.Remove(dokument.SagId);
        return nyeste;
    }
}
