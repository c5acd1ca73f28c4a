using Esdh.Arkiv.Domain;
using Esdh.Arkiv.Storage;
using Esdh.Sager.Foresp;
using Microsoft.EntityFrameworkCore;

namespace Esdh.Arkiv.Foresp;

/// <summary>Walks through the stored files, and what they found.</summary>
internal sealed class Filkontrolopslag(ArkivDb arkiv, Personer personer)
{
    /// <summary>Shown of what one found.</summary>
    private const int FlestViste = 100;

    /// <param name="Art">Mangler, Aendret or Ulaeselig.</param>
    /// <param name="Navn">What names it.</param>
    public sealed record Fund(string Sha256, string Art, string Navn);

    /// <param name="BestiltAf">Null where the server ordered it itself.</param>
    /// <param name="Fejl">Files that are not as they should be.</param>
    /// <param name="Fundne">The first of them.</param>
    public sealed record Kontrol(int Nr, Guid JobId, DateTimeOffset Bestilt, string? BestiltAf, DateTimeOffset? Afsluttet, int Filer, long Bytes, int Fejl, IReadOnlyList<Fund> Fundne);

    /// <summary>The latest twenty, newest first.</summary>
    public async Task<IReadOnlyList<Kontrol>> ListeAsync(CancellationToken ct)
    {
        var kontroller = await arkiv.Filkontroller.AsNoTracking().OrderByDescending(k => k.Nr).Take(20).ToListAsync(ct);
        var ider = kontroller.Where(k => k.Fejl > 0).Select(k => k.Id).ToList();
        List<Filkontrolfund> fund = [];
        foreach (var id in ider)
            fund.AddRange(await arkiv.Filkontrolfund.AsNoTracking().Where(f => f.KontrolId == id).OrderBy(f => f.Navn).Take(FlestViste).ToListAsync(ct));
        var efter = fund.ToLookup(f => f.KontrolId, f => new Fund(f.Sha256, f.Art.ToString(), f.Navn));
        await personer.HuskAsync(kontroller.Select(k => k.BestiltAf).OfType<Guid>().Distinct(), ct);
        List<Kontrol> svar = [];
        foreach (var k in kontroller)
            svar.Add(new(k.Nr, k.JobId, k.Bestilt, k.BestiltAf is { } af ? await personer.NavnAsync(af, ct) : null, k.Afsluttet, k.Filer, k.Bytes, k.Fejl, [.. efter[k.Id]]));
        return svar;
    }

    /// <summary>The last that ended; null where none has.</summary>
    public Task<Filkontrol?> SenesteAsync(CancellationToken ct) => arkiv.Filkontroller.AsNoTracking().Where(k => k.Afsluttet != null).OrderByDescending(k => k.Nr).FirstOrDefaultAsync(ct);
}
